"""Taking articles down: out of the index, out of the ledger, with tombstones that keep them away.

`choosing` says which articles go and which others say much the same; `take_out` notes tombstones and marks the articles
as removed, so that the second half of a run (`indexing`) takes them out of index and counts; `drop` deletes every row
that has something of them. All of it is one transaction, published with segments that are written anew
(`stores.Store.purge`). What then lies in the ledger's free pages and its log, and in the files of the generation
before, is cleared away after that (`session`), and again by the next writer if that was cut short.

What nothing here can reach: backups and other copies of the archive, an archive that is made anew from the sources
(the tombstones lie in this one's ledger), the sources themselves, the blocks that the file system freed, and searches
that are running: a reader that has opened the generation before keeps its map of it until it ends, though its files
have no name any more.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from os import urandom
from typing import TYPE_CHECKING

import msgspec

from indexer.errors import LockBusy, UnknownArticle
from indexer.ledger import Ledger, articles, failures, forgotten, journal, lines, revisions, runs, sources
from indexer.ledger import temporary as notes
from indexer.ledger.connection import Connection
from indexer.ledger.failures import Failure
from indexer.ledger.forgotten import KEY_BYTES, Forgotten
from indexer.ledger.revisions import Revision
from indexer.ledger.sources import Source
from indexer.stores import open_store
from indexer.takedown import tombstones
from indexer.takedown.choosing import Choice, Target, choose
from indexer.takedown.passages import Hasher, packed
from indexer.text import boilerplate

if TYPE_CHECKING:
    from indexer.archive import Archive
    from indexer.session import Session

UNSAID = "(forgotten)"
"""What stands in a run's books in the place of a file that is forgotten."""


@dataclass(frozen=True, slots=True)
class Forgot:
    """What was done, or would be: the `articles` that go, the ids of those that say much the same and `kept` their
    place, the ids given that were forgotten `before`; the archive's `generation` then, and how long it took."""

    articles: tuple[Target, ...]
    kept: tuple[str, ...]
    before: tuple[str, ...]
    generation: int
    seconds: float = 0.0


def rehearse(archive: Archive, ids: Sequence[str], *, copies: bool) -> Forgot:
    """What forgetting these would do; takes no lock and changes nothing. Raises as `choose` does, and NoArchive."""
    archive.require().require_ledger()
    with Ledger.open(archive.ledger) as ledger, closing(open_store(archive.index)) as store:
        choice = choose(ledger, store, ids, copies=copies, key=urandom(KEY_BYTES))
        return _forgot(choice, ledger.publication().generation)


def forget(session: Session, ids: Sequence[str], *, copies: bool, started: float) -> Forgot:
    """Forget these in a session. See `pipeline.forget`."""
    unfinished = forgotten.is_unfinished(session.db)
    session.agree()
    ledger, store = session.ledger, session.store
    assert store is not None, "a rehearsal forgets nothing"
    key = forgotten.key(session.db) or urandom(KEY_BYTES)
    try:
        choice = choose(ledger, store, ids, copies=copies, key=key)
    except UnknownArticle:
        if not unfinished:
            raise
        choice = Choice(key, Hasher(key), {}, known=list(ids))  # what was left to do for it is done
    if choice.targets or not (ids or unfinished):
        count = len(choice.targets)
        session.purge(
            arguments(count),
            f"forgot {count:,} article{'s' * (count != 1)}" if count else "cleared away what was removed",
            mark=partial(take_out, choice=choice),
            drop=partial(drop, choice=choice),
        )
    try:
        session.clear_away()
    except LockBusy as busy:
        raise LockBusy(f"{busy}. No search finds it any more; clear away the rest with: morgue forget") from busy
    return _forgot(choice, ledger.publication().generation, time.perf_counter() - started)


def _forgot(choice: Choice, generation: int, seconds: float = 0.0) -> Forgot:
    return Forgot(tuple(choice.targets.values()), tuple(choice.kept), tuple(choice.known), generation, seconds)


def arguments(articles: int) -> str:
    """What the ledger says in place of SOURCEs about a run that forgets so many articles."""
    return json.dumps({"forget": articles})


