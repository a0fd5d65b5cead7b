"""Why an article stands where it does: its score, taken apart.

A score is a sum over the parts of a query and the fields that each of them stands in (`search.engines.scoring`). Each
part is asked again on its own, so the engine's own scores are shown, not a second account of the formula. That costs
a search for every part and field, which an explanation may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, assert_never

from indexer.fields import DEFAULT_FIELDS
from search.engines import Engine
from search.query import ast
from search.query.operands import is_positional, loosened
from search.results import Reason

Reasons = dict[int, tuple[Reason, ...]]
"""The reasons of each document, the weightiest first."""


class _Part(NamedTuple):
    """A word, phrase or pattern of the query in one field, with its weight, and the documents that it counts for."""

    node: ast.Node
    field: str
    boost: float
    docs: frozenset[int]


def reasons(engine: Engine, query: ast.Node, docs: Sequence[int]) -> Reasons:
    """Why these documents, all of which match `query`, have their scores. Parts that add nothing to any score (dates,
    `*`, what follows NOT) are no reason. Raises as `Engine.search` does."""
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for node, field, boost, counted in _parts(engine, query, None, 1.0, frozenset(docs)):
        matches = engine.search(ast.Boost(ast.Field(field, node), boost), limit=None)
        for doc, score in matches.page:
            if doc in counted and score:
                found[doc].append(Reason(str(node), field, matches.total, score))
    return {doc: tuple(sorted(found[doc], key=lambda reason: -reason.score)) for doc in docs}


def _parts(engine: Engine, node: ast.Node, field: str | None, boost: float, docs: frozenset[int]) -> Iterator[_Part]:
    """The parts of `node` that `docs` may have their scores from."""
    if is_positional(node):
        # It has its score from its words, where they meet.
        yield from _parts(engine, loosened(node), field, boost, docs & _matching(engine, node, field))
        return
    match node:
        case ast.Word() | ast.Form() | ast.Phrase() | ast.Pattern() | ast.Fuzzy() | ast.Whole():
            for name in [one.name for one in DEFAULT_FIELDS] if field is None else [field]:
                yield _Part(node, name, boost, docs)
        case ast.Field(name, inner):
            yield from _parts(engine, inner, name, boost, docs)
        case ast.Boost(inner, weight):
            yield from _parts(engine, inner, field, boost * weight, docs)
        case ast.And(nodes):
            # `(a b) OR c`: an article with a and c has nothing from a
            counted = docs & _matching(engine, node, field)
            for part in nodes:
                yield from _parts(engine, part, field, boost, counted)
        case ast.Or(nodes):
            for part in nodes:
                yield from _parts(engine, part, field, boost, docs)
        case ast.Not() | ast.DateRange() | ast.Every() | ast.Nothing():
            pass
        case ast.Near() | ast.Within() | ast.AtLeast() | ast.First():
            raise AssertionError("is positional")
        case _:
            assert_never(node)


def _matching(engine: Engine, node: ast.Node, field: str | None) -> frozenset[int]:
    whole = node if field is None else ast.Field(field, node)
    return frozenset(doc for doc, _ in engine.search(whole, limit=None).page)
