"""The store: replacing, determinism, locks, the union that queries see."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import BACKING, RAIDS

from kgraph import vocab
from kgraph.errors import StoreError
from kgraph.graph.folder import MARKER, STORE, Marker, open_graph, write_marker
from kgraph.graph.rdf import in_order
from kgraph.graph.store import GraphStore, store_errors
from kgraph.model import Reading
from kgraph.ontology import Ontology


def filled(store: GraphStore, ontology: Ontology, *readings: Reading) -> GraphStore:
    store.put_readings(readings)
    store.put_ontology(ontology)
    store.put_facts(store.claims())
    return store


def by_graph(store: GraphStore) -> dict[str, set[str]]:
    graphs: dict[str, set[str]] = {}
    for quad in store.quads():
        graphs.setdefault(str(quad.graph_name), set()).add(str(quad.triple))
    return graphs


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> GraphStore:
    return GraphStore() if request.param == "memory" else GraphStore.open(tmp_path / "store")


def test_readings_come_back(store: GraphStore, ontology: Ontology) -> None:
    filled(store, ontology, RAIDS, BACKING)
    assert store.documents() == ["a.txt", "b.txt"]
    assert list(store.readings()) == [in_order(BACKING), in_order(RAIDS)]
    assert list(store.claims()) == [*in_order(BACKING).claims, *in_order(RAIDS).claims]
    with pytest.raises(StoreError, match=r"no document 'c\.txt'"):
        store.reading("c.txt")


def test_counts(store: GraphStore, ontology: Ontology) -> None:
    filled(store, ontology, RAIDS, BACKING)
    assert store.counts() == {"documents": 2, "sentences": 5, "mentions": 10, "claims": 5, "facts": 3, "actors": 4}


def test_replacing_touches_one_graph_and_the_facts(store: GraphStore, ontology: Ontology) -> None:
    filled(store, ontology, BACKING, RAIDS)
    before = by_graph(store)
    filled(store, ontology, replace(RAIDS, claims=()))
    after = by_graph(store)
    changed = {graph for graph in before if before[graph] != after[graph]}
    assert changed == {f"<{vocab.document_iri('b.txt')}>", f"<{vocab.GRAPH_FACTS}>"}
    assert list(store.claims()) == list(in_order(BACKING).claims)


def test_reading_again_changes_nothing(store: GraphStore, ontology: Ontology) -> None:
    before = by_graph(filled(store, ontology, BACKING, RAIDS))
    assert by_graph(filled(store, ontology, RAIDS, BACKING)) == before


def test_default_graph_is_the_union_with_each_triple_once(store: GraphStore, ontology: Ontology) -> None:
    def check() -> None:
        named = {str(quad.triple) for quad in store.quads()}
        default = [str(quad.triple) for quad in store.match()]
        assert sorted(default) == sorted(named)

    check()
    for readings in ((BACKING, RAIDS), (replace(RAIDS, claims=(), mentions=()),), (replace(BACKING, claims=()), RAIDS)):
        filled(store, ontology, *readings)
        check()


def test_ontology_graph_holds_the_actors_that_occur_and_their_states(store: GraphStore, ontology: Ontology) -> None:
    filled(store, ontology, RAIDS)
    triples = " ".join(by_graph(store)[f"<{vocab.GRAPH_ONTOLOGY}>"])
    assert vocab.ACTOR + "Kataib_Hezbollah" in triples
    assert "Iraqis" in triples
    assert vocab.ACTOR + "Chad" not in triples


def test_snapshot_is_byte_equal_and_whole(tmp_path: Path, ontology: Ontology) -> None:
    one = filled(GraphStore.open(tmp_path / "one"), ontology, BACKING, RAIDS)
    other = filled(GraphStore(), ontology, RAIDS)
    filled(other, ontology, BACKING)
    one.snapshot(tmp_path / "one.trig")
    other.snapshot(tmp_path / "other.trig")
    data = (tmp_path / "one.trig").read_bytes()
    assert data == (tmp_path / "other.trig").read_bytes()
    assert {str(quad) for quad in ox.parse(data, format=ox.RdfFormat.TRIG)} == {str(quad) for quad in one.quads()}
    assert data.startswith(b"@prefix")


def test_claim_is_found_by_the_beginning_of_its_id(store: GraphStore, ontology: Ontology) -> None:
    filled(store, ontology, BACKING, RAIDS)
    for claim in store.claims():
        assert store.claim(claim.id) == store.claim(claim.id[:8]) == claim
    with pytest.raises(StoreError, match="no claim's id begins with 'zz'"):
        store.claim("zz")
    with pytest.raises(StoreError, match="no claim's id begins with ''"):
        store.claim("")


def test_two_claims_with_the_same_beginning_are_told(ontology: Ontology) -> None:
    starts: dict[str, int] = {}
    claims = []
    for rank in range(17):  # seventeen ids cannot all begin differently
        claims.append(replace(BACKING.claims[0], relation=f"r{rank}"))
        starts[claims[-1].id[0]] = starts.get(claims[-1].id[0], 0) + 1
    store = filled(GraphStore(), ontology, replace(BACKING, claims=tuple(claims)))
    with pytest.raises(StoreError, match="give more of the id"):
        store.claim(next(start for start, number in starts.items() if number > 1))


def test_open_graph_reads_what_was_built(tmp_path: Path, ontology: Ontology) -> None:
    (tmp_path / STORE).mkdir()
    filled(GraphStore.open(tmp_path / STORE / "7"), ontology, BACKING).close()
    write_marker(tmp_path, Marker(store=7))
    graph = open_graph(tmp_path)
    assert graph.documents() == ["a.txt"]
    assert open_graph(str(tmp_path)).documents() == ["a.txt"]


def test_open_graph_tells_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such folder"):
        open_graph(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="no kgraph folder"):
        open_graph(tmp_path)
    (tmp_path / MARKER).write_text('{"format": 99}')
    with pytest.raises(StoreError, match="another version"):
        open_graph(tmp_path)
    (tmp_path / MARKER).write_text('{"format": 3, "store": "store"}')
    with pytest.raises(StoreError, match="another version"):
        open_graph(tmp_path)
    write_marker(tmp_path, Marker(store=7))
    with pytest.raises(StoreError, match="is damaged"):
        open_graph(tmp_path)


def test_no_permission_is_no_reason_to_remove_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **options: object) -> str:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(StoreError, match="permission denied") as told, store_errors(tmp_path):
        raise OSError(f"IO error: While open a file for lock: {tmp_path}/LOCK: Permission denied")
    assert "anew" not in str(told.value)
    monkeypatch.setattr(Path, "read_text", refused)
    with pytest.raises(StoreError, match="permission denied"):
        open_graph(tmp_path)


def test_second_writer_gets_one_clear_line(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    holder = GraphStore.open(folder)
    with pytest.raises(StoreError, match="another process is using the store"):
        GraphStore.open(folder)
    code = f"import pathlib, kgraph; kgraph.GraphStore.open(pathlib.Path({str(folder)!r}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "StoreError" in run.stderr
    assert "another process is using the store" in run.stderr
    holder.close()
    GraphStore.open(folder).close()
