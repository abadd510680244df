"""Writes docs/dictionary.md from the ontology and its shapes: python scripts/dictionary.py.

The same ontology gives the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

import kgraph
from kgraph import vocab
from kgraph.ontology import Branch, Frame, Ontology, Relation, default_folder

PAGE = Path(__file__).parent.parent / "docs" / "dictionary.md"
RDFS, SHACL = vocab.PREFIXES["rdfs"], "http://www.w3.org/ns/shacl#"

# What the classes of a graph are, and their properties: what the values are, how many there may be, what they mean. For
# claims and spans, values and numbers are what the shapes say; what no shape says stands here.
CLASSES = {
    "Document": "A text that was read. Its named graph is called after it.",
    "Sentence": "A stretch of a document that holds a claim or could hold one.",
    "Mention": "Words that stand for an actor: a name, a description or a pronoun.",
    "Cue": "The words that express a relation.",
    "Claim": "What one text says at one place.",
    "Fact": "An edge that at least one claim asserts. Stands in the graph of facts.",
    "SourceCount": "How often one source asserts, denies and supposes a fact.",
    "MonthCount": "How many claims there are of a relation in a month. Stands in the graph of facts.",
    "InferredEdge": "An edge that follows from facts by the ontology. Stands in a graph of its own, after `--infer`.",
    "Actor": "Whoever acts or is acted upon; each has one of the types above.",
    "Term": "A term of office that the ontology knows of.",
    "Relation": "One of the relations above, in the graph of the ontology.",
}
SPAN = (
    ("nif:referenceContext", "kg:Document", "1", "the document"),
    ("nif:beginIndex", "", "", "where it begins, in code points of the document's text"),
    ("nif:endIndex", "", "", "where it ends, behind the last code point"),
    ("nif:anchorOf", "text", "", "the words themselves"),
)
PROPERTIES: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "Document": (
        ("dcterms:identifier", "text", "1", "file name, or `id` of a JSONL record"),
        ("nif:isString", "text", "1", "the whole text, as it came in"),
        ("kg:sha256", "text", "1", "SHA-256 of the text in UTF-8, hexadecimal"),
        ("dcterms:title", "text", "0–1", "the title, if the record gives one"),
        ("dcterms:date", "xsd:date", "0–1", "the date, if the record gives one"),
        ("dcterms:source", "text", "0–1", "the source, if the record gives one"),
        ("kg:copyOf", "kg:Document", "0–1", "the oldest document with the same text, or most of it"),
    ),
    "Sentence": SPAN,
    "Mention": (
        *SPAN,
        ("kg:refersTo", "kg:Actor", "1", "the actor, as this document names it"),
        ("kg:mentionKind", "text", "1", "`name`, `description` or `pronoun`"),
        ("kg:rule", "text", "0–1", "why the words stand for the actor"),
    ),
    "Cue": SPAN,
    "Claim": (
        ("rdf:subject", "kg:Actor", "", "who acts, as this document names it"),
        ("rdf:predicate", "", "", "the relation"),
        ("rdf:object", "kg:Actor", "", "who is acted upon, as this document names it"),
        ("kg:factuality", "", "", "whether the text says that it is so, that it is not so, or only supposes it"),
        ("kg:attributedTo", "kg:Actor", "", "whose word it is, if it is not the author's"),
        ("kg:time", "text", "", "ISO 8601 date, month, year or period of which the claim speaks"),
        ("kg:confidence", "", "", "how likely it is to be read rightly"),
        ("kg:sentence", "", "", "the sentence it was read from"),
        ("kg:subjectMention", "", "", "the words for the subject"),
        ("kg:objectMention", "", "", "the words for the object"),
        ("kg:cue", "", "", "the words for the relation"),
        ("prov:wasDerivedFrom", "kg:Document", "", "the document"),
        ("kg:extractor", "text", "0–1", "which extractor read it"),
        ("kg:rule", "text", "0–1", "by which frame and pattern; and what a reader has decided, in words"),
        ("kg:verdict", "", "", "what a reader has said of it: that it is right, or that it should have been another"),
    ),
    "Fact": (
        ("rdf:subject", "kg:Actor", "1", "who acts, as the actor of the whole graph"),
        ("rdf:predicate", "kg:Relation", "1", "the relation"),
        ("rdf:object", "kg:Actor", "1", "who is acted upon, as the actor of the whole graph"),
        ("kg:claimCount", "xsd:integer", "1", "how many claims assert it"),
        ("kg:negatedCount", "xsd:integer", "1", "how many deny it"),
        ("kg:possibleCount", "xsd:integer", "1", "how many suppose it"),
        ("kg:documentCount", "xsd:integer", "1", "in how many documents it is asserted; those of one text count once"),
        ("kg:supportedBy", "kg:Claim", "1 or more", "the claims that assert it"),
        ("kg:deniedBy", "kg:Claim", "any", "the claims that deny it"),
        ("kg:supposedBy", "kg:Claim", "any", "the claims that suppose it"),
        ("kg:bySource", "kg:SourceCount", "1 or more", "the same counts for each source that speaks of it"),
        ("kg:firstDate", "text", "0–1", "the first day of a claim that asserts it, else of its document; ISO 8601"),
        ("kg:lastDate", "text", "0–1", "the last such day"),
    ),
    "SourceCount": (
        ("kg:source", "kg:Actor, text or kg:Document", "1", "whose word it is; the author's is the document's"),
        ("kg:claimCount", "xsd:integer", "1", "how many claims of that source assert the edge"),
        ("kg:negatedCount", "xsd:integer", "1", "how many deny it"),
        ("kg:possibleCount", "xsd:integer", "1", "how many suppose it"),
    ),
    "MonthCount": (
        ("rdf:predicate", "kg:Relation", "1", "the relation"),
        ("kg:month", "text", "1", "the month in which what the claims speak of begins, else that of their document"),
        ("kg:claimCount", "xsd:integer", "1", "how many claims assert the relation"),
        ("kg:negatedCount", "xsd:integer", "1", "how many deny it"),
        ("kg:possibleCount", "xsd:integer", "1", "how many suppose it"),
    ),
    "InferredEdge": (
        ("rdf:subject", "kg:Actor", "1", "who acts"),
        ("rdf:predicate", "owl:ObjectProperty", "1", "a relation, a branch, or an inverse (`inverse:backs`)"),
        ("rdf:object", "kg:Actor", "1", "who is acted upon"),
        ("kg:claimCount", "xsd:integer", "1", "how many claims assert the facts that it follows from"),
        ("kg:rule", "text", "1 or more", "broader relation, symmetric relation, inverse relation, part of a state"),
        ("prov:wasDerivedFrom", "kg:Fact", "1 or more", "the facts that it follows from"),
    ),
    "Actor": (
        ("skos:prefLabel", "text", "1", "the canonical name"),
        ("kg:canonicalActor", "kg:Actor", "1", "which actor of the whole graph it is; mostly itself"),
        ("kg:rule", "text", "0–1", "why it is that one, if it is another"),
        ("kg:nameKey", "text", "1 or more", "its names as queries compare them: lower case, letters and digits only"),
        ("skos:altLabel", "text", "any", "further spellings"),
        ("kg:shortName", "text", "any", "a surname or nickname that means this actor alone"),
        ("kg:adjective", "text", "any", "of a state: Iraqi"),
        ("kg:people", "text", "any", "of a state: Iraqis"),
        ("kg:capital", "text", "any", "of a state: a name that stands for it"),
        ("kg:seat", "text", "any", "a place or building that stands for it: the Kremlin"),
        ("kg:gender", "text", "0–1", "of a person, for he and she"),
        ("kg:ofState", "kg:State", "0–1", "the state to which a person, body or group belongs"),
        ("kg:parentBody", "kg:Body", "0–1", "the body of which it is a part"),
        ("kg:part", "kg:NationalPart", "0–1", "which part of its state it is, such as `part:police`"),
        ("owl:sameAs", "IRI", "any", "Wikidata, where the number is known"),
    ),
    "Term": (
        ("kg:holder", "kg:Person", "1", "who held the office"),
        ("kg:office", "text", "1", "the office, as in a title"),
        ("kg:of", "kg:Actor", "1", "the state or body whose office it is"),
        ("kg:from", "xsd:date", "1", "its first day"),
        ("kg:until", "xsd:date", "0–1", "its last day, if it has ended"),
    ),
    "Relation": (
        ("rdfs:label", "text", "1", "as it is read from subject to object"),
        ("kg:inverseLabel", "text", "1", "as it is read from object to subject"),
        ("skos:definition", "text", "1", "what it means"),
        ("rdfs:subPropertyOf", "owl:ObjectProperty", "1 or 2", "its branch, and the relation of which it is a kind"),
        ("skos:closeMatch", "IRI", "any", "the PLOVER event type and the CAMEO root that it refines"),
    ),
}  # fmt: skip


def dictionary(folder: Path | None = None) -> str:
    """The page for an ontology folder, by default the one that comes with kgraph."""
    folder = folder or default_folder()
    ontology = kgraph.load_ontology([folder])
    lines = [
        "# Data dictionary",
        "",
        "Every relation, type and property of a graph, as the ontology has them. Written by `scripts/dictionary.py`;",
        "do not edit it by hand.",
        "How they fit together is shown in [the model](model.md); `kg:` is `https://w3id.org/kgraph/ns#`.",
        "",
        *_relations(ontology),
        *_types(ontology, folder),
        *_classes(folder),
    ]
    return "\n".join(lines) + "\n"


def _relations(ontology: Ontology) -> Iterator[str]:
    yield f"## The {len(ontology.relations)} relations"
    yield ""
    yield "Under each relation stands how it is read from object to subject. *Frames* counts its entries in the"
    yield "lexicon, and the *example* is one of theirs."
    yield ""
    for branch in Branch:
        yield f"### {branch.label.capitalize()}: `kg:{branch.value}`"
        yield ""
        rows = (_relation(each, ontology) for each in ontology.relations.values() if each.branch is branch)
        yield from _table(("relation", "kind of", "definition", "PLOVER", "CAMEO", "frames", "example"), rows)


def _relation(relation: Relation, ontology: Ontology) -> tuple[str, ...]:
    frames = [frame for frame in ontology.frames if frame.relation == relation.name]
    symmetric = "<br>symmetric" if relation.symmetric else ""
    return (
        f"`kg:{relation.name}`<br>{relation.inverse_label}{symmetric}",
        f"`kg:{relation.parent}`" if relation.parent else "",
        relation.definition + _ends(relation),
        _match(relation, "plover"),
        _match(relation, "cameo"),
        str(len(frames)),
        _example(frames),
    )


def _ends(relation: Relation) -> str:
    ends = (("X", relation.x_types), ("Y", relation.y_types))
    return "".join(f" {end} is {' or '.join(f'`kg:{t}`' for t in sorted(types))}." for end, types in ends if types)


def _match(relation: Relation, scheme: str) -> str:
    found = sorted(vocab.local_name(match) for match in relation.matches if f"/{scheme}/" in match)
    return ", ".join(found)


def _example(frames: Iterable[Frame]) -> str:
    """The shortest example of all frames, its two actors in bold."""
    examples = sorted((example for frame in frames for example in frame.examples), key=lambda text: (len(text), text))
    return re.sub(r"\[[XY] ([^\]]*)\]", r"**\1**", examples[0]) if examples else ""


def _types(ontology: Ontology, folder: Path) -> Iterator[str]:
    said = _literals(folder / "types.ttl", RDFS + "comment")
    yield "## The types of actors"
    yield ""
    rows = (
        (f"`kg:{name}`", f"`kg:{parent}`" if parent else "", said.get(vocab.KG + name, ""))
        for name, parent in ontology.types.items()
    )
    yield from _table(("type", "kind of", "meaning"), rows)


def _classes(folder: Path) -> Iterator[str]:
    shapes = _Shapes(folder / "shapes" / "claims.ttl")
    yield "## What a graph holds"
    yield ""
    yield "*How many* says how many values one thing has."
    yield ""
    for name, meaning in CLASSES.items():
        yield f"### `kg:{name}`"
        yield ""
        yield meaning
        yield ""
        rows = []
        for prop, values, number, what in PROPERTIES[name]:
            shaped_values, shaped_number = shapes.of(name, prop)
            rows.append((f"`{prop}`", values or shaped_values, number or shaped_number, what))
        yield from _table(("property", "values", "how many", "meaning"), rows)


class _Shapes:
    """What the shapes say of values and numbers, by the shape's class and the property."""

    def __init__(self, path: Path) -> None:
        self._values: dict[str, dict[str, list[str]]] = {}
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                properties = self._values.setdefault(quad.subject.value, {})
                properties.setdefault(quad.predicate.value, []).append(quad.object.value)

    def of(self, class_name: str, prop: str) -> tuple[str, str]:
        """The values and the number of them that a class's property has; empty where no shape speaks of it."""
        shape = vocab.BASE + "shape/" + ("Claim" if class_name == "Claim" else "Span")
        for iri in self._values.get(shape, {}).get(SHACL + "property", ()):
            said = {key.removeprefix(SHACL): values[0] for key, values in self._values[iri].items()}
            if vocab.shorten(said["path"]) == prop:
                return _values_of(said), _number_of(said)
        return "", ""


def _values_of(said: dict[str, str]) -> str:
    kind = said.get("class") or said.get("datatype")
    if kind:
        limits = [said[key] for key in ("minInclusive", "maxInclusive") if key in said]
        return vocab.shorten(kind) + (f", {' to '.join(limits)}" if len(limits) == 2 else "")
    listed = re.search(r"\(([\w|]+)\)", said.get("pattern", ""))
    return ", ".join(f"`kg:{name}`" for name in listed[1].split("|")) if listed else ""


def _number_of(said: dict[str, str]) -> str:
    least, most = said.get("minCount", "0"), said.get("maxCount", "")
    return least if least == most else f"{least}–{most}" if most else f"{least} or more"


def _literals(path: Path, predicate: str) -> dict[str, str]:
    """The texts of one property in a Turtle file, by subject."""
    return {
        quad.subject.value: quad.object.value
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == predicate and isinstance(quad.subject, ox.NamedNode)
    }


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (columns, ("---",) * len(columns), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def main() -> None:
    """Rewrite the page."""
    if sys.argv[1:]:
        raise SystemExit("usage: python scripts/dictionary.py")
    PAGE.write_text(dictionary(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
