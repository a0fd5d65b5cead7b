"""A message as ANPA 1312 lays it out, and The Associated Press sent it until 2023: `W2870` and the selector, then
`f l BC-LT--Argentina-Cancer 11-13 1049` (priority, category, slug, day and words), STX, and lines of which each is
what its first character says: `^` begins a line of the heading, closed by `<` or `=`, a tab a paragraph, a backspace a
row of a table. ` _ ` is a dash and, in tables, `{` a half.

The line that ends it (`AP-WF-11-13-13 1509GMT`) has the agency and the date.
"""

from __future__ import annotations

import re
from itertools import compress

from indexer.article import Article, Change, Reading
from indexer.readers.values import one, unique
from indexer.readers.wire_text import Message, authors, day_of, filed, is_byline, moment, taken
from indexer.readers.wording import plain

ROW = "\r"
"""Begins a row of a table, where the wire has a backspace: that is no character of a text (`encoding`)."""

CATEGORIES = {
    "a": "General", "e": "Entertainment", "f": "Financial", "i": "International", "l": "Lifestyle", "o": "Weather",
    "p": "Politics", "s": "Sports", "t": "Travel", "v": "Advisories", "w": "Washington",
}  # fmt: skip
"""ANPA's letters; others, which each service gave its own meaning, are kept as sent."""

_HEADER = re.compile(
    r"\s*(?P<number>[A-Za-z]\d{3,4})[^\n]{0,80}\n\s*[a-z] {1,9}(?P<category>[a-z]) {0,9}(?P<slug>\S[^\n]{0,80}?)"
    r"(?: {2,40}(?P<day>\d{1,2}-\d{1,2})(?: {1,9}\d{1,4})?)? {0,80}(?:\n|\Z)"
)
_END = re.compile(r"(?P<agency>[A-Z]{2,5})-[A-Z]{2,3}-\d\d-\d\d-\d\d\s+\d{4}.*")
_WORDS = re.compile(r",\d*\Z")
_KINDS = r"(?i:photos?|graphics?|videos?|audio)"
_PICTURES = re.compile(
    rf"(?:[A-Z]{{2,4}} )?{_KINDS}(?:[ ,:;.&]+(?:[A-Z]{{2,}}\d+|(?:(?i:and|with) )?(?:[A-Z]{{2,4}} )?{_KINDS}))*[.,]?"
)
"""What there is to see with a story, by the codes of the pictures or without: nothing else is in such a line."""
_CODE = re.compile(r" [A-Z]{2,}\d")
_TO_EDITORS = re.compile(r"\(?Ed(?:itor)?s?:", re.IGNORECASE)
_DESK = re.compile(
    r"\b(?:Press|Writers?|Correspondents?|Reporters?|Editors?|Staff|Service|News|Times|Post|AP|UPI)\b", re.IGNORECASE
)


def is_anpa(message: Message) -> bool:
    """Whether the message's second line is ANPA's."""
    return bool(_HEADER.match(message.head)) and not re.match(r"\s*[A-Za-z]\d+ \d", message.head)


def article(message: Message, locator: str) -> Reading | None:
    """The article in a message; None where there is neither text nor headline."""
    header = _HEADER.match(message.head)
    assert header, "is_anpa was asked"
    text = message.text if message.marked else message.head[header.end() :]
    lines = _lines(text)
    end = message.end.strip()
    if not _END.match(end):  # without its ETX it is the last line
        end = lines.pop().strip() if lines and _END.match(lines[-1].strip()) else ""
    heading, body = _parted(lines)
    # a code of the service may stand before the slug, as a line of its own on the same line
    slug = one(_WORDS.sub("", heading.pop(0).rpartition("^")[2])) if heading else one(header["slug"])
    said = [_is_to_editors(line, first=not number) for number, line in enumerate(heading)]
    to_editors, rest = (
        list(compress(heading, said)),
        [line for line, known in zip(heading, said, strict=True) if not known],
    )
    at = next((number for number, line in enumerate(rest) if is_byline(line)), len(rest))
    headline = one(rest[0]) if at else None
    byline, below = rest[at : at + 1], rest[at + 1 :]
    desk = [line for line in below[:1] if _DESK.search(line)]
    told_below = plain(" ".join(body))
    decks = [line for line in rest[1:at] if plain(line) not in told_below]
    agency = _END.match(end)
    place, told, moved = filed(tuple(body), agency["agency"] if agency else None)
    story = (*decks, *below[len(desk) :], *told)
    if not headline and not story:
        return None
    sent = moment(end)
    published, undated = (sent, ()) if sent else day_of(locator, header["day"])
    changes: list[Change] = [*undated, *taken("editors-note", to_editors), *moved]
    category = header["category"]
    named = authors(byline[0], agency["agency"] if agency else "") if byline else ()
    provenance = {
        "guid": "number and end line" if sent else None,
        "section": f"category {category}",
        "publisher": "end line" if agency else None,
        "keywords": "slug" if slug else None,
        "published": "end line" if sent else None,
    }
    found = Article(
        guid=f"{header['number']}/{sent}" if sent else None,
        headline=headline,
        byline=named,
        dateline=place,
        published=published,
        publisher=agency["agency"] if agency else None,
        section=CATEGORIES.get(category, category),
        body=story,
        credit=one(desk) if desk or named or not byline else one(re.sub(r"^\w+\s+", "", byline[0])),
        keywords=unique([slug]),
        locator=locator,
    )
    return Reading(found, tuple(changes), provenance={field: said for field, said in provenance.items() if said})


def _is_to_editors(line: str, *, first: bool) -> bool:
    """Whether a line of the heading is none of the story's; the `first`, where the headline stands, needs a code.

    >>> [_is_to_editors(line, first=False) for line in ("AP Photo NY101, NY102", "AP Photo, Video.", "Eds: Leads.")]
    [True, True, True]
    >>> _is_to_editors("Photos of dead soldiers anger town", first=False), _is_to_editors("Audio", first=True)
    (False, False)
    """
    if _TO_EDITORS.match(line):
        return True
    return bool(_PICTURES.fullmatch(line) and (not first or _CODE.search(line)))


def _lines(text: str) -> list[str]:
    """The lines and paragraphs, each with the sign that it begins with; one that goes on below is put together."""
    found: list[list[str]] = []
    going = False
    for line in text.split("\n"):
        words = line.rstrip(" ")
        if not words.strip():
            going = False
        elif going and words[:1] not in f"^\t{ROW}" and words[:3] != "   " and not found[-1][-1].endswith(("<", "=")):
            found[-1].append(words.strip())
        else:
            found.append([words])
            going = True
    return [" ".join(parts) for parts in found]


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines above the first paragraph, table or second heading in a row of desks, and those of the text."""
    size = next((number for number, line in enumerate(lines) if not line.startswith("^")), len(lines))
    return [_words(line) for line in lines[:size]], [said for line in lines[size:] if (said := _words(line))]


def _words(line: str) -> str:
    """What a line says.

    >>> _words("^By ANN LEE="), _words("\\t   LEEDS (AP) _ It rained.<"), _words("\\rLeeds;3{;_")
    ('By ANN LEE', 'LEEDS (AP) - It rained.', 'Leeds | 3½ | _')
    """
    row = line.startswith(ROW)
    said = " ".join(line.strip("\r^\t <=").split()).replace(" _ ", " - ")
    return re.sub(r"(?<=\d)\{|(?<=\| )\{", "½", said.replace(";", " | ")) if row else said
