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
its row asks of the others (`Bounds`: where they have to reach, what they may not leave, what they may not share) is
handed down to single words, so that what is built up is seldom thrown away; and before any of the others is gone
through, each of them must have something there. An article that has a word less often than a chain of them needs it
(`operands.needed`) isn't looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from math import inf
from typing import NamedTuple, assert_never

from search.query.operands import Alternatives, Early, Either, Joined, Often, Relation, Sought, Unit, fields_of, needed
from search.standing import ALL, Bounds, Laid, Place, Row, Standing, Steps, TooManyWays, apart, around, end_of


class Meeting:
    """The rows of one article. `counting`: ATLEAST counts; without that (where not all of the article is seen) it is
    taken for true. `steps`: those of the query, if it asks more articles. Methods raise TooManyWays where steps aren't
    enough (`search.standing`)."""

    def __init__(self, laid: Laid, steps: Steps | None = None, *, counting: bool = True) -> None:
        self._words = Standing(laid, Steps() if steps is None else steps)
        self._counting = counting
        self._often: dict[int, bool] = {}  # by unit, which outlives this

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
                for place in self._words.places(unit, field):
                    if place not in mine:
                        reaching = self._rows(unit, field, Bounds(place.start, place.end))
                        mine.update(next((row for row in reaching if place in row), ()))
                taking |= mine
        return taking

    def rows(self, unit: Unit, field: str) -> list[Row]:
        """What a unit matches in a field, ascending, each once."""
        return sorted(set(self._rows(unit, field, ALL)))

    def _is_anywhere(self, unit: Unit) -> bool:
        self._words.restart()
        needs = needed(unit).items()
        return any(
            all(len(self._words.places(word, name)) >= count for word, count in needs) and self._has(unit, name, ALL)
            for name in fields_of(unit)
        )

    def _has(self, unit: Unit, field: str, bounds: Bounds) -> bool:
        return next(self._rows(unit, field, bounds), None) is not None

    def _rows(self, unit: Unit, field: str, bounds: Bounds) -> Iterator[Row]:
        """The rows of a unit within bounds, in no order, some of them more than once."""
        match unit:
            case Sought():
                for place in self._words.standing(unit, field, bounds):
                    yield (place,)
            case Either(units):
                for one in units:
                    yield from self._rows(one, field, bounds)
            case Early(count, inner):
                for row in self._rows(inner, field, bounds):
                    if all(self._words.laid.nth(field, place.end) < count for place in row):
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

    # --- ATLEAST

    def _is_often(self, unit: Unit, count: int) -> bool:
        if id(unit) not in self._often:
            # Of rows without a word in common there are no more than places of the rarest word.
            most = sum(self._words.few(unit, name, -inf, inf) for name in fields_of(unit))
            self._often[id(unit)] = most >= count and self._times(unit, count) >= count
        return self._often[id(unit)]

    def _times(self, unit: Unit, enough: int) -> int:
        """How often a unit matches, in all its fields; counting stops where it is enough."""
        total = 0
        for name in fields_of(unit):
            used: set[Place] = set()
            for end in sorted({place.end for place in self._words.places(unit, name)}):
                while row := self._next(unit, name, end, used):
                    used.update(row)
                    total += 1
                    if total == enough:
                        return total
        return total

    def _next(self, unit: Unit, field: str, end: int, used: Set[Place]) -> Row:
        """The first row that ends here, and has no place that was used."""
        some = self._rows(unit, field, Bounds(end, end, last=end, used=used))
        return min(some, default=())

    # --- NOT NEAR

    def _alone(self, unit: Joined, field: str, bounds: Bounds) -> Iterator[Row]:
        ((left,),) = unit.left
        for row in self._rows(left, field, bounds):
            if not any(all(self._reaches(row, one, unit.relation, field) for one in some) for some in unit.right):
                yield row

    def _reaches(self, row: Row, unit: Unit, relation: Relation, field: str) -> bool:
        """Whether a row of `unit` is near `row`, and not the same."""
        if relation.kind == "pre":
            end = end_of(row)
            return self._has(unit, field, Bounds(end + 1, end + relation.distance, first=end + 1))
        return any(
            other != row
            for low, high in around(row, relation.distance)
            for other in self._rows(unit, field, Bounds(low, high))
        )

    # --- NEAR, PRE, SENTENCE, PARAGRAPH

    def _together(self, unit: Joined, field: str, bounds: Bounds) -> Iterator[Row]:
        low, high = max(bounds.low, bounds.first), min(bounds.high, bounds.last)
        wide = self._words.width(unit, field)
        first, last = max(low - wide, bounds.first), min(high + wide, bounds.last)
        if low > high:
            return
        if bounds.low == -inf and bounds.high == inf:
            low, high = first, last = bounds.first, bounds.last
        lefts, rights = (
            [some for some in side if all(self._words.few(one, field, first, last) for one in some)]
            for side in (unit.left, unit.right)
        )
        for left in lefts:
            for right in rights:
                yield from self._joined(_Group(left, right, unit.relation), field, bounds, (low, high), (first, last))

    def _joined(
        self, group: _Group, field: str, bounds: Bounds, near: tuple[float, float], far: tuple[float, float]
    ) -> Iterator[Row]:
        units = [*group.left, *group.right]
        here = [self._words.few(one, field, *near) for one in units]
        all_about = [self._words.few(one, field, *far) for one in units]
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

    def _first(self, group: _Group, number: int, field: str, bounds: Bounds) -> Iterator[Row]:
        """The rows of a group's unit with which others may be joined: where it is itself joined, and may be anywhere,
        only those where a word of the other side is near enough."""
        unit = [*group.left, *group.right][number]
        kind, distance = group.relation
        if isinstance(unit, Sought) or (bounds.low, bounds.high, bounds.first, bounds.last) != (-inf, inf, -inf, inf):
            yield from self._rows(unit, field, bounds)
            return
        others = group.left if number >= len(group.left) else group.right
        places = min((self._words.places(one, field) for one in others), key=len)
        if kind in ("near", "pre"):
            for low, high in around(places, distance):
                yield from self._rows(unit, field, bounds._replace(low=low, high=high))
            return
        end = -1
        for place in places:
            if place.start > end:
                low, end = self._words.stretch(kind, field, place.start)
                yield from self._rows(unit, field, bounds._replace(low=low, high=end, first=low, last=end))

    def _grown(self, group: _Group, field: str, bounds: Bounds, chosen: dict[int, Row]) -> Iterator[Row]:
        """Each way to give the rows that are chosen, by number, all others."""
        units = [*group.left, *group.right]
        split = len(group.left)
        waiting: list[tuple[int, int, list[Row]]] = []
        for number, one in enumerate(units):
            opposite = [row for other, row in chosen.items() if (other < split) != (number < split)]
            if number not in chosen and opposite:
                if next(self._related(one, field, bounds, group.relation, opposite, left=number < split), None) is None:
                    return
                waiting.append((self._words.few(one, field, -inf, inf), number, opposite))
        if not waiting:
            yield tuple(sorted({place for row in chosen.values() for place in row}))
            return
        _, number, opposite = min(waiting)
        for row in self._related(units[number], field, bounds, group.relation, opposite, left=number < split):
            yield from self._grown(group, field, bounds, {**chosen, number: row})

    def _related(
        self, unit: Unit, field: str, bounds: Bounds, relation: Relation, opposite: Sequence[Row], *, left: bool
    ) -> Iterator[Row]:
        """The rows of a unit that are in this relation to all of some rows of the other side."""
        bounds = bounds.anywhere()
        if relation.kind == "pre":
            starts, ends = [row[0].start for row in opposite], [end_of(row) for row in opposite]
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
            for low, high in around(opposite[0], relation.distance):
                for row in self._rows(unit, field, bounds._replace(low=low, high=high)):
                    if all(apart(row, other) <= relation.distance for other in opposite[1:]):
                        yield row
            return
        for row in opposite:
            low, high = self._words.stretch(relation.kind, field, row[0].start)
            bounds = bounds._replace(first=max(bounds.first, low), last=min(bounds.last, high))
            if end_of(row) > high:
                return
        yield from self._rows(unit, field, bounds)


_DEARER = 4
"""Rows that are near are worth so many that may turn out not to be."""


class _Group(NamedTuple):
    """One alternative from each side, and how they must lie."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    relation: Relation
