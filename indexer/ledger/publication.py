"""The last generation that was prepared: its number and the manifest that makes it visible.

The row is committed with the rows of its generation, before the manifest is renamed into place; whoever writes next can
therefore finish a publication that was cut short in between.
"""

from __future__ import annotations

from typing import NamedTuple

from indexer.ledger.connection import Connection
from indexer.ledger.rows import Table


class Publication(NamedTuple):
    """`cleaner` is the version of the cleaning that every live article has had at least."""

    id: int
    generation: int
    manifest: bytes
    cleaner: str


TABLE: Table[Publication] = Table("publication", Publication)


def last(db: Connection) -> Publication:
    """The last one; generation 0 of a new ledger."""
    return TABLE.one(db, "") or Publication(1, 0, b"", "")


def record(db: Connection, publication: Publication) -> None:
    """Put this one in its place."""
    db.execute("DELETE FROM publication")
    TABLE.insert(db, publication)
