"""Claims → networkx: actors as nodes, relations as weighted edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

import networkx as nx

from kgraph.errors import OntologyError, UnknownNameError
from kgraph.graph.folder import open_graph
from kgraph.graph.known import documents_of, ontology_of
from kgraph.graph.selection import Period, Selected, Selection
from kgraph.graph.store import GraphStore
from kgraph.model import Actor, Claim, Document, Factuality, in_text_order
from kgraph.network.levels import LEVELS, rolled_up, state_of
from kgraph.ontology import Ontology

Network: TypeAlias = "nx.MultiDiGraph[str]"
"""Actors by their IRIs, with one edge for each relation between two; `network` says what both carry."""

ASSERTED = frozenset({"asserted"})
ALL_FACTUALITIES = frozenset(value.value for value in Factuality)


def network(
    source: GraphStore | str | Path | Iterable[Claim],
    ontology: Ontology | None = None,
    *,
    relations: Iterable[str] | None = None,
    branches: Iterable[str] | None = None,
    factuality: Iterable[str] = ASSERTED,
    min_confidence: float = 0,
    sources: Iterable[str] | None = None,
    period: str | Period | None = None,
    level: str = "actor",
    documents: Mapping[str, Document] | None = None,
) -> nx.MultiDiGraph[str]:
    """The network of the claims of a graph, of a folder that was built, or of claims alone, that pass the filters.

    Nodes are actor IRIs with `label`, `type` and `state`, the IRI of the state that the actor is or belongs to, or None
    if the ontology knows none. There is one edge for each subject, relation and object, with the relation as its key,
    and with `weight` (number of claims), `branch`, `confidence` (of the surest claim), `documents` and `claims` (sorted
    ids). The same claims in any order give the same network.

    A source is that of a document, or the host of its address; a period is one of `kgraph.Period`, or its text, and a
    claim lies in it with its own time, else with its document's date. With the level "state", a state's bodies count as
    the state where they act abroad, with "officials" those who hold office in it do too. A graph knows its ontology and
    documents; with claims alone, branches and levels need the ontology, and sources and dates the documents by id.
    Raises UnknownNameError, QueryError and OntologyError.
    """
    selection = Selection(
        relations=_names(relations),
        branches=_names(branches),
        factualities=_names(factuality),
        min_confidence=min_confidence,
        sources=_names(sources),
        period=Period.parse(period) if isinstance(period, str) else period,
    )
    if level not in LEVELS:
        raise UnknownNameError("level", level, list(LEVELS))
    if isinstance(source, str | Path):
        source = open_graph(source)
    if isinstance(source, GraphStore):
        ontology = ontology or ontology_of(source)
        documents = documents or documents_of(source)
        source = source.claims()
    return network_of(source, selection, ontology, documents or {}, level)


def network_of(
    claims: Iterable[Claim],
    selection: Selection,
    ontology: Ontology | None = None,
    documents: Mapping[str, Document] | None = None,
    level: str = "actor",
) -> nx.MultiDiGraph[str]:
    """The same for a selection that is made already."""
    if ontology is None and (selection.branches or selection.relations or level != "actor"):
        raise OntologyError("the ontology knows relations, branches and states; give it with ontology=")
    known = ontology.relations if ontology is not None else {}
    selected = Selected.among(selection, documents or {}, known)
    chosen: Iterable[Claim] = filter(selected.test(), claims)
    if ontology is not None and level != "actor":
        chosen = rolled_up(chosen, ontology, selected.when if level == "officials" else None)
    return _drawn(chosen, ontology)


def collapse(graph: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    """The same network with one edge for each ordered pair: summed `weight`, `relations` and `branches` with theirs."""
    simple: nx.DiGraph[str] = nx.DiGraph()
    simple.add_nodes_from((node, dict(data)) for node, data in graph.nodes(data=True))
    for subject, object_, relation, data in graph.edges(keys=True, data=True):
        if not simple.has_edge(subject, object_):
            simple.add_edge(subject, object_, weight=0, relations={}, branches={})
        edge = simple.edges[subject, object_]
        edge["weight"] += data["weight"]
        edge["relations"][relation] = data["weight"]
        edge["branches"][data["branch"]] = edge["branches"].get(data["branch"], 0) + data["weight"]
    return simple


def _drawn(claims: Iterable[Claim], ontology: Ontology | None) -> nx.MultiDiGraph[str]:
    edges: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    actors: dict[str, Actor] = {}
    for claim in in_text_order(claims):
        subject, object_ = claim.subject.actor, claim.object.actor
        actors.setdefault(subject.id, subject)
        actors.setdefault(object_.id, object_)
        edges[subject.id, claim.relation, object_.id].append(claim)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, actor in sorted(actors.items()):
        state = state_of(iri, ontology) if ontology is not None else None
        graph.add_node(iri, label=actor.label, type=actor.type, state=state)
    for (subject_id, relation, object_id), group in sorted(edges.items()):
        graph.add_edge(
            subject_id,
            object_id,
            relation,
            weight=len(group),
            branch=_branch(relation, ontology),
            confidence=max(claim.confidence for claim in group),
            documents=sorted({claim.doc for claim in group}),
            claims=sorted(claim.id for claim in group),
        )
    return graph


def _branch(relation: str, ontology: Ontology | None) -> str | None:
    branch = ontology.branch_of(relation) if ontology is not None else None
    return branch.value if branch is not None else None


def _names(names: Iterable[str] | None) -> frozenset[str]:
    """The names that are asked for, one or more; none if nothing is asked."""
    return frozenset([names] if isinstance(names, str) else names or ())
