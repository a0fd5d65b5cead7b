"""How often words stand side by side, in all fields of a segment at once.

A phrase is looked for in four fields, in most of which its words hardly stand. As in `gathering`, numpy's calls are
made once for all of them: a document in a field is one number here, the field's place above the document's
(`FIELD_BITS`), and positions are read from wherever in the file they stand. So are those of all words, in all
documents that have all of them.
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
from search.engines.occurrences import FieldArrays, begun, shared, taken

FIELD_BITS = 17
"""Bits below a field's place: those of a segment's documents, and one more for what is none (`_documents`)."""

_NO_DOCUMENT = 1 << FIELD_BITS - 1

_POSITION_BITS = 32

_Numbers = NDArray[np.int64]


class Line(NamedTuple):
    """Terms of a field that are to stand side by side."""

    field: FieldArrays
    row: Row


class _Taken(NamedTuple):
    """The postings of a word in a field, among those of all words in all fields: from `first` to before `last`, with
    what shares a byte with them; its positions begin at `position`."""

    first: int
    last: int
    position: int


def standing(lines: Sequence[Line]) -> tuple[Array, Array]:
    """Where these terms of fields of one segment, as many in each, stand side by side: ascending, documents in fields,
    and how often they do."""
    every, tf, words = _words(lines)
    rarest = sorted(range(len(words)), key=lambda word: words[word][-1].last - words[word][0].first)
    firsts = [words[word][0].first for word in rarest]
    each = [every[words[word][0].first : words[word][-1].last] for word in rarest]
    docs, rows = each[0], list[Array]()
    for first, its in zip(firsts[1:], each[1:], strict=True):
        places = its.searchsorted(docs)
        those = (its.take(places, mode="clip") == docs).nonzero()[0]
        if not len(those):
            return docs[:0], docs[:0]
        rows = [one.take(those) for one in rows] if rows else [those + firsts[0]]
        docs = docs.take(those)
        rows.append(places.take(those) + first)
    keys = _keys(lines, docs, tf, [(word, words[word], its) for word, its in zip(rarest, rows, strict=True)])
    starts = keys[0]
    for others in keys[1:]:
        starts = shared(starts, others)
        if not len(starts):
            return starts, starts
    found = starts >> _POSITION_BITS
    begins = begun(found).nonzero()[0]
    ends = np.empty_like(begins)
    ends[:-1], ends[-1] = begins[1:], len(found)
    return found.take(begins), ends - begins


def _words(lines: Sequence[Line]) -> tuple[NDArray[np.int32], Array, list[list[_Taken]]]:
    """The postings of all words of a phrase in all fields, taken at once: documents in fields, ascending for each word;
    frequencies; and where each word's are, field by field. What shares a byte with them is between them, with the
    frequency 0 and a number that is no document's and no other word's, before or after all of its field's."""
    spans = [
        (line.field, *line.field.postings.span(line.row.terms[offset], line.row.terms[offset] + 1))
        for offset in range(len(lines[0].row.terms))
        for line in lines
    ]
    narrow, tf, sizes = taken([(field, start, end, None, ()) for field, start, end in spans])
    every: NDArray[np.int32] = narrow.astype(np.int32)
    words, at = list[list[_Taken]](), 0
    for number, ((_, start, end), size) in enumerate(zip(spans, sizes, strict=True)):
        offset, place = divmod(number, len(lines))
        line, last = lines[place], at + size
        base = place << FIELD_BITS
        if base:
            every[at:last] += base
        if start & 1:
            every[at] = base - 1 - offset
        if end & 1:
            every[last - 1] = base + _NO_DOCUMENT + offset
        if not place:
            words.append([])
        words[-1].append(_Taken(at, last, line.field.ats[line.row.terms[offset]]))
        at = last
    return every, tf, words


def _keys(
    lines: Sequence[Line], docs: Array, tf: Array, words: Sequence[tuple[int, list[_Taken], Array]]
) -> list[_Numbers]:
    """For each of these words, of which there are the offset in the phrase, what was taken, and its postings in the
    `docs` that have all of them: document in its field, and position, less that offset, of its occurrences there."""
    # By field: the number of it, and how many of the documents are in it.
    cuts = [0, *docs.searchsorted([place << FIELD_BITS for place in range(1, len(lines))]).tolist(), len(docs)]
    held = [(place, end - begin) for place, (begin, end) in enumerate(pairwise(cuts)) if begin < end]
    ends = tf.cumsum(dtype=np.intp)
    bases, arrays, bounds = list[int](), [], [0]
    for _, its, _ in words:
        for place, size in held:
            first, _, position = its[place]
            bases.append(position - (int(ends[first - 1]) if first else 0))
            arrays.append(lines[place].field.all_positions)
            bounds.append(bounds[-1] + size)
    rows = np.concatenate([its for _, _, its in words])
    counts = tf.take(rows)
    starts = ends.take(rows)
    starts -= counts
    starts += np.array(bases).repeat([size for _, size in held] * len(words))
    positions = stretches_of(arrays, starts, counts, bounds)
    high: _Numbers = docs.astype(np.int64)
    high <<= _POSITION_BITS
    # What stands before the offset gets the key of a place in the document before that is beyond all positions.
    keys = np.concatenate([high - offset for offset, _, _ in words]).repeat(counts)
    keys += positions
    ends = counts.reshape(len(words), -1).sum(axis=1).cumsum().tolist()
    return [keys[begin:end] for begin, end in pairwise([0, *ends])]
