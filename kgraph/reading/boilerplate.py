"""Lines that are no text: embed captions, bare links, footnotes, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LETTER = re.compile(r"[^\W\d_]")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^\s*(?:\*{1,4}|†|‡|\[\d+\]|\(\d+\)|\d+\s*[)\]])\s*[\"“«]?\w.*", re.DOTALL)
_FOOTNOTE_WORDS = re.compile(
    r"\b(?:recogni[sz]ed|designated|banned|listed|declared|see|ibid|source|note)\b", re.IGNORECASE
)


class Boilerplate:
    """Tells whether a line is boilerplate, by the ontology's expressions and a few shapes."""

    def __init__(self, expressions: Iterable[str]) -> None:
        self._expressions = [re.compile(expression, re.IGNORECASE) for expression in expressions]

    def __call__(self, line: str) -> bool:
        """Whether nothing in the line is the author's text."""
        text = line.strip()
        linked = "@" in text or "://" in text or "www." in text.lower()
        if not _LETTER.search(_LINK.sub("", text) if linked else text):
            return True
        if _FOOTNOTE.match(text) and _FOOTNOTE_WORDS.search(text):
            return True
        return any(expression.search(text) for expression in self._expressions)
