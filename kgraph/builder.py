"""From documents to a folder that can be queried: what is to be read is read, and the store follows step by step."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from kgraph.errors import StoreError
from kgraph.files import are_current, drop_files, put_files
from kgraph.graph.folder import OutFolder, read_marker
from kgraph.graph.held import held
from kgraph.graph.inference import inferred_quads
from kgraph.graph.ledger import Ledger
from kgraph.graph.provenance import read_with
from kgraph.graph.rdf import in_order
from kgraph.graph.store import GraphStore, store_errors
from kgraph.graph.terms import GRAPH_INFERRED
from kgraph.graph.upkeep import Upkeep
from kgraph.model import Claim, Document, Mention, Provenance, Reading
from kgraph.ontology import Ontology
from kgraph.reading.actors.curation import Curation
from kgraph.reading.actors.identity import Census
from kgraph.version import __version__

STEP_SECONDS = 60.0
"""After so long what has been read is put into the graph, so that no more than that is lost if the build is killed."""
STEP_SPANS = 20_000
"""The same after so many sentences, mentions and claims, which have to fit into memory."""
SMALL = 20_000
"""Claims of a graph whose files are always written: that takes some seconds."""
LARGE_PART = 0.1
"""The part of a larger graph's documents that has to change for its files to be written unasked."""
MANY = 50
"""Documents after which the store is put in order, if they are a large part of it: queries are faster then."""

_LOG = logging.getLogger(__name__)

COUNTED = ("documents", "sentences", "mentions", "actors", "claims", "negated", "possible", "facts")

Progress = Callable[[int, int], None]
"""Told after each document how many have been read, of how many."""


class Reads(Protocol):
    """What reads documents: `kgraph.reading.Reader`, or a stand-in.

    It may say with what: `model` is the name and the version of its pipeline, `extractors` those it asks.
    """

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Each document's reading."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did, and what the folder holds now.

    `unchanged` documents were left alone; `reasons` counts why others were read again; `outdated` ones that were not
    given have been read with something else than these. `files` tells whether the files show the graph as it is.
    """

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
    unchanged: int = 0
    removed: int = 0
    outdated: int = 0
    files: bool = True
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a build has to do: what to read, how many of it are new, why others are read again."""

    todo: list[Document] = field(default_factory=list)
    added: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    removed: int = 0


def check_folder(out: str | Path, fresh: bool = False) -> None:
    """Raise StoreError if `build` could not write the folder, before the reading that would be in vain."""
    OutFolder(out).check(fresh)


def build(
    documents: Sequence[Document],
    out: str | Path,
    reader: Reads,
    ontology: Ontology,
    progress: Progress | None = None,
    *,
    min_confidence: float = 0.0,
    fresh: bool = False,
    again: bool = False,
    curation: Curation | None = None,
    infer: bool = False,
    files: bool | None = None,
) -> BuildSummary:
    """Read the documents into the folder, beside those that it holds already, or in their place if `fresh`.

    A document that it holds is read again only if its text has changed, or the ontology, the model, or what else it was
    read with, or if `again`. The curation decides about the names of all documents together; give it to the reader too,
    for those within each. The files beside the store are written if `files` says so; if that is None, where the graph
    is small or much of it has changed. With `infer` the edges that follow from the facts are written too, into a graph
    of their own; without it, there is no such graph. Raises StoreError if the folder is in use or is not kgraph's own.
    """
    folder = OutFolder(out)
    provenance = _provenance(reader, ontology, min_confidence, curation)
    with folder.locked():
        plan = _plan(folder, documents, provenance, fresh, again)
        readings = _counted(confident(reader.read(plan.todo), min_confidence), len(plan.todo), progress)
        stamped = (reading if reading.provenance else replace(reading, provenance=provenance) for reading in readings)
        totals = _take_in(folder, _steps(stamped), _Keeper(folder.out, ontology, curation), fresh)
        if len(plan.todo) >= max(MANY, LARGE_PART * totals["documents"]):
            with folder.next_store() as store:
                store.optimize()
        _put_inferred(folder, ontology, infer)
        return _finish(folder, ontology, totals, plan, read_with(provenance), files)


def gather(
    documents: Sequence[Document],
    reader: Reads,
    ontology: Ontology,
    *,
    min_confidence: float = 0.0,
    curation: Curation | None = None,
) -> GraphStore:
    """The graph of the documents, in memory."""
    provenance = _provenance(reader, ontology, min_confidence, curation)
    readings = confident(reader.read(documents), min_confidence)
    store = GraphStore()
    keeper = _Keeper(Path("memory"), ontology, curation)
    keeper.apply(store, (replace(reading, provenance=provenance) for reading in readings))
    return store


def remove(
    docs: Sequence[str],
    out: str | Path,
    ontology: Ontology,
    *,
    curation: Curation | None = None,
    files: bool | None = None,
) -> BuildSummary:
    """Take documents, by id, out of a folder, and all that only they held.

    Raises StoreError if one of them is not there, or if the folder was built with another ontology or curation.
    """
    read_marker(Path(out))
    folder = OutFolder(out)
    keeper = _Keeper(folder.out, ontology, curation)
    with folder.locked():
        store = folder.open()
        for doc in docs:
            if held(store, doc) is None:
                raise StoreError(f"the graph holds no document '{doc}'; `kgraph query {out} documents` lists them")
        if Ledger(store).rules != keeper.rules:
            raise StoreError(
                f"{out}: the folder was built with another ontology, curation or version of kgraph; name the same, or "
                "build again first"
            )
        store.close()
        with folder.next_store() as store:
            totals = keeper.apply(store, (), docs)
        return _finish(folder, ontology, totals, _Plan(removed=len(set(docs))), None, files)


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


