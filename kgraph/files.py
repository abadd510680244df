"""The files beside a store: the graph as TriG, the claims as JSON lines, the page, the report."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from kgraph.graph.folder import MARKER, STORE, OutFolder, read_marker, write_whole
from kgraph.graph.known import documents_of
from kgraph.graph.store import store_errors
from kgraph.ontology import Ontology

TRIG = "graph.trig"
CLAIMS = "claims.jsonl"
PAGE = "graph.html"
REPORT = "report.md"
FILES = (TRIG, CLAIMS, PAGE, REPORT)
OWN_FILES = frozenset({MARKER, STORE, *FILES})

_LOG = logging.getLogger(__name__)


def write_files(out: str | Path, ontology: Ontology) -> None:
    """Write the files of a folder anew; the ontology gives relations their words. Raises StoreError."""
    read_marker(Path(out))
    folder = OutFolder(out)
    with folder.locked():
        put_files(folder, ontology)


def put_files(folder: OutFolder, ontology: Ontology) -> None:
    """Write the files of a folder that is locked."""
    # Loaded late, since it takes a while.
    from kgraph.report import render
    from kgraph.view import render_page

    store = folder.open()
    with store_errors(folder.out):
        claims, documents = list(store.claims()), documents_of(store)
        write_whole(folder.out / TRIG, store.snapshot)
        store.close()
    lines = "".join(json.dumps(claim.to_json(), ensure_ascii=False) + "\n" for claim in claims)
    texts = {CLAIMS: lines, PAGE: render_page(claims, ontology), REPORT: render(claims, ontology, documents)}
    with store_errors(folder.out):
        for name, text in texts.items():
            _write_text(folder, name, text)
            _LOG.debug("wrote %s", folder.out / name)
        folder.mark_files()


def drop_files(folder: OutFolder) -> list[str]:
    """Remove the files that do not show the graph as it is; returns their names."""
    if are_current(folder):
        return []
    found = [name for name in FILES if (folder.out / name).exists()]
    for name in found:
        (folder.out / name).unlink()
    return found


def are_current(folder: OutFolder) -> bool:
    """Whether the files are there and show the graph as it is."""
    shown = folder.marker.files == folder.marker.store
    return shown and all((folder.out / name).is_file() for name in FILES)


def _write_text(folder: OutFolder, name: str, text: str) -> None:
    write_whole(folder.out / name, lambda path: path.write_text(text, encoding="utf-8", newline="\n"))
