"""Groups without a name, called by the words that tell them apart: "residents of Goma", "groups loyal to Tehran"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from kgraph.model import Actor
from kgraph.ontology.records import ActorEntry
from kgraph.reading.actors.candidates import PLACE, STATES, Candidate, new_actor
from kgraph.reading.actors.gazetteer import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words for whose side a group is on, before "to", "with" or "by".
_SIDE = frozenset(
    """loyal faithful allied aligned close affiliated associated linked tied connected sympathetic friendly
    backed supported sponsored funded financed armed trained""".split()
)
_TOWARDS = frozenset({"to", "with", "by"})
_AFFIXED = re.compile(r"\b(pro|anti)[-–]|[-–](backed|aligned|allied|supported|sponsored|funded|linked|trained)\b", re.I)
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}(?=[-–])")  # "U.S.-backed" is US-backed
_ARMED = frozenset({"force", "army", "unit", "service"})
_PLACES = frozenset("state province region city town county district governorate prefecture".split())
_GUARDS = frozenset({"guard", "policeman", "watchman"})
_LOCAL = frozenset({"of", "in", "from"})


def words(candidate: Candidate) -> str:
    """The group's own words without a number before them: twelve generals are generals."""
    doc, start = candidate.passage.doc, candidate.start
    while start < candidate.head and (doc[start].pos_ == "NUM" or doc[start].dep_ == "nummod"):
        start += 1
    said = _DOTTED.sub(lambda found: found.group().replace(".", ""), " ".join(doc[start : candidate.end].text.split()))
    return said + "s" if candidate.owner and candidate.plural_word else said


def at_home(label: str, home: ActorEntry | None) -> str:
    """A group's label with the state that the document is about: "protesters (Iraq)"."""
    return f"{label} ({home.label})" if home is not None else label


def is_affixed(candidate: Candidate) -> bool:
    """Whether an affix tells whose side a group is on: "pro-Iranian militias", "Iran-backed militias"."""
    return _AFFIXED.search(candidate.surface) is not None


def takes_a_side(candidate: Candidate) -> bool:
    """Whether the words behind a plural tell whose side it is on: "groups loyal to Tehran"."""
    return candidate.plural and any(_masters(candidate.token))


def by_side(
    candidate: Candidate, near: Iterable[Candidate], home: ActorEntry | None, actors: Mapping[str, ActorEntry]
) -> Actor | None:
    """The group as those on a side: "pro-Iranian groups (Iraq)", "forces loyal to Khalifa Haftar"."""
    found = list(_masters(candidate.token))
    for other in near:
        for side, preposition, master in found:
            if other.head != master.i or other.actor is None or other.passage is not candidate.passage:
                continue
            state = actors.get(other.actor.id)
            if state is not None and state.type in STATES:
                label = f"pro-{state.adjective} {_noun(candidate)}"
                return new_actor(at_home(label, home if home is not state else None), _type(candidate))
            label = f"{_noun(candidate)} {side.lower_} {preposition.lower_} {other.actor.label}"
            return new_actor(label, _type(candidate))
    return None


def _masters(noun: Token) -> Iterable[tuple[Token, Token, Token]]:
    for side in noun.children:
        if side.lower_ in _SIDE and side.i > noun.i:
            for preposition in side.children:
                if preposition.lower_ in _TOWARDS:
                    yield from ((side, preposition, master) for master in preposition.children if master.dep_ == "pobj")


def is_local_guard(candidate: Candidate) -> bool:
    """Whether a town's own men are meant and not the state's that stand there: "the coast guards of Zawiya"."""
    own = any(c.dep_ == "prep" and c.lower_ == "of" for c in candidate.token.children)
    return own and candidate.noun.split()[-1] in _GUARDS


def by_place(candidate: Candidate, near: Iterable[Candidate]) -> Actor | None:
    """The group as that of a town or region: "residents of Goma", "armed groups in Ituri"."""
    prepositions = _LOCAL if candidate.token.lemma_ != "people" else frozenset({"of"})
    place = town(candidate, near, prepositions)
    if place is None:
        return None
    return new_actor(f"{words(candidate).lower()} {place[0].lower_} {place[1].surface}", _type(candidate))


def of_place(noun: Token) -> list[Token]:
    """A noun with the name that it tells the kind of: "Kano state", "the town of that name" apart."""
    named = [c for c in noun.children if c.dep_ == "compound"] if noun.lemma_.lower() in _PLACES else []
    return [noun, *named]


def town(
    candidate: Candidate, near: Iterable[Candidate], prepositions: Collection[str] = _LOCAL
) -> tuple[Token, Candidate] | None:
    """The town or region behind a noun, with its preposition: "the governor of Marib", "a court in Lyon"."""
    behind = [c for c in candidate.token.children if c.dep_ == "prep" and c.lower_ in prepositions]
    places = {o.i: p for p in behind for each in p.children if each.dep_ == "pobj" for o in of_place(each)}
    for other in near:
        if other.head in places and other.passage is candidate.passage and _is_town(other):
            return places[other.head], other
    return None


def is_province(other: Candidate) -> bool:
    """Whether a place has a governor of its own: a province or town, but no state's capital."""
    return other.is_place or (
        other.form is Form.CAPITAL and other.actor is not None and other.actor.type == "Territory"
    )


def _noun(candidate: Candidate) -> str:
    """The noun with the nouns before it, without adjectives: "the more powerful factions" are factions."""
    nouns = [t.lower_ for t in candidate.token.lefts if t.dep_ == "compound" and t.i >= candidate.start]
    return " ".join([*nouns, candidate.token.lower_])


def _type(candidate: Candidate) -> str:
    if candidate.type != "Body":
        return "Collective" if candidate.type == "Person" else candidate.type
    return "ArmedGroup" if candidate.token.lemma_ in _ARMED else "Collective"


def _is_town(other: Candidate) -> bool:
    territory = other.actor is not None and other.actor.type == "Territory"
    return other.form in {Form.PLACE, Form.CAPITAL} or territory or (other.type == PLACE and other.actor is None)


def of_owner(candidate: Candidate, owner: Candidate) -> str:
    """The label of people by whose they are: "sons of Khalifa Haftar"; an organisation's stay "UN experts"."""
    assert owner.actor is not None
    if owner.actor.type == "InternationalOrganisation" and owner.end == candidate.start and candidate.plural:
        return f"{owner.surface} {words(candidate).lower()}"
    return f"{words(candidate).lower()} of {owner.actor.label}"


def of_others(candidate: Candidate, near: Iterable[Candidate]) -> str | None:
    """The words for people told by other people: "families of hostages", "relatives of the dead"."""
    behind = [c for c in candidate.token.children if c.dep_ == "prep" and c.lower_ == "of"]
    nouns = [o for p in behind for o in p.children if o.dep_ == "pobj" and o.tag_ == "NNS"]
    if not candidate.plural or not nouns or any(other.head == nouns[0].i for other in near if other.actor):
        return None
    return f"{words(candidate).lower()} of {nouns[0].lower_}"
