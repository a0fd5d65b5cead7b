"""Where terms stand, as arrays: the postings of a segment's field, and how often spellings stand in its documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from indexer.errors import DamagedArchive
from indexer.stores.whoosh.container import GRAIN_BITS
from indexer.stores.whoosh.segment import FREQUENCIES, Postings, Segment
from search.engines.asks import Ask, Row, Run, Runs
from search.engines.found import SPARSE, Array, Docs, Floats, among

_SLICED = 32
"""Runs of terms that are taken slice by slice; more of them, posting by posting."""

_PARTS = "low", "blocks"
"""What is read of a term that stands often (`documents`)."""

_MASKS = 64
"""Sets of languages whose documents are remembered for a field: a byte a document each."""


_FEW, _FEW_POSITIONS = 16, 64
"""Documents, and positions in them, that Python reads sooner than numpy."""

_MOSTLY, _AT_ONCE = 3, 2_000
"""Reading positions here and there takes as long as reading so many times as many in one piece, and so many more."""

_SEARCHED, _SORTED = 16, 1_000
"""Looking a number up among many takes as long as sorting so many more; a sort by itself, as long as so many."""

_FEW_ADDED = 500
"""Numbers of which numpy adds groups by where they begin sooner than by the number of each one's group."""
_THREE = bytes([False, False])
"""What stands in the marks of those that begin a group where it has three."""

MOST_PACKED = (1 << FREQUENCIES["bits"]) - 2 + FREQUENCIES["least"]
"""The greatest frequency that isn't apart."""
_MARK_APART = bytes([MOST_PACKED + 1])
"""What stands in the place of one that is."""


Span = tuple[int, int]

Stretch: TypeAlias = "tuple[FieldArrays, int, int, frozenset[int] | None, Sequence[Span]]"
"""The postings of terms of a field from a first one to before another; in documents of which languages they count
(None: all), and which of them don't. A plain tuple: a first question makes a dozen."""

HOLE = 16
"""Postings of other terms between two of a word, at most, that are taken along: that takes less than beginning anew."""


class Counts:
    """A leaf in one field: documents, ascending, and frequencies, whole numbers of any type; or, with a mark for those
    where there are any (`hit`), the frequencies of all documents."""

    __slots__ = ("docs", "hit", "tf")

    def __init__(self, docs: Docs, tf: Array, *, hit: NDArray[np.bool_] | None = None) -> None:
        self.docs, self.tf, self.hit = docs, tf, hit


