"""Europresse (Eureka in Canada): exports as HTML, in its old layout and in its new.

The old one, to about 2014, is one line of text after another with a few classes on them; what stands in which line is
told by their order. The new one puts each article into an `<article>` with a `<header>`, a text and a `<footer>`.
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
from indexer.readers.values import names, one
from indexer.readers.whole import one_page
from indexer.sources import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PAGE = re.compile(
    rb"europresse\.com|eureka\.cc|cedrom-sni|DocPublicationName|titreArticleVisu|docOcurrContainer", re.I
)
_OLD = re.compile(r"<span\b[^>]*class=[\"']?DocPublicationName", re.IGNORECASE)
_NEW = re.compile(r"<article\b", re.IGNORECASE)
_NEW_SIGN = re.compile(r"docOcurrContainer|rdp__|class=[\"']?titreArticle\b|class=[\"']DocText", re.IGNORECASE)

_DAY = re.compile(
    r"(?P<day>\d{1,2}(?:er)?\s+[^\W\d_]{3,10}\.?\s+\d{4}|[^\W\d_]{3,10}\.?\s+\d{1,2},\s+\d{4}|\d{4}-\d\d-\d\d)"
    r"(?:\s*(?:-|à|at|,)?\s*(?P<hour>\d{1,2}:\d\d(?::\d\d)?))?(?:\s*(?:UTC|GMT)\s*(?P<zone>[+-]\d\d:?\d\d)?)?"
)
_WEEKDAY = re.compile(r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.I)
_NUMBER = re.compile(r"\b([a-z]{2,8}·\d{8}·[A-Za-z0-9]+·[\w.-]+)")
_ISSUE = re.compile(r"\s*,\s*(?:no|n°|vol|volume|nº)\b\.?.*$", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:copyright\s*)?(?:©|\(c\))\s*\d{4}|copyright\s+\d{4}", re.IGNORECASE)
_END = re.compile(r"(?:numéro de document|document number|nº de documento)\b", re.IGNORECASE)
_TITLE = "\ue000"
"""Stands for the headline in the lines of the old layout."""

_AUTHOR = 8
"""Words of the longest author's line."""


@dataclass(frozen=True, slots=True)
class EuropresseReader:
    """See the head of this module."""

    name: str = "europresse"
    version: int = 2
    extensions: frozenset[str] = frozenset((".html", ".htm"))

    def sniff(self, head: bytes) -> bool:
        return bool(_PAGE.search(narrow(head)))

    def read(self, source: Source) -> Iterator[Page]:
        return one_page(source)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped | Page]:
        """The pieces of the file that is given, or the article in the piece that is given. Raises DefinesEntities."""
        return cut_or_parsed(page, _cut, lambda kind: _PARSERS[str(kind)])


EUROPRESSE = EuropresseReader()


def _cut(data: bytes, source: Source) -> Iterator[Page | Skipped]:
    text = decode(data, markup=True).text
    if defines_entities(text):
        raise DefinesEntities
    new = [piece for piece in records(text, _NEW) if _NEW_SIGN.search(piece)]
    old = [] if new else records(text, _OLD)
    if new or old:
        yield from pages(new or old, source.locator, "new" if new else "old")
    else:
        yield Page(source.locator, (text, "plain"))


def _article(
    *, publisher: str, header: str, title: str | None, authors: str, body: list[str], number: str, locator: str
) -> Reading | None:
    if not title and not body:
        return None
    day = _DAY.search(header)
    published, changes = dates.settle(_moment(day) if day else header or None)
    found = _NUMBER.search(number)
    article = Article(
        guid=found[1] if found else None,
        headline=title,
        byline=names(authors),
        published=published,
        publisher=one(_ISSUE.sub("", publisher)),
        section=_section(header[: day.start()]) if day else None,
        body=tuple(body),
        locator=locator,
    )
    return Reading(article, changes)


