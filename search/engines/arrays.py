"""Counting and scoring by numpy: see `scoring.Arithmetic`, and `scalar`, which gives the same scores to the last bit.

Documents are ascending arrays, frequencies and scores arrays beside them. Sets are put together either by sorting what
is little, or by going over all documents once where that is less work; nothing is done document by document.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer.fields import Field
from indexer.stores.whoosh.container import Typecode
from indexer.stores.whoosh.segment import Postings, Segment
from search.engines import Match, Matches, Sort
from search.engines.asks import Ask, Row, Run, Runs
from search.engines.generation import Generation

Docs: TypeAlias = NDArray[np.intp]
Floats: TypeAlias = NDArray[np.float64]
Array: TypeAlias = NDArray[Any]

SPARSE = 16
"""Where a set has less than one of so many documents, sorting it is cheaper than going over all documents."""


_UNROLLED = 8
"""Of so many numbers, numpy sums every eighth first, so that the sum may be another one in its last bit."""

_ROWS = 64
"""Rows of a table of all scores, of whose columns the best are found first."""

_SHORT = 32_768
"""So many documents, or fewer, and all scores are compared sooner than picked out, and remembered as they are."""

_FEW = 50
"""Numbers that Python counts sooner than numpy."""

_DENSE = 8
"""Where a word has more than one posting in so many documents, counting goes over all documents."""

_SLICED = 32
"""Runs of terms that are taken slice by slice; more of them, posting by posting."""

_MASKS = 64
"""Sets of languages whose documents are remembered for a field: a byte a document each."""

_KEPT = 8 << 20
"""Bytes of a block that is allocated, never touched, and freed at once. glibc takes the largest block that was freed
for a measure of what a program needs again: without it, arrays of a hundred thousand documents went back to the system
after each sum and came again page by page, and scoring a frequent word took 600 microseconds instead of 70."""

_COUNTED = 24
"""Postings of several terms that Python counts sooner than numpy."""

_SORTED = 100
"""Matches that Python puts in order sooner than numpy."""


class Counts:
    """A leaf in one field: documents, ascending, and frequencies, whole numbers of any type; or, with a mark for those
    where there are any (`hit`), the frequencies of all documents."""

    __slots__ = ("docs", "hit", "tf")

    def __init__(self, docs: Docs, tf: Array, *, hit: NDArray[np.bool_] | None = None) -> None:
        self.docs, self.tf, self.hit = docs, tf, hit


class Found:
    """Documents and their scores, in one of two forms: ascending documents and scores beside them (no scores: all 0),
    or a score and a mark for every document there is. What is asked for in the other form is made each time: kept, it
    would take three times the room."""

    __slots__ = ("_docs", "_hit", "_scores", "_size", "_values", "count", "recipe", "scored")

    def __init__(
        self,
        size: int,
        *,
        docs: Docs | None = None,
        scores: Floats | None = None,
        hit: NDArray[np.bool_] | None = None,
        values: Floats | None = None,
    ) -> None:
        self._size = size
        self._docs, self._scores, self._hit, self._values = docs, scores, hit, values
        self.scored = scores is not None or values is not None
        self.recipe: Recipe | None = None
        self.count = len(docs) if docs is not None else 0 if hit is None else int(np.count_nonzero(hit))

    @property
    def is_many(self) -> bool:
        """Whether going over all documents is less work than picking these out."""
        return self.count * SPARSE > self._size

    @property
    def hit(self) -> NDArray[np.bool_] | None:
        """The mark of every document, where it is kept so."""
        return self._hit

    def owned(self) -> tuple[NDArray[np.bool_], Floats]:
        """The same as `copied`, and this is no more to be used."""
        if self._hit is not None and self._values is not None:
            return self._hit, self._values
        return self.copied()

    def copied(self) -> tuple[NDArray[np.bool_], Floats]:
        """A mark and a score for every document there is, to be changed at will."""
        if self._hit is not None and self._values is not None:
            return self._hit.copy(), self._values.copy()
        hit, values = np.zeros(self._size, np.bool_), np.zeros(self._size)
        self.add_to(hit, values)
        return hit, values

    @property
    def docs(self) -> Docs:
        """The documents, ascending."""
        if self._docs is not None:
            return self._docs
        assert self._hit is not None
        return np.flatnonzero(self._hit)

    def settled(self) -> Found:
        """The same in the form in which it is asked for with less work."""
        if self._hit is not None or not self.is_many:
            return self
        hit, values = self.copied()
        return Found(self._size, hit=hit, values=values if self.scored else None)

    def scores(self, docs: Docs) -> Floats:
        """The scores of some of its documents, ascending."""
        if self._values is not None:
            return self._values.take(docs)
        if self._scores is None:
            return np.zeros(len(docs))
        return self._scores if docs is self._docs else self._scores[np.searchsorted(self.docs, docs)]

    def among(self, docs: Docs) -> NDArray[np.bool_]:
        """Which of `docs`, ascending, are its documents."""
        if self._hit is not None:
            return self._hit.take(docs)
        return _among(docs, self.docs)

    def add_to(self, hit: NDArray[np.bool_], values: Floats) -> None:
        """Mark its documents in `hit` and add their scores to `values`."""
        if self._hit is not None:
            hit |= self._hit
        else:
            hit[self._docs] = True
        if self._values is not None:
            values += self._values
        elif self._scores is not None:
            values[self._docs] += self._scores

    def best(self, count: int) -> tuple[Docs, Floats]:
        """So many of the best-scored documents, ascending, and those that score like the last of them; all scores."""
        if self._values is not None and self._hit is not None and self.is_many:
            return self._best_of_all(self._hit, self._values, count)
        docs = self.docs
        scores = self.scores(docs)
        places = np.flatnonzero(scores >= _threshold(scores, count))
        return docs.take(places), scores.take(places)

    @staticmethod
    def _best_of_all(hit: NDArray[np.bool_], values: Floats, count: int) -> tuple[Docs, Floats]:
        columns = len(values) // _ROWS
        if columns <= max(count, _SHORT // _ROWS):
            docs = np.flatnonzero((values >= _threshold(values, count)) & hit)
            return docs, values.take(docs)
        # What reaches the threshold stands in columns whose greatest does, or in the row that isn't full.
        table = values[: _ROWS * columns].reshape(_ROWS, columns)
        greatest = table.max(axis=0)
        threshold = _least_of_best(greatest, count)
        which = np.flatnonzero(greatest >= threshold)
        rows, places = np.nonzero(table[:, which] >= threshold)
        docs = np.concatenate((rows * columns + which[places], np.arange(_ROWS * columns, len(values))))
        docs = docs.compress((values.take(docs) >= threshold) & hit.take(docs))
        return docs, values.take(docs)

    def nbytes(self) -> int:
        """The bytes of memory that it takes."""
        arrays = (self._docs, self._scores, self._hit, self._values)
        return 500 + sum(array.nbytes for array in arrays if array is not None)


class Recipe(NamedTuple):
    """How the scores of all documents came about: `factor * tf / (tf + norms)`, but for some documents (`others`), to
    which other fields added theirs."""

    tf: Array
    norms: Floats
    factor: float
    others: Docs


class Recounted(Found):
    """The same as a Found of all documents, in a fifth of the room: with how often they have the word, from which
    their scores are made anew."""

    __slots__ = ("_more", "_recipe")

    def __init__(self, size: int, hit: NDArray[np.bool_], recipe: Recipe, more: Floats) -> None:
        super().__init__(size, hit=hit)
        self.scored = True
        self._recipe, self._more = recipe, more

    def copied(self) -> tuple[NDArray[np.bool_], Floats]:
        """A mark and a score for every document there is, to be changed at will."""
        return self._marks().copy(), self._all()

    def scores(self, docs: Docs) -> Floats:
        """The scores of some of its documents, ascending."""
        if len(docs) * SPARSE > self._size:
            return self._all().take(docs)
        tf, norms, factor, others = self._recipe
        its = tf.take(docs)
        scores: Floats = its * factor
        scores /= its + norms.take(docs)
        if len(others):
            places = np.searchsorted(others, docs)
            np.minimum(places, len(others) - 1, out=places)
            apart = np.flatnonzero(others.take(places) == docs)
            scores[apart] = self._more.take(places.take(apart))
        return scores

    def add_to(self, hit: NDArray[np.bool_], values: Floats) -> None:
        """Mark its documents in `hit` and add their scores to `values`."""
        hit |= self._marks()
        values += self._all()

    def best(self, count: int) -> tuple[Docs, Floats]:
        """So many of the best-scored documents, ascending, and those that score like the last of them; all scores."""
        return self._best_of_all(self._marks(), self._all(), count)

    def nbytes(self) -> int:
        """The bytes of memory that it takes."""
        return 500 + self._marks().nbytes + self._recipe.tf.nbytes + self._more.nbytes + self._recipe.others.nbytes

    def _marks(self) -> NDArray[np.bool_]:
        assert self._hit is not None
        return self._hit

    def _all(self) -> Floats:
        tf, norms, factor, others = self._recipe
        values: Floats = tf * factor
        values /= tf + norms
        values[others] = self._more
        return values


class _ByDate:
    """All documents in the order of their dates, `seconds`, 0 for an unknown one, which comes last either way."""

    def __init__(self, seconds: Array, *, oldest: bool) -> None:
        known, places = np.unique(seconds, return_inverse=True)
        ranks = np.arange(1, len(known) + 1, dtype=np.int32)
        if oldest:
            ranks = ranks[::-1].copy()
        ranks[known == 0] = 0
        self.ranks: NDArray[np.int32] = ranks[places]
        """The rank of each document's date: the more it comes first, the greater; 0 for an unknown one."""
        self._order: NDArray[np.int32] = np.argsort(-self.ranks, kind="stable").astype(np.int32)
        self._ends = np.cumsum(np.bincount(self.ranks)[::-1])[::-1]  # by rank: how many are of this one or greater ones

    def best(self, found: Found, count: int) -> Docs:
        """So many of what is found, ascending, fewer than there are, that come first, and those of the last one's
        date."""
        if found.hit is None or not found.is_many:
            docs = found.docs
            ranks = self.ranks.take(docs)
            return docs.compress(ranks >= _threshold(ranks, count))
        # From the first date on, as far as need be: a frequent word is found in the first hundred.
        looked = 4 * count
        while True:
            first = self._order[:looked]
            places = np.flatnonzero(found.hit.take(first))
            if len(places) >= count:
                break
            looked *= 4
        last = self._ends[self.ranks[first[places[count - 1]]]]
        if last > looked:
            first = self._order[:last]
            places = np.flatnonzero(found.hit.take(first))
        elif last < looked:
            places = places[: np.searchsorted(places, last)]
        return np.sort(first.take(places)).astype(np.intp)


