"""Readers: one file per format, bytes in, articles out, one at a time.

A reader is a value with a `name`, a `version` (raised when it reads differently, or when a new reader takes some of its
files, so that they are read again), the file `extensions` it goes by, `sniff`, which says whether a file's first bytes
carry the format's own signs, and `read`. `READERS` lists them from the most particular to the most general. A source is
read by the one whose signs are there, whatever its extension, which decides where several see their signs; where none
does, by the most general one whose extension it has. To add a format, write its file and add its line.

A record that can't be read costs that record: what a parser raises becomes a `Skipped`, and the run goes on. What may
take hours or all the memory, which is all that is parsed, a reader gives unread, as a `Page`, and has a `read_page` for
it: a run reads it in a process that can be killed (`pages`). What `read` itself does takes time that grows with the
length of the file, whatever is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from indexer.article import Article, Caption, Change, Ignored, Page, Reading, Skipped
from indexer.frozen import replace
from indexer.readers.alto import ALTO
from indexer.readers.arc import ARC
from indexer.readers.clippings import CLIPPINGS
from indexer.readers.csv import CSV
from indexer.readers.doctype import REASON, DefinesEntities, defines_entities
from indexer.readers.docx import DOCX
from indexer.readers.encoding import Undecodable, is_binary
from indexer.readers.europresse import EUROPRESSE
from indexer.readers.factiva import FACTIVA
from indexer.readers.feed import FEED
from indexer.readers.html import HTML
from indexer.readers.json import JSON
from indexer.readers.jsonfeed import JSONFEED
from indexer.readers.jsonl import JSONL
from indexer.readers.kb import KB_TEXT
from indexer.readers.mail import MAIL
from indexer.readers.markdown import MARKDOWN
from indexer.readers.mets import METS
from indexer.readers.newsletter import NEWSLETTER
from indexer.readers.newsml1 import NEWSML_1
from indexer.readers.newsml_g2 import NEWSML_G2
from indexer.readers.nexis import NEXIS
from indexer.readers.ninjs import NINJS
from indexer.readers.nitf import NITF
from indexer.readers.reuters import REUTERS
from indexer.readers.rtf import RTF
from indexer.readers.text import TEXT
from indexer.readers.warc import WARC
from indexer.readers.wire import WIRE
from indexer.sources import Source, SourceFile
from indexer.unpack import Unreadable

_XML = frozenset((".xml", ".rss", ".atom", ""))
"""What is not read and can still be an entity bomb. Drawing programs define harmless ones in every .svg."""


Item = Reading | Skipped | Ignored | Page
"""What is found in a source."""


class Reader(Protocol):
    """What a format's file provides; see the head of this module."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def extensions(self) -> frozenset[str]:
        """With their dot, in small letters; "" claims files without one."""
        ...

    def sniff(self, head: bytes) -> bool:
        """Whether a source that begins with `head` (up to 4096 bytes) is surely of this format."""
        ...

    def read(self, source: Source) -> Iterator[Item]:
        """The articles of `source`, and what in it is none: a picture in a web archive, say. May raise: the exception
        becomes a Skipped, what was yielded before it stays."""
        ...


@runtime_checkable
class PageReader(Protocol):
    """What a reader has that gives pages."""

    @property
    def name(self) -> str: ...
    def read_page(self, page: Page) -> Iterator[Item]:
        """The articles on a page that `read` gave, or its records, which are pages. May raise, as `read` may."""
        ...


READERS: tuple[Reader, ...] = (
    WARC,
    ARC,
    FEED,
    JSONFEED,
    NEWSML_G2,
    NEWSML_1,
    NITF,
    REUTERS,
    WIRE,
    NINJS,
    METS,
    ALTO,
    KB_TEXT,
    FACTIVA,
    NEXIS,
    EUROPRESSE,
    CLIPPINGS,
    DOCX,
    RTF,
    MAIL,
    NEWSLETTER,
    HTML,
    JSONL,
    JSON,
    MARKDOWN,
    CSV,
    TEXT,
)


def choose(source: Source, readers: tuple[Reader, ...] = READERS) -> Reader | None:
    """The reader of `source`, by its first bytes and then by its extension; None: none claims it."""
    sure = [reader for reader in readers if reader.sniff(source.head)]
    if sure:
        return next((reader for reader in sure if source.extension in reader.extensions), sure[0])
    if not source.extension and _foreign(source.head):
        return None
    # of several that go by the extension the most general: a more particular one would have seen its signs
    return next((reader for reader in reversed(readers) if source.extension in reader.extensions), None)


def fingerprint(readers: tuple[Reader, ...] = READERS) -> str:
    """Names and versions of all readers. A file is read again when one of those that read it has another version or is
    gone; one that nothing was read from, or not to its end, when anything here is another.

    >>> fingerprint(())
    ''
    """
    return " ".join(f"{reader.name}/{reader.version}" for reader in readers)


def read_file(file: SourceFile, readers: tuple[Reader, ...] = READERS) -> Iterator[Reading | Skipped | Ignored]:
    """Everything in `file`: articles with `reader` and `locator` set, what could not be read, what isn't read. Pages
    are read here and now, without a limit."""
    return _without_pages(pages_apart(file, readers), readers)


