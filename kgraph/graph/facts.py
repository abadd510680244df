"""Facts: plain edges between actors, derived from the claims that assert them. Nothing else writes facts.

A tally counts the claims of one edge. Tallies of documents add up, so that a document that comes or goes changes the
facts by its own tally and by nothing else. Beside the facts stand the identities: which actor of the whole graph each
one is that a document names.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kgraph import vocab
from kgraph.graph.terms import GRAPH_FACTS, KG, RDF, SKOS, Term, Triple, integer
from kgraph.model import Claim, Document, Factuality, Identities

Edge = tuple[str, str, str]
"""The IRI of the subject, the name of the relation, the IRI of the object."""

COUNTS = {
    Factuality.ASSERTED: KG.claimCount,
    Factuality.NEGATED: KG.negatedCount,
    Factuality.POSSIBLE: KG.possibleCount,
}
LINKS = {
    Factuality.ASSERTED: KG.supportedBy,
    Factuality.NEGATED: KG.deniedBy,
    Factuality.POSSIBLE: KG.supposedBy,
}


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as facts count it: who says so, and the first and the last day that it speaks of, as ISO 8601 texts."""

    claim: str
    edge: Edge
    factuality: Factuality
    source: Term
    first: str = ""
    last: str = ""


@dataclass(slots=True)
class Tally:
    """What claims say of one edge: those that count, those that no longer do, and how many more documents assert it,
    those of one text counted once.

    Where all is counted from the start, nothing is gone.
    """

    claims: list[Said] = field(default_factory=list)
    gone: list[Said] = field(default_factory=list)
    documents: int = 0

    def counts(self) -> Counter[Factuality]:
        """How many more claims there are of each factuality."""
        counts = Counter(said.factuality for said in self.claims)
        counts.subtract(said.factuality for said in self.gone)
        return counts

    def sources(self) -> dict[Term, Counter[Factuality]]:
        """The same by source."""
        counts: dict[Term, Counter[Factuality]] = defaultdict(Counter)
        for sign, claims in ((1, self.claims), (-1, self.gone)):
            for said in claims:
                counts[said.source][said.factuality] += sign
        return counts


Tallies = dict[Edge, Tally]
Months = Counter[tuple[str, str, Factuality]]
"""Numbers of claims by relation, month ("2020-06") and factuality."""

_MONTH = re.compile(r"\d{4}-\d\d")


def count(tallies: Tallies, claims: Iterable[Said]) -> None:
    """Add the claims of one document, or of the documents that have one text, to the tallies.

    Claims between two names that have turned out to be one actor do not count.
    """
    for edge, group in _by_edge(claims).items():
        tally = tallies.setdefault(edge, Tally())
        tally.claims += group
        tally.documents += any(said.factuality is Factuality.ASSERTED for said in group)


def discount(tallies: Tallies, claims: Iterable[Said]) -> None:
    """Take the claims of one document, or of the documents that have one text, away from the tallies."""
    for edge, group in _by_edge(claims).items():
        tally = tallies.setdefault(edge, Tally())
        tally.gone += group
        tally.documents -= any(said.factuality is Factuality.ASSERTED for said in group)


def _by_edge(claims: Iterable[Said]) -> dict[Edge, list[Said]]:
    groups: dict[Edge, list[Said]] = defaultdict(list)
    for said in claims:
        if said.edge[0] != said.edge[2]:
            groups[said.edge].append(said)
    return groups


def when(time: str | None, date: str | None) -> tuple[str, str]:
    """The first and the last day that a claim speaks of: its own time, else the date of its document."""
    first, _, last = (time or date or "").partition("/")
    return first or last, last or first


def source_of(speaker: str | None, source: str | None, document: str) -> Term:
    """Who says what a claim says: the actor that the text gives, else the source of the document, else the document."""
    return NamedNode(speaker) if speaker else Literal(source) if source else NamedNode(document)


def fact_iri(subject: str, relation: str, object_: str) -> str:
    """The IRI of a fact, the same for the same edge in every store."""
    return vocab.FACT + hashlib.sha256("\x1f".join((subject, relation, object_)).encode()).hexdigest()[:16]


def source_iri(fact: str, source: Term) -> str:
    """The IRI of what one source says of a fact."""
    return f"{fact}/by/{hashlib.sha256(str(source).encode()).hexdigest()[:16]}"


def facts_quads(
    claims: Iterable[Claim],
    documents: Mapping[str, Document] | None = None,
    copies: Mapping[str, str] | None = None,
) -> list[Quad]:
    """The facts that the claims of all documents give: an edge and a fact node wherever at least one claim asserts it.

    What is only denied or supposed makes no edge; where a fact stands, such claims are counted beside it. The documents
    by id give dates and sources; documents for which `copies` has the same are copies of one text, and counted as one.
    All claims are counted by relation and month too.
    """
    by_text: dict[str, list[Said]] = defaultdict(list)
    for claim in claims:
        text = (copies or {}).get(claim.doc, claim.doc)
        by_text[text].append(_said(claim, (documents or {}).get(claim.doc)))
    tallies: Tallies = {}
    for group in by_text.values():
        count(tallies, group)
    facts = (
        triple
        for edge, tally in tallies.items()
        if tally.counts()[Factuality.ASSERTED]
        for triple in _all_triples(edge, tally)
    )
    return [Quad(*triple, GRAPH_FACTS) for triple in (*facts, *month_triples(months_of(tallies)))]


