"""The archive on disk: a folder with `morgue.toml`, `ledger.sqlite3` and `index/`, and the kernel's lock on it."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import RESTORE, DamagedArchive, LockBusy, NoArchive, UsageError, refused
from indexer.frozen import dataclass

if TYPE_CHECKING:
    from indexer.config import Config

MARKER = "morgue.toml"
FIRST_RUN = "first-run"
"""A file in `index/` for as long as nothing was ever published: tells a first run that goes on, or was cut short, from
an index that was lost, without a look into the ledger."""

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
    def manifest(self) -> Path:
        """The file that names the published generation."""
        return self.index / "manifest.json"

    @property
    def config(self) -> Config:
        """The archive's settings, with the environment's."""
        from indexer.config import load

        return load(self.root)

    def exists(self) -> bool:
        """Whether an archive is here. Raises OutputError where the system doesn't let us look."""
        try:
            return (self.root / MARKER).is_file()
        except OSError as error:
            raise refused(f"can't look into {self.root}", error) from error

    def has_ledger(self) -> bool:
        """Whether a ledger is here that isn't empty."""
        try:
            return self.ledger.stat().st_size > 0
        except FileNotFoundError:
            return False

    def is_published(self) -> bool:
        """Whether there is a manifest, whatever is in it."""
        return os.path.lexists(self.manifest)

    def is_new(self) -> bool:
        """Whether a first run goes on, or was cut short before it published anything."""
        return (self.index / FIRST_RUN).exists()

    def end_first_run(self) -> None:
        """Something is published."""
        from indexer.stores.durable import remove

        if self.is_new():
            remove(self.index / FIRST_RUN)

    def require_ledger(self) -> None:
        """DamagedArchive for an index without the ledger that it was made from: nothing could be made again from it."""
        if self.is_published() and not self.has_ledger():
            raise DamagedArchive(
                f"{self.ledger} is {'empty' if self.ledger.exists() else 'gone'}, and the index can't be made again "
                f"without it; {RESTORE}"
            )

    def require_index(self) -> None:
        """DamagedArchive for a ledger whose index is lost."""
        if self.has_ledger() and not self.is_new() and not self.is_published():
            raise DamagedArchive(
                f"{self.manifest} is gone; make the index again with: morgue --archive {self.quoted()} rebuild"
            )

    def prepare(self, access: str) -> None:
        """Make ready for writing, under the lock: the index's folder, should it be lost, and for everything that is
        here the modes that `access` asks for. Files of other owners keep theirs."""
        from indexer.stores.durable import sync_folder

        if not self.index.is_dir():
            self.index.mkdir()
            sync_folder(self.root)
        if not self.has_ledger() and not self.is_published() and not self.is_new():
            (self.index / FIRST_RUN).touch()
            sync_folder(self.index)
        ours = [
            self.root / name for name in (MARKER, "lock", *(self.ledger.name + end for end in ("", "-wal", "-shm")))
        ]
        shared = access == "group"
        group = self.root.stat().st_gid if shared else -1
        for path in (self.root, self.index, *ours, *self.index.iterdir()):
            _give(path, group, folder=0o2750 if shared else 0o700, file=0o640 if shared else 0o600)

    def quoted(self) -> str:
        """Its folder as a shell takes it."""
        import shlex

        return shlex.quote(str(self.root))

    def require(self) -> Archive:
        """This archive, or NoArchive with what to do."""
        if not self.exists():
            raise NoArchive(
                f"no archive at {self.root}; make one with: morgue --archive {self.quoted()} index SOURCE..."
            )
        return self

    def create(self) -> bool:
        """Make the archive's folders if there are none; whether it did. Raises UsageError for a folder that holds
        something else, OutputError where the system refuses."""
        from indexer.stores.durable import sync_folder

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
            raise refused(f"can't make an archive at {self.root}", error) from error
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
            raise refused(f"can't open {path} for writing", error) from error
        try:
            deadline = time.monotonic() + timeout
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except OSError as error:
                    if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EINTR):
                        raise refused(f"can't lock {path}", error) from error
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


def _give(path: Path, group: int, *, folder: int, file: int) -> None:
    """Put `path` into this group (-1: whichever it is in) and give it its mode, if it is there, no link, and ours."""
    with suppress(FileNotFoundError, PermissionError):
        found = path.lstat()
        if not (stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)):
            return
        if group not in (-1, found.st_gid):
            os.chown(path, -1, group)
        mode = folder if stat.S_ISDIR(found.st_mode) else file
        if stat.S_IMODE(found.st_mode) != mode:
            path.chmod(mode)


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
        return expanded(named)  # no shell has seen what stands in a unit or an .env file
    import platformdirs

    try:
        return Path(platformdirs.user_data_dir("morgue", appauthor=False)).expanduser()
    except RuntimeError:
        raise UsageError(
            "this account has no home folder; name the archive's with --archive or MORGUE_ARCHIVE"
        ) from None


def expanded(path: str | bytes | os.PathLike[str]) -> Path:
    """A folder's path as it was given, with the home folder for its ~. UsageError for one that nobody has, and for
    what is no path."""
    try:
        if "\0" in os.fsdecode(path):
            raise UsageError(f"no folder is called {path!r}; check the spelling")
        return Path(os.fsdecode(path)).expanduser()
    except TypeError:
        raise UsageError(f"a folder is named by a path, not by {path!r}") from None
    except RuntimeError:
        name = os.fsdecode(path)
        home = name.split(os.sep, 1)[0]
        raise UsageError(f"{name}: the home folder {home} isn't known; write out the whole path") from None
