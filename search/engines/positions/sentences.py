"""Which words of a paragraph stand in one sentence. That is in the text alone, which is read paragraph by paragraph,
those in which two words stand nearest to each other first, until one is found or none is left."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from indexer import sentences
from indexer.article import Article
from indexer.fields import BY_NAME
from indexer.stores.whoosh.schema import gap
from search.engines.found import Docs
from search.engines.generation import Generation
from search.engines.positions import flat
from search.engines.positions.bounds import Bounds
from search.engines.positions.places import BITS, Places
from search.laid import sentence_of

_KEPT = 200_000
"""Paragraphs whose sentences are remembered: some hundred bytes each."""


class Sentences:
    """The sentences of a generation, as far as they were read."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._known: OrderedDict[tuple[str, int], Sequence[int]] = OrderedDict()

    def meeting(self, name: str, left: Places, right: Places, bounds: Bounds, shared: flat.Shared) -> Docs:
        """The documents in which a place of the left and one of the right that share no word stand in one sentence of a
        field, in one of the `shared` values."""
        if BY_NAME[name].kind == "address":
            return flat.documents(bounds.firsts.take(shared.values))
        far = np.full(len(bounds.firsts), np.int64(1) << BITS)
        np.minimum.at(far, shared.ours, flat.nearest(left, right))
        distances = far.take(shared.values)
        docs = bounds.firsts.take(shared.values) >> BITS
        order = np.lexsort((distances, docs))
        values, docs = shared.values.take(order), docs.take(order)
        lows, highs = np.searchsorted(shared.ours, values, "left"), np.searchsorted(shared.ours, values, "right")
        their_lows = np.searchsorted(shared.theirs, values, "left")
        their_highs = np.searchsorted(shared.theirs, values, "right")
        found: list[int] = []
        reading = _Reading(self._generation, name)
        ours, theirs = _Lists(left), _Lists(right)
        rows = zip(*(some.tolist() for some in (values, docs, lows, highs, their_lows, their_highs)), strict=True)
        for value, doc, low, high, their_low, their_high in rows:
            if found and found[-1] == doc:
                continue
            first = int(bounds.firsts[value])
            firsts = self.firsts(name, value, partial(reading.value, doc, int(bounds.missing[value])))
            one, other = (
                ours.by_sentence(low, high, first, firsts),
                theirs.by_sentence(their_low, their_high, first, firsts),
            )
            if any(_apart(one[number], other[number]) for number in one.keys() & other.keys()):
                found.append(doc)
        return np.array(found, np.intp)

    def firsts(self, name: str, value: int, read: Callable[[], str]) -> Sequence[int]:
        """The numbers of the first words of the sentences of a value of a field, by its number in `Bounds`; its text is
        read if they aren't known."""
        key = (name, value)
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        firsts = self._known[key] = sentences.first_words(read())
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return firsts


class _Reading:
    """The values of one document after the other."""

    def __init__(self, generation: Generation, name: str) -> None:
        self._generation = generation
        self._field = BY_NAME[name]
        self._doc = -1
        self._article: Article | None = None

    def value(self, doc: int, missing: int) -> str:
        """The value before which so many positions were left out."""
        if doc != self._doc or self._article is None:
            segment, document = self._generation.place(doc)
            self._doc, self._article = doc, segment.article(document)
        return self._field.values(self._article)[missing // gap(self._field)]


_Spans = dict[int, list[tuple[int, int]]]


class _Lists:
    """Places as Python's numbers."""

    def __init__(self, some: Places) -> None:
        self._starts: list[int] = some.starts.tolist()
        self._ends: list[int] = self._starts if some.ends is some.starts else some.ends.tolist()

    def by_sentence(self, low: int, high: int, first: int, firsts: Sequence[int]) -> _Spans:
        """Places that stand in one sentence, by its first word's number in the value, whose first word is at `first`;
        `firsts` are those of all its sentences."""
        found: _Spans = {}
        for row in range(low, high):
            start, end = self._starts[row] - first, self._ends[row] - first
            number = sentence_of(firsts, start)
            if start == end or sentence_of(firsts, end) == number:
                found.setdefault(number, []).append((start, end))
        return found


def _apart(ours: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> bool:
    """Whether two of these share no word."""
    return min(end for _, end in ours) < max(start for start, _ in theirs) or (
        min(end for _, end in theirs) < max(start for start, _ in ours)
    )
