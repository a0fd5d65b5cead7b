"""An article in an index as `search.meeting` looks at it: places from the index, the rest from its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from indexer.article import Article
from indexer.fields import BY_NAME
from search.laid import Layout
from search.matches import is_written
from search.query import ast
from search.query.operands import Text
from search.query.terms import as_written
from search.standing import Place


class Values(Protocol):
    """The values of one field of an article: see `search.laid.Layout`."""

    def value(self, position: int) -> int:
        """The number of the value that a word stands in."""

    def sentence(self, position: int) -> int:
        """The position of the first word of its sentence."""

    def nth(self, position: int) -> int:
        """How many words stand before it."""

    def written(self, first: int, last: int) -> str:
        """What stands in the text from one word to another of the same value."""


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

    def layout(self, field: str) -> Values:
        """The layout of a field."""
        return Layout(BY_NAME[field], self.values(field))


class Stored:
    """See `search.standing.Laid`. `found` gives the places of a leaf in a field, case and accents folded; `layout` the
    values of a field, which are asked for once, if at all."""

    def __init__(self, found: Callable[[Text, str], Sequence[Place]], layout: Callable[[str], Values]) -> None:
        self._found = found
        self._layout = layout
        self._layouts: dict[str, Values] = {}

    def places(self, leaf: Text, field: str) -> Sequence[Place]:
        """Where a leaf matches in a field."""
        places = self._found(leaf, field)
        if not places or not isinstance(leaf, ast.Form) or not leaf.exact:
            return places
        wanted, values = as_written(leaf.text), self._values(field)
        return [place for place in places if is_written(wanted, values.written(place.start, place.end))]

    def value(self, field: str, position: int) -> int:
        """The number of the value that a word stands in."""
        return self._values(field).value(position)

    def sentence(self, field: str, position: int) -> int:
        """The position of the first word of its sentence."""
        return self._values(field).sentence(position)

    def nth(self, field: str, position: int) -> int:
        """How many words stand before it."""
        return self._values(field).nth(position)

    def _values(self, field: str) -> Values:
        if field not in self._layouts:
            self._layouts[field] = self._layout(field)
        return self._layouts[field]
