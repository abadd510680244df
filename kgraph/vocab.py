"""IRIs: the namespaces that kgraph writes, and how a document, an actor and a span get their names."""

from __future__ import annotations

import re
from urllib.parse import quote

BASE = "https://w3id.org/kgraph/"
KG = BASE + "ns#"
ACTOR = BASE + "actor/"
LEX = BASE + "lexicon/"
TERM = BASE + "term/"
PART = BASE + "part/"
PLACE = BASE + "place/"
DOCUMENT = BASE + "document/"
CLAIM = BASE + "claim/"
FACT = BASE + "fact/"
READER = BASE + "reader/"
ONTOLOGY = BASE + "ontology/"
GRAPH_ONTOLOGY = BASE + "graph/ontology"
GRAPH_FACTS = BASE + "graph/facts"
GRAPH_UNION = BASE + "graph/union"
LEDGER = BASE + "ledger#"
GRAPH_LEDGER = BASE + "graph/ledger"
INFERRED = BASE + "inferred/"
INVERSE = BASE + "inverse/"
GRAPH_INFERRED = BASE + "graph/inferred"

PREFIXES = {
    "kg": KG,
    "actor": ACTOR,
    "lex": LEX,
    "term": TERM,
    "part": PART,
    "place": PLACE,
    "doc": DOCUMENT,
    "claim": CLAIM,
    "fact": FACT,
    "reader": READER,
    "inferred": INFERRED,
    "inverse": INVERSE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "dcterms": "http://purl.org/dc/terms/",
    "wd": "http://www.wikidata.org/entity/",
}


def document_iri(doc: str) -> str:
    """The IRI of a document, from its id."""
    return DOCUMENT + quote(doc, safe="-._~")


def span_iri(doc: str, start: int, end: int) -> str:
    """The IRI of a stretch of a document's text (RFC 5147), offsets in code points."""
    return f"{document_iri(doc)}#char={start},{end}"


def reading_iri(doc: str) -> str:
    """The IRI of the activity that read a document."""
    return f"{document_iri(doc)}#reading"


def claim_iri(claim_id: str) -> str:
    """The IRI of a claim, from its id."""
    return CLAIM + claim_id


def actor_iri(label: str) -> str:
    """The IRI of an actor that the ontology does not know, from its canonical label."""
    return ACTOR + quote(re.sub(r"\s+", "_", label.strip()), safe="-._~")


def local_name(iri: str) -> str:
    """What stands behind the last `#` or `/`."""
    return re.split(r"[#/]", iri)[-1]


def shorten(iri: str) -> str:
    """An IRI with its usual prefix in place of its namespace, for the eye."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
