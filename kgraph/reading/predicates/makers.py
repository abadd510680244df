"""Whose a thing is because he makes or holds it: "the plan that Chad proposed", "land held by the rebels"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.predicates.clauses import clause_of
from kgraph.reading.predicates.phrases import MAKING, RELATIVES, behind

if TYPE_CHECKING:
    from spacy.tokens import Token

HOLDING = frozenset({"hold", "control", "own", "occupy", "run", "man", "guard", "defend", "rule", "govern", "operate"})
_OWNING = MAKING | HOLDING


def makers(thing: Token) -> list[Token]:
    """Who makes or holds a thing, or to whom it belongs, by the clause that tells it apart."""
    made = (c for c in thing.children if c.dep_ in {"relcl", "acl"} and c.lemma_.lower() in _OWNING)
    belonging = [c for c in thing.children if c.dep_ == "acl" and c.lemma_.lower() == "belong"]
    plain = (c for c in made if all(below.dep_ != "xcomp" for below in c.children))  # not "the tree they plan to cut"
    found = [t for c in plain for t in clause_of(c).agents if t.lower_ not in RELATIVES and t.i != thing.i]
    return found or [t for c in belonging for t in behind(c, {"to"})]
