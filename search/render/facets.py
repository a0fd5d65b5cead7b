"""Counts as bars on a terminal.

    publisher  113 articles, 29 values
    CNN (Web News)     16  ████████████████
    Vox                15  ███████████████

The longest bar takes what room is left beside the values and their counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from rich.text import Text

from search.engines import Facet, Value
from search.render import Screen, layout
from search.render.amounts import count
from search.render.safe import visible
from search.render.terminal import Pen

_LONGEST_BAR = 40
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FEW = 3
"""Empty periods that are shown as such; more of them are one row of dots."""


def facets(found: Sequence[Facet], *, screen: Screen) -> Iterator[str]:
    """A table for each field, an empty line after it."""
    pen = Pen(screen)
    for facet in found:
        without = f", {facet.without:,} without" if facet.without else ""
        said = f"{count(facet.total, 'article')}, {count(facet.different, 'value')}{without}"
        yield from pen.block(pen.quiet(said), label=pen.text(f"{facet.field}  ", style="bold"))
        yield from _rows([(value.value, value) for value in facet.values], pen)
        if (more := facet.different - len(facet.values)) > 0:
            yield pen.line(pen.quiet(f"{count(more, 'value')} more"))
        yield ""


def timeline(facet: Facet, *, screen: Screen) -> Iterator[str]:
    """A row for each period, and one for a stretch without."""
    pen = Pen(screen)
    pairs = zip((None, *facet.values), facet.values, strict=False)
    rows = list(chain.from_iterable(_with_gap(before, value) for before, value in pairs))
    yield from _rows(rows, pen)
    if facet.without:
        yield pen.line(
            pen.quiet(f"{facet.without:,} of {count(facet.total, 'article')} without a date that says so much")
        )


def _with_gap(before: Value | None, value: Value) -> Iterator[tuple[str, Value | None]]:
    """The empty periods between two, and the latter."""
    if before is not None:
        number, last = _number(before.value), _number(value.value)
        if last - number - 1 > _FEW:
            yield "⋯", None
        else:
            yield from ((_written(one, len(value.value)), Value("", 0)) for one in range(number + 1, last))
    yield value.value, value


def _number(period: str) -> int:
    """Which year, month or day it is, counted from one before all others."""
    if len(period) == 4:
        return int(period)
    if len(period) == 7:
        return 12 * int(period[:4]) + int(period[5:]) - 1
    from datetime import date

    return date.fromisoformat(period).toordinal()


def _written(number: int, length: int) -> str:
    """A year, month or day by its number.

    >>> _written(_number("2017-12") + 1, 7), _written(_number("2016-02-28") + 1, 10)
    ('2018-01', '2016-02-29')
    """
    if length == 4:
        return f"{number:04}"
    if length == 7:
        return f"{number // 12:04}-{number % 12 + 1:02}"
    from datetime import date

    return date.fromordinal(number).isoformat()


def _rows(rows: Sequence[tuple[str, Value | None]], pen: Pen) -> Iterator[str]:
    most = max((value.articles for _, value in rows if value is not None), default=0)
    counts = len(f"{most:,}")
    names = [visible(name) for name, _ in rows]
    room = max(pen.width - counts - 4, 10)
    widest = min(max(map(layout.width, names), default=0), max(room - _LONGEST_BAR // 2, room // 2))
    longest = min(_LONGEST_BAR, room - widest)
    for name, (_, value) in zip(names, rows, strict=True):
        shown = name if layout.width(name) <= widest else name[: layout.wrap(name, widest - 1)[0][1]] + "…"
        label = Text(shown + " " * (widest - layout.width(shown)))
        if value is None:
            yield pen.line(pen.quiet(label.plain))
        else:
            bar = pen.quiet(_bar(value.articles, most, longest))
            yield pen.line(label, Text(f"  {value.articles:>{counts},}  "), bar)


def _bar(number: int, most: int, cells: int) -> str:
    """A bar of so many cells for the most, of eighths of a cell; something is never nothing.

    >>> _bar(2, 4, 4), _bar(1, 1000, 4), _bar(0, 4, 4)
    ('██', '▏', '')
    """
    eighths = max(round(8 * cells * number / most), 1) if number else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
