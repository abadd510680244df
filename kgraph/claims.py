"""What is made of readings before they are kept or printed: without claims that are too unsure, and after verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from kgraph.curation.judging import Judge
from kgraph.graph.rdf import in_order
from kgraph.model import Claim, Mention, Reading
from kgraph.reading.actors.identity import Census


def confident(reading: Reading, min_confidence: float, judge: Judge) -> Reading:
    """The reading without the claims of less confidence, but for those that a reader has judged."""
    claims = (claim for claim in reading.claims if claim.confidence >= min_confidence or judge.of(claim) is not None)
    return replace(reading, claims=tuple(claims))


def judged(reading: Reading, judge: Judge) -> Reading:
    """The reading as a reader's verdicts have it."""
    return in_order(judge(in_order(reading)).reading)


def records(readings: Iterable[Reading], census: Census, mentions: bool = False) -> Iterator[dict[str, Any]]:
    """The readings' claims, or their mentions, as plain data with the actors of all the readings together."""
    found: list[Claim | Mention] = []
    for reading in map(in_order, readings):
        census.add(reading)
        found.extend(reading.mentions if mentions else reading.claims)
    identities = census.identities()
    for each in found:
        yield each.identified(identities).to_json()
