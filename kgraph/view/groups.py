"""Who stands together: the communities and the camps that the page can show as colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import networkx as nx

from kgraph.network import communities, frustration
from kgraph.view.styles import GROUP_COLORS

MOST = len(GROUP_COLORS)
"""So many groups have a colour of their own; more could not be told apart."""
FEWEST = 3
"""Members of a community that is worth a colour."""
SIDES = 150
"""So many of the strongest actors take sides: the time it takes to find the camps grows with their edges."""


def group_columns(graph: nx.MultiDiGraph[str], ranking: Sequence[str]) -> dict[str, list[int]]:
    """For each kind of group and each actor of the ranking the number of its group, -1 for those in none with a colour.

    Communities are numbered by size; the camps are the two sides of the largest part of the network of the
    strongest actors, if enmity divides it.
    """
    found = [group for group in communities(graph) if len(group) >= FEWEST]
    split = frustration(graph.subgraph(ranking[:SIDES])).camps[:1]
    camps = [camp for camps in split if camps.other for camp in (camps.one, camps.other)]
    return {"community": _column(found[:MOST], ranking), "camp": _column(camps, ranking)}


def _column(groups: Iterable[Iterable[str]], ranking: Sequence[str]) -> list[int]:
    """The number of each actor's group, or -1."""
    group_of = {actor: number for number, group in enumerate(groups) for actor in group}
    return [group_of.get(actor, -1) for actor in ranking]
