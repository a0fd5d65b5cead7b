"""Results are data: what a search found, ready to be printed by any renderer. Highlights are offsets, never markup."""

from __future__ import annotations

from typing import NamedTuple

from indexer.frozen import dataclass

FORMAT_VERSION = 1

NAMED = 5
"""Copies that a hit names."""


class Span(NamedTuple):
    """A highlighted stretch: character offsets into the text it belongs to, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of an article around its matches.

    `field` is `body`, `headline`, `caption` or another field's name; `paragraph` counts the field's values from 1 and
    is None for fields of one value. `text` is cut from that value at word boundaries; `before`/`after` say whether
    something was cut off on that side. `spans` are offsets into `text`, ascending, not overlapping.
    """

    field: str
    paragraph: int | None
    text: str
    spans: tuple[Span, ...]
    before: bool = False
    after: bool = False


class Copy(NamedTuple):
    """Another article of a hit's story, as a list of hits names it."""

    id: str
    publisher: str | None
    published: str | None


class Reason(NamedTuple):
    """A share of a hit's score: a part of the query (as `str` of its node gives it) in one field, how many articles
    have it in any of the fields that it is searched in, and what it adds, by the field's part of how often it counts as
    standing in the hit."""

    part: str
    field: str
    articles: int
    score: float


class Hit(NamedTuple):
    """One found article. `score` is comparable within one search only. `headline_spans` highlights the headline; where
    it alone matches it is the first snippet too.

    `story` is the id of the story's lead, its own for an article without copies, and `copies` how many articles the
    story has; None and 1 in an index that was made before stories were grouped. Where stories are shown once,
    `others` names the rest of it from the earliest on, at most `NAMED` of them. `why` takes the score apart where that
    was asked for.
    """

    rank: int
    id: str
    guid: str | None
    score: float
    headline: str | None
    published: str | None
    publisher: str | None
    section: str | None
    byline: tuple[str, ...]
    url: str | None
    locator: str
    story: str | None = None
    copies: int = 1
    snippets: tuple[Snippet, ...] = ()
    headline_spans: tuple[Span, ...] = ()
    others: tuple[Copy, ...] = ()
    why: tuple[Reason, ...] | None = None

    @property
    def passages(self) -> tuple[Snippet, ...]:
        """The snippets to print beside the headline: those that aren't the headline itself."""
        return tuple(snippet for snippet in self.snippets if snippet.field != "headline")


@dataclass(frozen=True, slots=True)
class Results:
    """What one search found: `total` articles in all, of which `hits` is the page that was asked for.

    `stories` is how many stories these articles are, None where the index doesn't say.

    `query` is what was typed, `parsed` how it was understood, `notices` what a searcher should know about that;
    `unsettled` has the ids, ascending, of articles of which it couldn't be told whether they match, which aren't
    found; `took_ms` is the time in milliseconds from the query's text to the last snippet.
    """

    query: str
    parsed: str
    generation: int
    took_ms: float
    total: int
    hits: tuple[Hit, ...]
    stories: int | None = None
    notices: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
