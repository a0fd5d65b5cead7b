"""How often two words meet is what going through all their rows says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.positions.times import times
from search.meeting import Meeting
from search.query.operands import Text, alternatives
from search.query.parser import parse
from search.standing import Place

WHERE = st.lists(st.integers(0, 40), unique=True, max_size=14).map(sorted)


class Line:
    """Words at given positions of the body; seven to a sentence, fourteen to a paragraph."""

    def __init__(self, words: dict[str, Sequence[int]]) -> None:
        self._words = words

    def places(self, leaf: Text, field: str) -> Sequence[Place]:
        return [Place(at, at) for at in self._words[leaf.text]] if field == "body" else []

    def value(self, field: str, position: int) -> int:
        return position // 14

    def sentence(self, field: str, position: int) -> int:
        return position // 7 * 7

    def nth(self, field: str, position: int) -> int:
        return position


@pytest.mark.parametrize("operator", ["NEAR/1", "NEAR/4", "NEAR/50", "PRE/3", "PRE/50", "SENTENCE", "PARAGRAPH"])
@given(WHERE, WHERE, st.integers(1, 12))
def test_times(operator: str, left: list[int], right: list[int], count: int) -> None:
    def reach(end: int) -> int:
        if operator == "SENTENCE":
            return end // 7 * 7
        if operator == "PARAGRAPH":
            return end // 14 * 14
        return end - int(operator.partition("/")[2])

    found = times(left, right, reach, count, ordered=operator.startswith("PRE"))
    wanted = alternatives(parse(f"ATLEAST/{count} (a {operator} b)").node)
    assert found <= count
    assert (found == count) == Meeting(Line({"a": left, "b": right})).is_met(wanted)
