"""Gold and predictions → figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kgraph.evaluation.figures import Evaluation, Extra, Missed, RelationScore, Score, Share
from kgraph.evaluation.gold import Gold, GoldClaim, GoldDocument
from kgraph.evaluation.matching import Judge, Level, one_to_one
from kgraph.evaluation.names import label_key
from kgraph.evaluation.predictions import Prediction
from kgraph.model import Factuality
from kgraph.ontology import Branch

T = TypeVar("T")
MONTH = len("2020-06")
GRAPH_LEVELS = (Level.DIRECTED, Level.BRANCH, Level.RELATION)


@dataclass(frozen=True, slots=True)
class Placed:
    """A prediction with the unit that it stands in."""

    unit: int | None
    prediction: Prediction


@dataclass(slots=True)
class _Tally:
    """What is counted from document to document."""

    claims: dict[str, Score] = field(default_factory=lambda: {level.value: Score() for level in Level})
    groups: dict[str, Score] = field(default_factory=lambda: {"interaction": Score(), "tie": Score()})
    graph: dict[str, Score] = field(default_factory=lambda: {level.value: Score() for level in GRAPH_LEVELS})
    factuality: dict[str, Share] = field(default_factory=lambda: {each.value: Share() for each in Factuality})
    time: Share = field(default_factory=Share)
    attribution: Share = field(default_factory=Share)
    relations: dict[str, RelationScore] = field(default_factory=lambda: defaultdict(RelationScore))
    extractors: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    verdicts: list[tuple[Prediction, bool]] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    extra: list[Extra] = field(default_factory=list)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)


def evaluate(gold: Gold, predictions: Iterable[Prediction]) -> Evaluation:
    """How well the predictions agree with the gold; those of documents that it does not have are left out."""
    of: dict[str, list[Prediction]] = defaultdict(list)
    for prediction in predictions:
        document = gold.document(prediction.doc)
        if document is not None:
            of[document.stem].append(prediction)
    scorer = _Scorer(gold)
    for document in gold.documents:
        scorer.add(document, of[document.stem])
    tally = scorer.tally
    return Evaluation(
        claims=tally.claims,
        groups=tally.groups,
        graph=tally.graph,
        factuality=tally.factuality,
        time=tally.time,
        attribution=tally.attribution,
        nodes_per_actor=_nodes_per_actor(gold, [each for found in of.values() for each in found]),
        relations=dict(sorted(tally.relations.items(), key=lambda item: (-item[1].gold, item[0]))),
        extractors=dict(sorted(tally.extractors.items())),
        verdicts=tuple(tally.verdicts),
        missed=tuple(tally.missed),
        extra=tuple(tally.extra),
        confused=tally.confused,
    )


class _Scorer:
    """Compares one document after the other and keeps the tally."""

    def __init__(self, gold: Gold) -> None:
        self.tally = _Tally()
        self._gold = gold
        self._judge = Judge(gold)

    def add(self, document: GoldDocument, predictions: Iterable[Prediction]) -> None:
        """Count one document."""
        claims = _distinct(document.claims, _claim_key)
        placed = _distinct((Placed(document.unit_at(p.start, p.end), p) for p in predictions), _placed_key)
        for level in Level:
            pairs = self._pairs(claims, placed, level)
            self.tally.claims[level] += Score(len(pairs), len(claims), len(placed))
            if level is Level.DIRECTED:
                self._add_confusions(claims, placed, pairs)
        self._add_verdicts(document, claims, placed, pairs)
        self._add_groups(claims, placed)
        self._add_graph(document.claims, placed)

    def _pairs(
        self, claims: Sequence[GoldClaim], placed: Sequence[Placed], level: Level, anywhere: bool = False
    ) -> list[tuple[int, int]]:
        """The best matching of claims with predictions, in the same unit or `anywhere` in the document."""
        return one_to_one(
            [
                [
                    j
                    for j, each in enumerate(placed)
                    if (anywhere or each.unit == claim.unit) and self._judge.agree(claim, each.prediction, level)
                ]
                for claim in claims
            ]
        )

    def _add_verdicts(
        self,
        document: GoldDocument,
        claims: Sequence[GoldClaim],
        placed: Sequence[Placed],
        pairs: Sequence[tuple[int, int]],
    ) -> None:
        """Count what was met at the level of the relation, and list what was not."""
        tally, texts = self.tally, {unit.number: unit.text for unit in document.units}
        met, right = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, claim in enumerate(claims):
            tally.relations[claim.relation] += RelationScore(met=int(i in met), gold=1)
            if i not in met:
                tally.missed.append(Missed(document.stem, claim, texts[claim.unit]))
        for j, each in enumerate(placed):
            prediction, name = each.prediction, each.prediction.extractor
            tally.relations[prediction.relation] += RelationScore(right=int(j in right), predicted=1)
            tally.extractors[name] = tally.extractors[name].count(j in right)
            tally.verdicts.append((prediction, j in right))
            if j not in right:
                text = "" if each.unit is None else texts[each.unit]
                tally.extra.append(Extra(document.stem, each.unit, prediction, text))
        for i, j in pairs:
            self._add_circumstances(claims[i], placed[j].prediction)

    def _add_circumstances(self, claim: GoldClaim, prediction: Prediction) -> None:
        """Judge factuality, and time and attribution where the gold has them."""
        tally, names = self.tally, self._gold.names
        shares = tally.factuality
        shares[claim.factuality] = shares[claim.factuality].count(prediction.factuality == claim.factuality)
        if claim.time is not None:
            tally.time = tally.time.count((prediction.time or "").startswith(claim.time[:MONTH]))
        if claim.attributed_to is not None:
            source = prediction.attributed_to
            right = source is not None and label_key(claim.attributed_to) in names.keys(source)
            tally.attribution = tally.attribution.count(right)

    def _add_confusions(
        self, claims: Sequence[GoldClaim], placed: Sequence[Placed], pairs: Iterable[tuple[int, int]]
    ) -> None:
        for i, j in pairs:
            wanted, found = claims[i].relation, placed[j].prediction.relation
            if not self._gold.relations.akin(wanted, found):
                self.tally.confused[wanted, found] += 1

    def _add_groups(self, claims: Sequence[GoldClaim], placed: Sequence[Placed]) -> None:
        """Match interactions and standing ties each among themselves."""
        branches = self._gold.relations.branches
        for group, members in (("interaction", {Branch.COOP, Branch.CONF}), ("tie", {Branch.TIE})):
            some_claims = [claim for claim in claims if branches[claim.relation] in members]
            some_placed = [each for each in placed if branches.get(each.prediction.relation) in members]
            met = len(self._pairs(some_claims, some_placed, Level.RELATION))
            self.tally.groups[group] += Score(met, len(some_claims), len(some_placed))

    def _add_graph(self, claims: Iterable[GoldClaim], placed: Iterable[Placed]) -> None:
        """Match the document's distinct edges, wherever in it they are said."""
        names = self._gold.names
        edges = _distinct(claims, lambda c: (label_key(c.subjects[0]), c.relation, label_key(c.objects[0])))
        found = _distinct(
            placed,
            lambda p: (names.of(p.prediction.subject), p.prediction.relation, names.of(p.prediction.object)),
        )
        for level in GRAPH_LEVELS:
            met = len(self._pairs(edges, found, level, anywhere=True))
            self.tally.graph[level] += Score(met, len(edges), len(found))


def _nodes_per_actor(gold: Gold, predictions: Iterable[Prediction]) -> float | None:
    """How many nodes the predictions have, on average, for an actor of the gold that they have at all."""
    nodes: dict[str, set[str]] = defaultdict(set)
    for each in predictions:
        for label, node in ((each.subject, each.subject_id), (each.object, each.object_id)):
            actors = gold.names.of(label)
            if gold.names.knows(label) or (len(actors) == 1 and label not in actors):
                nodes[min(actors)].add(node or label_key(label))
    return sum(map(len, nodes.values())) / len(nodes) if nodes else None


def _claim_key(claim: GoldClaim) -> Hashable:
    return claim.unit, label_key(claim.subjects[0]), claim.relation, label_key(claim.objects[0])


def _placed_key(placed: Placed) -> Hashable:
    each = placed.prediction
    return placed.unit, label_key(each.subject), each.relation, label_key(each.object)


def _distinct(items: Iterable[T], key: Callable[[T], Hashable]) -> list[T]:
    """The first of those that share a key, in order."""
    first: dict[Hashable, T] = {}
    for item in items:
        first.setdefault(key(item), item)
    return list(first.values())
