"""What press databases hand out: one file, many articles, in the markup of the day.

The file is cut where its articles begin, before anything is parsed: a record that is broken, or nested too deep, then
costs itself, and the parser never holds more than one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from indexer.article import Page, Reading, Skipped
from indexer.readers.html.text import cut_short, flat, too_deep
from indexer.readers.whole import is_file, source_of
from indexer.sources import Source
from indexer.unpack import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

MOST = 3_000_000
"""Tags of an XML document that are made into a tree, which takes a hundred bytes or more for each. A page of a
newspaper has under a hundred thousand."""

_UNSAID = frozenset(("script", "style", "template"))
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};")
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml\b[^>]*\?>")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def records(text: str, start: re.Pattern[str]) -> list[str]:
    """`text` cut where `start` matches; what stands before the first match is none of the records.

    >>> records("top<a>1<a>2", re.compile("<a>"))
    ['<a>1', '<a>2']
    """
    starts = [match.start() for match in start.finditer(text)]
    return [text[begin:end] for begin, end in pairwise([*starts, len(text)])]


def each(pieces: list[str], locator: str, parse: Callable[[str, str], Reading | None]) -> Iterator[Reading | Skipped]:
    """What `parse(piece, its locator)` makes of each of the `pieces`, numbered from 1. None of it, or an exception, is
    a Skipped; so are no pieces at all."""
    if not pieces:
        yield Skipped(locator, "no article in it")
    for number, piece in enumerate(pieces, 1):
        yield attempt(partial(parse, piece), f"{locator}#{number}")


def pages(pieces: list[str], locator: str, *context: str) -> Iterator[Page | Skipped]:
    """Each of the `pieces`, numbered from 1, as a page, with what else its reader needs; no pieces at all are a
    Skipped."""
    if not pieces:
        yield Skipped(locator, "no article in it")
    for number, piece in enumerate(pieces, 1):
        yield Page(f"{locator}#{number}", (piece, *context))


def cut_or_parsed(
    page: Page,
    cut: Callable[[bytes, Source], Iterator[Reading | Skipped | Page]],
    parser: Callable[[object], Callable[[str, str], Reading | None]],
) -> Iterator[Reading | Skipped | Page]:
    """What `cut` makes of the file that is given, or the article in the piece that is given: what the parser makes of
    it that `parser` names for what was given with the piece."""
    if is_file(page):
        yield from cut(*source_of(page))
        return
    piece, context = page.given
    assert isinstance(piece, str)
    yield attempt(partial(parser(context), piece), page.locator)


def attempt(parse: Callable[[str], Reading | None], place: str) -> Reading | Skipped:
    """What `parse(place)` makes of a record. None, or an exception, is a Skipped."""
    try:
        reading = parse(place)
    except (Exception, MemoryError, RecursionError) as error:  # noqa: BLE001 - a record's parser raises what it likes, and costs the record
        from indexer.readers import failure

        return Skipped(place, failure(error))
    return reading or Skipped(place, "no article: neither text nor title")


def html_of(piece: str) -> HtmlElement:
    """The tree of a piece of a page. Raises RecursionError where the parser would lose what lies too deep."""
    from indexer.readers.html.elements import document_of

    if too_deep(piece) and cut_short(piece):
        raise RecursionError
    return document_of(f"<html><body>{piece.replace(chr(0), '')}")


def xml_of(piece: str) -> _Element:
    """The root of a piece of an XML document. No entity is resolved, nothing fetched; a prefix that was declared
    outside of the piece stays in the names. Raises Unreadable for what isn't XML from its beginning to its end."""
    from lxml import etree

    if piece.count("<") > MOST:
        raise Unreadable(f"over {MOST} tags; split it")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    mended = _ENTITY.sub(lambda match: unescape(match[0]), _NOT_XML.sub("", _DECLARATION.sub("", piece)))
    root = etree.fromstring(mended.encode(), parser)
    worst = next((e for e in parser.error_log if e.level_name == "FATAL"), None)
    if root is None or worst is not None:
        said = f"{worst.message} at its line {worst.line}" if worst else "no element in it"
        raise Unreadable(f"not well-formed XML: {said}")
    return root


def name_of(element: _Element) -> str:
    """The element's name without its namespace or prefix; "" for comments and instructions."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def text_of(element: _Element) -> str:
    """All text in the element, as it stands there."""
    return "".join(map(str, element.itertext()))


def lines_of(element: HtmlElement) -> list[str]:
    """The text in an element of a page, a line for each block in it."""
    from lxml import html

    markup = html.tostring(element, encoding="unicode", with_tail=False)
    return flat(markup, silent=_UNSAID)


def line_of(element: HtmlElement | None) -> str:
    """The text in an element as one line; "" where there is none."""
    return " ".join(lines_of(element)) if element is not None else ""
