"""CSV as the csv module and pandas read it, and as Neo4j's importer wants it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from conftest import BACKING, RAIDS
from made_graphs import STRANGE, graph_of, strange_graph

from kgraph import vocab
from kgraph.exchange import Edges, edges_of
from kgraph.exchange.edges import EDGE_COLUMNS, NODE_COLUMNS
from kgraph.exchange.tables import EDGES, NODES, csv_table, guarded, name_of, neo4j_table
from kgraph.graph.store import GraphStore


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module", params=["plain", "strange"])
def edges(request: pytest.FixtureRequest) -> Edges:
    return edges_of(graph_of(BACKING, RAIDS) if request.param == "plain" else strange_graph())


def test_csv_gives_back_every_value(edges: Edges) -> None:
    for table, expected in ((NODES, edges.node_rows()), (EDGES, edges.edge_rows())):
        assert rows(csv_table(edges, table)) == [{name: str(row[name]) for name in row} for row in expected]


def test_pandas_gives_back_every_value(tmp_path: Path, edges: Edges) -> None:
    for table, expected in ((NODES, edges.node_rows()), (EDGES, edges.edge_rows())):
        (tmp_path / "table.csv").write_bytes(csv_table(edges, table).encode())
        frame = pd.read_csv(tmp_path / "table.csv", keep_default_na=False)
        assert frame.to_dict("records") == expected


def test_empty_graph_gives_the_headers() -> None:
    empty = edges_of(GraphStore())
    assert csv_table(empty, NODES) == ",".join(NODE_COLUMNS) + "\r\n"
    assert csv_table(empty, EDGES) == ",".join(EDGE_COLUMNS) + "\r\n"
    assert len(neo4j_table(empty, NODES).splitlines()) == len(neo4j_table(empty, EDGES).splitlines()) == 1


def test_spreadsheets_see_no_formula() -> None:
    edges = edges_of(strange_graph())
    plain, safe = csv_table(edges, NODES), csv_table(edges, NODES, spreadsheet=True)
    assert safe.startswith("\ufeffid,")
    labels = [row["label"] for row in rows(safe[1:])]
    assert [label for label in labels if label[0] in "=+-@\t\r\n"] == []
    assert [label.removeprefix("'") for label in labels] == [row["label"].removeprefix("'") for row in rows(plain)]
    assert '\'=HYPERLINK("https://example.org")' in labels
    assert "'+1, -1 and @SUM(A1)" in labels


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-5", "'-5"),
        ("@user", "'@user"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("", ""),
        (-5, "-5"),
        (0.5, "0.5"),
    ],
)
def test_only_texts_that_look_like_formulas_are_guarded(value: str | float, cell: str) -> None:
    assert guarded(value) == cell


def test_neo4j_tables_have_its_headers(edges: Edges) -> None:
    nodes, relationships = rows(neo4j_table(edges, NODES)), rows(neo4j_table(edges, EDGES))
    assert list(nodes[0]) == ["id:ID", "label", "type", "wikidata", ":LABEL"]
    assert list(relationships[0])[:4] == [":START_ID", ":END_ID", ":TYPE", "id"]
    assert {"weight:int", "confidence:double", "sentence"} <= set(relationships[0])
    ids = {node["id:ID"] for node in nodes}
    assert len(ids) == len(nodes)
    for row, edge in zip(relationships, edges.edge_rows(), strict=True):
        assert {row[":START_ID"], row[":END_ID"]} <= ids
        assert (row[":START_ID"], row[":TYPE"], row[":END_ID"]) == (edge["source"], edge["relation"], edge["target"])
        assert row["sentence"] == edge["sentence"]


def test_neo4j_has_one_label_for_all_actors_and_one_for_their_type() -> None:
    nodes = rows(neo4j_table(edges_of(graph_of(BACKING)), NODES))
    assert {(node["label"], node[":LABEL"]) for node in nodes} == {
        ("Iran", "Actor;State"),
        ("Kataib Hezbollah", "Actor;ArmedGroup"),
    }


@pytest.mark.parametrize("text", STRANGE)
def test_names_of_labels_need_no_escape(text: str) -> None:
    assert not set(name_of(text)) & set(";:`\\'\" \n{}()[]")
    assert name_of("ArmedGroup") == "ArmedGroup"
    assert name_of("") == "_"


def test_labels_of_strange_actors_are_whole() -> None:
    found = {row["id"]: row["label"] for row in rows(csv_table(edges_of(strange_graph()), NODES))}
    assert {found[vocab.actor_iri(text)] for text in STRANGE} == set(STRANGE)
