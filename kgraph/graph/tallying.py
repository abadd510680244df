"""The facts that a store holds, brought after tallies of what has changed.

What is only denied or supposed makes no fact, but is counted all the same: its counts wait in the ledger until a claim
asserts it.
"""

from __future__ import annotations

from collections import Counter

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.graph.facts import (
    COUNTS,
    Edge,
    Months,
    Said,
    Tallies,
    Tally,
    fact_iri,
    head_triples,
    link_triple,
    month_node,
    month_triples,
    source_iri,
    source_triples,
    when,
)
from kgraph.graph.store import Change, GraphStore
from kgraph.graph.terms import DCTERMS, GRAPH_FACTS, GRAPH_LEDGER, KG, PROV, Term, Triple
from kgraph.model import Factuality


def put_tallies(store: GraphStore, tallies: Tallies, change: Change) -> int:
    """Note in the change what the tallies do to the facts; returns by how many these grow."""
    return sum(_put(_Kept(store, edge), tally, change) for edge, tally in tallies.items())


def put_months(store: GraphStore, months: Months, change: Change) -> None:
    """Note in the change what more claims, or fewer, do to the counts by relation and month."""
    old: Months = Counter()
    for relation, month in {(relation, month) for (relation, month, _), number in months.items() if number}:
        for factuality, property_ in COUNTS.items():
            number = store.literal(month_node(relation, month), property_, GRAPH_FACTS)
            old[relation, month, factuality] = int(number or 0)
    new: Months = Counter({key: number + months[key] for key, number in old.items()})
    before, after = month_triples(old), month_triples(new)
    change.replace((Quad(*each, GRAPH_FACTS) for each in before), (Quad(*each, GRAPH_FACTS) for each in after))


class _Kept:
    """What a store holds of one edge."""

    def __init__(self, store: GraphStore, edge: Edge) -> None:
        self._store = store
        self.edge = edge
        self.node = NamedNode(fact_iri(*edge))
        stands = any(store.lookup(self.node, KG.claimCount, None, GRAPH_FACTS))
        self.graph = GRAPH_FACTS if stands else GRAPH_LEDGER
        self.counts = self.numbers(self.node)
        self.documents = int(self.value(self.node, KG.documentCount) or 0)
        self.first = self.value(self.node, KG.firstDate)
        self.last = self.value(self.node, KG.lastDate)

    def value(self, node: NamedNode, predicate: NamedNode) -> str:
        return self._store.literal(node, predicate, self.graph)

    def numbers(self, node: NamedNode) -> Counter[Factuality]:
        return Counter({factuality: int(self.value(node, property_) or 0) for factuality, property_ in COUNTS.items()})

    def source(self, source: Term) -> Counter[Factuality]:
        return self.numbers(NamedNode(source_iri(self.node.value, source)))

    def days(self, but: set[str]) -> list[tuple[str, str]]:
        """The days that the asserting claims speak of, but for some claims."""
        found = []
        for quad in self._store.lookup(self.node, KG.supportedBy, None, self.graph):
            claim = quad.object
            if isinstance(claim, NamedNode) and claim.value not in but:
                (document,) = {each.object for each in self._store.lookup(claim, PROV.wasDerivedFrom, None, None)}
                assert isinstance(document, NamedNode)
                found.append(when(self._any(claim, KG.time), self._any(document, DCTERMS.date)))
        return found

    def _any(self, node: NamedNode, predicate: NamedNode) -> str | None:
        values = (quad.object for quad in self._store.lookup(node, predicate, None, None))
        return min((value.value for value in values if isinstance(value, Literal)), default=None)

    def everything(self) -> set[Triple]:
        """All triples of the node, and of what its sources say."""
        nodes = [self.node]
        for quad in self._store.lookup(self.node, KG.bySource, None, self.graph):
            assert isinstance(quad.object, NamedNode)
            nodes.append(quad.object)
        return {_triple(quad) for node in nodes for quad in self._store.lookup(node, None, None, self.graph)}


def _put(kept: _Kept, tally: Tally, change: Change) -> int:
    if set(tally.claims) == set(tally.gone) and not tally.documents:
        return 0
    edge, more = kept.edge, tally.counts()
    counts = Counter({factuality: kept.counts[factuality] + more[factuality] for factuality in COUNTS})
    old = {*head_triples(edge, kept.counts, kept.documents, kept.first, kept.last), *map(link_triple, tally.gone)}
    new = {*head_triples(edge, counts, kept.documents + tally.documents, *_days(kept, tally))}
    new |= {link_triple(said) for said in tally.claims}
    for source, numbers in tally.sources().items():
        if any(numbers.values()):
            before = kept.source(source)
            after = Counter({factuality: before[factuality] + numbers[factuality] for factuality in COUNTS})
            old.update(source_triples(edge, source, before))
            new.update(source_triples(edge, source, after))
    graph = GRAPH_FACTS if counts[Factuality.ASSERTED] else GRAPH_LEDGER
    if graph != kept.graph:
        rest = kept.everything() - old
        old, new = old | rest, new | rest
    change.replace((Quad(*triple, kept.graph) for triple in old), (Quad(*triple, graph) for triple in new))
    return (graph == GRAPH_FACTS) - (kept.graph == GRAPH_FACTS)


def _days(kept: _Kept, tally: Tally) -> tuple[str, str]:
    """The first and the last day that asserting claims speak of.

    They are looked up in all of these only if the claim goes that has given one.
    """
    added, gone = _asserted(tally.claims), _asserted(tally.gone)
    first, last = {said.first for said in added}, {said.last for said in added}
    lost_first = kept.first in {said.first for said in gone} - first
    lost_last = kept.last in {said.last for said in gone} - last
    if kept.first and (lost_first or lost_last):
        days = kept.days(but={said.claim for said in gone})
        first |= {day for day, _ in days}
        last |= {day for _, day in days}
    else:
        first.add(kept.first)
        last.add(kept.last)
    return min(first - {""}, default=""), max(last - {""}, default="")


def _asserted(claims: list[Said]) -> list[Said]:
    return [said for said in claims if said.factuality is Factuality.ASSERTED]


def _triple(quad: Quad) -> Triple:
    assert isinstance(quad.subject, NamedNode)
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.subject, quad.predicate, quad.object
