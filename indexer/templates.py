"""Processes that share what they have loaded: each is a copy of one that loaded it once, and does nothing else.

What reading and cleaning load (parsers, patterns, a table of 70 MB that tells languages) takes a hundred megabytes and
a second or two. A *template* (`python -m indexer.templates`) loads it, has never more than one thread, and forks when
it is asked to: its copies share all of that with it until they write to it, and begin at once, also in the place of one
that was killed. On Linux only: on macOS the system's own libraries don't work in what was forked, so there every
process loads its own (`Spawned`), and memory grows by as much with each.

A template takes one order at a time over a socket: a copy (with it come the two pipes that the copy has as its standard
input and output), the death of one, or how one ended.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal, Protocol

from indexer.memory import give_back
from indexer.processes import Worker, WorkerDied, environment

Kind = Literal["pages", "workers"]
"""What a process is to be: the name of its module in `indexer`, which has a `warm` to load things and a `serve` for
its life."""

_ANSWER = struct.Struct("!i")
_MOST = 4096
"""Bytes of an order."""


class Starter(Protocol):
    """Who begins processes."""

    def begin(self, kind: Kind, *arguments: str) -> Worker:
        """One more. Raises WorkerDied."""
        ...

    def close(self) -> None:
        """Nobody needs another one."""
        ...


def starter() -> Starter:
    """The one for this system."""
    return Copied() if sys.platform == "linux" else Spawned()


class Spawned:
    """Each begun from nothing, by its module or by another `command`."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = command

    def begin(self, kind: Kind, *arguments: str) -> Worker:
        """See `Starter`."""
        command = self._command or (sys.executable, "-P", "-m", f"indexer.{kind}")
        return Worker.spawned((*command, *arguments))

    def close(self) -> None:
        """See `Starter`."""


class Copied:
    """Each a copy of a template, which is begun with the first of them, and again after `close`, or when it died."""

    def __init__(self) -> None:
        self._template: _Template | None = None
        self._begins = threading.Lock()

    def begin(self, kind: Kind, *arguments: str) -> Worker:
        """See `Starter`."""
        with self._begins:
            template = self._template = self._template or _Template()
        theirs_in, tasks = os.pipe()
        answers, theirs_out = os.pipe()
        try:
            pid = template.ordered("copy", kind, *arguments, pipes=(theirs_in, theirs_out))
        except OSError as error:
            os.close(tasks)
            os.close(answers)
            self.close()
            raise WorkerDied(f"the process that it is a copy of died: {error}") from None
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        return Worker(_Copy(template, pid), os.fdopen(tasks, "wb"), os.fdopen(answers, "rb"))

    def close(self) -> None:
        """See `Starter`. Copies that are left end when nobody holds their pipes any more."""
        with self._begins:
            if self._template is not None:
                self._template.end()
                self._template = None


class _Template:
    # The process that is copied.
    def __init__(self) -> None:
        self._orders = threading.Lock()
        self._socket, theirs = socket.socketpair()
        command = (sys.executable, "-P", "-m", "indexer.templates")
        with theirs:
            self.process = subprocess.Popen(
                command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
            )

    def ordered(self, *order: str, pipes: Sequence[int] = ()) -> int:
        """Its answer to an order. Raises OSError."""
        with self._orders:
            socket.send_fds(self._socket, ["\0".join(order).encode()], pipes)
            answer = self._socket.recv(_ANSWER.size)
        if len(answer) < _ANSWER.size:
            raise OSError("it gives no answer")
        (found,) = _ANSWER.unpack(answer)
        return int(found)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._socket.close()


class _Copy:
    # One copy, as `subprocess.Popen` is one process.
    def __init__(self, template: _Template, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._template = template
        self._waits = threading.Lock()

    def kill(self) -> None:
        # A number that wasn't waited for is nobody else's. Where its template is gone, it ends with its pipes.
        with self._waits, suppress(OSError):
            if self.returncode is None:
                self._template.ordered("kill", str(self.pid))

    def wait(self) -> int:
        with self._waits:
            if self.returncode is None:
                try:
                    self.returncode = self._template.ordered("wait", str(self.pid))
                except OSError:
                    self.returncode = -signal.SIGKILL
            return self.returncode


# In a template


def main() -> None:
    """Take orders until nobody gives any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Not standard input itself, in whose place its copies have a pipe.
    control = socket.socket(fileno=os.dup(0))
    warm: set[str] = set()
    while True:
        order, pipes, *_ = socket.recv_fds(control, _MOST, 2)
        if not order:
            break
        what, *words = order.decode().split("\0")
        if what == "copy":
            kind, *arguments = words
            module = importlib.import_module(f"indexer.{kind}")
            if kind not in warm:
                warm.add(kind)
                module.warm()
                gc.collect()
                gc.freeze()  # or the copies' collections would write to all of it
                give_back()
            answer = os.fork()
            if not answer:
                control.close()
                _live(module.serve, pipes, arguments)
            for pipe in pipes:
                os.close(pipe)
        elif what == "kill":
            os.kill(int(words[0]), signal.SIGKILL)
            answer = 0
        else:
            answer = os.waitstatus_to_exitcode(os.waitpid(int(words[0]), 0)[1])
        control.sendall(_ANSWER.pack(answer))


def _live(serve: Serve, pipes: Sequence[int], arguments: Sequence[str]) -> None:
    """A copy's life, with these two as its standard input and output; it doesn't come back."""
    code = 1
    try:
        for number, pipe in enumerate(pipes):
            os.dup2(pipe, number)
            os.close(pipe)
        serve(*arguments)
        code = 0
    finally:
        os._exit(code)


class Serve(Protocol):
    """A process's life."""

    def __call__(self, *arguments: str) -> None: ...


if __name__ == "__main__":
    main()
