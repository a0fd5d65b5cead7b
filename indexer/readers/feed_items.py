"""A feed cut into its items, as text, before anything parses them: memory holds one, and what is wrong with one is
nobody else's trouble.

Cutting needs no more than the marks where items begin and end; marks inside CDATA and comments are none.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from indexer.readers.encoding import codec_named, decode, whole_characters
from indexer.readers.whole import RECORD, too_large
from indexer.unpack import Unreadable, read_some

_PIECE = 1 << 20
"""Bytes read at a time."""

_MARK = re.compile(r"<!\[CDATA\[|<!--|<(?P<end>/?)(?:[\w.-]+:)?(?P<name>item|entry)(?=[\s/>])", re.IGNORECASE)
_MARK_LENGTH = 80
"""Characters at the end of what was read that may be the beginning of a mark."""

_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}

PROLOG = r"(?>\ufeff|\s|<!--(?>.*?-->)|<\?(?>.*?>)|<!doctype\s(?>[^\[>]*+(?>\[.*?\]\s*)?>))*+"
"""What may stand before the first element. (A processing instruction ends with its first ">", for `??>` is met too.)"""

_ENCODING = re.compile(rb"""<\?xml\b[^>]*?\sencoding\s*=\s*["']?([A-Za-z0-9._:-]{2,40})""")


class Item(NamedTuple):
    """The text of one item with its tags; `reason` is why it is to be skipped, where it is."""

    text: str
    reason: str | None = None


class Items:
    """Iterates over the items of a feed; `header` is what stands before the first one, once that was reached, and
    `fault` what ended the bytes early."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self.header = ""
        self.fault: Unreadable | None = None
        self._pieces = self._decoded(stream, head)
        self._text = ""

    def __iter__(self) -> Iterator[Item]:
        begun, at, first = -1, 0, True  # begun: where the open item begins; at: up to where marks were looked for
        kind = ""
        missing: set[str] = set()
        while True:
            mark = _MARK.search(self._text, at)
            if mark is None:
                at = max(at, len(self._text) - _MARK_LENGTH)
                kept = begun if begun >= 0 else 0 if first else at
                self._text = self._text[kept:]
                at, begun = at - kept, 0 if begun >= 0 else -1
                if not self._more(held=len(self._text)):
                    break
                continue
            held = begun if begun >= 0 else 0 if first else mark.start()
            name = (mark["name"] or "").lower()
            if name and name != (kind := kind or name):  # an item may hold what is called an entry elsewhere
                at = mark.end()
                continue
            if closing := _ENDS.get(mark[0].upper()):
                end = None if closing in missing else self._after(closing, mark.end(), held=held)
                if end is None:
                    missing.add(closing)  # from here to the end: it isn't looked for again
                at = end or mark.end()
                continue
            at = self._after(">", mark.end(), held=held) or len(self._text)
            if mark["end"]:
                if begun >= 0:
                    yield Item(self._text[begun:at])
                begun = -1
            elif not self._text.endswith("/>", 0, at):
                if begun >= 0:  # it was never closed
                    yield Item(self._text[begun : mark.start()])
                if first:
                    self.header, first = self._text[: mark.start()], False
                begun = mark.start()
        if first:
            self.header = self._text
        if begun >= 0:
            yield Item(self._text[begun:], "cut off: the item has no end")

    def _after(self, closing: str, start: int, *, held: int) -> int | None:
        """Where what begins before `start` has ended; None if it never does. What follows `held` is still needed."""
        while (end := self._text.find(closing, start)) < 0:
            start = max(start, len(self._text) - len(closing) + 1)
            if not self._more(held=len(self._text) - held):
                return None
        return end + len(closing)

    def _more(self, *, held: int) -> bool:
        """Read on, at least as much as there is, or a long item would be copied too often. Raises Unreadable when more
        than one record's size is `held` for one item."""
        if held > RECORD:
            raise Unreadable(too_large())
        wanted, parts = max(_PIECE, len(self._text)), [self._text]
        while wanted > 0 and (piece := next(self._pieces, "")):
            parts.append(piece)
            wanted -= len(piece)
        self._text = "".join(parts)
        return len(parts) > 1

    def _decoded(self, stream: BinaryIO, head: bytes) -> Iterator[str]:
        """The text. What ends within one record's size is decoded with care; of more, the declaration is believed."""
        said = declared(head)
        data = b""
        while len(data) <= RECORD and (piece := self._next(stream)):
            data += piece
        if len(data) <= RECORD:
            yield plain(decode(whole_characters(data), said=said).text)
            return
        decoder = codecs.getincrementaldecoder("utf-8-sig" if said in (None, "utf-8") else said or "")("replace")
        while data:
            if text := plain(decoder.decode(data)):
                yield text
            data = self._next(stream)

    def _next(self, stream: BinaryIO) -> bytes:
        try:
            return read_some(stream, _PIECE)
        except Unreadable as fault:
            self.fault = fault
            return b""


def declared(head: bytes) -> str | None:
    """The codec that the XML declaration in `head` names."""
    match = _ENCODING.search(head[:512])
    return codec_named(match[1].decode("ascii")) if match else None


def plain(text: str) -> str:
    """`text` without the control characters that XML has no place for."""
    return _CONTROLS.sub("", text)


_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