class _Field:
    """A field of a segment as arrays over its map; a part of one is compared with its checksums when it is taken."""

    def __init__(self, segment: Segment, postings: Postings) -> None:
        postings.load()
        self.postings = postings
        self.size = segment.documents
        self._file = segment.file
        self._docs_at, docs = segment.file.place(f"{postings.name}.docs")
        self._docs: Array = np.frombuffer(docs, np.uint16)
        self._tf, self.all_positions = postings.arrays
        self._languages: Array = np.asarray(segment.language_numbers)
        self._masks: dict[frozenset[int], NDArray[np.bool_] | None] = {}
        self.position_bits = postings.position_bits

    def run(self, first: int, last: int) -> tuple[Array, Array]:
        """Documents and frequencies of the terms from number `first` to before `last`; of several terms, one term's
        after the other's."""
        start, end = self.postings.span(first, last)
        self._check(start, end)
        return self._docs[start:end], self._tf.numbers(start, end)

    def _check(self, start: int, end: int) -> None:
        if not 0 <= start <= end <= len(self._docs):
            raise self._file.damaged(f"{self.postings.name} has postings beyond its end")
        self._file.check(self._docs_at + 2 * start, self._docs_at + 2 * end)

    def postings_of(self, runs: Sequence[Run]) -> int:
        """How many postings these terms have."""
        spans = [self.postings.span(run.first, run.last) for run in runs]
        return sum(end - start for start, end in spans)

    def counts(self, runs: Sequence[Run]) -> Counts:
        """How often any of these terms stands in each document."""
        if 1 < len(runs) <= _COUNTED and self.postings_of(runs) <= _COUNTED:
            return self._counted(runs)
        docs, tf = self._taken(runs)
        if len(runs) == 1 and runs[0].last == runs[0].first + 1:
            return Counts(docs.astype(np.intp), tf)
        return _summed(docs, tf, self.size)

    def counts_of_all(self, runs: Sequence[Run]) -> Floats:
        """The same of every document there is."""
        docs, tf = self._taken(runs)
        found: Any = np.bincount(docs, tf, self.size)  # of floats, where there are weights
        return found  # type: ignore[no-any-return]

    def _counted(self, runs: Sequence[Run]) -> Counts:
        """The same, one by one."""
        counts: dict[int, int] = {}
        for first, last, languages in runs:
            start, end = self.postings.span(first, last)
            self._check(start, end)
            mask = None if languages is None else self._mask(languages)
            for doc, tf in zip(self._docs[start:end].tolist(), self._tf.few(start, end), strict=True):
                if mask is None or mask[doc]:
                    counts[doc] = counts.get(doc, 0) + tf
        docs = sorted(counts)
        return Counts(np.array(docs, np.intp), np.array([counts[doc] for doc in docs], np.intp))

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
        parts = [self._spoken(_joined(docs), _joined(tf), these) for these, (docs, tf) in spoken.items()]
        return _joined([docs for docs, _ in parts]), _joined([tf for _, tf in parts])

    def _spoken(self, docs: Array, tf: Array, languages: frozenset[int] | None) -> tuple[Array, Array]:
        """Those of these postings whose document is in one of these languages."""
        if languages is None or (mask := self._mask(languages)) is None:
            return docs, tf
        kept = mask.take(docs)
        return docs.compress(kept), tf.compress(kept)

    def _mask(self, languages: frozenset[int]) -> NDArray[np.bool_] | None:
        """Which documents are in one of these languages; None if all are."""
        if languages not in self._masks:
            if len(self._masks) > _MASKS:
                self._masks.clear()
            spoken = np.zeros(256, np.bool_)
            spoken[list(languages)] = True
            mask = spoken[self._languages]
            self._masks[languages] = None if mask.all() else mask
        return self._masks[languages]

    def _gathered(self, runs: Sequence[Run]) -> tuple[Array, Array]:
        """Documents and frequencies of many runs of terms, one run's after the other's."""
        spans = np.array([self.postings.span(run.first, run.last) for run in runs], np.intp)
        starts, counts = spans[:, 0], spans[:, 1] - spans[:, 0]
        for start, end in spans.tolist():
            self._check(start, end)
        ends = np.cumsum(counts)
        docs = self._docs.take(np.repeat(spans[:, 1] - ends, counts) + np.arange(int(ends[-1])))
        tf = self._tf.stretches(starts, counts)
        if any(run.languages is not None for run in runs):
            spoken = np.ones((len(runs), 256), np.bool_)  # by run and language
            for number, run in enumerate(runs):
                if run.languages is not None:
                    spoken[number] = False
                    spoken[number, list(run.languages)] = True
            kept = spoken[np.repeat(np.arange(len(runs)), counts), self._languages.take(docs)]
            docs, tf = docs.compress(kept), tf.compress(kept)
        return docs, tf


