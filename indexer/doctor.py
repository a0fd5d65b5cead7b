"""What may be wrong with an archive and its surroundings, looked at without changing anything.

Each check is a function that gives findings, a row of CHECKS; none of them raises. Here are those about the archive,
in `surroundings` those about what it stands on. `verify` reads every byte; this reads next to nothing, and says what
the bytes don't: whether the machine lets an archive be what it promises.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

from indexer.archive import MARKER, Archive
from indexer.compacting import FREE
from indexer.errors import DamagedArchive, MorgueError, NoArchive, UnsupportedFormat, UsageError
from indexer.findings import Finding, Thresholds
from indexer.ledger import Ledger, forgotten, runs
from indexer.ledger.connection import version
from indexer.ledger.migrations import MIGRATIONS
from indexer.note import is_backup
from indexer.stores import manifest, open_store
from indexer.surroundings import access, disk, file_system, lock_of, machine, size_of

SLACK = timedelta(minutes=10)
"""By how much a run's end may lie ahead of the clock before the clock is doubted."""

_FILL = "put articles in with: morgue index SOURCE..."
_ASK = "ask its owner for access"


def examine(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    """All findings, of the machine first. Those about an archive that isn't there are one."""
    yield from machine()
    if not _is_there(archive):
        yield Finding(
            "archive",
            "fail",
            f"none at {archive.root}",
            f"make one with: morgue --archive {archive.quoted()} index SOURCE...",
        )
        return
    try:
        yield _seen(archive)
    except OSError as error:
        found = f"{archive.root} can't be looked into: {error.strerror or error}"
        yield Finding("archive", "fail", found, _ASK)
        return
    for name, check in CHECKS:
        try:
            yield from check(archive, limits)
        except (DamagedArchive, UnsupportedFormat) as error:
            yield Finding(name, "damage", str(error))
        except NoArchive as error:
            yield Finding(name, "warn", str(error))
        except MorgueError as error:
            yield Finding(name, "fail", str(error))
        except OSError as error:
            yield Finding(name, "fail", f"{error.filename or archive.root}: {error.strerror or error}", "mend that")


def _is_there(archive: Archive) -> bool:
    try:
        return (archive.root / MARKER).is_file()
    except OSError:
        return True  # and the first check says why it can't be seen


def _seen(archive: Archive) -> Finding:
    """The archive, as far as this account may go. Raises OSError where that isn't to read it."""
    for folder in (archive.root, archive.index):
        if folder.is_dir():
            os.scandir(folder).close()
    for path in (archive.root / MARKER, archive.manifest, archive.ledger):
        if path.exists():
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))
    is_writable = os.access(archive.root, os.W_OK) and os.access(archive.index, os.W_OK)
    kind = "a backup at" if is_backup(archive) else "at"
    found = f"{kind} {archive.root}, which {'can be written' if is_writable else 'can only be read'} from here"
    return Finding("archive", "ok", found, "" if is_writable else f"{_ASK}, should you want to index")


