"""Who finds what a query marks in a field: its words, or those of its positional operators where they meet."""

from __future__ import annotations

from functools import lru_cache

from indexer.fields import BY_NAME
from search.matches import MAX_LEAVES, Matcher
from search.query import ast
from search.query.operands import is_positional


@lru_cache(maxsize=64)
def matcher(query: ast.Node, field: str, language: str) -> Matcher:
    """The matcher of what `query` looks for in `field`, with the stems of `language` where the field is stemmed."""
    schema = BY_NAME.get(field)
    stems = language if schema is not None and schema.stemmed else None
    if any(is_positional(node) for node in ast.walked(query)):
        from search.partaking import Partaking, marked

        return Partaking(field, marked(query, field), language=stems)
    here: dict[ast.Leaf, None] = {}
    for leaf, around, positive in ast.leaves(query):
        if positive and (around == field or (around is None and schema is not None and schema.default)):
            here[leaf] = None
    return Matcher(list(here)[:MAX_LEAVES], language=stems)
