"""Tables whose cells stand in a line each."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.text import clean
from indexer.text.shapes import shape
from indexer.text.tables import cells

PROSE = "The council voted on Tuesday to close the old harbour bridge, and engineers said that it would take two years."
FERRIES = ("Northern Star", "Old Harbour", "Lima Queen", "Ann Lee", "Bo Ray", "Southern Cross", "Black Swan", "Evening")
TABLE = [cell for n, name in enumerate(FERRIES, 1) for cell in (f"{n}.", f"{name} ({40 - n} trips)")]
BELOW = ["Facebook", "Twitter", "WhatsApp", "Share", "Most read", "Comments", "Newsletter", "Imprint", "Privacy policy"]


def told(lines: list[str]) -> list[str]:
    found = cells(lines, [shape(line) for line in lines], [None] * len(lines))
    return [line for line, cell in zip(lines, found, strict=True) if cell]


def test_a_table_below_prose_is_one_and_its_heading_is_none() -> None:
    assert told([PROSE, "Trips in May", "Rank", *TABLE, *BELOW]) == TABLE


def test_a_page_keeps_its_table() -> None:
    cleaned, _ = clean(Article(body=(PROSE, PROSE.replace("bridge", "quay"), "Trips in May", *TABLE, *BELOW)))
    assert [line for line in cleaned.body if line in TABLE] == TABLE
    assert not set(BELOW) & set(cleaned.body)


@pytest.mark.parametrize(
    "lines",
    [
        [PROSE, *(cell for n in range(1, 16) for cell in (f"{n}", f"Why the {FERRIES[n % 8]} will not sail"))],
        [PROSE, *(cell for n in range(10, 24) for cell in (f"{n}:15", f"A vote in Lima, part {'x' * n}"))],
        [PROSE, *map(str, range(1, 30))],
        [*TABLE, PROSE],
        [PROSE, *TABLE[:8]],
        [PROSE, *BELOW, *TABLE],
    ],
    ids=["ranked links", "times and titles", "pages", "above the story", "too short", "below the furniture"],
)
def test_what_looks_like_a_table_is_none(lines: list[str]) -> None:
    assert told(lines) == []
