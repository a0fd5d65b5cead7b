"""What to mark of a query with positional operators: their words where they meet, and nowhere else.

The words of a text are found as ever (`search.matches`). Those that stand in the query outside of such an operator are
marked wherever they stand; of the others, those that are part of a row (`search.meeting`), as they are when an engine
looks. What NOT NEAR keeps away is looked for, but never marked. Of ATLEAST every place is marked: whether there are
enough is a question about the whole article, of which only one field is seen here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import cast

from indexer.errors import QueryError
from indexer.fields import BY_NAME
from indexer.frozen import dataclass
from search.laid import Layout
from search.matches import MAX_LEAVES, Found, Hit, Matcher
from search.meeting import Meeting
from search.query import ast
from search.query.operands import DEFAULT, Alternatives, Text, alternatives, sought
from search.standing import Place


@dataclass(frozen=True, slots=True)
class Marked:
    """Of a query in one field: the leaves that are marked wherever they stand, and what positional operators ask."""

    free: tuple[ast.Leaf, ...]
    wanted: tuple[Alternatives, ...]

    def leaves(self) -> list[ast.Leaf]:
        """All leaves that must be looked for, each once, the free ones first."""
        bound = [one.leaf for wanted in self.wanted for some in wanted for unit in some for one in sought(unit)]
        return list(dict.fromkeys([*self.free, *bound]))


def marked(query: ast.Node, field: str) -> Marked:
    """What `query` marks in `field`."""
    free: dict[ast.Leaf, None] = {}
    wanted: list[Alternatives] = []
    waiting: list[tuple[ast.Node, tuple[str, ...], bool]] = [(query, DEFAULT, True)]
    while waiting:
        node, fields, positive = waiting.pop()
        match node:
            case ast.Field(name, inner):
                waiting.append((inner, (name,), positive))
            case ast.Not(inner):
                waiting.append((inner, fields, not positive))
            case ast.Near() | ast.Within() | ast.AtLeast() | ast.First():
                if positive:
                    wanted.append(_here(alternatives(node, fields), field))
            case ast.And() | ast.Or() | ast.Boost():
                waiting += [(part, fields, positive) for part in reversed(ast.children(node))]
            case _:
                if positive and field in fields:
                    free[node] = None
    return Marked(tuple(free), tuple(filter(None, wanted)))


def _here(wanted: Alternatives, field: str) -> Alternatives:
    """The alternatives that look for anything in this field."""
    return tuple(some for some in wanted if any(field in one.fields for unit in some for one in sought(unit)))


class Partaking(Matcher):
    """Finds what a query with positional operators matches in the values of one field."""

    def __init__(self, field: str, marked: Marked, *, language: str | None) -> None:
        self._field = field
        self._marked = marked
        self._leaves = marked.leaves()[:MAX_LEAVES]
        super().__init__(self._leaves, language=language)

    def shown(self, values: Sequence[str], found: list[Found]) -> list[Found]:
        """Of what was found in these values, what stands for itself or takes part."""
        free = len(self._marked.free)
        if not found or all(leaf < free for one in found for _, _, leaf in one.hits):
            return found
        layout = Layout(BY_NAME[self._field], values[: found[-1].number + 1])
        placed = [
            [(_place(layout, one.number, hit[0] - one.first, hit[1] - one.first), hit) for hit in one.hits]
            for one in found
        ]
        try:
            taking = self._taking(layout, placed)
        except QueryError:
            return found  # too many ways to meet: most words do
        kept = [
            Found(one.number, one.first, [hit for place, hit in its if hit[2] < free or place in taking])
            for one, its in zip(found, placed, strict=True)
        ]
        return [one for one in kept if one.hits]

    def _taking(self, layout: Layout, placed: Sequence[Sequence[tuple[Place, Hit]]]) -> set[Place]:
        places: dict[Text, set[Place]] = {}
        for its in placed:
            for place, (_, _, number) in its:
                if number >= 0:
                    # what was found at a place is a leaf that has places
                    places.setdefault(cast("Text", self._leaves[number]), set()).add(place)
        laid = _Text(self._field, {leaf: sorted(its) for leaf, its in places.items()}, layout)
        meeting = Meeting(laid, counting=False)
        return {place for wanted in self._marked.wanted for place in meeting.taking_part(wanted, self._field)}


class _Text:
    """See `search.standing.Laid`: one field of an article that is shown."""

    def __init__(self, field: str, places: dict[Text, list[Place]], layout: Layout) -> None:
        self._field = field
        self._places = places
        self._layout = layout

    def places(self, leaf: Text, field: str) -> Sequence[Place]:
        return self._places.get(leaf, []) if field == self._field else []

    def value(self, field: str, position: int) -> int:
        return self._layout.value(position)

    def sentence(self, field: str, position: int) -> int:
        return self._layout.sentence(position)

    def nth(self, field: str, position: int) -> int:
        return self._layout.nth(position)


def _place(layout: Layout, number: int, start: int, end: int) -> Place:
    """The positions of the first and the last word of a stretch of a value."""
    places = layout.places(number)
    first, last = bisect_right(places, (start, end)) - 1, bisect_left(places, (end, end)) - 1
    return Place(layout.begins[number] + max(first, 0), layout.begins[number] + max(last, first, 0))
