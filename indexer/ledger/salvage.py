"""Mending a ledger with damaged rows, as far as that is possible without making anything up.

What can be had again is dropped: the next run reads the sources of dropped texts again, and a rebuild makes the changes
anew. What only describes (a run, a failure) is kept as it is found, or forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.article import Skipped, article_id
from indexer.ledger import (
    articles,
    failures,
    forgotten,
    journal,
    lines,
    publication,
    readings,
    revisions,
    runs,
    sources,
)
from indexer.ledger.connection import Connection
from indexer.ledger.runs import Run

_AGAIN = "the next run over its source reads it again"


def salvage(db: Connection) -> list[Skipped]:
    """Make every row of the ledger whole again, in the open transaction; the texts that were lost by it."""
    db.execute("PRAGMA defer_foreign_keys=ON")
    _mend_descriptions(db)
    _mend_sources(db)
    _mend_articles(db)
    lost = list(_drop_texts(db))
    if next(forgotten.WITHHELD.damaged(db), None) is not None:
        _read_again(db)  # nobody knows which of them have records that stay away
    unknown = [Skipped(db.path.name, found) for found in forgotten.mend(db)]
    if lost or next(journal.TABLE.damaged(db), None) is not None:
        db.execute("DELETE FROM journal")  # runs can't be taken apart where parts are missing
    for row in list(articles.TABLE.select(db, "WHERE id NOT IN (SELECT article FROM revisions)")):
        articles.TABLE.update(db, row._replace(state="removed", current=None, indexed=None, language=None))
    _mend_references(db)
    return lost + unknown


def _mend_descriptions(db: Connection) -> None:
    for run in list(runs.TABLE.damaged(db)):
        runs.TABLE.update(db, Run(run.id, str(run.started), None, "damaged", "[]", None))
    for failure in list(failures.TABLE.damaged(db)):
        failures.forget(db, failure)
    db.execute("DELETE FROM changes")
    db.execute("DELETE FROM decisions")
    lines.forget_counts(db)
    for _ in list(publication.TABLE.damaged(db)):
        db.execute("DELETE FROM publication")


def _mend_sources(db: Connection) -> None:
    """A file's row is written anew where its path still makes sense; the next run reads the file again."""
    for source in list(sources.TABLE.damaged(db)):
        kinds = {name: type(value) for name, value in zip(source._fields, source, strict=True)}
        sound = all(kinds[name] is bytes for name in ("path", "root")) and source.path[:1] in (b"/", b"-")
        sound = sound and all(kinds[name] is str and getattr(source, name).isprintable() for name in ("locator", "key"))
        if not sound:
            db.execute("DELETE FROM sources WHERE id = ?", (source.id,))
            continue
        mended = source._replace(digest=None, readers="", fingerprint="", status="failed", reason="its row was damaged")
        mended = mended._replace(cleaned=1, articles=0, ignored=0, modified=0, vanished=None)
        sources.TABLE.update(db, mended)


def _mend_articles(db: Connection) -> None:
    """An article's row is written anew where its id is still that of its identity, and is dropped where not."""
    for row in list(articles.TABLE.damaged(db)):
        identity = bytes(row.identity)
        if article_id(identity.decode("utf-8", "surrogatepass")) == row.id:
            local = identity.startswith(b"loc:") or row.local == 1
            mended = row._replace(identity=identity, local=int(local), state="live", current=None, indexed=None)
            articles.TABLE.update(db, mended._replace(language=None, counted=0))
        else:
            db.execute("DELETE FROM articles WHERE id = ?", (row.id,))


def _drop_texts(db: Connection) -> Iterator[Skipped]:
    """Drop texts and revisions that are damaged, or that name a row which isn't there."""
    for record in list(readings.TABLE.damaged(db)):
        db.execute("DELETE FROM readings WHERE id = ?", (record.id,))
    for revision in list(revisions.TABLE.damaged(db)):
        yield Skipped(f"revision {revision.id}", f"its row in the ledger was damaged; {_AGAIN}")
        _drop(db, revision.id)
        _read_again(db)  # where it came from can't be believed either
    unread = "WHERE revisions.id NOT IN (SELECT id FROM readings) OR article NOT IN (SELECT id FROM articles)"
    for revision in list(revisions.TABLE.select(db, f"{unread} OR source NOT IN (SELECT id FROM sources)")):
        source = sources.TABLE.one(db, "WHERE id = ?", (revision.source,))
        place = f"{source.locator}{revision.suffix}" if source else f"revision {revision.id}"
        yield Skipped(place, f"its text in the ledger was damaged; {_AGAIN}")
        _drop(db, revision.id)
        _read_again(db, revision.source)
    db.execute("DELETE FROM readings WHERE id NOT IN (SELECT id FROM revisions)")


def _drop(db: Connection, revision: int) -> None:
    db.execute("DELETE FROM readings WHERE id = ?", (revision,))
    db.execute("DELETE FROM revisions WHERE id = ?", (revision,))


def _read_again(db: Connection, source: int | None = None) -> None:
    """Let the next run read this source again, or all of them."""
    for row in list(sources.TABLE.select(db, "WHERE digest IS NOT NULL AND id = coalesce(?, id)", (source,))):
        sources.TABLE.update(db, row._replace(digest=None))


def _mend_references(db: Connection) -> None:
    """Runs that other rows name and that aren't there."""
    named = " UNION ".join(
        f"SELECT {column} FROM {table}"
        for table, column in (
            ("sources", "first"),
            ("sources", "last"),
            ("sources", "vanished"),
            ("failures", "run"),
            ("articles", "first"),
            ("revisions", "run"),
        )
    )
    for (id,) in list(
        db.rows(f"WITH named (id) AS ({named}) SELECT id FROM named WHERE id NOT IN (SELECT id FROM runs)")
    ):
        runs.TABLE.insert(db, Run(id, "", None, "damaged", "[]", None))
    db.execute("DELETE FROM failures WHERE source NOT IN (SELECT id FROM sources)")
