"""XML as news agencies write it: record by record, in bounded memory, with nothing fetched and nothing expanded.

A file of many items is cut at their tags before it is parsed, so that an item which is no XML costs itself and not
those below it. Each is parsed below the start of its file, which holds the namespaces and the message's header. What
careless writers write is mended first (`mended`): a name that only HTML knows, an ampersand that is no more than one, a
control character. A document that defines entities of its own isn't read at all; a reference to a DTD is no more than a
name.

The parser takes 255 elements inside one another; a record that is nested deeper is skipped, never shortened.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from html.entities import html5
from itertools import chain
from typing import TYPE_CHECKING, cast

from indexer.article import Ignored, Page, Reading, Skipped
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.encoding import declared, decode
from indexer.readers.whole import RECORD, too_large
from indexer.sources import Source
from indexer.unpack import Unreadable, read_some

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ABOVE = 64 << 10
"""Characters that may stand above the first record, with which each one is parsed; real files have under 1,500."""

_PIECE = 1 << 18
_BREADTH = 256
"""Characters that the longest mark which is looked for may have: a tag's name with its prefix."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\b[^>]*\?>")
_ROOT = re.compile(
    r"\ufeff?(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->)|<!DOCTYPE\b(?>[^\[>]*)(?>\[(?>[^\]]*)\]\s*)?>)*+"
    r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)",
    re.DOTALL | re.IGNORECASE,
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ODD = re.compile(
    r"(?P<kept><!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))"
    r"|&(?:#(?P<number>\d{1,7}|[xX][0-9a-fA-F]{1,6});|(?P<name>[A-Za-z]\w{1,31});)?|<(?![A-Za-z_/!?:])",
    re.DOTALL,
)
_BUILTIN = frozenset(("amp", "lt", "gt", "quot", "apos"))


def root_of(head: bytes) -> str:
    """The name, without its prefix, of the element that a file which begins so consists of; "" when it is no XML.

    >>> root_of(b'<?xml version="1.0"?><!-- made by hand --><n:nitf xmlns:n="x">'), root_of(b"Rail strike <b>ends")
    ('nitf', '')
    """
    match = _ROOT.match(start_of(head))
    return match[1] if match else ""


def start_of(head: bytes) -> str:
    """The text of a file's first bytes. Marks and names are ASCII: of all encodings only the wide ones count."""
    codec = _wide(head)
    return (
        head.decode(codec, "ignore").removeprefix("\ufeff")
        if codec
        else head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    )


