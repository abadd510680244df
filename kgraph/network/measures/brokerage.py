"""Brokerage: who stands between two actors that have no direct link, and between which groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from kgraph.errors import UnknownNameError
from kgraph.network.measures.communities import communities
from kgraph.network.signed import friendly

GROUPINGS = ("state", "type", "community")
ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


@dataclass(frozen=True, slots=True)
class Brokerage:
    """How often an actor brokers in each of the five roles."""

    actor: str
    label: str
    coordinator: int
    itinerant: int
    gatekeeper: int
    representative: int
    liaison: int

    @property
    def total(self) -> int:
        """How often it brokers at all."""
        return sum(getattr(self, role) for role in ROLES)


def brokerage(graph: nx.MultiDiGraph[str], groups: Mapping[str, str]) -> list[Brokerage]:
    """The roles of every actor that brokers, those who do so most first; an actor without a group is one of its own.

    An actor brokers where one acts upon it, it acts upon another, and the first does not act upon the other. Conflict
    and rivalry are left out: who is attacked by one and attacks another mediates nothing. How to read the roles, by the
    groups of the three (Gould & Fernandez 1989, doi:10.2307/270949):

    - coordinator: all three are of one group
    - itinerant: both others are of one group, to which it does not belong
    - gatekeeper: it lets what comes from outside into its own group
    - representative: it carries what comes from its own group outside
    - liaison: all three are of different groups
    """
    links: nx.DiGraph[str] = nx.DiGraph(friendly(graph).edges())
    links.remove_edges_from(list(nx.selfloop_edges(links)))
    found = []
    for actor in sorted(links):
        counts = Counter(
            _role(*(groups.get(each, each) for each in (source, actor, target)))
            for source in links.pred[actor]
            for target in links.succ[actor]
            if source != target and not links.has_edge(source, target)
        )
        if counts:
            found.append(Brokerage(actor, graph.nodes[actor]["label"], *(counts[role] for role in ROLES)))
    return sorted(found, key=lambda each: (-each.total, each.label, each.actor))


def groups_by(graph: nx.MultiDiGraph[str], grouping: str) -> dict[str, str]:
    """The group of each actor that has one: the state that it is or belongs to, its class, or its community.

    A community is called by its actor of most claims. Raises UnknownNameError for another grouping.
    """
    if grouping not in GROUPINGS:
        raise UnknownNameError("grouping", grouping, list(GROUPINGS))
    if grouping == "community":
        claims = dict(graph.degree(weight="weight"))
        return {
            actor: max(group, key=lambda each: (claims[each], each))
            for group in communities(graph, method="signed")
            for actor in group
        }
    return {actor: data[grouping] for actor, data in graph.nodes(data=True) if data[grouping]}


def _role(source: str, broker: str, target: str) -> str:
    """The role by the groups of who acts upon the broker, the broker, and whom it acts upon."""
    if source == target:
        return "coordinator" if broker == source else "itinerant"
    if broker == target:
        return "gatekeeper"
    return "representative" if broker == source else "liaison"
