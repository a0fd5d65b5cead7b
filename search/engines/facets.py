"""Facets: of what a query finds, how many articles have which value of a field.

A value stands in the index as one term (`indexer.stores.whoosh.schema`), so a facet is a walk over the postings of a
field's values, not over the articles found: its cost goes with the size of the archive. Dates are counted by their
columns. Values are told apart as `publisher:="BBC News"` does, case, accents and white space folded; one is shown as
the first of its articles writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexer.errors import UsageError
from indexer.fields import FIELDS, Field
from indexer.stores.whoosh.schema import WHOLE_TEXT, value_term, whole_term
from indexer.stores.whoosh.segment import Postings
from search.engines import Facet, Unit, Value
from search.engines.generation import Generation
from search.engines.scoring import Arithmetic

FACETED: tuple[str, ...] = tuple(
    field.name
    for field in FIELDS
    if field.kind == "date" or (field.name in WHOLE_TEXT | {"language"} and field.name not in ("headline", "caption"))
)
"""The fields whose values are counted: those that articles share."""

DIVISORS: dict[Unit, int] = {"year": 10**10, "month": 10**8, "day": 10**6}
"""What a date as a number (`indexer.dates.bounds`) is divided by to give the number of its year, month or day."""


def facet(generation: Generation, by: Arithmetic, found: Any, field: Field, *, limit: int | None, unit: Unit) -> Facet:
    """Of what is found, the values of one field, those of most articles first; of a date the years, months or days, in
    their order. Raises UsageError for a field that isn't in `FACETED`."""
    if field.name not in FACETED:
        raise UsageError(f"{field.name} is not a field to count by; those are {', '.join(FACETED)}")
    total = by.size(found)
    if field.kind == "date":
        periods = by.periods(found, field.name, DIVISORS[unit])
        values = [Value(_period(number), count) for number, count in sorted(periods.items())]
        return Facet(field.name, total, total - sum(periods.values()), tuple(values), len(values))
    counts: dict[str, tuple[int, int]] = {}
    for term, count, doc in _held(generation, by, found, field):
        before, first = counts.get(term, (0, doc))
        counts[term] = before + count, first
    ranked = sorted(counts.items(), key=lambda one: (-one[1][0], one[0]))
    having = sum(count for count, _ in counts.values())
    if field.kind == "text":  # an article may have several values
        having = by.size(by.all_of([found, by.having(field)], []))
    shown = ranked if limit is None else ranked[:limit]
    written = tuple(Value(_written(generation, field, term, doc), count) for term, (count, doc) in shown)
    return Facet(field.name, total, total - having, written, len(ranked))


def _held(generation: Generation, by: Arithmetic, found: Any, field: Field) -> Iterator[tuple[str, int, int]]:
    """The terms of the field's values, segment by segment, each with how many of what is found have it, and the first
    of them."""
    for base, segment in generation.rows():
        postings = segment.fields.get(field.name)
        if postings is not None:
            for term, count, doc in by.held(found, base, segment, field.name, *_values(postings, field)):
                yield postings.terms.term(term).decode("utf-8", "surrogatepass"), count, doc


def _values(postings: Postings, field: Field) -> tuple[int, int]:
    """The terms that are whole values: of a text those that begin with `=`, else all."""
    return postings.terms.span(b"=") if field.kind == "text" else (0, len(postings.terms))


def _written(generation: Generation, field: Field, term: str, doc: int) -> str:
    make = whole_term if field.kind == "text" else value_term
    (article,) = generation.fetch([doc])
    return next((" ".join(value.split()) for value in field.values(article) if make(value) == term), term.lstrip("="))


def _period(number: int) -> str:
    """A year, month or day as it is written.

    >>> _period(2017), _period(201703), _period(20170322)
    ('2017', '2017-03', '2017-03-22')
    """
    digits = f"{number:04}"
    return "-".join((digits[:4], *(digits[at : at + 2] for at in range(4, len(digits), 2))))
