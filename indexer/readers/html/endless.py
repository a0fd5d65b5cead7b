"""Stories on a page under headings of their own, which readers come to when they scroll on.

A page that was saved when a reader had come to its end holds the next story as well, made as the first one is. The
page's metadata names the one that its address stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, islice

from lxml.etree import _Element

from indexer.readers.html.blocks import SIGNS, Around, Block
from indexer.readers.html.once import Once
from indexer.readers.html.phrases import STAMP
from indexer.readers.html.place import STORY, Said, above, heading_of, is_prose, letters

NEAR = 8
"""Blocks around a heading among which the date or the author of a story stands."""

TITLE = 3
"""Words of a story's heading; fewer name a part of the page."""

LEAD = 30
"""Words of prose that may stand over a heading: a kicker, what the heading is about."""

SHORT = 12
"""Words of a line that says when, or by whom, a story was written."""

_BYLINE, _STAMP = (1 << SIGNS.index(name) for name in ("byline", "stamp"))


def without_next(row: Sequence[Block], said: Said) -> Sequence[Block]:
    """`row` without what stands under the headings of other stories: those of the first rank, or made as the heading
    with the headline is, with a date or an author of their own and a story below, apart from the first. All of it where
    hardly a story is left under the headline."""
    if sum(block.tag == "h1" for block in row) == 1:
        return row
    at, _ = heading_of(row, said)
    if at < 0:
        return row
    stories = _Stories(row, at)
    cut: set[int] = set()
    for other, block in enumerate(row):
        if other != at and other not in cut and _is_title(block, row[at], said):
            cut.update(stories.under(other))
    left = sum(row[one].words for one in range(at + 1, len(row)) if one not in cut and _tells(row[one]))
    return [block for one, block in enumerate(row) if one not in cut] if cut and left >= STORY else row


def _is_title(block: Block, heading: Block, said: Said) -> bool:
    """Whether a block is the heading of another story."""
    same = block.tag == heading.tag and block.around.element.get("class") == heading.around.element.get("class")
    if not (block.tag == "h1" or (same and block.tag == "h2" and heading.around.element.get("class"))):
        return False
    text, headline = letters(block.text), letters(said.headline or "")
    return block.words >= TITLE and text not in headline and headline not in text


class _Stories:
    """The stories of a page that stand apart from the heading at `at`. What an element holds is one piece of the row;
    the words of prose before each block are summed up once, for a page may have thousands of headings."""

    def __init__(self, row: Sequence[Block], at: int) -> None:
        self._row = row
        self._at = at
        self._branches: list[Around | None] = []
        self._pieces: dict[Around, range] = {}
        self._once = Once()
        ours = frozenset(above(row[at].around))
        for one, block in enumerate(row):
            branch = _branch(block.around, ours)
            self._branches.append(branch)
            if branch is not None:
                self._pieces[branch] = range(self._pieces.get(branch, range(one, one)).start, one + 1)
        self._told = list(accumulate((block.words if _tells(block) else 0.0 for block in row), initial=0.0))

    def under(self, other: int) -> range:
        """Where the story under the heading at `other` stands, if it is one."""
        none = range(0)
        branch = self._branches[other]
        if branch is None:
            return none
        inside = self._pieces[branch]
        if other > self._at and self._words(self._at + 1, inside.start) < STORY:
            return none
        if self._words(inside.start, other) > LEAD:  # a card below the story, in an element with it
            return none
        return inside if self._words(other + 1, inside.stop) >= STORY and self._is_stamped(other, inside) else none

    def _words(self, start: int, stop: int) -> float:
        """Words of prose from one block to before another."""
        return self._told[stop] - self._told[start]

    def _is_stamped(self, other: int, inside: range) -> bool:
        """Whether a date or an author stands near a heading."""
        near = range(max(inside.start, other - NEAR), min(inside.stop, other + NEAR))
        return any(_has_stamp(self._row[one], self._once) for one in near if one != other)


def _branch(around: Around, ours: frozenset[Around]) -> Around | None:
    """The outermost element around that does not hold the heading."""
    branch = None
    for node in above(around):
        if node in ours:
            break
        branch = node
    return branch


def _tells(block: Block) -> bool:
    return is_prose(block) and block.linked < 0.3 * len(block.text)


def _has_stamp(block: Block, once: Once) -> bool:
    if block.words < SHORT and STAMP.search(block.text):
        return True
    nodes = list(islice(above(block.around), 2))
    # a topic and a label are named like a date, but have no number
    named = _BYLINE | _STAMP if any(map(str.isdigit, block.text)) else _BYLINE
    return any(node.own & named for node in nodes) or once(_has_time, nodes[0].element)


def _has_time(element: _Element) -> bool:
    return next(element.iter("time"), None) is not None
