"""Interruptions that come at the right moment.

A signal's handler raises in the middle of whatever runs, which is wanted everywhere but between a generation's commit
and its publication.

    with interruptible():            the command line's frame: a first SIGINT or SIGTERM raises Interrupted
        ...
        with uninterrupted():        held back in here, raised at its end
            ledger.commit(); store.publish(manifest)
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupted(KeyboardInterrupt):
    """The user or the system asked for an end; what was whole is published, the rest rolled back.

    A KeyboardInterrupt, so that no `except Exception` around a bad file takes it for the file's fault.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number
        self.outcome = ""

    def __str__(self) -> str:
        """By what, and `outcome`: what a run that was interrupted leaves behind, once that is known."""
        return f"interrupted by {signal.Signals(self.signal).name}" + (f"; {self.outcome}" if self.outcome else "")

    @property
    def exit_code(self) -> int:
        """130 for SIGINT, 143 for SIGTERM, as shells count."""
        return 128 + self.signal


_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_held = 0
_pending: int | None = None


def _handle(number: int, _frame: FrameType | None) -> None:
    global _pending
    if _held:
        _pending = number
    else:
        raise Interrupted(number)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGINT and SIGTERM raise Interrupted in here. Only the main thread may."""
    before = {number: signal.signal(number, _handle) for number in _SIGNALS}
    try:
        yield
    finally:
        for signal_number, handler in before.items():
            signal.signal(signal_number, handler)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold signals back that would raise, `interruptible`'s and Python's own; the last of them comes at the end."""
    global _held, _pending
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    own = {number: signal.getsignal(number) for number in _SIGNALS}
    taken = [number for number, handler in own.items() if callable(handler) and handler is not _handle]
    _held += 1
    for number in taken:
        signal.signal(number, _handle)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, own[number])
        _held -= 1
        if not _held and _pending is not None:
            late, _pending = _pending, None
            signal.raise_signal(late)
