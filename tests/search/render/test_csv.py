"""CSV: a row is a line, and no cell is a formula."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.render import csv as render
from tests.support.hits import HITS

FORMULA = "=+-@＝＋－＠\t\r\n\0"


@pytest.mark.parametrize("lead", FORMULA, ids=lambda lead: f"U+{ord(lead):04X}")
@pytest.mark.parametrize("field", ["headline", "publisher", "section", "url", "locator", "guid", "published", "id"])
def test_no_cell_begins_a_formula(lead: str, field: str) -> None:
    for text in (f'{lead}HYPERLINK("http://example.org")', f"  {lead}=1+1", f"{lead}cmd|' /C calc'!A0"):
        hit = HITS[0]._replace(**{field: text})  # type: ignore[arg-type]
        header, row = csv.reader(render.lines([hit]))
        assert row[header.index(field)].startswith("'")


def test_our_own_numbers_are_left_alone() -> None:
    header, row = csv.reader(render.lines([HITS[0]._replace(score=-1.5)]))
    assert row[header.index("score")] == "-1.5000"
    assert row[header.index("rank")] == "1"


@given(st.text(), st.text())
def test_a_hit_is_a_row_and_a_row_is_a_line(headline: str, publisher: str) -> None:
    lines = list(render.lines([HITS[0]._replace(headline=headline, publisher=publisher)]))
    assert len(lines) == 2
    assert len("\n".join(lines).splitlines()) == 2
    header, row = csv.reader(lines)
    assert len(header) == len(row) == len(render.COLUMNS)