class FieldArrays:
    """A field of a segment as arrays over its map; a part of one is compared with its checksums when it is taken."""

    def __init__(self, segment: Segment, postings: Postings) -> None:
        postings.load()
        self.postings = postings
        self.size = segment.documents
        self.file = segment.file
        self.standing = postings.standing
        self.docs_at, docs = segment.file.place(f"{postings.name}.docs")
        self.length = len(self.standing)
        self.often, self.before = (numbers.tolist() for numbers in self.standing.often)
        """Where the postings of terms that stand often begin, and how many there are before (`documents`). As lists, in
        which bisection takes a third of the time; of terms that stand in a 50th of all documents there are never
        many."""
        self.low_at, self.blocks_at = (segment.file.place(f"{postings.name}.docs.{part}")[0] for part in _PARTS)
        self.bytes = np.frombuffer(segment.file.whole(), np.uint8)
        self.starts = postings.starts()
        """Where the postings of each term begin."""
        self.doc_view = segment.file.items(docs, "H")
        self._tf, self.all_positions = postings.arrays
        self.halves_at = self._tf.high_at
        self.half_view = self._tf.halves.data
        """The frequencies, packed."""
        self.unpacked = self._tf.unpacked
        self.languages: Array = np.asarray(segment.language_numbers)
        self._masks: dict[frozenset[int], NDArray[np.bool_] | None] = {}
        self.position_bits = postings.position_bits

    @cached_property
    def ats(self) -> memoryview:
        """Where the positions of each term begin."""
        return self.postings.starts("at")

    def stretches(self, asks: Sequence[Ask]) -> list[Stretch] | None:
        """The postings that a leaf asks for; None if it asks for rows."""
        starts = self.starts
        found: list[Stretch] = []
        for ask in asks:
            if isinstance(ask, Row):
                return None
            start = end = -1
            spoken: frozenset[int] | None = None
            holes: list[Span] = []
            for first, last, languages in ask.runs:
                begin = starts[first]
                if 0 <= begin - end <= HOLE and end >= 0 and languages == spoken:
                    holes.append((end, begin))
                    end = starts[last]
                    continue
                if end >= 0:
                    found.append((self, start, end, spoken, holes))
                    holes = []
                start, end, spoken = begin, starts[last], languages
            if end >= 0:
                found.append((self, start, end, spoken, holes))
        return found

    def run(self, first: int, last: int) -> tuple[Array, Array]:
        """Documents and frequencies of the terms from number `first` to before `last`; of several terms, one term's
        after the other's."""
        start, end = self.postings.span(first, last)
        self._check(start, end)
        return self.standing.array(start, end), self._tf.numbers(start, end)

    def held(
        self, first: int, last: int, hit: NDArray[np.bool_], having: NDArray[np.bool_]
    ) -> tuple[Array, Array, Array]:
        """Of the terms from number `first` to before `last` those that any document marked in `hit` has: their numbers,
        how many such documents, and the first. In `having` all of these are marked."""
        start, end = self.postings.span(first, last)
        self._check(start, end)
        docs = self.standing.array(start, end)
        places = hit.take(docs).nonzero()[0]
        having[docs.take(places)] = True
        terms = np.searchsorted(np.asarray(self.starts[first : last + 1]), places + start, side="right") - 1
        begins = begun(terms).nonzero()[0]
        counts = np.diff(begins, append=len(terms))
        return terms.take(begins) + first, counts, docs.take(places.take(begins)).astype(np.intp)

    def documents(self, term: int) -> Array:
        """The documents of a term."""
        start, end = self.postings.span(term, term + 1)
        self._check(start, end)
        return self.standing.array(start, end)

    def frequencies(self, term: int) -> Array:
        """Its frequencies in them."""
        return self._tf.numbers(*self.postings.span(term, term + 1))

    def _check(self, start: int, end: int) -> None:
        if not 0 <= start <= end <= self.length:
            raise self.beyond()

    def put(self, docs: list[memoryview], start: int, end: int, number: int) -> None:
        """Add the documents of these postings, as u16 in pieces. `number`: of the first of these terms that stands
        often (`documents`)."""
        often, before, standing, check_each = self.often, self.before, self.standing, self.file.check_each
        while start < end:
            begin = often[number] if number < len(often) else end
            if start < begin:
                stop = min(begin, end)
                first, last = start - before[number], stop - before[number]
                check_each(((self.docs_at + 2 * first, self.docs_at + 2 * last),))
                docs.append(self.doc_view[first:last])
            else:
                size = before[number + 1] - before[number]
                stop = start + size
                if start != begin or size <= 0 or stop > end:
                    raise self.beyond()
                low, block = self.low_at + before[number], self.blocks_at + number * standing.blocks
                check_each(((low, low + size), (block, block + standing.blocks)))
                its = standing.whole(self.bytes[low : low + size], self.bytes[block : block + standing.blocks])
                docs.append(its.data)
                number += 1
            start = stop

    def beyond(self) -> DamagedArchive:
        """The error for postings that lie elsewhere."""
        return self.file.damaged(f"{self.postings.name} has postings beyond its end")

    def few(self, start: int, end: int) -> tuple[list[int], list[int]]:
        """Documents and frequencies of these postings."""
        self._check(start, end)
        return self.standing.numbers(start, end).tolist(), self._tf.few(start, end)

    def apart(self, start: int, end: int) -> tuple[Array, Array]:
        """Which of these postings have frequencies too great for half a byte, and those."""
        return self._tf.apart(start, end)

    def counts(self, runs: Sequence[Run]) -> Counts:
        """How often any of these terms stands in each document."""
        docs, tf = self._taken(runs)
        if len(runs) == 1 and runs[0].last == runs[0].first + 1:
            return Counts(docs.astype(np.intp), tf)
        return _summed(docs, tf, self.size)

    def counts_of_all(self, stretches: Sequence[Stretch]) -> Floats:
        """The same of every document there is, for the postings of these stretches."""
        docs, tf, sizes = taken(stretches, np.float64)
        weights, at = tf.astype(np.float64, copy=False), 0
        for (_, _, _, languages, _), size in zip(stretches, sizes, strict=True):
            if languages is not None and (mask := self.mask(languages)) is not None:
                weights[at : at + size] *= mask.take(docs[at : at + size])
            at += size
        return cast("Floats", np.bincount(docs, weights, self.size))

    def _taken(self, runs: Sequence[Run]) -> tuple[Array, Array]:
        """Documents and frequencies of all of these terms, one term's after the other's."""
        if len(runs) == 1:
            ((first, last, languages),) = runs
            return self._spoken(*self.run(first, last), languages)
        if len(runs) > _SLICED:
            return self._gathered(runs)
        spoken: dict[frozenset[int] | None, tuple[list[Array], list[Array]]] = {}
        for first, last, languages in runs:
            docs, tf = self.run(first, last)
            its = spoken.setdefault(languages, ([], []))
            its[0].append(docs)
            its[1].append(tf)
        parts = [self._spoken(joined(docs), joined(tf), these) for these, (docs, tf) in spoken.items()]
        return joined([docs for docs, _ in parts]), joined([tf for _, tf in parts])

    def _spoken(self, docs: Array, tf: Array, languages: frozenset[int] | None) -> tuple[Array, Array]:
        """Those of these postings whose document is in one of these languages."""
        if languages is None or (mask := self.mask(languages)) is None:
            return docs, tf
        kept = mask.take(docs)
        return docs.compress(kept), tf.compress(kept)

    def mask(self, languages: frozenset[int]) -> NDArray[np.bool_] | None:
        """Which documents are in one of these languages; None if all are."""
        if languages not in self._masks:
            if len(self._masks) > _MASKS:
                self._masks.clear()
            spoken = np.zeros(256, np.bool_)
            spoken[list(languages)] = True
            mask = spoken[self.languages]
            self._masks[languages] = None if mask.all() else mask
        return self._masks[languages]

    def _gathered(self, runs: Sequence[Run]) -> tuple[Array, Array]:
        """Documents and frequencies of many runs of terms, one run's after the other's. They ascend (`Runs`)."""
        spans = np.array([self.postings.span(run.first, run.last) for run in runs], np.intp)
        starts, counts = spans[:, 0], spans[:, 1] - spans[:, 0]
        assert (starts[1:] >= starts[:-1]).all(), "runs of terms that don't ascend"
        for start, end in spans.tolist():
            self._check(start, end)
        docs = joined([self.standing.array(start, end) for start, end in spans.tolist()])
        tf = self._tf.stretches(starts, counts)
        if any(run.languages is not None for run in runs):
            spoken = np.ones((len(runs), 256), np.bool_)  # by run and language
            for number, run in enumerate(runs):
                if run.languages is not None:
                    spoken[number] = False
                    spoken[number, list(run.languages)] = True
            kept = spoken[np.repeat(np.arange(len(runs)), counts), self.languages.take(docs)]
            docs, tf = docs.compress(kept), tf.compress(kept)
        return docs, tf