def _settings(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    try:
        config = archive.config
    except UsageError as error:
        yield Finding("settings", "fail", str(error))
        return
    jobs = config.jobs or "one per core"
    yield Finding("settings", "ok", f"access {config.access}, jobs {jobs}, memory {config.memory} MB")


def _index(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    """The manifest, its files by their sizes, and files that belong to nothing."""
    try:
        published = manifest.load(archive.index)
    except NoArchive:
        if archive.has_ledger() and not archive.is_new():
            archive.require_index()
        yield Finding("index", "warn", "nothing was published yet", _FILL)
        return
    for file in published.files():
        size = size_of(archive.index / file.name)
        if size != file.size:
            what = "is missing" if size is None else f"has {size:,} bytes, not {file.size:,}"
            yield Finding("index", "damage", f"{file.name} {what}", "make the index again with: morgue rebuild")
            return
    facts = f"generation {published.generation}, {published.articles:,} articles, segments: {len(published.segments)}"
    dead = published.documents - published.articles
    advice = "give their room back with: morgue compact" if dead > FREE * published.documents else ""
    yield Finding("index", "ok", facts + (f", {dead:,} dead documents" if dead else ""), advice)
    if lock_of(archive) in ("held", "unknown"):
        return  # what belongs to nothing yet may be the writer's
    with closing(open_store(archive.index)) as store:
        strays = store.strays()
    strays += [path.name for path in archive.root.iterdir() if path.name.endswith(".new")]
    if strays:
        yield Finding("leftovers", "warn", f"{len(strays)} files of a run that was cut short ({strays[0]})",
                      "the next run clears them away")  # fmt: skip


def _ledger(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    """The ledger's own structure, and whether it and the index are of one generation."""
    archive.require_ledger()
    with Ledger.open(archive.ledger) as ledger:
        wrong = [str(found) for (found,) in ledger.db.rows("PRAGMA quick_check(3)") if found != "ok"]
        if wrong:
            yield Finding("ledger", "damage", wrong[0], "see all of it with: morgue verify")
            return
        schema, free = version(ledger.db), ledger.db.free_share()
        noted = ledger.publication().generation
        unfinished = forgotten.is_unfinished(ledger.db)
    try:
        published = manifest.load(archive.index).generation
    except (NoArchive, DamagedArchive, UnsupportedFormat):
        published = noted  # the index's own check says what is wrong
    if schema < len(MIGRATIONS):
        yield Finding("ledger", "warn", f"schema {schema} of an older release", "the next run updates it")
    elif noted > published:
        yield Finding("ledger", "warn", f"generation {noted}, the index is at {published}: a publication was cut short",
                      "the next run ends it")  # fmt: skip
    elif noted < published:
        yield Finding("ledger", "damage", f"generation {noted}, the index is at {published}: not the one it is of",
                      "restore it from a backup, or make the index again from it with: morgue rebuild")  # fmt: skip
    else:
        advice = "give it back with: morgue compact" if free > FREE else ""
        yield Finding("ledger", "ok", f"whole in its structure, {free:.0%} free room", advice)
    if unfinished:
        yield Finding(
            "forgotten", "warn", "what was forgotten isn't cleared away everywhere", "finish with: morgue forget"
        )


def _runs(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    """How the last run ended, when the last good one did, and what it couldn't read."""
    if not archive.has_ledger():
        return
    with Ledger.open(archive.ledger) as ledger:
        known = ledger.status()
        good = runs.TABLE.one(ledger.db, "WHERE outcome = 'done' ORDER BY id DESC")
    finished = datetime.fromisoformat(good.finished) if good and good.finished else None
    age = datetime.now(UTC) - finished if finished else None
    if known.outcome is None:
        yield Finding("runs", "warn", "there was none yet", _FILL)
    elif known.outcome == runs.STARTED and lock_of(archive) not in ("held", "unknown"):
        yield Finding("runs", "warn", f"run {known.run} was killed", "run it again: what it published stays")
    elif known.outcome.startswith(("failed", "interrupted")):
        yield Finding("runs", "warn", f"run {known.run}: {known.outcome}", "mend that, and run it again")
    else:
        yield Finding("runs", "ok", f"run {known.run}: {known.outcome}, {known.finished or known.started}")
    if limits.age is not None and (age is None or age > limits.age):
        since = f"the last good run ended at {good.finished}" if good else "no run has ended well yet"
        yield Finding("age", "fail", since, "run morgue index; see that its timer does")
    elif age is not None and age < -SLACK:
        # it says nothing of how old the archive is: as far as a threshold goes, no run has ended well
        yield Finding("age", "warn" if limits.age is None else "fail",
                      f"the last run ended at {good.finished if good else ''}, which is to come",
                      "set the clock, and run morgue index")  # fmt: skip
    if known.failing:
        yield Finding("sources", "warn", f"{known.failing:,} files or records couldn't be read", "see: morgue failures")
    if known.vanished:
        yield Finding("sources", "warn", f"{known.vanished:,} sources are gone from disk, and their articles stay",
                      "take them out with: morgue index SOURCE... --prune")  # fmt: skip


Check = Callable[[Archive, Thresholds], Iterator[Finding]]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("settings", _settings),
    ("access", access),
    ("disk", disk),
    ("file system", file_system),
    ("index", _index),
    ("ledger", _ledger),
    ("runs", _runs),
)
