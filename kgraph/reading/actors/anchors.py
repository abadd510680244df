"""The full names of a document, by which its short ones are understood."""

from __future__ import annotations

from collections import defaultdict

from kgraph.model import Actor
from kgraph.ontology.keys import Key, name_key, without_articles
from kgraph.reading.actors.candidates import STATES, UNKNOWN
from kgraph.reading.actors.nameless import BODY_WORDS
from kgraph.reading.actors.names import likeness, places, same_name, same_word, signatures, skeleton

_LONG = 3  # words of a name that is called by one of them
_GENERATIONS = frozenset({"jr", "sr", "junior", "senior", "ii", "iii"})


class Anchors:
    """The full names that a document has, by which its short ones are understood: surnames, "the Council"."""

    def __init__(self) -> None:
        self._full: dict[tuple[str, str], list[tuple[Key, Actor]]] = defaultdict(list)
        self._known: set[tuple[Key, str]] = set()
        self._part: dict[tuple[int, str], dict[str, Actor]] = defaultdict(dict)
        self._ending: dict[Key, dict[str, Actor]] = defaultdict(dict)
        self._inside: dict[str, dict[str, Actor]] = defaultdict(dict)
        self._alike: dict[str, list[tuple[str, Actor]]] = defaultdict(list)

    def add(self, key: Key, actor: Actor) -> None:
        """Remember a full name; both the spelling in the text and the canonical one count."""
        for known in (key, name_key(actor.label)):
            if (known, actor.id) in self._known:
                continue
            self._known.add((known, actor.id))
            for signature in signatures(known):
                self._full[signature].append((known, actor))
            for i in range(1, len(known) - 1):
                self._ending[known[i:]][actor.id] = actor
            for word in _telling(known, actor):
                self._inside[word][actor.id] = actor
            for place, part in _parts(known, actor):
                self._part[place, part][actor.id] = actor
                for classes in {skeleton(part), places(part)}:
                    self._alike[classes].append((part, actor))

    def same(self, key: Key) -> Actor | None:
        """The one actor of whose full name this is a spelling."""
        alike = (pair for signature in sorted(signatures(key)) for pair in self._full.get(signature, ()))
        found = {actor.id: actor for known, actor in alike if same_name(key, known)}
        return next(iter(found.values())) if len(found) == 1 else None

    def ending(self, key: Key) -> Actor | None:
        """The one actor whose full name ends in these words: "Transitional Council", "bin Habrish"."""
        found = list(self._ending.get(key, {}).values())
        return found[0] if len(found) == 1 and (found[0].type == "Person" or key[-1] in BODY_WORDS) else None

    def inside(self, word: str) -> list[Actor]:
        """The one body of whose longer name a word is the only telling one: "the Transitional" Council of the South."""
        found = list(self._inside.get(word, {}).values())
        return found if len(found) == 1 else []

    def short(self, word: str, *, exactly: bool = False) -> list[Actor]:
        """The actors of whose full name a word is the surname or given name: exact spellings, else the likest."""
        for place in (-1, 0):
            if (place, word) in self._part:
                return list(self._part[place, word].values())
        if exactly:
            return []
        near: dict[str, tuple[float, Actor]] = {}
        alike = (pair for classes in {skeleton(word), places(word)} for pair in self._alike.get(classes, ()))
        for part, actor in alike:
            if same_word(part, word):
                score = likeness(part, word)
                near[actor.id] = max(near.get(actor.id, (0.0, actor)), (score, actor), key=lambda pair: pair[0])
        best = max((score for score, _ in near.values()), default=0.0)
        return [actor for score, actor in near.values() if score == best]


def _telling(known: Key, actor: Actor) -> Key:
    """The words before the last of a body's longer name that can stand for it."""
    words = without_articles(known)
    return () if actor.type in {"Person", UNKNOWN, *STATES} or len(words) < _LONG else words[:-1]


def _parts(known: Key, actor: Actor) -> list[tuple[int, str]]:
    """The words of a name that can stand for the whole: of a body only its last noun can."""
    words = without_articles(known)
    if actor.type in {"Person", UNKNOWN}:
        words = words[:-1] if len(words) > 2 and words[-1] in _GENERATIONS else words
        return [(-1, words[-1]), (0, words[0])]
    return [(-1, words[-1])] if words[-1] in BODY_WORDS else []
