"""NewsML-G2 (IPTC): a news item or package, or a message with several.

A news item gives one article: its text from `inlineXML` (NITF or XHTML) or `inlineData`; one of a picture, a film or a
sound gives its headline and its caption. A package is a list of other items: its article has their headlines. A package
without words is the message's table of contents, a picture without any only a file: both are ignored. `firstCreated` is
the date, `versionCreated` that of the last revision. Not read: embargoes, rights, notes to editors, ratings, codes
without a name, planning and concept items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from indexer.article import Article, Caption, Change, Ignored, Page, Reading, Skipped
from indexer.dates import bounds
from indexer.readers import dates, xml
from indexer.readers.content import from_content
from indexer.readers.values import one, tag, unique
from indexer.readers.wording import (
    Wording,
    agency,
    counted,
    people,
    place,
    plain,
)
from indexer.readers.xml import below, language_of, local, said, stated, words
from indexer.sources import Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ITEMS = frozenset(("newsItem", "packageItem"))
_SIGNS = re.compile(r"iptc\.org/std/nar/|NewsML-G2|<(?:\w+:)?(?:itemMeta|itemSet)\b")
_SECTION = re.compile(r"department|section|ressort|desk|category|dpacat", re.IGNORECASE)
_PICTURE = re.compile(r"picture|photo|graphic|video|audio|animated|still", re.IGNORECASE)
_WORDED = re.compile(r"nitf|html")
_CAPTION = re.compile(r"caption", re.IGNORECASE)
_UNKNOWN = re.compile(r"no[- ]data|unknown|n/a|none\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NewsmlG2Reader:
    """See the head of this module."""

    name: str = "newsml-g2"
    version: int = 1
    extensions: frozenset[str] = frozenset((".newsml",))

    def sniff(self, head: bytes) -> bool:
        return xml.root_of(head) in (*_ITEMS, "newsMessage") and bool(_SIGNS.search(xml.start_of(head)))

    def read(self, source: Source) -> Iterator[Page | Skipped]:
        return xml.pages(source, _ITEMS)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped | Ignored]:
        """The article in the record that is given."""
        yield xml.read_page(page, _ITEMS, _article)


NEWSML_G2 = NewsmlG2Reader()


def _article(item: Element, locator: str) -> Reading | Skipped | Ignored:
    language = stated(item, "contentMeta/language", "tag") or language_of(item)
    headline, decks = _headlines(item, language)
    told = _told(item, locator)
    told = replace(told, headline=headline or told.headline, decks=(*decks, *told.decks))
    credit = said(item, "contentMeta/creditline") or agency(said(item, "contentMeta/dateline"))
    captions = told.captions
    if _is_picture(item):
        captions = counted((*_described(item, credit, language), *captions))
    elif not told.body:
        told = replace(told, body=_summary(item, language))
    if not (told.headline or told.body or captions):
        if local(item) == "packageItem" or below(item, "contentSet/remoteContent"):
            return Ignored(locator)
        return Skipped(locator, f"no article: neither text nor title{_withdrawn(item)}")
    published, changes = _published(item)
    body = told.text
    article = Article(
        guid=(item.get("guid") or "").strip() or None,
        headline=told.headline,
        byline=_byline(item) or told.byline,
        dateline=_dateline(item, told, body),
        published=published,
        updated=_updated(item, published),
        publisher=_publisher(item),
        section=_section(item, language),
        language=tag(language),
        body=body,
        captions=captions,
        credit=credit,
        keywords=_keywords(item, language),
        locator=locator,
    )
    return Reading(article, (*changes, *told.changes))


def _told(item: Element, locator: str) -> Wording:
    """The words of the first content that has any, NITF and XHTML first; of a package, those of what it lists."""
    if local(item) == "packageItem":
        return _listed(item)
    contents = [
        (content, f"{content.get('contenttype') or ''} {content.get('encoding') or ''}".lower())
        for content in (*below(item, "contentSet/inlineXML"), *below(item, "contentSet/inlineData"))
    ]
    contents.sort(key=lambda pair: not _WORDED.search(pair[1]))
    for content, kind in contents:
        told = from_content(content, kind, locator)
        if told.body or told.captions:
            return told
    return Wording()


def _listed(package: Element) -> Wording:
    """The headlines of what a package lists; those of its pictures are captions."""
    body: list[str] = []
    captions: list[Caption] = []
    for ref in below(package, "//itemRef"):
        text = said(ref, "headline", "title", "description")
        if text and _PICTURE.search(stated(ref, "itemClass", "qcode") or ""):
            captions.append(Caption(text, said(ref, "creditline")))
        elif text:
            body.append(text)
    return Wording(body=unique(body), captions=counted(captions))


def _is_picture(item: Element) -> bool:
    return bool(_PICTURE.search(stated(item, "itemMeta/itemClass", "qcode") or ""))


def _headlines(item: Element, language: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The headline and what stands below it: headlines of another role, in the item's language."""
    found = [h for h in _in(below(item, "contentMeta/headline"), language) if words(h)]
    minor = [h for h in found if re.search("sub|deck|kicker|over", h.get("role") or "", re.IGNORECASE)]
    main = [h for h in found if h not in minor]
    return (
        words(main[0]) if main else said(item, "itemMeta/title"),
        tuple(text for h in minor if "sub" in (h.get("role") or "").lower() and (text := words(h))),
    )


