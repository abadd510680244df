"""Which documents have the text of another, before a change and after it, so that facts count such texts once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.documents.likeness import alike, likeness_keys, oldest_first
from kgraph.graph.digest import Digest
from kgraph.graph.store import GraphStore
from kgraph.graph.terms import DCTERMS, GRAPH_FACTS, GRAPH_LEDGER, KG, LEDGER


class Copies:
    """The groups of documents that a change touches, by IRI: those of one text, most of them of one document.

    The keys by which texts are found to be alike stand in the ledger, so that no other text is read again.
    """

    def __init__(self, store: GraphStore, old: Mapping[str, Digest], new: Mapping[str, Digest]) -> None:
        self._store = store
        self._old, self._new = old, new
        self._keys = {iri: likeness_keys(each.text) for iri, each in new.items()}
        self._firsts: dict[str, str] = {}
        keys = sorted({key for its in self._keys.values() for key in its})
        self.touch([*old, *(holder for key in keys for holder in self._holders(key))])

    def touch(self, documents: Iterable[str]) -> None:
        """Have the groups of these documents, which the store holds, among those that the change touches."""
        for iri in documents:
            if iri not in self._firsts:
                first = self._first(iri)
                for member in (first, *self._subjects(KG.copyOf, NamedNode(first), GRAPH_FACTS)):
                    self._firsts[member] = first

    def before(self) -> list[list[str]]:
        """The groups as they are in the store."""
        return alike({iri: [first] for iri, first in self._firsts.items()})

    def after(self) -> list[list[str]]:
        """The groups as they will be, each with its oldest document first."""
        there = (self._firsts.keys() - self._old.keys()) | self._new.keys()
        groups = alike({iri: self._keys.get(iri) or self._kept_keys(iri) for iri in there})
        return oldest_first(groups, self._date)

    def quads_before(self) -> list[Quad]:
        """The links within the groups as they are in the store."""
        found = (self._store.lookup(NamedNode(iri), KG.copyOf, None, GRAPH_FACTS) for iri in sorted(self._firsts))
        return [quad for quads in found for quad in quads]

    def key_quads(self) -> tuple[list[Quad], list[Quad]]:
        """The keys of the changed documents in the ledger, as they are and as they will be."""
        found = (self._store.lookup(NamedNode(iri), LEDGER.likeness, None, GRAPH_LEDGER) for iri in self._old)
        return [quad for quads in found for quad in quads], [
            Quad(NamedNode(iri), LEDGER.likeness, Literal(key), GRAPH_LEDGER)
            for iri, keys in self._keys.items()
            for key in keys
        ]

    def _date(self, iri: str) -> str | None:
        if iri in self._new:
            return self._new[iri].date
        return self._store.literal(NamedNode(iri), DCTERMS.date, NamedNode(iri))

    def _first(self, iri: str) -> str:
        quads = self._store.lookup(NamedNode(iri), KG.copyOf, None, GRAPH_FACTS)
        return next((quad.object.value for quad in quads if isinstance(quad.object, NamedNode)), iri)

    def _kept_keys(self, iri: str) -> list[str]:
        quads = self._store.lookup(NamedNode(iri), LEDGER.likeness, None, GRAPH_LEDGER)
        return [quad.object.value for quad in quads if isinstance(quad.object, Literal)]

    def _holders(self, key: str) -> Iterator[str]:
        return self._subjects(LEDGER.likeness, Literal(key), GRAPH_LEDGER)

    def _subjects(self, predicate: NamedNode, value: NamedNode | Literal, graph: NamedNode) -> Iterator[str]:
        quads = self._store.lookup(None, predicate, value, graph)
        return (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
