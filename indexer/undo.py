"""Taking back a run: the ledger as if it had never been, as far as nobody has built on it since.

What the run read first goes; what it wrote over is put back from the ledger's `journal`; the articles that this touches
then go through the second half of a run like any others (`indexing`). Files on disk are what they are: the next run
over a source whose file changed reads it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from indexer.errors import UndoRefused, UsageError
from indexer.ledger import articles, failures, journal, lines, revisions, runs, sources, temporary
from indexer.ledger.articles import ArticleRow
from indexer.ledger.connection import Connection
from indexer.ledger.failures import Failure
from indexer.ledger.revisions import Revision
from indexer.ledger.runs import Run
from indexer.ledger.sources import Source

UNDONE = "undone"
"""The outcome of a run that was taken back."""


TOGETHER = 50_000
"""Rows in memory at a time."""


def arguments(run: int) -> str:
    """What the ledger says in place of SOURCEs about the run that undoes `run`."""
    return json.dumps({"undo": run})


def undoes(run: Run) -> int | None:
    """The run that this one undoes; None for any other."""
    said = json.loads(run.arguments)
    return int(said["undo"]) if isinstance(said, dict) and "undo" in said else None


def read_sources(run: Run) -> bool:
    """Whether this run read sources, rather than that it undid another, or forgot articles."""
    return isinstance(json.loads(run.arguments), list)


def require(db: Connection, number: int) -> None:
    """Raises UsageError where there is no such run to undo, UndoRefused where it can't be taken apart from others."""
    run = runs.TABLE.one(db, "WHERE id = ?", (number,))
    if run is None:
        raise UsageError(f"there is no run {number}; morgue runs lists them")
    if run.outcome == UNDONE:
        raise UsageError(f"run {number} is undone already")
    if (other := undoes(run)) is not None:
        raise UndoRefused(f"run {number} undid run {other}; to have that again, index its sources again")
    if not read_sources(run):
        raise UndoRefused(f"run {number} forgot articles, and nothing of them is left to bring back")
    for one in runs.TABLE.select(db, "WHERE id >= ? ORDER BY id", (number,)):
        if one.outcome != UNDONE and read_sources(one) and not journal.is_whole(db, one.id):
            raise UndoRefused(
                f"run {number} can't be undone: what run {one.id} wrote over wasn't noted, or is noted no more"
            )
    later = sorted({run for (run,) in db.rows(_BUILT_ON, {"run": number})} | set(_places_taken(db, number)))
    if later:
        names = ", ".join(map(str, later))
        raise UndoRefused(
            f"run {number} can't be undone: later runs ({names}) changed what it brought. "
            f"Undo the latest first: morgue undo {later[-1]}"
        )


_BUILT_ON = """
    WITH mine AS (SELECT kind, which FROM journal WHERE run = :run AND kind NOT IN ('run', 'failures')),
    later AS (SELECT run, kind, which FROM journal WHERE run > :run AND kind NOT IN ('run', 'failures')),
    held AS (
        SELECT article FROM revisions WHERE run = :run
        UNION SELECT article FROM revisions JOIN mine ON kind = 'revisions' AND id = CAST(which AS INTEGER)
    )
    SELECT later.run FROM later JOIN mine USING (kind, which)
    UNION SELECT later.run FROM later JOIN revisions ON kind = 'revisions' AND id = CAST(which AS INTEGER)
        WHERE revisions.run = :run
    UNION SELECT later.run FROM later JOIN sources ON kind = 'sources' AND id = CAST(which AS INTEGER)
        WHERE sources.first = :run
    UNION SELECT later.run FROM later JOIN articles ON kind = 'articles' AND id = which WHERE articles.first = :run
    UNION SELECT later.run FROM later JOIN held ON kind = 'articles' AND article = which
    UNION SELECT revisions.run FROM revisions JOIN articles ON articles.id = article
        WHERE revisions.run > :run AND articles.first = :run
    UNION SELECT revisions.run FROM revisions JOIN sources ON sources.id = source
        WHERE revisions.run > :run AND sources.first = :run
    UNION SELECT revisions.run FROM revisions JOIN mine ON kind = 'articles' AND which = article
        WHERE revisions.run > :run
"""
"""Later runs that changed what this one changed or brought, or that put something of theirs onto it."""


