"""Dates at the precision that the publisher gave, and the stretch of time that each one covers.

A date is ISO 8601 text: `2017`, `2017-03`, `2017-03-22`, `2017-03-22T14:05`, with seconds and a zone where known.
It is compared as written; the zone is kept for the reader's eye and never applied. A date *lies in* a range when
all of the time it covers does, so that `2017` lies in no month.
"""

from __future__ import annotations

from functools import lru_cache

from indexer.patterns import lazy

_DATE = lazy(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?)?)?)?"
)

EARLIEST = 0
LATEST = 99991231235959


@lru_cache(maxsize=4096)
def bounds(date: str) -> tuple[int, int]:
    """First and last second that `date` covers, as decimal YYYYMMDDhhmmss numbers (they sort as time does).

    Raises ValueError for what is not such a date.

    >>> bounds("2017-02")
    (20170201000000, 20170228235959)
    """
    match = _DATE.fullmatch(date.strip())
    if not match:
        raise ValueError(f"not a date: {date!r}")
    year, month, day, hour, minute, second = (int(g) if g else None for g in match.groups()[:6])
    assert year is not None
    if year < 1 or (month is not None and not 1 <= month <= 12):
        raise ValueError(f"not a date: {date!r}")
    last_month = month or 12
    from calendar import monthrange  # here, because it brings the locale and its names of days with it

    last_day = monthrange(year, last_month)[1]
    if day is not None and not 1 <= day <= last_day:
        raise ValueError(f"not a date: {date!r}")
    if (hour or 0) > 23 or (minute or 0) > 59 or (second or 0) > 60:
        raise ValueError(f"not a date: {date!r}")
    first = _number(year, month or 1, day or 1, hour or 0, minute or 0, second or 0)
    last = _number(
        year,
        last_month,
        day or last_day,
        23 if hour is None else hour,
        59 if minute is None else minute,
        59 if second is None else second,
    )
    return first, last


def is_date(text: str) -> bool:
    """Whether `text` is a date in this module's sense."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def _number(year: int, month: int, day: int, hour: int, minute: int, second: int) -> int:
    return ((((year * 100 + month) * 100 + day) * 100 + hour) * 100 + minute) * 100 + second
