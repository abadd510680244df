"""Actors, claims and documents one by one, each at a cost in proportion to it and not to the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kgraph import vocab
from kgraph.graph.answers import Triples
from kgraph.graph.rdf import quads_reading
from kgraph.graph.store import GraphStore
from kgraph.graph.terms import DCTERMS, GRAPH_FACTS, KG, NIF, OWL, PROV, RDF, SKOS
from kgraph.model import Actor, Claim, Document, Identity, Reading

_NAMES = {
    "other names": SKOS.altLabel,
    "short names": KG.shortName,
    "adjectives": KG.adjective,
    "people": KG.people,
    "capitals": KG.capital,
    "seats": KG.seat,
}
# What a list of claims tells of each; the rest stands with the claim itself.
_SUMMARY = (RDF.type, RDF.subject, RDF.predicate, RDF.object, KG.factuality, KG.time, PROV.wasDerivedFrom)
_PARTS = (KG.sentence, KG.cue, KG.subjectMention, KG.objectMention)
_ACTORS = (RDF.subject, RDF.object, KG.attributedTo)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with the actors of the whole graph, and the document that makes it; of its text only the sentence."""

    claim: Claim
    document: Document


@dataclass(frozen=True, slots=True)
class Names:
    """What the ontology says of an actor's names, by kind, and where else it is described."""

    kinds: tuple[tuple[str, tuple[str, ...]], ...]
    same_as: tuple[str, ...]


def find_actor(graph: GraphStore, iri: str) -> Actor | None:
    """The actor of the whole graph that an IRI stands for, perhaps under another IRI; None if there is none."""
    node = _node(iri)
    canonical = None if node is None else _value(graph, node, KG.canonicalActor, GRAPH_FACTS) or node
    if canonical is None:
        return None
    label = _value(graph, canonical, SKOS.prefLabel, GRAPH_FACTS) or _value(graph, canonical, SKOS.prefLabel)
    kind = _value(graph, canonical, RDF.type, GRAPH_FACTS) or _value(graph, canonical, RDF.type)
    if label is None or kind is None:
        return None
    return Actor(canonical.value, label.value, vocab.local_name(kind.value))


def actor_names(graph: GraphStore, iri: str) -> Names:
    """The names that the ontology gives an actor, and its IRIs elsewhere."""
    node = NamedNode(iri)
    kinds = tuple((kind, _texts(graph, node, predicate)) for kind, predicate in _NAMES.items())
    return Names(tuple((kind, names) for kind, names in kinds if names), _texts(graph, node, OWL.sameAs))


def actor_claims(graph: GraphStore, iri: str) -> tuple[list[str], list[str]]:
    """The IRIs of the claims in which the actor acts, and of those in which it is acted upon, by document and place."""
    named = [quad.subject for quad in graph.match(None, KG.canonicalActor, NamedNode(iri))] or [NamedNode(iri)]
    ends = []
    for predicate in (RDF.subject, RDF.object):
        quads = (quad for node in named if isinstance(node, NamedNode) for quad in graph.match(None, predicate, node))
        claims = {
            quad.subject.value
            for quad in quads
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(vocab.CLAIM)
        }
        ends.append(_in_text_order(graph, claims))
    return ends[0], ends[1]


def find_reading(graph: GraphStore, iri: str) -> Reading | None:
    """What was read from the document of an IRI, with the actors of the whole graph; None if there is none."""
    node = _node(iri)
    quads = [] if node is None else list(graph.match(graph=node))
    if not any(quad.object == KG.Document for quad in quads):
        return None
    reading = quads_reading(quads)
    identities = _identities(graph, quads)
    claims = tuple(claim.identified(identities) for claim in reading.claims)
    return Reading(reading.document, reading.sentences, reading.mentions, claims)


def load_claims(graph: GraphStore, iris: Iterable[str]) -> list[Evidence]:
    """The claims of these IRIs in their order; an IRI that is no claim's is left out."""
    found: list[Evidence] = []
    for iri in iris:
        quads = _claim_quads(graph, iri)
        if not quads:
            continue
        reading = quads_reading(quads)
        identities = _identities(graph, quads)
        found.extend(Evidence(claim.identified(identities), reading.document) for claim in reading.claims)
    return found


