"""A run's notes: temporary tables on the ledger's connection, so that a run's memory doesn't grow with what it meets.

SQLite keeps them in a file that has no name, so nothing is left of them when the run ends, however it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from indexer.ledger.connection import Connection, Row

_TABLES = {
    "seen_sources": "id INTEGER PRIMARY KEY",
    "gone_sources": "id INTEGER PRIMARY KEY",
    "seen_failures": "id INTEGER PRIMARY KEY",
    "seen_revisions": "id INTEGER PRIMARY KEY",
    "put_off": "id INTEGER PRIMARY KEY, locator TEXT NOT NULL, record BLOB NOT NULL",
    "touched": "article TEXT PRIMARY KEY, met INTEGER NOT NULL, moved INTEGER NOT NULL",
    "recounted": "line INTEGER PRIMARY KEY",
    "flipped": "article TEXT PRIMARY KEY",
}


class Touched(NamedTuple):
    """An article that may look different now: whether a record of it was `met` in this run, and whether that was at
    another place than before."""

    article: str
    met: bool
    moved: bool


def prepare(db: Connection) -> None:
    """Make the tables, empty."""
    for name, columns in _TABLES.items():
        db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} ({columns})")
        db.execute(f"DELETE FROM {name}")


def touch(db: Connection, article: str, *, met: bool = False, moved: bool = False) -> None:
    """Note that the article may look different now."""
    db.execute(
        "INSERT INTO touched VALUES (?, ?, ?) ON CONFLICT (article) DO UPDATE "
        "SET met = max(met, excluded.met), moved = max(moved, excluded.moved)",
        (article, int(met), int(moved)),
    )


def meet_all(db: Connection, articles: Iterable[str], revisions: Iterable[int]) -> None:
    """Note that records of these articles were met, and that the source has these revisions of them now."""
    db.execute_all(
        "INSERT INTO touched VALUES (?, 1, 0) ON CONFLICT (article) DO UPDATE SET met = 1", ((id,) for id in articles)
    )
    db.execute_all("INSERT INTO seen_revisions VALUES (?)", ((id,) for id in revisions))


def touch_all(db: Connection) -> None:
    """Note it of all live articles."""
    db.execute("INSERT OR IGNORE INTO touched SELECT id, 0, 0 FROM articles WHERE state = 'live'")


def touch_source(db: Connection, source: int) -> None:
    """Note it of all articles that this source holds, which has moved."""
    db.execute(
        "INSERT INTO touched SELECT DISTINCT article, 0, 1 FROM revisions WHERE source = ? AND present = 1 "
        "ON CONFLICT (article) DO UPDATE SET moved = 1",
        (source,),
    )


def touched(db: Connection) -> Iterator[Touched]:
    """What was noted, in the order of the ids."""
    for article, met, moved in db.rows("SELECT article, met, moved FROM touched ORDER BY article"):
        yield Touched(article, bool(met), bool(moved))


def count_touched(db: Connection) -> int:
    """How much was noted."""
    row = db.row("SELECT count(*) FROM touched")
    return int(row[0]) if row else 0


def forget_touched(db: Connection) -> None:
    """It is done."""
    db.execute("DELETE FROM touched")


def see_source(db: Connection, id: int) -> None:
    """Note that the walk met this source."""
    db.execute("INSERT OR IGNORE INTO seen_sources VALUES (?)", (id,))


def source_is_seen(db: Connection, id: int) -> bool:
    """Whether it did."""
    return db.row("SELECT 1 FROM seen_sources WHERE id = ?", (id,)) is not None


def lose_source(db: Connection, id: int) -> None:
    """Note that a known source isn't on disk any more."""
    db.execute("INSERT INTO gone_sources VALUES (?)", (id,))


def find_source(db: Connection, id: int) -> None:
    """Note that it is there after all, under another name."""
    db.execute("DELETE FROM gone_sources WHERE id = ?", (id,))


def any_source_is_lost(db: Connection) -> bool:
    """Whether any known source isn't on disk."""
    return db.row("SELECT 1 FROM gone_sources") is not None


def see_failure(db: Connection, id: int) -> None:
    """Note that this failure is one of this run's."""
    db.execute("INSERT INTO seen_failures VALUES (?)", (id,))


def begin_source(db: Connection) -> None:
    """Another source's records follow."""
    db.execute("DELETE FROM seen_revisions")
    db.execute("DELETE FROM put_off")


def see_revision(db: Connection, id: int) -> None:
    """Note that the source has this revision now."""
    db.execute("INSERT INTO seen_revisions VALUES (?)", (id,))


def revision_is_seen(db: Connection, id: int) -> bool:
    """Whether it does."""
    return db.row("SELECT 1 FROM seen_revisions WHERE id = ?", (id,)) is not None


def put_off(db: Connection, locator: str, record: bytes) -> None:
    """Keep a record of the source until all others are placed."""
    db.execute("INSERT INTO put_off (locator, record) VALUES (?, ?)", (locator, record))


def all_put_off(db: Connection) -> Iterator[Row]:
    """What was kept, in order: locators and records."""
    return db.rows("SELECT locator, record FROM put_off ORDER BY id")
