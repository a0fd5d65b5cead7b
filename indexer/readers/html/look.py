"""What a block looks like: its length, its links, its letters, and whether the page's metadata says the same."""

from __future__ import annotations

from indexer.readers.html.blocks import Block
from indexer.readers.html.page import BEGINNING, Fact, Page
from indexer.readers.html.phrases import OPENS, STAMP, YOU
from indexer.readers.html.place import Values, letters

LOOK = (
    "bias", "log words", "log words, squared", "1 word", "2-3 words", "4-7 words", "stops", "colon", "linked",
    "all linked", "links a word", "bold", "digits", "capitals", "title case", "small letter first", "commas",
    "quote first", "you", "calls", "stamp", "twice", "headline", "description", "said", "not said",
)  # fmt: skip
"""The names of what is weighed, in the order of the values."""


def look(block: Block, fact: Fact, page: Page) -> Values:
    """The values of `LOOK` for a block."""
    text, words = block.text, block.words
    size = len(text)
    head = text[:100]
    tokens = head.split()
    bare = letters(text[:BEGINNING]) if page.headline or page.body or page.description else ""
    in_body = bool(page.body) and len(bare) > 8 and bare[:120] in page.body
    described = len(bare) > 20 and bool(page.description)
    return [
        1.0, fact.log, fact.log * fact.log / 5, float(words < 2), float(2 <= words < 4), float(4 <= words < 8),
        float(fact.stops), float(text[-1] in ":："), fact.linked, float(fact.linked > 0.9),
        min(1.0, block.links / words), float(block.bold > 0.8 * size),
        sum(map(str.isdigit, head)) / len(head), sum(map(str.isupper, head)) / len(head),
        sum([token[0].isupper() for token in tokens]) / len(tokens), float(text[0].islower()),
        min(1.0, 5 * text.count(",") / words), float(text.startswith(OPENS)),
        float(not YOU.isdisjoint(text[:BEGINNING].lower().split())),
        float(fact.calls), float(size < 80 and bool(STAMP.search(text))), float(page.texts[text] > 1),
        float(bool(bare) and size < 300 and bare == page.headline[:len(bare)] and len(bare) + 40 > len(page.headline)),
        float(described and (bare[:80] in page.description or page.description[:80] in bare)),
        float(in_body), float(bool(page.body) and not in_body),
    ]  # fmt: skip
