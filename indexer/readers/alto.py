"""ALTO: a page of a digitised newspaper on its own, as one article. Pages of an issue that a METS file describes are
read with that (see `mets` and `indexer.parts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.article import Article, Change, Page, Reading, Skipped
from indexer.readers import dates
from indexer.readers.encoding import narrow
from indexer.readers.ocr import confidence, page_of, paragraphs
from indexer.readers.values import tag
from indexer.readers.whole import one_page, source_of
from indexer.sources import Source

_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?alto[\s>]")


@dataclass(frozen=True, slots=True)
class AltoReader:
    """See the head of this module."""

    name: str = "alto"
    version: int = 1
    extensions: frozenset[str] = frozenset((".alto",))

    def sniff(self, head: bytes) -> bool:
        return _ROOT.search(narrow(head)) is not None

    def read(self, source: Source) -> Iterator[Page]:
        return one_page(source, entire=True)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The words of the page that is given. Raises Unreadable, DefinesEntities."""
        data, source = source_of(page)
        scan = page_of(data)
        body = tuple(paragraphs(scan.words))
        if not body:
            yield Skipped(source.locator, "no article: a page without words")
            return
        name = source.name.rsplit("/", 1)[-1]
        published = dates.in_name(name)
        dated = Change("date-from-name", name, "published") if published else Change("undated", None, "published")
        article = Article(published=published, language=tag(scan.language), body=body, locator=source.locator)
        yield Reading(article, (dated, *confidence(scan.words)))


ALTO = AltoReader()
