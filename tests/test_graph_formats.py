"""RDF in every serialisation: the same triples when others read it, the same bytes again, and clear errors."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from conftest import BACKING, RAIDS
from made_graphs import graph_of, strange_graph

from kgraph import vocab
from kgraph.errors import InputError, UnknownNameError
from kgraph.graph.formats import FORMATS, QUAD_FORMATS, SUFFIXES, TRIPLE_FORMATS, is_iri, read_rdf, write_rdf
from kgraph.graph.store import GraphStore

RDFLIB = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "jsonld": "json-ld"}


def written(graph: GraphStore, form: str) -> bytes:
    output = io.BytesIO()
    write_rdf(graph, form, output)
    return output.getvalue()


def triples(graph: GraphStore) -> set[str]:
    return {str(quad.triple) for quad in graph.quads()}


@pytest.fixture(scope="module", params=["plain", "strange", "empty"])
def graph(request: pytest.FixtureRequest) -> GraphStore:
    make = {"plain": lambda: graph_of(BACKING, RAIDS), "strange": strange_graph, "empty": GraphStore}
    return make[request.param]()


@pytest.mark.parametrize("form", FORMATS)
def test_oxigraph_reads_the_same(graph: GraphStore, form: str) -> None:
    found = list(ox.parse(written(graph, form), format=FORMATS[form]))
    if form in QUAD_FORMATS:
        assert set(found) == set(graph.quads())
        assert len(found) == len(set(found))
    else:
        assert {str(quad.triple) for quad in found} == triples(graph)
        assert len(found) == len(triples(graph))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_reads_the_same(graph: GraphStore, form: str) -> None:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=written(graph, form), format=RDFLIB[form])
    nt = rdflib.Graph()
    nt.parse(data="".join(f"{triple} .\n" for triple in triples(graph)), format="nt")
    assert set(dataset.triples((None, None, None))) == set(nt)
    if form in QUAD_FORMATS:
        found = {str(g.identifier) for g in dataset.graphs() if len(g)}
        assert found == {quad.graph_name.value for quad in graph.quads()}


@pytest.mark.parametrize("form", FORMATS)
def test_same_graph_gives_the_same_bytes(form: str) -> None:
    assert written(graph_of(BACKING, RAIDS), form) == written(graph_of(RAIDS, BACKING), form)


def test_union_names_no_graph_and_says_nothing_twice() -> None:
    lines = written(graph_of(BACKING, RAIDS), "ntriples").decode().splitlines()
    assert len(lines) == len(set(lines))
    iran = f'<{vocab.ACTOR}Iran> <{vocab.PREFIXES["skos"]}prefLabel> "Iran" .'
    assert lines.count(iran) == 1  # it stands in five graphs


def test_unknown_format_is_told() -> None:
    with pytest.raises(UnknownNameError, match="unknown format 'rdfxml'; there are: jsonld, nquads"):
        write_rdf(GraphStore(), "rdfxml", io.BytesIO())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_files_are_read_by_the_end_of_their_names(tmp_path: Path, suffix: str) -> None:
    graph = graph_of(BACKING)
    form = next(name for name in FORMATS if FORMATS[name] == SUFFIXES[suffix])
    path = tmp_path / f"graph{suffix.upper()}"
    path.write_bytes(written(graph, form))
    found = set(read_rdf(path))
    if form in TRIPLE_FORMATS:
        assert {str(quad.triple) for quad in found} == triples(graph)
    else:
        assert found == set(graph.quads())


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.ttl", "@prefix kg: <https://example.org/> .\n\nkg:a kg:b kg:c", "line 3: this is not Turtle"),
        ("a.trig", "<https://example.org/g> {\n<https://example.org/a> .\n}", "line 2: this is not TriG"),
        ("a.nq", "<https://example.org/a> <https://example.org/b> .\n", "line 1: this is not N-Quads"),
        ("a.jsonld", '[\n{"@id": [}\n]', "line 2: this is not JSON-LD"),
        ("a.jsonld", '{"@context": "https://example.org/c.jsonld", "a": "b"}', "this is not JSON-LD"),
        ("a.nt", "caf\udce9", "line 1: this is not N-Triples"),
        ("a.rdf", "<rdf/>", "its name must tell: .jsonld, .nq, .nt, .trig, .ttl"),
    ],
)
def test_bad_files_are_told_with_their_line(tmp_path: Path, name: str, content: str, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(InputError, match=f"^{re.escape(str(path))}.*{re.escape(words)}"):
        list(read_rdf(path))


def test_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read_rdf(tmp_path / "a.ttl"))
    (tmp_path / "b.ttl").mkdir()
    with pytest.raises(InputError, match=r"b\.ttl: cannot be read"):
        list(read_rdf(tmp_path / "b.ttl"))


@pytest.mark.parametrize(
    ("text", "known"), [("https://example.org/a", True), ("a", False), ("https://example.org/a b", False), ("", False)]
)
def test_is_iri(text: str, known: bool) -> None:
    assert is_iri(text) is known
