"""Claims from JSON Lines, in the form in which `kgraph extract` and `kgraph export` write them, each line checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from kgraph.documents import check_characters
from kgraph.graph.formats import is_iri
from kgraph.jsonlines import Record, read_records
from kgraph.model import Actor, Claim, Cue, Factuality, Mention, MentionKind, Sentence, Verdict
from kgraph.ontology import Ontology

LONGEST_TEXT = 10_000_000
"""Code points that a document may have; what lies beyond is a slip rather than an offset."""


def read_claims(path: Path, ontology: Ontology) -> Iterator[tuple[Claim, str]]:
    """The claims of a file in order, each with the words for where it stands; raises InputError naming the line.

    `id` is not read: it follows from the document, the places, the actors and the relation.
    """
    for record in read_records(path):
        yield _Line(record, ontology).claim(), record.where


class _Line:
    """One line, taken apart. What it asks is what ontology/shapes/claims.ttl asks of a claim in RDF."""

    def __init__(self, record: Record, ontology: Ontology) -> None:
        self.record = record
        self.ontology = ontology
        self.doc = text(record, "doc")

    def claim(self) -> Claim:
        record = self.record
        sentence = Sentence(self.doc, *_span(record, "sentence"))
        subject, object_ = self.mention(record.part("subject")), self.mention(record.part("object"))
        if subject.actor.id == object_.actor.id:
            raise record.error("'subject' and 'object' are one actor; a claim is about two")
        return Claim(
            sentence=sentence,
            subject=subject,
            relation=self.known("relation", text(record, "relation"), self.ontology.relations),
            object=object_,
            cue=Cue(*_span(record.part("cue"), "surface")),
            factuality=Factuality(self.known("factuality", text(record, "factuality"), list(Factuality))),
            attributed_to=self.speaker(),
            time=_maybe(record, "time"),
            confidence=self.confidence(),
            extractor=_maybe(record, "extractor") or "",
            rule=_maybe(record, "rule") or "",
            verdict=self.verdict(),
        )

    def mention(self, record: Record) -> Mention:
        kind = record.maybe_text("kind") or MentionKind.NAME
        return Mention(
            self.doc,
            *_span(record, "surface"),
            actor=self.actor(record),
            kind=MentionKind(self.known("kind", kind, list(MentionKind))),
            rule=_maybe(record, "rule") or "",
        )

    def actor(self, record: Record) -> Actor:
        iri = text(record, "id")
        if not is_iri(iri):
            raise record.error(f"'id' is '{iri}', which is no IRI")
        return Actor(iri, text(record, "label"), self.known("type", text(record, "type"), self.ontology.types))

    def speaker(self) -> Actor | None:
        return (
            None if self.record.values.get("attributed_to") is None else self.actor(self.record.part("attributed_to"))
        )

    def confidence(self) -> float:
        value = self.record.values.get("confidence")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.record.error("'confidence' must be a number from 0 to 1")
        return float(value)

    def verdict(self) -> Verdict | None:
        value = self.record.maybe_text("verdict")
        return Verdict(self.known("verdict", value, (Verdict.RIGHT, Verdict.CORRECTED))) if value else None

    def known(self, name: str, value: str, names: Collection[str]) -> str:
        if value not in names:
            raise self.record.error(f"'{name}' is '{value}'; there are: {', '.join(sorted(names))}")
        return value


def text(record: Record, name: str) -> str:
    """A string that must be there, in characters that RDF can hold."""
    value = record.text(name)
    check_characters(value, name, record.where)
    return value


def _maybe(record: Record, name: str) -> str | None:
    return text(record, name) if record.maybe_text(name) else None


def _span(record: Record, name: str) -> tuple[int, int, str]:
    """Begin, end and the words between, which must fit."""
    words, start, end = text(record, name), record.integer("start"), record.integer("end")
    if not 0 <= start < end <= LONGEST_TEXT:
        raise record.error(f"'start' and 'end' must lie in order between 0 and {LONGEST_TEXT:,}")
    if len(words) != end - start:
        raise record.error(f"'{name}' has {len(words)} characters, and {end - start} stand from {start} to {end}")
    return start, end, words
