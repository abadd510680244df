"""A part of a graph: some of its documents with some of their claims, and the facts that these give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kgraph.graph.store import Change, GraphStore
from kgraph.graph.terms import GRAPH_ONTOLOGY
from kgraph.model import Claim


def part_of(graph: GraphStore, documents: Iterable[str], wanted: Callable[[Claim], bool]) -> GraphStore:
    """A graph in memory with the documents, by id, and those of their claims that are wanted, by the actors of the
    whole graph. The ontology comes along as it is."""
    part = GraphStore()
    part.change(Change(added=set(graph.lookup(None, None, None, GRAPH_ONTOLOGY))))
    identities = graph.identities()
    kept: list[Claim] = []
    readings = []
    for reading in map(graph.reading, sorted(documents)):
        pairs = [(claim, claim.identified(identities)) for claim in reading.claims]
        chosen = [(claim, known) for claim, known in pairs if wanted(known)]
        readings.append(replace(reading, claims=tuple(claim for claim, _ in chosen)))
        kept.extend(known for _, known in chosen)
    part.put_readings(readings)
    part.put_facts(kept, identities)
    return part
