"""Actors and edges as tables: plain CSV, and the CSV that `neo4j-admin database import` takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kgraph.exchange.edges import EDGE_COLUMNS, NODE_COLUMNS, Edges, Value
from kgraph.graph.answers import as_csv

NODES, EDGES = "nodes", "edges"
TABLES = (NODES, EDGES)

# What a spreadsheet takes for the beginning of a formula, the wide signs of Asian keyboards among it.
_FORMULA = re.compile(r"[\t\r\n]*[=+\-@＝＋－＠]|[\t\r\n]")
_BYTE_ORDER_MARK = "\ufeff"
_NEO4J_TYPES = {str: "", int: ":int", float: ":double"}
# In Neo4j the ends of an edge have columns of their own, and the labels stand at the nodes.
_NEO4J_EDGES = {
    name: kind
    for name, kind in EDGE_COLUMNS.items()
    if name not in ("source", "source_label", "target", "target_label")
}


def csv_table(edges: Edges, table: str, spreadsheet: bool = False) -> str:
    """The table of actors or of edges as RFC 4180 has it, with the columns' names above.

    Texts stand in it as they are, so that programs get back what the graph holds. With `spreadsheet`, one that a
    spreadsheet would take for a formula gets an apostrophe in front, and the file the mark by which Excel knows UTF-8.
    """
    columns, rows = (NODE_COLUMNS, edges.node_rows()) if table == NODES else (EDGE_COLUMNS, edges.edge_rows())
    cell = guarded if spreadsheet else str
    mark = _BYTE_ORDER_MARK if spreadsheet else ""
    return mark + as_csv(list(columns), ([cell(row[name]) for name in columns] for row in rows))


def neo4j_table(edges: Edges, table: str) -> str:
    """The table of nodes or of relationships with the headers of Neo4j's bulk import."""
    if table == NODES:
        rows = [[*map(str, row.values()), f"Actor;{name_of(row['type'])}"] for row in edges.node_rows()]
        header = ["id:ID", *_neo4j_header(list(NODE_COLUMNS)[1:], NODE_COLUMNS), ":LABEL"]
        return as_csv(header, rows)
    found = [
        [str(row["source"]), str(row["target"]), name_of(row["relation"]), *(str(row[name]) for name in _NEO4J_EDGES)]
        for row in edges.edge_rows()
    ]
    return as_csv([":START_ID", ":END_ID", ":TYPE", *_neo4j_header(_NEO4J_EDGES, EDGE_COLUMNS)], found)


def name_of(value: Value) -> str:
    """A type or relation as the name of a Neo4j label: letters, digits and underscores, so that it needs no escapes."""
    return re.sub(r"\W", "_", str(value)) or "_"


def guarded(value: Value) -> str:
    """A cell in which no spreadsheet sees a formula; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else str(value)


def _neo4j_header(names: Iterable[str], columns: Mapping[str, type[Value]]) -> list[str]:
    return [name + _NEO4J_TYPES[columns[name]] for name in names]
