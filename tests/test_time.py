"""Dates and periods: each form of the grammar, and which date belongs to a predicate."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.reading.circumstances.periods import Clock
from kgraph.reading.circumstances.time import dates

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
        ("in the spring of 2020", "2020-03/2020-05"),
        ("winter 2019", "2019-12/2020-02"),
        ("in the first half of 2021", "2021-01/2021-06"),
        ("in the third quarter of 2021", "2021-07/2021-09"),
        ("Q2 2021", "2021-04/2021-06"),
        ("from 1976 to 1980", "1976/1980"),
        ("2015-2019", "2015/2019"),
        ("2015–17", "2015/2017"),
        ("the 1990s", "1990/1999"),
        ("between March and June 2020", "2020-03/2020-06"),
        ("from November to February 2020", "2019-11/2020-02"),
        ("on 3-5 May 2020", "2020-05-03/2020-05-05"),
        ("on Sunday, June 28, 2020", "2020-06-28"),
        ("2020/06/25", "2020-06-25"),
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
        ("at the end of March", "2020-03"),
        ("since February", "2020-02/2020-06-25"),
        ("since Monday", "2020-06-22/2020-06-25"),
        ("the day before yesterday", "2020-06-23"),
        ("this evening", "2020-06-25"),
        ("last night", "2020-06-24"),
        ("Wednesday's raid", "2020-06-24"),
        ("on the night of Saturday", "2020-06-20"),
        ("Yesterday, Wednesday", "2020-06-24"),
        ("a day ago", "2020-06-24"),
        ("ten days ago", "2020-06-15"),
        ("a few days ago", "2020-06"),
        ("two weeks ago", "2020-06-08/2020-06-14"),
        ("a fortnight ago", "2020-06-08/2020-06-14"),
        ("three months ago", "2020-03"),
        ("a year ago", "2019-06"),
        ("Three years ago", "2017"),
        ("two decades ago", "2000"),
        ("over the past two weeks", "2020-06-08/2020-06-25"),
        ("has fought for seven years", "2013/2020"),
        ("last fall", "2019-09/2019-11"),
        ("last summer", "2019-06/2019-08"),
        ("this summer", "2020-06/2020-08"),
        ("in the spring", "2020-03/2020-05"),
        ("last January", "2020-01"),
        ("in October last year", "2019-10"),
        ("on 3 October of last year", "2019-10-03"),
        ("last quarter", "2020-01/2020-03"),
        ("will meet in August", "2020-08"),
        ("before the end of August", "2020-08"),
        ("is due there on Saturday", "2020-06-27"),
    ],
)
def test_relative_dates_are_counted_from_the_document_date(text: str, value: str) -> None:
    assert values(text) == [value]
    assert values(text, None) == []


@pytest.mark.parametrize("today", [date(2020, 12, 5), date(2020, 1, 5)])
def test_months_cross_the_turn_of_the_year(today: date) -> None:
    expected = {12: ["2021-01", "2020-11"], 1: ["2020-02", "2019-12"]}[today.month]
    assert values("next month, last month", today) == expected


def test_since_lasts_until_the_document_date() -> None:
    assert values("since 2003") == ["2003/2020-06-25"]
    assert values("since 2003", None) == ["2003"]


@pytest.mark.parametrize(
    "text",
    [
        "on 45.13.2020",
        "the 1,200 men of 2500",
        "they may march on Iran",
        "a thousand and one",
        "Friday prayers",
        "Black Friday",
        "in the fall of the city",
        "within ninety days",
        "for two decades",
        "page 2019",
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


@pytest.mark.parametrize(
    ("text", "told", "value"),
    [
        ("the same day", "2020-03-03", "2020-03-03"),
        ("That month", "2020-03-03", "2020-03"),
        ("at that time", "2011", "2011"),
        ("Then, the rebels left", "2020-03-03", "2020-03-03"),
        ("the next day", "2020-03-03", "2020-03-04"),
        ("The following month", "2019-12", "2020-01"),
        ("the previous year", "2019-12", "2018"),
        ("the day before.", "2020-03-03", "2020-03-02"),
        ("two days later", "2020-03-03", "2020-03-05"),
        ("A few days later", "2020-03-03", "2020-03"),
        ("Days later", "2020-03-03", "2020-03"),
        ("a month earlier", "2020-03-03", "2020-02"),
        ("Three years later", "2011", "2014"),
        ("A year earlier", "2011", "2010"),
        ("By August of that year", "2011-02", "2011-08"),
        ("since then", "2011-02", "2011-02/2020-06-25"),
        ("two days later", "2020", None),
        ("that month", "2020", None),
        ("the day before the vote", "2020-03-03", None),
        ("the following day", None, None),
        ("at the same time as the army", "2011", None),
    ],
)
def test_what_is_counted_from_the_date_told_before(text: str, told: str | None, value: str | None) -> None:
    found = [when.value for when in dates(text, THURSDAY, Clock(THURSDAY, told))]
    assert found == ([value] if value else [])


def test_a_date_of_the_sentence_is_told_before_the_next() -> None:
    assert values("On 3 March they met, and two days later they parted") == ["2020-03-03", "2020-03-05"]


@pytest.mark.parametrize(
    ("clock", "value"),
    [
        pytest.param(Clock(days={(6, 6): 2018}), "2018-06-06", id="the text gives the day in full elsewhere"),
        pytest.param(Clock(told="2018-02"), "2018-06-06", id="the text was in that year"),
        pytest.param(Clock(told="2018-09"), "2019-06-06", id="the text goes forward"),
        pytest.param(Clock(year_of=lambda month, day: 2017), "2017-06-06", id="a guess"),
        pytest.param(Clock(last="2016-01"), "2016-06-06", id="long ago"),
        pytest.param(Clock(), None, id="nothing known"),
    ],
)
def test_a_bare_day_in_a_document_without_a_date(clock: Clock, value: str | None) -> None:
    assert [when.value for when in dates("on 6 June", None, clock)] == ([value] if value else [])
