"""Actors and edges as a Cypher script. All but its first line, which only Neo4j knows, is plain openCypher."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from kgraph.exchange.edges import Edges, Value
from kgraph.exchange.tables import name_of

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_LINE_ENDS = "\u2028\u2029"
_AT_ENDS = ("source", "source_label", "target", "target_label", "id")


def statements(edges: Edges) -> Iterator[str]:
    """The statements of the script, each on one line and with its semicolon; running them again changes nothing.

    Actors and edges are merged by id, so that a script lays its graph over what the store holds of it already.
    """
    yield "CREATE CONSTRAINT kgraph_actor_id IF NOT EXISTS FOR (actor:Actor) REQUIRE actor.id IS UNIQUE;"
    for node in edges.node_rows():
        values = {name: value for name, value in node.items() if name != "id"}
        label = name_of(node["type"])
        yield f"MERGE (a:Actor {{id: {literal(node['id'])}}}) SET {_settings('a', values)}, a:`{label}`;"
    for edge in edges.edge_rows():
        values = {name: value for name, value in edge.items() if name not in _AT_ENDS}
        yield (
            f"MATCH (a:Actor {{id: {literal(edge['source'])}}}), (b:Actor {{id: {literal(edge['target'])}}}) "
            f"MERGE (a)-[r:`{name_of(edge['relation'])}` {{id: {literal(edge['id'])}}}]->(b) "
            f"SET {_settings('r', values)};"
        )


def literal(value: Value) -> str:
    """A number or a quoted text in Cypher.

    Older versions of Neo4j resolve `\\uXXXX` everywhere before they read the statement, some of them even behind a
    backslash that is itself escaped. So a text that spells such an escape has its "u" escaped too, which every version
    reads as the same text.
    """
    if not isinstance(value, str):
        return repr(value)
    escaped = "".join(_ESCAPES.get(character) or _escaped(character) for character in value)
    return "'" + re.sub(r"\\\\u", r"\\\\\\u0075", escaped) + "'"


def _escaped(character: str) -> str:
    """The character, or its escape if it is one that steers rather than stands for something."""
    steers = unicodedata.category(character) == "Cc" or character in _LINE_ENDS
    return f"\\u{ord(character):04X}" if steers else character


def _settings(variable: str, values: Mapping[str, Value]) -> str:
    """Assignments of the values; what is not known is taken away."""
    return ", ".join(
        f"{variable}.{name} = {literal(value) if value != '' else 'null'}" for name, value in values.items()
    )
