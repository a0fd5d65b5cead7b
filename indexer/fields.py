"""The one schema: every store builds from it, every engine and the query language read it.

`kind` says how a field is matched:

- `text`: by word (see `analysis`), with positions, so that phrases work; `stemmed` fields also by stem;
- `address`: by word without compounds, for URLs;
- `value`: the whole value, folded; of a `tagged` field also by what it begins with, up to a hyphen (`en` stands for
  `en-GB`, too: RFC 4647, basic filtering);
- `date`: by the stretch of time a date covers (see `dates`).

What an article says of itself is in the article. What only the archive can say of it (`KNOWN`) is handed to the store
beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from indexer.article import Article
from indexer.frozen import dataclass

Kind = Literal["text", "address", "value", "date"]


@dataclass(frozen=True, slots=True)
class Field:
    """One searchable field: its name in a query, where its values come from, how it is matched and weighted.

    `default` fields answer a bare word. One word of a field counts as `boost` words of the body do, both at average
    length (`search.engines.bm25f`). What the headline says, the article is about; keywords say so, too, but of all that
    is touched on. With a headline's weight of 3, which is enough for abstracts, a long article that names something
    often comes before one whose headline does; with 20, nearly nothing but headlines counts. S. Robertson, H. Zaragoza
    and M. Taylor found 38 for titles of web pages ("Simple BM25 extension to multiple weighted fields", 2004).
    """

    name: str
    kind: Kind
    values: Callable[[Article], tuple[str, ...]]
    about: str
    boost: float = 1.0
    stemmed: bool = False
    default: bool = False
    tagged: bool = False


Known = Mapping[str, tuple[str, ...]]
"""What the archive knows about an article beside its text: the values of `KNOWN` fields that it has."""

NOTHING: Known = MappingProxyType({})


def _unsaid(article: Article) -> tuple[str, ...]:
    return ()


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


FIELDS: tuple[Field, ...] = (
    Field("headline", "text", lambda a: _one(a.headline), "the headline", boost=10.0, stemmed=True, default=True),
    Field("body", "text", lambda a: a.body, "the story's paragraphs", stemmed=True, default=True),
    Field(
        "caption",
        "text",
        lambda a: tuple(c.text for c in a.captions),
        "the words under the pictures",
        stemmed=True,
        default=True,
    ),
    Field(
        "keyword",
        "text",
        lambda a: a.keywords,
        "the publisher's keywords",
        boost=8.0,
        stemmed=True,
        default=True,
    ),
    Field("byline", "text", lambda a: a.byline, "who wrote it"),
    Field("dateline", "text", lambda a: _one(a.dateline), "where it was filed from"),
    Field("publisher", "text", lambda a: _one(a.publisher), "who ran it"),
    Field("section", "text", lambda a: _one(a.section), "the part of the paper it ran in"),
    Field(
        "language",
        "value",
        lambda a: _one(a.language),
        "its language, as a tag (en; en-GB alone)",
        tagged=True,
    ),
    Field("url", "address", lambda a: _one(a.url), "its address, matched by parts"),
    Field("guid", "value", lambda a: _one(a.guid), "the identifier that the publisher gave it"),
    Field("date", "date", lambda a: _one(a.published), "when it was published"),
    Field("updated", "date", lambda a: _one(a.updated), "when it was last changed"),
    Field("changed", "value", _unsaid, "yes: its words changed, and no newer date says so"),
)

KNOWN: frozenset[str] = frozenset(field.name for field in FIELDS if field.values is _unsaid)
"""Fields whose values the article itself doesn't say."""

BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}

DEFAULT_FIELDS: tuple[Field, ...] = tuple(field for field in FIELDS if field.default)
