"""The texts that a gold is about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kgraph.documents import read_documents
from kgraph.errors import InputError
from kgraph.evaluation.gold import UNITS, Gold, GoldDocument
from kgraph.model import Document

FOLDER = "texts"


def gold_texts(gold: Gold, folder: Path, documents: Iterable[Document] = ()) -> list[Document]:
    """The text of each of the gold's documents: among those given, else FOLDER/texts/STEM.txt; raises InputError."""
    given: dict[str, Document] = {}
    for document in documents:
        wanted = gold.document(document.id)
        if wanted is not None:
            given.setdefault(wanted.stem, document)
    return [_checked(each, given.get(each.stem) or _stored(each.stem, folder)) for each in gold.documents]


def _stored(stem: str, folder: Path) -> Document:
    path = folder / FOLDER / f"{stem}.txt"
    if not path.is_file():
        raise InputError(f"{path}: the text of '{stem}' is not there; put it there, or name its file or folder as PATH")
    return read_documents([path])[0]


def _checked(gold: GoldDocument, document: Document) -> Document:
    """The document, if the gold's units stand in it where they say."""
    for unit in gold.units:
        if unit.text and document.text[unit.start : unit.end] != unit.text:
            raise InputError(
                f"{document.id}: unit {unit.number} of {gold.stem}{UNITS} does not stand at its offsets; "
                "the gold was made from another text"
            )
    return document
