"""The values in a file of JSON: one, the elements of an array, or one after another.

A file above the size of one record is read element by element when it is an array or a row of objects, so that memory
holds one at a time.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import cast

from indexer.readers.encoding import decode
from indexer.readers.values import DECODER
from indexer.readers.whole import RECORD, too_large
from indexer.sources import Source
from indexer.unpack import Unreadable, read_some

_SPACE = re.compile(r"[\s\ufeff]*")
_PIECE = 1 << 20


def values(source: Source) -> Iterator[tuple[int, object]]:
    """The values in `source`, numbered from 1; a value that is the whole file has the number 0. Raises Unreadable."""
    return iter(_Values(source))


class _Values:
    """The values in a source, numbered from 1; a value that is the whole file has the number 0.

    The text is held in pieces: parsed from the front, read on at the end when a value doesn't end in it yet.
    """

    def __init__(self, source: Source) -> None:
        self._stream = source.open()
        self._locator = source.locator
        self._text = ""
        self._at = 0
        self._decoder: codecs.IncrementalDecoder | None = None
        self._fault: Unreadable | None = None
        self._begin()

    def _begin(self) -> None:
        """Read one record's worth. What ends within it is decoded with care, whatever its encoding; more is UTF-8."""
        data = b""
        while len(data) <= RECORD and (more := self._next()):
            data += more
        if len(data) <= RECORD:
            self._text = decode(data).text if self._fault is None else data.decode("utf-8", "replace")
            return
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = self._decoder.decode(data)

    def _next(self) -> bytes:
        try:
            return read_some(self._stream, _PIECE)
        except Unreadable as fault:
            self._fault = fault
            return b""

    def _more(self) -> bool:
        """Read on; False at the end. Raises Unreadable for a value above the limit, or where the bytes end early."""
        if self._decoder is None:
            return False
        if len(self._text) - self._at > RECORD:
            raise Unreadable(too_large())
        wanted = max(_PIECE, len(self._text) - self._at)  # twice as much each time, or a long value is parsed too often
        parts = [self._text[self._at :]]
        self._at = 0
        while wanted > 0 and (data := self._next()):
            parts.append(self._decoder.decode(data))
            wanted -= len(data)
        self._text = "".join(parts)
        return len(parts) > 1

    def _peek(self) -> str:
        """The next character that is not space; "" at the end."""
        while True:
            self._at = cast("re.Match[str]", _SPACE.match(self._text, self._at)).end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _value(self) -> object:
        while True:
            try:
                value, self._at = DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    raise self._fault or Unreadable(_said(error)) from None
            else:
                return value

    def __iter__(self) -> Iterator[tuple[int, object]]:
        if self._peek() == "[":
            yield from self._array()
        else:
            yield from self._row()
        if self._fault:
            raise self._fault

    def _array(self) -> Iterator[tuple[int, object]]:
        self._at += 1
        number = 0
        while (sign := self._peek()) not in ("", "]"):
            if sign == ",":
                self._at += 1
                continue
            number += 1
            yield number, self._value()
        if not sign and not self._fault:
            raise Unreadable(f"the array isn't closed; it ends after element {number}")

    def _row(self) -> Iterator[tuple[int, object]]:
        number = 0
        while self._peek():
            value = self._value()
            more = bool(self._peek())
            if number or more:
                number += 1
            yield number, value


def _said(error: json.JSONDecodeError) -> str:
    return f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
