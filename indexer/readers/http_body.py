"""What a server sent, as it was before it was packed for the way: chunks joined, compression undone.

Crawlers keep headers and bodies as they came, or undo the packing and leave the headers. So a body that isn't packed as
its headers say is taken as it is.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from typing import BinaryIO, NamedTuple, cast

from indexer.readers.whole import RECORD, too_large
from indexer.unpack import COMPRESSIONS, Budget, Inflated, Unreadable, read_some

_PIECE = 1 << 16
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


class Body(NamedTuple):
    """The bytes, and what is wrong with them where something is."""

    data: bytes
    fault: str | None = None


class Head(NamedTuple):
    """A response's status (None for what has no status line), its headers by their names in small letters (several of
    one name joined by a comma), and the size of all that."""

    status: int | None
    headers: dict[str, str]
    size: int


_STATUS = re.compile(rb"\s{0,4}(?:HTTP/[\d.]+|ICY|HTTP)[ \t]+(\d{3})\b[^\n]*\n?")
_END = re.compile(rb"\r?\n\r?\n|\Z")


def head_of(block: bytes) -> Head:
    """The head that `block` begins with. Names and values are Latin-1, as HTTP has it.

    >>> head_of(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html;\\r\\n charset=utf-8\\r\\n\\r\\n<p>")
    Head(status=200, headers={'content-type': 'text/html; charset=utf-8'}, size=61)
    """
    status = _STATUS.match(block)
    if status is None:
        return Head(None, {}, 0)
    end = _END.search(block, max(status.end() - 2, 0))
    assert end is not None  # \Z is there
    text = re.sub(r"\r?\n[ \t]+", " ", block[status.end() : end.start()].decode("latin-1"))
    headers: dict[str, str] = {}
    for line in text.splitlines():
        name, _, value = line.partition(":")
        name, value = name.strip().lower(), value.strip()
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Head(int(status[1]), headers, end.end())


def unpacked(body: bytes, *, transfer: str = "", content: str = "") -> Body:
    """`body` unpacked as the headers Transfer-Encoding and Content-Encoding say. Raises Unreadable for a bomb."""
    if "chunked" in transfer.lower():
        body = joined(body)
    fault = None
    for name in reversed([name.strip().lower() for name in content.split(",")]):
        if (unpack := _UNPACKERS.get(name)) is not None:
            body, problem = unpack(body)
            fault = fault or problem
    return Body(body, fault)


def joined(body: bytes) -> bytes:
    """The chunks of `body` without their sizes. Where sizes are wrong, what follows is kept as it stands.

    >>> joined(b"5\\r\\nFerry\\r\\n6;a=b\\r\\n sails\\r\\n0\\r\\n\\r\\n"), joined(b"<p>never chunked")
    (b'Ferry sails', b'<p>never chunked')
    """
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        size = _CHUNK.match(body, at)
        if size is None:
            parts.append(body[at:])
            break
        length = int(size[1], 16)
        if not length:
            break
        end = size.end() + length
        parts.append(body[size.end() : end])
        at = end + (2 if body[end : end + 2] == b"\r\n" else 1 if body[end : end + 1] == b"\n" else 0)
    return b"".join(parts)


def _framed(name: str, magic: bytes) -> Callable[[bytes], Body]:
    """What undoes the compression `name`, if a body begins with its `magic`."""

    def unpack_(body: bytes) -> Body:
        compression = next(c for c in COMPRESSIONS if c.name == name)
        return _drained(Inflated(io.BytesIO(body), compression, Budget(len(body))), body)

    return lambda body: unpack_(body) if body.startswith(magic) else Body(body)


def _drained(stream: io.RawIOBase, packed: bytes) -> Body:
    parts: list[bytes] = []
    size = 0
    try:
        while data := read_some(cast("BinaryIO", stream), _PIECE):
            parts.append(data)
            size += len(data)
            if size > RECORD:
                raise Unreadable(too_large())
    except Unreadable as fault:
        if size > RECORD:
            raise
        return Body(b"".join(parts), fault.reason) if parts else Body(packed)
    return Body(b"".join(parts))


def _brotli(body: bytes) -> Body:
    import brotli

    unpacker = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    given = body
    try:
        while not unpacker.is_finished():
            data = unpacker.process(given, output_buffer_limit=_PIECE)
            given = b""
            parts.append(data)
            size += len(data)
            if size > RECORD:
                raise Unreadable(too_large())
            if not data and unpacker.can_accept_more_data():
                break
    except brotli.error:
        pass
    if not size:
        return Body(body)  # not packed at all
    return Body(b"".join(parts), None if unpacker.is_finished() else "its brotli data is damaged or cut off")


def _deflate(body: bytes) -> Body:
    """zlib's format, as the standard says, or what some servers send under its name: the same without its header."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(bits)
        try:
            data = unpacker.decompress(body, RECORD + 1)
        except zlib.error:
            continue
        if len(data) > RECORD:
            raise Unreadable(too_large())
        return Body(data, None if unpacker.eof else "its deflate data is cut off")
    return Body(body)


_UNPACKERS: dict[str, Callable[[bytes], Body]] = {
    "gzip": _framed("gzip", b"\x1f\x8b"),
    "x-gzip": _framed("gzip", b"\x1f\x8b"),
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _framed("zstd", b"\x28\xb5\x2f\xfd"),
}
