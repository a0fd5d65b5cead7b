"""From a pattern or a misspelling to the written forms that an archive holds, in bounded time.

The dictionary is gone through once with cheap tests; the terms that a query may become are limited, and a query that
becomes more is an error that says so, not a slow answer or a cut one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from indexer import analysis
from indexer.errors import QueryError
from indexer.stores.whoosh.segment import Segment
from search.query import ast, terms

MOST_TERMS = 10_000
"""Forms that one pattern or misspelling may stand for in one field."""
MOST_TERMS_PER_QUERY = 50_000
MOST_EDITS = 2
LONGEST = 60
"""Letters of a word to be found misspelled: comparing two words takes the product of their lengths."""


class Expansion:
    """The dictionary of an open generation, and how much of it one query has taken."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._segments = tuple(segments)
        self._taken = 0

    def forms(self, node: ast.Pattern | ast.Fuzzy, field: str) -> list[str]:
        """The written forms of `field` that `node` stands for, ascending. Raises QueryError for too many."""
        found: set[str] = set()
        for segment in self._segments:
            for form in (
                _pattern(segment, field, node.text) if isinstance(node, ast.Pattern) else _fuzzy(segment, field, node)
            ):
                found.add(form)
                if len(found) > MOST_TERMS:
                    raise _too_many(node, MOST_TERMS)
        self._taken += len(found)
        if self._taken > MOST_TERMS_PER_QUERY:
            raise _too_many(node, MOST_TERMS_PER_QUERY)
        return sorted(found)


def _too_many(node: ast.Pattern | ast.Fuzzy, most: int) -> QueryError:
    sign = "" if isinstance(node, ast.Pattern) else "~"
    text = f"{node.text}{sign}"
    return QueryError(f"{text} stands for more than {most:,} words of this archive; write more of the word", query=text)


def _pattern(segment: Segment, field: str, text: str) -> Iterator[str]:
    matches = terms.pattern(text).fullmatch
    prefix = analysis.fold(re.split(r"[*?]", text, maxsplit=1)[0])
    for form in _dictionary(segment, field, prefix):
        if matches(form):
            yield form


def _fuzzy(segment: Segment, field: str, node: ast.Fuzzy) -> Iterator[str]:
    wanted, edits = analysis.fold(node.text), node.edits
    if not 0 <= edits <= MOST_EDITS:
        raise QueryError(f"~{edits}: a word may differ in at most {MOST_EDITS} letters", query=node.text)
    if len(wanted) > LONGEST:
        raise QueryError(f"~: a word may have at most {LONGEST} letters", query=node.text)
    # Of edits + 1 pieces of the word at least one stands unchanged in what matches, moved by no more than the edits.
    size = max(len(wanted) // (edits + 1), 1)
    starts = [size * number for number in range(edits + 1)] if len(wanted) > edits else []
    pieces = [(wanted[start : start + size], max(start - edits, 0), start + size + edits) for start in starts]
    shortest, longest = len(wanted) - edits, len(wanted) + edits
    for form in _dictionary(segment, field, ""):
        if (
            shortest <= len(form) <= longest
            and (not pieces or any(form.find(piece, low, high) >= 0 for piece, low, high in pieces))
            and terms.within_edits(form, wanted, edits)
        ):
            yield form


def _dictionary(segment: Segment, field: str, prefix: str) -> Iterator[str]:
    # A term that begins with = is a whole value, not a word.
    return (form for form in segment.texts(field, prefix) if form[:1] != "=")
