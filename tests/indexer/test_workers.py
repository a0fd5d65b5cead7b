"""Several processes come to what one comes to, and one that dies costs the file it was reading."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest

from indexer import files, indexing, pipeline, processes
from indexer.article import Article, Reading
from indexer.errors import OutputError
from indexer.intake import Plan
from indexer.ledger import readings
from indexer.report import Report
from indexer.sources import SourceFile
from indexer.sources import files as walked
from indexer.templates import Kind, starter
from indexer.work import Alone, Job, Work, cleaned
from indexer.workers import Crew
from tests.indexer.test_pipeline import FLOOD, RAIL, VOTE, World, counts, record, world

__all__ = ["world"]


def _write(world: World) -> None:
    """A mixture: many small files, a large one, a broken one, a picture, a link to nowhere."""
    for number in range(20):
        world.write(
            f"{number:02}.txt", "A headline", "", f"{RAIL} Number {number}.", "", FLOOD, "", "Share this article"
        )
    world.write("a.jsonl", *(record(f"{FLOOD} Number {n} of many.", id=str(n)) for n in range(150)))
    (world.sources / "b.jsonl.gz").write_bytes(gzip.compress(json.dumps(record(VOTE)).encode() * 50)[:-20])
    (world.sources / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (world.sources / "e.txt").symlink_to("nowhere")


class Counted:
    """Processes as ever, counted."""

    def __init__(self) -> None:
        self.kinds: list[Kind] = []
        self._starter = starter()

    def begin(self, kind: Kind, *arguments: str) -> processes.Worker:
        self.kinds.append(kind)
        return self._starter.begin(kind, *arguments)

    def rest(self) -> None:
        self._starter.rest()

    def close(self) -> None:
        self._starter.close()


def _run(world: World, work: Work, monkeypatch: pytest.MonkeyPatch) -> tuple[Report, Any]:
    monkeypatch.setattr(pipeline, "_work", lambda jobs: work)
    report = world.run()
    return report, world.index


def test_the_result_is_that_of_one_process(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(world)
    one, alone = _run(world, Alone(), monkeypatch)
    world.place = type(world.place)(world.root / "crew")
    monkeypatch.setattr(indexing, "FEW", 10)
    begun = Counted()
    crew = Crew(2, patience=0, begins=begun)
    several, together = _run(world, crew, monkeypatch)
    assert {*begun.kinds} >= {"files", "cleaning"}, "nobody worked"
    assert crew._workers == [], "they are in memory while the index is written"
    assert counts(several) == counts(one)
    assert several.skipped == one.skipped
    assert together == alone


def test_a_worker_that_cleans_is_begun_while_a_file_is_read(world: World) -> None:
    path = world.write("a.jsonl", *(record(f"{FLOOD} Number {n}.", id=str(n)) for n in range(3)))
    begun = Counted()
    crew = Crew(1, patience=0, begins=begun)
    try:
        [file] = walked([path])
        assert isinstance(file, SourceFile)
        [(_, found)] = crew.read([Plan(file, None)])
        assert len(list(found)) == 3
        crew._askers.submit(int).result()  # one asker, which was asked before
        assert begun.kinds == ["files", "cleaning"]
        assert [len(idle) for idle in crew._idle.values()] == [1, 1]
        assert list(crew.clean([], lambda job: job)) == []
        assert [len(idle) for idle in crew._idle.values()] == [0, 1], "who reads has nothing to do while others clean"
    finally:
        crew.close()


def test_a_small_run_starts_no_process(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.write("a.txt", "A headline", "", RAIL)
    crew = Crew(2, patience=600)  # a busy machine is no large run
    report, _ = _run(world, crew, monkeypatch)
    assert report.new == 1
    assert crew._workers == []


def test_a_worker_that_dies_costs_its_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        world.write(f"{number}.txt", "A headline", "", f"{RAIL} Number {number}.")
    sends = iter(range(100))
    real = processes.Worker.send

    def deadly(self: processes.Worker, task: bytes) -> None:
        if next(sends) == 2:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()
        real(self, task)

    monkeypatch.setattr(processes.Worker, "send", deadly)
    report, index = _run(world, Crew(1, patience=0), monkeypatch)
    assert (report.new, len(index)) == (5, 5)
    (skipped,) = report.skipped
    assert skipped.locator == "2.txt"
    assert "SIGKILL" in skipped.reason


def test_articles_that_a_worker_died_on_are_cleaned_here(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [Job(readings.encode(Reading(Article(body=(f"{RAIL} {n}",), reader="text"))), True) for n in range(70)]

    def dead(self: processes.Worker) -> bytes:
        raise processes.WorkerDied("SIGSEGV")

    monkeypatch.setattr(processes.Worker, "receive", dead)
    crew = Crew(2, patience=0)
    try:
        assert [made for _, made in crew.clean(jobs, lambda job: job)] == [cleaned(job) for job in jobs]
    finally:
        crew.close()


class Late(Counted):
    """Nothing begins before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may_begin = threading.Event()

    def begin(self, kind: Kind, *arguments: str) -> processes.Worker:
        assert self.may_begin.wait(30), "it was waited for"
        return super().begin(kind, *arguments)


