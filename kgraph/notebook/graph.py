"""A graph as one asks it in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from kgraph.actors import find_actor
from kgraph.explain import explanation
from kgraph.graph.known import documents_of, ontology_of, rows
from kgraph.graph.query import named_queries
from kgraph.graph.store import GraphStore
from kgraph.model import Claim, Document
from kgraph.notebook.frames import answer_frame, claims_frame, frame
from kgraph.notebook.shown import Page, Picture
from kgraph.ontology import Ontology

if TYPE_CHECKING:
    import rdflib
    from pandas import DataFrame

    from kgraph.notebook.network import ActorNetwork

STRONGEST = 8
"""Facts in the short view of a graph."""


class Graph:
    """A graph that answers in DataFrames, and shows itself; `store` is the graph below, with all that it can do."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store

    def query(self, text: str, **parameters: str) -> DataFrame | bool:
        """The answer to a named query or to SPARQL, as a DataFrame, or as True or False to ASK; raises QueryError."""
        return answer_frame(self.store.query(text, parameters))

    def claims(self) -> DataFrame:
        """All claims, a row each."""
        return claims_frame(self._claims)

    def explain(self, claim: str) -> DataFrame:
        """Why the graph holds a claim, of whose id the beginning is enough; raises StoreError."""
        return frame(("", "why"), explanation(self.store.claim(claim))).set_index("")

    def rdflib(self) -> rdflib.Dataset:
        """The graph as rdflib sees it, for those who know rdflib."""
        return self.store.rdflib()

    def page(self) -> Page:
        """The graph as a page to explore."""
        from kgraph.view import render_page

        return Page(render_page(self._claims, self._ontology, documents=self._documents))

    def network(self, **choice: Any) -> ActorNetwork:
        """The network of the actors, of claims chosen by `relations`, `branches`, `factuality`, `min_confidence`,
        `sources` and `period`, at the `level` "actor", "state" or "officials", as `kgraph.actor_network` has them."""
        from kgraph.network import network
        from kgraph.notebook.network import ActorNetwork

        graph = network(self._claims, self._ontology, documents=self._documents, **choice)
        return ActorNetwork(graph, self.store, self._claims, self._ontology)

    def timeline(self, actor: str | None = None, other: str | None = None) -> Picture:
        """How much cooperation and conflict there is in each month, of all, about an actor, or between two, drawn.

        Claims count in the month that their text gives, else in that of their document. Raises StoreError for an actor
        that the graph does not have.
        """
        from kgraph.network.timeline import months, timeline
        from kgraph.picture import timeline_picture

        asked = [find_actor(self.store, name).id for name in (actor, other) if name is not None]
        events = timeline(self._claims, self._documents, *asked).events
        return Picture(timeline_picture(months(events, self._ontology)).decode())

    @cached_property
    def _ontology(self) -> Ontology:
        return ontology_of(self.store)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return documents_of(self.store)

    @cached_property
    def _claims(self) -> list[Claim]:
        return list(self.store.claims())

    def __repr__(self) -> str:
        return f"<graph of {', '.join(self._counts())}>"

    def _repr_html_(self) -> str:
        head = f"<p>A graph of {', '.join(self._counts())}. Its strongest edges:</p>"
        cells = (f"<tr>{''.join(f'<td>{escape(str(value))}</td>' for value in row)}</tr>" for row in self._strongest())
        return f"{head}<table>{''.join(cells)}</table>"

    def _counts(self) -> Iterator[str]:
        for what, number in self.store.counts().items():
            yield f"{number:,} {what if number != 1 else what.removesuffix('s')}"

    def _strongest(self) -> list[tuple[object, ...]]:
        return [row[:4] for row in rows(self.store, f"{named_queries()['facts'].text}\nLIMIT {STRONGEST}")]
