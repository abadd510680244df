from __future__ import annotations

from conftest import BACKING, RAIDS
from made_graphs import graph_of

from kgraph import vocab
from kgraph.graph.parts import part_of
from kgraph.graph.validation import validate_claims
from kgraph.model import Actor, Identity


def test_whole_graph_is_a_part_of_itself() -> None:
    graph = graph_of(BACKING, RAIDS)
    assert set(part_of(graph, graph.documents(), lambda claim: True).quads()) == set(graph.quads())


def test_part_has_the_facts_of_its_claims() -> None:
    graph = graph_of(BACKING, RAIDS)
    part = part_of(graph, ["b.txt"], lambda claim: claim.relation != "backs")
    assert part.documents() == ["b.txt"]
    assert {claim.relation for claim in part.claims()} == {"attacks", "kills"}
    assert part.counts()["facts"] == 2
    assert validate_claims(part) == []
    assert part.query("ASK { ?a kg:backs ?b }").csv() == "false\r\n"


def test_claims_are_asked_by_the_actors_of_the_whole_graph() -> None:
    persia = Actor(vocab.ACTOR + "Persia", "Persia", "State")
    iri = vocab.ACTOR + "Iran"
    graph = graph_of(BACKING, RAIDS, identities={iri: Identity(iri, persia, "merged")})
    part = part_of(graph, graph.documents(), lambda claim: claim.subject.actor == persia)
    assert len(list(part.claims())) == 3
    assert {claim.subject.actor for claim in part.claims()} == {persia}
    assert {claim.subject.actor.id for claim in part.reading("a.txt").claims} == {iri}
