"""Captions by a credit to somebody and the article's own publisher, and by a credit that stands before them."""

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


@pytest.mark.parametrize(
    ("credit", "text"),
    [
        ("ANN LEE/HARBOUR MATTERS", "Crews wait for the ferry on the northern bank."),
        ("Ann Lee/Harbour Matters", "Bo Ray waits for the ferry that takes him to the northern bank."),
        ("Ann Lee/The Harbour Matters", "Old crews never had to wait for a ferry."),
        ("Zoë Lee/Special to Harbour Matters", "“We have never been asked,” the crews wrote to the council."),
        ("ANN LEE/BLOOMBERG/GETTY IMAGES", "Crews wait for the ferry on the northern bank."),
        ("AFP/Getty Images", "A picture taken on May 3, 2019 shows the bridge before it was closed."),
        ("Ann Lee/Lima Civil Bee", "The old bridge has been there since 1911. Crews still cross it."),
        ("Ann Lee/LPD", "“Bridges are what a port is made of.” – Bo Ray, who drew the plan"),
    ],
)
def test_a_caption_follows_its_credit(credit: str, text: str) -> None:
    line = f"{credit} {text}"
    article = cleaned(line)
    assert line not in article.body
    assert [(c.text, c.credit) for c in article.captions] == [(text, credit)]


@pytest.mark.parametrize(
    "line",
    [
        "ABC News/Harbour Matters Poll puts the mayor ahead of everybody else in March.",
        "Ann Lee/Harbour Matters Poll puts the mayor ahead of everybody else in March.",
        "The Post/Harbour Matters Survey of 900 crews was taken by telephone in March.",
        "Lee/Harbour Matters Crews wait for the ferry on the northern bank.",
        "Ann Lee/Lima Civil Bee Crews wait for the ferry on the northern bank.",
        "Ann Lee/Harbour Council members are at odds over the bridge that they closed.",
        "Courtesy of the mayor, a new ferry runs to the northern bank every half an hour.",
        "Courtesy of Harbour Matters, we have the whole plan of the new bridge here.",
        "Courtesy of Ann Lee Bo Ray has a plan of the bridge and of the road to it.",
        "AFP/Getty Images has sold more pictures of the bridge than anybody else.",
        "Radio Free Lima/Radio Port The two stations have both asked for the plan.",
        "The ferry/bridge question: A council that never asked has closed both of them.",
        "Bridge / Ferry / Tunnel / Road / Rail / A Port And Its Ways",
    ],
)
def test_a_slash_or_a_courtesy_leads_no_caption(line: str) -> None:
    assert line in cleaned(line).body


@pytest.mark.parametrize("rest", ["Mayor: Bridge is beyond repair", "‘Never asked’: Crews call for the mayor to go"])
def test_a_headline_follows_the_credit_of_a_picture_without_a_caption(rest: str) -> None:
    body = (f"A.B. Lee/HARBOUR MATTERS {rest}", *STORY)
    article = clean(Article(headline=HEADLINE, publisher=PUBLISHER, body=body))[0]
    assert article.body == (rest, *STORY)
    assert (article.captions, article.credit) == ((), "A.B. Lee/HARBOUR MATTERS")
    assert clean(article)[0] == article


def test_a_headline_that_its_field_has_goes_with_the_credit() -> None:
    body = (f"A.B. Lee/HARBOUR MATTERS {HEADLINE}", *STORY)
    article = clean(Article(headline=HEADLINE, publisher=PUBLISHER, body=body))[0]
    assert (article.body, article.captions, article.credit) == (STORY, (), "A.B. Lee/HARBOUR MATTERS")


def test_the_first_word_of_a_caption_is_none_of_the_publisher() -> None:
    article = cleaned(
        "Ann Lee/The Harbour Matters Nancy Ray (center) waits for the ferry in Lima, Peru, on May 3, 2016."
    )
    assert [c.credit for c in article.captions] == ["Ann Lee/The Harbour Matters"]


def test_what_follows_the_credit_at_the_top_may_be_the_headline() -> None:
    line = "A.B. Lee/HARBOUR MATTERS Mayor says that the bridge is beyond repair"
    body = ("Updated on Monday at noon.", line, *STORY)
    assert line in clean(Article(headline=HEADLINE, publisher=PUBLISHER, body=body))[0].body
