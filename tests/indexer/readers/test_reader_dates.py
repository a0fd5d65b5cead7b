"""Dates as written, and what is kept of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Change
from indexer.dates import is_date
from indexer.readers.dates import MONTHS, parse, settle

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2017", "2017"),
        ("2017-03", "2017-03"),
        ("2017-03-22", "2017-03-22"),
        ("2017-3-2", "2017-03-02"),
        ("2017/03/22", "2017-03-22"),
        ("20170322", "2017-03-22"),
        ("2017-03-22T14:05", "2017-03-22T14:05"),
        ("2017-03-22 14:05:09.123456", "2017-03-22T14:05:09"),
        ("2017-03-22T14:05:09.123+0100", "2017-03-22T14:05:09+01:00"),
        ("2017-03-22T14:05:09Z", "2017-03-22T14:05:09Z"),
        ("20170322T140509Z", "2017-03-22T14:05:09Z"),
        ("Wed, 22 Mar 2017 14:05:00 +0100", "2017-03-22T14:05:00+01:00"),
        ("Wed, 22 Mar 2017 14:05:00 GMT", "2017-03-22T14:05:00Z"),
        ("Fri Apr 28 2023 10:00:00 GMT+0200 (CEST)", "2023-04-28T10:00:00+02:00"),
        ("Tue Mar 22 14:05:00 2017", "2017-03-22T14:05:00"),
        ("March 22, 2017", "2017-03-22"),
        ("Mar. 22, 2017", "2017-03-22"),
        ("22 Mar 2017", "2017-03-22"),
        ("22nd of March 2017", "2017-03-22"),
        ("March 2017", "2017-03"),
        ("Wednesday, March 22, 2017 2:05 PM EDT", "2017-03-22T14:05"),
        ("22 de marzo de 2017", "2017-03-22"),
        ("22. März 2017", "2017-03-22"),
        ("1er août 2019", "2019-08-01"),
        ("22 марта 2017 г.", "2017-03-22"),
        ("22 Mart 2017 14:05", "2017-03-22T14:05"),
        ("2017年3月22日", "2017-03-22"),
        ("22.03.2017", "2017-03-22"),
        ("12/22/16", "2016-12-22"),
        ("22/12/2016", "2016-12-22"),
        ("3/3/2017", "2017-03-03"),
        (1490191500, "2017-03-22T14:05:00Z"),
        (1490191500000, "2017-03-22T14:05:00Z"),
        ("1490191500", "2017-03-22T14:05:00Z"),
        (2017, "2017"),
        (20170322, "2017-03-22"),
        # ambiguous, impossible, or no date at all
        ("11/2/2017", None),
        ("9/5/18", None),
        ("2017-13-40", None),
        ("2017-02-30", None),
        ("201703", None),
        ("0001-01-01", None),
        ("0001-11-30T00:00:00", None),
        ("2026-06-04", None),
        ("2099", None),
        ("yesterday", None),
        ("", None),
        ("x" * 10_000, None),
        (None, None),
        (True, None),
        (0, None),
        (42, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**400, None),
        (["2017"], None),
    ],
)
def test_dates_are_kept_at_their_precision(written: object, kept: str | None) -> None:
    assert parse(written, now=NOW) == kept


def test_two_days_ahead_is_another_time_zone() -> None:
    assert parse("2026-06-03", now=NOW) == "2026-06-03"


def test_what_is_not_known_is_said_with_what_was_there() -> None:
    assert settle("11/2/2017", now=NOW) == (None, (Change("undated", "11/2/2017", "published"),))
    assert settle(None, now=NOW) == (None, (Change("undated", None, "published"),))
    assert settle(None, "updated", now=NOW) == (None, ())
    assert settle("2017", now=NOW) == ("2017", ())


def test_no_month_name_means_two_months() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))
    assert (MONTHS["mai"], MONTHS["mart"], MONTHS["листопада"], MONTHS["mars"]) == (5, 3, 11, 3)


@given(st.text(max_size=40) | st.from_regex(r"[0-9A-Za-z/., :+-]{0,30}", fullmatch=True) | st.integers() | st.floats())
def test_what_comes_out_is_a_date_or_nothing(written: object) -> None:
    date = parse(written, now=NOW)
    assert date is None or is_date(date)
