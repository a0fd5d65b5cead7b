"""JSON lines: one object a line. A line that can't be read costs that line; numbers are those of the lines, from 1.
Crawlers write whole pages into them: a line with markup is read as a page is, within limits."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from indexer.article import Page, Reading, Skipped
from indexer.readers.encoding import decode, start_of
from indexer.readers.json import is_row, names_article, read_value
from indexer.readers.marked import is_marked_line
from indexer.readers.values import DECODER
from indexer.readers.whole import RECORD, too_large, whole
from indexer.sources import Source
from indexer.unpack import Unreadable


@dataclass(frozen=True, slots=True)
class JsonLinesReader:
    """See the head of this module."""

    name: str = "jsonl"
    version: int = 3
    extensions: frozenset[str] = frozenset((".jsonl", ".ndjson", ".jl", ".jsonlines"))

    def sniff(self, head: bytes) -> bool:
        # one line alone, or a line longer than the head, may be of either kind: the extension decides
        text = start_of(head)
        return is_row(text) or (text.startswith('{"') and "\n" not in text.rstrip() and names_article(text))

    def read(self, source: Source) -> Iterator[Reading | Skipped | Page]:
        fault: Unreadable | None = None
        if _wide(source.head):
            data, fault = whole(source)
            lines = _lines(io.BufferedReader(io.BytesIO(decode(data).text.encode())))
        else:
            lines = _lines(source.open())
        found = False
        for number, line in lines:
            locator = f"{source.locator}#{number}"
            if line is not None and is_marked_line(line):
                found = True
                yield Page(locator, (line,))
                continue
            for item in _read(line, locator, number):
                found = True
                yield item
        if fault:
            raise fault
        if not found:
            yield Skipped(source.locator, "no article in it")

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The articles in the line that is given."""
        (line,) = page.given
        assert isinstance(line, bytes)
        return _read(line, page.locator, int(page.locator.rpartition("#")[2]))


JSONL = JsonLinesReader()


def _wide(head: bytes) -> bool:
    return head[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(head) > 3 and 0 in head[:4])


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines that hold something, with their numbers; None stands for one above the limit. Line by line: memory
    holds one."""
    number = 0
    while line := stream.readline(RECORD + 1):
        number += 1
        if len(line) > RECORD:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            yield number, None
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.isspace() and line:
            yield number, line


def _read(line: bytes | None, locator: str, number: int) -> Iterator[Reading | Skipped]:
    if line is None:
        yield Skipped(locator, f"line {number}: {too_large()}")
        return
    try:
        value = DECODER.decode(line.decode("utf-8").strip("\ufeff \t\r\n\0"))
    except UnicodeDecodeError as error:
        yield Skipped(locator, f"line {number}: undecodable: the byte at offset {error.start} of the line is not utf-8")
    except json.JSONDecodeError as error:
        yield Skipped(locator, f"line {number}: not JSON: {error.msg} at column {error.colno}")
    except RecursionError:
        yield Skipped(locator, f"line {number}: nested too deep")
    except MemoryError:
        yield Skipped(locator, f"line {number}: too large for the memory there is")
    else:
        yield from read_value(value, locator, alone=False)
