"""Amounts, as people write them."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """So many of something.

    >>> count(1, "article"), count(2000, "article"), count(0, "copy"), count(2, "day")
    ('1 article', '2,000 articles', '0 copies', '2 days')
    """
    many = noun[:-1] + "ies" if noun[-1] == "y" and noun[-2] not in "aeou" else noun + "s"
    return f"{number:,} {noun if number == 1 else many}"


def size(number: float) -> str:
    """A number of bytes for people.

    >>> size(812), size(3_400_000)
    ('812 bytes', '3.4 MB')
    """
    if number < 1000:
        return f"{number:.0f} bytes"
    units = iter(("kB", "MB", "GB"))
    unit = next(units)
    number /= 1000
    while number >= 999.95 and unit != "GB":
        number, unit = number / 1000, next(units)
    return f"{number:.1f} {unit}"
