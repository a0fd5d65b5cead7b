"""One connection to a ledger: opened for writing (under the archive's lock) or for reading, with SQLite's errors told
as ours."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from indexer.errors import RESTORE, DamagedArchive, LockBusy, NoArchive, OutputError, UnsupportedFormat, refused
from indexer.ledger.migrations import APPLICATION_ID, MIGRATIONS, READABLE
from indexer.ledger.seals import Value, seal
from indexer.stores.durable import sync, sync_folder

Row = tuple[Any, ...]

_REFUSED = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    **dict.fromkeys(
        (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH), errno.EACCES
    ),
}
"""What the system refused, and the number that it has for that."""
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}

_OF_READING = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ}
"""What of a copy's input/output errors is about the database that is read."""

_TOGETHER = 4096
"""Pages that are copied at a time: 16 MB."""

_COMMON = ("foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON", "busy_timeout=10000", "cache_size=-16000")


class Connection:
    """SQLite in autocommit; transactions are written out (`begin`, `commit`, `rollback`).

    Every method raises OutputError where the disk refuses, DamagedArchive for bytes that are no database, LockBusy for
    another process's transaction.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        # A flipped bit can make a text that is no UTF-8; it must reach the row's hash, not end in a decoding error.
        connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        self._connection = connection
        self.path = path

    def shrink(self) -> None:
        """Let go of the pages that are remembered."""
        self.execute("PRAGMA shrink_memory")

    # Each of these asks for its own errors: a `with` would cost more than a small statement does.

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement; the row id of what it inserted."""
        try:
            return self._connection.execute(sql, values).lastrowid or 0
        except sqlite3.DatabaseError as error:
            raise _ours(error, self.path) from error

    def execute_all(self, sql: str, values: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each of these values."""
        try:
            self._connection.executemany(sql, values)
        except sqlite3.DatabaseError as error:
            raise _ours(error, self.path) from error

    def count(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement; how many rows it changed."""
        try:
            return self._connection.execute(sql, values).rowcount
        except sqlite3.DatabaseError as error:
            raise _ours(error, self.path) from error

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row, or None."""
        try:
            row: Row | None = self._connection.execute(sql, values).fetchone()
        except sqlite3.DatabaseError as error:
            raise _ours(error, self.path) from error
        return row

    def rows(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> Iterator[Row]:
        """The rows, one at a time."""
        try:
            cursor = self._connection.execute(sql, values)
            row = cursor.fetchone()
        except sqlite3.DatabaseError as error:
            raise _ours(error, self.path) from error
        while row is not None:
            yield row
            try:
                row = cursor.fetchone()
            except sqlite3.DatabaseError as error:
                raise _ours(error, self.path) from error

    def lend(self, name: str, function: Callable[..., Value]) -> None:
        """Let statements call this function by `name`."""
        with told(self.path):
            self._connection.create_function(name, -1, function, deterministic=True)

    def begin(self) -> None:
        """Start a writing transaction."""
        self.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """End the transaction; its rows are on disk when this returns."""
        self.execute("COMMIT")

    def rollback(self) -> None:
        """Forget the transaction, if one is open."""
        if self._connection.in_transaction:
            self.execute("ROLLBACK")

    def write_anew(self) -> None:
        """Write the file anew, outside of a transaction, with nothing in it but the rows that there are: no free pages,
        no room in a page where another row was. Takes as much room again as the ledger has, twice."""
        self.execute("VACUUM")

    def free_share(self) -> float:
        """Which part of the file is free pages."""
        pages, free = (self.row(f"PRAGMA {name}") for name in ("page_count", "freelist_count"))
        return free[0] / pages[0] if pages and free and pages[0] else 0.0

    def copy_to(self, place: Path) -> None:
        """The whole database as it stands now, whoever writes meanwhile, into a new file, durably. Pages at a time, so
        that an interruption is heeded. What the disk refuses of the copy is told of the copy."""
        with told(place):
            copy = sqlite3.connect(place, isolation_level=None)
            try:
                self.execute("BEGIN")
                self.row("SELECT count(*) FROM sqlite_schema")  # what is read is as of now
                try:
                    self._connection.backup(copy, pages=_TOGETHER)
                except sqlite3.DatabaseError as error:
                    raise _ours(error, place if _is_of_writing(error) else self.path) from error
                self.execute("ROLLBACK")
            finally:
                copy.close()
        with open(place, "rb+") as file:
            sync(file)

    def empty_log(self) -> None:
        """Fold the write-ahead log into the file and cut it to nothing. LockBusy while somebody reads an older state,
        for whom the log's pages have to stay."""
        row = self.row("PRAGMA wal_checkpoint(TRUNCATE)")
        if row is not None and row[0]:
            raise LockBusy(f"{self.path} is being read by another process, for which its log has to stay")

    def close(self) -> None:
        """Let go of the file. Whoever closes last folds the write-ahead log into it."""
        with told(self.path):
            self._connection.close()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's errors as ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _ours(error, path) from error


def _ours(error: sqlite3.DatabaseError, path: Path) -> Exception:
    """The error to raise for one of SQLite's."""
    # The extended codes keep the primary one in their lowest byte.
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in _REFUSED:
        return refused(str(path), OSError(_REFUSED[code], str(error)))
    if code in _DAMAGED:
        return DamagedArchive(f"{path}: {error}; {RESTORE}")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockBusy(f"{path} is being written by another process; try again later")
    return error


def _is_of_writing(error: sqlite3.DatabaseError) -> bool:
    """Whether a copy failed for what it is written to, which nobody else is at, and where nothing can be damaged."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    return code & 0xFF in _REFUSED and code not in _OF_READING


def open_writing(path: Path | None) -> Connection:
    """The ledger at `path`, made or migrated where needed; None gives one in memory, for a rehearsal."""
    place = path or Path(":memory:")
    with told(place):
        new = path is not None and not path.exists()
        connection = Connection(sqlite3.connect(place, isolation_level=None, timeout=10.0), place)
        try:
            # secure_delete: what is deleted is overwritten with zeros, be it undone, replaced or forgotten.
            for setting in (*_COMMON, "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
                connection.execute(f"PRAGMA {setting}")
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
    if new and path is not None:
        sync_folder(path.parent)
    return connection


def open_reading(path: Path) -> Connection:
    """The ledger at `path`, for a reader that may have no write access to it or to its folder."""
    if not path.exists():
        raise NoArchive(f"there is no ledger at {path}; make one with: morgue index SOURCE...")
    try:
        return _open_reading(path, "mode=ro")
    except OutputError:
        # A write-ahead log is SQLite's shared memory beside the file, which a reader without access to the folder
        # can't make. Without a log nobody writes, and the file alone is the whole truth.
        if Path(f"{path}-wal").exists():
            raise
        return _open_reading(path, "mode=ro&immutable=1")


def _open_reading(path: Path, how: str) -> Connection:
    with told(path):
        uri = "file:" + quote(os.fsencode(path.absolute())) + "?" + how
        connection = Connection(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=10.0), path)
    try:
        for setting in (*_COMMON, "query_only=ON"):
            connection.execute(f"PRAGMA {setting}")
        _check_version(connection, oldest=READABLE)
    except BaseException:
        connection.close()
        raise
    return connection


def version(connection: Connection) -> int:
    """The version of the ledger's schema; 0 for a new file."""
    row = connection.row("PRAGMA user_version")
    return int(row[0]) if row else 0


def _check_version(connection: Connection, *, oldest: int = 0) -> int:
    found = version(connection)
    mark = connection.row("PRAGMA application_id")
    if found and (mark is None or mark[0] != APPLICATION_ID):
        raise DamagedArchive(f"{connection.path} is a database, but not a ledger of morgue's; {RESTORE}")
    if found > len(MIGRATIONS):
        raise UnsupportedFormat(
            f"{connection.path} was written by a newer release (schema {found}, this one knows {len(MIGRATIONS)}); "
            "install that release"
        )
    if oldest and not found:
        raise NoArchive(f"{connection.path} holds nothing yet; put articles in with: morgue index SOURCE...")
    if found < oldest:
        raise UnsupportedFormat(
            f"{connection.path} was written by an older release (schema {found}); update it with: morgue index"
        )
    return found


def _migrate(connection: Connection) -> None:
    if _check_version(connection) == len(MIGRATIONS):
        return
    connection.begin()
    try:
        connection.lend("seal", lambda table, *columns: seal(table, columns))
        # Again, now that nobody else can be at it.
        for number in range(_check_version(connection), len(MIGRATIONS)):
            for statement in MIGRATIONS[number]:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={len(MIGRATIONS)}")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
