"""What follows from the facts by the ontology, for those who ask for it: edges in a named graph of their own.

Four rules. Whoever stands in a relation stands in the broader ones, up to cooperation, conflict or tie. A symmetric
relation holds the other way round. Every other one has an inverse. What a body of a state does to others, or others do
to it, is done by the state, or to it; that is so of cooperation and conflict, not of ties (who leads the police leads
no state), nor of what those of one state do among themselves. Facts stay what was read: no inferred edge is a fact,
and the graph is no part of the union that queries see.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, Quad

from kgraph import vocab
from kgraph.graph.facts import fact_iri
from kgraph.graph.terms import GRAPH_INFERRED, KG, OWL, PROV, RDF, RDFS, Triple, integer
from kgraph.model import Claim, Factuality
from kgraph.ontology import Branch, Ontology

APPARATUS = "StateBody"
"""The class of a state's own bodies; parties, armed groups and persons of a state do not act for it."""

INTERACTIONS = frozenset({Branch.COOP, Branch.CONF})

Edge = tuple[str, str, str]
"""The IRIs of subject, relation and object."""


class Rule(StrEnum):
    """By what an edge follows from a fact."""

    BROADER = "broader relation"
    SYMMETRY = "symmetric relation"
    INVERSE = "inverse relation"
    STATE = "part of a state"


@dataclass(slots=True)
class _Inferred:
    """By which rules an edge follows, from which facts, and how many claims assert these."""

    rules: set[Rule] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    claims: int = 0


def inferred_quads(claims: Iterable[Claim], ontology: Ontology) -> list[Quad]:
    """The quads of the graph of inferred edges, from the claims of all documents with the actors of the whole graph.

    Each edge has a node that says by which rules it follows, from which facts, and how many claims assert these.
    """
    facts = _facts(claims)
    known = {(subject, vocab.KG + relation, object_) for subject, relation, object_ in facts}
    found: dict[Edge, _Inferred] = defaultdict(_Inferred)
    for fact, count in facts.items():
        for edge, rules in _consequences(fact, ontology):
            if edge in known:
                continue
            inferred = found[edge]
            inferred.rules |= rules
            inferred.facts.add(fact_iri(*fact))
            inferred.claims += count
    triples = [triple for edge in sorted(found) for triple in _edge_triples(edge, found[edge])]
    return [Quad(*triple, GRAPH_INFERRED) for triple in [*triples, *_inverse_triples(found, ontology)]]


def state_behind(actor: str, ontology: Ontology) -> str | None:
    """The IRI of the state of whose apparatus an actor is a part, itself or by the body that it belongs to."""
    seen: set[str] = set()
    current: str | None = actor
    while current is not None and current not in seen:
        seen.add(current)
        entry = ontology.actors.get(current)
        if entry is None:
            break
        if entry.state and ontology.is_a(entry.type, APPARATUS):
            return entry.state
        current = entry.parent_body
    state, part = ontology.national_bodies.get(actor, (None, ""))
    return state if state and ontology.is_a(ontology.parts[part].type, APPARATUS) else None


def _facts(claims: Iterable[Claim]) -> Counter[Edge]:
    """How many claims assert each edge; its relation is given by name."""
    edges = (
        (claim.subject.actor.id, claim.relation, claim.object.actor.id)
        for claim in claims
        if claim.factuality is Factuality.ASSERTED
    )
    return Counter(edge for edge in edges if edge[0] != edge[2])


def _consequences(fact: Edge, ontology: Ontology) -> Iterator[tuple[Edge, frozenset[Rule]]]:
    """Each edge that follows from a fact, once, with the rules that it takes; the fact itself may be among them."""
    subject, relation, object_ = fact
    abroad = ontology.branch_of(relation) in INTERACTIONS and home(subject, ontology) != home(object_, ontology)
    found: dict[Edge, frozenset[Rule]] = {}
    for actor, acts in _ends(subject, abroad, ontology):
        for other, suffers in _ends(object_, abroad, ontology):
            for edge, rules in _closure(actor, relation, other, ontology):
                found.setdefault(edge, rules | acts | suffers)
    yield from found.items()


def _ends(actor: str, abroad: bool, ontology: Ontology) -> Iterator[tuple[str, frozenset[Rule]]]:
    """The actor, and the state that it acts for abroad."""
    yield actor, frozenset()
    state = state_behind(actor, ontology) if abroad else None
    if state:
        yield state, frozenset({Rule.STATE})


def home(actor: str, ontology: Ontology) -> str:
    """The state that an actor is, or belongs to in whatever way; of one without a state, itself."""
    entry = ontology.actors.get(actor)
    state = entry.state if entry else ontology.national_bodies.get(actor, (None, ""))[0]
    return state or actor


def _closure(subject: str, relation: str, object_: str, ontology: Ontology) -> Iterator[tuple[Edge, frozenset[Rule]]]:
    """The edge by its relation and all broader ones, both ways round from where one is symmetric, and the inverses."""
    rules: frozenset[Rule] = frozenset()
    turned: frozenset[Rule] | None = None
    for name in _broader(relation, ontology):
        known = ontology.relations.get(name)
        if known is not None and known.symmetric and turned is None:
            turned = rules | {Rule.SYMMETRY}
        yield (subject, vocab.KG + name, object_), rules
        if turned is not None:
            yield (object_, vocab.KG + name, subject), turned
        elif known is not None:
            yield (object_, vocab.INVERSE + name, subject), rules | {Rule.INVERSE}
        rules |= {Rule.BROADER}
        turned = turned | {Rule.BROADER} if turned is not None else None


def _broader(relation: str, ontology: Ontology) -> Iterator[str]:
    """A relation, its parents, and its branch."""
    current: str | None = relation
    while current is not None:
        yield current
        known = ontology.relations.get(current)
        current = known.parent if known is not None else None
    branch = ontology.branch_of(relation)
    if branch is not None:
        yield branch.value


def _edge_triples(edge: Edge, inferred: _Inferred) -> Iterator[Triple]:
    subject, predicate, object_ = map(NamedNode, edge)
    node = NamedNode(vocab.INFERRED + vocab.local_name(fact_iri(*edge)))
    yield subject, predicate, object_
    yield node, RDF.type, KG.InferredEdge
    yield node, RDF.subject, subject
    yield node, RDF.predicate, predicate
    yield node, RDF.object, object_
    yield node, KG.claimCount, integer(inferred.claims)
    for rule in sorted(inferred.rules):
        yield node, KG.rule, Literal(rule.value)
    for fact in sorted(inferred.facts):
        yield node, PROV.wasDerivedFrom, NamedNode(fact)


def _inverse_triples(edges: Iterable[Edge], ontology: Ontology) -> Iterator[Triple]:
    """What the inverse relations are that occur in the edges."""
    for iri in sorted({edge[1] for edge in edges if edge[1].startswith(vocab.INVERSE)}):
        relation = ontology.relations[iri.removeprefix(vocab.INVERSE)]
        yield NamedNode(iri), RDF.type, OWL.ObjectProperty
        yield NamedNode(iri), OWL.inverseOf, NamedNode(vocab.KG + relation.name)
        yield NamedNode(iri), RDFS.label, Literal(relation.inverse_label)
