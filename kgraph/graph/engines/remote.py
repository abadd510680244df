"""Any server that speaks SPARQL 1.1: its query and update protocols and, for what is much, the graph store protocol.

Products differ in what their default graph is. So the union of all graphs is a named graph there, and each query says
that it is its default graph. A server that shows the union as its default graph, as `kgraph serve` does, can be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from kgraph import vocab
from kgraph.errors import StoreError
from kgraph.graph.engines.addresses import Addresses
from kgraph.graph.engines.http import TRIPLES, Client, NoSuchServiceError, QueryService, credentials
from kgraph.graph.engines.protocol import Dataset, Engine, GraphName, Object, Result, Subject
from kgraph.graph.engines.text import check_update, gives_triples, graphs_asked, with_prefixes, with_values

if TYPE_CHECKING:
    import rdflib

BATCH = 1000
"""Triples of one update; Virtuoso takes no more than some thousands."""
MANY = 200
"""From so many triples of one graph on, they go by the graph store protocol."""
LOAD = 50_000
"""Triples of one request of that protocol."""
PAIRS = 500
"""Subjects and predicates that one query asks for."""

_UNION = ox.NamedNode(vocab.GRAPH_UNION)
_DEFAULT = ox.DefaultGraph()
_VARIABLES = ("?s", "?p", "?o")
_OWN = f'FILTER(STRSTARTS(STR(?g), "{vocab.BASE}"))'

Item = TypeVar("Item")


class RemoteEngine(Engine):
    """A server by its address. Other graphs than kgraph's, which it may hold, are left alone and not seen."""

    def __init__(self, where: Addresses, writable: bool = False) -> None:
        """Speak to a server, which is first asked when there is something to ask."""
        self._where = where
        self._writable = writable
        self._graphs_url = where.graphs
        self._client = Client()
        self._service = QueryService(self._client, where.query)
        self._union: ox.NamedNode | None = _UNION

    def find(self) -> None:
        """See where the server has the union of all graphs; raises StoreError if it has no graph of kgraph's."""
        if self._service.ask(f"ASK {{ GRAPH {_UNION} {{ ?s ?p ?o }} }}"):
            return
        if not self._service.ask(f"ASK {{ ?d a <{vocab.KG}Document> }}"):
            raise StoreError(f"{self._where.query}: the server holds no graph; `kgraph push OUT URL` puts one there")
        self._union = None

    def quads(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object_: Object | None,
        graph: GraphName | None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit."""
        known: tuple[Any, ...] = (subject, predicate, object_)
        pattern = " ".join(name if term is None else str(term) for name, term in zip(_VARIABLES, known, strict=True))
        if graph is None:
            for row in self._service.rows(f"SELECT ?s ?p ?o ?g WHERE {{ GRAPH ?g {{ {pattern} }} {_OWN} }}").rows:
                found: tuple[Any, ...] = row
                s, p, o = (one or other for one, other in zip(known, found, strict=False))
                yield ox.Quad(s, p, o, _DEFAULT if found[3] == _UNION else found[3])
            return
        name = self._union if isinstance(graph, ox.DefaultGraph) else graph
        where = pattern if name is None else f"GRAPH {name} {{ {pattern} }}"
        for triple in self._service.triples(f"CONSTRUCT {{ {pattern} }} WHERE {{ {where} }}"):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)

    def held(self, triples: Collection[ox.Triple], but: Collection[GraphName]) -> set[ox.Triple]:
        """Those of the triples that some other graph holds.

        Asked for by subject and predicate: servers differ in which literals they find equal.
        """
        wanted = set(triples)
        shut = ", ".join(map(str, {_UNION, *but} - {_DEFAULT}))
        found: set[ox.Triple] = set()
        for pairs in _batches(sorted({f"({triple.subject} {triple.predicate})" for triple in wanted}), PAIRS):
            where = f"VALUES (?s ?p) {{ {' '.join(pairs)} }} GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({shut})) {_OWN}"
            found |= wanted.intersection(self._service.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}"))
        return found

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """The graphs of kgraph's that hold something."""
        for (name,) in self._service.rows(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {_OWN} }}").rows:
            if isinstance(name, ox.NamedNode) and name != _UNION:
                yield name

    def change(self, removed: Collection[ox.Quad], added: Collection[ox.Quad]) -> None:
        """Put quads in and take quads out, in several requests."""
        by_graph: dict[GraphName, list[ox.Quad]] = defaultdict(list)
        for quad in dict.fromkeys(added):
            by_graph[quad.graph_name].append(quad)
        union = by_graph.pop(_DEFAULT, [])
        self._add(by_graph)
        self._add({_DEFAULT: union})
        for batch in _batches(list(removed), BATCH):
            self._update(f"DELETE DATA {{ {_data(batch)} }}")

    def query(self, text: str, values: Mapping[str, ox.Literal], dataset: Dataset | None) -> Result:
        """What the server answers; it is asked nothing that is malformed."""
        triples = gives_triples(text, values)
        fields = self._dataset(text, dataset)
        text = with_prefixes(with_values(text, values))
        if triples:
            return self._service.triples(text, fields)
        return self._service.answer(text, fields)

    def update(self, text: str) -> None:
        """Have the server apply a SPARQL update."""
        check_update(text)
        self._update(with_prefixes(text))

    def view(self) -> rdflib.Dataset:
        """The server by rdflib's own client, which knows basic authentication only."""
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

        options: dict[str, Any] = {"auth": credentials(), "method": "POST_FORM", "returnFormat": "json"}
        store = (
            SPARQLUpdateStore(self._where.query, self._where.update, **options)
            if self._writable
            else SPARQLStore(self._where.query, **options)
        )
        dataset = rdflib.Dataset(store=store)
        if self._union is not None:
            dataset.default_graph = rdflib.Graph(store=store, identifier=rdflib.URIRef(self._union.value))
        return dataset

    def backup(self, folder: str) -> None:
        """Raise StoreError: it is for the server to do that."""
        raise StoreError(f"{self._where.query}: a server's graph cannot be copied into {folder}; have the server do it")

    def flush(self) -> None:
        """Do nothing: a server answers when it has taken something in."""

    def optimize(self) -> None:
        """Do nothing: that is for the server to do."""

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _dataset(self, text: str, dataset: Dataset | None) -> dict[str, Sequence[str]]:
        """The graphs that a query is to see: the union, and by name all of kgraph's, unless it says otherwise."""
        if dataset is not None:
            return {"default-graph-uri": dataset.default, "named-graph-uri": dataset.named}
        has_from, named = graphs_asked(text)
        if has_from or self._union is None:
            return {}
        if named is None:
            named = {graph.value for graph in self.named_graphs()}
        return {"default-graph-uri": [self._union.value], "named-graph-uri": sorted(named)}

    def _add(self, by_graph: Mapping[GraphName, Sequence[ox.Quad]]) -> None:
        few: list[ox.Quad] = []
        for name, quads in by_graph.items():
            if len(quads) < MANY or not self._load(_named(name), quads):
                few += quads
        for batch in _batches(few, BATCH):
            self._update(f"INSERT DATA {{ {_data(batch)} }}")

    def _update(self, text: str) -> None:
        self._check_writable()
        self._client.post(self._where.update, form={"update": text})

    def _load(self, graph: GraphName, quads: Sequence[ox.Quad]) -> bool:
        """Add triples to a graph by the graph store protocol, if the server speaks it."""
        self._check_writable()
        if self._graphs_url is None or not isinstance(graph, ox.NamedNode):
            return False
        for batch in _batches(quads, LOAD):
            content = "".join(f"{quad.triple} .\n" for quad in batch).encode()
            try:
                self._client.post(
                    self._graphs_url,
                    content=content,
                    headers={"Content-Type": TRIPLES},
                    params={"graph": graph.value},
                )
            except NoSuchServiceError:
                self._graphs_url = None
                return False
        return True

    def _check_writable(self) -> None:
        if not self._writable:
            raise StoreError(f"{self._where.query}: the graph is open for reading only")


def _named(name: GraphName) -> GraphName:
    return _UNION if isinstance(name, ox.DefaultGraph) else name


def _data(quads: Iterable[ox.Quad]) -> str:
    """Quads as they stand in an update, graph by graph."""
    by_graph: dict[GraphName, list[str]] = defaultdict(list)
    for quad in quads:
        by_graph[_named(quad.graph_name)].append(f"{quad.triple} .\n")
    return " ".join(f"GRAPH {name} {{\n{''.join(lines)}}}" for name, lines in by_graph.items())


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
