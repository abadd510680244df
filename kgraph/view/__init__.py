"""The network as one self-contained web page."""

from kgraph.view.page import render_page

__all__ = ["render_page"]
