"""The main text of a page as lines, and a plainer way for pages that the parser would cut short.

libxml2 drops what is nested deeper than some 255 elements, and everything after it, without a word. `too_deep` sees
that coming, `cut_short` whether it came, and `flat` then reads the text without building a tree: nothing is lost, but
menus stay in. A page is read by `soup` first, which keeps its structure.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxml.etree import _Element

DEPTH = 200
"""Elements inside one another. libxml2 kept text at 200 and lost it at 255."""

LARGEST = 8 * 1024 * 1024
"""Characters of a page that are parsed: time grows faster than the page, and real ones have under 3 million."""

MOST = 30_000
"""Elements of a page that are parsed, for the same reason; the largest of 447 real pages has 4,110."""

_BARE = re.compile(r"<(?:<*(?=<))?")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "nav", "footer", "form", "select", "button", "iframe",
     "textarea", "object", "math")
)  # fmt: skip
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
     "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
     "img", "script", "style")
)  # fmt: skip


def too_large(page: str) -> bool:
    """Whether the tree of `page` must not be built."""
    # a tag takes three characters: what is shorter need not be counted
    return len(page) > LARGEST or (len(page) > 6 * MOST and page.count("<") > 2 * MOST)


def is_deep(tree: _Element) -> bool:
    """Whether elements lie so deep in `tree` that the parser may have lost some: `cut_short` tells."""
    return bool(tree.xpath("boolean(" + "/*" * DEPTH + ")"))


def too_deep(page: str) -> bool:
    """Whether the tree parser could lose a part of `page`, or take too long over it. Too many unclosed elements look
    deep too: `cut_short` tells."""
    if too_large(page):
        return True
    depth = deepest = 0
    for match in _TAG.finditer(page):
        name = match[2].lower()
        # elements whose end may be left out would count for ever
        if name in _VOID or name in ("p", "li", "td", "tr", "th", "option", "dt", "dd"):
            continue
        depth = max(0, depth + (-1 if match[1] else 1))
        deepest = max(deepest, depth)
    return deepest > DEPTH


def cut_short(page: str) -> bool:
    """Whether the parser's tree lacks a part of the text of `page`, or must not be built."""
    from indexer.readers.html.elements import tree_of

    if too_large(page):
        return True
    tree = tree_of(page)
    texts = cast("list[str]", tree.xpath("//text()[not(parent::script or parent::style or parent::template)]"))
    kept = sum(map(_letters, texts))
    there = sum(map(_letters, flat(page, silent=frozenset(("script", "style", "template")))))
    return kept < 0.98 * there


def _letters(text: str) -> int:
    return len(re.sub(r"\W+", "", text))


def extracted(page: str) -> str:
    """The main text of `page` as trafilatura finds it, a line per paragraph; "" when it finds none."""
    with warnings.catch_warnings():
        # it looks for a proxy library that it could download through, and urllib3 complains that there is none
        warnings.simplefilter("ignore")
        import trafilatura

    # recall before precision: a line too many is cleaned away later, a paragraph too few is lost
    return trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""


def flat(page: str, *, silent: frozenset[str] = _SILENT) -> list[str]:
    """The text of `page` without that of the elements `silent`, a line for each block, in one pass over its tags and in
    time proportional to its length.

    >>> flat("<h1>A</h1><p>b <i>c</i><br>d<script>no</script>")
    ['A', 'b c', 'd']
    """
    out: list[str] = []
    line: list[str] = []
    within: list[str] = []
    for kind, text in _tokens(page):
        if kind == "text":
            if not within:
                line.append(unescape(text))
            continue
        if kind == "open" and text in silent:
            within.append(text)
        elif kind == "close" and text in within:
            while within.pop() != text:
                pass
        if text not in _INLINE and line:
            out.append("".join(line))
            line = []
    out.append("".join(line))
    return [clean for text in out if (clean := re.sub(r"\s+", " ", text).strip())]


def _tokens(page: str) -> Iterator[tuple[str, str]]:
    """Texts and tags. Each search for an end goes forward or fails once, so that broken pages cost no more."""
    at = 0
    lower = page.lower() if len(page.lower()) == len(page) else page
    missing: set[str] = set()
    while at < len(page):
        start = page.find("<", at)
        if start < 0:
            yield "text", page[at:]
            return
        if start > at:
            yield "text", page[at:start]
        if page.startswith("<!--", start) and "-->" not in missing:
            end = page.find("-->", start + 4)
            if end >= 0:
                at = end + 3
                continue
            missing.add("-->")
        match = _TAG.match(page, start)
        if not match and page[start + 1 : start + 2] not in ("!", "?"):
            bare = _BARE.match(page, start)
            assert bare
            yield "text", bare[0]
            at = bare.end()
            continue
        end = page.find(">", start)
        if end < 0:
            yield "text", page[start:]
            return
        at = end + 1
        if not match:  # a declaration, a processing instruction
            continue
        name = match[2].lower()
        yield ("close" if match[1] else "open"), name
        if not match[1] and name in ("script", "style", "textarea") and name not in missing:
            close = lower.find(f"</{name}", at)
            if close < 0:
                missing.add(name)
                yield "close", name
            else:
                at = close
        elif not match[1] and name in ("script", "style"):
            yield "close", name
