"""A message as IPTC 7901 lays it out, and dpa, AFP and others sent it: `eca0003 3 i 380 dpa 0045`, the keyword line,
STX, labels (`1ST LEAD`), headline and byline, closed by ` =`, and the text.

dpa adds a notebook for editors at the end, and its sign-off (`dpa al rmo`) below it.
"""

from __future__ import annotations

import re

from indexer.article import Article, Change, Reading
from indexer.readers.values import lines as trimmed
from indexer.readers.values import one, unique
from indexer.readers.wire_text import Message, authors, day_of, filed, is_byline, joined, moment, taken

CATEGORIES = {"i": "International", "s": "Sports"}
"""What the codes mean with every agency that sends them; other codes are kept as sent."""

_HEADER = re.compile(
    r"\s*(?P<number>[A-Za-z]{1,6} ?\d{1,5})(?:\s+(?P<priority>\d)\b)?(?:\s+(?P<category>[A-Za-z]{1,8})\s+(?=\d))?"
)
_AGENCY = re.compile(r"\b([A-Za-z][A-Za-z-]{1,15})\s+\d{2,5}\s*\Z")
_LABEL = re.compile(
    r"\(?(?:(?:\d+(?:ST|ND|RD|TH)|FIRST|SECOND|THIRD|LAST) (?:LEAD|ROUNDUP|UPDATE)(?: .{1,20})?"
    r"|[^\W\d_a-z]{4,}|Achtung|\d\. .{1,30})\)?"
)
"""A line above the headline that says what this version is, like `REFILE` or `2ND LEAD`."""

_NOTEBOOK = re.compile(r"#\s*(?:dpa[- ]?)?(?:notebook|notizblock|notizbuch)\b", re.IGNORECASE)
_NOTES = re.compile(
    r"(?:the following information is not (?:intended )?for publication"
    r"|die folgenden informationen sind nicht zur ver(?:ö|oe)ffentlichung(?: bestimmt)?)(?P<alone>[.:]?\s*\Z)?",
    re.IGNORECASE,
)
_RULE = re.compile(r"[*\s]*\*[*\s]*")
_SIGN_OFF = r"(?:[ /]+[a-z]{2,4}){1,6}"
"""Who wrote, edited and sent it, in short, behind the agency's name."""

_OPENING = re.compile(r".{2,60}\((?:[^()]{2,30})\)\s+[-–—=]+\s|\s{2,}\S")
"""A dateline with its agency, or an indent: the text has begun."""

_STOP = re.compile(r"(?<![A-Z])\.[\"'”’»)]*\s*\Z")
"""A full stop that ends a line, and no `U.S.`"""

HEADING = 5
"""Lines of the longest heading above a text that no ` =` ends: label, two lines of headline, two of bylines."""


def article(message: Message, locator: str) -> Reading | None:
    """The article in a message; None where there is neither text nor headline."""
    first, _, below = message.head.strip().partition("\n")
    header, agency = _HEADER.match(first), _AGENCY.search(first)
    odd: tuple[Change, ...] = ()
    if not header and message.marked:
        odd = taken("header", [first])  # of a kind that isn't known
    elif not header:
        below = message.head
    slugs, text, end = _unmarked(below) if not message.marked else (below, message.text, message.end)
    labels, headline, byline, desk, text = _heading(text, agency[1] if agency else "")
    body, changes = _story(text, agency[1].partition("-")[0] if agency else "[A-Za-z]{2,5}")
    place, body, moved = filed(body, agency[1] if agency else None)
    sent = moment(end)
    published, undated = (sent, ()) if sent else day_of(locator, one(end))
    number = header["number"].replace(" ", "") if header else None
    category = header["category"] if header else None
    keywords = unique((*(one(part) for part in re.split(r"/|\n", slugs)), *labels))
    if not body and not headline:
        return None
    provenance = {
        "guid": "number and end line" if number and sent else None,
        "section": f"category {category}" if category else None,
        "publisher": "header" if agency else None,
        "keywords": "keyword line" if keywords else None,
        "published": "end line" if sent else None,
    }
    found = Article(
        guid=f"{number}/{sent}" if number and sent else None,
        headline=headline,
        byline=byline,
        dateline=place,
        published=published,
        publisher=agency[1] if agency else None,
        section=CATEGORIES.get(category.lower(), category) if category else None,
        body=body,
        credit=desk,
        keywords=keywords,
        locator=locator,
    )
    told = {field: said for field, said in provenance.items() if said}
    return Reading(found, (*undated, *odd, *changes, *moved), provenance=told)


