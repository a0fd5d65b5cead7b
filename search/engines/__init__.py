"""The read half of an index, behind one small protocol.

An engine answers query trees with document numbers and scores, and gives back whole articles. It knows nothing of
snippets, formats or terminals. `tests/search/engines/test_contract.py` is what every engine must pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from indexer.article import Article, Head
from search.query.ast import Fuzzy, Node, Pattern

__all__ = [
    "Copies", "Engine", "Facet", "Head", "Match", "Matches", "Sort", "Unit", "Value", "head_of", "open_engine",
]  # fmt: skip

Sort = Literal["relevance", "newest", "oldest"]
Unit = Literal["year", "month", "day"]


made = tuple.__new__
"""Makes a record of a class and its values, as the class itself does, in a third of the time."""


class Match(NamedTuple):
    """A matching document: the engine's number for it (good for this engine object only) and its score."""

    doc: int
    score: float


class Copies(NamedTuple):
    """The id of a story's lead, and how many articles the story has."""

    lead: str
    articles: int


class Value(NamedTuple):
    """A value of a field, as it is written in some article, and how many articles have it."""

    value: str
    articles: int


class Facet(NamedTuple):
    """Of `total` articles found, how many have which value of `field`, and how many have none (`without`); `different`
    is how many values there are, of which `values` may be the first. Of a date, an article has none if its date is
    unknown, or less precise than what is counted by."""

    field: str
    total: int
    without: int
    values: tuple[Value, ...]
    different: int


def head_of(article: Article) -> Head:
    """The head of an article."""
    return Head(*(getattr(article, name) for name in Head._fields))


class Matches(NamedTuple):
    """The page of matches that was asked for, how many there are in all (exactly), and in how many stories (None where
    the index doesn't say which articles are copies of which). `unsettled`: the ids, ascending, of articles of which it
    couldn't be told whether they match, since words that are frequent there would have to be tried in too many
    combinations (`search.meeting`); they count as no matches. Where an operator leaves more than ten articles so, the
    query is an error."""

    total: int
    page: tuple[Match, ...]
    stories: int | None = None
    unsettled: tuple[str, ...] = ()


class Engine(Protocol):
    """One generation, open for reading. It stays readable while later generations are published.

    Methods raise `QueryError` for what a query may not ask, `UnsupportedQuery` for a node the engine can't answer, and
    `DamagedArchive` for bytes that aren't what was written.
    """

    generation: int
    articles: int
    languages: frozenset[str]
    """The stem languages (`analysis.stem_language`) that the generation holds."""
    grouped: bool
    """Whether the index says which articles are copies of which."""

    def search(
        self, query: Node, *, limit: int | None, offset: int = 0, sort: Sort = "relevance", stories: bool = False
    ) -> Matches:
        """The matches of `query` from `offset` on, at most `limit` (None: all).

        Order: by score, or by date (unknown dates last either way, then by score), ties by article id, so that paging
        is stable and the order outlives a rebuild. `stories`: of the matches that are one story the first alone;
        `total` counts them all.
        """

    def shares(self, leaf: Node, docs: Sequence[int]) -> list[dict[str, float]]:
        """Of each of these documents, all of which match `leaf` (a word, phrase or pattern, or one inside a `Field`),
        what part of its score it has from which field: shares that sum to 1, by field, without those that have none."""

    def facet(self, query: Node, field: str, *, limit: int | None = None, unit: Unit = "month") -> Facet:
        """How many of the articles that match `query` have which value of `field`: at most `limit` values (None: all),
        those of most articles first, ties by the value's term; of a date its years, months or days, all of them, in
        order. Raises UsageError for a field that has no values to count."""

    def forms(self, node: Pattern | Fuzzy, field: str) -> list[str]:
        """The written forms of `field` that a pattern or a misspelling stands for, ascending. Raises QueryError for
        more of them than a query may ask for."""

    def fetch(self, docs: Sequence[int]) -> list[Article]:
        """The articles of these matches, in the same order, as they were indexed."""

    def heads(self, docs: Sequence[int]) -> list[Head]:
        """The heads of these matches, in the same order, for less than fetching the articles."""

    def story(self, doc: int) -> list[int] | None:
        """The documents of the story that this one belongs to, its lead first, then by date; None where the index
        doesn't say."""

    def copies(self, docs: Sequence[int]) -> list[Copies | None]:
        """The stories of these documents; None for one that is alone in its story, or in an index that doesn't say."""

    def stories(self) -> list[list[int]] | None:
        """All stories of two articles or more, in the same way."""

    def doc(self, id: str) -> int | None:
        """The document of the article with exactly this id."""

    def ids(self, prefix: str, limit: int = 10) -> list[str]:
        """At most `limit` ids that begin with `prefix`, ascending."""

    def get(self, id: str) -> Article | None:
        """The article with exactly this id."""

    def close(self) -> None:
        """Let go of files."""


def open_engine(index: Path, *, once: bool = False) -> Engine:
    """The engine on the published generation in `index`; `once`: for a process that asks one question, and shouldn't
    wait for what only pays from the second on.

    Raises NoArchive where nothing was ever published, DamagedArchive, UnsupportedFormat.
    """
    from search.engines.whoosh import PATIENCE, WhooshEngine

    return WhooshEngine(index, patience=PATIENCE if once else 0)
