"""Readings to RDF and back: one named graph a document, plain claim nodes, no blank nodes."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from kgraph import vocab
from kgraph.graph.provenance import provenance_of, provenance_triples
from kgraph.graph.terms import DCTERMS, KG, NIF, PROV, RDF, SKOS, XSD, Triple, decimal, integer, name_key
from kgraph.model import Actor, Claim, Cue, Document, Factuality, Mention, MentionKind, Reading, Sentence, Verdict


def in_order(reading: Reading) -> Reading:
    """The reading as the graph gives it back: sorted by offsets, each thing once, each IRI one label and type.

    The claims' mentions and sentences are among the reading's.
    """
    reading = _with_settled_actors(reading)
    best: dict[str, Claim] = {}
    for claim in reading.claims:
        if claim.id not in best or claim.confidence > best[claim.id].confidence:
            best[claim.id] = claim
    claims = sorted(best.values(), key=_claim_key)
    used = [end for claim in claims for end in (claim.subject, claim.object)]
    mentions = sorted({*reading.mentions, *used}, key=_mention_key)
    sentences = sorted({*reading.sentences, *(claim.sentence for claim in claims)}, key=lambda s: (s.start, s.end))
    return replace(reading, sentences=tuple(sentences), mentions=tuple(mentions), claims=tuple(claims))


def _with_settled_actors(reading: Reading) -> Reading:
    """The reading with each actor as most of its mentions have it, where they differ in its label or type."""
    counts = Counter(mention.actor for mention in reading.mentions)
    counts.update(end.actor for claim in reading.claims for end in (claim.subject, claim.object))
    counts.update(claim.attributed_to for claim in reading.claims if claim.attributed_to)
    settled: dict[str, Actor] = {}
    for actor in sorted(counts, key=lambda actor: (-counts[actor], actor.label, actor.type)):
        settled.setdefault(actor.id, actor)
    if len(settled) == len(counts):
        return reading

    def settle(mention: Mention) -> Mention:
        return replace(mention, actor=settled[mention.actor.id])

    claims = tuple(
        replace(
            claim,
            subject=settle(claim.subject),
            object=settle(claim.object),
            attributed_to=settled[claim.attributed_to.id] if claim.attributed_to else None,
        )
        for claim in reading.claims
    )
    return replace(reading, mentions=tuple(map(settle, reading.mentions)), claims=claims)


def reading_quads(reading: Reading) -> list[Quad]:
    """The quads of a document's named graph, which is called after the document."""
    graph = NamedNode(vocab.document_iri(reading.document.id))
    return [Quad(*triple, graph) for triple in dict.fromkeys(_triples(in_order(reading), graph))]


def quads_reading(quads: Iterable[Quad]) -> Reading:
    """The reading that a document's named graph holds; the inverse of `reading_quads`."""
    return _Reader(quads).reading()


def _triples(reading: Reading, document: NamedNode) -> Iterator[Triple]:
    yield from _document_triples(reading.document, document)
    if reading.provenance is not None:
        yield from provenance_triples(reading.document, reading.provenance)
        activity = NamedNode(vocab.reading_iri(reading.document.id))
        for claim in reading.claims:
            yield NamedNode(vocab.claim_iri(claim.id)), PROV.wasGeneratedBy, activity
    for sentence in reading.sentences:
        yield from _span_triples(KG.Sentence, document, sentence.doc, sentence.start, sentence.end, sentence.text)
    nodes = _mention_nodes(reading.mentions)
    for mention, node in nodes.items():
        yield from _mention_triples(mention, node, document)
    for claim in reading.claims:
        yield from _claim_triples(claim, nodes, document)


def _document_triples(document: Document, node: NamedNode) -> Iterator[Triple]:
    yield node, RDF.type, KG.Document
    yield node, RDF.type, NIF.Context
    yield node, DCTERMS.identifier, Literal(document.id)
    yield node, NIF.isString, Literal(document.text)
    yield node, KG.sha256, Literal(hashlib.sha256(document.text.encode()).hexdigest())
    if document.title is not None:
        yield node, DCTERMS.title, Literal(document.title)
    if document.date is not None:
        yield node, DCTERMS.date, Literal(document.date, datatype=XSD.date)
    if document.source is not None:
        yield node, DCTERMS.source, Literal(document.source)


