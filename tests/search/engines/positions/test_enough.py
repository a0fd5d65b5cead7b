"""Documents that have too few words for a row, or for so many rows, are told by counting."""

from __future__ import annotations

import numpy as np
import pytest

from search.engines.positions.enough import having, most
from search.engines.positions.places import BITS, Keys
from search.query.operands import Unit, alternatives, needed, sought
from search.query.parser import parse

WHERE = {
    "a": [(0, 1), (0, 2), (0, 30), (1, 5), (2, 0), (2, 1), (2, 2)],
    "b": [(0, 3), (1, 6), (1, 7), (2, 9)],
    "c": [(0, 4), (2, 11)],
}
"""Documents and positions."""

TENS = np.array([(doc << BITS) + start for doc in range(3) for start in range(0, 40, 10)], np.int64)
"""A stretch of text each."""


def starts(word: Unit) -> Keys:
    texts = {leaf.leaf.text for leaf in sought(word)}
    return np.array(sorted((doc << BITS) + at for text in texts for doc, at in WHERE[text]), np.int64)


def unit(query: str) -> Unit:
    ((found,),) = alternatives(parse(query).node)
    return found


@pytest.mark.parametrize(
    ("query", "anywhere", "together"),
    [
        ("a NEAR/5 b", [0, 1, 2], [0, 1, 2]),
        ("a NEAR/5 a NEAR/5 b", [0, 2], [0, 2]),
        ("a NEAR/5 a NEAR/5 a", [0, 2], [2]),
        ("a NEAR/5 (a PRE/5 c)", [0, 2], [0]),
        ("b PARAGRAPH (a a)", [0, 1, 2], [0, 1, 2]),  # those of one side may be the same
        ("(a OR b) NEAR/5 (a OR b) NEAR/5 (a OR b) NEAR/5 (a OR b)", [0, 2], [2]),
        ("b NEAR/5 ((a c) OR (b c))", [0, 1, 2], [0, 1, 2]),
    ],
)
def test_having(query: str, anywhere: list[int], together: list[int]) -> None:
    needs = needed(unit(query))
    words = {word: starts(word) for word in needs}
    assert having(needs, words, None).tolist() == anywhere
    assert having(needs, words, TENS).tolist() == together


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        ("a", [3, 1, 3]),
        ("a NEAR/5 b", [1, 1, 1]),
        ("(a OR b) NEAR/5 (b c)", [1, 0, 1]),
        ("(a OR c) NEAR/5 ((a b) OR a)", [4, 1, 4]),
        ("FIRST/9 (a NOT NEAR/5 c)", [3, 1, 3]),
    ],
)
def test_most(query: str, counts: list[int]) -> None:
    assert most(unit(query), starts, 3).tolist() == counts
