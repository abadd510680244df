"""Edges and their actors as flat records: what every format of tables and networks writes, under the same names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from kgraph import vocab
from kgraph.graph.facts import fact_iri
from kgraph.graph.known import links_of, relations_of
from kgraph.graph.selection import Selected, Selection
from kgraph.graph.store import GraphStore
from kgraph.model import Actor, Claim, Factuality, in_text_order, surest
from kgraph.network import network
from kgraph.network.build import ALL_FACTUALITIES

Value = str | int | float

NODE_COLUMNS: dict[str, type[Value]] = {"id": str, "label": str, "type": str, "wikidata": str}
EDGE_COLUMNS: dict[str, type[Value]] = {
    "id": str,
    "source": str,
    "source_label": str,
    "relation": str,
    "label": str,
    "branch": str,
    "target": str,
    "target_label": str,
    "weight": int,
    "asserted": int,
    "negated": int,
    "possible": int,
    "documents": int,
    "first": str,
    "last": str,
    "confidence": float,
    "claim": str,
    "document": str,
    "sentence": str,
}
"""The columns of actors and of edges, with the types of their values; a text that is not known is empty."""

_WIKIDATA = vocab.PREFIXES["wd"]


@dataclass(frozen=True, slots=True)
class Edge:
    """Who does what to whom. `weight` counts the claims that the edge is drawn for, the three counts those of each
    factuality; `first` and `last` are the earliest and latest time of the former, `evidence` is the surest of them."""

    subject: Actor
    relation: str
    object: Actor
    label: str
    branch: str
    weight: int
    asserted: int
    negated: int
    possible: int
    documents: int
    first: str
    last: str
    evidence: Claim

    @property
    def id(self) -> str:
        """The end of the IRI that the fact has in RDF."""
        return vocab.local_name(fact_iri(self.subject.id, self.relation, self.object.id))

    def row(self) -> dict[str, Value]:
        """The values of `EDGE_COLUMNS` by name."""
        values: tuple[Value, ...] = (
            self.id,
            self.subject.id,
            self.subject.label,
            self.relation,
            self.label,
            self.branch,
            self.object.id,
            self.object.label,
            self.weight,
            self.asserted,
            self.negated,
            self.possible,
            self.documents,
            self.first,
            self.last,
            self.evidence.confidence,
            self.evidence.id,
            self.evidence.doc,
            self.evidence.sentence.text,
        )
        return dict(zip(EDGE_COLUMNS, values, strict=True))


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of a graph, sorted, and the actors at their ends, by IRI, with their IRI in Wikidata where known."""

    actors: tuple[Actor, ...]
    edges: tuple[Edge, ...]
    wikidata: dict[str, str]

    def node_rows(self) -> list[dict[str, Value]]:
        """The values of `NODE_COLUMNS` for each actor."""
        return [
            dict(zip(NODE_COLUMNS, (each.id, each.label, each.type, self.wikidata.get(each.id, "")), strict=True))
            for each in self.actors
        ]

    def edge_rows(self) -> list[dict[str, Value]]:
        """The values of `EDGE_COLUMNS` for each edge."""
        return [edge.row() for edge in self.edges]


def edges_of(graph: GraphStore, selection: Selection | None = None) -> Edges:
    """The edges that the selected claims draw: like the facts, those that are asserted, unless factualities are asked
    for. Claims between two names of one actor draw none. Raises UnknownNameError."""
    asked = selection or Selection()
    drawing = asked.factualities or frozenset({Factuality.ASSERTED.value})
    selected = Selected.of(graph, asked)
    counted = Selected(replace(asked, factualities=frozenset()), selected.known, selected.branches)
    claims = [claim for claim in counted.claims(graph) if claim.subject.actor.id != claim.object.actor.id]
    known = relations_of(graph)
    edges = []
    actors: dict[str, Actor] = {}
    by_id = {claim.id: claim for claim in claims}
    for _, _, name, data in network(claims, factuality=ALL_FACTUALITIES).edges(keys=True, data=True):
        group = in_text_order(by_id[claim_id] for claim_id in data["claims"])
        if not any(claim.factuality in drawing for claim in group):
            continue
        relation = known.get(name)
        label, branch = (relation.label, relation.branch.value) if relation else (name, "")
        edge = _edge(group, drawing, label, branch, selected)
        edges.append(edge)
        for actor in (edge.subject, edge.object):
            actors.setdefault(actor.id, actor)
    links = {iri: link for iri, all_ in links_of(graph).items() for link in all_ if link.startswith(_WIKIDATA)}
    edges.sort(key=lambda edge: (edge.subject.id, edge.relation, edge.object.id))
    return Edges(tuple(actors[iri] for iri in sorted(actors)), tuple(edges), links)


def _edge(group: list[Claim], drawing: Collection[str], label: str, branch: str, selected: Selected) -> Edge:
    drawn = [claim for claim in group if claim.factuality in drawing]
    counts: dict[str, Any] = {value.value: sum(claim.factuality is value for claim in group) for value in Factuality}
    times = sorted(time.partition("/")[0] for claim in drawn if (time := selected.when(claim)))
    evidence = surest(drawn)
    return Edge(
        subject=evidence.subject.actor,
        relation=evidence.relation,
        object=evidence.object.actor,
        label=label,
        branch=branch,
        weight=len(drawn),
        documents=len({claim.doc for claim in drawn}),
        first=times[0] if times else "",
        last=times[-1] if times else "",
        evidence=evidence,
        **counts,
    )
