"""Which articles are one story.

Articles are gone through from the earliest (by date, those without one last, then by id). Each joins the lead that it
is most like, if their texts share half of their shingles or more (`ALIKE`), and is the lead of a story of its own if
there is none. So every copy is like its story's lead, and nothing is chained: that a is like b and b like c doesn't
bring a and c together.

This order makes the stories a function of the articles alone, whatever the order and the batches they were read in.
What an article's story is depends on earlier leads alone; so when articles come and go, only these are looked at again:
those that are new, those whose lead is gone, and then, from the earliest on, those that a new lead could take, or whose
lead has become a copy. (Where an article could follow more than `_COMPARED` leads, and one of those that it is compared
with goes, another may take its place unnoticed until the next rebuild.) Only articles that share a number of their
signatures (`shingles`) are compared, by their texts, which are read for that.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.article import Article
from indexer.stores.whoosh.segment import ID_BYTES, Segment
from indexer.stores.whoosh.shingles import BANDS, PART, Hashes, Signatures, likeness, shingles
from indexer.stores.whoosh.stories import Stories

ALIKE = 0.5
"""The Jaccard index of word 3-shingles from which on two texts are one story. On the 6,910 comparable articles of half
of Reuters-21578, 0.48 and 0.52 find the labelled pairs less well."""

_AHEAD = 256
"""Texts that are read together; and articles for which texts are read ahead, with those of their leads: to look which
are the next costs as much as there are articles that wait."""
_READ = 4_000
"""Texts that are read ahead, with all of those."""
_REMEMBERED = 4_000_000
"""Shingles that are kept in memory: 32 MB."""
_COARSE = 16
_COMPARED = 32
"""Leads that an article is compared with. More than a handful come up only among forms that are filled in anew each
day, by the thousand; those that share most of the signature are most alike."""

Docs = NDArray[np.intp]
Array = NDArray[Any]


class Documents:
    """The documents of a generation, numbered through its segments: which live, their ids, their order in time and
    their signatures."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.bases = np.cumsum([0, *(segment.documents for segment in segments)])
        self.count = int(self.bases[-1])
        self.alive = np.ones(self.count, np.bool_)
        self.ids: Array = np.zeros(self.count, f"S{ID_BYTES}")
        self.bands = np.zeros((BANDS, self.count), np.uint32)
        seconds = np.zeros(self.count, np.int64)
        for base, segment in zip(self.bases.tolist(), segments, strict=False):
            own = slice(base, base + segment.documents)
            self.alive[[base + document for document in segment.dead]] = False
            self.ids[own] = np.frombuffer(segment.file.bytes("ids"), self.ids.dtype)
            self.bands[:, own] = signatures_of(segment)
            dates = segment.numbers("date.first", "q")
            if dates is not None:
                seconds[own] = dates
            segment.file.release()
        self.rank = np.empty(self.count, np.intp)
        self.rank[np.lexsort((self.ids, seconds, seconds == 0))] = np.arange(self.count)

    def numbers(self, ids: Array) -> Docs:
        """The living documents with these ids; -1 where there is none."""
        found = np.full(len(ids), -1, np.intp)
        for base, segment in zip(self.bases.tolist(), self.segments, strict=False):
            own = self.ids[base : base + segment.documents]
            order = np.frombuffer(segment.file.bytes("ids.order"), np.uint16)
            if int(order.max()) >= len(own):
                raise segment.file.damaged("its order of ids has documents beyond the last")
            places = np.minimum(np.searchsorted(own, ids, sorter=order), len(own) - 1)
            documents = order[places].astype(np.intp)
            here = (own[documents] == ids) & self.alive[base + documents]
            found[here] = base + documents[here]
        return found

    def articles(self, docs: Sequence[int]) -> list[Article]:
        """The articles of some documents."""
        numbers = np.searchsorted(self.bases, docs, "right") - 1
        found = [
            self.segments[number].article(doc - int(self.bases[number]))
            for number, doc in zip(numbers.tolist(), docs, strict=True)
        ]
        for segment in self.segments:
            segment.file.release()
        return found


def signatures_of(segment: Segment) -> Signatures:
    """The signatures of a segment's documents; all 0, which is like nothing, in one that was written without them."""
    if PART not in segment.file:
        return np.zeros((BANDS, segment.documents), np.uint32)
    return np.asarray(segment.file.numbers(PART, "I")).reshape(BANDS, segment.documents)


