"""The dates that a searcher types, resolved to ISO ends: `2017`, `2017-03-20..2017-04`, `..2016`, `last month`.

What depends on the day of asking is resolved when the query is parsed, so that a printed query means the same tomorrow.
A week begins on Monday. `last month` is the calendar month before this one; `last 3 months` are the three months that
end today.
"""

from __future__ import annotations

import datetime
import re

from indexer.dates import bounds
from indexer.patterns import lazy
from search.query.ast import DateRange

FORMS = 'write 2017, 2017-03, 2017-03-22, 2016..2017, 2016.., ..2016, today, "last month" or "last 7 days"'

_DAY = datetime.timedelta(days=1)
_RANGE = lazy(r"\.{2,}|…")
_STRAY = lazy(r"(?<=\w)(?:[,;:!?]+\.?|(?<!\.)\.)$")
"""Punctuation behind a date; two full stops are an open end."""
_NUMERIC = lazy(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?", re.ASCII)
_COMPACT = lazy(r"(\d{4})(\d\d)(\d\d)?", re.ASCII)
_TIMED = lazy(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:?\d\d(?::?\d\d)?)(?:[.,]\d+)?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?", re.ASCII)
_YEAR_LAST = lazy(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY_FIRST = lazy(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? )?{_NAMES}\.?,? (\d{{4}})", re.ASCII)
_MONTH_FIRST = lazy(rf"{_NAMES}\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.ASCII)
_RELATIVE = lazy(r"(this|last|past) (?:(\d{1,5}) )?(day|week|month|year)s?", re.ASCII)

Ends = tuple[str, str]


def date_range(text: str, *, field: str, today: datetime.date) -> DateRange:
    """What `field:text` means. Raises ValueError with a sentence for the searcher.

    >>> date_range("2017/3..", field="date", today=datetime.date(2017, 4, 1))
    DateRange(field='date', first='2017-03', last=None)
    """
    text = _STRAY.sub("", text.strip())
    if text == "*":
        return DateRange(field, None, None)
    ends = _RANGE.split(text)
    if len(ends) > 2:
        raise ValueError(f"a range has two ends: {FORMS}")
    if len(ends) == 1:
        return DateRange(field, *_stretch(text, today))
    first = _stretch(ends[0], today)[0] if ends[0].strip() else None
    last = _stretch(ends[1], today)[1] if ends[1].strip() else None
    if first and last and bounds(first)[0] > bounds(last)[1]:
        raise ValueError(f"the range ends before it begins: write {last}..{first}")
    return DateRange(field, first, last)


def _stretch(text: str, today: datetime.date) -> Ends:
    try:
        ends = _absolute(text.strip()) or _relative(" ".join(re.split(r"[\s_-]+", text.strip().lower())), today)
        for end in ends or ():
            bounds(end)
    except (ValueError, OverflowError):
        raise ValueError(f"no such date: {FORMS}") from None
    if ends:
        return ends
    if _YEAR_LAST.fullmatch(text.strip()):
        raise ValueError("day or month first is ambiguous: write the year first, 2017-03-22")
    raise ValueError(f"not a date: {FORMS}")


def _absolute(text: str) -> Ends | None:
    if match := _TIMED.fullmatch(text):
        day, time, zone = match.groups()
        return (f"{day}T{time}{(zone or '').upper()}",) * 2
    if match := _NUMERIC.fullmatch(text):
        return _iso(match[1], match[3], match[4])
    if match := _COMPACT.fullmatch(text):
        return _iso(*match.groups())
    named = re.sub(r"[\s_-]+", " ", text.lower())
    if match := _DAY_FIRST.fullmatch(named):
        return _iso(match[3], str(_MONTHS.index(match[2][:3]) + 1), match[1])
    if match := _MONTH_FIRST.fullmatch(named):
        return _iso(match[3], str(_MONTHS.index(match[1][:3]) + 1), match[2])
    return None


def _iso(year: str, month: str | None, day: str | None) -> Ends:
    date = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    return date, date


def _relative(text: str, today: datetime.date) -> Ends | None:
    match text:
        case "today" | "now":
            return _days(today, today)
        case "yesterday":
            return _days(today - _DAY, today - _DAY)
        case "tomorrow":
            return _days(today + _DAY, today + _DAY)
    match = _RELATIVE.fullmatch(text)
    if not match:
        return None
    which, count, unit = match.groups()
    if count is not None:
        return _days(_before(today, int(count), unit) + _DAY, today) if which != "this" and int(count) else None
    return _calendar(unit, 0 if which == "this" else 1, today)


def _calendar(unit: str, back: int, today: datetime.date) -> Ends:
    if unit == "day":
        return _days(today - back * _DAY, today - back * _DAY)
    if unit == "week":
        monday = today - (today.weekday() + 7 * back) * _DAY
        return _days(monday, monday + 6 * _DAY)
    if unit == "month":
        month = (today.replace(day=1) - back * _DAY).isoformat()[:7]
        return month, month
    year = f"{today.year - back:04}"
    return year, year


def _before(today: datetime.date, count: int, unit: str) -> datetime.date:
    if unit in ("day", "week"):
        return today - count * (7 if unit == "week" else 1) * _DAY
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    following = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(datetime.date(year, month + 1, 1) + (today.day - 1) * _DAY, following - _DAY)


def _days(first: datetime.date, last: datetime.date) -> Ends:
    return first.isoformat(), last.isoformat()
