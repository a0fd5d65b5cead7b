"""What a page prints between its top and its story and that is the article's: its heading, and the standfirst.

Weights learn little of either: a page has one of each at most, half of the pages none, and known main texts don't agree
on whether they belong to it. They are known by what the page itself says: a description in its metadata that is printed
under the heading, or the name that its maker gave to the element.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.readers.html.blocks import SIGNS, Block
from indexer.readers.html.place import Said, letters

REACH = 40
"""Blocks above the story among which its heading is looked for: a byline, a date, share buttons, a picture's words."""

NEAR_HEADING = 6
"""Blocks below the heading among which an element that is named so is a standfirst."""

SHORTEST, LONGEST = 5, 120
"""Words of a standfirst: fewer are a kicker, more are a paragraph, which the weights know."""

_PRINTED = 25
"""Letters that a description and what is printed have to share from the beginning: either may be cut short."""


def _bits(*names: str) -> int:
    return sum(1 << SIGNS.index(name) for name in names)


_NOT_HERE = _bits("related", "hidden for real", "<nav>", "<footer>", "<form>", "comment")
_ANOTHERS = _bits("teaser", "byline", "side", "sign-up")
"""Where an element named so is the standfirst of something else: another story's, an author's."""
_NAMES = re.compile(
    r"standfirst|sub-?_?(?:title|head(?:line|ing)?|hed)\b|\bde[ck]k?\b|__(?:dek|deck|lead|lede|intro|abstract|desc|summary)\b"
    r"|\b(?:article|story|entry|post|news)[-_]*(?:lead|lede|intro|abstract|excerpt|summary|desc(?:ription)?)\b"
    r"|\blead-?_?text\b|^(?:lead|lede|intro|abstract|excerpt|vorspann|chapo|perex|entradilla|sottotitolo|ingress)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{4,}|[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def above(row: Sequence[Block], story: Sequence[Block], said: Said) -> list[Block]:
    """The blocks of `row` above the `story` that belong to it: a heading that isn't the headline, then the
    standfirst."""
    if not story:
        return []
    first = next(at for at, block in enumerate(row) if block is story[0])
    start = max(0, first - REACH)
    top = next((at for at in range(first - 1, start - 1, -1) if _is_heading(row[at], said)), None)
    printed = "\n".join(letters(block.text) for block in story)
    found = []
    if top is not None and _says_more(row[top], printed, said):
        found.append(row[top])
    for at in range(start if top is None else top + 1, first):
        block = row[at]
        if not SHORTEST <= block.words <= LONGEST or block.around.far & _NOT_HERE or block.linked * 3 > len(block.text):
            continue
        text = letters(block.text)
        below = top is not None and at - top <= NEAR_HEADING
        if text not in printed and (_is_described(text, said) or (below and _is_named(block))):
            found.append(block)
            printed += "\n" + text
    return found


def _is_heading(block: Block, said: Said) -> bool:
    return block.tag == "h1" or (block.tag in ("h2", "div") and letters(block.text) == letters(said.headline or ""))


def _says_more(heading: Block, printed: str, said: Said) -> bool:
    """Whether a heading is about the story, and says it in other words than the headline: half of its longer words are
    in the story, so that it isn't the site's name, and a third isn't in the headline."""
    text, headline = letters(heading.text), letters(said.headline or "")
    if heading.words < 3 or not headline or headline in text or text in printed:
        return False
    words = [word.casefold() for word in _WORD.findall(heading.text)]
    told = sum(word in printed or word in headline for word in words)
    new = sum(word not in headline for word in words)
    return 2 * told >= len(words) and 3 * new >= len(words) > 0


def _is_described(text: str, said: Said) -> bool:
    described = letters(said.description or "")
    size = min(len(text), len(described))
    return size >= _PRINTED and text[:size] == described[:size] and 2 * size >= len(text)


def _is_named(block: Block) -> bool:
    if block.around.near & _ANOTHERS:
        return False
    element = block.around.element
    above = element.getparent()
    names = [str(one.get("class") or "") for one in (element, above) if one is not None]
    return any(_NAMES.search(name) for value in names for name in value.split())
