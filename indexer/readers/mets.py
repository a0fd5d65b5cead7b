"""METS: an issue of a digitised newspaper, and in its logical structure the articles on its pages, which are ALTO.

An article's words are found by what its division points to: blocks, lines or words of a page, directly or over the
structural links to areas of the pages. Its title, authors and language are in its MODS record; the newspaper's name and
the day are in the issue's. Where no article is told, each page is one. A page that isn't there is a Skipped; what of an
article stood on it, a change `page-missing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from indexer.article import Article, Change, Reading, Skipped
from indexer.article import Page as Given
from indexer.parts import named, plain
from indexer.readers import dates
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.encoding import decode, narrow
from indexer.readers.exports import xml_of
from indexer.readers.mets_structure import Area, Division, Issue, issue_of
from indexer.readers.ocr import NoPage, Page, Word, confidence, page_of, paragraphs
from indexer.readers.values import one, tag, unique
from indexer.readers.whole import source_of, whole
from indexer.sources import Part, Source, read_part
from indexer.unpack import Unreadable

TOGETHER = 256 << 20
"""Bytes of an issue's pages that are taken out of an archive: they are held together while the issue is read."""


@dataclass(frozen=True, slots=True)
class MetsReader:
    """See the head of this module."""

    name: str = "mets"
    version: int = 1
    extensions: frozenset[str] = frozenset()

    def sniff(self, head: bytes) -> bool:
        signs = narrow(head)
        return b"<mets:mets" in signs or (b"<mets" in signs and b"loc.gov/METS" in signs)

    def read(self, source: Source) -> Iterator[Given]:
        data, fault = whole(source)
        if fault:
            raise fault
        pages = list(_pages(data, source))
        given = (data, source.name, source.beside is not None, *chain.from_iterable(pages))
        yield Given(source.locator, given, files=len(pages))

    def read_page(self, page: Given) -> Iterator[Reading | Skipped]:
        """The issue in the METS file that is given, with its pages. Raises Unreadable, DefinesEntities."""
        data, source = source_of(page)
        is_reached, *pages = page.given[2:]
        text = decode(data, markup=True).text
        if defines_entities(text):
            raise DefinesEntities
        issue = issue_of(xml_of(text))
        if not issue.files:
            yield Skipped(source.locator, "no article: the METS file names no pages in XML")
        elif not is_reached:
            yield Skipped(
                source.locator,
                "its pages can't be reached from here, and are read one by one; unpack the archive, or use a .zip",
            )
        else:
            source.beside = partial(
                _beside, dict(zip(pages[::3], zip(pages[1::3], pages[2::3], strict=True), strict=True))
            )
            yield from _Reading(source, issue).all()


METS = MetsReader()

_Value = bytes | str | bool | None


def _pages(data: bytes, source: Source) -> Iterator[tuple[str, _Value, _Value]]:
    """The pages that a METS file names, each with its path, for whoever reads the issue; of one that is in an archive,
    None and what `source` has of it: its bytes, or why there are none."""
    if source.beside is None:
        return
    paths = {part.name: part.path for part in source.parts if part.path}
    room = TOGETHER
    for name in named(narrow(data)):
        if name in paths:
            yield name, paths[name], None
            continue
        try:
            found = source.beside(name)
            room -= len(found)
            if room < 0:
                raise Unreadable(f"with it they come to over {TOGETHER >> 20} MB; unpack the archive")
            yield name, None, found
        except Unreadable as fault:
            yield name, None, fault.reason


def _beside(pages: Mapping[_Value, tuple[_Value, _Value]], name: str) -> bytes:
    """The bytes of the page with this name. Raises Unreadable."""
    path, held = pages.get(name, (None, "it isn't there"))
    if isinstance(held, bytes):
        return held
    if isinstance(held, str):
        raise Unreadable(held)
    assert isinstance(path, bytes)
    return read_part(Part(name, path))


