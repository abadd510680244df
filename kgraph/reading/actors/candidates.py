"""A mention on its way: words that may stand for an actor, before it is settled which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.model import Actor, Document, Mention, MentionKind
from kgraph.ontology.records import ActorEntry
from kgraph.reading.actors.gazetteer import Entry, Form
from kgraph.reading.nlp import Passage
from kgraph.vocab import actor_iri

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACE = "Place"  # a plain place is found, so that nothing else takes its words, but it is no actor
UNKNOWN = "Actor"
STATES = frozenset({"State", "Territory"})


@dataclass(slots=True, eq=False)
class Candidate:
    """Tokens `start` to `end` of a passage around the token `head`; `actor` is None until it is resolved.

    `type` is the class that the words suggest, `state` the state or community that they name beside the head noun,
    `specific` whether they tell one group from another; `generic` actors are named by their description only. A
    `tentative` name is one only if the document has it in full too. An `owner` stands before the noun for what is its
    own: the rebels of "rebel positions". `companions` share the head word: the Nigerian forces in "Nigerian and British
    forces".
    """

    passage: Passage
    start: int
    end: int
    head: int
    kind: MentionKind
    type: str = UNKNOWN
    entries: tuple[Entry, ...] = ()
    actor: Actor | None = None
    rule: str = ""
    state: ActorEntry | None = None
    noun: str = ""
    specific: bool = False
    generic: bool = False
    tentative: bool = False
    owner: bool = False
    antecedents: list[Candidate] = field(default_factory=list)
    companions: list[Candidate] = field(default_factory=list)
    token: Token = field(init=False)
    position: int = field(init=False)
    _surface: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Keep what everything asks for: the head word, and where the mention starts in the document in code points."""
        self.token = self.passage.doc[self.head]
        self.position = self.passage.start + self.passage.doc[self.start].idx

    @property
    def surface(self) -> str:
        """The words as they stand in the text."""
        if not self._surface:
            self._surface = self.passage.doc[self.start : self.end].text
        return self._surface

    @property
    def form(self) -> Form | None:
        """The form of the ontology's name that was met, if one was."""
        return self.entries[0].form if self.entries else None

    @property
    def is_place(self) -> bool:
        """Whether the words name a place, which stands for its state only as the object of what is done there."""
        return self.form is Form.PLACE

    @property
    def plural(self) -> bool:
        """Whether the head word is grammatically plural or coordinated."""
        return self.plural_word or any(child.dep_ == "conj" for child in self.token.children)

    @property
    def plural_word(self) -> bool:
        """Whether the head word itself is plural, or stands for many: in a list of singulars none is."""
        return "Number=Plur" in str(self.token.morph) or (self.owner and self.type == "ArmedGroup")

    @property
    def word(self) -> str:
        """The head word in lower case as one would say it alone: "rebels" in "rebel positions"."""
        return self.token.lower_ + ("s" if self.owner and self.plural_word else "")

    @property
    def means_several(self) -> bool:
        """Whether a plural stands for several actors named before, which are its antecedents."""
        return self.kind is not MentionKind.NAME and len({c.actor.id for c in self.antecedents if c.actor}) > 1

    def settle(self, actor: Actor, rule: str) -> None:
        """Decide which actor this is, and why."""
        self.actor, self.rule = actor, rule

    def to_mention(self, document: Document) -> Mention:
        """The finished record; only for settled candidates."""
        if self.actor is None:
            raise ValueError(f"'{self.surface}' is not resolved")
        return self._as(self.actor, document)

    def to_mentions(self, document: Document) -> list[Mention]:
        """The finished records: one, or for a plural that stands for several actors one of each."""
        if not self.means_several:
            return [self.to_mention(document)]
        meant = {c.actor.id: c.actor for c in self.antecedents if c.actor is not None}
        return [self._as(actor, document) for actor in meant.values()]

    def _as(self, actor: Actor, document: Document) -> Mention:
        start, last = self.position, self.passage.doc[self.end - 1]
        end = self.passage.start + last.idx + len(last)
        return Mention(document.id, start, end, document.text[start:end], actor, self.kind, self.rule)


def entry_actor(entry: ActorEntry) -> Actor:
    """The actor record of an ontology entry."""
    return Actor(entry.iri, entry.label, entry.type)


def new_actor(label: str, type_name: str) -> Actor:
    """An actor that the ontology does not know, called after its label."""
    return Actor(actor_iri(label), label, type_name)


def as_state(candidate: Candidate, wanted: frozenset[str] = STATES) -> Candidate:
    """Where states are meant, what names a state beside another noun stands for it: "Pakistani jets" for Pakistan."""
    if not candidate.noun or candidate.state is None or candidate.state.type not in wanted:
        return candidate
    state = Candidate(candidate.passage, candidate.start, candidate.end, candidate.head, MentionKind.DESCRIPTION)
    state.settle(entry_actor(candidate.state), candidate.rule)
    return state