def take_out(db: Connection, choice: Choice) -> None:
    """Note the tombstones of what goes, in the open transaction, and that the index has to do without."""
    hasher, day = choice.hasher, datetime.now(UTC).date().isoformat()
    forgotten.begin(db, day)
    if choice.targets:
        forgotten.keep_key(db, choice.key)
    for target in choice.targets.values():
        marks = [("article", tombstones.article_mark(hasher, target.id))]
        if target.row is not None and not target.row.local:
            marks.append(("identity", hasher.mark("identity", target.row.identity)))
        for state in target.states:
            marks += tombstones.marks(hasher, state.article, state.place, urls=choice.urls, texts=choice.texts)
        forgotten.add(db, Forgotten(0, day, packed(target.own), packed(target.others)), marks)
        if target.row is not None:
            articles.TABLE.update(db, target.row._replace(state="removed"))
            notes.touch(db, target.id)
    for id in choice.kept:
        forgotten.mark(db, "kept", tombstones.article_mark(hasher, id, "kept"))


def drop(db: Connection, choice: Choice) -> None:
    """Delete every row that has something of what goes; the index holds it no more."""
    db.execute("PRAGMA defer_foreign_keys=ON")
    for target in choice.targets.values():
        if target.row is not None:
            _drop(db, target.id)


def _drop(db: Connection, id: str) -> None:
    gone = revisions.of_article(db, id)
    lines.replace_all(db, [id], ())
    _drop_rulings(db, id)
    for table in ("changes", "decisions", "revisions"):  # what was read goes with its revision
        db.execute(f"DELETE FROM {table} WHERE article = ?", (id,))
    db.execute("DELETE FROM articles WHERE id = ?", (id,))
    db.execute("DELETE FROM journal WHERE kind = 'articles' AND which = ?", (id,))
    for revision in gone:
        db.execute("DELETE FROM journal WHERE kind = 'revisions' AND which = ?", (str(revision.id),))
    for number in sorted({revision.source for revision in gone}):
        _leave(db, sources.numbered(db, number))


def _drop_rulings(db: Connection, id: str) -> None:
    """Lines that the article was the sample of, and that nobody else counts: what isn't in another article goes."""
    for ruling in list(lines.RULINGS.select(db, "WHERE sample = ?", (id,))):
        others = lines.articles_with(db, ruling.line, 1)
        if others:
            lines.rule(db, ruling._replace(sample=others[0], text=boilerplate.fold(ruling.text)))
        else:
            lines.drop(db, ruling.line)


def _leave(db: Connection, source: Source) -> None:
    """Let the source be read again where it has other articles; else forget its name."""
    failed = bool(failures.of_source(db, source.id))
    if revisions.come_from(db, source.id) or failed or source.ignored or _is_noted(db, source.id):
        sources.TABLE.update(db, source._replace(digest=None))
        for note in list(journal.TABLE.select(db, "WHERE kind = 'sources' AND which = ?", (str(source.id),))):
            if note.before is not None:
                before = msgspec.msgpack.decode(note.before, type=Source)._replace(digest=None)
                journal.TABLE.update(db, note._replace(before=msgspec.msgpack.encode(tuple(before))))
        return
    _drop_notes(db, source.id)
    db.execute("DELETE FROM sources WHERE id = ?", (source.id,))
    for run in list(runs.TABLE.select(db)):
        runs.TABLE.update(
            db, run._replace(arguments=_unsaid(run.arguments, source), report=_unread(run.report, source))
        )


def _is_noted(db: Connection, source: int) -> bool:
    """Whether a run that can be undone would bring back something of another article that was read from this source."""
    held = (note for run in runs.TABLE.select(db) for note in journal.of_run(db, run.id, "revisions", Revision))
    return any(before is not None and before.source == source for _, before in held)


def _drop_notes(db: Connection, source: int) -> None:
    """Nothing of a source that is forgotten is brought back, be it only that it couldn't be read."""
    db.execute("DELETE FROM journal WHERE kind = 'sources' AND which = ?", (str(source),))
    for note in list(journal.TABLE.select(db, "WHERE kind = 'failures' AND before IS NOT NULL")):
        if note.before is not None and msgspec.msgpack.decode(note.before, type=Failure).source == source:
            db.execute("DELETE FROM journal WHERE id = ?", (note.id,))


def _unsaid(arguments: str, source: Source) -> str:
    """A run's SOURCEs without the name of this file, should it have been one."""
    given = json.loads(arguments)
    if not isinstance(given, list) or source.path != source.root:
        return arguments
    name = os.path.basename(source.path)
    return json.dumps([UNSAID if os.path.basename(os.fsencode(one)) == name else one for one in given])


def _unread(report: str | None, source: Source) -> str | None:
    """A run's report without what it couldn't read of this file."""
    told: Mapping[str, list[dict[str, str]]] | None = json.loads(report) if report else None
    if not told or not any(one["locator"].startswith(source.locator) for one in told.get("skipped", ())):
        return report
    kept = [one for one in told["skipped"] if not one["locator"].startswith(source.locator)]
    return json.dumps({**told, "skipped": kept})
