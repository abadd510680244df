"""A build to be killed: one step a document, no model. Run as `python build_for_killing.py OUT VERSION`."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from conftest import make_ontology
from random_readings import random_reading

import kgraph
from kgraph import builder
from kgraph.model import Document, Reading

DOCUMENTS = 6


def corpus(version: int) -> list[Reading]:
    """The same documents with other texts for every version."""
    readings = (random_reading(random.Random(100 * version + number), f"{number}.txt") for number in range(DOCUMENTS))
    return [_told_apart(reading, version) for reading in readings]


def _told_apart(reading: Reading, version: int) -> Reading:
    return replace(reading, document=replace(reading.document, title=f"version {version}"), provenance=None)


class Corpus:
    """Hands out the readings of a version."""

    model = ("a_model", "3.8")

    def __init__(self, version: int) -> None:
        self.readings = {reading.document.id: reading for reading in corpus(version)}

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Each document's reading."""
        return (self.readings[document.id] for document in documents)


def main(out: Path, version: int) -> None:
    """Build, with a plain page and report so that it is quick."""
    sys.modules["kgraph.view"] = SimpleNamespace(render_page=lambda claims, ontology: f"<p>{len(claims)}</p>")  # type: ignore[assignment]
    sys.modules["kgraph.report"] = SimpleNamespace(render=lambda claims, *_: f"{len(claims)}")  # type: ignore[assignment]
    builder.STEP_SPANS = 1
    documents = [reading.document for reading in corpus(version)]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    kgraph.build(documents, out, Corpus(version), make_ontology())
    sys.stdout.write("done\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