def _said(claim: Claim, document: Document | None) -> Said:
    speaker = claim.attributed_to.id if claim.attributed_to else None
    first, last = when(claim.time, document.date if document else None)
    return Said(
        vocab.claim_iri(claim.id),
        (claim.subject.actor.id, claim.relation, claim.object.actor.id),
        claim.factuality,
        source_of(speaker, document.source if document else None, vocab.document_iri(claim.doc)),
        first,
        last,
    )


def _all_triples(edge: Edge, tally: Tally) -> Iterator[Triple]:
    asserted = [said for said in tally.claims if said.factuality is Factuality.ASSERTED]
    first = min((said.first for said in asserted if said.first), default="")
    last = max((said.last for said in asserted if said.last), default="")
    yield from head_triples(edge, tally.counts(), tally.documents, first, last)
    yield from (link_triple(said) for said in tally.claims)
    for source, counts in tally.sources().items():
        yield from source_triples(edge, source, counts)


def head_triples(
    edge: Edge, counts: Mapping[Factuality, int], documents: int, first: str, last: str
) -> Iterator[Triple]:
    """The node of an edge with its counts; nothing if no claim is left."""
    if not any(counts.values()):
        return
    subject, predicate, object_ = NamedNode(edge[0]), NamedNode(vocab.KG + edge[1]), NamedNode(edge[2])
    node = NamedNode(fact_iri(*edge))
    if counts.get(Factuality.ASSERTED):
        yield subject, predicate, object_
        yield node, RDF.type, KG.Fact
    yield node, RDF.subject, subject
    yield node, RDF.predicate, predicate
    yield node, RDF.object, object_
    for factuality, property_ in COUNTS.items():
        yield node, property_, integer(counts.get(factuality, 0))
    yield node, KG.documentCount, integer(documents)
    if first:
        yield node, KG.firstDate, Literal(first)
    if last:
        yield node, KG.lastDate, Literal(last)


def link_triple(said: Said) -> Triple:
    """The link from a fact to one of its claims."""
    return NamedNode(fact_iri(*said.edge)), LINKS[said.factuality], NamedNode(said.claim)


def source_triples(edge: Edge, source: Term, counts: Mapping[Factuality, int]) -> Iterator[Triple]:
    """How often one source asserts, denies and supposes an edge; nothing if it no longer speaks of it."""
    if not any(counts.values()):
        return
    fact = fact_iri(*edge)
    node = NamedNode(source_iri(fact, source))
    yield NamedNode(fact), KG.bySource, node
    yield node, RDF.type, KG.SourceCount
    yield node, KG.source, source
    for factuality, property_ in COUNTS.items():
        yield node, property_, integer(counts.get(factuality, 0))


def months_of(tallies: Tallies) -> Months:
    """How many more claims there are of each relation, month and factuality, where the month is known.

    A claim's month is that in which the time begins that it speaks of.
    """
    months: Months = Counter()
    for edge, tally in tallies.items():
        for sign, claims in ((1, tally.claims), (-1, tally.gone)):
            for said in claims:
                if _MONTH.match(said.first):
                    months[edge[1], said.first[:7], said.factuality] += sign
    return months


def month_triples(months: Months) -> Iterator[Triple]:
    """The nodes of the relations' months, each with its counts; nothing for one that has no claims."""
    counts: dict[tuple[str, str], Counter[Factuality]] = defaultdict(Counter)
    for (relation, month, factuality), number in months.items():
        counts[relation, month][factuality] += number
    for (relation, month), numbers in counts.items():
        if any(numbers.values()):
            node = month_node(relation, month)
            yield node, RDF.type, KG.MonthCount
            yield node, RDF.predicate, NamedNode(vocab.KG + relation)
            yield node, KG.month, Literal(month)
            for factuality, property_ in COUNTS.items():
                yield node, property_, integer(numbers[factuality])


def month_node(relation: str, month: str) -> NamedNode:
    """The node that counts the claims of a relation in a month."""
    return NamedNode(f"{vocab.MONTH}{month}/{relation}")


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


def copy_quads(groups: Iterable[Sequence[str]]) -> list[Quad]:
    """A link from each document to the first of those that have its text; each group is their IRIs, that one first."""
    return [
        Quad(NamedNode(copy), KG.copyOf, NamedNode(first), GRAPH_FACTS) for first, *copies in groups for copy in copies
    ]
