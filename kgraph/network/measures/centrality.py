"""How much an actor does, how much is done to it, and how central it is by that.

Networks are weighted by their numbers of claims. What the measures say is about the texts: who is much written about is
central in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np

from kgraph.network.build import collapse
from kgraph.network.measures.backends import on

DAMPING = 0.85
BETWEENNESS_PIVOTS = 1000
HITS_ITERATIONS = 5000
PAGERANK_ITERATIONS = 500
TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of actors: how it is called, how its value is read, and where it is defined."""

    label: str
    reading: str
    source: str


MEASURES: Mapping[str, Measure] = {
    "claims": Measure("claims", "claims in which the actor does something or something is done to it", ""),
    "degree": Measure(
        "partners", "other actors that it has a claim with", "Freeman 1978, doi:10.1016/0378-8733(78)90021-7"
    ),
    "weighted_out": Measure(
        "as subject", "claims in which it does something", "Barrat et al. 2004, doi:10.1073/pnas.0400087101"
    ),
    "weighted_in": Measure(
        "as object", "claims in which something is done to it", "Barrat et al. 2004, doi:10.1073/pnas.0400087101"
    ),
    "coop_out": Measure("cooperation out", "claims in which it cooperates with others", ""),
    "coop_in": Measure("cooperation in", "claims in which others cooperate with it", ""),
    "conf_out": Measure("conflict out", "claims in which it opposes, threatens or attacks others", ""),
    "conf_in": Measure("conflict in", "claims in which others oppose, threaten or attack it", ""),
    "tie_out": Measure("ties out", "claims of its standing ties, such as leading or belonging to", ""),
    "tie_in": Measure("ties in", "claims of the standing ties of others to it", ""),
    "pagerank": Measure(
        "PageRank",
        "how often one arrives at it who follows what actors do; high for those whom the active act upon",
        "Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X",
    ),
    "reverse_pagerank": Measure(
        "reverse PageRank",
        "the same, following everything backwards; high for those who act upon the acted-upon: sources of influence",
        "Gyöngyi, Garcia-Molina & Pedersen 2004, doi:10.1016/B978-012088469-8.50052-8",
    ),
    "betweenness": Measure(
        "betweenness",
        "share of the shortest paths between others that lead through it; high for those who connect parts",
        "Freeman 1977, doi:10.2307/3033543",
    ),
    "hub": Measure(
        "hub", "acts much upon those whom many act upon, as a share of all", "Kleinberg 1999, doi:10.1145/324133.324140"
    ),
    "authority": Measure(
        "authority",
        "is acted upon much by those who act upon many, as a share of all",
        "Kleinberg 1999, doi:10.1145/324133.324140",
    ),
    "core": Measure(
        "core",
        "the greatest k so that it belongs to actors who each have k partners among themselves",
        "Seidman 1983, doi:10.1016/0378-8733(83)90028-X",
    ),
}
"""The measures by the name of their field in `ActorMeasures`."""


