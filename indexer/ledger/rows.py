"""Rows that notice when they were changed: each carries the hash of its columns, checked whenever it is read.

SQLite itself would hand out a row with a flipped bit: `integrity_check` knows the shape of pages, not what they say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from indexer.errors import DamagedArchive
from indexer.ledger.connection import Connection
from indexer.ledger.seals import Value, seal

T = TypeVar("T", bound=NamedTuple)


def marks(values: Sequence[Any]) -> str:
    """The place holders for so many values in a statement."""
    return ", ".join("?" * len(values))


class Table(Generic[T]):
    """A table whose rows are `record`s: a named tuple with the table's columns in order, the first one its key."""

    def __init__(self, name: str, record: type[T]) -> None:
        self.name = name
        self.record = record
        self.columns: tuple[str, ...] = record._fields
        self._names = ", ".join((*self.columns, "hash"))
        marks = ", ".join("?" * (len(self.columns) + 1))
        self._insert = f"INSERT INTO {name} ({self._names}) VALUES ({marks})"
        self._select = f"SELECT {', '.join(f'{name}.{c}' for c in (*self.columns, 'hash'))} FROM {name} "
        self._update = (
            f"UPDATE {name} SET {', '.join(f'{c} = ?' for c in (*self.columns, 'hash'))} WHERE {self.columns[0]} = ?"
        )

    def insert(self, db: Connection, row: T) -> int:
        """Add a row whose key is already known; its row id."""
        return db.execute(self._insert, (*row, seal(self.name, row)))

    def insert_all(self, db: Connection, rows: Iterable[T]) -> None:
        """Add rows whose keys are already known."""
        db.execute_all(self._insert, ((*row, seal(self.name, row)) for row in rows))

    def next_key(self, db: Connection) -> int:
        """The next free number."""
        found = db.row(f"SELECT coalesce(max({self.columns[0]}), 0) + 1 FROM {self.name}")
        return int(found[0]) if found else 1

    def add(self, db: Connection, row: T) -> T:
        """Add a row whose key is the next free number; the row with its key."""
        keyed: T = row._replace(**{self.columns[0]: self.next_key(db)})
        self.insert(db, keyed)
        return keyed

    def update(self, db: Connection, row: T) -> None:
        """Write all columns of the row with this row's key."""
        db.execute(self._update, (*row, seal(self.name, row), row[0]))

    def update_all(self, db: Connection, rows: Iterable[T]) -> None:
        """`update` for each of these."""
        db.execute_all(self._update, ((*row, seal(self.name, row), row[0]) for row in rows))

    def select(self, db: Connection, rest: str = "", values: Sequence[Value] = ()) -> Iterator[T]:
        """The rows that `rest` (joins, conditions, order) leaves, each checked: DamagedArchive for a changed one."""
        for columns in db.rows(self._select + rest, values):
            yield self._checked(db, columns)

    def one(self, db: Connection, rest: str, values: Sequence[Value] = ()) -> T | None:
        """The first such row, or None."""
        columns = db.row(self._select + rest + " LIMIT 1", values)
        return None if columns is None else self._checked(db, columns)

    def damaged(self, db: Connection) -> Iterator[T]:
        """Read every row; those that aren't as they were written, as they are."""
        for columns in db.rows(self._select):
            if not self._whole(columns):
                yield self.record(*columns[:-1])

    def sentence(self, row: Sequence[Any]) -> str:
        """What to say about a damaged row."""
        return f"the row {row[0]!r} of {self.name} isn't as it was written"

    def _whole(self, columns: Sequence[Any]) -> bool:
        try:
            return bool(seal(self.name, columns[:-1]) == columns[-1])
        except (TypeError, UnicodeEncodeError):
            return False  # a value of a kind that was never written

    def _checked(self, db: Connection, columns: Sequence[Any]) -> T:
        if not self._whole(columns):
            raise DamagedArchive(f"{db.path}: {self.sentence(columns)}; salvage the rest with: morgue rebuild")
        return self.record(*columns[:-1])
