"""What is found in a file, on the way from its reader to the ledger: records of articles, and what can't be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from indexer.article import Ignored, Page, Reading, Skipped
from indexer.ledger import readings
from indexer.records import Entry
from indexer.sources import SourceFile

Found = Entry | Skipped | Ignored


def found_in(file: SourceFile) -> Iterator[Found]:
    """What is in a file, the articles as records; web pages are read here and now, without a limit."""
    from indexer import readers

    pending = [pages_apart(file)]
    while pending:
        item = next(pending[-1], None)
        if item is None:
            pending.pop()
        elif isinstance(item, Page):
            pending.append(entry(one) if isinstance(one, Reading) else one for one in readers.read_page(item))
        else:
            yield item


def pages_apart(file: SourceFile) -> Iterator[Found | Page]:
    """The same, with web pages as they are, for `pages.Pages`."""
    from indexer import readers

    try:
        for item in readers.pages_apart(file):
            yield entry(item) if isinstance(item, Reading) else item
    except Exception as error:  # noqa: BLE001 - a file that a reader fails on is a line in the report, not the run's end
        yield Skipped(file.locator, readers.failure(error))


def entry(reading: Reading) -> Entry:
    """An article that was read, as a record."""
    return Entry(reading.article.locator, readings.encode(reading), _nanoseconds(reading.crawled), reading.article)


def _nanoseconds(crawled: str | None) -> int:
    """A moment since 1970; 0 for none, or for one without a zone.

    >>> _nanoseconds("2020-02-01T00:00:00Z")
    1580515200000000000
    """
    try:
        moment = datetime.fromisoformat(crawled or "")
    except ValueError:
        return 0
    return max(0, int(moment.timestamp()) * 1_000_000_000) if moment.tzinfo else 0
