"""HTML: one page, one article.

BeautifulSoup (on lxml) gives the structure: metadata and captions. trafilatura finds the story, htmldate a date where
the metadata has none. Nothing is fetched: links, pictures, entities and DTDs that a page names stay names.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexer.article import Article, Change, Reading, Skipped
from indexer.readers import dates
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.encoding import declared, decode
from indexer.readers.values import lines, one
from indexer.readers.whole import whole
from indexer.sources import Source

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from indexer.readers.html_metadata import Metadata

_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|p|article|section|h[1-6]|table|main|header|center|script|style|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|body|head|title|meta)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """See the head of this module."""

    name: str = "html"
    version: int = 1
    extensions: frozenset[str] = frozenset((".html", ".htm", ".xhtml", ".shtml"))

    def sniff(self, head: bytes) -> bool:
        wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
        text = head.decode("utf-16" if wide else "latin-1", "ignore").removeprefix("ï»¿")
        return bool(_START.match(text))

    def read(self, source: Source) -> Iterator[Reading | Skipped]:
        data, fault = whole(source)
        reading = read_markup(decode(data, said=declared(data)).text, source.locator)
        yield reading or Skipped(source.locator, "no article: neither text nor title")
        if fault:
            raise fault


HTML = HtmlReader()


def read_markup(text: str, locator: str) -> Reading | None:
    """The article in a page, or in a piece of one (the text of a record); None when there is neither text nor title.

    Raises DefinesEntities.
    """
    from indexer.readers.html_text import cut_short, flat, too_deep

    if defines_entities(text):
        raise DefinesEntities
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    degraded = too_deep(page) and cut_short(page)
    if not _PAGE.search(page[:20000]):
        article, changes = _fragment(page, locator, degraded=degraded)
    elif degraded:
        article, changes = _page(re.split(r"<body\b", page, maxsplit=1, flags=re.IGNORECASE)[0][: 1 << 18], locator)
        article = replace(article, body=tuple(flat(page)))
    else:
        article, changes = _page(page, locator)
    if degraded:
        changes = (
            *changes,
            Change(rule="degraded", line="read without its structure: too deep or too large", field="body"),
        )
    return Reading(article, changes) if article.body or article.headline else None


def soup_of(page: str) -> BeautifulSoup:
    """`page` as a tree. What BeautifulSoup suspects about its input is no concern of a run's user."""
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return BeautifulSoup(page, "lxml")


def _fragment(page: str, locator: str, *, degraded: bool) -> tuple[Article, tuple[Change, ...]]:
    """A piece of markup is all story: nothing is taken out of it but its captions."""
    from indexer.readers.html_captions import take_captions
    from indexer.readers.html_text import flat

    if degraded:
        return Article(body=tuple(flat(page)), locator=locator), ()
    soup = soup_of(page)
    captions = take_captions(soup)
    top = soup.find("h1")
    headline = one(top.get_text(" ")) if top else None
    return Article(headline=headline, body=tuple(flat(str(soup))), captions=captions, locator=locator), dates.settle(
        None
    )[1]


def _page(page: str, locator: str) -> tuple[Article, tuple[Change, ...]]:
    from indexer.readers.html_captions import take_captions
    from indexer.readers.html_metadata import metadata
    from indexer.readers.html_text import story

    _quiet()
    soup = soup_of(page)
    stated = metadata(soup)
    published, changes = _published(stated, soup)
    captions = take_captions(soup)
    for element in soup.find_all(["script", "style", "svg"]):
        element.decompose()  # half of a page, and none of its story
    body = _below_headline(story(str(soup), stated.body), stated.headline)
    updated = next((date for raw in stated.updated if (date := dates.parse(raw))), None)
    article = Article(
        url=stated.url,
        headline=stated.headline,
        byline=stated.byline,
        published=published,
        updated=updated,
        publisher=stated.publisher,
        section=stated.section,
        language=stated.language,
        body=body or lines(stated.description or ""),
        captions=captions,
        keywords=stated.keywords,
        locator=locator,
    )
    return article, changes


def _below_headline(body: tuple[str, ...], headline: str | None) -> tuple[str, ...]:
    """The story without the page's heading, which stands above it and is the headline already."""

    def plain(text: str) -> str:
        return " ".join(text.casefold().split())

    if headline:
        for at, line in enumerate(body[:3]):
            if plain(line) == plain(headline):
                return (*body[:at], *body[at + 1 :])
    return body


def _published(stated: Metadata, soup: BeautifulSoup) -> tuple[str | None, tuple[Change, ...]]:
    """The date that the metadata states, else the one that htmldate finds in address and text."""
    for raw in stated.published:
        if date := dates.parse(raw):
            return date, ()
    from htmldate import find_date

    found = dates.parse(find_date(str(soup), original_date=True, url=stated.url))
    if found:
        return found, ()
    return dates.settle(next(iter(stated.published), None))


def _quiet() -> None:
    """Libraries log what they make of a page; a run reports in its own words."""
    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
