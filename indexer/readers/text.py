"""Plain text: one file, one article.

What a newsroom's text files state is taken where it stands: a block of `Title:`, `Date:`, `Source:` lines at the top, a
headline on the first line, a line that is nothing but a date, a byline. The lines of the block and the headline go to
their fields; all others stay in the body, where cleaning finds captions and credits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.article import Article, Change, Reading, Skipped
from indexer.readers import dates
from indexer.readers.encoding import decode
from indexer.readers.values import address, lines, listed, names, one, tag
from indexer.readers.whole import whole
from indexer.sources import Source

_FIELDS = {
    "title": "headline", "headline": "headline", "author": "byline", "authors": "byline", "by": "byline",
    "byline": "byline", "date": "published", "published": "published", "publication date": "published",
    "published on": "published", "pubdate": "published", "updated": "updated", "last updated": "updated",
    "modified": "updated", "publisher": "publisher", "source": "publisher", "publication": "publisher",
    "section": "section", "category": "section", "url": "url", "link": "url", "language": "language",
    "keywords": "keywords", "tags": "keywords", "dateline": "dateline", "id": "guid",
}  # fmt: skip
_FIELD = re.compile(r"([A-Za-z][A-Za-z ]{1,18}):\s*(.*)")
_STATED = re.compile(
    r"(?:first\s+)?(?:published|posted|publication date|date)(?:\s+on|\s+at)?\s*:?\s+(.*\d{4}.*)", re.I
)
_UPDATED = re.compile(r"(?:last\s+)?(?:updated|modified)(?:\s+on|\s+at)?\s*:?\s+(.*\d{4}.*)", re.IGNORECASE)
_DATELINE = re.compile(
    r"[A-Z][A-Z.' \-]{2,40}(?:,\s*[A-Z][\w. ]{1,25})?,\s+"
    r"([A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?\s+\d{4})"
    r"\s*(?:\([^()]{2,30}\))?\s*[-–—:]"
)
_BYLINE = re.compile(
    r"(?:By|BY)\s+((?:[A-Z][\w.'’-]+|[a-z]{2,3}|and|&)(?:,?\s+(?:[A-Z][\w.'’-]*|[a-z]{2,3}|and|&)){1,9})"
)
_END = re.compile(r"""[.!?:;,…。！？؟।။።]["'”’»)\]]*$""")
_PICTURE = re.compile(
    r"\((?:L|R|C|left|right|centre|center)\)|\b(?:file )?photo(?:graph)?\b\s*[:/(]"
    r"|^(?:photo|picture|image|caption|video)\b"
    r"|\b(?:AP|AFP|Reuters|Getty(?: Images)?|EPA)\s*(?:photo|/|\))|[/(](?:AP|AFP|Reuters|Getty|EPA|File)\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\.?$",
    re.IGNORECASE,
)

HEADLINE = 160
"""Characters of the longest headline; longer first lines are paragraphs (a headline of The Guardian's may have 150)."""

STATEMENT = 200
"""Characters of the longest line that states a date; what is looked for in it takes the cube of its length."""

TOP = 8
"""Lines with words in which a date or a byline of its own is looked for."""


@dataclass(frozen=True, slots=True)
class TextReader:
    """See the head of this module."""

    name: str = "text"
    version: int = 3
    extensions: frozenset[str] = frozenset(("", ".txt", ".text", ".asc", ".story"))

    def sniff(self, head: bytes) -> bool:
        """Text has no sign of its own: the extension decides."""
        return False

    def read(self, source: Source) -> Iterator[Reading | Skipped]:
        data, fault = whole(source)
        reading = read_text(decode(data).text, source)
        yield reading or Skipped(source.locator, "no article: nothing but spaces")
        if fault:
            raise fault


TEXT = TextReader()


