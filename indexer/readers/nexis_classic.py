"""LexisNexis and Nexis UK: "1 of 20 DOCUMENTS", the publisher and the date in the middle, `BYLINE:` and its like at the
left, the text, `LOAD-DATE:` and its like, a copyright. The same in HTML, in text, in Word.

The order varies: a headline may stand above the date or in a field of its own, SECTION and LENGTH may follow the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.article import Article, Caption, Change, Reading
from indexer.readers.nexis_fields import FIELDS, TAIL, Block, date_of, is_copyright, keywords_of, language_of
from indexer.readers.values import address, names, one, unique

MARKER = re.compile(
    r"^[ \t\xa0]*(?:(?:Document|Dokument|Documento)\s+\d+\s+(?:of|von|de|sur|van|di)\s+\d+"
    r"|\d+\s+(?:of|von|de|sur|van|di)\s+\d+\s+(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTEN|DOCUMENTI))"
    r"[ \t\xa0]*\r?$",
    re.MULTILINE,
)
"""The line that begins a record."""

_FIELD = re.compile(r"[ \t\xa0]*([A-ZÀ-Þ][A-ZÀ-Þ0-9 -]{1,24}):(?:[\s\xa0]+(.*)|$)", re.DOTALL)
_WORDS = re.compile(r"\d+\s+(?:words?|woorden|wörter|mots|palabras|parole|palavras)", re.IGNORECASE)
_SHOW = re.compile(r"\s*SHOW:|\s*\d{1,2}:\d\d")
_WRAPPED = 60
"""Characters of the longest line in a text that was wrapped: these exports break lines at 78 or 80."""

_SHORT = 60
"""Characters of a line between headline and fields that is still a byline."""


@dataclass(slots=True)
class _Record:
    """A record as it is being read."""

    dated: str | None = None
    day: str = ""
    publisher: str | None = None
    headline: str | None = None
    url: str | None = None
    between: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)

    def say(self, name: str, value: str) -> None:
        """Note what a field says."""
        if value:
            self.fields.setdefault(name, []).append(value)

    def said(self, name: str) -> str:
        """The first value of a field."""
        return next(iter(self.fields.get(name, ())), "")


def read_classic(blocks: list[Block], locator: str, *, spaced: bool) -> Reading | None:
    """The article in a record's blocks. `spaced`: an empty line stands between its paragraphs, whose lines are
    wrapped."""
    record = _Record()
    at = _read_head(blocks, record)
    at = _read_body(blocks, at, record)
    _read_tail(blocks[at:], record)
    body = [*record.body, *record.after]
    headline = one(record.headline) or one(record.said("headline"))
    if not body and not headline:
        return None
    changes: tuple[Change, ...] = ()
    if record.dated is None:
        loaded = record.said("loaded")
        found = date_of(loaded)
        record.dated = found.date if found else None
        # the day on which the database took it in, which is that of its publication or near it
        changes = (Change("date-loaded", loaded, "published") if found else Change("undated", None, "published"),)
    article = Article(
        headline=headline,
        byline=names(record.said("byline")) or names(" ".join(record.between)),
        dateline=one(record.said("dateline")),
        published=record.dated,
        publisher=one(record.publisher),
        section=one(record.said("section")),
        language=language_of(record.said("language")),
        url=record.url or address(record.said("url").replace(" ", "")),
        body=tuple(_lines(body, spaced=spaced)),
        captions=tuple(Caption(text) for text in record.fields.get("graphic", ())),
        keywords=unique(
            [
                *(word for value in record.fields.get("subject", ()) for word in keywords_of(value)),
                *(person for value in record.fields.get("people", ()) for person in names(value)),
            ]
        ),
        locator=locator,
    )
    return Reading(article, changes)


def _lines(blocks: list[Block], *, spaced: bool) -> Iterator[str]:
    width = max((len(line.rstrip()) for block in blocks for line in block.lines), default=0)
    for number, block in enumerate(blocks):
        if spaced and number:
            yield ""
        yield from unwrapped(block.lines, width) if spaced and width >= _WRAPPED else map(str.rstrip, block.lines)


def unwrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    """The lines joined that were broken because the next one's first word was too long for a line of `width`.

    >>> list(unwrapped(["one two", "three", "four"], 10))
    ['one two three', 'four']
    """
    joined, last = "", 0
    for line in map(str.rstrip, lines):
        words = line.split(maxsplit=1)
        if joined and words and last + 1 + len(words[0]) > width:
            joined += " " + line.lstrip(" \t\xa0")
        else:
            if joined:
                yield joined
            joined = line
        last = len(line)
    if joined:
        yield joined


class _Said(NamedTuple):
    """A field: our name for it ("" for one we have none for), and its value."""

    name: str
    value: str


def _field(block: Block) -> _Said | None:
    """The field that a block begins with."""
    match = _FIELD.match("\n".join(block.lines))
    if match is None:
        return None
    return _Said(FIELDS.get(match[1].strip().lower(), ""), re.sub(r"[\s\xa0]+", " ", match[2] or "").strip())


def _read_head(blocks: list[Block], record: _Record) -> int:
    """Everything above the text; the number of the block at which that begins."""
    flat = not any(block.centred for block in blocks[:8])
    below_length = False
    at = 0
    while at < len(blocks):
        block = blocks[at]
        found = None if block.centred else _field(block)
        if found is not None and (found.name or (record.headline and not below_length)):
            if found.name in ("body", "loaded", "language", "kind", "journal"):
                return at
            if found.name == "highlight":
                if not found.value:
                    return at
                record.body.append(Block((found.value,)))
            else:
                record.say(found.name, found.value)
            below_length |= found.name == "length"
        elif block.centred:
            _centre(block, record)
        elif flat and _is_fact(block, record):
            pass
        elif _WORDS.fullmatch(block.text):
            below_length = True
        elif record.headline is None and not record.fields:
            record.headline = block.text
        elif record.dated is None and any(b.centred for b in blocks[at + 1 : at + 3]) and not below_length:
            record.headline = f"{record.headline or ''} {block.text}".strip()
        elif not below_length and _is_short(block.text) and _fields_follow(blocks, at):
            record.between.append(block.text)
        else:
            return at
        at += 1
    return at


def _is_short(text: str) -> bool:
    """Whether the line is a name rather than a sentence."""
    return len(text) < _SHORT and not text.endswith((".", "!", "?", "\u201d", '"'))


def _fields_follow(blocks: list[Block], at: int) -> bool:
    following = _field(blocks[at + 1]) if at + 1 < len(blocks) else None
    return following is not None and following.name in ("section", "length", "byline", "dateline")


def _centre(block: Block, record: _Record) -> None:
    """Publisher and date stand in the middle, in one block or in two; other lines there are editions and rights."""
    dated_here = False
    for line in _without_rights(block.lines):
        found = date_of(line) if record.dated is None else None
        if found is not None:
            record.dated, record.day = found.date, found.core
            dated_here = True
        elif record.day and len(record.dated or "") == 10 and (dated_here or _SHOW.match(line)):
            later = date_of(f"{record.day} {line}")  # the hour stands on a line of its own
            record.dated = later.date if later else record.dated
        elif record.dated is None and (record.publisher is None or _goes_on(record.publisher)):
            record.publisher = f"{record.publisher or ''} {line.strip()}".strip()


def _without_rights(lines: tuple[str, ...]) -> list[str]:
    """The lines but for those that claim rights, with what such a line runs on into."""
    kept: list[str] = []
    within, before = False, ""
    for line in lines:
        claims = is_copyright(line)
        wraps = within and (_goes_on(before) or len(before) > 60 or re.match(r"(?i)rights reserved", line.strip()))
        within = claims or bool(wraps)
        before = line.strip()
        if not within:
            kept.append(line)
    return kept


def _goes_on(line: str) -> bool:
    """Whether a line ends in a word that another follows."""
    return re.search(r"(?i)(?:\b(?:and|of|the|for|all)|[,&])$", line.strip()) is not None


def _is_fact(block: Block, record: _Record) -> bool:
    """Where nothing stands in the middle: publisher, address and date by their look and their order."""
    text = block.text
    if record.headline is None and re.fullmatch(r"https?://\S+(?: \S+)?", text):
        record.url = address(text.replace(" ", ""))
        return True
    if record.dated is None and (found := date_of(text)) and found.besides <= 20:
        record.dated = found.date
        return True
    if record.publisher is None and record.dated is None and len(text) < 100:
        record.publisher = text
        return True
    return is_copyright(text)


def _read_body(blocks: list[Block], at: int, record: _Record) -> int:
    """The text; the number of the first block below it."""
    while at < len(blocks):
        block = blocks[at]
        found = _field(block)
        if (found is not None and found.name in TAIL) or (block.centred and is_copyright(block.text)):
            return at
        if found is not None and found.name in ("body", "highlight"):
            block = _without_name(block)
        if block.lines:
            record.body.append(block)
        at += 1
    return at


def _without_name(block: Block) -> Block:
    first = re.sub(r"^[^:]*:[\s\xa0]*", "", block.lines[0])
    return Block(tuple(line for line in (first, *block.lines[1:]) if line.strip()))


def _read_tail(blocks: list[Block], record: _Record) -> None:
    """The fields below the text. What follows a picture's words or a correction without a name belongs to it."""
    name = ""
    for block in blocks:
        if block.centred:
            continue
        found = _field(block)
        if found is not None and found.name:
            name = found.name
        else:
            found = None
        value = found.value if found else block.text
        if name in ("correction", "bio"):
            if value:
                record.after.append(Block((value,)))
        elif found is not None or (name == "graphic" and not is_copyright(value)):
            record.say(name, value)
