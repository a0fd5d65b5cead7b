"""Factiva: what Dow Jones's press database exports, as HTML and as XML.

The HTML has two layouts. "Full Article plus Indexing" is a table of rows, each a field's code (HD, BY, PD, SN, LP, TD)
and its value. Without the indexing, the same values stand in the same order without their codes: section, headline,
byline, credit, number of words, date, hour, source, its code, edition, page, language, copyright, then the text, the
publisher and the accession number. For the XML see `factiva_xml`, for documents `factiva_fields`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.article import Article, Page, Reading, Skipped
from indexer.readers import dates
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.encoding import decode, narrow
from indexer.readers.exports import cut_or_parsed, html_of, line_of, lines_of, pages, records
from indexer.readers.factiva_fields import (
    ACCESSION,
    COPYRIGHT,
    HOUR,
    Fields,
    coded,
    names_language,
    settled,
    still_text,
)
from indexer.readers.factiva_xml import read_xml
from indexer.readers.values import names, one, tag
from indexer.readers.whole import one_page
from indexer.sources import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PAGE = re.compile(
    rb"<title>\s*(?:Dow Jones )?Factiva\b[^<]{0,40}</title>|/printsavews\.aspx|class=[\"']article [a-z]{2,6}Article\b",
    re.IGNORECASE,
)
_XML = re.compile(rb"<(?:\w+:)?(?:PPSResponse|ppsArticleResponse|ppsarticleResultSet|ppsarticle)\b", re.IGNORECASE)
_ON_PAGE = re.compile(r"<div\b[^>]*\bclass\s*=\s*[\"']?article ([a-z]{2,6})Article\b", re.IGNORECASE)
_IN_XML = re.compile(r"<(?:\w+:)?article(?=[\s>])")
_CODE = re.compile(r"[A-Z]{2,4}")
_WORDS = re.compile(r"\d[\d.,'’\s]*\s*[^\W\d_]{1,12}")
_SOFT = re.compile(r"&(?:amp;)?softReturn;")  # the database's own name for a line's end, in text and bylines


@dataclass(frozen=True, slots=True)
class FactivaReader:
    """See the head of this module."""

    name: str = "factiva"
    version: int = 2
    extensions: frozenset[str] = frozenset((".html", ".htm"))

    def sniff(self, head: bytes) -> bool:
        head = narrow(head)
        return bool(_PAGE.search(head) or _XML.search(head))

    def read(self, source: Source) -> Iterator[Page]:
        return one_page(source)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped | Page]:
        """The pieces of the file that is given, or the article in the piece that is given. Raises DefinesEntities."""
        return cut_or_parsed(page, _cut, lambda kind: _PARSERS[str(kind)])


FACTIVA = FactivaReader()


def _cut(data: bytes, source: Source) -> Iterator[Page | Skipped]:
    text = _SOFT.sub(" ", decode(data, markup=True).text)
    if defines_entities(text):
        raise DefinesEntities
    if _XML.search(narrow(source.head)):
        yield from pages(records(text, _IN_XML), source.locator, "xml")
    elif pieces := records(text, _ON_PAGE):
        yield from pages(pieces, source.locator, "page")
    else:
        yield Page(source.locator, (text, "plain"))


def _plain_page(text: str, locator: str) -> Reading | None:
    """A page that only looked like an export, from outside."""
    from indexer.readers.html import read_markup

    return read_markup(text, locator)


def _from_page(piece: str, locator: str) -> Reading | None:
    found = _ON_PAGE.match(piece)
    language = tag(found[1][:2]) if found else None
    block = next(iter(html_of(piece).find_class("article")), None)
    if block is None:
        return None
    rows = dict(_rows(block))
    article = coded(rows) if "HD" in rows or "LP" in rows or "TD" in rows else _bare(block)
    return settled(article, language, locator)


# The table with codes


def _rows(block: HtmlElement) -> Iterator[tuple[str, list[str]]]:
    """The code and the lines of each row."""
    for row in block.iter("tr"):
        cells = row.findall("td")
        if len(cells) >= 2 and _CODE.fullmatch(code := line_of(cells[0])):
            yield code, lines_of(cells[1])


# The same without codes


def _bare(block: HtmlElement) -> Fields:
    above, title, below = _around_the_headline(block)
    text, tail = _paragraphs(block)
    words = next((n for n, line in enumerate(below) if _WORDS.fullmatch(line)), None)
    at = next((n for n, line in enumerate(below) if n > (words or -1) and dates.parse(line)), None)
    author = next((line_of(div) for div in block.find_class("author")), "")
    credits = [line for line in below[: at if words is None else words] if line != author]
    facts = below[at + 1 :] if at is not None else []
    hour = facts.pop(0) if facts and HOUR.fullmatch(facts[0]) else ""
    accession = next((match for line in reversed(tail) if (match := ACCESSION.search(line))), None)
    article = Article(
        guid=accession[1] if accession else None,
        headline=title,
        byline=names(author),
        publisher=facts[0] if facts else None,
        section=above[0] if above else None,
        body=(*text, *still_text(tail)),
        credit=one(" ".join(credits)),
    )
    language = next((tag(line) for line in facts[2:] if not COPYRIGHT.search(line) and names_language(line)), None)
    return Fields(article, below[at] if at is not None else "", hour, language or "")


def _around_the_headline(block: HtmlElement) -> tuple[list[str], str | None, list[str]]:
    """The lines above the headline, the headline, and those between it and the text."""
    above: list[str] = []
    below: list[str] = []
    title: str | None = None
    for element in block.iter("div", "p"):
        if element.tag == "p":
            if "articleParagraph" in element.get("class", ""):
                break
            continue
        if element is block or element.find("div") is not None:
            continue
        line = line_of(element)
        if element.get("id") == "hd":
            title = one(line)
        elif line:
            (above if title is None else below).append(line)
    return above, title, below


def _paragraphs(block: HtmlElement) -> tuple[list[str], list[str]]:
    """The lines of the text, and those of what follows it."""
    text: list[str] = []
    tail: list[str] = []
    for element in block.iter("p", "pre"):
        if element.getparent() is not None and element.getparent().tag == "p":
            continue
        is_text = element.tag == "pre" or "articleParagraph" in element.get("class", "")
        found = lines_of(element)
        if is_text:
            text += tail
            tail = []
            text += found
        elif text:
            tail += found
    return text, tail


_PARSERS = {"xml": read_xml, "page": _from_page, "plain": _plain_page}
