"""rdflib's own store, in memory and in plain Python: for small scripts that work with rdflib anyway."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as RdflibResult

from kgraph import vocab
from kgraph.errors import StoreError
from kgraph.graph.engines.protocol import Dataset, Engine, GraphName, Object, Result, Solutions, Subject
from kgraph.graph.engines.text import check_update, gives_triples, with_values

_STRING = vocab.PREFIXES["xsd"] + "string"
_DEFAULT = ox.DefaultGraph()
# rdflib matches by Python's `re`, which has no classes by property; of these two that is the same.
_NO_LETTER_OR_DIGIT = (r"[^\\p{L}\\p{N}]", r"[\\W_]")


class RdflibEngine(Engine):
    """An `rdflib.Dataset` in memory."""

    def __init__(self, dataset: rdflib.Dataset | None = None) -> None:
        """Wrap a dataset, by default a new one; its default graph has to be the union of the others already."""
        self._dataset = dataset if dataset is not None else rdflib.Dataset()
        self._store = self._dataset.store

    def quads(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object_: Object | None,
        graph: GraphName | None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit."""
        pattern = (_rdflib(subject), _rdflib(predicate), _rdflib(object_))
        context = None if graph is None else self._graph(graph)
        for triple, holders in list(self._store.triples(pattern, context)):
            s, p, o = map(_term, triple)
            for name in [graph] if graph is not None else [_name(holder.identifier) for holder in holders if holder]:
                yield ox.Quad(s, p, o, name)

    def held(self, triples: Collection[ox.Triple], but: Collection[GraphName]) -> set[ox.Triple]:
        """Those of the triples that some other graph holds."""
        shut = {_DEFAULT, *but}
        return {
            triple
            for triple in triples
            if any(quad.graph_name not in shut for quad in self.quads(*_parts(triple), None))
        }

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """The named graphs that hold something."""
        for context in self._store.contexts():
            name = _name(context.identifier)
            if isinstance(name, ox.NamedNode) and self._store.__len__(context):
                yield name

    def change(self, removed: Collection[ox.Quad], added: Collection[ox.Quad]) -> None:
        """Put quads in and take quads out."""
        for quad in added:
            self._store.add(_triple(quad.triple), self._graph(quad.graph_name))
        for quad in removed:
            self._store.remove(_triple(quad.triple), self._graph(quad.graph_name))

    def query(self, text: str, values: Mapping[str, ox.Literal], dataset: Dataset | None) -> Result:
        """What rdflib answers."""
        gives_triples(text, values)
        with _errors():
            text = with_values(text, values).replace(*_NO_LETTER_OR_DIGIT)
            query = prepareQuery(text, initNs=vocab.PREFIXES)
            asked = dataset or _dataset_of(query)
            # rdflib would load what FROM names from the network or the disk.
            query.algebra["datasetClause"] = None
            return _result((self._dataset if asked is None else self._part(asked)).query(query))

    def update(self, text: str) -> None:
        """Apply a SPARQL update, one operation after the other."""
        check_update(text)
        with _errors():
            self._dataset.update(text, initNs=vocab.PREFIXES)

    def view(self) -> rdflib.Dataset:
        """The dataset itself."""
        return self._dataset

    def backup(self, folder: str) -> None:
        """Raise StoreError: nothing of it is on disk."""
        raise StoreError(f"{folder}: a graph in rdflib's memory has no folder that could be copied")

    def flush(self) -> None:
        """Do nothing: all is in memory."""

    def optimize(self) -> None:
        """Do nothing: there is no other way to keep it."""

    def close(self) -> None:
        """Let go of the dataset."""
        del self._dataset, self._store

    def _graph(self, name: GraphName) -> rdflib.Graph:
        identifier = DATASET_DEFAULT_GRAPH_ID if isinstance(name, ox.DefaultGraph) else _rdflib(name)
        return rdflib.Graph(store=self._store, identifier=identifier)

    def _part(self, asked: Dataset) -> rdflib.Dataset:
        """A copy of some graphs: the union of the default ones, and the named ones."""
        part = rdflib.Dataset()
        for name in asked.default:
            part.default_graph += self._graph(ox.NamedNode(name))
        for name in asked.named:
            graph = part.graph(rdflib.URIRef(name))
            graph += self._graph(ox.NamedNode(name))
        return part


def _dataset_of(query: Query) -> Dataset | None:
    """The graphs that a query names by FROM and FROM NAMED; None if it does not."""
    clauses = query.algebra.datasetClause or ()
    default = tuple(str(clause.default) for clause in clauses if clause.default)
    named = tuple(str(clause.named) for clause in clauses if clause.named)
    return Dataset(default, named) if clauses else None


def _result(found: RdflibResult) -> Result:
    """An answer of rdflib as pyoxigraph has it."""
    if found.graph is not None:
        return iter([ox.Triple(*map(_term, triple)) for triple in found.graph])
    if found.askAnswer is not None:
        return bool(found.askAnswer)
    columns = [str(variable) for variable in found.vars or ()]
    found_rows: Iterable[Any] = found
    rows = [tuple(None if term is None else _term(term) for term in row) for row in found_rows]
    return Solutions(tuple(columns), iter(rows))


@contextmanager
def _errors() -> Iterator[None]:
    """Have what rdflib stumbles over told as RuntimeError, and its own use of what it deprecates not told at all."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Dataset\.\w+ is deprecated", DeprecationWarning)
        try:
            yield
        except (StoreError, MemoryError):
            raise
        except Exception as error:
            raise RuntimeError(f"{type(error).__name__}: {error}") from error


def _parts(triple: ox.Triple) -> tuple[Any, Any, Any]:
    return triple.subject, triple.predicate, triple.object


def _triple(triple: ox.Triple) -> tuple[Any, Any, Any]:
    return _rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)


def _rdflib(term: Subject | Object | GraphName | None) -> Any:
    """A term as rdflib has it: a string without a language has no datatype there, and literals stay as written."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise StoreError(f"rdflib has no term for {term}")
    if term.language or term.datatype.value == _STRING:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _term(term: Any) -> Any:
    """A term of rdflib's as pyoxigraph has it."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(term)
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(term)
    if term.language:
        return ox.Literal(term, language=term.language)
    return ox.Literal(term, datatype=ox.NamedNode(term.datatype or _STRING))


def _name(identifier: Any) -> GraphName:
    name: GraphName = _DEFAULT if identifier == DATASET_DEFAULT_GRAPH_ID else _term(identifier)
    return name
