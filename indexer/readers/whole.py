"""A source's bytes in one piece, for the formats that are one document; bounded."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from indexer.article import Page, Skipped
from indexer.sources import HEAD, Source
from indexer.unpack import Unreadable, read_some

RECORD = 64 * 1024 * 1024
"""The largest record that is read, in bytes: thirty times the longest articles there are."""

TOGETHER = 32 << 10
"""Bytes of short records that are read together."""


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


def one_page(source: Source, *, entire: bool = False) -> Iterator[Page]:
    """A source that is one page, to be read elsewhere; then the fault that ended its bytes early, raised. `entire`: one
    that ends early isn't read at all."""
    data, fault = whole(source)
    if fault and entire:
        raise fault
    yield Page(source.locator, (data, source.name))
    if fault:
        raise fault


def together(items: Iterable[Page | Skipped]) -> Iterator[Page | Skipped]:
    """Pages that are short, so many in one page as are handed over at once; all in their order. What `items` raises
    comes after those that came before it."""
    held: list[Page] = []
    size = 0
    fault: Exception | None = None
    try:
        for item in items:
            if isinstance(item, Skipped) or size + item.size > TOGETHER:
                yield from _one_of(held)
                held, size = [], 0
            if isinstance(item, Skipped):
                yield item
            else:
                held.append(item)
                size += item.size
    except Exception as error:  # noqa: BLE001 - it is raised below
        fault = error
    yield from _one_of(held)
    if fault is not None:
        raise fault


def _one_of(pages: list[Page]) -> Iterator[Page]:
    if len(pages) == 1:
        yield pages[0]
    elif pages:
        yield Page(pages[0].locator, (), pages=tuple(pages))


def is_file(page: Page) -> bool:
    """Whether a page is a whole file, as `one_page` gives it: records are given as text."""
    return isinstance(page.given[0], bytes)


def source_of(page: Page) -> tuple[bytes, Source]:
    """The bytes of a page that `one_page` gave, and the source that it was, as far as those go."""
    data, name = page.given[:2]
    assert isinstance(data, bytes)
    assert isinstance(name, str)
    return data, Source(page.locator, name, data[:HEAD], io.BytesIO(data))


def too_large() -> str:
    """The reason for skipping a record above the limit."""
    return f"one record of over {RECORD >> 20} MB; split it"
