"""Smaller press databases and press reviews, as HTML with many articles in one page: APA DeFacto (Austria), Integrum
(Russia), Yomidasu (the Yomiuri's, Japan), the Knipselkrant of Dutch ministries. A layout is a row of `LAYOUTS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from indexer.article import Article, Page, Reading, Skipped
from indexer.readers import dates
from indexer.readers.apa import HEAD, SECTION
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.encoding import decode, narrow
from indexer.readers.exports import cut_or_parsed, html_of, line_of, lines_of, pages, records
from indexer.readers.values import address, names, one
from indexer.readers.whole import one_page
from indexer.sources import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Layout(NamedTuple):
    """How a database's page is known by its first bytes, where its records begin, and what reads one."""

    sign: re.Pattern[bytes]
    start: re.Pattern[str]
    read: Callable[[str, str], Reading | None]


@dataclass(frozen=True, slots=True)
class ClippingsReader:
    """See the head of this module."""

    name: str = "clippings"
    version: int = 2
    extensions: frozenset[str] = frozenset((".html", ".htm"))

    def sniff(self, head: bytes) -> bool:
        return _layout(head) is not None

    def read(self, source: Source) -> Iterator[Page]:
        return one_page(source)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped | Page]:
        """The pieces of the file that is given, or the article in the piece that is given, by the number of its layout.
        Raises DefinesEntities."""
        return cut_or_parsed(page, _cut, lambda at: _plain_page if at is None else LAYOUTS[int(str(at))].read)


CLIPPINGS = ClippingsReader()


def _cut(data: bytes, source: Source) -> Iterator[Page | Skipped]:
    text = decode(data, markup=True).text
    if defines_entities(text):
        raise DefinesEntities
    layout = _layout(source.head)
    pieces = records(text, layout.start) if layout else []
    if layout and pieces:
        yield from pages(pieces, source.locator, str(LAYOUTS.index(layout)))
    else:
        yield Page(source.locator, (text, None))


def _plain_page(text: str, locator: str) -> Reading | None:
    """A page that only looked like an export, from outside."""
    from indexer.readers.html import read_markup

    return read_markup(text, locator)


def _layout(head: bytes) -> Layout | None:
    signs = narrow(head)
    return next((layout for layout in LAYOUTS if layout.sign.search(signs)), None)


def _first(root: HtmlElement, *tags: str) -> HtmlElement | None:
    return next(iter(root.iter(*tags)), None)


def _paragraphs(root: HtmlElement) -> tuple[str, ...]:
    return tuple(line for element in root.iter("p") for line in lines_of(element))


def _reading(article: Article, day: str | None) -> Reading | None:
    if not article.headline and not article.body:
        return None
    published, changes = dates.settle(day)
    return Reading(replace(article, published=published), changes)


_BROADCAST = re.compile(r"(?P<paper>.{2,80}?) vom (?P<day>\d{1,2}\.\d{1,2}\.\d{4})\b")


def _defacto(piece: str, locator: str) -> Reading | None:
    """`"Kurier" Nr. 14 vom 02.04.2013 Seite: 23` (or a programme and its day), `Ressort: Kultur`, a line above the
    headline, the headline, the text."""
    root = html_of(piece)
    facts = [" ".join(line.split()) for pre in root.iter("pre") for line in pre.text_content().splitlines()]
    head = next((match for line in facts if (match := HEAD.match(line) or _BROADCAST.match(line))), None)
    section = next((match[1] for line in facts if (match := SECTION.match(line))), None)
    heading = line_of(_first(root, "h3"))
    for pre in list(root.iter("pre")):
        pre.drop_tree()
    lines = lines_of(root)
    above = lines[: lines.index(heading)] if heading in lines else []
    article = Article(
        headline=one(heading),
        publisher=one(head["paper"]) if head else None,
        section=one(section),
        body=(*above, *_paragraphs(root)),
        locator=locator,
    )
    return _reading(article, head["day"] if head else None)


_MARK = re.compile(r"\^([А-Я]{2}):\s*(.*)")
_INDENTED = re.compile(r"\n(?=[ \t]{3,}\S)")


def _integrum(piece: str, locator: str) -> Reading | None:
    """Fields by their two letters (ИС source, РБ section, ДТ date, АВ author, ЗГ headline), then the text, whose
    paragraphs are indented."""
    root = html_of(piece)
    table = _first(root, "table")
    facts = lines_of(table) if table is not None else []
    said = {match[1]: match[2] for line in facts if (match := _MARK.match(line))}
    text = "\n".join(pre.text_content() for pre in root.iter("pre"))
    article = Article(
        headline=one(line_of(_first(root, "h3"))) or one(said.get("ЗГ")),
        byline=names(said.get("АВ")),
        publisher=one(said.get("ИС")),
        section=one(said.get("РБ")),
        body=tuple(line for part in _INDENTED.split(text) if (line := " ".join(part.split()))),
        locator=locator,
    )
    return _reading(article, said.get("ДТ"))


def _yomidasu(piece: str, locator: str) -> Reading | None:
    """A table of number, date, headline, edition, page; then the text."""
    root = html_of(piece)
    table = next(iter(root.find_class("contentsTable")), None)
    cells = [line_of(cell) for cell in table.iter("th", "td")] if table is not None else []
    text = next((element for element in root.iter("div") if element.get("id") == "heiseiDetailContents"), None)
    if len(cells) < 3 or text is None:
        return None
    article = Article(
        headline=one(cells[2]),
        publisher="読売新聞",
        section=one(cells[4]) if len(cells) > 4 else None,
        language="ja",
        body=_paragraphs(text),
        locator=locator,
    )
    return _reading(article, cells[1])


_PAPER = re.compile(r"(?P<paper>.*?)\s+(?P<day>\d{1,2}(?:-\d{1,2}-|\s+[^\W\d_]+\s+)\d{4})\s*")


def _knipselkrant(piece: str, locator: str) -> Reading | None:
    """A heading, then paper and date in italics, then the text; days come before months."""
    root = html_of(piece)
    said = line_of(_first(root, "i", "em"))
    paper = _PAPER.fullmatch(said)
    links = [found for link in root.iter("a") if (found := address(link.get("href")))]
    article = Article(
        url=links[0] if len(links) == 1 else None,
        headline=one(line_of(_first(root, "h2"))),
        publisher=one(paper["paper"]) if paper else one(said),
        body=_paragraphs(root),
        locator=locator,
    )
    return _reading(article, paper["day"].replace("-", ".") if paper else None)


LAYOUTS = (
    Layout(
        re.compile(rb"<title>\s*DeFacto\b|APA[- ]DeFacto|class=[\"']eintrag[\"']", re.IGNORECASE),
        re.compile(r"<div\b[^>]*class=[\"']eintrag[\"']", re.IGNORECASE),
        _defacto,
    ),
    Layout(
        re.compile(rb"<title>\s*Report \d\d\.\d\d\.\d{4}\b"),
        re.compile(r"<a name=[\"']\d+[\"']>\s*</a>\s*<table\b", re.IGNORECASE),
        _integrum,
    ),
    Layout(
        re.compile("<title>\\s*ヨミダス".encode()),
        re.compile(r"<div\b[^>]*id=[\"']heiseiDetailArea[\"'][^>]*>\s*<table\b"),
        _yomidasu,
    ),
    Layout(
        re.compile(rb"<h1>\s*Knipselkrant\b", re.IGNORECASE),
        re.compile(r"<a\s+name=[\"'][^\"']+[\"']>\s*</a>\s*<h2\b", re.IGNORECASE),
        _knipselkrant,
    ),
)