def _span_triples(
    kind: NamedNode, document: NamedNode, doc: str, start: int, end: int, text: str, node: NamedNode | None = None
) -> Iterator[Triple]:
    node = node or NamedNode(vocab.span_iri(doc, start, end))
    yield node, RDF.type, kind
    yield node, NIF.referenceContext, document
    yield node, NIF.beginIndex, integer(start)
    yield node, NIF.endIndex, integer(end)
    yield node, NIF.anchorOf, Literal(text)


def _mention_nodes(mentions: Iterable[Mention]) -> dict[Mention, NamedNode]:
    """A node each: the span's own, or `…&n=2` for a second actor behind the same words ("they")."""
    nodes: dict[Mention, NamedNode] = {}
    taken: dict[str, int] = defaultdict(int)
    for mention in mentions:
        iri = vocab.span_iri(mention.doc, mention.start, mention.end)
        taken[iri] += 1
        nodes[mention] = NamedNode(iri if taken[iri] == 1 else f"{iri}&n={taken[iri]}")
    return nodes


def _mention_triples(mention: Mention, node: NamedNode, document: NamedNode) -> Iterator[Triple]:
    yield from _span_triples(KG.Mention, document, mention.doc, mention.start, mention.end, mention.surface, node)
    yield node, KG.refersTo, NamedNode(mention.actor.id)
    yield node, KG.mentionKind, Literal(mention.kind.value)
    if mention.rule:
        yield node, KG.rule, Literal(mention.rule)
    if mention.kind is MentionKind.NAME:
        yield NamedNode(mention.actor.id), KG.nameKey, name_key(mention.surface)
    yield from _actor_triples(mention.actor)


def _actor_triples(actor: Actor) -> Iterator[Triple]:
    node = NamedNode(actor.id)
    yield node, RDF.type, NamedNode(vocab.KG + actor.type)
    yield node, SKOS.prefLabel, Literal(actor.label)
    yield node, KG.nameKey, name_key(actor.label)


def _claim_triples(claim: Claim, mentions: dict[Mention, NamedNode], document: NamedNode) -> Iterator[Triple]:
    node = NamedNode(vocab.claim_iri(claim.id))
    cue = NamedNode(vocab.span_iri(claim.doc, claim.cue.start, claim.cue.end))
    yield node, RDF.type, KG.Claim
    yield node, RDF.subject, NamedNode(claim.subject.actor.id)
    yield node, RDF.predicate, NamedNode(vocab.KG + claim.relation)
    yield node, RDF.object, NamedNode(claim.object.actor.id)
    yield node, KG.subjectMention, mentions[claim.subject]
    yield node, KG.objectMention, mentions[claim.object]
    yield node, KG.cue, cue
    yield node, KG.sentence, NamedNode(vocab.span_iri(claim.doc, claim.sentence.start, claim.sentence.end))
    yield node, KG.factuality, NamedNode(vocab.KG + claim.factuality.value)
    yield node, KG.confidence, Literal(decimal(claim.confidence), datatype=XSD.decimal)
    yield node, PROV.wasDerivedFrom, document
    yield from _span_triples(KG.Cue, document, claim.doc, claim.cue.start, claim.cue.end, claim.cue.surface)
    if claim.attributed_to is not None:
        yield node, KG.attributedTo, NamedNode(claim.attributed_to.id)
        yield from _actor_triples(claim.attributed_to)
    if claim.time is not None:
        yield node, KG.time, Literal(claim.time)
    if claim.extractor:
        yield node, KG.extractor, Literal(claim.extractor)
    if claim.rule:
        yield node, KG.rule, Literal(claim.rule)
    if claim.verdict is not None:
        yield node, KG.verdict, NamedNode(vocab.KG + claim.verdict.value)


