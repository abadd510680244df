"""Claims as a network of actors, and its measures."""

from kgraph.network.build import collapse, network
from kgraph.network.measures import (
    ActorMeasures,
    Balance,
    Pair,
    Triad,
    balance,
    centrality,
    communities,
    signs,
    top_pairs,
)

__all__ = [
    "ActorMeasures",
    "Balance",
    "Pair",
    "Triad",
    "balance",
    "centrality",
    "collapse",
    "communities",
    "network",
    "signs",
    "top_pairs",
]
