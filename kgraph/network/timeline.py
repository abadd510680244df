"""Claims in the order of time, and how many there are of each branch in each month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgraph.graph.selection import Selected, Selection
from kgraph.model import Claim, Document
from kgraph.ontology import Ontology

MONTH = len("2020-06")


@dataclass(frozen=True, slots=True)
class Event:
    """A claim and its time, an ISO 8601 date or interval: as its text gives it, else its document's date."""

    when: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in the order in which they begin, and how many claims have no time and so are none of them."""

    events: tuple[Event, ...]
    undated: int


def timeline(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    actor: str | None = None,
    other: str | None = None,
) -> Timeline:
    """The timeline of all claims, of those about an actor, by its IRI, or of those between two, whoever acts."""
    asked = {each for each in (actor, other) if each is not None}
    when = Selected(Selection(), documents, {}).when
    dated: list[Event] = []
    undated = 0
    for claim in claims:
        if not asked <= {claim.subject.actor.id, claim.object.actor.id}:
            continue
        time = when(claim)
        if time:
            dated.append(Event(time, claim))
        else:
            undated += 1
    return Timeline(tuple(sorted(dated, key=_order)), undated)


def months(events: Iterable[Event], ontology: Ontology) -> dict[str, Counter[str]]:
    """How many events of each branch, by its name, begin in each month, or in each year if no month is known."""
    counts: dict[str, Counter[str]] = {}
    for event in events:
        branch = ontology.branch_of(event.claim.relation)
        if branch is not None:
            counts.setdefault(event.when[:MONTH].partition("/")[0], Counter())[branch.value] += 1
    return dict(sorted(counts.items()))


def _order(event: Event) -> tuple[str, str, int, str]:
    return event.when, event.claim.doc, event.claim.sentence.start, event.claim.id
