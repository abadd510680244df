"""State bodies by their name at home: "the House of Representatives", in a text about Libya, is Libya's."""

from __future__ import annotations

import re
from collections import defaultdict

from kgraph.ontology.keys import Key, name_key
from kgraph.ontology.records import ActorEntry, Ontology

_MISSION = re.compile(r"^(?P<sender>.+?) (?:\w+ )?mission in (?:the )?(?P<host>.+)$", re.IGNORECASE)
_SMALL = frozenset({"of", "the", "for", "in", "and"})


class Bodies:
    """The ontology's bodies by their state and their name without it."""

    def __init__(self, ontology: Ontology) -> None:
        self._actors = ontology.actors
        self._found: dict[tuple[str, Key], set[str]] = defaultdict(set)
        self._tails: dict[tuple[str, Key], set[str]] = defaultdict(set)
        self._own: dict[str, frozenset[str]] = {}
        for actor in ontology.actors.values():
            if actor.state and actor.type != "Person" and actor.state in ontology.actors:
                for name in (actor.label, *actor.names):
                    key = self._key(name, actor.state)
                    self._found[actor.state, key].add(actor.iri)
                    for start in range(1, len(key) - 1):
                        self._tails[actor.state, key[start:]].add(actor.iri)

    def at_home(self, name: str, state: str) -> ActorEntry | None:
        """The one body of a state that bears a name there, if there is one."""
        key = self._key(name, state)
        found = self._found.get((state, key), set()) if key else set()
        return self._actors[next(iter(found))] if len(found) == 1 else None

    def by_tail(self, noun: str, state: str) -> ActorEntry | None:
        """The one body of a state whose name ends in two words or more: "the oil corporation" of Libya."""
        key = self._key(noun, state)
        found = self._tails.get((state, key), set()) if len(key) > 1 else set()
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


class Missions:
    """The missions of international organisations, by who sends them and where they are: "the UN mission" in Mali."""

    def __init__(self, ontology: Ontology) -> None:
        self._found: dict[tuple[str, str], ActorEntry] = {}
        known: dict[Key, str] = {}
        for actor in ontology.actors.values():
            if actor.type in {"State", "InternationalOrganisation"}:
                known.update((name_key(name), actor.iri) for name in (actor.label, *actor.names))
        missions = [actor for actor in ontology.actors.values() if actor.type == "InternationalOrganisation"]
        called = [(name, actor) for actor in missions for name in actor.names]  # what print calls so comes first
        for name, actor in called + [(actor.label, actor) for actor in missions]:
            match = _MISSION.match(name)
            if match:
                sender, host = (known.get(name_key(match[each])) for each in ("sender", "host"))
                if sender and host:
                    self._found.setdefault((sender, host), actor)

    def get(self, sender: str, host: str) -> ActorEntry | None:
        """The mission of an organisation in a state, by their IRIs."""
        return self._found.get((sender, host))
