"""Deeds that stand for who did them: "this statement", "the decision", after who made it was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.context import Context

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Token

DEED = "Deed"  # a noun of that class is no actor, but stands for one
_SAID = frozenset("statement remark comment claim declaration warning threat accusation".split())
_DONE = frozenset("move step decision manoeuvre maneuver measure gesture".split())
_ASKED = frozenset("request demand appeal offer proposal plan".split())
_DEEDS = _SAID | _DONE | _ASKED
_ASKING = frozenset("ask request want like seek appeal urge demand offer propose suggest call".split())
_KNOWN = frozenset({"the", "this", "these"})
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj"})
_REACH = 1  # sentences back


def is_deed(token: Token) -> bool:
    """Whether a noun goes back to a deed that was told: "this statement", and not "the statement by X"."""
    if token.lemma_.lower() not in _DEEDS or token.dep_ not in _PLACES:
        return False
    known = any(c.dep_ == "det" and c.lower_ in _KNOWN for c in token.children)
    return known and all(c.dep_ in {"det", "amod", "punct"} for c in token.children)


def doer(candidate: Candidate, index: int, context: Context, reports: Collection[str]) -> Candidate | None:
    """Who did what a noun goes back to: of whom the sentence before says so, by the same noun or as its subject."""
    noun, found = candidate.noun, dict[str, Candidate]()
    pointing = any(c.lower_ in {"this", "these"} for c in candidate.token.children)
    for distance, other in context.before(index, _REACH):
        if other.actor is None or other.is_place:
            continue
        verb = other.token.head
        if other.token.dep_ == "poss" and verb.lemma_.lower() == noun:
            return other
        if other.token.dep_ != "nsubj" or verb.pos_ != "VERB" or verb == candidate.token.head:
            continue
        if noun in {t.lemma_.lower() for t in _objects(verb)}:
            return other
        if distance == 1 and _is_such(noun, verb, reports, pointing=pointing):
            found.setdefault(other.actor.id, other)
    return next(iter(found.values())) if len(found) == 1 else None


def _objects(verb: Token) -> Iterator[Token]:
    """The objects of a verb, and what they are so many of: "issued a number of decisions"."""
    for noun in (c for c in verb.children if c.dep_ == "dobj"):
        yield noun
        yield from (o for p in noun.children if p.lower_ == "of" for o in p.children)


def _is_such(noun: str, verb: Token, reports: Collection[str], *, pointing: bool) -> bool:
    """Whether a verb tells of a deed of that kind: who asked made the request, who said so this statement."""
    lemma = verb.lemma_.lower()
    if noun in _ASKED:
        return lemma in _ASKING
    if noun in _SAID:
        return pointing and lemma in reports
    return pointing and verb.dep_ == "ROOT"