def taken(stretches: Sequence[Stretch], wide: Any = np.uint32) -> tuple[Array, Array, list[int]]:
    """Documents and frequencies of these postings of one segment, one stretch's after the other's, and how many there
    are of each: as many as share a byte with one of them, so that bytes are copied as they stand. What is beside them,
    or doesn't count, has the frequency 0. Frequencies are bytes, or `wide` where some don't fit."""
    docs: list[memoryview] = []
    halves: list[memoryview] = []
    sizes: list[int] = []
    nothing: list[int] = []
    between: list[Span] = []
    at = 0
    file = stretches[0][0].file
    check, unseen = file.check_grains, file.unseen
    for its, start, end, _, holes in stretches:
        if not 0 <= start <= end <= its.length:
            raise its.beyond()
        first, last = start >> 1, end + 1 >> 1
        grain, stop = its.halves_at + first >> GRAIN_BITS, (its.halves_at + last - 1 >> GRAIN_BITS) + 1
        if unseen(0, grain, stop) >= 0:
            check(grain, stop)
        halves.append(its.half_view[first:last])
        if start & 1:
            nothing.append(at)
            docs.append(_FIRST_DOC)
        often = its.often
        number = bisect_left(often, start)
        if number == len(often) or often[number] >= end:
            begin, stop = start - its.before[number], end - its.before[number]
            docs.append(its.doc_view[begin:stop])
            grain, stop = its.docs_at + 2 * begin >> GRAIN_BITS, (its.docs_at + 2 * stop - 1 >> GRAIN_BITS) + 1
            if unseen(0, grain, stop) >= 0:
                check(grain, stop)
        else:
            its.put(docs, start, end, number)
        size = last - first << 1
        if end & 1:
            nothing.append(at + size - 1)
            docs.append(_FIRST_DOC)
        for begin, stop in holes:
            between.append((at + begin - 2 * first, at + stop - 2 * first))
        sizes.append(size)
        at += size
    tf = stretches[0][0].unpacked(_laid(halves, np.uint8))
    for place in nothing:
        tf[place] = 0
    every = tf.tobytes()  # which looks for a byte sooner than numpy says which is the greatest
    if _MARK_APART in every:
        tf, at = tf.astype(wide), 0
        for (its, start, end, _, _), size in zip(stretches, sizes, strict=True):
            if every.find(_MARK_APART, at, at + size) >= 0:
                rows, real = its.apart(start, end)
                tf[rows + (at - (start & ~1))] = real
            at += size
    for begin, stop in between:
        tf[begin:stop] = 0
    return _laid(docs, np.uint16), tf, sizes


