"""Oxigraph in this process, in memory or in a folder: the engine that kgraph builds with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kgraph import vocab
from kgraph.errors import QueryError
from kgraph.graph.engines.protocol import Dataset, Engine, GraphName, Object, Result, Solutions, Subject

if TYPE_CHECKING:
    import rdflib

MANY_QUADS = 20_000
"""From so many on, they are loaded in bulk."""
_DEFAULT = ox.DefaultGraph()


class EmbeddedEngine(Engine):
    """A `pyoxigraph.Store`. A change is no transaction: whoever needs all or nothing changes a copy."""

    def __init__(self, store: ox.Store | None = None) -> None:
        """Wrap a store, by default a new one in memory."""
        self._store = store if store is not None else ox.Store()

    def quads(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object_: Object | None,
        graph: GraphName | None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit, in the store's order."""
        return self._store.quads_for_pattern(subject, predicate, object_, graph)

    def held(self, triples: Collection[ox.Triple], but: Collection[GraphName]) -> set[ox.Triple]:
        """Those of the triples that some other graph holds."""
        return {triple for triple in triples if self._is_held(triple, but)}

    def _is_held(self, triple: ox.Triple, but: Collection[GraphName]) -> bool:
        holders = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(quad.graph_name != _DEFAULT and quad.graph_name not in but for quad in holders)

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """The named graphs that hold something; Oxigraph lists those too that no longer do."""
        for graph in self._store.named_graphs():
            if isinstance(graph, ox.NamedNode) and any(self._store.quads_for_pattern(None, None, None, graph)):
                yield graph

    def change(self, removed: Collection[ox.Quad], added: Collection[ox.Quad]) -> None:
        """Put quads in and take quads out."""
        if len(added) > MANY_QUADS:
            self._store.bulk_extend(added)
        else:
            self._store.extend(added)
        for quad in removed:
            self._store.remove(quad)

    def query(self, text: str, values: Mapping[str, ox.Literal], dataset: Dataset | None) -> Result:
        """What Oxigraph answers; values are bound by it, nothing is pasted into the text."""
        substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): value for name, value in values.items()
        }
        graphs = {} if dataset is None else _graphs(dataset)
        result = self._store.query(text, prefixes=vocab.PREFIXES, substitutions=substitutions or None, **graphs)
        if isinstance(result, ox.QuerySolutions):
            return Solutions.of(result)
        return bool(result) if isinstance(result, ox.QueryBoolean) else result

    def update(self, text: str) -> None:
        """Apply a SPARQL update, whole or not at all."""
        self._store.update(text, prefixes=vocab.PREFIXES)

    def view(self) -> rdflib.Dataset:
        """The store by oxrdflib; Oxigraph answers its queries."""
        import oxrdflib
        import rdflib

        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self._store))

    def backup(self, folder: str) -> None:
        """Copy the store into a folder that does not exist yet, by hard links where it can."""
        self._store.backup(folder)

    def flush(self) -> None:
        """See that all is on disk."""
        self._store.flush()

    def optimize(self) -> None:
        """Compact the store."""
        self._store.optimize()

    def close(self) -> None:
        """Let go of the store, and so of its folder."""
        del self._store


def _graphs(dataset: Dataset) -> dict[str, Any]:
    """The dataset as Oxigraph takes it."""
    try:
        return {
            "default_graph": [ox.NamedNode(iri) for iri in dataset.default],
            "named_graphs": [ox.NamedNode(iri) for iri in dataset.named],
        }
    except ValueError as error:
        raise QueryError(f"a graph is named by an IRI: {' '.join(str(error).split())}") from error
