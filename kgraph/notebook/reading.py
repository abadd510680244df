"""From texts or files to a graph, and from a gold to figures, in one call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.builder import gather
from kgraph.documents import read_documents
from kgraph.errors import InputError
from kgraph.graph.folder import open_graph
from kgraph.model import Document
from kgraph.notebook.graph import Graph
from kgraph.ontology import default_folder, load

if TYPE_CHECKING:
    from kgraph.evaluation import Evaluation
    from kgraph.reading import Reader

Source = str | Path | Document


def read(
    what: Source | Iterable[Source],
    *,
    date: str | None = None,
    ontology: str | Path | Sequence[str | Path] = (),
    min_confidence: float = 0.0,
    reader: Reader | None = None,
    **options: Any,
) -> Graph:
    """The graph of texts, files, folders or documents, in memory.

    A string with a space that names no file is a text itself, and `date` is the day on which texts were written, as
    2020-06-25. `ontology` names folders to lay over kgraph's own; further options are those of `kgraph.Reader`, or give
    one that is made already. Raises InputError.
    """
    if reader is None:
        folders = [ontology] if isinstance(ontology, str | Path) else ontology
        reader = _made_reader(folders, options) if folders or options else _usual_reader()
    documents = list(_documents([what] if isinstance(what, Source) else what, date))
    graph = gather(documents, reader, reader.ontology, min_confidence=min_confidence, curation=reader.curation)
    return Graph(graph)


def evaluate(gold: str | Path, reader: Reader | None = None) -> Evaluation:
    """How well the annotated documents of a folder are read, as docs/evaluation.md describes; raises InputError."""
    from kgraph import evaluation
    from kgraph.reading.actors.identity import Census

    reader, folder = reader or _usual_reader(), Path(gold)
    annotated = evaluation.read_gold(folder, reader.ontology)
    readings = reader.read(evaluation.gold_texts(annotated, folder))
    return evaluation.evaluate(annotated, evaluation.predict(readings, Census(reader.ontology, reader.curation)))


def open_for_notebook(where: str | Path) -> Graph:
    """The graph in a folder that `kgraph build` has written, or on a server by its URL; raises StoreError."""
    return Graph(open_graph(where))


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


def _made_reader(folders: Iterable[str | Path], options: Mapping[str, Any]) -> Reader:
    from kgraph.reading import Reader

    return Reader(load([default_folder(), *map(Path, folders)]), **options)


@lru_cache(maxsize=1)
def _usual_reader() -> Reader:
    # Kept, since it takes seconds to make, and who reads one text often reads the next.
    return _made_reader((), {})
