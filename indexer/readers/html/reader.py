"""HTML: one page, one article.

lxml gives the structure: metadata, captions, and the story's blocks (`story`); a page too deep for it comes by way
of Beautiful Soup (`soup`). trafilatura is asked where the blocks leave a doubt, htmldate where the metadata has no
date. Nothing is fetched: links, pictures, entities and DTDs that a page names stay names.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from indexer.article import Article, Change, Page, Reading, Skipped
from indexer.readers import dates
from indexer.readers.deadline import Deadline, OverTime
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.encoding import decode, without_stray_nuls
from indexer.readers.values import lines, one
from indexer.readers.whole import one_page
from indexer.sources import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

    from indexer.readers.html.metadata import Metadata, Stated

_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|p|article|section|h[1-6]|table|main|header|center|script|style|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(r"\s*<\?xml[^>]*\?>")
"""An encoding that is declared in text: lxml refuses it there."""
_PAGE = re.compile(r"<(?:!doctype\s+html|html|body|head|title|meta)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """See the head of this module."""

    name: str = "html"
    version: int = 10  # those of what holds whole pages are made of it: warc, arc, mail, newsletter
    extensions: frozenset[str] = frozenset((".html", ".htm", ".xhtml", ".shtml"))

    def sniff(self, head: bytes) -> bool:
        wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
        text = head.decode("utf-16" if wide else "latin-1", "ignore").removeprefix("ï»¿")
        return bool(_START.match(text))

    def read(self, source: Source) -> Iterator[Page]:
        return one_page(source)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The article on the page whose bytes are given. Raises Undecodable, DefinesEntities."""
        data = page.given[0]
        assert isinstance(data, bytes)
        reading = read_markup(decode(without_stray_nuls(data), markup=True).text, page.locator)
        yield reading or Skipped(page.locator, "no article: neither text nor title")


HTML = HtmlReader()

LONGEST = 1.0
"""Seconds that the structure of a page may take; then its text is read without it. The slowest of 447 real pages takes
a third of that on a busy machine."""


def read_markup(text: str, locator: str) -> Reading | None:
    """The article in a page, or in a piece of one (the text of a record); None when there is neither text nor title.

    Raises DefinesEntities.
    """
    from indexer.readers.html.elements import tree_of, without_ends
    from indexer.readers.html.ends import own_page
    from indexer.readers.html.text import cut_short, is_deep, too_large

    if defines_entities(text):
        raise DefinesEntities
    declaration = _DECLARED.match(text)
    page = text[declaration.end() :] if declaration else text
    page = page.replace("\0", "") if "\0" in page else page
    page = without_ends(own_page(page) if _PAGE.search(page[:20000]) else page)
    tree = None if too_large(page) else tree_of(page)
    try:
        if tree is not None and is_deep(tree) and cut_short(page):
            page, tree = _shallow(page)
        if tree is not None:
            read = _page if _PAGE.search(page[:20000]) else _fragment
            reading = read(tree, page, locator, Deadline(LONGEST))
            return reading if reading.article.body or reading.article.headline else None
    except OverTime:
        return _degraded(page, locator, "read without its structure: it took too long")
    return _degraded(page, locator, "read without its structure: too deep or too large")


def _shallow(page: str) -> tuple[str, _Element | None]:
    """A page that libxml2 cuts short, and its tree, as Beautiful Soup gives them; no tree of one too long for it."""
    from indexer.readers.html import soup
    from indexer.readers.html.elements import tree_of

    if len(page) > soup.LARGEST:
        return page, None
    page = soup.shallow(page, Deadline(LONGEST))
    return page, tree_of(page)


def _degraded(page: str, locator: str, why: str) -> Reading | None:
    """All text of a page, with the metadata of its head."""
    from indexer.readers.html.elements import tree_of
    from indexer.readers.html.text import flat

    reading = Reading(Article(locator=locator))
    if _PAGE.search(page[:20000]):
        head = re.split(r"<body\b", page, maxsplit=1, flags=re.IGNORECASE)[0][: 1 << 18]
        with suppress(OverTime):  # a head that holds half a page: the text is all that can be had
            reading = _page(tree_of(head), head, locator, Deadline(LONGEST))
    article = replace(reading.article, body=tuple(flat(page)))
    if not article.body and not article.headline:
        return None
    change = Change(rule="degraded", line=why, field="body")
    return Reading(article, (*reading.changes, change), provenance=reading.provenance)


