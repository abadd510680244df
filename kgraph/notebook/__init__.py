"""What one works with in a notebook: a graph that answers in DataFrames, its networks, and pictures of them."""

from kgraph.notebook.graph import Graph
from kgraph.notebook.network import ActorNetwork
from kgraph.notebook.reading import evaluate, open_for_notebook, read
from kgraph.notebook.shown import Page, Picture

__all__ = ["ActorNetwork", "Graph", "Page", "Picture", "evaluate", "open_for_notebook", "read"]
