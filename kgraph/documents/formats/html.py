"""HTML: the article's text, title, date and site, found by trafilatura; navigation and advertisements fall away."""

from __future__ import annotations

import logging
import re

from kgraph.documents.decoding import decode
from kgraph.documents.draft import Draft, fit
from kgraph.documents.file import File
from kgraph.documents.formats import Drafts, parsing
from kgraph.errors import InputError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4096


def read(file: File, _: str | None) -> Drafts:
    """The one document of a page."""
    declared = _CHARSET.search(file.data[:_HEAD])
    page = decode(file, declared.group(1).decode() if declared else None)
    with parsing(file, "an HTML page", "html"):
        import trafilatura

        # Its warnings say less than the error below.
        for name in ("trafilatura", "htmldate"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        found = trafilatura.extract_with_metadata(page, include_comments=False)
    text = (found.text or "").strip() if found else ""
    if not found or not text:
        raise InputError(f"{file.where}: no article is found on the page; give its text as a .txt file")
    values = {"title": found.title, "date": found.date, "source": found.sitename or found.hostname}
    about = {name: fit(value) for name, value in values.items() if value}
    yield Draft(file.where, {"id": file.name, "text": fit(text), **about})
