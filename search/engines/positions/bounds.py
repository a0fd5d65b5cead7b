"""Where the values of a field begin (the body's paragraphs, single captions), read off the positions in an index.

Nothing says it, but at the end of each value `schema.gap` numbers are left out that no word has. Marking every word of
a field once shows them. That takes as long as going through all of its positions, and is done once for a generation.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engines.occurrences import FieldArrays, joined
from search.engines.positions.places import BITS, Keys

_TOGETHER = 1 << 20
"""Positions that are marked together."""


class Bounds(NamedTuple):
    """The first word of each value that has words, as places (`places`), ascending; how many numbers were left out in
    its document before it."""

    firsts: Keys
    missing: NDArray[np.int64]

    def of(self, keys: Keys) -> NDArray[np.intp]:
        """The value of each of these words, by its number here."""
        return np.searchsorted(self.firsts, keys, "right") - 1


def bounds(rows: Sequence[tuple[int, FieldArrays]]) -> Bounds:
    """The values of a field, whose segments are `rows` with the numbers of their first documents."""
    every = [_of_segment(base, field) for base, field in rows]
    return Bounds(joined([one.firsts for one in every]).astype(np.int64), joined([one.missing for one in every]))


def _of_segment(base: int, field: FieldArrays) -> Bounds:
    terms = len(field.postings.terms)
    docs, tf = field.run(0, terms)
    at, _ = field.postings.place(0, terms)
    ends = np.cumsum(tf, dtype=np.int64)
    cuts = np.searchsorted(ends, np.arange(0, int(ends[-1]) if len(ends) else 0, _TOGETHER))
    pieces = [*np.unique(cuts).tolist(), len(docs)]

    def piece(first: int, last: int) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        begin = at + (int(ends[first - 1]) if first else 0)
        positions = field.all_positions.numbers(begin, at + int(ends[last - 1]))
        return np.repeat(docs[first:last], tf[first:last]).astype(np.intp), positions.astype(np.int64)

    sizes = np.zeros(field.size, np.int64)
    spans = [(first, last) for first, last in pairwise(pieces) if first < last]
    for first, last in spans:
        _, positions = piece(first, last)
        lasts = positions.take(ends[first:last] - 1 - (ends[first - 1] if first else 0))
        np.maximum.at(sizes, docs[first:last], lasts + 2)  # a number that no word has stands behind each document
    offsets = np.concatenate(([0], np.cumsum(sizes)))
    marked = np.zeros(int(offsets[-1]) + 1, np.bool_)
    for first, last in spans:
        its, positions = piece(first, last)
        positions += offsets.take(its)
        marked[positions] = True
    edges = np.flatnonzero(marked[1:] != marked[:-1]) + 1
    if marked[0]:
        edges = np.concatenate(([0], edges))
    begins, stops = edges[0::2], edges[1::2]
    of = np.searchsorted(offsets, begins, "right") - 1
    positions = begins - offsets[of]
    left_out = positions.copy()
    left_out[1:] = begins[1:] - stops[:-1]
    new = np.ones(len(of), np.bool_)
    np.not_equal(of[1:], of[:-1], out=new[1:])
    heads = np.flatnonzero(new)
    left_out[heads] = positions[heads]
    missing = np.cumsum(left_out)
    missing -= np.repeat(missing[heads] - left_out[heads], np.diff(np.append(heads, len(of))))
    return Bounds((of + base << BITS) + positions, missing)
