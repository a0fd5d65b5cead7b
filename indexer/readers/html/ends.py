"""Where a page ends that is followed by something: another page, what readers said of it, or the page's own story.

Saved pages lie one after the other in a file, and servers put comments and their own lines below `</html>`. But an
end also stands amid pages, where a part that was pasted in (an advertisement, the top of the page) was a page of its
own. What stands above an end tells them apart.
"""

from __future__ import annotations

import re

from indexer.readers.html.blocks import length
from indexer.readers.html.place import PROSE, STORY
from indexer.readers.html.text import flat

_END = re.compile(r"</(?:html|body)\s*>(?:\s|</(?:html|body)\s*>)*+", re.IGNORECASE)
_ANOTHER = re.compile(r"<(?:!doctype|html)\b", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b", re.IGNORECASE)
_HOLDS = re.compile(r"<(/?)(?:div|article|section|main|table)\b", re.IGNORECASE)
_UNREAD = re.compile(r"<!--|<(script|style)\b", re.IGNORECASE)
_SILENT = frozenset(("head", "nav", "footer", "noscript", "template", "select", "button", "textarea"))
"""A form is none of them: there are pages that stand in one as a whole."""
_DATA = re.compile(r"<script\b[^>]{0,200}ld\+json", re.IGNORECASE)


def own_page(page: str) -> str:
    """`page` up to the end that has its story above it; what data the rest states stays, but for another page's.

    An end is the page's where another page begins right below it, or where most of the prose or the only heading stands
    above it. None is where more is told below before an element that was opened above is closed.

    >>> told = "<p>The ferry sails again, after eleven years in which nobody thought that it ever would.</p>"
    >>> own_page(f"<h1>Ferry</h1>{told}</body></html><p>Good!</p>") == f"<h1>Ferry</h1>{told}"
    True
    >>> own_page(f"<h1>Inland</h1></body></html>{told}") == f"<h1>Inland</h1></body></html>{told}"
    True
    """
    first = _END.search(page)
    if not first or first.end() == len(page):
        return page
    shown, data = _read(page)
    ends = list(_END.finditer(shown))
    starts = [0, *(end.end() for end in ends)]
    parts = [shown[at:to] for at, to in zip(starts, [*(end.start() for end in ends), len(shown)], strict=True)]
    told = [_prose(part) for part in parts]
    headed = [bool(_HEADING.search(part)) for part in parts]
    last_headed = max((n for n, has in enumerate(headed) if has), default=-1)
    spans = _spanned(parts)
    above, below, has_heading = 0.0, sum(told), False
    for n, end in enumerate(ends):
        above, below, has_heading = above + told[n], below - told[n], has_heading or headed[n]
        if above < (PROSE if has_heading else STORY):
            continue
        another = _ANOTHER.search(shown, end.end(), end.end() + len(parts[n + 1]))
        most = above >= below or (has_heading and last_headed <= n)
        if (another and not (spans[n] and _prose(shown[end.end() : another.start()]))) or (most and not spans[n]):
            following = _ANOTHER.search(shown, end.end())
            until = following.start() if following else len(page)
            return page[: end.start()] + "".join(page[at:to] for at, to in data if end.end() <= at and to <= until)
    return page


def _prose(part: str) -> float:
    """The words in lines of prose."""
    return sum(words for line in flat(part, silent=_SILENT) if (words := length(line)) >= PROSE)


def _spanned(parts: list[str]) -> list[bool]:
    """Of each end, whether an element that is open there is closed below."""
    depth, depths, lowest = 0, [], []
    for part in parts:
        low = depth
        for match in _HOLDS.finditer(part):
            depth = max(0, depth - 1) if match[1] else depth + 1
            low = min(low, depth)
        depths.append(depth)
        lowest.append(low)
    found, low = [], depth
    for at, least in zip(reversed(depths[:-1]), reversed(lowest[1:]), strict=True):
        low = min(low, least)
        found.append(low < at)
    return found[::-1]


def _read(page: str) -> tuple[str, list[tuple[int, int]]]:
    """`page` with blanks for its comments, scripts and styles, and where data stands in it (JSON-LD). Each search for
    an end goes forward or fails once."""
    out: list[str] = []
    data: list[tuple[int, int]] = []
    lower = page.lower() if len(page.lower()) == len(page) else page
    missing: set[str] = set()
    at = 0
    for match in _UNREAD.finditer(page):
        close = f"</{match[1].lower()}" if match[1] else "-->"
        if match.start() < at or close in missing:
            continue
        end = lower.find(close, match.end())
        if end < 0:
            missing.add(close)
            continue
        end = page.find(">", end) + 1 or len(page)
        out += page[at : match.start()], " " * (end - match.start())
        if _DATA.match(page, match.start()):
            data.append((match.start(), end))
        at = end
    return "".join(out) + page[at:], data
