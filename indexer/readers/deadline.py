"""How long one record may take: a page that no rule foresaw must not hold a run."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time


class OverTime(Exception):
    """The time is up; whoever set it says what becomes of the record."""


class Deadline:
    """A moment, `seconds` from now by `clock` (by default the time this process has worked, so that a busy machine
    changes no result); loops over what others wrote ask `check`."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = process_time) -> None:
        self._clock = clock
        self._end = clock() + seconds
        self._asked = 0

    def check(self) -> None:
        """Raises OverTime once the moment has passed; it looks at the clock the first time, and every 64th."""
        self._asked += 1
        if self._asked & 63 != 1:
            return
        if self._clock() > self._end:
            raise OverTime
