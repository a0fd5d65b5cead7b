"""What could not be read, so that the next run can tell a new failure from one that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from indexer.ledger.connection import Connection
from indexer.ledger.rows import Table


class Failure(NamedTuple):
    """A file or a record that was skipped.

    `source` is None for what never became a source (a folder that couldn't be listed, say); `scope` then says which
    arguments led there. `run` is the one that skipped it first.
    """

    id: int
    source: int | None
    scope: bytes
    locator: str
    reason: str
    run: int


TABLE: Table[Failure] = Table("failures", Failure)


def of_source(db: Connection, source: int) -> list[Failure]:
    """What was skipped of this source when it was last read."""
    return list(TABLE.select(db, "WHERE source = ? ORDER BY id", (source,)))


def outside(db: Connection, scope: bytes, locator: str) -> list[Failure]:
    """What was skipped at this locator, outside of all sources, when these arguments were last given."""
    return list(TABLE.select(db, "WHERE source IS NULL AND scope = ? AND locator = ?", (scope, locator)))


def outside_and_unseen(db: Connection, scope: bytes) -> list[Failure]:
    """Of what was skipped outside of all sources: what this run (its temporary table `seen_failures`) didn't meet."""
    unseen = "id NOT IN (SELECT id FROM seen_failures)"
    return list(TABLE.select(db, f"WHERE source IS NULL AND scope = ? AND {unseen}", (scope,)))


def all_of_them(db: Connection) -> Iterator[Failure]:
    """Every known failure."""
    return TABLE.select(db, "ORDER BY locator, id")


def forget(db: Connection, failure: Failure) -> None:
    """It reads well now, or is gone."""
    db.execute("DELETE FROM failures WHERE id = ?", (failure.id,))
