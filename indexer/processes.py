"""Processes that do a part of the work, with frames of bytes over two pipes.

Not `multiprocessing`: that would pickle, and would run the caller's script again. The side that has a process work for
it is `Worker`; the process itself lives in `serve`, or, with more of its own, in `serving`. How processes begin:
`templates`.
"""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Protocol

from indexer.collecting import rarely

_LENGTH = struct.Struct("!I")

THERE = b""
"""The frame by which a worker says that it is there."""


class WorkerDied(Exception):
    """A worker's output ended before its answer did, or none could be begun; says how it died, or why. `code` is its
    exit code, negative: the signal that ended it."""

    def __init__(self, said: str, code: int | None = None) -> None:
        super().__init__(said)
        self.code = code


class Process(Protocol):
    """What `subprocess.Popen` has, and a worker needs."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    def kill(self) -> None: ...
    def wait(self) -> int: ...


def environment() -> dict[str, str]:
    """What a process of ours finds in its environment: where our modules are, and that one thread is all it has. The
    libraries' own would only stand in each other's way."""
    path = os.pathsep.join(os.path.abspath(folder) for folder in sys.path)
    return os.environ | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Worker:
    """One process, and the two pipes to it."""

    def __init__(self, process: Process, tasks: IO[bytes], answers: IO[bytes]) -> None:
        self._process = process
        self._tasks, self._answers = tasks, answers
        self.is_dead = False

    @classmethod
    def spawned(cls, command: Sequence[str]) -> Worker:
        """A process begun by this command. Raises WorkerDied where the system begins none."""
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
            )
        except OSError as error:
            raise WorkerDied(f"it can't be begun: {error}") from None
        assert process.stdin is not None
        assert process.stdout is not None
        return cls(process, process.stdin, process.stdout)

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def send(self, task: bytes) -> None:
        """Raises WorkerDied."""
        try:
            send(self._tasks, task)
        except OSError:
            raise self._died() from None

    def receive(self) -> bytes:
        """The next frame of its answer. Raises WorkerDied."""
        frame = receive(self._answers)
        if frame is None:
            raise self._died()
        return frame

    def is_silent(self, seconds: float) -> bool:
        """Whether nothing of its answer has come after so long; to be asked between frames."""
        poll = select.poll()
        poll.register(self._answers.fileno(), select.POLLIN)
        return not poll.poll(seconds * 1000)

    def kill(self) -> None:
        """End it now, whatever it is doing."""
        self._process.kill()

    def bury(self) -> None:
        """End it if it hasn't, and let go of the pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._tasks, self._answers):
            with suppress(OSError):  # a frame that was never sent has nowhere to go
                pipe.close()

    def _died(self) -> WorkerDied:
        self.is_dead = True
        code = self._process.wait()
        return WorkerDied(how(code), code)


def how(code: int | None) -> str:
    """How a process ended, by its exit code.

    >>> how(3), how(-9), how(None)
    ('exit code 3', 'SIGKILL', 'it has not ended')
    """
    if code is None:
        return "it has not ended"
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


@contextmanager
def serving() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """A worker's two pipes: tasks in, answers out. What a library prints doesn't get between the frames, and where
    nobody holds the other ends any more, the process ends."""
    # An interrupt from the terminal goes to the whole group; the process that leads it decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    threading.Thread(target=_end_with, args=(sys.stdin.buffer,), daemon=True).start()
    with suppress(BrokenPipeError):
        yield sys.stdin.buffer, answers


def serve(answer: Callable[[bytes], Iterable[bytes]]) -> None:
    """A worker's life, until the pipes close: it says that it is there (`THERE`), so that no task is blamed where it
    can't even begin, and answers each task by some frames."""
    with rarely(), serving() as (tasks, answers):
        send(answers, THERE)
        while (task := receive(tasks)) is not None:
            for frame in answer(task):
                send(answers, frame)


def send(pipe: IO[bytes], frame: bytes) -> None:
    """One frame. Raises OSError."""
    pipe.write(_LENGTH.pack(len(frame)))
    pipe.write(frame)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None where the pipe ends before it does."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    frame = pipe.read(length)
    return frame if len(frame) == length else None


def _end_with(pipe: IO[bytes]) -> None:
    """End this process when nobody holds the other end of `pipe` any more, whatever it is doing."""
    other_end = select.poll()
    other_end.register(pipe.fileno(), 0)  # asks for nothing; that the other end is closed is always told
    other_end.poll()
    os._exit(1)
