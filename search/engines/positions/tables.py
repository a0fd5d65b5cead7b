"""What is joined, all documents at once: every row of `search.meeting` as columns.

Of frequent words there are more rows than can be laid beside each other. Then each document has some of them only, and
is noted as `cut`: what they say is true, and what they don't say isn't known. Where few documents are left, each may
have more rows: so it is asked again of those that weren't settled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np

from search.engines.found import Docs, among
from search.engines.positions.bounds import Bounds
from search.engines.positions.places import Keys, Places
from search.engines.positions.reaching import followed, reached
from search.engines.positions.rows import Mask, Rows, Table, either, in_order, lost, some_of, united
from search.engines.positions.times import disjoint
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

    def told(some: Docs) -> Settled | None:
        its = _Laying(source, some, unit).table(unit, "any")
        if its is None:
            return None
        found = np.unique(its.docs())
        return Settled(found, its.cut.compress(~among(its.cut, found)))

    return _in_rounds(told, docs)


def often(unit: Often, sources: Sequence[Source], docs: Docs) -> Settled | None:
    """Which of some documents have rows of a unit so many times, in all fields together; None where that can't be told
    so."""

    def told(some: Docs) -> Settled | None:
        total = np.zeros(len(some), np.intp)
        cut: list[Docs] = []
        for source in sources:
            its = _Laying(source, some, unit.unit).table(unit.unit)
            rows = None if its is None else in_order(its)
            if its is None or rows is None:
                return None
            cut.append(its.cut)
            total += _times(rows, some, unit.count)
        unknown = united(cut)
        return Settled(some.compress((total >= unit.count) & ~among(some, unknown)), unknown)

    return _in_rounds(told, docs)


def _times(some: Table, docs: Docs, count: int) -> Rows:
    """How many rows each document has without one place being used twice; counting stops at `count`."""
    columns = [column for pair in zip(some.starts, some.ends, strict=True) for column in pair]
    some = some.take(np.lexsort([*reversed(columns), some.high]))
    low, high = (np.searchsorted(some.docs(), docs, side) for side in ("left", "right"))
    places = [[*zip(*(its.tolist() for its in pair), strict=True)] for pair in zip(some.starts, some.ends, strict=True)]
    rows = [*zip(*places, strict=True)]
    return np.array([
        disjoint(rows[first:last], count)
        for first, last in zip(low.tolist(), high.tolist(), strict=True)
    ], np.intp)  # fmt: skip


def _in_rounds(told: Callable[[Docs], Settled | None], docs: Docs) -> Settled | None:
    """What is told of documents; of those that are left, which may have more rows each, it is asked again."""
    found: list[Docs] = [docs[:0]]
    for _ in range(MOST_ROUNDS):
        unknown: list[Docs] = [docs[:0]]
        most = max(MOST_ROWS // (2 * _NEAREST), 1)
        for start in range(0, len(docs), most):
            its = told(docs[start : start + most])
            if its is None:
                return None
            found.append(its.found)
            unknown.append(its.unknown)
        before, docs = len(docs), np.concatenate(unknown)
        if not len(docs) or len(docs) * _LESS > before * (_LESS - 1):
            break
    return Settled(np.unique(np.concatenate(found)), docs)


class _Laying:
    # The tables of some documents.
    def __init__(self, source: Source, docs: Docs, unit: Unit) -> None:
        self._source = source
        self._docs = docs
        self._pairs = MOST_ROWS * 2 // len(sought(unit))
        self._most = max(2, self._pairs // max(len(docs), 1) // _NEAREST)

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
                return either([self.table(one, wanted) for one in units])
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
                one, other = left[0], right[0]
                if asked != ("all", "all") and len(left) == 1 == len(right) and one is not None and other is not None:
                    found.append(followed(one, other, unit.relation.distance, left=wanted == "low"))
                else:
                    found.append(self._group(left, right, unit.relation))
        return either(found)

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
        cut = united([table.cut for table, _ in chosen])
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
            kept = rows.take(some_of(chosen[0][0].docs().take(rows), self._most))
            cut.append(lost(chosen[0][0].docs(), rows, kept))
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
        rest = united([*cut, some.cut])
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
                its = None if theirs is None else reached(ours, theirs, unit.relation)
                if theirs is None or its is None:
                    return None
                unsure.append(theirs.cut)
                every &= its
            near |= every
        perhaps = ~near & among(ours.docs(), united(unsure))
        cut = united([ours.cut, np.unique(ours.docs().compress(perhaps))])
        return ours.take(np.flatnonzero(~near & ~perhaps))._replace(cut=cut)


_NEAREST = 4
"""Rows that each row is laid beside at most, where there are too many: those that are nearest to it."""
