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
        (f"The mayor walks out before the vote on the bridge. {HEADLINE}",
         "The mayor walks out before the vote on the bridge.", None),
        (f"The mayor walked out before the vote was taken. | Ann Lee/COURIER {HEADLINE}",
         "The mayor walked out before the vote was taken.", "Ann Lee/COURIER"),
        *((f"The mayor walked out before the vote was taken. | {printed} {HEADLINE}",
           "The mayor walked out before the vote was taken.", credit) for printed, credit in (
            ("AP Photo", "AP Photo"),
            ("Ann Lee/AFP/Getty Images", "Ann Lee/AFP/Getty Images"),
            ("Ann Lee/The Harbour Times via AP Photo", "Ann Lee/The Harbour Times via AP Photo"),
            ("Ann Lee/AP Photo Local Politics", "Ann Lee/AP Photo"),
            ("Bo Ray/Getty Images 2020 elections", "Bo Ray/Getty Images"))),
        ("The old harbour bridge, 4 June 1973 (Library of Lima/Wikimedia Commons)",
         "The old harbour bridge, 4 June 1973",
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
        ("Ann Lee at the harbour festival in 2018 (Labour Party)", HEADLINE),
        ("Eight people are dead after a fire in a block of flats in the north (Greater Manchester)", HEADLINE),
        ("What the party's members will vote on in Hull on Saturday (Labour Party)", HEADLINE),
        ("The men's final will be shown live from three in the afternoon (BBC One)", HEADLINE),
        ("Warum die Stadt eine Brücke baut, die niemand will (Süddeutsche Zeitung)", HEADLINE),
        ("Le ministre a présenté sa démission au président de la République (Agence France)", HEADLINE),
        ("The minister said on Monday what she thinks of it. Harbour bridge to close in March", HEADLINE),
        ("“We have had enough,” said the mayor of the town at noon. Harbour bridge to close in March", HEADLINE),
        ("The crews have gone home and the ferries are full of water. Harbour bridge to close in March", HEADLINE),
        ("Netflix’s harbour film is a hit (Bo Ray)", None),
    ],
)
def test_a_first_line_of_the_story_stays(first: str, headline: str | None) -> None:
    assert first in cleaned(first, headline).body


def test_a_caption_that_a_paragraph_repeats_takes_no_paragraph_along() -> None:
    told = "Ann Lee waits at the harbour bridge while the ferry leaves for the northern bank on May 3, 2016."
    article = clean(Article(headline=HEADLINE, body=(f"{told} {HEADLINE}", *STORY, told)))[0]
    assert article.body == (*STORY, told)


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


@pytest.mark.parametrize(
    "line",
    [
        "The two leaders meet in Helsinki, Finland, on July 16, 2018.",
        "Leaders from 29 countries gather in Brussels on July 11, 2018.",
        "Rebels battle the army near Aleppo on July 1, 2018.",
    ],
)
def test_what_is_done_somewhere_on_a_day_is_told_amid_a_story(line: str) -> None:
    def cleaned_of(*body: str) -> tuple[str, ...]:
        return clean(Article(headline=HEADLINE, published="2018-07-18", body=body))[0].body

    assert cleaned_of(STORY[0], line, STORY[1]) == (STORY[0], line, STORY[1])
    assert cleaned_of(line, *STORY) == STORY
    assert cleaned_of(*STORY, line) == STORY
