"""What NEAR and PRE join within NEAR and PRE, all documents at once: every row of `search.meeting` as columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeGuard

import numpy as np
from numpy.typing import NDArray

from search.engines.found import Docs
from search.engines.positions import flat
from search.engines.positions.places import Keys, Places
from search.query.operands import Joined, Relation, Unit

MOST_ROWS = 3_000_000
"""Pairs of rows that are laid beside each other at once. Where there are more, words are so frequent that looking at
the articles one by one soon finds some that do."""


MOST_WAYS = 100_000
"""Combinations of places in one document: where there are more, it is looked at by itself. Few enough for `Meeting` to
settle the others, too, so that what is found doesn't depend on the way."""


class Table(NamedTuple):
    """Rows of as many places each, by where their words begin and end, a column a place; the first and last word."""

    starts: list[Keys]
    ends: list[Keys]
    low: Keys
    high: Keys


PlacesOf = Callable[[Unit], Places | None]
"""The places of a unit of single words and phrases; None for any other unit."""


def takes(unit: Unit) -> TypeGuard[Joined]:
    """Whether a unit may be told so: one of NEAR and PRE."""
    return isinstance(unit, Joined) and not unit.negated and unit.relation.kind in ("near", "pre")


def documents(unit: Joined, places_of: PlacesOf) -> Docs | None:
    """The documents in which a unit has rows in one field; None if that can't be told so, or takes too many rows."""
    found = _pairs(unit, places_of)
    return None if found is None else flat.documents(np.sort(found[0].low.take(found[2])))


def _table(unit: Unit, places_of: PlacesOf) -> Table | None:
    places = places_of(unit)
    if places is not None:
        return Table([places.starts], [places.ends], places.starts, places.ends)
    if not isinstance(unit, Joined) or (found := _pairs(unit, places_of)) is None:
        return None
    left, right, ours, theirs = found
    starts = [*(column.take(ours) for column in left.starts), *(column.take(theirs) for column in right.starts)]
    ends = [*(column.take(ours) for column in left.ends), *(column.take(theirs) for column in right.ends)]
    low = np.minimum(left.low.take(ours), right.low.take(theirs))
    return Table(starts, ends, low, np.maximum(left.high.take(ours), right.high.take(theirs)))


Rows = NDArray[np.intp]


def _pairs(unit: Joined, places_of: PlacesOf) -> tuple[Table, Table, Rows, Rows] | None:
    """The rows of both sides, and which of them go together."""
    if not takes(unit):
        return None
    sides = [side[0][0] for side in (unit.left, unit.right) if len(side) == 1 == len(side[0])]
    if len(sides) < 2:
        return None
    left = _table(sides[0], places_of)
    right = _table(sides[1], places_of) if left is not None else None
    if left is None or right is None:
        return None
    order = np.argsort(right.low, kind="stable")
    firsts = right.low.take(order)
    if unit.relation.kind == "pre":
        begin = np.searchsorted(firsts, left.high, "right")
    else:
        widest = int((right.high - right.low).max(initial=0))
        begin = np.searchsorted(firsts, left.low - (unit.relation.distance + widest), "left")
    counts = np.searchsorted(firsts, left.high + unit.relation.distance, "right") - begin
    total = int(counts.sum())
    if total > MOST_ROWS:
        return None
    ours = np.repeat(np.arange(len(counts)), counts)
    theirs = order.take(np.repeat(begin - (np.cumsum(counts) - counts), counts) + np.arange(total))
    if unit.relation.kind == "near":
        kept = _near(left, right, ours, theirs, unit.relation)
        ours, theirs = ours.compress(kept), theirs.compress(kept)
    return left, right, ours, theirs


def _near(left: Table, right: Table, ours: Rows, theirs: Rows, relation: Relation) -> NDArray[np.bool_]:
    """Which of these pairs of rows share no word, and have nearest words within the distance."""
    least = np.full(len(ours), relation.distance + 1, np.int64)
    for starts, ends in zip(left.starts, left.ends, strict=True):
        for their_starts, their_ends in zip(right.starts, right.ends, strict=True):
            apart = np.maximum(starts.take(ours) - their_ends.take(theirs), their_starts.take(theirs) - ends.take(ours))
            np.minimum(least, apart, out=least)
    found: NDArray[np.bool_] = (least > 0) & (least <= relation.distance)
    return found
