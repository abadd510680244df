from __future__ import annotations

from dataclasses import replace

from conftest import BACKING, RAIDS, make_ontology
from made_graphs import graph_of

from kgraph.graph.known import documents_of, links_of, relations_of
from kgraph.graph.store import GraphStore


def test_relations_are_those_of_the_ontology() -> None:
    found = relations_of(graph_of(BACKING))
    assert found == {name: replace(each, matches=()) for name, each in make_ontology().relations.items()}
    assert found["kills"].parent == "attacks"
    assert found["meets"].symmetric


def test_documents_have_all_but_their_text() -> None:
    found = documents_of(graph_of(BACKING, RAIDS))
    assert found == {doc.id: replace(doc, text="") for doc in (BACKING.document, RAIDS.document)}


def test_empty_graph_knows_nothing() -> None:
    assert (relations_of(GraphStore()), documents_of(GraphStore()), links_of(GraphStore())) == ({}, {}, {})
