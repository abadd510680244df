"""Who meets whom: each claim of the gold is met by one prediction at most, and each prediction meets one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from kgraph.evaluation.gold import Gold, GoldClaim
from kgraph.evaluation.names import label_key
from kgraph.evaluation.predictions import Prediction


class Level(StrEnum):
    """How much must agree; each level asks for all that those before it ask."""

    PAIR = "pair"
    DIRECTED = "directed"
    BRANCH = "branch"
    RELATION = "relation"


class Judge:
    """Says whether a prediction is what a claim of the gold says."""

    def __init__(self, gold: Gold) -> None:
        self._names = gold.names
        self._relations = gold.relations

    def agree(self, claim: GoldClaim, prediction: Prediction, level: Level) -> bool:
        """Whether the two agree as far as the level asks."""
        subjects, objects = self._names.keys(prediction.subject), self._names.keys(prediction.object)
        wanted_subjects, wanted_objects = _keys(claim.subjects), _keys(claim.objects)
        straight = bool(subjects & wanted_subjects and objects & wanted_objects)
        crossed = bool(objects & wanted_subjects and subjects & wanted_objects)
        if level is Level.PAIR:
            return straight or crossed
        both_ways = claim.relation in self._relations.symmetric or claim.either_way
        if not (straight or (crossed and both_ways)):
            return False
        if level is Level.BRANCH:
            branches = {self._relations.branches[relation] for relation in claim.relations}
            return self._relations.branches.get(prediction.relation) in branches
        if level is Level.RELATION:
            return any(self._relations.akin(prediction.relation, relation) for relation in claim.relations)
        return True


@lru_cache(maxsize=65536)
def _keys(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(label_key, names))


def one_to_one(options: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The largest matching, as pairs: `options` holds for each left side the right sides that it may have.

    Augmenting paths (Kuhn 1955), the left sides in order.
    """
    owner: dict[int, int] = {}

    def place(left: int, tried: set[int]) -> bool:
        for right in options[left]:
            if right not in tried:
                tried.add(right)
                if right not in owner or place(owner[right], tried):
                    owner[right] = left
                    return True
        return False

    for left in range(len(options)):
        place(left, set())
    return [(left, right) for right, left in owner.items()]