def take_back(db: Connection, run: int) -> None:
    """Bring the ledger, in the open transaction, to where it was before the run; note articles that look different now.

    Those that the run brought are marked removed: `forget` drops them, once the index has.
    """
    db.execute("PRAGMA defer_foreign_keys=ON")
    touch = "INSERT OR IGNORE INTO touched SELECT DISTINCT"
    noted = "SELECT which FROM journal WHERE run = ? AND kind ="
    db.execute(f"{touch} article, 0, 0 FROM revisions WHERE run = ?", (run,))
    db.execute(f"{touch} article, 0, 0 FROM revisions WHERE id IN ({noted} 'revisions')", (run,))
    db.execute(f"{touch} id, 0, 0 FROM articles WHERE first = ? OR id IN ({noted} 'articles')", (run, run))
    db.execute("DELETE FROM revisions WHERE run = ?", (run,))
    for _, before in journal.of_run(db, run, "revisions", Revision):
        if before is not None:
            revisions.TABLE.update(db, before)
    _put_back_sources(db, run)
    _put_back_failures(db, run)
    for id, was in journal.of_run(db, run, "articles", ArticleRow):
        row = articles.get(db, id)
        if row is not None and was is not None:
            articles.TABLE.update(db, row._replace(state=was.state))
    brought = "WHERE first = ? AND state = 'live' LIMIT ?"
    while rows := list(articles.TABLE.select(db, brought, (run, TOGETHER))):
        articles.TABLE.update_all(db, (row._replace(state="removed") for row in rows))
    journal.forget(db, run)
    undone = runs.TABLE.one(db, "WHERE id = ?", (run,))
    if undone is not None:
        runs.TABLE.update(db, undone._replace(outcome=UNDONE))


def forget(db: Connection, run: int) -> None:
    """Drop the articles that the run brought; the index doesn't hold them any more."""
    brought = "SELECT id FROM articles WHERE first = ?"
    for table in ("changes", "decisions"):
        db.execute(f"DELETE FROM {table} WHERE article IN ({brought})", (run,))
    lines.forget(db, run)
    db.execute("DELETE FROM articles WHERE first = ?", (run,))


def _put_back_sources(db: Connection, run: int) -> None:
    # Two files may have changed places, and a path is only ever one source's: all are put aside first.
    noted = "id IN (SELECT CAST(which AS INTEGER) FROM journal WHERE run = ? AND kind = 'sources')"
    db.execute(f"UPDATE sources SET path = CAST('undo ' || id AS BLOB) WHERE {noted}", (run,))
    db.execute("DELETE FROM sources WHERE first = ?", (run,))
    for which, before in journal.of_run(db, run, "sources", Source):
        if before is not None:
            locator = db.row("SELECT locator FROM sources WHERE id = ?", (int(which),))
            sources.TABLE.update(db, before)
            if locator is not None and locator[0] != before.locator:
                temporary.touch_source(db, before.id)


def _put_back_failures(db: Connection, run: int) -> None:
    """What couldn't be read before, unless a later run has tried it again."""
    for which, before in journal.of_run(db, run, "failures", Failure):
        if db.row("SELECT 1 FROM journal WHERE kind = 'failures' AND which = ? AND run > ?", (which, run)):
            continue
        db.execute("DELETE FROM failures WHERE id = ?", (int(which),))
        if before is not None:
            failures.TABLE.insert(db, before)


def _places_taken(db: Connection, run: int) -> Iterator[int]:
    """Later runs that read another file where one of this run's had been before."""
    for which, before in journal.of_run(db, run, "sources", Source):
        there = sources.at(db, before.path) if before is not None else None
        if there is not None and there.id != int(which) and there.first > run:
            yield there.first
