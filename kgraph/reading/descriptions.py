"""Descriptions: who "the prime minister", "the Saudi envoy" and "his supporters" are in this document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from kgraph.model import Actor
from kgraph.ontology.records import ActorEntry, Ontology
from kgraph.reading.arguments import MEMBERS
from kgraph.reading.candidates import STATES, Candidate, entry_actor, new_actor
from kgraph.reading.context import Context
from kgraph.reading.nounphrases import NounPhrases

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FAR = 60  # sentences back that a bare title may reach
DEFINITE = frozenset({"the", "this", "that", "these", "those", "said"})
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

    def settle(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle the description if its own words and the document's names are enough."""
        apposed = next((c.actor for c in candidate.antecedents if c.actor is not None), None)
        if apposed is not None:
            candidate.settle(apposed, f"in apposition to {apposed.label}")
        elif candidate.type == "Person" and not candidate.plural:
            self._office(candidate, index, context)
        elif candidate.specific:
            _by_its_words(candidate)
        elif is_definite(candidate) or candidate.plural:
            self._national(candidate, context)

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
        if holder is not None:
            candidate.settle(entry_actor(holder), f"{candidate.noun} at the document's date")
        elif candidate.state is None and state is not None and candidate.noun in _ALONE and not _has_place(candidate):
            office = new_actor(f"{candidate.noun.title()} of {state.label}", "Office")
            candidate.settle(office, f"an office of {state.label}, which the document is about")
        elif candidate.state is not None and candidate.state.type in STATES:
            if candidate.noun.split()[-1] in _OFFICES and not is_indefinite(candidate):
                label = f"{_title(candidate.noun)} of {candidate.state.label}{_posted_to(candidate)}"
                candidate.settle(new_actor(label, "Office"), "an office whose holder the text leaves unnamed")
            else:
                _by_its_words(candidate)

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
        if has_owner(candidate):
            return
        part = self._phrases.part_noun(candidate.noun)
        if part is not None and part.type in _BODIES and context.state is not None:
            actor = self._phrases.part_actor(context.state, part)
            candidate.settle(actor, f"{candidate.noun} of {context.state.label}, which the document is about")
        elif candidate.plural and (
            candidate.type == "Collective" or (candidate.noun.split()[-1] in _FIGHTERS and not is_definite(candidate))
        ):
            where = f" ({context.state.label})" if context.state else ""
            candidate.settle(new_actor(candidate.surface.lower() + where, candidate.type), "a group without a name")

    def settle_by_owner(self, candidate: Candidate, near: list[Candidate]) -> None:
        """Settle "his supporters", "sons of the president", "its army", "her country" by whose they are."""
        owner = _owner(candidate, near)
        noun = candidate.noun.split()[-1]
        if owner is None or owner.actor is None or noun in _UNTELLING or (noun in MEMBERS and candidate.plural):
            return
        if candidate.type in {"Person", "Collective"}:
            label = f"{_uncounted(candidate).lower()} of {owner.actor.label}"
            kind = "Collective" if candidate.plural_word else "Person"
            candidate.settle(new_actor(label, kind), f"the {candidate.surface} of {owner.surface}")
            candidate.generic = True
            return
        entry = self._ontology.actors.get(owner.actor.id)
        if owner.actor.type not in STATES and candidate.noun not in _HIS_STATES:
            return
        state = (
            entry if entry and entry.type in STATES else self._ontology.actors.get(entry.state or "") if entry else None
        )
        part = self._phrases.part_noun(candidate.noun)
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


def _uncounted(candidate: Candidate) -> str:
    """The words without a number before them: twelve generals are generals."""
    doc, start = candidate.passage.doc, candidate.start
    while start < candidate.head and (doc[start].pos_ == "NUM" or doc[start].dep_ == "nummod"):
        start += 1
    return " ".join(doc[start : candidate.end].text.split())


def is_definite(candidate: Candidate) -> bool:
    """Whether the phrase has a definite article or demonstrative."""
    return any(t.lower_ in DEFINITE for t in _before(candidate))


def is_indefinite(candidate: Candidate) -> bool:
    """Whether the phrase has an indefinite article."""
    return any(t.lower_ in {"a", "an", "another"} for t in _before(candidate))


def has_owner(candidate: Candidate) -> bool:
    """Whether the noun says whose it is: "his soldiers", "forces of the general", "TTP fighters"."""
    return any(
        c.dep_ == "poss"
        or (c.dep_ == "prep" and c.lower_ == "of")
        or (c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN")
        for c in candidate.token.children
    )


def _before(candidate: Candidate) -> Span:
    return candidate.passage.doc[max(0, candidate.start - 2) : candidate.start]


def _ranks(noun: str) -> frozenset[str]:
    return _RANKS & set(noun.replace("-", " ").split())


def _by_its_words(candidate: Candidate) -> None:
    """Actors made specific by their words: "pro-Iranian militias", "Kurdish fighters", "a Saudi dissident"."""
    text = _uncounted(candidate)
    state = candidate.state
    if state is not None and not any(a in text for a in (*state.adjectives, state.label)):
        text = f"{state.adjective} {text}"
    kind = "Collective" if candidate.plural and candidate.type == "Person" else candidate.type
    candidate.settle(new_actor(text, kind), "without a name, told by its words")
    candidate.generic = True
