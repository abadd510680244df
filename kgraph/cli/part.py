"""The part of a graph that a command's options ask for: its claims and its network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kgraph.cli.filters import selection_of
from kgraph.errors import QueryError

if TYPE_CHECKING:
    from kgraph.graph.selection import Selection
    from kgraph.graph.store import GraphStore
    from kgraph.model import Claim, Document
    from kgraph.network import Network
    from kgraph.ontology import Ontology


class Part:
    """What a graph holds within the filters that the options name."""

    def __init__(self, graph: GraphStore, filters: Mapping[str, Any]) -> None:
        self._graph = graph
        self._filters = filters

    @cached_property
    def ontology(self) -> Ontology:
        """What the graph knows of relations, classes and states."""
        from kgraph.graph.known import ontology_of

        return ontology_of(self._graph)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id, without their texts."""
        from kgraph.graph.known import documents_of

        return documents_of(self._graph)

    def claims(self, period: str | None = None) -> list[Claim]:
        """The claims, of whatever factuality if none is asked for; raises UnknownNameError and QueryError."""
        return self._chosen(selection_of(period=period, **self._filters))

    def asserted(self, period: str | None = None) -> list[Claim]:
        """The claims, those that are asserted if no factuality is asked for."""
        return self._chosen(self._drawing(period))

    def network(self, period: str | None = None, level: str = "actor") -> Network:
        """The network of the claims, of those that are asserted if no factuality is asked for."""
        from kgraph.network.build import network_of

        return network_of(self._graph.claims(), self._drawing(period), self.ontology, self.documents, level)

    def actor(self, name: str) -> str:
        """The IRI of the actor of an IRI or any name or spelling; raises StoreError if there is none, or several."""
        from kgraph.actors import find_actor

        return find_actor(self._graph, name).id

    def actor_in(self, network: Network, name: str) -> str:
        """The same, if the actor is in the network; raises QueryError if not."""
        found = self.actor(name)
        if found not in network:
            raise QueryError(f"'{name}' is in no claim that the options leave; `kgraph actors OUT` lists the actors")
        return found

    def _drawing(self, period: str | None) -> Selection:
        """What draws edges: like the facts, what is asserted, unless a factuality is asked for."""
        from kgraph.network.build import ASSERTED

        selection = selection_of(period=period, **self._filters)
        return replace(selection, factualities=selection.factualities or ASSERTED)

    def _chosen(self, selection: Selection) -> list[Claim]:
        from kgraph.graph.selection import Selected

        return list(Selected.among(selection, self.documents, self.ontology.relations).claims(self._graph))
