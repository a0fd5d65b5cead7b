"""Tables: a header that names the columns, and an article a row. Commas, semicolons, tabs or bars part the columns.

The columns' names are those of JSON (`records`). `#n` in a locator is the n-th row below the header. Memory holds one.
"""

from __future__ import annotations

import ast
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from indexer.article import Page, Reading, Skipped
from indexer.readers.csv_rows import Rows, allow_long_fields, split
from indexer.readers.encoding import decode, start_of, whole_characters
from indexer.readers.marked import as_page, is_marked, value_of
from indexer.readers.records import NAMES, Record, article_of, plain_name
from indexer.readers.values import DECODER
from indexer.readers.whole import RECORD
from indexer.sources import Source
from indexer.unpack import Unreadable, read_some

DELIMITERS = (",", ";", "\t", "|")

_SAMPLE = 8 * 1024 * 1024
"""Bytes from which the encoding is told."""

_KNOWN = {name: field for field, names in NAMES.items() for name in names}
_ENOUGH = ("headline", "text", "html")
_LIST = 10_000
"""Characters of the longest cell that is looked at as a list."""


@dataclass(frozen=True, slots=True)
class CsvReader:
    """See the head of this module."""

    name: str = "csv"
    version: int = 1
    extensions: frozenset[str] = frozenset((".csv", ".tsv", ".tab"))

    def sniff(self, head: bytes) -> bool:
        """By a header that names little else than what articles have."""
        line, *rest = re.split(r"\r\n?|\n", start_of(head), maxsplit=1)
        if not rest or len(line) > 2000:
            return False
        columns = split(line, _delimiter(line))
        known = [column for column in columns if plain_name(column) in _KNOWN]
        return _is_header(columns) and (len(known) > max(2, len(columns) // 2) or len(known) == len(columns) > 1)

    def read(self, source: Source) -> Iterator[Reading | Skipped | Page]:
        allow_long_fields()
        stream = _Stream(source.open())
        lines = stream.lines()
        first = next(lines, "").lstrip("\ufeff")
        stated = first[4:5] if first.lower().startswith("sep=") and len(first.strip()) <= 5 else ""
        if stated:  # as Excel writes it
            first = next(lines, "")
        delimiter = stated or _delimiter(first)
        columns = [name.strip() for name in split(first, delimiter)]
        if not _is_header(columns):
            raise stream.fault or Unreadable(
                f"no article in it: no column named as a headline or a text ({', '.join(columns)[:100]})"
            )
        used = [(at, name) for at, name in enumerate(map(plain_name, columns)) if name in _KNOWN]
        number = 0
        for number, row in enumerate(Rows(lines, delimiter, len(columns)), 1):
            # a row that the end of the file has cut is said with the fault
            if not (row.reason and stream.fault):
                place = f"{source.locator}#{number}"
                if row.reason:
                    yield Skipped(place, row.reason)
                    continue
                cells = [(name, row.cells[at]) for at, name in used if row.cells[at].strip()]
                yield as_page(cells, place) if any(is_marked(cell) for _, cell in cells) else _read(cells, place)
        if stream.fault:
            raise stream.fault
        if not number:
            yield Skipped(source.locator, "no article in it: a header without rows")

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The article in the cells that are given, with their columns' names."""
        value, _ = value_of(page)
        yield _read(cast("list[tuple[str, str]]", value), page.locator)


CSV = CsvReader()


def _is_header(columns: list[str]) -> bool:
    return any(_KNOWN.get(plain_name(column)) in _ENOUGH for column in columns)


def _delimiter(header: str) -> str:
    """The one that finds the most names that we know, then the most columns."""

    def found(delimiter: str) -> tuple[int, int]:
        columns = split(header, delimiter)
        return sum(plain_name(column) in _KNOWN for column in columns), len(columns)

    return max(DELIMITERS, key=found)


def _read(cells: list[tuple[str, str]], locator: str) -> Reading | Skipped:
    """The article in the cells of a row that have something in them, with what `NAMES` calls their columns."""
    record: Record = {}
    for name, cell in cells:
        if (value := _value(cell) if _KNOWN[name] in _LISTS else cell) not in ([], {}):
            record.setdefault(name, value)
    try:
        reading = article_of(record, locator)
    except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - an HTML text goes through parsers that raise anything
        from indexer.readers import failure

        return Skipped(locator, failure(error))
    return reading or Skipped(locator, "no article: neither text nor title")


_LISTS = ("byline", "keywords", "captions", "section", "publisher")


def _value(cell: str) -> object:
    """A cell that holds a list or an object in JSON's notation, or in Python's, as data frames are written out."""
    text = cell.strip()
    if text[0] not in "[{" or text[-1] not in "]}" or len(text) > _LIST:
        return cell
    try:
        return DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError):
        pass
    try:
        value: object = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return cell
    return value if isinstance(value, list | dict) else cell


class _Stream(io.RawIOBase):
    """The source's bytes without stray NULs. Where they fail, they end, and `fault` says why."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self.fault: Unreadable | None = None
        self._stream = stream
        self._ahead = b""
        self._wide = False

    def lines(self) -> Iterator[str]:
        """Line by line, with their ends; one above the size of a record is cut behind it. Raises Undecodable."""
        sample = b""
        while len(sample) < _SAMPLE and (data := self._some(1 << 20)):
            sample += data
        self._wide = sample[:2] in (b"\xff\xfe", b"\xfe\xff") or sample.count(0) > len(sample) // 1000
        self._ahead = sample
        shown = sample if self._wide else sample.replace(b"\0", b"")
        if len(sample) >= _SAMPLE and not self._wide:
            shown = shown[: shown.rfind(b"\n") + 1] or shown
        codec = decode(whole_characters(shown)).codec
        text = io.TextIOWrapper(io.BufferedReader(self), encoding=codec, errors="replace", newline="")
        while line := text.readline(RECORD + 1):
            yield line
            while len(line) > RECORD and not line.endswith(("\n", "\r")):
                line = text.readline(RECORD + 1)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while data := self._ahead[: len(buffer)] or self._some(len(buffer)):
            self._ahead = self._ahead[len(data) :]
            if kept := data if self._wide else data.replace(b"\0", b""):
                buffer[: len(kept)] = kept
                return len(kept)
        return 0

    def _some(self, size: int) -> bytes:
        try:
            return b"" if self.fault else read_some(self._stream, size)
        except Unreadable as fault:
            self.fault = fault
            return b""
