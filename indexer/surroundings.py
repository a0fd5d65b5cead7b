"""What an archive stands on: the programs, who may use its files, its disk, its file system. Checks of `doctor`."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from indexer.archive import Archive
from indexer.errors import UsageError
from indexer.findings import Finding, Thresholds

OLDEST_SQLITE = (3, 37, 0)
"""Has all that the ledger asks of it; what comes with Python or a system of the last years is newer."""

_AWAY = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "fuse.rclone", "vboxsf", "prl_fs", "drvfs")
)
"""File systems on another machine, whose locks and syncs hold as far as that one keeps them."""

_GONE_AT_BOOT = frozenset(("tmpfs", "ramfs"))

_MOVE = "move the archive to a local disk"


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


def access(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    """Modes and owners, against what the settings ask for."""
    try:
        shared = archive.config.access == "group"
    except UsageError:
        shared = False
    closed, mode = (0o007, "o-rwx") if shared else (0o077, "go-rwx")
    paths = [archive.root, *archive.root.iterdir(), *(archive.index.iterdir() if archive.index.is_dir() else ())]
    open_ones, others = 0, 0
    for path in paths:
        with suppress(FileNotFoundError):
            status = path.lstat()
            open_ones += bool(stat.S_IMODE(status.st_mode) & closed)
            others += status.st_uid != os.geteuid()
    who = "its group" if shared else "their owner"
    if open_ones:
        found = f"{open_ones:,} of {len(paths):,} files can be used by others than {who}"
        advice = f"the next run closes those that are its own; for the rest: chmod -R {mode}"
        yield Finding("access", "warn", found, advice)
    elif others and os.geteuid() and os.access(archive.root, os.W_OK):
        yield Finding("access", "warn", f"{others:,} files are another account's", "let one account do the indexing")
    else:
        yield Finding("access", "ok", f"files are for {who} only")


def disk(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
    free = shutil.disk_usage(archive.root).free
    used = sum(size for path in archive.root.rglob("*") if (size := size_of(path)))
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


def file_system(archive: Archive, limits: Thresholds) -> Iterator[Finding]:
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
                      _MOVE)  # fmt: skip
        return
    locks = lock_of(archive)
    if locks == "none":
        yield Finding("file system", "fail", f"{named}, which has no locks", _MOVE)
    elif kind in _AWAY:
        yield Finding("file system", "warn", f"{named}: on another machine",
                      "index from one machine only; locks and syncs hold as far as that one keeps them")  # fmt: skip
    elif kind in _GONE_AT_BOOT:
        yield Finding("file system", "warn", f"{named}: gone at the next start", "back up, or move it to a disk")
    else:
        yield Finding("file system", "ok", f"{named}, with locks and syncs")
    if locks == "held":
        yield Finding("lock", "ok", f"a writer is at work ({holder(archive)})")
    elif locks == "unknown":
        yield Finding(
            "lock", "warn", "this account can't tell whether a writer is at work", "ask as the one that indexes"
        )


def lock_of(archive: Archive) -> str:
    """`free`, `held`, `none` (no locks there) or `unknown` (another account's); asked for reading, so that nothing is
    changed, and for no longer than the question."""
    try:
        descriptor = os.open(archive.root / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return "free"  # there was no writer yet
    except OSError:
        return "unknown"
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return "free"
    except OSError as error:
        return "held" if error.errno in (errno.EWOULDBLOCK, errno.EAGAIN) else "none"
    finally:
        os.close(descriptor)


def holder(archive: Archive) -> str:
    try:
        return (archive.root / "lock").read_text("ascii", "replace").strip() or "another process"
    except OSError:
        return "another process"


def size_of(path: Path) -> int | None:
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
