"""The posts of a live report, where the page says by schema.org which elements they are (`itemprop="liveBlogUpdate"`).

The weights were fitted on stories of one piece. A report of fifty posts, each with a clock, a heading of its own and
buttons below it, looks to them like a list of teasers under a short story.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.readers.html.blocks import SIGNS, Block
from indexer.readers.html.phrases import STAMP
from indexer.readers.html.place import above
from indexer.text.lines import judge

MOMENT = 8
"""Words: a shorter line with a date or a time in it says when a post was written."""

_POST = 1 << SIGNS.index("live post")
_FURNITURE = sum(
    1 << SIGNS.index(name)
    for name in ("related", "share", "comment", "ad", "sign-up", "byline", "hidden for real", "<form>", "<figure>")
)


def with_posts(row: Sequence[Block], story: Sequence[Block]) -> list[Block]:
    """The `story` with what the posts of a live report tell; `row` is the whole page."""
    taken = {id(block) for block in story}
    return [block for block in row if id(block) in taken or (block.around.far & _POST and _tells(block))]


def _tells(block: Block) -> bool:
    """Whether a block of a post is neither its time, its author nor a button."""
    if block.linked > 0.7 * len(block.text) or (block.words < MOMENT and STAMP.search(block.text)):
        return False
    for node in above(block.around):
        if node.own & _FURNITURE:
            return False
        if node.own & _POST:
            break
    return judge(block.text) is None
