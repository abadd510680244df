"""Predictions: the claims that are measured, whether kgraph has just read them or a file brings them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.jsonlines import Record, read_records
from kgraph.model import Claim, Factuality, Reading

if TYPE_CHECKING:
    from kgraph.reading.actors.identity import Census


@dataclass(frozen=True, slots=True)
class Prediction:
    """What of a claim is measured; `subject` and `object` are labels, the ids may be any that tell nodes apart."""

    doc: str
    start: int
    end: int
    subject: str
    relation: str
    object: str
    subject_id: str | None = None
    object_id: str | None = None
    factuality: str = Factuality.ASSERTED.value
    attributed_to: str | None = None
    time: str | None = None
    confidence: float | None = None
    extractor: str = ""


def prediction_of(claim: Claim) -> Prediction:
    """What of a claim is measured."""
    return Prediction(
        doc=claim.doc,
        start=claim.sentence.start,
        end=claim.sentence.end,
        subject=claim.subject.actor.label,
        relation=claim.relation,
        object=claim.object.actor.label,
        subject_id=claim.subject.actor.id,
        object_id=claim.object.actor.id,
        factuality=claim.factuality.value,
        attributed_to=claim.attributed_to.label if claim.attributed_to else None,
        time=claim.time,
        confidence=claim.confidence,
        extractor=claim.extractor,
    )


def read_predictions(path: Path) -> list[Prediction]:
    """The claims of a file as `kgraph extract` prints them; raises InputError naming the line."""
    return [_prediction(record) for record in read_records(path)]


def predict(readings: Iterable[Reading], census: Census) -> list[Prediction]:
    """The claims of readings, with the actors of all the readings together."""
    claims: list[Claim] = []
    for reading in readings:
        census.add(reading)
        claims.extend(reading.claims)
    identities = census.identities()
    return [prediction_of(claim.identified(identities)) for claim in claims]


def sure(predictions: Iterable[Prediction], min_confidence: float) -> Iterator[Prediction]:
    """The predictions without those of less confidence; one without a figure stays."""
    return (each for each in predictions if each.confidence is None or each.confidence >= min_confidence)


def _prediction(record: Record) -> Prediction:
    subject, object_ = record.part("subject"), record.part("object")
    confidence = record.values.get("confidence")
    if confidence is not None and (not isinstance(confidence, int | float) or not 0 <= confidence <= 1):
        raise record.error("'confidence' must be a number from 0 to 1")
    return Prediction(
        doc=record.text("doc"),
        start=record.integer("start"),
        end=record.integer("end"),
        subject=subject.text("label"),
        relation=record.text("relation"),
        object=object_.text("label"),
        subject_id=subject.maybe_text("id"),
        object_id=object_.maybe_text("id"),
        factuality=record.maybe_text("factuality") or Factuality.ASSERTED.value,
        attributed_to=_source(record),
        time=record.maybe_text("time"),
        confidence=confidence,
        extractor=record.maybe_text("extractor") or "",
    )


def _source(record: Record) -> str | None:
    """The label of the source, which may stand alone or in an object."""
    if isinstance(record.values.get("attributed_to"), dict):
        return record.part("attributed_to").text("label")
    return record.maybe_text("attributed_to")
