"""How a document's mentions follow what a user has decided about names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kgraph.curation.records import Curation, KeepApart, Merge, bracketed
from kgraph.model import Actor, MentionKind
from kgraph.ontology.keys import Key, name_key, without_articles
from kgraph.ontology.records import ActorEntry, Ontology
from kgraph.reading.actors.candidates import PLACE, UNKNOWN, Candidate, entry_actor, new_actor


class Curator:
    """Makes the mentions of a document follow what a user has decided."""

    def __init__(self, curation: Curation, ontology: Ontology) -> None:
        self._merges = {name_key(name): merge for merge in curation.merges for name in merge.names}
        self._apart: dict[Key, list[tuple[str, KeepApart]]] = defaultdict(list)
        for apart in curation.apart:
            for name in apart.names:
                self._apart[name_key(name)].append((name, apart))
        named = {name_key(merge.into) for merge in curation.merges} | self._apart.keys()
        self._known = _entries(ontology, named) if named else {}

    def __call__(self, candidates: Sequence[Candidate]) -> None:
        """Settle the candidates of one document as the user wants it; those that are so already stay."""
        candidates = [*candidates, *(c.inside for c in candidates if c.inside is not None)]
        if self._apart:
            self._split(candidates)
        for candidate in candidates if self._merges else ():
            self._merge(candidate)

    def merge_of(self, name: str) -> Merge | None:
        """The merge that a name is part of, unless it is the name that is merged into."""
        key = name_key(name)
        merge = self._merges.get(key)
        return None if merge is None or name_key(merge.into) == key else merge

    def are_apart(self, a: str, b: str) -> bool:
        """Whether two names may not mean the same actor."""
        left, right = name_key(a), name_key(b)
        return left != right and any(right in apart.keys for _, apart in self._apart.get(left, ()))

    def actor(self, name: str, type_: str) -> Actor:
        """The actor of a name that the user has written: the ontology's if it knows it, else a new one of that type."""
        entry = self._known.get(name_key(name))
        return entry_actor(entry) if entry else new_actor(name, UNKNOWN if type_ == PLACE else type_)

    def _merge(self, candidate: Candidate) -> None:
        old = candidate.actor
        name = candidate.surface
        merge = self.merge_of(name) if candidate.kind is MentionKind.NAME else None
        if merge is None and old is not None:
            name = old.label
            merge = self.merge_of(name)
        if merge is None:
            return
        actor = self.actor(merge.into, old.type if old else candidate.type)
        if old is None or old.id != actor.id:
            candidate.settle(actor, "; ".join(part for part in (merge.rule(name), candidate.rule) if part))

    def _split(self, candidates: Sequence[Candidate]) -> None:
        """Give the names that were linked to an actor they must not mean one of their own."""
        for candidate in candidates:
            actor, surface = candidate.actor, candidate.surface
            if actor is None or candidate.kind is not MentionKind.NAME or not self.are_apart(surface, actor.label):
                continue
            key, other = name_key(surface), name_key(actor.label)
            name, apart = next(pair for pair in self._apart[key] if other in pair[1].keys)
            rule = f"kept apart by curation: {name} is not {actor.label}{bracketed(apart.note)}"
            own = self.actor(name, actor.type)
            for each in _meant(candidates, actor, key):
                each.settle(own, rule)


def _meant(candidates: Iterable[Candidate], actor: Actor, key: Key) -> list[Candidate]:
    """The mentions of an actor that go with one of its names: all, if the document has no other full name of it."""
    mentions = [c for c in candidates if c.actor is not None and c.actor.id == actor.id]
    names = {id(c): name_key(c.surface) for c in mentions if c.kind is MentionKind.NAME}
    full = {name for name in names.values() if len(without_articles(name)) > 1}
    return mentions if full == {key} else [c for c in mentions if names.get(id(c)) == key]


def _entries(ontology: Ontology, keys: Iterable[Key]) -> dict[Key, ActorEntry]:
    """The ontology's actors that bear these names: as their label, else as a name that no other actor has."""
    labels: dict[Key, ActorEntry] = {}
    names: dict[Key, dict[str, ActorEntry]] = {key: {} for key in keys}
    for entry in ontology.actors.values():
        for name in (entry.label, *entry.names):
            if (key := name_key(name)) in names:
                names[key][entry.iri] = entry
        labels.setdefault(name_key(entry.label), entry)
    alone = {key: next(iter(found.values())) for key, found in names.items() if len(found) == 1}
    return alone | {key: labels[key] for key in names if key in labels}
