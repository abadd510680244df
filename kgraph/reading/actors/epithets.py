"""Persons called by what they are: "the general", "the Nobel laureate", "the Saudi journalist" after their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.model import MentionKind
from kgraph.ontology.records import Ontology
from kgraph.reading.actors.candidates import STATES, UNKNOWN, Candidate
from kgraph.reading.actors.context import Context
from kgraph.reading.actors.determiners import is_bare, is_definite
from kgraph.reading.actors.pronouns import GENDER, around, beside
from kgraph.reading.actors.repeats import same_noun
from kgraph.reading.actors.rivals import salience

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 2  # sentences back
_CLEAR = 1.0  # by how much the likeliest person must stand out from the next
_SAID_OF = frozenset({"attr", "appos", "oprd", "acomp", "compound", "nmod"})
# Who is singled out so is one of several, or anybody.
_PICKING = frozenset(
    """first second third last next only other same new average ordinary local senior top future potential
    unnamed unidentified""".split()
)
_DOUBTFUL = "Organisation"  # of a name that the ontology does not have the pipeline may have said so by mistake
# Nouns for what heads of states and their ministers are.
OFFICES = frozenset(
    """minister president premier chancellor king queen emir sultan ambassador envoy governor speaker spokesman
    spokeswoman spokesperson prince secretary leader chief general mayor""".split()
)
_GOVERNING = frozenset("president minister premier chancellor king emir sultan leader".split())
_LOOSE = frozenset({"leader", "chief", "general", "envoy"})  # which holders of other offices are too
_OF_COURTS = frozenset({"prosecutor", "judge", "attorney", "lawyer", "magistrate"})  # none of those who hold office
# What is said of those who govern beside their office.
_POLITICAL = frozenset(
    """leader politician statesman stateswoman ruler strongman autocrat dictator despot tyrant populist incumbent
    conservative liberal socialist communist nationalist islamist reformist moderate hardliner centrist
    veteran""".split()
)
# Such nouns mean a second person beside the one in focus.
_OTHERS = frozenset(
    """counterpart successor predecessor rival opponent ally enemy critic friend relative wife husband widow father
    mother son daughter brother sister nephew cousin aide adviser advisor spokesman spokeswoman spokesperson interpreter
    victim suspect person man woman reader observer""".split()
)


class Epithets:
    """Finds the person in focus whom a definite noun calls by an office, trade or rank."""

    def __init__(self, ontology: Ontology) -> None:
        self._actors = ontology.actors
        self._terms_of = ontology.terms_of

    def settle(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle the words as the person in focus whom they can mean, if there is one."""
        bearer = self._bearer(candidate, index, context)
        if bearer is not None and bearer.actor is not None:
            candidate.settle(bearer.actor, f"'{candidate.surface}' refers back to {bearer.surface}")
            candidate.antecedents = [bearer]

    def settle_national(self, candidate: Candidate, index: int, context: Context) -> None:
        """Settle "the Brazilian" as the one person of that state just named; else he stands for the state."""
        state = candidate.entries[0].actor if candidate.entries else None
        doc, first = candidate.passage.doc, candidate.start
        alone = candidate.token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"} and not candidate.plural_word
        if state is None or state.type != "State" or not alone or first == 0 or doc[first - 1].lower_ != "the":
            return
        if f"{candidate.surface}s" not in state.people:
            return  # "the French" are many
        before = (c for distance, c in context.before(index, REACH) if distance > 0 and c.actor is not None)
        persons = {c.actor.id: c for c in before if c.actor and c.actor.type == "Person"}
        own = [c for iri, c in persons.items() if (entry := self._actors.get(iri)) and entry.state == state.iri]
        if len(own) == 1 and own[0].actor is not None:
            candidate.settle(own[0].actor, f"'{candidate.surface}' refers back to {own[0].surface}")
            candidate.antecedents = [own[0]]

    def _bearer(self, candidate: Candidate, index: int, context: Context) -> Candidate | None:
        """The one person of the sentences before who stands out, if the words can mean him."""
        if not is_epithet(candidate):
            return None
        same = same_noun(candidate, index, context)
        if same is not None and same.actor is None:
            return None  # "a journalist was killed": "the journalist" is that one
        scores = self._scores(candidate, index, context)
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] < ranked[1][0] + _CLEAR):
            return None
        found = ranked[0][1]
        return found if found.actor is not None and found.actor.type != _DOUBTFUL else None

    def _scores(self, candidate: Candidate, index: int, context: Context) -> dict[str, tuple[float, Candidate]]:
        heads = {t.i for t in around(candidate.token)} | {t.i for t in beside(candidate.token)}
        excluded = {c.actor.id for c in context.beside(index) if c.head in heads and c.actor is not None}
        found: dict[str, tuple[float, Candidate]] = {}
        for distance, other in self._persons(candidate, index, context):
            assert other.actor is not None
            if other.actor.id not in excluded:
                score = salience(_first_of_list(other.token), distance)
                best = found.get(other.actor.id)
                if best is None or score > best[0]:
                    found[other.actor.id] = score, other
        return found

    def _persons(self, candidate: Candidate, index: int, context: Context) -> Iterator[tuple[int, Candidate]]:
        gender = GENDER.get(candidate.noun.split()[-1])
        called: set[str] = set()  # by another noun just before: who is "the envoy" is not at once "the mullah"
        for distance, other in context.before(index, REACH):
            if other.actor is None or not _may_be_person(other) or other.means_several:
                continue
            other_noun = (
                other.kind is MentionKind.DESCRIPTION and other.noun.split()[-1:] != candidate.noun.split()[-1:]
            )
            if other_noun and other.noun.split()[-1] in _OTHERS and not other.antecedents:
                continue
            if other_noun and is_epithet(other):
                called.add(other.actor.id)
            if distance == 0 or other.actor.id in called:
                continue  # in one sentence with his name it is another: "X said that the general had failed"
            known = context.gender_of(other.actor.id)
            if (gender and known and gender != known) or not self._is_of(candidate, other.actor.id, context):
                continue
            if self._is_told_otherwise(candidate, other.actor.id, context):
                continue
            yield distance, other

    def _is_told_otherwise(self, candidate: Candidate, person: str, context: Context) -> bool:
        """Whether the person is known by other offices only: a minister is neither the ambassador nor "the captain"."""
        noun = candidate.noun.split()[-1]
        known = {role.noun.split()[-1] for role in context.roles if role.actor.id == person}
        terms = self._terms_of.get(person, ())
        if noun in _OF_COURTS:
            return bool(terms) or bool(known - _OF_COURTS)
        if noun in OFFICES - _LOOSE:
            known |= {term.office.split()[-1] for term in terms}
            return bool(known) and noun not in known
        day = context.today.isoformat() if context.today is not None else None
        governs = (t for t in terms if t.office.split()[-1] in _GOVERNING and self._is_state(t.of))
        holds = any(day is None or (t.start <= day and (t.end is None or day <= t.end)) for t in governs)
        return holds and noun not in known | _POLITICAL

    def _is_state(self, iri: str) -> bool:
        entry = self._actors.get(iri)
        return entry is not None and entry.type in {*STATES, "Government"}

    def _is_of(self, candidate: Candidate, person: str, context: Context) -> bool:
        """Whether a person can be of the state that the words name."""
        if candidate.state is None:
            return True
        entry = self._actors.get(person)
        states = {entry.state} if entry is not None else set[str | None]()
        states |= {role.state for role in context.roles if role.actor.id == person}
        states.discard(None)
        return not states or candidate.state.iri in states


