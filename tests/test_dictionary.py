"""The data dictionary is what its script writes, and lacks nothing that a graph holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import BACKING, RAIDS, make_ontology
from pyoxigraph import NamedNode, Quad
from readme import ROOT, script

import kgraph
from kgraph import vocab
from kgraph.graph.facts import facts_quads, identity_quads
from kgraph.graph.inference import inferred_quads
from kgraph.graph.ontology import ontology_quads
from kgraph.graph.rdf import reading_quads
from kgraph.graph.terms import RDF
from kgraph.model import Actor, Identity
from kgraph.ontology import Ontology

dictionary = script("dictionary")
PAGE = ROOT / "docs" / "dictionary.md"


@pytest.fixture(scope="module")
def written() -> str:
    return str(dictionary.dictionary())


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return kgraph.load_ontology()


def test_the_page_is_what_the_script_writes(written: str) -> None:
    assert PAGE.read_bytes() == written.encode(), "the page is out of date: run python scripts/dictionary.py"


def test_the_same_ontology_gives_the_same_bytes(written: str) -> None:
    assert dictionary.dictionary() == written


def test_every_relation_stands_there_once_with_all_that_is_known_of_it(written: str, ontology: Ontology) -> None:
    for relation in ontology.relations.values():
        (line,) = [line for line in written.splitlines() if line.startswith(f"| `kg:{relation.name}`<br>")]
        frames = [frame for frame in ontology.frames if frame.relation == relation.name]
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        assert relation.inverse_label in cells[0]
        assert ("symmetric" in cells[0]) is relation.symmetric
        assert cells[1] == (f"`kg:{relation.parent}`" if relation.parent else "")
        assert cells[2].startswith(relation.definition)
        assert {cells[3], cells[4]} == {vocab.local_name(match) for match in relation.matches} or not relation.matches
        assert cells[5] == str(len(frames))
        assert any(cells[6].replace("**", "") in unmarked(example) for frame in frames for example in frame.examples)


def unmarked(example: str) -> str:
    return example.replace("[X ", "").replace("[Y ", "").replace("]", "")


def test_every_type_stands_there(written: str, ontology: Ontology) -> None:
    for name, parent in ontology.types.items():
        assert f"| `kg:{name}` | {f'`kg:{parent}`' if parent else ''} | " in written


def test_every_property_of_a_graph_stands_under_its_class() -> None:
    """Whoever adds a property to the graph says in scripts/dictionary.py what it means."""
    properties = used_properties()
    assert {"Claim", "Fact", "InferredEdge", "Document", "Mention", "Term"} <= properties.keys()
    for name, used in properties.items():
        known = {row[0] for row in dictionary.PROPERTIES[name]}
        assert used <= known, f"kg:{name}"


def used_properties() -> dict[str, set[str]]:
    """The properties that stand on the nodes of each class in a graph made by hand; plain edges left out."""
    first, *others = BACKING.claims
    actor = Actor(vocab.ACTOR + "Reuters", "Reuters", "Media")
    reading = replace(BACKING, claims=(replace(first, attributed_to=actor, time="2020"), *others))
    claims = [*reading.claims, *RAIDS.claims]
    real = kgraph.load_ontology()
    known = [
        vocab.ACTOR + name for name in ("Iraq", "Mustafa_al-Kadhimi", "Kataib_Hezbollah", "United_States_Armed_Forces")
    ]
    quads: list[Quad] = [
        *(quad for each in (reading, RAIDS) for quad in reading_quads(each)),
        *facts_quads(claims),
        *identity_quads([actor.id, vocab.ACTOR + "X"], {vocab.ACTOR + "X": Identity(vocab.ACTOR + "X", actor, "why")}),
        *ontology_quads(real, known),
        *inferred_quads(claims, make_ontology()),
    ]
    classes: dict[object, set[str]] = {}
    for quad in quads:
        if quad.predicate == RDF.type and isinstance(quad.object, NamedNode):
            classes.setdefault(quad.subject, set()).add(vocab.local_name(quad.object.value))
    found: dict[str, set[str]] = {}
    for quad in quads:
        edge = str(quad.subject).startswith(f"<{vocab.ACTOR}") and str(quad.object).startswith(f"<{vocab.ACTOR}")
        if quad.predicate == RDF.type or (edge and plain(quad.predicate.value, real)):
            continue
        for name in classes.get(quad.subject, ()) & dictionary.PROPERTIES.keys():
            found.setdefault(name, set()).add(vocab.shorten(quad.predicate.value))
        if str(quad.subject).startswith(f"<{vocab.ACTOR}"):
            found.setdefault("Actor", set()).add(vocab.shorten(quad.predicate.value))
    # One stretch of text may be sentence, mention and cue at once.
    spans = {row[0] for name in ("Sentence", "Mention", "Cue") for row in dictionary.PROPERTIES[name]}
    for name in ("Sentence", "Cue"):
        assert found[name] <= spans
        found[name] &= {row[0] for row in dictionary.SPAN}
    return found


def plain(predicate: str, ontology: Ontology) -> bool:
    """Whether a property is a relation between actors, its inverse or a branch."""
    name = predicate.removeprefix(vocab.KG)
    return predicate.startswith(vocab.INVERSE) or name in ontology.relations or name in ("coop", "conf", "tie")


def test_what_is_described_without_words_comes_from_the_shapes(written: str) -> None:
    assert "| `kg:confidence` | xsd:decimal, 0.0 to 1.0 | 1 | " in written
    assert "| `kg:factuality` | `kg:asserted`, `kg:negated`, `kg:possible` | 1 | " in written
    assert "| `kg:attributedTo` | kg:Actor | 0–1 | " in written
    empty = [line for line in written.split("## What a graph holds")[1].splitlines() if "|  |" in line]
    assert not empty, "no shape says what these are; say it in scripts/dictionary.py"
