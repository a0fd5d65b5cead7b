"""A backup is the archive as it was published, checked, and an archive itself; the one before stays until then."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from indexer import backup, pipeline
from indexer.archive import Archive
from indexer.errors import DamagedArchive, LockBusy, MorgueError, NoArchive, OutputError, UsageError
from indexer.ledger import Ledger
from indexer.ledger.connection import Connection
from indexer.stores import manifest
from tests.crash.driver import observe


class World(NamedTuple):
    """Sources, an archive of them, and where its backup goes."""

    sources: Path
    archive: Archive
    place: Path

    def write(self, name: str, text: str) -> None:
        """One more article, published."""
        (self.sources / name).write_text(f"The {name} of the day\n\n{text} was said about the {name} at some length.\n")
        pipeline.run([self.sources], archive=self.archive.root, jobs=1)

    def back_up(self, **options: Any) -> backup.Backup:
        return backup.make(self.archive, self.place, **options)

    def segment(self, folder: Path | None = None) -> Path:
        """The largest segment."""
        return max((folder or self.archive.root).glob("index/*.seg"), key=lambda path: path.stat().st_size)


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path / "news", Archive(tmp_path / "archive"), tmp_path / "far" / "backup")
    made.sources.mkdir()
    made.write("rail", "A strike")
    return made


def is_whole(world: World) -> bool:
    """Whether the backup is what the archive is, to the last article, and to the last byte as it was written."""
    return observe(world.place) == observe(world.archive.root) and not list(pipeline.verify(world.place))


def flip(path: Path) -> None:
    """Change one byte in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_a_backup_is_an_archive(world: World) -> None:
    made = world.back_up()
    assert (made.articles, made.kept) == (1, 0)
    assert is_whole(world)
    assert backup.is_backup(Archive(world.place))
    assert not backup.is_backup(world.archive)
    assert pipeline.run([world.sources], archive=world.place, jobs=1).unchanged == 1


def test_a_backup_takes_the_archive_s_place(world: World, tmp_path: Path) -> None:
    world.back_up()
    lost = observe(world.archive.root)
    shutil.rmtree(world.archive.root)
    shutil.copytree(world.place, world.archive.root)
    assert observe(world.archive.root) == lost
    world.write("flood", "Water")
    assert not backup.is_backup(world.archive), "it goes on as an archive"
    world.back_up()
    assert is_whole(world)


def test_the_next_one_copies_what_is_new(world: World) -> None:
    first = world.back_up()
    again = world.back_up()
    assert (again.copied, again.kept) == (0, first.copied)
    for number in range(4):
        world.write(f"flood {number}", "Water " * 50)
    assert world.back_up().copied > 0
    assert is_whole(world)
    named = {file.name for file in manifest.load(world.archive.index).files()}
    assert {path.name for path in world.place.glob("index/*.seg")} <= named, "what no generation names is gone"


@pytest.mark.parametrize("link", [True, False])
def test_a_link_is_one_file_and_a_copy_another(world: World, link: bool) -> None:
    world.back_up(link=link)
    assert world.segment().samefile(world.segment(world.place)) == link
    assert is_whole(world)
    pipeline.compact(world.archive.root)
    world.write("flood", "Water")
    assert observe(world.place) != observe(world.archive.root), "what a run does is in files of its own"
    assert not list(pipeline.verify(world.place))


