"""Each claim leads to how it was read, by PROV-O."""

from __future__ import annotations

from dataclasses import replace

from conftest import BACKING, RAIDS, make_ontology

from kgraph.graph.answers import Rows
from kgraph.graph.held import held
from kgraph.graph.rdf import in_order, quads_reading, reading_quads
from kgraph.graph.store import GraphStore
from kgraph.model import Document, Factuality, Provenance, Reading

PROVENANCE = Provenance("1.2", "en_model", "3.8", "ab" * 32, ("noun", "verb"), 0.3, "cd" * 32)


def read(reading: Reading) -> Reading:
    return replace(reading, provenance=PROVENANCE)


def test_round_trip() -> None:
    for provenance in (PROVENANCE, Provenance("1.2"), None):
        reading = replace(BACKING, provenance=provenance)
        assert quads_reading(reading_quads(reading)) == in_order(reading)


def test_a_claim_leads_to_document_offsets_extractor_rule_versions_and_ontology() -> None:
    store = GraphStore()
    store.put_readings([read(BACKING)])
    answer = store.query(
        """SELECT ?doc ?start ?extractor ?rule ?version ?model ?model_version ?ontology {
          ?claim a kg:Claim ; kg:extractor ?extractor ; kg:rule ?rule ; kg:cue/nif:beginIndex ?start ;
            prov:wasDerivedFrom ?d ; prov:wasGeneratedBy ?activity .
          ?activity a prov:Activity ; prov:used ?d , ?o ; prov:wasAssociatedWith ?reader .
          ?d dcterms:identifier ?doc . ?o a prov:Entity ; kg:sha256 ?ontology .
          ?reader a prov:SoftwareAgent ; kg:version ?version ; kg:model ?model ; kg:modelVersion ?model_version .
        } ORDER BY ?start"""
    )
    assert isinstance(answer, Rows)
    assert answer.rows[0] == ("a.txt", 5, "verb", "lex:backs.v: X backs Y", "1.2", "en_model", "3.8", "ab" * 32)
    assert len(answer.rows) == len(BACKING.claims)


def test_what_has_changed_is_told() -> None:
    store = GraphStore()
    store.put_readings([read(BACKING), RAIDS])
    assert held(store, "none.txt") is None
    there, unknown = held(store, "a.txt"), held(store, "b.txt")
    assert there is not None
    assert unknown is not None
    assert there.differences(BACKING.document, PROVENANCE) == []
    assert unknown.differences(RAIDS.document, PROVENANCE) == ["nothing known of how it was read"]
    assert there.differences(replace(BACKING.document, text="x"), PROVENANCE) == ["another text"]
    assert there.differences(replace(BACKING.document, date="2021-01-01"), PROVENANCE) == [
        "another title, date or source"
    ]
    for field, value, words in (
        ("version", "2", "another version of kgraph"),
        ("model", "other", "another model"),
        ("model_version", "4", "another model"),
        ("ontology", "00", "another ontology"),
        ("extractors", ("verb",), "other extractors"),
        ("min_confidence", 0.5, "another limit of confidence"),
        ("curation", "", "another curation"),
    ):
        assert there.differences(BACKING.document, replace(PROVENANCE, **{field: value})) == [words]


def test_contested_pairs_are_found() -> None:
    denial = replace(RAIDS, document=Document("c.txt", "Iran did not back Kata'ib Hezbollah."))
    (claim,) = [claim for claim in RAIDS.claims if claim.relation == "backs"]
    denied = replace(
        claim,
        sentence=replace(claim.sentence, doc="c.txt"),
        factuality=Factuality.NEGATED,
        attributed_to=claim.subject.actor,
    )
    denial = replace(denial, sentences=(denied.sentence,), mentions=(), claims=(denied,))
    store = GraphStore()
    store.put_readings([RAIDS])
    store.put_ontology(make_ontology())
    store.put_facts([*RAIDS.claims])
    nothing = store.query("contested")
    store.put_readings([denial])
    store.put_facts([*RAIDS.claims, denied])
    answer = store.query("contested")
    assert isinstance(nothing, Rows)
    assert isinstance(answer, Rows)
    assert nothing.rows == []
    source = RAIDS.document.source
    assert [row[:1] + row[3:] for row in answer.rows] == [("Iran", source, 1, "Iran", 1)]
