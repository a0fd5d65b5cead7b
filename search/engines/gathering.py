"""The postings of some words in all of their fields, taken at once, each with what it adds to its word's frequency.

Of a word that nobody asked for before, numpy's calls and what surrounds them cost more than their work. So they are
made once for all words of a query and all of their fields, not for each. What postings add is exact (`bm25f.STEPS`), so
that it doesn't matter in which order it is summed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from indexer.fields import Field
from search.engines.bm25f import ORDER
from search.engines.found import Array, Docs, Floats
from search.engines.occurrences import Stretch, begun, joined, taken

_PLACES = {field.name: place for place, field in enumerate(ORDER)}


_FEW = 64
"""Where a word has more than one posting in so many documents, summing them document by document takes less than
sorting them."""


class Part(NamedTuple):
    """What a word asks of one field of the segment at `base`."""

    field: Field
    base: int
    stretches: list[Stretch]


class Gathered(NamedTuple):
    """Documents, in any order and each as often as it may be, and what each adds to its frequency; where that is 0, the
    document isn't one of the word's."""

    docs: Docs
    frequencies: Floats


class Rates:
    """What one occurrence adds to a word's frequency, by field and document; `of` makes a field's."""

    def __init__(self, of: Callable[[Field], Floats], size: int) -> None:
        self._of = of
        self._size = size
        self._default: Floats | None = None

    def at(self, docs: Docs, fields: Sequence[Field], sizes: Sequence[int]) -> Floats:
        """That of each of these documents, of which so many, one after the other, are of each field."""
        if not all([field.default for field in fields]):  # noqa: C419 - sooner
            ends = np.cumsum(sizes).tolist()
            its = zip(fields, ends, sizes, strict=True)
            return joined([self._of(field).take(docs[end - size : end]) for field, end, size in its])
        if self._default is None:
            self._default = np.concatenate([self._of(field) for field in ORDER])
        firsts = np.array([_PLACES[field.name] * self._size for field in fields])
        return self._default.take(firsts.repeat(sizes) + docs)


def gather(words: Sequence[Sequence[Part]], rates: Rates, alive: NDArray[np.bool_] | None) -> list[Gathered]:
    """The postings of each of these words, of which each asks for something; of the `alive` (None: of all). Of several
    segments, word by word."""
    bases = {part.base for parts in words for part in parts}
    if len(bases) == 1:
        return _of_segment(words, rates, alive, *bases)
    found = []
    for parts in words:
        each = [
            _of_segment([[part for part in parts if part.base == base]], rates, alive, base)[0]
            for base in sorted({part.base for part in parts})
        ]
        found.append(Gathered(joined([one.docs for one in each]), joined([one.frequencies for one in each])))
    return found


def _of_segment(
    words: Sequence[Sequence[Part]], rates: Rates, alive: NDArray[np.bool_] | None, base: int
) -> list[Gathered]:
    parts = [part for its in words for part in its]
    stretches = [stretch for part in parts for stretch in part.stretches]
    narrow, tf, counts = taken(stretches)
    docs: Docs = narrow.astype(np.intp)
    if base:
        docs += base
    sizes, at = [], 0
    for part in parts:
        end = at + len(part.stretches)
        sizes.append(sum(counts[at:end]))
        at = end
    frequencies = rates.at(docs, [part.field for part in parts], sizes)
    frequencies *= tf
    if any([languages for _, _, _, languages, _ in stretches]):  # noqa: C419 - sooner
        _silence(frequencies, narrow, stretches, counts)
    if alive is not None:
        frequencies *= alive.take(docs)
    if len(words) == 1:
        return [Gathered(docs, frequencies)]
    found, at, part_at = [], 0, 0
    for its in words:
        end = at + sum(sizes[part_at : part_at + len(its)])
        found.append(Gathered(docs[at:end], frequencies[at:end]))
        at, part_at = end, part_at + len(its)
    return found


def _silence(frequencies: Floats, docs: Array, stretches: Sequence[Stretch], counts: Sequence[int]) -> None:
    """Make those 0 whose document is in none of the languages in which its stretch counts."""
    at = 0
    for (its, _, _, languages, _), size in zip(stretches, counts, strict=True):
        if languages is not None and (mask := its.mask(languages)) is not None:
            frequencies[at : at + size] *= mask.take(docs[at : at + size])
        at += size


def summed(gathered: Gathered, size: int) -> Gathered:
    """Each document once, ascending, with the sum of what there is of it; of so many documents."""
    docs, frequencies = gathered
    if len(docs) * _FEW > size:
        every = every_sum(gathered, size)
        docs = (every != 0).nonzero()[0]  # of marks, numpy finds the places in a tenth of the time
        return Gathered(docs, every.take(docs))
    order = docs.argsort(kind="stable")
    docs = docs.take(order)
    firsts = begun(docs).nonzero()[0]
    frequencies = np.add.reduceat(frequencies.take(order), firsts)
    kept = frequencies.nonzero()[0]
    return Gathered(docs.take(firsts.take(kept)), frequencies.take(kept))


def every_sum(gathered: Gathered, size: int) -> Floats:
    """The sums of all of so many documents."""
    # With weights, numpy gives float64; its types say whole numbers as well.
    found = cast("Floats", np.bincount(gathered.docs, gathered.frequencies, size))
    if len(found) > size:
        raise IndexError("a document beyond the last one")
    return found


def summed_each(gathered: Sequence[Gathered], size: int) -> list[Gathered]:
    """`summed` for each word; of those that are sorted, all at once."""
    rare = [one for one in gathered if len(one.docs) * _FEW <= size]
    if len(rare) < 2:
        return [summed(one, size) for one in gathered]
    firsts = [size * number for number in range(len(rare))]
    docs = np.concatenate([one.docs for one in rare])
    docs += np.array(firsts).repeat([len(one.docs) for one in rare])
    docs, frequencies = summed(Gathered(docs, np.concatenate([one.frequencies for one in rare])), _FEW * len(docs))
    cuts = [*docs.searchsorted(firsts).tolist(), len(docs)]
    sorted_ = iter(
        [
            Gathered(docs[begin:end] - first, frequencies[begin:end].copy())
            for first, (begin, end) in zip(firsts, pairwise(cuts), strict=True)
        ]
    )
    return [next(sorted_) if len(one.docs) * _FEW <= size else summed(one, size) for one in gathered]
