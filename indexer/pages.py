"""Reading pages, each within limits: one that hangs a parser, or eats the memory, costs itself.

A page is whatever a parser reads that others wrote: a web page, a record with markup in it, a document, an issue. A
file with many records is cut into them first, where that can't hang in the process that indexes, else as a page of its
own.

No check in a loop of ours holds where a parser or a regular expression loops, so a page is read in a process of its
own kind (`serve`), which ends when the page takes too much; another one reads the next page. What becomes of a page
depends on the page: a process that was given up for its memory, or that crashed, has read others before, so the page is
read again in a new one, which decides.

- Time is what the process worked, so that a busy machine changes nothing: the kernel's timer ends it (SIGPROF), also
  inside a C library. One that waits without working is ended by the clock (SIGALRM).
- Memory is what the process holds beyond what it held before its first page. It looks at its peak after each page;
  meanwhile `Pages` looks from outside, and the kernel gives no more than twice the limit. (Only Linux tells and limits
  all this; elsewhere the peak alone is looked at, once the page is read.)
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from indexer import frames
from indexer.article import Page, Reading, Skipped
from indexer.errors import OutputError
from indexer.found import Found, entry
from indexer.frames import Item
from indexer.processes import Worker, WorkerDied, receive, send, serving
from indexer.templates import Starter, starter

HELD = 16 << 20
"""Bytes of pages that are under way for one file, so that memory is bounded where they are large."""

_BETWEEN = 0.05
"""Seconds between two looks at the memory of a process that reads a page."""

_SPENT = 97
"""The exit code of a process that has used up its memory."""

_PROBE = b"<html><head><title>A</title></head><body><article><h1>A</h1><p>One line, to begin.</p></article></body>"


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one page may take: `seconds` of work, `megabytes` of memory. The slowest of 447 real pages takes a
    third of a second and 60 MB; one of 64 MB, the largest record there may be, read as mere text, 15 seconds. Lower
    limits skip such pages, higher ones let hostile pages hold a run for longer. `a_file`: seconds more for each file
    that is read with it; a scanned page of a newspaper takes a tenth. `clock`: seconds by the clock, for a page that
    has its process wait for something; so many that no busy machine needs them for the work."""

    seconds: float = 20
    megabytes: int = 1024
    clock: float = 1200
    a_file: float = 1

    def seconds_for(self, page: Page) -> float:
        """Seconds of work for this one."""
        return self.seconds + self.a_file * page.files


LIMITS = Limits()


class Pages:
    """So many processes (`jobs`) that read pages, each started when there is a page for it."""

    def __init__(self, jobs: int = 1, limits: Limits = LIMITS, begins: Starter | None = None) -> None:
        self._starter = begins or starter()
        self._has_starter = begins is None
        self._limits = limits
        self._threads = ThreadPoolExecutor(max_workers=jobs)
        self._processes: list[_Process] = []
        self._idle: list[_Process] = []  # of these
        self._borrowing = threading.Lock()
        self._closed = threading.Event()

    def begin(self, page: Page) -> Future[list[Item]]:
        """Have a page read: the articles on it, or why there are none."""
        return self._threads.submit(self._read, page)

    def read(self, items: Iterable[Found | Page], ahead: Callable[[], int] = lambda: 0) -> Iterator[Found]:
        """These, in their order, with what is on the pages in their places; so many of them may be under way
        `ahead` of the one that is asked for."""
        waiting: deque[tuple[Found | Future[list[Item]], int]] = deque()
        held = 0
        for item in items:
            size = item.size if isinstance(item, Page) else 0
            waiting.append((self.begin(item) if isinstance(item, Page) else item, size))
            held += size
            while waiting and (len(waiting) > ahead() or held > HELD):
                first, size = waiting.popleft()
                held -= size
                yield from self.settled(first, ahead)
        while waiting:
            yield from self.settled(waiting.popleft()[0], ahead)

    def settled(self, item: Found | Future[list[Item]], ahead: Callable[[], int] = lambda: 0) -> Iterator[Found]:
        """What was found, once it is there; pages on a page are read as `read` does."""
        if isinstance(item, Future):
            yield from self.read(item.result(), ahead)
        else:
            yield item

    def rest(self) -> None:
        """End the processes that don't read."""
        with self._borrowing:
            idle, self._idle = self._idle, []
        for process in idle:
            process.worker.kill()
            self._bury(process)
        self._starter.rest()

    def close(self) -> None:
        """Kill the processes; what they were reading is forgotten."""
        self._closed.set()
        for process in tuple(self._processes):
            process.worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for process in self._processes:
            process.worker.kill()  # one that was begun meanwhile
            process.worker.bury()
        if self._has_starter:
            self._starter.close()

    def _read(self, page: Page) -> list[Item]:
        """In one of our threads. Raises OutputError where no process gets as far as the page, for which it can't be
        blamed: one that died so has a successor, no more."""
        task = frames.pack([page])
        has_failed = False
        while True:
            process: _Process | None = None
            again = False
            try:
                process = self._borrowed()
                again = process.has_read
                answer = process.read(task)
                self._idle.append(process)
                return list(frames.unpacked(answer))
            except WorkerDied as death:
                if self._closed.is_set():
                    raise
                if process is not None:
                    self._bury(process)
                if process is None or not process.is_ready:
                    if has_failed:
                        raise none_begins("pages", death) from death
                    has_failed = True
                elif page.pages:
                    return list(page.pages)
                elif not again or death.code in (-signal.SIGPROF, -signal.SIGALRM):
                    return [Skipped(page.locator, self._reason(death, page))]

    def _reason(self, death: WorkerDied, page: Page) -> str:
        if death.code == -signal.SIGPROF:
            return f"took longer than {self._limits.seconds_for(page):g} s"
        if death.code == -signal.SIGALRM:
            return f"took longer than {self._limits.clock:g} s, most of it waiting"
        if death.code == _SPENT:
            return f"needed more than {self._limits.megabytes} MB"
        return f"the process that read it died ({death})"

    def _borrowed(self) -> _Process:
        """A process that doesn't read, alive when last seen."""
        with self._borrowing:
            if self._idle:
                return self._idle.pop()
        if self._closed.is_set():
            raise WorkerDied("the run is over")
        process = _Process(self._starter, self._limits)
        self._processes.append(process)
        return process

    def _bury(self, process: _Process) -> None:
        process.worker.bury()
        self._processes.remove(process)


