"""Which article a record is, and what becomes of it in the ledger: a revision, new or known, at its place.

A record with a guid within a publisher or a URL is that article wherever it stands. One that is known by its place is:

1. the article at that place, if the words there are the same;
2. else an article with the same words whose own place is gone: its file is gone, or holds other words there
   now. It has moved, and keeps its id;
3. else the article at that place, in a new revision;
4. else a new article.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer import identity
from indexer.article import Article, article_id
from indexer.dates import bounds
from indexer.identity import Identity
from indexer.ledger import articles, readings, revisions
from indexer.ledger.articles import ArticleRow
from indexer.ledger.connection import Connection
from indexer.ledger.revisions import Revision
from indexer.ledger.sources import Source
from indexer.ledger.temporary import all_put_off, meet_all, put_off, revision_is_seen, see_revision, touch


class Entry(NamedTuple):
    """One record of a file: its locator, the record as `readings.encode` gives it, when a crawler fetched it, in
    nanoseconds since 1970 (0: the file is as old as it is), and the article that it says, where that is at hand."""

    locator: str
    record: bytes
    crawled: int = 0
    article: Article | None = None


def said(entry: Entry) -> Article:
    """The article that an entry says."""
    return entry.article or readings.decode(entry.record).article


@dataclass(slots=True)
class Placing:
    """Puts the records of one source into the ledger. `prefix` is the length of the source's own locator; `fresh` says
    that nothing was ever read from it, `moved` that it had another name, `nothing_gone` that all known sources are
    where they were. `repeated` counts the records of articles that another record of this run has brought, or brought
    news of."""

    db: Connection
    source: Source
    prefix: int
    run: int
    fresh: bool
    moved: bool
    nothing_gone: bool
    repeated: int = 0

    def place(self, entries: Sequence[Entry]) -> set[str]:
        """Make each record a revision of its article, in their order; the names of the readers that read them.

        Records of articles that nobody has heard of, nearly all of a first run's, are written together.
        """
        new: list[tuple[ArticleRow, Article, Entry]] = []
        told = [said(entry) for entry in entries]
        places = [self.source.key + entry.locator[self.prefix :] for entry in entries]
        named = [
            identity.identity(article, place, self.source.key) for article, place in zip(told, places, strict=True)
        ]
        ids = [article_id(one.name) for one in named]
        known = articles.known(self.db, ids)
        for entry, article, one, id in zip(entries, told, named, ids, strict=True):
            if id not in known and (not one.local or (self.fresh and self.nothing_gone)):
                known.add(id)
                new.append((self._row(id, one), article, entry))
                continue
            self._take_up(new)
            new.clear()
            self._place(entry, article)
        self._take_up(new)
        return {article.reader for article in told}

    def _take_up(self, new: Sequence[tuple[ArticleRow, Article, Entry]]) -> None:
        """Write new articles, each with its first revision."""
        if not new:
            return
        number = revisions.TABLE.next_key(self.db)
        first = [
            self._revision(row, article, entry, identity.text_hash(article))._replace(id=id)
            for id, (row, article, entry) in enumerate(new, number)
        ]
        articles.TABLE.insert_all(self.db, (row for row, _, _ in new))
        revisions.TABLE.insert_all(self.db, first)
        readings.keep_all(self.db, ((one.id, entry.record) for one, (_, _, entry) in zip(first, new, strict=True)))
        meet_all(self.db, (one.article for one in first), (one.id for one in first))

    def _place(self, entry: Entry, article: Article) -> None:
        suffix = entry.locator[self.prefix :]
        text = identity.text_hash(article)
        row = self._article(article, suffix, text)
        if row is None:
            put_off(self.db, entry.locator, entry.record)
        else:
            self._revise(row, article, entry, text)

    def place_the_rest(self) -> None:
        """The source's end is reached: what is neither where it was nor moved takes the places that are free."""
        for locator, record in all_put_off(self.db):
            article, suffix = readings.decode(record).article, locator[self.prefix :]
            row = self._here(identity.identity(article, self.source.key + suffix, self.source.key), suffix)
            self._revise(row, article, Entry(locator, record), identity.text_hash(article))

    def _revise(self, row: ArticleRow, article: Article, entry: Entry, text: bytes | None) -> None:
        if row.state == "removed":
            row = row._replace(state="live")
            articles.TABLE.update(self.db, row)
            touch(self.db, row.id, met=True)
        self._keep(self._revision(row, article, entry, text), entry.record, fetched=entry.crawled > 0)

    def _revision(self, row: ArticleRow, article: Article, entry: Entry, text: bytes | None) -> Revision:
        return Revision(
            id=0,
            article=row.id,
            source=self.source.id,
            suffix=entry.locator[self.prefix :],
            record=readings.digest(entry.record),
            text=text,
            updated=_beginning(article.updated),
            published=_beginning(article.published),
            crawled=entry.crawled or self.source.modified,
            cleaned=self.source.cleaned,
            present=1,
            run=self.run,
        )

    def miss_the_rest(self, *, except_at: set[str]) -> None:
        """The source was read to its end: what wasn't met is no longer there, but for what could not be read."""
        for revision in list(revisions.missed(self.db, self.source.id)):
            if revision.suffix not in except_at:
                revisions.TABLE.update(self.db, revision._replace(present=0))
                touch(self.db, revision.article)

    def _article(self, article: Article, suffix: str, text: bytes | None) -> ArticleRow | None:
        """The record's article; None where that depends on where the source's other records are now."""
        named = identity.identity(article, self.source.key + suffix, self.source.key)
        if not named.local:
            return self._named(named) or self._new(named)
        if article.guid:
            return self._named(named) or self._moved(suffix, text) or self._new(named)
        found = self._unchanged_here(suffix, text) or self._moved(suffix, text)
        return found or (self._here(named, suffix) if self.fresh else None)

    def _named(self, named: Identity) -> ArticleRow | None:
        """The article with this identity, if there is one."""
        row = articles.get(self.db, article_id(named.name))
        return row if row is not None and row.identity == _bytes(named.name) else None

    def _unchanged_here(self, suffix: str, text: bytes | None) -> ArticleRow | None:
        """The article known by this place, where its words still stand (1)."""
        if self.fresh:
            return None
        for revision in revisions.at(self.db, self.source.id, suffix):
            if revision.present and revision.text == text and not revision_is_seen(self.db, revision.id):
                row = articles.get(self.db, revision.article)
                if row is not None and _is_placed(row):
                    return row
        return None

    def _moved(self, suffix: str, text: bytes | None) -> ArticleRow | None:
        """The article with these words that has lost its place (2)."""
        if text is None or (self.fresh and self.nothing_gone):
            return None
        revision = revisions.same_text_here(self.db, text, self.source.id, suffix)
        if revision is None:
            revision = revisions.same_text_gone(self.db, text, self.source.locator)
            if revision is None:
                return None
            revisions.TABLE.update(self.db, revision._replace(present=0))
        touch(self.db, revision.article, met=True, moved=True)
        return articles.get(self.db, revision.article)

    def _here(self, named: Identity, suffix: str) -> ArticleRow:
        """The article that had this place (3), else a new one (4)."""
        for revision in [] if self.fresh else revisions.at(self.db, self.source.id, suffix):
            row = articles.get(self.db, revision.article)
            if row is not None and _is_placed(row) and not self._is_elsewhere(row, suffix):
                return row
        row = self._named(named)
        if row is not None and not self._is_elsewhere(row, suffix):
            return row
        return self._new(named)

    def _new(self, named: Identity) -> ArticleRow:
        """A new article. An identity whose article moved away, or whose id another one has, gets a number."""
        name, number = named.name, 1
        while articles.get(self.db, article_id(name)) is not None:
            number += 1
            name = f"{named.name}\0{number}"
        row = self._row(article_id(name), Identity(name, named.local))
        articles.TABLE.insert(self.db, row)
        return row

    def _row(self, id: str, named: Identity) -> ArticleRow:
        return ArticleRow(id, _bytes(named.name), int(named.local), "live", None, None, None, 0, self.run)

    def _keep(self, revision: Revision, record: bytes, *, fetched: bool) -> None:
        known = revisions.same_record(self.db, revision)
        if known.run == self.run if known else revisions.comes_of(self.db, revision.article, self.run):
            self.repeated += 1
        if known is None:
            revision = revisions.TABLE.add(self.db, revision)
            readings.keep(self.db, revision.id, record)
            touch(self.db, revision.article, met=True)
        elif known.source == revision.source and revision_is_seen(self.db, known.id):
            if fetched and revision.crawled > known.crawled:  # a page that went back to what it was
                revisions.TABLE.update(self.db, known._replace(crawled=revision.crawled))
                touch(self.db, known.article, met=True)
            return  # the very same record, twice in one source
        else:
            if self.moved:
                touch(self.db, revision.article, met=True, moved=True)
            # It keeps its number and its first run; and its time, where only the file around it was written anew.
            crawled = known.crawled if known.present and not fetched else revision.crawled
            revision = revision._replace(id=known.id, run=known.run, crawled=crawled)
            if revision != known:
                moved = (known.source, known.suffix) != (revision.source, revision.suffix)
                revisions.TABLE.update(self.db, revision)
                touch(self.db, revision.article, met=True, moved=moved)
        see_revision(self.db, revision.id)

    def _is_elsewhere(self, row: ArticleRow, suffix: str) -> bool:
        return revisions.is_elsewhere(self.db, row.id, self.source.id, suffix)


def _is_placed(row: ArticleRow) -> bool:
    return row.identity.startswith(b"loc:")


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _beginning(date: str | None) -> int:
    """Where a date begins, for ordering; 0 for one that is unknown or none."""
    try:
        return bounds(date)[0] if date else 0
    except ValueError:
        return 0


def is_gone(path: bytes) -> bool:
    """Whether nothing is at `path` any more; a folder that may not be looked into says nothing about that."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
