"""JSON Feed: what an item says, and what its feed says for it."""

from __future__ import annotations

import json

import pytest

from indexer.article import Article, Caption, Page, Reading, Skipped
from indexer.readers import choose, read_source
from indexer.readers.jsonfeed import JSONFEED
from indexer.sources import Source

FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Paper", "language": "en", "authors": [{"name": "Ed"}]}


def read(*items: object, **feed: object) -> list[Reading | Skipped]:
    data = json.dumps({**FEED, **feed, "items": items}).encode()
    every = list(read_source(Source.of("a.json", data)))
    found = [item for item in every if isinstance(item, Reading | Skipped)]
    assert found == every
    return found


def article(**item: object) -> Article:
    [reading] = read({"id": "1", **item})
    assert isinstance(reading, Reading), reading
    return reading.article


def test_the_fields() -> None:
    found = article(
        url="https://p.example/1?utm_source=x",
        title="Frogs",
        content_html="<p>One.</p><figure><img><figcaption>A frog</figcaption></figure><p>Two.</p>",
        date_published="2019-05-08T12:00:00+01:00",
        date_modified="2019-05-09",
        authors=[{"name": "Pia Roth"}],
        tags=["pond"],
        attachments=[{"mime_type": "image/png", "title": "A newt"}, {"mime_type": "audio/mp3", "title": "Croak"}],
    )
    assert (found.guid, found.url, found.headline) == ("1", "https://p.example/1", "Frogs")
    assert (found.body, found.captions) == (("One.", "Two."), (Caption("A frog"), Caption("A newt")))
    assert (found.published, found.updated) == ("2019-05-08T12:00:00+01:00", "2019-05-09")
    assert (found.byline, found.keywords) == (("Pia Roth",), ("pond",))
    assert (found.publisher, found.language, found.reader) == ("Paper", "en", "jsonfeed")


def test_what_an_item_leaves_to_its_feed_and_to_its_summary() -> None:
    assert article(content_text="x").byline == ("Ed",)
    assert article(content_text="a & b <c>").body == ("a & b <c>",)
    assert article(summary="Short.", content_html="<img src='x'>").body == ("Short.",)
    assert article(content_html="<p>Long.</p>", summary="Short.").body == ("Long.",)
    [reading] = read({"id": 7, "title": "x"}, author={"name": "Paper"}, authors=None)
    assert isinstance(reading, Reading)
    assert (reading.article.byline, reading.article.guid) == ((), "7")


def test_items_that_are_none() -> None:
    found = read(None, "x", {"id": "1"}, {"title": "A"})
    assert [item.locator if isinstance(item, Skipped) else item.article.headline for item in found] == [
        "a.json#1", "a.json#2", "a.json#3", "A",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data", [b'{"version": "https://jsonfeed.org/version/1", "items": [{"title": "A"}, {"ti', b"{}"]
)
def test_what_is_no_json(data: bytes) -> None:
    [skipped] = read_source(Source.of("a.jsonfeed", data))
    assert isinstance(skipped, Skipped)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (json.dumps({**FEED, "items": []}), "jsonfeed"),
        ('{"items": [{"content_html": "x", "date_published": "y"}], "feed_url": "z", "home_page_url": ""}', "jsonfeed"),
        ('{"items": [{"title": "x", "content": "y"}]}', "json"),
        ('{"version": "2", "title": "x"}', "json"),
        ("[1]", "json"),
    ],
)
def test_other_json_is_read_by_its_own_reader(data: str, name: str) -> None:
    reader = choose(Source.of("a.json", data.encode()))
    assert reader is not None
    assert reader.name == name


@pytest.mark.parametrize(
    "about",
    [
        {"description": "x" * 1_000_000},
        {"title": "x" * 1_000_000},
        {"language": "en" + "-ab" * 300_000},
        {"authors": [{"name": f"Ann {n} {'x' * 90}"} for n in range(10_000)]},
    ],
    ids=lambda about: next(iter(about)),
)
def test_what_a_feed_says_of_itself_is_not_copied_whole_for_each_item(about: dict[str, object]) -> None:
    items = [{"id": str(n), "content_html": f"<p>{n}</p>"} for n in range(400)]
    data = json.dumps({**FEED, **about, "items": items}).encode()
    pages = list(JSONFEED.read(Source.of("a.json", data)))
    assert len(pages) == 400
    assert sum(page.size for page in pages if isinstance(page, Page)) < 2 * len(data)
    page = pages[7]
    assert isinstance(page, Page)
    [reading] = JSONFEED.read_page(page)
    assert isinstance(reading, Reading)
    found = reading.article
    assert found.body == ("7",)
    assert 5 <= len(found.publisher or "") <= 2000
    assert 1 <= len(found.byline) < 30
    assert found.language == (None if "language" in about else "en")
