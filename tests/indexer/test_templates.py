"""Processes that are copies of one: they begin, share, end and die as those of their own do."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from indexer import frames, templates
from indexer.article import Page
from indexer.processes import Worker, WorkerDied
from indexer.records import Entry
from indexer.templates import Copied, Spawned, Starter, starter
from indexer.workers import Crew
from tests.indexer.test_pages import page
from tests.indexer.test_pipeline import RAIL

LIMITS = ("20", "1024", "1200", "1")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nothing is copied there")


def _read(worker: Worker) -> list[frames.Item]:
    worker.send(frames.pack([Page("a", (page(RAIL),), "html")]))
    return list(frames.unpacked(worker.receive()))


@pytest.mark.parametrize("begins", [Spawned, Copied])
def test_a_process_does_its_work_however_it_began(begins: type[Starter]) -> None:
    some = begins()
    worker = some.begin("pages", *LIMITS)
    try:
        assert int(worker.receive()) > 0
        (entry,) = _read(worker)
    finally:
        worker.kill()
        worker.bury()
        some.close()
    assert isinstance(entry, Entry)
    assert worker._process.returncode == -signal.SIGKILL


def test_copies_share_what_they_have_loaded() -> None:
    some = starter()
    workers = [some.begin("pages", *LIMITS) for _ in range(2)]
    try:
        for worker in workers:
            worker.receive()
            _read(worker)
        told = [Path(f"/proc/{worker.pid}/smaps_rollup").read_text("ascii") for worker in workers]
    finally:
        for worker in workers:
            worker.kill()
            worker.bury()
        some.close()
    for lines in told:
        kb = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines.splitlines()[1:])}
        assert kb["Private_Dirty"] < kb["Anonymous"] / 2


def test_a_copy_ends_when_nobody_holds_its_pipes_any_more() -> None:
    some = starter()
    worker = some.begin("pages", *LIMITS)
    try:
        worker.receive()
        worker._tasks.close()
        assert worker._process.wait() in (0, 1)
    finally:
        worker.bury()
        some.close()


def _has_ended(handle: int) -> bool:
    """Whether a process has, after a while."""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    return bool(poll.poll(30_000))


@pytest.fixture
def some() -> Iterator[Copied]:
    copied = Copied()
    yield copied
    copied.close()


def _begun(some: Copied) -> Worker:
    worker = some.begin("pages", *LIMITS)
    assert int(worker.receive()) > 0
    return worker


def _template(some: Copied) -> templates._Template:
    return some._templates["pages"]


def test_a_template_that_died_has_a_successor(some: Copied) -> None:
    first = _begun(some)
    _template(some).process.kill()
    _template(some).process.wait()
    second = _begun(some)
    assert [type(found) for found in _read(second)] == [Entry]
    for worker in (first, second):
        worker.bury()


def test_an_answer_that_an_interruption_lost_isn_t_taken_for_the_next_one(
    some: Copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _begun(some)
    confused, real = _template(some), socket.send_fds

    def interrupted(*given: Any) -> None:
        real(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(socket, "send_fds", interrupted)
        with pytest.raises(KeyboardInterrupt):
            first.kill()
    second = _begun(some)
    assert _template(some) is not confused
    assert second.pid > 0
    second.bury()
    assert second._process.returncode == -signal.SIGKILL
    first.bury()


@pytest.mark.parametrize("pid", [0, -1, os.getpid()], ids=["none", "all", "itself"])
def test_a_template_kills_and_waits_for_nothing_but_its_copies(some: Copied, pid: int) -> None:
    worker = _begun(some)
    for order in ("kill", "wait"):
        with pytest.raises(OSError, match="is no copy"):
            _template(some).ordered(order, str(pid))
    assert [type(found) for found in _read(worker)] == [Entry]
    worker.bury()


class HandedOn:
    """A lock; when it is first let go of, something else is done before its holder goes on."""

    def __init__(self, then: Callable[[], object]) -> None:
        self._lock = threading.Lock()
        self._then = [then]

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
        if self._then:
            self._then.pop()()


def test_an_order_that_another_one_follows_has_its_answer(some: Copied, monkeypatch: pytest.MonkeyPatch) -> None:
    _begun(some).bury()
    template, real = _template(some), socket.send_fds
    follows, is_over = threading.Event(), threading.Event()

    def slow(to: socket.socket, order: list[bytes], pipes: Any) -> int:
        if order == [b"wait\0-2"]:
            follows.set()
            assert is_over.wait(30)
        return real(to, order, pipes)

    def order(number: str) -> str:
        with pytest.raises(OSError, match=r"is no copy|died") as refused:
            template.ordered("wait", number)
        return str(refused.value)

    monkeypatch.setattr(socket, "send_fds", slow)
    with ThreadPoolExecutor(1) as threads:
        later: list[Future[str]] = []

        def follow() -> None:
            later.append(threads.submit(order, "-2"))
            assert follows.wait(30)

        monkeypatch.setattr(template, "_orders", HandedOn(follow))
        try:
            assert order("-1") == "-1 is no copy"
            assert template.is_in_step
        finally:
            is_over.set()
        assert later[0].result() == "-2 is no copy"


def test_what_isn_t_a_process_is_never_a_copy(some: Copied, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates._Template, "ordered", lambda *_, **__: 0)
    with pytest.raises(WorkerDied, match="0 is no process"):
        some.begin("pages", *LIMITS)


def test_why_nothing_begins_is_told(some: Copied) -> None:
    with pytest.raises(WorkerDied, match="No module named"):
        some.begin("nothing")  # type: ignore[arg-type]


def test_how_a_template_died_is_told(some: Copied, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dies = tmp_path / "python"
    dies.write_text("#!/bin/sh\nexit 7\n")
    dies.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(dies))
    with pytest.raises(WorkerDied, match="exit code 7"):
        some.begin("pages", *LIMITS)


def test_a_template_isn_t_ended_under_what_is_being_begun(some: Copied, monkeypatch: pytest.MonkeyPatch) -> None:
    crew = Crew(1, patience=0, begins=some)
    real, used = templates._Template.ordered, []

    def at_rest(self: templates._Template, *order: str, **more: Any) -> int:
        if order[0] == "copy":
            crew.rest()
            used.append(self)
        return real(self, *order, **more)

    monkeypatch.setattr(templates._Template, "ordered", at_rest)
    try:
        [found] = crew._pages.read([Page("a", (page(RAIL),), "html")])
        assert isinstance(found, Entry)
        assert used == [_template(some)]
        crew.rest()
        assert not some._templates, "its memory is given back once nobody needs it"
    finally:
        crew.close()


def test_who_stays_keeps_its_own_template_alone(some: Copied) -> None:
    reader, cleaner = some.begin("files"), some.begin("cleaning")
    for worker in (reader, cleaner):
        worker.receive()
    ended = some._templates["cleaning"].process
    cleaner.kill()
    cleaner.bury()
    some.rest()
    assert (list(some._templates), ended.returncode) == (["files"], -signal.SIGKILL)
    reader.bury()


def test_a_beginning_that_fails_leaves_the_next_template_alone(some: Copied, monkeypatch: pytest.MonkeyPatch) -> None:
    _begun(some).bury()
    old, real, others = _template(some), templates._Template.ordered, []

    def succeeded(self: templates._Template, *order: str, **more: Any) -> int:
        if self is old and order[0] == "copy":
            some.close()
            others.append((_begun(some), _template(some)))
        return real(self, *order, **more)

    monkeypatch.setattr(templates._Template, "ordered", succeeded)
    _begun(some).bury()
    ((other, successor),) = others
    assert _template(some) is successor
    assert [type(found) for found in _read(other)] == [Entry]
    other.bury()


@pytest.mark.parametrize("has_handles", [True, False])
def test_a_copy_can_be_killed_when_its_template_is_gone(
    some: Copied, monkeypatch: pytest.MonkeyPatch, has_handles: bool
) -> None:
    real = os.pidfd_open

    def refused(pid: int) -> int:
        raise OSError("not on this kernel")

    monkeypatch.setattr(os, "pidfd_open", real if has_handles else refused)
    worker = _begun(some)
    handle = real(worker.pid)
    if has_handles:
        os.kill(worker.pid, signal.SIGSTOP)  # as busy as can be: it won't see that its pipe is closed
    _template(some).end()
    worker.kill()
    assert _has_ended(handle)
    worker.bury()
    os.close(handle)


_LED = """
import sys
from indexer.templates import Copied
some = Copied()
worker = some.begin("pages", "20", "1024", "1200", "1")
worker.receive()
print(some._templates['pages'].process.pid, worker.pid, flush=True)
sys.stdin.read()
"""


def test_templates_and_copies_end_with_the_process_that_leads_them() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(folder for folder in sys.path if folder)}
    with subprocess.Popen(
        [sys.executable, "-c", _LED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as leader:
        assert leader.stdout is not None
        pids = [int(pid) for pid in leader.stdout.readline().split()]
        handles = [os.pidfd_open(pid) for pid in pids]
        assert {os.getsid(pid) for pid in pids} == {pids[0]}, "what is sent to the terminal's processes isn't for them"
        leader.kill()
        assert [_has_ended(handle) for handle in handles] == [True, True]
    for handle in handles:
        os.close(handle)
