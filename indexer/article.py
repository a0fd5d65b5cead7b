"""The record that flows: what one article is, at every step from a reader's hands to a hit on the screen.

Articles are frozen; a step that changes one returns another (`dataclasses.replace`). The names are IPTC's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from indexer.frozen import dataclass

ID_LENGTH = 16
"""Hex digits of an article's id: 64 bits, so that ten million articles share an id with a chance of 3 in a million."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The words under a picture, its credit apart, and how many times the source printed them."""

    text: str
    credit: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Dates are ISO 8601 at the precision that the source gave (`2017`, `2017-03`, `2017-03-22`,
    `2017-03-22T14:05:00+01:00`), never converted to another zone; None is unknown.
    As read, `body` holds the source's lines (an empty line is kept as ""); as cleaned, its paragraphs.
    """

    id: str = ""
    guid: str | None = None
    url: str | None = None
    headline: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    published: str | None = None
    updated: str | None = None
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    body: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    credit: str | None = None
    keywords: tuple[str, ...] = ()
    locator: str = ""
    reader: str = ""


class Head(NamedTuple):
    """What a list of hits shows of an article: everything but its text."""

    id: str
    guid: str | None
    url: str | None
    headline: str | None
    byline: tuple[str, ...]
    published: str | None
    publisher: str | None
    section: str | None
    language: str | None
    locator: str


@dataclass(frozen=True, slots=True)
class Change:
    """One cleaning decision: the `rule` that made it, the `line` it was about, the `field` that the line went to
    (None: it is gone from the article) and the `count` of lines it took."""

    rule: str
    line: str | None = None
    field: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader hands on: the article as read, and what the reader itself had to decide (`undated`). `crawled` is
    when a crawler fetched it, in ISO 8601 with its zone, where the source says so: it ranks an article's revisions, and
    is no part of them. `provenance` says where in the source each field's value was found (`{"published": "json-ld"}`);
    None where the reader doesn't tell."""

    article: Article
    changes: tuple[Change, ...] = ()
    crawled: str | None = None
    provenance: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source, or a record of one, that could not be read: a line in the report, never the end of a run."""

    locator: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A source that no reader claims (a picture beside the articles, say). Counted, not an error."""

    locator: str


@dataclass(frozen=True, slots=True)
class Page:
    """A record that may take more to read than there is, as web pages do: `reader` (by its name) reads it where that
    costs only itself (`pages`), out of what was `given`: plain data, which goes to another process, and out of so many
    `files` beside it. A file that has to be cut into its records first is one, too: what is on it are pages."""

    locator: str
    given: tuple[bytes | str | bool | None, ...]
    reader: str = ""
    files: int = 0
    pages: tuple[Page, ...] = ()
    """Short ones, which are read together, for it takes longer to hand one over than to read it. Where they take too
    much, each is read alone."""

    @property
    def size(self) -> int:
        """Bytes, or characters, that it holds."""
        own = sum(len(value) for value in self.given if isinstance(value, bytes | str))
        return own + sum(page.size for page in self.pages)


def article_id(identity: str) -> str:
    """The id of the article with this identity (its guid within a publisher, its URL or its locator).

    >>> article_id("url:https://example.org/a")
    'f4294105e5fe3aeb'
    """
    from indexer.digests import blake2b

    return blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=ID_LENGTH // 2).hexdigest()
