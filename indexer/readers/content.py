"""What stands in the content element of an item that may hold any format: NITF, XHTML, escaped markup, plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.readers import nitf
from indexer.readers.story import Story, from_markup, from_xhtml, is_xhtml, paragraphs
from indexer.readers.values import lines
from indexer.readers.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TAGS = re.compile(r"</?(?:p|div|br|html|body|pre|span)\b[^>]*>", re.IGNORECASE)


def from_content(content: Element, kind: str, locator: str) -> Story:
    """The story in an element that holds NITF, XHTML or text, the text perhaps with tags of its own; `kind` is its
    media type, "" where none is stated."""
    inner = next(content.iterchildren("*"), None)
    if inner is None:
        text = content.text or ""
        if kind.startswith("text/plain") or "<" not in text:
            return Story(body=lines(_TAGS.sub("\n", text)))
        return from_markup(text, locator)
    if local(inner) == "nitf":
        return nitf.story(inner)
    if is_xhtml(inner):
        return from_xhtml(inner, locator)
    return Story(body=paragraphs(content))
