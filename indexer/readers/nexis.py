"""LexisNexis, Nexis UK: exports as text and as HTML. Those of Word's kinds come through `documents`.

See `nexis_classic` for what a record looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from indexer.article import Page, Reading, Skipped
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.encoding import decode, narrow, start_of
from indexer.readers.exports import cut_or_parsed, each, html_of, lines_of, pages, records
from indexer.readers.nexis_classic import MARKER, read_classic
from indexer.readers.nexis_fields import Block
from indexer.readers.whole import one_page
from indexer.sources import Source

_PAGE = re.compile(rb"<!-- Hide XML section from browser|<!-- LXNComment|<a name=\"DOC_ID_\d", re.IGNORECASE)
_ON_PAGE = re.compile(r"<a\s+name=[\"']?DOC_ID_\d+_\d+", re.IGNORECASE)
_CENTRED = re.compile(r"\.(c\d+)\s*\{[^}]*text-align:\s*center", re.IGNORECASE)
_MIDDLE = 5
"""Spaces before a line that stands in the middle."""


@dataclass(frozen=True, slots=True)
class NexisReader:
    """See the head of this module."""

    name: str = "nexis"
    version: int = 2
    extensions: frozenset[str] = frozenset((".html", ".htm", ".txt"))

    def sniff(self, head: bytes) -> bool:
        return bool(_PAGE.search(narrow(head))) or (_counts(head) and bool(MARKER.search(start_of(head))))

    def read(self, source: Source) -> Iterator[Page]:
        return one_page(source)

    def read_page(self, page: Page) -> Iterator[Reading | Skipped | Page]:
        """The records of the file that is given: of text the articles, of HTML the pieces, each with the names of what
        stands in the middle; or the article in the piece that is given. Raises DefinesEntities."""
        return cut_or_parsed(page, _cut, lambda centred: partial(_from_page, centred=frozenset(str(centred).split())))


NEXIS = NexisReader()


def _cut(data: bytes, source: Source) -> Iterator[Reading | Skipped | Page]:
    text = decode(data, markup=True).text
    if defines_entities(text):
        raise DefinesEntities
    pieces = records(text, _ON_PAGE)
    if pieces or _PAGE.search(narrow(source.head)):
        centred = frozenset(_CENTRED.findall(text[: 1 << 16])) or frozenset(("c0", "c1", "c3"))
        yield from pages(pieces, source.locator, " ".join(sorted(centred)))
    else:
        yield from each(records(text, MARKER), source.locator, read_text_record)


def _counts(head: bytes) -> bool:
    """Whether a marker may be there: its characters needn't be known to see that there is none."""
    return b"\0" in head or re.search(rb"\d\s+(?:of|von|de|sur|van|di)\s+\d", head) is not None


def read_text_record(piece: str, locator: str) -> Reading | None:
    """The article in a record of a text file, which begins with its marker."""
    _, _, text = piece.partition("\n")
    return read_classic(list(text_blocks(text)), locator, spaced=True)


def text_blocks(text: str) -> Iterator[Block]:
    """The lines of `text` that stand together."""
    lines: list[str] = []
    for line in [*text.replace("\0", "").splitlines(), ""]:
        if line.strip(" \t\xa0\f"):
            lines.append(line.rstrip())
        elif lines:
            yield Block(tuple(lines), _in_the_middle(lines))
            lines = []


def _in_the_middle(lines: list[str]) -> bool:
    """A line of nearly full width is hardly indented, and its neighbours tell."""
    indents = [len(line) - len(line.lstrip(" \t\xa0")) for line in lines]
    full = [indent for indent, line in zip(indents, lines, strict=True) if len(line.strip()) < 68]
    return min(full, default=min(indents)) >= _MIDDLE


def _from_page(piece: str, locator: str, centred: frozenset[str]) -> Reading | None:
    blocks: list[Block] = []
    for division in html_of(piece).iter("div"):
        middle = division.get("class", "") in centred
        for paragraph in division.findall("p"):
            lines = tuple(lines_of(paragraph))
            if lines and not MARKER.fullmatch(lines[0]):
                blocks.append(Block(lines, middle))
    return read_classic(blocks, locator, spaced=False)
