"""What a file gives for one document, checked field by field."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from kgraph.errors import InputError
from kgraph.model import Document

FIELDS = ("title", "date", "source")
LONGEST = 2_000_000
"""Characters of a text: a document is read whole, which takes some 90 seconds and 0.8 GB of memory for so many."""
HEAD = 600
"""Characters in which a text gives its own date."""

_UNFIT = re.compile(r"[\0\ud800-\udfff]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Draft:
    """The values of one document as its file gives them, not checked yet, and the words for where it stands."""

    where: str
    values: Mapping[str, object]


def to_document(draft: Draft, date: str | None = None) -> Document:
    """The document of a draft, of the given date if it has none of its own; raises InputError for a field that is
    missing or wrong."""
    values, where = dict(draft.values), draft.where
    if isinstance(values.get("id"), int) and not isinstance(values["id"], bool):
        values["id"] = str(values["id"])
    id_, text = _required(values, "id", where), _required(values, "text", where)
    if len(text) > LONGEST:
        raise InputError(f"{where}: the text has {len(text):,} characters; {LONGEST:,} are the most; divide it")
    optional = {name: _optional(values, name, where) for name in FIELDS}
    optional["date"] = day(optional["date"], where) or date
    for name, value in {**optional, "id": id_, "text": text}.items():
        if value is not None:
            check_characters(value, name, where)
    return Document(id=id_, text=text, **optional)


def check_characters(value: str, name: str, where: str) -> None:
    """Raise InputError for what JSON escapes can spell, but no UTF-8 text holds and no RDF literal takes."""
    if _UNFIT.search(value):
        raise InputError(f"{where}: '{name}' holds a NUL or half a surrogate pair; take that character out")


def fit(text: str) -> str:
    """A text that a library took out of a file, with a replacement for each character that `check_characters` bars."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


def day(value: str | None, where: str) -> str | None:
    """The day of an ISO 8601 date or date and time; raises InputError."""
    if value is None:
        return None
    try:
        return datetime.datetime.fromisoformat(value.strip()).date().isoformat()
    except ValueError as error:
        raise InputError(f"{where}: 'date' is '{value}', not an ISO 8601 date; write it like 2020-06-25") from error


def made_on(made: datetime.datetime | None, text: str) -> str | None:
    """The day on which a file was made, as the date of its text; None where the text's first lines name a year.

    A file may have been made long after its text was published; the reader trusts a date that the text gives itself.
    """
    return None if made is None or _YEAR.search(text[:HEAD]) else made.date().isoformat()


def _required(values: Mapping[str, object], name: str, where: str) -> str:
    if name not in values:
        raise InputError(f"{where}: '{name}' is missing; each record needs 'id' and 'text'")
    value = values[name]
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{where}: '{name}' must be a string that is not empty")
    return value


def _optional(values: Mapping[str, object], name: str, where: str) -> str | None:
    value = values.get(name)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is not None and not isinstance(value, str):
        raise InputError(f"{where}: '{name}' must be a string, or be left out")
    return value or None
