"""The Python API: open an archive, ask it, get plain data.

    with open_archive("clippings") as archive:
        results = archive.search("rail strike", limit=20, sort="newest")
        article = archive.get(results.hits[0].id)

A searcher stands on one generation for as long as it is open, whatever is published meanwhile. It takes no lock, needs
no write access and never opens the ledger.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from indexer.archive import Archive, default_root, expanded
from indexer.article import Article
from indexer.errors import NoArchive, QueryError, UnknownArticle, UsageError
from indexer.fields import BY_NAME
from search.engines import Head, head_of, made
from search.results import NAMED, Copy, Hit, Results, Snippet, Span

if TYPE_CHECKING:
    from search.engines import Engine, Facet, Match, Matches, Sort, Unit
    from search.query.ast import Node
    from search.query.parser import Parsed

T = TypeVar("T")

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")

SHORT_ID = 6
"""Digits of an id on a terminal, where they tell the article apart; more where they don't."""

# Articles are decoded so many at a time, so that `-n 0` over a large archive holds a handful and not all of them.
_BATCH = 50

_NOTHING = repeat(())
"""The snippets of hits that have none."""

_NAMED = 3
"""Articles that a notice names."""

_FEW_YEARS, _FEW_MONTHS = 3, 2
"""A timeline of so many years or fewer shows months, one of so many months or fewer days."""


def open_archive(path: str | Path | None = None) -> Searcher:
    """The archive at `path` (None: MORGUE_ARCHIVE, else the user's data folder), open on its published generation.

    Raises NoArchive, DamagedArchive (also for a ledger whose index is lost), UnsupportedFormat, OutputError.
    """
    return _opened(path, once=False)


def open_once(path: str | Path | None = None) -> Searcher:
    """`open_archive` for a process that asks one question: what makes searches fast is only loaded when it pays."""
    return _opened(path, once=True)


def _opened(path: str | Path | None, *, once: bool) -> Searcher:
    from search.engines import open_engine

    place = Archive(default_root() if path is None else expanded(path)).require()
    try:
        return Searcher(open_engine(place.index, once=once))
    except NoArchive:
        if place.is_new():
            raise
        place.require_index()
        return Searcher(open_engine(place.index, once=once))  # a first run may just have ended


class Found(NamedTuple):
    """A search whose hits are still to be fetched: `hits` makes each one, snippets included, when it is asked for."""

    query: str
    parsed: str
    node: Node
    generation: int
    total: int
    notices: tuple[str, ...]
    started: float
    hits: Iterator[Hit]
    stories: int | None = None
    unsettled: tuple[str, ...] = ()

    def results(self) -> Results:
        """Fetch all hits of the page."""
        hits = tuple(self.hits)
        return Results(
            self.query, self.parsed, self.generation, self.took_ms(), self.total, hits, self.stories, self.notices,
            self.unsettled,
        )  # fmt: skip

    def took_ms(self) -> float:
        """Milliseconds since the query's text was taken."""
        return (time.perf_counter() - self.started) * 1000


class Counted(NamedTuple):
    """A search counted by the values of some fields: as typed and as understood, how many articles it finds, and a
    facet for each field."""

    query: str
    parsed: str
    generation: int
    total: int
    facets: tuple[Facet, ...]
    notices: tuple[str, ...] = ()


class Shown(NamedTuple):
    """What is shown of a hit: how many passages of how many characters, whether its headline is highlighted, and
    whether the other articles of its story are named."""

    passages: int
    width: int
    highlight: bool
    others: bool


class StoryHead(NamedTuple):
    """A story in a list of them: its lead, and how many articles it has."""

    lead: Head
    copies: int


