"""A graph of many claims: its load time, its size, five queries, and one document more; all in one run.

    python benchmarks/millions.py [--claims N] [--rdflib-claims M] [--patience SECONDS] [--times N] [--out FOLDER]

Claims are made up as in benchmarks/upkeep.py, fifty a document, and `kgraph.build` puts them into an Oxigraph store on
disk. The same queries are asked of that store and of rdflib in memory, which is given the first M claims: it needs some
50 kB a claim, and a query that takes it longer than --patience is given up. All queries are asked once to warm up, and
then as often as --times says, of rdflib once; printed are the medians, in seconds. At last one document
more is built into the store and into an empty folder; reading is no part of it, since the documents are made up. With
--out the graph is kept, or taken as it is there.
"""

from __future__ import annotations

import argparse
import logging
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import rdflib
from upkeep import LIMIT, Maker

import kgraph
from kgraph.graph.store import GraphStore
from kgraph.ontology import Ontology

CLAIMS_A_DOCUMENT = 50
INTERACTIVE = 1.0
"""Seconds that a query may take on disk."""
# The named query "contested" has a row for every two sources, of which there are very many where all is made up.
CONTESTED = """SELECT ?fact ?asserting ?denying WHERE {
  {
    SELECT ?fact (COUNT(?claim) AS ?denying) WHERE { ?fact kg:deniedBy ?claim }
    GROUP BY ?fact ORDER BY DESC(?denying) LIMIT 100
  }
  ?fact a kg:Fact ; kg:claimCount ?asserting .
} ORDER BY DESC(?denying) DESC(?asserting) ?fact"""
QUERIES = {
    "an actor's claims": ("claims-about", {"actor": "Mustafa al-Kadhimi"}),
    "two steps from an actor to the busiest": ("paths", {"one": "Mustafa al-Kadhimi", "other": "Abdoulaye Maïga"}),
    "two steps between the two busiest": ("paths", {"one": "Humza Yousaf", "other": "Abdoulaye Maïga"}),
    "claims by relation and month": ("months", {}),
    "the hundred most denied edges": (CONTESTED, {}),
    "words in sentences": ("words", {"words": "Mustafa al-Kadhimi met"}),
}


class _GivenUpError(BaseException):
    """A query has taken too long. Nothing between takes this for an error of its own."""


def main() -> int:
    """Load, ask, add, and print the figures; 1 if a query on disk or one document more takes too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--rdflib-claims", type=int, default=1_000)
    parser.add_argument("--patience", type=int, default=60)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    logging.disable()
    ontology = kgraph.load_ontology()
    maker = Maker(ontology, CLAIMS_A_DOCUMENT)
    with tempfile.TemporaryDirectory() as folder:
        disk = arguments.out or Path(folder) / "disk"
        if not disk.exists():
            _load(maker, ontology, arguments.claims, disk)
        slowest = _compare(maker, ontology, disk, arguments, Path(folder))
        ratio = _one_more(maker, ontology, disk, arguments.times, Path(folder))
    return slowest > INTERACTIVE or ratio >= LIMIT


def _load(maker: Maker, ontology: Ontology, claims: int, out: Path) -> None:
    documents = list(maker.documents(range(round(claims / CLAIMS_A_DOCUMENT))))
    begin, worked = time.perf_counter(), time.process_time()
    summary = kgraph.build(documents, out, maker, ontology, _told, fresh=True, files=False)
    print(
        f"\nbuilt {summary.documents:,} documents, {summary.claims:,} claims, {summary.actors:,} actors, "
        f"{summary.facts:,} facts in {time.perf_counter() - begin:,.0f} s, with {time.process_time() - worked:,.0f} s "
        f"of work; {_size(out) / 1e6:,.0f} MB on disk",
        flush=True,
    )


def _compare(maker: Maker, ontology: Ontology, disk: Path, given: argparse.Namespace, folder: Path) -> float:
    """Print what each query takes in either store; returns the seconds of the slowest one on disk."""
    begin = time.perf_counter()
    store = kgraph.open_graph(disk)
    print(f"opened in {time.perf_counter() - begin:.2f} s", flush=True)
    memory = _in_memory(maker, ontology, given.rdflib_claims, folder) if given.rdflib_claims else None
    slowest = 0.0
    for title, (name, parameters) in QUERIES.items():
        number, seconds = _median(partial(_ask, store, name, parameters), given.times)
        slowest = max(slowest, seconds)
        print(f"{title}: on disk {number:,} rows in {seconds:.3f} s", end="", flush=True)
        if memory is not None:
            told = _told_of_rdflib(partial(_ask, memory, name, parameters), given.patience)
            print(f"; rdflib {told}", end="", flush=True)
        print(flush=True)
    store.close()
    return slowest


def _in_memory(maker: Maker, ontology: Ontology, claims: int, folder: Path) -> GraphStore:
    """The first claims, with the ontology, in rdflib."""
    few = folder / "few"
    documents = list(maker.documents(range(round(claims / CLAIMS_A_DOCUMENT))))
    kgraph.build(documents, few, maker, ontology, fresh=True, files=False)
    export = folder / "few.trig"
    kgraph.export_graph(kgraph.open_graph(few), "trig", export)
    begin = time.perf_counter()
    store = GraphStore.in_rdflib(rdflib.Dataset().parse(export))
    print(f"rdflib in memory: {claims:,} claims parsed in {time.perf_counter() - begin:,.0f} s", flush=True)
    return store


def _ask(store: GraphStore, name: str, parameters: dict[str, str]) -> int:
    return len(store.query(name, parameters).terms)


def _told_of_rdflib(ask: Callable[[], int], patience: int) -> str:
    """How many rows it finds in how many seconds, or that it was given up."""

    def give_up(*_: object) -> None:
        raise _GivenUpError

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(patience)
    try:
        rows, seconds = _median(ask, 1)
    except _GivenUpError:
        return f"given up after {patience} s"
    finally:
        signal.alarm(0)
    return f"{rows:,} rows in {seconds:.3f} s"


def _median(ask: Callable[[], int], times: int) -> tuple[int, float]:
    """The number of rows, and the seconds that it took, after a first time that does not count if there are several."""
    seconds = []
    for _ in range(times + (times > 1)):
        begin = time.perf_counter()
        rows = ask()
        seconds.append(time.perf_counter() - begin)
    return rows, statistics.median(seconds[-times:])


def _one_more(maker: Maker, ontology: Ontology, disk: Path, times: int, folder: Path) -> float:
    """Print what one document more takes; returns how many times that of an empty folder it is."""
    seconds: dict[str, list[float]] = {"empty": [], "large": []}
    first = 10**9 + time.time_ns() // 1000  # a number that the graph does not hold from an earlier run
    for number in range(times):
        document = list(maker.documents([first + number]))
        for name, out in (("empty", folder / f"empty-{number}"), ("large", disk)):
            begin = time.perf_counter()
            kgraph.build(document, out, maker, ontology, files=False)
            seconds[name].append(time.perf_counter() - begin)
    empty, large = (statistics.median(seconds[name]) for name in ("empty", "large"))
    print(f"one document more: {large:.2f} s, in an empty folder {empty:.2f} s, ratio {large / empty:.2f}")
    return large / empty


def _told(done: int, total: int) -> None:
    if done % 1000 == 0:
        print(f"\r{done} of {total}", end="", flush=True)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
