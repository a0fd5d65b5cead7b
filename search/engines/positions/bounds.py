"""Where the values of a field (the body's paragraphs, single captions) and their sentences begin, in a generation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.fields import BY_NAME
from indexer.stores.whoosh.schema import gap
from search.engines.generation import Generation
from search.engines.occurrences import joined
from search.engines.positions.places import BITS, Keys


class Bounds(NamedTuple):
    """The first words, as places (`places`), ascending: of each value that has words, and how many numbers were left
    out in its document before it; of each sentence, those that begin a value among them."""

    firsts: Keys
    missing: NDArray[np.int64]
    sentences: Keys

    def of(self, keys: Keys) -> NDArray[np.intp]:
        """The value of each of these words, by its number here."""
        return np.searchsorted(self.firsts, keys, "right") - 1


def bounds_of(generation: Generation, name: str, docs: Sequence[int]) -> Bounds:
    """The values and sentences of a field in some documents, ascending: `bounds` for few. Raises DamagedArchive."""
    field = BY_NAME[name]
    keys: list[int] = []
    values: list[int] = []
    new: list[bool] = []
    for doc in docs:
        segment, document = generation.place(doc)
        before = -1
        for position, value in segment.stretches(field).of(document):
            keys.append((doc << BITS) + position)
            values.append(value)
            new.append(value != before)
            before = value
    sentences, kept = np.array(keys, np.int64), np.array(new, np.bool_)
    return Bounds(sentences.compress(kept), np.array(values, np.int64).compress(kept) * gap(field), sentences)


def bounds(generation: Generation, name: str) -> Bounds:
    """The values and sentences of a field. Raises DamagedArchive."""
    field = BY_NAME[name]
    firsts: list[Keys] = [np.zeros(0, np.int64)]
    missing: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    sentences: list[Keys] = [np.zeros(0, np.int64)]
    for base, segment in generation.rows():
        words = segment.numbers(f"{name}.words", "I")
        if words is None:
            continue
        its = segment.stretches(field).all(np.asarray(words))
        keys = (its.documents + base).astype(np.int64) << BITS
        keys += its.positions
        sentences.append(keys)
        firsts.append(keys.compress(its.new))
        missing.append(its.values.compress(its.new) * gap(field))
    return Bounds(*(joined(some).astype(np.int64) for some in (firsts, missing, sentences)))
