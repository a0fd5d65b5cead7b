"""An archive that lost a part of itself, or that may not be read: what each command says, and what it leaves alone."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from indexer.stores import manifest
from search.__main__ import main
from tests.search.commands.conftest import Ran

Run = Callable[..., Ran]

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to read as somebody else")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the archive is, or is going to be."""
    return tmp_path / "archive"


@pytest.fixture
def run(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line on it."""
    monkeypatch.setenv("MORGUE_ARCHIVE", str(place))
    monkeypatch.setenv("MORGUE_JOBS", "1")

    def call(*arguments: str) -> Ran:
        code = main(arguments)
        return Ran(code, *capsys.readouterr())

    return call


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Story {number}\n\nThe ferry number {number} did not sail today.\n")
    return folder


def _remove(ledger: Path) -> None:
    ledger.unlink()


def _empty(ledger: Path) -> None:
    ledger.write_bytes(b"")


def _without_schema(ledger: Path) -> None:
    ledger.unlink()
    with closing(sqlite3.connect(ledger)) as db, db:
        db.execute("PRAGMA journal_mode=WAL")
    db.close()


def _without_rows(ledger: Path) -> None:
    from indexer.ledger import Ledger

    ledger.unlink()
    with Ledger.open_writing(ledger):
        pass


@pytest.mark.parametrize("lose", [_remove, _empty, _without_schema, _without_rows])
def test_rebuild_without_a_ledger_emptied_a_good_index(
    run: Run, place: Path, news: Path, lose: Callable[[Path], None]
) -> None:
    run("index", str(news))
    lose(place / "ledger.sqlite3")
    before = {path: path.read_bytes() for path in (place / "index").iterdir()}
    for command in (("rebuild",), ("index", str(news)), ("index", "--dry-run", str(news))):
        ran = run(*command)
        assert ran.code == 4
        assert "ledger.sqlite3" in ran.err
        assert "restore it from a backup, or make a new archive from the sources" in ran.err
        assert "morgue rebuild" not in ran.err
    assert {path: path.read_bytes() for path in (place / "index").iterdir()} == before
    assert run("search", "ferry", "--count").out == "3\n"
    found = run("verify")
    assert found.code == 4
    assert found.out.startswith("ledger.sqlite3: ")
    assert "older release" not in found.out


@pytest.mark.parametrize("lose", [_remove, _empty])
def test_what_needs_the_ledger_says_that_it_is_lost(
    run: Run, place: Path, news: Path, lose: Callable[[Path], None]
) -> None:
    run("index", str(news))
    id = json.loads(run("search", "ferry", "-n", "1", "--jsonl").out)["id"]
    lose(place / "ledger.sqlite3")
    views = [f"show {id} {view}" for view in ("--raw", "--changes", "--revisions", "--diff", "--json")]
    for command in ("failures", "runs", "boilerplate", "coverage", "status", "undo 1", f"forget {id}", *views):
        ran = run(*command.split())
        assert (command, ran.code, ran.out) == (command, 4, "")
        assert "restore it from a backup" in ran.err
    assert run("show", id).code == 0


def test_a_command_to_copy_is_quoted_for_the_shell(run: Run, tmp_path: Path) -> None:
    there = str(tmp_path / "my archive")
    assert f"morgue --archive '{there}' index SOURCE..." in run("search", "ferry", "--archive", there).err
    Path(there).mkdir()
    (Path(there) / "morgue.toml").touch()
    assert f"morgue --archive '{there}' index SOURCE..." in run("search", "ferry", "--archive", there).err


def test_the_home_folder_in_the_environment_is_found(
    run: Run, tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MORGUE_ARCHIVE", "~/mine")
    monkeypatch.chdir(tmp_path)
    assert run("index", str(news)).code == 0
    assert (tmp_path / "mine" / "morgue.toml").exists()
    assert run("search", "ferry", "--count").out == "3\n"


def test_a_new_archive_without_ledger_and_index_is_begun(run: Run, place: Path, news: Path) -> None:
    place.mkdir()
    (place / "morgue.toml").touch()
    assert run("search", "ferry").code == 6
    assert run("index", "--dry-run", str(news)).code == 0
    assert [path.name for path in place.iterdir() if path.name != "lock"] == ["morgue.toml"]
    assert run("index", str(news)).code == 0
    assert run("verify").code == 0
    assert run("search", "ferry", "--count").out == "3\n"


@pytest.mark.parametrize("lost", ["index", "index/*", "index/manifest.json"])
@pytest.mark.parametrize("command", ["rebuild", "index"])
def test_a_lost_index_was_not_seen_and_not_mended(run: Run, place: Path, news: Path, lost: str, command: str) -> None:
    run("index", str(news))
    if lost == "index":
        shutil.rmtree(place / "index")
    for path in list(place.glob(lost)):
        path.unlink()
    found = run("verify")
    assert (found.code, found.out) == (4, "index/manifest.json: is missing\n")
    searched = run("search", "ferry")
    assert searched.code == 4
    assert "rebuild" in searched.err
    assert run(*([command] if command == "rebuild" else [command, str(news)])).code == 0
    assert run("search", "ferry", "--count").out == "3\n"
    assert run("verify").code == 0


def test_a_first_run_that_was_cut_short_is_no_damage(
    run: Run, place: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("indexer.stores.whoosh.store.manifests.publish", fail)
        assert run("index", str(news)).code == 74
    assert (place / "ledger.sqlite3").stat().st_size > 0
    searched = run("search", "ferry")
    assert searched.code == 6
    assert "nothing was indexed" in searched.err
    assert run("verify").code == 0
    assert run("index", str(news)).code == 0
    assert run("search", "ferry", "--count").out == "3\n"
    assert not (place / "index" / "first-run").exists()


def _modes(place: Path) -> dict[str, str]:
    found = {"": place, **{str(path.relative_to(place)): path for path in place.rglob("*")}}
    return {name: oct(stat.S_IMODE(path.stat().st_mode))[2:] for name, path in found.items()}


@pytest.mark.parametrize("edited", [True, False])
def test_group_access_left_folders_closed(run: Run, place: Path, news: Path, edited: bool) -> None:
    if edited:
        run("index", str(news))
        assert set(_modes(place).values()) == {"700", "600"}
    else:
        place.mkdir()
    (place / "morgue.toml").write_text('[archive]\naccess = "group"\n')
    assert run("index", str(news)).code == 0
    modes = _modes(place)
    assert {modes.pop(""), modes.pop("index")} == {"2750"}
    assert set(modes.values()) == {"640"}
    (place / "morgue.toml").write_text("")
    assert run("index", str(news)).code == 0
    modes = _modes(place)
    assert {modes.pop(""), modes.pop("index")} == {"700"}
    assert set(modes.values()) == {"600"}


@contextmanager
def somebody(place: Path, group: int) -> Iterator[None]:
    """Be another user in here, in this group and no other. What is to be called must have been imported before."""
    for folder in place.parents:
        if str(folder).count("/") > 1 and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o055)
    groups = os.getgroups()
    os.setgroups([group])
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


@needs_root
def test_a_reader_of_the_group_could_not_search(run: Run, place: Path, news: Path) -> None:
    run("index", str(news))
    os.chown(place, -1, 54321)
    (place / "morgue.toml").write_text('[archive]\naccess = "group"\n')
    run("index", str(news))
    commands = (("search", "ferry", "--count"), ("status",), ("verify",))
    expected = [(ran.code, ran.out) for ran in (run(*command) for command in commands)]
    with somebody(place, 54321):
        assert [(ran.code, ran.out) for ran in (run(*command) for command in commands)] == expected
    with somebody(place, 54322):
        assert [run(*command).code for command in commands] == [74, 74, 74]


@needs_root
@pytest.mark.parametrize(
    "command", [("search", "ferry"), ("status",), ("verify",), ("rebuild",), ("index", "/dev/null")]
)
def test_an_archive_that_may_not_be_read_was_called_a_wrong_option(
    run: Run, place: Path, news: Path, command: tuple[str, ...]
) -> None:
    run("index", str(news))
    run(*command)
    for options in ((), ("--archive", str(place))):
        with somebody(place, 54322):
            ran = run(*options, *command)
        assert ran.code == 74
        assert ran.err.startswith(f"morgue: can't look into {place}: Permission denied; ")
    assert run("--archive", str(place.parent / "none"), "status").code == 6


def test_a_ledger_without_its_header_was_sent_to_rebuild_by_rebuild(run: Run, place: Path, news: Path) -> None:
    run("index", str(news))
    with open(place / "ledger.sqlite3", "r+b") as file:
        file.write(b"x" * 100)
    for command in (("rebuild",), ("verify",), ("status",), ("index", str(news))):
        ran = run(*command)
        assert ran.code == 4
        assert "restore it from a backup, or make a new archive from the sources" in ran.out + ran.err
        assert "morgue rebuild" not in ran.out + ran.err


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_archive_of_an_older_format_is_refused_by_name_and_rebuilt(
    run: Run, place: Path, news: Path, number: int
) -> None:
    assert run("index", str(news)).code == 0
    before = run("search", "ferry", "--json").out
    index = place / "index"
    for path in index.iterdir():
        path.unlink()
    body = b'{"format":%d,"generation":1,"engine":"whoosh","analysis":1,"fields":[],"articles":3,"segments":[]' % number
    (index / manifest.NAME).write_bytes(body + f',"checksum":"{manifest.digest(body)}"}}\n'.encode())
    old = {"MAIN_0123456789abcdef.map", "MAIN_0123456789abcdef.art", "MAIN_0123456789abcdef.seg", "_MAIN_1.toc"}
    for name in old:
        (index / name).write_bytes(b"of an older release")
    (index / "notes.txt").write_text("somebody's own")

    for command in (("search", "ferry"), ("index", str(news)), ("show", "a")):
        refused = run(*command)
        assert refused.code == 4, command
        assert f"{index / manifest.NAME} has format {number}, this release reads {manifest.FORMAT}" in refused.err
        assert "morgue rebuild" in refused.err
        assert "Traceback" not in refused.err
    found = run("verify")
    assert found.code == 4
    assert f"format {number}" in found.out + found.err
    assert {path.name for path in index.iterdir()} == old | {manifest.NAME, "notes.txt"}

    assert run("rebuild").code == 0
    assert not old & {path.name for path in index.iterdir()}
    assert (index / "notes.txt").exists()
    assert run("verify").code == 0
    after = run("search", "ferry", "--json").out
    assert [hit["id"] for hit in json.loads(after)["hits"]] == [hit["id"] for hit in json.loads(before)["hits"]]
