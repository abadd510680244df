"""Files to documents: every problem is found before any reading starts."""

from __future__ import annotations

import codecs
import datetime
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

from kgraph.errors import InputError
from kgraph.model import Document

TEXT_SUFFIXES = frozenset({"", ".txt", ".md", ".markdown"})
JSONL = ".jsonl"
SUFFIXES = frozenset({".txt", ".md", ".markdown", JSONL})
FIELDS = ("title", "date", "source")

# The longer marks come first, since UTF-32's begins with UTF-16's.
_OTHER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def read_documents(paths: Iterable[str | Path]) -> list[Document]:
    """The documents in the given files and, recursively, folders, in the order of the paths.

    A text file's document is called after the file, a JSONL record's after its `id`. Texts stay as they came in:
    all offsets count the code points of this text. Raises InputError, which names the file and the cure.
    """
    documents: list[Document] = []
    origin: dict[str, str] = {}
    for path in _files(paths):
        for document, where in _read(path):
            if document.id in origin:
                raise InputError(
                    f"{where}: the id '{document.id}' is taken by {origin[document.id]}; give each document its own"
                )
            origin[document.id] = where
            documents.append(document)
    return documents


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Each file once, those of a folder in the order of their paths."""
    seen: set[Path] = set()
    for path in map(Path, paths):
        for file in _below(path) if path.is_dir() else [path]:
            resolved = file.resolve()
            if resolved not in seen:
                seen.add(resolved)
                yield file


def _below(folder: Path) -> list[Path]:
    files: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(parent, name) for name in names if not name.startswith("."))
        files += (path for path in paths if path.suffix.lower() in SUFFIXES and path.is_file())
    if not files:
        raise InputError(f"{folder}: the folder holds no {_known()} file; name another folder or a file")
    return sorted(files)


def _unreadable(error: OSError) -> NoReturn:
    raise InputError(f"{error.filename}: cannot be read ({error.strerror}); check its permissions") from error


def _read(path: Path) -> Iterator[tuple[Document, str]]:
    """The documents of one file, each with the words for where it stands."""
    suffix = path.suffix.lower()
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder; check the path")
    if not path.is_file():
        raise InputError(f"{path}: this is no regular file; name a file or a folder")
    if suffix not in TEXT_SUFFIXES and suffix != JSONL:
        raise InputError(f"{path}: kgraph reads {_known()} files; save it as one of these")
    text = _decode(path)
    if suffix == JSONL:
        yield from _records(path, text)
    else:
        yield Document(id=_readable_name(path), text=text), str(path)


def _decode(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        _unreadable(error)
    for mark, name in _OTHER_MARKS.items():
        if raw.startswith(mark):
            raise InputError(f"{path}: the file is {name}; save it as UTF-8")
    if b"\0" in raw:
        raise InputError(f"{path}: this is a binary file (a NUL byte at offset {raw.index(0)}); give its text as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts behind the byte order mark; the user's editor counts from the start of the file.
        offset = error.start + (len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0)
        raise InputError(
            f"{path}: this is not UTF-8 (byte 0x{raw[offset]:02x} at offset {offset}); save it as UTF-8"
        ) from error
    if not text.strip():
        raise InputError(f"{path}: the file is empty; leave it out or put text into it")
    return text


def _records(path: Path, text: str) -> Iterator[tuple[Document, str]]:
    for line, where in json_lines(path, text):
        yield _record(line, where), where


def json_lines(path: Path, text: str) -> Iterator[tuple[str, str]]:
    """The lines of a JSON Lines file that are not empty, each with the words for where it stands."""
    # Only a line feed ends a record: a JSON string may hold U+2028 and the like, at which splitlines() would cut.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield line, f"{path}, line {number}"


def check_characters(value: str, name: str, where: str) -> None:
    """Raise InputError for what JSON escapes can spell, but no UTF-8 text holds and no RDF literal takes."""
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise InputError(f"{where}: '{name}' holds a NUL or half a surrogate pair; take that character out")


def _record(line: str, where: str) -> Document:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{where}: this is not JSON ({error}); each line must be one whole JSON object") from error
    if not isinstance(record, dict):
        raise InputError(f'{where}: this is not a JSON object; write {{"id": …, "text": …}}')
    if isinstance(record.get("id"), int) and not isinstance(record["id"], bool):
        record["id"] = str(record["id"])
    for name in ("id", "text"):
        if name not in record:
            raise InputError(f"{where}: '{name}' is missing; each record needs 'id' and 'text'")
        if not isinstance(record[name], str) or not record[name].strip():
            raise InputError(f"{where}: '{name}' must be a string that is not empty")
    optional = {name: _optional(record, name, where) for name in FIELDS}
    optional["date"] = _date(optional["date"], where)
    for name, value in {**optional, "id": record["id"], "text": record["text"]}.items():
        if value is not None:
            check_characters(value, name, where)
    return Document(id=record["id"], text=record["text"], **optional)


def _optional(record: dict[str, object], name: str, where: str) -> str | None:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{where}: '{name}' must be a string, or be left out")
    return value or None


def _date(value: str | None, where: str) -> str | None:
    """The day of an ISO 8601 date or date and time."""
    if value is None:
        return None
    try:
        return datetime.datetime.fromisoformat(value).date().isoformat()
    except ValueError as error:
        raise InputError(f"{where}: 'date' is '{value}', not an ISO 8601 date; write it like 2020-06-25") from error


def _readable_name(path: Path) -> str:
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{path!r}: the file's name is not UTF-8; rename the file") from error
    return path.name


def _known() -> str:
    return ", ".join(sorted(SUFFIXES))
