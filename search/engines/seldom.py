"""What stands seldom, as arrays: the postings of a leaf's forms in all of its fields, taken and summed at once.

Of a word that a hundred articles have, numpy's calls cost more than their work, and there would be two dozen for each
form and field. So they are made once for all of them, on places in the whole file; and for a handful of postings,
Python is done sooner than numpy.

A document and a field are one number here, a *key*: `FIELDS` times the document, and the field's place among the
default fields. So keys that ascend have a document's fields side by side, in the order in which they are added.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.fields import DEFAULT_FIELDS
from search.engines.found import Array, Floats
from search.engines.occurrences import Stretch, taken

FEW = 40
"""Postings that Python counts and scores sooner than numpy."""

FIELDS = len(DEFAULT_FIELDS)
PLACES = {field.name: place for place, field in enumerate(DEFAULT_FIELDS)}

_TF_BITS = 32
_TF = (1 << _TF_BITS) - 1

Keys = NDArray[np.int64]


def singly(counts: dict[int, int], base: int, some: Sequence[Stretch]) -> None:
    """Add to `counts` how often the terms stand in each document; `base` is the segment's first."""
    for its, start, end, languages in some:
        mask = None if languages is None else its.mask(languages)
        for doc, tf in zip(*its.few(start, end), strict=True):
            if mask is None or mask[doc]:
                counts[base + doc] = counts.get(base + doc, 0) + tf


def gather(some: Sequence[Stretch], keys: Sequence[int]) -> Keys:
    """Of each of these postings of a segment its key, and its frequency in the lowest 32 bits, in no order. `keys` has
    those of document 0 for each stretch. Sets of languages are compared as bits (`segment.MOST_LANGUAGES`)."""
    docs, tf, sizes = taken(some)
    counts = np.array(sizes)
    found: Keys = np.multiply(docs, FIELDS, dtype=np.int64)
    found += np.array(keys).repeat(counts)
    found <<= _TF_BITS
    found += tf
    spoken = [languages for _, _, _, languages in some]
    if any(spoken):
        bits = [-1 if languages is None else sum([1 << number for number in languages]) for languages in spoken]
        tf = tf * (np.array(bits).repeat(counts) >> some[0][0].languages.take(docs) & 1)
    return found.compress(tf)


def documents(postings: Keys) -> Keys:
    """The documents of gathered postings."""
    return (postings >> _TF_BITS) // FIELDS


class Frequencies(NamedTuple):
    """Keys, ascending, and what each adds to its document's frequency (`bm25f`)."""

    keys: Keys
    values: Floats

    def summed(self) -> tuple[Keys, Floats]:
        """Documents, ascending, and their frequencies."""
        docs = self.keys // FIELDS
        firsts = _firsts(docs)
        return docs.take(firsts), np.add.reduceat(self.values, firsts)

    def add_to(self, hit: NDArray[np.bool_], values: Floats) -> Keys:
        """Mark the documents in `hit`, add to their `values`, field by field, and return them, ascending."""
        docs, places = np.divmod(self.keys, FIELDS)
        hit[docs] = True
        for place in np.bincount(places).nonzero()[0].tolist():
            its = (places == place).nonzero()[0]
            values[docs.take(its)] += self.values.take(its)
        return docs.take(_firsts(docs))


def frequencies(postings: Keys, rates: Floats) -> Frequencies:
    """The keys of these postings once each; `rates` by key."""
    postings.sort()
    keys = postings >> _TF_BITS
    postings &= _TF
    firsts = _firsts(keys)
    keys = keys.take(firsts)
    return Frequencies(keys, np.add.reduceat(postings, firsts) * rates.take(keys))


def _firsts(numbers: Keys) -> Array:
    """Where each number begins among these, of which there are some, ascending."""
    begins = np.empty(len(numbers), np.bool_)
    begins[0] = True
    np.not_equal(numbers[1:], numbers[:-1], out=begins[1:])
    return begins.nonzero()[0]
