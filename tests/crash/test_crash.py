"""A writer may die at any moment: a searcher finds the old state or the new one, and the next run mends the rest."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from indexer import pipeline
from indexer.archive import Archive
from indexer.errors import LockBusy
from tests.crash import driver

ROOT = Path(__file__).parents[2]


def drive(folder: Path, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.driver", str(folder), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("scenario", "how", "every", "least"),
    [
        ("first", "kill", 8, 4),
        ("update", "kill", 3, 10),
        ("rebuild", "kill", 7, 4),
        ("update", "term", 5, 6),
        ("update", "fail", 2, 2),
        ("parts", "kill", 11, 6),
        ("undo", "kill", 5, 4),
        ("forget", "kill", 3, 10),
        ("forget", "fail", 3, 2),
        ("update", "times", 4, 1),
        ("compact", "kill", 4, 4),
        ("backup", "kill", 5, 6),
        ("first-backup", "kill", 5, 6),
        ("backup", "fail", 4, 3),
        ("backup", "term", 7, 4),
    ],
)
def test_a_writer_dies_at_some_moments(tmp_path: Path, scenario: str, how: str, every: int, least: int) -> None:
    found = drive(tmp_path, scenario, how, str(every))
    assert found["faults"] == []
    assert found["deaths"] >= least


@pytest.mark.slow
@pytest.mark.parametrize("how", ["kill", "twice", "term", "fail"])
@pytest.mark.parametrize(
    "scenario", ["first", "update", "parts", "rebuild", "undo", "forget", "compact", "backup", "first-backup"]
)
def test_a_writer_dies_at_every_moment(tmp_path: Path, scenario: str, how: str) -> None:
    found = drive(tmp_path, scenario, how)
    assert found["faults"] == []
    assert found["deaths"] >= (10 if how == "fail" else 20)  # a rebuild writes one segment: 24 moments


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["first", "update", "rebuild"])
def test_a_writer_dies_at_random_times(tmp_path: Path, scenario: str) -> None:
    found = drive(tmp_path, scenario, "times", "60")
    assert found["faults"] == []
    assert found["deaths"] >= 20


def test_a_second_writer_waits_or_gives_up(tmp_path: Path) -> None:
    driver.write_sources(tmp_path / "news", 1)
    archive = tmp_path / "archive"
    pipeline.run([tmp_path / "news"], archive=archive, jobs=1)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from indexer.archive import Archive\n"
            "with Archive(Path(sys.argv[1])).lock(5): print('held', flush=True); sys.stdin.readline()",
            str(archive),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LockBusy, match=f"process {holder.pid}") as busy:
            pipeline.run([tmp_path / "news"], archive=archive, lock_timeout=0, jobs=1)
        assert busy.value.exit_code == 75
        assert driver.observe(archive) is not None
        # The second writer is waiting, or about to, when the first one lets go; it must get the lock either way.
        waiting = subprocess.Popen(
            [sys.executable, "-m", "search", "--archive", str(archive), "index", str(tmp_path / "news")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        holder.stdin.write("\n")
        holder.stdin.close()
        waiting.communicate(timeout=60)
        assert waiting.returncode == 0


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.create()
    held = "import os, sys; from pathlib import Path; from indexer.archive import Archive\n"
    held += "with Archive(Path(sys.argv[1])).lock(5): os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", held, str(archive.root)], cwd=ROOT, check=False)
    with archive.lock(0):
        pass


_WRITER = """
import sys
from pathlib import Path
from indexer import pipeline
from tests.crash.driver import write_sources
folder = Path(sys.argv[1])
for step in range(6):
    write_sources(folder / "news", 2 - step % 2)
    pipeline.run([folder / "news"], archive=folder / "archive", prune="all", jobs=1)
"""


def test_readers_find_whole_states_while_a_writer_publishes(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    states = []
    for edition in (1, 2, 1):
        driver.write_sources(tmp_path / "news", edition)
        pipeline.run([tmp_path / "news"], archive=archive, prune="all", jobs=1)
        state = driver.observe(archive)
        assert state is not None
        states.append(state[1:])
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)], cwd=ROOT)
    generations, looks = [], 0
    while writer.poll() is None:
        state = driver.observe(archive)
        assert state is not None
        assert state[1:] in states
        generations.append(state.generation)
        looks += 1
    assert writer.returncode == 0
    assert generations == sorted(generations)
    assert looks > 5


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, to kill before a system call")
@pytest.mark.parametrize(
    ("call", "what"),
    [
        ("fsync,fdatasync", "signal=SIGKILL"),
        ("fsync,fdatasync", "error=EIO"),
        ("pwrite64", "error=ENOSPC"),
        ("rename,renameat,renameat2", "signal=SIGKILL"),
        ("unlink,unlinkat", "signal=SIGKILL"),
        ("ftruncate", "signal=SIGKILL"),
    ],
)
@pytest.mark.parametrize("name", ["update", "forget"])
def test_a_writer_dies_or_fails_at_each_system_call(tmp_path: Path, name: str, call: str, what: str) -> None:
    """SQLite's own calls too, which the driver's moments can't name."""
    scenario = driver.Scenario(tmp_path, name)
    program = "import sys; from pathlib import Path; from indexer import pipeline\n"
    if name == "update":
        program += "pipeline.run([Path(sys.argv[1])], archive=Path(sys.argv[2]), prune='yes', jobs=1)"
        command = [sys.executable, "-c", program, str(scenario.sources), str(scenario.archive)]
    else:
        program += "pipeline.forget([sys.argv[1]], Path(sys.argv[2]), copies=True, jobs=1)"
        command = [sys.executable, "-c", program, scenario.forgotten(), str(scenario.archive)]
    trace = tmp_path / "trace"
    for number in range(1, 200):
        scenario.reset()
        inject = ["strace", "-f", "-o", str(trace), "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={number}"]
        done = subprocess.run([*inject, *command], cwd=ROOT, capture_output=True, check=False)
        fault = scenario.fault()
        assert fault is None, f"{call} {number}: {fault}"
        if done.returncode == 0 and b"INJECTED" not in trace.read_bytes():
            break
    else:
        pytest.fail("there are more calls than this test tries")
