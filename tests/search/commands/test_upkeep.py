"""`morgue doctor`, `morgue compact` and `morgue backup` as people and timers call them."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from indexer import surroundings
from indexer.archive import Archive
from indexer.stores import manifest
from tests.search.commands.conftest import Ran
from tests.search.commands.test_archive import folder, run

__all__ = ["folder", "run"]

Run = Callable[..., Ran]


@pytest.fixture
def archive(run: Run, folder: Path, tmp_path: Path) -> Archive:
    """An archive of two articles."""
    assert run("index", str(folder)).code == 0
    return Archive(tmp_path / "archive")


def checks(run: Run, *options: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code, and the findings that matter most of each check."""
    ran = run("doctor", "--json", *options)
    ranks = ("ok", "warn", "fail", "damage")
    found: dict[str, dict[str, Any]] = {}
    for one in sorted(json.loads(ran.out)["checks"], key=lambda one: ranks.index(one["state"])):
        found[one["check"]] = one
    return ran.code, found


def test_a_healthy_archive_is_well_and_stays_as_it_is(run: Run, archive: Archive) -> None:
    def bytes_of() -> dict[str, str]:
        paths = [path for path in archive.root.rglob("*") if path.is_file() and path.suffix != ".sqlite3-shm"]
        return {str(path): sha256(path.read_bytes()).hexdigest() for path in paths if path.stat().st_size}

    before = bytes_of()
    code, found = checks(run)
    assert {name for name, one in found.items() if one["state"] not in ("ok", "warn")} == set()
    assert code == 0
    assert set(found) >= {
        "output", "programs", "archive", "settings", "access", "disk", "file system", "index", "ledger", "runs",
    }  # fmt: skip
    assert bytes_of() == before
    plain = run("doctor")
    assert plain.code == 0
    assert f"at {archive.root}" in plain.out


