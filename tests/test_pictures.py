"""The pictures of the RDF model: well-formed, complete, the same each time, and loading nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import BACKING, RAIDS, SCRIPT, make_ontology
from readme import ROOT, script

from kgraph import vocab
from kgraph.graph.facts import fact_iri
from kgraph.graph.store import GraphStore
from kgraph.model import Actor, Claim

pictures = script("pictures")
MODEL = ROOT / "docs" / "model.md"
IMAGES = [ROOT / "docs" / "images" / name for name in ("claim.svg", "graphs.svg")]

TIMED = replace(
    BACKING.claims[0], time="2020-06", attributed_to=Actor(vocab.ACTOR + "Reuters", "Reuters", "Media"), rule=SCRIPT
)


@pytest.fixture
def graph() -> GraphStore:
    store = GraphStore()
    store.put_readings([replace(BACKING, claims=(TIMED, *BACKING.claims[1:])), RAIDS])
    store.put_ontology(make_ontology())
    store.put_facts(store.claims())
    return store


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_claim_is_shown_with_all_its_nodes() -> None:
    found = "\n".join(texts(pictures.claim_picture(TIMED, "backs")))
    edge = (TIMED.subject.actor.id, TIMED.relation, TIMED.object.actor.id)
    assert TIMED.sentence.text in found
    for words in (TIMED.id, TIMED.cue.surface, "kg:time: 2020-06", "kg:attributedTo: actor:Reuters", "kg:supportedBy"):
        assert words in found
    assert vocab.shorten(fact_iri(*edge)) in found
    assert found.count("kg:refersTo") == 2
    assert "<script" not in pictures.claim_picture(TIMED, "backs")


def test_long_words_are_cut_to_their_box() -> None:
    long = replace(TIMED, sentence=replace(TIMED.sentence, text="word " * 100))
    assert max(map(len, texts(pictures.claim_picture(long, "backs")))) < 100


def test_named_graphs_are_shown(graph: GraphStore) -> None:
    svg = pictures.graphs_picture(graph.documents())
    assert {"doc:a.txt", "doc:b.txt", "…/graph/facts", "…/graph/ontology", "…/graph/inferred"} <= set(texts(svg))
    assert "…" in texts(pictures.graphs_picture(["a", "b", "c"]))


def test_the_claim_of_the_page_is_asserted_and_has_a_time(graph: GraphStore) -> None:
    claims: list[Claim] = list(graph.claims())
    assert pictures.shown_claim(claims) == pictures.shown_claim(claims[::-1]) == TIMED


def test_turtle_of_a_claim_has_its_nodes_and_no_text_of_the_document(graph: GraphStore) -> None:
    turtle = pictures.claim_turtle(graph, TIMED)
    for kind in ("kg:Claim", "kg:Sentence", "kg:Cue", "kg:Mention", "kg:Document", "kg:Fact"):
        assert re.search(rf"\ba\s[^;.]*{kind}\b", turtle), kind
    assert "nif:isString" not in turtle
    assert "@prefix" not in turtle


def test_the_page_shows_both_pictures_and_a_claim() -> None:
    page = MODEL.read_text(encoding="utf-8")
    assert [f"images/{image.name}" for image in IMAGES] == sorted(re.findall(r"\]\((images/\S+)\)", page))
    block = pictures._BLOCK.search(page)
    assert block is not None
    assert "a kg:Claim" in block[0]


@pytest.mark.parametrize("image", IMAGES, ids=lambda image: image.name)
def test_the_drawn_pictures_load_nothing(image: Path) -> None:
    svg = image.read_text(encoding="utf-8")
    assert texts(svg)
    assert "href" not in svg
    assert "url(http" not in svg
    assert "<script" not in svg
