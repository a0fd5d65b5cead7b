"""ninjs, News in JSON (IPTC, versions 1 to 3): one item, several one after another, or an object around a list of them.

Told from other JSON by names that only ninjs has. Of several bodies the one in HTML counts, else the plain text; the
pictures among the associations give captions. What has no body is described: a picture's description is its caption, a
text's stands for the text. Not read: embargoes, rights, renditions, notes to editors, codes without a name; associated
texts, which come as items of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from indexer.article import Article, Caption, Change, Page, Reading, Skipped
from indexer.dates import bounds
from indexer.readers import dates
from indexer.readers.content import from_string
from indexer.readers.json_values import values
from indexer.readers.marked import as_page, is_marked, value_of
from indexer.readers.values import address, lines, listed, one, tag, unique
from indexer.readers.wording import Wording, counted, from_markup, people, place, plain
from indexer.readers.xml import start_of
from indexer.sources import Source

Item = dict[str, object]

_OWN = frozenset(
    ("versioncreated", "firstcreated", "contentcreated", "pubstatus", "copyrightholder", "copyrightnotice",
     "usageterms", "ednote", "representationtype", "altids", "infosources", "rightsinfo", "renditions", "associations",
     "body_xhtml", "description_text", "description_html", "description_xhtml", "headlines", "bodies", "descriptions",
     "trustindicator", "trustindicators", "charcount", "located")
)  # fmt: skip
"""Names that ninjs gives and hardly anybody else does."""

_NAME = re.compile(r'"(\$?[a-z_]+)"\s*:')
_SCHEMA = re.compile(r'"(?:name|schema|\$schema|standard)"\s*:\s*"[^"]*\bninjs\b', re.IGNORECASE)
_FEED = re.compile(r"jsonfeed\.org/version", re.IGNORECASE)
_PICTURE = frozenset(("picture", "photo", "image", "graphic", "video", "audio", "media", "component"))
_CONTAINERS = ("item", "items", "_items", "newsitems", "results", "data", "hits")


@dataclass(frozen=True, slots=True)
class NinjsReader:
    """See the head of this module."""

    name: str = "ninjs"
    version: int = 1
    extensions: frozenset[str] = frozenset((".ninjs", ".json"))

    def sniff(self, head: bytes) -> bool:
        return b"{" in head[:256] and is_ninjs(start_of(head).lstrip())

    def read(self, source: Source) -> Iterator[Reading | Skipped | Page]:
        found = False
        for number, value in values(source):
            inner = _contained(value)
            first = f"{source.locator}#{number}" if number else source.locator
            for position, item in enumerate([value] if inner is None else inner, 1):
                separator = "." if number else "#"
                place = first if inner is None else f"{first}{separator}{position}"
                yield as_page(item, place) if is_marked(item) else _read(item, place)
                found = True
        if not found:
            yield Skipped(source.locator, "no article in it")

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The article in the item that is given."""
        yield _read(value_of(page)[0], page.locator)


NINJS = NinjsReader()


def is_ninjs(text: str) -> bool:
    """Whether a JSON text that begins so is ninjs: two of its own names, or its schema's.

    >>> is_ninjs('{"uri": "urn:x:1", "versioncreated": "2024-03-04T09:00:00Z", "pubstatus": "usable"}')
    True
    >>> is_ninjs('{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}]}')
    False
    """
    if not re.match(r"[\[{]", text) or _FEED.search(text):
        return False
    return len(_OWN & set(_NAME.findall(text))) >= 2 or _SCHEMA.search(text) is not None


def _contained(value: object) -> list[object] | None:
    """The items that an object is put around; None when it is one itself."""
    if not isinstance(value, dict) or any(
        key in value for key in ("headline", "headlines", "versioncreated", "pubstatus")
    ):
        return None
    for key in _CONTAINERS:
        inner = value.get(key)
        if isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            return inner
    return None


def _read(value: object, locator: str) -> Reading | Skipped:
    from indexer.readers import failure

    if not isinstance(value, dict):
        return Skipped(locator, f"no article: {'null' if value is None else type(value).__name__}, not an object")
    try:
        reading = article(cast(Item, value), locator)
    except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - an HTML text goes through parsers that raise anything
        return Skipped(locator, failure(error))
    return reading or Skipped(locator, "no article: neither text nor title")


def is_item(record: Item) -> bool:
    """Whether an object is an item of ninjs, wherever it stands: in JSON lines, say."""
    return len(_OWN & record.keys()) >= 2


def article(item: Item, locator: str) -> Reading | None:
    """The article in an item; None when it has no words."""
    headline = _headline(item)
    told = replace(_body(item, locator), headline=headline)
    captions = [*told.captions, *_associated(item, locator)]
    picture = str(item.get("type") or "").lower() in _PICTURE
    described = _description(item, locator)
    if picture and described:
        captions.insert(0, Caption(described, _credit(item)))
    elif not told.body and described:
        told = replace(told, body=(described,))
    body = tuple(line for line in told.text if not (picture and plain(line) == plain(described or "")))
    if not (headline or body or captions):
        return None
    published, changes = _published(item)
    found = Article(
        guid=one(item.get("uri")) or one(item.get("guid")) or one(item.get("id")),
        url=address(item.get("url")) or address(item.get("link")),
        headline=headline,
        byline=_byline(item),
        dateline=_dateline(item, body),
        published=published,
        updated=_updated(item, published),
        publisher=_publisher(item),
        section=_section(item),
        language=tag(item.get("language")),
        body=body,
        captions=counted(captions),
        credit=one(item.get("creditline")),
        keywords=_keywords(item),
        locator=locator,
    )
    return Reading(found, (*changes, *told.changes))


