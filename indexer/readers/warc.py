"""Web archives (WARC): each page that a crawler fetched is an article.

Read are responses, resources and the texts of WET files (`conversion`); requests, metadata and revisits (the page
hadn't changed) say nothing of their own. `#n` in a locator is the n-th record, of whatever type. Memory holds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.article import Ignored, Page, Reading, Skipped
from indexer.readers import captures
from indexer.readers.captures import Capture, Endings
from indexer.readers.html import HTML
from indexer.readers.warc_records import Broken, Records
from indexer.sources import Source

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord


@dataclass(frozen=True, slots=True)
class WarcReader:
    """See the head of this module."""

    name: str = "warc"
    version: int = 3 + HTML.version
    extensions: frozenset[str] = frozenset((".warc", ".wet"))

    def sniff(self, head: bytes) -> bool:
        return re.match(rb"WARC/[01]\.\d+\r?\n", head) is not None

    def read(self, source: Source) -> Iterator[Page | Skipped | Ignored]:
        number, endings = 0, Endings()
        records = Records(source.open(), source.resume)
        for number, record in enumerate(records, 1):
            locator = f"{source.locator}#{number}"
            if isinstance(record, Broken):
                yield from endings.broken(locator, record.reason)
            else:
                yield from endings.each(_read(record, locator), lambda: records.fault)
        yield from endings.last(source.locator, records=number, fault=records.fault, is_cut=records.cut)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """See `captures`."""
        return captures.read_page(page)


WARC = WarcReader()


def _read(record: WarcRecord, locator: str) -> Iterator[Page | Skipped | Ignored]:
    headers = record.headers
    kind = (headers.get("WARC-Type") or "").strip().lower()
    if kind in ("response", "resource", "conversion"):
        type_ = headers.get("Content-Type") or ""
        capture = Capture(
            address=(headers.get("WARC-Target-URI") or "").strip("<> ") or None,
            type=type_,
            length=record.content_length,
            read=record.reader.read,
            crawled=headers.get("WARC-Date"),
            answer=kind == "response" and (not type_ or type_.lower().startswith("application/http")),
            text=kind == "conversion",
        )
        yield from captures.pages(capture, locator)
