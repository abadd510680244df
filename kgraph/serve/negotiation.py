"""Which form of an answer a client gets, by its Accept header (RFC 9110)."""

from __future__ import annotations

import re
from collections.abc import Sequence

HTML = "text/html"
TURTLE = "text/turtle"
JSON_LD = "application/ld+json"

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""The media types of rows and truth values, each with the method of an answer that writes it, the default first."""

GRAPHS = {
    TURTLE: "turtle",
    "application/n-triples": "csv",
    "application/rdf+xml": "xml",
    JSON_LD: "json",
}
"""The media types of triples, in the same way."""

_ALIASES = {
    "application/json": ("application/sparql-results+json", JSON_LD),
    "application/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "text/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "application/x-turtle": (TURTLE,),
    "text/plain": ("application/n-triples",),
}
_ITEM = re.compile(r"\s*([\w!#$&^.+*-]+/[\w!#$&^.+*-]+)\s*((?:;[^,]*)?)(?:,|$)")
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def best(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that the header likes best, the earlier one of two; None if it takes none of them."""
    wanted = _parsed(accept or "*/*")
    qualities = {media_type: _quality(media_type, wanted) for media_type in offered}
    liked = max(offered, key=lambda media_type: qualities[media_type])
    return liked if qualities[liked] > 0 else None


def _parsed(accept: str) -> dict[str, float]:
    """Each media range with its quality; what is malformed is passed over."""
    found: dict[str, float] = {}
    for media_range, parameters in _ITEM.findall(accept.lower()):
        quality = _QUALITY.search(parameters)
        found.setdefault(media_range, float(quality[1]) if quality else 1.0)
    return found


def _quality(media_type: str, wanted: dict[str, float]) -> float:
    """The quality of the most specific range that fits; a name of old stands for the type where that is not named."""
    if media_type in wanted:
        return wanted[media_type]
    old = [wanted[name] for name, names in _ALIASES.items() if media_type in names and name in wanted]
    if old:
        return max(old)
    return wanted.get(f"{media_type.split('/')[0]}/*", wanted.get("*/*", 0.0))
