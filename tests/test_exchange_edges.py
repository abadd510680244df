from __future__ import annotations

from dataclasses import replace

from conftest import ACTORS, BACKING, RAIDS, make_ontology
from made_claims import actor, make_claim
from made_graphs import graph_of, reading_of

from kgraph import vocab
from kgraph.exchange import edges_of
from kgraph.exchange.edges import EDGE_COLUMNS, NODE_COLUMNS
from kgraph.graph.selection import Selection
from kgraph.graph.store import GraphStore
from kgraph.model import Factuality, Identity

IRAN, IRAQ = ACTORS["Iran"], ACTORS["Iraq"]


def test_edges_are_those_of_the_facts() -> None:
    graph = graph_of(BACKING, RAIDS)
    rows = graph.query(
        "SELECT ?s ?p ?o ?n { ?f a kg:Fact; rdf:subject ?s; rdf:predicate ?p; rdf:object ?o; kg:claimCount ?n }"
    )
    facts = {(s, vocab.local_name(p), o, n) for s, p, o, n in rows.rows}
    found = edges_of(graph)
    assert {(edge.subject.id, edge.relation, edge.object.id, edge.weight) for edge in found.edges} == facts
    ids = graph.query("SELECT ?f { ?f a kg:Fact }").rows
    assert {vocab.FACT + edge.id for edge in found.edges} == {iri for (iri,) in ids}


def test_rows_have_the_columns_and_their_types() -> None:
    found = edges_of(graph_of(BACKING, RAIDS))
    for row in found.edge_rows():
        assert {name: type(value) for name, value in row.items()} == EDGE_COLUMNS
    for row in found.node_rows():
        assert {name: type(value) for name, value in row.items()} == NODE_COLUMNS
    backing = next(row for row in found.edge_rows() if row["relation"] == "backs")
    assert (backing["weight"], backing["documents"], backing["branch"], backing["label"]) == (2, 2, "coop", "backs")
    assert (backing["first"], backing["last"]) == ("2020-06-25", "2020-06-25")
    assert backing["sentence"] == "Iran backed Kata'ib Hezbollah."
    assert backing["document"] == "a.txt"


def test_factualities_are_counted_beside_each_other() -> None:
    values = (Factuality.ASSERTED, Factuality.ASSERTED, Factuality.NEGATED, Factuality.POSSIBLE)
    claims = [
        make_claim(IRAN, "attacks", IRAQ, start=100 * number, factuality=value, confidence=number / 10)
        for number, value in enumerate(values)
    ]
    graph = graph_of(reading_of(*claims))
    (edge,) = edges_of(graph).edges
    assert (edge.weight, edge.asserted, edge.negated, edge.possible) == (2, 2, 1, 1)
    assert edge.evidence.confidence == 0.1
    (edge,) = edges_of(graph, Selection(factualities=frozenset({"negated", "possible"}))).edges
    assert (edge.weight, edge.asserted, edge.negated, edge.possible) == (2, 2, 1, 1)
    assert edge.evidence.confidence == 0.3
    assert edges_of(graph, Selection(min_confidence=0.2)).edges == ()


def test_denied_claims_draw_no_edge_unless_asked_for() -> None:
    graph = graph_of(BACKING)
    assert [edge.relation for edge in edges_of(graph).edges] == ["backs"]
    denied = edges_of(graph, Selection(factualities=frozenset({"negated"})))
    assert [(edge.relation, edge.object) for edge in denied.edges] == [("attacks", IRAQ)]
    assert [each.label for each in denied.actors] == ["Iran", "Iraq"]


def test_two_names_of_one_actor_draw_no_edge() -> None:
    claim = make_claim(actor("Persia"), "backs", IRAN)
    persia = Identity(vocab.actor_iri("Persia"), IRAN, "merged")
    graph = graph_of(reading_of(claim), identities={persia.id: persia})
    assert edges_of(graph).edges == ()


def test_relations_that_the_ontology_lacks_are_called_by_their_names() -> None:
    (edge,) = edges_of(graph_of(reading_of(make_claim(IRAN, "invites", IRAQ)))).edges
    assert (edge.label, edge.branch) == ("invites", "")


def test_actors_have_their_wikidata_iri() -> None:
    link = "http://www.wikidata.org/entity/Q794"
    ontology = make_ontology()
    entry = replace(ontology.actors[IRAN.id], same_as=("http://dbpedia.org/resource/Iran", link))
    graph = graph_of(BACKING)
    graph.put_ontology(replace(ontology, actors={**ontology.actors, IRAN.id: entry}))
    rows = {row["id"]: row["wikidata"] for row in edges_of(graph).node_rows()}
    assert rows == {IRAN.id: link, ACTORS["Kata'ib Hezbollah"].id: ""}


def test_empty_graph_has_no_edges() -> None:
    found = edges_of(GraphStore())
    assert (found.actors, found.edges) == ((), ())
