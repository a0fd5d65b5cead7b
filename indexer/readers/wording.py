"""The words of one item, from whatever markup they stand in: NITF, XHTML, markup in a string, plain text.

What news formats share: lines of text, captions with their credits, and what the text says of itself (`Wording`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from indexer.article import Caption, Change
from indexer.readers.doctype import DefinesEntities, defines_entities
from indexer.readers.values import lines, names, one
from indexer.readers.xml import below, local, said, words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLOCKS = frozenset(
    ("p", "hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "ol", "ul", "dl", "bq", "blockquote",
     "block", "credit", "div", "section", "article", "body", "body.content", "body.end", "tagline", "bibliography",
     "note", "fn", "table", "caption", "tbody", "thead", "tfoot", "nitf-table", "custom-table", "abstract", "hedline",
     "hr", "address", "aside", "header", "footer", "main", "html", "datacontent")
)  # fmt: skip
_INLINE = frozenset(
    ("a", "alt-code", "b", "chron", "city", "classifier", "copyrite", "country", "em", "event", "font", "frac",
     "function", "i", "lang", "location", "money", "name.family", "name.given", "num", "object.title", "org", "person",
     "postaddr", "pronounce", "q", "region", "small", "span", "state", "strong", "sub", "sublocation", "sup", "u",
     "virtloc")
)  # fmt: skip
_SILENT = frozenset(
    ("media", "figure", "head", "script", "style", "body.head", "nitf-table-metadata", "title", "byttl")
)
_HTML = frozenset(
    ("a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "body", "br", "caption",
     "center", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer",
     "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "nav",
     "ol", "p", "pre", "q", "s", "samp", "script", "section", "small", "span", "strike", "strong", "style", "sub",
     "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "var", "video")
)  # fmt: skip
_ESCAPED = re.compile(r"</(?:p|div|h[1-6]|li|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)
_NO_TEXT = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair, which JSON can spell and no parser takes."""

_PICTURED = re.compile(r"<(?:img|figure|figcaption|picture|video|iframe|amp-img)\b", re.IGNORECASE)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = "\n"

WIRE = (45, 90)
"""Characters of a full line on a wire that marks its line ends with `br` (AAP: 52 to 67). Verse and lists have shorter
ones among theirs."""

_HEAD = re.compile(r"<head\b.*?</head\s*>|<title\b.*?</title\s*>", re.IGNORECASE | re.DOTALL)
_SHELL = re.compile(
    r"<(?:head|title|script|style)\b[^<>]*/>|<!doctype[^<>]*>|<meta\b[^<>]*>|</?(?:html|body)\b[^<>]*>", re.IGNORECASE
)
_TOP = 20_000
"""Characters in which a page has its head and its title. Looked for in all of a long text that has many beginnings and
no end of one, they would take time by the square of its length."""

