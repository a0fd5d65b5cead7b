"""JSON Feed, versions 1 and 1.1: an object that says what the feed is, around its items.

What an item doesn't say of itself, its feed says of it: publisher, language, authors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from indexer.article import Article, Caption, Page, Reading, Skipped
from indexer.readers import dates
from indexer.readers.encoding import decode, start_of, whole_characters
from indexer.readers.feed_content import content
from indexer.readers.marked import as_page, is_marked, value_of
from indexer.readers.records import Record
from indexer.readers.values import DECODER, address, listed, names, one, tag
from indexer.readers.whole import whole
from indexer.sources import Source
from indexer.unpack import Unreadable

_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
_OWN = re.compile(
    r'"(feed_url|home_page_url|items|content_html|content_text|date_published|date_modified|_?external_url)"'
)

_LONGEST = 2_000
"""Characters of the longest name that is taken from a feed, and of its authors' names together: each item has them."""


@dataclass(frozen=True, slots=True)
class JsonFeedReader:
    """See the head of this module."""

    name: str = "jsonfeed"
    version: int = 1
    extensions: frozenset[str] = frozenset((".json", ".jsonfeed"))

    def sniff(self, head: bytes) -> bool:
        text = start_of(head)
        if not re.match(r'\{\s*"', text):
            return False
        # names may stand in any order, and the version behind the items
        return _VERSION.search(text) is not None or len({match[1] for match in _OWN.finditer(text)}) >= 4

    def read(self, source: Source) -> Iterator[Reading | Skipped | Page]:
        data, fault = whole(source)
        try:
            value, _ = DECODER.raw_decode(decode(whole_characters(data)).text.lstrip("\ufeff \t\r\n\0"))
        except json.JSONDecodeError as error:
            raise fault or Unreadable(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
        feed = cast(Record, value) if isinstance(value, dict) else {}
        items = feed.get("items")
        if not isinstance(items, list) or not items:
            yield Skipped(source.locator, "no article: a feed without items")
            return
        about = _about(feed)
        for number, item in enumerate(items, 1):
            place = f"{source.locator}#{number}"
            yield as_page([item, about], place) if is_marked(item) else _read(item, about, place)
        if fault:
            raise fault

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The article in the item that is given, with what its feed says of itself."""
        value, _ = value_of(page)
        item, (title, language, byline) = cast("tuple[object, tuple[str | None, str | None, list[str]]]", value)
        yield _read(item, _About(title, language, tuple(byline)), page.locator)


JSONFEED = JsonFeedReader()


class _About(NamedTuple):
    """What a feed says for its items: no more of it than they need, for each is read with a copy of its own."""

    title: str | None
    language: str | None
    byline: tuple[str, ...]


def _about(feed: Record) -> _About:
    title, language, room = one(feed.get("title")), tag(feed.get("language")), _LONGEST
    byline: list[str] = []
    for name in _byline(feed):
        if (room := room - len(name)) < 0:
            break
        if name != title:
            byline.append(name)
    return _About(title and title[:_LONGEST], language if language and len(language) <= 100 else None, tuple(byline))


def _read(item: object, feed: _About, locator: str) -> Reading | Skipped:
    if not isinstance(item, dict):
        return Skipped(locator, f"no article: {'null' if item is None else type(item).__name__}, not an object")
    try:
        reading = _article(cast(Record, item), feed, locator)
    except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - an HTML text goes through parsers that raise anything
        from indexer.readers import failure

        return Skipped(locator, failure(error))
    return reading or Skipped(locator, "no article: neither text nor title")


def _article(item: Record, feed: _About, locator: str) -> Reading | None:
    found = _story(item, locator)
    inner = found.article if found else Article()
    headline = one(item.get("title")) or inner.headline
    if not inner.body and not headline:
        return None
    published, undated = dates.settle(item.get("date_published"))
    updated, unknown = dates.settle(item.get("date_modified"), "updated")
    if published is None and updated:
        published, undated = updated, ()
    article = Article(
        guid=one(item.get("id")),
        url=address(item.get("url")) or address(item.get("id")) or address(item.get("external_url")),
        headline=headline,
        byline=_byline(item) or feed.byline,
        published=published,
        updated=updated,
        publisher=feed.title,
        language=tag(item.get("language")) or feed.language or inner.language,
        body=inner.body,
        captions=(*inner.captions, *_attached(item)),
        keywords=listed(item.get("tags")),
        locator=locator,
    )
    kept = tuple(change for change in found.changes if change.rule != "undated") if found else ()
    return Reading(article, (*undated, *unknown, *kept))


def _story(item: Record, locator: str) -> Reading | None:
    """The whole text where it is there, else the summary."""
    for key, kind in (("content_html", "text/html"), ("content_text", "text/plain"), ("summary", "text/plain")):
        text = item.get(key)
        if isinstance(text, str) and text.strip() and (reading := content(text, locator, kind=kind)):
            if reading.article.body:
                return reading
            if key == "content_html" and reading.article.captions:  # a picture's page: the words are in the summary
                return replace(reading, article=replace(reading.article, body=_summary(item)))
    return None


def _summary(item: Record) -> tuple[str, ...]:
    text = one(item.get("summary"))
    return (text,) if text else ()


def _byline(node: Record) -> tuple[str, ...]:
    """The authors of version 1.1, or the one of version 1."""
    return names(node.get("authors")) or names(node.get("author"))


def _attached(item: Record) -> Iterator[Caption]:
    attachments = item.get("attachments")
    for attachment in attachments if isinstance(attachments, list) else ():
        picture = isinstance(attachment, dict) and str(attachment.get("mime_type", "")).startswith("image/")
        if picture and (title := one(attachment.get("title"))):
            yield Caption(title)
