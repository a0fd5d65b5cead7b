"""JSON: one object, an array of them, or an object around an array; also objects one after another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from indexer.article import Page, Reading, Skipped
from indexer.readers import ninjs
from indexer.readers.encoding import start_of
from indexer.readers.json_values import values
from indexer.readers.marked import as_page, is_marked, value_of
from indexer.readers.records import Record, article_of, contained
from indexer.readers.values import DECODER
from indexer.sources import Source

_ARTICLE = re.compile(r'"(?:title|headline|text|body|content|html|article)"\s*:', re.IGNORECASE)
_BARREN = 1000
"""Records without an article that a file may begin with before each is reported: most such files hold something else,
and that is one line in the report."""


@dataclass(frozen=True, slots=True)
class JsonReader:
    """See the head of this module."""

    name: str = "json"
    version: int = 3
    extensions: frozenset[str] = frozenset((".json",))

    def sniff(self, head: bytes) -> bool:
        text = start_of(head)
        return bool(re.match(r'\{\s*"|\[\s*\{', text)) and names_article(text) and not is_row(text)

    def read(self, source: Source) -> Iterator[Reading | Skipped | Page]:
        barren: list[Skipped] = []
        found = False
        for number, value in values(source):
            locator = f"{source.locator}#{number}" if number else source.locator
            for inner, place in _parts(value, locator, alone=not number):
                item = as_page(inner, place) if is_marked(inner) else _article(inner, place)
                if isinstance(item, Skipped) and not found and len(barren) < _BARREN:
                    barren.append(item)
                    continue
                found = True
                yield from barren
                barren.clear()
                yield item
        if not found:
            yield barren[0] if len(barren) == 1 else Skipped(source.locator, "no article in it")

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The article in the record that is given."""
        yield _article(value_of(page)[0], page.locator)


JSON = JsonReader()


def read_value(value: object, locator: str, *, alone: bool) -> Iterator[Reading | Skipped]:
    """The articles in one JSON value. `alone`: it is the whole file, so the articles that it is put around are numbered
    directly."""
    return (_article(inner, place) for inner, place in _parts(value, locator, alone=alone))


def _parts(value: object, locator: str, *, alone: bool) -> Iterator[tuple[object, str]]:
    """The records in one JSON value, and their places."""
    inner = contained(cast(Record, value)) if isinstance(value, dict) else None
    if inner is None:
        yield value, locator
        return
    for number, item in enumerate(inner, 1):
        yield item, f"{locator}#{number}" if alone else f"{locator}.{number}"


def _article(value: object, locator: str) -> Reading | Skipped:
    if not isinstance(value, dict):
        return Skipped(locator, f"no article: {'null' if value is None else type(value).__name__}, not an object")
    record = cast(Record, value)
    try:
        reading = ninjs.article(record, locator) if ninjs.is_item(record) else article_of(record, locator)
    except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - an HTML text goes through parsers that raise anything
        from indexer.readers import failure

        return Skipped(locator, failure(error))
    return reading or Skipped(locator, "no article: neither text nor title")


def names_article(text: str) -> bool:
    """Whether something in JSON's notation has a name that an article would have."""
    return _ARTICLE.search(text) is not None


def is_row(text: str) -> bool:
    """Whether `text` begins with a whole object on a line of its own and goes on after it: JSON lines, whatever the
    name, and whatever is wrong with the lines below.

    >>> is_row('{"a": 1}\\n{"a": 2}'), is_row('{"a": 1}\\n{ broken'), is_row('{"a":\\n 1}'), is_row('{"a": 1}\\n')
    (True, True, False, False)
    """
    first, _, rest = text.partition("\n")
    if not first.startswith("{") or not first.rstrip().endswith("}") or not rest.strip():
        return False
    try:
        DECODER.decode(first.strip())
    except (json.JSONDecodeError, RecursionError):
        return rest.lstrip().startswith('{"')
    return True
