"""Dates as people and programs write them, brought to ISO 8601 at the precision they have.

| as written | as kept |
|---|---|
| `2017-03-22T14:05:09.123+0100`, `20170322T140509Z` | `2017-03-22T14:05:09+01:00`, `2017-03-22T14:05:09Z` |
| `Wed, 22 Mar 2017 14:05:00 +0100` (RFC 822) | `2017-03-22T14:05:00+01:00` |
| `March 22, 2017`, `22 Mar 2017`, `22 de marzo de 2017`, `22.03.2017`, `2017年3月22日` | `2017-03-22` |
| `March 2017`, `2017` | `2017-03`, `2017` |
| `12/22/2016`, `22/12/2016` | `2016-12-22`, for there is no month 22 |
| `11/2/2017` | nothing: November in the United States, February elsewhere |
| `1490191500`, `1490191500000` (seconds, milliseconds since 1970) | `2017-03-22T14:05:00Z` |

Zones and hours are never converted. What lies before 1500 or more than two days ahead is somebody's default value, not
a date.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Literal

from indexer.article import Change
from indexer.dates import bounds, is_date

EARLIEST_YEAR = 1500

_MONTHS = """
january februar march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
jän febr mär maj jun jul okt dez
januari februari maart mei juni juli augustus oktober desember
januar märz juni juli dezember
jänner feber
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
"""

_NUMBERS = (
    (*range(1, 13),),
    (*range(1, 13),),
    (1, 2, 3, 5, 6, 7, 10, 12),
    (1, 2, 3, 5, 6, 7, 8, 10, 12),
    (1, 3, 6, 7, 12),
    (1, 2),
    (*range(1, 13),),
    (*range(1, 13),),
    (1, 2, 3, 5, 6, 7, 9, 10, 11, 12),
    (1, 2, 4, 5, 6, 7, 9, 10, 12),
    (*range(1, 13),),
    (*range(1, 13),),
    (*range(1, 13),),
    (*range(1, 13),),
)

MONTHS: dict[str, int] = {
    name: number
    for names, numbers in zip(_MONTHS.strip().splitlines(), _NUMBERS, strict=True)
    for name, number in zip(names.split(), numbers, strict=True)
} | {"february": 2, "sept": 9}
"""Month names in small letters, and their numbers. None of them means two months."""

_TIME = (
    r"(?:\s*(?:T|,|\||-|–|at|um|à|\s)\s*(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?"
    r"\s*(?P<zone>(?:GMT|UTC)?[+-]\d\d:?\d\d|[+-]\d\d(?!\d)|Z|UTC|GMT)?(?:\s*[A-Z]{2,5})?(?:\s*\([^()]*\))?)?"
)
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
_YEAR = r"(?P<year>[12]\d{3})"
_ORDINAL = r"(?:st|nd|rd|th|\.|º|er)?"

_ISO = re.compile(
    r"(?P<year>\d{4})(?:(?P<sep>[-/.]?)(?P<month>\d\d?)(?:(?P=sep)(?P<day>\d\d?)"
    r"(?:[T _]{0,3}(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?)?)?",
    re.IGNORECASE,
)
_NAMED = (
    re.compile(
        rf"{_WEEKDAY}(?P<day>\d{{1,2}}){_ORDINAL}[\s-]+(?:de\s+|of\s+)?{_NAME}(?:\s+de|\s+del)?,?[\s-]+{_YEAR}"
        rf"(?:\s+г\.?(?:ода)?|\s+р\.?(?:оку)?)?{_TIME}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_WEEKDAY}{_NAME}\s+(?P<day>\d{{1,2}}){_ORDINAL}(?:,\s*|\s+){_YEAR}{_TIME}", re.IGNORECASE),
    re.compile(rf"{_NAME}(?:\s+de)?,?\s+{_YEAR}", re.IGNORECASE),
)
_CJK = re.compile(
    r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?:(?P<day>\d{1,2})\s*[日일])?"
    r"(?:\s*[(（].[)）])?(?:\s*(?P<hour>\d{1,2})[:時时](?P<minute>\d\d)分?)?"
)  # fmt: skip
_IN_NAME = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_NUMERIC = re.compile(
    rf"{_WEEKDAY}(?P<first>\d{{1,2}})(?P<sep>[/.-])(?P<other>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d\d){_TIME}"
)


def parse(value: object, *, now: datetime | None = None) -> str | None:
    """The date that `value` (text, or a number since 1970) states, or None where it states none, or is ambiguous.

    `now` is what "ahead" is measured from; by default the clock.

    >>> parse("Published on March 22, 2017")
    >>> parse("March 22, 2017 2:05 pm"), parse("2017")
    ('2017-03-22T14:05', '2017')
    """
    date = _epoch(value) if isinstance(value, int | float) else _read(value) if isinstance(value, str) else None
    return date if date and is_date(date) and _plausible(date, now or datetime.now(UTC)) else None


def settle(
    raw: object, field: Literal["published", "updated"] = "published", *, now: datetime | None = None
) -> tuple[str | None, tuple[Change, ...]]:
    """`parse`, and the change that says what is not known: rule `undated`, with what was there instead of a date."""
    date = parse(raw, now=now)
    if date or (field == "updated" and raw in (None, "")):
        return date, ()
    line = None if raw in (None, "") else str(raw)[:200]
    return None, (Change(rule="undated", line=line, field=field),)


def in_name(name: str) -> str | None:
    """The day that a file's name holds.

    >>> in_name("0002244_18550922_0001.xml"), in_name("2017-03-22-ferry.txt"), in_name("ferry-920170322.txt")
    ('1855-09-22', '2017-03-22', None)
    """
    match = _IN_NAME.search(name)
    return parse("-".join(match.group(1, 3, 4))) if match else None


def _epoch(value: float) -> str | None:
    if isinstance(value, bool) or not abs(value) < 1e17:
        return None
    if 1000 <= value <= 2999:  # a bare year in a spreadsheet's export
        return str(int(value)) if value == int(value) else None
    if 19_000_000 <= value <= 29_991_231 and value == int(value):
        return _read(str(int(value)))
    for scale in (1, 1000, 1_000_000):
        # from 1973 on: smaller numbers are somebody's counter
        if 1e8 <= value / scale < 1e10:
            return datetime.fromtimestamp(value // scale, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return None


def _read(text: str) -> str | None:
    text = re.sub(r"\s+", " ", text).strip(" .,;|")
    if not text or len(text) > 100:
        return None
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _epoch(int(text))
    if match := _ISO.fullmatch(text):
        return None if match["sep"] == "" and match["month"] and not match["day"] else _iso(match, _int(match, "month"))
    for pattern in _NAMED:
        if (match := pattern.fullmatch(text)) and (month := MONTHS.get(match["name"].lower())):
            return _iso(match, month)
    if match := _CJK.fullmatch(text):
        return _iso(match, _int(match, "month"))
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match)
    return _mail(text)


def _numeric(match: re.Match[str]) -> str | None:
    """Day and month in the order that is possible. Points stand between day and month only in that order."""
    first, other = int(match["first"]), int(match["other"])
    day_first = match["sep"] == "." or first > 12 or first == other
    if not day_first and other <= 12:
        return None
    day, month = (first, other) if day_first else (other, first)
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year >= 69 else 2000  # POSIX's rule for two digits
    return _iso(match, month, year=year, day=day)


def _mail(text: str) -> str | None:
    """RFC 822 with its named zones and comments, as in feeds and mail."""
    from email.utils import parsedate_tz

    if not re.search(r"\d:\d\d", text) or re.search(r"/|[ap]\.?m\b", text, re.IGNORECASE):
        return None
    try:
        parts = parsedate_tz(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if not parts or parts[0] < 1000:
        return None
    date = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*parts[:6])
    if not parts[9] and not re.search(r"[+]0000|\b(?:GMT|UTC?|Z)\b", text):
        return date  # it says 0 for "unknown" too
    offset = parts[9] or 0
    minutes = abs(offset) // 60
    return f"{date}{'-' if offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _int(match: re.Match[str], group: str) -> int | None:
    value = match.groupdict().get(group)
    return int(value) if value else None


def _iso(match: re.Match[str], month: int | None, *, year: int | None = None, day: int | None = None) -> str:
    year = _int(match, "year") if year is None else year
    day = _int(match, "day") if day is None else day
    date = f"{year:04}"
    if month is None:
        return date
    date += f"-{month:02}"
    if day is None:
        return date
    date += f"-{day:02}"
    hour = _int(match, "hour")
    if hour is None:
        return date
    groups = match.groupdict()
    if half := groups.get("half"):
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    date += f"T{hour:02}:{groups['minute']}"
    if second := groups.get("second"):
        date += f":{second}"
    return date + _zone(groups.get("zone"))


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    zone = zone.upper().removeprefix("GMT").removeprefix("UTC")
    digits = zone[1:].replace(":", "")
    return f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"


def _plausible(date: str, now: datetime) -> bool:
    if int(date[:4]) < EARLIEST_YEAR:
        return False
    limit = now + timedelta(days=2)
    return bounds(date)[0] <= int(limit.strftime("%Y%m%d%H%M%S"))
