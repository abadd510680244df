"""What has changed between the networks of two windows of time, or of two sources: between whom, and about whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import networkx as nx

from kgraph.network.signed import signed_network


class Turn(StrEnum):
    """How a pair has changed; the order is that of what is worth a look first."""

    TO_CONFLICT = "turned to conflict"
    TO_COOPERATION = "turned to cooperation"
    NEW = "new"
    GONE = "gone"
    COLDER = "colder"
    WARMER = "warmer"
    SAME = "the same"


@dataclass(frozen=True, slots=True)
class PairChange:
    """Two actors, and by how many claims cooperation outweighs conflict between them before and after; None if there is
    no such claim."""

    one: str
    one_label: str
    other: str
    other_label: str
    before: int | None
    after: int | None

    @property
    def turn(self) -> Turn:
        """How the pair has changed."""
        if self.before is None or self.after is None:
            return Turn.NEW if self.before is None else Turn.GONE
        if self.before >= 0 > self.after:
            return Turn.TO_CONFLICT
        if self.before <= 0 < self.after:
            return Turn.TO_COOPERATION
        if self.before == self.after:
            return Turn.SAME
        return Turn.COLDER if self.after < self.before else Turn.WARMER


@dataclass(frozen=True, slots=True)
class ShareChange:
    """An actor, and the share of all claims before and after that it takes part in."""

    actor: str
    label: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Change:
    """Pairs and actors that have changed, and how alike the two networks are.

    `similarity` is the share of the ordered pairs with a claim that are in both; None if both are empty.
    """

    pairs: tuple[PairChange, ...]
    actors: tuple[ShareChange, ...]
    similarity: float | None


def change(before: nx.MultiDiGraph[str], after: nx.MultiDiGraph[str]) -> Change:
    """What differs between two networks; pairs by how they have changed, actors by how much their share has.

    How to read it: windows have different numbers of claims, so that a pair that is gone may only not have been written
    about; a turn of sign says more. The similarity is Jaccard's index; below 0.3 the second network is another one
    rather than the first one changed (Snijders, van de Bunt & Steglich 2010, doi:10.1016/j.socnet.2009.02.004).
    """
    labels = {node: data["label"] for graph in (after, before) for node, data in graph.nodes(data=True)}
    net_before, net_after = _net(before), _net(after)
    pairs = [
        PairChange(one, labels[one], other, labels[other], net_before.get((one, other)), net_after.get((one, other)))
        for one, other in sorted(net_before.keys() | net_after.keys())
    ]
    shares_before, shares_after = _shares(before), _shares(after)
    actors = [
        ShareChange(actor, label, shares_before.get(actor, 0.0), shares_after.get(actor, 0.0))
        for actor, label in labels.items()
    ]
    linked_before, linked_after = set(before.edges()), set(after.edges())
    either = linked_before | linked_after
    return Change(
        pairs=tuple(sorted((pair for pair in pairs if pair.turn is not Turn.SAME), key=_rank)),
        actors=tuple(
            sorted(actors, key=lambda each: (-round(abs(each.after - each.before), 9), each.label, each.actor))
        ),
        similarity=len(linked_before & linked_after) / len(either) if either else None,
    )


def _net(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str], int]:
    """By how many claims cooperation outweighs conflict, for each pair with one of either."""
    net: dict[tuple[str, str], int] = {}
    for subject, object_, data in signed_network(graph).edges(data=True):
        pair = min(subject, object_), max(subject, object_)
        net[pair] = net.get(pair, 0) + data["weight"]
    return net


def _shares(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    total = sum(data["weight"] for _, _, data in graph.edges(data=True))
    shares = dict.fromkeys(graph, 0.0)
    for subject, object_, data in graph.edges(data=True):
        for actor in {subject, object_}:
            shares[actor] += data["weight"] / total
    return shares


def _rank(pair: PairChange) -> tuple[int, int, str, str]:
    size = abs((pair.after or 0) - (pair.before or 0))
    return list(Turn).index(pair.turn), -size, pair.one_label, pair.other_label
