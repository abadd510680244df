"""Documents' graphs from outside: what meets the shapes comes back as it was, what does not is told with its node."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ACTORS, BACKING, RAIDS, make_ontology
from made_graphs import graph_of

from kgraph import vocab
from kgraph.errors import InputError
from kgraph.graph.formats import FORMATS, SUFFIXES, write_rdf
from kgraph.graph.rdf import in_order
from kgraph.graph.received import received_readings
from kgraph.graph.store import GraphStore
from kgraph.model import Reading

CLAIM = in_order(BACKING).claims[0]
DOC = vocab.document_iri("a.txt")
SUFFIX_OF = {form: next(s for s, known in SUFFIXES.items() if known == FORMATS[form]) for form in FORMATS}
PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in vocab.PREFIXES.items())


def received(path: Path) -> list[Reading]:
    return sorted(received_readings(path, make_ontology()), key=lambda reading: reading.document.id)


def write(folder: Path, graph: GraphStore, form: str = "trig") -> Path:
    output = io.BytesIO()
    write_rdf(graph, form, output)
    path = folder / f"graph{SUFFIX_OF[form]}"
    path.write_bytes(output.getvalue())
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_readings_come_back_from_every_serialisation(tmp_path: Path, form: str) -> None:
    path = write(tmp_path, graph_of(BACKING, RAIDS), form)
    assert received(path) == [in_order(BACKING), in_order(RAIDS)]


def test_united_documents_give_an_actor_the_type_that_says_most(tmp_path: Path) -> None:
    iran = ACTORS["Iran"]
    vague = replace(iran, type="Actor")
    claim = replace(BACKING.claims[0], subject=replace(BACKING.claims[0].subject, actor=vague))
    reading = replace(BACKING, claims=(claim,), mentions=(claim.subject, claim.object))
    found = received(write(tmp_path, graph_of(reading, RAIDS), "turtle"))
    assert {c.subject.actor for r in found for c in r.claims if c.subject.actor.id == iran.id} == {iran}


def term(name: str) -> str:
    prefix, _, local = name.partition(":")
    return vocab.PREFIXES[prefix] + local


BROKEN = {
    "no subject": (f"<{vocab.claim_iri(CLAIM.id)}> <{term('rdf:subject')}>", None, "exactly one subject"),
    "two subjects": (f"<{vocab.claim_iri(CLAIM.id)}> <{term('rdf:subject')}>", "+Iraq", "exactly one subject"),
    "unknown relation": (f"<{term('rdf:predicate')}>", f"<{vocab.KG}likes>", "a relation of the ontology"),
    "strange factuality": (f"<{term('kg:factuality')}>", f"<{vocab.KG}sure>", "asserted, negated or possible"),
    "too sure": (f"<{term('kg:confidence')}>", f'"1.5"^^<{term("xsd:decimal")}>', "a decimal from 0 to 1"),
    "no sentence": (f"<{term('kg:sentence')}>", None, "exactly one sentence"),
    "sentence elsewhere": (f"<{term('kg:sentence')}>", f"<{DOC}#char=0,1>", "does not stand in the graph"),
    "no text": (f"<{term('nif:isString')}>", None, "a document needs its text"),
    "no identifier": (f"<{term('dcterms:identifier')}>", None, "a document needs an identifier"),
    "empty identifier": (f"<{term('dcterms:identifier')}>", '""', "must not be empty"),
    "no date": (f"<{term('dcterms:date')}>", '"last week"', "the date of a document must be like 2020-06-25"),
    "no begin": (f"<{term('nif:beginIndex')}>", None, "a span needs its begin"),
    "begin of no number": (f"<{term('nif:beginIndex')}>", '"x"', "must be whole numbers"),
    "begin too large": (f"<{term('nif:beginIndex')}>", f'"{"9" * 5000}"', "must be whole numbers"),
    "begin behind the end": (f"<{term('nif:beginIndex')}>", f'"999"^^<{term("xsd:integer")}>', "must end after"),
    "other words": (f"<{term('nif:anchorOf')}>", '"Chad"', "is not what stands in its document"),
    "nobody": (f"<{term('kg:refersTo')}>", None, "needs the actor"),
    "nameless": (f"<{term('kg:refersTo')}>", f"<{vocab.ACTOR}Nobody>", "an actor needs a skos:prefLabel"),
    "another actor": (f"<{DOC}#char=0,4> <{term('kg:refersTo')}>", f"<{vocab.ACTOR}Iraq>", "is not the actor that its"),
    "no kind": (f"<{term('kg:mentionKind')}>", None, "a mention needs its kind"),
    "strange kind": (f"<{term('kg:mentionKind')}>", '"nickname"', "must be one of description, name, pronoun"),
    "strange type": (
        f"<{vocab.ACTOR}Iran> <{term('rdf:type')}>",
        f"<{vocab.KG}Banana>",
        "a type of the ontology, not 'Banana'",
    ),
    "blank node": (f"<{term('kg:cue')}>", "_:b1", "no blank nodes"),
    "another document": (
        f"<{vocab.claim_iri(CLAIM.id)}> <{term('prov:wasDerivedFrom')}>",
        f"<{vocab.document_iri('z.txt')}>",
        "was read from another document",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_told_with_its_node(tmp_path: Path, case: str) -> None:
    start, value, message = BROKEN[case]
    path = write(tmp_path, graph_of(BACKING), "nquads")
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, each in enumerate(lines) if start in each and f"<{DOC}> ." in each)
    node, predicate, _ = lines[at].split(" ", 2)
    if value is None:
        del lines[at]
    elif value == "+Iraq":
        lines.append(f"{node} {predicate} <{vocab.ACTOR}Iraq> <{DOC}> .")
    else:
        lines[at] = f"{node} {predicate} {value} <{DOC}> ."
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        received(path)
    assert re.match(rf"{re.escape(str(path))}: (https://|_:)\S+: ", str(caught.value))
    assert str(caught.value).endswith("nothing was imported")


def test_further_problems_are_counted(tmp_path: Path) -> None:
    path = write(tmp_path, graph_of(BACKING, RAIDS), "nquads")
    text = path.read_text(encoding="utf-8").replace(f'"0.83"^^<{term("xsd:decimal")}>', f'"7"^^<{term("xsd:decimal")}>')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"exactly one confidence.* \(and 4 more\); nothing was imported"):
        received(path)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.ttl", "", "there is no kg:Document in it"),
        ("a.ttl", "<https://example.org/a> a kg:Claim .", "a claim needs exactly one document"),
        ("a.trig", "<https://example.org/g> { <https://example.org/a> a kg:Claim . }", "has no kg:Document"),
        (
            "a.ttl",
            '<https://example.org/d> a kg:Document ; dcterms:identifier "d" ; nif:isString "Text." .\n'
            "<https://example.org/a> a kg:Claim .",
            "https://example.org/a: a claim needs exactly one document",
        ),
        (
            "a.trig",
            '<https://example.org/g> { <https://example.org/d> a kg:Document ; dcterms:identifier "d" ; nif:isString "" .'
            ' <https://example.org/e> a kg:Document ; dcterms:identifier "e" ; nif:isString "" . }',
            "its graph is that of another document",
        ),
        (
            "a.trig",
            "<https://example.org/d> a kg:Document . <https://example.org/d> { <https://example.org/d> a kg:Document . }",
            "the document has a named graph, and stands outside it too",
        ),
    ],
)
def test_graphs_without_their_document_are_told(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(PREFIXES + text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(message)):
        received(path)


def test_documents_may_come_without_claims_and_from_other_tools(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    document = '<https://example.org/d> a kg:Document ; dcterms:identifier "d.txt" ; nif:isString "Text." ; '
    path.write_text(f'{PREFIXES}{document} dcterms:creator "somebody" .', encoding="utf-8")
    (reading,) = received(path)
    assert (reading.document.id, reading.document.text, reading.claims) == ("d.txt", "Text.", ())
