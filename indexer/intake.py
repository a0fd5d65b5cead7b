"""The first half of a run: what the sources hold goes into the ledger, as read.

A file whose content, readers and cleaning are those of the last time is not read again. Of all others every record
becomes a revision of its article (see `records`), and the ids of articles that may look different now are collected for
the second half (`indexing`). Everything that grows with the number of articles is in temporary tables, not in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from indexer import identity, records
from indexer.article import Ignored, Skipped
from indexer.ledger import failures, forgotten, revisions, sources, temporary
from indexer.ledger.connection import Connection
from indexer.ledger.failures import Failure
from indexer.ledger.sources import Source
from indexer.records import Entry, is_gone
from indexer.report import Report
from indexer.sources import SourceFile

if TYPE_CHECKING:
    from indexer.takedown.tombstones import Tombstones

STANDARD_INPUT = b"-"

BATCH = 64
"""Records that are taken in together, or fewer of more than BATCH_SIZE bytes."""
BATCH_SIZE = 1 << 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done about a file: read it, unless it is `unchanged` or there is a `fault` (why it can't be).
    So many `forgotten` articles are all that it holds, if any."""

    file: SourceFile
    digest: str | None
    unchanged: bool = False
    fault: str | None = None
    forgotten: int = 0


@dataclass(slots=True)
class Outcome:
    """What reading one file came to; `failed` are the locators of what was skipped in it, and so many records were
    `forgotten`."""

    status: str = "read"
    reason: str | None = None
    articles: int = 0
    forgotten: int = 0
    ignored: int = 0
    readers: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)

    def fail(self, reason: str) -> None:
        """The file as a whole could not be read, or not to its end."""
        self.status, self.reason = "failed", self.reason or reason