class _Keeper:
    """Keeps stores by one ontology and one curation; `rules` tells these from others."""

    def __init__(self, out: Path, ontology: Ontology, curation: Curation | None) -> None:
        self._out = out
        self._ontology = ontology
        self._census = Census(ontology, curation)
        self.rules = " ".join((__version__, ontology.sha256, _hash(curation)))

    def apply(self, store: GraphStore, readings: Iterable[Reading] = (), removed: Iterable[str] = ()) -> Counter[str]:
        begin = time.monotonic()
        with store_errors(self._out):
            totals = Upkeep(store, self._ontology, self._census, self.rules).apply(readings, removed)
        _LOG.info("the graph follows: %d documents, %.2f s", totals["documents"], time.monotonic() - begin)
        return totals


def _provenance(reader: Reads, ontology: Ontology, min_confidence: float, curation: Curation | None) -> Provenance:
    model, version = getattr(reader, "model", ("", ""))
    return Provenance(
        version=__version__,
        model=model,
        model_version=version,
        ontology=ontology.sha256,
        extractors=tuple(sorted(extractor.name for extractor in getattr(reader, "extractors", ()))),
        min_confidence=float(min_confidence),
        curation=_hash(curation),
    )


def _hash(curation: Curation | None) -> str:
    if curation is None:
        return ""
    return hashlib.sha256(json.dumps(asdict(curation), sort_keys=True).encode()).hexdigest()


def _plan(folder: OutFolder, documents: Sequence[Document], provenance: Provenance, fresh: bool, again: bool) -> _Plan:
    """Which documents are to be read, and why those of them that the folder holds already."""
    if fresh or not folder.marker.store:
        return _Plan(list(documents), len(documents))
    todo, added, reasons = [], 0, Counter[str]()
    store = folder.open()
    with store_errors(folder.out):
        for document in documents:
            there = held(store, document.id)
            why = there.differences(document, provenance) if there else []
            why = why or (["being asked to"] if again else [])
            if there is None or why:
                todo.append(document)
            if there is None:
                added += 1
            elif why:
                reasons[" and ".join(why)] += 1
    store.close()
    return _Plan(todo, added, reasons, len(documents) - len(todo))


def _take_in(folder: OutFolder, steps: Iterable[list[Reading]], keeper: _Keeper, fresh: bool) -> Counter[str]:
    """Put what has been read into the graph, step by step, but whole or not at all if it is to be a fresh one.

    Returns what the graph holds then. With no step the graph still follows the rules of the keeper.
    """
    if fresh:
        with folder.next_store(empty=True) as store:
            totals = keeper.apply(store)
            for step in steps:
                totals = keeper.apply(store, step)
        return totals
    taken: Counter[str] | None = None
    for step in steps:
        with folder.next_store() as store:
            taken = keeper.apply(store, step)
    if taken is not None:
        return taken
    if folder.marker.store:
        store = folder.open()
        ledger = Ledger(store)
        rules, totals = ledger.rules, ledger.totals()
        store.close()
        if rules == keeper.rules:
            return totals
    with folder.next_store() as store:
        return keeper.apply(store)


def _put_inferred(folder: OutFolder, ontology: Ontology, infer: bool) -> None:
    """Write what follows from the facts, or have no such graph."""
    store = folder.open()
    there = any(store.lookup(None, None, None, GRAPH_INFERRED))
    store.close()
    if infer or there:
        with folder.next_store() as store:
            store.put_inferred(inferred_quads(store.claims(), ontology) if infer else ())


def _steps(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """The readings in portions that fit into memory and do not take too long."""
    step: list[Reading] = []
    spans, begin = 0, time.monotonic()
    for reading in readings:
        step.append(reading)
        spans += len(reading.sentences) + len(reading.mentions) + len(reading.claims)
        if spans >= STEP_SPANS or time.monotonic() - begin >= STEP_SECONDS:
            yield step
            step, spans, begin = [], 0, time.monotonic()
    if step:
        yield step


def _finish(
    folder: OutFolder, ontology: Ontology, totals: Counter[str], plan: _Plan, key: str | None, files: bool | None
) -> BuildSummary:
    """Write the files, or remove those that no longer show the graph, and say what has been done."""
    changed = len(plan.todo) + plan.removed
    if files is None:
        files = totals["claims"] <= SMALL or changed >= LARGE_PART * totals["documents"]
    if files and not are_current(folder):
        put_files(folder, ontology)
    elif not files:
        drop_files(folder)
    return BuildSummary(
        out=folder.out,
        added=plan.added,
        replaced=plan.reasons.total(),
        unchanged=plan.unchanged,
        removed=plan.removed,
        outdated=totals["documents"] - totals[key] if key is not None else 0,
        files=are_current(folder),
        reasons=dict(plan.reasons),
        **{name: totals[name] for name in COUNTED},
    )


def _counted(readings: Iterator[Reading], total: int, progress: Progress | None) -> Iterator[Reading]:
    for done, reading in enumerate(readings, start=1):
        _LOG.info("read %s: %d sentences, %d claims", reading.document.id, len(reading.sentences), len(reading.claims))
        yield reading
        if progress is not None:
            progress(done, total)
