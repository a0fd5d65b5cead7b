"""From a pattern or a misspelling to the written forms that an archive holds, in bounded time.

The dictionary is gone through once with cheap tests; the terms that a query may become are limited, and a query that
becomes more is an error that says so, not a slow answer or a cut one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from indexer import analysis
from indexer.errors import QueryError
from indexer.stores.whoosh.segment import Postings, Segment
from search.engines.remembered import Remembered
from search.query import ast, terms

MOST_TERMS = 10_000
"""Forms that one pattern or misspelling may stand for in one field."""
MOST_TERMS_PER_QUERY = 50_000
MOST_EDITS = 2
LONGEST = 60
"""Letters of a word to be found misspelled: comparing two words takes the product of their lengths."""


T = TypeVar("T")


class Expansion:
    """How much of the dictionaries one query has taken."""

    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered
        self._taken: dict[tuple[ast.Pattern | ast.Fuzzy, str], _Taken] = {}
        self._sum = 0
        self._stems: dict[tuple[int, str], Any] = {}

    def stems(self, segment: Segment, form: str, find: Callable[[Segment, str], T]) -> T:
        """What is found of a form's stems in a segment, in all its fields at once; found once."""
        key = id(segment), form
        if key not in self._stems:
            self._stems[key] = find(segment, form)
        found: T = self._stems[key]
        return found

    def runs(self, postings: Postings, node: ast.Pattern | ast.Fuzzy) -> list[Run]:
        """The written forms of a segment's field that `node` stands for, as runs of term numbers: each the first, and
        the one after the last. Raises QueryError for too many of them."""
        runs: list[Run] = self._remembered.get(
            (node, id(postings)), lambda: _found(postings, node), lambda runs: 200 * len(runs)
        )
        size = sum([last - first for first, last in runs])
        taken = self._taken.setdefault((node, postings.name), _Taken())
        taken.parts.append((postings, runs))
        taken.sum += size
        self._sum += size
        # How many forms there are doesn't depend on how many segments they are in; that takes looking at them.
        if taken.sum > MOST_TERMS and _different([taken]) > MOST_TERMS:
            raise _too_many(node, MOST_TERMS)
        if self._sum > MOST_TERMS_PER_QUERY and _different(self._taken.values()) > MOST_TERMS_PER_QUERY:
            raise _too_many(node, MOST_TERMS_PER_QUERY)
        return runs


def forms(segments: Iterable[Segment], node: ast.Pattern | ast.Fuzzy, field: str) -> list[str]:
    """The written forms that `node` stands for in one field of these segments, ascending. Raises as `runs` does."""
    expansion, found = Expansion(Remembered()), set[bytes]()
    for segment in segments:
        if (postings := segment.fields.get(field)) is not None:
            found.update(term for run in expansion.runs(postings, node) for term in postings.terms.terms(*run))
    return sorted(term.decode("utf-8", "surrogatepass") for term in found)


Run = tuple[int, int]


class _Taken:
    """What one pattern took of one field, segment by segment, and how many terms those are together."""

    def __init__(self) -> None:
        self.parts: list[tuple[Postings, list[Run]]] = []
        self.sum = 0


def _different(taken: Iterable[_Taken]) -> int:
    """How many different forms, field by field."""
    return sum(len({t for p, runs in one.parts for run in runs for t in p.terms.terms(*run)}) for one in taken)


def _found(postings: Postings, node: ast.Pattern | ast.Fuzzy) -> list[Run]:
    runs: list[Run] = []
    for first, last in _pattern(postings, node.text) if isinstance(node, ast.Pattern) else _fuzzy(postings, node):
        if runs and runs[-1][1] == first:
            runs[-1] = (runs[-1][0], last)
        elif first < last:
            runs.append((first, last))
    return runs


def _too_many(node: ast.Pattern | ast.Fuzzy, most: int) -> QueryError:
    sign = "" if isinstance(node, ast.Pattern) else "~"
    text = f"{node.text}{sign}"
    return QueryError(f"{text} stands for more than {most:,} words of this archive; write more of the word", query=text)


def _pattern(postings: Postings, text: str) -> Iterator[Run]:
    prefix = re.split(r"[*?]", text, maxsplit=1)[0]
    matches = terms.pattern(text).fullmatch
    for first, last in _words(postings, analysis.fold(prefix)):
        if text == f"{prefix}*":
            yield first, last
            continue
        for number, form in enumerate(postings.terms.terms(first, last), first):
            if matches(form.decode("utf-8", "surrogatepass")):
                yield number, number + 1


def _fuzzy(postings: Postings, node: ast.Fuzzy) -> Iterator[Run]:
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
    for first, last in _words(postings, ""):
        for number, term in enumerate(postings.terms.terms(first, last), first):
            form = term.decode("utf-8", "surrogatepass")
            if (
                shortest <= len(form) <= longest
                and (not pieces or any(form.find(piece, low, high) >= 0 for piece, low, high in pieces))
                and terms.within_edits(form, wanted, edits)
            ):
                yield number, number + 1


def _words(postings: Postings, prefix: str) -> list[Run]:
    """The terms that begin with `prefix`, without whole values, which begin with `=`."""
    if prefix:
        return [] if prefix.startswith("=") else [postings.terms.span(prefix.encode("utf-8", "surrogatepass"))]
    first, last = postings.terms.span(b"=")
    return [(0, first), (last, len(postings.terms))]
