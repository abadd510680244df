"""Networks as GraphML and GEXF, which Gephi, yEd, Cytoscape and networkx read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping

import networkx as nx

Value = str | int | float
Node = Mapping[str, Value]
"""An actor's attributes, among them `id`."""
Link = Mapping[str, Value]
"""An edge's attributes, among them `id`, and `source` and `target`, which are ids of nodes."""

# What XML 1.0 cannot hold, not even escaped; a carriage return would come back as a line feed.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DATE = re.compile(r' lastmodifieddate="[^"]*"')


def graphml(nodes: Iterable[Node], links: Iterable[Link]) -> str:
    """The network as GraphML; the same network gives the same text. Control characters become U+FFFD."""
    output = io.BytesIO()
    # Not `write_graphml`, which writes in another way where lxml is installed.
    nx.write_graphml_xml(_graph(nodes, links), output, edge_id_from_attribute="id")
    return output.getvalue().decode()


def gexf(nodes: Iterable[Node], links: Iterable[Link]) -> str:
    """The network as GEXF 1.2; the same network gives the same text. Control characters become U+FFFD."""
    output = io.BytesIO()
    nx.write_gexf(_graph(nodes, links), output)
    # The first of these stands in the head; no other can, since quotes are escaped in what comes from the texts.
    return _DATE.sub("", output.getvalue().decode(), count=1)


def _graph(nodes: Iterable[Node], links: Iterable[Link]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(str(node["id"]), **_attributes(node, "id"))
    for link in links:
        source, target = str(link["source"]), str(link["target"])
        graph.add_edge(source, target, str(link["id"]), **_attributes(link, "source", "target"))
    return graph


def _attributes(values: Mapping[str, Value], *but: str) -> dict[str, Value]:
    """The values that are known, in characters that XML can hold."""
    return {
        name: _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value
        for name, value in values.items()
        if name not in but and value != ""
    }