def _moment(day: re.Match[str]) -> str:
    """The date as found, with its hour where one follows.

    >>> _moment(_DAY.search("Web, jeudi 5 octobre 2017 - 10:00 UTC +02:00, p. 3"))
    '2017-10-05T10:00+02:00'
    """
    date = dates.parse(day["day"])
    if not date or not day["hour"]:
        return day["day"]
    return f"{date}T{day['hour']:0>5}{day['zone'] or ''}"


def _section(before: str) -> str | None:
    """What stands before the date, without the weekday.

    >>> _section("Politique, jeudi ")
    'Politique'
    """
    return one(_WEEKDAY.sub("", before).strip(" ,·-"))


# The new layout


def _from_new(piece: str, locator: str) -> Reading | None:
    root = html_of(piece)
    text = _first(root, "docOcurrContainer")
    if text is None:
        text = _first(root, "DocText")
    header = next(iter(root.iter("header")), None)
    title = _first(root, "titreArticleVisu")
    heading = title if title is not None else _first(root, "titreArticle")
    small = [line for element in root.iter("footer") for line in lines_of(element)]
    above = [line_of(element) for element in root.find_class("rdp__subtitle")]
    return _article(
        publisher=line_of(_first(root, "DocPublicationName")),
        header=" ".join(line_of(element) for element in root.find_class("DocHeader")),
        title=one(line_of(heading)),
        authors=_authors(root, header, title),
        body=[*above, *(lines_of(text) if text is not None else [])],
        number=" ".join(small) or piece[-2000:],
        locator=locator,
    )


def _first(root: HtmlElement, name: str) -> HtmlElement | None:
    return next(iter(root.find_class(name)), None)


def _authors(root: HtmlElement, header: HtmlElement | None, title: HtmlElement | None) -> str:
    """The authors' own line, or the one under the headline in the class that it shares with the line above."""
    said = _first(root, "docAuthors")
    if said is not None:
        return line_of(said)
    if header is None or title is None:
        return ""
    below = False
    for element in header.iter():
        below |= element is title
        if below and element is not title and "sm-margin-bottomNews" in str(element.get("class", "")):
            return line_of(element)
    return ""


# The old layout


def _from_old(piece: str, locator: str) -> Reading | None:
    root = html_of(piece)
    title = _first(root, "TitreArticleVisu")
    heading = one(line_of(title)) if title is not None else None
    publisher = _first(root, "DocPublicationName")
    header = "".join(element.text_content() for element in root.find_class("DocHeader"))
    name = line_of(publisher)
    for element in [*root.find_class("DocHeader"), *root.find_class("DocPublicationName")]:
        element.drop_tree()
    if title is not None:
        tail = title.tail
        title.clear()
        title.text, title.tail = _TITLE, tail
    found = lines_of(root)
    at = next((n for n, line in enumerate(found) if _TITLE in line), -1)
    end = next((n for n, line in enumerate(found) if n > at and (_END.match(line) or _NUMBER.match(line))), len(found))
    above = [line for line in found[: max(at, 0)] if line.strip(" ,")]
    body = found[at + 1 : end]
    number = " ".join(found[end : end + 2])
    while body and _RIGHTS.match(body[-1]):
        body.pop()
    author = body.pop(0) if len(body) > 1 and _is_author(body[0]) else ""
    return _article(
        publisher=name,
        header=header,
        title=heading,
        authors=author,
        body=[*above, *body],
        number=number,
        locator=locator,
    )


def _is_author(line: str) -> bool:
    """Whether the first line under a headline is a name: short, and no sentence."""
    return len(line.split()) <= _AUTHOR and not re.search(r"[.!?:;…»\"]$", line)


def _plain_page(text: str, locator: str) -> Reading | None:
    """A page that only looked like an export, from outside."""
    from indexer.readers.html import read_markup

    return read_markup(text, locator)


_PARSERS = {"new": _from_new, "old": _from_old, "plain": _plain_page}
