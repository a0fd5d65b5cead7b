"""NewsML 1.0 to 1.2 (IPTC): a NewsEnvelope with NewsItems, each of NewsComponents in NewsComponents.

A NewsItem gives one article. Its text is that of the components that carry text, but for style sheets, contacts and the
headline again; of components that are equivalents (`EquivalentsList`) the first that has one. Pictures give captions.
The guid is the PublicIdentifier without the revision that it ends in, so that revisions are of one article; they follow
each other by `ThisRevisionCreated`. Not read: urgency, rights, topics without a name, items that are only referred to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from indexer.article import Article, Caption, Change, Ignored, Page, Reading, Skipped
from indexer.dates import bounds
from indexer.readers import dates, xml
from indexer.readers.content import from_content
from indexer.readers.values import address, tag, unique
from indexer.readers.wording import Wording, agency, counted, people, place, plain
from indexer.readers.xml import below, language_of, said, stated, words
from indexer.sources import Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ELSEWHERE = re.compile(
    r"^(?:stylesheet|headline|slugline|logo|contact|copyright|rights|byline|dateline|metadata"
    r"|author ?line|credit ?line)$",
    re.IGNORECASE,
)
"""Roles of components whose text isn't the article's, or stands in a line of its own."""

_DECK = re.compile(r"^sub ?head ?line$", re.IGNORECASE)
_CAPTION = re.compile(r"caption|legend", re.IGNORECASE)
_PICTURE = re.compile(r"photo|picture|graphic|image|video|audio|jpe?g|gif|png|wmv|quicktime|mpeg", re.IGNORECASE)
_NO_TEXT = re.compile(r"css|javascript|json|sportsml|octet", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Newsml1Reader:
    """See the head of this module."""

    name: str = "newsml-1"
    version: int = 1
    extensions: frozenset[str] = frozenset((".newsml",))

    def sniff(self, head: bytes) -> bool:
        return xml.root_of(head) == "NewsML"

    def read(self, source: Source) -> Iterator[Page | Skipped]:
        return xml.pages(source, frozenset(("NewsItem",)), nested=True)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped | Ignored]:
        """The article in the record that is given."""
        yield xml.read_page(page, frozenset(("NewsItem",)), _article)


NEWSML_1 = Newsml1Reader()


def _article(item: Element, locator: str) -> Reading | Ignored | None:
    told = _told(item, locator)
    if not (told.headline or told.body or told.captions):
        return Ignored(locator) if _refers(item) else None
    language = _language(item)
    published, changes = _published(item)
    dateline = said(item, "//NewsLines/DateLine")
    article = Article(
        guid=_guid(item),
        url=_url(item),
        headline=told.headline,
        byline=unique(name for line in below(item, "//NewsLines/ByLine") for name in people(words(line)))
        or told.byline,
        dateline=(None if dates.parse(dateline) or _dated(dateline) else place(dateline)) or told.dateline,
        published=published,
        updated=_updated(item, published),
        publisher=_publisher(item),
        section=_section(item),
        language=tag(language),
        body=told.text,
        captions=told.captions,
        credit=said(item, "//NewsLines/CreditLine") or agency(dateline),
        keywords=_keywords(item, language),
        locator=locator,
    )
    return Reading(article, (*changes, *told.changes))


def _refers(item: Element) -> bool:
    """Whether the item has nothing but references: to other items, or to files of pictures and films."""
    refers = below(item, "//NewsItemRef") or [c for c in below(item, "//ContentItem") if c.get("Href")]
    return bool(refers) or bool(below(item, "Update")) or bool(below(item, "TopicSet"))


def _dated(line: str | None) -> bool:
    """Whether a dateline is a date in figures, and no place."""
    return bool(line and re.fullmatch(r"[\d\s./:-]+", line))


def _told(item: Element, locator: str) -> Wording:
    """The words of the item: lines from its outermost NewsLines, text and captions from all components."""
    found = [told for component in below(item, "NewsComponent") for told in _component(component, locator)]
    texts = [told for told in found if told.body]
    pictured = {plain(c.text) for told in found for c in told.captions}
    heads = [h for h in map(words, _own_lines(item, "HeadLine")) if h]
    main = next((h for h in heads if plain(h) not in pictured), heads[0] if heads else None)
    headline = main or next((s.headline for s in texts if s.headline), None)
    return Wording(
        headline=headline or said(item, "Identification/NameLabel"),
        decks=(
            *filter(None, map(words, _own_lines(item, "SubHeadLine"))),
            *(deck for told in found for deck in told.decks),
        ),
        byline=unique(name for s in texts for name in s.byline),
        dateline=next((s.dateline for s in texts if s.dateline), None),
        body=_joined(texts),
        captions=counted(c for s in found for c in s.captions),
        changes=tuple(change for s in found for change in s.changes),
    )


def _own_lines(item: Element, name: str) -> Iterator[Element]:
    """The lines with that name, but for those of pictures."""
    for line in below(item, f"//NewsLines/{name}"):
        component = next(line.iterancestors("{*}NewsComponent"), None)
        if component is None or not _is_picture(component):
            yield line


def _joined(texts: list[Wording]) -> tuple[str, ...]:
    """The texts one below another; one that stands there already stays out."""
    body: list[str] = []
    known = ""
    for told in texts:
        lines = told.text if len(texts) == 1 else replace(told, headline=None).text
        plainly = plain(" ".join(lines))
        if plainly not in known:
            body += lines
            known += f" {plainly}"
    return tuple(body)


def _component(component: Element, locator: str) -> Iterator[Wording]:
    """The texts and the captions in a component and in those inside it."""
    role = stated(component, "Role", "FormalName") or ""
    if _ELSEWHERE.match(role.replace(" ", "")):
        return
    if _is_picture(component) and not _CAPTION.search(role):
        yield _pictured(component, locator)
        return
    own = [s for content in below(component, "ContentItem") for s in _content(content, locator)]
    # content items of one component are the same thing in several formats
    first = next((s for s in own if s.body), None)
    if first and _DECK.search(role):
        yield Wording(decks=first.body)
    elif first and _CAPTION.search(role):
        yield Wording(captions=(Caption(" ".join(first.body), _credit(component)),))
    elif first:
        yield first
    inner = [list(_component(part, locator)) for part in below(component, "NewsComponent")]
    if component.get("EquivalentsList") == "yes":
        inner = [next((part for part in inner if any(s.body for s in part)), [s for part in inner for s in part])]
    yield from chain.from_iterable(inner)
    for nested in below(component, "NewsItem"):
        for part in below(nested, "NewsComponent"):
            yield from _component(part, locator)


def _content(content: Element, locator: str) -> Iterator[Wording]:
    kinds = [stated(content, name, "FormalName") or "" for name in ("MediaType", "Format", "MimeType")]
    if _NO_TEXT.search(" ".join(kinds)) or _PICTURE.search(" ".join(kinds)):
        return
    for data in below(content, "DataContent"):
        yield from_content(data, "text/plain" if re.search("ascii|text/plain", " ".join(kinds)) else "", locator)


def _is_picture(component: Element) -> bool:
    """Whether a component is a picture or a film: all that it holds itself is, or it says so and holds no text."""
    contents = below(component, "ContentItem")
    kinds = [
        " ".join(stated(c, name, "FormalName") or "" for name in ("MediaType", "Format", "MimeType")) for c in contents
    ]
    if contents:
        return all(_PICTURE.search(kind) for kind in kinds)
    return bool(_PICTURE.search(stated(component, "Role", "FormalName") or "")) and not below(
        component, "//DataContent"
    )


def _pictured(component: Element, locator: str) -> Wording:
    """A picture's caption: its own caption, else its headline."""
    texts = [
        " ".join(s.body)
        for part in below(component, "NewsComponent")
        if _CAPTION.search(stated(part, "Role", "FormalName") or "")
        for content in below(part, "ContentItem")
        for s in _content(content, locator)
        if s.body
    ]
    text = next(iter(texts), None) or said(component, "NewsLines/NewsLine/NewsLineText", "NewsLines/HeadLine")
    if not text or re.match(r"https?://", text):
        text = said(component, "NewsLines/HeadLine")
    return Wording(captions=(Caption(text, _credit(component)),) if text else ())


