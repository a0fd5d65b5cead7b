"""What only an article's record tells of a line: its headline behind a caption, and its own house's credit."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.text import clean

STORY = (
    "The council voted on Tuesday to close the old harbour bridge, and engineers said that it would take two years.",
    "Shop owners on the northern bank said that they had been told nothing, and the mayor promised to meet them.",
)
HEADLINE = "Harbour bridge to close in March"


def cleaned(first: str, headline: str | None = HEADLINE, publisher: str | None = None) -> Article:
    return clean(Article(headline=headline, publisher=publisher, body=(first, *STORY)))[0]


@pytest.mark.parametrize(
    ("first", "text", "credit"),
    [
        (f"The mayor walked out before the vote was taken. {HEADLINE}",
         "The mayor walked out before the vote was taken.", None),
        (f"The mayor walked out before the vote was taken. | Ann Lee/COURIER {HEADLINE}",
         "The mayor walked out before the vote was taken.", "Ann Lee/COURIER"),
        *((f"The mayor walked out before the vote was taken. | {printed} {HEADLINE}",
           "The mayor walked out before the vote was taken.", credit) for printed, credit in (
            ("AP Photo", "AP Photo"),
            ("Ann Lee/AFP/Getty Images", "Ann Lee/AFP/Getty Images"),
            ("Ann Lee/The Harbour Times via AP Photo", "Ann Lee/The Harbour Times via AP Photo"),
            ("Ann Lee/AP Photo Local Politics", "Ann Lee/AP Photo"),
            ("Bo Ray/Getty Images 2020 elections", "Bo Ray/Getty Images"))),
        ("Ann Lee at the harbour festival in 2018 (Bo Ray)", "Ann Lee at the harbour festival in 2018", "Bo Ray"),
        ("The old harbour bridge c. 1873 (Library of Lima/Wikimedia Commons)", "The old harbour bridge c. 1873",
         "Library of Lima/Wikimedia Commons"),
    ],
)  # fmt: skip
def test_a_caption_above_the_headline_is_one(first: str, text: str, credit: str | None) -> None:
    article = cleaned(first)
    assert article.body == STORY
    assert [(c.text, c.credit) for c in article.captions] == [(text, credit)]


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        ("The council has voted, and it isn't over. Who is to pay for all this?", "Who is to pay for all this?"),
        (f"Opinion: {HEADLINE}", HEADLINE),
        (f"Collapse 2. {HEADLINE}", HEADLINE),
        (f"Transcript for {HEADLINE}", HEADLINE),
        (f"Shop owners and crews say that they were never asked, {HEADLINE}", HEADLINE),
        ("The council has voted, and nobody was asked at all. No ferry", "No ferry"),
        (HEADLINE, HEADLINE),
        ("Harbour bridge to close in March (Second Part)", HEADLINE),
        ("The mayor promised to pay for half of the works (The Courier has learned).", HEADLINE),
        ("Deferred Action for Crews of Ferries (DACF)", HEADLINE),
        ("Week of Feb 16 against Feb 9 (DAILY AVG MILLIONS)", HEADLINE),
        ("The mayor walked out. The vote was taken. Harbour bridge to close in March.", HEADLINE),
        ("Netflix’s harbour film is a hit (Bo Ray)", None),
    ],
)
def test_a_first_line_of_the_story_stays(first: str, headline: str | None) -> None:
    assert first in cleaned(first, headline).body


def test_a_caption_that_a_paragraph_repeats_takes_no_paragraph_along() -> None:
    assert cleaned(f"{STORY[1]} {HEADLINE}").body == STORY


@pytest.mark.parametrize(
    ("line", "publisher", "goes"),
    [
        ("Sarah Wasko / Harbour Matters", "Harbour Matters", True),
        ("Ann Lee for Harbour Matters", "Harbour Matters", True),
        ("By Kevin Lee, Harbour Matters", "Harbour Matters", False),
        ("Kevin Lee, HARBOUR TODAY", "HARBOUR TODAY", False),
        ("Nobody speaks for Harbour Matters", "Harbour Matters", False),
        ("Harbour Matters", "Harbour Matters", False),
        ("Ann Lee / Port Matters of Lima", "Harbour Matters", False),
    ],
)
def test_a_credit_names_the_publisher(line: str, publisher: str, goes: bool) -> None:
    article = clean(Article(publisher=publisher, body=(STORY[0], line, STORY[1])))[0]
    assert (line not in article.body) is goes