def _in(elements: list[Element], language: str | None) -> list[Element]:
    """Those of `elements` that are in the item's language, where they say theirs; all when none is."""
    key = "{http://www.w3.org/XML/1998/namespace}lang"
    first = (language or "").split("-")[0].lower()
    fitting = [e for e in elements if not e.get(key) or (e.get(key) or "").split("-")[0].lower() == first]
    return fitting or elements


def _name(concept: Element, language: str | None) -> str | None:
    """A concept's name: the one to show, in the item's language, not its code."""
    found = [n for n in _in(below(concept, "name"), language) if words(n)]
    found.sort(key=lambda n: bool(re.search("short|mnemonic|code", n.get("role") or "", re.IGNORECASE)))
    return words(found[0]) if found else None


def _described(item: Element, credit: str | None, language: str | None) -> Iterator[Caption]:
    """The caption of a picture: the description that says it is one, else the first."""
    found = [d for d in _in(below(item, "contentMeta/description"), language) if words(d)]
    captions = [d for d in found if _CAPTION.search(d.get("role") or "")]
    for description in captions or found[:1]:
        yield Caption(words(description) or "", credit)


def _summary(item: Element, language: str | None) -> tuple[str, ...]:
    """What describes an item without a text, unless it repeats the headline."""
    if local(item) == "packageItem":
        return ()
    found = (words(d) for d in _in(below(item, "contentMeta/description"), language))
    return tuple(text for text in found if text)[:1]


def _byline(item: Element) -> tuple[str, ...]:
    """Who wrote it: `by`, else the creators that are people by name."""
    if found := unique(name for by in below(item, "contentMeta/by") for name in people(words(by))):
        return found
    firms = {plain(name) for name in (_publisher(item), said(item, "contentMeta/creditline")) if name}
    firms |= {plain(name) for name in _names(below(item, "contentMeta/infoSource"), None)}
    creators = _names(below(item, "contentMeta/creator"), None)
    return unique(name for name in creators if " " in name and not re.search(r"\d", name) and plain(name) not in firms)


def _names(concepts: list[Element], language: str | None) -> list[str]:
    return [name for c in concepts if (name := _name(c, language) or one(c.get("literal")))]


def _dateline(item: Element, told: Wording, body: tuple[str, ...]) -> str | None:
    """The dateline; where a text begins without one, the place where it was written. Some write a time there."""
    from indexer.text.credits import dateline

    line = place(said(item, "contentMeta/dateline"))
    if line and not dates.parse(re.sub(r"\s*GMT\+00:00$", "", line)):
        return line
    if told.dateline or local(item) == "packageItem" or any(dateline(text) for text in body[:3]):
        return told.dateline
    return next((name for name in _names(below(item, "contentMeta/located"), None) if not _UNKNOWN.match(name)), None)


def _published(item: Element) -> tuple[str | None, tuple[Change, ...]]:
    raw = [said(item, "itemMeta/firstCreated", "contentMeta/contentCreated"), said(item, "itemMeta/versionCreated")]
    for value in raw:
        if date := dates.parse(value):
            return date, ()
    return dates.settle(next(filter(None, raw), None))


def _updated(item: Element, published: str | None) -> str | None:
    """The date of this version, if it isn't that of the first: versions of one item follow each other by it."""
    date = dates.parse(said(item, "itemMeta/versionCreated"))
    return date if date and published and bounds(date)[0] > bounds(published)[0] else None


def _publisher(item: Element) -> str | None:
    """The provider by name, by code or by address; else who sent the message, else who holds the rights."""
    for path in ("itemMeta/provider", "rightsInfo/copyrightHolder"):
        for party in below(item, path):
            code = (party.get("qcode") or "").rpartition(":")[2]
            site = urlsplit(party.get("uri") or "").netloc.removeprefix("www.")
            if name := _name(party, None) or one(party.get("literal")) or one(code) or site:
                return name
        for header in item.iterancestors("{*}newsMessage"):
            if sender := said(header, "header/sender"):
                return sender
    return None


def _section(item: Element, language: str | None) -> str | None:
    for subject in below(item, "contentMeta/subject"):
        if _SECTION.search(f"{(subject.get('qcode') or '').partition(':')[0]} {subject.get('type') or ''}"):
            name = _name(subject, language)
            if name and len(name) > 2:
                return name
    return None


def _keywords(item: Element, language: str | None) -> tuple[str, ...]:
    """Keywords, subjects by name, the slugline."""
    found: list[str | None] = [words(k) for k in below(item, "contentMeta/keyword")]
    found += [_name(subject, language) for subject in below(item, "contentMeta/subject")]
    found.append(said(item, "contentMeta/slugline"))
    return unique(name for name in found if name and len(name) > 1)


def _withdrawn(item: Element) -> str:
    status = (stated(item, "itemMeta/pubStatus", "qcode") or "").rpartition(":")[2]
    return f"; it is {status}" if status in ("canceled", "withheld") else ""
