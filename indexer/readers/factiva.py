"""Factiva: what Dow Jones's press database exports, as HTML and as XML.

The HTML has two layouts. "Full Article plus Indexing" is a table of rows, each a field's code (HD, BY, PD, SN, LP, TD)
and its value. Without the indexing, the same values stand in the same order without their codes: section, headline,
byline, credit, number of words, date, hour, source, its code, edition, page, language, copyright, then the text, the
publisher and the accession number. The XML (`ppsArticleResponse`) names its fields in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.article import Article, Caption, Reading, Skipped
from indexer.readers import dates
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.encoding import declared, decode, narrow
from indexer.readers.exports import each, html_of, line_of, lines_of, name_of, records, text_of, xml_of
from indexer.readers.paragraphs import Paragraph
from indexer.readers.values import lines, names, one, tag, unique
from indexer.readers.whole import whole
from indexer.sources import Source
from indexer.unpack import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_PAGE = re.compile(
    rb"<title>\s*(?:Dow Jones )?Factiva\b[^<]{0,40}</title>|/printsavews\.aspx|class=[\"']article [a-z]{2,6}Article\b",
    re.IGNORECASE,
)
_XML = re.compile(rb"<(?:\w+:)?(?:PPSResponse|ppsArticleResponse|ppsarticleResultSet|ppsarticle)\b", re.IGNORECASE)
_ON_PAGE = re.compile(r"<div\b[^>]*\bclass\s*=\s*[\"']?article ([a-z]{2,6})Article\b", re.IGNORECASE)
_IN_XML = re.compile(r"<(?:\w+:)?article(?=[\s>])")
_CLOSED = re.compile(r"</(?:\w+:)?article\s*>")

_CODE = re.compile(r"[A-Z]{2,4}")
_ACCESSION = re.compile(r"\b([A-Z0-9]{6,12}(?:1[5-9]|20)\d{6}[a-z0-9]{4,12}|[A-Z0-9]{6,12}\d{8}-\d{4,})\b")
_WORDS = re.compile(r"\d[\d.,'’\s]*\s*[^\W\d_]{1,12}")
_COUNTED = re.compile(
    r"\d[\d.,'’\s]*\s*(?:words?|wörter|mots|palabras|parole|palavras|woorden|слов[а]?|字|語|단어)", re.IGNORECASE
)
_HOUR = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_COPYRIGHT = re.compile(r"(?:\(c\)|©|copyright\b|all rights reserved)", re.IGNORECASE)
_SUBJECT = re.compile(r"^\S+ : ")
_SOFT = re.compile(r"&(?:amp;)?softReturn;")  # the database's own name for a line's end, in text and bylines

_KEYWORDS = ("NS", "RE", "IN", "CO")
_NAMED = ("newsSubject", "region", "industry", "company", "person")


@dataclass(frozen=True, slots=True)
class FactivaReader:
    """See the head of this module."""

    name: str = "factiva"
    version: int = 1
    extensions: frozenset[str] = frozenset((".html", ".htm"))

    def sniff(self, head: bytes) -> bool:
        head = narrow(head)
        return bool(_PAGE.search(head) or _XML.search(head))

    def read(self, source: Source) -> Iterator[Reading | Skipped]:
        data, fault = whole(source)
        text = _SOFT.sub(" ", decode(data, said=declared(data)).text)
        if defines_entities(text):
            raise DefinesEntities
        if _XML.search(narrow(source.head)):
            yield from each(records(text, _IN_XML), source.locator, _from_xml)
        elif pieces := records(text, _ON_PAGE):
            yield from each(pieces, source.locator, _from_page)
        else:
            yield from _plain_page(text, source.locator)
        if fault:
            raise fault


FACTIVA = FactivaReader()


def _plain_page(text: str, locator: str) -> Iterator[Reading | Skipped]:
    """A page that only looked like an export, from outside."""
    from indexer.readers.html import read_markup

    yield read_markup(text, locator) or Skipped(locator, "no article: neither text nor title")


def _from_page(piece: str, locator: str) -> Reading | None:
    found = _ON_PAGE.match(piece)
    language = tag(found[1][:2]) if found else None
    block = next(iter(html_of(piece).find_class("article")), None)
    if block is None:
        return None
    rows = dict(_rows(block))
    article = _coded(rows) if "HD" in rows or "LP" in rows or "TD" in rows else _bare(block)
    return _settled(article, language, locator)


def read_coded(rows: dict[str, list[str]], locator: str) -> Reading | None:
    """The article in a record's rows: the lines of each field by its code."""
    return _settled(_coded(rows), None, locator)


