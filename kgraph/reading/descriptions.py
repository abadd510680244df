"""Descriptions: who "the prime minister", "the Saudi envoy" and "his supporters" are in this document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kgraph.model import Actor
from kgraph.ontology.records import ActorEntry, NationalPart, Ontology
from kgraph.reading import collectives
from kgraph.reading.arguments import MEMBERS
from kgraph.reading.bodies import Missions
from kgraph.reading.candidates import STATES, Candidate, entry_actor, new_actor
from kgraph.reading.context import Context
from kgraph.reading.nounphrases import NounPhrases

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FAR = 60  # sentences back that a bare title may reach
DEFINITE = frozenset({"the", "this", "that", "these", "those", "said"})
_GROUPS = frozenset({"Collective", "ArmedGroup", "Community", "Person"})
_BODIES = frozenset({"Government", "Parliament", "Court", "Ministry", "Agency", "ArmedForces", "Media"})
# Words that make one office another: a deputy is not the minister.
_RANKS = frozenset({"deputy", "vice", "assistant", "former", "acting"})
_OFFICES = frozenset(
    """minister president premier chancellor king queen emir sultan ambassador envoy governor speaker spokesman
    spokeswoman spokesperson prince secretary leader chief general mayor""".split()
)
_HEADS = frozenset({"president", "prime minister", "premier", "chancellor", "king", "emir", "supreme leader", "sultan"})
# Fighters without a name who count as a group of their own.
_FIGHTERS = frozenset(
    "militia rebel militant insurgent gunman separatist jihadist guerrilla mercenary fighter bandit".split()
)
# People told by others of theirs: "families of the hostages".
_KIN = frozenset("family relative mother father widow parent child supporter victim survivor killer".split())
# Bodies that are not those of the state in which they are.
_ABROAD = frozenset({"embassy", "consulate", "consulate general", "diplomatic mission", "mission"})
# Plurals that tell no group by themselves.
_VAGUE = frozenset({"people", "man", "person"})
# What a person's own can be a state's: "his government" is his state's.
_HIS_STATES = frozenset({"government", "cabinet", "administration", "country", "regime"})
# Offices that without a state mean the one of the state that the document is about.
_ALONE = frozenset({"president", "prime minister", "premier", "chancellor"})
# Nouns that do not tell who is meant even with their owner.
_UNTELLING = frozenset({"predecessor", "successor", "chair", "head", "brother", "counterpart"})
# What a bare definite noun can refer back to.
_CLASSES: Mapping[str, str] = {
    "country": "State",
    "nation": "State",
    "republic": "State",
    "group": "ArmedGroup Party Organisation",
    "militia": "ArmedGroup",
    "rebel": "ArmedGroup",
    "insurgent": "ArmedGroup",
    "militant": "ArmedGroup",
    "guerrilla": "ArmedGroup",
    "movement": "ArmedGroup Party",
    "faction": "ArmedGroup Party",
    "party": "Party",
    "organisation": "Organisation InternationalOrganisation ArmedGroup",
    "organization": "Organisation InternationalOrganisation ArmedGroup",
    "alliance": "InternationalOrganisation Party",
    "bloc": "InternationalOrganisation Party",
    "company": "Company",
    "firm": "Company",
}


class Descriptions:
    """Settles noun phrases by apposition, office, national part, or as a group told by its words."""

    def __init__(self, ontology: Ontology, phrases: NounPhrases) -> None:
        self._ontology = ontology
        self._phrases = phrases
        self._missions = Missions(ontology)

    def settle(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle the description if its own words and the document's names are enough."""
        apposed = next((c.actor for c in candidate.antecedents if c.actor is not None), None)
        if apposed is not None:
            candidate.settle(apposed, f"in apposition to {apposed.label}")
        elif candidate.type == "Person" and not candidate.plural:
            self._office(candidate, index, context)
        elif self._collective(candidate, context.beside(index), context) or self._local_body(candidate, index, context):
            return
        elif candidate.specific:
            _by_its_words(candidate, context.state)
        elif is_definite(candidate) or candidate.plural:
            self._national(candidate, context)

    def _collective(self, candidate: Candidate, beside: Iterator[Candidate], context: Context) -> bool:
        """Settle a group that is told by its side or its place."""
        if candidate.token.tag_ not in {"NNS", "NNPS"} or collectives.is_affixed(candidate):
            return False
        near = list(beside)
        actor = collectives.by_side(candidate, near, context.state, self._ontology.actors)
        if actor is None and candidate.type in _GROUPS and not is_owned(candidate):
            part = self._phrases.part_noun(candidate.noun)
            actor = collectives.by_place(candidate, near) if part is None or part.type not in _BODIES else None
        if actor is not None:
            candidate.settle(actor, "a group without a name, told by its side or place")
            candidate.generic = True
        return actor is not None

    def _local_body(self, candidate: Candidate, index: int, context: Context) -> bool:
        """Settle a state's body in a town: "an Istanbul court", "prosecutors in Lyon"."""
        part = self._phrases.part_noun(candidate.noun)
        if part is None or part.type not in _BODIES or has_possessor(candidate) or candidate.noun in _ABROAD:
            return False
        place = collectives.town(candidate, context.beside(index), {"in", "of"}) if candidate.state is None else None
        state = candidate.state or (place[1].entries[0].actor if place and place[1].is_place else None)
        if state is None or state.type not in STATES:
            return False
        candidate.settle(self._phrases.part_actor(state, part), f"{candidate.noun} of {state.label}")
        return True

    def _office(self, candidate: Candidate, index: int, context: Context) -> None:
        """A person by office: whom the document gives that title, the holder at its date, else the office itself."""
        if not (is_definite(candidate) or candidate.state is not None):
            return
        state = candidate.state or context.state
        known = self._titled(candidate, index, state.iri if state else None, context)
        if known is not None:
            candidate.settle(known, f"the document calls {known.label} {candidate.noun}")
            return
        holder = self._holder(candidate.noun, state.iri if state else None, context.today)
        if holder is not None and not is_indefinite(candidate):
            candidate.settle(entry_actor(holder), f"{candidate.noun} at the document's date")
        elif candidate.state is None and state is not None and candidate.noun in _ALONE and not _has_place(candidate):
            office = new_actor(f"{candidate.noun.title()} of {state.label}", "Office")
            candidate.settle(office, f"an office of {state.label}, which the document is about")
        elif candidate.state is not None and candidate.state.type in STATES:
            if candidate.noun.split()[-1] in _OFFICES and not is_indefinite(candidate):
                place = collectives.town(candidate, context.beside(index), {"of"})
                where = place[1].surface if place and collectives.is_province(place[1]) else candidate.state.label
                label = f"{_title(candidate.noun)} of {where}{_posted_to(candidate)}"
                candidate.settle(new_actor(label, "Office"), "an office whose holder the text leaves unnamed")
            else:
                _by_its_words(candidate, context.state)

    def _titled(self, candidate: Candidate, index: int, state: str | None, context: Context) -> Actor | None:
        """The person whom the document gives the title; of several, the one named last before."""
        title = candidate.noun.split()[-1]
        ranks = _ranks(candidate.noun)
        fitting = {
            role.actor.id: role.actor
            for role in context.roles
            if (
                role.noun == candidate.noun
                or (role.noun.split()[-1] == title and " " not in candidate.noun)
                or (candidate.noun == "leader" and candidate.state is not None and role.noun in _HEADS)
            )
            and _ranks(role.noun) == ranks
            and role.state in {None, state}
        }
        if is_indefinite(candidate):
            return None
        if len(fitting) < 2:
            return next(iter(fitting.values()), None)
        before = (c.actor for _, c in context.before(index, FAR))
        return next((actor for actor in before if actor is not None and actor.id in fitting), None)

    def _holder(self, office: str, of: str | None, today: date | None) -> ActorEntry | None:
        if of is None or today is None:
            return None
        day = today.isoformat()
        for term in self._ontology.terms:
            if term.of == of and term.office == office and term.start <= day and (term.end is None or day <= term.end):
                return self._ontology.actors.get(term.holder)
        return None

    def _national(self, candidate: Candidate, context: Context) -> None:
        """ "the government", "police", "protesters" without a state: those of the state that the document is about."""
        if has_owner(candidate) or collectives.takes_a_side(candidate):
            return
        part = self._phrases.part_noun(candidate.noun)
        telling = part is not None and (part.type in _BODIES or _is_of_state(candidate, part))
        if part is not None and telling and context.state is not None:
            actor = self._phrases.part_actor(context.state, part)
            candidate.settle(actor, f"{candidate.noun} of {context.state.label}, which the document is about")
        elif _is_group(candidate, part) or (candidate.plural and _is_crowd(candidate)):
            label = collectives.at_home(collectives.words(candidate).lower(), context.state)
            kind = part.type if part is not None and candidate.type in {"Body", "Person"} else candidate.type
            candidate.settle(new_actor(label, kind), "a group without a name")

    def _body_of(self, candidate: Candidate, owner: Actor, home: ActorEntry | None) -> ActorEntry | None:
        """The government that a person leads, or the mission that an organisation has in the document's main state."""
        noun = candidate.noun.split()[-1]
        if noun == "mission" and home is not None:
            return self._missions.get(owner.id, home.iri)
        if noun not in {"government", "cabinet", "administration"}:
            return None
        led = {term.of for term in self._ontology.terms_of.get(owner.id, ())}
        governments = [self._ontology.actors[of] for of in sorted(led) if of in self._ontology.actors]
        governments = [entry for entry in governments if entry.type == "Government"]
        return governments[0] if len(governments) == 1 else None

    def settle_by_owner(self, candidate: Candidate, near: list[Candidate], home: ActorEntry | None = None) -> None:
        """Settle "his supporters", "sons of the president", "its army", "her country" by whose they are."""
        owner = _owner(candidate, near)
        noun = candidate.noun.split()[-1]
        if owner is None and noun in _KIN and (label := collectives.of_others(candidate, near)):
            candidate.settle(new_actor(label, "Collective"), "people told by others of theirs")
        if owner is None or owner.actor is None or noun in _UNTELLING or (noun in MEMBERS and candidate.plural):
            return
        if noun == "people" and owner.actor.type not in STATES:
            return
        body = self._body_of(candidate, owner.actor, home)
        if body is not None:
            candidate.settle(entry_actor(body), f"the {candidate.noun} of {owner.surface}")
            return
        if candidate.type in {"Person", "Collective"} and noun != "people":
            label = f"{collectives.words(candidate).lower()} of {owner.actor.label}"
            kind = "Collective" if candidate.plural else "Person"
            candidate.settle(new_actor(label, kind), f"the {candidate.surface} of {owner.surface}")
            candidate.generic = True
            return
        entry = self._ontology.actors.get(owner.actor.id)
        if owner.actor.type not in STATES and candidate.noun not in _HIS_STATES:
            return
        state = (
            entry if entry and entry.type in STATES else self._ontology.actors.get(entry.state or "") if entry else None
        )
        part = self._phrases.part_noun(candidate.noun if noun != "people" else noun)
        if state is not None and part is not None:
            candidate.settle(self._phrases.part_actor(state, part), f"{candidate.noun} of {state.label}")
        elif state is not None and candidate.noun == "country":
            candidate.settle(entry_actor(state), f"the country of {owner.surface}")