def _unmarked(text: str) -> tuple[str, str, str]:
    """Keyword line, text and end of a message that has lost its control characters: the first ends in a slash, the
    last is a date."""
    lines = text.strip().split("\n")
    taken = 0
    while taken < len(lines) and lines[taken].rstrip().endswith("/"):
        taken += 1
    last = len(lines)
    if lines and moment(lines[-1]) and len(lines[-1]) < 40:
        last -= 1
    return "\n".join(lines[:taken]), "\n".join(lines[taken:last]), "\n".join(lines[last:])


def _heading(text: str, agency: str) -> tuple[list[str], str | None, tuple[str, ...], str | None, str]:
    """Labels, headline, authors, the desk that a byline names instead, and the text below them."""
    lines = text.split("\n")
    lines = lines[next((number for number, line in enumerate(lines) if line.strip()), len(lines)) :]
    size, closed = 0, False
    while size < min(len(lines), HEADING + 3) and lines[size].strip() and not closed:
        if _OPENING.match(lines[size]):
            break
        closed = bool(re.search(r"\s=\s*\Z", lines[size]))
        size += 1
    if not closed:
        size = _unclosed(lines, size)
    heading = [re.sub(r"\s*=\Z", "", line.strip()) for line in lines[:size]]
    labels: list[str] = []
    while len(heading) > 1 and _LABEL.fullmatch(heading[0]):
        labels.append(heading.pop(0).strip("()"))
    at = next((number for number, line in enumerate(heading) if number and is_byline(line)), len(heading))
    byline = " ".join(heading[at:])
    named = authors(byline, agency)
    desk = None if named else one(re.sub(r"^\w+\s+", "", byline))
    return labels, one(" ".join(heading[:at])), named, desk, "\n".join(lines[size:])


def _unclosed(lines: list[str], size: int) -> int:
    """How many of the first `size` lines are the heading, which nothing closes: none of a long one, those above a line
    that ends a sentence, and not the last line there is, which is the text; but a headline may be all there is."""
    if size > HEADING:
        return 0
    size = next((number for number, line in enumerate(lines[:size]) if _STOP.search(line)), size)
    above = next((number for number, line in enumerate(lines[:size]) if not _LABEL.fullmatch(line.strip())), size)
    alone = not any(line.strip() for line in lines[size:])
    if alone and size - above > 1 and not is_byline(lines[size - 1]):
        return size - 1
    return size


def _story(text: str, agency: str) -> tuple[tuple[str, ...], tuple[Change, ...]]:
    """The lines of the text without what is said to editors and without the sign-off."""
    lines = joined(text)
    begin = _notes(lines)
    while begin and begin < len(lines) and not re.search(r"\w", lines[begin - 1]):
        begin -= 1
    story, notes = lines[:begin], lines[begin:]
    while (part := notes or story) and not part[-1]:
        part.pop()
    signed = [part.pop()] if part and re.fullmatch(agency + _SIGN_OFF, part[-1]) else []
    return trimmed("\n".join(story)), (*taken("editors-note", notes), *taken("sign-off", signed))


def _notes(lines: list[str]) -> int:
    """Where the notes for editors begin: at the notebook, or the line that says so, which is one of its own or stands
    below a rule. A story may begin a paragraph with these words."""
    above = ""
    for number, line in enumerate(lines):
        found = _NOTES.match(line)
        if _NOTEBOOK.match(line) or (found and (found["alone"] is not None or _RULE.fullmatch(above))):
            return number
        above = line or above
    return len(lines)
