"""Actors, claims and documents one by one."""

from __future__ import annotations

import pytest
from conftest import BACKING, RAIDS, make_ontology

from kgraph import vocab
from kgraph.graph.resources import (
    Names,
    actor_claims,
    actor_names,
    describe_actor,
    describe_claim,
    describe_document,
    find_actor,
    find_reading,
    load_claims,
)
from kgraph.graph.store import GraphStore
from kgraph.model import Actor, Identity

IRAN, KADHIMI = vocab.ACTOR + "Iran", vocab.ACTOR + "Mustafa_al-Kadhimi"
PRIME_MINISTER = Actor(vocab.ACTOR + "PM", "The Prime Minister", "Person")


@pytest.fixture(scope="module")
def graph() -> GraphStore:
    """Two documents; al-Kadhimi turns out to be the prime minister."""
    store = GraphStore()
    store.put_readings([BACKING, RAIDS])
    identities = {KADHIMI: Identity(KADHIMI, PRIME_MINISTER, "a rule of the test")}
    store.put_facts([claim.identified(identities) for claim in store.claims()], identities)
    store.put_ontology(make_ontology(), [PRIME_MINISTER.id])
    return store


def test_actors(graph: GraphStore) -> None:
    assert find_actor(graph, IRAN) == Actor(IRAN, "Iran", "State")
    assert find_actor(graph, KADHIMI) == find_actor(graph, PRIME_MINISTER.id) == PRIME_MINISTER
    for iri in (vocab.ACTOR + "Nobody", vocab.claim_iri(BACKING.claims[0].id), "no iri", ""):
        assert find_actor(graph, iri) is None


def test_names(graph: GraphStore) -> None:
    assert actor_names(graph, IRAN) == Names((("adjectives", ("Iranian",)), ("capitals", ("Tehran",))), ())
    assert actor_names(graph, PRIME_MINISTER.id) == Names((), ())


def test_claims_of_an_actor_stand_in_the_texts_order(graph: GraphStore) -> None:
    out, into = actor_claims(graph, IRAN)
    assert out == [vocab.claim_iri(claim.id) for claim in (*BACKING.claims, RAIDS.claims[2])]
    assert into == []
    out, into = actor_claims(graph, PRIME_MINISTER.id)
    assert (out, into) == ([vocab.claim_iri(RAIDS.claims[0].id)], [vocab.claim_iri(RAIDS.claims[1].id)])
    assert actor_claims(graph, vocab.ACTOR + "Nobody") == ([], [])


def test_each_claim_comes_as_the_store_gives_it(graph: GraphStore) -> None:
    claims = list(graph.claims())
    assert len(claims) == 5
    found = load_claims(graph, [vocab.claim_iri(claim.id) for claim in claims])
    assert [each.claim for each in found] == claims
    assert [each.document.date for each in found] == ["2020-06-25"] * 2 + [None] * 3
    assert {each.document.text for each in found} == {""}
    assert load_claims(graph, [vocab.CLAIM + "none", "no iri", IRAN]) == []


def test_documents(graph: GraphStore) -> None:
    reading = find_reading(graph, vocab.document_iri("b.txt"))
    assert reading is not None
    assert reading.document == RAIDS.document
    assert reading.claims == tuple(claim for claim in graph.claims() if claim.doc == "b.txt")
    assert reading.claims[0].subject.actor == PRIME_MINISTER
    for iri in (vocab.document_iri("none"), vocab.GRAPH_FACTS, IRAN, "no iri"):
        assert find_reading(graph, iri) is None


def test_descriptions(graph: GraphStore) -> None:
    out, into = actor_claims(graph, PRIME_MINISTER.id)
    actor = describe_actor(graph, PRIME_MINISTER.id, out + into).turtle()
    for line in ('skos:prefLabel "The Prime Minister"', "kg:canonicalActor actor:PM", "a kg:Fact", "a kg:Claim"):
        assert line in actor
    claim = describe_claim(graph, vocab.claim_iri(BACKING.claims[0].id)).turtle()
    assert 'nif:anchorOf "backed"' in claim
    assert "nif:isString" not in claim
    document = describe_document(graph, vocab.document_iri("a.txt"))
    assert "nif:isString" in document.turtle()
    assert len(document.triples) == len(set(document.triples)) > 50


def test_other_words_behind_the_cue(graph: GraphStore) -> None:
    """The cue's words may be a mention of a third actor, which is no end of the claim."""
    store = GraphStore()
    store.put_readings([BACKING])
    claim = BACKING.claims[0]
    cue, third = f"<{vocab.span_iri('a.txt', claim.cue.start, claim.cue.end)}>", "actor:Third"
    mention = f"{cue} a kg:Mention ; kg:refersTo {third} ; kg:mentionKind 'description' . {third} a kg:State ; skos:prefLabel 'T'"
    store.update(f"INSERT DATA {{ {mention} . GRAPH <{vocab.document_iri('a.txt')}> {{ {mention} }} }}")
    assert [each.claim for each in load_claims(store, [vocab.claim_iri(claim.id)])] == [claim]
