"""Which actor of the gold a label stands for."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

_QUOTES = "’'‘`ʿʾ"
_POSSESSIVE = re.compile(rf"[{_QUOTES}]s\b")
_DROPPED = re.compile(rf"[{_QUOTES}\".,“”]")
_DIVIDING = re.compile(r"[-–—_/\s]+")
MIN_INSIDE = 4
"""The shortest key that is looked for inside a longer label: shorter ones stand in too many words."""


def label_key(label: str) -> str:
    """A label as it is compared: without case, accents, apostrophes, hyphens and a leading article."""
    decomposed = unicodedata.normalize("NFKD", label)
    text = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    text = _DROPPED.sub("", _POSSESSIVE.sub("", text))
    return _DIVIDING.sub(" ", text).strip().removeprefix("the ")


class ActorNames:
    """The gold's actors by their spellings; each spelling may stand for several."""

    def __init__(self, spellings: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Take in each actor's name with all the spellings that count as it."""
        actors: dict[str, set[str]] = defaultdict(set)
        for name, others in spellings:
            for spelling in (name, *others):
                actors[label_key(spelling)].add(name)
        self._actors: Mapping[str, frozenset[str]] = {key: frozenset(names) for key, names in actors.items()}
        self._found: dict[str, frozenset[str]] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def knows(self, label: str) -> bool:
        """Whether the label is, as a whole, a spelling of an actor."""
        return label_key(label) in self._actors

    def of(self, label: str) -> frozenset[str]:
        """The actors that a label can stand for: by its spelling, else by the last name in it, else itself alone."""
        if label not in self._found:
            self._found[label] = self._look_up(label)
        return self._found[label]

    def keys(self, label: str) -> frozenset[str]:
        """The keys of a label and of every actor that it can stand for."""
        if label not in self._keys:
            self._keys[label] = frozenset(map(label_key, self.of(label))) | {label_key(label)}
        return self._keys[label]

    def _look_up(self, label: str) -> frozenset[str]:
        key = label_key(label)
        if key in self._actors:
            return self._actors[key]
        padded = f" {key} "
        inside = [known for known in self._actors if len(known) >= MIN_INSIDE and f" {known} " in padded]
        if not inside:
            return frozenset({label})
        return self._actors[max(inside, key=lambda known: (padded.rfind(f" {known} ") + len(known), len(known)))]
