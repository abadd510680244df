"""GraphML and GEXF as networkx reads them back."""

from __future__ import annotations

import io
from dataclasses import replace

import networkx as nx
import pytest
from conftest import BACKING, RAIDS
from made_graphs import STRANGE, graph_of, strange_graph

from kgraph import vocab
from kgraph.exchange import Edges, edges_of
from kgraph.graph.store import GraphStore
from kgraph.network.formats import gexf, graphml


def read_graphml(edges: Edges) -> nx.MultiDiGraph[str]:
    text = graphml(edges.node_rows(), edges.edge_rows())
    return nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def read_gexf(edges: Edges) -> nx.MultiDiGraph[str]:
    return nx.read_gexf(io.BytesIO(gexf(edges.node_rows(), edges.edge_rows()).encode()))


both = pytest.mark.parametrize("read", [read_graphml, read_gexf])


@both
def test_networkx_reads_the_same(read: object) -> None:
    edges = edges_of(graph_of(BACKING, RAIDS))
    found = read(edges)
    assert set(found) == {actor.id for actor in edges.actors}
    for row in edges.node_rows():
        assert {name: value for name, value in row.items() if name in ("label", "type")} == {
            name: found.nodes[row["id"]][name] for name in ("label", "type")
        }
    assert found.number_of_edges() == 3
    by_id = {data["id"]: (ends, data) for *ends_, data in found.edges(data=True) for ends in [tuple(ends_)]}
    for row in edges.edge_rows():
        ends, data = by_id[row["id"]]
        assert ends == (row["source"], row["target"])
        names = ("relation", "label", "branch", "weight", "negated", "documents", "confidence", "claim", "sentence")
        assert {name: data[name] for name in names} == {name: row[name] for name in names}


@both
def test_parallel_edges_stay(read: object) -> None:
    killing = replace(RAIDS.claims[0], relation="kills")
    edges = edges_of(graph_of(replace(RAIDS, claims=(*RAIDS.claims, killing))))
    ends = (killing.subject.actor.id, killing.object.actor.id)
    relations = {data["relation"] for *found, data in read(edges).edges(data=True) if tuple(found) == ends}
    assert relations == {"attacks", "kills"}


@both
def test_strange_texts_come_back(read: object) -> None:
    """But for what XML cannot hold: control characters, and the carriage return."""
    found = read(edges_of(strange_graph()))
    labels = {found.nodes[vocab.actor_iri(text)]["label"] for text in STRANGE}
    table = dict.fromkeys((*range(9), *range(11, 32)), "�")
    assert labels == {text.translate(table) for text in STRANGE}


@both
def test_empty_graph_gives_an_empty_network(read: object) -> None:
    assert len(read(edges_of(GraphStore()))) == 0


def test_same_network_gives_the_same_text_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = edges_of(graph_of(BACKING, RAIDS)), edges_of(graph_of(RAIDS, BACKING))
    before = [make(one.node_rows(), one.edge_rows()) for make in (graphml, gexf)]
    monkeypatch.setattr("time.strftime", lambda *arguments: "1999-01-01")
    assert before == [make(other.node_rows(), other.edge_rows()) for make in (graphml, gexf)]
    assert "1999" not in before[1]
