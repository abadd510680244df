"""The section on the course of time: what is said of which month."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.model import surest
from kgraph.network.timeline import MONTH, Event, months, timeline
from kgraph.ontology import Branch
from kgraph.report.blocks import Block, Heading, Item, Listing, Paragraph, Table
from kgraph.report.material import Material, number

MONTHS = 24
EVENTS = 12


def course(material: Material) -> Iterator[Block]:
    """How many claims speak of which month, and the surest of each of the latest months."""
    yield Heading("The course of time")
    found = timeline(material.asserted, material.documents)
    if not found.events:
        yield Paragraph(("No asserted claim has a time, and no document that asserts something has a date.",))
        return
    counts = months(found.events, material.ontology)
    rows: list[tuple[str | int, ...]] = [
        (month, *(counts[month][branch] for branch in Branch)) for month in list(counts)[-MONTHS:]
    ]
    yield Table(("time", *(branch.label for branch in Branch)), rows)
    yield Paragraph((_about(len(counts), found.undated),))
    yield Listing([_item(material, events) for events in _by_month(found.events)[-EVENTS:]])


def _about(all_months: int, undated: int) -> str:
    left = f" The earlier {all_months - MONTHS} are left out." if all_months > MONTHS else ""
    without = f" {number(undated, 'claim')} without a time." if undated else ""
    return f"Asserted claims by the time that they speak of, else by their document's date.{left}{without}"


def _item(material: Material, events: list[Event]) -> Item:
    """The surest claim of a month."""
    claim = surest(event.claim for event in events)
    when = next(event.when for event in events if event.claim is claim)
    return Item((f"{when}: ", *material.says(claim)), (material.quote(claim),))


def _by_month(events: tuple[Event, ...]) -> list[list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.when[:MONTH].partition("/")[0], []).append(event)
    return [found[month] for month in sorted(found)]
