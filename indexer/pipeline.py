"""One run, from sources to a new generation: a chain of generators, and the transaction around it.

    sources -> intake (what was read goes into the ledger) -> indexing (clean, into the store) -> publication

Memory doesn't grow with the number of articles. Every CHECKPOINT records, and at the end, what was read is published
(`session`); a run that fails or is interrupted takes back what came after its last publication.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, get_args

from indexer import identity, pruning, readers, sources
from indexer import undo as undoing
from indexer.archive import Archive, default_root, expanded, private_umask
from indexer.article import Ignored, Skipped, article_id
from indexer.collecting import rarely
from indexer.config import require_numbers, require_seconds
from indexer.decisions import Decision
from indexer.errors import RESTORE, DamagedArchive, NoArchive, PruneRefused, UsageError, refused
from indexer.intake import BATCH, Intake, Plan
from indexer.ledger import Ledger, readings
from indexer.ledger.lines import Ruling
from indexer.records import Entry
from indexer.report import Report
from indexer.session import BETWEEN, Progress, Session
from indexer.sources import SourceFile, StrPath
from indexer.stores import Damage, Store, open_store
from indexer.work import Alone, Clean, Work, finished

if TYPE_CHECKING:
    from indexer.compacting import Compacted
    from indexer.takedown.forget import Forgot

CHECKPOINT = 20_000
"""Records between two publications of one run: what a power cut can cost at most."""

Prune = Literal["no", "yes", "all"]

__all__ = ["Progress", "Prune", "compact", "decide", "forget", "read", "rebuild", "run", "undo", "verify"]


def run(
    arguments: Sequence[StrPath | bytes] | StrPath | bytes,
    *,
    archive: StrPath | bytes | None = None,
    jobs: int | None = None,
    memory: int | None = None,
    dry_run: bool = False,
    prune: Prune = "no",
    clean: bool = True,
    existing: bool = False,
    lock_timeout: float | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Report:
    """Read the SOURCEs `arguments` (paths of files and folders, "-"; or one alone) into the archive and publish what
    changed. A path in bytes is the name that they spell.

    The archive is made where there is none, unless `existing`. `jobs` (processes) and `memory` (MB of buffers), both
    whole, and `lock_timeout` (seconds; may be infinite) default to the archive's settings. `dry_run` counts and changes
    nothing. `prune` removes what is gone from the sources ("all": however much that is). Without `clean`, articles are
    indexed as they are read.

    Raises UsageError for a SOURCE that isn't there or a value that can't be, NoArchive, LockBusy, DamagedArchive,
    UnsupportedFormat, OutputError; PruneRefused after everything else was published.
    """
    started = time.perf_counter()
    arguments = _several(arguments)
    sources.require(arguments)
    if prune not in get_args(Prune):
        raise UsageError(f"prune is {', '.join(get_args(Prune))}, not {prune!r}")
    place = _named(archive)
    if existing:
        place.require()
    too_much: PruneRefused | None = None
    with _writing(
        place, jobs=jobs, memory=memory, lock_timeout=lock_timeout, progress=progress, rehearsal=dry_run
    ) as session:
        session.agree()
        session.begin(json.dumps([os.fsdecode(argument) for argument in arguments]))
        roots = [os.path.abspath(os.fsencode(argument)) for argument in arguments if argument != "-"]
        _take_in(session, arguments, roots=roots, clean=clean, stdin=stdin)
        losses = pruning.notice(session.db, roots, session.run)
        if prune == "yes":
            too_much = pruning.refusal(losses)
        if prune != "no" and too_much is None:
            pruning.remove(session.db, roots)
        session.report.vanished = session.ledger.status().vanished
        session.end("done" if too_much is None else "prune refused", time.perf_counter() - started)
        session.report.seconds = time.perf_counter() - started
    if too_much is not None:
        too_much.report = session.report
        raise too_much
    return session.report


def rebuild(
    archive: Path | None = None,
    *,
    jobs: int | None = None,
    memory: int | None = None,
    lock_timeout: float | None = None,
    progress: Progress | None = None,
) -> Report:
    """Make the index again from the ledger, every article cleaned anew, whatever state the index is in.

    What of the ledger is damaged is left out: `skipped` in the report, and read again by the next run over its source.
    Raises NoArchive, LockBusy, UnsupportedFormat, OutputError, and DamagedArchive for a ledger that can't be read.
    """
    started = time.perf_counter()
    place = _named(archive).require()
    with _writing(place, jobs=jobs, memory=memory, lock_timeout=lock_timeout, progress=progress) as session:
        session.report.read = session.rebuild()
        session.report.seconds = time.perf_counter() - started
    return session.report


def undo(
    run: int,
    archive: Path | None = None,
    *,
    jobs: int | None = None,
    memory: int | None = None,
    lock_timeout: float | None = None,
    progress: Progress | None = None,
) -> Report:
    """Take back a run: what it brought goes, what it wrote over is as it was, and the result is published.

    The report counts the articles that go (`removed`), change (`updated`) or come back (`new`). Raises UsageError for a
    run that isn't there or is undone, UndoRefused where later runs have built on it, NoArchive, LockBusy,
    DamagedArchive, UnsupportedFormat, OutputError.
    """
    started = time.perf_counter()
    place = _named(archive).require()
    with _writing(place, jobs=jobs, memory=memory, lock_timeout=lock_timeout, progress=progress) as session:
        session.agree()
        undoing.require(session.db, run)
        session.begin(undoing.arguments(run), noted=False)
        undoing.take_back(session.db, run)
        session.end(f"undid run {run}", time.perf_counter() - started, settle=lambda: undoing.forget(session.db, run))
        session.report.seconds = time.perf_counter() - started
    return session.report


def forget(
    ids: Sequence[str],
    archive: Path | None = None,
    *,
    copies: bool = False,
    jobs: int | None = None,
    memory: int | None = None,
    lock_timeout: float | None = None,
    progress: Progress | None = None,
) -> Forgot:
    """Take these articles down, with all their revisions and traces, and with `copies` what says much the same; without
    ids, clear away what articles that were removed before left in free room.

    Finishes a forgetting that was cut short. Raises UnknownArticle, UsageError for a beginning of several ids,
    NoArchive, LockBusy (also where all is done, but somebody still reads the ledger as it was), DamagedArchive,
    UnsupportedFormat, OutputError.
    """
    from indexer.takedown import forget as forgetting

    started = time.perf_counter()
    place = _named(archive).require()
    with _writing(place, jobs=jobs, memory=memory, lock_timeout=lock_timeout, progress=progress) as session:
        return forgetting.forget(session, ids, copies=copies, started=started)


def compact(
    archive: Path | None = None,
    *,
    memory: int | None = None,
    lock_timeout: float | None = None,
    progress: Progress | None = None,
) -> Compacted:
    """Put the index's segments together into one, without what is deleted, and publish it; what there was is removed.

    Raises NoArchive, LockBusy, DamagedArchive, UnsupportedFormat, OutputError.
    """
    from indexer import compacting

    started = time.perf_counter()
    place = _named(archive).require()
    with _writing(place, jobs=1, memory=memory, lock_timeout=lock_timeout, progress=progress) as session:
        session.agree()
        before, published = compacting.shape(place), session.compact()
    after, seconds = compacting.shape(place), time.perf_counter() - started
    return compacting.Compacted(before, after, session.report.generation, published, seconds)


def decide(
    line: str,
    decision: Decision,
    *,
    publisher: str | None = None,
    archive: Path | None = None,
    lock_timeout: float | None = None,
) -> tuple[Ruling, int]:
    """Keep or force a line that recurs over a publisher's articles, or forget what was decided about it, and publish
    the articles that it makes a difference to: what holds about the line now, and how many articles these are.

    `line` is its text, or the beginning of the name that `morgue boilerplate` prints. Raises UsageError for a line that
    isn't known, NoArchive, LockBusy, DamagedArchive, UnsupportedFormat, OutputError.
    """
    place = _named(archive).require()
    with _writing(place, jobs=1, lock_timeout=lock_timeout) as session:
        session.agree()
        return session.decide(line, decision, publisher)


def verify(archive: Path | None = None) -> Iterator[Damage]:
    """Read every byte of the archive and yield what isn't as it was written, or where ledger and index disagree.

    Takes no lock: where a writer published meanwhile, it looks again. Raises NoArchive.
    """
    place = _named(archive).require()
    damages: list[Damage] = []
    for _ in range(3):
        before, damages = _generation(place), list(_damages(place))
        if not damages or _generation(place) == before:
            break
    yield from damages


def read(
    arguments: Sequence[StrPath | bytes] | StrPath | bytes, *, clean: bool = True, stdin: BinaryIO | None = None
) -> Iterator[Clean | Skipped | Ignored]:
    """The articles of these SOURCEs with the decisions made about them, as `run` would index them; without an archive.

    Ids are those of a new archive. Raises UsageError for a SOURCE that isn't there.
    """
    arguments = _several(arguments)
    sources.require(arguments)
    keys: set[str] = set()
    with closing(_work(1)) as work:
        for plan, found in work.read(_all_plans(sources.files(arguments, stdin=stdin))):
            if isinstance(plan, Skipped):
                yield plan
                continue
            file = plan.file
            key = identity.source_key(file.path, file.root, file.locator, taken=keys.__contains__)
            keys.add(key)
            for item in found:
                if isinstance(item, Entry):
                    reading = readings.decode(item.record)
                    place = key + item.locator[len(file.locator) :]
                    id = article_id(identity.identity(reading.article, place, key).name)
                    made = finished(reading, clean=clean)
                    yield made._replace(article=replace(made.article, id=id, locator=item.locator))
                else:
                    yield item
            _close(file)


def _named(archive: StrPath | bytes | None) -> Archive:
    return Archive(default_root() if archive is None else expanded(archive))


def _several(arguments: Sequence[StrPath | bytes] | StrPath | bytes) -> Sequence[StrPath]:
    """A SOURCE alone is a list of one, where a string would be one of letters; bytes are the name that they spell."""
    several = arguments if isinstance(arguments, Iterable) and not isinstance(arguments, str | bytes) else [arguments]
    return [os.fsdecode(argument) if isinstance(argument, bytes) else argument for argument in several]


@contextmanager
def _writing(
    place: Archive,
    *,
    jobs: int | None = None,
    memory: int | None = None,
    lock_timeout: float | None = None,
    progress: Progress | None = None,
    rehearsal: bool = False,
) -> Iterator[Session]:
    """A session on the archive, which is made where there is none, under its lock; the system's refusals as
    OutputError."""
    require_numbers(jobs=jobs, memory=memory)
    require_seconds(lock_timeout=lock_timeout)
    settings = place.config
    try:
        with ExitStack() as stack:
            stack.enter_context(private_umask(settings.access))
            stack.enter_context(rarely())
            if not rehearsal:
                place.create()
            if place.exists():
                stack.enter_context(place.lock(settings.lock_timeout if lock_timeout is None else lock_timeout))
                if not rehearsal:
                    place.prepare(settings.access)
            work = stack.enter_context(closing(_work(settings.jobs if jobs is None else jobs)))
            session = Session(
                place, work=work, memory=memory or settings.memory, rehearsal=rehearsal, progress=progress
            )
            yield stack.enter_context(session)
    except OSError as error:
        raise refused(str(place.root), error) from error


def _work(jobs: int) -> Work:
    """So many processes; 0: as many as this one may use."""
    if not jobs:
        jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not sys.executable:
        return Alone()
    if jobs == 1:
        from indexer.pages import Pages

        return Alone(Pages())
    from indexer.workers import Crew

    return Crew(jobs)


def _take_in(
    session: Session,
    arguments: Sequence[StrPath],
    *,
    roots: Sequence[bytes],
    clean: bool,
    stdin: BinaryIO | None,
) -> None:
    """Everything that the sources hold, into the ledger; what is much goes on into the index by the way."""
    intake = Intake(
        session.db,
        run=session.run,
        scope=b"\0".join(roots),
        clean=clean,
        fingerprint=readers.fingerprint(),
        report=session.report,
        together=min(BATCH, CHECKPOINT),
    )
    bytes_read = Meter(session.progress, arguments)
    taken = 0
    for plan, found in session.work.read(_plans(intake, sources.files(arguments, stdin=stdin))):
        if isinstance(plan, Skipped):
            intake.skip(plan)
            continue
        for _ in intake.take(plan, found):
            taken += 1
            bytes_read.tell(taken)
            if taken % CHECKPOINT == 0:
                session.checkpoint()
        _close(plan.file)
        bytes_read.add(plan.file.size)
    intake.finish()


def _close(file: SourceFile) -> None:
    if file.spool is not None:
        file.spool.close()


def _all_plans(files: Iterator[SourceFile | Skipped]) -> Iterator[Plan | Skipped]:
    for file in files:
        yield file if isinstance(file, Skipped) else Plan(file, None)


def _plans(intake: Intake, files: Iterator[SourceFile | Skipped]) -> Iterator[Plan | Skipped]:
    for file in files:
        yield file if isinstance(file, Skipped) else intake.plan(file)


class Meter:
    """Tells a Progress how many bytes of the sources are read. Their sum takes a walk of its own, so it is only taken
    when somebody looks."""

    def __init__(self, progress: Progress | None, arguments: Sequence[StrPath]) -> None:
        self._progress = progress
        self._done = self._total = 0
        self._told = 0.0
        named = [argument for argument in arguments if argument != "-"]
        if progress and named:
            self._total = sum(file.size for file in sources.files(named) if isinstance(file, SourceFile))

    def tell(self, articles: int) -> None:
        """So many articles so far, also of a file that isn't at its end."""
        now = time.monotonic()
        if self._progress and now - self._told > BETWEEN:
            self._told = now
            self._progress.taking(articles)

    def add(self, size: int) -> None:
        """So many more."""
        self._done += size
        if self._progress:
            self._progress.reading(self._done, max(self._total, self._done))


