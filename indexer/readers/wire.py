"""Agency wires of the kind of IPTC 7901 and ANPA 1312: what was sent to newsrooms over a line, and kept as it came.

A message begins with SOH and a header line (`eca0003 3 i 380 dpa 0045`: service and number, priority, category, words,
agency), STX comes before its text, ETX before the line with its date, and EOT ends it. A file may hold one message or
a day of them; one whose control characters were lost on the way is known by the form of its header.

The category goes to `section`, the keyword line to `keywords`, number and date together to `guid`, for numbers begin
again each day or week; `provenance` says so. What is said to editors, and a sign-off, is taken out, line by line, by
the changes `editors-note` and `sign-off`. Not read: priority, count of words. How each of the two is laid out say
`wire_iptc` and `wire_anpa`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.article import Page, Reading, Skipped
from indexer.readers import wire_anpa, wire_iptc
from indexer.readers.encoding import decode, narrow
from indexer.readers.whole import RECORD, together, too_large, whole
from indexer.readers.wire_text import Message
from indexer.sources import Source
from indexer.unpack import Unreadable, read_some

_LEAD = rb"[\x00\x16\x7f\s]*"
_MARKED = re.compile(_LEAD + rb"\x01\s*[^\x00-\x1f\x7f][^\x00-\x0f\x7f]{2,100}\r*\n")
"""The header line behind its SOH; STX must follow. ANPA has a unit separator in it."""

_IPTC = rb"[a-z]{2,6}\d{3,4} \d [a-z]{1,3} \d{1,5} +(?:[a-z]+ +)?[A-Za-z][A-Za-z-]{1,15} \d{2,5} *\r*\n"
_ANPA = rb"[A-Za-z]\d{4}\x1f?(?:[a-z]{5}|-{5})\s*\n[a-z] [a-z][\x11-\x14]{0,2} ?[A-Z]{2}-\S"
_KEYWORDS = rb"(?: {0,9}\r{0,3}\n){0,4}[^\n]{0,200}/ {0,9}\r{0,3}\n"
_STX_FOLLOWS = rb"(?=[^\x01-\x04]{0,400}\x02)"

_BARE = re.compile(rb"^(?:" + _IPTC + rb"|" + _ANPA + rb")", re.MULTILINE)
"""A header without its SOH: a list of goods may have a line like IPTC's, so something else has to tell, too."""
_SURE = re.compile(_ANPA + rb"|" + _IPTC + rb"(?:" + _KEYWORDS + rb"|" + _STX_FOLLOWS + rb")")
"""The same with the keyword line or the STX below it."""
_DATED = re.compile(rb"^\d{6} *(?:[A-Z]{1,4} +)?[A-Z][a-z\x80-\xff]{2,8}\.? +(?:\d\d|\d{4})[^\S\n]*$", re.MULTILINE)
"""The line that ends a message of IPTC's."""
_ENDED = re.compile(rb"(?:\x04|" + _DATED.pattern[1:-1] + rb")[\x00\x16\x7f\s]*\Z")

_SOH = re.compile(
    rb"(?:^|(?<=[\x03\x04]))[\x00\x16\x7f \t\r]*\x01"
    rb"|(?<=\x04)[\x00\x16\x7f\s]*[^\x00-\x20\x7f][^\x00-\x0f\x7f]{2,100}\r*\n" + _STX_FOLLOWS,
    re.MULTILINE,
)
"""Where a message begins: SOH, at the start of a line or right behind the one before; or a header behind its EOT. A
stray SOH elsewhere is noise on the line."""

_FILL = b"\x00\x16\x7f\f \t\r\n"
"""What a line sends when there is nothing to send."""

_END = re.compile(rb"\x03[^\x02-\x04]{0,200}\x04")
_FRAME = re.compile(r"\b(?:NNNN|ZCZC\b[^\n]{0,30})")
"""What telegraph offices put between messages."""

_WORD = re.compile(r"[^\W\d_]{2}")
"""What a message has somewhere; a few stray bytes are one letter or another in some encoding."""

