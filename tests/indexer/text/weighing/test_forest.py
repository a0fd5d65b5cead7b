"""The forest asked in arrays says what it says asked one line at a time, and a bound bounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.text.weighing import forest, weights

VALUES = max(value for asked, _, _ in weights.TREES for value in asked) + 1
LIMITS = sorted({limit for _, limits, _ in weights.TREES for limit in limits})
values = st.one_of(st.sampled_from(LIMITS), st.floats(-1, 500), st.integers(-1, 200).map(float))
rows = st.lists(values, min_size=VALUES, max_size=VALUES).map(tuple)


@given(st.lists(rows, max_size=9))
def test_the_same_log_odds_to_the_last_bit(some: list[forest.Row]) -> None:
    assert forest.all_log_odds(some) == [forest.log_odds(row) for row in some]


@given(rows, st.lists(st.tuples(st.integers(0, VALUES - 1), values)))
def test_no_unknown_value_goes_beyond_the_bound(row: forest.Row, unknown: list[tuple[int, float]]) -> None:
    said = dict(unknown)
    (bound,) = forest.bounds([tuple(0.0 if i in said else value for i, value in enumerate(row))], frozenset(said))
    assert forest.log_odds(tuple(said.get(i, value) for i, value in enumerate(row))) <= bound


@given(rows)
def test_where_all_is_known_the_bound_is_what_is_said(row: forest.Row) -> None:
    (bound,) = forest.bounds([row], frozenset())
    assert 0 <= bound - forest.log_odds(row) < 2 * forest.SLACK
