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
    """Each a copy of a template, which is begun with the first of them."""

    def __init__(self) -> None:
        self._template: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._orders = threading.Lock()

    def begin(self, kind: Kind, *arguments: str) -> Worker:
        """See `Starter`."""
        theirs_in, tasks = os.pipe()
        answers, theirs_out = os.pipe()
        try:
            pid = self._ordered("\0".join(("copy", kind, *arguments)), (theirs_in, theirs_out))
        except OSError as error:
            os.close(tasks)
            os.close(answers)
            raise WorkerDied(f"the process that it is a copy of died ({error})") from None
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        return Worker(_Copy(self, pid), os.fdopen(tasks, "wb"), os.fdopen(answers, "rb"))

    def kill(self, pid: int) -> None:
        """End a copy that wasn't waited for, now."""
        with suppress(OSError):  # with the template end its copies' only
            self._ordered(f"kill\0{pid}")

    def wait(self, pid: int) -> int:
        """How a copy ended, which it is about to: an exit code, negative: a signal. One whose template is gone counts
        as killed."""
        try:
            return self._ordered(f"wait\0{pid}")
        except OSError:
            return -signal.SIGKILL

    def close(self) -> None:
        """See `Starter`."""
        with self._orders:
            self._end()

    def _ordered(self, order: str, pipes: Sequence[int] = ()) -> int:
        with self._orders:
            try:
                if pipes:
                    self._begun()
                if self._socket is None:
                    raise OSError("it is over")
                socket.send_fds(self._socket, [order.encode()], pipes)
                answer = self._socket.recv(_ANSWER.size)
                if len(answer) < _ANSWER.size:
                    raise OSError("it gives no answer")
            except OSError:
                self._end()  # the next copy is of another one
                raise
        (found,) = _ANSWER.unpack(answer)
        return int(found)

    def _begun(self) -> None:
        if self._template is None:
            self._socket, theirs = socket.socketpair()
            command = (sys.executable, "-P", "-m", "indexer.templates")
            with theirs:
                self._template = subprocess.Popen(
                    command,
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=environment(),
                )

    def _end(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._template is not None:
            self._template.kill()
            self._template.wait()
            self._template = None


class _Copy:
    # One copy, as `subprocess.Popen` is one process.
    def __init__(self, template: Copied, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._template = template
        self._waits = threading.Lock()

    def kill(self) -> None:
        if self.returncode is None:
            self._template.kill(self.pid)

    def wait(self) -> int:
        with self._waits:
            if self.returncode is None:
                self.returncode = self._template.wait(self.pid)
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