@dataclass(slots=True)
class _Reading:
    """One issue as it is being read. Pages are kept, for articles run over several; `gone` are those that aren't there
    or can't be read."""

    source: Source
    issue: Issue
    pages: dict[str, Page] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)

    def all(self) -> Iterator[Reading | Skipped]:
        """The articles, after a line for each page that is missing."""
        for identifier, address in self.issue.files.items():
            self._open(identifier, address)
        for identifier, reason in self.gone.items():
            name = self._name(identifier)
            yield Skipped(f"{self.source.locator}#{name}", f"the page {name}: {reason}")
        number = 0
        for division in self.issue.articles:
            number += 1
            reading = self._article(division, f"{self.source.locator}#{number}")
            if reading is not None:
                yield reading
        if number:
            return
        for identifier, page in self.pages.items():
            number += 1
            if reading := self._page(identifier, page, f"{self.source.locator}#{number}"):
                yield reading
        if not number and not self.gone:
            yield Skipped(self.source.locator, "no article in it")

    def _name(self, identifier: str) -> str:
        address = self.issue.files[identifier]
        return plain(address) or address

    def _open(self, identifier: str, address: str) -> None:
        name = plain(address)
        try:
            if name is None or self.source.beside is None:
                raise Unreadable("its address leads out of the folder")
            self.pages[identifier] = page_of(self.source.beside(name))
        except NoPage:
            return  # records and the like are named as well
        except Unreadable as fault:
            self.gone[identifier] = fault.reason
        except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - a page that a parser fails on costs that page
            from indexer.readers import failure

            self.gone[identifier] = failure(error)

    def _words(self, areas: list[Area]) -> list[Word]:
        return [word for area in areas if area.file in self.pages for word in self._on(self.pages[area.file], area)]

    def _on(self, page: Page, area: Area) -> list[Word]:
        words = page.between(area.begin, area.end) if area.begin else page.words
        # blocks are numbered within a page: two of them on two pages are two paragraphs
        shift = list(self.pages).index(area.file) * 1_000_000
        return [word._replace(block=word.block + shift) for word in words]

    def _article(self, division: Division, place: str) -> Reading | None:
        record = self.issue.record(division.records)
        missing = sorted({self._name(area.file) for area in division.areas if area.file in self.gone})
        stated = one(record.title)
        printed = one(" ".join(paragraphs(self._words(division.headings))))
        label = one(division.label)
        headline = stated if stated and not stated.endswith("...") else printed or stated or label
        words = self._words(division.areas if headline is None else division.text)
        body = tuple(paragraphs(words))
        if headline and headline.endswith("...") and body and _begins(body[0], headline[:-3]):
            headline = body[0]
        body = _below(headline, body)
        if not body and (missing or not headline):
            return None  # it stood on the pages that are missing, which have their lines
        published, changes = self._day()
        article = Article(
            guid=f"{self.issue.identifier}#{division.identifier}" if self.issue.identifier else None,
            headline=headline,
            byline=unique(record.names),
            published=published,
            publisher=self.issue.publisher,
            section=one(division.section),
            language=tag(record.language) or tag(self._spoken(division)) or tag(self.issue.language),
            body=body,
            locator=place,
        )
        cut = tuple(Change("page-missing", name, "body") for name in missing)
        return Reading(article, (*changes, *cut, *confidence(words)))

    def _page(self, identifier: str, page: Page, place: str) -> Reading | None:
        body = tuple(paragraphs(page.words))
        if not body:
            return None
        published, changes = self._day()
        article = Article(
            published=published,
            publisher=self.issue.publisher,
            language=tag(page.language) or tag(self.issue.language),
            body=body,
            locator=place,
        )
        return Reading(article, (*changes, *confidence(page.words)))

    def _spoken(self, division: Division) -> str | None:
        return next((self.pages[area.file].language for area in division.areas if area.file in self.pages), None)

    def _day(self) -> tuple[str | None, tuple[Change, ...]]:
        """The day of issue, as it states it, or as its name does."""
        if found := dates.parse(self.issue.date):
            return found, ()
        name = self.source.name.rsplit("/", 1)[-1]
        if found := dates.in_name(self.issue.label or "") or dates.in_name(name):
            return found, (Change("date-from-name", name, "published"),)
        return dates.settle(self.issue.date)


_LONGEST = 300
"""Characters of the longest first block that is taken for the whole of a title that the library cut short."""


def _begins(block: str, title: str) -> bool:
    return len(block) <= _LONGEST and _plainly(block).startswith(_plainly(title))


def _plainly(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _below(headline: str | None, body: tuple[str, ...]) -> tuple[str, ...]:
    """The text without the headline, where that is its first block."""
    return body[1:] if headline and body and _plainly(body[0]) == _plainly(headline) else body
