"""Which documents have words as often as a row needs them (`operands.needed`), or as often as it is to be found: asked
of all at once, before any is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial, reduce

import numpy as np
from numpy.typing import NDArray

from search.engines.found import Docs
from search.engines.positions.places import BITS, Keys
from search.query.operands import Early, Either, Joined, Often, Sought, Unit

Starts = Callable[[Unit], Keys]
"""Where the places of a word, or of any of several, begin."""


def having(needs: Mapping[Unit, int], words: Mapping[Unit, Keys], firsts: Keys | None) -> Docs:
    """The documents that have so many places of each word, of which `words` says where they begin; with `firsts`, where
    stretches of text begin, those that have them in one of these. None of `needs` or `words` is empty."""
    every: list[NDArray[np.intp]] = []
    for word, count in needs.items():
        keys = words[word]
        which = keys >> BITS if firsts is None else np.searchsorted(firsts, keys, "right") - 1
        every.append(np.flatnonzero(np.bincount(which) >= count))
    found = reduce(partial(np.intersect1d, assume_unique=True), every)
    return found if firsts is None else np.unique(firsts.take(found) >> BITS).astype(np.intp)


def most(unit: Unit, starts: Starts, documents: int) -> NDArray[np.intp]:
    """How many rows of a unit each of so many documents has at most, no two of them with a word in common."""
    match unit:
        case Sought() | Either():
            return np.bincount(starts(unit) >> BITS, minlength=documents)
        case Early(_, inner) | Often(_, inner):
            return most(inner, starts, documents)
        case Joined(((left,),), _, negated=True):
            return most(left, starts, documents)
        case Joined(left, right):
            sides = [
                [np.minimum.reduce([most(one, starts, documents) for one in some]) for some in side]
                for side in (left, right)
            ]
            found: NDArray[np.intp] = np.minimum(*(np.add.reduce(some) for some in sides))
            return found