def is_epithet(candidate: Candidate) -> bool:
    """Whether the phrase is a bare definite noun that stands for a person by himself."""
    words = candidate.noun.split() or [""]
    person = candidate.kind is MentionKind.DESCRIPTION and candidate.type == "Person" and not candidate.plural_word
    owned = any(c.dep_ == "poss" or (c.pos_ == "PROPN" and c.i < candidate.start) for c in candidate.token.lefts)
    if not person or owned or not is_definite(candidate):
        return False
    told = words[-1] in _OTHERS or _PICKING & set(words) or _has_portfolio(candidate)
    if candidate.token.tag_.startswith("NNP") and candidate.token.text[:1].isupper():
        return False  # "the Field Marshal", "the Ayatollahs" are somebody of that name
    return candidate.token.dep_ not in _SAID_OF and not told and is_bare(candidate)


def _first_of_list(token: Token) -> Token:
    """What a coordinated word is coordinated with: of "X and Y met" Y stands out no less."""
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token


def _may_be_person(other: Candidate) -> bool:
    """Whether a mention may be a person's: also a name of two words or more that only the pipeline knows."""
    assert other.actor is not None
    if other.actor.type == "Person":
        return True
    unknown = other.actor.type in {_DOUBTFUL, UNKNOWN} and not other.entries and other.kind is MentionKind.NAME
    return unknown and other.end - other.start > 1


def _has_portfolio(candidate: Candidate) -> bool:
    """Whether a noun before an office tells it from others: "the refugees minister"."""
    left = candidate.token.lefts
    return candidate.noun.split()[-1] in OFFICES - _LOOSE and any(
        c.dep_ == "compound" and c.i >= candidate.start for c in left
    )
