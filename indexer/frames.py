"""What is found in a source, as it goes from one process to another: frames of msgpack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from indexer.article import Ignored, Page, Skipped
from indexer.records import Entry

Item = Entry | Skipped | Ignored | Page

FRAME = 1 << 18
"""Bytes of records that are gathered before they are sent."""


def pack(items: Iterable[Item]) -> bytes:
    """One frame of these."""
    return msgspec.msgpack.encode([_packed(item) for item in items])


def packed(items: Iterable[Item]) -> Iterator[bytes]:
    """The same in frames of about FRAME bytes."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.record) if isinstance(item, Entry) else item.size if isinstance(item, Page) else 0
        if size >= FRAME or len(batch) >= 1000:
            yield pack(batch)
            batch, size = [], 0
    if batch:
        yield pack(batch)


def unpacked(frame: bytes) -> Iterator[Item]:
    """What is in a frame; an entry's article isn't at hand."""
    for kind, locator, *rest in msgspec.msgpack.decode(frame):
        match kind:
            case "entry":
                yield Entry(locator, *rest)
            case "page":
                yield _page(locator, *rest)
            case "skipped":
                yield Skipped(locator, *rest)
            case _:
                yield Ignored(locator)


def _page(locator: str, given: list[bytes | str | bool | None], reader: str, files: int, pages: list[Any]) -> Page:
    return Page(locator, tuple(given), reader, files, tuple(_page(*page) for page in pages))


def _parts(page: Page) -> tuple[object, ...]:
    return page.locator, page.given, page.reader, page.files, [_parts(one) for one in page.pages]


def _packed(item: Item) -> tuple[object, ...]:
    match item:
        case Entry(locator, record, crawled, _):
            return "entry", locator, record, crawled
        case Page():
            return "page", *_parts(item)
        case Skipped(locator, reason):
            return "skipped", locator, reason
        case Ignored(locator):
            return "ignored", locator
