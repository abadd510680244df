"""The measures on a network of 2,000 actors, compared with igraph's where it has them (the extra "leiden")."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import pytest
from made_networks import random_graph

from kgraph.network import collapse, communities, influence_paths, reach, signed_modularity
from kgraph.network.measures import centrality
from kgraph.network.signed import friendly

igraph = pytest.importorskip("igraph")

GRAPH = random_graph(2000, 8000)
SIMPLE = collapse(GRAPH)
NAMES = list(SIMPLE)
NUMBER = {name: number for number, name in enumerate(NAMES)}


def as_igraph(graph: nx.Graph[str], directed: bool) -> Any:
    made = igraph.Graph(n=len(NAMES), edges=[(NUMBER[a], NUMBER[b]) for a, b in graph.edges()], directed=directed)
    made.es["weight"] = [weight for _, _, weight in graph.edges(data="weight", default=1)]
    return made


DIRECTED = as_igraph(SIMPLE, directed=True)
UNDIRECTED = as_igraph(nx.Graph(SIMPLE.to_undirected()), directed=False)


def equal(ours: dict[str, float], theirs: list[float], tolerance: float = 1e-6) -> None:
    assert [ours[name] for name in NAMES] == pytest.approx(theirs, abs=tolerance)


def test_strength() -> None:
    equal(centrality.strength(GRAPH, "in"), DIRECTED.strength(mode="in", weights="weight"))
    equal(centrality.strength(GRAPH, "out"), DIRECTED.strength(mode="out", weights="weight"))


def test_pagerank_and_its_reverse() -> None:
    equal(centrality.pagerank(GRAPH), DIRECTED.pagerank(damping=0.85, weights="weight"))
    turned = DIRECTED.copy()
    turned.reverse_edges()
    equal(centrality.reverse_pagerank(GRAPH), turned.pagerank(damping=0.85, weights="weight"))


@pytest.mark.filterwarnings("ignore:More than 30% of hub or authority scores are zeros")
def test_hits() -> None:
    hubs, authorities = centrality.hits(GRAPH)
    for ours, theirs in (
        (hubs, DIRECTED.hub_score(weights="weight")),
        (authorities, DIRECTED.authority_score(weights="weight")),
    ):
        equal(ours, [value / sum(theirs) for value in theirs])


def test_cores() -> None:
    equal(centrality.core_numbers(GRAPH), UNDIRECTED.coreness())


@pytest.mark.slow
def test_betweenness_from_all_sources_and_from_half_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = (len(NAMES) - 1) * (len(NAMES) - 2) / 2
    shares = [value / pairs for value in UNDIRECTED.betweenness()]
    equal(centrality.betweenness(GRAPH), shares, tolerance=0.005)
    monkeypatch.setattr(centrality, "BETWEENNESS_PIVOTS", len(NAMES))
    equal(centrality.betweenness(GRAPH), shares)


def test_strongest_paths_and_reach() -> None:
    costs = [-math.log(0.5)] * DIRECTED.ecount()
    for target in NAMES[5:200:39]:
        lengths = DIRECTED.distances(source=0, target=NUMBER[target], weights=costs)[0][0]
        (path,) = influence_paths(GRAPH, NAMES[0], target, limit=1)
        assert path.strength == pytest.approx(math.exp(-lengths))
    steps = DIRECTED.distances(source=0)[0]
    assert {each.actor: each.steps for each in reach(GRAPH, NAMES[0])} == {
        name: step for name, step in zip(NAMES, steps, strict=True) if 0 < step <= 3
    }


def test_modularity_of_the_communities() -> None:
    joined = friendly(GRAPH)
    groups = communities(joined)
    membership = [0] * len(NAMES)
    for group_number, group in enumerate(groups):
        for name in group:
            membership[NUMBER[name]] = group_number
    sums: dict[tuple[str, str], int] = {}
    for one, other, weight in joined.edges(data="weight"):
        pair = min(one, other), max(one, other)
        sums[pair] = sums.get(pair, 0) + weight
    undirected: nx.Graph[str] = nx.Graph()
    undirected.add_weighted_edges_from((*pair, weight) for pair, weight in sums.items())
    made = as_igraph(undirected, directed=False)
    ours = signed_modularity(joined, groups)
    assert ours == pytest.approx(made.modularity(membership, weights="weight"))
    # Louvain's is as good a division as igraph's own.
    assert ours == pytest.approx(made.community_multilevel(weights="weight").modularity, rel=0.05)
