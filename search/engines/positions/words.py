"""What a process knows of a generation's words: where the frequent ones stand, where values and sentences begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexer.fields import BY_NAME
from search.engines.found import Docs
from search.engines.generation import Generation
from search.engines.occurrences import FieldArrays
from search.engines.positions import Asking
from search.engines.positions.bounds import Bounds, bounds, bounds_of
from search.engines.positions.places import Places, places
from search.query.operands import Text

_KEPT = 64 << 20
"""Bytes of places of earlier queries' words that are kept."""

_FEW = 4
"""Where documents are fewer than one in so many of all, their words' places aren't kept: only those were read."""

_LOOKED_UP = 500
"""Documents whose values and sentences are looked up sooner than those of all."""

Rows = Callable[[str], Sequence[tuple[int, FieldArrays]]]
"""The segments of a field, with the numbers of their first documents."""


class Words:
    """What a process knows of places: those of frequent words, and where values and sentences begin."""

    def __init__(self, generation: Generation, rows: Rows) -> None:
        self.generation = generation
        self.rows = rows
        self._bounds: dict[str, Bounds] = {}
        self._places: dict[tuple[Text, str], Places] = {}
        self._room = _KEPT

    def bounds(self, field: str, docs: Docs) -> Bounds:
        """Where the values and sentences of a field begin, at least in `docs`, which have words in it."""
        if field not in self._bounds:
            if len(docs) <= _LOOKED_UP:
                return bounds_of(self.generation, field, docs.tolist())
            self._bounds[field] = bounds(self.generation, field)
        return self._bounds[field]

    def places(self, leaf: Text, field: str, asking: Asking, docs: Docs) -> Places:
        """Where a leaf matches in a field, at least in `docs`, case and accents folded."""
        key = (leaf, field)
        if key not in self._places:
            rows = self.rows(field)
            asks = zip(self.generation.segments, asking(leaf, BY_NAME[field]), strict=True)
            its = [some for segment, some in asks if field in segment.fields]
            few = len(docs) * _FEW < self.generation.documents
            found = places(rows, its, docs if few else None)
            if few:
                return found
            self._keep(key, found)
            return found
        return self._places[key]

    def _keep(self, key: tuple[Text, str], found: Places) -> None:
        if self._room < found.nbytes:
            self._places.clear()
            self._room = _KEPT
        if found.nbytes <= self._room:
            self._places[key] = found
            self._room -= found.nbytes
