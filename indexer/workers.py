"""Reading and cleaning spread over processes. The results, and their order, are those of one process.

A worker (`serve`; see `processes`) takes tasks and answers, in msgpack. A thread here waits
for each worker; files wait in line, and a worker that is ahead waits for its turn with little in hand, so that memory
doesn't grow with files or articles. A worker that dies costs the file it was reading; where none can be begun, the run
ends. Web pages in a file are left to
processes of their own (`pages`), as many: while those work, a worker that finds pages has little to do.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import IO, Any, TypeVar

import msgspec

from indexer import frames
from indexer.article import Article, Page, Reading, Skipped
from indexer.collecting import rarely
from indexer.errors import OutputError
from indexer.found import Found, pages_apart
from indexer.frames import Item
from indexer.intake import Plan
from indexer.ledger import readings
from indexer.pages import Pages, none_begins
from indexer.processes import Worker, WorkerDied, receive, send, serving
from indexer.sources import Part, SourceFile
from indexer.templates import Starter, starter
from indexer.work import Clean, Job, cleaned, is_to_be_read, rest_here

T = TypeVar("T")

PATIENCE = 3.0
"""Seconds of work before the first worker is started: a worker imports parsers and loads a model for about two, and a
small run is over by then."""

LARGE = 4 << 20
"""Bytes of a file that takes longer to read than a worker to start: no patience with it. Compressed or not: what is
compressed only takes longer."""

BATCH = 32
"""Articles that a worker cleans at a time."""

FRAMES = 4
"""Frames of one file that wait here for their turn."""

_END = b""

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
        self._idle: list[Worker] = []  # of these
        self._borrowing = threading.Lock()
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
        while self._patience > 0 and (first := list(islice(things, 1))):
            yield from zip(first, self._timed(cleaned(job(thing)) for thing in first), strict=True)
        waiting: deque[tuple[list[T], list[Job], Future[bytes]]] = deque()
        while batch := list(islice(things, BATCH)):
            jobs = [job(thing) for thing in batch]
            waiting.append((batch, jobs, self._askers.submit(self._ask, _task("clean", jobs))))
            if len(waiting) > 2 * self._jobs:
                yield from _answered(*waiting.popleft())
        while waiting:
            yield from _answered(*waiting.popleft())

    def rest(self) -> None:
        """See `Work`. A worker that has begun with a file stays, and waits for its turn."""
        with self._borrowing:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()
            worker.bury()
            self._workers.remove(worker)
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
            with self._borrowed() as worker:
                about = (file.path, file.root, file.locator, file.size, file.mtime_ns, file.parts, file.is_part)
                worker.send(_task("read", about))
                while frame := worker.receive():
                    self._put(fetched, [self._begun(item) for item in frames.unpacked(frame)])
            self._put(fetched, [])
        except BaseException as error:  # noqa: BLE001 - it is raised where the file has its turn, or that never comes
            self._put(fetched, error)

    def _begun(self, item: Item) -> Found | Future[list[Item]]:
        return self._pages.begin(item) if isinstance(item, Page) else item

    def _put(self, fetched: queue.Queue[_Frame | BaseException], frame: _Frame | BaseException) -> None:
        while not self._closed.is_set():
            with suppress(queue.Full):
                fetched.put(frame, timeout=0.2)
                return

    def _ask(self, task: bytes) -> bytes:
        with self._borrowed() as worker:
            worker.send(task)
            return worker.receive()

    @contextmanager
    def _borrowed(self) -> Iterator[Worker]:
        """A worker that has nothing to do, alive when last seen."""
        with self._borrowing:
            worker = self._idle.pop() if self._idle else None
        if worker is None:
            if self._closed.is_set():
                raise WorkerDied("the run is over")
            worker = self._begin()
        try:
            yield worker
        except BaseException:  # also one that answers what can't be read: the rest of its answer is nobody's
            if not self._closed.is_set():
                self._workers.remove(worker)
                worker.bury()
            raise
        self._idle.append(worker)

    def _begin(self) -> Worker:
        """One more worker, which has said that it is there. Raises OutputError where none gets so far, twice."""
        has_failed = False
        while True:
            worker: Worker | None = None
            try:
                worker = self._starter.begin("workers")
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
        results: Iterable[Clean] = _cleans().decode(answer.result())
    except (WorkerDied, OutputError):
        # Cleaning is our own code and needs little memory: whoever killed the worker, it was not this text's fault.
        results = map(cleaned, jobs)
    yield from zip(batch, results, strict=True)


def _task(kind: str, about: Any) -> bytes:
    return msgspec.msgpack.encode((kind, about))


@cache
def _cleans() -> msgspec.msgpack.Decoder[list[Clean]]:
    return msgspec.msgpack.Decoder(list[Clean])


def _serve(tasks: IO[bytes], answers: IO[bytes]) -> None:
    """A worker's life: until its tasks end. First it says that it is there, so that no file is blamed otherwise."""
    send(answers, _END)
    while (task := receive(tasks)) is not None:
        kind, about = msgspec.msgpack.decode(task)
        if kind == "read":
            parts, is_part = about[5:] or ((), False)
            file = replace(SourceFile(*about[:5]), parts=tuple(Part(*part) for part in parts), is_part=is_part)
            for frame in frames.packed(pages_apart(file)):
                send(answers, frame)
            send(answers, _END)
        else:
            send(answers, msgspec.msgpack.encode([cleaned(Job(*job)) for job in about]))


def warm() -> None:
    """Load what articles are read and cleaned with."""
    from indexer import readers
    from indexer.text import language

    language.guess("The night train to the coast is back.")
    story = Reading(Article(headline=_SAMPLE[0], byline=("By A. Reporter",), published="2020-02-01", body=_SAMPLE[1:]))
    cleaned(Job(readings.encode(story), clean=True))
    assert readers.READERS


_SAMPLE = (
    "The night train to the coast is back",
    "The night train to the coast is back after eleven years. (Reuters) - “It was time,” a driver said on Monday.",
    "A night train stands at the coast. Photograph: A. Picture/Daily",
    "Read more: the last night train",
    "Source: Daily and agencies",
)


def serve() -> None:
    """Serve until the pipes close."""
    with rarely(), serving() as (tasks, answers):
        _serve(tasks, answers)


def main() -> None:
    """The same in a process of its own, which loads things when it needs them."""
    serve()


if __name__ == "__main__":
    main()
