"""What stands seldom: of a word with a handful of postings, Python has the sums sooner than numpy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from indexer.fields import Field
from search.engines.found import Floats
from search.engines.gathering import Part

FEW = 40
"""Postings that Python counts and scores sooner than numpy."""


def singly(parts: Sequence[Part], rates: Callable[[Field], Floats], dead: Collection[int]) -> dict[int, float]:
    """By document, the frequency of a word that asks for this; without the `dead`. `rates` are a field's."""
    sums: dict[int, float] = {}
    for field, base, stretches in parts:
        rate = rates(field).item
        for its, start, end, languages, holes in stretches:
            mask = None if languages is None else its.mask(languages)
            docs, counts = its.few(start, end)
            for begin, stop in holes:
                counts[begin - start : stop - start] = [0] * (stop - begin)
            for document, tf in zip(docs, counts, strict=True):
                if tf and (mask is None or mask[document]):
                    doc = base + document
                    sums[doc] = sums.get(doc, 0.0) + tf * rate(doc)
    for doc in dead and sums.keys() & dead:
        del sums[doc]
    return sums
