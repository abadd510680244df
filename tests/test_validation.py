"""SHACL over the claims."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import ACTORS, BACKING, RAIDS, make_ontology

from kgraph import vocab
from kgraph.graph.store import GraphStore
from kgraph.graph.validation import validate_claims
from kgraph.model import Claim, Cue, Provenance, Reading

PROVENANCE = Provenance("1.0", "a_model", "3.8", "ab" * 32, ("noun", "verb"))


def problems(*readings: Reading) -> list[str]:
    store = GraphStore()
    store.put_readings(replace(reading, provenance=PROVENANCE) for reading in readings)
    store.put_ontology(make_ontology())
    store.put_facts(store.claims())
    return validate_claims(store)


def test_good_claims_pass() -> None:
    assert problems(BACKING, RAIDS) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"relation": "likes"}, "exactly one predicate"),
        ({"confidence": 1.5}, "exactly one confidence"),
        ({"cue": Cue(9, 5, "")}, "exactly one cue"),
        ({"object": replace(BACKING.claims[0].object, actor=ACTORS["Iran"])}, "another actor than its object"),
    ],
)
def test_bad_claims_are_named(change: dict[str, object], words: str) -> None:
    claim: Claim = replace(BACKING.claims[0], **change)
    found = problems(replace(BACKING, claims=(claim,)), RAIDS)
    assert any(problem.startswith(vocab.claim_iri(claim.id)) and words in problem for problem in found)
    assert all(vocab.claim_iri(good.id) not in problem for good in RAIDS.claims for problem in found)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("?activity a prov:Activity", "at most one activity"),
        ("?activity prov:wasAssociatedWith ?software", "exactly one software"),
        ("?software kg:version ?version", "exactly one version"),
        ("?fact kg:supportedBy ?claim", "needs the claims that assert it"),
        ("?fact kg:bySource ?source", "counts by source"),
        ("?fact kg:documentCount ?number", "number of documents"),
        ("?count kg:source ?source", "exactly one source"),
    ],
)
def test_what_leads_nowhere_is_named(line: str, words: str) -> None:
    store = GraphStore()
    store.put_readings([replace(BACKING, provenance=PROVENANCE)])
    store.put_ontology(make_ontology())
    store.put_facts(store.claims())
    assert validate_claims(store) == []
    store.update(f"DELETE WHERE {{ {line} }}")
    assert any(words in problem for problem in validate_claims(store))
