"""Networks made by hand and by chance, for the measures."""

from __future__ import annotations

import random

import networkx as nx

BRANCH = {"backs": "coop", "meets": "coop", "attacks": "conf", "leads": "tie", "alignedWith": "tie", "rivalOf": "tie"}


def graph_of(*edges: tuple[str, str, str, int]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for subject, relation, object_, weight in edges:
        for node in (subject, object_):
            graph.add_node(node, label=node.upper(), type="State", state=None)
        claims = [f"{subject}{relation}{object_}{number}" for number in range(weight)]
        graph.add_edge(
            subject, object_, relation, weight=weight, branch=BRANCH[relation], confidence=0.5, claims=claims
        )
    return graph


def random_graph(actors: int, edges: int, seed: int = 1) -> nx.MultiDiGraph[str]:
    """A network by chance, a few of whose actors take part in most edges."""
    chance = random.Random(seed)
    names = [f"n{number:05}" for number in range(actors)]
    weights = [1 / (number + 1) ** 0.5 for number in range(actors)]
    found: dict[tuple[str, str, str], int] = {}
    while len(found) < edges:
        subject, object_ = chance.choices(names, weights, k=2)
        if subject != object_:
            found[subject, chance.choice(list(BRANCH)), object_] = chance.randint(1, 5)
    graph = graph_of(*((*edge, weight) for edge, weight in found.items()))
    for name in names:
        graph.add_node(name, label=name.upper(), type="State", state=None)
    return graph
