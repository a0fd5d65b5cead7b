"""The values of a field of an article, as its segment knows them; of the text, a value is read where letters count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from indexer import analysis
from indexer.article import Article
from indexer.fields import BY_NAME
from indexer.stores.whoosh.schema import gap
from indexer.stores.whoosh.segment import Segment
from search.laid import address_places


class Reading:
    """The text of an article, which is read once, if at all."""

    def __init__(self, read: Callable[[], Article]) -> None:
        self._read = read
        self._article: Article | None = None

    def values(self, field: str) -> tuple[str, ...]:
        """The values of a field."""
        if self._article is None:
            self._article = self._read()
        return BY_NAME[field].values(self._article)


class Known:
    """The values of one field of a document that has words in it. A position is one that a word stands at; of `value`
    and `sentence`, which are searched for their ends, any."""

    def __init__(self, field: str, segment: Segment, document: int, reading: Reading) -> None:
        self._field = BY_NAME[field]
        self._reading = reading
        begins = segment.stretches(self._field).of(document)
        self._sentences = [position for position, _ in begins]
        self._values = [value for _, value in begins]
        self._firsts: dict[int, int] = {}  # by value: the position of its first word
        for position, value in begins:
            self._firsts.setdefault(value, position)
        self._places: dict[int, list[tuple[int, int]]] = {}

    def value(self, position: int) -> int:
        """The number of the value that a word stands in; -1 before the first word, behind empty values."""
        at = bisect_right(self._sentences, position)
        return self._values[at - 1] if at else -1

    def nth(self, position: int) -> int:
        """How many words stand before this one: in all values of the body, or in this value."""
        number = self.value(position)
        return position - (number * gap(self._field) if self._field.name == "body" else self._firsts[number])

    def sentence(self, position: int) -> int:
        """The position of the first word of a word's sentence; -1 before the first word. An address is a sentence."""
        at = bisect_right(self._sentences, position)
        return self._sentences[at - 1] if at else -1

    def written(self, first: int, last: int) -> str:
        """What stands in the text from one word to another of the same value."""
        number = self.value(first)
        text, begin = self._reading.values(self._field.name)[number], self._firsts[number]
        if number not in self._places:
            is_address = self._field.kind == "address"
            self._places[number] = address_places(text) if is_address else analysis.Columns(text).places()
        places = self._places[number]
        return text[places[first - begin][0] : places[last - begin][1]]
