"""The ledger: what the store keeps beside the graph to bring facts after documents without reading all of them.

For each actor that documents name it holds how often and in how many documents they do so, and under which signatures
its spellings are found; for each document with a reader's verdicts, the claims as they were read (`verdicts`); for the
whole, the totals and the rules that identities were last settled by. It has a graph of its own, which is no part of the
union that queries see, nor of the graph as a file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kgraph.graph.store import GraphStore
from kgraph.graph.terms import GRAPH_LEDGER, LEDGER, RDF
from kgraph.model import Actor
from kgraph.ontology.keys import name_key
from kgraph.reading.actors.identity import Census
from kgraph.vocab import DOCUMENT


@dataclass(slots=True)
class Seen:
    """How one actor is named: by name and type, the mentions and the documents."""

    mentions: Counter[Actor] = field(default_factory=Counter)
    documents: Counter[Actor] = field(default_factory=Counter)

    def add(self, actor: Actor, mentions: int, sign: int) -> None:
        """Count one document more, or one less with the sign -1."""
        self.mentions[actor] += sign * mentions
        self.documents[actor] += sign

    def counts(self) -> dict[Actor, int]:
        """The mentions of each name and type that is still there."""
        return {actor: self.mentions[actor] for actor, documents in self.documents.items() if documents}

    def copy(self) -> Seen:
        """The same, to be changed."""
        return Seen(self.mentions.copy(), self.documents.copy())

    def to_json(self) -> str:
        """The counts as a text, the same for the same counts."""
        rows = [[a.label, a.type, self.mentions[a], n] for a, n in self.documents.items() if n]
        return json.dumps(sorted(rows), ensure_ascii=False)

    @classmethod
    def from_json(cls, iri: str, text: str) -> Seen:
        """The counts of an actor from their text."""
        seen = cls()
        for label, type_, mentions, documents in json.loads(text):
            actor = Actor(iri, label, type_)
            seen.mentions[actor], seen.documents[actor] = mentions, documents
        return seen


class Ledger:
    """Reads the ledger of a store, and says what its quads are to be."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def seen(self, iri: str) -> Seen:
        """How an actor is named; all zero if no document names it."""
        text = self._store.literal(NamedNode(iri), LEDGER.seen, GRAPH_LEDGER)
        return Seen.from_json(iri, text) if text else Seen()

    def actors(self) -> list[str]:
        """The IRIs of all actors that documents name."""
        return [_iri(quad) for quad in self._store.lookup(None, LEDGER.seen, None, GRAPH_LEDGER)]

    def bearing(self, name: str) -> list[str]:
        """The actors of that name, however it is written."""
        return self._subjects(LEDGER.key, " ".join(name_key(name)))

    def alike(self, signature: str) -> list[str]:
        """The actors whose name has that signature."""
        return self._subjects(LEDGER.signature, signature)

    def documents(self, iri: str) -> set[str]:
        """The IRIs of the documents that name an actor."""
        found = self._store.lookup(NamedNode(iri), RDF.type, None, None)
        names = (quad.graph_name.value for quad in found if isinstance(quad.graph_name, NamedNode))
        return {name for name in names if name.startswith(DOCUMENT)}

    def totals(self) -> Counter[str]:
        """How many documents, sentences, mentions, claims, actors and facts there are."""
        return Counter(json.loads(self._store.literal(GRAPH_LEDGER, LEDGER.totals, GRAPH_LEDGER) or "{}"))

    @property
    def rules(self) -> str:
        """The rules that the identities were last settled by."""
        return self._store.literal(GRAPH_LEDGER, LEDGER.rules, GRAPH_LEDGER)

    def _subjects(self, predicate: NamedNode, value: str) -> list[str]:
        return [_iri(quad) for quad in self._store.lookup(None, predicate, Literal(value), GRAPH_LEDGER)]


def actor_quads(iri: str, seen: Seen, census: Census) -> Iterator[Quad]:
    """The ledger's quads for an actor; none if no document names it."""
    counts = seen.counts()
    if not counts:
        return
    actor, node = census.actor(counts), NamedNode(iri)
    yield Quad(node, LEDGER.seen, Literal(seen.to_json()), GRAPH_LEDGER)
    yield Quad(node, LEDGER.key, Literal(" ".join(name_key(actor.label))), GRAPH_LEDGER)
    for signature in sorted(census.signatures(actor)):
        yield Quad(node, LEDGER.signature, Literal(signature), GRAPH_LEDGER)


def whole_quads(totals: Mapping[str, int], rules: str) -> Iterable[Quad]:
    """The ledger's quads for the whole graph."""
    text = json.dumps({key: number for key, number in sorted(totals.items()) if number})
    return [
        Quad(GRAPH_LEDGER, LEDGER.totals, Literal(text), GRAPH_LEDGER),
        Quad(GRAPH_LEDGER, LEDGER.rules, Literal(rules), GRAPH_LEDGER),
    ]


def _iri(quad: Quad) -> str:
    assert isinstance(quad.subject, NamedNode)
    return quad.subject.value
