"""HTML: one page, one article.

lxml gives the structure: metadata, captions, and the story's blocks (`html_story`). trafilatura is asked where they
leave a doubt, htmldate where the metadata has no date. Nothing is fetched: links, pictures,
entities and DTDs that a page names stay names.
"""

from __future__ import annotations

import logging
import re
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
    from lxml.etree import _Element

    from indexer.readers.html_metadata import Metadata, Stated

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
    version: int = 2
    extensions: frozenset[str] = frozenset((".html", ".htm", ".xhtml", ".shtml", ".mhtml"))

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
    from indexer.readers.html_blocks import tree_of
    from indexer.readers.html_text import cut_short, flat, is_deep, too_large

    if defines_entities(text):
        raise DefinesEntities
    declaration = _DECLARED.match(text)
    page = text[declaration.end() :] if declaration else text
    page = page.replace("\0", "") if "\0" in page else page
    tree = None if too_large(page) else tree_of(page)
    degraded = tree is None or (is_deep(tree) and cut_short(page))
    if not _PAGE.search(page[:20000]):
        reading = _fragment(page, tree, locator) if tree is not None and not degraded else _flat_fragment(page, locator)
    elif tree is None or degraded:
        head = re.split(r"<body\b", page, maxsplit=1, flags=re.IGNORECASE)[0][: 1 << 18]
        reading = _page(tree_of(head), locator)
        reading = replace(reading, article=replace(reading.article, body=tuple(flat(page))))
    else:
        reading = _page(tree, locator)
    if degraded:
        change = Change(rule="degraded", line="read without its structure: too deep or too large", field="body")
        reading = replace(reading, changes=(*reading.changes, change))
    return reading if reading.article.body or reading.article.headline else None


def _fragment(page: str, tree: _Element, locator: str) -> Reading:
    """A piece of markup is all story: nothing is taken out of it but its captions."""
    from lxml.etree import tostring

    from indexer.readers.html_blocks import content
    from indexer.readers.html_captions import take_captions
    from indexer.readers.html_text import flat

    captions = take_captions(tree)
    top = next(tree.iter("h1"), None)
    headline = one(content(top)) if top is not None else None
    body = tuple(flat(str(tostring(tree, encoding="unicode", method="html"))))
    article = Article(headline=headline, body=body, captions=captions, locator=locator)
    return Reading(article, dates.settle(None)[1])


def _flat_fragment(page: str, locator: str) -> Reading:
    from indexer.readers.html_text import flat

    return Reading(Article(body=tuple(flat(page)), locator=locator))


def _page(tree: _Element, locator: str) -> Reading:
    from indexer.readers.html_captions import stated_captions, take_captions
    from indexer.readers.html_metadata import metadata
    from indexer.readers.html_story import story_of

    _quiet()
    stated = metadata(tree)
    published, changes = _published(stated, tree)
    captions = stated_captions(take_captions(tree), stated.images)
    body = _below_headline(story_of(tree, stated), stated.headline)
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
    return Reading(article, changes, provenance)


def _dated(stated: tuple[Stated, ...]) -> Stated | None:
    """The first that is a date, as ISO 8601."""
    return next((one._replace(value=date) for one in stated if (date := dates.parse(one.value))), None)


def _below_headline(body: tuple[str, ...], headline: str | None) -> tuple[str, ...]:
    """The story without the page's heading, which stands above it and is the headline already."""

    def plain(text: str) -> str:
        return " ".join(text.casefold().split())

    if headline:
        for at, line in enumerate(body[:3]):
            if plain(line) == plain(headline):
                return (*body[:at], *body[at + 1 :])
    return body


def _published(stated: Metadata, tree: _Element) -> tuple[Stated | None, tuple[Change, ...]]:
    """The date that the metadata states, else the one that htmldate finds in address and text."""
    if found := _dated(stated.published):
        return found, ()
    from htmldate import find_date
    from lxml.etree import tostring

    from indexer.readers.html_metadata import Stated

    page = str(tostring(tree, encoding="unicode", method="html"))
    if date := dates.parse(find_date(page, original_date=True, url=stated.url)):
        return Stated(date, "text"), ()
    return None, dates.settle(stated.published[0].value if stated.published else None)[1]


def _quiet() -> None:
    """Libraries log what they make of a page; a run reports in its own words."""
    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
