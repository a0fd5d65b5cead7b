"""The best of many documents are the best, however little the next ones are behind."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.found import Found, Recipe, Recounted, Summed, saturated

SIZE = 3_000


def recounted(rng: np.random.Generator, *, factor: float, spread: float) -> Recounted:
    """Scores of nearly the same, further apart or closer together than they are rounded to."""
    tf = rng.integers(0, 3, SIZE).astype(np.uint8)
    others = np.sort(rng.choice(SIZE, 50, replace=False))
    tf[others] = 1
    rates = 1 + spread * rng.random(SIZE)
    more = rng.integers(1, 3, 50) * (1 + 1 / rng.integers(1, 3, 50))
    return Recounted(SIZE, tf > 0, Recipe(tf, rates, others), factor, more)


def brute(parts: list[Recounted]) -> tuple[np.ndarray, np.ndarray]:
    hit, values = parts[0].copied()
    for part in parts[1:]:
        part.add_to(hit, values)
    return hit, values


@given(
    st.integers(0, 2**32),
    st.integers(1, 4),
    st.sampled_from((1, 10, 45, 60, 900)),
    st.sampled_from((0.0, 1e-5, 1e-3, 0.1, 10.0)),
    st.sampled_from((1e-5, 2.0, 17.3)),
    st.sampled_from((1.0, 1.3, 0.01, 1e6)),
)
def test_the_best_are_the_best(seed: int, number: int, count: int, spread: float, factor: float, apart: float) -> None:
    rng = np.random.default_rng(seed)
    parts = [recounted(rng, factor=factor * apart**place, spread=spread) for place in range(number)]
    found: Found = parts[0]
    if number > 1:
        found = Summed(SIZE, parts, [near for part in parts if (near := part.near) is not None])
    hit, values = brute(parts)
    least = np.sort(values[hit])[-count]
    docs, scores = found.best(count)
    reached = docs[scores >= least]
    assert reached.tolist() == np.flatnonzero(hit & (values >= least)).tolist()
    assert (scores == values[docs]).all()
    assert found.count == hit.sum()
    some = np.sort(rng.choice(np.flatnonzero(hit), 20, replace=False))
    assert (found.scores(some) == values[some]).all()


@pytest.mark.parametrize("factor", [0.0, 1e200])
def test_scores_that_cannot_be_rounded_up_are_not(factor: float) -> None:
    found = recounted(np.random.default_rng(1), factor=factor, spread=0.1)
    assert found.near is None
    hit, values = found.copied()
    least = np.sort(values[hit])[-10]
    docs, scores = found.best(10)
    assert docs[scores >= least].tolist() == np.flatnonzero(hit & (values >= least)).tolist()


@given(
    st.integers(0, 2**32),
    st.sampled_from((1, 10, 45, 900)),
    st.sampled_from((0.0, 1e-15, 1e-9, 0.1, 10.0)),
    st.sampled_from((0.02, 3.0, 5e4)),
    st.sampled_from((2.5, 0.0)),
)
def test_the_best_by_their_frequencies_are_the_best_by_their_scores(
    seed: int, count: int, spread: float, scale: float, factor: float
) -> None:
    """Of frequencies so near to each other that many scores are equal, or come out the other way round."""
    rng = np.random.default_rng(seed)
    hit = rng.random(SIZE) < 0.7
    frequencies = np.where(hit, scale * (1 + spread * rng.random(SIZE)), 0.0)
    values = np.where(hit, saturated(frequencies, factor), 0.0)
    least = np.sort(values[hit])[-count]
    expected = np.flatnonzero(hit & (values >= least))
    some = np.sort(rng.choice(np.flatnonzero(hit), 20, replace=False))
    docs = np.flatnonzero(hit)
    for found in (
        Found(SIZE, hit=hit, values=frequencies.copy()),
        Found(SIZE, docs=docs, scores=frequencies[docs]),
    ):
        found.saturate(factor)
        for _ in range(3):  # with the scores made as they are asked for, and after that
            best, scores = found.best(count)
            assert best[scores >= least].tolist() == expected.tolist()
            assert (scores == values[best]).all()
            assert (found.scores(some) == values[some]).all()
        assert (found.copied()[1] == values).all()
