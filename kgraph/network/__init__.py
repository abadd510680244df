"""Claims as a network of actors, and its measures."""

from kgraph.network.build import Network, collapse, network
from kgraph.network.measures.balance import Balance, Camps, Frustration, Triad, balance, frustration
from kgraph.network.measures.brokerage import Brokerage, brokerage, groups_by
from kgraph.network.measures.centrality import MEASURES, ActorMeasures, Measure, Pair, centrality, ranked, top_pairs
from kgraph.network.measures.change import Change, PairChange, ShareChange, change
from kgraph.network.measures.communities import communities, signed_modularity
from kgraph.network.measures.paths import InfluencePath, Reached, Step, ego_network, influence_paths, reach
from kgraph.network.signed import signed_network, signs

__all__ = [
    "MEASURES",
    "ActorMeasures",
    "Balance",
    "Brokerage",
    "Camps",
    "Change",
    "Frustration",
    "InfluencePath",
    "Measure",
    "Network",
    "Pair",
    "PairChange",
    "Reached",
    "ShareChange",
    "Step",
    "Triad",
    "balance",
    "brokerage",
    "centrality",
    "change",
    "collapse",
    "communities",
    "ego_network",
    "frustration",
    "groups_by",
    "influence_paths",
    "network",
    "ranked",
    "reach",
    "signed_modularity",
    "signed_network",
    "signs",
    "top_pairs",
]
