"""Many byte strings that ascend, kept as one text: a `bytes` object each would take five times the room.

What is done with them is done some thousands at a time, so that a merge's memory hardly grows with its vocabulary.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

TOGETHER = 1 << 15
"""Terms that are objects at a time: some megabytes."""

Wide = NDArray[np.int64]


class Terms(Sequence[bytes]):
    """Byte strings, one after the other in `text`; `ends`: where each ends, and before them a 0."""

    __slots__ = ("ends", "text")

    def __init__(self, text: bytes | memoryview, ends: Wide) -> None:
        self.text = text
        self.ends = ends

    @classmethod
    def of(cls, terms: Iterable[bytes]) -> Terms:
        """These terms.

        >>> list(Terms.of([b"rail", b"strike"])), Terms.of([b"rail", b"strike"])[1]
        ([b'rail', b'strike'], b'strike')
        """
        if isinstance(terms, Terms):
            return terms
        held = list(terms)
        return cls(b"".join(held), _ends(np.fromiter(map(len, held), np.int64, len(held))))

    @classmethod
    def joined(cls, several: Sequence[Terms]) -> Terms:
        """The terms of each, one after the other."""
        sizes = [np.diff(terms.ends) for terms in several]
        text = b"".join(terms.text for terms in several)
        return cls(text, _ends(np.concatenate([np.empty(0, np.int64), *sizes])))

    def __len__(self) -> int:
        return len(self.ends) - 1

    @overload
    def __getitem__(self, which: int) -> bytes: ...
    @overload
    def __getitem__(self, which: slice) -> list[bytes]: ...
    def __getitem__(self, which: int | slice) -> bytes | list[bytes]:
        if isinstance(which, slice):
            first, last, step = which.indices(len(self))
            assert step == 1
            return self._stretch(first, max(first, last))
        return bytes(self.text[int(self.ends[which]) : int(self.ends[which + 1])])

    def __iter__(self) -> Iterator[bytes]:
        for first in range(0, len(self), TOGETHER):
            yield from self._stretch(first, min(first + TOGETHER, len(self)))

    def take(self, numbers: NDArray[Any]) -> list[bytes]:
        """The terms of these numbers."""
        text = bytes(self.text)
        starts, ends = self.ends[numbers].tolist(), self.ends[numbers + 1].tolist()
        return [text[start:end] for start, end in zip(starts, ends, strict=True)]

    def kept(self, numbers: Wide) -> Terms:
        """The terms of these numbers, which ascend, and no others."""
        if len(numbers) == len(self):
            return self
        sizes = np.diff(self.ends)
        wanted = np.zeros(len(self), np.bool_)
        wanted[numbers] = True
        codes = np.frombuffer(self.text, np.uint8)
        return Terms(codes[np.repeat(wanted, sizes)].tobytes(), _ends(sizes[numbers]))

    def _stretch(self, first: int, last: int) -> list[bytes]:
        bounds = self.ends[first : last + 1].tolist()
        text = bytes(self.text[bounds[0] : bounds[-1]])
        base = bounds[0]
        return [text[start - base : end - base] for start, end in pairwise(bounds)]


def _ends(sizes: Wide) -> Wide:
    found = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=found[1:])
    return found


def united(several: Sequence[Terms]) -> tuple[Terms, list[Wide]]:
    """What stands in any of these, each of which ascends, once; and which of that the terms of each are. Raises
    ValueError for terms that don't ascend.

    >>> terms, numbers = united([Terms.of([b"a", b"c"]), Terms.of([b"b", b"c"])])
    >>> list(terms), [its.tolist() for its in numbers]
    ([b'a', b'b', b'c'], [[0, 2], [1, 2]])
    """
    numbers = [np.empty(len(terms), np.int64) for terms in several]
    at = [0] * len(several)
    pieces: list[Terms] = []
    count = 0
    last: bytes | None = None
    while any(done < len(terms) for done, terms in zip(at, several, strict=True)):
        # As far as all that are looked at together reach:
        stops = [min(done + TOGETHER, len(terms)) for done, terms in zip(at, several, strict=True)]
        bound = min(terms[stop - 1] for terms, done, stop in zip(several, at, stops, strict=True) if done < stop)
        stretches = []
        for which, terms in enumerate(several):
            done, stop = at[which], stops[which]
            if done < stop and terms[stop - 1] != bound:
                stop = bisect_right(terms, bound, done, stop)
            stretches.append(terms[done:stop])
        found = sorted(set().union(*stretches))
        if last is not None and found[0] <= last:
            raise ValueError("terms that don't ascend")
        last = found[-1]
        number = dict(zip(found, range(count, count + len(found)), strict=True))
        for which, stretch in enumerate(stretches):
            its = np.fromiter(map(number.__getitem__, stretch), np.int64, len(stretch))
            if (np.diff(its) <= 0).any():
                raise ValueError("terms that don't ascend")
            numbers[which][at[which] : at[which] + len(its)] = its
            at[which] += len(its)
        count += len(found)
        pieces.append(Terms.of(found))
    return Terms.joined(pieces), numbers


def ranked(made: Terms) -> tuple[Terms, Wide]:
    """The distinct ones of terms in any order, ascending, and which of them each is. What all begin with should be
    short: those that have `_TOLD` bytes in common are sorted at once.

    >>> terms, numbers = ranked(Terms.of([b"b", b"a", b"b"]))
    >>> list(terms), numbers.tolist()
    ([b'a', b'b'], [1, 0, 1])
    """
    numbers = np.empty(len(made), np.int64)
    pieces: list[Terms] = []
    count = 0
    for some in _alike(_beginnings(made)):
        stretch = made.take(some)
        found = sorted(set(stretch))
        number = dict(zip(found, range(count, count + len(found)), strict=True))
        numbers[some] = np.fromiter(map(number.__getitem__, stretch), np.int64, len(stretch))
        count += len(found)
        pieces.append(Terms.of(found))
    return Terms.joined(pieces), numbers


_TOLD = 8
"""Bytes by which terms are told apart before they are objects: of a stem, its language and some letters."""


def _beginnings(terms: Terms) -> NDArray[np.uint64]:
    # The first bytes of each as a number: they decide before all else.
    codes = np.frombuffer(bytes(terms.text) + bytes(_TOLD), np.uint8)
    found = np.zeros(len(terms), np.uint64)
    starts, sizes = terms.ends[:-1], np.diff(terms.ends)
    for place in range(_TOLD):
        found <<= np.uint64(8)
        found |= np.where(sizes > place, codes[starts + place], 0).astype(np.uint64)
    return found


def _alike(keys: NDArray[np.uint64]) -> Iterator[Wide]:
    # Some thousands at a time, ascending by what they begin with, and never parting what begins alike.
    if len(keys) <= TOGETHER:
        yield np.arange(len(keys))
        return
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    edges = np.concatenate((np.flatnonzero(keys[1:] != keys[:-1]) + 1, [len(order)]))
    first = 0
    while first < len(order):
        last = int(edges[min(int(np.searchsorted(edges, first + TOGETHER)), len(edges) - 1)])
        yield order[first:last]
        first = last