def test_a_lock_that_may_not_be_read_is_not_called_free(
    run: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def another_account(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if str(path) == str(archive.root / "lock"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags, *more, **named)

    _killed(archive)
    assert "was killed" in checks(run)[1]["runs"]["found"]
    monkeypatch.setattr(os, "open", another_account)
    found = checks(run)[1]
    assert "can't tell" in found["lock"]["found"]
    assert "was killed" not in found["runs"]["found"]


def _no_toml(archive: Archive) -> None:
    (archive.root / "morgue.toml").write_text("[archive\n")


def _unknown_setting(archive: Archive) -> None:
    (archive.root / "morgue.toml").write_text("[index]\njbos = 3\n")


def _lost_segment(archive: Archive) -> None:
    next(archive.index.glob("*.seg")).unlink()


def _short_segment(archive: Archive) -> None:
    path = next(archive.index.glob("*.seg"))
    path.write_bytes(path.read_bytes()[:-100])


def _spoilt_manifest(archive: Archive) -> None:
    archive.manifest.write_bytes(archive.manifest.read_bytes().replace(b"whoosh", b"whoops"))


def _newer_manifest(archive: Archive) -> None:
    old, new = (f'{{"format":{number}'.encode() for number in (manifest.FORMAT, manifest.FORMAT + 1))
    body = archive.manifest.read_bytes().replace(old, new).rpartition(b',"checksum"')[0]
    archive.manifest.write_bytes(body + f',"checksum":"{manifest.digest(body)}"}}\n'.encode())


def _lost_manifest(archive: Archive) -> None:
    archive.manifest.unlink()


def _lost_ledger(archive: Archive) -> None:
    archive.ledger.unlink()


def _no_database(archive: Archive) -> None:
    archive.ledger.write_bytes(b"no database" * 1000)


def _torn_ledger(archive: Archive) -> None:
    data = archive.ledger.read_bytes()
    archive.ledger.write_bytes(data[:8192] + b"\xff" * 20_000 + data[28_192:])


def _older_ledger(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.ledger)) as db:
        db.execute("DELETE FROM publication")
        db.commit()


def _open_to_all(archive: Archive) -> None:
    archive.ledger.chmod(0o644)


def _leftover(archive: Archive) -> None:
    (archive.index / "MAIN_0123456789abcdef.seg.tmp").write_bytes(b"half")


def _killed(archive: Archive) -> None:
    from indexer.ledger import Ledger, runs

    with Ledger.open_writing(archive.ledger) as ledger:
        ledger.db.begin()
        runs.TABLE.add(ledger.db, runs.Run(0, "2020-01-01T00:00:00+00:00", None, runs.STARTED, "[]", None))
        ledger.db.commit()


def _failing(archive: Archive) -> None:
    from indexer.ledger import Ledger, failures

    with Ledger.open_writing(archive.ledger) as ledger:
        ledger.db.begin()
        failures.TABLE.add(ledger.db, failures.Failure(0, None, b"", "a.txt", "empty", 1))
        ledger.db.commit()


@pytest.mark.parametrize(
    ("spoil", "check", "state", "code", "said"),
    [
        (_no_toml, "settings", "fail", 5, "not TOML"),
        (_unknown_setting, "settings", "fail", 5, "jbos"),
        (_lost_segment, "index", "damage", 4, "is missing"),
        (_short_segment, "index", "damage", 4, "bytes, not"),
        (_spoilt_manifest, "index", "damage", 4, "checksum"),
        (_newer_manifest, "index", "damage", 4, f"format {manifest.FORMAT + 1}"),
        (_lost_manifest, "index", "damage", 4, "is gone"),
        (_lost_ledger, "ledger", "damage", 4, "is gone"),
        (_no_database, "ledger", "damage", 4, "not a database"),
        (_torn_ledger, "ledger", "damage", 4, ""),
        (_older_ledger, "ledger", "damage", 4, "not the one it is of"),
        (_open_to_all, "access", "warn", 0, "1 of "),
        (_leftover, "leftovers", "warn", 0, "cut short"),
        (_killed, "runs", "warn", 0, "was killed"),
        (_failing, "sources", "warn", 0, "couldn't be read"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    run: Run, archive: Archive, spoil: Callable[[Archive], None], check: str, state: str, code: int, said: str
) -> None:
    spoil(archive)
    ended, found = checks(run)
    assert (ended, found[check]["state"]) == (code, state)
    assert said in found[check]["found"]
    assert found[check]["advice"] or state == "damage" or check == "settings", "what to do next"


@pytest.mark.parametrize("spoil", [_newer_manifest, _spoilt_manifest, _older_ledger])
def test_a_rehearsal_refuses_what_the_run_would(
    run: Run, archive: Archive, folder: Path, spoil: Callable[[Archive], None]
) -> None:
    spoil(archive)
    rehearsed, real = run("index", "--dry-run", str(folder)), run("index", str(folder))
    assert (rehearsed.code, rehearsed.err) == (real.code, real.err)
    assert real.code == 4


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS])
def test_a_file_system_without_locks_fails(
    run: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    code, found = checks(run)
    assert (code, found["file system"]["state"]) == (5, "fail")


def test_a_file_system_that_can_t_sync_fails(run: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", refuse)
    code, found = checks(run)
    assert (code, found["file system"]["state"]) == (5, "fail")


@pytest.mark.parametrize(("kind", "state"), [("nfs4", "warn"), ("tmpfs", "warn"), ("ext4", "ok"), ("", "ok")])
def test_kinds_of_file_systems(
    run: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch, kind: str, state: str
) -> None:
    monkeypatch.setattr(surroundings, "_kind_of", lambda _: kind)
    code, found = checks(run)
    assert (code, found["file system"]["state"]) == (0, state)


def test_the_longest_mount_says_the_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = "none / ext4 rw 0 0\n\nserver:/x /news nfs4 rw 0 0\nserver:/y /news/old\\040ones cifs rw 0 0\n"
    monkeypatch.setattr(Path, "read_text", lambda *_: mounts)
    places = ("/home", "/news", "/news/a", "/newsroom", "/news/old ones/a")
    assert [surroundings._kind_of(Path(place)) for place in places] == ["ext4", "nfs4", "nfs4", "ext4", "cifs"]


def test_a_writer_at_work_is_no_fault(run: Run, archive: Archive) -> None:
    _leftover(archive)
    _killed(archive)
    with archive.lock(0):
        code, found = checks(run)
    assert code == 0
    assert f"process {os.getpid()}" in found["lock"]["found"]
    assert "leftovers" not in found
    assert found["runs"]["state"] == "ok"


def test_thresholds(run: Run, archive: Archive) -> None:
    assert checks(run, "--max-age", "1d")[0] == 0
    code, found = checks(run, "--max-age", "0s")
    assert (code, found["age"]["state"]) == (5, "fail")
    code, found = checks(run, "--min-free", str(1 << 40))
    assert (code, found["disk"]["state"]) == (5, "fail")
    assert run("doctor", "--max-age", "soon").code == 2


def test_an_archive_that_can_t_be_read_is_not_called_damaged(
    run: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuse(path: Any, *arguments: Any, **named: Any) -> int:
        if str(path).endswith("ledger.sqlite3"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return real(path, *arguments, **named)

    monkeypatch.setattr(os, "open", refuse)
    code, found = checks(run)
    assert (code, found["archive"]["state"]) == (5, "fail")
    assert found["archive"]["advice"] == "ask its owner for access"
    assert set(found) == {"output", "programs", "archive"}


def test_no_archive_is_said_in_a_line(run: Run, tmp_path: Path) -> None:
    ran = run("--archive", str(tmp_path / "no\x1b[31mwhere"), "doctor")
    assert ran.code == 6
    assert "fail  archive:" in ran.out
    assert "\x1b" not in ran.out + ran.err


def test_an_archive_that_holds_nothing_yet_is_only_warned_of(run: Run, tmp_path: Path) -> None:
    Archive(tmp_path / "archive").create()
    code, found = checks(run)
    assert (code, found["index"]["state"], found["ledger"]["state"]) == (0, "warn", "warn")


def test_compact(run: Run, archive: Archive) -> None:
    assert "the index is as compact as can be" in run("compact").out
    told = json.loads(run("compact", "--json").out)
    assert (told["published"], told["generation"], told["before"]["segments"]) == (False, 1, 1)
    assert run("compact", "-q").out == ""
    assert run("--archive", f"{archive.root}-not", "compact").code == 6
    with archive.lock(0):
        assert run("compact", "--lock-timeout", "0").code == 75
    _lost_segment(archive)
    assert run("compact").code in (0, 4)


def _free_room(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.ledger, isolation_level=None)) as db:
        db.execute("CREATE TABLE other (x)")
        db.executemany("INSERT INTO other VALUES (?)", [("x" * 3000,)] * 9)
        db.execute("DROP TABLE other")


def test_doctor_advises_what_compact_does(run: Run, archive: Archive) -> None:
    assert checks(run)[1]["ledger"]["advice"] is None
    _free_room(archive)
    assert checks(run)[1]["ledger"]["advice"] == "give it back with: morgue compact"
    assert run("compact").code == 0
    assert checks(run)[1]["ledger"]["advice"] is None


def test_doctor_advises_what_compact_does_for_dead_documents(run: Run, archive: Archive, folder: Path) -> None:
    for number in range(9):
        (folder / f"{number}.txt").write_text(f"Number {number}\n\nA report of its own about matter {number} of it.\n")
    run("index", str(folder))
    for number in range(2):
        (folder / f"{number}.txt").unlink()
    run("index", "--prune=all", str(folder))
    found = checks(run)[1]["index"]
    assert "2 dead documents" in found["found"]
    assert found["advice"] == "give their room back with: morgue compact"
    assert run("compact").code == 0
    assert checks(run)[1]["index"]["advice"] is None


def test_a_backup_of_one_article_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The rail\n\nA strike was said to be about the rail.\n")
    run("index", str(tmp_path / "one.txt"))
    place = tmp_path / "backup"
    assert run("backup", str(place)).out.startswith(f"1 article in {place}")


def test_backup(run: Run, archive: Archive, tmp_path: Path) -> None:
    place = tmp_path / "backup"
    made = run("backup", str(place))
    assert made.code == 0
    assert f"2 articles in {place}" in made.out
    told = json.loads(run("backup", str(place), "--json").out)
    assert (told["articles"], told["copied"], told["generation"]) == (2, 0, 1)
    assert run("--archive", str(place), "verify").code == 0
    assert run("--archive", str(place), "search", "ferry", "--jsonl").out == run("search", "ferry", "--jsonl").out
    assert "a backup at" in run("--archive", str(place), "doctor").out
    assert run("backup", str(tmp_path / "clippings")).code == 2
    assert run("--archive", f"{archive.root}-not", "backup", str(place)).code == 6