def test_this_process_cleans_until_a_worker_is_there() -> None:
    jobs = [Job(readings.encode(Reading(Article(body=(f"{RAIL} {n}",), reader="text"))), True) for n in range(70)]
    begins = Late()
    crew = Crew(2, patience=1e-9, begins=begins)
    found = []
    try:
        for _, made in crew.clean(jobs, lambda job: job):
            found.append(made)
            if len(found) == 3:
                begins.may_begin.set()
    finally:
        crew.close()
    assert found == [cleaned(job) for job in jobs]


_CHECKPOINTS = """
import faulthandler, pathlib, sys
faulthandler.dump_traceback_later(60, exit=True)
from indexer import pipeline
from indexer.frames import FRAME
from indexer.workers import FRAMES, Crew
from tests.indexer.test_pipeline import FLOOD, World, record
pipeline.CHECKPOINT = 10
pipeline._work = lambda jobs: Crew(2, patience=0)
world = World(pathlib.Path(sys.argv[1]))
for name in "abc":
    texts = [" ".join(f"{FLOOD} Number {n} of {name}, {m}." for m in range(800)) for n in range(30)]
    path = world.write(f"{name}.jsonl", *(record(text, id=f"{name}{n}") for n, text in enumerate(texts)))
    assert path.stat().st_size > (FRAMES + 2) * FRAME
print(world.run().new)
"""


def test_files_that_wait_for_their_turn_dont_keep_a_checkpoint_from_cleaning(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(folder for folder in sys.path if folder)}
    run = subprocess.run(
        [sys.executable, "-c", _CHECKPOINTS, str(tmp_path)], capture_output=True, env=environment, timeout=90
    )
    assert run.stdout == b"90\n", run.stderr.decode()


class Failing:
    """Nothing begins, or nothing that begins says what it should."""

    def __init__(self, answer: bytes | Exception) -> None:
        self._answer = answer

    def begin(self, kind: Kind, *arguments: str) -> processes.Worker:
        if isinstance(self._answer, Exception):
            raise self._answer
        says = f"import sys; sys.stdout.buffer.write({self._answer!r}); sys.stdout.flush()"
        says += "; sys.stdin.read()" if len(self._answer) > 4 else ""
        return processes.Worker.spawned((sys.executable, "-c", says))

    def rest(self) -> None:
        """Nothing is there."""

    def close(self) -> None:
        """Nothing is there."""


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (MemoryError("no room"), MemoryError),
        (bytes(4) + b"\0\0\0\x01\xc1", msgspec.DecodeError),
        (processes.WorkerDied("no more processes"), OutputError),
        (b"\0\0", OutputError),
    ],
)
def test_what_goes_wrong_in_a_worker_s_thread_is_raised_in_the_file_s_place(
    monkeypatch: pytest.MonkeyPatch, answer: bytes | Exception, error: type[BaseException]
) -> None:
    monkeypatch.setattr(Crew, "_expected", lambda _: None)  # whoever reads is looked at alone
    crew = Crew(1, patience=0, begins=Failing(answer))
    raised: list[BaseException] = []
    file = SourceFile(b"/a.txt", b"/", "a.txt", 0, 0)

    def read() -> None:
        try:
            for _, found in crew.read([Plan(file, None)]):
                list(found)
        except BaseException as one:  # noqa: BLE001 - whatever it is
            raised.append(one)

    reading = threading.Thread(target=read, daemon=True)  # or one that waits for ever would keep the tests from ending
    reading.start()
    reading.join(timeout=30)
    left = list(crew._workers)
    crew.close()
    assert [type(one) for one in raised] == [error]
    assert left == [], "the rest of its answer would be taken for another one's"


