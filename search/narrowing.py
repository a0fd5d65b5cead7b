"""How a search that finds a lot may be narrowed: by the period, the section or the publisher that most of it is of.

What is proposed leaves at least two articles and takes at least a third away, and isn't asked for already.
"""

from __future__ import annotations

from collections.abc import Iterator

from search.engines import Engine, Facet, Unit, Value
from search.query import ast

FIELDS = ("section", "publisher")

LEAST = 2
"""Articles that must be left."""

MOST = 2 / 3
"""Of the articles found, what may be left."""

RARE = 20
"""A value that only one of so many articles has isn't worth naming."""

UNITS: tuple[Unit, ...] = ("year", "month", "day")


def narrowings(engine: Engine, query: ast.Node) -> list[str]:
    """Terms to add to `query`, the period first. Raises as `Engine.search` does."""
    asked = {name for node in ast.walked(query) if (name := _field(node)) is not None}
    found = [] if "date" in asked else list(_period(engine, query))
    for name in FIELDS:
        if name not in asked:
            facet = engine.facet(query, name, limit=1)
            found += [term(name, value.value) for value in _worth_naming(facet)[:1] if '"' not in value.value]
    return found


def term(field: str, value: str) -> str:
    """The term that asks for a value of a field: of a date a period, of any other the whole value.

    >>> term("publisher", "BBC News"), term("section", "World"), term("date", "2017-03")
    ('publisher:="BBC News"', 'section:=World', 'date:2017-03')
    """
    if field in ("date", "updated"):
        return str(ast.DateRange(field, value, value))
    return str(ast.Field(field, ast.Whole(value)))


def _period(engine: Engine, query: ast.Node) -> Iterator[str]:
    """The year of most articles; where that is nearly all of them, its month, or else its day."""
    for unit in UNITS:
        worth = _worth_naming(engine.facet(query, "date", unit=unit))
        if worth:
            yield term("date", max(worth, key=lambda value: value.articles).value)
            return


def _worth_naming(facet: Facet) -> list[Value]:
    least = max(LEAST, facet.total / RARE)
    return [value for value in facet.values if least <= value.articles <= MOST * facet.total]


def _field(node: ast.Node) -> str | None:
    match node:
        case ast.Field(name) | ast.DateRange(name):
            return name
        case _:
            return None