def _wide(head: bytes) -> str | None:
    """The encoding of markup that begins so, if it takes more than one byte for "<"."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return codec
    if re.match(rb"(?:\s\0)*[<{\[]\0", head):
        return "utf-16-le"
    return "utf-16-be" if re.match(rb"(?:\0\s)*\0[<{\[]", head) else None


def pages(source: Source, names: frozenset[str], *, nested: bool = False) -> Iterator[Page | Skipped]:
    """Each element of `source` that has one of the `names` as a page, for `read_page`.

    `nested`: such an element may stand in another one, and belongs to it then. Raises DefinesEntities, Unreadable.
    """
    alone = root_of(source.head) in names
    texts = _texts(source, names, nested=nested)
    above = next(texts, None)
    if above is None:
        yield Skipped(source.locator, f"no article: no {' or '.join(sorted(names))} in it")
        return
    if defines_entities(above):
        raise DefinesEntities
    if len(above) > ABOVE:
        raise Unreadable(f"over {ABOVE >> 10} KB stand above its first record; cut them down to the tags")
    for number, text in enumerate(texts, 1):
        locator = source.locator if alone and number == 1 else f"{source.locator}#{number}"
        yield Page(locator, (text, above)) if text else Skipped(locator, "cut off: the record has no end")


def read_page(
    page: Page, names: frozenset[str], article: Callable[[Element, str], Reading | Skipped | Ignored | None]
) -> Reading | Skipped | Ignored:
    """What `article` makes of the element in a page that `pages` gave, which has one of the `names`, and of its
    locator; None is an article without words."""
    text, above = page.given
    assert isinstance(text, str)
    assert isinstance(above, str)
    element = parsed(text, names, above=above)
    if isinstance(element, str):
        return Skipped(page.locator, element)
    return article(element, page.locator) or Skipped(page.locator, "no article: neither text nor title")


def parsed(text: str, names: frozenset[str], *, above: str = "") -> Element | str:
    """The element in `text` that has one of the `names`, or why it can't be parsed; `above` are the tags that it stands
    in, with their namespaces."""
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        parser.feed(mended(_DECLARATION.sub("", above + text)).encode("utf-8", "replace"))
        found = [cast("Element", element) for _, element in parser.read_events()]
    except etree.XMLSyntaxError as error:
        said = re.sub(r"\s+", " ", str(error.msg or error)).removesuffix(" (<string>, line 1)")
        return "nested too deep" if "Excessive depth" in said else f"not XML: {said[:150]}"
    # the parser may hold back the last end that it saw, as nothing follows it
    return found[-1] if found else "not XML: its tags don't match"


def _texts(source: Source, names: frozenset[str], *, nested: bool) -> Iterator[str]:
    """First what stands above the records, then each record; "" for one that has no end. Memory holds one.

    Raises Unreadable when the element around the records has no end.
    """
    root = root_of(source.head)
    either = "|".join(map(re.escape, sorted({*names, root} - {""})))
    marks = re.compile(
        rf"(?P<open><!\[CDATA\[|<!--|<\?)|<(?P<slash>/?)(?:[A-Za-z_][\w.-]*:)?(?P<name>{either})(?=[\s/>])"
    )
    held, at, start, depth = "", 0, 0, 0
    begun, closed = False, root in names
    for piece in _pieces(source):
        # what was given away goes once a piece: cut off record by record, a large piece would be copied for each
        gone = start if depth else at if begun else 0
        held, at, start = held[gone:] + piece, at - gone, 0
        while mark := marks.search(held, at):
            closing = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}.get(mark["open"], ">")
            end = held.find(closing, mark.end())
            if end < 0:
                at = mark.start()
                break
            at = end + len(closing)
            if mark["open"]:
                continue
            if mark["name"] not in names:
                closed = closed or (bool(mark["slash"]) and not depth)
                continue
            if mark["slash"]:
                if not depth:
                    continue
                depth -= 1
            else:
                if not begun:
                    yield held[: mark.start()]
                    begun = True
                if depth and not nested:
                    yield ""
                    depth = 0
                if not depth:
                    start = mark.start()
                depth += held[end - 1] != "/"
            if not depth:
                yield held[start:at]
        else:
            at = max(at, len(held) - _BREADTH)
        if len(held) - (start if depth else at if begun else 0) > RECORD:
            raise Unreadable(too_large())
    if depth:
        yield ""
    elif begun and not closed:
        raise Unreadable(f"cut off: the {root} has no end")


def _pieces(source: Source) -> Iterator[str]:
    """The text of `source`. Of up to a record's size it is decoded with care; a larger one in the encoding that it
    declares, or in UTF-8. Raises what ended the bytes early, after what came before."""
    stream = source.open()
    parts: list[bytes] = []
    size, fault = 0, None
    try:
        while size <= RECORD and (more := read_some(stream, _PIECE)):
            parts.append(more)
            size += len(more)
    except Unreadable as error:
        fault = error
    data = b"".join(parts)
    parts.clear()
    wide = _wide(data[:64])
    if not wide:
        data = data.replace(b"\0", b"")  # a stray one would make all of it no text
    if size <= RECORD and not fault:
        yield decode(data, markup=True).text
        return
    decoder = codecs.getincrementaldecoder(wide or declared(data) or "utf-8-sig")()
    yield decoder.decode(data)
    del data
    while not fault and (more := read_some(stream, _PIECE)):
        yield decoder.decode(more)
    if fault:
        raise fault


def mended(text: str) -> str:
    """`text` with what keeps it from being XML replaced by what is meant; CDATA sections and comments stay.

    >>> mended("<p>Caf&eacute; AT&T &amp; &#150; 3 < 4 &#1;</p>")
    '<p>Café AT&amp;T &amp; – 3 &lt; 4 </p>'
    """
    return _ODD.sub(_meant, _ILLEGAL.sub("", text))


def _meant(match: re.Match[str]) -> str:
    if match["kept"]:
        return match["kept"]
    if match["number"]:
        return escape(_ILLEGAL.sub("", unescape(match[0])))
    if match["name"]:
        if match["name"] in _BUILTIN:
            return match[0]
        return escape(html5.get(match["name"] + ";") or match[0])
    return "&lt;" if match[0] == "<" else "&amp;"


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words(element: Element | None) -> str | None:
    """All text in `element` as one line; None without any."""
    text = " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""
    return text or None


def said(element: Element, *paths: str) -> str | None:
    """The text of the first element that has any on one of the `paths` (names below `element`, parted by "/")."""
    return next((text for path in paths for found in below(element, path) if (text := words(found))), None)


def stated(element: Element, path: str, attribute: str) -> str | None:
    """The first value of `attribute` of the elements on `path` that isn't empty."""
    values = ((found.get(attribute) or "").strip() for found in below(element, path))
    return next((value for value in values if value), None)


def below(element: Element, path: str) -> list[Element]:
    """The elements on `path`, whatever their namespaces; a path that begins with "//" may begin at any depth."""
    deep = path.startswith("//")
    steps = "/".join(f"{{*}}{step}" for step in path.removeprefix("//").split("/"))
    return list(element.iterfind(f".//{steps}" if deep else steps))


def language_of(element: Element) -> str | None:
    """The nearest `xml:lang`, of the element or of one around it."""
    for near in chain((element,), element.iterancestors()):
        if tag := near.get("{http://www.w3.org/XML/1998/namespace}lang"):
            return tag
    return None
