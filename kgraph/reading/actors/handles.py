"""Handles and hashtags: names run together, "@EmmanuelMacron", or with initials before the last, "@MAKadhimi"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kgraph.ontology.keys import name_key, without_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgraph.ontology.records import ActorEntry, Ontology

_MIN_LENGTH = 6  # "JLi" may be anybody


class Handles:
    """The persons of the ontology by what their handles may be."""

    def __init__(self, ontology: Ontology) -> None:
        self._entries: dict[str, dict[str, ActorEntry]] = defaultdict(dict)
        for actor in ontology.actors.values():
            if actor.type == "Person":
                for name in (actor.label, *actor.names):
                    for handle in _handles(name):
                        self._entries[handle][actor.iri] = actor

    def find(self, surface: str) -> ActorEntry | None:
        """Whose handle it is, if there is only one person who may write so."""
        if surface[:1] not in {"@", "#"}:
            return None
        found = self._entries.get(surface[1:].replace("_", "").lower(), {})
        return next(iter(found.values())) if len(found) == 1 else None


def _handles(name: str) -> Iterator[str]:
    """The words run together, and the last behind the initials of the others; the article may be left out."""
    key = name_key(name)
    for words in {key, without_articles(key)}:
        if len(words) > 1:
            together, short = "".join(words), "".join(word[0] for word in words[:-1]) + words[-1]
            yield from (handle for handle in (together, short) if len(handle) >= _MIN_LENGTH)
