"""Processes that are copies of one: they begin, share, end and die as those of their own do."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from indexer import frames
from indexer.article import Page
from indexer.processes import Worker, WorkerDied
from indexer.records import Entry
from indexer.templates import Copied, Spawned, Starter, starter
from tests.indexer.test_pages import page
from tests.indexer.test_pipeline import RAIL

LIMITS = ("20", "1024", "1200")

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


def test_a_template_that_died_has_a_successor() -> None:
    some = Copied()
    first = some.begin("pages", *LIMITS)
    first.receive()
    assert some._template is not None
    some._template.process.kill()
    some._template.process.wait()
    with pytest.raises(WorkerDied):
        some.begin("pages", *LIMITS)
    second = some.begin("pages", *LIMITS)
    try:
        second.receive()
        assert [type(found) for found in _read(second)] == [Entry]
    finally:
        for worker in (first, second):
            worker.kill()
            worker.bury()
        some.close()
