"""The layout of a page: where the story stands, what never goes, and when nothing is weighed at all."""

from __future__ import annotations

from indexer.text import blocks, lines, repeats
from indexer.text.lines import Verdict
from indexer.text.shapes import shape
from indexer.text.weighing import weigh
from indexer.text.weighing.weights import TREES

PARAGRAPHS = [
    "The council voted on Tuesday to close the old harbour bridge, and engineers said that it would take two years.",
    "Shop owners on the northern bank said that they had been told nothing, and the mayor promised to meet them.",
    "The works are to begin on 1 March and will cost 12 million, a third of which the state pays. The rest is a loan.",
]
MENU = ["Home", "News", "Politics", "Sport", "Subscribe", "Contact us", "Privacy policy", "Terms of use", "Log in"]
TITLES = [
    "Ferry line to return after thirty years",
    "City museum finds a lost painting in its cellar",
    "Why the winter market moves to the station",
    "Swimmers set a record in the icy bay",
]


def judged(body: list[str]) -> list[Verdict | None]:
    """The verdicts on a body's lines, those of the layout included."""
    found = repeats.doubled_captions(body, [lines.judge(line) for line in body])
    return weigh.judge(body, repeats.spread(body, blocks.judge(body, found, list(map(blocks.marks, body)))))


def test_a_row_has_a_value_for_every_name() -> None:
    body = [*MENU, *PARAGRAPHS, *TITLES]
    assert {len(row) for row in weigh.features(body, [None] * len(body))} == {len(weigh.NAMES)}


def test_trees_ask_for_values_that_there_are() -> None:
    assert TREES
    for asked, limits, answers in TREES:
        assert (len(asked), len(limits), len(answers)) == (7, 7, 8)
        assert all(0 <= value < len(weigh.NAMES) for value in asked)


def test_the_stretch_is_where_the_prose_stands() -> None:
    body = [*MENU, *PARAGRAPHS, *TITLES]
    assert weigh.stretch([shape(line) for line in body], [None] * len(body)) == (len(MENU), len(MENU) + 2)


def test_no_body_has_no_stretch() -> None:
    assert weigh.stretch([], []) == (0, -1)
    assert weigh.judge([], []) == []


def test_titles_below_a_pages_story_go_and_its_paragraphs_stay() -> None:
    body = [*MENU[:4], *PARAGRAPHS, *TITLES, *MENU[4:]]
    kept = [line for line, verdict in zip(body, judged(body), strict=True) if verdict is None]
    assert kept == PARAGRAPHS


def test_the_same_titles_stay_in_an_article() -> None:
    body = [*PARAGRAPHS, *TITLES]
    assert judged(body) == [None] * len(body)


def test_rows_of_a_table_stay_in_a_page() -> None:
    rows = ["Lima 2 1 0", "Quito 1 1 1", "Cuzco 1 0 2", "Puno 0 2 2", "Tacna 0 0 3"]
    body = [*MENU[:4], *PARAGRAPHS, *rows, *MENU[4:]]
    kept = [line for line, verdict in zip(body, judged(body), strict=True) if verdict is None]
    assert set(rows) <= set(kept)


def test_who_speaks_stays_in_a_page() -> None:
    spoken = ["Ann Lee", "What happened to the bridge?", "Bo Ray", "It was closed."] * 4
    body = [*MENU[:4], *PARAGRAPHS, *spoken, *MENU[4:]]
    kept = [line for line, verdict in zip(body, judged(body), strict=True) if verdict is None]
    assert kept.count("Ann Lee") == 4
