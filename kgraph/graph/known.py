"""What a graph tells of its own relations, documents and actors, so that none of it need be loaded from elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from kgraph import vocab
from kgraph.graph.answers import Rows
from kgraph.graph.store import GraphStore
from kgraph.model import Document
from kgraph.ontology import ActorEntry, Branch, Ontology, Relation, Term
from kgraph.ontology.records import Cues

_RELATIONS = """
SELECT ?relation ?label ?inverse ?definition ?above ?symmetric WHERE {
  ?relation a kg:Relation ; rdfs:label ?label ; kg:inverseLabel ?inverse ; skos:definition ?definition ;
    rdfs:subPropertyOf ?above .
  BIND(EXISTS { ?relation a owl:SymmetricProperty } AS ?symmetric)
} ORDER BY ?relation ?above
"""
_DOCUMENTS = """
SELECT ?id ?title ?date ?source WHERE {
  ?document a kg:Document ; dcterms:identifier ?id .
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?document dcterms:date ?date }
  OPTIONAL { ?document dcterms:source ?source }
} ORDER BY ?id
"""
_TYPES = "SELECT ?type ?above WHERE { ?type a owl:Class . OPTIONAL { ?type rdfs:subClassOf ?above } } ORDER BY ?type"
_ACTORS = """
SELECT DISTINCT ?who ?label ?type ?state ?body WHERE {
  ?type a owl:Class . ?who a ?type ; skos:prefLabel ?label .
  OPTIONAL { ?who kg:ofState ?state }
  OPTIONAL { ?who kg:parentBody ?body }
} ORDER BY ?who ?type ?label
"""
_TERMS = """
SELECT ?term ?holder ?office ?of ?from ?until WHERE {
  ?term a kg:Term ; kg:holder ?holder ; kg:office ?office ; kg:of ?of ; kg:from ?from .
  OPTIONAL { ?term kg:until ?until }
} ORDER BY ?term
"""
_LINKS = "SELECT DISTINCT ?who ?link WHERE { ?named kg:canonicalActor ?who . ?who owl:sameAs ?link } ORDER BY ?link"


def rows(
    graph: GraphStore, text: str, parameters: Mapping[str, str] | None = None, *, most: int | None = None
) -> list[tuple[Any, ...]]:
    """The rows that answer a named query or a SELECT query, as plain values; raises QueryError."""
    answer = graph.query(text, parameters, most=most)
    if not isinstance(answer, Rows):
        raise TypeError("a SELECT query answers with rows")
    return answer.rows


def relations_of(graph: GraphStore) -> dict[str, Relation]:
    """The relations of the ontology that the graph was built with, by name; without their matches and types."""
    found: dict[str, Relation] = {}
    above: dict[str, set[str]] = defaultdict(set)
    branches = {branch.value for branch in Branch}
    for iri, label, inverse, definition, parent, symmetric in rows(graph, _RELATIONS):
        name = vocab.local_name(iri)
        above[name].add(vocab.local_name(parent))
        branch = next(iter(above[name] & branches), None)
        if branch is not None:
            parent_name = min(above[name] - branches, default=None)
            found[name] = Relation(name, label, inverse, Branch(branch), parent_name, symmetric, definition)
    return found


def ontology_of(graph: GraphStore) -> Ontology:
    """What the graph tells of the ontology that it was built with: the relations, the classes, and its actors with
    their states, the bodies that they belong to and their terms of office. Names and words are not in it."""
    types = {vocab.local_name(kind): above and vocab.local_name(above) for kind, above in rows(graph, _TYPES)}
    actors = {
        who: ActorEntry(who, label, vocab.local_name(kind), state=state, parent_body=body)
        for who, label, kind, state, body in rows(graph, _ACTORS)
    }
    terms = tuple(
        Term(iri, holder, office, of, str(start), str(end) if end else None)
        for iri, holder, office, of, start, end in rows(graph, _TERMS)
    )
    return Ontology(relations_of(graph), types, actors, terms, parts={}, frames=(), cues=Cues())


def documents_of(graph: GraphStore) -> dict[str, Document]:
    """The documents with title, date and source, by id; without their text."""
    return {row[0]: Document(row[0], "", *row[1:]) for row in rows(graph, _DOCUMENTS)}


def links_of(graph: GraphStore) -> dict[str, list[str]]:
    """The IRIs in Wikidata and elsewhere that are the same as an actor, sorted, by the actor's IRI."""
    found: dict[str, list[str]] = defaultdict(list)
    for who, link in rows(graph, _LINKS):
        found[who].append(link)
    return dict(found)
