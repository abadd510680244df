"""A network of actors as one looks at it in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kgraph.actors import find_actor
from kgraph.errors import QueryError
from kgraph.model import Claim
from kgraph.network import influence_paths, tables
from kgraph.network.tables import Choices, Table
from kgraph.notebook.frames import claims_frame, frame
from kgraph.notebook.shown import Page, Picture

if TYPE_CHECKING:
    import networkx as nx
    from pandas import DataFrame

    from kgraph.graph.store import GraphStore
    from kgraph.ontology import Ontology


class ActorNetwork:
    """A network of actors: its measures as DataFrames, the claims behind its edges, its picture.

    `graph` is the networkx MultiDiGraph, with actors' IRIs as nodes and relations as keys. An actor can be given by its
    IRI or any name or spelling.
    """

    def __init__(self, graph: nx.MultiDiGraph[str], store: GraphStore, claims: list[Claim], ontology: Ontology) -> None:
        self.graph = graph
        self._store = store
        ids = {each for *_, data in graph.edges(data=True) for each in data["claims"]}
        self._claims = [claim for claim in claims if claim.id in ids]
        self._ontology = ontology

    def actors(self, by: str = "claims") -> DataFrame:
        """The actors with all measures, ranked by one; docs/networks.md says how each is read."""
        return _frame(tables.actors(self.graph, Choices(by=by)))

    def pairs(self) -> DataFrame:
        """Who does how much to whom, the strongest pairs first."""
        return _frame(tables.pairs(self.graph, Choices()))

    def signed(self) -> DataFrame:
        """Who is how friendly (+) or hostile (−) to whom, the strongest first."""
        return _frame(tables.signed(self.graph, Choices()))

    def communities(self, method: str = "signed") -> DataFrame:
        """Who stands together: each actor with the number of its community, the largest first."""
        return _frame(tables.groups(self.graph, Choices(method=method)))

    def camps(self) -> DataFrame:
        """The two camps into which friends and enemies fall, and how many pairs do not fit."""
        return _frame(tables.camps(self.graph, Choices()))

    def brokers(self, groups: str = "state") -> DataFrame:
        """Who stands between whom, by Gould and Fernandez's roles."""
        return _frame(tables.brokers(self.graph, Choices(groups=groups)))

    def changes(self, after: ActorNetwork) -> DataFrame:
        """The pairs that have changed from this network to another, such as that of a later time."""
        return _frame(tables.changes(self.graph, after.graph))

    def path(self, source: str, target: str, *, order: str = "strongest", directed: bool = True) -> DataFrame:
        """The claims of the best path of influence from one actor to another, step by step; empty if there is none.

        Raises QueryError for an actor that is not in the network.
        """
        found = influence_paths(self.graph, self._actor(source), self._actor(target), order=order, directed=directed)
        known = {claim.id: claim for claim in self._claims}
        steps = found[0].steps if found else ()
        return claims_frame(known[claim] for step in steps for claim in step.claims)

    def between(self, one: str, other: str) -> DataFrame:
        """The claims between two actors, whichever acts, with their sentences."""
        ends = {self._actor(one), self._actor(other)}
        return claims_frame(claim for claim in self._claims if {claim.subject.actor.id, claim.object.actor.id} == ends)

    def show(self) -> Page:
        """The network as a page to explore, with its evidence."""
        from kgraph.view import render_page

        return Page(render_page(self._claims, self._ontology))

    def picture(self, top: int = 25, about: str | Iterable[str] = ()) -> Picture:
        """The actors of most claims, or those around some, drawn: colours are communities, widths numbers of claims.

        Needs matplotlib; raises QueryError for an actor that is not in the network.
        """
        from kgraph.picture import network_picture

        around = [self._actor(name) for name in ([about] if isinstance(about, str) else about)]
        return Picture(network_picture(self.graph, top=top, about=around).decode())

    def __repr__(self) -> str:
        return f"<network of {len(self.graph):,} actors and {self.graph.number_of_edges():,} edges>"

    def _repr_html_(self) -> str:
        table = self.pairs()[["subject", "relations", "object"]].head(8)
        count = f"{len(self.graph):,} actors and {self.graph.number_of_edges():,} edges"
        return f"<p>A network of {count}. Its strongest pairs:</p>{table.to_html(index=False, header=False, border=0)}"

    def _actor(self, name: str) -> str:
        found = find_actor(self._store, name).id
        if found not in self.graph:
            raise QueryError(f"'{name}' is in no claim of this network")
        return found


def _frame(table: Table) -> DataFrame:
    return frame(table.columns, table.rows)
