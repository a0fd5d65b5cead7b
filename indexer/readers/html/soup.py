"""Pages that libxml2 can't hold: Beautiful Soup reads them, and hands them back with less depth.

libxml2 drops what lies deeper than some 255 elements, and all that follows. Old pages get there by elements that nobody
closed. html.parser, through Beautiful Soup, builds any depth, but takes longer than all the rest of reading a page; so
it is asked for these pages only. What comes back is markup again, so that one way leads from a page to its story.
"""

from __future__ import annotations

import warnings
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

from indexer.readers.deadline import Deadline

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement

ALIKE = 10
"""Elements inside one another that wrap others and have the same tag, attributes and all; more were never closed."""

WRAPPED = 100
"""Elements inside one another, beyond which those that wrap others are left out. The deepest of 447 real pages has
50."""

DEEPEST = 150
"""Beyond which all are; libxml2 kept text at 200."""

LARGEST = 2 * 1024 * 1024
"""Characters of a page that are read so: a second's worth, on a slow machine."""

_INLINE_WRAPPERS = frozenset(
    (
        "abbr",
        "acronym",
        "b",
        "bdo",
        "big",
        "code",
        "em",
        "font",
        "i",
        "ins",
        "nobr",
        "small",
        "span",
        "strong",
        "tt",
        "u",
    )
)
_WRAPPERS = _INLINE_WRAPPERS | frozenset(
    (
        "blockquote",
        "center",
        "dd",
        "dir",
        "div",
        "dl",
        "dt",
        "form",
        "layer",
        "main",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "tr",
    )
)
_INLINE = _INLINE_WRAPPERS | frozenset(
    ("a", "cite", "del", "kbd", "mark", "q", "s", "samp", "strike", "sub", "sup", "td")
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)


def shallow(page: str, deadline: Deadline | None = None) -> str:
    """`page` with all its text and no element deeper than `DEEPEST`; a line break stands for each block left out.
    Raises OverTime.

    >>> shallow("<div>" * 70 + "<p>The ferry sails.").count("<div>")
    10
    """
    from bs4.element import PageElement

    out: list[str] = []
    opened: list[str] = []
    alike: Counter[str] = Counter()
    rest: list[PageElement | str] = list(reversed(_soup(page, deadline).contents))
    while rest:
        node = rest.pop()
        if deadline:
            deadline.check()
        if isinstance(node, PageElement):
            if start := _open(node, opened, alike, out, rest):
                opened.append(start)
                alike[start] += 1
        else:  # what closes an element, or stands for its end
            if node.startswith("</"):
                alike[opened.pop()] -= 1
            out.append(node)
    return "".join(out)


def _open(
    node: PageElement, opened: list[str], alike: Counter[str], out: list[str], rest: list[PageElement | str]
) -> str | None:
    """Writes `node`, or its start, and puts its children and its end on `rest`; gives the start that has an end."""
    from bs4.element import NavigableString, PreformattedString, Tag

    if isinstance(node, PreformattedString):  # comments, declarations, CDATA
        return None
    if isinstance(node, NavigableString):
        raw = node.parent is not None and node.parent.name in ("script", "style")
        out.append(str(node) if raw else escape(node, quote=False))
        return None
    assert isinstance(node, Tag)
    name, start = node.name, f"<{node.name}{_attributes(node.attrs)}>"
    if name in _VOID:
        out.append(start)
        return None
    if len(opened) < DEEPEST and (name not in _WRAPPERS or (len(opened) < WRAPPED and alike[start] < ALIKE)):
        out.append(start)
        rest.append(f"</{name}>")
        rest += reversed(node.contents)
        return start
    around = " " if name in ("td", "th") else "" if name in _INLINE else "<br>"  # the cells of a row stand in one line
    out.append(around)
    rest.append(around)
    rest += reversed(node.contents)
    return None


def _attributes(attributes: dict[str, Any]) -> str:
    return "".join(f' {name}="{escape(str(value or ""))}"' for name, value in attributes.items())


def _soup(page: str, deadline: Deadline | None) -> BeautifulSoup:
    from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning

    class Timed(BeautifulSoup):
        def handle_starttag(self, *args: Any, **kwargs: Any) -> Any:
            if deadline:
                deadline.check()
            return super().handle_starttag(*args, **kwargs)

    # html.parser looks to the page's end for the end of each comment, and of each tag: both are seen to be there
    page = _uncommented(page)
    end = page.rfind(">") + 1
    page = page[:end] + escape(page[end:], quote=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # as XHTML is
        return Timed(page, "html.parser", multi_valued_attributes=None, on_duplicate_attribute="ignore")


def _uncommented(page: str) -> str:
    """`page` without comments, and without the start of one that has no end."""
    out: list[str] = []
    at = 0
    while (start := page.find("<!--", at)) >= 0 and (end := page.find("-->", start + 2)) >= 0:
        out.append(page[at:start])
        at = end + 3
    return "".join(out) + page[at:].replace("<!--", "")
