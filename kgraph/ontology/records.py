"""What the Turtle files say, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from kgraph.ontology.patterns import Pattern
from kgraph.vocab import actor_iri


class Branch(StrEnum):
    """Cooperation, conflict, or a standing tie."""

    COOP = "coop"
    CONF = "conf"
    TIE = "tie"

    @property
    def label(self) -> str:
        """The branch in words."""
        return {Branch.COOP: "cooperation", Branch.CONF: "conflict", Branch.TIE: "standing tie"}[self]


class FrameKind(StrEnum):
    """The four kinds of lexicon frames."""

    VERB = "VerbFrame"
    NOUN = "NounFrame"
    ROLE = "RoleFrame"
    ADJECTIVE = "AdjectiveFrame"


@dataclass(frozen=True, slots=True)
class Relation:
    """One of the relations between actors."""

    name: str
    label: str
    inverse_label: str
    branch: Branch
    parent: str | None
    symmetric: bool
    definition: str
    matches: tuple[str, ...] = ()
    x_types: tuple[str, ...] = ()
    y_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor that the ontology knows, with the names that stand for it."""

    iri: str
    label: str
    type: str
    names: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    combining_forms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    gender: str | None = None
    state: str | None = None
    parent_body: str | None = None
    part: str | None = None
    same_as: tuple[str, ...] = ()

    @property
    def adjective(self) -> str:
        """The usual adjective, or the label of an actor that has none."""
        return self.adjectives[0] if self.adjectives else self.label


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office; `start` and `end` are ISO 8601 dates, `end` is None while it lasts."""

    iri: str
    holder: str
    office: str
    of: str
    start: str
    end: str | None


@dataclass(frozen=True, slots=True)
class NationalPart:
    """How a part of any state is named: "parliament" is `Parliament of {state}`."""

    iri: str
    nouns: tuple[str, ...]
    label_pattern: str
    type: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A word in its patterns, and the relation that it means.

    In the passive of `ergative` frames the subject is still who acts: who "was withdrawn" withdrew. Where the object of
    an `implies_home` frame is left out, it is the state that the document is about: "the American invasion". In the
    passive of an `implies_state` frame that names nobody, the state where it happens acts: "was arrested in Peru".
    """

    iri: str
    kind: FrameKind
    relation: str
    patterns: tuple[Pattern, ...]
    x_types: tuple[str, ...] = ()
    y_types: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    ergative: bool = False
    implies_home: bool = False
    implies_state: bool = False


@dataclass(frozen=True, slots=True)
class FactualityCue:
    """A word that makes what it governs negated or possible."""

    lemma: str
    effect: str
    pos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stance:
    """Verbs that make an act of their subject a relation of its own; `keeps` leaves the act beside it.

    Of the branches in `announced` the same holds for an act of which its agent says that it will be, of those in
    `announced_not` for one of which it says that it will not. Who will not do what has a relation of `withheld` takes
    the stance, as does who does not do what verbs of `negated` name. With `of_others` the act is another's, who is its
    object.
    """

    iri: str
    relation: str
    lemmas: tuple[str, ...]
    branches: frozenset[Branch]
    keeps: bool
    announced: frozenset[Branch] = frozenset()
    announced_not: frozenset[Branch] = frozenset()
    withheld: frozenset[str] = frozenset()
    negated: frozenset[str] = frozenset()
    of_others: bool = False
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cues:
    """The words that belong to no relation. Support verbs map to whether their subject is the patient,
    actor nouns to the classes of actor that they may denote."""

    support_verbs: Mapping[str, bool] = field(default_factory=dict)
    reporting_verbs: frozenset[str] = frozenset()
    reporting_phrases: tuple[str, ...] = ()
    factuality: tuple[FactualityCue, ...] = ()
    stances: tuple[Stance, ...] = ()
    boilerplate: tuple[str, ...] = ()
    actor_nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    honorifics: frozenset[str] = frozenset()
    common_words: frozenset[str] = frozenset()
    thing_nouns: frozenset[str] = frozenset()
    place_nouns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ontology:
    """All that kgraph knows before it reads: relations, types, actors, offices, words, and places with their states.

    `sha256` is that of the statements that it was loaded from, in their order; layout and comments do not count.
    """

    relations: Mapping[str, Relation]
    types: Mapping[str, str | None]
    actors: Mapping[str, ActorEntry]
    terms: tuple[Term, ...]
    parts: Mapping[str, NationalPart]
    frames: tuple[Frame, ...]
    cues: Cues
    places: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""

    @cached_property
    def terms_of(self) -> Mapping[str, tuple[Term, ...]]:
        """The terms of office by the IRI of their holder."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.holder, []).append(term)
        return {holder: tuple(terms) for holder, terms in found.items()}

    @cached_property
    def national_bodies(self) -> Mapping[str, tuple[str, str]]:
        """The bodies of states that have no entry and are called by the pattern of their part: by the IRI that such a
        name gets, the IRIs of the state and of the part."""
        states = [entry for entry in self.actors.values() if entry.type == "State"]
        named = {
            actor_iri(part.label_pattern.format(state=state.label, adjective=state.adjective)): (state.iri, part.iri)
            for part in self.parts.values()
            for state in states
        }
        return {iri: found for iri, found in named.items() if iri not in self.actors}

    def is_a(self, type_name: str, ancestor: str) -> bool:
        """Whether a class of actors is, or lies under, another."""
        current: str | None = type_name
        while current is not None:
            if current == ancestor:
                return True
            current = self.types.get(current)
        return False

    def branch_of(self, relation: str) -> Branch | None:
        """The branch of a relation, or None if the ontology does not know it."""
        known = self.relations.get(relation)
        return known.branch if known is not None else None

    def label_of(self, relation: str) -> str:
        """The label of a relation; one that the ontology does not know is called by its name."""
        known = self.relations.get(relation)
        return known.label if known is not None else relation
