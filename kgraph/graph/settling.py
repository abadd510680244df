"""Which actors are one, settled anew for those that changed documents name and for those that are spelt like them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from kgraph.graph.digest import Digest
from kgraph.graph.ledger import Ledger, Seen
from kgraph.graph.store import GraphStore
from kgraph.graph.terms import GRAPH_FACTS, KG, RDF, SKOS
from kgraph.model import Actor, Identity
from kgraph.ontology.keys import name_key
from kgraph.reading.actors.identity import Census

_PROPERTIES = (KG.canonicalActor, KG.rule, RDF.type, SKOS.prefLabel)


class Settling:
    """The actors that a change may touch, before it and after it.

    An actor's identity hangs on the names that are spelt like its own, on theirs, and so on; so all of these are
    counted again. Others cannot change.
    """

    def __init__(
        self,
        store: GraphStore,
        census: Census,
        before: dict[str, Seen],
        after: dict[str, Seen],
        old: Mapping[str, Digest],
        new: Mapping[str, Digest],
    ) -> None:
        self.before, self.after = before, after
        self._store, self._ledger, self._census = store, Ledger(store), census
        self._old, self._new = old, new
        self._partners: set[str] = set()
        self._overlay: dict[str, set[str]] = defaultdict(set)
        self._canonical: dict[str, str] = {}
        self.identities: dict[str, Identity] = {}

    def settle(self) -> None:
        """Find the actors that are touched, and who each of them is now."""
        self._find_touched()
        census = self._census
        census.clear()
        for iri, seen in self.after.items():
            if counts := seen.counts():
                census.add_counts(counts, self._documents(iri) if iri in self._partners else ())
        self.identities = census.identities()

    def canonical_before(self, iri: str) -> str:
        """The actor that one was."""
        if iri not in self._canonical:
            found = self._store.lookup(NamedNode(iri), KG.canonicalActor, None, GRAPH_FACTS)
            values = (quad.object.value for quad in found if isinstance(quad.object, NamedNode))
            self._canonical[iri] = next(values, iri)
        return self._canonical[iri]

    def canonical_after(self, iri: str) -> str:
        """The actor that one is now."""
        identity = self.identities.get(iri)
        return identity.canonical.id if identity else self.canonical_before(iri)

    def moved(self) -> list[str]:
        """The actors that were named before and are another now."""
        return [iri for iri in self.identities if self.canonical_before(iri) != self.canonical_after(iri)]

    def growth(self) -> int:
        """How many more actors have mentions now."""
        old = {self.canonical_before(iri) for iri, seen in self.before.items() if seen.mentions.total()}
        new = {self.canonical_after(iri) for iri, seen in self.after.items() if seen.mentions.total()}
        return len(new) - len(old)

    def quads_before(self) -> Iterator[Quad]:
        """What the store holds of the identities of the actors that are touched."""
        touched = {*self.before, *map(self.canonical_before, self.before), *map(self.canonical_after, self.before)}
        for iri in touched:
            for predicate in _PROPERTIES:
                yield from self._store.lookup(NamedNode(iri), predicate, None, GRAPH_FACTS)

    def _find_touched(self) -> None:
        waiting: list[Actor] = []
        for iri, seen in self.after.items():
            waiting += self._names(iri)
            for actor in self._names_of(seen):
                for signature in self._census.signatures(actor):
                    self._overlay[signature].add(iri)
        waiting += self._merged()
        while waiting:
            actor = waiting.pop()
            for signature in self._census.signatures(actor):
                for iri in {*self._ledger.alike(signature), *self._overlay[signature]} - {actor.id}:
                    waiting += self._take(iri, actor)

    def _take(self, iri: str, like: Actor) -> list[Actor]:
        """What an actor is called that is found to be touched, since its name may be a spelling of the other's."""
        known = iri in self.after
        names = self._names(iri) if known else list(self._names_of(self._ledger.seen(iri)))
        if not any(self._census.alike(like, name) for name in names):
            return []
        self._partners |= {iri, like.id}
        return [] if known else self._add(iri)

    def _add(self, iri: str) -> list[Actor]:
        if iri not in self.after:
            self.before[iri] = self.after[iri] = self._ledger.seen(iri)
            return self._names(iri)
        return []

    def _merged(self) -> Iterator[Actor]:
        """What a user has merged, and the names into which: they draw the spellings of these."""
        merges = list(self._census.merges())
        keys = {name_key(name) for name, _ in merges}
        for iri in list(self.after):
            if any(name_key(actor.label) in keys for actor in self._names(iri)):
                self._partners.add(iri)
        for name, target in merges:
            for iri in {*self._ledger.bearing(name), target.id}:
                yield from self._add(iri)
                self._partners.add(iri)
            yield target

    def _names(self, iri: str) -> list[Actor]:
        """What an actor is called, before and after."""
        return [*self._names_of(self.before[iri]), *self._names_of(self.after[iri])]

    def _names_of(self, seen: Seen) -> Iterator[Actor]:
        if counts := seen.counts():
            yield self._census.actor(counts)

    def _documents(self, iri: str) -> set[str]:
        """The documents that name an actor now."""
        kept = self._ledger.documents(iri) - self._old.keys() - self._new.keys()
        return kept | {doc for doc, each in self._new.items() if iri in each.actors}