def _laid(pieces: Sequence[memoryview], type: Any) -> Array:
    """These bytes end to end. numpy would take longer to look at each of a dozen pieces."""
    return np.frombuffer(pieces[0] if len(pieces) == 1 else b"".join(pieces), type)


def count(field: FieldArrays, spellings: tuple[Ask, ...]) -> Counts:
    found = [field.counts(ask.runs) if isinstance(ask, Runs) else in_a_row(field, ask) for ask in spellings]
    if len(found) == 1:
        return found[0]
    docs, tf = joined([counts.docs for counts in found]), joined([counts.tf for counts in found])
    return _summed(docs, tf, field.size)


def _summed(every: Array, counts: Array, size: int) -> Counts:
    """The frequencies of documents of a segment that may come several times, in any order."""
    if len(every) * SPARSE > size:
        summed = np.bincount(every, counts, size)
        found = np.flatnonzero(summed)
        return Counts(found, summed[found])
    order, begins = grouped(every)
    firsts = begins.nonzero()[0]
    return Counts(every[order[firsts]].astype(np.intp), np.add.reduceat(counts[order].astype(np.intp), firsts))


def grouped(docs: Array) -> tuple[Docs, NDArray[np.bool_]]:
    """An order that brings equal documents together, without changing theirs; and which places of it begin a group
    (`begun`)."""
    order = docs.argsort(kind="stable")
    return order, begun(docs.take(order))


def begun(numbers: Array) -> NDArray[np.bool_]:
    """Which of these numbers differ from the one before."""
    begins = np.empty(len(numbers), np.bool_)
    if len(begins):
        begins[0] = True
        np.not_equal(numbers[1:], numbers[:-1], begins[1:])
    return begins


def added(values: Floats, begins: NDArray[np.bool_], firsts: Docs) -> Floats:
    """The sum of each group of values, of which `begins` marks the first (`begun`), and `firsts` has its place. In each
    they are added one after the other, so that the last bit is that of a loop's sum: `np.add.reduceat` adds all but the
    first before it adds them to it, which is the same where there are two."""
    if len(values) <= _FEW_ADDED and _THREE not in begins.tobytes():
        return np.add.reduceat(values, firsts)
    # the groups are numbered from 1 on
    return cast("Floats", np.bincount(begins.cumsum(), values)[1:])


def in_a_row(field: FieldArrays, ask: Row) -> Counts:
    """How often terms stand side by side, by document."""
    return _repeated(starts_in_a_row(field, ask) >> field.position_bits)


def starts_in_a_row(field: FieldArrays, ask: Row) -> Array:
    """Where terms stand side by side: document and position of the first as ascending numbers. From the rarest term on,
    what may be a start gets less and less."""
    where = {term: _Where(field, term) for term in set(ask.terms)}
    rarest = sorted(where, key=lambda term: len(where[term].docs))
    docs = where[rarest[0]].docs
    for number, term in enumerate(rarest[1:]):
        rows, those = where[term].rows_of(docs)
        if not len(those):
            return those
        if len(those) < len(docs):
            docs = docs.take(those)
            for before in rarest[: number + 1]:
                where[before].keep(those)
        where[term].rows = rows
    offsets = sorted(range(len(ask.terms)), key=lambda offset: rarest.index(ask.terms[offset]))
    if len(docs) <= _FEW and sum([int(where[term].tf.sum()) for term in rarest]) <= _FEW_POSITIONS:
        few = [(offset, where[ask.terms[offset]].few()) for offset in offsets]
        return np.array(_few_starts(docs.tolist(), few, field.position_bits), np.int64)
    starts = where[ask.terms[offsets[0]]].keys(docs, offsets[0])
    for offset in offsets[1:]:
        starts = shared(starts, where[ask.terms[offset]].keys(docs, offset))
        if not len(starts):
            break
    return starts


