"""Rows of `search.meeting` of many documents at once, as columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engines.found import Docs
from search.engines.positions.places import BITS, Keys

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


def either(some: Sequence[Table | None]) -> Table | None:
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
        united([one.cut for one in tables]),
    )
    return found.take(np.argsort(found.low, kind="stable"))


def in_order(some: Table) -> Table | None:
    """The same rows, each one's places ascending; None where some row has a place twice, so that it may be the same as
    one of less columns."""
    starts, ends = np.stack(some.starts), np.stack(some.ends)
    order = np.argsort(starts, axis=0)
    starts, ends = np.take_along_axis(starts, order, 0), np.take_along_axis(ends, order, 0)
    if (starts[1:] <= starts[:-1]).any():
        return None
    return some._replace(starts=[*starts], ends=[*ends])


def some_of(docs: Docs, most: int) -> Rows:
    """Of rows by document, ascending, at most so many of each, from all over it."""
    if not len(docs):
        return np.zeros(0, np.intp)
    firsts = np.flatnonzero(np.concatenate(([True], docs[1:] != docs[:-1])))
    sizes = np.diff(np.append(firsts, len(docs)))
    kept = np.minimum(sizes, most)
    number = np.arange(int(kept.sum())) - np.repeat(np.cumsum(kept) - kept, kept)
    rows: Rows = np.repeat(firsts, kept) + number * np.repeat(sizes, kept) // np.repeat(kept, kept)
    return rows


def lost(docs: Docs, rows: Rows, kept: Rows) -> Docs:
    """The documents of which not all of these rows are kept."""
    size = int(docs.max(initial=-1)) + 1
    return np.flatnonzero(np.bincount(docs.take(rows), minlength=size) > np.bincount(docs.take(kept), minlength=size))


def united(some: Sequence[Docs]) -> Docs:
    several = [docs for docs in some if len(docs)]
    if len(several) < 2:
        return several[0] if several else np.zeros(0, np.intp)
    return np.unique(np.concatenate(several))
