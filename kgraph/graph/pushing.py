"""A graph copied to a server, and brought up to date there: only what differs goes over the wire.

The server's ledger holds the digest of every graph that is there as it was pushed. A digest goes before its graph is
changed, and comes back when that is done. So a push that ends half-way has left some graphs without one; the next push
takes out of these what should not be there, and puts in again all that should.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kgraph import vocab
from kgraph.graph.store import Change, GraphStore
from kgraph.graph.terms import GRAPH_LEDGER, LEDGER

STEP_QUADS = 50_000
"""After so many quads to compare, what differs is sent."""

Progress = Callable[[int, int], None]
"""Told how many graphs have been looked at, of how many."""


@dataclass(slots=True)
class PushSummary:
    """What a push did: documents that are new on the server, that were changed and that were taken out there, and
    those that were as they should be; the triples that were put in and taken out, of all graphs."""

    added: int = 0
    replaced: int = 0
    removed: int = 0
    unchanged: int = 0
    triples_added: int = 0
    triples_removed: int = 0


def push(source: GraphStore, target: GraphStore, progress: Progress | None = None) -> PushSummary:
    """Make the target hold what the source holds, graph by graph; raises StoreError, and can then be run again.

    What queries see in the meantime is a graph in part old and in part new.
    """
    return _Push(source, target).run(progress)


class _Push:
    def __init__(self, source: GraphStore, target: GraphStore) -> None:
        self._source, self._target = source, target
        self._digests = _digests(target)
        self._there = set(target.graphs())
        self._summary = PushSummary()

    def run(self, progress: Progress | None) -> PushSummary:
        graphs = self._source.graphs()
        gone = sorted(self._there.union(self._digests) - set(graphs), key=str)
        step: dict[NamedNode, list[Quad]] = {}
        size = 0
        for done, graph in enumerate([*gone, *graphs], start=1):
            quads = list(self._source.lookup(None, None, None, graph))
            if not quads or self._digests.get(graph) != _digest(quads):
                step[graph] = quads
                size += len(quads)
            else:
                self._summary.unchanged += _is_document(graph)
            if size >= STEP_QUADS:
                self._send(step)
                step, size = {}, 0
            if progress is not None:
                progress(done, len(gone) + len(graphs))
        self._send(step)
        return self._summary

    def _send(self, step: dict[NamedNode, list[Quad]]) -> None:
        known = {graph: digest for graph in step if (digest := self._digests.get(graph))}
        self._target.change(Change(removed=set(_digest_quads(known.items()))))
        change = Change()
        for graph, quads in step.items():
            old = set(self._target.lookup(None, None, None, graph)) if graph in self._there else set()
            change.replace(old, quads)
            if graph not in known:
                change.added.update(quads)  # those that are there may not have come into the union
        self._target.change(change)
        self._target.change(Change(added=set(_digest_quads((g, _digest(quads)) for g, quads in step.items() if quads))))
        self._note(step, change)

    def _note(self, step: dict[NamedNode, list[Quad]], change: Change) -> None:
        summary = self._summary
        for graph in filter(_is_document, step):
            summary.removed += not step[graph]
            summary.replaced += bool(step[graph]) and graph in self._there
            summary.added += bool(step[graph]) and graph not in self._there
        summary.triples_added += len(change.added)
        summary.triples_removed += len(change.removed)


def _digests(target: GraphStore) -> dict[NamedNode, str]:
    found = target.lookup(None, LEDGER.digest, None, GRAPH_LEDGER)
    return {
        quad.subject: quad.object.value
        for quad in found
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }


def _digest(quads: Iterable[Quad]) -> str:
    """The SHA-256 of a graph's triples as sorted lines of N-Triples."""
    lines = sorted(f"{quad.triple} .\n" for quad in quads)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _digest_quads(digests: Iterable[tuple[NamedNode, str]]) -> Iterator[Quad]:
    return (Quad(graph, LEDGER.digest, Literal(digest), GRAPH_LEDGER) for graph, digest in digests)


def _is_document(graph: NamedNode) -> bool:
    return graph.value.startswith(vocab.DOCUMENT)
