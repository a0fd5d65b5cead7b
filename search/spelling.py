"""What a query that finds nothing may have meant: words that no article has, as words that many have.

A word of three letters or more that stands nowhere in its field is taken for a misspelling of the written form that the
fewest edits lead to, and of several such of the one that most articles have. How many edits are tried depends on its
length as Lucene's and Elasticsearch's `AUTO` fuzziness has it: one up to five letters, two from six on. Nothing is
proposed unless the query finds something with it.
"""

from __future__ import annotations

from indexer.analysis import fold, words
from indexer.errors import QueryError
from indexer.fields import DEFAULT_FIELDS
from search.engines import Engine
from search.query import ast

SHORTEST, LONGER = 3, 6
"""Letters from which a word is tried with one edit, and with two."""

MOST = 50
"""Forms that are looked at: a word that is near to more of them is no misspelling of any in particular."""


def corrected(engine: Engine, query: ast.Node) -> ast.Node | None:
    """`query` with its unknown words as they are spelled in the archive; None where that isn't known, or finds nothing
    either. Raises as `Engine.search` does."""
    instead: dict[str, str] = {}
    for leaf, field, positive in ast.leaves(query):
        if positive and isinstance(leaf, ast.Word) and leaf.text not in instead and not _known(engine, leaf, field):
            found = _nearest(engine, leaf.text, field)
            if found is None:
                return None
            instead[leaf.text] = found
    if not instead:
        return None

    def spelled(node: ast.Node) -> ast.Node:
        return ast.Word(instead.get(node.text, node.text)) if isinstance(node, ast.Word) else node

    better = ast.map_nodes(query, spelled)
    return better if engine.search(better, limit=0).total else None


def _known(engine: Engine, leaf: ast.Node, field: str | None) -> bool:
    return engine.search(leaf if field is None else ast.Field(field, leaf), limit=0).total > 0


def _nearest(engine: Engine, text: str, field: str | None) -> str | None:
    """The form that `text` is likely meant for."""
    form = fold(text)
    if len(form) < SHORTEST or not form.isalpha() or len(list(words(text))) != 1:
        return None
    fields = [one.name for one in DEFAULT_FIELDS] if field is None else [field]
    for edits in (1, 2) if len(form) >= LONGER else (1,):
        try:
            near = {one for name in fields for one in engine.forms(ast.Fuzzy(form, edits), name) if one.isalpha()}
        except QueryError:
            return None
        if 0 < len(near) <= MOST:
            return max(sorted(near), key=lambda one: _articles(engine, one, field))
    return None


def _articles(engine: Engine, form: str, field: str | None) -> int:
    written = ast.Form(form)
    return engine.search(written if field is None else ast.Field(field, written), limit=0).total
