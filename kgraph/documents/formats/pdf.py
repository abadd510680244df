"""PDF: the text of all pages, lines that were only broken by the page's width put together again."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from kgraph.documents.draft import Draft, fit, made_on
from kgraph.documents.file import File, allowance
from kgraph.documents.formats import Drafts, parsing
from kgraph.errors import InputError

if TYPE_CHECKING:
    import pypdf

LONG = 0.7
"""A line of at least this part of the page's longest one may have been broken by the page's width."""

_DIVIDED = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_ENDS = (".", "!", "?", ":", '"', "”", "…")


def read(file: File, _: str | None) -> Drafts:
    """The one document of a PDF file."""
    with parsing(file, "a PDF file", "pdf"):
        import pypdf

        # Its warnings are about repairs that it makes.
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        reader = pypdf.PdfReader(io.BytesIO(file.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{file.where}: the PDF file asks for a password; save it without one")
        text = fit("\n\n".join(_pages(reader, file)))
        about = reader.metadata
        title = about.title if about else None
        made = _made(about) if about else None
    if not text.strip():
        raise InputError(f"{file.where}: the PDF file holds no text, perhaps only pictures of it; give its text")
    yield Draft(
        file.where,
        {"id": file.name, "text": text, "title": fit(str(title)) if title else None, "date": made_on(made, text)},
    )


def _pages(reader: pypdf.PdfReader, file: File) -> Iterator[str]:
    left = allowance(len(file.data))
    for page in reader.pages:
        text = page.extract_text()
        left -= len(text)
        if left < 0:
            raise InputError(f"{file.where}: the PDF file unfolds to far more text than it has bytes; it is not read")
        yield unbroken(text)


def unbroken(page: str) -> str:
    """The text of a page without the line breaks and hyphens that only its width has put there."""
    lines = [line.rstrip() for line in page.split("\n")]
    longest = max(map(len, lines))
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        goes_on = len(line) >= LONG * longest and following.strip() and not line.endswith(_ENDS)
        divided = goes_on and _DIVIDED.search(f"{line[-2:]}\n{following[:1]}")
        parts.append(line[:-1] if divided else line + (" " if goes_on else "\n"))
    return "".join(parts).strip("\n")


def _made(about: pypdf.DocumentInformation) -> datetime | None:
    try:
        return about.creation_date
    except ValueError:  # many programs write the date in forms of their own
        return None
