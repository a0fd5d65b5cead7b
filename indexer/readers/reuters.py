"""Reuters-21578: the wire's stories of 1987 in SGML, a thousand `<REUTERS>` records in a file.

The text is the wire's own: paragraphs are indented and their lines broken at 64 characters, entities stand for control
characters, and the last line (` Reuter`) signs the story off. The reader puts paragraphs together and takes the
sign-off out, which the change `sign-off` says; where the wire went on in another take, it signed ` More`. The types:
NORM has TITLE, DATELINE and BODY; BRIEF is a headline (its text is a filler of those who made the collection); UNPROC
is a text whose parts nobody marked.

The files are not XML: attributes and entities are, but nothing is declared, and a byte may be Latin-1.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from html import unescape

from indexer.article import Article, Change, Page, Reading, Skipped
from indexer.readers import dates
from indexer.readers.encoding import decode
from indexer.readers.values import names, one, unique
from indexer.readers.whole import RECORD, together, too_large, whole
from indexer.sources import Source
from indexer.unpack import Unreadable, read_some

PUBLISHER = "Reuters"
LANGUAGE = "en"

_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!doctype\s+lewis\b[^>]*>\s*)?<reuters(?=[\s>])", re.IGNORECASE)
_OPEN = re.compile(rb"<REUTERS(?=[\s>])", re.IGNORECASE)
_OPENING = re.compile(rb"<R?[A-Z]{0,6}\Z", re.IGNORECASE)
_CLOSE = re.compile(rb"</REUTERS\s*>", re.IGNORECASE)
_PIECE = 1 << 18

_LISTS = ("TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES")
_PARTS = {
    name: re.compile(rf"<{name}\b[^>]*>(.*?)(?:</{name}\s*>|</TEXT\s*>|\Z)", re.DOTALL | re.IGNORECASE)
    for name in ("DATE", "AUTHOR", "TITLE", "DATELINE", "BODY", "TEXT", *_LISTS)
}
_GUID = re.compile(r"<REUTERS\b[^>]*?\sNEWID\s*=\s*\"?\s*([^\"\s>]+)", re.IGNORECASE)
_TYPE = re.compile(r"<TEXT\b[^>]*?\sTYPE\s*=\s*\"?\s*(\w+)", re.IGNORECASE)
_ITEM = re.compile(r"<D>([^<]*)</D>", re.IGNORECASE)
_LOST = re.compile(r"&#127;")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SIGN_OFF = re.compile(r"\s*\b(?:reuters?|more)(?:\.{2,}|\s*\^M)*\s*", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[.)\"])\s+(REUTERS?|Reuter)\s*\Z")
_HYPHEN = re.compile(r"[^\W\d_]-\Z")
_FLASH = re.compile(r"(?:\d{6})?\*{3,}\s*")
_FILLER = re.compile(r"[\s*]*blah blah blah\.?\s*", re.IGNORECASE)
_AGENCY = re.compile(r",\s*reuters?\s*\Z", re.IGNORECASE)

FULL = 56
"""Characters that a line and the next line's first word would have come to, had the wire broken the line because it was
full. Of 27,464 line ends within paragraphs 20 come to fewer: ends of paragraphs that weren't indented."""


@dataclass(frozen=True, slots=True)
class ReutersReader:
    """See the head of this module."""

    name: str = "reuters21578"
    version: int = 1
    extensions: frozenset[str] = frozenset((".sgm",))

    def sniff(self, head: bytes) -> bool:
        return bool(_START.match(head if not _is_wide(head) else decode(head[: len(head) & ~1]).text.encode()))

    def read(self, source: Source) -> Iterator[Page | Skipped]:
        return together(_pages(source))

    def read_page(self, page: Page) -> Iterator[Reading | Skipped]:
        """The article in the record that is given."""
        (record,) = page.given
        assert isinstance(record, bytes)
        yield _read(record, page.locator)


REUTERS = ReutersReader()


def _pages(source: Source) -> Iterator[Page | Skipped]:
    found = False
    for number, record in enumerate(_records(source), 1):
        found = True
        locator = f"{source.locator}#{number}"
        yield Skipped(locator, record) if isinstance(record, str) else Page(locator, (record,))
    if not found:
        yield Skipped(source.locator, "no article: no REUTERS record in it")


def _is_wide(head: bytes) -> bool:
    return head[:2] in (b"\xff\xfe", b"\xfe\xff")


def _records(source: Source) -> Iterator[bytes | str]:
    """The records, each from its start to its end; for one that has no end, the reason. Memory holds one."""
    if _is_wide(source.head):
        data, fault = whole(source)
        held = yield from _ended(decode(data).text.encode())
    else:
        stream, held, fault = source.open(), b"", None
        # twice as much each time while a record goes on, or a long one would be looked through too often
        while piece := read_some(stream, max(_PIECE, len(held))):
            held = yield from _ended(held + piece)
            if len(held) > RECORD:
                raise Unreadable(too_large())
    if _OPEN.search(held) or _OPENING.search(held):
        yield "cut off: the record has no end"
    if fault:
        raise fault


