"""NITF, the News Industry Text Format (IPTC, versions 3.0 to 3.6): one document, one article.

The date is that of issue: `date.issue`, else `date.release`, `pubdata` or the dateline's; `revision-history` gives the
date of the last revision. Not read: urgency, rights, expiry, and notes that are not to be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indexer.article import Article, Change, Ignored, Page, Reading, Skipped
from indexer.dates import bounds
from indexer.readers import dates, xml
from indexer.readers.values import address, tag, unique
from indexer.readers.wording import Wording, media, paragraphs, people, place, plain
from indexer.readers.xml import below, language_of, local, said, stated, words
from indexer.sources import Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_KINDS = frozenset(("news", "feature", "analysis", "current", "data", "opinion", "normal", "text", "article"))
"""Values of `tobject.type` that say what kind of text it is, as the standard means it. Others put the section there."""

_OWNED = re.compile(r"[\s.,]*\ball rights reserved\b.*$|^(?:copyright|\(c\)|©)[\s\d,]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NitfReader:
    """See the head of this module."""

    name: str = "nitf"
    version: int = 1
    extensions: frozenset[str] = frozenset((".nitf",))

    def sniff(self, head: bytes) -> bool:
        return xml.root_of(head) == "nitf"

    def read(self, source: Source) -> Iterator[Page | Skipped]:
        return xml.pages(source, frozenset(("nitf",)))

    def read_page(self, page: Page) -> Iterator[Reading | Skipped | Ignored]:
        """The article in the record that is given."""
        yield xml.read_page(page, frozenset(("nitf",)), _article)


NITF = NitfReader()


def _article(nitf: Element, locator: str) -> Reading | None:
    keywords = _keywords(nitf)
    told = wording(nitf)
    told = replace(told, decks=tuple(deck for deck in told.decks if plain(deck) not in map(plain, keywords)))
    published, changes = _published(nitf)
    article = Article(
        guid=stated(nitf, "head/docdata/doc-id", "id-string") or stated(nitf, "head/docdata/du-key", "key"),
        url=address(stated(nitf, "//pubdata", "ex-ref")),
        headline=told.headline,
        byline=told.byline,
        dateline=told.dateline,
        published=published,
        updated=_updated(nitf, published),
        publisher=_publisher(nitf),
        section=_section(nitf),
        language=tag(nitf.get("baselang") or language_of(nitf)),
        body=told.text,
        captions=told.captions,
        keywords=keywords,
        locator=locator,
    )
    return Reading(article, changes) if article.body or article.headline or article.captions else None


def wording(nitf: Element) -> Wording:
    """The words of an NITF document, whether it stands alone or in an item of another format."""
    heads = [words(hl) for hl in below(nitf, "body/body.head/hedline/hl1")]
    decks = [words(hl) for hl in below(nitf, "body/body.head/hedline/hl2")]
    decks += [line for part in below(nitf, "body/body.head/abstract") for line in paragraphs(part)]
    body = [
        *(
            line
            for part in below(nitf, "body/body.head/note")
            if part.get("type") != "npa"
            for line in paragraphs(part)
        ),
        *(line for part in below(nitf, "body/body.content") for line in paragraphs(part)),
        *(line for part in below(nitf, "body/body.end/tagline") for line in paragraphs(part)),
    ]
    return Wording(
        headline=next(filter(None, heads), None)
        or said(nitf, "body/body.head/hedline", "body/body.head/headline/hl1", "head/title"),
        decks=tuple(filter(None, [*heads[1:], *decks])),
        byline=_byline(nitf),
        dateline=_dateline(nitf),
        body=tuple(body),
        captions=media(nitf),
    )


def _byline(nitf: Element) -> tuple[str, ...]:
    """The people of the bylines; the standard form of a name that is printed above stays out."""
    bylines = below(nitf, "body/body.head/byline")
    printed = [byline for byline in bylines if "normalized" not in (byline.get("class") or "")]
    found: list[str] = []
    for byline in printed or bylines:
        persons = [person for person in below(byline, "person") if words(person)]
        for person in persons or [byline]:
            title = {*below(person, "byttl")}
            text = "".join(_texts(person, title))
            found += people(" ".join(text.split()))
    return unique(found)


def _texts(element: Element, without: set[Element]) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren():
        if child not in without:
            yield from _texts(child, without)
        yield child.tail or ""


def _dateline(nitf: Element) -> str | None:
    for dateline in below(nitf, "body/body.head/dateline"):
        location = [text for part in below(dateline, "location") if (text := words(part))]
        if location:
            cities = [text for part in below(dateline, "location/*") if (text := words(part))]
            joined = (
                "" if any((part.tail or "").strip() for part in below(dateline, "location/*")) else ", ".join(cities)
            )
            return place(joined or location[0])
        if found := place("".join(_texts(dateline, {*below(dateline, "story.date")}))):
            return found
    return None


def _published(nitf: Element) -> tuple[str | None, tuple[Change, ...]]:
    """The date of issue; where it is none, the next that the document states."""
    raw = [
        stated(nitf, "//date.issue", "norm"),
        stated(nitf, "//date.release", "norm"),
        stated(nitf, "//pubdata", "date.publication"),
        stated(nitf, "//story.date", "norm"),
        said(nitf, "//story.date"),
    ]
    for value in raw:
        if date := dates.parse(value):
            return date, ()
    return dates.settle(next(filter(None, raw), None))


def _updated(nitf: Element, published: str | None) -> str | None:
    """The last revision, when it came after the issue: those before made the article that was issued."""
    found = [date for part in below(nitf, "//revision-history") if (date := dates.parse(part.get("norm")))]
    last = max(found, key=lambda date: bounds(date)[0], default=None)
    return last if last and (not published or bounds(last)[0] > bounds(published)[0]) else None


def _publisher(nitf: Element) -> str | None:
    """The paper that printed it, else the agency that sent it, else who owns it."""
    owner = stated(nitf, "//doc.copyright", "holder") or said(
        nitf, "//rights/rights.owner", "//copyrite/copyrite.holder"
    )
    return (
        stated(nitf, "//pubdata", "name")
        or said(nitf, "body/body.head/distributor")
        or (_OWNED.sub("", owner).strip() if owner else None)
        or stated(nitf, "//doc-id", "regsrc")
        or stated(nitf, "//del-list/from-src", "src-name")
    )


def _section(nitf: Element) -> str | None:
    metas = {(meta.get("name") or "").lower(): (meta.get("content") or "").strip() for meta in below(nitf, "head/meta")}
    kind = stated(nitf, "head/tobject", "tobject.type")
    return (
        stated(nitf, "//pubdata", "position.section")
        or metas.get("online_sections")
        or metas.get("dsk")
        or (kind if kind and kind.casefold() not in _KINDS else None)
        or metas.get("print_section")
        or None
    )


def _keywords(nitf: Element) -> tuple[str, ...]:
    """Keywords, the series, the subjects by name, and what the head identifies."""
    found: list[str | None] = [part.get("key") or words(part) for part in below(nitf, "//key-list/keyword")]
    found += [part.get("series.name") for part in below(nitf, "//series")]
    for subject in below(nitf, "head/tobject/tobject.subject"):
        found += [subject.get(f"tobject.subject.{level}") for level in ("type", "matter", "detail")]
    for part in below(nitf, "//docdata/identified-content/*"):
        found.append(words(part) or (part.get("value") if local(part) == "classifier" else None))
    return unique(text.strip() for text in found if text)
