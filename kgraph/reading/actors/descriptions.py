"""Descriptions: who "the prime minister", "the Saudi envoy" and "his supporters" are in this document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kgraph.model import Actor, MentionKind
from kgraph.ontology.records import ActorEntry, NationalPart, Ontology
from kgraph.reading.actors import collectives
from kgraph.reading.actors.bodies import Missions
from kgraph.reading.actors.candidates import STATES, Candidate, entry_actor, new_actor
from kgraph.reading.actors.context import Context
from kgraph.reading.actors.determiners import collective, has_owner, has_possessor, is_definite, is_owned, told_by_words
from kgraph.reading.actors.nounphrases import NounPhrases
from kgraph.reading.actors.offices import Offices
from kgraph.reading.predicates.arguments import MEMBERS

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMELESS = "a group without a name"
NAMED = 25  # sentences back that "the council" may reach to the Council of that name
REALM = 60  # and "the Kingdom" to the state that is one
BESIDE = 1  # and a noun for a state's body, such as "the government", to that of another state
_KIN = frozenset({"family", "clan", "tribe"})  # one word, several people
_GROUPS = frozenset({"Collective", "ArmedGroup", "Community", "Person"})
_BODIES = frozenset({"Government", "Parliament", "Court", "Ministry", "Agency", "ArmedForces", "Media"})
# Capitalised and alone, these words mean a state or body of that style.
_REALMS = frozenset({"Kingdom", "Emirate", "Sultanate", "Republic", "Federation", "Union"})
# Fighters without a name who count as a group of their own.
_FIGHTERS = frozenset(
    """militia rebel militant insurgent gunman separatist jihadist guerrilla mercenary fighter bandit attacker
    assailant extremist terrorist""".split()
)
# People told by others of theirs: "families of the hostages".
_KIN = frozenset("family relative mother father widow parent child supporter victim survivor killer".split())
# Bodies that are not those of the state in which they are.
_ABROAD = frozenset({"embassy", "consulate", "consulate general", "diplomatic mission", "mission"})
# Plurals that tell no group by themselves.
_VAGUE = frozenset({"people", "man", "person"})
# What a person's own can be a state's: "his government" is his state's.
_HIS_STATES = frozenset({"government", "cabinet", "administration", "country", "regime"})
# Bodies that are named without an article.
_BARE = frozenset({"parliament", "congress", "police"})
# Nouns that do not tell who is meant even with their owner.
_UNTELLING = frozenset({"predecessor", "successor", "chair", "head", "brother", "counterpart"})
_OWN_MEN = frozenset({"ArmedGroup", "ArmedForces", "InternationalOrganisation"})
# What a bare definite noun can refer back to.
_CLASSES: Mapping[str, str] = {
    **dict.fromkeys("country nation republic kingdom".split(), "State"),
    **dict.fromkeys("region province territory enclave".split(), "Territory"),
    **dict.fromkeys("organisation organization".split(), "Organisation InternationalOrganisation ArmedGroup"),
    **dict.fromkeys("alliance bloc".split(), "InternationalOrganisation Party"),
    **dict.fromkeys("company firm corporation".split(), "Company"),
    **dict.fromkeys("newspaper paper daily magazine broadcaster channel outlet".split(), "Media"),
    **dict.fromkeys("movement faction".split(), "ArmedGroup Party"),
    **dict.fromkeys(_FIGHTERS | {"insurgency", "paramilitary", "cartel", "gang", "guerilla"}, "ArmedGroup"),
    "group": "ArmedGroup Party Organisation",
    "party": "Party",
    "mission": "InternationalOrganisation",
}

# With such words before it a noun for a group still means the one named before, and one for a country another one.
_KINDS = frozenset(
    """armed militant rebel insurgent paramilitary terrorist islamist jihadist extremist separatist guerrilla political
    opposition same whole entire""".split()
)
_OTHER = frozenset("neighbouring neighboring other foreign third one another host single new".split())


class Descriptions:
    """Settles noun phrases by apposition, office, national part, or as a group told by its words."""

    def __init__(self, ontology: Ontology, phrases: NounPhrases) -> None:
        self._actors = ontology.actors
        self._offices = Offices(ontology)
        self._phrases = phrases
        self._missions = Missions(ontology)

    def settle(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle the description if its own words and the document's names are enough."""
        # a company is no person, whatever the parser hangs on whom
        fitting = (c.actor for c in candidate.antecedents if c.actor and not _is_mismatch(candidate, c.actor))
        apposed = next(fitting, None)
        if apposed is not None:
            candidate.settle(apposed, f"in apposition to {apposed.label}")
        elif candidate.type == "Person" and not candidate.plural:
            self._offices.settle(candidate, index, context)
        elif self._collective(candidate, context.beside(index), context) or self._local_body(candidate, index, context):
            return
        elif candidate.specific:
            told_by_words(candidate, context.state)
        elif not has_owner(candidate):
            self._named(candidate, index, context)
            if candidate.actor is None:
                self._national(candidate, context)

    def _collective(self, candidate: Candidate, beside: Iterator[Candidate], context: Context) -> bool:
        """Settle a group that is told by its side or its place."""
        if not candidate.plural_word or collectives.is_affixed(candidate):
            return False
        near = list(beside)
        actor = collectives.by_side(candidate, near, context.state, self._actors)
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

    def _named(self, candidate: Candidate, index: int, context: Context) -> None:
        """ "The council", "the bank": the body named before whose name ends in that noun."""
        if candidate.plural_word or not is_definite(candidate):
            return
        reach = BESIDE if self._phrases.part_noun(candidate.noun) is not None else NAMED
        for _, other in context.before(index, reach):
            if other.kind is MentionKind.NAME and other.actor is not None and candidate.noun in _last_nouns(other):
                candidate.settle(other.actor, f"'the {candidate.noun}' is {other.surface}, named before")
                return

    def _national(self, candidate: Candidate, context: Context) -> None:
        """ "The government", "police", "protesters" without a state: those of the state that the document is about."""
        if collectives.takes_a_side(candidate):
            return
        part = self._phrases.part_noun(candidate.noun)
        known = is_definite(candidate) or candidate.plural_word or candidate.noun in _BARE
        outlet = can_refer_to(candidate, "Media")  # "the newspaper" was named before
        telling = part is not None and (part.type in _BODIES or _is_of_state(candidate, part))
        if known and part is not None and telling and context.state is not None and not outlet:
            actor = self._phrases.part_actor(context.state, part)
            candidate.settle(actor, f"{candidate.noun} of {context.state.label}, which the document is about")
        elif part is not None and _is_kind(candidate, part):
            label = collectives.at_home(collective(candidate), context.state)
            kind = part.type if candidate.type in {"Body", "Person"} else candidate.type
            candidate.settle(new_actor(label, kind), NAMELESS)
        elif candidate.type == "Collective" or not is_definite(candidate):
            self.settle_as_crowd(candidate, context)

    def settle_realm(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle "the Kingdom" and "the Emirate": the actor named in the document that bears this in its full name."""
        if candidate.surface not in _REALMS:
            return
        before = [c for _, c in context.before(index, REALM)]
        for other in before or context.candidates:
            entry = (
                self._actors.get(other.actor.id) if other.actor is not None and other.kind is MentionKind.NAME else None
            )
            if entry is not None and any(candidate.surface in name.split() for name in (entry.label, *entry.names)):
                candidate.settle(
                    entry_actor(entry), f"the {candidate.surface} is {entry.label}, named in this document"
                )
                return

    def settle_as_crowd(self, candidate: Candidate, context: Context) -> None:
        """Settle a crowd or band without a name as one of the state that the document is about."""
        noun = candidate.noun.split()[-1] if candidate.noun else ""
        crowd = noun in _FIGHTERS or (candidate.type == "Collective" and noun not in _VAGUE)
        if candidate.plural_word and crowd and not has_owner(candidate):
            label = collectives.at_home(collective(candidate), context.state)
            candidate.settle(new_actor(label, candidate.type), NAMELESS)

    def settle_by_owner(
        self, candidate: Candidate, near: list[Candidate], today: date | None = None, home: ActorEntry | None = None
    ) -> None:
        """Settle "his supporters", "sons of the president", "its army", "her country" by whose they are."""
        owner = _owner(candidate, near)
        noun = candidate.noun.split()[-1]
        if owner is None and noun in _KIN and (label := collectives.of_others(candidate, near)):
            candidate.settle(new_actor(label, "Collective"), "people told by others of theirs")
        if owner is None or owner.actor is None or owner.means_several:
            return
        mission = self._missions.get(owner.actor.id, home.iri) if noun == "mission" and home is not None else None
        if mission is not None:
            candidate.settle(entry_actor(mission), f"the {candidate.noun} of {owner.surface}")
        elif noun == "people":
            self._settle_people(candidate, owner.actor)
        elif noun in {"predecessor", "successor"}:
            other = self._offices.neighbour(owner.actor, noun, today)
            if other is not None:
                candidate.settle(other, f"{noun} of {owner.actor.label} in office")
        elif owner.token.dep_ in {"compound", "nmod"} and owner.actor.type in _CLASSES.get(noun, "").split():
            candidate.settle(owner.actor, f"the {candidate.surface} named {owner.surface}")
        elif noun in MEMBERS and candidate.plural_word:
            self._settle_members(candidate, owner.actor)
        elif noun in _UNTELLING:
            return
        elif candidate.type in {"Person", "Collective"}:
            label = collectives.of_owner(candidate, owner)
            kind = "Collective" if candidate.plural_word or noun in _KIN else "Person"
            candidate.settle(new_actor(label, kind), f"the {candidate.surface} of {owner.surface}")
            candidate.generic = True
        else:
            self._settle_part(candidate, owner, owner.actor)

    def _settle_people(self, candidate: Candidate, owner: Actor) -> None:
        """ "Its people" are those of a state; whose people are meant otherwise stays open."""
        state, part = self._actors.get(owner.id), self._phrases.part_noun("people")
        if state is not None and state.type in STATES and part is not None:
            candidate.settle(self._phrases.part_actor(state, part), f"people of {state.label}")

    def _settle_members(self, candidate: Candidate, owner: Actor) -> None:
        """ "Its soldiers" are a state's army; a group's fighters are the group."""
        state = self._actors.get(owner.id) if owner.type in STATES else None
        part = self._phrases.part_noun(candidate.noun)
        if state is not None and part is not None:
            candidate.settle(self._phrases.part_actor(state, part), f"{candidate.noun} of {state.label}")
        elif owner.type in _OWN_MEN:
            candidate.settle(owner, f"the {candidate.surface} of {owner.label} are {owner.label}")

    def _settle_part(self, candidate: Candidate, owner: Candidate, actor: Actor) -> None:
        if actor.type not in STATES and candidate.noun not in _HIS_STATES:
            return
        led = self._offices.led_government(actor) if candidate.noun != "country" else None
        if led is not None:
            candidate.settle(entry_actor(led), f"the {candidate.noun} of {actor.label}")
            return
        state = self._state_of(actor)
        part = self._phrases.part_noun(candidate.noun)
        if state is not None and part is not None:
            candidate.settle(self._phrases.part_actor(state, part), f"{candidate.noun} of {state.label}")
        elif state is not None and candidate.noun == "country":
            candidate.settle(entry_actor(state), f"the country of {owner.surface}")

    def _state_of(self, actor: Actor) -> ActorEntry | None:
        entry = self._actors.get(actor.id)
        if entry is None or entry.type in STATES:
            return entry
        return self._actors.get(entry.state or "")


def _is_mismatch(candidate: Candidate, name: Actor) -> bool:
    return candidate.type == "Body" and name.type in {"Person", "Office"}


def _is_of_state(candidate: Candidate, part: NationalPart) -> bool:
    """Whether a group's noun means that of the state: "demonstrators" are the protesters, "the opposition" its own."""
    return part.label_pattern.endswith("({state})") or candidate.noun == "opposition"


def _is_kind(candidate: Candidate, part: NationalPart) -> bool:
    """Whether a plural of two words names a kind of group: "opposition parties", "armed groups"."""
    if " " not in candidate.noun or not candidate.plural_word:
        return False
    return part.type == "Collective" or (part.type == "ArmedGroup" and not is_definite(candidate))


def _last_nouns(name: Candidate) -> Iterator[str]:
    """The nouns by which a body can be called again: "council" for a Presidential Council, "bank" for the Bank of X."""
    assert name.actor is not None
    if name.actor.type in {"Person", "Community", *STATES}:
        return
    if name.noun:
        yield name.noun
    for text in (name.actor.label, name.surface):
        words = text.split(" (")[0].split(" of ")[0].split(" for ")[0].split()
        yield from (w.casefold() for w in words[-1:])


def _owner(candidate: Candidate, near: list[Candidate]) -> Candidate | None:
    """The settled mention that a noun's possessive or "of" names."""
    token = candidate.token
    owners = [
        c for c in token.children if c.dep_ == "poss" or (c.dep_ in {"compound", "nmod"} and _owns(c, candidate, near))
    ]
    owners += [o for p in token.children if p.dep_ == "prep" and p.lower_ in {"of", "for", "from"} for o in p.children]
    heads = {o.i for o in owners}
    return next((c for c in near if c.actor is not None and c.passage is candidate.passage and c.head in heads), None)


def _owns(word: Token, candidate: Candidate, near: list[Candidate]) -> bool:
    """Whether a noun before another is the name of a group or state, or of the head of a government."""
    person = candidate.noun in _HIS_STATES
    return any(c.head == word.i and c.actor is not None and (person or c.actor.type != "Person") for c in near)


def can_refer_to(candidate: Candidate, type_name: str) -> bool:
    """Whether a bare definite description ("the group", "the country") can mean an actor of that class."""
    *qualities, noun = candidate.noun.split() or [""]
    if type_name not in _CLASSES.get(noun, "").split() or not is_definite(candidate):
        return False
    if candidate.plural_word and noun not in _FIGHTERS:  # "the armed groups" are several
        return False
    return not _OTHER & set(qualities) if type_name == "State" else _KINDS.issuperset(qualities)
