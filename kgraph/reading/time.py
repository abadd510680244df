"""When: dates and periods in a sentence as ISO 8601, relative ones counted from the document's date."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = {name.casefold(): i for i, name in enumerate(month_name) if name}
_MONTHS |= {name.casefold(): i for i, name in enumerate(month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"

_GRAMMAR = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<year>{_YEAR})-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"\b(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.(?P<year>{_YEAR})\b",
        rf"\b(?P<number>\d{{1,2}})/(?P<day>\d{{1,2}})/(?P<year>{_YEAR})\b",
        rf"\b{_DAY}(?:\s+of)?\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>{_YEAR})\b",
        rf"\b(?P<month>{_MONTH})\.?\s+{_DAY},?\s+(?P<year>{_YEAR})\b",
        rf"\b(?P<month>{_MONTH})\.?,?\s+(?:of\s+)?(?P<year>{_YEAR})\b",
        rf"\b(?P<month>{_MONTH})\.?\s+{_DAY}\b",
        rf"\b{_DAY}(?:\s+of)?\s+(?P<month>{_MONTH})\b",
        rf"\b(?:in|since|last|this|late|early|mid|of|until|by)[\s-]+(?P<month>{_MONTH})\b",
        rf"\b(?:in|since|of|from|during|until|by|early|late|mid|year)[\s-]+(?P<year>{_YEAR})\b",
        r"\b(?P<relative>yesterday|today|tomorrow|(?:last|this|next) (?:week|month|year))\b",
        rf"\b(?:on|last)\s+(?P<weekday>{'|'.join(_WEEKDAYS)})\b",
    )
]


@dataclass(frozen=True, slots=True)
class When:
    """A date or period and where it stands in the sentence, in code points."""

    start: int
    end: int
    value: str


def dates(text: str, today: date | None) -> list[When]:
    """The dates and periods of a text in order; without the document's date the relative ones are left out."""
    found: list[When] = []
    for pattern in _GRAMMAR:
        for match in pattern.finditer(text):
            if any(w.start < match.end() and match.start() < w.end for w in found):
                continue
            value = _value(match.groupdict(), today)
            if value:
                found.append(When(match.start(), match.end(), value))
    return sorted(found, key=lambda w: w.start)


def document_date(text: str, given: str | None) -> date | None:
    """The document's date: the one given, else the first full date in its first lines."""
    if given:
        return date.fromisoformat(given[:10])
    for when in dates(text[:600], None):
        if len(when.value) == 10:
            return date.fromisoformat(when.value)
    return None


def _value(parts: dict[str, str | None], today: date | None) -> str | None:
    if parts.get("relative"):
        return _relative(str(parts["relative"]).casefold(), today)
    if parts.get("weekday"):
        return _weekday(str(parts["weekday"]).casefold(), today)
    month = _MONTHS.get((parts.get("month") or "").casefold()) or _number(parts.get("number"))
    year, day = _number(parts.get("year")), _number(parts.get("day"))
    if year is None and today is not None and month is not None:
        year = today.year if (month, day or 1) <= (today.month, today.day) else today.year - 1
    if year is None:
        return None
    try:
        if month and day:
            return date(year, month, day).isoformat()
        return date(year, month, 1).isoformat()[:7] if month else str(year)
    except ValueError:
        return None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _relative(words: str, today: date | None) -> str | None:
    if today is None:
        return None
    days = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if words in days:
        return (today + timedelta(days=days[words])).isoformat()
    step = {"last": -1, "this": 0, "next": 1}[words.split()[0]]
    unit = words.split()[1]
    if unit == "year":
        return str(today.year + step)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _weekday(name: str, today: date | None) -> str | None:
    if today is None:
        return None
    back = (today.weekday() - _WEEKDAYS.index(name)) % 7
    return (today - timedelta(days=back)).isoformat()


def nearest(found: list[When], start: int, end: int, clause: tuple[int, int]) -> str | None:
    """The date of a predicate at `start`..`end`: the nearest in its clause, else the only one of the sentence."""

    def distance(when: When) -> int:
        return min(abs(when.start - end), abs(start - when.end))

    def inside() -> Iterator[When]:
        return (w for w in found if clause[0] <= w.start and w.end <= clause[1])

    best = min(inside(), key=distance, default=None)
    if best is None and len(found) == 1:
        best = found[0]
    return best.value if best else None
