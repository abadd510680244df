"""What a document has told so far."""

from __future__ import annotations

from kgraph.model import Actor
from kgraph.reading.extractors.told import Told

OSLO, PARIS, ROME = (Actor(f"https://example.org/{name}", name, "State") for name in ("Oslo", "Paris", "Rome"))


def test_one_of_whom_it_was_told_is_meant() -> None:
    told = Told()
    assert told.doer("visits", PARIS) is None
    told.add(OSLO, "visits", PARIS)
    assert told.doer("visits", PARIS) == OSLO
    assert told.target("visits", OSLO) == PARIS
    assert told.doer("meets", PARIS) is None


def test_of_several_nobody_is_meant() -> None:
    told = Told()
    told.add(OSLO, "visits", PARIS)
    told.add(ROME, "visits", PARIS)
    told.add(OSLO, "visits", ROME)
    assert told.doer("visits", PARIS) is None
    assert told.target("visits", OSLO) is None
