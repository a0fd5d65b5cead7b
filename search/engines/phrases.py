"""How often words stand side by side, in all fields of a segment at once.

A phrase is looked for in four fields, in most of which its words hardly stand. As in `gathering`, numpy's calls are
made once for all of them: a document in a field is one number here, the field's place above the document's
(`FIELD_BITS`), and positions are read from wherever in the file they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.stores.whoosh.narrow import stretches_of
from search.engines.asks import Row
from search.engines.found import Array
from search.engines.occurrences import FieldArrays, begun, joined, shared, taken

FIELD_BITS = 16
"""Bits below a field's place: those of a segment's documents."""

_POSITION_BITS = 32

_Numbers = NDArray[np.int64]


class Line(NamedTuple):
    """Terms of a field that are to stand side by side."""

    field: FieldArrays
    row: Row


def standing(lines: Sequence[Line]) -> tuple[Array, Array]:
    """Where these terms of fields of one segment, as many in each, stand side by side: ascending, documents in fields,
    and how often they do."""
    words = _words(lines)
    rarest = sorted(words, key=lambda word: len(word.docs))
    docs = rarest[0].docs
    for number, word in enumerate(rarest[1:], 1):
        rows = word.docs.searchsorted(docs)
        np.minimum(rows, len(word.docs) - 1, out=rows)
        those = (word.docs.take(rows) == docs).nonzero()[0]
        if not len(those):
            return docs[:0], docs[:0]
        word.rows = rows
        if len(those) < len(docs):
            docs = docs.take(those)
            for before in rarest[: number + 1]:
                before.rows = those if before.rows is None else before.rows.take(those)
    starts = rarest[0].keys(docs)
    for word in rarest[1:]:
        starts = shared(starts, word.keys(docs))
        if not len(starts):
            return starts, starts
    found = starts >> _POSITION_BITS
    firsts = begun(found).nonzero()[0]
    ends = np.empty_like(firsts)
    ends[:-1], ends[-1] = firsts[1:], len(found)
    return found.take(firsts), ends - firsts


def _words(lines: Sequence[Line]) -> list[_Word]:
    """The words of a phrase, whose postings in all fields are taken at once."""
    spans = [
        [(line.field, *line.field.postings.span(line.row.terms[offset], line.row.terms[offset] + 1)) for line in lines]
        for offset in range(len(lines[0].row.terms))
    ]
    narrow, tf, sizes = taken([(field, start, end, None, ()) for its in spans for field, start, end in its])
    words, at, number = [], 0, 0
    for offset, its in enumerate(spans):
        docs, counts = [], []
        for place, (_, start, end) in enumerate(its):
            first = at + (start & 1)
            one = narrow[first : first + end - start].astype(np.uint32)
            if place:
                one += np.uint32(place << FIELD_BITS)
            docs.append(one)
            counts.append(tf[first : first + end - start])
            at += sizes[number]
            number += 1
        words.append(_Word(lines, offset, joined(docs), joined(counts), [end - start for _, start, end in its]))
    return words


class _Word:
    # One of the words: its documents in fields, ascending, how often it stands there, how many postings those are in
    # each field; and of those that count, `rows` (None: all), the positions.
    def __init__(self, lines: Sequence[Line], offset: int, docs: Array, tf: Array, sizes: Sequence[int]) -> None:
        self._lines = lines
        self._offset = offset
        self.docs = docs
        self._tf = tf
        self._sizes = sizes
        self.rows: Array | None = None

    def keys(self, docs: Array) -> _Numbers:
        """Document in its field, and position, less the word's offset in the phrase, of its occurrences in the postings
        that count, which are those of `docs`: ascending."""
        ends, tf = self._tf.cumsum(dtype=np.intp), self._tf
        # Where the positions of each field's postings begin, less how many stand before them in other fields.
        bases, at = [], 0
        for line, size in zip(self._lines, self._sizes, strict=True):
            bases.append(line.field.ats[line.row.terms[self._offset]] - (int(ends[at - 1]) if at else 0))
            at += size
        if self.rows is not None:
            ends, tf = ends.take(self.rows), tf.take(self.rows)
        ends -= tf
        cuts = [0, *docs.searchsorted([place << FIELD_BITS for place in range(1, len(bases))]).tolist(), len(docs)]
        ends += np.array(bases).repeat([end - begin for begin, end in pairwise(cuts)])
        positions = stretches_of([line.field.all_positions for line in self._lines], ends, tf, cuts)
        keys: _Numbers = docs.astype(np.int64)
        keys <<= _POSITION_BITS
        keys = keys.repeat(tf)
        keys += positions
        if self._offset:
            keys = keys.compress(positions >= self._offset)
            keys -= self._offset
        return keys
