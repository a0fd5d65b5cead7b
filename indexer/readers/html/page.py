"""What is known of a page and of each of its blocks before any of them is weighed."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.readers.html.blocks import Around, Block
from indexer.readers.html.phrases import CALLS
from indexer.readers.html.place import Said, class_of, is_prose, is_within, kin_of, letters

_ENDS = frozenset(".!?…。！？؟।։:")
_CLOSING = "\"'”’»)]"
_LONG = 60
"""Words of a paragraph that tells, and does not call."""
BEGINNING = 160
"""Characters of a block that are searched for telling words."""


@dataclass(frozen=True, slots=True)
class Page:
    """`best` is the element that holds most prose: `held` says how many words each holds, the farther down, the less
    they count. `first` and `last` are the first and the last block of prose in it. Words of prose by kin and by class;
    how often each text stands there; what the metadata says, as `letters` gives it."""

    best: Around | None
    held: Mapping[Around, float]
    prose: float
    first: int
    last: int
    texts: Counter[str]
    kin: Counter[tuple[object, ...]]
    classes: Counter[tuple[object, ...]]
    headline: str
    description: str
    body: str


class Fact(NamedTuple):
    """What several values are made of."""

    log: float
    linked: float
    stops: bool
    calls: bool
    prose: bool


def facts_of(block: Block) -> Fact:
    """The facts of a block."""
    text = block.text
    end = text[-4:].rstrip(_CLOSING)
    return Fact(
        math.log1p(block.words),
        min(1.0, block.linked / len(text)),
        end[-1:] in _ENDS,
        block.words < _LONG and any(map(text[:BEGINNING].lower().__contains__, CALLS)),
        is_prose(block),
    )


def page_of(blocks: Sequence[Block], facts: Sequence[Fact], said: Said) -> Page:
    """The page of `blocks`."""
    best: Around | None = None
    held: defaultdict[Around, float] = defaultdict(float)
    total = 0.0
    first, last = len(blocks), -1
    kin: Counter[tuple[object, ...]] = Counter()
    classes: Counter[tuple[object, ...]] = Counter()
    for block, fact in zip(blocks, facts, strict=True):
        if not fact.prose or not (block.words >= 25 or fact.stops):
            continue
        total += block.words
        share = block.words
        above: Around | None = block.around
        while above is not None and share > 0.1:
            held[above] += share
            share *= 0.6
            above = above.parent
        kin[kin_of(block)] += round(block.words)
        classes[class_of(block)] += round(block.words)
    for block in blocks:
        # the paragraph's own element holds all of one paragraph, its parent most of the story
        if (above := block.around.parent) is not None and (best is None or held[above] > held[best]):
            best = above
        if best is None or held[block.around] > held[best]:
            best = block.around
    for at, block in enumerate(blocks):
        if facts[at].prose and best is not None and is_within(block.around, best, 3):
            first, last = min(first, at), at
    return Page(best, held, total or 1.0, first, last, Counter(b.text for b in blocks), kin, classes,
                 letters(said.headline or ""), letters(said.description or ""), letters(said.body or ""))  # fmt: skip
