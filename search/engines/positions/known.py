"""The values of a field of an article, as far as positions tell (`bounds`); of the text, a value is read at a time."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial

import numpy as np

from indexer import analysis
from indexer.fields import BY_NAME
from indexer.stores.whoosh.schema import gap
from search.engines.positions.bounds import Bounds
from search.engines.positions.places import BITS
from search.engines.positions.sentences import Sentences
from search.engines.positions.stored import Reading
from search.laid import address_places, sentence_of


class Known:
    """See `search.engines.positions.stored.Values`."""

    def __init__(self, field: str, doc: int, bounds: Bounds, sentences: Sentences, reading: Reading) -> None:
        self._field = BY_NAME[field]
        self._sentences = sentences
        self._reading = reading
        self._low = int(np.searchsorted(bounds.firsts, doc << BITS))
        high = int(np.searchsorted(bounds.firsts, doc + 1 << BITS))
        self._firsts: list[int] = (bounds.firsts[self._low : high] - (doc << BITS)).tolist()
        self._missing: list[int] = bounds.missing[self._low : high].tolist()
        self._places: dict[int, list[tuple[int, int]]] = {}

    def value(self, position: int) -> int:
        """The number of the value that a word stands in, among those that have words."""
        return bisect_right(self._firsts, position) - 1

    def nth(self, position: int) -> int:
        """How many words stand before this one: in all values of the body, or in this value."""
        number = self.value(position)
        return position - (self._missing[number] if self._field.name == "body" else self._firsts[number])

    def sentence(self, position: int) -> int:
        """The position of the first word of a word's sentence. An address is one."""
        number = self.value(position)
        begin = self._firsts[number]
        if self._field.kind == "address":
            return begin
        firsts = self._sentences.firsts(self._field.name, self._low + number, partial(self._text, number))
        return begin + sentence_of(firsts, position - begin)

    def written(self, first: int, last: int) -> str:
        """What stands in the text from one word to another of the same value."""
        number = self.value(first)
        text, begin = self._text(number), self._firsts[number]
        if number not in self._places:
            is_address = self._field.kind == "address"
            self._places[number] = address_places(text) if is_address else analysis.Columns(text).places()
        places = self._places[number]
        return text[places[first - begin][0] : places[last - begin][1]]

    def _text(self, number: int) -> str:
        return self._reading.values(self._field.name)[self._missing[number] // gap(self._field)]