def _owner(candidate: Candidate, near: list[Candidate]) -> Candidate | None:
    """The settled mention that a noun's possessive or "of" names."""
    token = candidate.token
    owners = [
        c for c in token.children if c.dep_ == "poss" or (c.dep_ in {"compound", "nmod"} and _names_a_body(c, near))
    ]
    owners += [o for p in token.children if p.dep_ == "prep" and p.lower_ in {"of", "for", "from"} for o in p.children]
    heads = {o.i for o in owners}
    return next((c for c in near if c.actor is not None and c.passage is candidate.passage and c.head in heads), None)


def can_refer_to(candidate: Candidate, type_name: str) -> bool:
    """Whether a bare definite description ("the group", "the country") can mean an actor of that class."""
    return is_definite(candidate) and type_name in _CLASSES.get(candidate.noun.split()[-1], "").split()


def _has_place(candidate: Candidate) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in {"of", "in", "at"} for c in candidate.token.children)


def _title(noun: str) -> str:
    """An office in its usual form: "Minister of Information" for an information minister."""
    words = noun.split()
    if len(words) == 2 and words[1] == "minister" and words[0] not in {"prime", "chief", "first", "deputy"}:
        return f"Minister of {'Foreign Affairs' if words[0] == 'foreign' else words[0].title()}"
    return noun.title()


