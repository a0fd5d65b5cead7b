"""A caption, a bar and a credit, glued to the section, the headline or the deck below the picture."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.text import clean
from indexer.text.pictures import barred

STORY = (
    "The council voted on Tuesday to close the old harbour bridge, and engineers said that it would take two years.",
    "Shop owners on the northern bank said that they had been told nothing, and the mayor promised to meet them.",
)
HEADLINE = "Harbour bridge to close in March"
CAPTION = "The mayor walked out before the vote was taken."


def cleaned(*first: str, publisher: str | None = "Courier (Web News)") -> Article:
    return clean(Article(headline=HEADLINE, publisher=publisher, body=(*first, *STORY)))[0]


@pytest.mark.parametrize(
    "credit",
    [
        "Ann Lee/AP Photo",
        "ANN LEE/COURIER",
        "A.B. Lee/Courier",
        "J. Ann Lee/AP",
        "Ann Lee/AFP/Getty Images",
        "Bo Ray Jr. for COURIER",
        "AP Photo/Ann Lee, File",
        "AP Photo",
        "AP Photos",
        "REUTERS",
        "Getty",
        "COURIER Screengrab",
    ],
)
@pytest.mark.parametrize(
    "rest",
    [
        "Old bridge goes",
        "Local Politics Harbour bridge will close The council voted after midnight.",
        "health care Bridge closed for nurses",
        "2020 elections ‘We were told nothing’: voters on the bridge",
    ],
)
def test_a_caption_is_parted_from_what_stands_below_the_picture(credit: str, rest: str) -> None:
    article = cleaned(f"{CAPTION} | {credit} {rest}")
    assert article.body == (rest, *STORY)
    assert [(c.text, c.credit) for c in article.captions] == [(CAPTION, credit)]


def test_a_headline_that_its_field_has_goes() -> None:
    article = cleaned(f"{CAPTION} | A.B. Lee/COURIER {HEADLINE}")
    assert article.body == STORY
    assert [(c.text, c.credit) for c in article.captions] == [(CAPTION, "A.B. Lee/COURIER")]


@pytest.mark.parametrize(
    "first",
    [
        # nothing says where the credit ends
        f"{CAPTION} | AP Photo/Ann Lee Harbour bridge goes",
        f"{CAPTION} | Ann Lee Harbour bridge goes",
        f"{CAPTION} | Ann Lee/Harbour Press Council votes on bridge",
        f"{CAPTION} | Ann Lee/AFP/Bo Ray Council votes on bridge",
        # menus, tables and titles
        "News | Sport | Reuters Business and markets | Weather",
        "The harbour in March | Reuters Business and markets",
        "Tides at the harbour bridge in March | AP Calendar of events",
        f"{CAPTION} | Reuters News agency has the full list of votes",
        f"{CAPTION} | Getty Center shows the plans of the bridge",
        f"{CAPTION} | AP and the Courier have asked for the plans",
        f"{CAPTION} | AP by then had the plans of the bridge",
        "On the bridge: the mayor's plan. | Council has been asked | Getty Bridge for sale, says the owner",
    ],
)
def test_a_bar_in_another_line_parts_nothing(first: str) -> None:
    assert barred.parted(first, "Courier") is None


def test_only_the_first_line_is_parted() -> None:
    line = f"{CAPTION} | Ann Lee/AP Photo Local Politics Old bridge goes"
    assert line in clean(Article(headline=HEADLINE, body=(*STORY, line)))[0].body


def test_a_paragraph_that_repeats_the_caption_stays() -> None:
    told = "The mayor walked out before the vote was taken, and nobody knew whether she would be back by midnight."
    article = cleaned(f"{told} | Ann Lee/AP Photo Old bridge goes", told)
    assert told in article.body


def test_a_clean_article_stays_as_it_is() -> None:
    once = cleaned(f"{CAPTION} | Ann Lee/AP Photo Local Politics Old bridge goes")
    assert clean(once)[0] == once
