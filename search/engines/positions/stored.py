"""An article in an index as `search.meeting` looks at it: letters alone are read from its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from indexer.stores.whoosh.segment import Segment
from search.engines.positions.known import Known, Reading
from search.matches import is_written
from search.query import ast
from search.query.operands import Text
from search.query.terms import as_written
from search.standing import Place


class Stored:
    """See `search.standing.Laid`. `found` gives the places of a leaf in a field, case and accents folded."""

    def __init__(self, found: Callable[[Text, str], Sequence[Place]], segment: Segment, document: int) -> None:
        self._found = found
        self._segment = segment
        self._document = document
        self._reading = Reading(partial(segment.article, document))
        self._known: dict[str, Known] = {}

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

    def _values(self, field: str) -> Known:
        if field not in self._known:
            self._known[field] = Known(field, self._segment, self._document, self._reading)
        return self._known[field]
