"""What is called by the same noun again: "a mission" or "the UN mission", then "the mission"."""

from __future__ import annotations

from kgraph.model import MentionKind
from kgraph.reading.actors.candidates import Candidate
from kgraph.reading.actors.context import Context
from kgraph.reading.actors.determiners import has_owner, is_bare, is_definite
from kgraph.reading.actors.referents import CLASSES

FAR = 12  # sentences back that a description may reach
FARTHER = 60  # and one of a body, if all that were called so are one


def same_noun(candidate: Candidate, index: int, context: Context) -> Candidate | None:
    """The last mention of "the mission" before it by the same noun, settled or not: "a mission", "the UN mission"."""
    if candidate.kind is not MentionKind.DESCRIPTION or not candidate.noun:
        return None
    if not is_definite(candidate) or has_owner(candidate) or not is_bare(candidate):
        return None
    *qualities, noun = candidate.noun.split()
    far: list[Candidate] = []
    for distance, other in context.before(index, FARTHER if _is_one_body(candidate) else FAR):
        described = other.noun and other.noun.split()[-1] == noun and other.plural_word == candidate.plural_word
        if described and other.kind is not MentionKind.PRONOUN and set(qualities) <= set(other.noun.split()):
            if distance <= FAR:
                return other
            far.append(other)
    settled = {other.actor.id for other in far if other.actor is not None}
    return next((other for other in far if other.actor is not None), None) if len(settled) == 1 else None


def _is_one_body(candidate: Candidate) -> bool:
    """Whether a noun for a body rather means one that has been told of than any of its kind: not "the company"."""
    return candidate.type == "Body" and not set(CLASSES.get(candidate.noun, "").split()) - {"InternationalOrganisation"}