class Arrays:
    """See `search.engines.scoring.Arithmetic`."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._size = generation.documents
        self._norms: dict[str, Floats] = {}
        self._columns: dict[str, Array] = {}
        self._fields: dict[tuple[int, str], _Field] = {}
        self._dates: dict[Sort, _ByDate] = {}
        self._alive = np.ones(self._size, np.bool_)
        self._alive[sorted(generation.dead)] = False
        self._whole = not generation.dead
        self._nothing = Found(self._size, docs=np.zeros(0, np.intp))
        np.empty(_KEPT, np.uint8)  # see there

    def count(self, field: Field, asks: Sequence[tuple[Ask, ...]], *, once: bool) -> Counts:
        """How often any of a leaf's spellings stands in each document; `asks` has those of each segment."""
        parts = [
            (base, self._field(base, segment, field.name), spellings)
            for (base, segment), spellings in zip(self._generation.rows(), asks, strict=True)
            if spellings
        ]
        runs = [(its, ask.runs) for _, its, spellings in parts for ask in spellings if isinstance(ask, Runs)]
        if not once and sum(its.postings_of(some) for its, some in runs) * _DENSE > self._size:
            return self._count_all(parts)
        docs: list[Docs] = []
        tf: list[Array] = []
        for base, its, spellings in parts:
            found = _count(its, spellings)
            docs.append(found.docs + base if base else found.docs)
            tf.append(found.tf)
        counts = Counts(_joined(docs), _joined(tf))
        if not self._whole:
            alive = self._alive[counts.docs]
            counts = Counts(counts.docs[alive], counts.tf[alive])
        return Counts(counts.docs, np.ones(len(counts.docs), np.intp)) if once else counts

    def _count_all(self, parts: Sequence[tuple[int, _Field, tuple[Ask, ...]]]) -> Counts:
        every = np.zeros(self._size)
        for base, its, spellings in parts:
            for ask in spellings:
                if isinstance(ask, Runs):
                    found = its.counts_of_all(ask.runs)
                    if its.size == self._size and len(spellings) == 1:
                        every = found
                    elif len(spellings) == 1:
                        every[base : base + its.size] = found
                    else:
                        every[base : base + its.size] += found
                else:
                    counts = _in_a_row(its, ask)
                    every[base + counts.docs] += counts.tf
        if not self._whole:
            every *= self._alive
        return Counts(self._nothing.docs, every, hit=every > 0)

    def size(self, counts: Counts) -> int:
        """How many documents."""
        return len(counts.docs) if counts.hit is None else int(np.count_nonzero(counts.hit))

    def score(self, counts: Counts, field: Field, weight: float, *, once: bool) -> Found:
        """See `scoring` for the formula."""
        norms: Any = 1.2 if once else self._norm(field.name)
        if counts.hit is None and not once:
            norms = norms.take(counts.docs)
        scores = counts.tf * (weight * 2.2)
        scores /= counts.tf + norms
        if counts.hit is not None:
            found = Found(self._size, hit=counts.hit, values=scores)
            if self._size > _SHORT:
                found.recipe = Recipe(counts.tf, norms, weight * 2.2, self._nothing.docs)
            return found
        return Found(self._size, docs=counts.docs, scores=scores)

    def any_of(self, parts: Sequence[Found], *, spent: bool = False) -> Found:
        """What any of them matches, with the sum of their scores."""
        parts = [part for part in parts if part.count]
        if len(parts) < 2:
            return parts[0].settled() if parts else self.nothing()
        if sum(part.count for part in parts) * SPARSE > self._size or len(parts) >= _UNROLLED:
            # Of the first two, one may be added to the other: that gives the same to the last bit.
            first, second, *others = parts
            if first.hit is None and second.hit is not None:
                first, second = second, first
            hit, values = first.owned() if spent else first.copied()
            for part in (second, *others):
                part.add_to(hit, values)
            found = Found(self._size, hit=hit, values=values)
            if spent and first.recipe is not None and all(part.hit is None for part in (second, *others)):
                apart = np.unique(np.concatenate([part.docs for part in (second, *others)]))
                found.recipe = first.recipe._replace(others=apart)
            return found
        docs = np.concatenate([part.docs for part in parts])
        order, firsts = _grouped(docs)
        scores = np.add.reduceat(np.concatenate([part.scores(part.docs) for part in parts])[order], firsts)
        return Found(self._size, docs=docs[order[firsts]], scores=scores)

    def all_of(self, wanted: Sequence[Found], unwanted: Sequence[Found]) -> Found:
        """What all the wanted and none of the unwanted match, with the sum of the scores."""
        marked: list[NDArray[np.bool_]] = []
        listed: list[Found] = []
        for part in wanted or [self.every()]:
            if part.hit is None:
                listed.append(part)
            else:
                marked.append(part.hit)
        if listed:
            listed.sort(key=lambda part: part.count)
            docs = listed[0].docs
            for part in listed[1:]:
                docs = docs[part.among(docs)]
            for hit in marked:
                docs = docs[hit.take(docs)]
        else:
            docs = np.flatnonzero(_all(marked))
        for part in unwanted:
            if part.count:
                docs = docs[~part.among(docs)]
        scores: Floats | None = None
        for part in wanted:
            if part.scored:
                its = part.scores(docs)
                scores = its if scores is None else scores + its
        return Found(self._size, docs=docs, scores=scores)

    def every(self) -> Found:
        """Every article."""
        return Found(self._size, hit=self._alive)

    def dated(self, field: str, low: int, high: int) -> Found:
        """The articles whose date lies between these seconds."""
        first, last = self._column(f"{field}.first", "q"), self._column(f"{field}.last", "q")
        return self._where((first != 0) & (first >= low) & (last <= high))

    def having(self, field: Field) -> Found:
        """The articles that have words in a text field."""
        return self._where(self._column(f"{field.name}.words", "I") > 0)

    def nothing(self) -> Found:
        """No article."""
        return self._nothing

    def bytes(self, found: Found) -> int:
        """The bytes of memory that it takes."""
        return found.nbytes()

    def kept(self, found: Found) -> Found:
        """The same as it should be remembered: where scores take much room, how they came about."""
        recipe, hit = found.recipe, found.hit
        if recipe is None or hit is None:
            return found
        found.recipe = None
        tf = recipe.tf.astype(np.min_scalar_type(int(recipe.tf.max())))
        return Recounted(self._size, hit, recipe._replace(tf=tf), found.scores(recipe.others))

    def page(self, found: Found, sort: Sort, page: slice, *, stories: bool = False) -> Matches:
        """The matches on one page."""
        total, copies = found.count, self._copies(found)
        if copies is None:
            return Matches(total, self._shown(found, sort, page))
        docs, numbers = copies
        if stories and len(docs):
            found = self._told_once(found, docs, numbers, sort)
        shown = self._shown(found, sort, page)
        return Matches(total, shown, total - len(docs) + self._told(numbers))

    def _told(self, numbers: Array) -> int:
        """How many different stories these numbers are."""
        if len(numbers) < _FEW:
            return len(set(numbers.tolist()))
        stories = self._generation.stories
        told = np.zeros(0 if stories is None else len(stories), np.bool_)
        told[numbers] = True
        return int(np.count_nonzero(told))

    def _copies(self, found: Found) -> tuple[Docs, Array] | None:
        """The matches that have copies, ascending, and the numbers of their stories."""
        if self._copied is None:
            return None
        docs, numbers = self._copied
        if found.is_many or len(docs) <= found.count:
            held = found.among(docs)
        else:
            matched = found.docs[_among(found.docs, docs)]
            return matched, numbers[np.searchsorted(docs, matched)] if len(matched) else numbers[:0]
        places = np.flatnonzero(held)
        return docs.take(places), numbers.take(places)

    @cached_property
    def _copied(self) -> tuple[Docs, Array] | None:
        """All documents that have copies, ascending, and the numbers of their stories."""
        stories = self._generation.stories
        if stories is None:
            return None
        return np.asarray(stories.docs).astype(np.intp), np.asarray(stories.numbers)

    def _told_once(self, found: Found, docs: Docs, numbers: Array, sort: Sort) -> Found:
        """What is found, and of these documents, which have copies, the first of each story."""
        every = found.docs
        scores = found.scores(every)
        places = np.searchsorted(every, docs)
        order = self._ordered(docs, self._keys(docs, scores[places], sort))
        first = order[np.unique(numbers[order], return_index=True)[1]]
        kept = np.ones(found.count, np.bool_)
        kept[places] = False
        kept[places[first]] = True
        return Found(self._size, docs=every[kept], scores=scores[kept] if found.scored else None)

    def _keys(self, docs: Docs, scores: Floats, sort: Sort) -> list[Array]:
        if sort == "relevance":
            return [-scores]
        return [-scores, -self._by_date(sort).ranks[docs]]

    def _shown(self, found: Found, sort: Sort, page: slice) -> tuple[Match, ...]:
        if page.start >= found.count or (page.stop is not None and page.stop <= page.start):
            return ()
        everything = page.stop is None or page.stop >= found.count
        if everything:
            docs = found.docs
            scores = found.scores(docs)
        elif sort == "relevance":
            docs, scores = found.best(page.stop)
        else:
            docs = self._by_date(sort).best(found, page.stop)
            scores = found.scores(docs)
        if len(docs) <= _SORTED:
            return self._sorted(docs, scores, sort)[page]
        order = self._ordered(docs, self._keys(docs, scores, sort))[page]
        return tuple(map(Match._make, zip(docs[order].tolist(), scores[order].tolist(), strict=True)))

    def _sorted(self, docs: Docs, scores: Floats, sort: Sort) -> tuple[Match, ...]:
        """A few matches in their order; the same as by `_ordered`, without a dozen calls of numpy."""
        matches = [*map(Match._make, zip(docs.tolist(), scores.tolist(), strict=True))]
        keys: list[Any]  # numbers, or pairs of them
        if sort == "relevance":
            keys = [match.score for match in matches]
        else:
            dates = self._by_date(sort).ranks.take(docs).tolist()
            keys = [*zip(dates, [match.score for match in matches], strict=True)]
        if len(set(keys)) < len(keys):
            matches.sort(key=lambda match: self._generation.id(match.doc))
            at = dict(zip(docs.tolist(), keys, strict=True))
            matches.sort(key=lambda match: at[match.doc], reverse=True)  # stable: what is equal stays by id
        else:
            order = sorted(range(len(keys)), key=keys.__getitem__, reverse=True)
            matches = [matches[place] for place in order]
        return tuple(matches)

    def _by_date(self, sort: Sort) -> _ByDate:
        if sort not in self._dates:
            self._dates[sort] = _ByDate(self._column("date.first", "q"), oldest=sort == "oldest")
        return self._dates[sort]

    def _ordered(self, docs: Docs, keys: list[Array]) -> Docs:
        """The order of these documents by the last of `keys`, then by those before it, then by id."""
        order = np.lexsort(keys)
        best = [key[order] for key in keys]
        if np.logical_and.reduce([key[1:] == key[:-1] for key in best]).any():
            low, high = self._ids
            order = np.lexsort((low[docs], high[docs], *keys))
        return order

    @cached_property
    def _ids(self) -> tuple[Array, Array]:
        # Sixteen bytes as two numbers that sort as they do.
        columns = [np.frombuffer(s.file.bytes("ids"), ">u8").astype(np.uint64) for s in self._generation.segments]
        both = np.concatenate(columns).reshape(-1, 2)
        return both[:, 1], both[:, 0]

    def _field(self, base: int, segment: Segment, name: str) -> _Field:
        field = self._fields.get((base, name))
        if field is None:
            field = self._fields[base, name] = _Field(segment, segment.fields[name])
        return field

    def _where(self, holds: NDArray[np.bool_]) -> Found:
        return Found(self._size, hit=holds if self._whole else holds & self._alive)

    def _column(self, name: str, typecode: Typecode) -> Array:
        if name not in self._columns:
            pieces = []
            for segment in self._generation.segments:
                its = segment.numbers(name, typecode)
                pieces.append(np.zeros(segment.documents, typecode) if its is None else np.asarray(its))
            self._columns[name] = _joined(pieces)
        return self._columns[name]

    def _norm(self, field: str) -> Floats:
        if field not in self._norms:
            lengths = self._column(f"{field}.words", "I").astype(np.float64)
            average = float(lengths[self._alive].sum()) / max(self._generation.articles, 1)
            self._norms[field] = 0.3 + (0.9 / average) * lengths
        return self._norms[field]


