"""Which articles share numbers of their signatures, and which of those are leads.

Articles go by their place in the order of time, so that whatever is sorted here begins with the earliest. A *bucket*
holds the living articles that have one number of their signatures in common. Buckets are many where texts share much
with one another, a million in an archive of forms: they are arrays, laid end to end.

In a bucket of thousands, of which a form has many, an article meets the `LATEST` leads before it and no others: the
work grows with the articles, and not with the pairs among them. What is much the same shares most of its numbers, some
of which are hardly anybody else's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LATEST = 256
"""Leads of a bucket that an article meets."""

COMPARED = 32
"""Leads that an article is compared with. More than a handful come up only among forms that are filled in anew each
day, by the thousand; those that share most of the signature are most alike."""

_COARSE = 16

Places = NDArray[np.intp]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.uint32]
_Small = NDArray[np.int32]


class _Met(NamedTuple):
    # Buckets of one band, ascending by their number: it, the size of each, the members of all.
    numbers: NDArray[np.uint64]
    sizes: Places
    members: Places


class Mates:
    """Who shares a number with an article. `column` gives the numbers of a band, by place (0: none); `leading`, flags
    of the leads, is the caller's, who says with `set_lead` what becomes of those that were looked for."""

    def __init__(self, column: Callable[[int], Numbers], *, bands: int, alive: Flags, leading: Flags) -> None:
        self._column, self._bands = column, bands
        self._alive, self._leading = alive, leading
        self.found: Flags = np.zeros(len(alive), np.bool_)
        """Who was looked for."""
        self._first = np.zeros(len(alive), np.intp)  # by article: where its buckets stand in `_buckets`
        self._count = np.zeros(len(alive), np.int32)
        self._buckets: _Small = np.zeros(0, np.int32)
        self._keys = np.zeros(0, np.uint64)  # of the buckets there are, ascending: band and number
        self._key_buckets: _Small = np.zeros(0, np.int32)
        self._starts = np.zeros(1, np.intp)  # by bucket: where its members stand, and its leads
        self._members: _Small = np.zeros(0, np.int32)
        self._leads: _Small = np.zeros(0, np.int32)
        self._lead_counts: _Small = np.zeros(0, np.int32)

    def find(self, wanted: Flags) -> Flags:
        """Look for the mates of these, none of which was looked for before; those that have any."""
        owners: list[Places] = []
        theirs: list[_Small] = []
        for band in range(self._bands):
            met = _together(self._column(band), self._alive, wanted)
            if not len(met.numbers):
                continue
            buckets = self._numbered(np.uint64(band) << np.uint64(32) | met.numbers, met)
            here = wanted[met.members]
            owners.append(met.members[here])
            theirs.append(np.repeat(buckets, met.sizes)[here])
        self.found |= wanted
        meeting = np.zeros(len(wanted), np.bool_)
        if owners:
            owner, buckets = np.concatenate(owners), np.concatenate(theirs)
            meeting[owner] = True
            order = np.argsort(owner, kind="stable")
            counts = np.bincount(owner, minlength=len(wanted))
            self._first[meeting] = (np.cumsum(counts) - counts + len(self._buckets))[meeting]
            self._count[meeting] = counts[meeting]
            self._buckets = np.concatenate((self._buckets, buckets[order]))
        return meeting

    def leads(self, place: int) -> list[int]:
        """The leads before it that share most with an article that was looked for, at most `COMPARED`, in order."""
        pieces = []
        for bucket in self._of(place):
            start = int(self._starts[bucket])
            leads = self._leads[start : start + int(self._lead_counts[bucket])]
            end = len(leads)
            if end and leads[-1] >= place:
                end = int(np.searchsorted(leads, place))
            if end:
                pieces.append(leads[max(end - LATEST, 0) : end])
        if not pieces:
            return []
        found, shared = np.unique(np.concatenate(pieces), return_counts=True)
        if len(found) > COMPARED:
            found = np.sort(found[np.argsort(-shared, kind="stable")[:COMPARED]])
        places: list[int] = found.tolist()
        return places

    def set_lead(self, place: int, leads: bool) -> None:
        """Note that an article that was looked for is a lead now, or none any more."""
        self._leading[place] = leads
        for bucket in self._of(place):
            start, count = int(self._starts[bucket]), int(self._lead_counts[bucket])
            room = self._leads[start : int(self._starts[bucket + 1])]
            at = count
            if count and room[count - 1] >= place:
                at = int(np.searchsorted(room[:count], place))
            if leads:
                room[at + 1 : count + 1] = room[at:count].copy()
                room[at] = place
            else:
                room[at : count - 1] = room[at + 1 : count].copy()
            self._lead_counts[bucket] = count + 1 if leads else count - 1

    def mark_followers(self, place: int, marked: Flags) -> None:
        """Mark the later articles that meet this one, if it is a lead: those of its buckets, as far as not `LATEST`
        other leads stand between."""
        for bucket in self._of(place):
            start = int(self._starts[bucket])
            members = self._members[start : int(self._starts[bucket + 1])]
            leads = self._leads[start : start + int(self._lead_counts[bucket])]
            first, last = int(np.searchsorted(members, place, "right")), len(members)
            beyond = int(np.searchsorted(leads, place, "right")) + LATEST - 1
            if beyond < len(leads):
                last = int(np.searchsorted(members, leads[beyond], "right"))
            marked[members[first:last]] = True

    def _of(self, place: int) -> list[int]:
        first = int(self._first[place])
        buckets: list[int] = self._buckets[first : first + int(self._count[place])].tolist()
        return buckets

    def _numbered(self, keys: NDArray[np.uint64], met: _Met) -> _Small:
        # The buckets of these keys, made where there are none.
        at = np.searchsorted(self._keys, keys)
        known = np.zeros(len(keys), np.bool_)
        inside = at < len(self._keys)
        known[inside] = self._keys[at[inside]] == keys[inside]
        buckets = np.empty(len(keys), np.int32)
        buckets[known] = self._key_buckets[at[known]]
        fresh = np.flatnonzero(~known)
        if len(fresh):
            count = len(self._lead_counts)
            buckets[fresh] = made = np.arange(count, count + len(fresh), dtype=np.int32)
            self._keys = np.insert(self._keys, at[fresh], keys[fresh])
            self._key_buckets = np.insert(self._key_buckets, at[fresh], made)
            self._fill(met.members[np.repeat(~known, met.sizes)], met.sizes[fresh])
        return buckets

    def _fill(self, members: Places, sizes: Places) -> None:
        starts = np.cumsum(sizes) - sizes
        leading = self._leading[members]
        counts = np.add.reduceat(leading, starts, dtype=np.int32)
        room = np.zeros(len(members), np.int32)
        to = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        room[to] = members[leading]
        self._starts = np.concatenate((self._starts, starts + sizes + self._starts[-1]))
        self._members = np.concatenate((self._members, members.astype(np.int32)))
        self._leads = np.concatenate((self._leads, room))
        self._lead_counts = np.concatenate((self._lead_counts, counts))


def _together(column: Numbers, alive: Flags, wanted: Flags) -> _Met:
    """The buckets of a band with two members or more, one of them `wanted`."""
    # First those whose upper bits are among those of the wanted: of many articles and few wanted nearly none.
    coarse = np.zeros(1 << _COARSE, np.bool_)
    coarse[column[wanted] >> (32 - _COARSE)] = True
    some = np.flatnonzero(coarse[column >> (32 - _COARSE)] & alive & (column != 0))
    keys = column[some].astype(np.uint64) << np.uint64(32) | some.astype(np.uint64)
    keys.sort()
    upper = keys >> np.uint64(32)
    members = (keys & np.uint64(0xFFFF_FFFF)).astype(np.intp)
    starts = np.flatnonzero(np.concatenate(([True], upper[1:] != upper[:-1]))[: len(upper)])
    sizes = np.diff(starts, append=len(members))
    if not len(starts):
        return _Met(upper, sizes, members)
    here = (sizes > 1) & np.logical_or.reduceat(wanted[members], starts)
    return _Met(upper[starts[here]], sizes[here], members[np.repeat(here, sizes)])
