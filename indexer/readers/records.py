"""From a record of names and values to an article: what JSON and JSON lines share.

The names are those that real data uses (`NAMES`), in any capitals, with or without underscores. A text or a title is
enough. Where several names of one field are there, the first in the table that holds something counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from indexer.article import Article, Caption, Reading
from indexer.readers import dates
from indexer.readers.values import address, lines, listed, names, one, tag

Record = dict[str, object]

NAMES: dict[str, tuple[str, ...]] = {
    "guid": ("guid", "id", "uri"),
    "url": ("url", "link", "canonicalurl"),
    "headline": ("title", "headline"),
    "text": ("text", "body", "content", "article", "articlebody", "bodytext", "contenttext", "fulltext"),
    "html": ("html", "contenthtml", "bodyhtml"),
    "published": ("date", "published", "pubdate", "publishedat", "datepublished", "publishdate", "publishingdate"),
    "updated": ("updated", "modified", "updatedat", "datemodified"),
    "publisher": ("source", "publisher", "site", "sitename"),
    "section": ("section", "category", "topic"),
    "byline": ("authors", "author", "byline"),
    "language": ("language", "lang"),
    "keywords": ("keywords", "tags"),
    "captions": ("captions",),
    "dateline": ("dateline",),
    "credit": ("credit",),
}

CONTAINERS = (
    "articles",
    "items",
    "docs",
    "documents",
    "results",
    "data",
    "news",
    "stories",
    "records",
    "entries",
    "posts",
)
"""Names under which a file's articles stand when it is one object around them."""

_MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|blockquote|figure|section|td)\s*>|<br\s*/?>|<p[\s>]", re.IGNORECASE)


_MOST = 1_000_000
"""Times that a caption may stand in its source; a larger number is no count."""


def article_of(record: Record, locator: str) -> Reading | None:
    """The article that `record` holds; None when it has neither text nor title."""
    fields = _fields(record)
    headline = one(fields.get("headline"))
    reading = _content(fields, locator)
    if reading is None and not headline:
        return None
    found = reading.article if reading else Article()
    date, undated = dates.settle(
        one(fields.get("published")) if _worded(fields.get("published")) else fields.get("published")
    )
    date = date or found.published
    updated, unknown = dates.settle(fields.get("updated"), "updated")
    article = Article(
        guid=one(fields.get("guid")),
        url=address(fields.get("url")) or found.url,
        headline=headline or found.headline,
        byline=names(fields.get("byline")) or found.byline,
        dateline=one(fields.get("dateline")),
        published=date,
        updated=updated or found.updated,
        publisher=one(fields.get("publisher")) or found.publisher,
        section=one(fields.get("section")) or found.section,
        language=tag(fields.get("language")) or found.language,
        body=found.body,
        captions=_captions(fields.get("captions")) or found.captions,
        credit=one(fields.get("credit")),
        keywords=listed(fields.get("keywords")) or found.keywords,
        locator=locator,
    )
    kept = tuple(c for c in reading.changes if c.rule != "undated") if reading else ()
    return Reading(article, (*(() if date else undated), *unknown, *kept))


def contained(record: Record) -> list[object] | None:
    """The articles that the object `record` is put around, or None when it is one itself."""
    fields = _fields(record)
    if _text(fields.get("text")) or isinstance(fields.get("html"), str):
        return None
    for key in CONTAINERS:
        value = next((v for k, v in record.items() if plain_name(k) == key), None)
        if isinstance(value, dict):  # {"data": {"articles": [...]}}
            if inner := contained(cast(Record, value)):
                return inner
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            return cast("list[object]", value)
    if fields.get("headline"):
        return None
    arrays = [v for v in record.values() if isinstance(v, list) and any(_is_article(item) for item in v)]
    return cast("list[object]", arrays[0]) if len(arrays) == 1 else None


def _is_article(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    fields = _fields(cast(Record, value))
    return bool(one(fields.get("headline")) or _text(fields.get("text")) or fields.get("html"))


def _fields(record: Record) -> dict[str, object]:
    """The values by our names for them."""
    plain: dict[str, object] = {}
    for key, value in record.items():
        if value is not None and (value or value not in ("", [], {})):
            plain.setdefault(plain_name(key), value)
    inner = plain.get("article")
    if isinstance(inner, dict):
        plain = {
            **{plain_name(k): v for k, v in cast(Record, inner).items()},
            **{k: v for k, v in plain.items() if k != "article"},
        }
    found: dict[str, tuple[int, object]] = {}
    for key, value in plain.items():
        for field, rank in _RANKS.get(key, ()):
            if field not in found or rank < found[field][0]:
                found[field] = rank, value
    return {field: value for field, (_, value) in found.items()}


_RANKS: dict[str, list[tuple[str, int]]] = {}
"""The fields that a name may be for, and how many names of that field count before it."""
for _field, _keys in NAMES.items():
    for _rank, _key in enumerate(_keys):
        _RANKS.setdefault(_key, []).append((_field, _rank))


@lru_cache(maxsize=4096)
def plain_name(key: str) -> str:
    """A name as `NAMES` has it: in small letters, without what parts its words.

    >>> plain_name("Published_At")
    'publishedat'
    """
    return re.sub(r"[_\-\s]", "", key).lower()


def _worded(value: object) -> bool:
    return not isinstance(value, int | float)


def _content(fields: dict[str, object], locator: str) -> Reading | None:
    """The body, and what an HTML text says of itself; None when there is no text."""
    text = _text(fields.get("text"))
    html = fields.get("html")
    if not text and isinstance(html, str):
        text = html
    if not text.strip():
        return None
    if "<" in text and _MARKUP.search(text):
        from indexer.readers.html import read_markup

        return read_markup(text, locator)
    return Reading(Article(body=lines(text)))


def _text(value: object) -> str:
    """A text, or its paragraphs in a list, one under another."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        record = {plain_name(key): item for key, item in cast(Record, value).items()}
        return next(
            (text for key in ("text", "content", "body", "value", "html") if (text := _text(record.get(key)))), ""
        )
    if isinstance(value, list):
        return "\n".join(text for item in value if (text := _text(item)))
    return ""


def _captions(value: object) -> tuple[Caption, ...]:
    """Captions from a list of texts or of {text, credit, count}; the same one twice counts two."""
    counts: dict[tuple[str, str | None], int] = {}
    for item in value if isinstance(value, list) else [value]:
        for caption in _caption(item):
            key = caption.text, caption.credit
            counts[key] = counts.get(key, 0) + caption.count
    return tuple(Caption(text, credit, count) for (text, credit), count in counts.items())


def _caption(item: object) -> Iterator[Caption]:
    if isinstance(item, dict):
        record = {plain_name(key): value for key, value in cast(Record, item).items()}
        text = one(record.get("text")) or one(record.get("caption"))
        if text:
            count = record.get("count")
            yield Caption(text, one(record.get("credit")), count if type(count) is int and 0 < count <= _MOST else 1)
    elif isinstance(item, str) and (text := one(item)):
        yield Caption(text)
