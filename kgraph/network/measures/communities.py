"""Communities: which actors stand together, by what joins them, or by what joins and what parts them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from kgraph.errors import MissingPackageError, UnknownNameError
from kgraph.network.measures.backends import on
from kgraph.network.signed import signed_edges

METHODS = ("louvain", "signed", "leiden")
STARTS = 10
FEW = 1000
"""In how many orders the signed method visits the actors if they are few; the best outcome counts. Of more, one."""
_LEAST_GAIN = 1e-12


def communities(
    graph: nx.MultiDiGraph[str],
    seed: int = 0,
    *,
    method: str = "louvain",
    resolution: float = 1,
    backend: str | None = None,
) -> list[list[str]]:
    """Groups of actors that stand together, the largest first, every actor in one.

    How to read it: within a group there is more cooperation, and there are more ties, than the actors' activity lets
    expect. Two runs on nearly equal networks may draw borders elsewhere; a higher resolution gives smaller groups.

    - louvain: joined by cooperation and ties; conflict joins nobody (Blondel et al. 2008,
      doi:10.1088/1742-5468/2008/10/P10008)
    - signed: conflict also parts, see `signed_modularity` (Gómez, Jensen & Arenas 2009, doi:10.1103/PhysRevE.80.016114)
    - leiden: like louvain, but every group hangs together (Traag, Waltman & van Eck 2019,
      doi:10.1038/s41598-019-41695-z); needs the extra "leiden", whose packages are under the GPL

    The backend is one of networkx's, for louvain. Raises UnknownNameError for another method, and MissingPackageError.
    """
    if method not in METHODS:
        raise UnknownNameError("method", method, list(METHODS))
    if not graph:
        return []
    if method == "signed":
        groups: Iterable[Iterable[str]] = _signed_communities(_Joined.of(graph), seed, resolution)
    elif method == "leiden":
        groups = _leiden(_friendly(graph), seed, resolution)
    else:
        groups = nx.community.louvain_communities(
            _friendly(graph), weight="weight", seed=seed, resolution=resolution, **on(backend)
        )
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def signed_modularity(
    graph: nx.MultiDiGraph[str], groups: Iterable[Iterable[str]], resolution: float = 1
) -> float | None:
    """How well groups explain who joins and who parts, at most 1; None without any edge.

    How to read it: 0 is what chance gives, 0.3 and more a marked division. What joins counts for a pair within a group
    beyond what their activity lets expect, what parts counts against it, each weighed by its share of all claims
    (Gómez, Jensen & Arenas 2009, doi:10.1103/PhysRevE.80.016114).
    """
    joined = _Joined.of(graph)
    group_of = {actor: number for number, group in enumerate(groups) for actor in group}
    return joined.modularity(group_of, resolution) if joined.total else None


def _friendly(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Who is joined by cooperation and ties, with the number of claims."""
    friendly: nx.Graph[str] = nx.Graph()
    friendly.add_nodes_from(sorted(graph))
    for subject, object_, _, weight, sign in signed_edges(graph):
        if sign >= 0:
            earlier = friendly.get_edge_data(subject, object_, {"weight": 0})["weight"]
            friendly.add_edge(subject, object_, weight=earlier + weight)
    return friendly


def _leiden(friendly: nx.Graph[str], seed: int, resolution: float) -> Iterable[Iterable[str]]:
    try:
        import igraph
        import leidenalg
    except ImportError as error:
        raise MissingPackageError(
            "the method leiden needs packages that are not installed: pip install 'kgraph[leiden]'"
        ) from error
    names = list(friendly)
    number = {name: index for index, name in enumerate(names)}
    pairs = [(number[one], number[other]) for one, other in friendly.edges]
    weights = [data["weight"] for _, _, data in friendly.edges(data=True)]
    partition: Any = leidenalg.find_partition(
        igraph.Graph(n=len(names), edges=pairs),
        leidenalg.RBConfigurationVertexPartition,
        weights=weights,
        seed=seed,
        resolution_parameter=resolution,
    )
    return [[names[index] for index in group] for group in partition]


Links = dict[Hashable, dict[Hashable, float]]


