"""The elements of a page: its tree, the text in them, and which of them are silent or end no line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml.etree import HTMLParser, XPath, _Element, fromstring

from indexer.readers.values import one

_CONTENT = XPath("string()")


def tree_of(page: str) -> _Element:
    """`page` as a tree without comments; where there is nothing in it, an empty one. Plain elements: those of lxml.html
    cost a twentieth of a page's time."""
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    found: _Element | None = fromstring(page, parser) if page.strip() else None
    return found if found is not None else fromstring("<html><body></body></html>", parser)


def content(element: _Element) -> str:
    """All text in an element."""
    return cast(str, _CONTENT(element))


_ENDS = re.compile(r"</(?:html|body)>", re.IGNORECASE)
_LAST = 200
"""Characters at a page's end in which its ends may stand: what follows them there is white space and a comment."""


def without_ends(page: str) -> str:
    """`page` without the ends of its body and of itself, which may be left out.

    Where one stands amid a page (before the body, below an advertisement that was a page of its own), a browser reads
    on. libxml2 drops what follows the page's end, and puts what follows the body's outside of it.

    >>> without_ends("<html><head></head></html><body><p>Rain</p></body></html>" + 200 * " ")[:46]
    '<html><head></head><body><p>Rain</p>          '
    """
    return _ENDS.sub("", page) if _ENDS.search(page, 0, max(0, len(page) - _LAST)) else page


SILENT = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "select", "button", "iframe", "textarea", "object",
    "math",
     "video", "audio", "canvas", "input", "option", "amp-ad", "title", "dialog", "nav")
)  # fmt: skip
"""Elements whose text is no part of what a page says."""

INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
     "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
     "wbr", "img", "rb", "rtc", "td", "th", "picture", "nobr", "data", "rp", "rt", "ruby", "amp-img")
)  # fmt: skip
"""Elements that end no line; the cells of a row stand in one."""


def words_in(element: _Element) -> str:
    """The text that an element shows, as one line."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in SILENT:
            apart = child.tag not in INLINE
            yield " " if apart else ""
            yield from _texts(child)
            yield " " if apart else ""
        yield child.tail or ""


def line_of(element: _Element) -> str | None:
    """The text of an element as one line; its parts are parted by spaces."""
    return one(" ".join(cast("list[str]", element.xpath(".//text()[not(parent::script or parent::style)]"))))
