"""The elements of a page: its tree, the text in them, and which of them are silent or end no line.

Every reader has its markup parsed here, whether that is a page, a mail, a record of an export or a piece of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from lxml.etree import HTMLParser, XPath, _Element, fromstring

from indexer.readers.values import one

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CONTENT = XPath("string()")


def tree_of(page: str) -> _Element:
    """`page` as a tree without comments, whatever stands behind its ends (`without_ends`); where there is nothing in
    it, an empty one. Plain elements: those of lxml.html cost a twentieth of a page's time. Raises ValueError where an
    encoding is declared."""
    return _parsed(page, HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False))


def document_of(page: str) -> HtmlElement:
    """The same of lxml.html's elements, which are found by their class and can be taken out. Raises ValueError."""
    from lxml import html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    return cast("HtmlElement", _parsed(page, parser))


def _parsed(page: str, parser: HTMLParser) -> _Element:
    found: _Element | None = fromstring(without_ends(page), parser) if page.strip() else None
    return found if found is not None else fromstring("<html><body></body></html>", parser)


def content(element: _Element) -> str:
    """All text in an element."""
    return cast(str, _CONTENT(element))


_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_NOTHING_ELSE = re.compile(r"(?:\s|</(?:html|body)\s*>)*+\Z", re.IGNORECASE)


def without_ends(page: str) -> str:
    """`page` without the ends of its body and of itself, which may be left out, where something follows them.

    Where one stands amid a page (before the body, below an advertisement that was a page of its own, above what a
    mailing list puts to a letter), a browser reads on. libxml2 drops what follows the page's end, and puts what follows
    the body's outside of it. Which end is a page's own is told by `ends`.

    >>> without_ends("<html><head></head></html><body><p>Rain</p></body>")
    '<html><head></head> <body><p>Rain</p> '
    >>> without_ends("<p>Rain</p></body></html> ")
    '<p>Rain</p></body></html> '
    """
    end = _ENDS.search(page)
    return _ENDS.sub(" ", page) if end and not _NOTHING_ELSE.match(page, end.start()) else page


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
