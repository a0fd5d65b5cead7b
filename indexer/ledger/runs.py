"""Who wrote, when, with what outcome."""

from __future__ import annotations

from typing import NamedTuple

from indexer.ledger.connection import Connection
from indexer.ledger.rows import Table

STARTED = "started"
"""The outcome of a run that is still going, or that was killed: nobody was left to write another."""


class Run(NamedTuple):
    """`started` and `finished` are ISO 8601 in UTC; `outcome` is `started`, `done`, or what ended the run, and `undone`
    when it was taken back; `arguments` (a list of SOURCEs, or what was undone) and `report` are JSON."""

    id: int
    started: str
    finished: str | None
    outcome: str
    arguments: str
    report: str | None


TABLE: Table[Run] = Table("runs", Run)


def last(db: Connection) -> Run | None:
    """The latest run."""
    return TABLE.one(db, "ORDER BY id DESC")
