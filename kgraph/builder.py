"""From documents to a folder that can be queried: the store and, beside it, graph, claims, page and report as files."""

from __future__ import annotations

import glob
import json
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from kgraph.errors import StoreError
from kgraph.graph.inference import inferred_quads
from kgraph.graph.rdf import in_order
from kgraph.graph.store import MARKER, STORE, GraphStore, check_marker, write_marker
from kgraph.model import Claim, Document, Factuality, Mention, Reading
from kgraph.ontology import Ontology
from kgraph.reading.curation import Curation
from kgraph.reading.identity import Census

if sys.platform != "win32":
    import fcntl

TRIG = "graph.trig"
CLAIMS = "claims.jsonl"
PAGE = "graph.html"
REPORT = "report.md"
OWN_FILES = frozenset({MARKER, STORE, TRIG, CLAIMS, PAGE, REPORT})

Progress = Callable[[int, int], None]
"""Told after each document how many have been read, of how many."""


class Reads(Protocol):
    """What reads documents: `kgraph.reading.Reader`, or a stand-in."""

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Each document's reading."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did, and what the folder holds now."""

    out: Path
    added: int
    replaced: int
    documents: int
    sentences: int
    mentions: int
    actors: int
    claims: int
    negated: int
    possible: int
    facts: int


def build(
    documents: Sequence[Document],
    out: str | Path,
    reader: Reads,
    ontology: Ontology,
    progress: Progress | None = None,
    *,
    min_confidence: float = 0.0,
    fresh: bool = False,
    curation: Curation | None = None,
    infer: bool = False,
) -> BuildSummary:
    """Read the documents into the folder, beside those that it holds already, or in their place if `fresh`.

    All is written into a folder beside it that takes its place at the end, so an error leaves the folder as it was.
    The curation decides about the names of all documents together; give it to the reader too, for those within each.
    With `infer` the edges that follow from the facts are written too, into a graph of their own.
    Raises StoreError if the folder is in use or is not kgraph's own.
    """
    out = Path(out).resolve()
    _restore(out)
    replaces = _is_kgraph_folder(out)
    with _lock(out, replaces), _work_folder(out) as work:
        if replaces:
            _copy_store(out, work, fresh)
        readings = _counted(confident(reader.read(documents), min_confidence), len(documents), progress)
        summary = _fill(work, documents, readings, ontology, Census(ontology, curation), infer)
        _swap(work, out, replaces)
    return replace(summary, out=out)


