"""Web archives as they were before WARC (ARC, versions 1 and 2): each page that a crawler fetched is an article.

A line says what was fetched; below it stands what the server answered. `#n` in a locator is the n-th record; the first
describes the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from indexer.article import Ignored, Page, Reading, Skipped
from indexer.readers import captures
from indexer.readers.captures import Capture, Endings
from indexer.readers.html import HTML
from indexer.sources import Source
from indexer.unpack import Unreadable, read_some

_HOST = re.compile(rb"[\d.]{7,15}|[\da-fA-F:]{2,39}|-")
_ADDRESS = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]{1,30}:\S")
_VERSIONS = (-3, -8)
"""Where the date stands, counted from the line's end: before type and length; in version 2 with five fields more."""

_LONGEST = 1 << 16
"""Bytes of the longest line that may begin a record."""


@dataclass(frozen=True, slots=True)
class ArcReader:
    """See the head of this module."""

    name: str = "arc"
    version: int = 3 + HTML.version
    extensions: frozenset[str] = frozenset((".arc",))

    def sniff(self, head: bytes) -> bool:
        return re.match(rb"filedesc://[^\n]+ \d{8,14} text/plain ", head) is not None

    def read(self, source: Source) -> Iterator[Page | Skipped | Ignored]:
        tape = _Tape(source)
        number, endings = 0, Endings()
        while (header := tape.header()) is not None:
            number += 1
            locator = f"{source.locator}#{number}"
            if header.lost:
                yield Skipped(locator, f"not an ARC record: {header.lost} lines are no header of one")
                number += 1
                locator = f"{source.locator}#{number}"
            if header.length < 0:
                break
            tape.left = header.length
            found: Iterator[Page | Skipped | Ignored] = iter(())
            if not header.address.startswith("filedesc:"):
                capture = Capture(header.address, header.type, header.length, tape.some, header.crawled, answer=True)
                found = captures.pages(capture, locator)
            yield from endings.each(found, lambda: tape.fault)
        yield from endings.last(source.locator, records=number, fault=tape.fault, is_cut=tape.left > 0)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """See `captures`."""
        return captures.read_page(page)


ARC = ArcReader()


class _Header(NamedTuple):
    """What a record's line says (when it was `crawled` in ISO 8601), and how many lines before it are none; a `length`
    below 0 is the end of the file."""

    address: str
    type: str
    length: int
    crawled: str | None
    lost: int


def _header(line: bytes) -> _Header | None:
    """What a line says, if it is one that begins a record: address (in which spaces happen), host, date, type, length.

    >>> _header(b"http://a.example/b c 127.0.0.1 20140216050221 text/html 1591")
    _Header(address='http://a.example/b c', type='text/html', length=1591, crawled='2014-02-16T05:02:21Z', lost=0)
    """
    parts = line.strip().split(b" ")
    if not parts[-1].isdigit() or len(parts[-1]) > 15:
        return None
    for at in _VERSIONS:
        if len(parts) > 1 - at and re.fullmatch(rb"\d{8,17}", parts[at]) and _HOST.fullmatch(parts[at - 1]):
            where = b" ".join(parts[: at - 1])
            if _ADDRESS.match(where):
                return _Header(
                    where.decode("utf-8", "replace"),
                    parts[at + 1].decode("latin-1"),
                    int(parts[-1]),
                    _moment(parts[at].decode()),
                    0,
                )
    return None


def _moment(digits: str) -> str | None:
    """Fourteen digits, which are in UTC, as a date with its zone; None for fewer."""
    match = re.match(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", digits)
    return "{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else None


class _Tape:
    """The stream, record by record. Where it fails, it ends, and `fault` says why."""

    def __init__(self, source: Source) -> None:
        self.fault: Unreadable | None = None
        self.left = 0  # bytes of the record that were not read
        self._stream = source.open()
        self._ahead = b""

    def some(self, size: int) -> bytes:
        """At most `size` bytes of the record; b"" at its end."""
        data = self._next(min(size, self.left))
        self.left -= len(data)
        return data

    def header(self) -> _Header | None:
        """The next record's, past what is left of this one; None at the end."""
        while self.left and self.some(1 << 20):
            pass
        lost = 0
        while (line := self._line()) is not None:
            if header := _header(line):
                return header._replace(lost=lost)
            lost += bool(line.strip())
        return _Header("", "", -1, None, lost) if lost else None

    def _line(self) -> bytes | None:
        while (end := self._ahead.find(b"\n")) < 0 and len(self._ahead) < _LONGEST:
            data = self._read(1 << 16)
            if not data:
                break
            self._ahead += data
        if not self._ahead:
            return None
        end = min(end if end >= 0 else _LONGEST, _LONGEST)
        line, self._ahead = self._ahead[:end], self._ahead[end + 1 :]
        return line

    def _next(self, size: int) -> bytes:
        if not self._ahead:
            return self._read(size) if size > 0 else b""
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    def _read(self, size: int) -> bytes:
        try:
            return b"" if self.fault else read_some(self._stream, size)
        except Unreadable as fault:
            self.fault = fault
            return b""
