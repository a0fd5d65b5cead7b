"""Whether the operands of a positional operator meet in one article, and which words take part: looked at row by row.

An engine asks this of the articles that are left when sets and arrays have told it what they can, the highlighter of
the article that is shown; so what is found is what is marked. What is asked for is `search.query.operands`'.

**Where words lie.** Words are counted through a field from its first on, and where one value of it ends some numbers
are left out: one between the paragraphs of the body, a thousand between captions or keywords (`schema.gap`). A phrase
takes several places; a compound (`al-Abadi`) is one word with one place.

**Distance** is that between the two nearest words of two rows, from the last word of the one to the first of the other;
NEAR/1 is side by side, and a paragraph's end counts as one word. Two rows never share a word: `strike NEAR/5 strike`
needs two, and so does `"rail strike" NEAR/5 strike`. What stands in between the words of a pair is near it if it is
near one of them. For PRE the last word of the left stands before the first of the right, and those two are measured:
`a PRE/5 b PRE/5 c` is a, b, c in this order.

**NOT NEAR** sees a word that the right shares as well, unless they are the same: `bank NOT NEAR/1 "bank of england"`
finds a bank that isn't part of that name, and `strike NOT NEAR/5 strike` one that stands alone.

**ATLEAST** counts different places; what was found together counts as often as it does without using a word twice,
from left to right. **FIRST** counts the words of the body through its paragraphs, elsewhere those of each value (each
caption) on its own.

**How rows are found.** One by one, and only as many as are asked for: an article may have more pairs of two frequent
words than anybody wants to wait for, and one will mostly do. Of what has to be joined the rarest is taken first; what
its row asks of the others (`_Bounds`: where they have to reach, what they may not leave, what they may not share) is
handed down to single words, so that what is built up is seldom thrown away; and before any of the others is gone
through, each of them must have something there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from math import inf
from typing import NamedTuple, Protocol, assert_never

from indexer.errors import QueryError
from search.query.operands import (
    Alternatives,
    Early,
    Either,
    Joined,
    Often,
    Relation,
    Sought,
    Text,
    Unit,
    fields_of,
)

MOST_STEPS = 1_000_000
"""Places that are looked at for one unit in one article, at most: some seconds."""


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


class _Bounds(NamedTuple):
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

    def anywhere(self) -> _Bounds:
        """The same, wherever the row reaches."""
        return self._replace(low=-inf, high=inf)


_ALL = _Bounds()


class _Column(NamedTuple):
    """The places of a word; their starts; how far the widest reaches."""

    places: Sequence[Place]
    starts: list[int]
    widest: int


class Meeting:
    """The rows of one article. `counting`: ATLEAST counts; without that (where not all of the article is seen) it is
    taken for true. Methods raise TooManyWays where `MOST_STEPS` aren't enough."""

    def __init__(self, laid: Laid, *, counting: bool = True) -> None:
        self._laid = laid
        self._counting = counting
        # By unit, which outlives this.
        self._columns: dict[tuple[int, str], _Column] = {}
        self._often: dict[int, bool] = {}
        self._stretches: dict[tuple[str, str, int], tuple[int, int]] = {}
        self._steps = 0

    def is_met(self, wanted: Alternatives) -> bool:
        """Whether any alternative has rows of all its units, each in any field."""
        missed: TooManyWays | None = None
        for some in wanted:
            try:
                if all(map(self._is_anywhere, some)):
                    return True
            except TooManyWays as error:
                missed = error
        if missed is not None:
            raise missed
        return False

    def taking_part(self, wanted: Alternatives, field: str) -> set[Place]:
        """The places in a field of all words that are part of any row."""
        taking: set[Place] = set()
        for some in wanted:
            for unit in some:
                mine: set[Place] = set()
                for place in self._places(unit, field):
                    if place not in mine:
                        reaching = self._rows(unit, field, _Bounds(place.start, place.end))
                        mine.update(next((row for row in reaching if place in row), ()))
                taking |= mine
        return taking

    def rows(self, unit: Unit, field: str) -> list[Row]:
        """What a unit matches in a field, ascending, each once."""
        return sorted(set(self._rows(unit, field, _ALL)))

    def _is_anywhere(self, unit: Unit) -> bool:
        self._steps = 0
        return any(self._has(unit, name, _ALL) for name in fields_of(unit))

    def _has(self, unit: Unit, field: str, bounds: _Bounds) -> bool:
        return next(self._rows(unit, field, bounds), None) is not None

    def _rows(self, unit: Unit, field: str, bounds: _Bounds) -> Iterator[Row]:
        """The rows of a unit within bounds, in no order, some of them more than once."""
        match unit:
            case Sought():
                for place in self._standing(unit, field, bounds):
                    yield (place,)
            case Either(units):
                for one in units:
                    yield from self._rows(one, field, bounds)
            case Early(count, inner):
                for row in self._rows(inner, field, bounds):
                    if all(self._laid.nth(field, place.end) < count for place in row):
                        yield row
            case Often(count, inner):
                if not self._counting or self._is_often(inner, count):
                    yield from self._rows(inner, field, bounds)
            case Joined(negated=True):
                yield from self._alone(unit, field, bounds)
            case Joined():
                yield from self._together(unit, field, bounds)
            case _:
                assert_never(unit)

    # --- Words

    def _column(self, unit: Sought, field: str) -> _Column:
        key = (id(unit), field)
        if key not in self._columns:
            places = self._laid.places(unit.leaf, field) if field in unit.fields else ()
            widest = max((place.end - place.start for place in places), default=0)
            self._columns[key] = _Column(places, [place.start for place in places], widest)
        return self._columns[key]

    def _standing(self, unit: Sought, field: str, bounds: _Bounds) -> Iterator[Place]:
        column = self._column(unit, field)
        low, high = _span(column, max(bounds.low, bounds.first), min(bounds.high, bounds.last))
        for number in range(low, high):
            self._steps += 1
            if self._steps > MOST_STEPS:
                raise TooManyWays(
                    "an article has too many ways to join these words; take rarer words, or smaller distances"
                )
            place = column.places[number]
            if place.end >= bounds.low and bounds.lets(place):
                yield place

    def _places(self, unit: Unit, field: str) -> list[Place]:
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

    def _few(self, unit: Unit, field: str, low: float, high: float) -> int:
        """About how many rows it takes to go through a unit's that reach into `low` to `high`; 0 if there are none."""
        match unit:
            case Sought():
                first, last = _span(self._column(unit, field), low, high)
                return last - first
            case Either(units):
                return sum(self._few(one, field, low, high) for one in units)
            case Early(_, inner) | Often(_, inner):
                return self._few(inner, field, low, high)
            case Joined(left, right, negated=negated):
                if negated:
                    return self._few(left[0][0], field, low, high)
                wide = self._width(unit, field)
                return min(
                    sum(min(self._few(one, field, low - wide, high + wide) for one in some) for some in side)
                    for side in (left, right)
                )
            case _:
                assert_never(unit)

    def _width(self, unit: Unit, field: str) -> float:
        """How far the last word of a row may be from its first."""
        match unit:
            case Sought():
                return self._column(unit, field).widest
            case Either(units):
                return max(self._width(one, field) for one in units)
            case Early(_, inner) | Often(_, inner):
                return self._width(inner, field)
            case Joined(left, right, (kind, distance), negated):
                if negated:
                    return self._width(left[0][0], field)
                if kind in ("sentence", "paragraph"):
                    return inf
                widths = [max(sum(self._width(one, field) for one in some) for some in side) for side in (left, right)]
                return sum(widths) + 2 * distance
            case _:
                assert_never(unit)

    # --- ATLEAST

    def _is_often(self, unit: Unit, count: int) -> bool:
        if id(unit) not in self._often:
            self._often[id(unit)] = self._times(unit, count) >= count
        return self._often[id(unit)]

    def _times(self, unit: Unit, enough: int) -> int:
        """How often a unit matches, in all its fields; counting stops where it is enough."""
        total = 0
        for name in fields_of(unit):
            used: set[Place] = set()
            for end in sorted({place.end for place in self._places(unit, name)}):
                while row := self._next(unit, name, end, used):
                    used.update(row)
                    total += 1
                    if total == enough:
                        return total
        return total

    def _next(self, unit: Unit, field: str, end: int, used: Set[Place]) -> Row:
        """The first row that ends here, and has no place that was used."""
        some = self._rows(unit, field, _Bounds(end, end, last=end, used=used))
        return min(some, default=())

    # --- NOT NEAR

    def _alone(self, unit: Joined, field: str, bounds: _Bounds) -> Iterator[Row]:
        ((left,),) = unit.left
        for row in self._rows(left, field, bounds):
            if not any(all(self._reaches(row, one, unit.relation, field) for one in some) for some in unit.right):
                yield row

    def _reaches(self, row: Row, unit: Unit, relation: Relation, field: str) -> bool:
        """Whether a row of `unit` is near `row`, and not the same."""
        if relation.kind == "pre":
            end = _end(row)
            return self._has(unit, field, _Bounds(end + 1, end + relation.distance, first=end + 1))
        return any(
            other != row
            for low, high in _around(row, relation.distance)
            for other in self._rows(unit, field, _Bounds(low, high))
        )

    # --- NEAR, PRE, SENTENCE, PARAGRAPH

    def _together(self, unit: Joined, field: str, bounds: _Bounds) -> Iterator[Row]:
        low, high = max(bounds.low, bounds.first), min(bounds.high, bounds.last)
        wide = self._width(unit, field)
        first, last = max(low - wide, bounds.first), min(high + wide, bounds.last)
        if low > high:
            return
        if bounds.low == -inf and bounds.high == inf:
            low, high = first, last = bounds.first, bounds.last
        lefts, rights = (
            [some for some in side if all(self._few(one, field, first, last) for one in some)]
            for side in (unit.left, unit.right)
        )
        for left in lefts:
            for right in rights:
                yield from self._joined(_Group(left, right, unit.relation), field, bounds, (low, high), (first, last))

    def _joined(
        self, group: _Group, field: str, bounds: _Bounds, near: tuple[float, float], far: tuple[float, float]
    ) -> Iterator[Row]:
        units = [*group.left, *group.right]
        here = [self._few(one, field, *near) for one in units]
        all_about = [self._few(one, field, *far) for one in units]
        if near == far or min(all_about) * _DEARER <= sum(here):
            begin = all_about.index(min(all_about))
            for row in self._first(group, begin, field, bounds._replace(low=far[0], high=far[1])):
                for found in self._grown(group, field, bounds, {begin: row}):
                    if any(place.start <= bounds.high and bounds.low <= place.end for place in found):
                        yield found
        else:
            for begin in sorted(range(len(units)), key=here.__getitem__):
                for row in self._rows(units[begin], field, bounds):
                    yield from self._grown(group, field, bounds, {begin: row})

    def _first(self, group: _Group, number: int, field: str, bounds: _Bounds) -> Iterator[Row]:
        """The rows of a group's unit with which others may be joined: where it is itself joined, and may be anywhere,
        only those where a word of the other side is near enough."""
        unit = [*group.left, *group.right][number]
        kind, distance = group.relation
        if isinstance(unit, Sought) or (bounds.low, bounds.high, bounds.first, bounds.last) != (-inf, inf, -inf, inf):
            yield from self._rows(unit, field, bounds)
            return
        others = group.left if number >= len(group.left) else group.right
        places = min((self._places(one, field) for one in others), key=len)
        if kind in ("near", "pre"):
            for low, high in _around(places, distance):
                yield from self._rows(unit, field, bounds._replace(low=low, high=high))
            return
        end = -1
        for place in places:
            if place.start > end:
                low, end = self._stretch(kind, field, place.start)
                yield from self._rows(unit, field, bounds._replace(low=low, high=end, first=low, last=end))

    def _grown(self, group: _Group, field: str, bounds: _Bounds, chosen: dict[int, Row]) -> Iterator[Row]:
        """Each way to give the rows that are chosen, by number, all others."""
        units = [*group.left, *group.right]
        split = len(group.left)
        waiting: list[tuple[int, int, list[Row]]] = []
        for number, one in enumerate(units):
            opposite = [row for other, row in chosen.items() if (other < split) != (number < split)]
            if number not in chosen and opposite:
                if next(self._related(one, field, bounds, group.relation, opposite, left=number < split), None) is None:
                    return
                waiting.append((self._few(one, field, -inf, inf), number, opposite))
        if not waiting:
            yield tuple(sorted({place for row in chosen.values() for place in row}))
            return
        _, number, opposite = min(waiting)
        for row in self._related(units[number], field, bounds, group.relation, opposite, left=number < split):
            yield from self._grown(group, field, bounds, {**chosen, number: row})

    def _related(
        self, unit: Unit, field: str, bounds: _Bounds, relation: Relation, opposite: Sequence[Row], *, left: bool
    ) -> Iterator[Row]:
        """The rows of a unit that are in this relation to all of some rows of the other side."""
        bounds = bounds.anywhere()
        if relation.kind == "pre":
            starts, ends = [row[0].start for row in opposite], [_end(row) for row in opposite]
            if left:
                last = min(starts) - 1
                bounds = bounds._replace(low=max(starts) - relation.distance, high=last, last=min(bounds.last, last))
            else:
                first = max(ends) + 1
                bounds = bounds._replace(low=first, high=min(ends) + relation.distance, first=max(bounds.first, first))
            yield from self._rows(unit, field, bounds)
            return
        bounds = bounds._replace(avoid=(*bounds.avoid, *(place for row in opposite for place in row)))
        if relation.kind == "near":
            for low, high in _around(opposite[0], relation.distance):
                for row in self._rows(unit, field, bounds._replace(low=low, high=high)):
                    if all(_apart(row, other) <= relation.distance for other in opposite[1:]):
                        yield row
            return
        for row in opposite:
            low, high = self._stretch(relation.kind, field, row[0].start)
            bounds = bounds._replace(first=max(bounds.first, low), last=min(bounds.last, high))
            if _end(row) > high:
                return
        yield from self._rows(unit, field, bounds)

    def _stretch(self, kind: str, field: str, position: int) -> tuple[int, int]:
        """From where to where the sentence or paragraph goes that a word stands in."""
        key = (kind, field, position)
        if key not in self._stretches:
            low, high = 0, _FAR
            number_of = self._laid.value
            if kind == "sentence":
                low, high = self._stretch("paragraph", field, position)
                number_of = self._laid.sentence
            number = number_of(field, position)
            before, after = range(low, position), range(position, high + 1)
            low += bisect_left(before, number, key=lambda at: number_of(field, at))
            high = position + bisect_right(after, number, key=lambda at: number_of(field, at)) - 1
            self._stretches[key] = low, high
        return self._stretches[key]


_DEARER = 4
"""Rows that are near are worth so many that may turn out not to be."""

_FAR = 1 << 32
"""Behind every position."""


class _Group(NamedTuple):
    """One alternative from each side, and how they must lie."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    relation: Relation


def _span(column: _Column, low: float, high: float) -> tuple[int, int]:
    """From where to where a word's places may reach into `low` to `high`."""
    first = bisect_left(column.starts, low - column.widest)
    return first, max(first, bisect_right(column.starts, high))


def _around(row: Sequence[Place], distance: int) -> list[tuple[int, int]]:
    """What is near enough to a row's places, ascending; no two of these overlap."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(row):
        low, high = start - distance, end + distance
        if found and low <= found[-1][1] + 1:
            low, high = found[-1][0], max(found.pop()[1], high)
        found.append((low, high))
    return found


def _end(row: Row) -> int:
    return row[-1].end if len(row) == 1 else max(place.end for place in row)


def _apart(row: Row, other: Row) -> int:
    """The distance of the nearest words of two rows; 0 if they share one."""
    return min(max(one.start - two.end, two.start - one.end, 0) for one in row for two in other)