def test_where_links_can_t_be_made_files_are_copied(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("os.link", refuse)
    world.back_up(link=True)
    assert is_whole(world)


def after_the_ledger(monkeypatch: pytest.MonkeyPatch, work: Callable[[int], None]) -> None:
    """Do this each time that the ledger was copied, given how often it was."""
    copy, times = Connection.copy_to, iter(range(100))

    def copied(self: Connection, place: Path) -> None:
        copy(self, place)
        work(next(times))

    monkeypatch.setattr(Connection, "copy_to", copied)


def test_a_run_that_publishes_meanwhile_is_in_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    after_the_ledger(monkeypatch, lambda times: world.write("flood", "Water " * 90) if not times else None)
    assert world.back_up().generation == 2
    assert is_whole(world)


def test_one_that_never_stops_is_not_waited_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    after_the_ledger(monkeypatch, lambda times: world.write(f"flood {times}", "Water " * 90 * (times + 2)))
    with pytest.raises(LockBusy, match="again and again"):
        world.back_up()


def test_a_publication_that_was_cut_short_is_in_it(world: World, tmp_path: Path) -> None:
    before = world.archive.manifest.read_bytes()
    shutil.copytree(world.archive.index, tmp_path / "index")
    world.write("flood", "Water")
    made = observe(world.archive.root)
    shutil.copytree(tmp_path / "index", world.archive.index, dirs_exist_ok=True)
    world.archive.manifest.write_bytes(before)
    assert world.back_up().generation == 2
    assert observe(world.place) == made


def test_a_damaged_archive_doesn_t_take_the_place_of_a_good_backup(world: World) -> None:
    world.back_up()
    good = observe(world.place)
    world.write("flood", "Water " * 400)
    flip(world.segment())
    with pytest.raises(DamagedArchive, match="morgue verify"):
        world.back_up()
    assert observe(world.place) == good
    assert not list(pipeline.verify(world.place))
    assert not list(world.place.glob("**/*.new")) + list(world.place.glob("**/*.tmp"))


def test_a_damaged_backup_is_mended(world: World) -> None:
    world.back_up()
    flip(world.segment(world.place))
    assert list(pipeline.verify(world.place))
    world.back_up()
    assert is_whole(world)


def test_a_file_of_the_index_that_is_gone_is_damage(world: World) -> None:
    world.segment().unlink()
    with pytest.raises(DamagedArchive, match="morgue rebuild"):
        world.back_up()


def test_the_log_of_the_old_ledger_is_not_played_over_the_new_one(world: World, tmp_path: Path) -> None:
    world.back_up()
    ledger = world.place / "ledger.sqlite3"
    with closing(sqlite3.connect(ledger, isolation_level=None)) as db:
        db.execute("CREATE TABLE stray (x)")
        db.executemany("INSERT INTO stray VALUES (?)", [("x" * 3000,)] * 50)
        for end in ("", "-wal", "-shm"):
            shutil.copy(f"{ledger}{end}", tmp_path / f"kept{end}")
    for end in ("", "-wal", "-shm"):
        shutil.copy(tmp_path / f"kept{end}", f"{ledger}{end}")
    world.write("flood", "Water")
    world.back_up()
    assert is_whole(world)
    with Ledger.open(ledger) as opened:
        assert opened.db.row("SELECT 1 FROM sqlite_schema WHERE name = 'stray'") is None


def _something_else(world: World) -> None:
    world.place.mkdir(parents=True)
    (world.place / "holiday.jpg").write_bytes(b"picture")


def _a_file(world: World) -> None:
    world.place.parent.mkdir()
    world.place.write_bytes(b"")


def _worked_in(world: World) -> None:
    world.back_up()
    (world.sources / "flood").write_text("A flood\n\nThere was a flood.\n")
    pipeline.run([world.sources], archive=world.place, jobs=1)


def _of_another(world: World) -> None:
    world.back_up()
    with closing(sqlite3.connect(world.archive.ledger)) as db:
        db.execute("UPDATE runs SET started = '2001-01-01T00:00:00+00:00'")
        db.commit()
    with Ledger.open_writing(world.archive.ledger) as ledger:
        from indexer.ledger import runs

        for row in list(runs.TABLE.damaged(ledger.db)):
            ledger.db.begin()
            runs.TABLE.update(ledger.db, row)
            ledger.db.commit()


def _spoilt_note(world: World) -> None:
    world.back_up()
    (world.place / backup.NOTE).write_text("[]")


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (_something_else, "not empty and not a backup"),
        (_a_file, "not a folder"),
        (_worked_in, "was written to since"),
        (_of_another, "a backup of another archive"),
        (_spoilt_note, "not what a backup writes"),
    ],
)
def test_what_is_no_backup_of_it_is_refused(world: World, before: Callable[[World], None], said: str) -> None:
    before(world)
    there = sorted(path for path in world.place.rglob("*") if path.suffix != ".sqlite3-shm")
    with pytest.raises(UsageError, match=said):
        world.back_up()
    assert sorted(path for path in world.place.rglob("*") if path.suffix != ".sqlite3-shm") >= there
    assert not list(world.place.glob("*.new"))


@pytest.mark.parametrize("place", ["archive", "archive/index/x", "."])
def test_an_archive_is_not_backed_up_into_itself(world: World, tmp_path: Path, place: str) -> None:
    with pytest.raises(UsageError, match="in one another"):
        backup.make(world.archive, tmp_path / place)


def test_there_has_to_be_something(world: World, tmp_path: Path) -> None:
    with pytest.raises(NoArchive, match="no archive"):
        backup.make(Archive(tmp_path / "nowhere"), world.place)
    empty = Archive(tmp_path / "empty")
    empty.create()
    with pytest.raises(NoArchive, match="nothing was published"):
        backup.make(empty, world.place)
    assert not world.place.exists()


def test_a_disk_without_room_is_said_before_it_is_filled(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(100, 90, 10))
    with pytest.raises(OutputError, match="has room for 10 bytes"):
        world.back_up()


def test_two_don_t_write_one_backup(world: World) -> None:
    world.back_up()
    with Archive(world.place).lock(0), pytest.raises(LockBusy):
        world.back_up(lock_timeout=0)


def test_a_backup_that_was_never_finished_is_nobody_s_loss(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "_copy_bytes", fail)
        with pytest.raises(MorgueError) as failed:
            world.back_up()
    assert failed.value.exit_code == 74
    world.back_up()
    assert is_whole(world)