class _Process:
    """A process that reads pages, and what it holds when it begins."""

    def __init__(self, starter: Starter, limits: Limits) -> None:
        self.worker: Worker = starter.begin("pages", *map(str, astuple(limits)))
        self.is_ready = False
        self.has_read = False
        self._megabytes = limits.megabytes
        self._most = 0

    def read(self, task: bytes) -> bytes:
        """Raises WorkerDied."""
        if not self.is_ready:
            self._most = int(self.worker.receive()) + (self._megabytes << 20)
            self.is_ready = True
        self.worker.send(task)
        while self.worker.is_silent(_BETWEEN):
            if _resident(self.worker.pid) > self._most:
                self.worker.kill()
                with suppress(WorkerDied):
                    self.worker.receive()
                self.worker.is_dead = True
                raise WorkerDied("killed for its memory", _SPENT)
        answer = self.worker.receive()
        self.has_read = True
        return answer


def none_begins(what: str, death: WorkerDied) -> OutputError:
    """What ends a run that would otherwise skip one thing after another, none of which is to blame."""
    return OutputError(
        f"no process that reads {what} begins ({death}); free some memory, or end other processes, and run again"
    )


def _resident(pid: int | str = "self") -> int:
    """Bytes of memory that a process holds; 0 where that isn't told."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


# In a process that reads pages


def _peak() -> int:
    """The most memory that this process ever held, in bytes."""
    try:
        status = Path("/proc/self/status").read_bytes()
        return int(status.partition(b"VmHWM:")[2].split(maxsplit=1)[0]) << 10
    except (OSError, IndexError):
        # kernels other than Linux count in bytes; Linux, in KB, also counts what the parent held at the start
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most << 10 if sys.platform == "linux" else most


def _bound(limits: Limits) -> None:
    """Twice the limit is the most that this process can ask for; until there, its memory is looked at."""
    try:
        size = int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
    except (OSError, IndexError):
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = size + 2 * (limits.megabytes << 20)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


@contextmanager
def _timed(limits: Limits, page: Page) -> Iterator[None]:
    signal.setitimer(signal.ITIMER_PROF, limits.seconds_for(page))
    signal.setitimer(signal.ITIMER_REAL, limits.clock)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _items(page: Page) -> Iterator[Item]:
    from indexer import readers

    for one in page.pages:
        yield from _items(one)
    if page.pages:
        return
    for item in readers.read_page(page):
        if isinstance(item, Skipped) and item.reason == readers.OUT_OF_MEMORY:
            raise MemoryError
        yield entry(item) if isinstance(item, Reading) else item


def warm() -> None:
    """Load what pages are read with: what libraries load for their first page is nobody's fault."""
    list(_items(Page("", (_PROBE,), "html")))


def serve(*arguments: str) -> None:
    """Read pages until the pipes close, each within these limits."""
    seconds, megabytes, clock, a_file = arguments
    limits = Limits(float(seconds), int(megabytes), float(clock), float(a_file))
    with serving() as (tasks, answers):
        _bound(limits)
        base = _peak()
        send(answers, str(base).encode())
        try:
            while (task := receive(tasks)) is not None:
                (page,) = frames.unpacked(task)
                assert isinstance(page, Page), "nothing else is asked of it"
                with _timed(limits, page):
                    answer = frames.pack(_items(page))
                if _peak() > base + (limits.megabytes << 20):
                    raise MemoryError
                send(answers, answer)
        except MemoryError:
            os._exit(_SPENT)


def main() -> None:
    """The same for a process of its own, with the limits that the command line says."""
    warm()
    serve(*sys.argv[1:])


if __name__ == "__main__":
    main()
