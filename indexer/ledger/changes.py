"""Why an article's text isn't what was read: the decisions made about the lines of its current revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from indexer.article import Change
from indexer.ledger.connection import Connection
from indexer.ledger.rows import Table


class ChangeRow(NamedTuple):
    """The `number`th decision about an article; `times` is `Change.count`, the rest its namesakes."""

    article: str
    number: int
    rule: str
    line: str | None
    field: str | None
    times: int


class Decisions(NamedTuple):
    """How many `changes` an article has that is in the index."""

    article: str
    changes: int


TABLE: Table[ChangeRow] = Table("changes", ChangeRow)
COUNTS: Table[Decisions] = Table("decisions", Decisions)


def of_article(db: Connection, article: str) -> list[Change]:
    """The decisions about an article's current revision, in the order they were made."""
    rows = TABLE.select(db, "WHERE article = ? ORDER BY number", (article,))
    return [Change(row.rule, row.line, row.field, row.times) for row in rows]


def incomplete(db: Connection) -> Iterator[str]:
    """The indexed articles that have fewer or more changes than were written."""
    sql = (
        "SELECT id FROM articles LEFT JOIN decisions ON decisions.article = id WHERE indexed IS NOT NULL "
        "AND decisions.changes IS NOT (SELECT count(*) FROM changes WHERE changes.article = id)"
    )
    for (id,) in db.rows(sql):
        yield id


def replace(db: Connection, article: str, changes: Sequence[Change]) -> None:
    """Let these be the decisions about the article."""
    replace_all(db, {article: changes})


def replace_all(db: Connection, made: Mapping[str, Sequence[Change]]) -> None:
    """Let these be the decisions about these articles."""
    db.execute_all("DELETE FROM changes WHERE article = ?", ((article,) for article in made))
    db.execute_all("DELETE FROM decisions WHERE article = ?", ((article,) for article in made))
    COUNTS.insert_all(db, (Decisions(article, len(changes)) for article, changes in made.items()))
    TABLE.insert_all(
        db,
        (
            ChangeRow(article, number, change.rule, change.line, change.field, change.count)
            for article, changes in made.items()
            for number, change in enumerate(changes, 1)
        ),
    )
