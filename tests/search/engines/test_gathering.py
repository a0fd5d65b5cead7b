"""Sums of frequencies are the same whether they are sorted or gone through document by document."""

from __future__ import annotations

import numpy as np
import pytest

from search.engines.bm25f import STEPS
from search.engines.gathering import Gathered, summed, summed_each

FEW, MANY = 500, 5_000_000


def _gathered(seed: int, postings: int) -> Gathered:
    chooser = np.random.default_rng(seed)
    docs = chooser.integers(0, FEW, postings).astype(np.intp)
    frequencies = chooser.integers(1, 1 << 40, postings) / STEPS
    frequencies[chooser.random(postings) < 0.2] = 0
    return Gathered(docs, frequencies)


def _plainly(gathered: Gathered) -> dict[int, float]:
    sums: dict[int, float] = {}
    for doc, frequency in zip(gathered.docs.tolist(), gathered.frequencies.tolist(), strict=True):
        sums[doc] = sums.get(doc, 0.0) + frequency
    return {doc: sums[doc] for doc in sorted(sums) if sums[doc]}


@pytest.mark.parametrize("size", [FEW, MANY])
def test_of_one_word(size: int) -> None:
    gathered = _gathered(1, 900)
    docs, sums = summed(gathered, size)
    assert dict(zip(docs.tolist(), sums.tolist(), strict=True)) == _plainly(gathered)
    assert docs.tolist() == sorted(docs.tolist())


@pytest.mark.parametrize("size", [FEW, 64 * 100, MANY])
def test_of_several_words_of_which_some_stand_often(size: int) -> None:
    words = [_gathered(seed, postings) for seed, postings in enumerate((900, 5, 70, 300, 99, 100))]
    every = summed_each([Gathered(one.docs.copy(), one.frequencies.copy()) for one in words], size)
    for (docs, sums), word in zip(every, words, strict=True):
        assert dict(zip(docs.tolist(), sums.tolist(), strict=True)) == _plainly(word)


def test_a_document_beyond_the_last_one_is_no_document() -> None:
    with pytest.raises(IndexError):
        summed(_gathered(1, 900), FEW // 2)
