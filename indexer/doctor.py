"""What may be wrong with an archive and its surroundings, looked at without changing anything.

Each check is a function that gives findings, a row of CHECKS; none of them raises. `verify` reads every byte; this
reads next to nothing, and says what the bytes don't: whether the machine lets an archive be what it promises.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from indexer.archive import MARKER, Archive
from indexer.errors import DamagedArchive, MorgueError, NoArchive, UnsupportedFormat, UsageError
from indexer.ledger import Ledger, forgotten, runs
from indexer.ledger.connection import version
from indexer.ledger.migrations import MIGRATIONS
from indexer.note import is_backup
from indexer.stores import manifest, open_store

State = Literal["ok", "warn", "fail", "damage"]


class Finding(NamedTuple):
    """What one check came to: its name, `ok`, `warn` (it works, and may not for long), `fail` (a promise isn't kept, or
    a threshold is passed) or `damage`, what was found, and what to do next ("" where nothing is to be done)."""

    check: str
    state: State
    found: str
    advice: str = ""


class Thresholds(NamedTuple):
    """How old the last good run may be (None: as old as it is), and how many bytes have to be free."""

    age: timedelta | None = None
    free: int = 64 << 20


OLDEST_SQLITE = (3, 37, 0)
"""Has all that the ledger asks of it; what comes with Python or a system of the last years is newer."""

_AWAY = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "fuse.rclone", "vboxsf", "prl_fs", "drvfs")
)
"""File systems on another machine, whose locks and syncs hold as far as that one keeps them."""

_GONE_AT_BOOT = frozenset(("tmpfs", "ramfs"))

SLACK = timedelta(minutes=10)
"""By how much a run's end may lie ahead of the clock before the clock is doubted."""


