"""What is found, as arrays: documents and their scores, and the best of them."""

from __future__ import annotations

from collections.abc import Sequence
from math import frexp
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from search.engines.bm25f import K1

Docs: TypeAlias = NDArray[np.intp]
Floats: TypeAlias = NDArray[np.float64]
Array: TypeAlias = NDArray[Any]

SPARSE = 16
"""Where a set has less than one of so many documents, sorting it is cheaper than going over all documents."""

_ROWS = 64
"""Rows of a table of all scores, of whose columns the best are found first."""

_SHORT = 32_768
"""So many documents, or fewer, and all scores are compared sooner than picked out, and remembered as they are."""


_NEAR_BITS = 15
"""Bits of a score that is rounded up: of words that most of the best have often, many scores are nearly the same."""

MOST_NEAR = 4
"""Scores rounded up that are summed in 16 bits, in which ever fewer bits are left for each."""

_MOST_STEPS = (1 << 16) - 1

_FEWER = 2
"""Making all scores is less work than making those of one of so many documents, and then those of others."""

_FEW_MORE = 3
"""Where there are so many times as many of the best as are wanted, or fewer, they are handed on as they are."""

_SLACK = 1e-9
"""By which share a frequency is less that has surely a lower score, whatever is rounded: scores of frequencies below a
million differ by more than that then. None is greater than a field's boost times its average length divided by b."""


def saturated(frequencies: Floats, factor: float) -> Floats:
    """The scores of these frequencies (`bm25f`), as a new array."""
    scores = frequencies * factor
    scores /= frequencies + K1
    return scores


def is_large(documents: int) -> bool:
    """Whether so many documents are many (`_SHORT`)."""
    return documents > _SHORT


