"""Documents by date, and the first of what is found."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from search.engines.found import Array, Docs, Found, threshold


class ByDate:
    """All documents in the order of their dates, `seconds`, 0 for an unknown one, which comes last either way."""

    def __init__(self, seconds: Array, *, oldest: bool) -> None:
        known, places = np.unique(seconds, return_inverse=True)
        ranks = np.arange(1, len(known) + 1, dtype=np.int32)
        if oldest:
            ranks = ranks[::-1].copy()
        ranks[known == 0] = 0
        self.ranks: NDArray[np.int32] = ranks[places]
        """The rank of each document's date: the more it comes first, the greater; 0 for an unknown one."""
        self._order: NDArray[np.int32] = np.argsort(-self.ranks, kind="stable").astype(np.int32)
        self._ends = np.cumsum(np.bincount(self.ranks)[::-1])[::-1]  # by rank: how many are of this one or greater ones

    def best(self, found: Found, count: int) -> Docs:
        """So many of what is found, ascending, fewer than there are, that come first, and those of the last one's
        date."""
        if found.hit is None or not found.is_many:
            docs = found.docs
            ranks = self.ranks.take(docs)
            return docs.compress(ranks >= threshold(ranks, count))
        # From the first date on, as far as need be: a frequent word is found in the first hundred.
        looked = 4 * count
        while True:
            first = self._order[:looked]
            places = found.hit.take(first).nonzero()[0]
            if len(places) >= count:
                break
            looked *= 4
        last = self._ends[self.ranks[first[places[count - 1]]]]
        if last > looked:
            first = self._order[:last]
            places = found.hit.take(first).nonzero()[0]
        elif last < looked:
            places = places[: np.searchsorted(places, last)]
        best: Docs = first.take(places).astype(np.intp)
        best.sort()
        return best
