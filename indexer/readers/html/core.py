"""The core of a page: the smallest element that holds nearly all of its story, and where a block stands to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.readers.html.blocks import SIGNS, Around, Block
from indexer.readers.html.place import PROSE, Said, Values, heading_of, is_within

POSITION = (
    "outside the core", "core 1", "core 2", "core 3", "core deep", "within, inner", "within, deep",
    "inner, above", "inner, below", "inner, short within", "inner item", "inner row", "inner heading",
    "inner quote", "inner div", "inner paragraph", "above the heading", "the heading", "below the heading",
    "in another article", "short item within", "linked within", "clean, inner", "clean, within", "clean item",
    "clean item within", "clean row", "clean heading", "clean short", "clean, at top", "far above the core",
    "far below the core",
)  # fmt: skip
"""The names of what is weighed, in the order of the values."""

FURNITURE = sum(
    1 << SIGNS.index(name)
    for name in ("related", "teaser", "share", "comment", "chrome", "ad", "sign-up", "byline", "picture", "contents",
                 "<nav>", "<aside>", "<footer>")
)  # fmt: skip
"""Signs of what is no story."""

OUTSIDE = 99
"""The steps from the core to what lies outside of it."""


class Way(NamedTuple):
    """The way from the core down to a block: the branch of the core that it is in, how many elements deep (99 outside),
    and the signs on the way."""

    branch: Around | None
    steps: int
    signs: int


@dataclass(frozen=True, slots=True)
class Core:
    """The way to each block; where the first and the last of the story's prose stand, and the headline (-1 for nowhere)
    with the `<article>` around it."""

    ways: Sequence[Way]
    first: int
    last: int
    heading: int
    place: Around | None


def core_of(blocks: Sequence[Block], story: Sequence[float], said: Said) -> Core:
    """The core of a page. `story` gives the words of each block that is taken for story, 0 for the others."""
    core = _smallest(blocks, story)
    ways = [_way(block.around, core) for block in blocks]
    prose = [at for at, words in enumerate(story) if words >= PROSE and ways[at].steps < OUTSIDE]
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
    return Core(ways, first, last, *heading_of(blocks, said))


def positions(blocks: Sequence[Block], core: Core) -> list[Values]:
    """The values of `POSITION` for each block."""
    return [_position(at, block, core) for at, block in enumerate(blocks)]


def _position(at: int, block: Block, core: Core) -> Values:
    first, last, head = core.first, core.last, core.heading
    _, steps, signs = core.ways[at]
    clean = not signs & FURNITURE
    plainly = block.linked < 0.5 * len(block.text)
    within = first < at < last
    short = block.words < PROSE
    inner = steps <= 3 or (clean and steps <= 6)
    kind = block.tag
    item, row, heading = kind == "li", kind == "tr", kind in ("h2", "h3", "h4")
    return [
        float(steps == OUTSIDE), float(steps <= 1), float(steps == 2), float(steps == 3), float(3 < steps < OUTSIDE),
        float(within and inner), float(within and not inner), float(inner and at < first), float(inner and at > last),
        float(inner and short and within), float(inner and item), float(inner and row), float(inner and heading),
        float(inner and kind == "blockquote"), float(inner and kind == "div"), float(inner and kind == "p"),
        float(at < head), float(at == head), float(head < at <= head + 3),
        float(core.place is not None and not is_within(block.around, core.place, OUTSIDE)),
        float(short and within and inner and item), float(within and inner and block.linked > 0.8 * len(block.text)),
        float(clean and inner), float(clean and inner and within),
        float(clean and inner and item and plainly), float(clean and within and inner and item and plainly),
        float(clean and inner and row and plainly), float(clean and within and inner and heading),
        float(clean and within and inner and short and plainly), float(clean and within and steps <= 1),
        min(3.0, math.log1p(first - at)) if at < first else 0.0,
        min(4.0, math.log1p(at - last)) if at > last else 0.0,
    ]  # fmt: skip


def _smallest(blocks: Sequence[Block], story: Sequence[float]) -> Around | None:
    """The smallest element that holds nearly all that the first round takes for story."""
    held: dict[int, float] = {}
    nodes: dict[int, Around] = {}
    for block, words in zip(blocks, story, strict=True):
        node: Around | None = block.around if words else None
        while node is not None:
            held[id(node)] = held.get(id(node), 0.0) + words
            nodes[id(node)] = node
            node = node.parent
    total = sum(story)
    best = None
    depth = -1
    for key, words in held.items():
        if words >= 0.85 * total and nodes[key].depth > depth:
            best, depth = nodes[key], nodes[key].depth
    return best


def _way(around: Around, core: Around | None) -> Way:
    node: Around | None = around
    branch: Around | None = None
    steps = bits = 0
    while node is not None:
        if node is core:
            return Way(branch, steps, bits)
        branch = node
        bits |= node.own
        steps += 1
        node = node.parent
    return Way(None, OUTSIDE, around.near)