def _ended(held: bytes) -> Generator[bytes | str, None, bytes]:
    """The records that end in `held`; returns what is left."""
    at = 0
    while close := _CLOSE.search(held, at):
        starts = [match.start() for match in _OPEN.finditer(held, at, close.start())]
        for _ in starts[:-1]:
            yield "the record has no end: another begins in it"
        yield held[starts[-1] : close.end()] if starts else "the record has no beginning"
        at = close.end()
    return held[at:]


def _read(record: bytes, locator: str) -> Reading | Skipped:
    try:
        text = record.decode("utf-8")
    except UnicodeDecodeError:
        text = record.decode("latin-1")
    return _article(text.replace("\r\n", "\n"), locator) or Skipped(locator, "no article: neither text nor title")


def _article(record: str, locator: str) -> Reading | None:
    guid = _GUID.search(record)
    kind = _TYPE.search(record)
    headline = one(_part(record, "TITLE"))
    raw = _part(record, "BODY")
    if kind and kind[1].upper() == "UNPROC":
        headline, raw = _unmarked(_part(record, "TEXT"), headline)
    elif not raw and "<BODY" not in record.upper():
        raw = _beside(record)
    # the first line of the text follows the dateline on the wire's line
    body, changes = _paragraphs(raw, lead=len(_part(record, "DATELINE").rpartition("\n")[2]))
    published, undated = dates.settle(_part(record, "DATE").strip() or None)
    article = Article(
        guid=guid[1] if guid else None,
        headline=headline,
        byline=names(_AGENCY.sub("", _part(record, "AUTHOR").strip())),
        dateline=one(_part(record, "DATELINE").strip(" \n-")),
        published=published,
        publisher=PUBLISHER,
        language=LANGUAGE,
        body=body,
        keywords=unique(one(_clean(item)) for name in _LISTS for item in _ITEM.findall(_raw(record, name))),
        locator=locator,
    )
    return Reading(article, (*undated, *changes)) if article.body or article.headline else None


def _raw(record: str, name: str) -> str:
    match = _PARTS[name].search(record)
    return match[1] if match else ""


def _part(record: str, name: str) -> str:
    return _clean(_raw(record, name))


def _clean(text: str) -> str:
    """Text without entities and the wire's control characters. DEL stands where a letter was lost on the line."""
    return _CONTROL.sub("", unescape(_LOST.sub("\ufffd", text)))


def _beside(record: str) -> str:
    """What stands beside the marked parts of a text without a BODY, unless it is the collection's filler."""
    text = _raw(record, "TEXT")
    for name in ("TITLE", "DATELINE", "AUTHOR"):
        text = _PARTS[name].sub("", text)
    text = _clean(text)
    return "" if _FILLER.fullmatch(text) else _FLASH.sub("", text)


def _unmarked(text: str, headline: str | None) -> tuple[str | None, str]:
    """Headline and text of a story without marks: the headline is what stands above the first indented line."""
    lines = text.strip("\n").split("\n")
    if headline:
        return headline, text
    taken = 0
    while taken < len(lines) and lines[taken].strip() and not (taken and lines[taken].startswith(" ")):
        taken += 1
    headline = one(_FLASH.sub("", " ".join(lines[:taken])))
    return headline, "\n".join(lines[taken:])


def _paragraphs(text: str, *, lead: int = 0) -> tuple[tuple[str, ...], tuple[Change, ...]]:
    """The paragraphs of a wire text, and the sign-off that was taken from its end. `lead` characters stood before the
    text on its first line.

    >>> _paragraphs("Cocoa fell on Monday in\\nLondon.\\n    It rose later.\\n Reuter\\n", lead=30)[0]
    ('Cocoa fell on Monday in London.', 'It rose later.')
    """
    lines = [line.rstrip() for line in text.split("\n")]
    signs: list[str] = []
    while lines and (not lines[-1].strip(" .") or _SIGN_OFF.fullmatch(lines[-1])):  # some are signed twice
        if sign := lines.pop().strip(" "):
            signs.append(sign)
    if lines and not signs and (glued := _GLUED.search(lines[-1])):
        lines[-1] = lines[-1][: glued.start()]
        signs.append(glued[1])
    changes = tuple(Change("sign-off", sign) for sign in signs if sign.strip("."))
    found: list[list[str]] = []
    above, width = "", lead
    for line in lines:
        if above and line and not line[0].isspace() and width + 1 + len(line.split(None, 1)[0]) >= FULL:
            found[-1] += ["" if _HYPHEN.search(above) else " ", " ".join(line.split())]
        elif line.strip():
            found.append([" ".join(line.split())])
        above, width, lead = line, lead + len(line), 0
    return tuple("".join(pieces) for pieces in found), changes
