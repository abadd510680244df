"""Who stands together: the communities and the camps that the page can show as colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import networkx as nx

from kgraph.network import communities
from kgraph.view.styles import GROUP_COLORS

MOST = len(GROUP_COLORS)
"""So many groups have a colour of their own; more could not be told apart."""
FEWEST = 3
"""Members of a group that is worth a colour."""


def community_column(graph: nx.MultiDiGraph[str], ranking: Sequence[str]) -> list[int]:
    """The communities, as `_column` gives them."""
    return _column(communities(graph), ranking)


def _column(groups: Iterable[Iterable[str]], ranking: Sequence[str]) -> list[int]:
    """For each actor of the ranking the number of its group, the largest first; -1 for those in none with a colour."""
    rank = {node: number for number, node in enumerate(ranking)}
    large = [sorted(rank[node] for node in group) for group in groups]
    large = sorted((group for group in large if len(group) >= FEWEST), key=lambda group: (-len(group), group))[:MOST]
    of_actor = [-1] * len(ranking)
    for number, group in enumerate(large):
        for actor in group:
            of_actor[actor] = number
    return of_actor