@dataclass(frozen=True, slots=True)
class _Fields:
    """What an export says of an article, as it stands there."""

    article: Article
    date: str = ""
    hour: str = ""
    language: str = ""


def _settled(fields: _Fields, language: str | None, locator: str) -> Reading | None:
    from dataclasses import replace

    published, changes = dates.settle(_moment(fields.date, fields.hour) or fields.date or None)
    article = replace(fields.article, published=published, language=tag(fields.language) or language, locator=locator)
    return Reading(article, changes) if article.body or article.headline else None


def _moment(date: str, hour: str) -> str | None:
    """The date with its hour, where both are known.

    >>> _moment("29 December 2011", "15:32"), _moment("2011", "15:32")
    ('2011-12-29T15:32', None)
    """
    day = dates.parse(date)
    if day is None or len(day) != 10 or not _HOUR.fullmatch(hour.strip()):
        return None
    return dates.parse(f"{day}T{hour.strip():0>5}")


# The table with codes


def _rows(block: HtmlElement) -> Iterator[tuple[str, list[str]]]:
    """The code and the lines of each row."""
    for row in block.iter("tr"):
        cells = row.findall("td")
        if len(cells) >= 2 and _CODE.fullmatch(code := line_of(cells[0])):
            yield code, lines_of(cells[1])


def _coded(rows: dict[str, list[str]]) -> _Fields:
    def said(*codes: str) -> str:
        return next((" ".join(rows[code]) for code in codes if rows.get(code)), "")

    accession = _ACCESSION.search(said("AN"))
    subjects = [_SUBJECT.sub("", part.strip()) for code in _KEYWORDS for part in said(code).split(" | ")]
    article = Article(
        guid=accession[1] if accession else one(said("AN").rpartition(" ")[2]),
        headline=one(said("HD")),
        byline=names(said("BY")),
        dateline=one(said("DLN")),
        publisher=one(said("SN")),
        section=one(said("SE", "CLM")),
        body=tuple(line for code in ("LP", "TD", "CX") for line in rows.get(code, ())),
        captions=tuple(Caption(line) for line in rows.get("ART", ())),
        credit=one(said("CR")),
        keywords=unique(subjects),
    )
    return _Fields(article, said("PD"), said("ET"), said("LA"))


# The same without codes


def _bare(block: HtmlElement) -> _Fields:
    above, title, below = _around_the_headline(block)
    text, tail = _paragraphs(block)
    words = next((n for n, line in enumerate(below) if _WORDS.fullmatch(line)), None)
    at = next((n for n, line in enumerate(below) if n > (words or -1) and dates.parse(line)), None)
    author = next((line_of(div) for div in block.find_class("author")), "")
    credits = [line for line in below[: at if words is None else words] if line != author]
    facts = below[at + 1 :] if at is not None else []
    hour = facts.pop(0) if facts and _HOUR.fullmatch(facts[0]) else ""
    accession = next((match for line in reversed(tail) if (match := _ACCESSION.search(line))), None)
    article = Article(
        guid=accession[1] if accession else None,
        headline=title,
        byline=names(author),
        publisher=facts[0] if facts else None,
        section=above[0] if above else None,
        body=(*text, *_still_text(tail)),
        credit=one(" ".join(credits)),
    )
    language = next((tag(line) for line in facts[2:] if not _COPYRIGHT.search(line) and tag_by_name(line)), None)
    return _Fields(article, below[at] if at is not None else "", hour, language or "")


def tag_by_name(line: str) -> bool:
    """Whether the line names a language, and isn't a code of some other thing ("A", "SC")."""
    return len(line) > 3 and tag(line) is not None and "-" not in line


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


def _still_text(tail: list[str]) -> list[str]:
    """What follows the text ends in the publisher's name and the accession number; what stands before them is the
    story's."""
    numbered = next((n for n, line in enumerate(tail) if _ACCESSION.search(line)), None)
    return tail[: max(0, numbered - 1)] if numbered is not None else tail


# The same in a document


