"""Claims → networkx: actors as nodes, relations as weighted edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import networkx as nx

from kgraph.errors import OntologyError, UnknownNameError
from kgraph.model import Actor, Claim, Factuality, in_text_order
from kgraph.ontology import Branch, Ontology

ASSERTED = frozenset({"asserted"})
ALL_FACTUALITIES = frozenset(value.value for value in Factuality)


def network(
    claims: Iterable[Claim],
    ontology: Ontology | None = None,
    *,
    min_confidence: float = 0,
    factuality: Iterable[str] = ASSERTED,
    branches: Iterable[str] | None = None,
) -> nx.MultiDiGraph[str]:
    """The network of the claims that pass the filters.

    Nodes are actor IRIs with `label` and `type`. There is one edge for each subject, relation and object, with the
    relation as its key, and with `weight` (number of claims), `branch`, `documents` and `claims` (sorted ids). The
    branch is None if no ontology is given, or if it does not know the relation. The same claims in any order give
    the same network.
    """
    wanted = _known("factuality", factuality, ALL_FACTUALITIES)
    wanted_branches = None if branches is None else _known("branch", branches, {branch.value for branch in Branch})
    if wanted_branches is not None and ontology is None:
        raise OntologyError("the ontology says which branch a relation belongs to; give it with ontology=")
    edges: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    actors: dict[str, Actor] = {}
    for claim in in_text_order(claims):
        if claim.factuality not in wanted or claim.confidence < min_confidence:
            continue
        if wanted_branches is not None and _branch(claim.relation, ontology) not in wanted_branches:
            continue
        subject, object_ = claim.subject.actor, claim.object.actor
        actors.setdefault(subject.id, subject)
        actors.setdefault(object_.id, object_)
        edges[subject.id, claim.relation, object_.id].append(claim)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, actor in sorted(actors.items()):
        graph.add_node(iri, label=actor.label, type=actor.type)
    for (subject_id, relation, object_id), group in sorted(edges.items()):
        graph.add_edge(
            subject_id,
            object_id,
            relation,
            weight=len(group),
            branch=_branch(relation, ontology),
            documents=sorted({claim.doc for claim in group}),
            claims=sorted(claim.id for claim in group),
        )
    return graph


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


def _branch(relation: str, ontology: Ontology | None) -> str | None:
    branch = ontology.branch_of(relation) if ontology is not None else None
    return branch.value if branch is not None else None


def _known(what: str, names: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """The names as a set; raises UnknownNameError for one that is not among the known ones."""
    names, known = frozenset([names] if isinstance(names, str) else names), frozenset(known)
    for name in sorted(names - known):
        raise UnknownNameError(what, name, list(known))
    return names
