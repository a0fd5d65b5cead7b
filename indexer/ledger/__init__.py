"""What was read and what was done to it: one SQLite file beside the index.

Everything read stays
    `sources` says which files were read, by which reader, with which digest; `articles` which articles they gave;
    `revisions` in which states, and where; `readings` what was read, word for word; `changes` which decisions led from
    there to the clean text; `lines` which lines recur, and what follows from that; `failures` what could not be read.

What was taken down is not said
    `secret`, `forgotten`, `tombstones`: hashes that nobody can read, so that it stays away.

One published state
    `publication` holds the last generation that was prepared, with its manifest; `runs` who wrote, when, to what end;
    `journal` what they wrote over.

Rows are only data here: which revision is the current one, what counts as new and what is removed is decided by the
pipeline's steps. Each row carries its hash, and is checked when it is read (`rows`).

    with Ledger.open(archive.ledger) as ledger:
        ledger.raw("a3f9c1")         the article as read
        ledger.changes("a3f9c1")     why it doesn't look like that in the index
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from indexer.article import Article, Change, Reading, Skipped
from indexer.errors import MorgueError, UnknownArticle, UsageError
from indexer.ledger import (
    articles,
    changes,
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
from indexer.ledger.articles import ArticleRow
from indexer.ledger.connection import Connection, open_reading, open_writing, version
from indexer.ledger.lines import Ruling
from indexer.ledger.migrations import FORGETTING_SINCE, LINES_SINCE
from indexer.ledger.publication import Publication
from indexer.ledger.revisions import Revision
from indexer.ledger.rows import Table
from indexer.stores import Damage

TABLES: tuple[Table[Any], ...] = (
    publication.TABLE,
    runs.TABLE,
    sources.TABLE,
    failures.TABLE,
    articles.TABLE,
    revisions.TABLE,
    readings.TABLE,
    changes.TABLE,
    changes.COUNTS,
    journal.TABLE,
    lines.SIGHTINGS,
    lines.LINES,
    lines.RULINGS,
    *forgotten.TABLES,
)
_SINCE = {"decisions": 2, "journal": 3, "sightings": LINES_SINCE, "lines": LINES_SINCE, "boilerplate": LINES_SINCE}
_SINCE |= {table.name: FORGETTING_SINCE for table in forgotten.TABLES}
"""The versions from which on there are tables that the first one didn't have."""


@dataclass(frozen=True, slots=True)
class Version:
    """One revision of an article as people ask for it: its `number` in the article's history (1 is the earliest), when
    it was read first (`run`, ISO 8601 `read` in UTC), whether it is the `current` one, whether its source still has it,
    whether it is to be `cleaned`, the article as it was read, and the key of its source."""

    number: int
    run: int
    read: str
    current: bool
    present: bool
    cleaned: bool
    article: Article
    source: str


@dataclass(frozen=True, slots=True)
class Status:
    """The archive in numbers. `outcome`, `started` and `finished` (ISO 8601, UTC) are the last run's, and so is
    `report`, the JSON of its Report; None where there was no run, or it was cut short. `vanished` counts the sources
    that are gone from disk and that nobody pruned; `run` is the last run's number."""

    generation: int
    articles: int
    sources: int
    failing: int
    runs: int
    outcome: str | None
    started: str | None
    finished: str | None
    report: dict[str, Any] | None
    vanished: int = 0
    run: int | None = None


