"""Exchange: graphs in the formats of others, claims and graphs from others, and what two graphs do not share."""

from kgraph.exchange.diff import ActorChange, Difference, EdgeChange, Side, diff_graphs
from kgraph.exchange.edges import Edge, Edges, edges_of
from kgraph.exchange.export import FORMATS, export_graph
from kgraph.exchange.importing import import_files

__all__ = [
    "FORMATS",
    "ActorChange",
    "Difference",
    "Edge",
    "EdgeChange",
    "Edges",
    "Side",
    "diff_graphs",
    "edges_of",
    "export_graph",
    "import_files",
]
