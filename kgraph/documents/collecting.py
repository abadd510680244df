"""All documents that paths lead to: each problem raised at once, or listed beside what could be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.documents.draft import Draft, day, to_document
from kgraph.documents.file import File
from kgraph.documents.formats import drafts
from kgraph.documents.language import other_language
from kgraph.documents.source import files
from kgraph.errors import InputError
from kgraph.model import Document


@dataclass(frozen=True, slots=True)
class Options:
    """How to take documents in.

    `text_column` names the column of a table, or the field of a JSON Lines record, that is the text; `date`, an ISO
    8601 date, is that of the documents that have none of their own; documents that are surely in another language than
    `language`, an ISO 639 code, are left out, none if it is None.
    """

    text_column: str | None = None
    date: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """The documents that could be read, and what could not.

    `problems` says in words what is wrong with others; `other_languages` gives the language of those that are left out
    for it, by id; `outside` are the symbolic links that lead out of a folder, which are not followed.
    """

    documents: list[Document] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    other_languages: dict[str, str] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)


def read_documents(
    paths: Iterable[str | Path], *, text_column: str | None = None, date: str | None = None
) -> list[Document]:
    """The documents in the given files and, recursively, folders, in the order of the paths, in whatever language.

    A document is called after its file, a record after its `id`. Plain texts stay as they came in: all offsets count
    the code points of the document's text. Raises InputError at the first problem, which names the file and the cure.
    """
    found: list[Document] = []
    for document in _stream(paths, Options(text_column, date), []):
        if isinstance(document, InputError):
            raise document
        found.append(document)
    return found


def collect_documents(paths: Iterable[str | Path], options: Options | None = None) -> Collected:
    """The documents that can be read, in the order of the paths, beside a list of what cannot.

    Raises InputError if there are none, but for problems.
    """
    options, collected = options or Options(), Collected()
    for document in _stream(paths, options, collected.outside):
        if isinstance(document, InputError):
            collected.problems.append(" ".join(str(document).splitlines()))
        elif options.language and (other := other_language(document.text, options.language)):
            collected.other_languages[document.id] = other
        else:
            collected.documents.append(document)
    if collected.problems and not collected.documents and not collected.other_languages:
        more = f" (and {len(collected.problems) - 1} more)" if len(collected.problems) > 1 else ""
        raise InputError(collected.problems[0] + more)
    return collected


def _stream(paths: Iterable[str | Path], options: Options, outside: list[str]) -> Iterator[Document | InputError]:
    """The documents in order, and in the place of one that cannot be read, why."""
    origin: dict[str, str] = {}
    date = day(options.date, "the date for documents without one")
    for file in files(paths, outside):
        for draft in [file] if isinstance(file, InputError) else _drafts(file, options.text_column):
            if isinstance(draft, InputError):
                yield draft
                continue
            try:
                document = to_document(draft, date)
                _take_name(document.id, draft.where, origin)
            except InputError as error:
                yield error
            else:
                yield document


def _drafts(file: File, text_column: str | None) -> Iterator[Draft | InputError]:
    try:
        yield from drafts(file, text_column)
    except InputError as error:
        yield error


def _take_name(id_: str, where: str, origin: dict[str, str]) -> None:
    if id_ in origin:
        raise InputError(f"{where}: the id '{id_}' is taken by {origin[id_]}; give each document its own")
    origin[id_] = where
