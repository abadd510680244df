"""Claims as a network of actors, and its measures."""

from kgraph.network.build import collapse, network
from kgraph.network.measures.balance import Balance, Camps, Frustration, Triad, balance, frustration
from kgraph.network.measures.centrality import MEASURES, ActorMeasures, Measure, Pair, centrality, ranked, top_pairs
from kgraph.network.measures.communities import communities, signed_modularity
from kgraph.network.signed import signed_network, signs

__all__ = [
    "MEASURES",
    "ActorMeasures",
    "Balance",
    "Camps",
    "Frustration",
    "Measure",
    "Pair",
    "Triad",
    "balance",
    "centrality",
    "collapse",
    "communities",
    "frustration",
    "network",
    "ranked",
    "signed_modularity",
    "signed_network",
    "signs",
    "top_pairs",
]