def _generation(place: Archive) -> int:
    """The ledger's generation; -1 where it can't be read. Raises NoArchive before there is any."""
    try:
        with Ledger.open(place.ledger) as ledger:
            return ledger.publication().generation
    except DamagedArchive:
        return -1
    except NoArchive:
        if place.is_published():
            return -1
        raise


def _damages(place: Archive) -> Iterator[Damage]:
    store = open_store(place.index)
    with closing(store):
        damaged = False
        for damage in store.verify():
            damaged = True
            yield damage
        try:
            place.require_ledger()
            with Ledger.open(place.ledger) as ledger:
                for damage in ledger.damage():
                    damaged = True
                    yield damage
                if not damaged:
                    yield from _disagreements(place, ledger, store)
        except DamagedArchive as error:
            yield Damage(place.ledger.name, str(error))
        except NoArchive:
            yield Damage(place.ledger.name, f"holds nothing, and there is an index; {RESTORE}")


def _disagreements(place: Archive, ledger: Ledger, store: Store) -> Iterator[Damage]:
    noted, published = ledger.publication().generation, store.generation
    if noted and not place.is_new() and not place.is_published():
        yield Damage(f"{place.index.name}/{place.manifest.name}", "is missing")
        return
    if noted < published:
        yield Damage(ledger.db.path.name, f"is at generation {noted}, the index at {published}")
    if noted != published:
        return  # a ledger ahead is a publication that was cut short; the next run ends it
    live, indexed = set(ledger.live_ids()), list(store.ids())
    for id in sorted(live.symmetric_difference(indexed)):
        yield Damage("index", f"article {id} is {'not in it' if id in live else 'in it, and not in the ledger'}")
    if len(indexed) != len(set(indexed)):
        yield Damage("index", "has articles twice")