def check_folder(out: str | Path) -> None:
    """Raise StoreError if `build` could not write the folder, before the reading that would be in vain."""
    out = Path(out).resolve()
    _restore(out)
    replaces = _is_kgraph_folder(out)
    with _lock(out, replaces):
        if replaces:
            GraphStore.open(out / STORE).close()
    nearest = next(folder for folder in out.parents if folder.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise _not_writable(out, "Permission denied" if nearest.is_dir() else "Not a directory")


def confident(readings: Iterable[Reading], min_confidence: float) -> Iterator[Reading]:
    """The readings without the claims of less confidence."""
    for reading in readings:
        claims = tuple(claim for claim in reading.claims if claim.confidence >= min_confidence)
        yield replace(reading, claims=claims)


def records(readings: Iterable[Reading], census: Census, mentions: bool = False) -> Iterator[dict[str, Any]]:
    """The readings' claims, or their mentions, as plain data with the actors of all the readings together."""
    found: list[Claim | Mention] = []
    for reading in map(in_order, readings):
        census.add(reading)
        found.extend(reading.mentions if mentions else reading.claims)
    identities = census.identities()
    for each in found:
        yield each.identified(identities).to_json()


def _fill(
    work: Path,
    documents: Sequence[Document],
    readings: Iterable[Reading],
    ontology: Ontology,
    census: Census,
    infer: bool,
) -> BuildSummary:
    store = GraphStore.open(work / STORE)
    try:
        before = set(store.documents())
        store.put_readings(readings)
        claims = _identified_claims(store, ontology, census)
        store.put_inferred(inferred_quads(claims, ontology) if infer else ())
        store.optimize()
        counts = store.counts()
        store.snapshot(work / TRIG)
    finally:
        store.close()
    _write_files(work, claims, ontology)
    write_marker(work)
    return BuildSummary(
        out=work,
        added=len({document.id for document in documents} - before),
        replaced=len({document.id for document in documents} & before),
        documents=counts["documents"],
        sentences=counts["sentences"],
        mentions=counts["mentions"],
        actors=counts["actors"],
        claims=len(claims),
        negated=sum(claim.factuality is Factuality.NEGATED for claim in claims),
        possible=sum(claim.factuality is Factuality.POSSIBLE for claim in claims),
        facts=counts["facts"],
    )


def _identified_claims(store: GraphStore, ontology: Ontology, census: Census) -> list[Claim]:
    """The claims of all documents with the actors of the whole graph; writes the facts and the ontology beside them."""
    claims: list[Claim] = []
    for reading in store.readings():
        census.add(reading)
        claims.extend(reading.claims)
    identities = census.identities()
    claims = [claim.identified(identities) for claim in claims]
    store.put_facts(claims, identities)
    store.put_ontology(ontology, {identity.canonical.id for identity in identities.values()})
    return claims


def _counted(readings: Iterable[Reading], total: int, progress: Progress | None) -> Iterator[Reading]:
    for done, reading in enumerate(readings, start=1):
        yield reading
        if progress is not None:
            progress(done, total)


def _write_files(folder: Path, claims: Sequence[Claim], ontology: Ontology) -> None:
    # Loaded last, since it takes a while and is not needed if the reading fails.
    from kgraph.report import render
    from kgraph.view import render_page

    lines = "".join(json.dumps(claim.to_json(), ensure_ascii=False) + "\n" for claim in claims)
    texts = {CLAIMS: lines, PAGE: render_page(claims, ontology), REPORT: render(claims, ontology)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _is_kgraph_folder(out: Path) -> bool:
    """Whether the folder holds an earlier build; raises StoreError if it holds something else."""
    if not out.exists():
        return False
    if not out.is_dir():
        raise StoreError(f"{out}: this is a file; name a folder")
    if not any(out.iterdir()):
        return False
    if not (out / MARKER).is_file():
        raise StoreError(f"{out}: the folder holds something else; name a new or empty folder")
    check_marker(out)
    return True


@contextmanager
def _lock(out: Path, exists: bool) -> Iterator[None]:
    """Keep every other build out of the folder, if there is one yet.

    The lock is on the folder itself, not on its store: an open RocksDB works by path, and after the swap it would
    clear up among the new store's files.
    """
    if not exists or sys.platform == "win32":
        yield
        return
    descriptor = os.open(out, os.O_RDONLY)
    try:
        if not _locked(descriptor, out):
            raise StoreError(f"{out}: another process is using the folder; wait until it has ended")
        _take_over(out)
        for left in out.parent.glob(f".{glob.escape(out.name)}.*.new"):  # of builds that were killed
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int, out: Path) -> bool:
    """Lock the open folder; false if another process has it, or has put another in its place meanwhile."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(descriptor), out.stat())
    except (BlockingIOError, FileNotFoundError):
        return False


def _copy_store(out: Path, work: Path, fresh: bool) -> None:
    """Start from the earlier store, unless `fresh`; raises StoreError if another process writes to it."""
    store = GraphStore.open(out / STORE)
    if not fresh:
        store.backup(work / STORE)
    store.close()


@contextmanager
def _work_folder(out: Path) -> Iterator[Path]:
    """A new folder beside the one to be built, gone if anything fails."""
    made = [folder for folder in out.parents if not folder.exists()]
    work = out.parent / f".{out.name}.{secrets.token_hex(4)}.new"
    try:
        work.mkdir(parents=True)
    except OSError as error:
        raise _not_writable(out, error.strerror) from error
    try:
        yield work
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        for folder in made:
            folder.rmdir()
        raise


def _not_writable(out: Path, why: str | None) -> StoreError:
    return StoreError(f"{out}: cannot be written ({why}); name another folder")


def _swap(work: Path, out: Path, replaces: bool) -> None:
    """Put the finished folder in the place of the earlier one, and move over what the user has put there."""
    old = _old(out)
    if not replaces and out.exists() and any(out.iterdir()):
        raise StoreError(f"{out}: another process has built it meanwhile; build again to add to it")
    try:
        if replaces:
            out.rename(old)
        work.rename(out)
    except BaseException as error:
        if old.exists() and not out.exists():
            old.rename(out)
        if isinstance(error, OSError):
            raise StoreError(f"{out}: the folder cannot be replaced ({error.strerror}); name another") from error
        raise
    _take_over(out)


def _restore(out: Path) -> None:
    """Mend what a build left that was killed in the middle of its swap."""
    old = _old(out)
    if old.exists() and not out.exists():
        old.rename(out)


def _take_over(out: Path) -> None:
    """Move over what the user has put into the earlier folder, and remove the rest of it."""
    old = _old(out)
    if old.exists():
        for entry in old.iterdir():
            if entry.name not in OWN_FILES:
                entry.rename(out / entry.name)
        shutil.rmtree(old, ignore_errors=True)


def _old(out: Path) -> Path:
    return out.parent / f".{out.name}.old"
