"""What the counts make of a line: one rule a case, and floors on labelled lines of real archives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.article import Article, Change
from indexer.text import boilerplate
from indexer.text.boilerplate import Sighting, Tally, is_boilerplate
from tests.support.recurring import score

ENDS = Tally(articles=4, stories=4, days=4, top=0, end=4, span=200)
AMID = replace(ENDS, end=0)
OFTEN = Tally(articles=9, stories=9, days=9, top=0, end=0, span=200)
BOX = "Jo Doe reports on towns for the Harbour Weekly."

FLOORS = {"build": (0.99, 0.98), "judge": (0.99, 0.9)}
"""Precision and recall. Precision is what a reader would miss, and comes first."""


@pytest.mark.parametrize(
    ("line", "tally"),
    [
        (BOX, ENDS),
        (BOX, replace(ENDS, end=0, top=4)),
        ("Advertisement", AMID),
        ("(See the Harbour Weekly's full coverage)", AMID),
        ("Write to tips@weekly.example with your story.", AMID),
        ("© 2019 Harbour Content Agency", ENDS),
        ("Jo Doe contributed.", ENDS),
        ("With Weekly wires", ENDS),
        ("Columnists of the Weekly write about politics, sports and the arts of Amsel.", OFTEN),
        ("Jo Doe is the host of “Amsel Tonight” on Channel 9.", replace(ENDS, span=14)),
        ("News of the floods, the harbour and the town of Amsel.", replace(ENDS, end=0, top=4, span=14)),
        ("Back to the top of this page, please.", replace(ENDS, span=3)),
        ("Editor's note: what politicians said, and what is true of it.", AMID),
        ("The views of columnists are their own.", AMID),
        ("Published in", ENDS),
        ("Related stories", AMID),
        ("More from Amsel", AMID),
        ("Jo Doe is a columnist.", replace(OFTEN, top=5, end=4)),
    ],
)
def test_furniture_goes(line: str, tally: Tally) -> None:
    assert is_boilerplate(line, "Harbour Weekly", tally)


@pytest.mark.parametrize(
    ("line", "tally"),
    [
        (BOX, replace(ENDS, stories=2)),
        (BOX, replace(ENDS, days=2)),
        (BOX, replace(ENDS, span=10)),
        (BOX, AMID),
        ("“We shall overcome,” they sang in Amsel.", ENDS),
        ("We shall overcome the flood of Amsel together.”", ENDS),
        ("-- Jo Doe on the Amsel Hour with Ann Roe.", ENDS),
        ("STEVE DOE, HOST:", OFTEN),
        ("(SOUNDBITE OF MUSIC)", OFTEN),
        ("What happens next", replace(OFTEN, top=9)),
        ("The facts:", OFTEN),
        ("It didn't work.", OFTEN),
        ("Published in", replace(ENDS, span=10)),
        ("The mayor of Amsel had no comment on the report.", replace(ENDS, span=5)),
        ("The mayor of Amsel resigned in April over the flood.", AMID),
        ("More than ten boats sank.", OFTEN),
        ("Terms of the acquisition were not disclosed.", ENDS),
        ("Pay April 15", replace(OFTEN, end=9)),
        ("Shr 10 cts vs 14 cts", replace(OFTEN, top=9)),
    ],
)
def test_the_story_stays(line: str, tally: Tally) -> None:
    assert not is_boilerplate(line, "Harbour Weekly", tally)


def test_what_is_counted() -> None:
    long = "The council of Amsel met again. " * 10
    body = (
        "A first line.",
        "A second.",
        "Amid.",
        "amid!",
        long,
        "“Said by somebody.”",
        "",
        "12",
        "Nearly.",
        "Last.",
        BOX,
    )
    places = {boilerplate.line_key(line): line for line in body}
    assert [(places[key], place) for key, place in boilerplate.sightings(body)] == [
        ("A first line.", 0), ("A second.", 0), ("amid!", 1), ("Nearly.", 2), ("Last.", 2), (BOX, 2),
    ]  # fmt: skip
    assert boilerplate.sightings((BOX,)) == (Sighting(boilerplate.line_key(BOX), 0),)


def test_taking_out_says_what_it_took_and_never_all() -> None:
    article = Article(body=("A story.", BOX, "More of it.", BOX))
    own = boilerplate.key("Weekly")
    keys = {boilerplate.line_key(BOX) ^ own}
    left, changes = boilerplate.without(article, keys, own)
    assert left.body == ("A story.", "More of it.")
    assert changes == (Change("boilerplate", BOX, None, 2),)
    assert boilerplate.without(article, keys, boilerplate.key("Daily")) == (article, ())
    alone = Article(body=(BOX,))
    assert boilerplate.without(alone, keys, own) == (alone, ())


@pytest.mark.parametrize(
    ("article", "scope"),
    [
        (Article(publisher="Weekly", url="https://www.weekly.example/a"), "Weekly"),
        (Article(url="https://www.weekly.example/a"), "weekly.example"),
        (Article(url="a.html"), "news.jsonl"),
    ],
)
def test_lines_are_a_publishers_else_a_hosts_else_a_files(article: Article, scope: str) -> None:
    assert boilerplate.scope(article, "news.jsonl") == scope


@pytest.mark.parametrize("part", FLOORS)
def test_verdicts_stay_above_their_floors(data: Path, part: str) -> None:
    found = score(data, part)
    assert found.precision >= FLOORS[part][0]
    assert found.recall >= FLOORS[part][1]


def test_there_are_labels_enough_to_measure_by(data: Path) -> None:
    both = [score(data, part) for part in FLOORS]
    assert sum(found.goes for found in both) >= 300
    assert sum(found.stays for found in both) >= 1000
    assert sum(found.publishers for found in both) >= 30
