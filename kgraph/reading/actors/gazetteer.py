"""The ontology's names as an index: which actors a run of words can stand for, and in which form."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from kgraph.ontology.keys import Key, name_key
from kgraph.ontology.records import ActorEntry, Ontology
from kgraph.reading.actors.handles import Handles

_DOUBLED = re.compile(r"(.)\1+")


class Form(StrEnum):
    """The form in which a name of the ontology was met."""

    NAME = "name"
    SHORT = "short name"
    ADJECTIVE = "adjective"
    PEOPLE = "name of the people"
    CAPITAL = "capital"
    SEAT = "seat of government"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor in one form of its names; `upper` marks an acronym, which only counts in capitals."""

    actor: ActorEntry
    form: Form
    upper: bool


@lru_cache(maxsize=10_000)
def squeeze(word: str) -> str:
    """A word with doubled letters written once: transliterations differ in them."""
    return _DOUBLED.sub(r"\1", word) if len(word) > 3 else word


class Gazetteer:
    """All names of the ontology by their keys, ready for longest match."""

    def __init__(self, ontology: Ontology) -> None:
        self._entries: dict[Key, list[Entry]] = defaultdict(list)
        self._longest: dict[str, int] = defaultdict(int)
        self._combining: dict[str, Entry] = {}
        self._singular: dict[str, list[Entry]] = defaultdict(list)
        self._handles = Handles(ontology)
        for actor in ontology.actors.values():
            for form, names in (
                (Form.NAME, (actor.label, *actor.names)),
                (Form.SHORT, actor.short_names),
                (Form.ADJECTIVE, actor.adjectives),
                (Form.PEOPLE, actor.people),
                (Form.CAPITAL, actor.capitals),
                (Form.SEAT, actor.seats),
            ):
                for name in names:
                    self._add(name, Entry(actor, form, name.isupper() and len(name) <= 6))

            for name in actor.combining_forms:
                self._combining[name] = Entry(actor, Form.ADJECTIVE, upper=False)
            for name in (*actor.people, *([actor.label] if actor.type == "Community" else [])):
                if " " not in name and name.endswith("s") and name[:-1] not in actor.adjectives:
                    self._singular[name[:-1]].append(Entry(actor, Form.PEOPLE, upper=False))

        for name, state in ontology.places.items():
            if state in ontology.actors:
                self._add(name, Entry(ontology.actors[state], Form.PLACE, upper=False))

    def _add(self, name: str, entry: Entry) -> None:
        key = name_key(name)
        if not key:
            return
        keys = [key]
        if key[0] in {"al", "el"} and len(key) == 2:
            keys.append(("".join(key),))  # "AlKadhimi"
        if len(name) > 5 and entry.form is not Form.ADJECTIVE:
            keys.append(tuple(squeeze(word) for word in key))
        for variant in keys:
            known = self._entries[variant]
            same = next((i for i, other in enumerate(known) if other.actor.iri == entry.actor.iri), None)
            if same is None:
                known.append(entry)
            elif known[same].upper and not entry.upper:  # both "NATO" and "Nato" are names
                known[same] = entry
            self._longest[variant[0]] = max(self._longest[variant[0]], len(variant))

    def longest(self, first: str) -> int:
        """The number of words of the longest name that begins with that word."""
        return self._longest.get(first, 0)

    def get(self, key: Key, surface: str) -> list[Entry]:
        """The actors whose names have that key and may be written as `surface`."""
        found = self.have(key)
        if not any(entry.upper for entry in found):
            return found
        capitals = surface.replace(".", "").replace(" ", "").isupper()
        return [entry for entry in found if capitals or not entry.upper]

    def have(self, key: Key) -> list[Entry]:
        """The actors whose names have that key, however they are written."""
        return self._entries.get(key) or self._entries.get(tuple([squeeze(word) for word in key])) or []

    def handle(self, surface: str) -> Entry | None:
        """The person in "@EmmanuelMacron"."""
        person = self._handles.find(surface)
        return Entry(person, Form.NAME, upper=False) if person is not None else None

    def combining(self, word: str) -> Entry | None:
        """The state in the first half of "Sino-Russian"."""
        return self._combining.get(word)

    def singular(self, word: str) -> list[Entry]:
        """The peoples of whom one is called so: "Turk", of the Turks."""
        return self._singular.get(word, [])

    def keys(self) -> chain[Key]:
        """All the keys."""
        return chain(self._entries)