def _names_a_body(word: Token, near: list[Candidate]) -> bool:
    """Whether a noun before another is the name of a group or state, not of a person to whom the other is a title."""
    return any(c.head == word.i and c.actor is not None and c.actor.type != "Person" for c in near)


def _posted_to(candidate: Candidate) -> str:
    """The second half of "ambassador of Iran to Turkey"."""
    for child in candidate.token.children:
        if (
            child.dep_ == "prep"
            and child.lower_ in {"to", "in"}
            and candidate.noun.split()[-1] in {"ambassador", "envoy"}
        ):
            return "".join(f" to {o.text}" for o in child.children if o.pos_ == "PROPN")
    return ""


def _is_of_state(candidate: Candidate, part: NationalPart) -> bool:
    """Whether a group's noun means that of the state: "demonstrators" are the protesters, "the opposition" its own."""
    return part.label_pattern.endswith("({state})") or candidate.noun == "opposition"


def _is_group(candidate: Candidate, part: NationalPart | None) -> bool:
    """Whether a plural of two words names a kind of group: "opposition parties", "armed groups"."""
    if part is None or " " not in candidate.noun or candidate.token.tag_ not in {"NNS", "NNPS"}:
        return False
    return part.type == "Collective" or (part.type == "ArmedGroup" and not is_definite(candidate))


