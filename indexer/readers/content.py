"""What stands where an item's content may be of any format: NITF, XHTML, markup in a string, plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.readers import nitf, xml
from indexer.readers.values import lines
from indexer.readers.wording import Wording, from_markup, from_xhtml, is_xhtml, paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TAGS = re.compile(r"</?(?:p|div|br|html|body|pre|span)\b[^<>]*>", re.IGNORECASE)
_NITF = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>\[]*>\s*)?<nitf[\s>]")
_BINARY = re.compile(r"(?:image|audio|video|font)/|octet-stream|/pdf|/zip|base64")


def from_content(content: Element, kind: str, locator: str) -> Wording:
    """The words in an element that holds content; `kind` is its media type in small letters, "" for none stated."""
    inner = next(content.iterchildren("*"), None)
    if inner is None:
        return from_string(content.text or "", kind, locator)
    if xml.local(inner) == "nitf":
        return nitf.wording(inner)
    return from_xhtml(inner, locator) if is_xhtml(inner) else Wording(body=paragraphs(content))


def from_string(text: str, kind: str, locator: str) -> Wording:
    """The words in a string, perhaps with tags, and in what is called plain text, perhaps with a few."""
    if _BINARY.search(kind):
        return Wording()
    if _NITF.match(text):
        found = xml.parsed(text, frozenset(("nitf",)))
        if not isinstance(found, str):
            return nitf.wording(found)
    if "text/plain" in kind or ("<" not in text and "html" not in kind):
        return Wording(body=lines(_TAGS.sub("\n", text)))
    return from_markup(text, locator)