def _among(docs: Docs, others: Docs) -> NDArray[np.bool_]:
    """Which of `docs` are among the others, both ascending."""
    if not len(others):
        return np.zeros(len(docs), np.bool_)
    places = np.searchsorted(others, docs)
    np.minimum(places, len(others) - 1, out=places)
    found: NDArray[np.bool_] = others[places] == docs
    return found


def _joined(pieces: list[Array]) -> Array:
    if len(pieces) == 1:
        return pieces[0]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.intp)


def _all(marks: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """What is marked in all of them, which are one or more."""
    first, *others = marks
    both = first & others[0] if others else first
    for one in others[1:]:
        both &= one
    return both


def _threshold(keys: Array, count: int) -> Any:
    """A value that at least `count` of the keys reach, and not many more."""
    columns = len(keys) // _ROWS
    if columns > count:
        # The greatest of each of many groups: as many as these are at least as great as the least of the best of them.
        keys = keys[: _ROWS * columns].reshape(_ROWS, columns).max(axis=0)
    return _least_of_best(keys, count)


def _least_of_best(keys: Array, count: int) -> Any:
    return np.partition(keys, len(keys) - count)[len(keys) - count]


def _count(field: _Field, spellings: tuple[Ask, ...]) -> Counts:
    found = [field.counts(ask.runs) if isinstance(ask, Runs) else _in_a_row(field, ask) for ask in spellings]
    if len(found) == 1:
        return found[0]
    docs, tf = _joined([counts.docs for counts in found]), _joined([counts.tf for counts in found])
    return _summed(docs, tf, field.size)


def _summed(every: Array, counts: Array, size: int) -> Counts:
    """The frequencies of documents of a segment that may come several times, in any order."""
    if len(every) * SPARSE > size:
        summed = np.bincount(every, counts, size)
        found = np.flatnonzero(summed)
        return Counts(found, summed[found])
    order, firsts = _grouped(every)
    return Counts(every[order[firsts]].astype(np.intp), np.add.reduceat(counts[order].astype(np.intp), firsts))


def _grouped(docs: Array) -> tuple[Docs, Docs]:
    """An order that brings equal documents together, without changing theirs, and where each group begins in it."""
    order = docs.argsort(kind="stable")
    ordered = docs[order]
    begins = np.ones(len(docs), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
    return order, np.flatnonzero(begins)


def _in_a_row(field: _Field, ask: Row) -> Counts:
    """How often terms stand side by side, by document: from the rarest on, what may be a start gets less and less."""
    where = {term: _Where(field, term) for term in set(ask.terms)}
    rarest = sorted(where, key=lambda term: len(where[term].docs))
    docs = where[rarest[0]].docs
    for term in rarest[1:]:
        others = where[term].docs
        if not len(docs):
            break
        docs = docs[_among(docs, others)]
    offsets = sorted(range(len(ask.terms)), key=lambda offset: rarest.index(ask.terms[offset]))
    starts = where[ask.terms[offsets[0]]].keys(docs, offsets[0])
    for offset in offsets[1:]:
        if not len(starts):
            break
        starts = starts[_among(starts, where[ask.terms[offset]].keys(docs, offset))]
    return _repeated(starts >> field.position_bits)


def _repeated(docs: Array) -> Counts:
    """How often each of these documents, ascending, stands there."""
    if not len(docs):
        return Counts(docs.astype(np.intp), docs)
    ends = np.flatnonzero(docs[1:] != docs[:-1]) + 1
    firsts = np.concatenate((_FIRST, ends))
    return Counts(docs.take(firsts).astype(np.intp), np.diff(firsts, append=len(docs)))


_FIRST = np.zeros(1, np.intp)


class _Where:
    # The postings of a term, with positions where they are asked for.
    def __init__(self, field: _Field, term: int) -> None:
        self.docs, self._tf = field.run(term, term + 1)
        self._start, self._end = field.postings.place(term, term + 1)
        self._positions = field.all_positions
        self._bits = field.position_bits

    def keys(self, docs: Array, offset: int) -> Array:
        """Document and position of its occurrences in these documents as ascending numbers; of the position, how far
        it is from `offset`. What stands before that has no key."""
        wide: Any = np.uint32 if self._bits == 16 else np.int64
        rows = np.searchsorted(self.docs, docs)
        tf = self._tf
        if len(rows) == len(tf):
            positions = self._positions.numbers(self._start, self._end)
        else:
            tf = tf[rows]
            starts = np.cumsum(self._tf, dtype=np.intp).take(rows) - tf + self._start
            positions = self._positions.stretches(starts, tf)
        keys = np.repeat(docs.astype(wide) << self._bits, tf)
        keys += positions
        if offset:
            keys = keys[positions >= offset]
            keys -= wide(offset)
        return keys
