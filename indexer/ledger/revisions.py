"""The states that an article was read in, and where: which of them is the current one is a matter of their rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.ledger.connection import Connection
from indexer.ledger.rows import Table, marks


class Revision(NamedTuple):
    """An article as one source had it.

    - `suffix`: its place in the source (`#3`, `!member.txt`), what its locator has after the source's own;
    - `record`: hash of all that was read; `text`: hash of its words (`identity.text_hash`), None without words;
    - `updated`, `published`: the beginnings of those dates (`dates.bounds`), 0 for unknown; `crawled`: when a
      crawler fetched it, else when its source was modified, in nanoseconds;
    - `cleaned`: whether it is to be cleaned; `present`: whether its source still had it when it was last read;
    - `run`: the one that read it first.
    """

    id: int
    article: str
    source: int
    suffix: str
    record: bytes
    text: bytes | None
    updated: int
    published: int
    crawled: int
    cleaned: int
    present: int
    run: int


TABLE: Table[Revision] = Table("revisions", Revision)


def numbered(db: Connection, id: int) -> Revision:
    """The revision with this number, which other rows name."""
    revision = TABLE.one(db, "WHERE id = ?", (id,))
    if revision is None:
        raise LookupError(f"no revision {id}")
    return revision


def without_text(db: Connection) -> Iterator[int]:
    """The numbers of the revisions whose record is gone."""
    for (id,) in db.rows("SELECT id FROM revisions WHERE id NOT IN (SELECT id FROM readings)"):
        yield id


def of_article(db: Connection, article: str) -> list[Revision]:
    """All revisions of an article, the current one first.

    The order doesn't depend on that of reading: present in its source, updated, published, crawled, the hash; and where
    two sources hold the very same record, the source's key.
    """
    return list(
        TABLE.select(
            db,
            f"JOIN sources ON sources.id = revisions.source WHERE article = ? ORDER BY {_CURRENT_FIRST}",
            (article,),
        )
    )


def of_articles(db: Connection, ids: Sequence[str]) -> dict[str, list[Revision]]:
    """`of_article` for several."""
    found: dict[str, list[Revision]] = {}
    for revision in TABLE.select(
        db,
        f"JOIN sources ON sources.id = revisions.source WHERE article IN ({marks(ids)}) "
        f"ORDER BY article, {_CURRENT_FIRST}",
        ids,
    ):
        found.setdefault(revision.article, []).append(revision)
    return found


def history(found: Sequence[Revision]) -> list[Revision]:
    """An article's revisions (as `of_article` gives them) from the earliest to the latest, whichever of them is the
    current one: by updated, published, crawled and the hash."""
    latest_first = sorted(found, key=lambda one: (one.updated, one.published, one.crawled, one.record), reverse=True)
    return latest_first[::-1]


_CURRENT_FIRST = "present DESC, updated DESC, published DESC, crawled DESC, record DESC, key, suffix, revisions.id"


def at(db: Connection, source: int, suffix: str) -> list[Revision]:
    """The revisions read at one place of a source, the one that is still there first."""
    return list(
        TABLE.select(db, "WHERE source = ? AND suffix = ? ORDER BY present DESC, run DESC, id DESC", (source, suffix))
    )


def missed(db: Connection, source: int) -> Iterator[Revision]:
    """What this source held and this run (its temporary table `seen_revisions`) didn't meet again."""
    unseen = "id NOT IN (SELECT id FROM seen_revisions)"
    return TABLE.select(db, f"WHERE source = ? AND present = 1 AND {unseen}", (source,))


def present_in(db: Connection, source: int) -> Iterator[Revision]:
    """What this source held when it was last read."""
    return TABLE.select(db, "WHERE source = ? AND present = 1 ORDER BY revisions.id", (source,))


def holds_any(db: Connection, source: int) -> bool:
    """Whether this source held anything when it was last read."""
    return db.row("SELECT 1 FROM revisions WHERE source = ? AND present = 1", (source,)) is not None


