"""Which columns of a table are the text, the name, the title, the date and the source of its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgraph.documents.file import File
from kgraph.errors import InputError

NAMES = {
    "text": ("text", "body", "content", "article", "maintext", "full_text", "fulltext", "article_text"),
    "id": ("id", "doc_id", "document_id", "article_id"),
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at", "publish_date", "date_publish", "publication_date", "pubdate"),
    "source": ("source", "publisher", "publication", "outlet", "source_domain", "domain"),
}
"""The names by which a column is found, the most usual first, upper case or lower."""


class Columns:
    """The columns of one table; raises InputError if none of them is the text."""

    def __init__(self, file: File, head: Sequence[str], text_column: str | None) -> None:
        self._file = file
        known = {name.strip().lower(): name for name in reversed(head)}
        self._columns = {
            field: next((known[name] for name in names if name in known), None) for field, names in NAMES.items()
        }
        if text_column is not None:
            self._columns["text"] = text_column if text_column in head else None
        if self._columns["text"] is None:
            wanted = f"named '{text_column}'" if text_column else f"for the text ({', '.join(NAMES['text'])})"
            there = ", ".join(head[:20])
            raise InputError(
                f"{file.where}: there is no column {wanted}; name one with --text-column; there are: {there}"
            )

    @property
    def used(self) -> list[str]:
        """The columns that are read."""
        return [column for column in self._columns.values() if column is not None]

    def values(self, row: Mapping[str, object], number: int) -> dict[str, object]:
        """The values of one document; one without a name is called after the file and the row, counted from 1."""
        values = {field: row.get(column) for field, column in self._columns.items() if column is not None}
        if values.get("id") in (None, ""):
            values["id"] = f"{self._file.name}:{number}"
        return values
