from __future__ import annotations

import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import BACKING, RAIDS
from made_claims import actor, make_claim
from made_graphs import graph_of, reading_of, strange_graph

from kgraph.errors import StoreError, UnknownNameError
from kgraph.exchange import FORMATS, export_graph
from kgraph.graph.selection import Selection
from kgraph.graph.store import GraphStore
from kgraph.model import Identity

CONFLICT = Selection(branches=frozenset({"conf"}))
ONE_FILE = [name for name, form in FORMATS.items() if form.writer]
TWO_FILES = [name for name, form in FORMATS.items() if not form.writer]


def written(graph: GraphStore, form: str, selection: Selection | None = None, **options: object) -> bytes:
    output = io.BytesIO()
    assert export_graph(graph, form, output, selection, **options) == []
    return output.getvalue()


@pytest.mark.parametrize("form", ONE_FILE)
def test_file_and_stream_hold_the_same(tmp_path: Path, form: str) -> None:
    graph = graph_of(BACKING, RAIDS)
    path = tmp_path / "file"
    assert export_graph(graph, form, path) == [path]
    assert path.read_bytes() == written(graph, form)


@pytest.mark.parametrize("form", TWO_FILES)
def test_two_files_go_into_a_folder(tmp_path: Path, form: str) -> None:
    graph = graph_of(BACKING, RAIDS)
    folder = tmp_path / "deep" / "folder"
    paths = export_graph(graph, form, folder)
    assert paths == [folder / "nodes.csv", folder / "edges.csv"]
    for path in paths:
        assert path.read_bytes() == written(graph, form, table=path.stem)
    (path,) = export_graph(graph, form, tmp_path / "one.csv", table="edges")
    assert path.read_bytes() == (folder / "edges.csv").read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_same_graph_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    one, other = graph_of(BACKING, RAIDS), graph_of(RAIDS, BACKING)
    found = []
    for name, graph in (("one", one), ("other", other)):
        found.append([path.read_bytes() for path in export_graph(graph, form, tmp_path / name)])
    assert found[0] == found[1]
    assert all(found[0])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("make", [GraphStore, strange_graph], ids=["empty", "strange"])
def test_every_format_takes_every_graph(tmp_path: Path, form: str, make: type[GraphStore]) -> None:
    for path in export_graph(make(), form, tmp_path / "out"):
        path.read_text(encoding="utf-8")


def test_claims_are_those_of_the_graph() -> None:
    graph = graph_of(BACKING, RAIDS)
    lines = written(graph, "jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == [claim.to_json() for claim in graph.claims()]
    assert len(written(graph, "jsonl", CONFLICT).splitlines()) == 3


def test_claims_between_two_names_of_one_actor_are_left_out() -> None:
    one, other = actor("Persia"), actor("Iran")
    graph = graph_of(
        reading_of(make_claim(one, "backs", other), make_claim(one, "backs", actor("Iraq"), start=100)),
        identities={one.id: Identity(one.id, other, "merged")},
    )
    (line,) = written(graph, "jsonl").decode().splitlines()
    assert json.loads(line)["object"]["label"] == "Iraq"


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "ntriples", "jsonld"])
def test_part_of_a_graph_as_rdf(form: str) -> None:
    asked = Selection(documents=frozenset({"b.txt"}), branches=frozenset({"conf"}))
    text = written(graph_of(BACKING, RAIDS), form, asked).decode()
    assert "b.txt" in text
    assert "a.txt" not in text
    assert "attacks" in text
    store = ox.Store()
    forms = {"turtle": "TURTLE", "trig": "TRIG", "nquads": "N_QUADS", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD"}
    store.load(text.encode(), format=getattr(ox.RdfFormat, forms[form]))
    count = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a <https://w3id.org/kgraph/ns#Fact> }"
    (row,) = store.query(count, use_default_graph_as_union=True)
    assert row["n"].value == "2"


def test_wrong_wishes_are_told(tmp_path: Path) -> None:
    graph = graph_of(BACKING)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UnknownNameError, match="unknown format 'xlsx'; there are: csv, cypher"):
        export_graph(graph, "xlsx", tmp_path / "x")
    with pytest.raises(UnknownNameError, match="unknown table 'rows'; there are: edges, nodes"):
        export_graph(graph, "csv", tmp_path / "x", table="rows")
    with pytest.raises(StoreError, match="gexf has no tables; those have: csv, neo4j"):
        export_graph(graph, "gexf", tmp_path / "x", table="nodes")
    with pytest.raises(StoreError, match="csv makes two files; choose one of them: nodes, edges"):
        export_graph(graph, "csv", io.BytesIO())
    with pytest.raises(StoreError, match="this is a folder; name a file"):
        export_graph(graph, "gexf", tmp_path)
    with pytest.raises(StoreError, match="this is a file, and two are to be written; name a folder"):
        export_graph(graph, "csv", tmp_path / "file")
    with pytest.raises(StoreError, match="cannot be made"):
        export_graph(graph, "csv", tmp_path / "file" / "folder")
    with pytest.raises(UnknownNameError, match="unknown relation 'likes'"):
        export_graph(graph, "gexf", tmp_path / "x", Selection(relations=frozenset({"likes"})))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
