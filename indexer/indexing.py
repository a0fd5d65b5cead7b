"""The second half of a run: articles that may look different now go from the ledger to the index, clean.

Each is looked at once, however often it was read: its current revision is picked, compared with what the index holds,
and only then decoded, cleaned and handed to the store. The order is that of the ids, so that the same articles give
the same index in whatever order they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

import msgspec

from indexer.article import Article, Change
from indexer.edits import is_silently_edited
from indexer.fields import NOTHING, Known
from indexer.ledger import articles, changes, readings, revisions, sources
from indexer.ledger.articles import ArticleRow
from indexer.ledger.connection import Connection
from indexer.ledger.revisions import Revision
from indexer.ledger.temporary import Touched
from indexer.report import Report
from indexer.stores import Store
from indexer.work import Clean, Job, Work

BATCH = 64
"""Articles that are looked up, and settled, together."""


class Due(NamedTuple):
    """An article whose place in the index has to be written anew, with the record it is made from."""

    row: ArticleRow
    revision: Revision
    locator: str
    touched: Touched
    record: bytes
    known: Known


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
    _rows: dict[str, tuple[ArticleRow, bytes | None]] = field(default_factory=dict)
    _changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    _sources: dict[int, str] = field(default_factory=dict)

    def index(self, touched: Iterable[Touched]) -> Iterator[None]:
        """Bring these articles up to date; pauses after each one that is written. `changed` says whether the index
        does."""
        dues = self._dues(touched)
        if self.store is None:
            for due in dues:
                self._settle(due, due.row)
                yield
            self._keep()
            return
        for due, clean in self.work.clean(dues, lambda due: Job(due.record, bool(due.revision.cleaned))):
            self._write(due, clean, self.store)
            yield
        self._keep()

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
        known: Known = {"changed": ("yes",)} if is_silently_edited(found, self._article) else NOTHING
        if not self.everything and row.indexed == self._fingerprint(current, locator, known):
            if row.current != current.id:
                articles.TABLE.update(self.db, row._replace(current=current.id))
            return None
        record = readings.get(self.db, current.id) if self.store else b""
        return Due(row, current, locator, touched, record, known)

    def _write(self, due: Due, clean: Clean, store: Store) -> None:
        article = replace(clean.article, id=due.row.id, locator=due.locator)
        if due.row.indexed is not None and not self.everything:
            store.delete([article.id])
        store.add(article, due.known)
        self._changes[article.id] = clean.changes
        self._settle(due, due.row._replace(language=article.language))

    def _settle(self, due: Due, row: ArticleRow) -> None:
        self.changed = True
        if not self.everything:
            row = self._counted(row, due.revision, due.touched)
        fingerprint = self._fingerprint(due.revision, due.locator, due.known)
        self._rows[row.id] = row._replace(current=due.revision.id, indexed=fingerprint), due.revision.text
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
        if source not in self._sources:
            if len(self._sources) >= BATCH:
                self._sources.clear()
            self._sources[source] = sources.numbered(self.db, source).locator
        return self._sources[source]

    def _counted(self, row: ArticleRow, revision: Revision, touched: Touched) -> ArticleRow:
        """Count the article as new or updated, once in a run."""
        if row.counted == self.run:
            return row
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
        if self.store is not None and not self.everything:
            self.store.delete([row.id])
        changes.replace(self.db, row.id, ())
        self.report.removed += 1
        articles.TABLE.update(self.db, row._replace(indexed=None, current=None, language=None))

    def _article(self, revision: Revision) -> Article:
        return readings.decode(readings.get(self.db, revision.id)).article

    def _fingerprint(self, revision: Revision, locator: str, known: Known) -> bytes:
        """What the index's copy of an article depends on."""
        cleaner = self.cleaner if revision.cleaned else ""
        facts = (dict(known),) if known else ()
        return blake2b(msgspec.msgpack.encode((revision.record, locator, cleaner, *facts)), digest_size=16).digest()
