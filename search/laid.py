"""The text of an article that is shown, laid out by position: paragraphs, sentences and offsets.

Positions are those of the index (`indexer.stores.whoosh.schema`). A value is read when something in it is asked for;
where it begins, when anything behind it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from indexer import analysis, sentences
from indexer.fields import Field
from indexer.patterns import lazy
from indexer.stores.whoosh.schema import gap


class Layout:
    """The values of one field. A position is one that a word stands at."""

    def __init__(self, field: Field, values: Sequence[str]) -> None:
        self._field = field
        self._values = values
        self._gap = gap(field)
        self.begins: list[int] = []
        """The position of each value's first word, or where it would be."""
        self._columns: dict[int, analysis.Columns] = {}
        self._places: dict[int, list[tuple[int, int]]] = {}
        self._sentences: dict[int, list[int]] = {}
        at = 0
        for number in range(len(values)):
            self.begins.append(at)
            at += self._words(number) + self._gap

    def _words(self, number: int) -> int:
        if self._field.kind == "address":
            return len(self.places(number))
        return len(self._read(number).forms)

    def _read(self, number: int) -> analysis.Columns:
        if number not in self._columns:
            self._columns[number] = analysis.Columns(self._values[number])
        return self._columns[number]

    def value(self, position: int) -> int:
        """The number of the value that a word stands in."""
        # An empty value begins where no word does, before the next one's first.
        return bisect_right(self.begins, position) - 1

    def nth(self, position: int) -> int:
        """How many words stand before this one: in all values of the body, or in this value."""
        number = self.value(position)
        if self._field.name == "body":
            return position - number * self._gap
        return position - self.begins[number]

    def sentence(self, position: int) -> int:
        """The position of the first word of a word's sentence. An address is one."""
        number = self.value(position)
        begin = self.begins[number]
        if self._field.kind == "address":
            return begin
        if number not in self._sentences:
            self._sentences[number] = sentences.first_words(self._values[number])
        return begin + sentence_of(self._sentences[number], position - begin)

    def places(self, number: int) -> list[tuple[int, int]]:
        """Where each word of a value begins and ends, in characters; of an address, each part of a compound."""
        if number not in self._places:
            if self._field.kind == "address":
                self._places[number] = address_places(self._values[number])
            else:
                self._places[number] = self._read(number).places()
        return self._places[number]


def address_places(text: str) -> list[tuple[int, int]]:
    """Where each word of an address begins and ends that has a position: a compound's parts have one each.

    >>> address_places("org/rail-strike")
    [(0, 3), (4, 8), (9, 15)]
    """
    found: list[tuple[int, int]] = []
    for word in analysis.words(text):
        parts = [
            (word.start + part.start(), word.start + part.end())
            for part in _PART.finditer(text[word.start : word.end])
            if analysis.fold(part[0]).strip("_")
        ]
        count = len(word.parts) or 1
        # Folding may make a joiner of what is none here: then the whole of it stands for each part.
        found += parts if len(parts) == count > 1 else [(word.start, word.end)] * count
    return found


_PART = lazy(r"[^-'&./\u2010\u2011\u2019\uff07\uff06]+")


def sentence_of(first_words: Sequence[int], number: int) -> int:
    """Of the numbers of sentences' first words, that of the sentence in which word `number` stands."""
    return first_words[bisect_right(first_words, number) - 1] if first_words else 0
