"""Why an article stands where it does: its score, taken apart.

A score is a sum over the parts of a query. Each part is asked again on its own, so the engine's own scores are shown,
not a second account of the formula. What a part adds is split over its fields as the frequency is that it is scored by
(`search.engines.bm25f`): a field has that share of it which its weighted frequency has of their sum. That costs a
search for every part, which an explanation may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, assert_never

from search.engines import Engine
from search.query import ast
from search.query.operands import is_positional, loosened
from search.results import Reason

Reasons = dict[int, tuple[Reason, ...]]
"""The reasons of each document, the weightiest first."""


class _Part(NamedTuple):
    """A word, phrase or pattern of the query, in one field or (None) in those that a bare word is searched in, with its
    weight, and the documents that it counts for."""

    node: ast.Node
    field: str | None
    boost: float
    docs: frozenset[int]


def reasons(engine: Engine, query: ast.Node, docs: Sequence[int]) -> Reasons:
    """Why these documents, all of which match `query`, have their scores. Parts that add nothing to any score (dates,
    `*`, what follows NOT) are no reason. Raises as `Engine.search` does."""
    found: defaultdict[int, list[Reason]] = defaultdict(list)
    for node, field, boost, counted in _parts(engine, query, None, 1.0, frozenset(docs)):
        leaf = node if field is None else ast.Field(field, node)
        matches = engine.search(ast.Boost(leaf, boost), limit=None)
        scored = [match for match in matches.page if match.doc in counted and match.score]
        shares = engine.shares(leaf, [doc for doc, _ in scored])
        for (doc, score), its in zip(scored, shares, strict=True):
            found[doc] += [Reason(str(node), name, matches.total, score * share) for name, share in its.items()]
    return {doc: tuple(sorted(found[doc], key=lambda reason: -reason.score)) for doc in docs}


def _parts(engine: Engine, node: ast.Node, field: str | None, boost: float, docs: frozenset[int]) -> Iterator[_Part]:
    """The parts of `node` that `docs` may have their scores from."""
    if is_positional(node):
        # It has its score from its words, where they meet.
        yield from _parts(engine, loosened(node), field, boost, docs & _matching(engine, node, field))
        return
    match node:
        case ast.Word() | ast.Form() | ast.Phrase() | ast.Pattern() | ast.Fuzzy() | ast.Whole():
            yield _Part(node, field, boost, docs)
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
