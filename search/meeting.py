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
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
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

MOST_STEPS = 2_000_000
"""Rows that are laid beside each other in one article, at most."""


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


class Meeting:
    """The rows of one article. `counting`: ATLEAST counts; without that (where not all of the article is seen) it is
    taken for true. Methods raise QueryError where too many rows would have to be laid beside each other."""

    def __init__(self, laid: Laid, *, counting: bool = True) -> None:
        self._laid = laid
        self._counting = counting
        self._rows: dict[tuple[int, str], list[Row]] = {}  # by unit, which outlives this
        self._steps = 0

    def is_met(self, wanted: Alternatives) -> bool:
        """Whether any alternative has rows of all its units, each in any field."""
        return any(all(any(self._any(unit, name) for name in fields_of(unit)) for unit in some) for some in wanted)

    def taking_part(self, wanted: Alternatives, field: str) -> set[Place]:
        """The places in a field of all words that are part of any row."""
        return {place for some in wanted for unit in some for row in self.rows(unit, field) for place in row}

    def rows(self, unit: Unit, field: str) -> list[Row]:
        """What a unit matches in a field, ascending, each once."""
        key = (id(unit), field)
        if key not in self._rows:
            self._rows[key] = sorted(set(self._found(unit, field)))
        return self._rows[key]

    def _any(self, unit: Unit, field: str) -> bool:
        if isinstance(unit, Joined) and (id(unit), field) not in self._rows:
            return next(self._found(unit, field), None) is not None
        return bool(self.rows(unit, field))

    def _found(self, unit: Unit, field: str) -> Iterator[Row]:
        match unit:
            case Sought(leaf, fields):
                if field in fields:
                    for place in self._laid.places(leaf, field):
                        yield (place,)
            case Either(units):
                for one in units:
                    yield from self.rows(one, field)
            case Early(count, inner):
                for row in self.rows(inner, field):
                    if all(self._laid.nth(field, place.end) < count for place in row):
                        yield row
            case Often(count, inner):
                if not self._counting or self._times(inner) >= count:
                    yield from self.rows(inner, field)
            case Joined(negated=True):
                yield from self._alone(unit, field)
            case Joined():
                yield from self._together(unit, field)
            case _:
                assert_never(unit)

    def _times(self, unit: Unit) -> int:
        """How often a unit matches, in all its fields."""
        total = 0
        for name in fields_of(unit):
            used: set[Place] = set()
            for row in sorted(self.rows(unit, name), key=lambda row: (row[-1].end, row)):
                if used.isdisjoint(row):
                    used.update(row)
                    total += 1
        return total

    def _alone(self, unit: Joined, field: str) -> Iterator[Row]:
        ((left,),) = unit.left
        sides = [[self._beside(one, field, unit.relation) for one in some] for some in unit.right]
        for row in self.rows(left, field):
            if not any(all(self._has(row, beside, unit.relation) for beside in some) for some in sides):
                yield row

    def _has(self, row: Row, beside: _Beside, relation: Relation) -> bool:
        if relation.kind == "pre":
            return any(_relates(row, other, relation) for other in self._stepping(beside.after(row)))
        return any(row != other and _apart(row, other) <= relation.distance for other in self._stepping(beside.of(row)))

    def _together(self, unit: Joined, field: str) -> Iterator[Row]:
        relation = unit.relation
        within = relation.kind in ("sentence", "paragraph")
        for left in unit.left:
            for right in unit.right:
                others = [self._beside(one, field, relation) for one in left[1:]]
                rights = [self._beside(one, field, relation) for one in right]
                if all(beside.rows for beside in (*others, *rights)):
                    for row in self._each(left[0], field):
                        for ones, twos in self._grown([row], rights, others, relation, within=within):
                            yield tuple(sorted({place for each in (*ones, *twos) for place in each}))

    def _each(self, unit: Unit, field: str) -> Iterable[Row]:
        """The rows of a unit, one by one where it isn't known whether all will be asked for."""
        known = self._rows.get((id(unit), field))
        if known is None and isinstance(unit, Joined):
            return self._found(unit, field)
        return self.rows(unit, field)

    def _grown(
        self, left: list[Row], rights: Sequence[_Beside], lefts: Sequence[_Beside], relation: Relation, *, within: bool
    ) -> Iterator[tuple[list[Row], list[Row]]]:
        """Each way to give a row of the left others of the right, and the rest of the left."""

        def grow(ones: list[Row], twos: list[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
            if len(twos) < len(rights):
                for other in self._stepping(rights[len(twos)].of(ones[0])):
                    if _relates(ones[0], other, relation, within=within):
                        yield from grow(ones, [*twos, other])
            elif len(ones) <= len(lefts):
                for other in self._stepping(lefts[len(ones) - 1].of(twos[0])):
                    if all(_relates(other, two, relation, within=within) for two in twos):
                        yield from grow([*ones, other], twos)
            else:
                yield ones, twos

        return grow(left, [])

    def _beside(self, unit: Unit, field: str, relation: Relation) -> _Beside:
        rows = self.rows(unit, field)
        if relation.kind == "paragraph":
            return _Sorted(rows, lambda row: _one({self._laid.value(field, at) for place in row for at in place}))
        if relation.kind == "sentence":
            return _Sorted(rows, lambda row: _one({self._laid.sentence(field, at) for place in row for at in place}))
        return _Beside(rows, relation.distance)

    def _stepping(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self._steps += 1
            if self._steps > MOST_STEPS:
                raise QueryError(
                    "an article has too many ways to join these words; take rarer words, or smaller distances"
                )
            yield row


class _Beside:
    """Rows, and which of them may be near others."""

    def __init__(self, rows: Sequence[Row], distance: int) -> None:
        self.rows = rows
        self._distance = distance
        self._starts = [row[0].start for row in rows]
        self._widest = max((_end(row) - row[0].start for row in rows), default=0)

    def of(self, row: Row) -> Iterable[Row]:
        """Those that reach into the neighbourhood of `row`, and a few others."""
        low = bisect_left(self._starts, row[0].start - self._distance - self._widest)
        return self.rows[low : bisect_right(self._starts, _end(row) + self._distance, low)]

    def after(self, row: Row) -> Iterable[Row]:
        """Those that begin behind it, near."""
        low = bisect_right(self._starts, _end(row))
        return self.rows[low : bisect_right(self._starts, _end(row) + self._distance, low)]


class _Sorted(_Beside):
    """Rows by the sentence or paragraph that they stand in, `key`; None for one that stands in two."""

    def __init__(self, rows: Sequence[Row], key: _Key) -> None:
        super().__init__(rows, 0)
        self._key = key
        self._by_key: dict[int | None, list[Row]] = {}
        for row in rows:
            self._by_key.setdefault(key(row), []).append(row)
        self._by_key.pop(None, None)

    def of(self, row: Row) -> Iterable[Row]:
        return self._by_key.get(self._key(row), ())


class _Key(Protocol):
    def __call__(self, row: Row, /) -> int | None: ...


def _one(numbers: set[int]) -> int | None:
    return numbers.pop() if len(numbers) == 1 else None


def _end(row: Row) -> int:
    return row[-1].end if len(row) == 1 else max(place.end for place in row)


def _apart(row: Row, other: Row) -> int:
    """The distance of the nearest words of two rows; 0 if they share one."""
    return min(max(one.start - two.end, two.start - one.end, 0) for one in row for two in other)


def _relates(row: Row, other: Row, relation: Relation, *, within: bool = False) -> bool:
    if relation.kind == "pre":
        return 0 < other[0].start - _end(row) <= relation.distance
    apart = _apart(row, other)
    return apart > 0 and (within or apart <= relation.distance)
