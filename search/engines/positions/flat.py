"""Where two operands of single words and phrases meet, all documents at once. `search.meeting` says what counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from search.engines.found import Docs, among
from search.engines.positions.places import BITS, Keys, Places

Mask = NDArray[np.bool_]


def documents(keys: Keys) -> Docs:
    """The documents of places, ascending, each once."""
    return _distinct((keys >> BITS).astype(np.intp))


def _distinct(numbers: Docs) -> Docs:
    """Ascending numbers, each once."""
    if len(numbers) < 2:
        return numbers
    new = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    return numbers.compress(new)


def before(left: Places, right: Places, distance: int) -> Docs:
    """Documents in which some place of the right begins at most so many words behind the end of one of the left."""
    if len(left.starts) <= len(right.starts):
        return documents(left.starts.compress(followed(left.ends, right.starts, distance)))
    return documents(right.starts.compress(_preceded(right.starts, left.sorted_ends, distance)))


def near(left: Places, right: Places, distance: int) -> Docs:
    """The same in either order."""
    if len(left.starts) > len(right.starts):
        left, right = right, left
    found = followed(left.ends, right.starts, distance)
    found |= _preceded(left.starts, right.sorted_ends, distance)
    return documents(left.starts.compress(found))


def alone(left: Places, right: Places, distance: int, *, ordered: bool) -> Docs:
    """Documents in which some place of the left has none of the right within so many words: behind it (`ordered`), or
    anywhere, where one that shares words counts, too, unless it is the same."""
    if ordered:
        return documents(left.starts.compress(~followed(left.ends, right.starts, distance)))
    count = np.searchsorted(right.starts, left.ends + distance, "right")
    count -= np.searchsorted(right.sorted_ends, left.starts - distance, "left")
    count -= same(left, right)
    return documents(left.starts.compress(count <= 0))


def in_one(left: Places, right: Places, firsts: Keys) -> Docs:
    """Documents in which a place of both that share no word stand in one stretch of text; `firsts` are the first words
    of all stretches, ascending."""
    left, ours = _within(left, firsts)
    right, theirs = _within(right, firsts)
    both = _distinct(ours)
    both = both.compress(among(both, _distinct(theirs)))
    ends, last = _extremes(left, ours, both)
    their_ends, their_last = _extremes(right, theirs, both)
    apart = (ends < their_last) | (their_ends < last)
    return documents(firsts.take(both.compress(apart)))


def _within(some: Places, firsts: Keys) -> tuple[Places, NDArray[np.intp]]:
    """The places that stand in one stretch, and in which."""
    numbers = np.searchsorted(firsts, some.starts, "right") - 1
    if some.ends is some.starts:
        return some, numbers
    kept = numbers == np.searchsorted(firsts, some.ends, "right") - 1
    return some.compress(kept), numbers.compress(kept)


def followed(ends: Keys, starts: Keys, distance: int) -> Mask:
    """Behind which ends a start follows within so many words."""
    if not len(starts):
        return np.zeros(len(ends), np.bool_)
    next_one = np.searchsorted(starts, ends, "right")
    found: Mask = starts.take(next_one, mode="clip") - ends <= distance
    found &= next_one < len(starts)
    return found


def _preceded(starts: Keys, ends: Keys, distance: int) -> Mask:
    """Before which starts one of these ends, ascending, stands within so many words."""
    if not len(ends):
        return np.zeros(len(starts), np.bool_)
    last = np.searchsorted(ends, starts, "left") - 1
    found: Mask = starts - ends.take(last, mode="clip") <= distance
    found &= last >= 0
    return found


def same(left: Places, right: Places) -> NDArray[np.intp]:
    """1 for each place of the left that is one of the right, else 0."""
    low = np.searchsorted(right.starts, left.starts, "left")
    high = np.searchsorted(right.starts, left.starts, "right")
    found = np.zeros(len(left.starts), np.intp)
    for step in range(int((high - low).max(initial=0))):  # as many as begin at one word
        its = low + step
        found |= (its < high) & (right.ends.take(its, mode="clip") == left.ends)
    return found


def _extremes(some: Places, values: NDArray[np.intp], wanted: NDArray[np.intp]) -> tuple[Keys, Keys]:
    """Where in each of the wanted values, which are among the ascending `values`, the first place ends, and the last
    begins."""
    low = np.searchsorted(values, wanted, "left")
    if not len(low):
        return low.astype(np.int64), low.astype(np.int64)
    kept = np.searchsorted(values, wanted, "right")
    # From each value's first place to the next one's; those of values in between are cut off first.
    inside = np.repeat(low, kept - low) + _counting(kept - low)
    heads = np.concatenate(([0], np.cumsum(kept - low)[:-1]))
    return np.minimum.reduceat(some.ends.take(inside), heads), np.maximum.reduceat(some.starts.take(inside), heads)


def _counting(sizes: NDArray[np.intp]) -> NDArray[np.intp]:
    """0, 1, 2, ... anew for each of these sizes."""
    found = np.arange(int(sizes.sum()))
    found -= np.repeat(np.cumsum(sizes) - sizes, sizes)
    return found
