"""The life of a template, which is copied (see `templates`): it takes orders, and forks.

It has one thread, and loads what its kind of process needs, once, before its first copy.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import struct
from collections.abc import Sequence
from typing import Protocol

from indexer.memory import give_back

ANSWER = struct.Struct("!i")
"""What an order's answer begins with: a process's number, or its exit code; behind it stands why there is none."""

MOST = 4096
"""Bytes of an order, and of an answer."""


def main() -> None:
    """Take orders until nobody gives any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Not standard input itself, in whose place its copies have a pipe.
    control = socket.socket(fileno=os.dup(0))
    is_warm = False
    copies: set[int] = set()
    while True:
        order, pipes, *_ = socket.recv_fds(control, MOST, 2)
        if not order:
            break
        what, *words = order.decode().split("\0")
        answer, reason = 0, ""
        try:
            if what == "copy":
                kind, *arguments = words
                module = importlib.import_module(f"indexer.{kind}")
                if not is_warm:
                    module.warm()
                    is_warm = True
                    gc.collect()
                    gc.freeze()  # or the copies' collections would write to all of it
                    give_back()
                answer = os.fork()
                if not answer:
                    control.close()
                    _live(module.serve, pipes, arguments)
                copies.add(answer)
            elif (pid := int(words[0])) not in copies:
                reason = f"{pid} is no copy"  # 0 would be all of them, and this process
            elif what == "kill":
                os.kill(pid, signal.SIGKILL)
            else:
                answer = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                copies.discard(pid)
        except Exception as error:  # noqa: BLE001 - who gave the order tells why
            reason = f"{type(error).__name__}: {error}"
        for pipe in pipes:
            os.close(pipe)
        control.sendall(ANSWER.pack(answer) + reason.encode("utf-8", "replace")[: MOST - ANSWER.size])


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
