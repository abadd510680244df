"""The nouns of kgraph as frozen records. This module imports no library."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Factuality(StrEnum):
    """Whether the text says that it is so, that it is not so, or only supposes it."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    POSSIBLE = "possible"


class MentionKind(StrEnum):
    """How a mention refers to its actor."""

    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"


class Verdict(StrEnum):
    """What a reader has said of a claim: that it was read rightly, or not, or that it should have been another."""

    RIGHT = "right"
    WRONG = "wrong"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Document:
    """One text to read. `id` is its file name, or the record's `id` in JSONL; `date` is an ISO 8601 date."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a document; `start` and `end` are Unicode code points into the document's text."""

    doc: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts or is acted upon. `type` is the local name of a class in `ontology/types.ttl`."""

    id: str
    label: str
    type: str

    def to_json(self) -> dict[str, str]:
        """The actor as plain data."""
        return {"id": self.id, "label": self.label, "type": self.type}


@dataclass(frozen=True, slots=True)
class Identity:
    """Which actor of the whole graph an actor is as a document names it; `rule` says in words why, if they differ."""

    id: str
    canonical: Actor
    rule: str = ""


Identities = Mapping[str, Identity]
"""Identities by the IRI of the actor as documents name it; an actor that is not among them is itself."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The words that stand for an actor at one place; `rule` says in words why they stand for it."""

    doc: str
    start: int
    end: int
    surface: str
    actor: Actor
    kind: MentionKind = MentionKind.NAME
    rule: str = ""

    def identified(self, identities: Identities) -> Mention:
        """The mention with the actor of the whole graph."""
        identity = identities.get(self.actor.id)
        if identity is None or (identity.canonical == self.actor and not identity.rule):
            return self
        rule = "; ".join(part for part in (self.rule, identity.rule) if part)
        return replace(self, actor=identity.canonical, rule=rule)

    def to_json(self) -> dict[str, Any]:
        """The mention as plain data, ready for `json.dumps`."""
        return {"doc": self.doc, **_end(self), "rule": self.rule}


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that express a relation."""

    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one text says at one place: subject, relation, object, with the words it was read from.

    `relation` is the local name of a property in `ontology/relations.ttl`; `time` is an ISO 8601 date or interval;
    `confidence` lies between 0 and 1; `rule` names the frame and the pattern that fired; `verdict` is a reader's, who
    has found the claim right or has put it right.
    """

    sentence: Sentence
    subject: Mention
    relation: str
    object: Mention
    cue: Cue
    factuality: Factuality = Factuality.ASSERTED
    attributed_to: Actor | None = None
    time: str | None = None
    confidence: float = 0.5
    extractor: str = ""
    rule: str = ""
    verdict: Verdict | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        parts = (
            self.sentence.doc,
            f"{self.subject.start},{self.subject.end}",
            self.subject.actor.id,
            self.relation,
            f"{self.object.start},{self.object.end}",
            self.object.actor.id,
            f"{self.cue.start},{self.cue.end}",
        )
        object.__setattr__(self, "id", hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16])

    @property
    def doc(self) -> str:
        """The id of the document that makes the claim."""
        return self.sentence.doc

    def identified(self, identities: Identities) -> Claim:
        """The claim with the actors of the whole graph; it keeps its id, which tells what its document says."""
        subject, object_, speaker = self.subject.identified(identities), self.object.identified(identities), None
        if self.attributed_to is not None:
            known = identities.get(self.attributed_to.id)
            speaker = known.canonical if known else self.attributed_to
        if (subject, object_, speaker) == (self.subject, self.object, self.attributed_to):
            return self
        claim = replace(self, subject=subject, object=object_, attributed_to=speaker)
        object.__setattr__(claim, "id", self.id)
        return claim

    def to_json(self) -> dict[str, Any]:
        """The claim as plain data, ready for `json.dumps`."""
        return {
            "id": self.id,
            "doc": self.doc,
            "start": self.sentence.start,
            "end": self.sentence.end,
            "sentence": self.sentence.text,
            "subject": _end(self.subject),
            "relation": self.relation,
            "object": _end(self.object),
            "cue": {"surface": self.cue.surface, "start": self.cue.start, "end": self.cue.end},
            "factuality": self.factuality.value,
            "attributed_to": self.attributed_to.to_json() if self.attributed_to else None,
            "time": self.time,
            "confidence": self.confidence,
            "extractor": self.extractor,
            "rule": self.rule,
            "verdict": self.verdict.value if self.verdict else None,
        }


def in_text_order(claims: Iterable[Claim]) -> list[Claim]:
    """The claims by document and place; the same claims in any order give the same list."""
    return sorted(claims, key=lambda claim: (claim.doc, claim.sentence.start, claim.id))


def surest(claims: Iterable[Claim]) -> Claim:
    """The claim of most confidence; of several, the one in the shortest sentence, which is the quickest to judge."""
    return min(claims, key=lambda claim: (-claim.confidence, len(claim.sentence.text)))


@dataclass(frozen=True, slots=True)
class Provenance:
    """With what a document was read: the versions of kgraph and of the model, the SHA-256 of the ontology and of what
    the curation says of names, the extractors, and the confidence below which claims were dropped."""

    version: str
    model: str = ""
    model_version: str = ""
    ontology: str = ""
    extractors: tuple[str, ...] = ()
    min_confidence: float = 0.0
    curation: str = ""

    def differences(self, other: Provenance | None) -> list[str]:
        """What is not the same in another, in words."""
        if other is None:
            return ["nothing known of how it was read"]
        parts = {
            "another version of kgraph": self.version == other.version,
            "another model": (self.model, self.model_version) == (other.model, other.model_version),
            "another ontology": self.ontology == other.ontology,
            "other extractors": self.extractors == other.extractors,
            "another limit of confidence": self.min_confidence == other.min_confidence,
            "another curation": self.curation == other.curation,
        }
        return [words for words, same in parts.items() if not same]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document, and with what, if that is known."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    provenance: Provenance | None = None


def _end(mention: Mention) -> dict[str, object]:
    return {
        **mention.actor.to_json(),
        "surface": mention.surface,
        "start": mention.start,
        "end": mention.end,
        "kind": mention.kind.value,
    }