class DocumentGraph:
    """A document's graph by its nodes: what their properties are, as strings, and which of them are of a type."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.by_type: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            subject, value = text_of(quad.subject), text_of(quad.object)
            self.found[subject][quad.predicate.value].append(value)
            if quad.predicate == RDF.type:
                self.by_type[value].append(subject)
        (self.node,) = self.by_type[KG.Document.value]

    def one(self, node: str, predicate: NamedNode) -> str:
        """The value of a property that the node has."""
        # The smallest, so that the answer does not hang on the store's order should there be several.
        return min(self.found[node][predicate.value])

    def maybe(self, node: str, predicate: NamedNode) -> str | None:
        """The value of a property, None if the node lacks it."""
        return min(self.found[node].get(predicate.value, ()), default=None)

    def actor(self, node: str) -> Actor:
        """An actor as the document names it."""
        return Actor(node, self.one(node, SKOS.prefLabel), vocab.local_name(self.one(node, RDF.type)))


class _Reader(DocumentGraph):
    """A document's graph, taken apart into records."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        super().__init__(quads)
        self.doc = self.one(self.node, DCTERMS.identifier)

    def reading(self) -> Reading:
        sentences = {node: self.sentence(node) for node in self.by_type[KG.Sentence.value]}
        mentions = {node: self.mention(node) for node in self.by_type[KG.Mention.value]}
        claims = [self.claim(node, sentences, mentions) for node in self.by_type[KG.Claim.value]]
        return in_order(
            Reading(
                self.document(),
                tuple(sentences.values()),
                tuple(mentions.values()),
                tuple(claims),
                provenance_of(self.doc, lambda node, predicate: self.found[node].get(predicate.value, [])),
            )
        )

    def document(self) -> Document:
        return Document(
            id=self.doc,
            text=self.one(self.node, NIF.isString),
            title=self.maybe(self.node, DCTERMS.title),
            date=self.maybe(self.node, DCTERMS.date),
            source=self.maybe(self.node, DCTERMS.source),
        )

    def span(self, node: str) -> tuple[int, int, str]:
        return int(self.one(node, NIF.beginIndex)), int(self.one(node, NIF.endIndex)), self.one(node, NIF.anchorOf)

    def sentence(self, node: str) -> Sentence:
        return Sentence(self.doc, *self.span(node))

    def mention(self, node: str) -> Mention:
        return Mention(
            self.doc,
            *self.span(node),
            actor=self.actor(self.one(node, KG.refersTo)),
            kind=MentionKind(self.one(node, KG.mentionKind)),
            rule=self.maybe(node, KG.rule) or "",
        )

    def claim(self, node: str, sentences: dict[str, Sentence], mentions: dict[str, Mention]) -> Claim:
        speaker, verdict = self.maybe(node, KG.attributedTo), self.maybe(node, KG.verdict)
        return Claim(
            sentence=sentences[self.one(node, KG.sentence)],
            subject=mentions[self.one(node, KG.subjectMention)],
            relation=vocab.local_name(self.one(node, RDF.predicate)),
            object=mentions[self.one(node, KG.objectMention)],
            cue=Cue(*self.span(self.one(node, KG.cue))),
            factuality=Factuality(vocab.local_name(self.one(node, KG.factuality))),
            attributed_to=self.actor(speaker) if speaker else None,
            time=self.maybe(node, KG.time),
            confidence=float(self.one(node, KG.confidence)),
            extractor=self.maybe(node, KG.extractor) or "",
            rule=self.maybe(node, KG.rule) or "",
            verdict=Verdict(vocab.local_name(verdict)) if verdict else None,
        )


def _claim_key(claim: Claim) -> tuple[int, int, int, int, str, str]:
    return (
        claim.sentence.start,
        claim.subject.start,
        claim.cue.start,
        claim.object.start,
        claim.relation,
        claim.id,
    )


def _mention_key(mention: Mention) -> tuple[int, int, str, str, str, str]:
    return mention.start, mention.end, mention.actor.id, mention.kind.value, mention.rule, mention.surface


def text_of(term: object) -> str:
    """The string behind a node or literal; kgraph's graphs hold nothing else."""
    if not isinstance(term, NamedNode | Literal):
        raise TypeError(f"{term} is neither an IRI nor a literal")
    return term.value
