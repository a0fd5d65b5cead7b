"""Where a leaf matches in a field of a whole generation, as arrays.

A place is one number, document before position (`BITS`), so that places of different documents are always further
apart than any distance that can be asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from search.engines.asks import Ask, Row, Runs
from search.engines.found import Array, Docs, among
from search.engines.occurrences import FieldArrays, joined, starts_in_a_row

BITS = 34
"""Bits below the document's number: positions have 32, and distances reach beyond them."""

_ALL = 4
"""Where documents are fewer than one in so many of a term's postings, only theirs are read."""

Keys: TypeAlias = NDArray[np.int64]


class Places(NamedTuple):
    """Where words begin and end, each once, by where they begin; the two are one array where each is one word."""

    starts: Keys
    ends: Keys

    def in_docs(self, docs: Docs) -> Places:
        """Those in these documents, ascending."""
        return self.compress(among((self.starts >> BITS).astype(np.intp), docs))

    def compress(self, kept: NDArray[np.bool_]) -> Places:
        """Some of them."""
        starts = self.starts.compress(kept)
        return Places(starts, starts if self.ends is self.starts else self.ends.compress(kept))

    @property
    def sorted_ends(self) -> Keys:
        """Where they end, ascending."""
        return self.ends if self.ends is self.starts else np.sort(self.ends)

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        return 200 + self.starts.nbytes * (1 if self.ends is self.starts else 2)


NOWHERE = Places(np.zeros(0, np.int64), np.zeros(0, np.int64))


def united(some: Sequence[Places]) -> Places:
    """What stands in any of these."""
    some = [places for places in some if len(places.starts)]
    if len(some) < 2:
        return some[0] if some else NOWHERE
    starts = np.concatenate([places.starts for places in some])
    if all(places.ends is places.starts for places in some):
        starts = np.sort(starts)
        return _alone(starts)
    ends = np.concatenate([places.ends for places in some])
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    new = np.ones(len(starts), np.bool_)
    np.not_equal(starts[1:], starts[:-1], out=new[1:])
    new[1:] |= ends[1:] != ends[:-1]
    return Places(starts.compress(new), ends.compress(new))


def _alone(starts: Keys) -> Places:
    """One word at each of these, ascending, that may come several times."""
    again = starts[1:] == starts[:-1]
    if again.any():
        starts = starts.compress(np.concatenate(([True], ~again)))
    return Places(starts, starts)


def places(rows: Sequence[tuple[int, FieldArrays]], asks: Sequence[Sequence[Ask]], docs: Docs | None) -> Places:
    """Where any of a leaf's spellings stands: `rows` are the segments' fields, with the numbers of their first
    documents, `asks` what is asked of each. With `docs` (ascending), at least what stands in those."""
    found: list[Places] = []
    for (base, field), spellings in zip(rows, asks, strict=True):
        its = None
        if docs is not None:
            low, high = np.searchsorted(docs, (base, base + field.size))
            its = docs[low:high] - base
        for ask in spellings:
            some = _row(field, ask) if isinstance(ask, Row) else _runs(field, ask, its)
            if base:
                starts = some.starts + (base << BITS)
                some = Places(starts, starts if some.ends is some.starts else some.ends + (base << BITS))
            found.append(some)
    return united(found)


def _row(field: FieldArrays, ask: Row) -> Places:
    keys = starts_in_a_row(field, ask)
    starts = _keys(keys >> field.position_bits, keys & ((1 << field.position_bits) - 1))
    return Places(starts, starts + (len(ask.terms) - 1))


def _keys(docs: Array, positions: Array) -> Keys:
    keys: Keys = docs.astype(np.int64)
    keys <<= BITS
    keys += positions
    return keys


def _runs(field: FieldArrays, ask: Runs, docs: Docs | None) -> Places:
    found = [_run(field, first, last, languages, docs) for first, last, languages in ask.runs]
    if len(found) == 1 and ask.runs[0].last == ask.runs[0].first + 1:
        return _alone(found[0])  # one term: they ascend
    return _alone(np.sort(joined(found)))


def _run(field: FieldArrays, first: int, last: int, languages: frozenset[int] | None, docs: Docs | None) -> Keys:
    its, tf = field.run(first, last)
    at, end = field.postings.place(first, last)
    kept: NDArray[np.bool_] | None = None
    if languages is not None and (mask := field.mask(languages)) is not None:
        kept = mask.take(its)
    if docs is not None and len(docs) * _ALL < len(its):
        near = among(its.astype(np.intp), docs)
        kept = near if kept is None else kept & near
    if kept is None:
        return _keys(np.repeat(its, tf), field.all_positions.numbers(at, end))
    starts = np.cumsum(tf, dtype=np.intp)
    starts += at
    starts -= tf
    tf = tf.compress(kept)
    return _keys(np.repeat(its.compress(kept), tf), field.all_positions.stretches(starts.compress(kept), tf))
