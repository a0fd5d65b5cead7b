"""How a run goes on, for somebody who waits at a terminal: on stderr, with a rate and an estimate.

`Bars` draws bars; `Line`, for terminals that want no escapes, writes one line over and over. Both are gone in the end.
"""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from search.render import Color, Screen, screen
from search.render.amounts import size

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.progress import Progress, TaskID

Unit = Literal["bytes", "articles", "generation"]

_EVERY = 0.2
"""Seconds between two lines."""


def bars(color: Color | None, *, quiet: bool = False) -> AbstractContextManager[Bars | Line | None]:
    """Progress where stderr is a terminal, without escapes where it wants none; silence elsewhere."""
    where = screen(sys.stderr, color or "auto")
    if quiet or not where.tty or where.dumb:
        return nullcontext()
    return Bars(where) if where.color else Line(where)


def done_of(done: float, total: float | None, speed: float | None, unit: Unit) -> str:
    """How far it is, and how fast.

    >>> done_of(800, 2000, 320, "articles")
    '800 of 2,000 articles, 320/s'
    >>> done_of(800, None, 320, "articles")
    '800 articles, 320/s'
    """
    if unit == "generation":
        return f"generation {done:.0f}"
    if unit == "bytes":
        return f"{size(done)} of {size(total or 0)}" + (f", {size(speed)}/s" if speed else "")
    of = f" of {total:,.0f}" if total is not None else ""
    return f"{done:,.0f}{of} articles" + (f", {speed:,.0f}/s" if speed else "")


class Bars:
    """A run's `Progress`, drawn. Use it in a `with`."""

    def __init__(self, screen: Screen) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
        from rich.text import Text

        class Done(ProgressColumn):
            def render(self, task: Task) -> Text:
                speed = task.finished_speed or task.speed
                return Text(done_of(task.completed, task.total, speed, task.fields["unit"]))

        console = Console(stderr=True, force_terminal=True, width=screen.width, legacy_windows=False)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            Done(),
            TimeRemainingColumn(compact=True),
        )
        self._progress: Progress = Progress(*columns, console=console, transient=True, expand=True)
        self._tasks: dict[str, TaskID] = {}

    def reading(self, done: int, total: int) -> None:
        """So many bytes of the sources are read."""
        self._show("reading", done, total, "bytes")

    def taking(self, articles: int) -> None:
        """So many articles are read."""
        self._show("found", articles, None, "articles")

    def indexing(self, done: int, total: int) -> None:
        """So many articles are in the index."""
        self._show("indexing", done, total, "articles")

    def publishing(self, generation: int) -> None:
        """Files are being written out."""
        self._only("publishing")
        self._show("publishing", generation, None, "generation")

    def _show(self, what: str, done: int, total: int | None, unit: Unit) -> None:
        if what in ("reading", "found"):
            self._only("reading", "found")
        elif what == "indexing":
            self._only("reading", "indexing")
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=total, unit=unit)
        self._progress.update(self._tasks[what], completed=done, total=total)

    def _only(self, *names: str) -> None:
        for name in self._tasks.keys() - set(names):
            self._progress.remove_task(self._tasks.pop(name))

    def __enter__(self) -> Bars:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()


class Line:
    """A run's `Progress` in one line without an escape. Use it in a `with`."""

    def __init__(self, screen: Screen) -> None:
        self._width = screen.width - 1
        self._what = ""
        self._began = self._last = 0.0

    def reading(self, done: int, total: int) -> None:
        """So many bytes of the sources are read."""
        self._show("reading", done, total, "bytes")

    def taking(self, articles: int) -> None:
        """So many articles are read."""
        self._show("reading", articles, None, "articles")

    def indexing(self, done: int, total: int) -> None:
        """So many articles are in the index."""
        self._show("indexing", done, total, "articles")

    def publishing(self, generation: int) -> None:
        """Files are being written out."""
        self._write(f"publishing generation {generation}")

    def _show(self, what: str, done: int, total: int | None, unit: Unit) -> None:
        now = time.monotonic()
        if what != self._what:
            self._what, self._began = what, now
        elif now - self._last < _EVERY:
            return
        self._last = now
        speed = done / (now - self._began) if now > self._began else None
        left = f", {(total - done) / speed:,.0f} s left" if speed and total is not None and total > done else ""
        self._write(f"{what} {done_of(done, total, speed, unit)}{left}")

    def _write(self, text: str) -> None:
        sys.stderr.write("\r" + text[: self._width].ljust(self._width))
        sys.stderr.flush()

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._what:
            sys.stderr.write("\r" + " " * self._width + "\r")
