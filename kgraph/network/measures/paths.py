"""How one actor reaches another: shortest and surest paths, who is within reach, and an actor's surroundings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from kgraph.errors import UnknownNameError
from kgraph.network.measures.backends import on

DECAY = 0.5
REACH_STEPS = 3
ORDERS = ("strongest", "shortest")


@dataclass(frozen=True, slots=True)
class Step:
    """From one actor to the next; `relations` are those read, each with its number of claims, `claims` their ids.

    If `backwards`, the next acts upon the one. `confidence` is that of the surest claim.
    """

    source: str
    target: str
    backwards: bool
    relations: tuple[tuple[str, int], ...]
    confidence: float
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InfluencePath:
    """A chain of actors each of whom acts upon the next; `strength` is the product of the steps' confidences."""

    actors: tuple[str, ...]
    steps: tuple[Step, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Reached:
    """An actor within reach, after how many steps, and what is left of an influence that decays with each."""

    actor: str
    label: str
    type: str
    steps: int
    left: float


def influence_paths(
    graph: nx.MultiDiGraph[str],
    source: str,
    target: str,
    *,
    order: str = "strongest",
    limit: int = 3,
    directed: bool = True,
    backend: str | None = None,
) -> list[InfluencePath]:
    """The best paths from one actor to another, given by their IRIs; none if there is none.

    How to read it: the strongest path is the one whose links are most likely to be all read rightly, by the product of
    the confidences of their surest claims; it is found as the shortest one on their negative logarithms (Dijkstra 1959,
    doi:10.1007/BF01386390; the next best: Yen 1971, doi:10.1287/mnsc.17.11.712). The shortest has the fewest steps, and
    of several such the strongest comes first. That A acts upon B and B upon C does not say that A acts upon C through
    B: read the sentences. If not `directed`, steps may run against their direction. Raises UnknownNameError.
    """
    if order not in ORDERS:
        raise UnknownNameError("order", order, list(ORDERS))
    for actor in (source, target):
        _check(graph, actor)
    costs = _costs(graph, order, directed)
    if source == target or not nx.has_path(costs, source, target):
        return []
    found = nx.shortest_simple_paths(costs, source, target, weight="cost", **on(backend))
    return [_path(graph, actors, directed) for actors in islice(found, limit)]


def reach(
    graph: nx.MultiDiGraph[str],
    actor: str,
    *,
    steps: int = REACH_STEPS,
    decay: float = DECAY,
    directed: bool = True,
) -> list[Reached]:
    """Whom an actor reaches in so many steps, the nearest first; what is left after n steps is `decay` to the n.

    How to read it: the sum over all is the actor's decay centrality, which is high for those from whom many are only a
    few steps away (Jackson & Wolinsky 1996, doi:10.1006/jeth.1996.0108). Raises UnknownNameError.
    """
    _check(graph, actor)
    links = _links(graph, directed)
    distances: dict[str, int] = nx.single_source_shortest_path_length(links, actor, cutoff=steps)
    found = [
        Reached(other, graph.nodes[other]["label"], graph.nodes[other]["type"], distance, decay**distance)
        for other, distance in distances.items()
        if distance
    ]
    return sorted(found, key=lambda each: (each.steps, each.label, each.actor))


def ego_network(graph: nx.MultiDiGraph[str], actor: str, radius: int = 1) -> nx.MultiDiGraph[str]:
    """The part of the network within so many steps of an actor, whichever way they run, with all edges among it.

    How to read it: who surrounds an actor, and how they stand to each other (Everett & Borgatti 2005,
    doi:10.1016/j.socnet.2004.11.007). Raises UnknownNameError.
    """
    _check(graph, actor)
    ego: nx.MultiDiGraph[str] = nx.ego_graph(graph, actor, radius=radius, undirected=True)
    return ego


def _check(graph: nx.MultiDiGraph[str], actor: str) -> None:
    if actor not in graph:
        raise UnknownNameError("actor", actor, list(graph))


def _links(graph: nx.MultiDiGraph[str], directed: bool) -> nx.DiGraph[str]:
    """Who is linked to whom, each pair once, in one order."""
    links: nx.DiGraph[str] = nx.DiGraph()
    links.add_nodes_from(sorted(graph))
    for one, other in sorted(graph.edges()):
        if one != other:
            links.add_edge(one, other)
            if not directed:
                links.add_edge(other, one)
    return links


def _costs(graph: nx.MultiDiGraph[str], order: str, directed: bool) -> nx.DiGraph[str]:
    """The links with what a step costs; the least sum is the best path."""
    links = _links(graph, directed)
    for one, other, data in links.edges(data=True):
        data["cost"] = -math.log(max(_step(graph, one, other, directed).confidence, 1e-9))
    if order == "shortest":
        # All costs together are less than one more step.
        scale = 1 + sum(data["cost"] for _, _, data in links.edges(data=True))
        for _, _, data in links.edges(data=True):
            data["cost"] = 1 + data["cost"] / scale
    return links


def _path(graph: nx.MultiDiGraph[str], actors: list[str], directed: bool) -> InfluencePath:
    steps = tuple(_step(graph, one, other, directed) for one, other in pairwise(actors))
    return InfluencePath(tuple(actors), steps, math.prod(step.confidence for step in steps))


def _step(graph: nx.MultiDiGraph[str], one: str, other: str, directed: bool) -> Step:
    """What is read from one to the other; if that may run backwards too, the way that is the surer."""
    forwards = _edges(graph, one, other, backwards=False)
    backwards = None if directed else _edges(graph, other, one, backwards=True)
    steps = [step for step in (forwards, backwards) if step is not None]
    return max(steps, key=lambda step: (step.confidence, not step.backwards))


def _edges(graph: nx.MultiDiGraph[str], subject: str, object_: str, backwards: bool) -> Step | None:
    edges = graph.get_edge_data(subject, object_)
    if not edges:
        return None
    ends = (object_, subject) if backwards else (subject, object_)
    weights: dict[str, int] = {str(name): data["weight"] for name, data in edges.items()}
    relations = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return Step(
        *ends,
        backwards=backwards,
        relations=tuple(relations),
        confidence=max(data["confidence"] for data in edges.values()),
        claims=tuple(claim for name, _ in relations for claim in edges[name]["claims"]),
    )
