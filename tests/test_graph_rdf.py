"""Readings to RDF and back."""

from __future__ import annotations

import random
from dataclasses import replace

from conftest import ACTORS, BACKING, RAIDS, make_reading
from pyoxigraph import BlankNode, Literal, NamedNode

from kgraph import vocab
from kgraph.graph.rdf import in_order, quads_reading, reading_quads
from kgraph.graph.terms import KG, NIF, RDF
from kgraph.model import Actor, Document, Factuality, Mention, MentionKind, Reading

HOSTILE = make_reading(
    'Iran backed <script>alert(1)</script>. A "quoted" \\ line\r\n\twith 𝕌nicode \u202e and \x01.',
    ("Iran", "backed", "backs", "<script>alert(1)</script>"),
    doc="näme with spaces & <tags>?#.txt",
)


def round_trip(reading: Reading) -> Reading:
    quads = reading_quads(reading)
    random.Random(1).shuffle(quads)
    return quads_reading(quads)


def test_round_trip() -> None:
    for reading in (BACKING, RAIDS, HOSTILE, Reading(Document("e", "Nothing."), (), (), ())):
        assert round_trip(reading) == in_order(reading)
        assert in_order(in_order(reading)) == in_order(reading)


def test_round_trip_keeps_every_field_of_a_claim() -> None:
    claim = replace(
        BACKING.claims[0],
        factuality=Factuality.POSSIBLE,
        attributed_to=Actor(vocab.ACTOR + "Reuters", "Reuters", "Media"),
        time="2020-06/2020-07",
        confidence=1e-05,
        rule="a «rule»",
    )
    reading = replace(BACKING, claims=(claim,))
    assert round_trip(reading).claims == (claim,)


def test_two_actors_behind_one_word() -> None:
    text = "They attacked Iraq."
    they = [
        Mention("t", 0, 4, "They", ACTORS[name], MentionKind.PRONOUN, f"'they' are {name} and others")
        for name in ("Iran", "Kata'ib Hezbollah")
    ]
    reading = make_reading(text, doc="t")
    reading = replace(reading, mentions=(*they, *reading.mentions))
    assert set(round_trip(reading).mentions) == set(reading.mentions)
    nodes = {quad.subject for quad in reading_quads(reading) if quad.object == KG.Mention}
    assert nodes >= {NamedNode(vocab.span_iri("t", 0, 4)), NamedNode(vocab.span_iri("t", 0, 4) + "&n=2")}


def test_one_span_may_be_sentence_mention_and_cue() -> None:
    reading = make_reading("Iran", doc="t")
    sentence = make_reading("Iran.", doc="t").sentences[0]
    reading = replace(reading, sentences=(replace(sentence, end=4, text="Iran"),))
    assert round_trip(reading) == reading
    types = {quad.object for quad in reading_quads(reading) if quad.predicate == RDF.type}
    assert {KG.Sentence, KG.Mention} <= types


def test_each_claim_stands_once_and_the_surest_stays() -> None:
    claim = BACKING.claims[0]
    weak, strong = replace(claim, confidence=0.1), replace(claim, confidence=0.9)
    for claims in ((weak, strong), (strong, weak)):
        assert in_order(replace(BACKING, claims=claims)).claims == (strong,)


def test_actor_with_two_types_gets_the_more_frequent_one() -> None:
    first, *others = RAIDS.mentions
    odd = replace(first, actor=replace(first.actor, type="Media"))
    reading = replace(RAIDS, mentions=(odd, first, *others))
    assert {m.actor.type for m in round_trip(reading).mentions if m.actor.id == first.actor.id} == {first.actor.type}
    assert round_trip(reading) == in_order(reading)


def test_order_of_a_reading_makes_no_difference() -> None:
    turned = replace(RAIDS, claims=RAIDS.claims[::-1], mentions=RAIDS.mentions[::-1], sentences=RAIDS.sentences[::-1])
    assert reading_quads(turned) == reading_quads(RAIDS)


def test_graph_is_the_document_and_holds_no_blank_nodes() -> None:
    quads = reading_quads(HOSTILE)
    assert {quad.graph_name for quad in quads} == {NamedNode(vocab.document_iri(HOSTILE.document.id))}
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert len(set(quads)) == len(quads)


def test_offsets_are_those_of_the_text() -> None:
    text = RAIDS.document.text
    spans: dict[object, dict[object, str]] = {}
    for quad in reading_quads(RAIDS):
        if isinstance(quad.object, Literal):
            spans.setdefault(quad.subject, {})[quad.predicate] = quad.object.value
    found = [span for span in spans.values() if NIF.anchorOf in span]
    assert found
    for span in found:
        assert text[int(span[NIF.beginIndex]) : int(span[NIF.endIndex])] == span[NIF.anchorOf]
