"""What was taken down: nothing that says what it was, only keyed hashes to know it by should it come back.

`secret` holds the key that they are made with, one for each archive, made when the first article is forgotten;
`forgotten` a row for each article, `tombstones` the marks that records and files are compared with. What is compared,
and what the hashes disclose, is told in `indexer.takedown`: `tombstones` and
`passages`. `withheld` counts the records of a source that stay away (so the ledger says which sources have some), and
`unfinished` is there while a forgetting hasn't cleared away all it has to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from indexer.ledger.connection import Connection, version
from indexer.ledger.migrations import FORGETTING_SINCE
from indexer.ledger.rows import Table

KEY_BYTES = 32


class Secret(NamedTuple):
    """The archive's own `key`."""

    id: int
    key: bytes


class Forgotten(NamedTuple):
    """An article that was forgotten on `day` (ISO 8601, UTC): the `passages` that its text is recognised by, and
    `others` that are only looked for among what is left (`passages.packed`)."""

    id: int
    day: str
    passages: bytes
    others: bytes


class Tombstone(NamedTuple):
    """A keyed hash (`mark`) of a `kind` of thing, of the article number `forgotten` (0: of none in particular). For a
    file that holds nothing else, `records` says how many forgotten ones it has."""

    id: int
    kind: str
    mark: bytes
    forgotten: int
    records: int


class Withheld(NamedTuple):
    """How many `records` of a source stay away."""

    source: int
    records: int


class Unfinished(NamedTuple):
    """There is a forgetting, begun at `since`, whose remains aren't cleared away."""

    id: int
    since: str


SECRET: Table[Secret] = Table("secret", Secret)
TABLE: Table[Forgotten] = Table("forgotten", Forgotten)
TOMBSTONES: Table[Tombstone] = Table("tombstones", Tombstone)
WITHHELD: Table[Withheld] = Table("withheld", Withheld)
UNFINISHED: Table[Unfinished] = Table("unfinished", Unfinished)

TABLES: tuple[Table[Any], ...] = (SECRET, TABLE, TOMBSTONES, WITHHELD, UNFINISHED)


def key(db: Connection) -> bytes | None:
    """The archive's key; None where nothing was ever forgotten."""
    if version(db) < FORGETTING_SINCE:
        return None
    secret = SECRET.one(db, "")
    return secret.key if secret else None


def keep_key(db: Connection, made: bytes) -> None:
    """Keep the key that hashes are made with from now on, where there is none yet."""
    if key(db) is None:
        SECRET.insert(db, Secret(1, made))


def add(db: Connection, row: Forgotten, marks: Iterable[tuple[str, bytes]]) -> int:
    """Note an article as forgotten, with its marks by kind; its number."""
    number = TABLE.add(db, row).id
    first = TOMBSTONES.next_key(db)
    distinct = sorted(set(marks))
    TOMBSTONES.insert_all(db, (Tombstone(id, kind, mark, number, 0) for id, (kind, mark) in enumerate(distinct, first)))
    return number


def mark(db: Connection, kind: str, mark: bytes, records: int = 0) -> None:
    """Note a mark of no article in particular, in the place of one that is the same."""
    db.execute("DELETE FROM tombstones WHERE kind = ? AND mark = ?", (kind, mark))
    TOMBSTONES.add(db, Tombstone(0, kind, mark, 0, records))


def all_of_them(db: Connection) -> Iterator[Forgotten]:
    """Every forgotten article, in the order in which they were."""
    return TABLE.select(db, "ORDER BY id")


def withheld(db: Connection, source: int) -> int:
    """How many records of this source stay away."""
    row = WITHHELD.one(db, "WHERE source = ?", (source,))
    return row.records if row else 0


def withhold(db: Connection, source: int, records: int) -> None:
    """Note how many do."""
    if records != withheld(db, source):
        db.execute("DELETE FROM withheld WHERE source = ?", (source,))
        if records:
            WITHHELD.insert(db, Withheld(source, records))


def begin(db: Connection, since: str) -> None:
    """From now on there are remains to be cleared away."""
    if not is_unfinished(db):
        UNFINISHED.insert(db, Unfinished(1, since))


def is_unfinished(db: Connection) -> bool:
    """Whether there are."""
    return version(db) >= FORGETTING_SINCE and db.row("SELECT 1 FROM unfinished") is not None


def end(db: Connection) -> None:
    """There are none any more."""
    db.execute("DELETE FROM unfinished")


def mend(db: Connection) -> Iterator[str]:
    """Drop the rows that aren't as they were written, and say what may come back for it."""
    if next(SECRET.damaged(db), None) is not None:
        lost = db.row("SELECT count(*) FROM forgotten")
        yield f"the key of {lost[0] if lost else 0} forgotten articles was damaged; their sources bring them back"
        for table in (SECRET, TABLE, TOMBSTONES):
            db.execute(f"DELETE FROM {table.name}")
    for table in (TABLE, TOMBSTONES):
        for broken in list(table.damaged(db)):
            yield f"{table.sentence(broken)}: what was forgotten may come back by it; forget it again"
            db.execute(f"DELETE FROM {table.name} WHERE id = ?", (broken[0],))
    for _ in list(WITHHELD.damaged(db)):
        db.execute("DELETE FROM withheld")
    if list(UNFINISHED.damaged(db)):
        db.execute("DELETE FROM unfinished")
        UNFINISHED.insert(db, Unfinished(1, ""))
