"""Rows of places in one article, given by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from search.meeting import Meeting
from search.query.operands import Text, alternatives
from search.query.parser import parse
from search.standing import Place


class Line:
    """Words at 0, 1, 2, ... of the body; ten to a paragraph, five to a sentence."""

    def __init__(self, text: str) -> None:
        self._words = text.split()

    def places(self, leaf: Text, field: str) -> Sequence[Place]:
        wanted = leaf.text.split()
        starts = [n for n in range(len(self._words)) if self._words[n : n + len(wanted)] == wanted]
        return [Place(n, n + len(wanted) - 1) for n in starts] if field == "body" else []

    def value(self, field: str, position: int) -> int:
        return position // 10

    def sentence(self, field: str, position: int) -> int:
        return position // 5 * 5

    def nth(self, field: str, position: int) -> int:
        return position


def rows(query: str, text: str) -> list[list[tuple[int, int]]]:
    """The rows of the first unit."""
    unit = alternatives(parse(query).node)[0][0]
    return [[(place.start, place.end) for place in row] for row in Meeting(Line(text)).rows(unit, "body")]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("a NEAR/2 b", "a b x x b", [[(0, 0), (1, 1)]]),
        ("a NEAR/4 b", "a b x x b", [[(0, 0), (1, 1)], [(0, 0), (4, 4)]]),
        ("a NEAR/1 a", "a a a", [[(0, 0), (1, 1)], [(1, 1), (2, 2)]]),
        ("b PRE/2 a", "a b a x a", [[(1, 1), (2, 2)]]),
        ('"a b" NEAR/1 a', "a b a b", [[(0, 1), (2, 2)]]),
        ("a PRE/2 b PRE/1 c", "a c b c", [[(0, 0), (2, 2), (3, 3)]]),
        ("(a NEAR/9 b) NEAR/2 c", "a x x c x x b", []),  # in between, and near neither
        ("(a NEAR/9 b) NEAR/2 c", "a x c x x x b", [[(0, 0), (2, 2), (6, 6)]]),
        ("(a NEAR/3 b) NEAR/3 b", "a b x", []),  # two are needed
        ("(a NEAR/3 b) NEAR/3 b", "a b b", [[(0, 0), (1, 1), (2, 2)]]),
        ("a NEAR/2 (b c)", "b x a c", [[(0, 0), (2, 2), (3, 3)]]),
        ("a NEAR/1 (b c)", "b x a c", []),
        ("a NOT NEAR/2 b", "a x b x x a", [[(5, 5)]]),
        ("a NOT NEAR/2 (b c)", "a x b x x a c b a b", [[(0, 0)]]),
        ("a NOT PRE/1 b", "a b a x b a", [[(2, 2)], [(5, 5)]]),
        ("a NOT NEAR/1 a", "a a x a", [[(3, 3)]]),
        ('a NOT NEAR/1 "a b"', "a b x a", [[(3, 3)]]),
        ("a SENTENCE b", "a x x x x b a x", [[(5, 5), (6, 6)]]),
        ("a PARAGRAPH b", "a x x x x b x x x x b", [[(0, 0), (5, 5)]]),
        ('"a b" SENTENCE c', "x x c x a b c", []),  # no sentence holds all of the phrase
        ("FIRST/2 a", "a a a", [[(0, 0)], [(1, 1)]]),
        ("FIRST/2 (a NEAR/5 b)", "a b b", [[(0, 0), (1, 1)]]),
        ("ATLEAST/3 a", "a a", []),
        ("ATLEAST/2 a", "a a", [[(0, 0)], [(1, 1)]]),
        ("ATLEAST/2 (a NEAR/2 b)", "a b b", []),  # the one a is used once
        ("ATLEAST/2 (a NEAR/1 b)", "a b a b", [[(0, 0), (1, 1)], [(1, 1), (2, 2)], [(2, 2), (3, 3)]]),
        ("ATLEAST/2 a NEAR/1 b", "a b x a", [[(0, 0), (1, 1)]]),
    ],
)
def test_rows(query: str, text: str, expected: list[list[tuple[int, int]]]) -> None:
    assert rows(query, text) == expected
    meeting = Meeting(Line(text))
    assert meeting.is_met(alternatives(parse(query).node)) == bool(expected)


def test_counting_can_be_left_to_who_sees_the_whole_article() -> None:
    wanted = alternatives(parse("ATLEAST/5 a").node)
    assert not Meeting(Line("a")).is_met(wanted)
    assert Meeting(Line("a"), counting=False).is_met(wanted)


def test_a_chain_of_more_words_than_there_are_is_not_looked_for() -> None:
    chain = alternatives(parse(" NEAR/50 ".join(["a"] * 12)).node)
    assert not Meeting(Line("a " * 11)).is_met(chain)  # without counting them, this takes too many steps
    assert Meeting(Line("a " * 12)).is_met(chain)
