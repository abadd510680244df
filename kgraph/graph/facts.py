"""Facts: plain edges between actors, derived from the claims that assert them. Nothing else writes facts.

Beside them stand the identities: which actor of the whole graph each one is that a document names.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kgraph import vocab
from kgraph.graph.rdf import Triple
from kgraph.graph.terms import GRAPH_FACTS, KG, RDF, SKOS, integer
from kgraph.model import Claim, Factuality, Identities


def fact_iri(subject: str, relation: str, object_: str) -> str:
    """The IRI of a fact, the same for the same edge in every store."""
    return vocab.FACT + hashlib.sha256("\x1f".join((subject, relation, object_)).encode()).hexdigest()[:16]


def facts_quads(claims: Iterable[Claim]) -> list[Quad]:
    """The facts that the claims of all documents give: an edge and a fact node wherever at least one claim asserts it.

    What is only denied or supposed makes no edge; where a fact stands, such claims are counted beside it. Nor do claims
    between two names that have turned out to be one actor.
    """
    by_edge: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.subject.actor.id == claim.object.actor.id:
            continue
        by_edge[claim.subject.actor.id, claim.relation, claim.object.actor.id].append(claim)
    return [Quad(*triple, GRAPH_FACTS) for edge, group in by_edge.items() for triple in _fact_triples(edge, group)]


def identity_quads(actors: Iterable[str], identities: Identities) -> list[Quad]:
    """A link from each actor that documents name (by IRI) to the one that it is, with the reason if that is another."""
    triples: list[Triple] = []
    for iri in actors:
        identity, node = identities.get(iri), NamedNode(iri)
        if identity is None:
            triples.append((node, KG.canonicalActor, node))
            continue
        canonical = NamedNode(identity.canonical.id)
        triples.append((node, KG.canonicalActor, canonical))
        triples.append((canonical, KG.canonicalActor, canonical))
        triples.append((canonical, RDF.type, NamedNode(vocab.KG + identity.canonical.type)))
        triples.append((canonical, SKOS.prefLabel, Literal(identity.canonical.label)))
        if identity.rule:
            triples.append((node, KG.rule, Literal(identity.rule)))
    return [Quad(*triple, GRAPH_FACTS) for triple in dict.fromkeys(triples)]


def _fact_triples(edge: tuple[str, str, str], claims: list[Claim]) -> Iterator[Triple]:
    asserted = [claim for claim in claims if claim.factuality is Factuality.ASSERTED]
    if not asserted:
        return
    subject, predicate, object_ = NamedNode(edge[0]), NamedNode(vocab.KG + edge[1]), NamedNode(edge[2])
    node = NamedNode(fact_iri(*edge))
    yield subject, predicate, object_
    yield node, RDF.type, KG.Fact
    yield node, RDF.subject, subject
    yield node, RDF.predicate, predicate
    yield node, RDF.object, object_
    yield node, KG.claimCount, integer(len(asserted))
    yield node, KG.negatedCount, integer(sum(claim.factuality is Factuality.NEGATED for claim in claims))
    yield node, KG.possibleCount, integer(sum(claim.factuality is Factuality.POSSIBLE for claim in claims))
    yield node, KG.documentCount, integer(len({claim.doc for claim in asserted}))
    for claim in asserted:
        yield node, KG.supportedBy, NamedNode(vocab.claim_iri(claim.id))
