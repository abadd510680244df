"""Facts are derived from asserted claims, and from nothing else."""

from __future__ import annotations

from dataclasses import replace

from conftest import ACTORS, BACKING, RAIDS
from pyoxigraph import NamedNode

from kgraph import vocab
from kgraph.graph.facts import fact_iri, facts_quads
from kgraph.graph.terms import GRAPH_FACTS, KG, RDF
from kgraph.model import Factuality

IRAN, KATAIB, IRAQ = (NamedNode(vocab.ACTOR + name) for name in ("Iran", "Kataib_Hezbollah", "Iraq"))
CLAIMS = [*BACKING.claims, *RAIDS.claims]


def value(quads: list, predicate: NamedNode) -> list[str]:
    node = NamedNode(fact_iri(IRAN.value, "backs", KATAIB.value))
    return [quad.object.value for quad in quads if quad.subject == node and quad.predicate == predicate]


def test_asserted_claims_make_an_edge_with_counts() -> None:
    quads = facts_quads(CLAIMS)
    assert {quad.graph_name for quad in quads} == {GRAPH_FACTS}
    assert any((q.subject, q.predicate, q.object) == (IRAN, NamedNode(vocab.KG + "backs"), KATAIB) for q in quads)
    assert value(quads, KG.claimCount) == ["2"]
    assert value(quads, KG.documentCount) == ["2"]
    backing = [claim for claim in CLAIMS if claim.relation == "backs"]
    assert sorted(value(quads, KG.supportedBy)) == sorted(vocab.claim_iri(claim.id) for claim in backing)


def test_denied_and_possible_claims_make_no_edge() -> None:
    quads = facts_quads(CLAIMS)
    assert not any(quad.subject == IRAN and quad.object == IRAQ for quad in quads)
    assert not any(quad.object == IRAQ for quad in quads)
    supposed = [replace(claim, factuality=Factuality.POSSIBLE) for claim in CLAIMS]
    assert facts_quads(supposed) == []


def test_denials_are_counted_where_a_fact_stands() -> None:
    asserted, *others = [claim for claim in CLAIMS if claim.relation == "backs"]
    quads = facts_quads([asserted, *(replace(claim, factuality=Factuality.NEGATED) for claim in others)])
    assert value(quads, KG.claimCount) == ["1"]
    assert value(quads, KG.negatedCount) == ["1"]
    assert value(quads, KG.possibleCount) == ["0"]


def test_fact_iris_are_stable() -> None:
    assert fact_iri("s", "r", "o") == vocab.FACT + "c2ea8c4077453a0d"
    facts = [quad for quad in facts_quads(CLAIMS) if quad.predicate == RDF.type]
    assert {quad.object for quad in facts} == {KG.Fact, KG.SourceCount}


def test_dates_and_sources_are_told() -> None:
    backing = [claim for claim in CLAIMS if claim.relation == "backs"]
    first, second = replace(backing[0], time="2019-05/2019-07"), backing[1]
    documents = {reading.document.id: reading.document for reading in (BACKING, RAIDS)}
    quads = facts_quads([first, replace(second, attributed_to=ACTORS["Iraq"])], documents)
    assert (value(quads, KG.firstDate), value(quads, KG.lastDate)) == (["2019-05"], ["2019-07"])
    sources = {quad.object for quad in quads if quad.predicate == KG.source}
    assert sources == {NamedNode(vocab.document_iri("a.txt")), IRAQ}
    counts = {q.subject.value: q.object.value for q in quads if q.predicate == KG.claimCount}
    assert sorted(counts.values()) == ["1", "1", "1", "2"]
    assert counts[f"{vocab.MONTH}2019-05/backs"] == "1"  # the other claim has no date
    dated = facts_quads([backing[0]], documents)
    assert (value(dated, KG.firstDate), value(dated, KG.lastDate)) == (["2020-06-25"], ["2020-06-25"])


def test_a_fact_leads_to_its_denials() -> None:
    asserted, *others = [claim for claim in CLAIMS if claim.relation == "backs"]
    denied, supposed = (replace(others[0], factuality=f) for f in (Factuality.NEGATED, Factuality.POSSIBLE))
    for claim, predicate in ((denied, KG.deniedBy), (supposed, KG.supposedBy)):
        assert value(facts_quads([asserted, claim]), predicate) == [vocab.claim_iri(claim.id)]