_SPACES = bytes.maketrans(b"\x10\x1e\x1f", b"   ")
_DROPPED = bytes({*range(32), 0x7F} - {*b"\t\n\r\x10\x1e\x1f"})
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class WireReader:
    """See the head of this module."""

    name: str = "wire"
    version: int = 2
    extensions: frozenset[str] = frozenset((".anpa", ".7901", ".wire"))

    def sniff(self, head: bytes) -> bool:
        head = narrow(head)
        if _MARKED.match(head) and b"\x02" in head:
            return True
        head = head.lstrip(_FILL + b"\x01")
        return bool(_SURE.match(head) or (_BARE.match(head) and _DATED.search(head)))

    def read(self, source: Source) -> Iterator[Page | Skipped]:
        return together(_pages(source))

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The article in the message that is given; and that its end is missing, or isn't the end, where it is so."""
        (record,) = page.given
        assert isinstance(record, bytes)
        message, cut, behind = _parted(record)
        read = wire_anpa.article if wire_anpa.is_anpa(message) else wire_iptc.article
        reading = read(message, page.locator) if _WORD.search(f"{message.head} {message.text}") else None
        yield reading or Skipped(page.locator, "no article: neither text nor headline")
        if reading and cut:
            yield Skipped(page.locator, "cut off: the message has no end")
        if _WORD.search(_FRAME.sub("", behind)):
            yield Skipped(page.locator, "no message: what stands behind the end of this one")


WIRE = WireReader()


def _pages(source: Source) -> Iterator[Page | Skipped]:
    first: bytes | None = None
    number = 0
    for number, record in enumerate(_records(source), 1):
        if number == 1:  # alone in its file, it goes by the file's name
            first = record
            continue
        if first is not None:
            yield Page(f"{source.locator}#1", (first,))
            first = None
        yield Page(f"{source.locator}#{number}", (record,))
    if first is not None:
        yield Page(source.locator, (first,))
    if not number:
        yield Skipped(source.locator, "no article: no message in it")


def _records(source: Source) -> Iterator[bytes]:
    """The messages, each from its header to the next one's. Memory holds one."""
    own = source.extension in WIRE.extensions
    if source.head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data, fault = whole(source)
        held = decode(data).text.encode()
    else:
        stream, held, fault = source.open(), b"", None
        # twice as much each time while a message goes on, or a long one would be looked through too often
        while piece := read_some(stream, max(_PIECE, len(held))):
            *ended, held = _cut(held + piece, own=own) or [b""]
            yield from ended
            if len(held) > RECORD:
                raise Unreadable(too_large())
    yield from _cut(held, own=own)
    if fault:
        raise fault


def _cut(held: bytes, *, own: bool = False) -> list[bytes]:
    """`held` cut where messages begin; what stands before the first belongs to it, if that is no message. The last may
    go on. In a file of the reader's `own` extension each line in the form of a header is one.

    >>> _cut(b"\\x16\\x01a\\x03\\x04\\x16\\x01b \\x01 c\\n")
    [b'\\x16\\x01a\\x03\\x04', b'\\x16\\x01b \\x01 c\\n']
    """
    found = {match.start() for match in _SOH.finditer(held)}
    found |= {match.start() for match in _BARE.finditer(held) if own or _begins(held, match.start())}
    at = sorted(found)
    if at and not re.search(rb"[\x02\x04]", held[: at[0]]):
        del at[0]
    parts = (held[begin:end] for begin, end in zip([0, *at], [*at, len(held)], strict=True))
    return [part for part in parts if part.replace(b"NNNN", b"").strip(_FILL)]


def _begins(held: bytes, at: int) -> bool:
    """Whether a message begins at this line, which has the form of a header."""
    return bool(_SURE.match(held, at) or _ENDED.search(held[max(0, at - 120) : at]))


def _parted(record: bytes) -> tuple[Message, bool, str]:
    """The parts of a message; whether it was cut off, before its ETX; and what stands behind its end."""
    head, began, rest = record.partition(b"\x02")
    end = _END.search(rest)
    rest, behind = (rest[: end.end()], rest[end.end() :]) if end else (rest, b"")
    text, ended, tail = rest.rpartition(b"\x03")
    if not ended:
        text, tail = rest, b""
    tail, _, rest = tail.partition(b"\x04")
    # in one, for the bytes of a short part alone wouldn't tell their encoding
    before, body, last = decode(b"\f".join(_plain(part) for part in (head, text, tail))).text.split("\f")
    message = Message(before, body, last, marked=bool(began))
    return message, bool(began and not ended), (rest + behind).decode("latin-1")


def _plain(part: bytes) -> bytes:
    """With one kind of line end and without control characters; what those mean that begin a row or stand for a space
    is kept.

    >>> _plain(b"\\bSt.\\x10Ives\\x1f\\x1e 7\\r\\r\\n")
    b'\\rSt. Ives   7\\n'
    """
    part = re.sub(rb"\r+\n|\r", b"\n", part)
    return part.replace(b"\b", wire_anpa.ROW.encode()).translate(_SPACES, _DROPPED)