def _credit(component: Element) -> str | None:
    return said(component, "NewsLines/CreditLine", "NewsLines/ByLine")


def _guid(item: Element) -> str | None:
    """The public identifier without the item's revision."""
    identifier = said(item, "Identification/NewsIdentifier/PublicIdentifier")
    number = said(item, "Identification/NewsIdentifier/RevisionId")
    if not identifier:
        parts = [said(item, f"Identification/NewsIdentifier/{name}") for name in ("ProviderId", "DateId", "NewsItemId")]
        return ":".join(["urn:newsml", *(part for part in parts if part)]) if parts[2] else None
    return re.sub(rf":{re.escape(number)}[NUA]?$", "", identifier) if number else identifier


def _url(item: Element) -> str | None:
    """Where the text stands on the web, when its content item says so."""
    texts = (c for c in below(item, "//ContentItem") if (stated(c, "MediaType", "FormalName") or "").lower() == "text")
    return next((url for content in texts if (url := address(content.get("Href")))), None)


def _published(item: Element) -> tuple[str | None, tuple[Change, ...]]:
    raw = [
        said(item, "NewsManagement/FirstPublished"),
        said(item, "NewsManagement/FirstCreated"),
        said(item, "//DescriptiveMetadata/DateLineDate"),
        said(item, "NewsManagement/ThisRevisionCreated"),
        said(item, "Identification/NewsIdentifier/DateId"),
    ]
    for value in raw:
        if date := dates.parse(value):
            return date, ()
    return dates.settle(next(filter(None, raw), None))


