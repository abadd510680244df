"""Provenance in PROV-O: the activity that read a document, and with what it did so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode

from kgraph import vocab
from kgraph.graph.terms import KG, PROV, RDF, RDFS, XSD, Triple, decimal
from kgraph.model import Document, Provenance


def reader_iri(provenance: Provenance) -> str:
    """The IRI of what reads with these versions and settings, the ontology apart."""
    parts = [
        provenance.version,
        provenance.model,
        provenance.model_version,
        *(",".join(provenance.extractors), decimal(provenance.min_confidence), provenance.curation),
    ]
    return vocab.READER + hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def read_with(provenance: Provenance) -> str:
    """What tells readings with the same versions, settings and ontology from others."""
    ontology = [ontology_iri(provenance)] if provenance.ontology else []
    return " ".join(sorted([reader_iri(provenance), *ontology]))


def ontology_iri(provenance: Provenance) -> str:
    """The IRI of the ontology in the state in which it was used."""
    return vocab.ONTOLOGY + provenance.ontology[:16]


def provenance_triples(document: Document, provenance: Provenance) -> Iterator[Triple]:
    """The activity that read the document, the document and the ontology that it used, and what it was done by."""
    activity = NamedNode(vocab.reading_iri(document.id))
    reader = NamedNode(reader_iri(provenance))
    yield activity, RDF.type, PROV.Activity
    yield activity, PROV.used, NamedNode(vocab.document_iri(document.id))
    yield activity, PROV.wasAssociatedWith, reader
    yield reader, RDF.type, PROV.SoftwareAgent
    yield reader, RDFS.label, Literal(f"kgraph {provenance.version}")
    yield reader, KG.version, Literal(provenance.version)
    yield reader, KG.minConfidence, Literal(decimal(provenance.min_confidence), datatype=XSD.decimal)
    for name in provenance.extractors:
        yield reader, KG.readWith, Literal(name)
    for predicate, value in (
        (KG.model, provenance.model),
        (KG.modelVersion, provenance.model_version),
        (KG.curation, provenance.curation),
    ):
        if value:
            yield reader, predicate, Literal(value)
    if provenance.ontology:
        ontology = NamedNode(ontology_iri(provenance))
        yield activity, PROV.used, ontology
        yield ontology, RDF.type, PROV.Entity
        yield ontology, KG.sha256, Literal(provenance.ontology)


def provenance_of(doc: str, values: Callable[[str, NamedNode], list[str]]) -> Provenance | None:
    """What the graph of a document says of its reading; `values` gives the values of a node's property as strings."""
    activity = vocab.reading_iri(doc)
    readers = values(activity, PROV.wasAssociatedWith)
    if not readers:
        return None

    def one(node: str, predicate: NamedNode) -> str:
        return min(values(node, predicate), default="")

    reader = min(readers)
    used = min((node for node in values(activity, PROV.used) if node.startswith(vocab.ONTOLOGY)), default="")
    return Provenance(
        version=one(reader, KG.version),
        model=one(reader, KG.model),
        model_version=one(reader, KG.modelVersion),
        ontology=one(used, KG.sha256) if used else "",
        extractors=tuple(sorted(values(reader, KG.readWith))),
        min_confidence=float(one(reader, KG.minConfidence) or 0),
        curation=one(reader, KG.curation),
    )
