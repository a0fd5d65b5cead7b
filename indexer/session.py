"""An archive open for writing: its ledger and its store, brought to agree, and the one way to publish.

Publishing is in three steps, each durable before the next: the store writes the new generation's files, which nobody
sees yet; the ledger commits its rows with the manifest among them; the store renames the manifest into place, which is
the moment at which every new reader sees the generation. Whatever a power cut or a kill leaves of that is one of:

- ledger and index at the same generation: files that no manifest names are swept away;
- the ledger one ahead: the manifest that it holds is published, or, if its files aren't whole, the index is made again;
- the index ahead: somebody took another ledger, and that is damage.

What was forgotten (`forget`) is cleared away from files and free room after its generation is published; where that was
cut short, the next writer does it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Protocol

from indexer import compacting, decisions
from indexer.archive import Archive
from indexer.article import Skipped
from indexer.decisions import Decision
from indexer.errors import RESTORE, DamagedArchive, LockBusy, MorgueError, OutputError
from indexer.indexing import Indexing
from indexer.ledger import Ledger, forgotten, journal, lines, publication, runs, temporary
from indexer.ledger.connection import Connection
from indexer.ledger.lines import Ruling
from indexer.ledger.publication import Publication
from indexer.ledger.runs import Run
from indexer.ledger.salvage import salvage
from indexer.report import Report
from indexer.signals import Interrupted, uninterrupted
from indexer.stores import Store, open_store
from indexer.stores.durable import sync_folder
from indexer.work import Work

BETWEEN = 0.1
"""Seconds between two words of progress."""


class Progress(Protocol):
    """Who wants to see a run go on. Called often enough to draw, not for every article."""

    def reading(self, done: int, total: int) -> None:
        """So many bytes of the sources are read; `total` is what a first walk over them saw."""

    def taking(self, articles: int) -> None:
        """So many articles are read, also of a file that isn't at its end."""

    def indexing(self, done: int, total: int) -> None:
        """So many of the articles that are new or may have changed are in the index."""

    def publishing(self, generation: int) -> None:
        """What is in memory is written out; this generation is next."""


