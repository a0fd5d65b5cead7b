"""What stands on a page that isn't its article: what readers wrote below it, and other articles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from indexer.readers.html.blocks import SIGNS, Around, Block
from indexer.readers.html.place import above, article_of, is_prose

_COMMENT = 1 << SIGNS.index("comment")
_THREAD = re.compile(r"comments|comment-?_?(?:list|thread|area)|disqus|kommentare|replies|respond\b", re.IGNORECASE)
"""Names of what holds all comments of a page. A paper calls its own opinion a comment too."""

ONE_PIECE = 0.6
"""The share of an element's prose that stands in paragraphs side by side when one hand wrote it."""

PARTS = 3
"""So many articles of one kind on a page are parts of one, as the posts of a live report are."""

POST = 20
"""Words of prose in a part, on an average; teasers of other articles have fewer."""

_HEADINGS = frozenset(("h2", "h3", "h4", "h5"))


def without_comments(blocks: Sequence[Block], heading: Block | None) -> list[Block]:
    """Without what readers wrote. An element with the headline in it holds no comments, whatever it is called; nor does
    one that holds most of the page's prose in one piece."""
    holders = set(above(heading.around)) if heading is not None else set()
    areas = [_area(block.around, holders) if block.around.far & _COMMENT else None for block in blocks]
    held: defaultdict[Around | None, float] = defaultdict(float)
    pieces: defaultdict[Around | None, Counter[Around | None]] = defaultdict(Counter)
    for block, area in zip(blocks, areas, strict=True):
        if is_prose(block):
            held[area] += block.words
            pieces[area][block.around.parent] += round(block.words) if block.tag == "p" else 0
    outside = held.pop(None, 0.0)
    opinions = {
        area
        for area, words in held.items()
        if area is not None
        and words > outside
        and max(pieces[area].values()) > ONE_PIECE * words
        and not _THREAD.search(f"{area.element.get('class')} {area.element.get('id')}")
    }
    return [block for block, area in zip(blocks, areas, strict=True) if area is None or area in opinions]


def _area(around: Around, holders: set[Around]) -> Around | None:
    """The outermost element that is named for comments and does not hold the headline."""
    found = None
    for node in above(around):
        if node.own & _COMMENT and node not in holders:
            found = node
    return found


def without_others(blocks: Sequence[Block], place: Around | None) -> list[Block]:
    """Without other articles: each `<article>` beside the `place` of the headline, unless these are parts of one."""
    if place is None:
        return list(blocks)
    articles = [article_of(block.around) for block in blocks]
    kinds: defaultdict[tuple[object, ...], defaultdict[Around, list[Block]]] = defaultdict(lambda: defaultdict(list))
    for block, article in zip(blocks, articles, strict=True):
        if article is not None:
            kinds[article.parent, article.element.get("class")][article].append(block)
    parts = {article for kind in kinds.values() if _are_parts(kind) for article in kind}
    return [
        block
        for block, article in zip(blocks, articles, strict=True)
        if article is None or article is place or article in parts
    ]


def _are_parts(kind: dict[Around, list[Block]]) -> bool:
    """Whether articles of one kind tell one story: many, with some prose each, and no headings that lead elsewhere."""
    blocks = [block for inside in kind.values() for block in inside]
    prose = sum(block.words for block in blocks if is_prose(block))
    linked = sum(block.linked for block in blocks)
    return (
        len(kind) >= PARTS
        and prose >= POST * len(kind)
        and linked < 0.3 * sum(len(block.text) for block in blocks)
        and sum(block.tag == "h1" for block in blocks) < 2
        and not any(block.tag in _HEADINGS and block.linked > 0.5 * len(block.text) for block in blocks)
    )
