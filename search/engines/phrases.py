"""How often words stand side by side, in all fields of a segment at once.

A phrase is looked for in four fields, in most of which its words hardly stand. As in `gathering`, numpy's calls are
made once for all of them: a document in a field is one number here, the field's place above the document's
(`FIELD_BITS`), and positions are read from wherever in the file they stand. So are those of several words, in all
documents that have all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.stores.whoosh.narrow import stretches_of
from search.engines.asks import Row
from search.engines.found import Array
from search.engines.occurrences import FieldArrays, begun, shared, taken

FIELD_BITS = 17
"""Bits below a field's place: those of a segment's documents, and one more for what is none (`_words`)."""

_NO_DOCUMENT = 1 << FIELD_BITS - 1

_POSITION_BITS = 32

_AT_ONCE = 1 << 14
"""Occurrences whose places are looked up together at most, but for those of one word. Of more, fewer calls save
nothing, the first words may leave nothing to look up for the others, and a phrase that repeats a frequent word would
take that word's places so many times in memory."""

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
        if not rows:
            rows, docs = [those + firsts[0]], docs.take(those)
        elif len(those) < len(docs):
            rows, docs = [one.take(those) for one in rows], docs.take(those)
        rows.append(places.take(those) + first)
    keys = _keys(lines, docs, tf, [(word, words[word], its) for word, its in zip(rarest, rows, strict=True)])
    starts = next(keys)
    for others in keys:
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
    frequency 0 and a number that is no document's and no other word's, before or after all of its field's: a query has
    too few characters for so many words that these would reach the documents of another field."""
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
) -> Iterator[_Numbers]:
    """For each of these words, of which there are the offset in the phrase, what was taken, and its postings in the
    `docs` that have all of them: document in its field, and position, less that offset, of its occurrences there. They
    are made for several words at once (`_AT_ONCE`)."""
    # By field: the number of it, and how many of the documents are in it.
    cuts = [0, *docs.searchsorted([place << FIELD_BITS for place in range(1, len(lines))]).tolist(), len(docs)]
    held = [(place, end - begin) for place, (begin, end) in enumerate(pairwise(cuts)) if begin < end]
    arrays = [lines[place].field.all_positions for place, _ in held]
    ends = tf.cumsum(dtype=np.intp)
    rows = np.concatenate([its for _, _, its in words])
    every = tf.take(rows)
    sizes = every.reshape(len(words), -1).sum(axis=1).tolist()
    high: _Numbers = docs.astype(np.int64)
    high <<= _POSITION_BITS
    for first, last in _together(sizes):
        within = slice(first * len(docs), last * len(docs))
        counts, bases, bounds = every[within], list[int](), [0]
        for _, its, _ in words[first:last]:
            for place, size in held:
                begin, _, position = its[place]
                bases.append(position - (int(ends[begin - 1]) if begin else 0))
                bounds.append(bounds[-1] + size)
        starts = ends.take(rows[within])
        starts -= counts
        starts += np.array(bases).repeat([size for _, size in held] * (last - first))
        positions = stretches_of(arrays * (last - first), starts, counts, bounds)
        # What stands before the offset gets the key of a place in the document before that is beyond all positions.
        keys = np.concatenate([high - offset for offset, _, _ in words[first:last]]).repeat(counts)
        keys += positions
        at = 0
        for size in sizes[first:last]:
            yield keys[at : at + size]
            at += size


def _together(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """From which to before which word they are read together, of words that stand so often: as many as there may be
    occurrences at once, or one."""
    first = occurrences = 0
    for number, size in enumerate(sizes):
        if number > first and occurrences + size > _AT_ONCE:
            yield first, number
            first, occurrences = number, 0
        occurrences += size
    yield first, len(sizes)
