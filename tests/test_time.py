"""Dates and periods: each form of the grammar, and which date belongs to a predicate."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.reading.time import When, dates, document_date, nearest

THURSDAY = date(2020, 6, 25)


def values(text: str, today: date | None = THURSDAY) -> list[str]:
    return [when.value for when in dates(text, today)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 2020-06-25", "2020-06-25"),
        ("on 25.6.2020", "2020-06-25"),
        ("on 6/25/2020", "2020-06-25"),
        ("on 25 June 2020", "2020-06-25"),
        ("on the 25th of June, 2020", "2020-06-25"),
        ("on June 25, 2020", "2020-06-25"),
        ("on June 1st 2020", "2020-06-01"),
        ("on JUNE 25 2020", "2020-06-25"),
        ("on 3 Sept. 2019", "2019-09-03"),
        ("in June 2020", "2020-06"),
        ("in June of 2020", "2020-06"),
        ("in Jan. 2020", "2020-01"),
        ("in 1979", "1979"),
        ("since 2003", "2003"),
        ("in mid-2018", "2018"),
        ("in early 2018", "2018"),
    ],
)
def test_absolute_dates_need_no_document_date(text: str, value: str) -> None:
    assert values(text, None) == [value]
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yesterday", "2020-06-24"),
        ("Today", "2020-06-25"),
        ("tomorrow", "2020-06-26"),
        ("last week", "2020-06-15/2020-06-21"),
        ("this week", "2020-06-22/2020-06-28"),
        ("next week", "2020-06-29/2020-07-05"),
        ("last month", "2020-05"),
        ("this month", "2020-06"),
        ("next month", "2020-07"),
        ("last year", "2019"),
        ("next year", "2021"),
        ("on Thursday", "2020-06-25"),
        ("on Wednesday", "2020-06-24"),
        ("on Friday", "2020-06-19"),
        ("last Monday", "2020-06-22"),
        ("on June 24", "2020-06-24"),
        ("on June 26", "2019-06-26"),
        ("on 24 June", "2020-06-24"),
        ("on the 3rd of July", "2019-07-03"),
        ("in March", "2020-03"),
        ("in late December", "2019-12"),
    ],
)
def test_relative_dates_are_counted_from_the_document_date(text: str, value: str) -> None:
    assert values(text) == [value]
    assert values(text, None) == []


@pytest.mark.parametrize("today", [date(2020, 12, 5), date(2020, 1, 5)])
def test_months_cross_the_turn_of_the_year(today: date) -> None:
    expected = {12: ["2021-01", "2020-11"], 1: ["2020-02", "2019-12"]}[today.month]
    assert values("next month, last month", today) == expected


@pytest.mark.parametrize(
    "text",
    [
        "on 45.13.2020",
        "the 1,200 men of 2500",
        "they may march on Iran",
        "a thousand and one",
        "Friday prayers",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert values(text) == []


def test_a_day_that_no_calendar_has_leaves_its_month() -> None:
    assert values("31 February 2020") == ["2020-02"]


def test_dates_come_in_the_order_of_the_text_with_their_places() -> None:
    text = "In 2019, and again on 3 May 2020, they met."
    found = dates(text, None)
    assert [(text[when.start : when.end], when.value) for when in found] == [
        ("In 2019", "2019"),
        ("3 May 2020", "2020-05-03"),
    ]


def test_a_longer_date_is_not_read_twice() -> None:
    assert values("in June 2020") == ["2020-06"]
    assert values("of June 25, 2020") == ["2020-06-25"]


def test_the_given_date_of_a_document_counts_first() -> None:
    assert document_date("Baghdad, 1 May 2001", "2020-06-25") == THURSDAY
    assert document_date("Baghdad, 1 May 2001", "2020-06-25T10:00:00Z") == THURSDAY


def test_else_the_first_full_date_of_its_first_lines() -> None:
    assert document_date("In 2019, and in June 2020.\n25 June 2020\n1 May 2001", None) == THURSDAY
    assert document_date("x" * 700 + " 25 June 2020", None) is None
    assert document_date("Yesterday, on Monday", None) is None
    assert document_date("", None) is None


FOUND = [When(0, 4, "2019"), When(50, 54, "2020")]


@pytest.mark.parametrize(
    ("start", "end", "clause", "value"),
    [
        pytest.param(10, 15, (0, 60), "2019", id="nearest before"),
        pytest.param(40, 45, (0, 60), "2020", id="nearest behind"),
        pytest.param(40, 45, (0, 48), "2019", id="only those of the clause"),
        pytest.param(20, 25, (18, 30), None, id="none of two outside the clause"),
    ],
)
def test_the_date_of_a_predicate(start: int, end: int, clause: tuple[int, int], value: str | None) -> None:
    assert nearest(FOUND, start, end, clause) == value


def test_the_only_date_of_a_sentence_is_the_predicates() -> None:
    assert nearest(FOUND[:1], 20, 25, (18, 30)) == "2019"
    assert nearest([], 20, 25, (0, 60)) is None