def group(
    segments: Sequence[Segment], *, fresh: Iterable[str] = (), before: tuple[Sequence[Segment], Stories] | None = None
) -> Iterator[list[int]]:
    """The stories of two articles or more of the generation that consists of `segments`, the lead first.

    `before`: the segments and the stories of the last generation, and `fresh` the ids of the articles that were added
    or written anew since; without it all are.
    """
    documents = Documents(segments)
    lead = np.where(documents.alive, np.arange(documents.count), -1)
    if before is None:
        waiting = documents.alive.copy()
    else:
        waiting = np.zeros(documents.count, np.bool_)
        new = documents.numbers(np.array([id.encode() for id in fresh], f"S{ID_BYTES}"))
        waiting[new[new >= 0]] = True
        waiting |= _orphaned(documents, lead, before, waiting)
    lead[waiting] = -1
    _Grouping(documents, lead, waiting).run()
    return _stories(documents, lead)


def _orphaned(documents: Documents, lead: Docs, before: tuple[Sequence[Segment], Stories], new: Array) -> Array:
    """Set the leads of the articles that are as they were; those whose lead isn't are returned, as flags."""
    segments, stories = before
    orphaned = np.zeros(documents.count, np.bool_)
    ids = np.concatenate(
        [np.frombuffer(segment.file.bytes("ids"), documents.ids.dtype) for segment in segments] or [documents.ids[:0]]
    )
    for number in range(len(stories)):
        first, *others = documents.numbers(ids[stories.members(number)]).tolist()
        copies = np.array([doc for doc in others if doc >= 0 and not new[doc]], np.intp)
        if first >= 0 and not new[first]:
            lead[copies] = first
        else:
            orphaned[copies] = True
    return orphaned


def _stories(documents: Documents, lead: Docs) -> Iterator[list[int]]:
    copies = np.flatnonzero((lead >= 0) & (lead != np.arange(documents.count)))
    copies = copies[np.lexsort((documents.rank[copies], lead[copies]))]
    bounds = np.flatnonzero(np.diff(lead[copies], prepend=-1, append=-1))
    for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        yield [int(lead[copies[first]]), *copies[first:last].tolist()]


class _Grouping:
    # Brings `lead` (of each document, itself if it has none; -1 for those that wait) up to date.
    def __init__(self, documents: Documents, lead: Docs, waiting: Array) -> None:
        self._documents, self._lead, self._waiting = documents, lead, waiting
        self._rank = documents.rank
        self._mates = _Mates(documents, lead)
        self._texts = _Texts(documents.articles)
        self._all_wait = not (documents.alive & ~waiting).any()

    def run(self) -> None:
        alone = self._mates.find(np.flatnonzero(self._waiting))
        self._lead[alone] = alone  # whoever meets nobody leads nothing but itself
        self._waiting[alone] = False
        # The others from the earliest on:
        queue = [(int(self._rank[doc]), doc) for doc in np.flatnonzero(self._waiting).tolist()]
        heapq.heapify(queue)
        while queue:
            doc = heapq.heappop(queue)[1]
            self._waiting[doc] = False
            again = self._settle(doc, queue)
            self._mates.find(np.array([later for later in again if later not in self._mates], np.intp))
            for later in again:
                self._waiting[later] = True
                heapq.heappush(queue, (int(self._rank[later]), later))

    def _settle(self, doc: int, queue: list[tuple[int, int]]) -> list[int]:
        """Find the lead of a document, and say which later ones are to be looked at again because of it."""
        was, found = int(self._lead[doc]), self._best(doc, self._mates.leads(doc, self._rank), queue)
        self._lead[doc] = found
        later = np.zeros(0, np.intp)
        if found == doc and was != doc:
            self._mates.set_lead(doc, True)
            if not self._all_wait:
                mates = self._mates.of(doc)
                later = mates[self._rank[mates] > self._rank[doc]]
        elif found != doc and was == doc:
            self._mates.set_lead(doc, False)
            later = np.flatnonzero(self._lead == doc)
        again: list[int] = later[~self._waiting[later]].tolist()
        return again

    def _best(self, doc: int, leads: Sequence[int], queue: list[tuple[int, int]]) -> int:
        if not leads:
            return doc
        if not self._texts.has([doc, *leads]):
            self._texts.read([doc, *leads], self._soon(queue))
        own = self._texts.of(doc)
        best, found = 0.0, doc
        for lead in leads:
            like = likeness(own, self._texts.of(lead))
            if like >= ALIKE and like > best:
                best, found = like, lead
        return found

    def _soon(self, queue: list[tuple[int, int]]) -> list[int]:
        """The documents whose texts will be needed next, as far as that is known."""
        found: dict[int, None] = {}
        for _, next_one in heapq.nsmallest(_AHEAD, queue):
            found.update(dict.fromkeys((next_one, *self._mates.leads(next_one, self._rank))))
            if len(found) >= _READ:
                break
        return list(found)


