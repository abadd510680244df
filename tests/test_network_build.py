from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from conftest import BACKING, RAIDS, FakeReader
from made_graphs import graph_of

from kgraph import vocab
from kgraph.builder import build
from kgraph.errors import OntologyError, StoreError, UnknownNameError
from kgraph.network import collapse, network
from kgraph.ontology import Ontology

CLAIMS = [*BACKING.claims, *RAIDS.claims]
IRAN, IRAQ, KH, KADHIMI = (vocab.ACTOR + name for name in ("Iran", "Iraq", "Kataib_Hezbollah", "Mustafa_al-Kadhimi"))


def test_one_edge_for_each_subject_relation_and_object(ontology: Ontology) -> None:
    graph = network(CLAIMS, ontology)
    assert isinstance(graph, nx.MultiDiGraph)
    assert list(graph.edges(keys=True)) == [(IRAN, KH, "backs"), (KH, KADHIMI, "kills"), (KADHIMI, KH, "attacks")]
    backing = [claim for claim in CLAIMS if claim.relation == "backs"]
    assert graph.edges[IRAN, KH, "backs"] == {
        "weight": 2,
        "branch": "coop",
        "confidence": 0.83,
        "documents": ["a.txt", "b.txt"],
        "claims": sorted(claim.id for claim in backing),
    }
    assert graph.edges[KH, KADHIMI, "kills"]["branch"] == "conf"


def test_nodes_have_label_type_and_state(ontology: Ontology) -> None:
    graph = network(CLAIMS, ontology)
    assert dict(graph.nodes(data=True)) == {
        IRAN: {"label": "Iran", "type": "State", "state": IRAN},
        KH: {"label": "Kataib Hezbollah", "type": "ArmedGroup", "state": IRAQ},
        KADHIMI: {"label": "Mustafa al-Kadhimi", "type": "Person", "state": None},
    }


def test_what_is_only_denied_is_left_out_unless_asked_for(ontology: Ontology) -> None:
    assert IRAQ not in network(CLAIMS, ontology)
    assert list(network(CLAIMS, ontology, factuality={"negated"}).edges(keys=True)) == [(IRAN, IRAQ, "attacks")]
    assert network(CLAIMS, ontology, factuality=["asserted", "negated", "possible"]).number_of_edges() == 4


def test_confidence_and_branches_filter(ontology: Ontology) -> None:
    assert network(CLAIMS, ontology, min_confidence=0.83).number_of_edges() == 3
    assert len(network(CLAIMS, ontology, min_confidence=0.84)) == 0
    assert list(network(CLAIMS, ontology, branches={"coop"})) == [IRAN, KH]
    assert len(network(CLAIMS, ontology, branches={"tie"})) == 0


def test_without_ontology_the_branch_is_unknown() -> None:
    assert network(CLAIMS).edges[IRAN, KH, "backs"]["branch"] is None
    with pytest.raises(OntologyError, match="ontology="):
        network(CLAIMS, branches={"coop"})
    with pytest.raises(OntologyError, match="ontology="):
        network(CLAIMS, level="state")


def test_unknown_names_are_answered_with_the_known_ones(ontology: Ontology) -> None:
    with pytest.raises(UnknownNameError, match="asserted, negated, possible"):
        network(CLAIMS, factuality="denied")
    with pytest.raises(UnknownNameError, match="attacks, backs, kills, leads, meets"):
        network(CLAIMS, ontology, relations="helps")
    with pytest.raises(UnknownNameError, match="actor, officials, state"):
        network(CLAIMS, ontology, level="continent")
    with pytest.raises(UnknownNameError, match="conf, coop, tie"):
        network(CLAIMS, ontology, branches={"conflict"})


def test_a_graph_gives_the_network_of_its_claims(ontology: Ontology) -> None:
    graph, same = network(graph_of(BACKING, RAIDS)), network(CLAIMS, ontology)
    assert list(graph.edges(keys=True, data=True)) == list(same.edges(keys=True, data=True))
    assert dict(graph.nodes(data=True)) == dict(same.nodes(data=True))


def test_relations_sources_and_periods_filter() -> None:
    graph = graph_of(BACKING, RAIDS)
    assert list(network(graph, relations="kills").edges(keys=True)) == [(KH, KADHIMI, "kills")]
    assert network(graph, sources="example.org").edges[IRAN, KH, "backs"]["documents"] == ["b.txt"]
    assert network(graph, period="2020").edges[IRAN, KH, "backs"]["documents"] == ["a.txt"]
    assert len(network(graph, period="2021/..")) == 0


def test_claims_alone_have_the_sources_and_dates_of_the_documents_that_are_given(ontology: Ontology) -> None:
    documents = {reading.document.id: reading.document for reading in (BACKING, RAIDS)}
    assert network(CLAIMS, ontology, sources="example.org", documents=documents).number_of_edges() == 3
    assert network(CLAIMS, ontology, period="2020", documents=documents).number_of_edges() == 1
    with pytest.raises(UnknownNameError, match="unknown source"):
        network(CLAIMS, ontology, sources="example.org")


def test_a_folder_gives_the_network_of_its_graph(tmp_path: Path, ontology: Ontology, plain_pages: None) -> None:
    build([BACKING.document, RAIDS.document], tmp_path / "out", FakeReader(), ontology)
    assert network(tmp_path / "out").number_of_edges() == 3
    with pytest.raises(StoreError, match="no such folder"):
        network(str(tmp_path / "missing"))


def test_the_order_of_the_claims_does_not_matter(ontology: Ontology) -> None:
    one, other = network(CLAIMS, ontology), network(reversed(CLAIMS), ontology)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_collapse_has_one_edge_for_each_ordered_pair(ontology: Ontology) -> None:
    simple = collapse(network(CLAIMS, ontology, factuality={"asserted", "negated"}))
    assert isinstance(simple, nx.DiGraph)
    assert simple.edges[IRAN, KH] == {"weight": 2, "relations": {"backs": 2}, "branches": {"coop": 2}}
    assert set(simple.edges) == {(IRAN, KH), (IRAN, IRAQ), (KH, KADHIMI), (KADHIMI, KH)}
    assert simple.nodes[IRAN] == {"label": "Iran", "type": "State", "state": IRAN}


def test_collapse_sums_the_relations_of_a_pair() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", "backs", weight=2, branch="coop")
    graph.add_edge("a", "b", "attacks", weight=3, branch="conf")
    graph.add_edge("a", "b", "kills", weight=1, branch="conf")
    assert collapse(graph).edges["a", "b"] == {
        "weight": 6,
        "relations": {"backs": 2, "attacks": 3, "kills": 1},
        "branches": {"coop": 2, "conf": 4},
    }


def test_no_claims_give_an_empty_network(ontology: Ontology) -> None:
    assert len(network([], ontology)) == 0
    assert len(collapse(network([]))) == 0
