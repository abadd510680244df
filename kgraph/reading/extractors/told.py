"""What a document has told so far: whose "the visit to Paris" was, if that was said before."""

from __future__ import annotations

from collections import defaultdict

from kgraph.model import Actor


class Told:
    """The acts that a document has asserted up to a sentence."""

    def __init__(self) -> None:
        self._doers: dict[tuple[str, str], dict[str, Actor]] = defaultdict(dict)
        self._targets: dict[tuple[str, str], dict[str, Actor]] = defaultdict(dict)

    def add(self, subject: Actor, relation: str, object_: Actor) -> None:
        """Remember that somebody did something to somebody."""
        self._doers[relation, object_.id][subject.id] = subject
        self._targets[relation, subject.id][object_.id] = object_

    def doer(self, relation: str, object_: Actor) -> Actor | None:
        """Who did it to somebody, if the document has told of one only."""
        return _only(self._doers.get((relation, object_.id)))

    def target(self, relation: str, subject: Actor) -> Actor | None:
        """To whom somebody did it, if the document has told of one only."""
        return _only(self._targets.get((relation, subject.id)))


def _only(actors: dict[str, Actor] | None) -> Actor | None:
    return next(iter(actors.values())) if actors and len(actors) == 1 else None
