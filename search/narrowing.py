"""How a search that finds a lot may be narrowed: by the period, the section or the publisher that most of it is of.

What is proposed leaves at least two articles and takes at least a third away, and isn't asked for already.
"""

from __future__ import annotations

from indexer.errors import QueryError
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
    """Terms to add to `query` (in brackets if it is an OR, see `with_term`), the period first. Raises as
    `Engine.search` does."""
    asked = {name for node in ast.walked(query) if (name := _field(node)) is not None}
    proposed = [] if "date" in asked else [_period(engine, query)]
    for name in FIELDS:
        if name not in asked:
            worth = _worth_naming(engine.facet(query, name, limit=1))
            proposed.append(term(name, worth[0].value) if worth else None)
    return [one for one in proposed if one is not None]


def term(field: str, value: str) -> str | None:
    """The term that asks for a value of a field: of a date a period, of any other the whole value; None for a value
    that no query can name (nothing but punctuation, or with a double quote in it).

    >>> term("publisher", "BBC News"), term("section", "World"), term("date", "2017-03"), term("section", "!!!")
    ('publisher:="BBC News"', 'section:=World', 'date:2017-03', None)
    """
    from search.query.parser import parse

    node: ast.Node = ast.Field(field, ast.Whole(value))
    if field in ("date", "updated"):
        node = ast.DateRange(field, value, value)
    text = str(node)
    try:
        return text if parse(text).node == node else None
    except QueryError:
        return None


def with_term(query: str, term: str) -> str:
    """The narrowed query; `query` is as a tree prints itself.

    >>> with_term("rail OR strike", "date:2017"), with_term("rail strike", "date:2017")
    ('(rail OR strike) date:2017', 'rail strike date:2017')
    """
    from search.query.parser import parse

    return f"({query}) {term}" if isinstance(parse(query).node, ast.Or) else f"{query} {term}"


def _period(engine: Engine, query: ast.Node) -> str | None:
    """The year of most articles; where that is nearly all of them, its month, or else its day."""
    for unit in UNITS:
        if worth := _worth_naming(engine.facet(query, "date", unit=unit)):
            return term("date", max(worth, key=lambda value: value.articles).value)
    return None


def _worth_naming(facet: Facet) -> list[Value]:
    least = max(LEAST, facet.total / RARE)
    return [value for value in facet.values if least <= value.articles <= MOST * facet.total]


def _field(node: ast.Node) -> str | None:
    match node:
        case ast.Field(name) | ast.DateRange(name):
            return name
        case _:
            return None