def _items(value: object) -> list[Item]:
    """The objects in a list, or in an object of named ones (ninjs 1 names its associations)."""
    found = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    return [cast(Item, item) for item in found if isinstance(item, dict)]


def _valued(item: Item, plural: str, role: str) -> str | None:
    """The value in the list `plural` that has the `role`, else the first (ninjs 2 and 3)."""
    found = [(str(part.get("role") or "").lower(), one(part.get("value"))) for part in _items(item.get(plural))]
    wanted = [value for name, value in found if value and role in name] or [value for _, value in found if value]
    return wanted[0] if wanted else None


def _headline(item: Item) -> str | None:
    extended = (one(item[key]) for key in item if key.startswith("headline_"))
    return (
        one(item.get("headline"))
        or _valued(item, "headlines", "main")
        or next(filter(None, extended), None)
        or one(item.get("title"))
    )


def _body(item: Item, locator: str) -> Wording:
    """The body in HTML, else in plain text, else in what else there is."""
    found = [(key.removeprefix("body_").lower(), item[key]) for key in item if key.startswith("body_")]
    for part in _items(item.get("bodies")):
        found.append((f"{part.get('contenttype') or ''} {part.get('role') or ''}".lower(), part.get("value")))
    texts = [(kind, text) for kind, text in found if isinstance(text, str) and text.strip()]
    texts.sort(key=lambda pair: 0 if "html" in pair[0] else 1 if "text" in pair[0] else 2)
    for kind, text in texts:
        told = Wording(body=lines(text)) if kind == "text" else from_string(text, kind, locator)
        if told.body or told.captions:
            return told
    return Wording()


def _description(item: Item, locator: str) -> str | None:
    """What describes an item: of several descriptions its caption, else the plain text."""
    if text := _valued(item, "descriptions", "caption"):
        return _flat(text, locator)
    named = [key for key in item if key.startswith("description")]
    named.sort(key=lambda key: (key not in ("description_text", "description_caption"), key))
    return next(
        (text for key in named if isinstance(item[key], str) and (text := _flat(str(item[key]), locator))), None
    )


def _flat(text: str, locator: str) -> str | None:
    return one(" ".join(from_markup(text, locator).body)) if re.search(r"</?\w+[^<>]*>", text) else one(text)


def _associated(item: Item, locator: str) -> Iterator[Caption]:
    for part in _items(item.get("associations")):
        if str(part.get("type") or "picture").lower() in _PICTURE and (text := _description(part, locator)):
            yield Caption(text, _credit(part))


def _credit(item: Item) -> str | None:
    return (
        one(item.get("creditline"))
        or one(item.get("by"))
        or one(item.get("byline"))
        or one(item.get("copyrightholder"))
    )


def _byline(item: Item) -> tuple[str, ...]:
    for key in ("byline", "by"):
        if found := people(one(item.get(key))):
            return found
    writers = [
        one(a.get("name")) for a in _items(item.get("authors")) if a.get("role") in (None, "", "writer", "author")
    ]
    return unique(name for writer in writers for name in people(writer))


def _dateline(item: Item, body: tuple[str, ...]) -> str | None:
    """The dateline; where a text begins without one, the place where it was written."""
    from indexer.text.credits import dateline

    stated = place(one(item.get("dateline")))
    if stated or not body or any(dateline(text) for text in body[:3]):
        return stated
    return place(one(item.get("located")))


def _published(item: Item) -> tuple[str | None, tuple[Change, ...]]:
    raw = [item.get(key) for key in ("firstpublished", "firstcreated", "contentcreated", "versioncreated")]
    for value in raw:
        if date := dates.parse(value):
            return date, ()
    return dates.settle(next((value for value in raw if value), None))


def _updated(item: Item, published: str | None) -> str | None:
    """The date of this version, where it came after the first: versions of one item follow each other by it."""
    date = dates.parse(item.get("versioncreated"))
    return date if date and published and bounds(date)[0] > bounds(published)[0] else None


def _publisher(item: Item) -> str | None:
    sources = [one(part.get("name")) for part in _items(item.get("infosources"))]
    return (
        one(item.get("publisher"))
        or one(item.get("provider"))
        or one(item.get("source"))
        or one(item.get("copyrightholder"))
        or next(filter(None, sources), None)
    )


def _section(item: Item) -> str | None:
    """The section: superdesk's service, else a subject that says it is a category."""
    stated = [one(part.get("name")) for part in _items(item.get("service"))]
    for key in ("subject", "subjects"):
        stated += [
            one(part.get("name")) for part in _items(item.get(key)) if part.get("rel") in ("category", "section")
        ]
    return one(item.get("section")) or next(filter(None, stated), None)


def _keywords(item: Item) -> tuple[str, ...]:
    """Keywords, what the item is about by name, the slugline."""
    found = [*listed(item.get("keywords"))]
    for key in ("subject", "person", "people", "organisation", "place", "event", "object"):
        for name in (key, f"{key}s"):
            found += [text for part in _items(item.get(name)) if (text := one(part.get("name")))]
    return unique((*found, one(item.get("slugline"))))
