"""When: dates and periods in a sentence as ISO 8601; relative ones are counted from a clock."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from kgraph.reading.circumstances import periods
from kgraph.reading.circumstances.periods import MONTHS, NUMBERS, SEASONS, WEEKDAYS, Clock, Found, exists, first_day

# "may" and "march" are months with a capital only
_MONTH = "|".join(
    f"(?-i:{m.capitalize()})" if m in {"may", "march", "mar", "sun"} else m
    for m in sorted(MONTHS, key=len, reverse=True)
)
_SEASON = "|".join(SEASONS)
_WEEKDAY = "|".join(WEEKDAYS)
_CENTURY = "(?:1[89]|20)"
_YEAR = rf"{_CENTURY}\d\d"
_MAYBE_YEAR = rf"(?:\s+(?P<year>{_YEAR}))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<to_day>\d{1,2})(?:st|nd|rd|th)?)?"
_UNIT = r"(?P<unit>hour|day|week|fortnight|month|year|decade)"
_COUNT = (
    rf"(?:about |around |almost |nearly |some |just |only |over |more than |"
    rf"(?:a )?(?P<about>few|several|some|couple(?: of)?) |"
    rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}) )+{_UNIT}s?"
)
_SIDE = r"(?:(?:early|late|mid|the|very|beginning|start|middle|end|first|second|half|days|weeks|of)[\s-]+)*"
_BEFORE = rf"(?:in|since|of|from|during|until|till|by|before|after|around|through|between|and|to|for|over)[\s-]+{_SIDE}"
_NOT_A_DAY = r"(?!\s+(?:prayers?|times|telegraph|mail|mirror|express|review|sermons?))"


@dataclass(frozen=True, slots=True)
class When:
    """A date or period and where it stands in the sentence, in code points.

    An echo only repeats one told before; at an edge something begins or ends: "until 2008".
    """

    start: int
    end: int
    value: str
    echo: bool = False
    edge: bool = False


_WHICH_YEAR = r"(?P<which>(?:last|this|next|that|the same|the following|the next|the previous) year)"
_ON_DAY = rf"(?:(?:{_WEEKDAY}),?\s+(?:the\s+)?)?"


def _needed(pattern: str) -> frozenset[str]:
    """What a text must have for a rule to find anything: a kind of word, a year."""
    kinds = [name for name in ("<month>", "<season>", "<weekday>", "<deictic>", "<unit>") if name in pattern][:1]
    kinds += [name for name in ("<way>", "<step>", "ago", "(?:past|last)") if name in pattern]
    always = pattern.replace(_MAYBE_YEAR, "")
    return frozenset([*kinds, *(["year"] if _CENTURY in always else [])] or [""])


_GRAMMAR: list[tuple[re.Pattern[str], Callable[[Found], str | None], frozenset[str]]] = [
    (re.compile(pattern, re.IGNORECASE), value, _needed(pattern))
    for pattern, value in (
        (rf"\b(?P<year>{_YEAR})-(?P<number>\d\d)-(?P<day>\d\d)\b", periods.calendar_date),
        (rf"\b(?P<year>{_YEAR})/(?P<number>\d\d)/(?P<day>\d\d)\b", periods.calendar_date),
        (rf"\b(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.(?P<year>{_YEAR})\b", periods.calendar_date),
        (rf"\b(?P<number>\d{{1,2}})/(?P<day>\d{{1,2}})/(?P<year>{_YEAR})\b", periods.calendar_date),
        (rf"\b{_ON_DAY}{_DAY}(?:\s+of)?\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>{_YEAR})\b", periods.calendar_date),
        (rf"\b{_ON_DAY}(?P<month>{_MONTH})\.?\s+{_DAY},?\s+(?P<year>{_YEAR})\b", periods.calendar_date),
        (
            rf"\b(?:between|from)\s+(?P<month>{_MONTH})\s+(?:and|to|until|till)\s+(?P<to_month>{_MONTH})"
            rf"{_MAYBE_YEAR}\b",
            periods.months,
        ),
        (rf"\b(?P<month>{_MONTH})\.?,?\s+(?:of\s+|in\s+)?(?P<year>{_YEAR})\b", periods.calendar_date),
        (rf"\b(?P<season>{_SEASON})(?:\s+of)?\s+(?P<year>{_YEAR})\b", periods.season),
        (
            rf"\bthe\s+(?P<nth>first|second|third|fourth|last)\s+(?P<part>quarter|half)\s+of\s+(?P<year>{_YEAR})\b",
            periods.part_of_year,
        ),
        (rf"\bQ(?P<quarter>[1-4])[\s/]+(?P<year>{_YEAR})\b", periods.part_of_year),
        (
            rf"\b(?:from|between)\s+(?P<from_year>{_YEAR})\s+(?:to|and|until|till)\s+(?P<to_year>{_YEAR})\b",
            periods.years,
        ),
        (rf"\b(?P<from_year>{_YEAR})\s?[-–]\s?(?P<to_year>{_YEAR}|\d\d)\b(?!-)", periods.years),
        (rf"\b(?P<decade>{_CENTURY}\d0)['’]?s\b", periods.decade),
        (rf"\b{_DAY}\s+(?P<month>{_MONTH})\.?,?\s+(?:of\s+)?{_WHICH_YEAR}\b", periods.calendar_date),
        (rf"\b(?P<month>{_MONTH})\.?(?:\s+{_DAY})?,?\s+(?:of\s+|in\s+)?{_WHICH_YEAR}\b", periods.calendar_date),
        (rf"\b(?P<season>{_SEASON})\s+(?:of\s+)?{_WHICH_YEAR}\b", periods.season),
        (rf"\b{_ON_DAY}(?P<month>{_MONTH})\.?\s+{_DAY}\b(?![.,]?\d)", periods.calendar_date),
        (rf"\b{_ON_DAY}{_DAY}(?:\s+of)?\s+(?P<month>{_MONTH})\b", periods.calendar_date),
        (
            rf"\b(?:{_BEFORE}|(?:early|late|mid)[\s-]+)?(?P<which>last|this|next)\s+(?P<month>{_MONTH})\b",
            periods.calendar_date,
        ),
        (rf"\b(?:{_BEFORE}|(?:early|late|mid)[\s-]+)(?P<month>{_MONTH})\b", periods.calendar_date),
        (rf"\b(?P<which>last|this|next)\s+(?P<season>{_SEASON})\b", periods.season),
        (
            rf"\b(?:in|during|over|since|until|by)\s+{_SIDE}(?P<season>{_SEASON})\b(?!\s+(?:of|offensive|session))",
            periods.season,
        ),
        (rf"\b(?:{_BEFORE}|(?:early|late|mid|year)[\s-]+)(?P<year>{_YEAR})\b(?![\d,.]\d)", periods.calendar_date),
        (
            rf"\b(?:(?P<which>last|this|next|on|since|until|by|early|late)\s+)?(?-i:(?<!Black )(?<!Bloody )(?<!Good ))"
            rf"(?P<weekday>{'|'.join(f'(?-i:{d.capitalize()})' for d in WEEKDAYS)})\b{_NOT_A_DAY}",
            periods.weekday,
        ),
        (
            r"\b(?P<deictic>the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|"
            r"last night|this (?:morning|afternoon|evening))\b",
            periods.deictic,
        ),
        (rf"\b{_COUNT}\s+ago\b", periods.ago),
        (rf"\b(?:for|in|over|during)\s+the\s+(?:past|last)\s+{_COUNT}(?<=s)\b", periods.past),
        (rf"\b(?:has|have)\b[^.;:]{{2,60}}?\bfor\s+{_COUNT}\b(?!\s+in\b)", periods.past),
        (r"\b(?P<step>last|past|this|current|next|coming)\s+(?P<unit>week|month|year|quarter)\b", periods.this_unit),
        (rf"\b{_COUNT}\s+(?P<way>later|earlier|afterwards|previously|before(?=[,.;]))", periods.later),
        (r"\b(?P<unit>day|week)s\s+(?P<way>later|earlier)\b", periods.later),
        (r"\b(?:that|the\s+same)\s+(?:very\s+)?(?P<unit>day|week|month|year)\b", periods.same),
        (r"\bthe\s+(?P<step>next|following|previous|preceding)\s+(?P<unit>day|week|month|year)\b", periods.same),
        (r"\bthe\s+(?P<unit>day|week|month|year)\s+(?P<side>before|after)(?=\s*[,.;]|\s*$)", periods.same),
        (
            r"\b(?:at|by|until|since)\s+(?:(?:that|the\s+same)\s+(?:very\s+)?time|then)\b(?!\s+(?:as|when|that)\b)",
            periods.same,
        ),
        (r"(?:^|(?<=\. ))then(?=,|\s+[A-Z])", periods.same),
        (r"\bthat\s+(?:very\s+)?(?:morning|afternoon|evening|night)\b", periods.same),
    )
]
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_EDGE = re.compile(r"\b(?:since|until|till|before)\b", re.IGNORECASE)
# What is planned lies ahead: with these words a bare month is the coming one.
_AHEAD = re.compile(
    r"\b(?:will|shall|scheduled|slated|due|set to|going to|expect(?:s|ed)?|plans? to|planned|upcoming|forthcoming|"
    r"before the end of|by the end of|is to|are to|intends?)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"[;:]")
_WORD = re.compile(r"[a-z]+")
_A_YEAR = re.compile(_YEAR)
# The words without one of which a text has nothing for the rules with that name in them.
_HINTS: dict[str, frozenset[str]] = {
    "<month>": frozenset(MONTHS),
    "<season>": frozenset(SEASONS),
    "<weekday>": frozenset(WEEKDAYS),
    "<deictic>": frozenset("yesterday today tonight tomorrow night morning afternoon evening".split()),
    "<unit>": frozenset(
        f"{unit}{s}" for unit in "hour day week fortnight month quarter year decade".split() for s in ("", "s")
    ),
    "<way>": frozenset("later earlier afterwards previously before".split()),
    "<step>": frozenset("last past this current next coming following previous preceding".split()),
    "ago": frozenset({"ago"}),
    "(?:past|last)": frozenset({"past", "last"}),
    "": frozenset("time then morning afternoon evening night".split()),
}


def dates(text: str, today: date | None, clock: Clock | None = None) -> list[When]:
    """The dates and periods of a text in order; a relative one that counts from nothing known is left out."""
    clock = clock or Clock(today)
    found: list[When] = []
    for match, value_of in _matches(text):
        told, edge = clock.told, _EDGE.search(text[max(0, match.start() - 7) : match.end()]) is not None
        value = value_of(Found(match.groupdict(), clock, _lies_ahead(text, match)))
        if value is None:
            continue
        if (
            clock.today
            and _SINCE.search(text[max(0, match.start() - 7) : match.end()])
            and value_of is not periods.past
        ):
            first = value.split("/")[0]
            value = f"{first}/{clock.today.isoformat()}" if first_day(first) < clock.today else value
        elif not edge and _may_be_told(value, clock.today):
            clock = replace(clock, told=value)
        found.append(
            When(match.start(), match.end(), value, echo=value == told and value_of is periods.same, edge=edge)
        )
    return found


def _matches(text: str) -> list[tuple[re.Match[str], Callable[[Found], str | None]]]:
    """What the grammar finds, in the order of the text; of two that touch, the earlier rule's."""
    words = set(_WORD.findall(text.lower()))
    given = {name for name, hints in _HINTS.items() if not words.isdisjoint(hints)}
    if _A_YEAR.search(text):
        given.add("year")
    taken: list[tuple[re.Match[str], Callable[[Found], str | None]]] = []
    for pattern, value_of, needed in _GRAMMAR if given else ():
        if not needed <= given:
            continue
        for match in pattern.finditer(text):
            # What is taken stands in order and apart, so only the two around a match can touch it.
            at = bisect(taken, match.start(), key=_start)
            around = taken[max(0, at - 1) : at + 1]
            if exists(match.groupdict()) and not any(_touches(text, m, match, same=f is value_of) for m, f in around):
                taken.insert(at, (match, value_of))
    return taken


def _start(taken: tuple[re.Match[str], Callable[[Found], str | None]]) -> int:
    return taken[0].start()


def _touches(text: str, a: re.Match[str], b: re.Match[str], same: bool) -> bool:
    """Whether two matches overlap or, as of two kinds, stand side by side: "yesterday, Thursday"."""
    first, second = (a, b) if a.start() <= b.start() else (b, a)
    return second.start() < first.end() or (not same and not text[first.end() : second.start()].strip(" ,()"))


def _lies_ahead(text: str, match: re.Match[str]) -> bool:
    """Whether the words around a date in its part of the sentence speak of what is to come."""
    before, after = text[max(0, match.start() - 80) : match.end()], text[match.end() : match.end() + 50]
    return bool(_AHEAD.search(_PART.split(before)[-1]) or _AHEAD.search(re.split(r"[;:,]", after)[0]))


def _may_be_told(value: str, today: date | None) -> bool:
    """Whether what comes next may be counted from a date: not from one to come."""
    return today is None or first_day(value) <= today
