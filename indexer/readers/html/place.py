"""Where a block stands: in which article, how far below an element, with which kin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.readers.html.blocks import SIGNS, Around, Block

_WORD = re.compile(r"\w+")
_ARTICLE = 1 << SIGNS.index("<article>")

Values = list[float]
"""What is weighed of one block, in the order of its names."""

PROSE = 12
"""Words from which on a block with few links is weighed as prose."""

STORY = 60
"""Words of prose in an article that is more than a teaser."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the page's metadata says that helps to know its story."""

    headline: str | None = None
    description: str | None = None
    body: str | None = None


def letters(text: str) -> str:
    """Letters and digits of `text` alone, in small letters.

    >>> letters("“The Ferry’s back,” she said")
    'theferrysbackshesaid'
    """
    # Quotes and dashes for the most part. Where their bytes are all there is beyond ASCII, no letter is made of them.
    bare = text.encode("utf-8", "surrogatepass").translate(None, _NO_WORD)
    return bare.decode().lower() if bare.isascii() else "".join(_WORD.findall(text)).casefold()


_NO_WORD = bytes(c for c in range(128) if not (chr(c).isalnum() or chr(c) == "_")) + bytes(
    sorted(set("“”‘’–—…".encode()))
)


def is_prose(block: Block) -> bool:
    """Long, and no list of links."""
    return block.words >= PROSE and block.linked < 0.4 * len(block.text)


def kin_of(block: Block) -> tuple[object, ...]:
    """Blocks of one kind: what they are, and what they stand in."""
    around = block.around
    if around.kin is None:
        above = around.parent
        around.kin = (
            block.tag,
            around.element.get("class"),
            above.element.tag if above else None,
            above.element.get("class") if above else None,
        )
    return around.kin


def class_of(block: Block) -> tuple[object, ...]:
    """A block's element and its class."""
    return (block.tag, block.around.element.get("class"))


def is_within(around: Around | None, wanted: Around, steps: int) -> bool:
    """Whether `wanted` is at most so many elements up."""
    return steps_to(around, wanted) <= steps


def steps_to(around: Around | None, wanted: Around | None) -> int:
    """How many elements up `wanted` is; 99 where it isn't."""
    for steps in range(32):
        if around is wanted:
            return steps if wanted is not None else 99
        if around is None:
            break
        around = around.parent
    return 99


def above(around: Around) -> Iterator[Around]:
    """An element and all around it, the outermost last."""
    node: Around | None = around
    while node is not None:
        yield node
        node = node.parent


def article_of(around: Around) -> Around | None:
    """The outermost `<article>` around."""
    found = None
    for node in above(around):
        if node.element.tag == "article":
            found = node
    return found


def heading_of(blocks: Sequence[Block], said: Said) -> tuple[int, Around | None]:
    """Where the headline stands, -1 for nowhere; and the `<article>` that it stands in."""
    wanted = letters(said.headline or "")
    found = -1
    for at, block in enumerate(blocks):
        if block.tag == "h1" or (wanted and block.tag == "h2"):
            here = letters(block.text)
            if found < 0 and block.tag == "h1":
                found = at
            if wanted and (here == wanted or (len(here) > 20 and (here in wanted or wanted in here))):
                found = at
                break
    if found < 0:
        found = _plain_heading(blocks, wanted)
    if found < 0:
        return -1, None
    return found, article_of(blocks[found].around)


def _plain_heading(blocks: Sequence[Block], wanted: str) -> int:
    """Where an `<article>` that tells a story has the headline in an element that is no heading, -1 for nowhere."""
    found = [
        at
        for at, block in enumerate(blocks)
        if wanted and block.around.far & _ARTICLE and letters(block.text) == wanted
    ]
    if not found:
        return -1
    told: defaultdict[Around | None, float] = defaultdict(float)
    for block in blocks:
        if is_prose(block):
            told[article_of(block.around)] += block.words
    return next((at for at in found if told[article_of(blocks[at].around)] >= STORY), -1)
