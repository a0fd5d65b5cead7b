"""The stretch of time that a date covers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.dates import bounds, is_date


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2017", 20170101000000, 20171231235959),
        ("2017-03", 20170301000000, 20170331235959),
        ("2016-02", 20160201000000, 20160229235959),
        ("2017-03-22", 20170322000000, 20170322235959),
        ("2017-03-22T14:05", 20170322140500, 20170322140559),
        ("2017-03-22T14:05:09", 20170322140509, 20170322140509),
        ("2017-03-22T14:05:09.123Z", 20170322140509, 20170322140509),
        # As the publisher wrote it: the zone changes nothing.
        ("2017-03-22T23:30:00-05:00", 20170322233000, 20170322233000),
        ("0001", 10101000000, 11231235959),
    ],
)
def test_bounds(date: str, first: int, last: int) -> None:
    assert bounds(date) == (first, last)


@pytest.mark.parametrize("text", ["", "banana", "17", "2017-13", "2017-02-30", "2017-3", "0000", "2017-03-22T25:00"])
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)
    with pytest.raises(ValueError, match="not a date"):
        bounds(text)


@given(st.datetimes())
def test_a_finer_date_lies_in_a_coarser_one(moment: object) -> None:
    text = str(moment).replace(" ", "T")[:19]
    for longer, shorter in (("T", 19), ("day", 10), ("month", 7)):
        fine, coarse = bounds(text[:shorter]), bounds(text[: {19: 10, 10: 7, 7: 4}[shorter]])
        assert coarse[0] <= fine[0] <= fine[1] <= coarse[1], longer
