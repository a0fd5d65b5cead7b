"""A block's company: what the first round of weighing says of its neighbours and of its kin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import mul

from indexer.readers.html.blocks import SIGNS, Block
from indexer.readers.html.core import POSITION, Core, core_of, positions
from indexer.readers.html.place import Said, Values, is_prose, kin_of

COMPANY = (
    "bias", "odds", "odds before", "odds after", "least of both", "five around", "of its parent",
    "of its grandparent", "of its kin", "of its branch", "story before", "story after", "story share",
    "below the page's best", "prose odds",
    *POSITION,
)  # fmt: skip
"""The names of what is weighed, in the order of the values."""

BETWEEN = tuple(f"between {name}" for name in SIGNS)
"""Signs on the way from a block to the core of the page."""

_SURE = 6.0
"""Log odds: no block counts for more than this in what is thought of its neighbours."""


@dataclass(frozen=True, slots=True)
class _Round:
    """What the first round says of each block: its log odds, how much it counts in a mean, and its words where it is
    taken for story."""

    odds: Sequence[float]
    counts: Sequence[float]
    story: Sequence[float]


def company_values(blocks: Sequence[Block], odds: Sequence[float], said: Said) -> tuple[list[Values], list[int]]:
    """The values of `COMPANY`, and the bits of `BETWEEN`, for each block, given the first round's log odds."""
    clipped = [max(-_SURE, min(_SURE, value)) for value in odds]
    said_first = _Round(
        clipped,
        [min(block.words, 60.0) + 2 for block in blocks],
        [block.words if value > 0 else 0.0 for block, value in zip(blocks, clipped, strict=True)],
    )
    core = core_of(blocks, said_first.story, said)
    opinions = zip(_near(said_first), _of_groups(blocks, said_first, core), _of_page(blocks, said_first), strict=True)
    values = [
        [*near, *groups, *page, *position]
        for (near, groups, page), position in zip(opinions, positions(blocks, core), strict=True)
    ]
    return values, [way.signs for way in core.ways]


def _near(first: _Round) -> Iterator[Values]:
    """The block's own odds, those before and after it, and those of the five around."""
    odds, counts = first.odds, first.counts
    for at, value in enumerate(odds):
        before = odds[at - 1] if at else -_SURE
        after = odds[at + 1] if at + 1 < len(odds) else -_SURE
        low, high = max(0, at - 2), at + 3
        five = sum(map(mul, odds[low:high], counts[low:high])) / sum(counts[low:high])
        yield [1.0, value, before, after, min(before, after), five]


def _of_groups(blocks: Sequence[Block], first: _Round, core: Core) -> Iterator[Values]:
    """The mean odds of the others in its parent, its grandparent, its kin and its branch of the core."""
    groups: list[dict[object, list[float]]] = [{}, {}, {}, {}]
    keys: list[tuple[object, ...]] = []
    for block, way, value, count in zip(blocks, core.ways, first.odds, first.counts, strict=True):
        above = block.around.parent
        higher = above.parent if above else None
        key = (id(above), id(higher) if higher else 0, kin_of(block), id(way.branch) if way.branch else None)
        keys.append(key)
        for group, name in zip(groups, key, strict=True):
            entry = group.setdefault(name, [0.0, 0.0])
            entry[0] += value * count
            entry[1] += count
    for names, value, count in zip(keys, first.odds, first.counts, strict=True):
        entries = [group[name] for group, name in zip(groups, names, strict=True)]
        yield [(total - value * count) / rest if (rest := mass - count) > 0 else 0.0 for total, mass in entries]


def _of_page(blocks: Sequence[Block], first: _Round) -> Iterator[Values]:
    """The shares of the story before and after it and its own, how far it is below the best, how sure the prose is."""
    total = sum(first.story) or 1.0
    top = max(first.odds, default=0.0)
    prose = [
        (value, count)
        for value, count, block in zip(first.odds, first.counts, blocks, strict=True)
        if value > 0 and is_prose(block)
    ]
    level = sum(value * count for value, count in prose) / sum(count for _, count in prose) if prose else 0.0
    passed = 0.0
    for value, words in zip(first.odds, first.story, strict=True):
        yield [passed / total, (total - passed - words) / total, words / total, top - value, level]
        passed += words
