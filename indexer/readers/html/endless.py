"""Stories on a page under headings of their own, which readers come to when they scroll on.

A page that was saved when a reader had come to its end holds the next story as well, made as the first one is. The
page's metadata names the one that its address stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from indexer.readers.html.blocks import SIGNS, Around, Block
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
    ours = dict.fromkeys(above(row[at].around))
    cut: set[int] = set()
    for other, block in enumerate(row):
        if other != at and other not in cut and _is_title(block, row[at], said):
            cut |= _story_of(row, other, at, ours)
    left = sum(row[one].words for one in range(at + 1, len(row)) if one not in cut and _tells(row[one]))
    return [block for one, block in enumerate(row) if one not in cut] if cut and left >= STORY else row


def _is_title(block: Block, heading: Block, said: Said) -> bool:
    """Whether a block is the heading of another story."""
    same = block.tag == heading.tag and block.around.element.get("class") == heading.around.element.get("class")
    if not (block.tag == "h1" or (same and block.tag == "h2" and heading.around.element.get("class"))):
        return False
    text, headline = letters(block.text), letters(said.headline or "")
    return block.words >= TITLE and text not in headline and headline not in text


def _story_of(row: Sequence[Block], other: int, at: int, ours: dict[Around, None]) -> set[int]:
    """Where the story under the heading at `other` stands, if it is one and stands apart from the heading at `at`."""
    branch: Around | None = None
    for node in above(row[other].around):
        if node in ours:
            break
        branch = node
    if branch is None:
        return set()
    inside = {one for one, block in enumerate(row) if any(node is branch for node in above(block.around))}
    if other > at and sum(row[one].words for one in range(at + 1, min(inside)) if _tells(row[one])) < STORY:
        return set()
    above_it = sum(row[one].words for one in inside if one < other and _tells(row[one]))
    told = sum(row[one].words for one in inside if one > other and _tells(row[one]))
    if above_it > LEAD:  # a card below the story, in an element with it
        return set()
    return inside if told >= STORY and _is_stamped(row, other, inside) else set()


def _tells(block: Block) -> bool:
    return is_prose(block) and block.linked < 0.3 * len(block.text)


def _is_stamped(row: Sequence[Block], other: int, inside: set[int]) -> bool:
    """Whether a date or an author stands near a heading."""
    near = (one for one in range(max(0, other - NEAR), min(len(row), other + NEAR)) if one in inside and one != other)
    return any(_has_stamp(row[one]) for one in near)


def _has_stamp(block: Block) -> bool:
    if block.words < SHORT and STAMP.search(block.text):
        return True
    nodes = list(islice(above(block.around), 2))
    # a topic and a label are named like a date, but have no number
    named = _BYLINE | _STAMP if any(map(str.isdigit, block.text)) else _BYLINE
    return any(node.own & named for node in nodes) or next(nodes[0].element.iter("time"), None) is not None
