"""Measures of a network: who is central, which pairs are strong, which triads are balanced, who stands together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from kgraph.network.build import collapse

DAMPING = 0.85
BETWEENNESS_PIVOTS = 1000

SIGN_OF_BRANCH = {"coop": 1, "conf": -1}
SIGN_OF_RELATION = {"alignedWith": 1, "rivalOf": -1}
"""The standing ties that speak of friendship or enmity; the others have no sign."""


@dataclass(frozen=True, slots=True)
class ActorMeasures:
    """How central an actor is; `claims` and the two weights count claims, `degree` counts other actors."""

    actor: str
    label: str
    type: str
    claims: int
    degree: int
    weighted_in: int
    weighted_out: int
    pagerank: float
    betweenness: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Who does how much to whom; `relations` are the names with their number of claims, the most frequent first."""

    subject: str
    subject_label: str
    object: str
    object_label: str
    weight: int
    relations: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Triad:
    """Three actors of whom each two are friends or enemies; `signs` are those of the pairs 1–2, 1–3 and 2–3."""

    actors: tuple[str, str, str]
    signs: tuple[int, int, int]

    @property
    def kind(self) -> str:
        """The signs without their order, from "+++" to "---"."""
        positive = self.signs.count(1)
        return "+" * positive + "-" * (3 - positive)

    @property
    def balanced(self) -> bool:
        """Whether the product of the signs is positive."""
        return self.signs[0] * self.signs[1] * self.signs[2] > 0


@dataclass(frozen=True, slots=True)
class Balance:
    """How many triads there are of each kind, and the share of balanced ones; None if there is no triad."""

    kinds: dict[str, int]
    share: float | None
    unbalanced: tuple[Triad, ...]


def centrality(graph: nx.MultiDiGraph[str]) -> list[ActorMeasures]:
    """The measures of every actor, by number of claims, then PageRank, then label.

    - degree: number of other actors that it has an edge with (Freeman 1978, doi:10.1016/0378-8733(78)90021-7)
    - weighted_in, weighted_out: node strength, the summed weights of the edges in and out (Barrat et al. 2004,
      doi:10.1073/pnas.0400087101)
    - pagerank: weighted, damping 0.85 (Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X)
    - betweenness: share of shortest paths through the actor, undirected and unweighted, since weights are strengths
      and not distances (Freeman 1977, doi:10.2307/3033543; Brandes 2001, doi:10.1080/0022250X.2001.9990249). In
      networks of more than 1,000 actors it is estimated from as many sources (Brandes & Pich 2007,
      doi:10.1142/S0218127407018403).
    """
    if not graph:
        return []
    simple = collapse(graph)
    undirected: nx.Graph[str] = nx.Graph(simple.edges)
    undirected.add_nodes_from(simple)
    pagerank = nx.pagerank(simple, alpha=DAMPING, weight="weight")
    pivots = BETWEENNESS_PIVOTS if len(undirected) > BETWEENNESS_PIVOTS else None
    betweenness = nx.betweenness_centrality(undirected, k=pivots, seed=0)
    rows = []
    for node, data in simple.nodes(data=True):
        inward, outward = simple.in_degree(node, weight="weight"), simple.out_degree(node, weight="weight")
        loops = simple.edges[node, node]["weight"] if simple.has_edge(node, node) else 0
        rows.append(
            ActorMeasures(
                actor=node,
                label=data["label"],
                type=data["type"],
                claims=inward + outward - loops,
                degree=len(set(undirected[node]) - {node}),
                weighted_in=inward,
                weighted_out=outward,
                pagerank=float(pagerank[node]),
                betweenness=float(betweenness[node]),
            )
        )
    # PageRank is the outcome of an iteration: its last digits must not decide the order.
    return sorted(rows, key=lambda row: (-row.claims, -round(row.pagerank, 9), row.label, row.actor))


def top_pairs(graph: nx.MultiDiGraph[str], limit: int | None = 10) -> list[Pair]:
    """The ordered pairs with the most claims, then by label; all of them if the limit is None."""
    labels: dict[str, str] = {node: data["label"] for node, data in graph.nodes(data=True)}
    pairs = [
        Pair(
            subject=subject,
            subject_label=labels[subject],
            object=object_,
            object_label=labels[object_],
            weight=data["weight"],
            relations=tuple(sorted(data["relations"].items(), key=lambda item: (-item[1], item[0]))),
        )
        for subject, object_, data in collapse(graph).edges(data=True)
    ]
    pairs.sort(key=lambda pair: (-pair.weight, pair.subject_label, pair.object_label, pair.subject, pair.object))
    return pairs[:limit]


def signs(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Who is friend (`sign` 1) and who enemy (-1), by the greater number of claims; no edge where both are equal.

    Cooperation and alignedWith count as friendly, conflict and rivalOf as hostile; other standing ties do not count.
    """
    net: dict[tuple[str, str], int] = {}
    for subject, object_, relation, data in graph.edges(keys=True, data=True):
        sign = SIGN_OF_RELATION.get(relation, SIGN_OF_BRANCH.get(data["branch"], 0))
        if sign and subject != object_:
            pair = min(subject, object_), max(subject, object_)
            net[pair] = net.get(pair, 0) + sign * data["weight"]
    signed: nx.Graph[str] = nx.Graph()
    for (one, other), sum_ in sorted(net.items()):
        if sum_:
            signed.add_edge(one, other, sign=1 if sum_ > 0 else -1)
    return signed


def balance(graph: nx.MultiDiGraph[str]) -> Balance:
    """Structural balance: a triad is balanced if the product of its signs is positive.

    Friends of friends and enemies of enemies are friends (Heider 1946, doi:10.1080/00223980.1946.9917275; Cartwright
    & Harary 1956, doi:10.1037/h0046049). The share of balanced triads is 1 where everybody sees it so. The network
    must have been built with an ontology, which knows the branches.
    """
    kinds = {"+++": 0, "++-": 0, "+--": 0, "---": 0}
    unbalanced = []
    for triad in _triads(signs(graph)):
        kinds[triad.kind] += 1
        if not triad.balanced:
            unbalanced.append(triad)
    total = sum(kinds.values())
    share = (total - len(unbalanced)) / total if total else None
    return Balance(kinds, share, tuple(unbalanced))


def communities(graph: nx.MultiDiGraph[str], seed: int = 0) -> list[list[str]]:
    """Groups of actors joined by cooperation and ties, the largest first; conflict joins nobody.

    Louvain method on summed weights (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008).
    """
    friendly: nx.Graph[str] = nx.Graph()
    friendly.add_nodes_from(sorted(graph))
    for subject, object_, relation, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        if SIGN_OF_RELATION.get(relation, SIGN_OF_BRANCH.get(data["branch"], 0)) >= 0:
            earlier = friendly.get_edge_data(subject, object_, {"weight": 0})["weight"]
            friendly.add_edge(subject, object_, weight=earlier + data["weight"])
    groups = nx.community.louvain_communities(friendly, weight="weight", seed=seed)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def _triads(signed: nx.Graph[str]) -> Iterator[Triad]:
    """Every triangle once, its actors in the order of their IRIs."""
    for first in sorted(signed):
        later = sorted(node for node in signed[first] if node > first)
        for second, third in combinations(later, 2):
            if signed.has_edge(second, third):
                pairs = ((first, second), (first, third), (second, third))
                one, two, three = (signed.edges[pair]["sign"] for pair in pairs)
                yield Triad((first, second, third), (one, two, three))
