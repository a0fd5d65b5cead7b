"""Compacting changes what an archive consists of, and nothing that is found in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import compacting, pipeline
from indexer.archive import Archive
from indexer.compacting import Shape, shape
from indexer.errors import LockBusy, NoArchive
from indexer.ledger.connection import Connection
from indexer.stores.whoosh import merge
from tests.crash.driver import observe


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Three segments, in one of which an article is dead."""
    monkeypatch.setattr(merge, "SHARE", 0)  # nothing joins by itself
    sources = tmp_path / "news"
    sources.mkdir()
    place = Archive(tmp_path / "archive")
    for run in range(3):
        for number in range(6):
            text = f"A report about matter {run} {number} of that day, which was said at some length."
            (sources / f"{run}{number}.txt").write_text(f"The report {run}{number}\n\n{text}\n")
        if run == 2:
            (sources / "00.txt").unlink()
        pipeline.run([sources], archive=place.root, prune="yes", jobs=1)
    return place


def test_segments_become_one_and_nothing_else_changes(archive: Archive) -> None:
    before, seen = shape(archive), observe(archive.root)
    assert (before.segments, before.dead) == (3, 1)
    assert seen is not None
    done = pipeline.compact(archive.root)
    assert (done.before, done.published, done.generation) == (before, True, 4)
    assert (done.after.segments, done.after.dead) == (1, 0)
    assert done.after == shape(archive)
    now = observe(archive.root)
    assert now is not None
    assert now[1:] == seen[1:]
    assert not list(pipeline.verify(archive.root))
    assert len(list(archive.index.glob("*.seg"))) == 1, "the old files are gone"


def test_what_is_compact_stays_as_it_is(archive: Archive) -> None:
    pipeline.compact(archive.root)
    again = pipeline.compact(archive.root)
    assert (again.published, again.generation, again.before) == (False, 4, again.after)


def test_runs_go_on_after_it(archive: Archive, tmp_path: Path) -> None:
    pipeline.compact(archive.root)
    (tmp_path / "news" / "new.txt").write_text("A new one\n\nThere was one more, which nobody had expected.\n")
    assert pipeline.run([tmp_path / "news"], archive=archive.root, jobs=1).new == 1
    assert not list(pipeline.verify(archive.root))


def test_an_interruption_leaves_what_was_there(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = observe(archive.root)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(merge, "merge", interrupted)
        with pytest.raises(KeyboardInterrupt):
            pipeline.compact(archive.root)
    assert observe(archive.root) == seen
    assert not list(archive.index.glob("*.tmp"))
    assert pipeline.compact(archive.root).published


def test_the_ledger_gives_its_free_room_back(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "FREE", -1)
    written: list[str] = []
    monkeypatch.setattr(Connection, "write_anew", lambda _: written.append("x"))
    pipeline.compact(archive.root)
    assert written == ["x"]


def test_groups_stay_below_what_a_segment_holds(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "MAX_DOCUMENTS", 11)
    done = pipeline.compact(archive.root)
    assert (done.after.segments, done.after.dead) == (2, 0)
    assert not pipeline.compact(archive.root).published


def test_there_has_to_be_an_archive_that_nobody_writes(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(NoArchive):
        pipeline.compact(tmp_path / "nowhere")
    with archive.lock(0), pytest.raises(LockBusy):
        pipeline.compact(archive.root, lock_timeout=0)
    empty = Archive(tmp_path / "empty")
    empty.create()
    assert pipeline.compact(empty.root).before[:3] == Shape(0, 0, 0, 0)[:3]
