"""Which blocks of a page are its story: each is weighed by its look, its place and its company.

Two rounds of logistic regression. The first asks each block by itself: its length, its links, the names of what it
stands in, how much of the page's prose stands beside it. The second asks again, knowing what the first said of its
neighbours, so that a subheading between two paragraphs is believed and a lone teaser is not. Prose and short lines are
weighed with weights of their own. `tests/support/html_weights.py` fits them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from indexer.readers.html.blocks import SIGNS, Block
from indexer.readers.html.candidates import candidates, without_copies, without_lone_links
from indexer.readers.html.company import BETWEEN, COMPANY, company_values
from indexer.readers.html.core import FURNITURE
from indexer.readers.html.look import LOOK, look
from indexer.readers.html.page import facts_of, page_of
from indexer.readers.html.phrases import LEADS_AWAY
from indexer.readers.html.place import Said, Values, is_prose
from indexer.readers.html.setting import SETTING, settings

WITHIN, BESIDE, OUTSIDE, SENTENCE = -1.0, 0.7, 0.5, -3.0
"""Log odds above which a block is story: within the story, where a line too many is cleaned away later and a paragraph
too few is lost; before and after it in the same element, where boxes and calls stand; outside of that; and for a
paragraph that ends like a sentence, in the same element, with no sign of furniture around."""

PLAIN = -2.0
"""Log odds for a sentence, an item of a list or a heading within the story, where nothing around is named for furniture
or for a margin: the notes of a recipe, a question among questions. Below it, questions of polls come in."""

MARGINAL, AWAY = 3.0, 9.0
"""Log odds asked for in a margin outside of the story (a footer, a side column), and of a link that leads away."""

LISTED = 3.0
"""Log odds added for an item of a list and a row of a table that stand in the story itself, with no sign of furniture
around: the pages to learn from have few of them, and to lose a table is worse than to keep a list of links."""


OWN = (*LOOK, *SETTING)
NEAR = tuple(f"near {name}" for name in SIGNS)
FAR = tuple(f"far {name}" for name in SIGNS)
"""The names of what is weighed, in the order of the values; `BETWEEN` and `COMPANY` in the second round."""

_STOPS = OWN.index("stops")
_ITEM, _ROW, _INNER, _DEEP, _OUTSIDE = map(
    COMPANY.index, ("clean item", "clean row", "within, inner", "within, deep", "outside the core")
)

_TEXTS = frozenset(("p", "li", "h2", "h3", "h4", "blockquote", "tr", "dd", "dt"))
_SHORTEST = 4
"""Words: names of staff are shorter, and buttons."""
_ASIDE = sum(1 << SIGNS.index(name) for name in ("stamp", "side"))
_MARGIN = sum(1 << SIGNS.index(name) for name in ("<footer>", "<aside>", "<nav>", "related"))


def own_values(blocks: Sequence[Block], said: Said) -> list[Values]:
    """The values of `OWN`, for each block; between -1 and about 5."""
    facts = [facts_of(block) for block in blocks]
    page = page_of(blocks, facts, said)
    places = settings(blocks, facts, page)
    return [look(block, fact, page) + place for block, fact, place in zip(blocks, facts, places, strict=True)]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one kind of block, in the order of the names: those of the first round and of the second."""

    first_own: tuple[float, ...]
    first_near: tuple[float, ...]
    first_far: tuple[float, ...]
    company: tuple[float, ...]
    between: tuple[float, ...]
    own: tuple[float, ...]
    near: tuple[float, ...]
    far: tuple[float, ...]


def weights(first: Mapping[str, float], second: Mapping[str, float]) -> Weights:
    """Weights by name, as the table has them; a name that is not there weighs nothing."""

    def of(table: Mapping[str, float], names: tuple[str, ...]) -> tuple[float, ...]:
        return tuple(table.get(name, 0.0) for name in names)

    own = tuple(0.0 if name == "bias" else second.get(name, 0.0) for name in OWN)
    return Weights(
        of(first, OWN), of(first, NEAR), of(first, FAR),
        of(second, COMPANY), of(second, BETWEEN), own, of(second, NEAR), of(second, FAR),
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def _of_bits(bits: int, weights: tuple[float, ...]) -> float:
    return sum(weight for at, weight in enumerate(weights) if bits >> at & 1)


def odds(blocks: Sequence[Block], said: Said, prose: Weights, short: Weights) -> list[float]:
    """Log odds of each block to be story, above those that its place asks for."""
    values = own_values(blocks, said)
    by_kind = [prose if is_prose(block) else short for block in blocks]
    first = [
        sum(map(mul, own, weights.first_own))
        + _of_bits(block.around.near, weights.first_near)
        + _of_bits(block.around.far, weights.first_far)
        for block, own, weights in zip(blocks, values, by_kind, strict=True)
    ]
    company, between = company_values(blocks, first, said)
    return [
        sum(map(mul, around, weights.company))
        + sum(map(mul, own, weights.own))
        + _of_bits(bits, weights.between)
        + _of_bits(block.around.near, weights.near)
        + _of_bits(block.around.far, weights.far)
        + LISTED * max(around[_ITEM], around[_ROW])
        - _wanted(block, own, around, bits)
        for block, own, around, bits, weights in zip(blocks, values, company, between, by_kind, strict=True)
    ]


def _wanted(block: Block, own: Values, around: Values, bits: int) -> float:
    """Log odds that a block needs, by its place."""
    if block.linked > 0.3 * len(block.text) and block.words < 30 and block.text.lower().startswith(LEADS_AWAY):
        return AWAY
    if around[_INNER] or around[_DEEP]:
        return PLAIN if _is_plain(block, bits) else WITHIN
    if around[_OUTSIDE]:
        return MARGINAL if block.around.far & _MARGIN else OUTSIDE
    sentence = block.tag == "p" and own[_STOPS] and block.linked < 0.5 * len(block.text) and not bits & FURNITURE
    return SENTENCE if sentence else BESIDE


def _is_plain(block: Block, bits: int) -> bool:
    few_links = block.linked < 0.3 * len(block.text)
    return block.tag in _TEXTS and block.words >= _SHORTEST and few_links and not bits & (FURNITURE | _ASIDE)


def story(blocks: Sequence[Block], said: Said, prose: Weights, short: Weights) -> list[Block]:
    """The blocks that are the page's story, in their order."""
    found = candidates(blocks, said)
    values = odds(found, said, prose, short)
    taken = [value > 0 for value in values]
    for at in range(len(found) - 2, -1, -1):
        block, below = found[at], found[at + 1]
        # a subheading is believed with the paragraph below it
        if (
            block.tag in _HEADINGS
            and taken[at + 1]
            and values[at] > 2 * WITHIN
            and below.around.parent is block.around.parent
        ):
            taken[at] = True
    return without_copies(without_lone_links([block for block, take in zip(found, taken, strict=True) if take]))


_HEADINGS = frozenset(("h2", "h3", "h4"))
