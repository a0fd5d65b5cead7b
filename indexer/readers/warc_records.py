"""The records of a web archive in their order, and the way past those that are broken.

fastwarc reads the records. It stops at the first that it can't read; here the search goes on for the next place where
a record begins.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from indexer.unpack import Unreadable, read_some

if TYPE_CHECKING:
    from fastwarc.warc import ArchiveIterator, WarcRecord

BEGINNING = re.compile(rb"WARC/[01]\.\d+\r?\n[A-Za-z-]+:")
"""What every record begins with."""

_PIECE = 1 << 16
"""Bytes read at a time; fastwarc reads no further ahead than it is told to (as much again)."""

_KEPT = 4 * _PIECE
"""Bytes already read that are kept, to look for the next record in when one is broken."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that can't be read, and why."""

    reason: str


class Records:
    """Iterates over the records of a web archive, each to be read before the next is asked for. `fault` is what ended
    the bytes early; the record that is read then has lost its end. `cut`: the record before has, without a fault.
    `resume` goes on behind a fault, where that is possible."""

    def __init__(self, stream: BinaryIO, resume: Callable[[], bool] | None = None) -> None:
        self.cut = False
        self._tape = _Tape(stream)
        self._resume = resume

    @property
    def fault(self) -> Unreadable | None:
        return self._tape.fault

    def __iter__(self) -> Iterator[WarcRecord | Broken]:
        tape = self._tape
        archive: Iterator[WarcRecord] = iter(_archive(tape))
        begun = 0  # where the last good record begins
        while True:
            found = _next(archive)
            if found is not None and not isinstance(found, Broken):
                begun = tape.begun + found.stream_pos
                yield found
                found.reader.consume()
                self.cut = found.reader.tell() < found.content_length
                continue
            start = begun + 1  # it may have had a wrong length, so that the next one begins in it
            if tape.fault:
                if self._resume is None or not self._resume():
                    return
                yield Broken(tape.fault.reason)
                tape.fault, start = None, tape.size
            elif found:
                yield found
            elif not self.cut:
                return
            if tape.wind_to_record(start):
                begun, self.cut = tape.begun, False
                archive = iter(_archive(tape))
            elif tape.fault:
                archive = iter(())
            else:
                return


def _next(archive: Iterator[WarcRecord]) -> WarcRecord | Broken | None:
    """The next record; None at the end."""
    try:
        return next(archive, None)
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__module__ != "pyo3_runtime":
            raise  # the latter is fastwarc's way to say that it has met with a defect of its own
        return Broken(f"not a WARC record ({' '.join(str(error).split())[:100]})")


def _archive(tape: _Tape) -> ArchiveIterator:
    from fastwarc.warc import ArchiveIterator

    return ArchiveIterator(tape, parse_http=False, stream_detect=False, buffer_size=_PIECE, strict_mode=False)


class _Tape:
    """A stream that remembers the last of what it gave, so that it can be wound back to a record's beginning. `begun`
    is the place where that is, counted from the stream's first byte. Where the stream fails, it ends, and `fault` says
    why: what fastwarc has read by then would be lost with an exception."""

    def __init__(self, stream: BinaryIO) -> None:
        self.begun = 0
        self.fault: Unreadable | None = None
        self._stream = stream
        self.size = 0  # bytes taken from the stream
        self._kept: deque[bytes] = deque()
        self._kept_size = 0
        self._ahead = b""  # what is given again
        self._given = 0  # bytes given since `begun`

    def read(self, size: int = -1) -> bytes:
        data = self._ahead[:size] if size >= 0 else self._ahead
        self._ahead = self._ahead[len(data) :]
        if not data and size:
            data = self._take()
        self._given += len(data)
        return data

    def tell(self) -> int:
        return self._given

    def seek(self, offset: int, whence: int = 0) -> int:
        raise OSError("an archive is read in one direction")

    def close(self) -> None:
        """The stream is its owner's to close."""

    def _take(self) -> bytes:
        try:
            data = b"" if self.fault else read_some(self._stream, _PIECE)
        except Unreadable as fault:
            self.fault, data = fault, b""
        self.size += len(data)
        self._kept.append(data)
        self._kept_size += len(data)
        while self._kept_size - len(self._kept[0]) > _KEPT:
            self._kept_size -= len(self._kept.popleft())
        return data

    def wind_to_record(self, start: int) -> bool:
        """Give next what stands from the first record on that begins at `start` or later; False when there is none."""
        kept = b"".join(self._kept)
        first = self.size - len(kept)
        at = max(start - first, 0)
        while (found := BEGINNING.search(kept, at)) is None:
            at = max(at, len(kept) - 64)
            kept, first, at = kept[at:], first + at, 0
            self._kept, self._kept_size = deque(), 0
            more = self._take()
            if not more:
                return False
            kept += more
        self.begun, self._given, self._ahead = first + found.start(), 0, kept[found.start() :]
        self._kept, self._kept_size = deque((kept,)), len(kept)
        return True