class Session:
    """One writer at work. `report` counts what it does; `store` is None in a rehearsal, which keeps nothing.

    Leaving the `with` block by an exception takes back everything since the last publication.
    """

    def __init__(
        self, archive: Archive, *, work: Work, memory: int, rehearsal: bool = False, progress: Progress | None = None
    ) -> None:
        self.archive = archive
        self.work = work
        self.report = Report()
        self.progress = progress
        self.run = 0
        self._rehearsal = rehearsal
        self._closing = ExitStack()
        self._committed = False
        self._published = 0  # the last generation of this session's own
        archive.require_ledger()
        path = archive.ledger if archive.has_ledger() or not rehearsal else None
        self.ledger = self._closing.enter_context(Ledger.open_writing(path))
        self.db: Connection = self.ledger.db
        self.store: Store | None = None
        try:
            if archive.is_published() and self.ledger.is_blank():
                raise DamagedArchive(f"{archive.ledger} holds nothing, and there is an index; {RESTORE}")
            if not rehearsal:
                self.store = open_store(archive.index, memory_mb=memory, several=work.several)
        except BaseException:
            self._closing.close()
            raise
        if self.store is not None:
            self._closing.callback(self.store.close)
        temporary.prepare(self.db)

    def agree(self) -> None:
        """Bring ledger and index to the same generation. Raises DamagedArchive where that can't be, UnsupportedFormat
        for an index of another release; so does a rehearsal, which changes nothing."""
        if self.store is None:
            if self.archive.is_published():
                with closing(open_store(self.archive.index)) as store:
                    self._require_noted(self.ledger.publication(), store.generation)
            return
        noted, published = self.ledger.publication(), self.store.generation
        self._require_noted(noted, published)
        if noted.generation == published:
            self.store.rollback()
        elif self.store.holds(noted.manifest):
            self.store.publish(noted.manifest)
        else:
            self.rebuild()
        if noted.generation:
            self.archive.end_first_run()
        try:
            self.clear_away()
        except LockBusy as busy:  # no reason not to do the rest; the next writer tries again, and so does `forget`
            self.report.skipped.append(Skipped(self.archive.ledger.name, f"what was forgotten has to wait: {busy}"))

    def _require_noted(self, noted: Publication, published: int) -> None:
        """Raises DamagedArchive for an index of a generation that the ledger hasn't come to."""
        if noted.generation < published:
            what = "is older than its index" if noted.generation else "is not the one its index was made from"
            raise DamagedArchive(
                f"{self.archive.ledger} {what} (generation {noted.generation}, the index has {published}); restore the "
                "ledger from a backup, or make the index again from this one with: morgue rebuild"
            )

    def rebuild(self) -> int:
        """Make the index anew from the ledger, every article cleaned again, and publish it; how many there are."""
        store = self.store
        assert store is not None, "a rehearsal rebuilds nothing"
        generation = 0
        with suppress(MorgueError):  # what can't even say its generation is what a rebuild is for
            generation = self.ledger.publication().generation
        with suppress(MorgueError):
            generation = max(generation, store.generation)
        self.db.begin()
        self.report.skipped += salvage(self.db)
        store.clear()
        temporary.touch_all(self.db)
        articles = temporary.count_touched(self.db)
        self._index(everything=True)
        self._publish(generation + 1, cleaner=_cleaner())
        self.clear_away()
        return articles

    def compact(self) -> bool:
        """Publish what the index holds in as few files as can be, and write the ledger anew where much of it is free
        room; whether the index was another."""
        store, noted = self.store, self.ledger.publication()
        assert store is not None, "a rehearsal publishes nothing"
        changes = noted.generation > 0 and store.compact()
        self.report.generation = noted.generation
        if changes:
            self.db.begin()
            self._publish(noted.generation + 1, cleaner=noted.cleaner)
        if self.db.free_share() > compacting.FREE:
            self.db.write_anew()
            with suppress(LockBusy):  # somebody reads it as it was; the log is emptied by the next who writes
                self.db.empty_log()
        return changes

    def decide(self, line: str, decision: Decision, publisher: str | None) -> tuple[Ruling, int]:
        """Note somebody's word about a line, and publish the articles that look different for it: what holds now, and
        how many these are. Raises UsageError for a line that isn't known."""
        self.db.begin()
        ruling = decisions.decide(self.db, line, decision, publisher)
        concerned = lines.count_flipped(self.db)
        self._flush(cleaner=self.ledger.publication().cleaner)
        return ruling, concerned

    def purge(
        self, arguments: str, outcome: str, *, mark: Callable[[Connection], None], drop: Callable[[Connection], None]
    ) -> None:
        """Take articles down, in a run with these `arguments` and this `outcome`: `mark` says in the ledger which,
        `drop` takes their rows out of it once the index is without them. What is left is published in files that never
        held anything else; `clear_away` is what remains to be done."""
        assert self.store is not None, "a rehearsal takes nothing down"
        started = time.perf_counter()
        self.begin(arguments, noted=False)
        mark(self.db)
        self.store.purge()
        self.end(outcome, time.perf_counter() - started, settle=lambda: drop(self.db), anew=True)

    def clear_away(self) -> None:
        """Where articles were forgotten, leave nothing of them: the files of the generations before, the ledger's free
        room, its log. Until all of that is done, the ledger says that it isn't.

        Raises OutputError, and LockBusy while another process reads the ledger as it was."""
        if self.store is None or not forgotten.is_unfinished(self.db):
            return
        if strays := self.store.strays():
            raise OutputError(f"can't remove {', '.join(strays)} from {self.archive.index}; remove them, and try again")
        sync_folder(self.archive.index)
        self.db.write_anew()
        self.db.empty_log()
        self.db.begin()
        forgotten.end(self.db)
        self.db.commit()
        self.db.empty_log()

    def begin(self, arguments: str, *, noted: bool = True) -> None:
        """Start a run, which the ledger knows of from now on, and its first transaction.

        What it writes over is `noted`, so that it can be undone.
        """
        self.db.begin()
        self.run = runs.TABLE.add(self.db, Run(0, now(), None, runs.STARTED, arguments, None)).id
        if not self._rehearsal:
            if noted:
                journal.watch(self.db, self.run)
            self.db.commit()
            self.db.begin()

    def checkpoint(self) -> None:
        """Publish what was read so far, and go on."""
        if self.store is not None:
            noted = self.ledger.publication()
            self._flush(cleaner=noted.cleaner if noted.generation else _cleaner())
            self.db.begin()

    def end(
        self, outcome: str, seconds: float, *, settle: Callable[[], None] | None = None, anew: bool = False
    ) -> None:
        """Publish the rest, if anything changed (or `anew`, if nothing did), and close the run's books; `settle` is
        done once the index is up to date, in the same transaction."""
        cleaner, noted = _cleaner(), self.ledger.publication()
        if noted.generation and noted.cleaner != cleaner:
            temporary.touch_all(self.db)
        self._flush(cleaner=cleaner, closing=(outcome, seconds), settle=settle, anew=anew)

    def _flush(
        self,
        *,
        cleaner: str,
        closing: tuple[str, float] | None = None,
        settle: Callable[[], None] | None = None,
        anew: bool = False,
    ) -> None:
        changed = self._index() or anew
        if settle is not None:
            settle()
        noted = self.ledger.publication()
        self.report.generation = noted.generation
        if self.store is None:
            self.db.rollback()
            return
        if changed or not noted.generation:
            self.report.generation += 1
        if closing is not None:
            self._close_run(*closing)
        if changed or not noted.generation:
            self._publish(noted.generation + 1, cleaner=cleaner)
            return
        if noted.cleaner != cleaner:
            publication.record(self.db, noted._replace(cleaner=cleaner))
        self.db.commit()

    def _index(self, *, everything: bool = False) -> bool:
        """Bring the index up to date with the ledger; whether it changes."""
        indexing = Indexing(
            self.db, self.store, self.run, self.report, self.work, cleaner=_cleaner(), everything=everything
        )
        total = temporary.count_touched(self.db)
        told = 0.0
        for done, _ in enumerate(indexing.index(temporary.touched(self.db)), 1):
            if self.progress and time.monotonic() - told > BETWEEN:
                told = time.monotonic()
                self.progress.indexing(min(done // 2, total), total)  # each pauses twice
        temporary.forget_touched(self.db)
        return indexing.changed

    def _publish(self, generation: int, *, cleaner: str) -> None:
        assert self.store is not None, "a rehearsal publishes nothing"
        if self.progress:
            self.progress.publishing(generation)
        manifest = self.store.prepare(generation)
        publication.record(self.db, Publication(1, generation, manifest, cleaner))
        with uninterrupted():
            self.db.commit()
            self._committed = True
            self.store.publish(manifest)
            self._committed = False
            self.archive.end_first_run()
        self.report.generation = self._published = generation

    def _close_run(self, outcome: str, seconds: float) -> None:
        self.report.seconds = seconds
        run = runs.last(self.db)
        if run is not None:
            report = json.dumps(self.report.to_json())
            runs.TABLE.update(self.db, run._replace(finished=now(), outcome=outcome, report=report))

    def _take_back(self, error: BaseException) -> None:
        """Forget what isn't published, and note why, as far as the disk lets us; the next writer does the rest."""
        with suppress(MorgueError):
            self.db.rollback()
            if self.store is not None and not self._committed:
                self.store.rollback()
            run = runs.last(self.db)
            if run is not None and run.id == self.run and run.outcome == runs.STARTED and not self._rehearsal:
                self.db.begin()
                reason = "interrupted" if isinstance(error, KeyboardInterrupt) else f"failed: {error}"
                runs.TABLE.update(self.db, run._replace(finished=now(), outcome=reason))
                self.db.commit()
                if isinstance(error, Interrupted):
                    error.outcome = (
                        f"what it had published by then stays (generation {self._published}); run it again for the rest"
                        if self._published
                        else "nothing of it was published; run it again"
                    )

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._take_back(error)
        self._closing.close()


def now() -> str:
    """The time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _cleaner() -> str:
    from indexer import text

    return str(text.VERSION)
