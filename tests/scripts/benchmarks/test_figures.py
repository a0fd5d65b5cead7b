"""Percentiles, tables and verdicts."""

from __future__ import annotations

import math
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.benchmarks import picture
from scripts.benchmarks.figures import Target, percentile, table, verdicts
from scripts.benchmarks.picture import Line


def test_percentiles_are_values_that_were_measured() -> None:
    hundred = list(range(1, 101))
    assert [percentile(hundred, p) for p in (0, 1, 50, 95, 99, 100)] == [1, 1, 50, 95, 99, 100]
    assert percentile(range(200), 99) == 197  # 198 of 200 are at most this
    assert percentile([7.0], 99) == 7.0
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.integers(1, 100))
def test_a_percentile_is_reached_by_so_many(values: list[float], percent: int) -> None:
    found = percentile(values, percent)
    assert sum(value <= found for value in values) >= math.ceil(len(values) * percent / 100)
    assert sum(value < found for value in values) < len(values) * percent / 100


def test_columns_line_up_under_their_groups(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["rare", "1.0", "2"], ["frequent", "10.0", "3"]]
    table("times", ["class", "p50", "p99"], rows, groups=[("", 1), ("an engine with a long name", 2)], notes=["a note"])
    _, title, *lines, note = capsys.readouterr().out.splitlines()
    assert title == "times"
    assert note == "  a note"
    assert len({len(line) for line in lines}) == 1
    assert lines[0].endswith("an engine with a long name")


def test_missed_targets_stand_last_with_what_they_miss(capsys: pytest.CaptureFixture[str]) -> None:
    verdicts([Target("slow", 3.0, 2.0), Target("quick", 0.5, 1.0)])
    out = capsys.readouterr().out.splitlines()
    assert out[1] == "targets: 1 of 2 met"
    assert out[-2].split()[0] == "quick"
    assert out[-1].endswith("missed by 50 %")


def test_the_picture_is_svg_and_shows_every_share() -> None:
    rows = [Line("a <b> & c", {"p50": 0.5, "p99": 1000.0}, 0.5), Line("d", {"": 0.0001})]
    root = ElementTree.fromstring(picture.draw(rows, title="t & u", about="about"))
    svg = "{http://www.w3.org/2000/svg}"
    drawn = [c for c in root.iter(f"{svg}circle") if list(c)]
    assert len(drawn) == 3
    width = float(root.attrib["width"])
    assert all(0 < float(circle.attrib["cx"]) < width for circle in drawn)
