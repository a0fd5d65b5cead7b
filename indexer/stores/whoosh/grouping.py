"""Which articles are one story.

Articles are gone through from the earliest (by date, those without one last, then by id). Each joins the lead that it
is most like, if their texts share half of their shingles or more (`ALIKE`), and is the lead of a story of its own if
there is none. So every copy is like its story's lead, and nothing is chained: that a is like b and b like c doesn't
bring a and c together.

This order makes the stories a function of the articles alone, whatever the order and the batches they were read in.
What an article's story is depends on earlier leads alone; so when articles come and go, only these are looked at again:
those that are new, those whose lead is gone, and then, from the earliest on, those that are like a new lead, or whose
lead has become a copy.

Only articles that share a number of their signatures (`shingles`) are compared, by their texts, each of which is read
once for that (`compared`). And of those, where they are many, not all (`mates`): of the leads that have one number in
common an article meets the `mates.LATEST` before it, and of all that it meets it is compared with the `mates.COMPARED`
that share most of its signature. News doesn't come near either bound (the stories of Reuters-21578 are the same
without); forms by the thousand, most of whose words are the same, do. There, what is said above isn't wholly so: the
lead that an article is most like may be one that it doesn't meet, and it joins another or none (in an archive of 6,000
made of one text of 150 words and 60 to 240 of their own, one in eighteen); and when a lead that it is compared with
goes, the one that takes its place may stay unnoticed until the next rebuild.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.article import Article
from indexer.stores.whoosh.compared import Compared
from indexer.stores.whoosh.mates import Mates
from indexer.stores.whoosh.segment import ID_BYTES, Segment
from indexer.stores.whoosh.shingles import BANDS, PART, Signatures, likeness
from indexer.stores.whoosh.stories import Stories

ALIKE = 0.5
"""The Jaccard index of word 3-shingles from which on two texts are one story. On the 6,910 comparable articles of half
of Reuters-21578, 0.48 and 0.52 find the labelled pairs less well."""

_AHEAD = 256
"""Articles for which texts are read ahead, with those of their leads: to look which are the next costs something."""
_MAPPED = 32
"""Texts that are read before the system gets their pages back: with each come a hundred kilobytes around it."""
_READ = 4_000
"""Texts that are read ahead, with all of those."""

Docs = NDArray[np.intp]
Array = NDArray[Any]


class Documents:
    """The documents of a generation, numbered through its segments: which live, their ids, their order in time (the
    `order` of the documents, and each one's `rank`) and their signatures."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.bases = np.cumsum([0, *(segment.documents for segment in segments)])
        self.count = int(self.bases[-1])
        self.alive = np.ones(self.count, np.bool_)
        self.ids: Array = np.zeros(self.count, f"S{ID_BYTES}")
        seconds = np.zeros(self.count, np.int64)
        for base, segment in zip(self.bases.tolist(), segments, strict=False):
            own = slice(base, base + segment.documents)
            self.alive[[base + document for document in segment.dead]] = False
            self.ids[own] = np.frombuffer(segment.file.bytes("ids"), self.ids.dtype)
            dates = segment.numbers("date.first", "q")
            if dates is not None:
                seconds[own] = dates
            segment.file.release()
        self.rank = np.empty(self.count, np.intp)
        self.order = np.lexsort((self.ids, seconds, seconds == 0))
        self.rank[self.order] = np.arange(self.count)

    def band(self, number: int) -> NDArray[np.uint32]:
        """One number of each document's signature."""
        found = [np.zeros(0, np.uint32)]
        for segment in self.segments:
            if PART in segment.file:
                start = number * segment.documents
                found.append(np.array(segment.file.numbers(PART, "I", start, start + segment.documents), np.uint32))
                segment.file.release()
            else:
                found.append(np.zeros(segment.documents, np.uint32))
        return np.concatenate(found)

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
        found: list[Article] = []
        numbers = (np.searchsorted(self.bases, docs, "right") - 1).tolist()
        for number, doc in zip(numbers, docs, strict=True):
            found.append(self.segments[number].article(doc - int(self.bases[number])))
            if len(found) % _MAPPED == 0 or len(found) == len(docs):
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
    with Compared(documents.articles) as texts:
        _Grouping(documents, lead, waiting, texts).run()
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
    # Brings `lead` (of each document, itself if it has none; -1 for those that wait) up to date. Here documents go by
    # their place in the order of time.
    def __init__(self, documents: Documents, lead: Docs, waiting: Array, texts: Compared) -> None:
        docs = documents.order
        self._docs, self._into = docs, lead
        self._lead = np.where(lead[docs] >= 0, documents.rank[lead[docs]], -1)
        alive = documents.alive[docs]
        leading = self._lead == np.arange(len(docs))
        self._due = waiting[docs]
        """Who is looked at yet, and who of these whatever leads there are."""
        self._wholly = self._due.copy()
        self._grows = bool((alive & ~self._due).any())
        self._new = np.zeros(len(docs), np.bool_)  # leads that weren't leads before
        self._mates = Mates(lambda band: documents.band(band)[docs], bands=BANDS, alive=alive, leading=leading)
        self._texts = texts
        self._horizon = -1
        """As far as this, texts were read ahead."""

    def run(self) -> None:
        alone = self._due & ~self._mates.find(self._due)
        self._lead[alone] = np.flatnonzero(alone)  # whoever meets nobody leads nothing but itself
        self._due &= ~alone
        if self._grows:
            self._find_followers()
        at = 0
        while at < len(self._due):
            at += int(self._due[at:].argmax())
            if not self._due[at]:
                break
            if not self._mates.found[at]:
                self._mates.find(self._due & ~self._mates.found)
            self._due[at] = False
            if self._wholly[at] or self._may_follow(at):
                self._settle(at)
            at += 1
        self._into[self._docs] = np.where(self._lead >= 0, self._docs[self._lead], -1)

    def _find_followers(self) -> None:
        """Look for the mates of all that may be looked at later: together, as every look goes over all signatures."""
        later = np.zeros(len(self._due), np.bool_)
        for place in np.flatnonzero(self._due).tolist():
            self._mates.mark_followers(place, later)
        later &= ~self._mates.found
        if later.any():
            self._mates.find(later)

    def _may_follow(self, place: int) -> bool:
        """Whether one of the new leads is like a document that had its place among the old ones."""
        leads = [lead for lead in self._mates.leads(place) if self._new[lead]]
        return bool(leads) and self._best(place, leads) != place

    def _settle(self, place: int) -> None:
        """Find the lead of a document, and mark the later ones that are to be looked at because of it."""
        was, found = int(self._lead[place]), self._best(place, self._mates.leads(place))
        self._lead[place] = found
        if found == place and was != place:
            self._mates.set_lead(place, True)
            self._new[place] = True
            if self._grows:
                self._mates.mark_followers(place, self._due)
        elif found != place and was == place:
            self._mates.set_lead(place, False)
            followers = self._lead == place
            self._due |= followers
            self._wholly |= followers

    def _best(self, place: int, leads: Sequence[int]) -> int:
        if not leads:
            return place
        docs = self._docs[[place, *leads]].tolist()
        if not all(doc in self._texts for doc in docs):
            self._texts.read([*docs, *self._soon(place)])
        own = self._texts.of(docs[0])
        best, found = 0.0, place
        for lead, doc in zip(leads, docs[1:], strict=True):
            like = likeness(own, self._texts.of(doc))
            if like >= ALIKE and like > best:
                best, found = like, lead
        return found

    def _soon(self, place: int) -> list[int]:
        """The documents whose texts will be needed next, as far as that is known."""
        later = np.flatnonzero(self._due[place + 1 :])[:_AHEAD] + place + 1
        if place < self._horizon:  # who was added meanwhile
            found = dict.fromkeys(later[later <= self._horizon].tolist())
        else:
            found = {}
            self._horizon = place
            for one in later[self._mates.found[later]].tolist():
                leads = self._mates.leads(one)
                if not self._wholly[one]:
                    leads = [lead for lead in leads if self._new[lead]]
                if leads:
                    found.update(dict.fromkeys((one, *leads)))
                self._horizon = one
                if len(found) >= _READ:
                    break
        docs: list[int] = self._docs[list(found)].tolist() if found else []
        return docs
