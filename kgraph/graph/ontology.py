"""The named graph of the ontology: relations, types, and the actors that occur with their terms of office.

The lexicon stays out of the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from kgraph import vocab
from kgraph.graph.terms import GRAPH_ONTOLOGY, KG, OWL, PROV, RDF, RDFS, SKOS, XSD, Triple, name_key
from kgraph.ontology import ActorEntry, Branch, Ontology, Relation, Term

# How facts hang on claims, in the terms of PROV-O.
_PROVENANCE: tuple[Triple, ...] = (
    (KG.supportedBy, RDFS.subPropertyOf, PROV.wasDerivedFrom),
    (KG.deniedBy, RDFS.subPropertyOf, PROV.wasInfluencedBy),
    (KG.supposedBy, RDFS.subPropertyOf, PROV.wasInfluencedBy),
)


def ontology_quads(ontology: Ontology, actors: Iterable[str]) -> list[Quad]:
    """The ontology's quads, with those of its actors (by IRI) that occur and of the bodies they belong to, and with the
    states of bodies that are called by the pattern of a state's part."""
    actors = list(actors)
    bodies = {iri: found for iri in actors if (found := ontology.national_bodies.get(iri))}
    entries = _with_parents(ontology, [*actors, *(state for state, _ in bodies.values())])
    triples = [
        *_PROVENANCE,
        *_branch_triples(),
        *(triple for relation in ontology.relations.values() for triple in _relation_triples(relation)),
        *(triple for name, parent in ontology.types.items() for triple in _type_triples(name, parent)),
        *(triple for entry in entries for triple in _actor_triples(entry)),
        *(t for entry in entries for term in ontology.terms_of.get(entry.iri, ()) for t in _term_triples(term)),
        *((NamedNode(iri), KG.ofState, NamedNode(state)) for iri, (state, _) in bodies.items()),
        *((NamedNode(iri), KG.part, NamedNode(part)) for iri, (_, part) in bodies.items()),
    ]
    return [Quad(*triple, GRAPH_ONTOLOGY) for triple in dict.fromkeys(triples)]


def _with_parents(ontology: Ontology, actors: Iterable[str]) -> list[ActorEntry]:
    waiting = list(actors)
    found: dict[str, ActorEntry] = {}
    while waiting:
        iri = waiting.pop()
        entry = ontology.actors.get(iri)
        if entry is not None and iri not in found:
            found[iri] = entry
            waiting.extend(above for above in (entry.state, entry.parent_body) if above)
            waiting.extend(term.of for term in ontology.terms_of.get(iri, ()))
    return list(found.values())


def _branch_triples() -> Iterator[Triple]:
    for branch in Branch:
        node = NamedNode(vocab.KG + branch.value)
        yield node, RDF.type, OWL.ObjectProperty
        yield node, RDFS.subPropertyOf, KG.relatesTo
        yield node, RDFS.label, Literal(branch.label)


def _relation_triples(relation: Relation) -> Iterator[Triple]:
    node = NamedNode(vocab.KG + relation.name)
    yield node, RDF.type, KG.Relation
    yield node, RDF.type, OWL.ObjectProperty
    if relation.symmetric:
        yield node, RDF.type, OWL.SymmetricProperty
    yield node, RDFS.label, Literal(relation.label)
    yield node, KG.inverseLabel, Literal(relation.inverse_label)
    yield node, SKOS.definition, Literal(relation.definition)
    yield node, RDFS.subPropertyOf, NamedNode(vocab.KG + relation.branch)
    if relation.parent:
        yield node, RDFS.subPropertyOf, NamedNode(vocab.KG + relation.parent)
    for match in relation.matches:
        yield node, SKOS.closeMatch, NamedNode(match)


def _type_triples(name: str, parent: str | None) -> Iterator[Triple]:
    node = NamedNode(vocab.KG + name)
    yield node, RDF.type, OWL.Class
    if parent:
        yield node, RDFS.subClassOf, NamedNode(vocab.KG + parent)


def _actor_triples(entry: ActorEntry) -> Iterator[Triple]:
    node = NamedNode(entry.iri)
    yield node, RDF.type, NamedNode(vocab.KG + entry.type)
    yield node, SKOS.prefLabel, Literal(entry.label)
    names = {
        SKOS.altLabel: entry.names,
        KG.shortName: entry.short_names,
        KG.adjective: entry.adjectives,
        KG.people: entry.people,
        KG.capital: entry.capitals,
        KG.seat: entry.seats,
    }
    links = {
        KG.ofState: (entry.state,),
        KG.parentBody: (entry.parent_body,),
        KG.part: (entry.part,),
        OWL.sameAs: entry.same_as,
    }
    yield from ((node, predicate, Literal(name)) for predicate, values in names.items() for name in values if name)
    yield from ((node, KG.nameKey, name_key(name)) for name in (entry.label, *chain(*names.values())) if name)
    if entry.gender:
        yield node, KG.gender, Literal(entry.gender)
    yield from ((node, predicate, NamedNode(iri)) for predicate, iris in links.items() for iri in iris if iri)


def _term_triples(term: Term) -> Iterator[Triple]:
    node = NamedNode(term.iri)
    yield node, RDF.type, KG.Term
    yield node, KG.holder, NamedNode(term.holder)
    yield node, KG.office, Literal(term.office)
    yield node, KG.of, NamedNode(term.of)
    yield node, KG.start, Literal(term.start, datatype=XSD.date)
    if term.end:
        yield node, KG.until, Literal(term.end, datatype=XSD.date)
