from __future__ import annotations

from dataclasses import replace

from conftest import BACKING, RAIDS, make_ontology
from made_claims import actor, make_claim
from made_graphs import graph_of
from made_states import make_states

from kgraph import vocab
from kgraph.graph.inference import home, state_behind
from kgraph.graph.known import documents_of, links_of, ontology_of, relations_of
from kgraph.graph.store import GraphStore
from kgraph.model import Document, Reading
from kgraph.ontology import ActorEntry, Term

KATAIB = vocab.ACTOR + "Kataib_Hezbollah"


def test_relations_are_those_of_the_ontology() -> None:
    found = relations_of(graph_of(BACKING))
    assert found == {name: replace(each, matches=()) for name, each in make_ontology().relations.items()}
    assert found["kills"].parent == "attacks"
    assert found["meets"].symmetric


def test_the_ontology_has_relations_classes_and_actors_with_their_states() -> None:
    found, made = ontology_of(graph_of(BACKING)), make_ontology()
    assert found.relations == relations_of(graph_of(BACKING))
    assert found.types == made.types
    assert found.actors[KATAIB].state == vocab.ACTOR + "Iraq"
    assert (found.actors[KATAIB].label, found.actors[KATAIB].type) == ("Kataib Hezbollah", "ArmedGroup")


def test_the_bodies_of_states_are_known_from_the_graph_alone() -> None:
    made = make_states()
    store = GraphStore()
    claims = [
        make_claim(actor("Kenya Rangers", "ArmedGroup"), "attacks", actor("Ugandan police", "Agency")),
        make_claim(actor("Amina", "Person"), "meets", actor("Uganda")),
    ]
    ends = [each for each in claims for each in (each.subject, each.object)]
    store.put_readings([Reading(Document("a.txt", claims[0].sentence.text), (), tuple(ends), tuple(claims))])
    store.put_ontology(made)
    found = ontology_of(store)
    for who in ("Kenya", "Kenya Rangers", "Ugandan police", "Amina", "Uganda"):
        iri = vocab.actor_iri(who)
        assert state_behind(iri, found) == state_behind(iri, made), who
        assert home(iri, found) == home(iri, made), who


def test_terms_of_office_are_known_from_the_graph_alone() -> None:
    kadhimi, iraq = vocab.ACTOR + "Mustafa_al-Kadhimi", vocab.ACTOR + "Iraq"
    terms = (
        Term(vocab.TERM + "1", kadhimi, "prime minister", iraq, "2020-05-07", "2022-10-27"),
        Term(vocab.TERM + "2", kadhimi, "adviser", iraq, "2023-01-01", None),
    )
    made = make_ontology()
    entry = ActorEntry(kadhimi, "Mustafa al-Kadhimi", "Person")
    store = graph_of(RAIDS)
    store.put_ontology(replace(made, terms=terms, actors={**made.actors, kadhimi: entry}))
    assert ontology_of(store).terms == terms


def test_documents_have_all_but_their_text() -> None:
    found = documents_of(graph_of(BACKING, RAIDS))
    assert found == {doc.id: replace(doc, text="") for doc in (BACKING.document, RAIDS.document)}


def test_empty_graph_knows_nothing() -> None:
    assert (relations_of(GraphStore()), documents_of(GraphStore()), links_of(GraphStore())) == ({}, {}, {})
