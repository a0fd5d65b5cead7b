"""Reading and cleaning spread over processes. The results, and their order, are those of one process.

A worker is `python -m indexer.workers`: it takes tasks on its standard input and answers on its standard output, in
frames of msgpack. (Not `multiprocessing`: that would pickle, and would run the caller's script again.) A thread here
waits for each worker; files wait in line, and a worker that is ahead waits for its turn with little in hand, so that
memory doesn't grow with files or articles. A worker that dies costs the file it was reading.
"""

from __future__ import annotations

import os
import queue
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import IO, Any, TypeVar

import msgspec

from indexer.article import Ignored, Skipped
from indexer.intake import Plan
from indexer.records import Entry
from indexer.sources import Part, SourceFile
from indexer.work import Clean, Found, Job, cleaned, found_in, is_to_be_read

T = TypeVar("T")

PATIENCE = 3.0
"""Seconds of work before the first worker is started: a worker imports parsers and loads a model for about two, and a
small run is over by then."""

LARGE = 4 << 20
"""Bytes of a file that takes longer to read than a worker to start: no patience with it. Compressed or not: what is
compressed only takes longer."""

BATCH = 32
"""Articles that a worker cleans at a time."""

FRAME = 1 << 18
"""Bytes of records that a worker gathers before it sends them."""

FRAMES = 4
"""Frames of one file that wait here for their turn."""

_LENGTH = struct.Struct("!I")
_END = b""


class WorkerDied(Exception):
    """A worker's output ended before its answer did; says how it died."""


class Crew:
    """So many processes (see `work.Work`), each started when there is something for it to do, and none before this
    process alone was busy for `patience` seconds."""

    several = True

    def __init__(self, jobs: int, patience: float = PATIENCE) -> None:
        self._jobs = jobs
        self._patience = patience
        self._threads = ThreadPoolExecutor(max_workers=jobs)
        self._own = threading.local()
        self._workers: list[_Worker] = []
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
                found = self._timed(found_in(plan.file)) if alone else self._found_by_worker(plan.file)
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
            waiting.append((batch, jobs, self._threads.submit(self._ask, _task("clean", jobs))))
            if len(waiting) > 2 * self._jobs:
                yield from _answered(*waiting.popleft())
        while waiting:
            yield from _answered(*waiting.popleft())

    def close(self) -> None:
        """Kill the workers; what they were doing is forgotten."""
        self._closed.set()
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.bury()

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

    def _found_by_worker(self, file: SourceFile) -> Iterator[Found]:
        """Have a worker begin with the file; what it finds."""
        frames: queue.Queue[bytes | WorkerDied] = queue.Queue(FRAMES)
        self._threads.submit(self._fetch, file, frames)
        return _unpacked(file, frames)

    # In a worker's thread

    def _fetch(self, file: SourceFile, frames: queue.Queue[bytes | WorkerDied]) -> None:
        try:
            worker = self._worker()
            about = (file.path, file.root, file.locator, file.size, file.mtime_ns, file.parts, file.is_part)
            worker.send(_task("read", about))
            while frame := worker.receive():
                self._put(frames, frame)
            self._put(frames, _END)
        except WorkerDied as death:
            self._put(frames, death)

    def _put(self, frames: queue.Queue[bytes | WorkerDied], frame: bytes | WorkerDied) -> None:
        while not self._closed.is_set():
            with suppress(queue.Full):
                frames.put(frame, timeout=0.2)
                return

    def _ask(self, task: bytes) -> bytes:
        worker = self._worker()
        worker.send(task)
        return worker.receive()

    def _worker(self) -> _Worker:
        """This thread's worker, alive when last seen."""
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None or worker.is_dead:
            if self._closed.is_set():
                raise WorkerDied("the run is over")
            worker = self._own.worker = _Worker()
            self._workers.append(worker)
        return worker


