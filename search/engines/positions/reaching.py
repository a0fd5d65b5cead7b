"""Which rows have others near them, or behind them: see `tables`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from search.engines.positions import flat
from search.engines.positions.places import Places
from search.engines.positions.rows import Mask, Table, in_order, united
from search.query.operands import Relation


def followed(one: Table, other: Table, distance: int, *, left: bool) -> Table:
    """Rows of one table, each with a row of another behind it within so many words, as one place from where the one
    begins to where the other ends: one for each that can be on the `left`, or else on the right."""
    other = other.take(np.argsort(other.low, kind="stable"))
    one = one.take(np.argsort(one.high, kind="stable"))
    if left:
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
    found = Table([low], [high], low, high, united([one.cut, other.cut]))
    return found.take(np.argsort(low, kind="stable"))


def reached(ours: Table, theirs: Table, relation: Relation) -> Mask | None:
    """Which rows of ours have another of theirs in this relation; None where that takes a closer look."""
    if relation.kind == "pre":
        return flat.followed(ours.high, np.sort(theirs.low), relation.distance)
    same = np.zeros(len(ours.low), np.intp)  # how often a row of ours is among theirs
    if len(ours.starts) == 1 == len(theirs.starts):
        same = flat.same(Places(ours.starts[0], ours.ends[0]), Places(theirs.starts[0], theirs.ends[0]))
    else:
        one, other = in_order(ours), in_order(theirs)
        if one is None or other is None:
            return None
        if len(one.starts) == len(other.starts):
            ours = one
            same, theirs = _twins(one, other)
    found = np.zeros(len(ours.low), np.bool_)
    for column, (their_starts, their_ends) in enumerate(zip(theirs.starts, theirs.ends, strict=True)):
        their_starts, their_ends = np.sort(their_starts), np.sort(their_ends)
        for starts, ends in zip(ours.starts, ours.ends, strict=True):
            count = np.searchsorted(their_starts, ends + relation.distance, "right")
            count -= np.searchsorted(their_ends, starts - relation.distance, "left")
            if same.any():
                # Of them is the row itself, which isn't another one.
                apart = np.maximum(starts - ours.ends[column], ours.starts[column] - ends)
                count -= same * (apart <= relation.distance)
            found |= count > 0
    return found


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
