"""Where the words of one article stand, and what of that is asked for: what `search.meeting` lays beside each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from math import inf
from typing import NamedTuple, Protocol, assert_never

from indexer.errors import QueryError
from search.query.operands import Early, Either, Joined, Often, Sought, Text, Unit

MOST_STEPS = 50_000
"""Places that are looked at for one unit in one article, at most, and times that they are looked for."""

MOST_IN_ALL = 300_000
"""The same for one query in all its articles: one to three seconds."""


class Place(NamedTuple):
    """The positions of the first and the last word of what a leaf matches."""

    start: int
    end: int


Row = tuple[Place, ...]
"""What a unit matches: the places of its words, ascending."""


class Laid(Protocol):
    """An article, its words laid out by position."""

    def places(self, leaf: Text, field: str) -> Sequence[Place]:
        """Where a leaf matches in a field, ascending and each once."""

    def value(self, field: str, position: int) -> int:
        """The number of the value (a paragraph, a caption) that a word stands in."""

    def sentence(self, field: str, position: int) -> int:
        """The position of the first word of the sentence that a word stands in."""

    def nth(self, field: str, position: int) -> int:
        """How many words stand before this one in the body, or, in another field, in its value."""


class TooManyWays(QueryError):
    """There is no telling soon whether an article has what is asked for: words that are frequent in it would have to be
    tried in too many combinations."""


class Steps:
    """The steps that a query may still take."""

    def __init__(self) -> None:
        self.left = MOST_IN_ALL

    def take(self) -> None:
        """One of them. Raises TooManyWays where none is left."""
        self.left -= 1
        if self.left < 0:
            raise _too_many()


def _too_many() -> TooManyWays:
    return TooManyWays("articles have too many ways to join these words; take rarer words, or fewer of them")


class Bounds(NamedTuple):
    """What is asked of a row besides being one: some place of it reaches into `low` to `high`; all lie within `first`
    to `last`, none shares a word with any of `avoid`, and none is in `used`."""

    low: float = -inf
    high: float = inf
    first: float = -inf
    last: float = inf
    avoid: Row = ()
    used: Set[Place] = frozenset()

    def lets(self, place: Place) -> bool:
        """Whether a row may have this place."""
        return (
            self.first <= place.start
            and place.end <= self.last
            and all(place.end < other.start or other.end < place.start for other in self.avoid)
            and place not in self.used
        )

    def anywhere(self) -> Bounds:
        """The same, wherever the row reaches."""
        return self._replace(low=-inf, high=inf)


ALL = Bounds()
"""Those of any row."""


class _Column(NamedTuple):
    """The places of a word; their starts; how far the widest reaches."""

    places: Sequence[Place]
    starts: list[int]
    widest: int


class Standing:
    """The words of one article. `restart` begins to count steps: TooManyWays is raised where `MOST_STEPS` aren't
    enough, or those of the whole query."""

    def __init__(self, laid: Laid, steps: Steps) -> None:
        self.laid = laid
        self._query = steps
        self._columns: dict[tuple[int, str], _Column] = {}  # by unit, which outlives this
        self._widths: dict[tuple[int, str], float] = {}
        self._stretches: dict[tuple[str, str, int], tuple[int, int]] = {}
        self._steps = 0

    def restart(self) -> None:
        """Count steps from 0."""
        self._steps = 0

    def _column(self, unit: Sought, field: str) -> _Column:
        key = (id(unit), field)
        if key not in self._columns:
            places = self.laid.places(unit.leaf, field) if field in unit.fields else ()
            widest = max((place.end - place.start for place in places), default=0)
            self._columns[key] = _Column(places, [place.start for place in places], widest)
        return self._columns[key]

    def standing(self, unit: Sought, field: str, bounds: Bounds) -> Iterator[Place]:
        """The places of a word within bounds, ascending."""
        self._step()
        column = self._column(unit, field)
        low, high = _span(column, max(bounds.low, bounds.first), min(bounds.high, bounds.last))
        for number in range(low, high):
            self._step()
            place = column.places[number]
            if place.end >= bounds.low and bounds.lets(place):
                yield place

    def _step(self) -> None:
        self._query.take()
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise _too_many()

    def places(self, unit: Unit, field: str) -> list[Place]:
        """The places of all words that may be in rows of a unit, ascending."""
        found: set[Place] = set()
        waiting = [unit]
        while waiting:
            match waiting.pop():
                case Sought() as one:
                    found.update(self._column(one, field).places)
                case Either(units):
                    waiting += units
                case Early(_, inner) | Often(_, inner):
                    waiting.append(inner)
                case Joined(left, right, _, negated):
                    waiting += [
                        one for side in ((left,) if negated else (left, right)) for some in side for one in some
                    ]
        return sorted(found)

    def few(self, unit: Unit, field: str, low: float, high: float) -> int:
        """About how many rows it takes to go through a unit's that reach into `low` to `high`; 0 if there are none."""
        match unit:
            case Sought():
                self._step()
                first, last = _span(self._column(unit, field), low, high)
                return last - first
            case Either(units):
                return sum(self.few(one, field, low, high) for one in units)
            case Early(_, inner) | Often(_, inner):
                return self.few(inner, field, low, high)
            case Joined(left, right, negated=negated):
                if negated:
                    return self.few(left[0][0], field, low, high)
                wide = self.width(unit, field)
                return min(
                    sum(min(self.few(one, field, low - wide, high + wide) for one in some) for some in side)
                    for side in (left, right)
                )
            case _:
                assert_never(unit)

    def width(self, unit: Unit, field: str) -> float:
        """How far the last word of a row may be from its first."""
        key = (id(unit), field)
        if key not in self._widths:
            self._widths[key] = self._width(unit, field)
        return self._widths[key]

    def _width(self, unit: Unit, field: str) -> float:
        match unit:
            case Sought():
                return self._column(unit, field).widest
            case Either(units):
                return max(self.width(one, field) for one in units)
            case Early(_, inner) | Often(_, inner):
                return self.width(inner, field)
            case Joined(left, right, (kind, distance), negated):
                if negated:
                    return self.width(left[0][0], field)
                if kind in ("sentence", "paragraph"):
                    return inf
                widths = [max(sum(self.width(one, field) for one in some) for some in side) for side in (left, right)]
                return sum(widths) + 2 * distance
            case _:
                assert_never(unit)

    def stretch(self, kind: str, field: str, position: int) -> tuple[int, int]:
        """From where to where the sentence or paragraph goes that a word stands in."""
        key = (kind, field, position)
        if key not in self._stretches:
            low, high = 0, _FAR
            number_of = self.laid.value
            if kind == "sentence":
                low, high = self.stretch("paragraph", field, position)
                number_of = self.laid.sentence
            number = number_of(field, position)
            before, after = range(low, position), range(position, high + 1)
            low += bisect_left(before, number, key=lambda at: number_of(field, at))
            high = position + bisect_right(after, number, key=lambda at: number_of(field, at)) - 1
            self._stretches[key] = low, high
        return self._stretches[key]


_FAR = 1 << 32
"""Behind every position."""


def _span(column: _Column, low: float, high: float) -> tuple[int, int]:
    """From where to where a word's places may reach into `low` to `high`."""
    first = bisect_left(column.starts, low - column.widest)
    return first, max(first, bisect_right(column.starts, high))


def around(row: Sequence[Place], distance: int) -> list[tuple[int, int]]:
    """What is near enough to a row's places, ascending; no two of these overlap."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(row):
        low, high = start - distance, end + distance
        if found and low <= found[-1][1] + 1:
            low, high = found[-1][0], max(found.pop()[1], high)
        found.append((low, high))
    return found


def end_of(row: Row) -> int:
    """The position of its last word."""
    return row[-1].end if len(row) == 1 else max(place.end for place in row)


def apart(row: Row, other: Row) -> int:
    """The distance of the nearest words of two rows; 0 if they share one."""
    return min(max(one.start - two.end, two.start - one.end, 0) for one in row for two in other)