def examine(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    """All findings, of the machine first. Those about an archive that isn't there are one."""
    yield from machine()
    if not _is_there(archive):
        yield Finding(
            "archive",
            "fail",
            f"none at {archive.root}",
            f"make one with: morgue --archive {archive.root} index SOURCE...",
        )
        return
    try:
        yield _seen(archive)
    except OSError as error:
        found = f"{archive.root} can't be looked into: {error.strerror or error}"
        yield Finding("archive", "fail", found, "ask its owner for access")
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


def machine() -> Iterator[Finding]:
    """What the programs are."""
    found = f"Python {'.'.join(map(str, sys.version_info[:3]))}, SQLite {sqlite3.sqlite_version}"
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        yield Finding("programs", "warn", found, f"SQLite before {oldest} has defects that were mended; update it")
    elif sqlite3.threadsafety == 0:
        yield Finding("programs", "fail", f"{found}, built without threads", "use another build of Python")
    else:
        yield Finding("programs", "ok", found)


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
    return Finding("archive", "ok", found, "" if is_writable else "ask its owner for access, should you want to index")


def _settings(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    try:
        config = archive.config
    except UsageError as error:
        yield Finding("settings", "fail", str(error))
        return
    jobs = config.jobs or "one per core"
    yield Finding("settings", "ok", f"access {config.access}, jobs {jobs}, memory {config.memory} MB")


def _access(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    """Modes and owners, against what the settings ask for."""
    try:
        shared = archive.config.access == "group"
    except UsageError:
        shared = False
    allowed = 0o027 if shared else 0o077
    paths = [archive.root, *archive.root.iterdir(), *(archive.index.iterdir() if archive.index.is_dir() else ())]
    open_ones, others = 0, 0
    for path in paths:
        with suppress(FileNotFoundError):
            status = path.lstat()
            open_ones += bool(stat.S_IMODE(status.st_mode) & allowed & (0o007 if shared else 0o077))
            others += status.st_uid != os.geteuid()
    who = "its group" if shared else "their owner"
    if open_ones:
        yield Finding(
            "access", "warn", f"{open_ones:,} of {len(paths):,} files can be used by others than {who}",
            "the next run closes those that are its own; for the rest: chmod -R go-rwx" if not shared
            else "the next run closes those that are its own; for the rest: chmod -R o-rwx",
        )  # fmt: skip
    elif others and os.geteuid() and os.access(archive.root, os.W_OK):
        yield Finding("access", "warn", f"{others:,} files are another account's", "let one account do the indexing")
    else:
        yield Finding("access", "ok", f"files are for {who} only")


def _disk(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    free = shutil.disk_usage(archive.root).free
    used = sum(size for path in archive.root.rglob("*") if (size := _size(path)))
    said = f"{_megabytes(free)} free, the archive has {_megabytes(used)}"
    if free < limits.free:
        yield Finding("disk", "fail", said, "free some space, or a run will end half way (and take back what it did)")
    elif free < used:
        yield Finding("disk", "warn", said, "a rebuild or a compaction takes as much room again; free some space")
    else:
        yield Finding("disk", "ok", said)
    counted = os.statvfs(archive.root)
    if counted.f_files and counted.f_favail < 100:
        yield Finding("disk", "fail", f"room for {counted.f_favail} more files", "remove files from this file system")


def _file_system(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    """Locks and syncs, as far as asking for them tells."""
    kind = _kind_of(archive.root)
    named = f"on {kind}" if kind else "on a file system of unknown kind"
    try:
        descriptor = os.open(archive.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        yield Finding("file system", "fail", f"{named}, which can't make a folder durable ({error.strerror})",
                      "move the archive to a local disk")  # fmt: skip
        return
    locks = _lock(archive)
    if locks == "none":
        yield Finding("file system", "fail", f"{named}, which has no locks", "move the archive to a local disk")
    elif kind in _AWAY:
        yield Finding("file system", "warn", f"{named}: on another machine",
                      "index from one machine only; locks and syncs hold as far as that one keeps them")  # fmt: skip
    elif kind in _GONE_AT_BOOT:
        yield Finding("file system", "warn", f"{named}: gone at the next start", "back up, or move it to a disk")
    else:
        yield Finding("file system", "ok", f"{named}, with locks and syncs")
    if locks == "held":
        yield Finding("lock", "ok", f"a writer is at work ({_holder(archive)})")


def _lock(archive: Archive) -> str:
    """`free`, `held` or `none`; asked for reading, so that nothing is changed, and for no longer than the question."""
    try:
        descriptor = os.open(archive.root / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return "free"  # there was no writer yet
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return "free"
    except OSError as error:
        return "held" if error.errno in (errno.EWOULDBLOCK, errno.EAGAIN) else "none"
    finally:
        os.close(descriptor)


def _holder(archive: Archive) -> str:
    try:
        return (archive.root / "lock").read_text("ascii", "replace").strip() or "another process"
    except OSError:
        return "another process"


def _index(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    """The manifest, its files by their sizes, and files that belong to nothing."""
    try:
        published = manifest.load(archive.index)
    except NoArchive:
        if archive.has_ledger() and not archive.is_new():
            archive.require_index()
        yield Finding("index", "warn", "nothing was published yet", "put articles in with: morgue index SOURCE...")
        return
    for file in published.files():
        size = _size(archive.index / file.name)
        if size != file.size:
            what = "is missing" if size is None else f"has {size:,} bytes, not {file.size:,}"
            yield Finding("index", "damage", f"{file.name} {what}", "make the index again with: morgue rebuild")
            return
    facts = f"generation {published.generation}, {published.articles:,} articles, segments: {len(published.segments)}"
    dead = published.documents - published.articles
    advice = "give their room back with: morgue compact" if dead > published.articles else ""
    yield Finding("index", "ok", facts + (f", {dead:,} dead documents" if dead else ""), advice)
    if _lock(archive) == "held":
        return  # what belongs to nothing yet is the writer's
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
        advice = "give it back with: morgue compact" if free > 0.5 else ""
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
        yield Finding("runs", "warn", "there was none yet", "put articles in with: morgue index SOURCE...")
    elif known.outcome == runs.STARTED and _lock(archive) != "held":
        yield Finding("runs", "warn", f"run {known.run} was killed", "run it again: what it published stays")
    elif known.outcome.startswith(("failed", "interrupted")):
        yield Finding("runs", "warn", f"run {known.run}: {known.outcome}", "mend that, and run it again")
    else:
        yield Finding("runs", "ok", f"run {known.run}: {known.outcome}, {known.finished or known.started}")
    if limits.age is not None and (age is None or age > limits.age):
        since = f"the last good run ended at {good.finished}" if good else "no run has ended well yet"
        yield Finding("age", "fail", since, "run morgue index; see that its timer does")
    elif age is not None and age < -SLACK:
        yield Finding("age", "warn", f"the last run ended at {good.finished if good else ''}, which is to come",
                      "set the clock")  # fmt: skip
    if known.failing:
        yield Finding("sources", "warn", f"{known.failing:,} files or records couldn't be read", "see: morgue failures")
    if known.vanished:
        yield Finding("sources", "warn", f"{known.vanished:,} sources are gone from disk, and their articles stay",
                      "take them out with: morgue index SOURCE... --prune")  # fmt: skip


Check = Callable[[Archive, Thresholds], Iterator[Finding]]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("settings", _settings),
    ("access", _access),
    ("disk", _disk),
    ("file system", _file_system),
    ("index", _index),
    ("ledger", _ledger),
    ("runs", _runs),
)


def _size(path: Path) -> int | None:
    try:
        return path.lstat().st_size
    except OSError:
        return None


def _megabytes(count: int) -> str:
    return f"{count / 1e9:,.1f} GB" if count >= 1e9 else f"{count / 1e6:,.1f} MB"


def _kind_of(path: Path) -> str:
    """The kind of the file system that holds `path`; "" where the system doesn't tell."""
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    real, best = os.path.realpath(path), ("", "")
    for line in lines:
        _, place, kind, *_ = (*line.split(" "), "", "", "")
        place = place.replace("\\040", " ")
        if (real == place or real.startswith(place.rstrip("/") + "/")) and len(place) >= len(best[0]):
            best = place, kind
    return best[1]