def _fragment(tree: _Element, page: str, locator: str, deadline: Deadline) -> Reading:
    """A piece of markup is all story: nothing is taken out of it but its captions."""
    from lxml.etree import tostring

    from indexer.readers.html.captions import take_captions
    from indexer.readers.html.elements import content
    from indexer.readers.html.text import flat

    captions, changes = take_captions(tree, deadline)
    top = next(tree.iter("h1"), None)
    headline = one(content(top)) if top is not None else None
    body = tuple(flat(str(tostring(tree, encoding="unicode", method="html"))))
    article = Article(headline=headline, body=body, captions=captions, locator=locator)
    return Reading(article, (*dates.settle(None)[1], *changes))


def _page(tree: _Element, page: str, locator: str, deadline: Deadline) -> Reading:
    from indexer.readers.html.captions import stated_captions, take_captions, without_standfirst
    from indexer.readers.html.metadata import metadata
    from indexer.readers.html.story import story_of

    _quiet()
    stated = metadata(tree)
    taken = take_captions(tree, deadline, headline=stated.headline, description=stated.description)
    body = _below_headline(story_of(tree, stated, deadline), stated.headline)
    captions = stated_captions(taken, stated.images, told=(stated.headline, stated.description, *body[:1]))
    captions = without_standfirst(captions, stated.description, body)
    # last: htmldate loads its tables on its first page, which must not look slower for it than the next
    published, changes = _published(stated, page)
    updated = _dated(stated.updated)
    article = Article(
        url=stated.url,
        headline=stated.headline,
        byline=stated.byline,
        published=published.value if published else None,
        updated=updated.value if updated else None,
        publisher=stated.publisher,
        section=stated.section,
        language=stated.language,
        body=body or lines(stated.description or ""),
        captions=captions,
        credit=stated.credit,
        keywords=stated.keywords,
        locator=locator,
    )
    provenance = dict(stated.sources)
    for name, date in (("published", published), ("updated", updated)):
        if date:
            provenance[name] = date.source
    return Reading(article, (*changes, *taken.changes), provenance=provenance)


def _dated(stated: tuple[Stated, ...]) -> Stated | None:
    """The first that is a date, as ISO 8601; in the zone where it was written, when the page gives the same moment both
    there and in UTC."""
    found = [one._replace(value=date) for one in stated if (date := dates.parse(one.value))]
    if not found:
        return None
    first = found[0]
    if moment := _utc(first.value):
        local = (one for one in found if _moment(one.value) == moment and not _utc(one.value))
        return next(local, first)
    return first


_SEARCHED = 1 << 21
"""Characters of a page that are searched for a date that nothing states."""


def _utc(date: str) -> datetime | None:
    """The moment of a date that is written in UTC."""
    return _moment(date) if date.endswith(("Z", "+00:00")) else None


def _moment(date: str) -> datetime | None:
    """The moment of a date that has a time and a zone."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:  # "2017" and "2017-03" are dates too
        return None
    return moment if moment.tzinfo else None


def _below_headline(body: tuple[str, ...], headline: str | None) -> tuple[str, ...]:
    """The story without the page's heading, which stands above it and is the headline already."""

    def plain(text: str) -> str:
        return " ".join(text.casefold().split())

    if headline:
        for at, line in enumerate(body[:3]):
            if plain(line) == plain(headline):
                return (*body[:at], *body[at + 1 :])
    return body


def _published(stated: Metadata, page: str) -> tuple[Stated | None, tuple[Change, ...]]:
    """The date that the metadata states, else the one that htmldate finds in address and text; with its hour, where
    another statement of the same day has it."""
    if found := _dated(stated.published):
        return _with_hour(found, stated), ()
    if len(page) > _SEARCHED:
        return None, dates.settle(stated.published[0].value if stated.published else None)[1]
    from indexer.readers.html.metadata import Stated
    from indexer.readers.html.worded import date_in

    if date := dates.parse(date_in(page, stated.url)):
        return _with_hour(Stated(date, "text"), stated), ()
    return None, dates.settle(stated.published[0].value if stated.published else None)[1]


_DAY = 10
"""Characters of a date that says no more than its day."""


def _with_hour(found: Stated, stated: Metadata) -> Stated:
    """The first other statement of the same day that says the hour, if `found` doesn't. Midnight is what programs write
    that don't know it, and on the page stands also when it was last edited."""
    if len(found.value) != _DAY:
        return found
    edited = {dates.parse(one.value) for one in stated.updated}
    known = [one._replace(value=dates.parse(one.value) or "") for one in (*stated.published, *stated.times)]
    of_day = [
        one
        for one in known
        if one.value.startswith(f"{found.value}T")
        and "T00:00" not in one.value
        and (one.source != "element" or one.value not in edited)
    ]
    return _dated(tuple(of_day)) or found


def _quiet() -> None:
    """Libraries log what they make of a page; a run reports in its own words."""
    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