class Searcher:
    """One generation of an archive, open for searching. Close it, or use it in a `with`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def generation(self) -> int:
        """The generation that this searcher answers from."""
        return self._engine.generation

    @property
    def articles(self) -> int:
        """How many articles it holds."""
        return self._engine.articles

    @property
    def languages(self) -> frozenset[str]:
        """The languages whose stems a bare word is tried in."""
        return self._engine.languages

    def search(
        self,
        query: str,
        *,
        limit: int | None = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        any_word: bool = False,
        snippets: bool = True,
        stories: bool = False,
        why: bool = False,
    ) -> Results:
        """The articles that answer `query`: at most `limit` (None or 0: all) from `offset` on.

        `any_word` joins words without operators by OR; `stories` shows of articles that are one story the first alone,
        and `limit` and `offset` count stories; `why` takes each hit's score apart. Raises QueryError for what can't be
        read (with its place in the query), UnsupportedQuery for what this engine can't answer, UsageError for a bad
        limit, offset or sort.
        """
        return self.find(
            query,
            limit=limit,
            offset=offset,
            sort=sort,
            any_word=any_word,
            passages=3 if snippets else 0,
            highlight=snippets,
            stories=stories,
            why=why,
        ).results()

    def find(
        self,
        query: str,
        *,
        limit: int | None = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        any_word: bool = False,
        passages: int = 3,
        width: int = 240,
        highlight: bool = True,
        stories: bool = False,
        why: bool = False,
    ) -> Found:
        """`search` for those who print as they go: hits are made one by one, each with at most `passages` snippets of
        about `width` characters, and its headline highlighted. `why` costs a search for every word and field."""
        from search.query.parser import parse

        started = time.perf_counter()
        if sort not in SORTS:
            raise UsageError(f"sort is {', '.join(SORTS)}, not {sort!r}")
        if offset < 0 or (limit or 0) < 0:
            raise UsageError("limit and offset must not be negative")
        parsed = parse(query, any_word=any_word)
        matches = self._matches(parsed, query, limit=limit or None, offset=offset, sort=sort, stories=stories)
        if stories:
            self._told(matches.stories)
        hits = self._hits(parsed.node, matches.page, offset + 1, Shown(passages, width, highlight, stories))
        if why:
            hits = self._explained(parsed.node, matches.page, hits)
        return Found(
            query, str(parsed.node), parsed.node, self.generation, matches.total,
            (*parsed.notices, *_unsettled(matches)), started, hits, matches.stories, matches.unsettled,
        )  # fmt: skip

    def count(self, query: str, *, any_word: bool = False, stories: bool = False) -> int:
        """How many articles answer `query`, or how many stories."""
        from search.query.parser import parse

        matches = self._settled(parse(query, any_word=any_word), query, limit=0)
        return self._told(matches.stories) if stories else matches.total

    def facets(
        self,
        query: str,
        fields: Sequence[str] = ("publisher", "section", "language"),
        *,
        limit: int | None = 10,
        any_word: bool = False,
    ) -> Counted:
        """How many of the articles that answer `query` have which value of each of `fields`: at most `limit` values
        each (None: all), those of most articles first; of a date its months, all of them, in order.

        Raises QueryError, UnsupportedQuery as `search` does, UsageError for a field that has no values to count.
        """
        parsed, total = self._counted(query, any_word=any_word)
        found = tuple(self._engine.facet(parsed.node, self._faceted(name), limit=limit) for name in fields)
        return Counted(query, str(parsed.node), self.generation, total, found, parsed.notices)

    def timeline(
        self,
        query: str,
        *,
        field: Literal["date", "updated"] = "date",
        unit: Unit | None = None,
        any_word: bool = False,
    ) -> Counted:
        """How many of the articles that answer `query` are of which year, month or day, in order; `unit` None: what
        suits the time that they span. Raises QueryError, UnsupportedQuery as `search` does."""
        parsed, total = self._counted(query, any_word=any_word)
        found = self._engine.facet(parsed.node, field, unit=unit or "year")
        if unit is None and found.different <= _FEW_YEARS:
            months = self._engine.facet(parsed.node, field, unit="month")
            found = months if months.values else found
            if found is months and months.different <= _FEW_MONTHS:
                days = self._engine.facet(parsed.node, field, unit="day")
                found = days if days.values else found
        return Counted(query, str(parsed.node), self.generation, total, (found,), parsed.notices)

    def _counted(self, query: str, *, any_word: bool) -> tuple[Parsed, int]:
        from search.query.parser import parse

        parsed = parse(query, any_word=any_word)
        return parsed, self._settled(parsed, query, limit=0).total

    def _faceted(self, name: str) -> str:
        if name not in BY_NAME:
            raise UsageError(f"there is no field {name}; see: morgue fields")
        return name

    def narrowings(self, query: Node) -> list[str]:
        """Terms by which a search that finds a lot may be narrowed: a period, a section, a publisher."""
        from search.narrowing import narrowings

        return narrowings(self._engine, query)

    def suggestion(self, query: str, *, any_word: bool = False) -> str | None:
        """What a query that finds nothing may have meant: its words that no article has, spelled as in the archive;
        None where there is no such query, or it finds nothing either."""
        from search.query.parser import parse
        from search.spelling import corrected

        found = corrected(self._engine, parse(query, any_word=any_word).node)
        return None if found is None else str(found)

    def articles_of(self, query: str) -> Iterator[Article]:
        """All articles that answer `query`, as they were indexed, in no order that matters; a handful in memory."""
        from search.query.parser import parse

        page = self._settled(parse(query), query, limit=None).page
        for start in range(0, len(page), _BATCH):
            yield from self._engine.fetch([match.doc for match in page[start : start + _BATCH]])

    def get(self, id: str) -> Article:
        """The article with this id, or with the only id that begins so.

        Raises UnknownArticle where there is none, UsageError (which names them) where there are several.
        """
        return self._engine.fetch([self._doc(id)])[0]

    def story(self, id: str) -> tuple[Article, ...]:
        """The articles of the story that the article with this id, or the only one that begins so, belongs to: the
        lead, then the others by date. Raises as `get` does, and UsageError for an index without stories."""
        return tuple(self._engine.fetch(self._told(self._engine.story(self._doc(id)))))

    def story_of(self, id: str) -> tuple[str | None, int]:
        """The id of the lead of this article's story, and how many articles it has; None and 1 in an index without
        stories. Raises as `get` does."""
        members = self._engine.story(self._doc(id))
        return (None, 1) if members is None else (self._engine.heads(members[:1])[0].id, len(members))

    def stories(self, *, limit: int | None = 10, sort: Literal["largest", "newest"] = "largest") -> list[StoryHead]:
        """The stories of two articles or more, the largest or the newest (by their leads) first. Raises UsageError for
        an index without any."""
        groups = self._told(self._engine.stories())
        heads = self._engine.heads([group[0] for group in groups])
        found = [StoryHead(head, len(group)) for head, group in zip(heads, groups, strict=True)]
        found.sort(key=lambda story: story.lead.id)
        found.sort(key=lambda story: _beginning(story.lead.published), reverse=True)
        if sort == "largest":
            found.sort(key=lambda story: -story.copies)
        return found[: limit or None]

    def _told(self, found: T | None) -> T:
        if found is None:
            raise UsageError("this index was made before stories were grouped; make it again with: morgue rebuild")
        return found

    def _doc(self, id: str) -> int:
        wanted = id.strip().lower()
        doc = self._engine.doc(wanted)
        if doc is None:
            candidates = self._engine.ids(wanted, limit=11) if wanted else []
            if not candidates:
                raise UnknownArticle(
                    f"no article {id or repr('')}; `morgue search` prints ids, and any unique beginning will do"
                )
            if len(candidates) > 1:
                more = " and more" if len(candidates) > 10 else ""
                raise UsageError(f"{id} could be {', '.join(candidates[:10])}{more}; type more of it")
            doc = self._engine.doc(candidates[0])
            assert doc is not None, "an id that the engine lists must be there"
        return doc

    def short(self, id: str) -> str:
        """The shortest beginning of `id`, six digits or more, that no other article's id shares."""
        length = SHORT_ID
        while length < len(id) and len(self._engine.ids(id[:length], limit=2)) > 1:
            length += 1
        return id[:length]

    def _matches(
        self,
        parsed: Parsed,
        query: str,
        *,
        limit: int | None,
        offset: int = 0,
        sort: Sort = "relevance",
        stories: bool = False,
    ) -> Matches:
        try:
            return self._engine.search(parsed.node, limit=limit, offset=offset, sort=sort, stories=stories)
        except QueryError as error:
            # The engine has only the tree; where that was typed is known here.
            if place := parsed.place(error.node):
                error.query, error.position, error.length = query, place.position, place.length
            raise

    def _settled(self, parsed: Parsed, query: str, *, limit: int | None) -> Matches:
        """The matches, for those who count on them: what can't be told is an error, not a notice."""
        matches = self._matches(parsed, query, limit=limit)
        for unsettled in _unsettled(matches):
            raise QueryError(f"{unsettled}; take rarer words, or fewer of them")
        return matches

    def _hits(self, node: Node, page: Sequence[Match], first: int, shown: Shown) -> Iterator[Hit]:
        engine, rank = self._engine, first
        languages = engine.languages
        for start in range(0, len(page), _BATCH):
            batch = page[start : start + _BATCH]
            docs = [match.doc for match in batch]
            every = engine.copies(docs)
            found: Iterable[tuple[Snippet, ...]] = _NOTHING
            if shown.passages:
                from search.snippets import snippets

                articles = engine.fetch(docs)
                heads = [head_of(article) for article in articles]
                found = (  # each when its hit is
                    snippets(article, node, languages=languages, limit=shown.passages, width=shown.width)
                    for article in articles
                )
            else:
                heads = engine.heads(docs)
            # In one piece: ten hits are a good part of a quick search.
            for (doc, score), head, copies, its in zip(batch, heads, every, found):  # noqa: B905 - nothing has no end
                id, guid, url, headline, byline, published, publisher, section, _, locator = head
                story, count = copies or (id if engine.grouped else None, 1)
                spans = self._highlighted(head, node) if shown.highlight else ()
                others = self._others(doc) if shown.others and count > 1 else ()
                yield made(Hit, (
                    rank, id, guid, score, headline, published, publisher, section, byline, url, locator,
                    story, count, its, spans, others, None,
                ))  # fmt: skip
                rank += 1

    def _explained(self, node: Node, page: Sequence[Match], hits: Iterator[Hit]) -> Iterator[Hit]:
        from search.why import reasons

        why = reasons(self._engine, node, [match.doc for match in page])
        return (hit._replace(why=why[match.doc]) for match, hit in zip(page, hits, strict=True))

    def _others(self, doc: int) -> tuple[Copy, ...]:
        """The others of the story of a document."""
        rest = [other for other in self._told(self._engine.story(doc)) if other != doc][:NAMED]
        return tuple(Copy(head.id, head.publisher, head.published) for head in self._engine.heads(rest))

    def _highlighted(self, head: Head, node: Node) -> tuple[Span, ...]:
        if not head.headline:
            return ()
        from search.snippets import highlight

        languages = self._engine.languages
        return tuple(highlight(head.headline, node, field="headline", language=head.language, languages=languages))

    def close(self) -> None:
        """Let go of the archive's files."""
        self._engine.close()

    def __enter__(self) -> Searcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _unsettled(matches: Matches) -> list[str]:
    """What to say of articles that couldn't be settled."""
    if not matches.unsettled:
        return []
    named = ", ".join(matches.unsettled[:_NAMED]) + (", ..." if len(matches.unsettled) > _NAMED else "")
    return [
        f"whether words meet can't be told in {len(matches.unsettled):,} of the articles, where they stand too often "
        f"({named})"
    ]


def _beginning(date: str | None) -> int:
    from indexer import dates

    try:
        return dates.bounds(date)[0] if date else dates.EARLIEST
    except ValueError:
        return dates.EARLIEST
