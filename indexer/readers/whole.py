"""A source's bytes in one piece, for the formats that are one document; bounded."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.article import Page
from indexer.sources import Source
from indexer.unpack import Unreadable, read_some

RECORD = 64 * 1024 * 1024
"""The largest record that is read, in bytes: thirty times the longest articles there are."""


def whole(source: Source) -> tuple[bytes, Unreadable | None]:
    """All bytes of `source`, and the fault that ended them early, if one did: what came before it is still good.

    Raises Unreadable when there are none, or more than RECORD.
    """
    stream = source.open()
    parts: list[bytes] = []
    size = 0
    try:
        while data := read_some(stream, 1 << 16):
            parts.append(data)
            size += len(data)
            if size > RECORD:
                raise Unreadable(too_large())
    except Unreadable as fault:
        if not size or size > RECORD or fault.reason.startswith("compressed bomb"):
            raise
        return b"".join(parts), fault
    return b"".join(parts), None


def one_page(source: Source) -> Iterator[Page]:
    """A source that is one page, whose bytes somebody else is to read; then the fault that ended them early, raised."""
    data, fault = whole(source)
    yield Page(source.locator, (data,))
    if fault:
        raise fault


def too_large() -> str:
    """The reason for skipping a record above the limit."""
    return f"one record of over {RECORD >> 20} MB; split it"
