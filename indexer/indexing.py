"""The second half of a run: articles that may look different now go from the ledger to the index, clean.

Each is looked at once, however often it was read: its current revision is picked, compared with what the index holds,
and only then decoded, cleaned and handed to the store. The order is that of the ids, so that the same articles give
the same index in whatever order they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from indexer.ledger import articles, changes, readings, revisions, sources
from indexer.ledger.articles import ArticleRow
from indexer.ledger.connection import Connection
from indexer.ledger.revisions import Revision
from indexer.ledger.temporary import Touched
from indexer.report import Report
from indexer.stores import Store
from indexer.work import Clean, Job, Work


class Due(NamedTuple):
    """An article whose place in the index has to be written anew, with the record it is made from."""

    row: ArticleRow
    revision: Revision
    locator: str
    touched: Touched
    record: bytes


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

    def index(self, touched: Iterable[Touched]) -> Iterator[None]:
        """Bring these articles up to date; pauses after each one that is written. `changed` says whether the index
        does."""
        dues = self._dues(touched)
        if self.store is None:
            for due in dues:
                self._settle(due, due.row)
                yield
            return
        for due, clean in self.work.clean(dues, lambda due: Job(due.record, bool(due.revision.cleaned))):
            self._write(due, clean, self.store)
            yield

    def _dues(self, touched: Iterable[Touched]) -> Iterator[Due]:
        for one in touched:
            row = articles.get(self.db, one.article)
            if row is None:
                continue
            if row.state == "removed":
                self._remove(row)
                continue
            due = self._due(row, one)
            if due is not None:
                yield due

    def _due(self, row: ArticleRow, touched: Touched) -> Due | None:
        """What is to be written about a live article; None when the index has it already."""
        found = revisions.of_article(self.db, row.id)
        if not found:
            return None
        current = found[0]
        locator = sources.numbered(self.db, current.source).locator + current.suffix
        if not self.everything and row.indexed == self._fingerprint(current, locator):
            if row.current != current.id:
                articles.TABLE.update(self.db, row._replace(current=current.id))
            return None
        record = readings.get(self.db, current.id) if self.store else b""
        return Due(row, current, locator, touched, record)

    def _write(self, due: Due, clean: Clean, store: Store) -> None:
        article = replace(clean.article, id=due.row.id, locator=due.locator)
        if due.row.indexed is not None and not self.everything:
            store.delete([article.id])
        store.add(article)
        changes.replace(self.db, article.id, clean.changes)
        self._settle(due, due.row._replace(language=article.language))

    def _settle(self, due: Due, row: ArticleRow) -> None:
        self.changed = True
        if not self.everything:
            row = self._counted(row, due.revision, due.touched)
        fingerprint = self._fingerprint(due.revision, due.locator)
        articles.TABLE.update(self.db, row._replace(current=due.revision.id, indexed=fingerprint))

    def _counted(self, row: ArticleRow, revision: Revision, touched: Touched) -> ArticleRow:
        """Count the article as new or updated, once in a run."""
        if row.counted == self.run:
            return row
        self.report.unchanged -= touched.met
        if row.indexed is None:
            self.report.new += 1
            text = revision.text
            if text is not None and revisions.text_is_indexed(self.db, text, row.id):
                self.report.duplicates += 1
        else:
            self.report.updated += 1
            self.report.moved += touched.moved
        return row._replace(counted=self.run)

    def _remove(self, row: ArticleRow) -> None:
        if row.indexed is None:
            return
        self.changed = True
        if self.store is not None and not self.everything:
            self.store.delete([row.id])
        changes.replace(self.db, row.id, ())
        self.report.removed += 1
        articles.TABLE.update(self.db, row._replace(indexed=None, current=None, language=None))

    def _fingerprint(self, revision: Revision, locator: str) -> bytes:
        """What the index's copy of an article depends on."""
        cleaner = self.cleaner if revision.cleaned else ""
        return blake2b(msgspec.msgpack.encode((revision.record, locator, cleaner)), digest_size=16).digest()