def _updated(item: Element, published: str | None) -> str | None:
    date = dates.parse(said(item, "NewsManagement/ThisRevisionCreated"))
    return date if date and published and bounds(date)[0] > bounds(published)[0] else None


def _publisher(item: Element) -> str | None:
    """Who provides it, else who sent the message, else its source."""
    if name := stated(item, "//AdministrativeMetadata/Provider/Party", "FormalName"):
        return name
    for message in item.iterancestors("{*}NewsML"):
        if name := stated(message, "NewsEnvelope/SentFrom/Party", "FormalName"):
            return name
    return stated(item, "//AdministrativeMetadata/Source/Party", "FormalName") or said(
        item, "Identification/NewsIdentifier/ProviderId"
    )


def _language(item: Element) -> str | None:
    return stated(item, "//DescriptiveMetadata/Language", "FormalName") or language_of(item)


def _section(item: Element) -> str | None:
    for found in below(item, "//DescriptiveMetadata/Property"):
        if re.fullmatch(r"section|category|desk|department", found.get("FormalName") or "", re.IGNORECASE):
            return (found.get("Value") or "").strip() or None
    return None


def _keywords(item: Element, language: str | None) -> tuple[str, ...]:
    """Keyword lines, properties that are keywords, topics by name, the slugline."""
    found: list[str | None] = []
    for line in below(item, "//NewsLines/KeywordLine"):
        found += re.split(r"[;,]", words(line) or "")
    for part in below(item, "//Property"):
        if re.search("keyword", part.get("FormalName") or "", re.IGNORECASE):
            found.append(part.get("Value"))
    for topic in below(item, "//TopicSet/Topic"):
        named = [d for d in below(topic, "Description") if (d.get("Variant") or "Name") == "Name" and words(d)]
        first = (language or "").split("-")[0].lower()
        fitting = [d for d in named if (language_of(d) or first).split("-")[0].lower() == first] or named
        found.append(words(fitting[0]) if fitting else None)
    found += [words(line) for line in below(item, "//NewsLines/SlugLine")]
    return unique(text.strip() for text in found if text)
