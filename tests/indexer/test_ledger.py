"""The ledger by itself: rows that notice a changed bit, versions, readers without write access, what people ask."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from indexer.article import Article, Caption, Change, Reading
from indexer.errors import DamagedArchive, NoArchive, OutputError, UnknownArticle, UnsupportedFormat, UsageError
from indexer.ledger import (
    TABLES,
    Ledger,
    articles,
    changes,
    connection,
    failures,
    forgotten,
    journal,
    lines,
    publication,
    readings,
    revisions,
    runs,
    sources,
    temporary,
)
from indexer.ledger.connection import Connection
from indexer.ledger.migrations import MIGRATIONS

READING = Reading(
    Article(
        headline="Ministers meet",
        byline=("Ana Ruiz", "Lê Văn"),
        body=("First line.", "", "Second line. \u202e\x1b[31m"),
        captions=(Caption("A view", "J. Doe", 2),),
        reader="text",
    ),
    (Change("undated"),),
)


def fill(ledger: Ledger) -> None:
    """One row in each table, two articles."""
    db = ledger.db
    db.begin()
    runs.TABLE.add(
        db, runs.Run(0, "2017-03-22T10:00:00+00:00", "2017-03-22T10:01:00+00:00", "done", "[]", '{"read": 1}')
    )
    source = sources.TABLE.add(
        db,
        sources.Source(
            0, b"/news/caf\xe9.txt", b"/news", "caf\\xe9.txt", "news/caf\\xe9.txt", "00", "text/1", "text/1", "read",
            None, 1, 1, 0, 5, 1, 1, None,
        ),
    )  # fmt: skip
    failures.TABLE.add(db, failures.Failure(0, source.id, b"/news", "caf\\xe9.txt#3", "no JSON", 1))
    for id in ("a3f9c1d200000000", "a3f9d0000000000f"):
        articles.TABLE.insert(db, articles.ArticleRow(id, b"loc:" + id.encode(), 1, "live", None, b"x", "en", 1, 1))
    record = readings.encode(READING)
    for id, suffix in (("a3f9c1d200000000", ""), ("a3f9d0000000000f", "#2")):
        revision = revisions.TABLE.add(
            db, revisions.Revision(0, id, source.id, suffix, readings.digest(record), b"t", 0, 0, 5, 1, 1, 1)
        )
        readings.keep(db, revision.id, record)
    changes.replace(db, "a3f9c1d200000000", [Change("caption", "A view", "captions", 2), Change("share", "Share")])
    changes.replace(db, "a3f9d0000000000f", [])
    journal.TABLE.add(db, journal.Note(0, 1, journal.HEAD, "", None))
    temporary.prepare(db)
    lines.replace_all(db, ["a3f9c1d200000000"], [lines.SightingRow(-5, "a3f9c1d200000000", 736_000, 2, 9)])
    lines.rule(db, lines.Ruling(-5, "Daily", "More tomorrow.", "a3f9c1d200000000", 1, 1, 0, "keep"))
    forgotten.keep_key(db, bytes(32))
    forgotten.add(db, forgotten.Forgotten(0, "2020-01-01", b"", b""), [("text", bytes(16))])
    forgotten.withhold(db, 1, 2)
    forgotten.begin(db, "2020-01-01")
    publication.record(db, publication.Publication(1, 7, b"{}", "1"))
    db.commit()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite3"
    with Ledger.open_writing(path) as ledger:
        fill(ledger)
    return path


def test_what_was_read_comes_back_word_for_word(path: Path) -> None:
    with Ledger.open(path) as ledger:
        article = ledger.raw("a3f9c1")
        assert article.body == READING.article.body
        assert article.captions == READING.article.captions
        assert (article.id, article.locator) == ("a3f9c1d200000000", "caf\\xe9.txt")
        assert ledger.changes("a3f9c1") == (Change("caption", "A view", "captions", 2), Change("share", "Share"))
        (version,) = ledger.revisions("a3f9c1d200000000")
        assert (version.run, version.read, version.current, version.present) == (
            1,
            "2017-03-22T10:00:00+00:00",
            True,
            True,
        )
        assert [(f.locator, f.reason) for f in ledger.failures()] == [("caf\\xe9.txt#3", "no JSON")]
        status = ledger.status()
        assert (status.generation, status.articles, status.sources, status.failing) == (7, 2, 1, 1)
        assert (status.outcome, status.report) == ("done", {"read": 1})


def test_an_id_is_taken_by_any_unique_beginning(path: Path) -> None:
    with Ledger.open(path) as ledger:
        assert ledger.find("A3F9C1").id == "a3f9c1d200000000"
        with pytest.raises(UnknownArticle):
            ledger.raw("b")
        with pytest.raises(UnknownArticle):
            ledger.raw("")
        with pytest.raises(UsageError, match="a3f9c1d200000000, a3f9d0000000000f"):
            ledger.raw("a3f9")


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_a_changed_row_is_found_in_every_column(path: Path, table: str) -> None:
    with Ledger.open(path) as ledger:
        assert list(ledger.damage()) == []
    with closing(sqlite3.connect(path)) as db, db:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    for column in columns:
        copy = path.with_name("copy.sqlite3")
        shutil.copyfile(path, copy)
        with closing(sqlite3.connect(copy)) as db, db:
            db.execute("PRAGMA synchronous=OFF")
            db.execute("PRAGMA ignore_check_constraints=ON")
            db.execute("PRAGMA foreign_keys=OFF")
            other = f"CASE typeof({column}) WHEN 'integer' THEN {column} + 100 "
            other += f"WHEN 'text' THEN {column} || '~' ELSE x'00' END"
            db.execute(f"UPDATE {table} SET {column} = {other}")
        db.close()
        with Ledger.open(copy) as ledger:
            found = [damage.found for damage in ledger.damage()]
        assert any("isn't as it was written" in line or "isn't there" in line for line in found), column


def test_a_changed_text_is_not_shown(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        content = db.execute("SELECT content FROM readings").fetchone()[0]
        db.execute("UPDATE readings SET content = ?", (content[:-1] + bytes([content[-1] ^ 1]),))
    db.close()
    with Ledger.open(path) as ledger, pytest.raises(DamagedArchive, match="morgue rebuild") as damage:
        ledger.raw("a3f9c1")
    assert damage.value.exit_code == 4


def test_text_that_is_no_utf8_any_more_is_damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE changes SET line = CAST(x'ff41' AS TEXT) WHERE number = 1")
    db.close()
    with Ledger.open(path) as ledger:
        assert len(list(ledger.damage())) == 1
        with pytest.raises(DamagedArchive):
            ledger.changes("a3f9c1")


def test_other_files_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(NoArchive):
        Ledger.open(tmp_path / "missing")
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(b"no database, but long enough to be looked at" * 100)
    for opened in (Ledger.open, Ledger.open_writing):
        with pytest.raises(DamagedArchive, match="from a backup, or make a new archive"):
            opened(path)
    path.unlink()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE other (x)")
        db.execute("PRAGMA user_version=1")
    db.close()
    with pytest.raises(DamagedArchive, match="not a ledger"):
        Ledger.open(path)


def test_a_ledger_of_a_newer_release_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    db.close()
    for opened in (Ledger.open, Ledger.open_writing):
        with pytest.raises(UnsupportedFormat, match="newer release"):
            opened(path)


def test_an_older_ledger_is_migrated_step_by_step(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = (*MIGRATIONS, ("CREATE TABLE stories (id INTEGER PRIMARY KEY)",), ("CREATE TABLE verdicts (id INTEGER)",))
    monkeypatch.setattr(connection, "MIGRATIONS", newer)
    monkeypatch.setattr(connection, "READABLE", len(newer))
    with pytest.raises(UnsupportedFormat, match="morgue index"):
        Ledger.open(path)
    with Ledger.open_writing(path) as ledger:
        assert connection.version(ledger.db) == len(newer)
        assert ledger.db.row("SELECT count(*) FROM stories, verdicts") == (0,)
        assert ledger.raw("a3f9c1").headline == "Ministers meet"


def test_a_ledger_of_the_first_version_is_read_and_migrated(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        later = ("decisions", "journal", "sightings", "lines", "boilerplate")
        for table in (*later, "secret", "forgotten", "tombstones", "withheld", "unfinished"):
            db.execute(f"DROP TABLE {table}")
        db.execute("PRAGMA user_version=1")
    db.close()
    with Ledger.open(path) as ledger:
        assert ledger.status().articles == 2
        assert list(ledger.changes("a3f9c1"))
        assert list(ledger.damage()) == []
    with Ledger.open_writing(path) as ledger:
        assert ledger.db.row("SELECT sum(changes), count(*) FROM decisions") == (2, 2)
        assert list(ledger.damage()) == []


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE changes SET rule = 'x' WHERE number = 1", "the row 'a3f9c1d200000000' of changes isn't as it was"),
        ("DELETE FROM changes WHERE number = 2", "the changes of article a3f9c1d200000000 aren't all there"),
        ("DELETE FROM changes", "the changes of article a3f9c1d200000000 aren't all there"),
        ("DELETE FROM decisions", "the changes of article a3f9d0000000000f aren't all there"),
        ("DELETE FROM sightings", "what was counted of the articles' lines isn't all there"),
        ("DELETE FROM lines", "what was counted of the articles' lines isn't all there"),
        ("DELETE FROM readings WHERE id = 1", "the text of revision 1 is gone"),
        ("DELETE FROM revisions WHERE id = 2", "what was read of article a3f9d0000000000f is gone"),
    ],
)
def test_rows_that_were_gone_were_not_missed(path: Path, sql: str, found: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(sql)
    db.close()
    with Ledger.open(path) as ledger:
        assert any(damage.found.startswith(found) for damage in ledger.damage())


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        connection, "MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE stories (id INTEGER)", "CREATE nonsense"))
    )
    with pytest.raises(sqlite3.OperationalError):
        Ledger.open_writing(path)
    monkeypatch.undo()
    with Ledger.open(path) as ledger:
        assert ledger.db.row("SELECT count(*) FROM sqlite_master WHERE name = 'stories'") == (0,)


def test_only_one_writes_and_readers_see_the_last_commit(path: Path) -> None:
    with Ledger.open_writing(path) as writer, Ledger.open(path) as reader:
        writer.db.begin()
        publication.record(writer.db, publication.Publication(1, 8, b"{}", "1"))
        assert reader.publication().generation == 7
        writer.db.commit()
        assert reader.publication().generation == 8
        with pytest.raises(OutputError, match="ask its owner for access"):
            publication.record(reader.db, publication.Publication(1, 9, b"{}", "1"))


_AS_NOBODY = """
import os, sys
from pathlib import Path
from indexer.ledger import Ledger
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
with Ledger.open(Path(sys.argv[1])) as ledger:
    print(ledger.status().generation, ledger.raw("a3f9c1").headline)
