"""The forms in which texts come, one module each: `read(file, text_column)` gives the drafts of its documents.

What is wrong with one record is given in its place, so that the records behind it are still read; what is wrong with
the whole file is raised.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kgraph.documents.draft import Draft
from kgraph.documents.file import File
from kgraph.errors import InputError

Drafts = Iterator[Draft | InputError]

MODULES = {
    "": "text",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}


def drafts(file: File, text_column: str | None) -> Drafts:
    """What a file gives for each of its documents, by the form that its name tells; raises InputError."""
    read: Callable[[File, str | None], Drafts]
    read = importlib.import_module(f"{__name__}.{MODULES[file.suffix]}").read
    yield from read(file, text_column)


@contextmanager
def parsing(file: File, what: str, extra: str) -> Iterator[None]:
    """Turn whatever a library that reads such files raises into an InputError.

    Files may be broken in ways that the library's authors did not think of, so no list of exceptions would be whole.
    """
    try:
        yield
    except InputError:
        raise
    except ModuleNotFoundError as error:
        raise InputError(
            f"{file.where}: {error.name} is not installed; run `pip install 'kgraph[{extra}]'` to read {what}"
        ) from error
    except Exception as error:
        words = " ".join(str(error).split())[:200]
        raise InputError(
            f"{file.where}: this is not {what} that can be read ({words or type(error).__name__})"
        ) from error