def test_a_run_that_can_begin_no_worker_ends_and_says_why(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(world)
    begins = Failing(processes.WorkerDied("no more processes"))
    with pytest.raises(OutputError, match=r"no process that reads files begins \(no more processes\)"):
        _run(world, Crew(2, patience=0, begins=begins), monkeypatch)
    assert _run(world, Crew(2, patience=0), monkeypatch)[0].new > 1, "no file is to blame"


def test_a_worker_that_can_t_be_begun_is_begun_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(world)
    once = starter()
    begin = once.begin
    failures = iter([processes.WorkerDied("not yet")])

    def second(kind: Kind, *arguments: str) -> processes.Worker:
        if kind == "files" and (failure := next(failures, None)):
            raise failure
        return begin(kind, *arguments)

    monkeypatch.setattr(once, "begin", second)
    skipped = _run(world, Crew(1, patience=0, begins=once), monkeypatch)[0].skipped
    assert sorted(one.locator for one in skipped) == ["b.jsonl.gz", "e.txt"]


def test_a_command_that_can_t_be_begun_is_a_worker_that_died(tmp_path: Path) -> None:
    with pytest.raises(processes.WorkerDied, match="No such file"):
        processes.Worker.spawned((str(tmp_path / "nothing"),))


def test_an_interrupted_run_leaves_no_process(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(world)
    crew = Crew(2, patience=0)
    monkeypatch.setattr(pipeline, "_work", lambda jobs: crew)
    monkeypatch.setattr(Crew, "clean", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        world.run()
    assert {worker._process.returncode for worker in crew._workers} == {-signal.SIGKILL}


def test_what_a_reader_raises_costs_its_file(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from indexer import readers

    world.write("a.txt", "A headline", "", RAIL)

    def fail(file: Any) -> Any:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr(readers, "pages_apart", fail)
    assert [skipped.locator for skipped in world.run().skipped] == ["a.txt"]


_ENDLESS = """
import sys
from indexer import files
def endless(file):
    print("busy", file=sys.stderr, flush=True)
    while True:
        pass
files.pages_apart = endless
files.serve()
"""


def test_a_worker_ends_with_its_run_whatever_it_is_doing() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(folder for folder in sys.path if folder)}
    worker = subprocess.Popen(
        [sys.executable, "-c", _ENDLESS],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
    )
    with worker:
        assert worker.stdin is not None
        assert worker.stderr is not None
        task = files.task(SourceFile(b"/a.txt", b"/", "a.txt", 0, 0))
        worker.stdin.write(len(task).to_bytes(4, "big") + task)
        worker.stdin.flush()
        assert worker.stderr.readline() == b"busy\n"
        worker.stdin.close()
        assert worker.wait(timeout=30) == 1


def test_articles_of_earlier_runs_whose_lines_are_counted_are_cleaned_by_workers(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever cleans has parsers, patterns and a table of languages in memory; this process has the index there."""
    box = "Jo Doe reports on towns for the Weekly."

    def article(number: int) -> dict[str, Any]:
        text = f"Town number {number} has {number} mayors now, which its council finds too many by far.\n\n{box}"
        return record(text, id=str(number), source="Weekly", date=f"2020-{number:02}-05")

    cleaned_for: list[int] = []

    def clean(self: Crew, things: Any, job: Any) -> Any:
        found = list(real(self, things, job))
        cleaned_for.append(len(found))
        return iter(found)

    world.write("a.jsonl", article(1), article(2))
    _run(world, Crew(1, patience=0), monkeypatch)
    real = Crew.clean
    monkeypatch.setattr(Crew, "clean", clean)
    monkeypatch.setattr("indexer.work.finished", None)  # nothing is cleaned here
    world.write("b.jsonl", article(3))
    report, _ = _run(world, Crew(1, patience=0), monkeypatch)
    assert report.new == 1
    assert sum(cleaned_for) > 1, "the line's text is that of an article that was there"
