"""Dates as searchers type them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.dates import bounds
from search.query.dates import date_range

TODAY = datetime.date(2017, 3, 22)  # a Wednesday

MEANT = [
    ("2017", "2017", "2017"),
    ("2017-03", "2017-03", "2017-03"),
    ("2017-3-2", "2017-03-02", "2017-03-02"),
    ("2017/03/22", "2017-03-22", "2017-03-22"),
    ("20170322", "2017-03-22", "2017-03-22"),
    ("201703", "2017-03", "2017-03"),
    ("2017-03-22t14:05z", "2017-03-22T14:05Z", "2017-03-22T14:05Z"),
    ("2017-03-20..2017-04", "2017-03-20", "2017-04"),
    ("2017-03-20..2017-03", "2017-03-20", "2017-03"),
    ("..2016", None, "2016"),
    ("2016..", "2016", None),
    ("..", None, None),
    ("*", None, None),
    ("2016…2017", "2016", "2017"),
    ("March 2017", "2017-03", "2017-03"),
    ("22 March 2017", "2017-03-22", "2017-03-22"),
    ("Sept. 3rd, 2016", "2016-09-03", "2016-09-03"),
    ("today", "2017-03-22", "2017-03-22"),
    ("Yesterday", "2017-03-21", "2017-03-21"),
    ("last week", "2017-03-13", "2017-03-19"),
    ("this week", "2017-03-20", "2017-03-26"),
    ("last-month", "2017-02", "2017-02"),
    ("this year", "2017", "2017"),
    ("last year", "2016", "2016"),
    ("last 7 days", "2017-03-16", "2017-03-22"),
    ("past 1 month", "2017-02-23", "2017-03-22"),
    ("last 2 years", "2015-03-23", "2017-03-22"),
    ("last week..today", "2017-03-13", "2017-03-22"),
]


@pytest.mark.parametrize(("text", "first", "last"), MEANT, ids=[case[0] for case in MEANT])
def test_meant(text: str, first: str | None, last: str | None) -> None:
    found = date_range(text, field="date", today=TODAY)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "banana", "17", "2017-13", "2017-02-29", "0000", "2017..2016", "2016..2017..2018", "last 0 days",
     "this 3 weeks", "last 99999 years", "22/03/2017", "٢٠١٧", "31 June 2017", "2017-03-22T25:00"],
)  # fmt: skip
def test_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        date_range(text, field="date", today=TODAY)


def test_a_month_before_the_31st_ends_with_its_month() -> None:
    found = date_range("last 1 month", field="date", today=datetime.date(2017, 3, 31))
    assert (found.first, found.last) == ("2017-03-01", "2017-03-31")


@given(
    st.dates(),
    st.sampled_from(
        ["today", "yesterday", "last week", "this month", "last month", "last year", "last 5 weeks", "last 13 months"]
    ),
)
def test_relative_dates_are_dates_on_any_day(today: datetime.date, text: str) -> None:
    try:
        found = date_range(text, field="date", today=today)
    except ValueError:
        assert today.year < 3 or today.year == 9999
        return
    assert found.first is not None
    assert found.last is not None
    assert bounds(found.first)[0] <= bounds(found.last)[1]
