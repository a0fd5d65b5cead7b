"""The second half of a run: articles that may look different now go from the ledger to the index, clean.

Each is looked at once, however often it was read: its current revision is picked, compared with what the index holds,
and only then decoded and cleaned. The order is that of the ids, so that the same articles give the same index in
whatever order they were read.

What recurs over articles (see `recurring`) is known when the last of them is clean. So they wait in a file without a
name, some thousand at a time, until their lines are counted; then they go into the index without the boilerplate, and
with them those articles that were there before and hold a line whose verdict is now another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain, islice
from typing import NamedTuple

import msgspec

from indexer import edits
from indexer.article import Article, Change
from indexer.frozen import replace
from indexer.ledger import articles, changes, lines, readings, revisions, sources
from indexer.ledger.articles import ArticleRow
from indexer.ledger.connection import Connection
from indexer.ledger.revisions import Revision
from indexer.ledger.sources import Source
from indexer.ledger.temporary import Touched
from indexer.recurring import Recurring
from indexer.report import Report
from indexer.spool import Spool
from indexer.stores import Store
from indexer.text import boilerplate
from indexer.work import Clean, Job, Work

BATCH = 64
"""Articles that are looked up, and settled, together."""

WAITING = 20_000
"""Articles that wait for the counts of their lines together. Fewer would have more of them written twice, more would
need more room on disk: 5 KB each, as a rule."""


FEW = 1_000
"""Articles whose writing takes so little memory that processes may wait meanwhile."""


class Due(NamedTuple):
    """An article whose place in the index has to be written anew, with the record it is made from; `known` is what the
    archive can say of it beside its text, which hangs on the verdicts about the lines `in_doubt`."""

    row: ArticleRow
    revision: Revision
    locator: str
    touched: Touched
    record: bytes
    known: dict[str, tuple[str, ...]]
    in_doubt: tuple[int, ...] = ()


class Waiting(NamedTuple):
    """An article that is clean but for its boilerplate; `scope` is whose lines its own are counted with."""

    due: Due
    clean: Clean
    scope: str


@dataclass(slots=True)
class Indexing:
    """One run's way into the index. `store` is None in a rehearsal, which counts and cleans nothing; `everything` says
    that the store was cleared, so that what it held doesn't count; `cleaner` is the cleaning's version."""

    db: Connection
    store: Store | None
    run: int
    report: Report
    work: Work
    cleaner: str
    everything: bool = False
    changed: bool = False
    _recurring: Recurring = field(init=False)
    _rows: dict[str, tuple[ArticleRow, bytes | None]] = field(default_factory=dict)
    _changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    _sources: dict[int, Source] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._recurring = Recurring(self.db)

    def index(self, touched: Iterable[Touched]) -> Iterator[None]:
        """Bring these articles up to date; pauses after each that is clean, and again after each that is written.
        `changed` says whether the index does."""
        if self.store is None:
            for due in self._dues(touched):
                self._settle(due, due.row)
                yield
            self._keep()
            return
        touched = iter(touched)
        chunk = list(islice(touched, WAITING))
        while True:
            yield from self._index_chunk(chunk, self.store)
            if not (chunk := list(islice(touched, WAITING))):
                break

    def _index_chunk(self, touched: Sequence[Touched], store: Store) -> Iterator[None]:
        """Clean and count these, then write them, and all whose boilerplate is another now."""
        with Spool(Waiting) as spool:
            dues = self._dues(touched)
            for due, clean in self.work.clean(dues, lambda due: Job(due.record, bool(due.revision.cleaned))):
                scope = self._scope(clean.article, due.revision.source)
                self._recurring.see(due.row.id, clean, scope, in_doubt=due.in_doubt)
                spool.add(due.row.id, Waiting(due._replace(record=b""), clean, scope))
                yield
            self._recurring.judge(lambda ids: self._texts(ids, spool))
            if len(touched) > FEW:
                self._rest()  # what writing takes comes in its place
            waiting = iter(spool)
            while batch := list(islice(waiting, BATCH)):
                lines.settle(self.db, (one.due.row.id for one in batch))
                for one, clean in self._without_boilerplate(batch):
                    self._write(self._decided(one.due), clean, store)
                    yield
        self._keep()
        self._write_flipped(touched[-1].article if touched else "", store)
        if len(touched) > FEW:
            self._rest()  # and what merging and grouping take

    def _rest(self) -> None:
        self.db.shrink()
        self.work.rest()

    def _write_flipped(self, last: str, store: Store) -> None:
        """Write the articles that a verdict about a line has changed; the run has come to the article `last`."""
        while ids := lines.flipped(self.db, last):
            lines.settle(self.db, ids)
            rows, read = articles.among(self.db, ids), revisions.of_articles(self.db, ids)
            dues = [due for row in rows.values() if (due := self._again(row, read.get(row.id, ()))) is not None]
            made = list(self.work.clean(dues, lambda due: Job(due.record, bool(due.revision.cleaned))))
            batch = [Waiting(due, clean, self._scope(clean.article, due.revision.source)) for due, clean in made]
            for one, clean in self._without_boilerplate(batch):
                store.delete([one.due.row.id])
                self._put(one.due, clean, store)
                row, fingerprint = one.due.row, self._fingerprint(one.due)
                self._rows[row.id] = row._replace(language=clean.article.language, indexed=fingerprint), None
                self.changed = True
            self._keep()

    def _again(self, row: ArticleRow, found: Sequence[Revision]) -> Due | None:
        """An article as it is in the index, to be written again; None where the index doesn't hold it, or where the
        revision that it holds isn't there any more (then the run comes to the article yet)."""
        current = next((one for one in found if one.id == row.current), None)
        if row.indexed is None or current is None:
            return None
        locator = self._locator(current.source) + current.suffix
        record = readings.get(self.db, current.id)
        touched = Touched(row.id, met=False, moved=False)
        return Due(row, current, locator, touched, record, *self._known(found))

    def _decided(self, due: Due) -> Due:
        """The same after the verdicts about its lines."""
        if not due.in_doubt:
            return due
        return due._replace(known=self._known(revisions.of_article(self.db, due.row.id))[0])

    def _texts(self, ids: Collection[str], spool: Spool[Waiting]) -> Iterator[tuple[str, Article, str]]:
        """Clean articles, from those that wait or else from the ledger, each with the scope of its lines; without
        those of which nothing is there until the run comes to them."""
        left = set(ids)
        for one in spool.among(ids):
            left.discard(one.due.row.id)
            yield one.due.row.id, one.clean.article, one.scope
        for due, clean in self.work.clean(self._held(left), lambda due: Job(due.record, clean=True)):
            yield due.row.id, clean.article, self._scope(clean.article, due.revision.source)

    def _held(self, ids: Iterable[str]) -> Iterator[Due]:
        """Articles as they are in the index, those that it doesn't hold left out."""
        for id in sorted(ids):
            row = articles.get(self.db, id)
            assert row is not None, "what is counted is in the index, or waits for it"
            if (due := self._again(row, revisions.of_article(self.db, id))) is not None:
                yield due

    def _scope(self, article: Article, source: int) -> str:
        return boilerplate.scope(article, "" if article.publisher else self._source(source).key)

    def _without_boilerplate(self, batch: Sequence[Waiting]) -> Iterator[tuple[Waiting, Clean]]:
        own = [boilerplate.key(one.scope) for one in batch]
        keys = [[seen.key ^ scope for seen in one.clean.lines] for one, scope in zip(batch, own, strict=True)]
        taken = self._recurring.taken(list(chain.from_iterable(keys)))
        for one, scope, its in zip(batch, own, keys, strict=True):
            clean = one.clean
            if taken and not taken.isdisjoint(its):
                article, made = boilerplate.without(clean.article, taken, scope)
                clean = clean._replace(article=article, changes=(*clean.changes, *made))
            yield one, clean

    def _dues(self, touched: Iterable[Touched]) -> Iterator[Due]:
        touched = iter(touched)
        while batch := list(islice(touched, BATCH)):
            ids = [one.article for one in batch]
            rows, read = articles.among(self.db, ids), revisions.of_articles(self.db, ids)
            for one in batch:
                row = rows.get(one.article)
                if row is None:
                    continue
                if row.state == "removed":
                    self._remove(row)
                    continue
                due = self._due(row, one, read.get(row.id))
                if due is not None:
                    yield due

    def _due(self, row: ArticleRow, touched: Touched, found: Sequence[Revision] | None) -> Due | None:
        """What is to be written about a live article; None when the index has it already."""
        if not found:
            return None
        current = found[0]
        locator = self._locator(current.source) + current.suffix
        due = Due(row, current, locator, touched, b"", *self._known(found))
        if not self.everything and row.indexed == self._fingerprint(due):
            if row.current != current.id:
                articles.TABLE.update(self.db, row._replace(current=current.id))
            return None
        return due._replace(record=readings.get(self.db, current.id)) if self.store else due

    def _write(self, due: Due, clean: Clean, store: Store) -> None:
        if due.row.indexed is not None and not self.everything:
            store.delete([due.row.id])
        self._put(due, clean, store)
        self._settle(due, due.row._replace(language=clean.article.language))

    def _put(self, due: Due, clean: Clean, store: Store) -> None:
        store.add(replace(clean.article, id=due.row.id, locator=due.locator), due.known)
        self._changes[due.row.id] = clean.changes

    def _settle(self, due: Due, row: ArticleRow) -> None:
        self.changed = True
        if not self.everything:
            row = self._counted(row, due.revision, due.touched)
        settled = row._replace(current=due.revision.id, indexed=self._fingerprint(due))
        self._rows[row.id] = settled, due.revision.text
        if len(self._rows) >= BATCH:
            self._keep()

    def _keep(self) -> None:
        """Write what was settled into the ledger."""
        changes.replace_all(self.db, self._changes)
        articles.TABLE.update_all(self.db, (row for row, _ in self._rows.values()))
        self._changes.clear()
        self._rows.clear()

    def _is_indexed(self, text: bytes, article: str) -> bool:
        """Whether the index holds another article with these words."""
        if any(said == text for id, (_, said) in self._rows.items() if id != article):
            return True
        found = revisions.indexed_with(self.db, text, limit=len(self._rows) + 2)
        return any(id != article and id not in self._rows for id in found)

    def _locator(self, source: int) -> str:
        return self._source(source).locator

    def _source(self, source: int) -> Source:
        if source not in self._sources:
            if len(self._sources) >= BATCH:
                self._sources.clear()
            self._sources[source] = sources.numbered(self.db, source)
        return self._sources[source]

    def _counted(self, row: ArticleRow, revision: Revision, touched: Touched) -> ArticleRow:
        """Count the article as new or updated, once in a run."""
        if row.counted == self.run:
            return row
        if row.indexed is not None and row.current == revision.id and not (touched.met or touched.moved):
            self.report.cleaned_anew += 1  # nothing about it has changed but what cleaning makes of it
            return row._replace(counted=self.run)
        self.report.unchanged -= touched.met
        if row.indexed is None:
            self.report.new += 1
            text = revision.text
            if text is not None and self._is_indexed(text, row.id):
                self.report.duplicates += 1
        else:
            self.report.updated += 1
            self.report.moved += touched.moved
        return row._replace(counted=self.run)

    def _remove(self, row: ArticleRow) -> None:
        if row.indexed is None:
            return
        self.changed = True
        self._recurring.lose(row.id)
        if self.store is not None and not self.everything:
            self.store.delete([row.id])
        changes.replace(self.db, row.id, ())
        self.report.removed += 1
        articles.TABLE.update(self.db, row._replace(indexed=None, current=None, language=None))

    def _known(self, found: Sequence[Revision]) -> tuple[dict[str, tuple[str, ...]], tuple[int, ...]]:
        """What the archive can say of an article beside its text, and the lines whose verdicts decide that."""
        if not (pairs := edits.unannounced(found, self._read)):
            return {}, ()
        edited = edits.are_edits(pairs, self._recurring.taken)
        return {"changed": ("yes",)} if edited else {}, edits.in_doubt(pairs)

    def _read(self, revision: Revision) -> tuple[Article, str]:
        article = readings.decode(readings.get(self.db, revision.id)).article
        return article, self._source(revision.source).key

    def _fingerprint(self, due: Due) -> bytes:
        """What the index's copy of an article depends on."""
        cleaner = self.cleaner if due.revision.cleaned else ""
        facts = (due.known, due.in_doubt) if due.known or due.in_doubt else ()
        about = (due.revision.record, due.locator, cleaner, *facts)
        return blake2b(msgspec.msgpack.encode(about), digest_size=16).digest()
