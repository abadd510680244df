"""Periods of the calendar: what a date's words come to as ISO 8601, relative ones counted from a clock."""

from __future__ import annotations

from calendar import month_abbr, month_name, monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

MONTHS = {name.casefold(): i for i, name in enumerate(month_name) if name}
MONTHS |= {name.casefold(): i for i, name in enumerate(month_abbr) if name} | {"sept": 9}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # by their first month, as in the north
NUMBERS = {
    word: i for i, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
NUMBERS |= {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "ninety": 90}
_ABOUT = {"few": 3, "several": 4, "some": 4, "couple": 2}  # a number that nobody counted
_DEICTIC = {
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


@dataclass(frozen=True, slots=True)
class Clock:
    """What dates are counted from.

    The document's date, the date that the text `told` just before, and for a document without a date the `last` one
    that it named at all, the years of the days that it gives in full, and a guess at the year of a bare month.
    """

    today: date | None = None
    told: str | None = None
    last: str | None = None
    days: Mapping[tuple[int, int | None], int] = field(default_factory=dict)
    year_of: Callable[[int, int | None], int | None] = lambda month, day: None


@dataclass(frozen=True, slots=True)
class Found:
    """A match on its way to a value."""

    parts: dict[str, str | None]
    clock: Clock
    ahead: bool

    def word(self, name: str) -> str:
        """A named part of the match in lower case."""
        return (self.parts.get(name) or "").casefold()

    def number(self, name: str) -> int | None:
        """A named part of the match as a number."""
        digits = self.parts.get(name)
        return int(digits) if digits else None


def exists(parts: Mapping[str, str | None]) -> bool:
    """Whether the calendar has the day that a match gives."""
    month, day = MONTHS.get((parts.get("month") or "").casefold()) or int(parts.get("number") or 0), parts.get("day")
    return not day or (1 <= month <= 12 and 1 <= int(day) <= monthrange(int(parts.get("year") or 2020), month)[1])


def calendar_date(found: Found) -> str | None:
    """A day, month or year of the calendar; without its year, the last one before the document's date."""
    month = MONTHS.get(found.word("month")) or found.number("number")
    year, day = found.number("year"), found.number("day")
    if year is None and month is not None:
        year = _year_of(found, month, day)
    if year is None:
        return None
    try:
        if month and day:
            first = date(year, month, day).isoformat()
            last = found.number("to_day")
            return f"{first}/{date(year, month, last).isoformat()}" if last and last > day else first
        return date(year, month, 1).isoformat()[:7] if month else str(year)
    except ValueError:
        return None


def _year_of(found: Found, month: int, day: int | None) -> int | None:
    clock, which = found.clock, found.word("which")
    if which.endswith("year"):
        base = _year_word(which, clock)
        return int(base[:4]) if base else None
    if clock.today is not None:
        return _nearest_year(clock.today, month, day, found.ahead or which == "next")
    if (month, day) in clock.days:
        return clock.days[month, day]
    if clock.told is not None and not which:
        told = first_day(clock.told)
        return told.year if month >= told.month or len(clock.told) == 4 else told.year + 1
    return clock.year_of(month, day) or (int(clock.last[:4]) if clock.last and not which else None)


def _nearest_year(today: date, month: int, day: int | None, ahead: bool) -> int:
    past = (month, day or 1) <= (today.month, today.day)
    if ahead and (month - today.month) % 12 <= 6:
        return today.year if (month, day or 31) >= (today.month, today.day) else today.year + 1
    return today.year if past else today.year - 1


def years(found: Found) -> str | None:
    """ "2015-2019", "from 1976 to 1980"."""
    first, last = str(found.parts["from_year"]), str(found.parts["to_year"])
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if first < last else None


def decade(found: Found) -> str | None:
    """ "the 1990s"."""
    first = int(str(found.parts["decade"]))
    return f"{first}/{first + 9}"


def months(found: Found) -> str | None:
    """ "between March and June", of the year that the last of them has."""
    last = calendar_date(replace(found, parts=found.parts | {"month": found.parts["to_month"]}))
    first = MONTHS[found.word("month")]
    if last is None:
        return None
    year = int(last[:4]) - (first > int(last[5:7]))
    return f"{year}-{first:02}/{last}"


def season(found: Found) -> str | None:
    """ "last fall", "the spring of 2020"."""
    first, year, clock = SEASONS[found.word("season")], found.number("year"), found.clock
    which = found.word("which")
    if year is None and which.endswith("year"):
        base = _year_word(which, clock)
        year = int(base) if base else None
    if year is None:
        today = clock.today or (first_day(clock.told) if clock.told else None)
        if today is None:
            return None
        year = today.year if first <= today.month else today.year - 1
        if which == "next" or found.ahead:
            year = today.year if first > today.month else today.year + 1
        elif which == "last" and year == today.year and today.month < first + 3:
            year -= 1  # the season that is still on is not the last one
    end = _shifted(date(year, first, 1), 2, "month")
    return f"{year}-{first:02}/{end.isoformat()[:7]}"


def part_of_year(found: Found) -> str | None:
    """ "the first half of 2023", "Q2 2021"."""
    length = 6 if found.word("part") == "half" else 3
    index = found.number("quarter") or _QUARTERS[found.word("nth")]
    year = found.parts["year"]
    index = 2 if length == 6 and found.word("nth") == "last" else index
    return f"{year}-{(index - 1) * length + 1:02}/{year}-{index * length:02}" if index * length <= 12 else None


def deictic(found: Found) -> str | None:
    """ "yesterday", "this evening"."""
    days = {
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    today = found.clock.today
    return (today + timedelta(days=days.get(found.word("deictic"), 0))).isoformat() if today else None


def weekday(found: Found) -> str | None:
    """ "on Saturday": the last one before the document's date, or the coming one of what lies ahead."""
    today = found.clock.today
    if today is None:
        return None
    index = WEEKDAYS.index(found.word("weekday"))
    if found.word("which") == "next" or found.ahead:
        return (today + timedelta(days=(index - today.weekday()) % 7)).isoformat()
    return (today - timedelta(days=(today.weekday() - index) % 7)).isoformat()


def this_unit(found: Found) -> str | None:
    """ "last week", "this month", "next year": counted from the document's date."""
    step = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[found.word("step")]
    today = found.clock.today
    return _in_units(_shifted(today, step, found.word("unit")), found.word("unit")) if today else None


def ago(found: Found) -> str | None:
    """ "ten days ago"."""
    return _counted(found, found.clock.today, -1)


def later(found: Found) -> str | None:
    """ "two days later", "a month earlier": counted from what the text named last."""
    told = found.clock.told
    if told is None:
        return None
    back = found.word("way") in {"earlier", "before", "previously"}
    unit = found.word("unit")
    if unit in {"hour", "day", "week", "fortnight"} and len(told) != 10:
        return told[:7] if len(told) >= 7 and not found.word("count") else None
    if not found.word("count") and not found.word("about"):
        return told[:7]  # "days later"
    value = _counted(found, first_day(told), -1 if back else 1)
    return value[: len(told)] if value and len(told) < 8 else value


def _counted(found: Found, base: date | None, sign: int) -> str | None:
    unit, about = found.word("unit"), found.word("about").split()
    count = _ABOUT[about[0]] if about else NUMBERS.get(found.word("count")) or found.number("count")
    if base is None or count is None:
        return None
    try:
        day = _shifted(base, sign * count, unit)
    except ValueError:
        return None
    if about:
        return {"hour": day.isoformat()[:7], "day": day.isoformat()[:7], "week": day.isoformat()[:7]}.get(unit)
    if unit == "year" and count == 1:
        return day.isoformat()[:7]  # "a year ago" is said of about this time last year
    return _in_units(day, unit)


def past(found: Found) -> str | None:
    """ "for the past seven years": the period that ends at the document's date."""
    today = found.clock.today
    start = _counted(found, today, -1)
    return f"{start.split('/')[0]}/{today.isoformat()[: len(start.split('/')[0])]}" if start and today else None


def same(found: Found) -> str | None:
    """ "that day", "the same year", "at that time", "the following month": from what the text named last."""
    told, unit = found.clock.told, found.word("unit")
    if told is None:
        return None
    if not unit:
        return told
    step = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}.get(
        found.word("step") or found.word("side"), 0
    )
    if unit not in {"month", "year"} and len(told) != 10:
        return told[:7] if len(told) >= 7 and not step else None
    if unit == "month" and len(told) == 4:
        return None
    return _in_units(_shifted(first_day(told), step, unit), unit)


def _year_word(which: str, clock: Clock) -> str | None:
    """The year of "last year", "that year", "the following year"."""
    steps = {"last": -1, "this": 0, "next": 1}
    first = which.split()[0]
    if first in steps:
        return str(clock.today.year + steps[first]) if clock.today else None
    step = 1 if "following" in which or "next" in which else -1 if "previous" in which else 0
    return str(int(clock.told[:4]) + step) if clock.told else None


def first_day(value: str) -> date:
    """The first day of an ISO 8601 date or period."""
    year, month, day = [*value.split("/")[0].split("-"), "1", "1"][:3]
    return date(int(year), int(month), int(day))


def _shifted(day: date, count: int, unit: str) -> date:
    if unit in {"hour", "day"}:
        return day + timedelta(days=count if unit == "day" else 0)
    if unit in {"week", "fortnight"}:
        return day + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
    months = day.year * 12 + day.month - 1 + count * {"quarter": 3, "year": 12, "decade": 120}.get(unit, 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _in_units(day: date, unit: str) -> str:
    """The day, week, month, quarter or year in which a day lies."""
    if unit in {"week", "fortnight"}:
        monday = day - timedelta(days=day.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return f"{day.year}-{first:02}/{day.year}-{first + 2:02}"
    return day.isoformat()[: {"month": 7, "year": 4, "decade": 4}.get(unit, 10)]
