"""Plain text: the document is called after the file, and its text is what the file holds."""

from __future__ import annotations

from kgraph.documents.decoding import decode
from kgraph.documents.draft import Draft
from kgraph.documents.file import File
from kgraph.documents.formats import Drafts


def read(file: File, _: str | None) -> Drafts:
    """The one document of a plain text."""
    yield Draft(file.where, {"id": file.name, "text": decode(file)})