_LOST = (
    "SELECT DISTINCT article FROM revisions AS lost JOIN articles ON articles.id = lost.article "
    "WHERE lost.source = ? AND lost.present = 0 AND state = 'live' "
    "AND NOT EXISTS (SELECT 1 FROM revisions WHERE article = lost.article AND present = 1)"
)


def lost_articles(db: Connection, source: int) -> Iterator[str]:
    """The live articles that this source once held and that no source holds now."""
    for (article,) in db.rows(_LOST, (source,)):
        yield article


def has_lost(db: Connection, source: int) -> bool:
    """Whether there are any."""
    return db.row(_LOST + " LIMIT 1", (source,)) is not None


def comes_of(db: Connection, article: str, run: int) -> bool:
    """Whether a revision of the article was read first by this run."""
    return db.row("SELECT 1 FROM revisions WHERE article = ? AND run = ?", (article, run)) is not None


def says(db: Connection, article: str, text: bytes) -> bool:
    """Whether some revision of this article has these words."""
    return db.row("SELECT 1 FROM revisions WHERE article = ? AND text = ?", (article, text)) is not None


def come_from(db: Connection, source: int) -> bool:
    """Whether any revision was ever read from this source."""
    return db.row("SELECT 1 FROM revisions WHERE source = ?", (source,)) is not None


def same_text_here(db: Connection, text: bytes, source: int, suffix: str) -> Revision | None:
    """The first revision with these words, of an article known by its place, that this source held at another place and
    that this run (its temporary table `seen_revisions`) hasn't met again."""
    return TABLE.one(
        db,
        "JOIN articles ON articles.id = revisions.article "
        "WHERE text = ? AND source = ? AND suffix != ? AND present = 1 AND local = 1 AND state = 'live' "
        "AND revisions.id NOT IN (SELECT id FROM seen_revisions) ORDER BY length(suffix), suffix, revisions.id",
        (text, source, suffix),
    )


def same_text_gone(db: Connection, text: bytes, locator: str) -> Revision | None:
    """The first revision with these words, of an article known by its place, whose source is gone from disk (the run's
    temporary table `gone_sources`); one with this locator before others."""
    return TABLE.one(
        db,
        "JOIN gone_sources ON gone_sources.id = revisions.source JOIN sources ON sources.id = revisions.source "
        "JOIN articles ON articles.id = revisions.article "
        "WHERE text = ? AND present = 1 AND local = 1 AND state = 'live' "
        "ORDER BY locator = ? DESC, key, length(suffix), suffix, revisions.id",
        (text, locator),
    )


def same_record(db: Connection, revision: Revision) -> Revision | None:
    """The revision of the same article that says the same: from the same source, else from one that is gone."""
    return TABLE.one(
        db,
        "LEFT JOIN gone_sources ON gone_sources.id = revisions.source "
        "WHERE article = ? AND record = ? AND (source = ? OR gone_sources.id IS NOT NULL) "
        "ORDER BY source = ? DESC, present DESC, suffix = ? DESC, revisions.id",
        (revision.article, revision.record, revision.source, revision.source, revision.suffix),
    )


def is_elsewhere(db: Connection, article: str, source: int, suffix: str) -> bool:
    """Whether the article is present at another place than this one, in a source that is still there."""
    sql = (
        "SELECT 1 FROM revisions WHERE article = ? AND present = 1 AND (source != ? OR suffix != ?) "
        "AND source NOT IN (SELECT id FROM gone_sources)"
    )
    return db.row(sql, (article, source, suffix)) is not None


def indexed_with(db: Connection, text: bytes, limit: int) -> list[str]:
    """At most `limit` articles with these words that the index holds."""
    # CROSS JOIN: left to choose where to begin, SQLite would look at every article.
    sql = (
        "SELECT article FROM revisions CROSS JOIN articles ON articles.id = article AND current = revisions.id "
        "WHERE text = ? AND indexed IS NOT NULL LIMIT ?"
    )
    return [id for (id,) in db.rows(sql, (text, limit))]
