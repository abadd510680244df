"""The documents that a store holds: whether one is still as it was read, and was read with the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgraph import vocab
from kgraph.graph.provenance import provenance_of
from kgraph.graph.rdf import text_of
from kgraph.graph.store import GraphStore
from kgraph.graph.terms import DCTERMS, KG
from kgraph.model import Document, Provenance


@dataclass(frozen=True, slots=True)
class Held:
    """A document as it was when it was read: the SHA-256 of its text, what else is known of it, and how it was read."""

    sha256: str
    about: tuple[str | None, str | None, str | None]
    provenance: Provenance | None

    def differences(self, document: Document, provenance: Provenance) -> list[str]:
        """Why the document should be read again, in words; nothing if it need not."""
        if self.sha256 != hashlib.sha256(document.text.encode()).hexdigest():
            return ["another text"]
        if self.about != (document.title, document.date, document.source):
            return ["another title, date or source"]
        return provenance.differences(self.provenance)


def held(store: GraphStore, doc: str) -> Held | None:
    """What a store holds of a document, by its id; None if it does not hold it."""
    iri = vocab.document_iri(doc)

    def values(node: str, predicate: NamedNode) -> list[str]:
        return [text_of(quad.object) for quad in store.lookup(NamedNode(node), predicate, None, NamedNode(iri))]

    def maybe(predicate: NamedNode) -> str | None:
        return min(values(iri, predicate), default=None)

    sha256 = maybe(KG.sha256)
    if sha256 is None:
        return None
    about = maybe(DCTERMS.title), maybe(DCTERMS.date), maybe(DCTERMS.source)
    return Held(sha256, about, provenance_of(doc, values))
