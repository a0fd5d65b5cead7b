"""The archive on disk: a folder with `morgue.toml`, `ledger.sqlite3` and `index/`, and the kernel's lock on it."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer import config
from indexer.errors import LockBusy, NoArchive, OutputError, UsageError
from indexer.stores.durable import sync_folder

MARKER = "morgue.toml"
_NEW_CONFIG = """\
# Settings of this archive; what is not set here has its default.
# [archive]
# access = "group"    # let the folder's group read what one account writes
# [index]
# lock_timeout = 30   # seconds to wait for another writer
"""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive's folder and the places in it. Making one of these touches nothing."""

    root: Path

    @property
    def ledger(self) -> Path:
        """The SQLite ledger."""
        return self.root / "ledger.sqlite3"

    @property
    def index(self) -> Path:
        """The folder of the searchable generations."""
        return self.root / "index"

    @property
    def config(self) -> config.Config:
        """The archive's settings, with the environment's."""
        return config.load(self.root)

    def exists(self) -> bool:
        """Whether an archive is here."""
        return (self.root / MARKER).is_file()

    def require(self) -> Archive:
        """This archive, or NoArchive with what to do."""
        if not self.exists():
            raise NoArchive(f"no archive at {self.root}; make one with: morgue --archive {self.root} index SOURCE...")
        return self

    def create(self) -> bool:
        """Make the archive's folders if there are none; whether it did. Raises UsageError for a folder that holds
        something else, OutputError where the system refuses."""
        if self.exists():
            return False
        try:
            unfinished = {"index", MARKER + ".new"}  # of a creation that was cut short
            if self.root.is_dir() and any(p.name not in unfinished for p in self.root.iterdir()):
                raise UsageError(f"{self.root} is not empty and not an archive; name a new folder with --archive")
            with private_umask():
                self.root.mkdir(parents=True, exist_ok=True)
                self.index.mkdir(exist_ok=True)
                marker = self.root / (MARKER + ".new")
                with open(marker, "w", encoding="utf-8") as file:
                    file.write(_NEW_CONFIG)
                    file.flush()
                    os.fsync(file.fileno())
                marker.rename(self.root / MARKER)
                sync_folder(self.root)
                sync_folder(self.root.parent)
        except OSError as error:
            raise OutputError(f"can't make an archive at {self.root}: {error.strerror}") from error
        return True

    @contextmanager
    def lock(self, timeout: float) -> Iterator[None]:
        """Hold the archive's write lock; LockBusy after `timeout` seconds.

        The lock is flock's: the kernel frees it when its holder dies, so there is never a stale one. Its file stays;
        what is written in it (the holder's process id) is for people.
        """
        path = self.root / "lock"
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise OutputError(f"can't open {path} for writing: {error.strerror}") from error
        try:
            deadline = time.monotonic() + timeout
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except OSError as error:
                    if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EINTR):
                        raise OutputError(f"can't lock {path}: {error.strerror}") from error
                    if time.monotonic() >= deadline:
                        holder = os.pread(descriptor, 64, 0).decode("ascii", "replace").strip() or "another process"
                        raise LockBusy(
                            f"{self.root} is being written by {holder}; waited {timeout:g} s. "
                            "Try again later, or wait longer with --lock-timeout"
                        ) from None
                    time.sleep(0.05)
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"process {os.getpid()}\n".encode(), 0)
            yield
        finally:
            os.close(descriptor)


@contextmanager
def private_umask(access: str = "private") -> Iterator[None]:
    """Files made inside are the owner's alone, or also readable by the group where the archive says so."""
    before = os.umask(0o027 if access == "group" else 0o077)
    try:
        yield
    finally:
        os.umask(before)


def default_root(environ: dict[str, str] | None = None) -> Path:
    """Where the archive is when no --archive says so: MORGUE_ARCHIVE, else the XDG data folder."""
    named = (os.environ if environ is None else environ).get("MORGUE_ARCHIVE")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("morgue", appauthor=False))
