"""Records of names and values, some of which have markup in them.

A parser of markup can hang on it, or eat the memory, so such a record is given as a `Page`, in JSON, to be read where
that costs only itself. Records of plain text, which are most, are read where they are found.
"""

from __future__ import annotations

import json
import re

from indexer.article import Page, Skipped
from indexer.readers.values import DECODER

_TAG = re.compile(r"<[a-z/!?]", re.IGNORECASE)
_TAG_IN_BYTES = re.compile(rb"<[a-z/!?\\]", re.IGNORECASE)


def is_marked(value: object) -> bool:
    """Whether there is markup in a text, wherever it stands in a value.

    >>> is_marked({"title": "1 < 2", "body": ["a", {"html": "a <b>b</b>"}]}), is_marked({"title": "1 < 2", "n": 3})
    (True, False)
    """
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, str):
            if "<" in one and _TAG.search(one):
                return True
        elif isinstance(one, dict):
            pending += one.values()
        elif isinstance(one, list):
            pending += one
    return False


def is_marked_line(line: bytes) -> bool:
    r"""The same of a value in JSON, which may escape the signs.

    >>> is_marked_line(rb'{"a": "\u003cp>"}'), is_marked_line(rb'{"a": "<\/p>"}'), is_marked_line(b'{"a": "<3"}')
    (True, True, False)
    """
    return (b"<" in line and _TAG_IN_BYTES.search(line) is not None) or b"\\u003c" in line or b"\\u003C" in line


def as_page(value: object, locator: str, *context: str) -> Page | Skipped:
    """The record as a page, with what else its reader needs."""
    try:
        return Page(locator, (json.dumps(value), *context))
    except RecursionError:
        return Skipped(locator, "nested too deep")


def value_of(page: Page) -> tuple[object, list[str]]:
    """The record in a page that `as_page` made, and what else is in it."""
    value, *context = page.given
    assert isinstance(value, str)
    return DECODER.decode(value), [text for text in context if isinstance(text, str)]
