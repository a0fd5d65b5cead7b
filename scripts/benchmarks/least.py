"""The least array code that answers a first use: what numpy costs where nothing stands around it.

It reads morgue's own index, of one segment and without deleted articles, for bare words alone: a stem's slot, its
forms' postings, their frequencies weighed and summed, the best ten, and those ten heads. It leaves out what a search
engine can't: checksums, languages but English (so that a total may differ by a few), frequencies of 16 and more, any
other query, errors, the order of equal scores, and keeping anything for the next query. So it is a floor that morgue
can come near to and not reach; what lies between is checks, and the interpreter going from one function to the next.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

from scripts.benchmarks.contenders import Ask
from scripts.benchmarks.questions import ALL, ANY, FREQUENT, MIDDLE, MIDDLE_ALL, RARE, SORTED, Question

CLASSES = (RARE, MIDDLE, FREQUENT, ANY, ALL, MIDDLE_ALL, SORTED)
"""The classes of questions that it answers."""

Weighed: TypeAlias = tuple[Any, Any]
"""Documents, each as often as may be, and what each adds to its frequency."""

_COUNT = 10
_NOTHING = b"\0\0"


class Least:
    """An open index, with everything loaded that doesn't depend on the question."""

    def __init__(self, index: Path) -> None:
        import msgspec
        import numpy as np

        from indexer import analysis
        from indexer.article import Head
        from indexer.fields import BY_NAME
        from search import open_archive

        self._np = np
        self._searcher = open_archive(index)
        for warm in ("the", '"of the"'):
            self._searcher.search(warm, sort="newest", snippets=False)
        engine: Any = self._searcher._engine
        generation, arrays = engine._generation, engine._by
        (segment,) = generation.segments
        self._size, self._articles = generation.documents, generation.articles
        table = segment.stems
        self._bucket_ends, self._slots = table._slots._whole
        self._bits, self._buckets = table._slots._bits, table._slots._bucket_count
        self._entry_ends, self._entries = table._starts._whole, table._entries
        self._fields = [arrays._field(0, segment, name) for name in table.names]
        self._rates = np.concatenate([arrays._rate(BY_NAME[name]) for name in table.names])
        self._order = arrays._by_date("newest")._order
        (_, self._heads), (_, self._ends) = segment.texts._heads, segment.texts._head_ends
        self._decode = msgspec.json.Decoder(list[Head]).decode
        self._stem = analysis._stemmer("en").stemWord

    def ask(self, question: Question, snippets: bool) -> int:
        """How many articles; the heads of the first ten are fetched."""
        words = [self._postings(word) for word in question.words]
        if len(words) > 1 and question.kind == "all":
            docs, scores = self._all(words)
            self._fetch(docs.take(self._best(scores)).tolist() if len(docs) else [])
            return len(docs)
        hit, values = self._any(words)
        self._fetch(self._newest(hit) if question.newest else self._best(values))
        return int(self._np.count_nonzero(hit))

    def _spans(self, word: str) -> list[list[int]]:
        """Field, and from which to before which posting, of the forms of a word; neighbours are one."""
        sum = crc32(b"en:" + self._stem(word).encode())
        bucket, wanted = sum * self._buckets >> 32, sum & (1 << 32 - self._bits) - 1
        found: list[list[int]] = []
        for slot in self._slots[self._bucket_ends[bucket] : self._bucket_ends[bucket + 1]].tolist():
            if slot >> self._bits == wanted:
                stem = slot & (1 << self._bits) - 1
                for entry in self._entries[self._entry_ends[stem] : self._entry_ends[stem + 1]].tolist():
                    place, starts = entry >> 29, self._fields[entry >> 29].starts
                    begin, end = starts[entry & 0x7FFFFFF], starts[(entry & 0x7FFFFFF) + 1]
                    if found and found[-1][0] == place and found[-1][2] == begin:
                        found[-1][2] = end
                    else:
                        found.append([place, begin, end])
        return found

    def _postings(self, word: str) -> Weighed:
        np, docs, halves, pads, places, sizes, at = self._np, [], [], [], [], [], 0
        for place, start, end in self._spans(word):
            its, first, last = self._fields[place], start >> 1, end + 1 >> 1
            halves.append(its.half_view[first:last])
            if start & 1:
                pads.append(at)
                docs.append(_NOTHING)
            number = bisect_left(its.often, start)
            while start < end:
                begin = its.often[number] if number < len(its.often) else end
                before = its.before[number]
                if start < begin:
                    stop = min(begin, end)
                    docs.append(its.doc_view[start - before : stop - before])
                else:
                    stop, standing = start + its.before[number + 1] - before, its.standing
                    low, block = its.low_at + before, its.blocks_at + number * standing.blocks
                    some = standing._firsts.repeat(its.bytes[block : block + standing.blocks])
                    some += its.bytes[low : low + stop - start]
                    docs.append(some.data)
                    number += 1
                start = stop
            at += last - first << 1
            if end & 1:
                pads.append(at - 1)
                docs.append(_NOTHING)
            places.append(self._size * place)
            sizes.append(last - first << 1)
        every = np.frombuffer(b"".join(docs), np.uint16).astype(np.intp)
        tf = self._fields[0].unpacked(np.frombuffer(b"".join(halves), np.uint8))
        for pad in pads:
            tf[pad] = 0
        frequencies = self._rates.take(np.array(places, np.intp).repeat(sizes) + every)
        frequencies *= tf
        return every, frequencies

    def _worth(self, having: int) -> float:
        return 3 * log(1 + (self._articles - having + 0.5) / (having + 0.5))

    def _any(self, words: Sequence[Weighed]) -> Weighed:
        """A mark for every document, and its score; of one word, what it is known by as well, its frequency."""
        np = self._np
        hit = values = None
        for docs, frequencies in words:
            its = np.bincount(docs, frequencies, self._size).astype(np.float64, copy=False)  # else it counts
            marks = its > 0
            if len(words) > 1:
                scores = its * self._worth(int(np.count_nonzero(marks)))
                its += 2.0
                its = np.divide(scores, its, out=scores)
            hit = marks if hit is None else hit | marks
            values = its if values is None else values + its
        return hit, values

    def _all(self, words: Sequence[Weighed]) -> Weighed:
        """The documents that have all words, and their scores."""
        np = self._np
        if sum(len(docs) for docs, _ in words) * 8 > self._size:
            every = [np.bincount(docs, frequencies, self._size) for docs, frequencies in words]
            marks = [its > 0 for its in every]
            docs = np.logical_and.reduce(marks).nonzero()[0]
            counts = [int(np.count_nonzero(its)) for its in marks]
            each = [its.take(docs) for its in every]
        else:
            (docs, one), (others, other) = sorted((self._summed(word) for word in words), key=lambda its: len(its[0]))
            if not len(docs) or not len(others):
                return docs[:0], one[:0]
            counts = [len(docs), len(others)]
            rows = others.searchsorted(docs)
            kept = (others.take(rows, mode="clip") == docs).nonzero()[0]
            docs, each = docs.take(kept), [one.take(kept), other.take(rows.take(kept))]
        scores = sum(its * self._worth(count) / (its + 2.0) for its, count in zip(each, counts, strict=True))
        return docs, scores

    def _summed(self, word: Weighed) -> Weighed:
        """Each document once, ascending."""
        docs, frequencies = word
        order = docs.argsort(kind="stable")
        docs = docs.take(order)
        begins = self._np.ones(len(docs), bool)
        self._np.not_equal(docs[1:], docs[:-1], begins[1:])
        firsts = begins.nonzero()[0]
        frequencies = self._np.add.reduceat(frequencies.take(order), firsts) if len(docs) else frequencies
        kept = frequencies.nonzero()[0]
        return docs.take(firsts.take(kept)), frequencies.take(kept)

    def _best(self, values: Any) -> list[int]:
        """The places of the greatest ten above 0, from the greatest on."""
        columns, keys = len(values) // 64, values
        if columns > _COUNT:
            keys = self._np.maximum.reduce(values[: 64 * columns].reshape(64, columns))
        least = self._np.partition(keys, -_COUNT)[-_COUNT] if len(keys) > _COUNT else 0.0
        places = ((values >= least) & (values > 0)).nonzero()[0]
        best = sorted(zip(values.take(places).tolist(), places.tolist(), strict=True), reverse=True)
        return [place for _, place in best[:_COUNT]]

    def _newest(self, hit: Any) -> list[int]:
        looked = 4 * _COUNT
        while True:
            first = self._order[:looked]
            places = hit.take(first).nonzero()[0]
            if len(places) >= _COUNT or looked >= self._size:
                found: list[int] = first.take(places[:_COUNT]).tolist()
                return found
            looked *= 4

    def _fetch(self, docs: Sequence[int]) -> None:
        ends, heads = self._ends, self._heads
        self._decode(b"[%b]" % b",".join([heads[ends[2 * doc - 2] if doc else 0 : ends[2 * doc]] for doc in docs]))


def ask_least(index: Path) -> Ask:
    """For `engines.ENGINES`."""
    return Least(index).ask