class _Worker:
    """One process and the two pipes to it."""

    def __init__(self) -> None:
        path = os.pathsep.join(os.path.abspath(folder) for folder in sys.path)
        # One thread a worker: the libraries' own would only stand in each other's way.
        environment = os.environ | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "indexer.workers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._tasks, self._answers = self._process.stdin, self._process.stdout
        self.is_dead = False

    def send(self, task: bytes) -> None:
        try:
            _send(self._tasks, task)
        except OSError:
            raise self._died() from None

    def receive(self) -> bytes:
        frame = _receive(self._answers)
        if frame is None:
            raise self._died()
        return frame

    def kill(self) -> None:
        self._process.kill()

    def bury(self) -> None:
        self._process.wait()
        for pipe in (self._tasks, self._answers):
            with suppress(OSError):  # a frame that was never sent has nowhere to go
                pipe.close()

    def _died(self) -> WorkerDied:
        self.is_dead = True
        code = self._process.wait()
        return WorkerDied(signal.Signals(-code).name if code < 0 else f"exit code {code}")


def _answered(batch: list[T], jobs: list[Job], answer: Future[bytes]) -> Iterator[tuple[T, Clean]]:
    try:
        results: Iterable[Clean] = _cleans().decode(answer.result())
    except WorkerDied:
        # Cleaning is our own code and needs little memory: whoever killed the worker, it was not this text's fault.
        results = map(cleaned, jobs)
    yield from zip(batch, results, strict=True)


def _unpacked(file: SourceFile, frames: queue.Queue[bytes | WorkerDied]) -> Iterator[Found]:
    while frame := frames.get():
        if isinstance(frame, WorkerDied):
            yield Skipped(
                file.locator, f"the process that read it died ({frame}); it may need more memory than there is"
            )
            return
        for kind, locator, content, crawled in msgspec.msgpack.decode(frame):
            if kind == "entry":
                yield Entry(locator, content, crawled)
            else:
                yield Skipped(locator, content) if kind == "skipped" else Ignored(locator)


def _send(pipe: IO[bytes], frame: bytes) -> None:
    pipe.write(_LENGTH.pack(len(frame)))
    pipe.write(frame)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None where the pipe ends before it does."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    frame = pipe.read(length)
    return frame if len(frame) == length else None


def _task(kind: str, about: Any) -> bytes:
    return msgspec.msgpack.encode((kind, about))


@cache
def _cleans() -> msgspec.msgpack.Decoder[list[Clean]]:
    return msgspec.msgpack.Decoder(list[Clean])


def _packed(found: Iterable[Found]) -> Iterator[bytes]:
    """What a file holds, in frames."""
    items: list[tuple[str, str, str | bytes, int]] = []
    size = 0
    for item in found:
        match item:
            case Entry(locator, record, crawled, _):
                items.append(("entry", locator, record, crawled))
                size += len(record)
            case Skipped(locator, reason):
                items.append(("skipped", locator, reason, 0))
            case Ignored(locator):
                items.append(("ignored", locator, "", 0))
        if size >= FRAME or len(items) >= 1000:
            yield msgspec.msgpack.encode(items)
            items, size = [], 0
    if items:
        yield msgspec.msgpack.encode(items)


def _serve(tasks: IO[bytes], answers: IO[bytes]) -> None:
    """A worker's life: until its tasks end."""
    while (task := _receive(tasks)) is not None:
        kind, about = msgspec.msgpack.decode(task)
        if kind == "read":
            parts, is_part = about[5:] or ((), False)
            file = replace(SourceFile(*about[:5]), parts=tuple(Part(*part) for part in parts), is_part=is_part)
            for frame in _packed(found_in(file)):
                _send(answers, frame)
            _send(answers, _END)
        else:
            _send(answers, msgspec.msgpack.encode([cleaned(Job(*job)) for job in about]))


def _end_with(pipe: IO[bytes]) -> None:
    """End this process when nobody holds the other end of `pipe` any more, whatever it is doing."""
    other_end = select.poll()
    other_end.register(pipe.fileno(), 0)  # asks for nothing; that the other end is closed is always told
    other_end.poll()
    os._exit(1)


def main() -> None:
    """Serve until the pipes close. What a library prints must not get between the frames."""
    # An interrupt from the terminal goes to the whole group; the process that leads it decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    threading.Thread(target=_end_with, args=(sys.stdin.buffer,), daemon=True).start()
    with suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
