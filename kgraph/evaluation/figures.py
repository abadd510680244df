"""What an evaluation finds, as records: scores, shares, and the lists behind them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgraph.evaluation.gold import GoldClaim
from kgraph.evaluation.predictions import Prediction

BINS = 10


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the gold's claims were met, out of how many, by how many predictions."""

    met: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        """The share of the predictions that meet a claim of the gold."""
        return self.met / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold's claims that are met."""
        return self.met / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.met / (self.gold + self.predicted) if self.met else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.met + other.met, self.gold + other.gold, self.predicted + other.predicted)


@dataclass(frozen=True, slots=True)
class RelationScore:
    """How many of the gold's claims of a relation were met, and how many predictions of it are right.

    The two differ, since a claim may also be met by the relation's parent or child, or by another as right.
    """

    met: int = 0
    gold: int = 0
    right: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        """The share of its predictions that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold's claims of it that are met."""
        return self.met / self.gold if self.gold else 0.0

    def __add__(self, other: RelationScore) -> RelationScore:
        return RelationScore(
            self.met + other.met, self.gold + other.gold, self.right + other.right, self.predicted + other.predicted
        )


@dataclass(frozen=True, slots=True)
class Share:
    """How many out of how many are right."""

    right: int = 0
    total: int = 0

    @property
    def value(self) -> float | None:
        """The share, or None of nothing."""
        return self.right / self.total if self.total else None

    def count(self, right: bool) -> Share:
        """The share with one more case."""
        return Share(self.right + right, self.total + 1)


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions whose confidence lies from `low` to below `high`: what they promise on average, and keep."""

    low: float
    high: float
    promised: float
    kept: Share


@dataclass(frozen=True, slots=True)
class Missed:
    """A claim of the gold that no prediction met."""

    document: str
    claim: GoldClaim
    text: str


@dataclass(frozen=True, slots=True)
class Extra:
    """A prediction that met no claim of the gold; `unit` is None where it stands outside all units."""

    document: str
    unit: int | None
    prediction: Prediction
    text: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that was measured.

    `claims` has a score for each level, `graph` for the distinct edges of each document, `groups` for interactions and
    ties alone at the level of the relation. Factuality, time and attribution are judged on claims met at that level,
    `verdicts` says of every distinct prediction whether it is right at that level.
    """

    claims: Mapping[str, Score]
    groups: Mapping[str, Score]
    graph: Mapping[str, Score]
    factuality: Mapping[str, Share]
    time: Share
    attribution: Share
    nodes_per_actor: float | None
    relations: Mapping[str, RelationScore]
    extractors: Mapping[str, Share]
    verdicts: tuple[tuple[Prediction, bool], ...]
    missed: tuple[Missed, ...]
    extra: tuple[Extra, ...]
    confused: Counter[tuple[str, str]]

    @property
    def factuality_share(self) -> Share:
        """How many of the met claims have the right factuality."""
        shares = self.factuality.values()
        return Share(sum(share.right for share in shares), sum(share.total for share in shares))

    @property
    def reliability(self) -> tuple[Bin, ...]:
        """How far the confidences keep what they promise."""
        sure = ((each.confidence, right) for each, right in self.verdicts if each.confidence is not None)
        return tuple(reliability(sure))


def reliability(verdicts: Iterable[tuple[float, bool]]) -> Iterator[Bin]:
    """Confidences with their verdicts in bins of a tenth, empty ones left out; 1 belongs to the highest."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in verdicts:
        # Without the small addition 0.3 * 10 would fall below 3.
        bins[min(int(confidence * BINS + 1e-9), BINS - 1)].append((confidence, right))
    for number, members in sorted(bins.items()):
        promised = sum(confidence for confidence, _ in members) / len(members)
        yield Bin(number / BINS, (number + 1) / BINS, promised, Share(sum(r for _, r in members), len(members)))
