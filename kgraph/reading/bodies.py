"""State bodies by their name at home: "the House of Representatives", in a text about Libya, is Libya's."""

from __future__ import annotations

from collections import defaultdict

from kgraph.ontology.keys import Key, name_key
from kgraph.ontology.records import ActorEntry, Ontology

_SMALL = frozenset({"of", "the", "for", "in", "and"})


class Bodies:
    """The ontology's bodies by their state and their name without it."""

    def __init__(self, ontology: Ontology) -> None:
        self._actors = ontology.actors
        self._found: dict[tuple[str, Key], set[str]] = defaultdict(set)
        self._own: dict[str, frozenset[str]] = {}
        for actor in ontology.actors.values():
            if actor.state and actor.type != "Person" and actor.state in ontology.actors:
                for name in (actor.label, *actor.names):
                    self._found[actor.state, self._key(name, actor.state)].add(actor.iri)

    def at_home(self, name: str, state: str) -> ActorEntry | None:
        """The one body of a state that bears a name there, if there is one."""
        key = self._key(name, state)
        found = self._found.get((state, key), set()) if key else set()
        return self._actors[next(iter(found))] if len(found) == 1 else None

    def _key(self, name: str, state: str) -> Key:
        words = self._words(state)
        return tuple(word for word in name_key(name) if word not in _SMALL and word not in words)

    def _words(self, state: str) -> frozenset[str]:
        if state not in self._own:
            entry = self._actors[state]
            names = (entry.label, *entry.adjectives, *entry.people, *entry.capitals)
            self._own[state] = frozenset(word for name in names for word in name_key(name)) | {"based"}
        return self._own[state]
