"""What stands seldom, as arrays: the postings of a leaf's forms in all of its fields, taken and summed at once.

Of a word that a hundred articles have, numpy's calls cost more than their work, and there would be two dozen for each
form and field. So they are made once for all of them, on places in the whole file; and for a handful of postings,
Python is done sooner than numpy.

A document and a field are one number here, a *key*: the document, and below it, in the lowest bits, the field's place
among the default fields. So keys that ascend have a document's fields side by side, in the order in which they are
added.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.bm25f import ORDER
from search.engines.found import Floats
from search.engines.occurrences import Stretch, added, begun, taken

FEW = 40
"""Postings that Python counts and scores sooner than numpy."""

PLACES = {field.name: place for place, field in enumerate(ORDER)}
_PLACE_BITS = (len(PLACES) - 1).bit_length()
SLOTS = 1 << _PLACE_BITS
"""Keys of a document."""

_TF_BITS = 32
# As arrays, which numpy makes of a number each time.
_TF, _BELOW_KEYS, _BELOW_DOCS = np.array((1 << _TF_BITS) - 1), np.array(_TF_BITS), np.array(_PLACE_BITS)

Keys = NDArray[np.int64]


def singly(counts: dict[int, int], base: int, some: Sequence[Stretch]) -> None:
    """Add to `counts` how often the terms stand in each document; `base` is the segment's first."""
    for its, start, end, languages in some:
        mask = None if languages is None else its.mask(languages)
        for doc, tf in zip(*its.few(start, end), strict=True):
            if mask is None or mask[doc]:
                counts[base + doc] = counts.get(base + doc, 0) + tf


def gather(some: Sequence[Stretch], base: int, places: Sequence[int]) -> Keys:
    """Of each of these postings of the segment that begins at `base` its key, and its frequency in the lowest 32 bits,
    in no order. `places` has that of each stretch's field. Sets of languages are compared as bits
    (`segment.MOST_LANGUAGES`)."""
    docs, tf, sizes = taken(some)
    found: Keys = docs.astype(np.int64)
    if base:
        found += base
    found <<= _PLACE_BITS + _TF_BITS
    counts = np.array(sizes)
    found += np.array([place << _TF_BITS for place in places]).repeat(counts)
    found += tf
    spoken = [languages for _, _, _, languages in some]
    if any(spoken):
        bits = [-1 if languages is None else sum([1 << number for number in languages]) for languages in spoken]
        tf = tf * (np.array(bits).repeat(counts) >> some[0][0].languages.take(docs) & 1)
    return found.compress(tf)


def documents(postings: Keys) -> Keys:
    """The documents of gathered postings."""
    return postings >> _PLACE_BITS + _TF_BITS


def summed(postings: Keys, rates: Floats) -> tuple[Keys, Floats]:
    """The documents of these postings, of which there are some, ascending, and their frequencies (`bm25f`); `rates` by
    key."""
    postings.sort()
    keys = postings >> _BELOW_KEYS
    postings &= _TF
    firsts = begun(keys).nonzero()[0]
    if len(firsts) < len(keys):
        keys, postings = keys.take(firsts), np.add.reduceat(postings, firsts)
    docs = keys >> _BELOW_DOCS
    begins = begun(docs)
    firsts = begins.nonzero()[0]
    return docs.take(firsts), added(postings * rates.take(keys), begins, firsts)
