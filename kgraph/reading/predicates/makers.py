"""Whose a thing is because he makes or holds it: "the plan that Chad proposed", "land held by the rebels"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.predicates.clauses import clause_of
from kgraph.reading.predicates.lexicon import lemmas
from kgraph.reading.predicates.phrases import MAKING, RELATIVES, behind

if TYPE_CHECKING:
    from spacy.tokens import Token

HOLDING = frozenset({"hold", "control", "own", "occupy", "run", "man", "guard", "defend", "rule", "govern", "operate"})
# "the crisis that Chad suffers from"
BEARING = frozenset({"suffer", "endure", "face", "undergo", "experience"})
_MEANING = frozenset({"hope", "plan", "want", "intend", "wish", "mean", "seek", "propose"})
_BUILDING = frozenset({"build", "dig", "open", "construct", "establish", "launch", "make", "develop", "found", "lay"})
_OWNING = MAKING | HOLDING | BEARING


def _is_building(verb: Token) -> bool:
    """Whether somebody means to make a thing: "the dam that Chad hopes to build"."""
    meant = not _MEANING.isdisjoint(lemmas(verb))
    return meant and any(c.dep_ == "xcomp" and c.lemma_.lower() in _BUILDING for c in verb.children)


def makers(thing: Token) -> list[Token]:
    """Who makes or holds a thing, or to whom it belongs, by the clause that tells it apart."""
    made = (c for c in thing.children if c.dep_ in {"relcl", "acl"} and c.lemma_.lower() in _OWNING)
    belonging = [c for c in thing.children if c.dep_ == "acl" and c.lemma_.lower() == "belong"]
    plain = [c for c in made if all(below.dep_ != "xcomp" for below in c.children)]  # not "the tree they plan to cut"
    plain += [c for c in thing.children if c.dep_ == "relcl" and _is_building(c)]
    found = [t for c in plain for t in clause_of(c).agents if t.lower_ not in RELATIVES and t.i != thing.i]
    if thing.dep_ == "oprd" and thing.head.dep_ == "ccomp":  # "what he called reckless conduct by Chad"
        found = found or behind(thing.head, {"by", "of"})
    return found or [t for c in belonging for t in behind(c, {"to"})]
