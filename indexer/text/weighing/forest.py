"""The forest of `weights`, asked about many lines at once, or about lines of which not everything is known yet.

A tree asks seven questions, of which one answer uses three. Here all seven are put, for every line and every tree in
one go of arrays; the seven answers are a number, and a table says which of the tree's eight log odds that is. Where
values are unknown, another table has the most that the tree could still say: so a line's log odds have a bound before
anything costly is counted in it, and nearly no line of news needs more than that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from indexer.text.weighing.weights import TREES

QUESTIONS = 7
SLACK = 1e-6
"""What rounding may add to a bound: its sum is another one than that of the log odds."""

Row = tuple[float, ...]


def log_odds(row: Row) -> float:
    """How much likelier than not a line is furniture. Each tree asks three questions and gives one of eight answers."""
    total = 0.0
    for asked, limits, answers in TREES:
        i = 0
        i = 2 * i + 1 + (row[asked[i]] > limits[i])
        i = 2 * i + 1 + (row[asked[i]] > limits[i])
        i = 2 * i + 1 + (row[asked[i]] > limits[i])
        total += answers[i - 7]
    return total


def all_log_odds(rows: Sequence[Row]) -> list[float]:
    """`log_odds` of each row, to the last bit: each sum is taken in the order of the trees."""
    import numpy as np

    if len(rows) < 4:
        return [log_odds(row) for row in rows]
    # numpy adds along the first axis one after the other, where it would add in pairs along the last.
    found: list[float] = np.add.reduce(np.ascontiguousarray(_said(rows, frozenset()).T), axis=0).tolist()
    return found


def bounds(rows: Sequence[Row], unknown: frozenset[int]) -> list[float]:
    """The most that `log_odds` could be of each row, whatever the values at the `unknown` places; what stands there
    doesn't matter."""
    found: list[float] = (_said(rows, unknown).sum(axis=1) + SLACK).tolist()
    return found


def _said(rows: Sequence[Row], unknown: frozenset[int]) -> Any:
    # By row and tree, the most that the tree says.
    import numpy as np

    asked, limits, trees = _questions()
    answered = np.packbits(np.array(rows)[:, asked] > limits, axis=2)[:, :, 0]
    return _most(unknown)[trees, answered]


@cache
def _questions() -> tuple[Any, Any, Any]:
    # By tree and question, which value and which limit; and the trees' numbers.
    import numpy as np

    return (
        np.array([asked for asked, _, _ in TREES]),
        np.array([limits for _, limits, _ in TREES]),
        np.arange(len(TREES)),
    )


@cache
def _most(unknown: Collection[int]) -> Any:
    # By tree and its seven answers as bits, the first one highest (`packbits` leaves the eighth empty).
    import numpy as np

    table = np.empty((len(TREES), 1 << 8))
    for tree, (asked, limits, answers) in enumerate(TREES):
        open_ones = [value in unknown and limit < _NOTHING for value, limit in zip(asked, limits, strict=True)]
        for bits in range(1 << QUESTIONS):
            reached = [0]
            for _ in range(3):
                reached = [
                    2 * i + 1 + way
                    for i in reached
                    for way in ((0, 1) if open_ones[i] else (bits >> (QUESTIONS - 1 - i) & 1,))
                ]
            table[tree, 2 * bits] = max(answers[i - QUESTIONS] for i in reached)
    return table


_NOTHING = 9e9
"""The limit of a question that asks nothing."""
