"""What one document's graph gives to all that is derived from the documents together: its actors and its claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Quad

from kgraph import vocab
from kgraph.graph.facts import Said, source_of, when
from kgraph.graph.rdf import DocumentGraph
from kgraph.graph.terms import DCTERMS, KG, NIF, PROV, RDF
from kgraph.model import Actor, Factuality


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with the IRIs of its actors as its document names them."""

    iri: str
    subject: str
    relation: str
    object: str
    factuality: Factuality
    speaker: str | None
    time: str | None


@dataclass(frozen=True, slots=True)
class Digest:
    """One document: `mentions` counts those of each actor that it names, by IRI; 0 for one that only speaks."""

    iri: str
    text: str
    date: str | None
    source: str | None
    read_with: str
    sentences: int
    actors: dict[str, Actor]
    mentions: Counter[str]
    claims: tuple[ClaimRow, ...]

    def said(self, canonical: Callable[[str], str]) -> Iterator[Said]:
        """The claims as facts count them, with the actors of the whole graph."""
        for row in self.claims:
            first, last = when(row.time, self.date)
            yield Said(
                row.iri,
                (canonical(row.subject), row.relation, canonical(row.object)),
                row.factuality,
                source_of(canonical(row.speaker) if row.speaker else None, self.source, self.iri),
                first,
                last,
            )

    def totals(self) -> Counter[str]:
        """How many documents, sentences, mentions and claims that makes."""
        counts = Counter(
            documents=1,
            sentences=self.sentences,
            mentions=self.mentions.total(),
            claims=len(self.claims),
            negated=sum(row.factuality is Factuality.NEGATED for row in self.claims),
            possible=sum(row.factuality is Factuality.POSSIBLE for row in self.claims),
        )
        counts[self.read_with] += 1
        return counts


def digest(quads: Iterable[Quad]) -> Digest:
    """The digest of a document's graph."""
    graph = DocumentGraph(quads)
    document, by_type, one, maybe = graph.node, graph.by_type, graph.one, graph.maybe
    mentions = Counter(one(node, KG.refersTo) for node in by_type[KG.Mention.value])
    claims = tuple(
        ClaimRow(
            node,
            one(node, RDF.subject),
            vocab.local_name(one(node, RDF.predicate)),
            one(node, RDF.object),
            Factuality(vocab.local_name(one(node, KG.factuality))),
            maybe(node, KG.attributedTo),
            maybe(node, KG.time),
        )
        for node in by_type[KG.Claim.value]
    )
    named = {*mentions, *(row.speaker for row in claims if row.speaker)}
    read = graph.found[f"{document}#reading"]
    return Digest(
        iri=document,
        text=one(document, NIF.isString),
        date=maybe(document, DCTERMS.date),
        source=maybe(document, DCTERMS.source),
        read_with=" ".join(sorted({*read[PROV.wasAssociatedWith.value], *read[PROV.used.value]} - {document})),
        sentences=len(by_type[KG.Sentence.value]),
        actors={iri: graph.actor(iri) for iri in named},
        mentions=mentions,
        claims=claims,
    )
