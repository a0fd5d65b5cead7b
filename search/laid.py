"""The stored text of an article, laid out by position: paragraphs, sentences and letters, which the index doesn't hold.

Positions are those of the index (`indexer.stores.whoosh.schema`). A value is read when something in it is asked for;
where it begins, when anything behind it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from indexer import analysis, sentences
from indexer.fields import BY_NAME, Field
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
            return sum(len(word.parts) or 1 for word in analysis.words(self._values[number]))
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

    def written(self, position: int) -> str:
        """The word as it stands in the text."""
        number = self.value(position)
        start, end = self.places(number)[position - self.begins[number]]
        return self._values[number][start:end]

    def places(self, number: int) -> list[tuple[int, int]]:
        """Where each word of a value begins and ends, in characters."""
        if number not in self._places:
            self._places[number] = self._read(number).places()
        return self._places[number]


def sentence_of(first_words: Sequence[int], number: int) -> int:
    """Of the numbers of sentences' first words, that of the sentence in which word `number` stands."""
    return first_words[bisect_right(first_words, number) - 1] if first_words else 0


def layout(field: str, values: Sequence[str]) -> Layout:
    """The layout of a field's values."""
    return Layout(BY_NAME[field], values)
