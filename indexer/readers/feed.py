"""Feeds: RSS 2.0 and its forebears, RSS 1.0 (RDF), Atom 1.0 and 0.3, and WordPress exports, which are RSS.

A feed is cut into its items before it is parsed (`feed_items`), so that it may be of any length and one broken item
costs no other. Each item is then given to feedparser, which knows how feeds are really written, under the feed's own
root element. Document types are refused where they define entities, and dropped elsewhere: nothing is looked up.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

from indexer.article import Ignored, Page, Reading, Skipped
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.encoding import start_of
from indexer.readers.feed_entry import Channel, article_of, channel_of, is_no_article
from indexer.readers.feed_header import Header, cut
from indexer.readers.feed_items import PROLOG, Items
from indexer.readers.feed_media import take_media
from indexer.sources import Source

_ROOT = re.compile(
    rf"(?:[^<{{]{{0,1000}}+(?=<\?xml))?{PROLOG}<(?P<name>rss|(?:[\w.-]+:)?RDF|(?:[\w.-]+:)?feed)(?=[\s>])(?P<attributes>(?>[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE | re.DOTALL,
)
_ATOM = re.compile(r"http://www\.w3\.org/2005/Atom|http://purl\.org/atom/", re.IGNORECASE)
_CHANNEL = re.compile(r"<(?:[\w.-]+:)?channel\b[^>]*>", re.IGNORECASE)
_ITEM = re.compile(r"<(?:(?P<prefix>[\w.-]+):)?(?:item|entry)\b", re.IGNORECASE)


_LONGEST_ROOT = 100_000
"""Characters of the longest root element, and what stands before it, that is gone through in a header."""

_EMPTY = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)\s*/>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedReader:
    """See the head of this module."""

    name: str = "feed"
    version: int = 1
    extensions: frozenset[str] = frozenset((".rss", ".atom", ".rdf", ".wxr"))

    def sniff(self, head: bytes) -> bool:
        text = start_of(head)
        root = _ROOT.match(text)
        if root is None:
            return False
        name = root["name"].lower().rpartition(":")[2]
        if name == "rdf":
            # other things are written in RDF too
            return re.search(r"<(?:[\w.-]+:)?(?:channel|item)[\s>]", text[root.end() :], re.IGNORECASE) is not None
        return name == "rss" or _ATOM.search(root["attributes"]) is not None

    def read(self, source: Source) -> Iterator[Skipped | Page]:
        items = Items(source.open(), source.head)
        number, header = 0, Header("", {})
        for number, item in enumerate(items, 1):
            if number == 1:
                if defines_entities(items.header):
                    raise DefinesEntities
                header = _cut(items.header)
            locator = f"{source.locator}#{number}"
            if item.reason:
                yield Skipped(locator, item.reason)
            else:
                yield Page(locator, (item.text, header.text, json.dumps(header.named_in(item.text))))
        if not number:
            if defines_entities(items.header):
                raise DefinesEntities
            yield Skipped(source.locator, "no article: a feed without items")
        if items.fault:
            raise items.fault

    def read_page(self, page: Page) -> Iterator[Reading | Skipped | Ignored]:
        """The article in the item that is given, with what stands before the feed's first one, and the names of people
        beside it."""
        item, header, people = page.given
        assert isinstance(item, str)
        assert isinstance(header, str)
        assert isinstance(people, str)
        yield _read(item, _frame(header).among(json.loads(people)), page.locator)


FEED = FeedReader()


@dataclass(frozen=True, slots=True)
class Frame:
    """What an item stands in: the tags that `open` and `close` the document around it, the prefixes `declared` in
    them, and what the feed says of itself."""

    open: str
    close: str
    channel: Channel
    declared: frozenset[str]

    @classmethod
    def around(cls, header: str) -> Frame:
        """The frame that `header` begins. Raises DefinesEntities."""
        if defines_entities(header):
            raise DefinesEntities
        root = _ROOT.match(header)
        name, attributes = (root["name"], root["attributes"]) if root else ("rss", ' version="2.0"')
        start, end = f"<{name}{attributes}>", f"</{name}>"
        rest = header[root.end() :] if root else header
        channel = _CHANNEL.search(rest)
        inside = name.lower() == "rss"
        open_ = start + (channel[0] if channel else "<channel>") if inside else start
        close = "</channel>" + end if inside else end
        closed = "" if inside or not channel or "</channel" in rest.lower() else "</channel>"
        parsed = _parsed(start + rest + closed + close)
        declared = frozenset(re.findall(r"xmlns:([\w.-]+)\s*=", open_))
        return cls(open_, close, channel_of(dict(parsed["feed"]), parsed["version"], header), declared)

    def among(self, people: dict[str, str]) -> Frame:
        """The same with these people beside its own."""
        if not people:
            return self
        return replace(self, channel=replace(self.channel, people=(*self.channel.people, *people.items())))

    def document(self, item: str) -> str:
        """`item` alone in its feed. A prefix that nobody declared is taken for none."""
        prefix = match["prefix"] if (match := _ITEM.match(item)) else None
        if prefix and prefix not in self.declared:
            item = re.sub(rf"(</?){re.escape(prefix)}:", r"\1", item)
        # an empty item inside it would end it for the parser
        return f"{self.open}{item[:1]}{_EMPTY.sub('', _closed(item[1:]))}{self.close}"


def _cut(header: str) -> Header:
    start = header[:_LONGEST_ROOT]  # matching takes memory, a hundred bytes a character
    if root := _ROOT.match(start):
        return cut(header, root["name"], root["attributes"], root.end())
    if root := _ROOT.match(f"{start.rpartition(' ')[0]}>"):  # it goes on: what else is in it is left out
        return cut(header, root["name"], root["attributes"], header.find(">", _LONGEST_ROOT) + 1 or len(header))
    return cut(header, "rss", ' version="2.0"', 0)


@lru_cache(maxsize=8)
def _frame(header: str) -> Frame:
    return Frame.around(header)


def _closed(item: str) -> str:
    """`item` with comments and CDATA that begin and never end as text: the parser would look for each one's end.

    >>> _closed("<!-- a --> b <!-- c")
    '<!-- a --> b &lt;!-- c'
    """
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>")):
        end = item.rfind(closing) + 1
        item = item[:end] + item[end:].replace(opening, f"&lt;{opening[1:]}")
    return item


def _read(item: str, frame: Frame, locator: str) -> Reading | Skipped | Ignored:
    try:
        item, captions = take_media(item)
        entries = _parsed(frame.document(item))["entries"]
        if not entries:
            return Skipped(locator, "not an item: the parser finds nothing in it")
        entry = dict(entries[0])  # feedparser's own dictionaries answer for some keys with the values of others
        if is_no_article(entry):
            return Ignored(locator)
        reading = article_of(entry, frame.channel, captions, locator)
    except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - parsers raise what they like; the next item is another
        from indexer.readers import failure

        return Skipped(locator, failure(error))
    return reading or Skipped(locator, "no article: neither text nor title")


def _parsed(document: str) -> dict[str, Any]:
    import feedparser

    # given bytes as a stream, for a text would be taken for an address or a file's name
    stream = io.BytesIO(document.encode("utf-8", "replace"))
    return cast(
        "dict[str, Any]",
        feedparser.parse(
            stream,
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        ),
    )
