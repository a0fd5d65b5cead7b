"""Article texts of the Dutch national library's newspapers (Delpher): `<text><title/><p/></text>`, one file an article.

What else is known of the article stands in other files; its number is in the file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.article import Article, Change, Page, Reading, Skipped
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.encoding import decode, narrow
from indexer.readers.exports import name_of, text_of, xml_of
from indexer.readers.values import one
from indexer.readers.whole import one_page, source_of
from indexer.sources import Source

_TEXT = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?<text>\s*<(?:title|p)\b")
_NUMBER = re.compile(
    r"((?:ddd|mmkb|kb|mmrhc|mmuba|mmubl|mmzeeu|mmcc|mmhco|mmtua)[a-z0-9]*)_(\d+)_(\d{4})(?=_articletext|\.)"
)


@dataclass(frozen=True, slots=True)
class KbTextReader:
    """See the head of this module."""

    name: str = "kb-text"
    version: int = 1
    extensions: frozenset[str] = frozenset()

    def sniff(self, head: bytes) -> bool:
        return _TEXT.match(narrow(head)) is not None

    def read(self, source: Source) -> Iterator[Page]:
        return one_page(source)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The article in the file that is given. Raises Unreadable, DefinesEntities."""
        data, source = source_of(page)
        text = decode(data, markup=True).text
        if defines_entities(text):
            raise DefinesEntities
        root = xml_of(text)
        titles = [one(text_of(child)) for child in root if name_of(child) == "title"]
        body = tuple(line for child in root if name_of(child) == "p" and (line := one(text_of(child))))
        headline = one(" ".join(title for title in titles if title))
        if not body and not headline:
            yield Skipped(source.locator, "no article: neither text nor title")
            return
        article = Article(guid=_guid(source.name), headline=headline, body=body, locator=source.locator)
        yield Reading(article, (Change("undated", None, "published"),))


KB_TEXT = KbTextReader()


def _guid(name: str) -> str | None:
    """The library's identifier for the article, by the name of its file.

    >>> _guid("DDD_010724973_0001_articletext.xml")
    'ddd:010724973:mpeg21:a0001'
    """
    match = _NUMBER.search(name.rsplit("/", 1)[-1].lower())
    return f"{match[1]}:{match[2]}:mpeg21:a{match[3]}" if match else None
