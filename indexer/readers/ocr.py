"""A page as an OCR engine left it, in ALTO (versions 1 to 4): words in lines in blocks, and how sure the engine was.

A word that a line's end cuts in two stands there twice, as HypPart1 and HypPart2, each with the whole of it
(SUBS_CONTENT): it is taken once, where it begins. Blocks come in the order that the file states (ReadingOrder, or
IDNEXT from block to block), else in that of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from indexer.article import Change
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.encoding import decode
from indexer.readers.exports import name_of, xml_of
from indexer.unpack import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_HYPHENS = "-\u00ad¬=⸗"
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


class NoPage(Unreadable):
    """XML, but no page in ALTO."""


class Word(NamedTuple):
    """A word, or a part of one: its text, the `whole` where it is a part, which `part` it is (1, 2; 0: none), whether a
    space stands before it, the number of its block, and the engine's confidence from 0 to 1 (None: not stated)."""

    text: str
    whole: str
    part: int
    spaced: bool
    block: int
    confidence: float | None


@dataclass(slots=True)
class Page:
    """The words of a page in their order; `places` gives for the ID of a word, line or block where its words begin and
    end."""

    words: list[Word] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    language: str | None = None
    blocks: int = 0

    def between(self, begin: str, end: str | None = None) -> list[Word]:
        """The words from one ID to another, or those of one ID; none where the page doesn't have it. Where it doesn't
        have the second, they run to the end of the block."""
        first, last = self.places.get(begin), self.places.get(end or begin)
        if first is None:
            return []
        until = last[1] if last else first[1]
        while last is None and 0 < until < len(self.words) and self.words[until].block == self.words[until - 1].block:
            until += 1
        return self.words[first[0] : until]


def page_of(data: bytes) -> Page:
    """The page in an ALTO file. Raises NoPage for other XML, Unreadable for what is none, and DefinesEntities."""
    text = decode(data, markup=True).text
    if defines_entities(text):
        raise DefinesEntities
    root = xml_of(text)
    if name_of(root).lower() != "alto":
        raise NoPage(f"no ALTO page: the file's root is {name_of(root)}")
    page = Page()
    has_spaces = next((True for element in root.iter() if name_of(element) == "SP"), False)
    for block in _in_order(root):
        _take(block, page, has_spaces=has_spaces)
    return page


def _in_order(root: _Element) -> list[_Element]:
    """The text blocks, and the blocks composed of them, in reading order."""
    blocks = [element for element in root.iter() if name_of(element) == "TextBlock"]
    by_id = {element.get("ID", ""): element for element in root.iter() if name_of(element).endswith("Block")}
    stated = [element.get("REF", "") for element in root.iter() if name_of(element) == "ElementRef"]
    if stated:
        told = [block for ref in stated if ref in by_id for block in _within(by_id[ref])]
        return _each_once([*told, *blocks])
    following = {block.get("IDNEXT") for block in blocks} - {None}
    if not following:
        return blocks
    order: list[_Element] = []
    for block in blocks:
        if block.get("ID") in following:
            continue
        at: _Element | None = block
        while at is not None and len(order) <= 2 * len(blocks):
            order.append(at)
            at = by_id.get(at.get("IDNEXT") or "\0")
    return _each_once([*order, *blocks])


def _within(element: _Element) -> list[_Element]:
    return [inner for inner in element.iter() if name_of(inner) == "TextBlock"]


def _each_once(blocks: Iterable[_Element]) -> list[_Element]:
    return list(dict.fromkeys(blocks))


def _take(block: _Element, page: Page, *, has_spaces: bool) -> None:
    """The words of a block onto the page."""
    number, page.blocks = page.blocks, page.blocks + 1
    begin = len(page.words)
    page.language = page.language or block.get("LANG") or block.get("language")
    for line in block:
        if name_of(line) != "TextLine":
            continue
        first = len(page.words)
        spaced = True
        for element in line:
            name = name_of(element)
            if name == "SP":
                spaced = True
            elif name == "String" and (word := _word(element, number, spaced=spaced or not has_spaces)):
                _note(page, element.get("ID"), len(page.words), len(page.words) + 1)
                page.words.append(word)
                spaced = False
            elif name == "HYP":
                _hyphenate(page, element, first)
        _note(page, line.get("ID"), first, len(page.words))
    _note(page, block.get("ID"), begin, len(page.words))
    parent = block.getparent()
    while parent is not None and name_of(parent) == "ComposedBlock":
        known = page.places.get(parent.get("ID", ""), (begin, begin))
        _note(page, parent.get("ID"), known[0], len(page.words))
        parent = parent.getparent()


def _note(page: Page, identifier: str | None, begin: int, end: int) -> None:
    if identifier:
        page.places[identifier] = (begin, end)


def _word(element: _Element, block: int, *, spaced: bool) -> Word | None:
    text, whole = element.get("CONTENT", "").strip(), element.get("SUBS_CONTENT", "").strip()
    part = {"HypPart1": 1, "HypPart2": 2}.get(element.get("SUBS_TYPE", ""), 0)
    if not text and not whole:
        return None
    try:
        sure = float(element.get("WC", ""))
    except ValueError:
        sure = -1.0
    return Word(text, whole, part if whole else 0, spaced, block, sure if 0 <= sure <= 1 else None)


def _hyphenate(page: Page, element: _Element, first: int) -> None:
    """A hyphen of its own at a line's end, after a word that isn't said to be half of another."""
    if len(page.words) > first and not page.words[-1].part and not page.words[-1].text.endswith(tuple(_HYPHENS)):
        page.words[-1] = page.words[-1]._replace(text=page.words[-1].text + "-")


def paragraphs(words: Iterable[Word]) -> Iterator[str]:
    """The words as text, a line for each block."""
    text: list[str] = []
    block: int | None = None
    before = Word("", "", 0, spaced=True, block=-1, confidence=None)
    for word in words:
        if block is not None and word.block != block and text:
            yield "".join(text)
            text = []
        block = word.block
        said = _said(word, before)
        if said:
            if text:
                text.append(_gap(text[-1], said, word))
            text.append(said)
        before = word
    if text:
        yield "".join(text)


def _said(word: Word, before: Word) -> str:
    """What stands there: a word that was cut stands where it begins, and not again."""
    if word.part == 2 and before.part == 1 and before.whole == word.whole:
        return ""
    return word.whole if word.part else word.text


def _gap(last: str, said: str, word: Word) -> str:
    """A space, unless the engine saw none, or the script has none."""
    return " " if word.spaced and not (_WIDE.match(last[-1]) and _WIDE.match(said[0])) else ""


def confidence(words: Iterable[Word]) -> tuple[Change, ...]:
    """The change `ocr-confidence`: how sure the engine was of the words on the average, where it says so."""
    stated = [word.confidence for word in words if word.confidence is not None]
    if not stated:
        return ()
    mean = sum(stated) / len(stated)
    said = "word" if len(stated) == 1 else "words"
    return (Change("ocr-confidence", f"{mean:.2f}, the mean of {len(stated)} {said}", "body"),)
