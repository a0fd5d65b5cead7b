"""The story of a page: its main text as lines.

The page's blocks are weighed (`weigh`). What the page itself gives as its text in JSON-LD is a witness there, and
stands in where the page shows far less of it; trafilatura is asked where hardly anything is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import unescape

from lxml.etree import _Element

from indexer.readers.deadline import Deadline, OverTime
from indexer.readers.html.blocks import Block, blocks
from indexer.readers.html.elements import content
from indexer.readers.html.endless import without_next
from indexer.readers.html.gaps import filled
from indexer.readers.html.live import with_posts
from indexer.readers.html.metadata import Metadata
from indexer.readers.html.people import plain
from indexer.readers.html.place import Said
from indexer.readers.html.standfirst import above_story
from indexer.readers.html.weigh import Weights, story, weights
from indexer.readers.values import lines
from indexer.text import judged

LITTLE = 60
"""Words: what is shorter may be a story, or a page that the weights do not understand."""


MOST_BLOCKS = 8_000
"""Blocks of a page that are weighed: a tenth of a millisecond each. The largest of 447 real pages has 1,900."""


MOST_STEPS = 250_000
"""Elements that trafilatura may come by in search of words: a tenth of a second. The most on 447 real pages are
11,062."""

_BOXES = ("table", "ul", "div", "aside", "header", "footer", "section")


def story_of(
    tree: _Element, stated: Metadata, deadline: Deadline | None = None, tables: tuple[Weights, Weights] | None = None
) -> tuple[str, ...]:
    """The lines of the story in `tree`, without its headline; `tables` are other weights of prose and of short blocks
    than the fitted ones. Raises OverTime, also where there is too much of it."""
    body = next(tree.iter("body"), tree)
    said = Said(stated.headline, stated.description, flat_text(stated.body) if stated.body else None)
    prose, short = tables or _tables()
    row = blocks(body, deadline)
    if len(row) > MOST_BLOCKS:
        raise OverTime
    found = chosen(row, said, prose, short)
    text = told(found, stated.headline)
    if sum(block.words for block in found) < LITTLE and len(row) < MOST_BLOCKS // 4 and not _has_long_gaps(tree):
        text = _second_opinion(tree, text)
    shown = sum(map(len, text))
    if stated.body and len(stated.body) > 2 * shown + 200:
        return _stated_lines(stated.body)
    return tuple(text)


def chosen(row: Sequence[Block], said: Said, prose: Weights, short: Weights) -> list[Block]:
    """The blocks of a page that are its story: those that the weights take, what stands between and above them."""
    row = without_next(row, said)
    found = filled(row, with_posts(row, story(row, said, prose, short)), said)
    return [*above_story(row, found, said), *found]


def told(found: Iterable[Block], headline: str | None) -> list[str]:
    """The lines of a story's blocks, without the headline and what by its own wording is an advertisement, a button or
    a link: "Article continues below" stands between any two paragraphs."""
    title = plain(headline or "")
    text = [block.text for block in found if not (block.tag in ("h1", "h2") and plain(block.text) == title)]
    return [
        line
        for line, verdict in zip(text, judged(text), strict=True)
        if verdict is None or verdict.kind not in _FURNITURE
    ]


_FURNITURE = frozenset(("ad", "share", "nav"))


@cache
def _tables() -> tuple[Weights, Weights]:
    from indexer.readers.html import weights as table

    return weights(table.PROSE_FIRST, table.PROSE), weights(table.SHORT_FIRST, table.SHORT)


def flat_text(text: str) -> str:
    """Markup or escaped text as plain text."""
    return unescape(re.sub(r"<[^<>]*>", " ", unescape(text)))


def _stated_lines(text: str) -> tuple[str, ...]:
    from indexer.readers.html.text import flat

    return lines("\n".join(flat(text)) if "<" in text else unescape(text))


def _has_long_gaps(tree: _Element) -> bool:
    """Whether so many boxes without words stand side by side that trafilatura must not be asked: for each, it looks for
    the next beside it that has some, which takes a minute where there are ten thousand."""
    steps = 0
    counts: dict[_Element, int] = {}
    for box in tree.iter(*_BOXES):
        parent = box.getparent()
        if parent is not None and not content(box).strip():
            if parent not in counts:
                counts[parent] = len(parent)
            steps += counts[parent]
    return steps > MOST_STEPS


def _second_opinion(tree: _Element, text: list[str]) -> list[str]:
    """What trafilatura finds, where that is more."""
    from lxml.etree import tostring

    from indexer.readers.html.text import extracted

    other = list(lines(extracted(str(tostring(tree, encoding="unicode", method="html")))))
    return other if sum(map(len, other)) > sum(map(len, text)) else text
