"""Markdown: the text as it stands, its title and date from the front matter, or the title from the first heading."""

from __future__ import annotations

import datetime
import re

from kgraph.documents.decoding import decode
from kgraph.documents.draft import FIELDS, Draft
from kgraph.documents.file import File
from kgraph.documents.formats import Drafts

# Between two lines of three dashes at the very start stand lines such as "title: On backing".
_FRONT = re.compile(r"---[ \t]*\r?\n(.{0,5000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(rf"^({'|'.join(FIELDS)})[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"\s{0,100}#[ \t]{1,10}(\S[^\r\n]{0,500})")


def read(file: File, _: str | None) -> Drafts:
    """The one document of a Markdown file."""
    text = decode(file)
    yield Draft(file.where, {"title": _title(text), **_front(text), "id": file.name, "text": text})


def _front(text: str) -> dict[str, str]:
    found = _FRONT.match(text)
    fields = {name: value.strip("'\"") for name, value in _FIELD.findall(found.group(1))} if found else {}
    if not _is_date(fields.get("date", "")):
        fields.pop("date", None)  # front matter is written for a site; other forms of dates are none of ours
    return fields


def _title(text: str) -> str | None:
    found = _HEADING.match(text)
    return found.group(1).rstrip(" \t#") or None if found else None


def _is_date(value: str) -> bool:
    try:
        datetime.datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
