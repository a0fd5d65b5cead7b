"""An article in an index as `search.meeting` looks at it: places from the index, the rest from its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexer.article import Article
from indexer.fields import BY_NAME
from search.laid import Layout
from search.matches import is_written
from search.meeting import Place
from search.query import ast
from search.query.operands import Text
from search.query.terms import as_written


class Stored:
    """See `search.meeting.Laid`. `found` gives the places of a leaf in a field, case and accents folded; `read` the
    article, which is asked for once, if at all."""

    def __init__(self, found: Callable[[Text, str], Sequence[Place]], read: Callable[[], Article]) -> None:
        self._found = found
        self._read = read
        self._article: Article | None = None
        self._layouts: dict[str, Layout] = {}

    def places(self, leaf: Text, field: str) -> Sequence[Place]:
        """Where a leaf matches in a field."""
        places = self._found(leaf, field)
        if not places or not isinstance(leaf, ast.Form) or not leaf.exact:
            return places
        wanted, layout = as_written(leaf.text), self._layout(field)
        return [place for place in places if is_written(wanted, layout.written(place.start))]

    def value(self, field: str, position: int) -> int:
        """The number of the value that a word stands in."""
        return self._layout(field).value(position)

    def sentence(self, field: str, position: int) -> int:
        """The position of the first word of its sentence."""
        return self._layout(field).sentence(position)

    def nth(self, field: str, position: int) -> int:
        """How many words stand before it."""
        return self._layout(field).nth(position)

    def _layout(self, field: str) -> Layout:
        if field not in self._layouts:
            if self._article is None:
                self._article = self._read()
            self._layouts[field] = Layout(BY_NAME[field], BY_NAME[field].values(self._article))
        return self._layouts[field]
