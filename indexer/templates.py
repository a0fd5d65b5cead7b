"""Processes that share what they have loaded: each is a copy of one that loaded it once, and does nothing else.

What reading and cleaning load (parsers, patterns, a table of 70 MB that tells languages) takes a hundred megabytes and
a second or two. A *template* (`python -m indexer.copying`) loads it, has never more than one thread, and forks when
it is asked to: its copies share all of that with it until they write to it, and begin at once, also in the place of one
that was killed. Each kind of process has a template of its own: who reads a large file stays while the index is
written, and would keep in memory what the others were copied from. On Linux only: on macOS the system's own libraries
don't work in what was forked, so there every process loads its own (`Spawned`), and memory grows by as much with each.

A template takes one order at a time over a socket: a copy (with it come the two pipes that the copy has as its standard
input and output), the death of one, or how one ended. To be told how one ended is to wait until it has, and all other
orders wait with it: asked only of copies that were killed, or whose output has ended, that is for as long as the kernel
takes to clear their memory away, a second at most. A template is in a session of its own, so that nothing that is sent
to the terminal's processes comes between; it and its copies end when those who hold their sockets and pipes have.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal, Protocol

from indexer.copying import ANSWER, MOST
from indexer.processes import Worker, WorkerDied, environment, how

Kind = Literal["pages", "files", "cleaning"]
"""What a process is to be: the name of its module in `indexer`, which has a `warm` to load things and a `serve` for
its life."""

_DYING = 5.0
"""Seconds between the end of a template's socket and its own, at most."""


class Starter(Protocol):
    """Who begins processes."""

    def begin(self, kind: Kind, *arguments: str) -> Worker:
        """One more. Raises WorkerDied."""
        ...

    def rest(self) -> None:
        """Let go of what is only there to begin processes, if none is there, nor being begun."""
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

    def rest(self) -> None:
        """See `Starter`."""

    def close(self) -> None:
        """See `Starter`."""


class Copied:
    """Each a copy of its kind's template, which is begun with the first, and again after `close`, or when it died."""

    def __init__(self) -> None:
        self._templates: dict[Kind, _Template] = {}
        self._begins = threading.Lock()

    def begin(self, kind: Kind, *arguments: str) -> Worker:
        """See `Starter`. One that its template fails is asked of another template, once."""
        try:
            return self._copy(kind, *arguments)
        except OSError:
            pass
        try:
            return self._copy(kind, *arguments)
        except OSError as error:
            raise WorkerDied(f"it can't be begun: {error}") from None

    def rest(self) -> None:
        """See `Starter`."""
        with self._begins:
            for kind, template in [*self._templates.items()]:
                if not template.copies:
                    self._drop(kind)

    def close(self) -> None:
        """See `Starter`. Copies that are left end when nobody holds their pipes any more."""
        with self._begins:
            for kind in [*self._templates]:
                self._drop(kind)

    def _copy(self, kind: Kind, *arguments: str) -> Worker:
        """Raises OSError."""
        with self._begins:
            if (template := self._templates.get(kind)) is None:
                template = self._templates[kind] = _Template()
            template.count(1)  # so that no `rest` ends it meanwhile
        ours: list[int] = []
        theirs: list[int] = []
        try:
            for near, far in ((1, 0), (0, 1)):
                pipe = os.pipe()
                ours.append(pipe[near])
                theirs.append(pipe[far])
            pid = template.ordered("copy", kind, *arguments, pipes=theirs)
            process = _Copy(template, pid, ours[0])
        except BaseException:
            for end in ours:
                os.close(end)
            template.count(-1)
            with self._begins:
                if self._templates.get(kind) is template and not template.is_in_step:
                    self._drop(kind)
            raise
        finally:
            for end in theirs:
                os.close(end)
        return Worker(process, os.fdopen(ours[0], "wb"), os.fdopen(ours[1], "rb"))

    def _drop(self, kind: Kind) -> None:
        self._templates.pop(kind).end()


class _Template:
    # The process that is copied; it has so many `copies`, those included that are being begun.
    def __init__(self) -> None:
        self.copies = 0
        self.is_in_step = True  # every order had its answer, up to the one that is under way
        self._is_asked = False  # one is
        self._counts = threading.Lock()
        self._orders = threading.Lock()
        self._socket, theirs = socket.socketpair()
        command = (sys.executable, "-P", "-m", "indexer.copying")
        with theirs:
            try:
                self.process = subprocess.Popen(
                    command,
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=environment(),
                    start_new_session=True,
                )
            except OSError:
                self._socket.close()
                raise

    def count(self, more: int) -> None:
        with self._counts:
            self.copies += more

    def ordered(self, *order: str, pipes: Sequence[int] = ()) -> int:
        """Its answer to an order. Raises OSError."""
        with self._orders:
            if self._is_asked or not self.is_in_step:
                self.is_in_step = False
                raise OSError("its answers can't be told apart any more")
            self._is_asked = True
            try:
                socket.send_fds(self._socket, ["\0".join(order).encode()], pipes)
                answer = self._socket.recv(MOST)
            except OSError:
                answer = b""
            except BaseException:
                # An interruption: the next order would take this one's answer for its own.
                self.is_in_step = False
                self._socket.close()
                raise
            if len(answer) < ANSWER.size:
                self.is_in_step = False
            self._is_asked = False
        if len(answer) < ANSWER.size:
            with suppress(subprocess.TimeoutExpired):  # it lives, and has closed its socket
                self.process.wait(_DYING)
            raise OSError(f"the process that it would be a copy of died ({how(self.process.returncode)})")
        (found,) = ANSWER.unpack_from(answer)
        if reason := answer[ANSWER.size :]:
            raise OSError(reason.decode("utf-8", "replace"))
        return int(found)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._socket.close()


class _Copy:
    # One copy, as `subprocess.Popen` is one process; `tasks` is our end of the pipe that it ends with.
    def __init__(self, template: _Template, pid: int, tasks: int) -> None:
        if pid < 1:
            raise OSError(f"{pid} is no process")
        self.pid = pid
        self.returncode: int | None = None
        self._template = template
        self._tasks = tasks
        self._waits = threading.Lock()
        self._handle: int | None = None
        with suppress(OSError, AttributeError):  # Linux before 5.3, or a Python that was built for it
            self._handle = os.pidfd_open(pid)

    def kill(self) -> None:
        # A number that wasn't waited for is nobody else's.
        with self._waits:
            if self.returncode is not None:
                return
            try:
                self._template.ordered("kill", str(self.pid))
            except OSError:
                self._kill_here()

    def wait(self) -> int:
        with self._waits:
            if self.returncode is None:
                try:
                    self.returncode = self._template.ordered("wait", str(self.pid))
                except OSError:
                    self._kill_here()
                    self.returncode = -signal.SIGKILL
                self._template.count(-1)
                if self._handle is not None:
                    os.close(self._handle)
            return self.returncode

    def _kill_here(self) -> None:
        """Where its template is gone. It ends with its pipe, too, once whatever it is doing lets it."""
        if self._handle is not None:
            with suppress(OSError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        # Who holds the pipe closes it later, when its number could be another's: something else is put in its place.
        nothing = os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)
        os.dup2(nothing, self._tasks, inheritable=False)
        os.close(nothing)