def describe_actor(graph: GraphStore, iri: str, claims: Sequence[str]) -> Triples:
    """What the graph says of an actor: itself, the actors that documents name and that are it, its facts and claims."""
    node = NamedNode(iri)
    named = {quad.subject for quad in graph.match(None, KG.canonicalActor, node)} | {node}
    quads = [quad for each in named if isinstance(each, NamedNode) for quad in graph.match(each)]
    for predicate in (RDF.subject, RDF.object):
        for fact in (quad.subject for quad in graph.match(None, predicate, node, GRAPH_FACTS)):
            quads.extend(graph.match(fact) if isinstance(fact, NamedNode) else ())
    for claim in map(NamedNode, claims):
        quads.extend(quad for predicate in _SUMMARY for quad in graph.match(claim, predicate))
    return _triples(quads)


def describe_claim(graph: GraphStore, iri: str) -> Triples:
    """A claim with its words, its actors and its document, but for the document's text."""
    return _triples(quad for quad in _claim_quads(graph, iri) if quad.predicate != NIF.isString)


def describe_document(graph: GraphStore, iri: str) -> Triples:
    """All that was read from a document: its named graph."""
    return _triples(graph.match(graph=NamedNode(iri)))


def _claim_quads(graph: GraphStore, iri: str) -> list[Quad]:
    """The quads that make up a claim, as they stand in its document's graph. The document's text stands empty."""
    node = _node(iri)
    document = None if node is None else _value(graph, node, PROV.wasDerivedFrom)
    if node is None or document is None or _value(graph, node, RDF.type) != KG.Claim:
        return []
    own = list(graph.match(node, graph=document))
    for part in [_object(quad) for quad in own if quad.predicate in _PARTS]:
        own.extend(graph.match(part, graph=document))
    # The cue's words may mean a third actor.
    for actor in {_object(quad) for quad in own if quad.predicate in (*_ACTORS, KG.refersTo)}:
        own.extend(graph.match(actor, graph=document))
    for predicate in (RDF.type, DCTERMS.identifier, DCTERMS.title, DCTERMS.date, DCTERMS.source):
        own.extend(graph.match(document, predicate, None, document))
    return [*own, Quad(document, NIF.isString, Literal(""), document)]


def _identities(graph: GraphStore, quads: Iterable[Quad]) -> dict[str, Identity]:
    """Which actor of the whole graph each actor is that the quads name."""
    found: dict[str, Identity] = {}
    for iri in {_object(quad).value for quad in quads if quad.predicate in (*_ACTORS, KG.refersTo)}:
        node = NamedNode(iri)
        canonical = _value(graph, node, KG.canonicalActor, GRAPH_FACTS)
        label = canonical and _value(graph, canonical, SKOS.prefLabel, GRAPH_FACTS)
        kind = canonical and _value(graph, canonical, RDF.type, GRAPH_FACTS)
        if canonical and label and kind:
            actor = Actor(canonical.value, label.value, vocab.local_name(kind.value))
            found[iri] = Identity(iri, actor, next(iter(_texts(graph, node, KG.rule, GRAPH_FACTS)), ""))
    return found


def _in_text_order(graph: GraphStore, claims: Iterable[str]) -> list[str]:
    def place(iri: str) -> tuple[str, int, str]:
        sentence = next(iter(_texts(graph, NamedNode(iri), KG.sentence)), "")
        document, _, span = sentence.partition("#char=")
        start = span.partition(",")[0]
        return document, int(start) if start.isdigit() else 0, iri

    return sorted(claims, key=place)


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def _object(quad: Quad) -> NamedNode:
    if not isinstance(quad.object, NamedNode):
        raise TypeError(f"{quad} leads to no node")
    return quad.object


def _values(graph: GraphStore, node: NamedNode, predicate: NamedNode, where: NamedNode | None) -> Iterator[NamedNode]:
    return (quad.object for quad in graph.match(node, predicate, None, where))  # type: ignore[misc]


def _value(
    graph: GraphStore, node: NamedNode, predicate: NamedNode, where: NamedNode | None = None
) -> NamedNode | None:
    """The smallest value, so that the answer does not hang on the store's order should there be several."""
    return min(_values(graph, node, predicate, where), key=str, default=None)


def _texts(graph: GraphStore, node: NamedNode, predicate: NamedNode, where: NamedNode | None = None) -> tuple[str, ...]:
    return tuple(sorted(value.value for value in _values(graph, node, predicate, where)))


def _triples(quads: Iterable[Quad]) -> Triples:
    return Triples(tuple(dict.fromkeys(quad.triple for quad in quads)))
