"""Real files of each format: every one gives its articles, or stands here with the reason why it doesn't.

The goldens in tests/cases/samples hold no words, only what tells them apart: headline, date and text of those in them
were compared with the files by eye.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.article import Reading
from indexer.readers.html import read_markup
from tests.support.samples import found_in, summary, told

CASES = Path(__file__).parents[2] / "cases" / "samples"
COUNTS: dict[str, dict[str, Any]] = json.loads((CASES / "counts.json").read_text("utf-8"))
FEEDS: dict[str, list[dict[str, Any]]] = json.loads((CASES / "feeds.json").read_text("utf-8"))
ARCHIVES: dict[str, list[dict[str, Any]]] = json.loads((CASES / "archives.json").read_text("utf-8"))

NO_ARTICLES = {
    "feeds/big5.xml": "a channel without items",
    "feeds/euc-kr.xml": "a channel without items",
    "feeds/u16.xml": "a channel without items",
    "feeds/utf-16le-bom.xml": "a channel without items",
    "feeds/utf-32be-bom.xml": "a channel without items",
    "warc/bad.arc": "no record in it is one",
    "warc/bad_http_chunked_content.warc": "not a page",
    "warc/c1_warcinfo.warc": "describes an archive, and holds none",
    "warc/double-single-inflate-error.gz": "its compressed data is damaged from the first record on",
    "warc/example-digest.warc": "requests only",
    "warc/example-space-in-target-uri.warc.gz": "a picture",
    "warc/gzip_extra_sl.warc.gz": "describes an archive, and holds none",
    "warc/long_url.warc": "not a page",
    "warc/not_utf8_http_header.warc": "not a page",
    "warc/post-test.warc.gz": "JSON that a server answered with",
}


@pytest.mark.parametrize("name", COUNTS)
def test_a_sample_gives_its_articles(data: Path, name: str) -> None:
    path = data / "formats" / name
    assert summary(found_in(path), path.name) == COUNTS[name]


def test_no_sample_is_forgotten(data: Path) -> None:
    folders = {name.partition("/")[0] for name in COUNTS}
    there = {f"{folder}/{path.name}" for folder in folders for path in (data / "formats" / folder).iterdir()}
    assert there == set(COUNTS)


def test_what_gives_no_article_has_its_reason() -> None:
    assert {name for name, count in COUNTS.items() if not count["articles"]} == set(NO_ARTICLES)


@pytest.mark.parametrize("name", FEEDS)
def test_the_articles_of_a_feed(data: Path, name: str) -> None:
    path = data / "formats" / name
    found = [told(item.article, path.name) for item in found_in(path) if isinstance(item, Reading)]
    assert found[: len(FEEDS[name])] == FEEDS[name]


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_pages_of_an_archive(data: Path, name: str) -> None:
    path = data / "formats" / name
    articles = [item.article for item in found_in(path) if isinstance(item, Reading)]
    found = [(told(article, path.name), article.url) for article in articles]
    assert [
        {"at": it["at"], "url": url, "published": it["published"], "headline": it["headline"]} for it, url in found
    ] == ARCHIVES[name]


def test_pages_come_out_of_an_archive_as_they_went_in(data: Path) -> None:
    """The made archive holds 32 pages, plain, compressed and in chunks, three of them twice: each reads as the page's
    own file does."""
    [path] = (data / "formats" / "warc").glob("made-news-pages.warc.gz")
    addresses = json.loads((data / "html-articles" / "ground-truth.json").read_text("utf-8"))
    pages = {}
    for file in sorted((data / "html-articles").rglob("*.html*")):
        pages[file.name.partition(".")[0]] = file
    compared = set()
    for item in found_in(path):
        assert isinstance(item, Reading)
        key = next((k for k, page in addresses.items() if _same(page["url"], item.article.url)), None)
        if key is None or key not in pages:
            continue
        alone = read_markup(_text(pages[key]), "")
        assert alone is not None
        assert (alone.article.headline, alone.article.body) == (item.article.headline, item.article.body)
        compared.add(key)
    assert len(compared) >= 30


def _same(one: str, other: str | None) -> bool:
    return (other or "").rstrip("/").partition("?")[0].lower() == one.rstrip("/").partition("?")[0].lower()


def _text(path: Path) -> str:
    import gzip

    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")