def _few_starts(docs: list[int], terms: Sequence[tuple[int, list[list[int]]]], bits: int) -> list[int]:
    """The same for documents that have all of these terms, of which there are the offset and the positions in each."""
    found: list[int] = []
    for number, doc in enumerate(docs):
        starts: set[int] | None = None
        for offset, positions in terms:
            here = {position - offset for position in positions[number]}
            starts = here if starts is None else starts & here
            if not starts:
                break
        found += [doc << bits | start for start in sorted(starts or ())]
    return found


def shared(some: Array, others: Array) -> Array:
    """What is in both of these, which ascend without doubles."""
    if len(some) * _SEARCHED < len(others) + _SORTED:
        return some.compress(among(some, others))
    both = np.concatenate((some, others))
    both.sort(kind="stable")  # which merges what ascends
    return both[:-1].compress(both[1:] == both[:-1])


def _repeated(docs: Array) -> Counts:
    """How often each of these documents, ascending, stands there."""
    if not len(docs):
        return Counts(docs.astype(np.intp), docs)
    bounds = np.concatenate((_FIRST, (docs[1:] != docs[:-1]).nonzero()[0] + 1, (len(docs),)))
    return Counts(docs.take(bounds[:-1]).astype(np.intp), bounds[1:] - bounds[:-1])


_FIRST = np.zeros(1, np.intp)
_FIRST_DOC = memoryview(bytes(2))


class _Where:
    # The postings of a term, with frequencies and positions where they are asked for.
    def __init__(self, field: FieldArrays, term: int) -> None:
        self._field = field
        self._term = term
        self._every: Array | None = None
        self._tf: Array | None = None
        self.docs = field.documents(term)
        self.rows: Array | None = None
        """The postings that count; None for all."""

    def rows_of(self, docs: Array) -> tuple[Array, Docs]:
        """Of the documents that are the term's, too, its postings, and their places among them."""
        rows = self.docs.searchsorted(docs)
        np.minimum(rows, len(self.docs) - 1, out=rows)
        those = (self.docs.take(rows) == docs).nonzero()[0]
        return (rows if len(those) == len(docs) else rows.take(those)), those

    def keep(self, those: Docs) -> None:
        """Of the postings that count, only those at these places do."""
        self.rows = those if self.rows is None else self.rows.take(those)

    @property
    def every(self) -> Array:
        """All frequencies."""
        if self._every is None:
            self._every = self._field.frequencies(self._term)
        return self._every

    @property
    def tf(self) -> Array:
        """The frequencies of the postings that count."""
        if self._tf is None:
            self._tf = self.every if self.rows is None else self.every.take(self.rows)
        return self._tf

    def few(self) -> list[list[int]]:
        """The positions of each of the postings that count."""
        return self._field.all_positions.few_each(self._starts().tolist(), self.tf.tolist())

    def keys(self, docs: Array, offset: int) -> Array:
        """Document and position of its occurrences in the postings that count, which are those of `docs`, as ascending
        numbers; of the position, how far it is from `offset`. What stands before that has no key."""
        bits = self._field.position_bits
        wide: Any = np.uint32 if bits == 16 else np.int64
        positions = self._positions()
        keys: Array = (docs.astype(wide) << wide(bits)).repeat(self.tf)
        keys += positions
        if offset:
            keys = keys[positions >= offset]
            keys -= wide(offset)
        return keys

    def _positions(self) -> Array:
        positions_of = self._field.all_positions
        first, last = self._place()
        if self.rows is None:
            return positions_of.numbers(first, last)
        starts, ends = self._starts(), self.tf.cumsum(dtype=np.intp)
        count = int(ends[-1]) if len(ends) else 0
        if last - first > _MOSTLY * count + _AT_ONCE:
            return positions_of.stretches(starts, self.tf)
        ends -= self.tf
        starts -= first
        starts -= ends
        places = starts.repeat(self.tf)
        places += np.arange(count)
        found: Array = positions_of.numbers(first, last).take(places)
        return found

    def _starts(self) -> Array:
        """Where the positions of the postings that count begin."""
        ends = np.cumsum(self.every, dtype=np.intp)
        if self.rows is not None:
            ends = ends.take(self.rows)
        ends += self._place()[0]
        ends -= self.tf
        return ends

    def _place(self) -> tuple[int, int]:
        ats = self._field.ats
        return ats[self._term], ats[self._term + 1]


def joined(pieces: list[Array]) -> Array:
    if len(pieces) == 1:
        return pieces[0]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.intp)