@dataclass(slots=True)
class _Joined:
    """Nodes, what joins less what parts each two of them, and each one's summed weights of both kinds.

    What actors do to themselves is left out; a node that stands for a group has a link to itself.
    """

    links: Links = field(default_factory=dict)
    positive: dict[Hashable, float] = field(default_factory=dict)
    negative: dict[Hashable, float] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: nx.MultiDiGraph[str]) -> _Joined:
        joined = cls()
        for actor in sorted(graph):
            joined.links[actor], joined.positive[actor], joined.negative[actor] = {}, 0.0, 0.0
        for subject, object_, _, weight, sign in signed_edges(graph):
            if subject == object_:
                continue
            sums, net = (joined.positive, weight) if sign >= 0 else (joined.negative, -weight)
            for one, other in ((subject, object_), (object_, subject)):
                sums[one] += weight
                joined.links[one][other] = joined.links[one].get(other, 0.0) + net
        return joined

    @property
    def total(self) -> float:
        """Twice the weight of all edges."""
        return sum(self.positive.values()) + sum(self.negative.values())

    def modularity(self, group_of: Mapping[Any, Hashable], resolution: float) -> float:
        within = sum(
            net for one, row in self.links.items() for other, net in row.items() if group_of[one] == group_of[other]
        )
        expected = 0.0
        for sums, sign in ((self.positive, 1), (self.negative, -1)):
            groups, total = _summed(sums, group_of), sum(sums.values())
            expected += sign * sum(sum_**2 for sum_ in groups.values()) / total if total else 0
        return (within - resolution * expected) / self.total

    def merged(self, group_of: Mapping[Hashable, Hashable]) -> _Joined:
        """The network of the groups."""
        merged = _Joined()
        for node in self.links:
            group = group_of[node]
            row = merged.links.setdefault(group, {})
            for sums, of_node in ((merged.positive, self.positive), (merged.negative, self.negative)):
                sums[group] = sums.get(group, 0.0) + of_node[node]
            for other, net in self.links[node].items():
                row[group_of[other]] = row.get(group_of[other], 0.0) + net
        return merged


def _signed_communities(joined: _Joined, seed: int, resolution: float) -> list[list[str]]:
    """The groups of the greatest signed modularity that moving actors, then whole groups, leads to from some orders.

    Actors move only to those they are linked with: having the same enemies alone makes no group.
    """
    if not joined.total:
        return [[str(actor)] for actor in joined.links]
    chance = random.Random(seed)
    actors = list(joined.links)
    further = STARTS - 1 if len(actors) <= FEW else 0
    orders = [actors, *(chance.sample(actors, len(actors)) for _ in range(further))]
    found = [_climb(joined, order, resolution) for order in orders]
    best = max(found, key=lambda group_of: round(joined.modularity(group_of, resolution), 9))
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for actor, group in best.items():
        groups[group].append(str(actor))
    return list(groups.values())


def _climb(joined: _Joined, order: list[Hashable], resolution: float) -> dict[Hashable, Hashable]:
    """The groups that moving single actors, then whole groups, leads to, until neither helps."""
    group_of: dict[Hashable, Hashable] = {actor: actor for actor in order}
    while True:
        moved = _move(joined, order, group_of, resolution)
        groups = list(dict.fromkeys(moved[actor] for actor in order))
        merged = _move(joined.merged(moved), groups, {group: group for group in groups}, resolution)
        after = {actor: merged[moved[actor]] for actor in order}
        if len(set(merged.values())) == len(groups):
            return after
        group_of = after


def _move(
    joined: _Joined, nodes: list[Hashable], start: Mapping[Hashable, Hashable], resolution: float
) -> dict[Hashable, Hashable]:
    """The group of each node after all have moved to where they fit best, again and again until none moves."""
    group_of = dict(start)
    sums = [
        (sign * resolution / total, weights, _summed(weights, group_of))
        for sign, weights in ((1, joined.positive), (-1, joined.negative))
        if (total := sum(weights.values()))
    ]
    moving = True
    while moving:
        moving = False
        for node in nodes:
            home = group_of[node]
            for _, weights, groups in sums:
                groups[home] -= weights[node]
            ties: dict[Hashable, float] = {home: 0.0, ("alone", node): 0.0}
            for other, net in joined.links[node].items():
                if other != node:
                    ties[group_of[other]] = ties.get(group_of[other], 0.0) + net
            gains = {
                group: net - sum(factor * weights[node] * groups[group] for factor, weights, groups in sums)
                for group, net in ties.items()
            }
            best = max(gains, key=lambda group: (gains[group], group == home))
            if gains[best] > gains[home] + _LEAST_GAIN:
                group_of[node], moving = best, True
            for _, weights, groups in sums:
                groups[group_of[node]] += weights[node]
    return group_of


def _summed(weights: Mapping[Hashable, float], group_of: Mapping[Hashable, Hashable]) -> defaultdict[Hashable, float]:
    """The weight of each group."""
    sums: defaultdict[Hashable, float] = defaultdict(float)
    for node, weight in weights.items():
        sums[group_of[node]] += weight
    return sums
