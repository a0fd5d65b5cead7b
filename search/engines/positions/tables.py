"""What is joined, all documents at once: every row of `search.meeting` as columns.

Of frequent words there are more rows than can be laid beside each other. Then each document has some of them only, and
is noted as `cut`: what they say is true, and what they don't say isn't known. Where few documents are left, each may
have more rows: so it is asked again of those that weren't settled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engines.found import Docs, among
from search.engines.positions import flat
from search.engines.positions.bounds import Bounds
from search.engines.positions.places import BITS, Keys, Places
from search.query.operands import Early, Either, Joined, Often, Relation, Sought, Unit, sought

MOST_ROWS = 1_000_000
"""Pairs of rows of one place that are laid beside each other at once; of longer ones there are fewer."""

MOST_ROUNDS = 4
"""How often it is asked of fewer documents."""

_LESS = 4
"""By one part in so many they must have become fewer."""

Wanted = Literal["any", "low", "high", "all"]
"""What is asked about rows: whether there are any; where they can begin, or end; everything. Of those with the same
answer one is enough, so that a chain of PRE never has more rows than there are words."""

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


class Table(NamedTuple):
    """Rows by where their words begin and end, a column a place; the first and last word; documents, ascending, that
    may have other rows."""

    starts: list[Keys]
    ends: list[Keys]
    low: Keys
    high: Keys
    cut: Docs

    def take(self, rows: Rows) -> Table:
        """Some of the rows."""
        starts, ends = [column.take(rows) for column in self.starts], [column.take(rows) for column in self.ends]
        return Table(starts, ends, self.low.take(rows), self.high.take(rows), self.cut)

    def docs(self) -> Docs:
        """The document of each row."""
        return (self.low >> BITS).astype(np.intp)


class Settled(NamedTuple):
    """Documents, ascending: those that have rows, and those of which it isn't known."""

    found: Docs
    unknown: Docs


class Source(NamedTuple):
    """Where the rows of a field are taken from. `places`: of a unit of single words and phrases, None for any other;
    `bounds`: where stretches of text begin; `early`: which of some rows are among a field's first so many words."""

    places: Callable[[Unit], Places | None]
    bounds: Callable[[], Bounds]
    early: Callable[[Keys, int], Mask]


