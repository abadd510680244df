"""Clauses that leave out the verb of the one before: "Cairo backs the army, Addis Ababa the militia"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.reading.predicates.clauses import Clause
from kgraph.reading.predicates.phrases import add_oblique

if TYPE_CHECKING:
    from spacy.tokens import Token


def gapped(clause: Clause) -> Iterator[Clause]:
    """The further clauses of a verb, each with a subject and an object or a preposition like those of the first.

    The parser takes the second subject for an apposition of the first object, or for one more verb in the list.
    """
    objects = [*clause.patients, *(t for group in clause.obliques.values() for t in group)]
    ends = {o.i: o for o in objects if o.i > clause.verb.i}.values()
    after = [c for o in ends for c in o.children if c.dep_ == "appos"]
    after.extend(c for c in clause.verb.children if c.dep_ == "conj")
    for subject in after if clause.agents and not clause.passive else ():
        if subject.pos_ != "PROPN":
            continue
        other = Clause(clause.verb, agents=[subject], patients=_beside(subject))
        for prep in subject.children:
            if prep.dep_ == "prep" and prep.lower_ in clause.obliques:
                add_oblique(other.obliques, prep)
        if bool(other.patients) == bool(clause.patients) and other.obliques.keys() == clause.obliques.keys():
            yield other


def _beside(subject: Token) -> list[Token]:
    """The object that stands beside the subject without a comma, where its verb is left out."""
    return [c for c in subject.children if c.dep_ == "appos" and c.left_edge.i == subject.i + 1]
