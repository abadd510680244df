"""What an extractor is given and what it gives back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kgraph.ontology.records import Ontology
from kgraph.reading.arguments import Arguments
from kgraph.reading.candidates import Candidate
from kgraph.reading.lexicon import Lexicon, Use

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True)
class View:
    """One sentence as an extractor sees it: its parse, its resolved arguments, the lexicon and the ontology.

    `present` are the actors that the document names anywhere, by their IRIs.
    """

    span: Span
    arguments: Arguments
    lexicon: Lexicon
    ontology: Ontology
    present: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between two mentions; the scope of `anchor` decides its factuality, `cue` are the words for it."""

    subject: Candidate
    relation: str
    object: Candidate
    anchor: Token
    cue: tuple[int, int]
    rule: str
    confidence: float = 0.5


class Extractor(Protocol):
    """A callable from a sentence to findings; `name` goes into the claims' `extractor`."""

    name: str

    def __call__(self, view: View) -> Iterator[Finding]:
        """Every relation that this extractor sees in the sentence."""
        ...


def fits(view: View, use: Use, x: Candidate, y: Candidate) -> bool:
    """Whether both ends are different actors of the classes that the frame asks for."""
    if x.actor is None or y.actor is None or x.actor.id == y.actor.id or x.start == y.start:
        return False
    for end, types in ((x, use.frame.x_types), (y, use.frame.y_types)):
        assert end.actor is not None
        if types and not any(_may_be(view, end.actor.type, t) for t in types):
            return False
    return True


def _may_be(view: View, type_name: str, wanted: str) -> bool:
    """Whether an actor can be of a class; what is only known from the text may be more than its type says."""
    loose = {
        "Actor": {"Person", "Body"},
        "Collective": {"Person", "ArmedGroup"},
        "Office": {"Person"},
        "Organisation": {"Body"},
    }
    return view.ontology.is_a(type_name, wanted) or any(view.ontology.is_a(wanted, t) for t in loose.get(type_name, ()))


def cue_span(tokens: list[Token]) -> tuple[int, int]:
    """The tokens' stretch of the passage, in code points from its start."""
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return first.idx, last.idx + len(last.text)


def findings(
    view: View, use: Use, firsts: list[Candidate], lasts: list[Candidate], anchor: Token, cue: list[Token]
) -> Iterator[Finding]:
    """A finding for each fitting pair of the pattern's first and last slot."""
    for first in firsts:
        for last in lasts:
            x, y = (first, last) if use.pattern.first == "X" else (last, first)
            if fits(view, use, x, y):
                yield Finding(x, use.frame.relation, y, anchor, cue_span(cue), use.rule)


def pairs(view: View, use: Use, members: list[Candidate], anchor: Token, cue: list[Token]) -> Iterator[Finding]:
    """A finding for each pair of a group whose members do something with one another."""
    for i, first in enumerate(members):
        yield from findings(view, use, [first], members[i + 1 :], anchor, cue)