def settled(unit: Unit, source: Source, docs: Docs) -> Settled | None:
    """Which of some documents have rows of a unit in one field; None where that can't be told so."""
    found: list[Docs] = [docs[:0]]
    for _ in range(MOST_ROUNDS):
        unknown: list[Docs] = [docs[:0]]
        most = max(MOST_ROWS // (2 * _NEAREST), 1)
        for start in range(0, len(docs), most):
            its = _Laying(source, docs[start : start + most], MOST_ROWS * 2 // len(sought(unit))).table(unit, "any")
            if its is None:
                return None
            found.append(np.unique(its.docs()))
            unknown.append(its.cut.compress(~among(its.cut, found[-1])))
        before, docs = len(docs), np.concatenate(unknown)
        if not len(docs) or len(docs) * _LESS > before * (_LESS - 1):
            break
    return Settled(np.unique(np.concatenate(found)), docs)


class _Laying:
    # The tables of some documents.
    def __init__(self, source: Source, docs: Docs, pairs: int) -> None:
        self._source = source
        self._docs = docs
        self._pairs = pairs
        self._most = max(2, pairs // max(len(docs), 1) // _NEAREST)

    def table(self, unit: Unit, wanted: Wanted = "all") -> Table | None:
        """The rows of a unit, as far as they matter for what is wanted."""
        found = self._table(unit, wanted)
        if found is None or wanted == "all" or len(found.starts) == 1:
            return found
        keys = found.docs() if wanted == "any" else found.low if wanted == "low" else found.high
        return found.take(np.unique(keys, return_index=True)[1])

    def _table(self, unit: Unit, wanted: Wanted) -> Table | None:
        places = self._source.places(unit)
        if places is not None:
            places = places.in_docs(self._docs)
            return Table([places.starts], [places.ends], places.starts, places.ends, self._docs[:0])
        match unit:
            case Either(units):
                return _either([self.table(one, wanted) for one in units])
            case Early(count, inner):
                return self._early(self.table(inner), count)
            case Joined(negated=True):
                return self._alone(unit)
            case Joined():
                return self._joined(unit, wanted)
            case Sought() | Often():
                return None

    def _early(self, some: Table | None, count: int) -> Table | None:
        if some is None or not len(some.low):
            return some
        kept = np.ones(len(some.low), np.bool_)
        for ends in some.ends:
            kept &= self._source.early(ends, count)
        return some.take(np.flatnonzero(kept))

    # --- NEAR, PRE, SENTENCE, PARAGRAPH

    def _joined(self, unit: Joined, wanted: Wanted) -> Table | None:
        asked: tuple[Wanted, Wanted] = ("all", "all")
        if unit.relation.kind == "pre" and wanted != "all":
            # A row of the left matters by where it ends, and by where it begins if that is what is wanted.
            asked = "all" if wanted == "low" else "high", "all" if wanted == "high" else "low"
        sides = [
            [[self.table(one, its) for one in some] for some in side]
            for side, its in zip((unit.left, unit.right), asked, strict=True)
        ]
        found: list[Table | None] = []
        for left in sides[0]:
            for right in sides[1]:
                its = None
                if unit.relation.kind == "pre" and wanted != "all":
                    its = _followed(left, right, unit.relation.distance, wanted)
                found.append(self._group(left, right, unit.relation) if its is None else its)
        return _either(found)

    def _group(self, left: Sequence[Table | None], right: Sequence[Table | None], relation: Relation) -> Table | None:
        """A row of every table, all those of the left in this relation to all those of the right."""
        waiting: list[tuple[Table, bool]] = []
        for side, is_left in ((left, True), (right, False)):
            for some in side:
                if some is None:
                    return None
                waiting.append((some, is_left))
        # From the rarest on, and one of the other side next: what comes then has something to be near to.
        waiting.sort(key=lambda its: len(its[0].low))
        first, is_left = waiting.pop(0)
        chosen: list[tuple[Table, bool]] = [(first, is_left)]
        while waiting:
            sides = {side for _, side in chosen}
            number = next(n for n, (_, side) in enumerate(waiting) if side not in sides or len(sides) > 1)
            some, is_left = waiting.pop(number)
            chosen = self._with(chosen, some, relation, is_left=is_left)
        starts = [column for table, _ in chosen for column in table.starts]
        ends = [column for table, _ in chosen for column in table.ends]
        low = np.minimum.reduce([table.low for table, _ in chosen])
        high = np.maximum.reduce([table.high for table, _ in chosen])
        cut = _united([table.cut for table, _ in chosen])
        return Table(starts, ends, low, high, cut)

    def _with(
        self, chosen: list[tuple[Table, bool]], some: Table, relation: Relation, *, is_left: bool
    ) -> list[tuple[Table, bool]]:
        """Rows that are chosen with those of one more table that are in this relation to all of the other side."""
        opposite = [number for number, (_, side) in enumerate(chosen) if side != is_left]
        some = some.take(np.argsort(some.low, kind="stable"))
        begin, end, middle = self._window(chosen[opposite[0]][0], some, relation, is_left=is_left)
        counts = np.maximum(end - begin, 0)
        cut: list[Docs] = [table.cut for table, _ in chosen]
        if int(counts.sum()) > self._pairs:
            rows = np.flatnonzero(counts)
            kept = rows.take(_some(chosen[0][0].docs().take(rows), self._most))
            cut.append(_lost(chosen[0][0].docs(), rows, kept))
            chosen = [(table.take(kept), side) for table, side in chosen]
            begin, end, middle = begin.take(kept), end.take(kept), middle.take(kept)
            first = np.clip(middle - _NEAREST // 2, begin, np.maximum(end - _NEAREST, begin))
            last = np.minimum(first + _NEAREST, end)
            cut.append(np.unique(chosen[0][0].docs().compress((first > begin) | (last < end))))
            begin, counts = first, np.maximum(last - first, 0)
        ours = np.repeat(np.arange(len(counts)), counts)
        theirs = np.repeat(begin - (np.cumsum(counts) - counts), counts) + np.arange(len(ours))
        fits = np.ones(len(ours), np.bool_)
        for number in opposite:
            fits &= self._fit(chosen[number][0], some, ours, theirs, relation, is_left=is_left)
        ours, theirs = ours.compress(fits), theirs.compress(fits)
        rest = _united([*cut, some.cut])
        return [
            *((table.take(ours)._replace(cut=rest), side) for table, side in chosen),
            (some.take(theirs)._replace(cut=rest), is_left),
        ]

    def _window(self, one: Table, some: Table, relation: Relation, *, is_left: bool) -> tuple[Rows, Rows, Rows]:
        """From where to where the rows of `some`, by their first words, may be in this relation to each of `one`; and
        which is about the nearest."""
        kind, distance = relation
        widest = int((some.high - some.low).max(initial=0))
        if kind in ("sentence", "paragraph"):
            firsts = self._firsts(kind)
            which = np.searchsorted(firsts, one.low, "right") - 1
            low = firsts.take(which, mode="clip")
            ends = np.append(firsts, np.int64(1) << 62)
            high = ends.take(which + 1) - 1
        else:
            ahead, behind = (is_left, not is_left) if kind == "pre" else (True, True)
            low = one.low - (distance + widest) if ahead else one.high + 1
            high = one.high + distance if behind else one.low - 1
        begin = np.searchsorted(some.low, low, "left")
        end = np.searchsorted(some.low, high, "right")
        return begin, end, np.searchsorted(some.low, one.high if not (kind == "pre" and is_left) else one.low)

    def _firsts(self, kind: str) -> Keys:
        its = self._source.bounds()
        return its.firsts if kind == "paragraph" else its.sentences

    def _fit(self, one: Table, some: Table, ours: Rows, theirs: Rows, relation: Relation, *, is_left: bool) -> Mask:
        """Which of these pairs of rows are in this relation, and share no word."""
        kind, distance = relation
        if kind == "pre":
            left, right = (
                (some.high.take(theirs), one.low.take(ours))
                if is_left
                else (one.high.take(ours), some.low.take(theirs))
            )
            return (right > left) & (right - left <= distance)
        least = np.full(len(ours), np.int64(1) << 62)
        for starts, ends in zip(one.starts, one.ends, strict=True):
            for their_starts, their_ends in zip(some.starts, some.ends, strict=True):
                apart = np.maximum(
                    starts.take(ours) - their_ends.take(theirs), their_starts.take(theirs) - ends.take(ours)
                )
                np.minimum(least, apart, out=least)
        if kind == "near":
            return (least > 0) & (least <= distance)
        firsts = self._firsts(kind)
        low = np.minimum(one.low.take(ours), some.low.take(theirs))
        high = np.maximum(one.high.take(ours), some.high.take(theirs))
        found: Mask = np.searchsorted(firsts, low, "right") == np.searchsorted(firsts, high, "right")
        return found & (least > 0)

    # --- NOT NEAR

    def _alone(self, unit: Joined) -> Table | None:
        """Rows of the left that have none of the right near them; of documents whose right side was cut, it isn't known
        of any row that none is near it."""
        ((left,),) = unit.left
        ours = self.table(left)
        if ours is None:
            return None
        near = np.zeros(len(ours.low), np.bool_)
        unsure: list[Docs] = []
        for some in unit.right:
            every = np.ones(len(ours.low), np.bool_)
            for one in some:
                theirs = self.table(one)
                reached = None if theirs is None else _reached(ours, theirs, unit.relation)
                if theirs is None or reached is None:
                    return None
                unsure.append(theirs.cut)
                every &= reached
            near |= every
        perhaps = ~near & among(ours.docs(), _united(unsure))
        cut = _united([ours.cut, np.unique(ours.docs().compress(perhaps))])
        return ours.take(np.flatnonzero(~near & ~perhaps))._replace(cut=cut)


_NEAREST = 4
"""Rows that each row is laid beside at most, where there are too many: those that are nearest to it."""


def _followed(
    left: Sequence[Table | None], right: Sequence[Table | None], distance: int, wanted: Wanted
) -> Table | None:
    """The rows of one table that have one of another behind them, or before, each once; None for several tables."""
    if len(left) > 1 or len(right) > 1 or left[0] is None or right[0] is None:
        return None
    one, other = left[0], right[0]
    other = other.take(np.argsort(other.low, kind="stable"))
    one = one.take(np.argsort(one.high, kind="stable"))
    if wanted == "low":
        ours = np.arange(len(one.low))
        theirs = np.searchsorted(other.low, one.high, "right")
        fits = theirs < len(other.low)
        ours, theirs = ours.compress(fits), theirs.compress(fits)
    else:
        theirs = np.arange(len(other.low))
        ours = np.searchsorted(one.high, other.low, "left") - 1
        fits = ours >= 0
        ours, theirs = ours.compress(fits), theirs.compress(fits)
    fits = other.low.take(theirs) - one.high.take(ours) <= distance
    ours, theirs = ours.compress(fits), theirs.compress(fits)
    low, high = one.low.take(ours), other.high.take(theirs)
    # Nobody asks where the words in between are.
    found = Table([low], [high], low, high, _united([one.cut, other.cut]))
    return found.take(np.argsort(low, kind="stable"))


def _reached(ours: Table, theirs: Table, relation: Relation) -> Mask | None:
    """Which rows of ours have another of theirs in this relation; None where that takes a closer look."""
    if relation.kind == "pre":
        return flat.followed(ours.high, np.sort(theirs.low), relation.distance)
    same = np.zeros(len(ours.low), np.intp)
    if len(ours.starts) == 1 == len(theirs.starts):
        same = flat.same(Places(ours.starts[0], ours.ends[0]), Places(theirs.starts[0], theirs.ends[0]))
    else:
        one, other = _in_order(ours), _in_order(theirs)
        if one is None or other is None:
            return None
        if len(one.starts) == len(other.starts):
            ours, theirs = one, other
            both, theirs = _twins(ours, theirs)
            # A row is found once for each pair of its own words, and that isn't another one.
            same = both * _pairs_within(ours, relation.distance)
    found = np.zeros(len(ours.low), np.bool_)
    for their_starts, their_ends in zip(theirs.starts, theirs.ends, strict=True):
        their_starts, their_ends = np.sort(their_starts), np.sort(their_ends)
        for starts, ends in zip(ours.starts, ours.ends, strict=True):
            count = np.searchsorted(their_starts, ends + relation.distance, "right")
            count -= np.searchsorted(their_ends, starts - relation.distance, "left")
            found |= count > same
    return found


def _in_order(some: Table) -> Table | None:
    """The same rows, each one's places ascending; None where some row has a place twice, so that it may be the same as
    one of less columns."""
    starts, ends = np.stack(some.starts), np.stack(some.ends)
    order = np.argsort(starts, axis=0)
    starts, ends = np.take_along_axis(starts, order, 0), np.take_along_axis(ends, order, 0)
    if (starts[1:] <= starts[:-1]).any():
        return None
    return some._replace(starts=[*starts], ends=[*ends])


def _twins(ours: Table, theirs: Table) -> tuple[NDArray[np.intp], Table]:
    """1 for each row of ours that is one of theirs, else 0; theirs, each row once."""
    columns = [
        np.concatenate(pair)
        for pair in (*zip(ours.starts, theirs.starts, strict=True), *zip(ours.ends, theirs.ends, strict=True))
    ]
    order = np.lexsort(columns)
    new = np.zeros(len(order), np.bool_)
    new[:1] = True
    for column in columns:
        its = column.take(order)
        new[1:] |= its[1:] != its[:-1]
    groups = np.empty(len(order), np.intp)
    groups[order] = np.cumsum(new) - 1
    mine, their = groups[: len(ours.low)], groups[len(ours.low) :]
    return np.isin(mine, their).astype(np.intp), theirs.take(np.unique(their, return_index=True)[1])


def _pairs_within(some: Table, distance: int) -> NDArray[np.intp]:
    """How many of each row's pairs of places, one place with itself among them, are no further apart than this."""
    found = np.zeros(len(some.low), np.intp)
    for start, end in zip(some.starts, some.ends, strict=True):
        for other_start, other_end in zip(some.starts, some.ends, strict=True):
            found += np.maximum(start - other_end, other_start - end) <= distance
    return found


def _either(some: Sequence[Table | None]) -> Table | None:
    """The rows of all; what a row has less columns than others, its last place fills."""
    tables: list[Table] = []
    for one in some:
        if one is None:
            return None
        tables.append(one)
    if len(tables) == 1:
        return tables[0]
    width = max(len(one.starts) for one in tables)

    def column(number: int, of: Callable[[Table], list[Keys]]) -> Keys:
        return np.concatenate([of(one)[min(number, len(one.starts) - 1)] for one in tables])

    found = Table(
        [column(number, lambda one: one.starts) for number in range(width)],
        [column(number, lambda one: one.ends) for number in range(width)],
        np.concatenate([one.low for one in tables]),
        np.concatenate([one.high for one in tables]),
        _united([one.cut for one in tables]),
    )
    return found.take(np.argsort(found.low, kind="stable"))


def _some(docs: Docs, most: int) -> Rows:
    """Of rows by document, ascending, at most so many of each, from all over it."""
    if not len(docs):
        return np.zeros(0, np.intp)
    firsts = np.flatnonzero(np.concatenate(([True], docs[1:] != docs[:-1])))
    sizes = np.diff(np.append(firsts, len(docs)))
    kept = np.minimum(sizes, most)
    number = np.arange(int(kept.sum())) - np.repeat(np.cumsum(kept) - kept, kept)
    rows: Rows = np.repeat(firsts, kept) + number * np.repeat(sizes, kept) // np.repeat(kept, kept)
    return rows


def _lost(docs: Docs, rows: Rows, kept: Rows) -> Docs:
    """The documents of which not all of these rows are kept."""
    size = int(docs.max(initial=-1)) + 1
    return np.flatnonzero(np.bincount(docs.take(rows), minlength=size) > np.bincount(docs.take(kept), minlength=size))


def _united(some: Sequence[Docs]) -> Docs:
    several = [docs for docs in some if len(docs)]
    if len(several) < 2:
        return several[0] if several else np.zeros(0, np.intp)
    return np.unique(np.concatenate(several))
