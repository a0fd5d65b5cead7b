"""A backup is the archive as it was published, checked, and an archive itself; the one before stays until then."""

from __future__ import annotations

import resource
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from indexer import backup, note, pipeline
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
    assert note.is_backup(Archive(world.place))
    assert not note.is_backup(world.archive)
    assert pipeline.run([world.sources], archive=world.place, jobs=1).unchanged == 1


def test_a_backup_takes_the_archive_s_place(world: World, tmp_path: Path) -> None:
    world.back_up()
    lost = observe(world.archive.root)
    shutil.rmtree(world.archive.root)
    shutil.copytree(world.place, world.archive.root)
    assert observe(world.archive.root) == lost
    world.write("flood", "Water")
    assert not note.is_backup(world.archive), "it goes on as an archive"
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


def test_an_older_ledger_is_damage_and_no_run_to_wait_for(world: World, tmp_path: Path) -> None:
    shutil.copy(world.archive.ledger, tmp_path / "older")
    world.write("flood", "Water " * 400)
    shutil.copy(tmp_path / "older", world.archive.ledger)
    with pytest.raises(DamagedArchive, match="is of generation 1, the index of 2"):
        world.back_up()


def test_an_older_ledger_is_damage_also_where_its_files_are_there(world: World, tmp_path: Path) -> None:
    shutil.copy(world.archive.ledger, tmp_path / "older")
    shutil.copytree(world.archive.index, tmp_path / "index")
    world.write("flood", "Water " * 400)
    shutil.copy(tmp_path / "older", world.archive.ledger)
    for path in (tmp_path / "index").glob("MAIN_*"):
        shutil.copy(path, world.archive.index)
    with pytest.raises(DamagedArchive, match="is of generation 1, the index of 2"):
        world.back_up()


def test_a_ledger_whose_generation_was_never_written_is_damage(world: World, tmp_path: Path) -> None:
    shutil.copytree(world.archive.index, tmp_path / "index")
    world.write("flood", "Water " * 400)
    shutil.rmtree(world.archive.index)
    shutil.copytree(tmp_path / "index", world.archive.index)
    with pytest.raises(DamagedArchive, match="lacks files of its index"):
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


def _worked_in_with_settings(world: World) -> None:
    _worked_in(world)
    (world.place / "morgue.toml").write_text("[index]\njobs = 1\n")


def _of_another_with_settings(world: World) -> None:
    _of_another(world)
    (world.place / "morgue.toml").write_text("[index]\njobs = 1\n")


def _with_note(world: World, text: str) -> None:
    world.place.mkdir(parents=True)
    (world.place / note.NAME).write_text(text)
    (world.place / "morgue.toml").write_text("mine = true\n")


def _somebody_else_s(world: World) -> None:
    _with_note(world, '{"origin": "tape 3", "manifests": "none"}')


def _no_json(world: World) -> None:
    _with_note(world, "[" * 100_000)


def _a_folder_for_note(world: World) -> None:
    (world.place / note.NAME).mkdir(parents=True)


def contents(folder: Path) -> dict[Path, bytes | None]:
    """What is in a folder, or in a file, to the last byte."""
    return {path: path.read_bytes() if path.is_file() else None for path in [folder, *folder.rglob("*")]}


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (_something_else, "not empty and not a backup"),
        (_a_file, "not a folder"),
        (_worked_in, "was written to since"),
        (_worked_in_with_settings, "was written to since"),
        (_of_another, "a backup of another archive"),
        (_of_another_with_settings, "a backup of another archive"),
        (_somebody_else_s, "not what a backup writes"),
        (_no_json, "not what a backup writes"),
        (_a_folder_for_note, "not what a backup writes"),
    ],
)
def test_what_is_no_backup_of_it_is_refused_and_stays_as_it_is(
    world: World, before: Callable[[World], None], said: str
) -> None:
    before(world)
    there = contents(world.place)
    with pytest.raises(UsageError, match=said):
        world.back_up()
    assert contents(world.place) == there


def test_a_backup_that_somebody_writes_to_stays_as_it_is(world: World) -> None:
    world.back_up()
    (world.place / "morgue.toml").write_text("[index]\njobs = 1\n")
    with Archive(world.place).lock(0):
        there = contents(world.place)
        with pytest.raises(LockBusy):
            world.back_up(lock_timeout=0)
        assert contents(world.place) == there


@pytest.mark.parametrize("left", [(), ("lock",), ("lock", f"{note.NAME}.tmp"), (f"{note.NAME}.tmp",)])
def test_a_first_backup_that_died_at_its_beginning_is_begun_again(world: World, left: tuple[str, ...]) -> None:
    world.place.mkdir(parents=True)
    for name in left:
        (world.place / name).write_bytes(b'{"form')
    world.back_up()
    assert is_whole(world)


def test_a_first_backup_is_no_archive_until_it_is_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("indexer.backup._require_whole", interrupted)
        with pytest.raises(KeyboardInterrupt):
            world.back_up()
    assert not Archive(world.place).exists()
    world.back_up()
    assert is_whole(world)


def interrupted(*_: object) -> None:
    """What somebody at the keyboard does."""
    raise KeyboardInterrupt


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


def test_a_disk_that_is_full_is_the_copy_s_and_not_the_archive_s(world: World) -> None:
    assert world.archive.ledger.stat().st_size > 1 << 16
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, limits[1]))  # Python has SIGXFSZ ignored: a write fails
    try:
        with pytest.raises(OutputError) as failed:
            world.back_up()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert str(failed.value).startswith(f"{world.place}/ledger.sqlite3.new: ")


@pytest.mark.parametrize(
    ("code", "whose"),
    [
        (sqlite3.SQLITE_FULL, "copy"),
        (sqlite3.SQLITE_IOERR_FSYNC, "copy"),
        (sqlite3.SQLITE_IOERR_READ, "archive"),
        (sqlite3.SQLITE_IOERR_SHORT_READ, "archive"),
        (sqlite3.SQLITE_CORRUPT, "archive"),
    ],
)
def test_what_fails_in_a_copy_of_the_ledger_is_told_of_the_one_it_is_about(
    tmp_path: Path, code: int, whose: str
) -> None:
    class Failing(sqlite3.Connection):
        def backup(self, *_: object, **__: object) -> None:
            error = sqlite3.OperationalError("it failed")
            error.sqlite_errorcode = code
            raise error

    db = sqlite3.connect(tmp_path / "archive", isolation_level=None, factory=Failing)
    with closing(db), pytest.raises(MorgueError) as failed:
        Connection(db, tmp_path / "archive").copy_to(tmp_path / "copy")
    assert str(failed.value).startswith(f"{tmp_path / whose}: it failed")


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
