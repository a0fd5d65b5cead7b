"""Reading and cleaning spread over processes. The results, and their order, are those of one process.

A worker (see `processes`) reads files (`files`) or cleans articles (`cleaning`). A thread here waits
for each worker; files wait in line, and a worker that is ahead waits for its turn with little in hand, so that memory
doesn't grow with files or articles. A worker that dies costs the file it was reading; where none can be begun, the run
ends. Web pages in a file are left to
processes of their own (`pages`), as many: while those work, a worker that finds pages has little to do.

What articles are cleaned with takes a second to load. The first worker that cleans is begun when the first file has
begun to come, or when patience is over, so that this second passes while the file is read, or while this process
goes on alone.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Literal, TypeVar

from indexer import cleaning, files, frames
from indexer.article import Page, Skipped
from indexer.errors import OutputError
from indexer.found import Found, pages_apart
from indexer.frames import Item
from indexer.intake import Plan
from indexer.pages import Pages, none_begins
from indexer.processes import Worker, WorkerDied
from indexer.sources import SourceFile
from indexer.templates import Starter, starter
from indexer.work import Clean, Job, cleaned, is_to_be_read, rest_here

T = TypeVar("T")

Trade = Literal["files", "cleaning"]
"""What a worker does."""

PATIENCE = 1.5
"""Seconds of work before the first worker is started: what it loads is another 0.7 of a processor, and a small run is
over by then."""

LARGE = 4 << 20
"""Bytes of a file that takes longer to read than a worker to start: no patience with it. Compressed or not: what is
compressed only takes longer."""

BATCH = 32
"""Articles that a worker cleans at a time."""

FRAMES = 4
"""Frames of one file that wait here for their turn."""

_Frame = list[Found | Future[list[Item]]]
"""What came of one frame of a file, and what will be there where a page is being read. An empty one ends the file."""


class Crew:
    """So many processes (see `work.Work`), each started when there is something for it to do, and none before this
    process alone was busy for `patience` seconds."""

    several = True

    def __init__(
        self, jobs: int, patience: float = PATIENCE, pages: Pages | None = None, begins: Starter | None = None
    ) -> None:
        self._jobs = jobs
        self._patience = patience
        self._starter = begins or starter()
        self._pages = pages or Pages(jobs, begins=self._starter)
        self._threads = ThreadPoolExecutor(max_workers=jobs)
        # Those that fetch wait while what they have isn't asked for; to clean meanwhile takes others.
        self._askers = ThreadPoolExecutor(max_workers=jobs)
        self._workers: list[Worker] = []
        self._idle: dict[Trade, list[Worker]] = {"files": [], "cleaning": []}  # of these
        self._borrowing = threading.Lock()
        self._first_cleaning: Future[None] | None = None
        self._closed = threading.Event()

    def read(self, plans: Iterable[Plan | Skipped]) -> Iterator[tuple[Plan | Skipped, Iterable[Found]]]:
        """See `Work`."""
        waiting: deque[tuple[Plan | Skipped, Iterable[Found]]] = deque()
        for plan in plans:
            found: Iterable[Found] = ()
            if isinstance(plan, Plan) and is_to_be_read(plan):
                if plan.file.size >= LARGE:
                    self._patience = 0
                alone = self._patience > 0 or plan.file.spool is not None
                found = self._timed(self._found_here(plan.file)) if alone else self._found_by_worker(plan.file)
            waiting.append((plan, found))
            if len(waiting) > 4 * self._jobs or self._patience > 0:
                yield waiting.popleft()
        yield from waiting

    def clean(self, things: Iterable[T], job: Callable[[T], Job]) -> Iterator[tuple[T, Clean]]:
        """See `Work`."""
        things = iter(things)
        alone = self._patience > 0
        while alone and (first := list(islice(things, 1))):
            yield from zip(first, self._timed(cleaned(job(thing)) for thing in first), strict=True)
            alone = self._patience > 0 or not self._expected().done()
        self._dismiss("files")
        waiting: deque[tuple[list[T], list[Job], Future[bytes]]] = deque()
        while batch := list(islice(things, BATCH)):
            jobs = [job(thing) for thing in batch]
            waiting.append((batch, jobs, self._askers.submit(self._ask, cleaning.task(jobs))))
            if len(waiting) > 2 * self._jobs:
                yield from _answered(*waiting.popleft())
        while waiting:
            yield from _answered(*waiting.popleft())

    def rest(self) -> None:
        """See `Work`. A worker that has begun with a file stays, and waits for its turn."""
        self._dismiss("files")
        self._dismiss("cleaning")
        self._first_cleaning = None
        self._pages.rest()
        self._starter.rest()
        rest_here()

    def close(self) -> None:
        """Kill the workers; what they were doing is forgotten."""
        self._closed.set()
        for worker in self._workers:
            worker.kill()
        for threads in (self._threads, self._askers):
            threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.kill()  # one that was begun meanwhile
            worker.bury()
        self._pages.close()
        self._starter.close()

    def _dismiss(self, trade: Trade) -> None:
        """End the workers of this trade that have nothing to do."""
        with self._borrowing:
            idle, self._idle[trade] = self._idle[trade], []
        for worker in idle:
            worker.kill()
            worker.bury()
            self._workers.remove(worker)

    def _timed(self, work: Iterator[T]) -> Iterator[T]:
        """Do the work here, at the cost of patience."""
        while True:
            began = time.monotonic()
            try:
                one = next(work)
            except StopIteration:
                return
            finally:
                self._patience -= time.monotonic() - began
            yield one

    def _found_here(self, file: SourceFile) -> Iterator[Found]:
        """What is in the file; once patience is over, several of its pages are read at a time."""
        return self._pages.read(pages_apart(file), lambda: 0 if self._patience > 0 else 2 * self._jobs)

    def _found_by_worker(self, file: SourceFile) -> Iterator[Found]:
        """Have a worker begin with the file; what it finds."""
        fetched: queue.Queue[_Frame | BaseException] = queue.Queue(FRAMES)
        self._threads.submit(self._fetch, file, fetched)
        return self._unpacked(file, fetched)

    def _unpacked(self, file: SourceFile, fetched: queue.Queue[_Frame | BaseException]) -> Iterator[Found]:
        while frame := fetched.get():
            if isinstance(frame, WorkerDied):
                yield Skipped(
                    file.locator, f"the process that read it died ({frame}); it may need more memory than there is"
                )
                return
            if isinstance(frame, BaseException):
                raise frame
            for item in frame:
                yield from self._pages.settled(item, lambda: 2 * self._jobs)

    # In a worker's thread

    def _fetch(self, file: SourceFile, fetched: queue.Queue[_Frame | BaseException]) -> None:
        try:
            with self._borrowed("files") as worker:
                worker.send(files.task(file))
                while frame := worker.receive():
                    self._expected()
                    self._put(fetched, [self._begun(item) for item in frames.unpacked(frame)])
            self._put(fetched, [])
        except BaseException as error:  # noqa: BLE001 - it is raised where the file has its turn, or that never comes
            self._put(fetched, error)

    def _expected(self) -> Future[None]:
        """The beginning of the first worker that cleans, behind the back of what goes on."""
        with self._borrowing:
            if self._first_cleaning is None:
                self._first_cleaning = self._askers.submit(self._begin_cleaning)
            return self._first_cleaning

    def _begin_cleaning(self) -> None:
        with suppress(WorkerDied, OutputError), self._borrowed("cleaning"):
            pass  # what went wrong is told when there is something to clean

    def _begun(self, item: Item) -> Found | Future[list[Item]]:
        return self._pages.begin(item) if isinstance(item, Page) else item

    def _put(self, fetched: queue.Queue[_Frame | BaseException], frame: _Frame | BaseException) -> None:
        while not self._closed.is_set():
            with suppress(queue.Full):
                fetched.put(frame, timeout=0.2)
                return

    def _ask(self, task: bytes) -> bytes:
        with self._borrowed("cleaning") as worker:
            worker.send(task)
            return worker.receive()

    @contextmanager
    def _borrowed(self, trade: Trade) -> Iterator[Worker]:
        """A worker of this trade that has nothing to do, alive when last seen."""
        with self._borrowing:
            worker = self._idle[trade].pop() if self._idle[trade] else None
        if worker is None:
            if self._closed.is_set():
                raise WorkerDied("the run is over")
            worker = self._begin(trade)
        try:
            yield worker
        except BaseException:  # also one that answers what can't be read: the rest of its answer is nobody's
            if not self._closed.is_set():
                self._workers.remove(worker)
                worker.bury()
            raise
        with self._borrowing:
            self._idle[trade].append(worker)

    def _begin(self, trade: Trade) -> Worker:
        """One more worker of this trade, which has said that it is there. Raises OutputError where none gets so far,
        twice."""
        has_failed = False
        while True:
            worker: Worker | None = None
            try:
                worker = self._starter.begin(trade)
                self._workers.append(worker)
                worker.receive()
                return worker
            except WorkerDied as death:
                if self._closed.is_set():
                    raise
                if worker is not None:
                    self._workers.remove(worker)
                    worker.bury()
                if has_failed:
                    raise none_begins("files", death) from death
                has_failed = True


def _answered(batch: list[T], jobs: list[Job], answer: Future[bytes]) -> Iterator[tuple[T, Clean]]:
    try:
        results: Iterable[Clean] = cleaning.answer(answer.result())
    except (WorkerDied, OutputError):
        # Cleaning is our own code and needs little memory: whoever killed the worker, it was not this text's fault.
        results = map(cleaned, jobs)
    yield from zip(batch, results, strict=True)