class _Bucket:
    # The living documents that have one number of their signatures in common, and which of them are leads.
    __slots__ = ("docs", "leads")

    def __init__(self, docs: Docs, leads: set[int]) -> None:
        self.docs, self.leads = docs, leads


class _Mates:
    # Who shares numbers of the signatures with a document.
    def __init__(self, documents: Documents, lead: Docs) -> None:
        self._bands, self._alive, self._lead = documents.bands, documents.alive, lead
        self._found: dict[int, list[_Bucket]] = {}
        self._buckets: dict[tuple[int, int], _Bucket] = {}

    def __contains__(self, doc: int) -> bool:
        return doc in self._found

    def of(self, doc: int) -> Docs:
        """The documents that share any with one that was looked for, itself among them, ascending."""
        return np.unique(np.concatenate([*(bucket.docs for bucket in self._found[doc]), np.array([doc])]))

    def leads(self, doc: int, rank: Docs) -> list[int]:
        """The leads before it that share most with a document that was looked for, at most `_COMPARED`, in order."""
        shared: dict[int, int] = {}
        for bucket in self._found[doc]:
            for lead in bucket.leads:
                shared[lead] = shared.get(lead, 0) + 1
        own = int(rank[doc])
        earlier = [(int(rank[lead]), lead) for lead in shared if rank[lead] < own]
        if len(earlier) > _COMPARED:
            earlier = heapq.nsmallest(_COMPARED, earlier, key=lambda one: (-shared[one[1]], one[0]))
        return [lead for _, lead in sorted(earlier)]

    def set_lead(self, doc: int, leads: bool) -> None:
        """Note that a document that was looked for is a lead now, or none any more."""
        for bucket in self._found[doc]:
            (bucket.leads.add if leads else bucket.leads.discard)(doc)

    def find(self, docs: Docs) -> Docs:
        """Look for those of all of these documents; returns the documents that have none."""
        if not len(docs):
            return docs
        wanted = np.zeros(len(self._alive), np.bool_)
        wanted[docs] = True
        for band, column in enumerate(self._bands):
            for number, together in _together(column, self._alive, docs, wanted):
                bucket = self._buckets.get((band, number))
                if bucket is None:
                    leads = set(together[self._lead[together] == together].tolist())
                    bucket = self._buckets[band, number] = _Bucket(together, leads)
                for doc in together[wanted[together]].tolist():
                    self._found.setdefault(doc, []).append(bucket)
        alone = [doc for doc in docs.tolist() if doc not in self._found]
        self._found.update((doc, []) for doc in alone)
        return np.array(alone, np.intp)


def _together(column: NDArray[np.uint32], alive: Array, docs: Docs, wanted: Array) -> Iterator[tuple[int, Docs]]:
    """The numbers that one of `docs` (`wanted`, as flags) has in common with another living document, and all that have
    it; 0 is none."""
    # First those whose upper bits are among those of `docs`: of many documents and few `docs` nearly none.
    coarse = np.zeros(1 << _COARSE, np.bool_)
    coarse[column[docs] >> (32 - _COARSE)] = True
    some = np.flatnonzero(coarse[column >> (32 - _COARSE)] & alive & (column != 0))
    keys = column[some].astype(np.uint64) << np.uint64(32) | some.astype(np.uint64)
    keys.sort()
    upper = keys >> np.uint64(32)
    same = upper[1:] == upper[:-1]
    if not same.any():
        return
    edges = np.diff(np.concatenate(([False], same, [False])).astype(np.int8))
    firsts, lasts = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) + 1
    numbers = (keys & np.uint64(0xFFFF_FFFF)).astype(np.intp)
    met = np.concatenate(([0], np.cumsum(wanted[numbers])))
    here = met[lasts] > met[firsts]
    for first, last in zip(firsts[here].tolist(), lasts[here].tolist(), strict=True):
        yield int(upper[first]), numbers[first:last]


class _Texts:
    # The shingles of documents, some of which are remembered.
    def __init__(self, articles: Callable[[Sequence[int]], list[Article]]) -> None:
        self._articles = articles
        self._found: dict[int, Hashes] = {}
        self._size = 0

    def has(self, docs: Iterable[int]) -> bool:
        return all(doc in self._found for doc in docs)

    def of(self, doc: int) -> Hashes:
        return self._found[doc]

    def read(self, needed: Sequence[int], soon: Sequence[int]) -> None:
        """Read the needed documents, and what will be needed soon."""
        if self._size > _REMEMBERED:
            self._found.clear()
            self._size = 0
        missing = [doc for doc in dict.fromkeys((*needed, *soon)) if doc not in self._found]
        for start in range(0, len(missing), _AHEAD):
            some = missing[start : start + _AHEAD]
            for doc, its in zip(some, shingles(self._articles(some)), strict=True):
                self._found[doc] = its
                self._size += len(its)
