"""What a store asks of an engine. The terms are pyoxigraph's, whatever the engine works with inside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

if TYPE_CHECKING:
    import rdflib

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Object = Term
GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query sees, by IRI: the union of those for plain patterns, and each of these for GRAPH."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a SELECT query gives: a term for each column of a row, or None."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]

    @classmethod
    def of(cls, solutions: ox.QuerySolutions) -> Solutions:
        """Solutions as pyoxigraph has them."""
        return cls(tuple(variable.value for variable in solutions.variables), map(tuple, solutions))


Result = Solutions | bool | Iterator[ox.Triple]
"""What a query gives: solutions, a truth value or triples."""


class Engine(Protocol):
    """Keeps quads and answers SPARQL; what goes wrong in it, on the disk or on the way is told as StoreError.

    `GraphStore` sees to it that the default graph is the union of the others, with each triple once. An engine whose
    default graph is something else keeps that union wherever it likes, and takes and gives it as the default graph.
    """

    def quads(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object_: Object | None,
        graph: GraphName | None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit, in any order; None fits all, and for the graph the default graph too."""

    def held(self, triples: Collection[ox.Triple], but: Collection[GraphName]) -> set[ox.Triple]:
        """Those of the triples that some graph holds that is not the default graph and not among these."""

    def named_graphs(self) -> Iterable[ox.NamedNode]:
        """The named graphs that hold something."""

    def change(self, removed: Collection[ox.Quad], added: Collection[ox.Quad]) -> None:
        """Put quads in, into the default graph last, and take quads out, of the default graph first.

        So wherever it is cut off, what the default graph holds stands in another graph too.
        """

    def query(self, text: str, values: Mapping[str, ox.Literal], dataset: Dataset | None) -> Result:
        """What a query gives, with these values for variables. The prefixes of `vocab.PREFIXES` are known.

        Raises SyntaxError for a malformed text and RuntimeError for one that cannot be answered, maybe only when the
        result is taken, or QueryError where the engine knows better what to say.
        """

    def update(self, text: str) -> None:
        """Apply a SPARQL update; raises like `query`."""

    def view(self) -> rdflib.Dataset:
        """The quads as rdflib sees them, live; the default graph is its default graph."""

    def backup(self, folder: str) -> None:
        """Copy everything into a new folder; raises StoreError if the engine keeps nothing in a folder."""

    def flush(self) -> None:
        """See that all is where it lasts."""

    def optimize(self) -> None:
        """Make queries faster after much has been put in, if there is a way."""

    def close(self) -> None:
        """Give back what the engine holds; it can be used no more."""