"""


def _as_nobody(path: Path) -> str:
    for folder in (path.parent, *path.parent.parents):
        if str(folder).count("/") > 1 and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o055)
    path.parent.chmod(0o755)
    for file in path.parent.iterdir():
        file.chmod(0o644)
    command = [sys.executable, "-c", _AS_NOBODY, str(path)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to read as somebody else")


@needs_root
def test_a_reader_without_write_access_reads(path: Path) -> None:
    assert _as_nobody(path) == "7 Ministers meet"


@needs_root
def test_a_reader_without_write_access_reads_beside_a_writer(path: Path) -> None:
    with Ledger.open_writing(path) as writer:
        writer.db.begin()
        publication.record(writer.db, publication.Publication(1, 8, b"{}", "1"))
        assert _as_nobody(path) == "7 Ministers meet"
        writer.db.commit()
        assert _as_nobody(path) == "8 Ministers meet"


_KILLED = """
import os, signal, sys
from pathlib import Path
from indexer.ledger import Ledger, publication
ledger = Ledger.open_writing(Path(sys.argv[1]))
ledger.db.begin()
publication.record(ledger.db, publication.Publication(1, 8, b"{}", "1"))
ledger.db.commit()
ledger.db.begin()
publication.record(ledger.db, publication.Publication(1, 9, b"{}", "1"))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_writer_committed_is_read(path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    subprocess.run([sys.executable, "-c", _KILLED, str(path)], env=environment, check=False)
    assert Path(f"{path}-wal").exists()
    if os.geteuid() == 0:
        assert _as_nobody(path) == "8 Ministers meet"
    with Ledger.open(path) as ledger:
        assert ledger.publication().generation == 8


def test_a_full_disk_is_an_output_error(tmp_path: Path) -> None:
    db = Connection(sqlite3.connect(tmp_path / "small.sqlite3", isolation_level=None), tmp_path / "small.sqlite3")
    db.execute("PRAGMA max_page_count=5")
    db.execute("CREATE TABLE t (x BLOB)")
    with pytest.raises(OutputError, match="full; free some space") as error:
        db.execute("INSERT INTO t VALUES (zeroblob(100000))")
    assert error.value.exit_code == 74
    db.close()


def test_whether_words_are_indexed_is_not_asked_of_every_article() -> None:
    with Ledger.open_writing(None) as ledger:
        asked: list[str] = []
        ledger.db._connection.set_trace_callback(asked.append)
        revisions.indexed_with(ledger.db, b"words", limit=2)
        plan = [str(row[3]) for row in ledger.db.rows(f"EXPLAIN QUERY PLAN {asked[0]}")]
    assert plan
    assert not [step for step in plan if step.startswith("SCAN")]