class Found:
    """Documents and their scores, in one of two forms: ascending documents and scores beside them (no scores: all 0),
    or a score and a mark for every document there is. What is asked for in the other form is made each time: kept, it
    would take three times the room.

    The scores may be frequencies yet (`saturate`): the best are known by those, and of a word that is asked for once,
    only the scores of the ten that are shown are ever made."""

    __slots__ = ("_docs", "_factor", "_hit", "_is_used", "_scores", "_size", "_values", "count", "recipe", "scored")

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
        self._factor: float | None = None
        self._is_used = False
        self.count = len(docs) if docs is not None else 0 if hit is None else int(np.count_nonzero(hit))

    def saturate(self, factor: float) -> Found:
        """This, of which what passed for scores are frequencies; their scores are made when they are asked for."""
        self._factor = factor
        if factor <= 0:  # what is more isn't worth more
            self._settle()
        return self

    def _settle(self) -> None:
        """Have scores instead of frequencies."""
        if self._factor is not None:
            if self._values is not None:
                self._values = saturated(self._values, self._factor)
            elif self._scores is not None:
                self._scores = saturated(self._scores, self._factor)
            self._factor = None

    def _is_raw(self, docs: int) -> bool:
        """Whether there are frequencies and so few documents are asked for, for the first time, that they stay."""
        if self._factor is None:
            return False
        if self._is_used or docs * _FEWER > self.count:
            self._settle()
            return False
        self._is_used = True
        return True

    def _made(self, frequencies: Floats) -> Floats:
        return frequencies if self._factor is None else saturated(frequencies, self._factor)

    @property
    def is_many(self) -> bool:
        """Whether going over all documents is less work than picking these out."""
        return self.count * SPARSE > self._size

    @property
    def near(self) -> Near | None:
        """The scores of all documents, rounded up, where they are kept."""
        return None

    @property
    def hit(self) -> NDArray[np.bool_] | None:
        """The mark of every document, where it is kept so."""
        return self._hit

    def owned(self) -> tuple[NDArray[np.bool_], Floats]:
        """The same as `copied`, and this is no more to be used."""
        self._settle()
        if self._hit is not None and self._values is not None:
            return self._hit, self._values
        return self.copied()

    def copied(self) -> tuple[NDArray[np.bool_], Floats]:
        """A mark and a score for every document there is, to be changed at will."""
        self._settle()
        if self._hit is not None and self._values is not None:
            return self._hit.copy(), self._values.copy()
        hit, values = np.zeros(self._size, np.bool_), np.zeros(self._size)
        self.add_to(hit, values)
        return hit, values

    def plus(self, other: Found) -> tuple[NDArray[np.bool_], Floats]:
        """A mark and a score for every document there is, of both together, to be changed at will."""
        self._settle()
        other._settle()
        if self._hit is not None and self._values is not None and other._hit is not None and other._values is not None:
            return self._hit | other._hit, self._values + other._values
        hit, values = self.copied()
        other.add_to(hit, values)
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
        assert self._factor is None
        hit, values = self.copied()
        return Found(self._size, hit=hit, values=values if self.scored else None)

    def scores(self, docs: Docs) -> Floats:
        """The scores of some of its documents, ascending."""
        if self._values is None and self._scores is None:
            return np.zeros(len(docs))
        raw = self._is_raw(len(docs))
        if self._values is not None:
            its = self._values.take(docs)
        else:
            assert self._scores is not None
            its = self._scores if docs is self._docs else self._scores[np.searchsorted(self.docs, docs)]
        return self._made(its) if raw else its

    def scores_at(self, places: Docs) -> Floats:
        """The scores of the documents at these places among its own, which are kept as such."""
        assert self._scores is not None
        raw = self._is_raw(len(places))
        its = self._scores.take(places)
        return self._made(its) if raw else its

    def among(self, docs: Docs) -> NDArray[np.bool_]:
        """Which of `docs`, ascending, are its documents."""
        if self._hit is not None:
            return self._hit.take(docs)
        return among(docs, self.docs)

    def add_to(self, hit: NDArray[np.bool_], values: Floats) -> None:
        """Mark its documents in `hit` and add their scores to `values`."""
        self._settle()
        if self._hit is not None:
            hit |= self._hit
        else:
            hit[self._docs] = True
        if self._values is not None:
            values += self._values
        elif self._scores is not None:
            values[self._docs] += self._scores

    def best(self, count: int) -> tuple[Docs, Floats]:
        """So many of the best-scored documents, ascending, and those that score like the last of them; all scores. A
        few others may be among them."""
        if self._values is not None and self._hit is not None and self.is_many:
            if not self._is_raw(count):
                return self._best_of_all(self._hit, self._values, count)
            docs, frequencies = self._best_of_all(self._hit, self._values, count, 1 - _SLACK)
            scores = self._made(frequencies)
            if len(docs) <= _FEW_MORE * count:
                return docs, scores
            places = (scores >= _least_of_best(scores, count)).nonzero()[0]
            return docs.take(places), scores.take(places)
        docs = self.docs
        scores = self.scores(docs)
        places = (scores >= threshold(scores, count)).nonzero()[0]
        return docs.take(places), scores.take(places)

    @staticmethod
    def _best_of_all(hit: NDArray[np.bool_], values: Floats, count: int, share: float = 1) -> tuple[Docs, Floats]:
        """The best of all, and those with values of at least this share of the last one's."""
        columns = len(values) // _ROWS
        if columns <= max(count, _SHORT // _ROWS):
            least = threshold(values, count) * share
            best = values >= least
            if least <= 0:
                best &= hit
            docs = best.nonzero()[0]
            return docs, values.take(docs)
        docs = _reaching(values, count, share=share)
        docs = docs.compress(hit.take(docs))
        return docs, values.take(docs)

    def kept(self) -> Found:
        """The same as it should be remembered: where scores take much room, how they came about."""
        recipe, hit, factor = self.recipe, self._hit, self._factor
        if recipe is None or hit is None or factor is None or self._values is None:
            return self
        self.recipe = None
        tf = recipe.tf.astype(np.min_scalar_type(int(recipe.tf.max())))
        more = self._values.take(recipe.others)
        return Recounted(self._size, hit, recipe._replace(tf=tf), factor, more)

    def nbytes(self) -> int:
        """The bytes of memory that it takes."""
        arrays = (self._docs, self._scores, self._hit, self._values)
        return 500 + sum([array.nbytes for array in arrays if array is not None])


class Recipe(NamedTuple):
    """How the frequencies of all documents came about: `tf * rates`, but for some documents (`others`), to which other
    fields added theirs."""

    tf: Array
    rates: Floats
    others: Docs


class Near(NamedTuple):
    """Scores of all documents, rounded up: in `steps`, of which 2 to the power of `bits` are 1, at most `most` of them.
    0 is no match."""

    steps: NDArray[np.uint16]
    bits: int
    most: int

    def coarser(self, bits: int) -> NDArray[np.uint16]:
        """The same in greater steps, rounded up again."""
        down = self.bits - bits
        if not down:
            return self.steps
        if down > _NEAR_BITS:
            return np.minimum(self.steps, np.uint16(1))
        return (self.steps + np.uint16((1 << down) - 1)) >> np.uint16(down)


class Recounted(Found):
    """The same as a Found of all documents, in half of the room: with how often they have the word, from which their
    scores are made anew (of the others in the recipe, from their frequencies, `more`), and those scores rounded up, by
    which the best are known without that."""

    __slots__ = ("_more", "_near", "_recipe", "_worth")

    def __init__(self, size: int, hit: NDArray[np.bool_], recipe: Recipe, factor: float, more: Floats) -> None:
        super().__init__(size, hit=hit)
        self.scored = True
        self._recipe, self._worth, self._more = recipe, factor, more
        self._near: Near | None = None

    @property
    def near(self) -> Near | None:
        """The scores of all documents, rounded up; made when they are first asked for."""
        if self._near is None:
            values = self._all()
            most = float(values.max())
            # A score that isn't above 0, by the weight that somebody gave it, would be none.
            if self._worth <= 0 or not 1e-100 < most < 1e100:
                return None
            bits = _NEAR_BITS - frexp(most)[1]
            values *= 2.0**bits  # exact
            steps = np.ceil(values, out=values).astype(np.uint16)
            self._near = Near(steps, bits, int(steps.max()))
        return self._near

    def copied(self) -> tuple[NDArray[np.bool_], Floats]:
        """A mark and a score for every document there is, to be changed at will."""
        return self._marks().copy(), self._all()

    def scores(self, docs: Docs) -> Floats:
        """The scores of some of its documents, ascending."""
        if len(docs) * SPARSE > self._size:
            return self._all().take(docs)
        tf, rates, others = self._recipe
        frequencies: Floats = rates.take(docs)
        frequencies *= tf.take(docs)
        if len(others):
            places = np.searchsorted(others, docs)
            np.minimum(places, len(others) - 1, out=places)
            apart = np.flatnonzero(others.take(places) == docs)
            frequencies[apart] = self._more.take(places.take(apart))
        return saturated(frequencies, self._worth)

    def add_to(self, hit: NDArray[np.bool_], values: Floats) -> None:
        """Mark its documents in `hit` and add their scores to `values`."""
        hit |= self._marks()
        values += self._all()

    def best(self, count: int) -> tuple[Docs, Floats]:
        """So many of the best-scored documents, ascending, and those that score like the last of them; all scores."""
        near = self.near
        if near is None:
            return self._best_of_all(self._marks(), self._all(), count)
        return _best_near(self, near.steps, count, 1)

    def nbytes(self) -> int:
        """The bytes of memory that it will take."""
        arrays = (self._marks(), self._recipe.tf, self._more, self._recipe.others)
        return 500 + 2 * self._size + sum(array.nbytes for array in arrays)

    def _marks(self) -> NDArray[np.bool_]:
        assert self._hit is not None
        return self._hit

    def _all(self) -> Floats:
        tf, rates, others = self._recipe
        frequencies: Floats = rates * tf
        frequencies[others] = self._more
        values = frequencies * self._worth
        frequencies += K1
        values /= frequencies
        return values


class Summed(Found):
    """What any of some parts matches that have their scores rounded up: of their sums, only the best are made."""

    __slots__ = ("_near", "_parts")

    def __init__(self, size: int, parts: Sequence[Found], nears: Sequence[Near]) -> None:
        bits = min(near.bits for near in nears)
        while sum((near.most >> near.bits - bits) + 1 for near in nears) > _MOST_STEPS:
            bits -= 1
        hit, near = _marked(parts[0]) | _marked(parts[1]), nears[0].coarser(bits) + nears[1].coarser(bits)
        for part, its in zip(parts[2:], nears[2:], strict=True):
            hit |= _marked(part)
            near += its.coarser(bits)
        super().__init__(size, hit=hit)
        self.scored = True
        self._parts, self._near = parts, near

    def copied(self) -> tuple[NDArray[np.bool_], Floats]:
        """A mark and a score for every document there is, to be changed at will."""
        hit, values = self._parts[0].copied()
        for part in self._parts[1:]:
            part.add_to(hit, values)
        return hit, values

    def scores(self, docs: Docs) -> Floats:
        """The scores of some of its documents, ascending."""
        found = self._parts[0].scores(docs)
        for part in self._parts[1:]:
            found = found + part.scores(docs)
        return found

    def add_to(self, hit: NDArray[np.bool_], values: Floats) -> None:
        """Mark its documents in `hit` and add their scores to `values`."""
        marks, sums = self.copied()
        hit |= marks
        values += sums

    def best(self, count: int) -> tuple[Docs, Floats]:
        """So many of the best-scored documents, ascending, and those that score like the last of them; all scores."""
        if not self.is_many:
            return super().best(count)
        return _best_near(self, self._near, count, len(self._parts))


def _marked(part: Found) -> NDArray[np.bool_]:
    assert part.hit is not None
    return part.hit


def _best_near(found: Found, near: NDArray[np.uint16], count: int, parts: int) -> tuple[Docs, Floats]:
    """The best by sums that were rounded up, in each of so many `parts` by less than a step, twice: whoever scores like
    the last of the best is at most so many steps below it, and one more for what sums of floats lose."""
    docs = _reaching(near, count, 2 * parts + 1)
    scores = found.scores(docs)
    best = scores >= threshold(scores, count)
    return docs.compress(best), scores.compress(best)


def _reaching(values: Array, count: int, slack: int = 0, share: float = 1) -> Docs:
    """The documents with values, ascending, that are among the best so many, or at most `slack` below the last of
    them, or have that share of its value; and a few others."""
    columns = len(values) // _ROWS
    if columns <= count:
        least = threshold(values, count)
        found: Docs = (values >= (max(int(least) - slack, 1) if slack else least * share)).nonzero()[0]
        return found
    # What reaches the threshold stands in columns whose greatest does, or in the row that isn't full.
    table = values[: _ROWS * columns].reshape(_ROWS, columns)
    greatest = table.max(axis=0)
    least = _least_of_best(greatest, count)
    least = max(int(least) - slack, 1) if slack else least * share
    which = (greatest >= least).nonzero()[0]
    rows, places = (table[:, which] >= least).nonzero()
    docs: Docs = np.concatenate((rows * columns + which[places], np.arange(_ROWS * columns, len(values))))
    return docs.compress(values.take(docs) >= least)


def both(few: Found, many: Found) -> tuple[Docs, Floats]:
    """The documents of two that have scores and are kept as documents, and the sums of their scores."""
    docs, others = few.docs, many.docs
    if not len(docs) or not len(others):
        return docs[:0], np.zeros(0)
    places = others.searchsorted(docs)
    np.minimum(places, len(others) - 1, out=places)
    kept = (others.take(places) == docs).nonzero()[0]
    docs = docs.take(kept)
    return docs, few.scores_at(kept) + many.scores_at(places.take(kept))


def among(docs: Docs, others: Docs) -> NDArray[np.bool_]:
    """Which of `docs` are among the others, both ascending."""
    if not len(others):
        return np.zeros(len(docs), np.bool_)
    places = np.searchsorted(others, docs)
    np.minimum(places, len(others) - 1, out=places)
    found: NDArray[np.bool_] = others[places] == docs
    return found


def threshold(keys: Array, count: int) -> Any:
    """A value that at least `count` of the keys reach, and not many more."""
    columns = len(keys) // _ROWS
    if columns > count:
        # The greatest of each of many groups: as many as these are at least as great as the least of the best of them.
        keys = np.maximum.reduce(keys[: _ROWS * columns].reshape(_ROWS, columns))
    return _least_of_best(keys, count)


def _least_of_best(keys: Array, count: int) -> Any:
    place = len(keys) - count
    keys = keys.copy()
    keys.partition(place)
    return keys[place]