def _is_crowd(candidate: Candidate) -> bool:
    """Whether a plural means people who act together, or fighters that were not named before."""
    noun = candidate.noun.split()[-1]
    if candidate.type == "Collective":
        return noun not in _VAGUE
    return noun in _FIGHTERS and not is_definite(candidate)


def is_definite(candidate: Candidate) -> bool:
    """Whether the phrase has a definite article or demonstrative."""
    return any(t.lower_ in DEFINITE and t.tag_ != "IN" for t in _before(candidate))


def is_indefinite(candidate: Candidate) -> bool:
    """Whether the phrase has an indefinite article or stands for any or none: "not a single minister"."""
    return any(t.lower_ in {"a", "an", "another", "any", "every", "each", "no", "single"} for t in _before(candidate))


def has_possessor(candidate: Candidate) -> bool:
    """Whether the noun has a possessive: "its forces in Europe"."""
    return any(c.dep_ == "poss" for c in candidate.token.children)


def is_owned(candidate: Candidate) -> bool:
    """Whether the words before the noun say whose it is: "his soldiers", "TTP fighters"."""
    return has_possessor(candidate) or any(
        c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN" for c in candidate.token.children
    )


def has_owner(candidate: Candidate) -> bool:
    """Whether the noun says whose it is: "his soldiers", "forces of the general", "TTP fighters"."""
    return is_owned(candidate) or any(c.dep_ == "prep" and c.lower_ == "of" for c in candidate.token.children)


def _before(candidate: Candidate) -> Span:
    return candidate.passage.doc[max(0, candidate.start - 2) : candidate.start]


def _ranks(noun: str) -> frozenset[str]:
    return _RANKS & set(noun.replace("-", " ").split())


def _by_its_words(candidate: Candidate, home: ActorEntry | None) -> None:
    """Actors made specific by their words: "pro-Iranian militias", "Kurdish fighters", "a Saudi dissident"."""
    text = collectives.words(candidate)
    text = text[0].lower() + text[1:] if text.startswith(("Pro-", "Anti-")) else text
    state = candidate.state
    if state is not None and not any(a in text for a in (*state.adjectives, state.label)):
        text = f"{state.adjective} {text}"
    if candidate.plural and collectives.is_affixed(candidate) and home is not state:
        text = collectives.at_home(text, home)
    kind = "Collective" if candidate.plural and candidate.type == "Person" else candidate.type
    candidate.settle(new_actor(text, kind), "without a name, told by its words")
    candidate.generic = True
