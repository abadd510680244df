"""Static pictures for papers, by matplotlib (the extra "plot"): the network, and the course of time."""

from kgraph.picture.figure import FORMATS
from kgraph.picture.network import network_picture
from kgraph.picture.timeline import timeline_picture

__all__ = ["FORMATS", "network_picture", "timeline_picture"]
