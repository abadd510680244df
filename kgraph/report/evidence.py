"""The words behind a claim: an excerpt of its sentence, who says so, where and when."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from kgraph.model import Claim, Document
from kgraph.report.blocks import Quote

SENTENCE_LENGTH = 300


def quote(claim: Claim, documents: Mapping[str, Document]) -> Quote:
    """The sentence of a claim, and where it stands."""
    return Quote(excerpt(claim), origin(claim, documents))


def excerpt(claim: Claim, length: int = SENTENCE_LENGTH) -> str:
    """The sentence on one line, or if it is long the part of it around the words that make the claim."""
    text = claim.sentence.text
    if len(text) > length:
        spans = (claim.subject, claim.cue, claim.object)
        middle = (min(span.start for span in spans) + max(span.end for span in spans)) // 2 - claim.sentence.start
        start = max(0, min(middle - length // 2, len(text) - length))
        part, after = text[start : start + length], text[start + length :]
        if start:
            part = "… " + part.partition(" ")[2]
        text = part.rpartition(" ")[0] + " …" if after else part
    return " ".join(text.split())


def origin(claim: Claim, documents: Mapping[str, Document]) -> str:
    """Who says so, if not the text itself, in which document, of which source and date, and of which time it speaks."""
    document = documents.get(claim.doc)
    speaker = f"{claim.attributed_to.label} in " if claim.attributed_to is not None else ""
    parts = [speaker + claim.doc]
    if document is not None and document.source:
        parts.append(_site(document.source))
    if document is not None and document.date:
        parts.append(document.date)
    if claim.time:
        parts.append(f"about {claim.time}")
    return ", ".join(parts)


def speaker(claim: Claim, documents: Mapping[str, Document]) -> str:
    """Who says what a claim says: the actor that the text names, else the document's source, else the document."""
    if claim.attributed_to is not None:
        return claim.attributed_to.label
    document = documents.get(claim.doc)
    return _site(document.source) if document is not None and document.source else claim.doc


def _site(source: str) -> str:
    """The host of an address; another source as it is."""
    try:
        host = urlsplit(source).hostname
    except ValueError:
        host = None
    return host.removeprefix("www.") if host else source
