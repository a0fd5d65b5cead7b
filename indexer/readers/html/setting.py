"""What a block is set in: its element, the prose beside it, its neighbours above and below."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate

from indexer.readers.html.blocks import Block
from indexer.readers.html.page import Fact, Page
from indexer.readers.html.place import PROSE, Values, class_of, kin_of, steps_to

SETTING = (
    "p", "h1", "h2", "h3", "h4", "li", "tr", "blockquote", "div", "other tag", "parent's share",
    "grandparent's share", "great-grandparent's share", "in the best", "below the best", "kin", "kin of class",
    "above all prose", "below all prose", "far above", "far below", "in the page", "words before",
    "words after", "linked before", "linked after", "stops before", "stops after", "same before", "same after",
    "prose around", "links around", "headed", "one child", "prose of page", "item in the best",
    "item with a stop in the best", "short in the best", "linked in the best", "row in the best",
    "heading within", "div in the best", "outside the best", "calls, short", "calls, late", "linked item",
    "stops within", "kin, squared", "below, calls", "below, short", "above, long",
)  # fmt: skip
"""The names of what is weighed, in the order of the values."""

_TAG_ORDER = ("p", "h1", "h2", "h3", "h4", "li", "tr", "blockquote", "div")
_LIKE = {"h5": "h4", "h6": "h4", "dd": "li", "dt": "li", "table": "tr"}
_ONE_OF = {tag: (*(float(tag == name) for name in _TAG_ORDER), 0.0) for tag in _TAG_ORDER}
_OTHER = (*(0.0 for _ in _TAG_ORDER), 1.0)


def settings(blocks: Sequence[Block], facts: Sequence[Fact], page: Page) -> Iterator[Values]:
    """The values of each block's place: its tag, its parents, its neighbours."""
    best, held, count = page.best, page.held, len(blocks)
    prose_until = [
        0.0,
        *accumulate(block.words if fact.prose else 0.0 for block, fact in zip(blocks, facts, strict=True)),
    ]
    linked_until = [0, *accumulate(fact.linked > 0.5 for fact in facts)]
    nothing = (0.0, 1.0, 0.0, 0.0)
    for at, (block, fact) in enumerate(zip(blocks, facts, strict=True)):
        tag = _LIKE.get(block.tag, block.tag)
        around = block.around
        above = around.parent or around
        higher = above.parent or above
        before = blocks[at - 1] if at else None
        after = blocks[at + 1] if at + 1 < count else None
        # fmt: off
        one = (min(5.0, facts[at - 1].log), facts[at - 1].linked, float(facts[at - 1].stops),
               float(before.tag == block.tag and before.around.parent is around.parent)) if before else nothing
        two = (min(5.0, facts[at + 1].log), facts[at + 1].linked, float(facts[at + 1].stops),
               float(after.tag == block.tag and after.around.parent is around.parent)) if after else nothing
        # fmt: on
        above_all, below_all = at < page.first, at > page.last
        within = not above_all and not below_all
        steps = steps_to(around, best)
        in_best = steps <= 3
        short = block.words < PROSE
        own = block.words if fact.prose else 0.0
        kin = page.kin[kin_of(block)] / page.prose
        low, high = max(0, at - 3), min(count, at + 4)
        heading = tag in ("h2", "h3", "h4")
        item = tag == "li"
        yield [
            *_ONE_OF.get(tag, _OTHER),
            (held[around] - own) / page.prose, (held[above] - own * 0.6) / page.prose,
            (held[higher] - own * 0.36) / page.prose,
            float(steps <= 2), float(steps <= 30),
            kin, page.classes[class_of(block)] / page.prose,
            float(above_all), float(below_all),
            min(3.0, math.log1p(page.first - at)) if above_all else 0.0,
            min(4.0, math.log1p(at - page.last)) if below_all else 0.0,
            at / count,
            one[0], two[0], one[1], two[1], one[2], two[2], one[3], two[3],
            (prose_until[high] - prose_until[low] - own) / 200,
            (linked_until[high] - linked_until[low] - (fact.linked > 0.5)) / 6,
            float(before is not None and before.tag in ("h2", "h3", "h4")),
            float(len(above.element) == 1),
            min(1.0, page.prose / 1000),
            float(item and in_best and within), float(item and in_best and fact.stops), float(short and in_best),
            fact.linked * in_best, float(tag == "tr" and in_best), float(heading and within and in_best),
            float(tag == "div" and in_best), float(not in_best), float(fact.calls and short),
            float(fact.calls and at > page.last - 3), float(item and fact.linked > 0.5),
            float(fact.stops and within and in_best), min(1.0, kin * kin * 4), float(fact.calls and below_all),
            float(short and below_all), float(above_all and block.words > 15),
        ]  # fmt: skip
