"""What a crawler kept of one address, whatever the archive it lies in, and the article in it.

Read are pages with a good status, and the plain texts that others have made of pages. Everything else (pictures,
redirects, error pages) is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from indexer.article import Article, Change, Ignored, Page, Reading, Skipped
from indexer.readers import dates
from indexer.readers.encoding import codec_named, decode, whole_characters, without_stray_nuls
from indexer.readers.html import HTML, read_markup
from indexer.readers.http_body import head_of, unpacked
from indexer.readers.values import address, lines
from indexer.readers.whole import RECORD, too_large
from indexer.unpack import Unreadable

_FIRST = 1 << 16
"""Bytes of a capture that are read before it is known what it holds; headers are shorter."""

_PAGES = ("text/html", "application/xhtml+xml")
_UNSAID = ("", "unk", "no-type", "application/unknown", "application/octet-stream", "text/plain")
"""Types behind which a page may be hidden; its first bytes tell."""

_GOOD = (None, 200, 201, 202, 203, 206)
"""Answers that are the page asked for; None is a page without a head."""

_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/-])")


@dataclass(frozen=True, slots=True)
class Capture:
    """One record of a web archive: its `address` and content `type` as stated, its `length` in bytes and a way to
    `read` so many of them, b"" at the end; when it was `crawled`, in ISO 8601. `answer`: it is what a server answered,
    with its headers; `text`: it is the plain text of a page."""

    address: str | None
    type: str
    length: int
    read: Callable[[int], bytes]
    crawled: str | None = None
    answer: bool = False
    text: bool = False


class _Page(NamedTuple):
    """What is left of a capture when it is unpacked: all that its article is made of."""

    data: bytes
    fault: str | None
    codec: str | None
    text: bool
    address: str | None
    crawled: str | None


def pages(capture: Capture, locator: str) -> Iterator[Page | Skipped | Ignored]:
    """The page in `capture`. One that lost its end is read as far as it goes, and said to be skipped as well."""
    try:
        page = _page(capture)
    except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - unpackers raise anything
        from indexer.readers import failure

        yield Skipped(locator, failure(error))
        return
    if page is None:
        yield Ignored(locator)
        return
    yield Page(locator, tuple(page))
    if page.fault:
        yield Skipped(locator, page.fault)


class Endings:
    """What is said at the end of a web archive, and of what is in it: where the bytes themselves are damaged, that is
    said once, and last."""

    def __init__(self) -> None:
        self._told = False  # of the last record, that it could not be read

    def broken(self, locator: str, reason: str) -> Iterator[Skipped]:
        """A record that is none."""
        self._told = False
        yield Skipped(locator, reason)

    def each(
        self, items: Iterable[Page | Skipped | Ignored], fault: Callable[[], Unreadable | None]
    ) -> Iterator[Page | Skipped | Ignored]:
        """What is in a record, but for what only says the `fault` that ended it."""
        self._told = False
        for item in items:
            if not (isinstance(item, Skipped) and fault()):
                self._told = isinstance(item, Skipped)
                yield item

    def last(self, locator: str, *, records: int, fault: Unreadable | None, is_cut: bool) -> Iterator[Skipped]:
        """The archive's end after so many `records`. Raises its `fault`."""
        if fault:
            raise fault
        if is_cut and not self._told:
            yield Skipped(locator, "truncated: the last record has lost its end")
        if not records:
            yield Skipped(locator, "no article: an archive without records")


def read_page(page: Page) -> Iterator[Reading | Skipped]:
    """The article on a page of `pages`. Raises Undecodable, DefinesEntities and what parsers raise."""
    yield _article(_Page._make(page.given), page.locator)


def _page(capture: Capture) -> _Page | None:
    """The page, unpacked; None where the capture holds something else. Raises Unreadable when it is too large."""
    stated, headers = capture.type, dict[str, str]()
    block = _exactly(capture, _FIRST)
    read = len(block)
    if capture.answer:
        head = head_of(block)
        if head.status not in _GOOD:
            return None
        block, headers = block[head.size :], head.headers
        if head.status or stated.lower().startswith("application/http"):
            stated = headers.get("content-type", "")
    kind = re.split("[;,]", stated)[0].strip().lower()
    text = capture.text and kind == "text/plain"
    if not text and kind not in _PAGES and kind not in _UNSAID:
        return None
    if capture.length > RECORD:
        raise Unreadable(too_large())
    rest = _exactly(capture, capture.length - read)
    body = unpacked(
        block + rest, transfer=headers.get("transfer-encoding", ""), content=headers.get("content-encoding", "")
    )
    if not text and kind not in _PAGES and not HTML.sniff(body.data[:4096]):
        return None
    if missing := capture.length - read - len(rest):
        body = body._replace(fault=f"cut off: {missing} bytes are missing at its end")
    charset = _CHARSET.search(stated)
    codec = codec_named(charset[1]) if charset else None
    return _Page(body.data, body.fault, codec, text, capture.address, capture.crawled)


def _exactly(capture: Capture, size: int) -> bytes:
    """So many bytes, or as many as there are."""
    parts: list[bytes] = []
    while size > 0 and (data := capture.read(size)):
        parts.append(data)
        size -= len(data)
    return b"".join(parts)


def _article(page: _Page, locator: str) -> Reading | Skipped:
    """The article in a page. Raises Undecodable, DefinesEntities and what parsers raise."""
    text = decode(without_stray_nuls(whole_characters(page.data)), said=page.codec, markup=True).text
    reading = _plain(text, locator) if page.text else read_markup(text, locator)
    if reading is None:
        return Skipped(locator, "no article: neither text nor title")
    article, changes, where = reading.article, reading.changes, page.address
    provenance = dict(reading.provenance or {})
    if url := address(where.strip().replace(" ", "%20") if where else None):
        article = replace(article, url=url)
        provenance.pop("url", None)  # a record has one place for it
    if article.published is None and (match := _IN_ADDRESS.search(where or "")):
        published = dates.parse("-".join(match.groups()))
        if published:
            article = replace(article, published=published)
            provenance["published"] = "address"
            named = Change(rule="date-from-name", line=where, field="published")
            changes = (*(c for c in changes if (c.rule, c.field) != ("undated", "published")), named)
    if page.fault:
        changes = (*changes, Change(rule="degraded", line=page.fault, field="body"))
    return Reading(article, changes, page.crawled, provenance)


def _plain(text: str, locator: str) -> Reading | None:
    """What others have made of a page: its title and its text, a line for each block."""
    found = lines(text)
    if not found:
        return None
    return Reading(Article(headline=found[0].strip(), body=found[1:], locator=locator), dates.settle(None)[1])
