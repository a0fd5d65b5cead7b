"""What is found, as arrays: documents and their scores, and the best of them."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Docs: TypeAlias = NDArray[np.intp]
Floats: TypeAlias = NDArray[np.float64]
Array: TypeAlias = NDArray[Any]

SPARSE = 16
"""Where a set has less than one of so many documents, sorting it is cheaper than going over all documents."""

_ROWS = 64
"""Rows of a table of all scores, of whose columns the best are found first."""

_SHORT = 32_768
"""So many documents, or fewer, and all scores are compared sooner than picked out, and remembered as they are."""


def is_large(documents: int) -> bool:
    """Whether so many documents are many (`_SHORT`)."""
    return documents > _SHORT


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

    def plus(self, other: Found) -> tuple[NDArray[np.bool_], Floats]:
        """A mark and a score for every document there is, of both together, to be changed at will."""
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
        return among(docs, self.docs)

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
        places = np.flatnonzero(scores >= threshold(scores, count))
        return docs.take(places), scores.take(places)

    @staticmethod
    def _best_of_all(hit: NDArray[np.bool_], values: Floats, count: int) -> tuple[Docs, Floats]:
        columns = len(values) // _ROWS
        if columns <= max(count, _SHORT // _ROWS):
            docs = np.flatnonzero((values >= threshold(values, count)) & hit)
            return docs, values.take(docs)
        # What reaches the threshold stands in columns whose greatest does, or in the row that isn't full.
        table = values[: _ROWS * columns].reshape(_ROWS, columns)
        greatest = table.max(axis=0)
        least = _least_of_best(greatest, count)
        which = np.flatnonzero(greatest >= least)
        rows, places = np.nonzero(table[:, which] >= least)
        docs = np.concatenate((rows * columns + which[places], np.arange(_ROWS * columns, len(values))))
        docs = docs.compress((values.take(docs) >= least) & hit.take(docs))
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
        counts = tf.astype(np.float64)
        values: Floats = counts + norms
        counts *= factor
        np.divide(counts, values, out=values)
        values[others] = self._more
        return values


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
        keys = keys[: _ROWS * columns].reshape(_ROWS, columns).max(axis=0)
    return _least_of_best(keys, count)


def _least_of_best(keys: Array, count: int) -> Any:
    return np.partition(keys, len(keys) - count)[len(keys) - count]
