"""Every article that was ever read, live or removed: its identity and what of it stands in the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.ledger.connection import Connection
from indexer.ledger.rows import Table, marks


class ArticleRow(NamedTuple):
    """One article.

    - `identity`: what its id is made from; `local`: whether that is its place (a locator, or a guid within one file),
      so that the same text elsewhere is the same article once the place is gone;
    - `state`: `live` or `removed`; `current`: the revision that is shown;
    - `indexed`: the fingerprint of what the index holds of it, None when it holds nothing; `language`: as stated or
      detected then;
    - `counted`: the run whose report counted it as new or updated; `first`: the run that read it first.
    """

    id: str
    identity: bytes
    local: int
    state: str
    current: int | None
    indexed: bytes | None
    language: str | None
    counted: int
    first: int


TABLE: Table[ArticleRow] = Table("articles", ArticleRow)


def get(db: Connection, id: str) -> ArticleRow | None:
    """The article with exactly this id."""
    return TABLE.one(db, "WHERE id = ?", (id,))


def known(db: Connection, ids: Iterable[str]) -> set[str]:
    """Those of these ids that some article has."""
    wanted = list(ids)
    return {id for (id,) in db.rows(f"SELECT id FROM articles WHERE id IN ({marks(wanted)})", wanted)}


def among(db: Connection, ids: Sequence[str]) -> dict[str, ArticleRow]:
    """The articles with these ids."""
    return {row.id: row for row in TABLE.select(db, f"WHERE id IN ({marks(ids)})", ids)}


def matching(db: Connection, prefix: str, limit: int = 10) -> list[ArticleRow]:
    """At most `limit` articles whose id begins with `prefix`, ascending."""
    return list(
        TABLE.select(db, "WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", (prefix, prefix + "\U0010ffff", limit))
    )


def without_revision(db: Connection) -> Iterator[str]:
    """The articles that should have been read, but of which nothing is there."""
    sql = (
        "SELECT id FROM articles WHERE (state = 'live' AND id NOT IN (SELECT article FROM revisions)) "
        "OR (current IS NOT NULL AND current NOT IN (SELECT id FROM revisions))"
    )
    for (id,) in db.rows(sql):
        yield id


def live(db: Connection) -> int:
    """How many articles are live."""
    row = db.row("SELECT count(*) FROM articles WHERE state = 'live'")
    return int(row[0]) if row else 0
