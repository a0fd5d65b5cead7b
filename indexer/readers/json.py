"""JSON: one object, an array of them, or an object around an array; also objects one after another.

A file above the size of one record is read element by element when it is an array or a row of objects, so that memory
holds one at a time.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from indexer.article import Page, Reading, Skipped
from indexer.readers.encoding import Undecodable, decode
from indexer.readers.marked import as_page, is_marked, value_of
from indexer.readers.records import Record, article_of, contained
from indexer.readers.values import DECODER
from indexer.readers.whole import RECORD, too_large
from indexer.sources import Source
from indexer.unpack import Unreadable, read_some

_SPACE = re.compile(r"[\s\ufeff]*")
_ARTICLE = re.compile(r'"(?:title|headline|text|body|content|html|article)"\s*:', re.IGNORECASE)
_PIECE = 1 << 20
_BARREN = 1000
"""Records without an article that a file may begin with before each is reported: most such files hold something else,
and that is one line in the report."""


@dataclass(frozen=True, slots=True)
class JsonReader:
    """See the head of this module."""

    name: str = "json"
    version: int = 2
    extensions: frozenset[str] = frozenset((".json",))

    def sniff(self, head: bytes) -> bool:
        text = start_of(head)
        return bool(re.match(r'\{\s*"|\[\s*\{', text)) and names_article(text) and not is_row(text)

    def read(self, source: Source) -> Iterator[Reading | Skipped | Page]:
        barren: list[Skipped] = []
        found = False
        for number, value in values(source):
            locator = f"{source.locator}#{number}" if number else source.locator
            for inner, place in _parts(value, locator, alone=not number):
                item = as_page(inner, place) if is_marked(inner) else _article(inner, place)
                if isinstance(item, Skipped) and not found and len(barren) < _BARREN:
                    barren.append(item)
                    continue
                found = True
                yield from barren
                barren.clear()
                yield item
        if not found:
            yield barren[0] if len(barren) == 1 else Skipped(source.locator, "no article in it")

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The article in the record that is given."""
        yield _article(value_of(page)[0], page.locator)


JSON = JsonReader()


def read_value(value: object, locator: str, *, alone: bool) -> Iterator[Reading | Skipped]:
    """The articles in one JSON value. `alone`: it is the whole file, so the articles that it is put around are numbered
    directly."""
    return (_article(inner, place) for inner, place in _parts(value, locator, alone=alone))


def _parts(value: object, locator: str, *, alone: bool) -> Iterator[tuple[object, str]]:
    """The records in one JSON value, and their places."""
    inner = contained(cast(Record, value)) if isinstance(value, dict) else None
    if inner is None:
        yield value, locator
        return
    for number, item in enumerate(inner, 1):
        yield item, f"{locator}#{number}" if alone else f"{locator}.{number}"


def _article(value: object, locator: str) -> Reading | Skipped:
    if not isinstance(value, dict):
        return Skipped(locator, f"no article: {'null' if value is None else type(value).__name__}, not an object")
    from indexer.readers import ninjs  # which reads JSON itself

    record = cast(Record, value)
    try:
        reading = ninjs.article(record, locator) if ninjs.is_item(record) else article_of(record, locator)
    except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - an HTML text goes through parsers that raise anything
        from indexer.readers import failure

        return Skipped(locator, failure(error))
    return reading or Skipped(locator, "no article: neither text nor title")


def names_article(text: str) -> bool:
    """Whether something in JSON's notation has a name that an article would have."""
    return _ARTICLE.search(text) is not None


def is_row(text: str) -> bool:
    """Whether `text` begins with a whole object on a line of its own and goes on after it: JSON lines, whatever the
    name, and whatever is wrong with the lines below.

    >>> is_row('{"a": 1}\\n{"a": 2}'), is_row('{"a": 1}\\n{ broken'), is_row('{"a":\\n 1}'), is_row('{"a": 1}\\n')
    (True, True, False, False)
    """
    first, _, rest = text.partition("\n")
    if not first.startswith("{") or not first.rstrip().endswith("}") or not rest.strip():
        return False
    try:
        DECODER.decode(first.strip())
    except (json.JSONDecodeError, RecursionError):
        return rest.lstrip().startswith('{"')
    return True


def start_of(head: bytes) -> str:
    """The text that a file begins with, as far as that can be told."""
    try:
        return decode(head).text.lstrip("\ufeff \t\r\n")
    except Undecodable:
        return head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")


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
