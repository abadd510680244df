from __future__ import annotations

from dataclasses import replace

from conftest import BACKING, RAIDS
from made_claims import actor, make_claim

from kgraph import vocab
from kgraph.network.timeline import months, timeline
from kgraph.ontology import Ontology

CLAIMS = [*BACKING.claims, *RAIDS.claims]
DOCUMENTS = {reading.document.id: reading.document for reading in (BACKING, RAIDS)}


def test_claims_without_time_have_their_documents_date_or_are_counted() -> None:
    found = timeline(CLAIMS, DOCUMENTS)
    assert [(event.when, event.claim.relation) for event in found.events] == [
        ("2020-06-25", "backs"), ("2020-06-25", "attacks"),
    ]  # fmt: skip
    assert found.undated == 3


def test_own_times_come_first_and_order() -> None:
    said = make_claim(actor("A"), "attacks", actor("B"))
    claims = [replace(said, time=time) for time in ("2021-03-01/2021-03-09", "2019", "2021-02", None)]
    found = timeline(claims, {})
    assert [event.when for event in found.events] == ["2019", "2021-02", "2021-03-01/2021-03-09"]
    assert found.undated == 1


def test_of_an_actor_and_between_two_whoever_acts() -> None:
    iran, kataib, kadhimi = (vocab.ACTOR + name for name in ("Iran", "Kataib_Hezbollah", "Mustafa_al-Kadhimi"))
    documents = {doc: replace(document, date="2020") for doc, document in DOCUMENTS.items()}
    assert len(timeline(CLAIMS, documents, iran).events) == 3
    assert [event.claim.relation for event in timeline(CLAIMS, documents, kadhimi, kataib).events] == [
        "attacks",
        "kills",
    ]
    assert timeline(CLAIMS, documents, iran, kadhimi).events == ()


def test_months_count_by_branch(ontology: Ontology) -> None:
    said = make_claim(actor("A"), "attacks", actor("B"))
    claims = [
        replace(said, time="2021-02-03"),
        replace(said, time="2021-02/2021-05"),
        replace(said, time="2020", relation="backs"),
        replace(said, time="2020", relation="unheard"),
    ]
    assert months(timeline(claims, {}).events, ontology) == {"2020": {"coop": 1}, "2021-02": {"conf": 2}}
