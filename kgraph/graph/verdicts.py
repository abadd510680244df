"""Verdicts as a store keeps them: the claims as they were read, which a reader has set aside or changed.

They stand in the ledger, so that a verdict that is new, changed or taken back takes effect without the text being read
again. A claim that was found wrong stands nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pyoxigraph as ox

from kgraph import vocab
from kgraph.curation.judging import Judge, Judged
from kgraph.errors import StoreError
from kgraph.graph.rdf import in_order, quads_reading, reading_quads, text_of
from kgraph.graph.store import GraphStore
from kgraph.graph.terms import DCTERMS, GRAPH_LEDGER, KG, LEDGER, RDF
from kgraph.model import Claim, Document, Reading

SHOWN_IDS = 5


@dataclass(frozen=True, slots=True)
class Kept:
    """What the ledger keeps of the verdicts on one document.

    `rules` tells them from others; `counts` has the number of claims by verdict; `met` tells the claims that they
    found; `became` gives for the id of each claim that a verdict has made the id of the one that was read; `aside` has
    the claims that were read, as N-Triples.
    """

    doc: str
    rules: str
    counts: Mapping[str, int]
    met: tuple[tuple[str, ...], ...]
    became: Mapping[str, str]
    aside: str

    def claims(self) -> tuple[Claim, ...]:
        """The claims as they were read that stand in the graph no longer, or otherwise."""
        if not self.aside:
            return ()
        triples = ox.parse(self.aside, format=ox.RdfFormat.N_TRIPLES)
        return quads_reading(triples).claims


def verdict_quads(judged: Judged, rules: str) -> list[ox.Quad]:
    """The ledger's quads for the verdicts on a document; none if there are none."""
    if not rules:
        return []
    doc = judged.reading.document.id
    values: dict[str, Any] = {
        "doc": doc,
        "rules": rules,
        "counts": dict(sorted(judged.counts().items())),
        "met": sorted(judgement.claim for judgement in judged.met),
        "became": dict(sorted(judged.became.items())),
        "aside": _text(Reading(Document(doc, ""), (), (), judged.aside)) if judged.aside else "",
    }
    text = json.dumps(values, ensure_ascii=False)
    return [ox.Quad(ox.NamedNode(vocab.document_iri(doc)), LEDGER.verdicts, ox.Literal(text), GRAPH_LEDGER)]


def verdicts_on(store: GraphStore, doc: str) -> Kept | None:
    """What a store keeps of the verdicts on a document; None if there are none."""
    text = store.literal(ox.NamedNode(vocab.document_iri(doc)), LEDGER.verdicts, GRAPH_LEDGER)
    return _kept(text) if text else None


def all_verdicts(store: GraphStore) -> Iterator[Kept]:
    """What a store keeps of the verdicts on each document that has any, in the store's order."""
    return (_kept(text_of(quad.object)) for quad in store.lookup(None, LEDGER.verdicts, None, GRAPH_LEDGER))


def reading_as_read(store: GraphStore, doc: str) -> Reading:
    """What was read from a document, before the verdicts; raises StoreError if the store lacks it."""
    reading, kept = store.reading(doc), verdicts_on(store, doc)
    if kept is None:
        return reading
    claims = (claim for claim in reading.claims if claim.id not in kept.became)
    return in_order(replace(reading, claims=(*claims, *kept.claims())))


def outdated_documents(store: GraphStore, judge: Judge) -> list[str]:
    """The ids of the documents in a store that stand under other verdicts than the judge has; sorted."""
    rules = {kept.doc: kept.rules for kept in all_verdicts(store)}
    found = rules.keys() | {doc for doc in judge.documents if _holds(store, doc)}
    return sorted(doc for doc in found if judge.rules(doc) != rules.get(doc, ""))


def claim_as_read(store: GraphStore, prefix: str) -> Claim:
    """The claim whose id begins so, as it was read and as its document names its actors, if it was found wrong too.

    A claim that a verdict has made leads to the one that was read. Raises StoreError if there is none, or several.
    """
    found: dict[str, str] = {}
    became: set[str] = set()
    for kept in all_verdicts(store):
        became.update(kept.became)
        ids = {claim.id: claim.id for claim in kept.claims()} | dict(kept.became)
        found |= {old: kept.doc for id_, old in ids.items() if id_.startswith(prefix)}
    for quad in store.lookup(None, RDF.type, KG.Claim, None):
        id_ = vocab.local_name(text_of(quad.subject))
        if isinstance(quad.graph_name, ox.NamedNode) and id_.startswith(prefix) and id_ not in became:
            found[id_] = store.literal(quad.graph_name, DCTERMS.identifier, quad.graph_name)
    if not found or not prefix:
        raise StoreError(f"no claim's id begins with '{prefix}'; claims.jsonl lists them")
    if len(found) > 1:
        shown = ", ".join(sorted(found)[:SHOWN_IDS])
        raise StoreError(f"{len(found)} claims' ids begin with '{prefix}' ({shown}); give more of the id")
    ((id_, doc),) = found.items()
    return next(claim for claim in reading_as_read(store, doc).claims if claim.id == id_)


def _holds(store: GraphStore, doc: str) -> bool:
    node = ox.NamedNode(vocab.document_iri(doc))
    return any(store.lookup(node, DCTERMS.identifier, None, node))


def _text(reading: Reading) -> str:
    triples = (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in reading_quads(reading))
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _kept(text: str) -> Kept:
    values = json.loads(text)
    return Kept(
        values["doc"],
        values["rules"],
        values["counts"],
        tuple(tuple(each) for each in values["met"]),
        values["became"],
        values["aside"],
    )