def pages_apart(file: SourceFile, readers: tuple[Reader, ...] = READERS) -> Iterator[Item]:
    """The same with pages as they are given, for `read_page`."""
    if file.is_part:
        yield Ignored(file.locator)  # it is read with the file that it is a part of
        return
    for source in file.sources():
        if isinstance(source, Skipped):
            yield source
        else:
            yield from _items(source, readers)


def read_source(source: Source, readers: tuple[Reader, ...] = READERS) -> Iterator[Reading | Skipped | Ignored]:
    """The articles of one source, its pages read here and now."""
    return _without_pages(_items(source, readers), readers)


def read_page(page: Page, readers: tuple[Reader, ...] = READERS) -> Iterator[Item]:
    """What is on a page: articles, and pages that it has to be cut into first."""
    if page.pages:
        yield from page.pages
        return
    reader = next(one for one in readers if one.name == page.reader)
    assert isinstance(reader, PageReader), "a reader that gives pages reads them"
    try:
        for item in reader.read_page(page):
            yield _named(item, page.locator, reader.name)
    except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - parsers raise what they like; the run goes on
        yield Skipped(page.locator, failure(error))


def _without_pages(items: Iterator[Item], readers: tuple[Reader, ...]) -> Iterator[Reading | Skipped | Ignored]:
    for item in items:
        if isinstance(item, Page):
            yield from _without_pages(read_page(item, readers), readers)
        else:
            yield item


def _items(source: Source, readers: tuple[Reader, ...]) -> Iterator[Item]:
    reader = choose(source, readers)
    if reader is None:
        bomb = source.extension in _XML and defines_entities(_text_of(source.head))
        yield Skipped(source.locator, REASON) if bomb else Ignored(source.locator)
        return
    if not source.head:
        # a stream that fails at once has no head either, and says so itself
        reason = _why_empty(source)
        yield Skipped(source.locator, reason) if source.extension or reason != "empty" else Ignored(source.locator)
        return
    try:
        for item in reader.read(source):
            yield _named(item, source.locator, reader.name)
    except Unreadable as fault:
        fault.told = True
        yield Skipped(source.locator, fault.reason)
    except Undecodable as error:
        yield Skipped(source.locator, str(error))
    except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - parsers raise what they like; the run goes on
        yield Skipped(source.locator, failure(error))


OUT_OF_MEMORY = "too large for the memory there is"
"""Why a record could not be read that asked for more memory than it got."""


def failure(error: BaseException) -> str:
    """Why a record could not be read, when its parser failed: one line."""
    if isinstance(error, DefinesEntities | Unreadable | Undecodable):
        return str(error)
    if isinstance(error, RecursionError):
        return "nested too deep"
    if isinstance(error, MemoryError):
        return OUT_OF_MEMORY
    said = re.sub(r"\s+", " ", str(error))[:200]
    return f"the parser failed: {type(error).__name__}" + (f": {said}" if said else "")


def _why_empty(source: Source) -> str:
    try:
        return "empty" if not source.open().read(1) else "unreadable"
    except Unreadable as fault:
        fault.told = True
        return fault.reason


def _foreign(head: bytes) -> bool:
    """Whether a file without an extension is surely not text: a program, a picture, XML, RTF, PostScript."""
    return is_binary(head) or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        (b"<?xml", b"{\\rtf", b"%PDF", b"%!PS", b"#!")
    )


def _text_of(head: bytes) -> str:
    return head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _named(item: Item, locator: str, reader: str) -> Item:
    if isinstance(item, Reading):
        return _settled(item, locator, reader)
    if isinstance(item, Page):
        return replace(item, reader=reader, pages=tuple(replace(page, reader=reader) for page in item.pages))
    return item


def _settled(reading: Reading, locator: str, reader: str) -> Reading:
    """The reading with `reader` and `locator` set, and with text that can be written as UTF-8: half a surrogate pair,
    which JSON and HTML can spell, becomes U+FFFD."""
    article = reading.article
    article = replace(article, reader=reader, locator=article.locator or locator)
    return replace(reading, article=_whole(article), changes=tuple(reading.changes))


_HALF = re.compile("[\ud800-\udfff]")


def _whole(article: Article) -> Article:
    try:
        "".join(_texts(article)).encode("utf-8")
    except UnicodeEncodeError:
        pass
    else:
        return article
    mended: dict[str, object] = {}
    for name in Article.__slots__:
        value = getattr(article, name)
        if isinstance(value, str):
            mended[name] = _HALF.sub("\ufffd", value)
        elif name == "captions":
            mended[name] = tuple(
                Caption(_HALF.sub("\ufffd", c.text), _HALF.sub("\ufffd", c.credit) if c.credit else None, c.count)
                for c in value
            )
        elif isinstance(value, tuple):
            mended[name] = tuple(_HALF.sub("\ufffd", part) for part in value)
    return replace(article, **mended)


def _texts(article: Article) -> Iterator[str]:
    for name in Article.__slots__:
        value = getattr(article, name)
        if isinstance(value, str):
            yield value
        elif name == "captions":
            for caption in value:
                yield caption.text
                yield caption.credit or ""
        elif isinstance(value, tuple):
            yield from value


__all__ = [
    "OUT_OF_MEMORY",
    "READERS",
    "Change",
    "PageReader",
    "Reader",
    "choose",
    "failure",
    "fingerprint",
    "pages_apart",
    "read_file",
    "read_page",
    "read_source",
]
