"""Rows out of lines that have commas (or tabs, or semicolons) between their columns; a row that is wrong costs itself.

The usual way to lose a file is a quote that is never closed: everything to the next quote becomes one field. Here a row
that goes over several lines and doesn't come out with the columns of the header is given up, and its first line alone;
reading goes on at the next line, and what follows of the lost row is passed over.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

from indexer.readers.whole import RECORD, too_large

_SPARE = 100_000
"""Lines that may be looked at in vain before a file is read line by line; a file earns four more with each of its
own."""


class Row(NamedTuple):
    """The cells of a row, or the reason why there are none."""

    cells: list[str]
    reason: str | None = None


class Rows:
    """Iterates over the rows in `lines` (with their ends), which have `width` columns with `delimiter` between them;
    lines without anything on them are no rows."""

    def __init__(self, lines: Iterator[str], delimiter: str, width: int) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._held: list[str] = []  # lines that were looked at
        self._spare = _SPARE
        self._open = False  # whether the last row had no end
        self._size = 0  # characters that it was made of
        self._fault = ""  # what the parser said of it

    def __iter__(self) -> Iterator[Row]:
        lost = False
        while True:
            cells, count = self._parsed(limit=self._spare)
            if not count:
                return
            if not any(cell.strip() for cell in cells):
                self._drop(count)
                continue
            reason = self._wrong(cells, count)
            if reason and count > 1:
                self._spare -= count
                if not lost:
                    yield Row([], "a quote that isn't closed")
                lost = True
                self._drop(1)
            elif reason and lost:  # the rest of a row that was given up
                self._drop(count)
            else:
                lost = False
                self._drop(count)
                yield Row([], reason) if reason else Row(cells[: self._width])

    def _parsed(self, *, limit: int) -> tuple[list[str], int]:
        """The cells of the row that begins the lines held, and how many lines it takes up; 0 at the end."""
        count = 0
        self._open, self._size, self._fault = False, 0, ""

        def feed() -> Iterator[str]:
            nonlocal count
            while True:
                if count == len(self._held):
                    line = next(self._lines, None)
                    if line is None:
                        self._open = count > 0
                        return
                    self._held.append(line)
                line = self._held[count]
                if count and (self._size + len(line) > RECORD or count >= limit):
                    self._open = True
                    return
                self._size += len(line)
                count += 1
                yield line

        try:
            return next(csv.reader(feed(), delimiter=self._delimiter), []), count
        except csv.Error as error:  # a bare carriage return within a field, say
            self._fault = str(error)
            return ["?"], count

    def _wrong(self, cells: list[str], count: int) -> str | None:
        if self._fault:
            return self._fault
        if self._size > RECORD:
            return too_large()
        if self._open:
            return "a quote that isn't closed"
        if len(cells) < self._width or any(cell.strip() for cell in cells[self._width :]):
            return f"{len(cells)} columns, where the header has {self._width}"
        if count > 1 and not self._closes(count):
            return "a quote that isn't closed"
        return None

    def _closes(self, count: int) -> bool:
        """Whether each quote in a row of several lines stands at a field's beginning or end. If not, it closed another
        field's than it seems."""
        try:
            next(csv.reader(self._held[:count], delimiter=self._delimiter, strict=True))
        except csv.Error:
            return False
        return True

    def _drop(self, count: int) -> None:
        self._spare += 4 * count
        del self._held[:count]


def split(line: str, delimiter: str) -> list[str]:
    """The cells of a row that is one line; none where it isn't.

    >>> split('id;"a;b"', ";")
    ['id', 'a;b']
    """
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def allow_long_fields() -> None:
    """Let fields be as long as records may be; the standard library's own limit (128 KB) is below some articles."""
    csv.field_size_limit(2 * RECORD)  # what is too large is said here