class Ledger:
    """An open ledger. `db` is the connection that the table modules work on."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """For reading; needs no write access. Raises NoArchive, DamagedArchive, UnsupportedFormat, OutputError."""
        return cls(open_reading(path))

    @classmethod
    def open_writing(cls, path: Path | None) -> Ledger:
        """For writing, made or migrated where needed; the caller holds the archive's lock. None: one in memory."""
        return cls(open_writing(path))

    def publication(self) -> Publication:
        """The last generation that was prepared."""
        return publication.last(self.db)

    def is_blank(self) -> bool:
        """Whether nothing was ever read or published here."""
        return not any(self._count(table) for table in ("publication", "sources", "articles"))

    def find(self, id: str) -> ArticleRow:
        """The article, live or removed, with this id or with the only id that begins so.

        Raises UnknownArticle where there is none, UsageError (which names them) where there are several.
        """
        wanted = id.strip().lower()
        found = articles.matching(self.db, wanted, limit=11) if wanted else []
        if not found:
            raise UnknownArticle(
                f"no article {id or repr('')}; `morgue search` prints ids, and any unique beginning will do"
            )
        if len(found) > 1 and found[0].id != wanted:
            more = " and more" if len(found) > 10 else ""
            raise UsageError(f"{id} could be {', '.join(row.id for row in found[:10])}{more}; type more of it")
        return found[0]

    def raw(self, id: str) -> Article:
        """The article as read, word for word, in its current revision. Raises as `find` does."""
        row = self.find(id)
        return self.as_read(revisions.of_article(self.db, row.id)[0]).article

    def provenance(self, id: str) -> Mapping[str, str]:
        """Where in its source each field of the article, in its current revision, was found; as far as its reader says.
        Raises as `find` does."""
        row = self.find(id)
        return self.as_read(revisions.of_article(self.db, row.id)[0]).provenance or {}

    def changes(self, id: str) -> tuple[Change, ...]:
        """The decisions that led from the article as read to the one in the index."""
        return tuple(changes.of_article(self.db, self.find(id).id))

    def revisions(self, id: str) -> tuple[Version, ...]:
        """All that was ever read of the article, the current revision first."""
        row = self.find(id)
        found = revisions.of_article(self.db, row.id)
        numbers = {revision.id: number for number, revision in enumerate(revisions.history(found), 1)}
        return tuple(self._version(numbers[one.id], one, current=one is found[0]) for one in found)

    def failures(self) -> Iterator[Skipped]:
        """What could not be read when it was last tried."""
        for failure in failures.all_of_them(self.db):
            yield Skipped(failure.locator, failure.reason)

    def boilerplate(self, examples: int = 3, *, every: bool = False) -> Iterator[tuple[Ruling, list[str]]]:
        """The lines that are taken out of articles, or that somebody decided about (`every`: all that recur), each with
        the ids of the first articles that have it; by publisher."""
        if version(self.db) < LINES_SINCE:
            return
        for ruling in list(lines.rulings(self.db)):
            if every or ruling.taken or ruling.decision:
                yield ruling, lines.articles_with(self.db, ruling.line, examples)

    def taken(self, keys: Sequence[int]) -> set[int]:
        """Those of these lines (by their keys among their publisher's) that are taken out of articles."""
        return lines.taken(self.db, keys) if version(self.db) >= LINES_SINCE else set()

    def status(self) -> Status:
        """The archive in numbers."""
        run = runs.last(self.db)
        return Status(
            generation=self.publication().generation,
            articles=articles.live(self.db),
            sources=self._count("sources WHERE vanished IS NULL"),
            failing=self._count("failures"),
            runs=self._count("runs"),
            run=run.id if run else None,
            outcome=run.outcome if run else None,
            started=run.started if run else None,
            finished=run.finished if run else None,
            report=json.loads(run.report) if run and run.report else None,
            vanished=self._count("sources WHERE vanished IS NOT NULL AND articles > 0"),
        )

    def damage(self) -> Iterator[Damage]:
        """Read every row and yield what isn't as it was written."""
        from indexer.text.boilerplate import STORIES

        name = self.db.path.name
        try:
            for (found,) in self.db.rows("PRAGMA integrity_check"):
                if found != "ok":
                    yield Damage(name, str(found))
            for row in self.db.rows("PRAGMA foreign_key_check"):
                yield Damage(name, f"row {row[1]} of {row[0]} names a row of {row[2]} that isn't there")
            schema = version(self.db)
            for table in (table for table in TABLES if _SINCE.get(table.name, 1) <= schema):
                for broken in table.damaged(self.db):
                    yield Damage(name, table.sentence(broken))
            for number in revisions.without_text(self.db):
                yield Damage(name, f"the text of revision {number} is gone")
            for id in articles.without_revision(self.db):
                yield Damage(name, f"what was read of article {id} is gone")
            for id in changes.incomplete(self.db) if schema >= _SINCE["decisions"] else ():
                yield Damage(name, f"the changes of article {id} aren't all there")
            if schema >= LINES_SINCE and lines.incomplete(self.db, STORIES):
                yield Damage(name, "what was counted of the articles' lines isn't all there")
        except MorgueError as error:
            yield Damage(name, str(error))

    def live_ids(self) -> Iterator[str]:
        """The ids of all live articles, ascending."""
        for (id,) in self.db.rows("SELECT id FROM articles WHERE state = 'live' ORDER BY id"):
            yield id

    def close(self) -> None:
        """Roll back what is open and let go of the file."""
        with suppress(MorgueError):  # a disk that refuses the rollback will have it done by the next one to open
            self.db.rollback()
        self.db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def as_read(self, revision: Revision) -> Reading:
        """What a reader handed on, with its id and where it stood."""
        reading = readings.decode(readings.get(self.db, revision.id))
        locator = sources.numbered(self.db, revision.source).locator + revision.suffix
        return replace(reading, article=replace(reading.article, id=revision.article, locator=locator))

    def _version(self, number: int, revision: Revision, *, current: bool) -> Version:
        run = runs.TABLE.one(self.db, "WHERE id = ?", (revision.run,))
        return Version(
            number=number,
            run=revision.run,
            read=run.started if run else "",
            current=current,
            present=bool(revision.present),
            cleaned=bool(revision.cleaned),
            article=self.as_read(revision).article,
            source=sources.numbered(self.db, revision.source).key,
        )

    def _count(self, what: str) -> int:
        row = self.db.row(f"SELECT count(*) FROM {what}")
        return int(row[0]) if row else 0