def is_number(line: str) -> bool:
    """Whether the line is that of the accession number, with which a record ends.

    >>> is_number("Document INLGAZ0020190702ef720000b"), is_number("Document 1 of 20")
    (True, False)
    """
    return len(line) < 60 and re.fullmatch(rf"[^\W\d_]{{2,12}}[\s:]+{_ACCESSION.pattern}", line.strip()) is not None


def read_lines(record: list[Paragraph], locator: str) -> Reading | None:
    """The article in a record without codes: section, headline, byline, number of words, date and the rest in the same
    order as on a page. The headline is bold; where nothing is, it is the first line, or the second below a short
    one."""
    lines = [" ".join(paragraph.text.split()) for paragraph in record]
    words = next((n for n, line in enumerate(lines) if _COUNTED.fullmatch(line)), None)
    if words is None:
        return None
    end = next((n for n, line in enumerate(lines) if n > words and _COPYRIGHT.match(line)), None)
    at = next((n for n in range(words + 1, len(lines)) if dates.parse(lines[n])), None)
    if at is None or (end is not None and at > end):
        return None
    facts = lines[at + 1 : end]
    hour = facts.pop(0) if facts and _HOUR.fullmatch(facts[0]) else ""
    title = _title(record[:words])
    accession = _ACCESSION.search(lines[-1])
    article = Article(
        guid=accession[1] if accession else None,
        headline=one(lines[title]) if words else None,
        byline=names(lines[title + 1]) if title + 1 < words else (),
        publisher=one(facts[0]) if facts else None,
        section=one(lines[0]) if title else None,
        body=tuple(_still_text(lines[(end if end is not None else at + 1 + len(facts[:5])) + 1 :])),
    )
    language = next((tag(line) for line in facts[2:] if tag_by_name(line)), None)
    return _settled(_Fields(article, lines[at], hour, language or ""), None, locator)


def _title(above: list[Paragraph]) -> int:
    """Which of the lines above the number of words is the headline."""
    bold = next((n for n, paragraph in enumerate(above) if paragraph.bold), None)
    if bold is not None:
        return bold
    return 1 if len(above) > 2 or (len(above) == 2 and 2 * len(above[0].text) < len(above[1].text)) else 0


# XML


def _from_xml(piece: str, locator: str) -> Reading | None:
    end = _CLOSED.search(piece)
    if end is None:
        raise Unreadable("the record isn't closed; the file ends in it, or it is damaged")
    root = xml_of(piece[: end.end()])
    parts: dict[str, list[_Element]] = {}
    for child in root:
        parts.setdefault(name_of(child), []).append(child)

    def said(name: str) -> str:
        return next((text for element in parts.get(name, ()) if (text := _text(element))), "")

    stated = parts.get("publicationDate", [])
    moments = {name_of(child): _text(child) for element in stated for child in element}
    named = [
        _text(child) for key in _NAMED for part in parts.get(key, ()) for child in part if name_of(child) == "name"
    ]
    updated = next((dates.parse(_text(element)) for element in parts.get("modificationDate", ())), None)
    article = Article(
        guid=one(said("accessionNo")),
        headline=one(said("headline")),
        byline=names(said("byline")),
        updated=updated,
        publisher=one(said("sourceName")) or one(said("publisherName")),
        section=one(said("sectionName")) or one(said("columnName")),
        body=tuple(
            line
            for key in ("leadParagraph", "tailParagraphs", "corrections")
            for element in parts.get(key, ())
            for line in _body(element)
        ),
        captions=tuple(Caption(text) for element in parts.get("artWork", ()) if (text := _text(element))),
        credit=one(said("credit")),
        keywords=unique(named),
    )
    date = moments.get("dateTime") or moments.get("date") or said("publicationDate")
    return _settled(_Fields(article, date, moments.get("time", ""), said("baseLanguage")), None, locator)


def _text(element: _Element) -> str:
    return re.sub(r"\s+", " ", text_of(element)).strip()


def _body(element: _Element) -> list[str]:
    """The paragraphs, a line each; where there are none, or one is preformatted, the lines as they stand."""
    paragraphs = [child for child in element if name_of(child) == "paragraph"]
    if not paragraphs:
        return list(lines(text_of(element)))
    found: list[str] = []
    for paragraph in paragraphs:
        if paragraph.get("display", "").lower() in ("preformatted", "fixed", "preserve"):
            found += lines(text_of(paragraph))
        elif text := _text(paragraph):
            found.append(text)
    return found
