"""Plurals of persons that stand for the body which they head: "army commanders", "the security chiefs"."""

from __future__ import annotations

from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.determiners import has_owner, is_bare, is_definite

_CHIEFS = frozenset({"chief", "commander", "general", "leader", "officer", "head", "official"})
# Words before chiefs, and the body that both mean.
_BODIES = {
    "army": "army",
    "government": "government",
    "military": "military",
    "police": "police",
    "intelligence": "intelligence service",
    "security": "security force",
}
# Plurals that mean a body without such a word.
_ALONE = {"general": "army", "officer": "security force", "minister": "government"}
_ACTING = frozenset({"nsubj", "nsubjpass", "pobj", "agent", "poss"})
# What is said of chiefs without making them those of another body.
_QUALITIES = frozenset({"senior", "top", "high-ranking", "ranking", "local", "other"})


def body_of(candidate: Candidate) -> str | None:
    """The noun of the body for which a plural of its heads stands: of "security chiefs" the security force.

    Those that are counted ("two generals"), somebody's, or told by more words are persons.
    """
    if not candidate.plural_word or has_owner(candidate) or any(c.dep_ == "nummod" for c in candidate.token.children):
        return None
    *before, noun = [word for word in candidate.noun.split() if word not in _QUALITIES]
    if len(before) == 1 and noun in _CHIEFS:
        return _BODIES.get(before[0])
    placed = any(c.dep_ in {"prep", "appos"} and c.i > candidate.head for c in candidate.token.children)
    told = noun == "minister" and (is_definite(candidate) or not is_bare(candidate))
    if before or placed or told or candidate.token.dep_ not in _ACTING:
        return None  # "the ministers" are some whom the text has told of; who is sent or listed is some men
    return _ALONE.get(noun)
