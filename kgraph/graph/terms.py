"""The RDF terms that kgraph writes, as closed classes: a misspelt term fails."""

# ruff: noqa: N815 — the attributes are spelt as the vocabularies spell their terms.

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from kgraph import vocab


def _kg(name: str) -> NamedNode:
    return NamedNode(vocab.KG + name)


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(vocab.PREFIXES[prefix] + name)


class KG:
    """The terms of kgraph's own vocabulary."""

    Document: Final = _kg("Document")
    Sentence: Final = _kg("Sentence")
    Mention: Final = _kg("Mention")
    Cue: Final = _kg("Cue")
    Claim: Final = _kg("Claim")
    Fact: Final = _kg("Fact")
    InferredEdge: Final = _kg("InferredEdge")
    Relation: Final = _kg("Relation")
    relatesTo: Final = _kg("relatesTo")
    inverseLabel: Final = _kg("inverseLabel")
    sha256: Final = _kg("sha256")
    refersTo: Final = _kg("refersTo")
    mentionKind: Final = _kg("mentionKind")
    rule: Final = _kg("rule")
    sentence: Final = _kg("sentence")
    subjectMention: Final = _kg("subjectMention")
    objectMention: Final = _kg("objectMention")
    cue: Final = _kg("cue")
    factuality: Final = _kg("factuality")
    attributedTo: Final = _kg("attributedTo")
    canonicalActor: Final = _kg("canonicalActor")
    time: Final = _kg("time")
    confidence: Final = _kg("confidence")
    extractor: Final = _kg("extractor")
    claimCount: Final = _kg("claimCount")
    negatedCount: Final = _kg("negatedCount")
    possibleCount: Final = _kg("possibleCount")
    documentCount: Final = _kg("documentCount")
    supportedBy: Final = _kg("supportedBy")
    deniedBy: Final = _kg("deniedBy")
    supposedBy: Final = _kg("supposedBy")
    firstDate: Final = _kg("firstDate")
    lastDate: Final = _kg("lastDate")
    bySource: Final = _kg("bySource")
    SourceCount: Final = _kg("SourceCount")
    source: Final = _kg("source")
    version: Final = _kg("version")
    model: Final = _kg("model")
    modelVersion: Final = _kg("modelVersion")
    readWith: Final = _kg("readWith")
    minConfidence: Final = _kg("minConfidence")
    curation: Final = _kg("curation")
    adjective: Final = _kg("adjective")
    people: Final = _kg("people")
    capital: Final = _kg("capital")
    seat: Final = _kg("seat")
    shortName: Final = _kg("shortName")
    gender: Final = _kg("gender")
    ofState: Final = _kg("ofState")
    parentBody: Final = _kg("parentBody")
    part: Final = _kg("part")
    Term: Final = _kg("Term")
    holder: Final = _kg("holder")
    office: Final = _kg("office")
    of: Final = _kg("of")
    start: Final = _kg("from")
    until: Final = _kg("until")


class RDF:
    """Terms of RDF."""

    type: Final = _term("rdf", "type")
    subject: Final = _term("rdf", "subject")
    predicate: Final = _term("rdf", "predicate")
    object: Final = _term("rdf", "object")


class RDFS:
    """Terms of RDF Schema."""

    label: Final = _term("rdfs", "label")
    subClassOf: Final = _term("rdfs", "subClassOf")
    subPropertyOf: Final = _term("rdfs", "subPropertyOf")


class OWL:
    """Terms of OWL."""

    Class: Final = _term("owl", "Class")
    ObjectProperty: Final = _term("owl", "ObjectProperty")
    SymmetricProperty: Final = _term("owl", "SymmetricProperty")
    sameAs: Final = _term("owl", "sameAs")
    inverseOf: Final = _term("owl", "inverseOf")


class SKOS:
    """Terms of SKOS."""

    prefLabel: Final = _term("skos", "prefLabel")
    altLabel: Final = _term("skos", "altLabel")
    definition: Final = _term("skos", "definition")
    closeMatch: Final = _term("skos", "closeMatch")


class NIF:
    """Terms of the NLP Interchange Format."""

    Context: Final = _term("nif", "Context")
    isString: Final = _term("nif", "isString")
    beginIndex: Final = _term("nif", "beginIndex")
    endIndex: Final = _term("nif", "endIndex")
    anchorOf: Final = _term("nif", "anchorOf")
    referenceContext: Final = _term("nif", "referenceContext")


class DCTERMS:
    """Terms of Dublin Core."""

    identifier: Final = _term("dcterms", "identifier")
    title: Final = _term("dcterms", "title")
    date: Final = _term("dcterms", "date")
    source: Final = _term("dcterms", "source")


class PROV:
    """Terms of PROV-O."""

    Activity: Final = _term("prov", "Activity")
    Entity: Final = _term("prov", "Entity")
    SoftwareAgent: Final = _term("prov", "SoftwareAgent")
    used: Final = _term("prov", "used")
    wasAssociatedWith: Final = _term("prov", "wasAssociatedWith")
    wasDerivedFrom: Final = _term("prov", "wasDerivedFrom")
    wasGeneratedBy: Final = _term("prov", "wasGeneratedBy")
    wasInfluencedBy: Final = _term("prov", "wasInfluencedBy")


class LEDGER:
    """The terms of the ledger, in which kgraph keeps what it needs to bring facts after documents."""

    seen: Final = NamedNode(vocab.LEDGER + "seen")
    key: Final = NamedNode(vocab.LEDGER + "key")
    signature: Final = NamedNode(vocab.LEDGER + "signature")
    totals: Final = NamedNode(vocab.LEDGER + "totals")
    rules: Final = NamedNode(vocab.LEDGER + "rules")
    digest: Final = NamedNode(vocab.LEDGER + "digest")


class XSD:
    """Datatypes."""

    integer: Final = _term("xsd", "integer")
    decimal: Final = _term("xsd", "decimal")
    date: Final = _term("xsd", "date")


Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]

GRAPH_ONTOLOGY: Final = NamedNode(vocab.GRAPH_ONTOLOGY)
GRAPH_FACTS: Final = NamedNode(vocab.GRAPH_FACTS)
GRAPH_LEDGER: Final = NamedNode(vocab.GRAPH_LEDGER)
GRAPH_INFERRED: Final = NamedNode(vocab.GRAPH_INFERRED)


def integer(value: int) -> Literal:
    """A whole number as a literal."""
    return Literal(str(value), datatype=XSD.integer)


def decimal(value: float) -> str:
    """A number in the canonical notation of xsd:decimal, with neither exponent nor trailing zeros."""
    return format(Decimal(repr(float(value))).normalize(), "f")
