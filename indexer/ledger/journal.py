"""What a run wrote over: the rows that were there before it, as they were, so that the run can be undone.

What a run adds needs no note, as new rows carry its number. What it changes or forgets is noted by triggers, which live
as long as the run's connection: whoever writes needn't know of it, and a row is noted once, as it was before the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from indexer.ledger import articles, failures, revisions, sources
from indexer.ledger.connection import Connection
from indexer.ledger.rows import Table
from indexer.ledger.seals import Value, seal

R = TypeVar("R", bound=tuple[Any, ...])

KEPT = 100
"""Runs whose notes are kept: a night's run in which a thousand files changed takes half a megabyte of them."""

HEAD = "run"
"""The `kind` of the note that every run begins with; a run without it wasn't watched, and can't be undone."""


class Note(NamedTuple):
    """In run number `run`, the row `which` (its key, as text) of the table `kind` was changed or removed, and had been
    `before`: the msgpack of its columns; None for a failure that was added."""

    id: int
    run: int
    kind: str
    which: str
    before: bytes | None


TABLE: Table[Note] = Table("journal", Note)

_WATCHED: tuple[tuple[Table[Any], str, str], ...] = (
    (sources.TABLE, "UPDATE", "OLD.first != {run}"),
    (revisions.TABLE, "UPDATE", "OLD.run != {run}"),
    # What else of an article changes is what the index holds of it, which is the index's business.
    (articles.TABLE, "UPDATE", "OLD.first != {run} AND OLD.state != NEW.state"),
    (failures.TABLE, "DELETE", "1"),
    (failures.TABLE, "INSERT", "1"),
)


def watch(db: Connection, run: int) -> None:
    """Note from now on, in the open transaction and those that follow, what this run changes."""
    db.lend("sealed_note", lambda *columns: seal(TABLE.name, columns))
    db.lend("packed", _packed)
    db.execute(f"DELETE FROM journal WHERE run <= {run - KEPT}")
    TABLE.add(db, Note(0, run, HEAD, "", None))
    for table, event, condition in _WATCHED:
        known = "NEW" if event == "INSERT" else "OLD"
        which = f"CAST({known}.{table.columns[0]} AS TEXT)"
        before = "NULL" if event == "INSERT" else f"packed({', '.join(f'OLD.{name}' for name in table.columns)})"
        name = f"noted_{table.name}_{event}"
        db.execute(f"DROP TRIGGER IF EXISTS {name}")
        db.execute(
            f"CREATE TEMP TRIGGER {name} AFTER {event} ON main.{table.name} WHEN {condition.format(run=run)} BEGIN "
            f"INSERT INTO journal (id, run, kind, which, before, hash) "
            f"SELECT n, {run}, '{table.name}', which, before, sealed_note(n, {run}, '{table.name}', which, before) "
            f"FROM (SELECT coalesce((SELECT max(id) FROM journal), 0) + 1 AS n, {which} AS which, {before} AS before) "
            f"WHERE NOT EXISTS (SELECT 1 FROM journal AS j WHERE j.kind = '{table.name}' AND j.which = {which} "
            f"AND j.run = {run}); END"
        )


def is_whole(db: Connection, run: int) -> bool:
    """Whether what this run wrote over was noted, from its beginning."""
    return db.row("SELECT 1 FROM journal WHERE run = ? AND kind = ?", (run, HEAD)) is not None


def of_run(db: Connection, run: int, kind: str, row: type[R]) -> Iterator[tuple[str, R | None]]:
    """The rows of table `kind` that a run changed: their keys, and what they were before it (None: not there).

    Raises msgspec.ValidationError for a note that is no such row."""
    for note in TABLE.select(db, "WHERE run = ? AND kind = ? ORDER BY id", (run, kind)):
        yield note.which, None if note.before is None else msgspec.msgpack.decode(note.before, type=row)


def forget(db: Connection, run: int) -> None:
    """The run is undone."""
    db.execute("DELETE FROM journal WHERE run = ?", (run,))


def _packed(*columns: Sequence[Value]) -> bytes:
    return msgspec.msgpack.encode(columns)