def read_text(text: str, source: Source) -> Reading | None:
    """The article in `text`; None when there are no words in it."""
    body = list(lines(text.replace("\0", "")))
    if not body:
        return None
    stated = _block(body)
    title = one(stated.get("headline"))
    if not title and is_headline(body):
        title = one(body.pop(0))
    while body and not body[0].strip():
        body.pop(0)
    published, changes = _published(stated.get("published"), body, source)
    updated = dates.parse(
        stated.get("updated") or next((m[1] for line in _edge(body) if (m := _UPDATED.fullmatch(line))), None)
    )
    article = Article(
        guid=one(stated.get("guid")),
        url=address(stated.get("url")),
        headline=title,
        byline=names(stated.get("byline")) or _byline(body),
        dateline=one(stated.get("dateline")),
        published=published,
        updated=updated,
        publisher=one(stated.get("publisher")),
        section=one(stated.get("section")),
        language=tag(stated.get("language")),
        body=tuple(body),
        keywords=listed(stated.get("keywords")),
        locator=source.locator,
    )
    return Reading(article, changes) if article.body or article.headline else None


def _block(body: list[str]) -> dict[str, str]:
    """The fields in the lines `Name: value` that `body` begins with, which are taken off it. One such line alone is a
    block only when an empty line follows it."""
    stated: dict[str, str] = {}
    taken = 0
    for line in body:
        match = _FIELD.fullmatch(line.strip())
        field = _FIELDS.get(match[1].strip().lower()) if match else None
        if match is None or field is None:
            break
        stated.setdefault(field, match[2].strip())
        taken += 1
    if taken < 2 and (taken == len(body) or body[taken].strip()):
        return {}
    del body[:taken]
    while body and not body[0].strip():
        body.pop(0)
    return {field: value for field, value in stated.items() if value}


def is_headline(body: list[str] | tuple[str, ...]) -> bool:
    """Whether the first line is a headline: short, no sentence, no caption, not said again, and a story follows.

    >>> is_headline(["Strike ends", "", "Rail workers went back to work on Monday."])
    True
    >>> is_headline(["The president (L) at Joint Base Andrews, Maryland, US, March 20, 2017.", "", "Ministers met."])
    False
    """
    first, rest = body[0].strip(), [line.strip() for line in body[1:] if line.strip()]
    if (
        not rest
        or len(first) > HEADLINE
        or first in rest
        or _PICTURE.search(first)
        or not re.search(r"[^\W\d_]", first)
    ):
        return False
    if _END.search(first) and not first.endswith(("?", "!", "?”", "?’", "!”", "!’", "؟", "？", "！", "…", "...")):
        return False
    if _STATED.fullmatch(first) or _BYLINE.fullmatch(first) or dates.parse(first) or _DATELINE.match(first):
        return False
    # verse, lists and tables have short lines throughout; under a headline stands a paragraph
    follows = max(len(line) for line in rest[:4])
    return follows >= max(40, len(first) // 2) or (len(body) > 1 and not body[1].strip())


def _published(stated: str | None, body: list[str], source: Source) -> tuple[str | None, tuple[Change, ...]]:
    """By the block, a line that states it, a line that is only a date, the dateline; then by the file's name, which the
    change `date-from-name` says."""
    if date := dates.parse(stated):
        return date, ()
    for line in _edge(body):
        match = _STATED.fullmatch(line)
        if date := dates.parse(match[1] if match else None):
            return date, ()
    for line in [line.strip() for line in body if line.strip()][:TOP]:
        if len(line) < 60 and re.search(r"\d", line) and (date := dates.parse(line)) and len(date) >= 10:
            return date, ()
        if (match := _DATELINE.match(line)) and (date := dates.parse(match[1])):
            return date, ()
    name = source.name.rsplit("/", 1)[-1]
    if date := dates.in_name(name):
        return date, (Change(rule="date-from-name", line=name, field="published"),)
    return dates.settle(stated)


def _edge(body: list[str]) -> list[str]:
    """The first and the last lines, where a text states what it is; without long ones, which state nothing."""
    worded = [line.strip() for line in body if line.strip()]
    return [line for line in worded[:TOP] + worded[TOP:][-4:] if len(line) <= STATEMENT]


def _byline(body: list[str]) -> tuple[str, ...]:
    for line in [line.strip() for line in body if line.strip()][:4]:
        if match := _BYLINE.fullmatch(line):
            return names(match[1])
    return ()
