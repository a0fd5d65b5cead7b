"""Captions by a credit to somebody and the article's own publisher."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.text import clean

STORY = (
    "The council voted on Tuesday to close the old harbour bridge, and engineers said that it would take two years.",
    "Shop owners on the northern bank said that they had been told nothing, and the mayor promised to meet them.",
    "A ferry is to run every half an hour until then, and nobody has told the crews who is to pay for it.",
)
HEADLINE = "Harbour bridge to close in March"
PUBLISHER = "Harbour Matters (Web News)"


def cleaned(*lines: str, publisher: str | None = PUBLISHER) -> Article:
    return clean(Article(headline=HEADLINE, publisher=publisher, body=(*STORY, *lines, *STORY[::-1])))[0]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("The bridge has been the crews' way to work for as long as they remember.", "Ann Lee for Harbour Matters"),
        ("Crews told the council that they were never asked.", "Ann Lee for Harbour Matters"),
        ("Ann Lee, one of the crew. Lee has not slept since.", "José G. Ray for The Lima Post/Harbour Matters"),
        ("A plan at the harbour office shows the new road.", "Bo Ray, special to Harbour Matters"),
        ("A plan at the harbour office shows the new road.", "Bo Ray, special to The Lima Tribune"),
    ],
)
def test_a_line_that_ends_with_a_maker_for_the_publisher_is_a_caption(text: str, credit: str) -> None:
    line = f"{text} ({credit})"
    article = cleaned(line)
    assert line not in article.body
    assert [(c.text, c.credit) for c in article.captions] == [(text, credit)]


@pytest.mark.parametrize(
    "line",
    [
        "The council has never asked the crews of the ferries what they think. (Ann Lee for mayor is their answer.)",
        "The council has never asked the crews of the ferries what they think. (Ann Lee for Mayor)",
        "The council has never asked the crews of the ferries what they think. (Nobody for Harbour Matters)",
        "The council has never asked the crews of the ferries what they think. (An editor for Harbour Matters)",
        "The council has never asked the crews of the ferries what they think. (The Editor for Harbour Matters)",
        "The council has never asked the crews of the ferries what they think. (Port News for Harbour Matters)",
        "“The council has never asked us,” the crews of the ferries wrote in May. (Ann Lee for Harbour Matters)",
        "The crews said that nobody had ever asked them what they think. (Ann Lee for Harbour Matters)",
        "The crews wait. The council waits. The mayor waits. The ferry doesn't. (Ann Lee for Harbour Matters)",
        "The mayor's house on the northern bank has always been special to (Ann Lee and) Harbour Matters",
        "The northern bank has a place in every heart (it is special to Harbour people).",
        "The crews have a paper of their own on the bank (Port News, special to Harbour people)",
        "The bridge is as old as the harbour, and as dear to us all (Editor's note: Ann Lee works for Harbour Matters)",
    ],
)
def test_another_bracket_ends_no_caption(line: str) -> None:
    assert line in cleaned(line).body


def test_a_maker_for_another_publisher_is_not_known_to_be_one() -> None:
    line = "The crews of the ferries have never been asked what they think. (Ann Lee for Harbour Matters)"
    assert line in cleaned(line, publisher=None).body
    assert line in cleaned(line, publisher="Port Today").body
