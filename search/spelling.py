"""What a query that finds nothing may have meant: words that no article has, as words that many have.

A word of three letters or more that stands nowhere in its field is taken for a misspelling of the written form that the
fewest edits lead to, and of several such of the one that most articles have. How many edits are tried depends on its
length as Lucene's and Elasticsearch's `AUTO` fuzziness has it: one up to five letters, two from six on; two neighbours
that have changed places are one. Nothing is proposed unless the query finds something with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.analysis import fold, words
from indexer.errors import QueryError
from indexer.fields import DEFAULT_FIELDS
from search.engines import Engine
from search.query import ast
from search.query.terms import within_edits

SHORTEST, LONGER = 3, 6
"""Letters from which a word is tried with one edit, and with two."""

MOST = 50
"""Forms that are looked at: a word that is near to more of them is no misspelling of any in particular."""

MOST_UNKNOWN = 3
"""Words that are tried: each costs a walk over the dictionary, and a query with more of them isn't misspelled."""


def corrected(engine: Engine, query: ast.Node) -> ast.Node | None:
    """`query` with its unknown words as they are spelled in the archive; None where that isn't known, or finds nothing
    either. Raises as `Engine.search` does."""
    unknown: dict[str, str | None] = {}
    known: set[str] = set()
    for leaf, field, positive in ast.leaves(query):
        if isinstance(leaf, ast.Word) and positive and leaf.text not in known:
            if _articles(engine, leaf, field):
                known.add(leaf.text)
            else:
                unknown[leaf.text] = field
                if len(unknown) > MOST_UNKNOWN:
                    return None
    if not unknown or not known.isdisjoint(unknown):
        return None
    instead: dict[str, str] = {}
    for text, field in unknown.items():
        if (found := _nearest(engine, text, field)) is None:
            return None
        instead[text] = found

    def spelled(node: ast.Node) -> ast.Node:
        return ast.Word(instead.get(node.text, node.text)) if isinstance(node, ast.Word) else node

    better = ast.map_nodes(query, spelled)
    try:
        return better if engine.search(better, limit=0).total else None
    except QueryError:  # nobody asked for it
        return None


def _nearest(engine: Engine, text: str, field: str | None) -> str | None:
    """The form that `text` is likely meant for."""
    form = fold(text)
    if len(form) < SHORTEST or not form.isalpha() or len(list(words(text))) != 1:
        return None
    edits = 2 if len(form) >= LONGER else 1
    fields = [one.name for one in DEFAULT_FIELDS] if field is None else [field]
    try:
        every = {one for name in fields for one in engine.forms(ast.Fuzzy(form, edits), name) if one.isalpha()}
    except QueryError:
        return None
    near = {one for one in every if within_edits(one, form, 1)}
    near.update(one for one in _swapped(form) if _articles(engine, ast.Form(one), field))
    near = near or every
    if not 0 < len(near) <= MOST:
        return None
    return max(sorted(near), key=lambda one: _articles(engine, ast.Form(one), field))


def _swapped(form: str) -> Iterator[str]:
    """The word with two neighbours in each other's place.

    >>> sorted(_swapped("rail"))
    ['aril', 'rali', 'rial']
    """
    for at in range(len(form) - 1):
        yield form[:at] + form[at + 1] + form[at] + form[at + 2 :]


def _articles(engine: Engine, leaf: ast.Node, field: str | None) -> int:
    return engine.search(leaf if field is None else ast.Field(field, leaf), limit=0).total
