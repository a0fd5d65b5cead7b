"""Which blocks of a page are weighed at all, and which of those that were taken say something twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from indexer.readers.html.blocks import SIGNS, Around, Block
from indexer.readers.html.others import without_comments, without_others
from indexer.readers.html.place import PROSE, Said, above, heading_of, is_prose, kin_of

ENOUGH = 100
"""Words of prose that are an article."""

_WORD = re.compile(r"\w+")
_FRAME = sum(1 << SIGNS.index(name) for name in ("<footer>", "chrome", "share"))


def candidates(blocks: Sequence[Block], said: Said) -> list[Block]:
    """The blocks that may be story: not what readers wrote below it, and not another article on the same page; unless
    hardly anything else is there."""
    at, place = heading_of(blocks, said)
    heading = blocks[at] if at >= 0 else None
    blocks = _unless_little(without_comments(blocks, heading), blocks)
    blocks = _unless_little(without_others(blocks, place), blocks)
    return _shortened(blocks, heading)


def _unless_little(kept: Sequence[Block], blocks: Sequence[Block]) -> Sequence[Block]:
    return kept if sum(block.words for block in kept if is_prose(block)) >= ENOUGH else blocks


def _shortened(blocks: Sequence[Block], heading: Block | None) -> list[Block]:
    """Without the middles of long rows of links, and without short links in a footer or a menu: nothing can be learnt
    from them."""
    holders = set(above(heading.around)) if heading is not None else set()
    blocks = [block for block in blocks if not (_is_link(block) and _in_frame(block, holders))]
    link = [_is_link(block) for block in blocks]
    edge = [0, *accumulate(link)]
    count = len(blocks)
    return [
        block
        for at, block in enumerate(blocks)
        if not link[at] or edge[min(count, at + 3)] - edge[max(0, at - 2)] < min(count, at + 3) - max(0, at - 2)
    ]


def _in_frame(block: Block, holders: set[Around]) -> bool:
    """Whether a block stands in a footer, a menu or a share bar. What holds the headline is none, whatever its name."""
    return bool(block.around.far & _FRAME) and any(
        node.own & _FRAME and node not in holders for node in above(block.around)
    )


def _is_link(block: Block) -> bool:
    return block.words < PROSE and block.linked > 0.9 * len(block.text)


def restored(blocks: Sequence[Block], story: Sequence[Block]) -> list[Block]:
    """The `story` with the middles of rows of links whose ends are story: a list of winners, each a link."""
    taken = {id(block) for block in story}
    link = [_is_link(block) for block in blocks]
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at + 1
        if link[at]:
            while end < len(blocks) and link[end] and kin_of(blocks[end]) == kin_of(blocks[at]):
                end += 1
        run = blocks[at:end]
        whole = len(run) > 4 and all(id(block) in taken for block in (*run[:2], *run[-2:]))
        out += run if whole else [block for block in run if id(block) in taken]
        at = end
    return out


def without_lone_links(blocks: Sequence[Block]) -> list[Block]:
    """Without the links to other stories that stand by themselves between two paragraphs. Where the story is a list of
    links, they stand together; a name in brackets is a source."""
    prose = [False, *map(is_prose, blocks), False]
    return [
        block
        for at, block in enumerate(blocks)
        if not (prose[at] and prose[at + 2] and block.tag in _LINES and _is_title_of_link(block))
    ]


_LINES = frozenset(("p", "div", "h2", "h3", "h4"))
_STOPS = frozenset(".!?…。")


def _is_title_of_link(block: Block) -> bool:
    return block.linked > 0.8 * len(block.text) and 5 <= block.words < 30 and block.text[-1] not in _STOPS


def without_copies(blocks: Sequence[Block]) -> list[Block]:
    """Without what stands elsewhere on the page as well (a version for printing, the same text for small screens):
    prose whose words, four by four, were said before in another element."""
    said: dict[tuple[str, ...], Around | None] = {}
    kept = []
    for block in blocks:
        tokens = _WORD.findall(block.text)
        fours = [tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3))]
        if block.words >= PROSE:
            again = sum(four in said and said[four] is not block.around.parent for four in fours)
            if again > 0.8 * len(fours):
                continue
        for four in fours:
            said.setdefault(four, block.around.parent)
        kept.append(block)
    return kept
