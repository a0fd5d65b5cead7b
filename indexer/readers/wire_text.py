"""What the agencies' wires have in common: a message in its parts, its lines, the dates in their form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from indexer.article import Change
from indexer.dates import is_date
from indexer.readers.dates import MONTHS, parse
from indexer.readers.wording import people

ZONES = {
    "GMT": "Z", "UTC": "Z", "Z": "Z", "BST": "+01:00", "CET": "+01:00", "MEZ": "+01:00", "MET": "+01:00",
    "CEST": "+02:00", "MESZ": "+02:00", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
"""What agencies write behind the hour; another one is left out."""

_DAY_FIRST = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s*(?P<zone>[A-Z]{1,4})?\s+(?P<month>[^\W\d_]{3,9})\.?\s+(?P<year>\d\d|\d{4})\b"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+(?P<hour>\d\d)(?P<minute>\d\d)\s*(?P<zone>[A-Z]{3,4})?"
)

_ITEM = re.compile(r"[-*•#+]|\d+[.)]\s|[A-Z]\)\s")


@dataclass(frozen=True, slots=True)
class Message:
    """One message: what stands before STX, from there to ETX, and behind it. `marked`: there was an STX; without one
    everything is in `head`."""

    head: str
    text: str
    end: str
    marked: bool


def moment(text: str) -> str | None:
    """The date on the line that ends a message, with its hour and zone. Two digits of a year mean what they mean to
    POSIX: 69 is 1969.

    >>> moment("131137 GMT Nov 13"), moment("071341 MESZ Okt 15"), moment("AP-WF-02-20-16 0337GMT<")
    ('2013-11-13T11:37Z', '2015-10-07T13:41+02:00', '2016-02-20T03:37Z')
    """
    found = _DAY_FIRST.search(text) or _MONTH_FIRST.search(text)
    if not found:
        return None
    month = int(found["month"]) if found["month"].isdigit() else MONTHS.get(found["month"].lower())
    year = int(found["year"])
    year += 0 if year > 99 else 1900 if year >= 69 else 2000
    date = (
        f"{year}-{month or 0:02}-{found['day']}T{found['hour']}:{found['minute']}{ZONES.get(found['zone'] or '', '')}"
    )
    return parse(date) if month and is_date(date) else None


def authors(line: str, agency: str = "") -> tuple[str, ...]:
    """The people of a byline, without the paper or the `agency` they work for; none where it names a desk.

    >>> authors("By Tom Field, The Upland Gazette"), authors("By dpa correspondents")
    (('Tom Field',), ())
    """
    named = re.sub(r"^\w+\s+", "", line)
    if not named[:1].isupper() or re.match(r"(?:the|our)\b", named, re.IGNORECASE):
        return ()
    employer = rf"the\s|{re.escape(agency)}\b" if agency else r"the\s"
    return people(re.sub(rf",\s+(?:{employer}).*$", "", line, flags=re.IGNORECASE))


def is_byline(line: str) -> bool:
    """Whether a line above the text names its author."""
    return bool(re.match(r"(?:By|Von|Par|Por|Di)\s+\S", line)) and len(line) <= 120


def filed(body: tuple[str, ...], agency: str | None) -> tuple[str | None, tuple[str, ...], tuple[Change, ...]]:
    """From where the text was filed, as its first line says before the agency, the text without that, and the change.

    >>> filed(("Hollan, Upland (tca/bna) - It rained.", "It did."), "bna")[:2]
    ('Hollan, Upland', ('It rained.', 'It did.'))
    """
    if not agency or not body:
        return None, body, ()
    service = re.escape(agency.partition("-")[0])
    found = re.match(
        rf"([^()]{{2,60}}?) \((?:\w{{2,8}}/)?{service}(?:/\w{{2,8}})?\) [-–—] (?=\S)", body[0], re.IGNORECASE
    )
    if not found:
        return None, body, ()
    rest = (body[0][found.end() :], *body[1:])
    return found[1], rest, (Change("dateline", found[0].strip(), "dateline"),)


def joined(text: str) -> list[str]:
    """The lines of a text, those of a paragraph put together: which one goes on is told by the indent of those that
    begin, where that alone marks them, or else by its being full. An empty line between paragraphs stays.

    >>> joined("  One goes\\non.\\n  Two.")
    ['One goes on.', 'Two.']
    >>> joined("The strike ended\\non Monday.\\n\\nIt lasted:\\nnine days.")
    ['The strike ended on Monday.', '', 'It lasted:', 'nine days.']
    """
    lines = [line.rstrip() for line in text.split("\n")]
    goes_on = _by_indent(lines) or _by_width(lines)
    found: list[list[str]] = []
    for number, line in enumerate(lines):
        words = " ".join(line.split())
        if goes_on(number):
            found[-1] += [words] if re.search(r"[^\W\d_]-\Z", found[-1][-1]) else [" ", words]
        else:
            found.append([words])
    return ["".join(parts) for parts in found]


def _by_indent(lines: list[str]) -> Callable[[int], bool] | None:
    """Whether a line goes on from the one above, by indents; None where they don't mark the paragraphs."""
    begins = [line[:2].isspace() for line in lines]
    pairs = [(above, line, indented) for above, line, indented in zip(lines, lines[1:], begins[1:], strict=False)]
    if (
        all(indented for line, indented in zip(lines, begins, strict=True) if line)
        or not any(above and indented for above, _, indented in pairs)
        or any(line and not above and not indented for above, line, indented in pairs)
    ):
        return None
    return lambda number: bool(number and lines[number] and lines[number - 1] and not begins[number])


def _by_width(lines: list[str]) -> Callable[[int], bool]:
    """Whether a line goes on from the one above: whose next word would have made it longer than the longest there is,
    for a wire breaks a line when it is full. What begins as an item of a list does goes on from nothing."""
    widest = max(map(len, lines), default=0)

    def goes_on(number: int) -> bool:
        line, above = lines[number].lstrip(), lines[number - 1] if number else ""
        if not line or not above or _ITEM.match(line):
            return False
        return len(above) + 1 + len(line.split(None, 1)[0]) > widest

    return goes_on


def taken(rule: str, lines: list[str]) -> tuple[Change, ...]:
    """The changes that say of each of these lines that it is out."""
    return tuple(Change(rule, line) for line in lines if line)
