"""From texts or files to a graph in one call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.builder import gather
from kgraph.documents import read_documents
from kgraph.errors import InputError
from kgraph.graph.folder import open_graph
from kgraph.model import Document
from kgraph.notebook.graph import Graph
from kgraph.ontology import Ontology, default_folder, load

if TYPE_CHECKING:
    from kgraph.reading import Reader

Source = str | Path | Document


def read(
    what: Source | Iterable[Source],
    *,
    date: str | None = None,
    ontology: str | Path | Sequence[str | Path] = (),
    reader: Reader | None = None,
    min_confidence: float = 0.0,
) -> Graph:
    """The graph of texts, files, folders or documents, in memory.

    A string with a space that names no file is a text itself, and `date` is the day on which texts were written, as
    2020-06-25. `ontology` names folders to lay over kgraph's own; a `reader` brings its own instead, and its model,
    extractors and curation. Raises InputError.
    """
    folders = [ontology] if isinstance(ontology, str | Path) else ontology
    reader = reader or _reader(tuple(map(str, folders)))
    documents = list(_documents([what] if isinstance(what, Source) else what, date))
    return Graph(gather(documents, reader, reader.ontology, min_confidence=min_confidence), reader.ontology)


def open_for_notebook(where: str | Path, ontology: Ontology | None = None) -> Graph:
    """The graph in a folder that `kgraph build` has written; raises StoreError. The ontology, by default kgraph's own,
    gives pictures their words."""
    return Graph(open_graph(where), ontology or load())


def _documents(sources: Iterable[Source], date: str | None) -> Iterable[Document]:
    for number, source in enumerate(sources, start=1):
        if isinstance(source, Document):
            yield source
        elif isinstance(source, str) and _is_text(source):
            if not source.strip():
                raise InputError("the text is empty; give one with words in it")
            yield Document(f"text-{number}", source, date=date)
        else:
            yield from read_documents([source])


def _is_text(source: str) -> bool:
    """Whether a string is no path: a path may hold spaces, but then it is there."""
    words = source.split()
    return not words or "\n" in source or (len(words) > 1 and not Path(source).exists())


@lru_cache(maxsize=1)
def _reader(folders: tuple[str, ...]) -> Reader:
    # Kept, since it takes seconds to make, and who reads one text often reads the next.
    from kgraph.reading import Reader

    return Reader(load([default_folder(), *map(Path, folders)]))