_AGENCY = re.compile(r"\s*\(([^()]{2,30})\)\s*[-–—_:,]*\s*$")
_TITLED = re.compile(
    r",\s+(?:the\s+)?[^,]*\b(?:correspondents?|editors?|reporters?|writers?|staff|press|news|association|agency|service"
    r"|reuters|ap|afp|dpa|upi)\b[^,]*$|,?\s+special to\b.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one item; `decks` are the lines between headline and text, `changes` what was left out of them."""

    headline: str | None = None
    decks: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    body: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def text(self) -> tuple[str, ...]:
        """The body below those decks that it doesn't have itself, and without the headline above it."""
        body, title = self.body, plain(self.headline or "")
        if title and body and plain(body[0]) == title:
            body = lines("\n".join(body[1:]))
        known = plain(" ".join(body))
        decks = {deck: plain(deck) for deck in self.decks}
        return (*(deck for deck, said in decks.items() if said and said not in known and said != title), *body)


def plain(text: str) -> str:
    """Letters and digits in small letters, for comparing two spellings of a line."""
    return re.sub(r"\W+", " ", text.casefold()).strip()


def people(text: str | None) -> tuple[str, ...]:
    """The names in a byline, without what they are and whom they work for.

    >>> people("By Sam Lister, Press Association Political Correspondent")
    ('Sam Lister',)
    """
    return names(_TITLED.sub("", text.strip(" \t\n,;-–—"))) if text else ()


def place(text: str | None) -> str | None:
    """A dateline without the agency and the dash that part it from the text.

    >>> place("SYDNEY, March 22 (AAP) -")
    'SYDNEY, March 22'
    """
    return _AGENCY.sub("", " ".join((text or "").split())).strip(" -–—_:,") or None


def agency(dateline: str | None) -> str | None:
    """The agency in brackets at a dateline's end.

    >>> agency("London (dpa) -")
    'dpa'
    """
    found = _AGENCY.search(dateline or "")
    return found[1] if found else None


def paragraphs(element: Element) -> tuple[str, ...]:
    """The lines of text in NITF, or in markup that looks like it: a line for each block and for each row of a table.

    Where a block has several lines, made by `br` or `pre`, an empty line parts it from the next. Text that is markup
    itself, escaped or in a CDATA section, is read as that.
    """
    blocks = [block for block in _blocks(element) if any(line.strip() for line in block)]
    if not any(len(block) > 1 for block in blocks):
        return tuple(line for block in blocks for line in block)
    return lines("\n\n".join("\n".join(block) for block in blocks))


def _blocks(element: Element) -> Iterator[tuple[str, ...]]:
    run: list[str] = []
    for kind, text in _tokens(element):
        if kind == "text":
            run.append(text)
            continue
        yield from _parts("".join(run))
        run = []
        if kind == "pre":
            yield lines(text)
        elif kind == "row":
            yield (text,)
    yield from _parts("".join(run))


def _parts(text: str) -> Iterator[tuple[str, ...]]:
    """The lines of a block's text, which two breaks in a row part. Lines that are all as long as a wire's are one
    paragraph that was wrapped."""
    if _ESCAPED.search(text):
        from indexer.readers.html.text import flat

        for line in flat(text):
            yield (line,)
        return
    for part in re.split(rf"{_BREAK}(?:\s*{_BREAK})+", text):
        found = tuple(line for piece in part.split(_BREAK) if (line := " ".join(piece.split())))
        if len(found) > 1 and all(WIRE[0] <= len(line) <= WIRE[1] for line in found[:-1]):
            found = (" ".join(found),)
        yield found


def _tokens(element: Element) -> Iterator[tuple[str, str]]:
    """Running text, with its white space as in markup but for the breaks in it, and what parts it."""
    # elements that are nobody's words are blocks where only they have the text
    bare = not (element.text or "").strip() and not any((child.tail or "").strip() for child in element.iterchildren())
    yield "text", _run(element.text)
    for child in element.iterchildren():
        name = local(child).lower()
        if name == "br":
            yield "text", _BREAK
        elif name == "pre":
            yield "pre", "".join(map(str, child.itertext()))
        elif name == "tr":
            yield "row", " | ".join(text for cell in child.iterchildren() if (text := words(cell)))
        elif name == "frac":
            yield "text", "/".join(text for part in child.iterchildren() if (text := words(part)))
        elif name in _BLOCKS or (bare and name not in _INLINE and name not in _SILENT):
            yield "block", ""
            if not _is_lead(child):
                yield from _tokens(child)
            yield "block", ""
        elif name not in _SILENT:
            yield from _tokens(child)
        yield "text", _run(child.tail)


def _run(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _is_lead(element: Element) -> bool:
    """Whether this is a lead that stands again in the full text below it, as in The New York Times' archive."""
    below_it = element.getnext()
    return element.get("class") == "lead_paragraph" and below_it is not None and below_it.get("class") == "full_text"


def media(element: Element) -> tuple[Caption, ...]:
    """The captions of the NITF `media` in `element`, with the producer of each, once for each that says the same."""
    found: list[Caption] = []
    for item in below(element, "//media"):
        credit = said(item, "media-producer", "media-caption/credit", "credit")
        for caption in below(item, "media-caption"):
            if text := words(caption):
                if credit and text.endswith(credit) and text != credit and below(caption, "credit"):
                    text = text.removesuffix(credit).strip()
                found.append(Caption(text, credit))
    return counted(found)


def counted(captions: Iterable[Caption]) -> tuple[Caption, ...]:
    """Captions, each once, with the number of times it stands there; printed with its credit here and without there it
    is one."""
    given = list(captions)
    credits = {caption.text: caption.credit for caption in given if caption.credit}
    counts: Counter[tuple[str, str | None]] = Counter()
    for caption in given:
        counts[caption.text, caption.credit or credits.get(caption.text)] += caption.count
    return tuple(Caption(text, credit, count) for (text, credit), count in counts.items())


def from_markup(text: str, locator: str) -> Wording:
    """The words in a string of HTML, or of text with some. All of them count: no menu stands around an item."""
    from indexer.readers.html import read_markup
    from indexer.readers.html.text import flat

    if defines_entities(text):
        raise DefinesEntities
    text = _SHELL.sub(" ", _NO_TEXT.sub("\ufffd", text.replace("\0", "")))
    text = _HEAD.sub(" ", text[:_TOP]) + text[_TOP:]
    if not _PICTURED.search(text):  # no tree is needed where there can't be a caption
        title = _TITLE.search(text[:_TOP])
        return Wording(headline=one(" ".join(flat(title[1]))) if title else None, body=tuple(flat(text)))
    reading = read_markup(text, locator)
    if reading is None:
        return Wording()
    found = reading.article
    changes = tuple(change for change in reading.changes if change.rule != "undated")
    return Wording(headline=found.headline, body=found.body, captions=found.captions, changes=changes)


def from_xhtml(element: Element, locator: str) -> Wording:
    """The words in an XHTML element, which is changed. Names that aren't XHTML's, with which agencies mark companies
    and people, are taken for text."""
    from lxml import etree

    body = next((found for found in below(element, "//body")), element)
    title = said(element, "head/title", "title")
    for header in below(body, "header"):  # the page's own: headline, date and keywords again
        title = said(header, "h1") or title
        body.remove(header)
    for inner in body.iter("*"):
        name = local(inner).lower()
        inner.tag = name if name in _HTML else "span"
        kept = inner.get("class")
        inner.attrib.clear()
        if kept:
            inner.set("class", kept)
    etree.cleanup_namespaces(body)
    markup = escape(body.text or "", quote=False) + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in body.iterchildren()
    )
    told = from_markup(markup, locator)
    return replace(told, headline=told.headline or title)


def is_xhtml(element: Element) -> bool:
    """Whether the element says that it is (X)HTML."""
    return local(element).lower() == "html" or "1999/xhtml" in str(element.tag)