@dataclass
class Intake:
    """One run's way into the ledger.

    `run` is its number, `scope` its arguments (to know old failures by), `clean` whether what it reads is cleaned;
    `fingerprint` has the names and versions of all readers (`readers.fingerprint`); at most so many records are taken
    in `together`.
    """

    db: Connection
    run: int
    scope: bytes
    clean: bool
    fingerprint: str
    report: Report
    together: int = BATCH
    _looked: bool = False

    def plan(self, file: SourceFile) -> Plan:
        """Whether the file has to be read."""
        from indexer.unpack import Unreadable

        try:
            digest = file.digest()
        except Unreadable as fault:
            return Plan(file, None, fault=fault.reason)
        source = sources.at(self.db, _path(file, digest))
        if source is None and self._tombstones and (records := self._tombstones.file(digest, self.fingerprint)):
            return Plan(file, digest, unchanged=True, forgotten=records)
        return Plan(file, digest, unchanged=source is not None and self._is_unchanged(source, digest))

    def take(self, plan: Plan, found: Iterable[Entry | Skipped | Ignored]) -> Iterator[None]:
        """Take in what was `found` in a file; pauses after each record, where the ledger may be committed."""
        source = sources.at(self.db, _path(plan.file, plan.digest))
        if source is not None:
            source = self._see(source)
        if plan.unchanged and source is not None:
            self._count_unchanged(source)
        elif plan.forgotten:
            self._count_forgotten(plan.forgotten)
        elif plan.fault is not None or plan.digest is None:
            self._fail(plan.file, source, plan.fault or "it can't be read")
        else:
            moved = None if source else self._moved_here(plan.file, plan.digest)
            source = source or moved or self._new(plan.file, plan.digest)
            placing = self._placing(plan.file, source, plan.digest, moved=moved is not None)
            yield from self._read(plan.file, placing, plan.digest, found)

    def skip(self, skipped: Skipped) -> None:
        """Note what never became a source: a link to nowhere, a folder that couldn't be listed. A SOURCE itself that
        couldn't is news in each run: nothing of it is read."""
        known = failures.outside(self.db, self.scope, skipped.locator)
        for failure in known:
            failures.forget(self.db, failure)
        self._note(skipped, None, known if skipped.locator != "." else [])

    def finish(self) -> None:
        """The walk is over: forget failures outside of sources that didn't come again."""
        for failure in failures.outside_and_unseen(self.db, self.scope):
            failures.forget(self.db, failure)

    def _is_unchanged(self, source: Source, digest: str) -> bool:
        if source.digest != digest:
            return False
        if source.status == "read" and source.cleaned != self.clean:
            return False
        same_readers = bool(source.readers) and set(source.readers.split()) <= set(self.fingerprint.split())
        return source.fingerprint == self.fingerprint or (source.status == "read" and same_readers)

    def _count_unchanged(self, source: Source) -> None:
        self.report.read += source.articles
        self.report.unchanged += source.articles
        self.report.ignored += source.ignored
        self.report.still_failing += len(failures.of_source(self.db, source.id))
        self._count_forgotten(forgotten.withheld(self.db, source.id))

    def _count_forgotten(self, records: int) -> None:
        self.report.read += records
        self.report.forgotten += records

    @cached_property
    def _tombstones(self) -> Tombstones | None:
        from indexer.takedown.tombstones import Tombstones

        return Tombstones.load(self.db)

    def _fail(self, file: SourceFile, source: Source | None, reason: str) -> None:
        """The file can't be opened. What was read of it before stays, and it is tried again next time."""
        source = source or self._new(file, None)
        known = failures.of_source(self.db, source.id)
        for failure in known:
            failures.forget(self.db, failure)
        self._note(Skipped(file.locator, reason), source.id, known)
        failed = source._replace(digest=None, status="failed", reason=reason, last=self.run)
        sources.TABLE.update(self.db, failed)

    def _placing(self, file: SourceFile, source: Source, digest: str, *, moved: bool) -> records.Placing:
        # Until its end is reached, the row says that it wasn't: a commit in the middle must not call the file read.
        # A file that only the readers see otherwise is as old as it was, or what they see would pass for an edit.
        modified = source.modified if source.digest == digest else file.mtime_ns
        source = source._replace(digest=None, status="failed", reason="reading it was cut short")
        source = source._replace(modified=modified, cleaned=int(self.clean), last=self.run)
        sources.TABLE.update(self.db, source)
        temporary.begin_source(self.db)
        return records.Placing(
            self.db,
            source,
            prefix=len(file.locator),
            run=self.run,
            fresh=not revisions.come_from(self.db, source.id),
            moved=moved,
            nothing_gone=not self._anything_gone(),
        )

    def _read(
        self, file: SourceFile, placing: records.Placing, digest: str, found: Iterable[Entry | Skipped | Ignored]
    ) -> Iterator[None]:
        source = placing.source
        known = failures.of_source(self.db, source.id)
        for failure in known:
            failures.forget(self.db, failure)
        outcome = Outcome()
        for batch in _batches(found, self.together):
            self._take_batch(batch, file, placing, outcome, known)
            for _ in batch:
                yield
        placing.place_the_rest()
        self.report.repeat(placing.repeated)
        if outcome.status == "read":
            placing.miss_the_rest(except_at={locator[len(file.locator) :] for locator in outcome.failed})
            if outcome.ignored and not outcome.articles and not outcome.failed:
                outcome.status = "ignored"
        as_read = digest if _is_as_walked(file) else None
        self._settle(source, outcome, as_read)
        self._withhold(source, outcome, as_read)

    def _take_batch(
        self,
        batch: Sequence[Entry | Skipped | Ignored],
        file: SourceFile,
        placing: records.Placing,
        outcome: Outcome,
        known: list[Failure],
    ) -> None:
        found = [item for item in batch if isinstance(item, Entry)]
        entries = self._not_forgotten(found, placing)
        outcome.forgotten += len(found) - len(entries)
        self._count_forgotten(len(found) - len(entries))
        if entries:
            outcome.readers |= placing.place(entries)
            outcome.articles += len(entries)
            self.report.read += len(entries)
            self.report.unchanged += len(entries)  # until the second half finds that they are not
        for item in batch:
            if not isinstance(item, Entry):
                self._take_other(item, file, placing, outcome, known)

    def _not_forgotten(self, entries: list[Entry], placing: records.Placing) -> list[Entry]:
        known, source = self._tombstones, placing.source
        if known is None:
            return entries
        return [
            entry
            for entry in entries
            if not known.withholds(self.db, records.said(entry), source, entry.locator[placing.prefix :])
        ]

    def _withhold(self, source: Source, outcome: Outcome, digest: str | None) -> None:
        """Note how many records of the source stay away. One that has nothing else, and never had, isn't noted itself:
        its name may say what it holds."""
        nothing_else = outcome.status == "read" and not (outcome.articles or outcome.ignored or outcome.failed)
        known = self._tombstones if outcome.forgotten and nothing_else and source.first == self.run else None
        if known is None or digest is None or revisions.come_from(self.db, source.id):
            forgotten.withhold(self.db, source.id, outcome.forgotten)
        else:
            known.note_file(self.db, digest, self.fingerprint, outcome.forgotten)
            self.db.execute("DELETE FROM sources WHERE id = ?", (source.id,))

    def _take_other(
        self,
        item: Skipped | Ignored,
        file: SourceFile,
        placing: records.Placing,
        outcome: Outcome,
        known: list[Failure],
    ) -> None:
        match item:
            case Ignored():
                outcome.ignored += 1
                self.report.ignored += 1
            case Skipped():
                whole = item.locator == file.locator
                if whole:
                    outcome.fail(item.reason)
                outcome.failed.add(item.locator)
                # A file that fails as a whole is only read again when it changed: a new failure, whatever the reason.
                self._note(item, placing.source.id, [] if whole else known)

    def _settle(self, source: Source, outcome: Outcome, digest: str | None) -> None:
        labels = (label for label in self.fingerprint.split() if label.rpartition("/")[0] in outcome.readers)
        settled = source._replace(
            digest=digest,
            readers=" ".join(sorted(labels)),
            fingerprint=self.fingerprint,
            status=outcome.status,
            reason=outcome.reason,
            articles=outcome.articles,
            ignored=outcome.ignored,
        )
        sources.TABLE.update(self.db, settled)

    def _note(self, skipped: Skipped, source: int | None, known: list[Failure]) -> None:
        """Put a failure into ledger and report; it is an old one when it is among the `known`."""
        same = (f for f in known if (f.locator, f.reason) == (skipped.locator, skipped.reason) and f.run != self.run)
        before = next(same, None)
        if before is None:
            self.report.skipped.append(skipped)
        else:
            self.report.still_failing += 1
        row = Failure(0, source, self.scope, skipped.locator, skipped.reason, before.run if before else self.run)
        noted = failures.TABLE.add(self.db, row)
        temporary.see_failure(self.db, noted.id)

    def _see(self, source: Source) -> Source:
        temporary.see_source(self.db, source.id)
        if source.vanished is not None:
            source = source._replace(vanished=None)
            sources.TABLE.update(self.db, source)
        return source

    def _moved_here(self, file: SourceFile, digest: str) -> Source | None:
        """The source that this file was under another name: the same content, and nothing at the old place."""
        if file.path == STANDARD_INPUT:
            return None
        if not self._anything_gone():
            return None
        source = sources.moved(self.db, digest, file.locator)
        if source is None:
            return None
        source = source._replace(path=file.path, root=file.root, locator=file.locator)
        sources.TABLE.update(self.db, source)
        temporary.find_source(self.db, source.id)
        temporary.touch_source(
            self.db, source.id
        )  # now, as reading may be cut short, and their locators differ already
        return self._see(source)

    def _anything_gone(self) -> bool:
        """Whether known sources are gone from disk. They are looked for once in a run, when the first file is met that
        has to be read: a run that changes nothing doesn't look."""
        if not self._looked:
            self._looked = True
            for source in sources.TABLE.select(self.db):
                if source.path.startswith(b"/") and is_gone(source.path):
                    temporary.lose_source(self.db, source.id)
        return temporary.any_source_is_lost(self.db)

    def _new(self, file: SourceFile, digest: str | None) -> Source:
        def taken(key: str) -> bool:
            return sources.key_is_taken(self.db, key)

        # What comes through a pipe has no place; another content is another source, or it would replace the last one.
        piped = file.path == STANDARD_INPUT
        key = f"-{digest}" if piped else identity.source_key(file.path, file.root, file.locator, taken=taken)
        row = Source(
            id=0,
            path=_path(file, digest),
            root=file.root,
            locator=file.locator,
            key=key,
            digest=None,
            readers="",
            fingerprint="",
            status="failed",
            reason=None,
            cleaned=int(self.clean),
            articles=0,
            ignored=0,
            modified=file.mtime_ns,
            first=self.run,
            last=self.run,
            vanished=None,
        )
        return self._see(sources.TABLE.add(self.db, row))


def _batches(found: Iterable[Entry | Skipped | Ignored], most: int) -> Iterator[list[Entry | Skipped | Ignored]]:
    batch: list[Entry | Skipped | Ignored] = []
    size = 0
    for item in found:
        batch.append(item)
        size += len(item.record) if isinstance(item, Entry) else 0
        if len(batch) == most or size > BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _path(file: SourceFile, digest: str | None) -> bytes:
    return f"-{digest}".encode() if file.path == STANDARD_INPUT else file.path


def _is_as_walked(file: SourceFile) -> bool:
    """Whether the file is still the one whose digest was taken; else it is read again next time."""
    if file.path == STANDARD_INPUT:
        return True
    try:
        now = os.stat(file.path)
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns) == (file.size, file.mtime_ns)