@dataclass(frozen=True, slots=True)
class ActorMeasures:
    """How central an actor is; `MEASURES` has each field's meaning. The weights count claims."""

    actor: str
    label: str
    type: str
    claims: int
    degree: int
    weighted_in: int
    weighted_out: int
    coop_in: int
    coop_out: int
    conf_in: int
    conf_out: int
    tie_in: int
    tie_out: int
    pagerank: float
    reverse_pagerank: float
    betweenness: float
    hub: float
    authority: float
    core: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Who does how much to whom; `relations` are the names with their number of claims, the most frequent first."""

    subject: str
    subject_label: str
    object: str
    object_label: str
    weight: int
    relations: tuple[tuple[str, int], ...]


def centrality(graph: nx.MultiDiGraph[str], *, backend: str | None = None) -> list[ActorMeasures]:
    """All measures of every actor, by number of claims, then PageRank, then label.

    The functions of this module define each; the backend is one of networkx's, for those that it computes.
    """
    if not graph:
        return []
    ranks, reverse = pagerank(graph, backend=backend), reverse_pagerank(graph, backend=backend)
    between, cores = betweenness(graph, backend=backend), core_numbers(graph, backend=backend)
    hubs, authorities = hits(graph)
    inward, outward = strength(graph, "in"), strength(graph, "out")
    partners = _undirected(graph)
    loops = dict.fromkeys(graph, 0)
    for node, _, data in nx.selfloop_edges(graph, data=True):
        loops[node] += data["weight"]
    by_branch = {
        f"{branch}_{way}": strength(graph, way, branch) for branch in ("coop", "conf", "tie") for way in ("in", "out")
    }
    rows = [
        ActorMeasures(
            actor=node,
            label=data["label"],
            type=data["type"],
            claims=inward[node] + outward[node] - loops[node],
            degree=len(partners[node]),
            weighted_in=inward[node],
            weighted_out=outward[node],
            pagerank=ranks[node],
            reverse_pagerank=reverse[node],
            betweenness=between[node],
            hub=hubs[node],
            authority=authorities[node],
            core=cores[node],
            **{name: values[node] for name, values in by_branch.items()},
        )
        for node, data in graph.nodes(data=True)
    ]
    return ranked(rows)


def ranked(rows: Iterable[ActorMeasures], by: str = "claims") -> list[ActorMeasures]:
    """The actors by one of `MEASURES`, the highest first, then by number of claims, PageRank and label."""

    def key(row: ActorMeasures) -> tuple[float, int, float, str, str]:
        # Some measures are outcomes of an iteration: their last digits must not decide the order.
        return -round(getattr(row, by), 9), -row.claims, -round(row.pagerank, 9), row.label, row.actor

    return sorted(rows, key=key)


def strength(graph: nx.MultiDiGraph[str], way: str, branch: str | None = None) -> dict[str, int]:
    """How many claims lead to each actor (`way` "in") or from it ("out"), of one branch or of all.

    How to read it: what is done to an actor, and what it does, in the texts (node strength: Barrat et al. 2004,
    doi:10.1073/pnas.0400087101).
    """
    sums = dict.fromkeys(graph, 0)
    for subject, object_, data in graph.edges(data=True):
        if branch is None or data["branch"] == branch:
            sums[object_ if way == "in" else subject] += data["weight"]
    return sums


def pagerank(graph: nx.MultiDiGraph[str], *, backend: str | None = None) -> dict[str, float]:
    """Each actor's PageRank, weighted, damping 0.85; they add up to 1.

    How to read it: who is high is acted upon by many, or by those who are themselves acted upon much
    (Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X).
    """
    return _pagerank(collapse(graph), backend)


def reverse_pagerank(graph: nx.MultiDiGraph[str], *, backend: str | None = None) -> dict[str, float]:
    """Each actor's PageRank with all edges turned round; they add up to 1.

    How to read it: who is high acts upon many, or upon those who act upon many: a source of influence rather than its
    target (Gyöngyi, Garcia-Molina & Pedersen 2004, doi:10.1016/B978-012088469-8.50052-8, "inverse PageRank").
    """
    return _pagerank(collapse(graph).reverse(), backend)


def betweenness(graph: nx.MultiDiGraph[str], *, backend: str | None = None) -> dict[str, float]:
    """For each actor the share of the shortest paths between others that lead through it, between 0 and 1.

    How to read it: who is high connects parts of the network that know little of each other. Undirected and unweighted,
    since weights are strengths and not distances (Freeman 1977, doi:10.2307/3033543; Brandes 2001,
    doi:10.1080/0022250X.2001.9990249). In networks of more than 1,000 actors it is estimated from as many sources
    (Brandes & Pich 2007, doi:10.1142/S0218127407018403).
    """
    pivots = BETWEENNESS_PIVOTS if len(graph) > BETWEENNESS_PIVOTS else None
    shares: dict[str, float] = nx.betweenness_centrality(_undirected(graph), k=pivots, seed=0, **on(backend))
    return shares


def hits(graph: nx.MultiDiGraph[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Each actor's values as hub and as authority; both add up to 1, or are all 0 without any edge.

    How to read it: good hubs act much upon good authorities, who are acted upon much by good hubs. High hubs are
    those who have a hand in what matters, high authorities those whom it is about. In a network that falls apart,
    only its strongest parts have values (Kleinberg 1999, doi:10.1145/324133.324140).
    """
    simple = collapse(graph)
    if not simple.edges:
        return dict.fromkeys(graph, 0.0), dict.fromkeys(graph, 0.0)
    # Not networkx's, whose values may be negative or undefined where several parts are equally strong.
    matrix = nx.to_scipy_sparse_array(simple, weight="weight").astype(float)
    authorities = np.full(len(simple), 1 / len(simple))
    for _ in range(HITS_ITERATIONS):
        earlier, authorities = authorities, matrix.T @ (matrix @ authorities)
        authorities /= authorities.sum()
        if np.abs(authorities - earlier).sum() < TOLERANCE:
            break
    hubs = matrix @ authorities
    return _by_actor(simple, hubs / hubs.sum()), _by_actor(simple, authorities)


def core_numbers(graph: nx.MultiDiGraph[str], *, backend: str | None = None) -> dict[str, int]:
    """For each actor the greatest k of a k-core that it belongs to.

    How to read it: the actors of the highest core are all entangled with each other; a low number stands at the fringe
    (Seidman 1983, doi:10.1016/0378-8733(83)90028-X).
    """
    cores: dict[str, int] = nx.core_number(_undirected(graph), **on(backend))
    return cores


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


def _undirected(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Who has a claim with whom else."""
    undirected: nx.Graph[str] = nx.Graph()
    undirected.add_nodes_from(graph)
    undirected.add_edges_from((one, other) for one, other in graph.edges() if one != other)
    return undirected


def _pagerank(simple: nx.DiGraph[str], backend: str | None) -> dict[str, float]:
    ranks: dict[str, float] = nx.pagerank(
        simple, alpha=DAMPING, max_iter=PAGERANK_ITERATIONS, tol=TOLERANCE, weight="weight", **on(backend)
    )
    return ranks


def _by_actor(graph: nx.DiGraph[str], values: Iterable[float]) -> dict[str, float]:
    return dict(zip(graph, map(float, values), strict=True))
