"""Factiva's XML (`ppsArticleResponse`), which names its fields in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.article import Article, Caption, Reading
from indexer.readers import dates
from indexer.readers.exports import name_of, text_of, xml_of
from indexer.readers.factiva_fields import Fields, settled
from indexer.readers.values import lines, names, one, unique
from indexer.unpack import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLOSED = re.compile(r"</(?:\w+:)?article\s*>")

_NAMED = ("newsSubject", "region", "industry", "company", "person")


def read_xml(piece: str, locator: str) -> Reading | None:
    """The article in a record, which begins with its element. Raises Unreadable."""
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
    return settled(Fields(article, date, moments.get("time", ""), said("baseLanguage")), None, locator)


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
