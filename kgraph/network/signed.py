"""Who is friend and who enemy: the sign of a relation, and networks whose edges have one."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

SIGN_OF_BRANCH = {"coop": 1, "conf": -1}
SIGN_OF_RELATION = {"alignedWith": 1, "rivalOf": -1}
"""The standing ties that speak of friendship or enmity; the others have no sign."""


def sign_of(relation: str, branch: str | None) -> int:
    """1 for what friends do, -1 for what enemies do, 0 for what says nothing of either."""
    return SIGN_OF_RELATION.get(relation, SIGN_OF_BRANCH.get(branch or "", 0))


def signed_edges(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, str, int, int]]:
    """Subject, object, relation, weight and sign of every edge, in one order."""
    for subject, object_, relation in sorted(graph.edges(keys=True)):
        data = graph.edges[subject, object_, relation]
        yield subject, object_, relation, data["weight"], sign_of(relation, data["branch"])


def signed_network(graph: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    """Who is how friendly or hostile to whom: one edge for each ordered pair with at least one signed claim.

    `positive` and `negative` count the claims of cooperation and alignment, and those of conflict and rivalry; `weight`
    is the first less the second. All actors stay. The network must have been built with an ontology, which knows the
    branches.
    """
    signed: nx.DiGraph[str] = nx.DiGraph()
    signed.add_nodes_from((node, dict(data)) for node, data in graph.nodes(data=True))
    for subject, object_, _, weight, sign in signed_edges(graph):
        if sign and subject != object_:
            if not signed.has_edge(subject, object_):
                signed.add_edge(subject, object_, weight=0, positive=0, negative=0)
            edge = signed.edges[subject, object_]
            edge["positive" if sign > 0 else "negative"] += weight
            edge["weight"] += sign * weight
    return signed


def signs(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Who is friend (`sign` 1) and who enemy (-1), by the greater number of claims; no edge where both are equal.

    Cooperation and alignedWith count as friendly, conflict and rivalOf as hostile; other standing ties do not count.
    `weight` is by how many claims the one outweighs the other.
    """
    net: dict[tuple[str, str], int] = {}
    for subject, object_, data in signed_network(graph).edges(data=True):
        pair = min(subject, object_), max(subject, object_)
        net[pair] = net.get(pair, 0) + data["weight"]
    signed: nx.Graph[str] = nx.Graph()
    for (one, other), sum_ in sorted(net.items()):
        if sum_:
            signed.add_edge(one, other, sign=1 if sum_ > 0 else -1, weight=abs(sum_))
    return signed


def friendly(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The network without what enemies do: cooperation and standing ties, but for rivalry. All actors stay."""
    kept: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kept.add_nodes_from((node, dict(data)) for node, data in graph.nodes(data=True))
    for subject, object_, relation, _, sign in signed_edges(graph):
        if sign >= 0:
            kept.add_edge(subject, object_, relation, **graph.edges[subject, object_, relation])
    return kept
