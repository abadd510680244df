"""JSON Lines: an object a line with `id`, `text` and optional `title`, `date` and `source`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kgraph.documents.decoding import decode
from kgraph.documents.draft import Draft
from kgraph.documents.file import File
from kgraph.documents.formats import Drafts
from kgraph.errors import InputError


def json_lines(path: Path | str, text: str) -> Iterator[tuple[str, str]]:
    """The lines of a JSON Lines file that are not empty, each with the words for where it stands."""
    # Only a line feed ends a record: a JSON string may hold U+2028 and the like, at which splitlines() would cut.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield line, f"{path}, line {number}"


def read(file: File, text_column: str | None) -> Drafts:
    """A document for each line."""
    for line, where in json_lines(file.where, decode(file)):
        try:
            record = _record(line, where)
        except InputError as error:
            yield error
            continue
        if text_column is not None:
            record["text"] = record.get(text_column)
        yield Draft(where, record)


def _record(line: str, where: str) -> dict[str, object]:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{where}: this is not JSON ({error}); each line must be one whole JSON object") from error
    if not isinstance(record, dict):
        raise InputError(f'{where}: this is not a JSON object; write {{"id": …, "text": …}}')
    return record
