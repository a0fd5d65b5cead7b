"""Facets: of what a query finds, how many articles have which value of a field.

A value stands in the index as one term (`indexer.stores.whoosh.schema`), so a facet is a walk over the postings of a
field's values, not over the articles found: its cost goes with the size of the archive. Dates are counted by their
columns. Values are told apart as `publisher:="BBC News"` does, case, accents and white space folded; one is shown as
the first of its articles writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from indexer.errors import UsageError
from indexer.fields import FIELDS, Field
from indexer.stores.whoosh.schema import WHOLE_TEXT, value_term, whole_term
from indexer.stores.whoosh.segment import Postings
from search.engines import Facet, Unit, Value
from search.engines.generation import Generation
from search.engines.scoring import Arithmetic, Span

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
    held = by.held(found, field.name, _spans(generation, field))
    for place, number, count, doc in held.terms:
        term = generation.segments[place].fields[field.name].terms.term(number).decode("utf-8", "surrogatepass")
        before, first = counts.get(term, (0, doc))
        counts[term] = before + count, first
    ranked = sorted(counts.items(), key=lambda one: (-one[1][0], one[0]))[:limit]
    written = _written(generation, field, [(term, doc) for term, (_, doc) in ranked])
    shown = tuple(Value(value, count) for value, (_, (count, _)) in zip(written, ranked, strict=True))
    return Facet(field.name, total, total - held.having, shown, len(counts))


def cost(generation: Generation, field: Field) -> int:
    """About how many postings counting by a field goes through, without numpy."""
    spans = _spans(generation, field)
    return generation.documents + _A_TERM * sum(last - first for first, last in spans)


_A_TERM = 40
"""Postings that are gone through in the time that a term takes by itself."""


def _spans(generation: Generation, field: Field) -> list[Span]:
    """The terms of each segment that are whole values: of a text those that begin with `=`, else all."""
    if field.kind == "date":
        return []
    every = [segment.fields.get(field.name) for segment in generation.segments]
    return [(0, 0) if one is None else _values(one, field) for one in every]


def _values(postings: Postings, field: Field) -> Span:
    return postings.terms.span(b"=") if field.kind == "text" else (0, len(postings.terms))


def _written(generation: Generation, field: Field, terms: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Each term's value as its document has it."""
    make = whole_term if field.kind == "text" else value_term
    for term, doc in terms:
        (article,) = generation.fetch([doc])
        value = next((value for value in field.values(article) if make(value) == term), term.lstrip("="))
        yield " ".join(value.split())


def _period(number: int) -> str:
    """A year, month or day as it is written.

    >>> _period(2017), _period(201703), _period(20170322)
    ('2017', '2017-03', '2017-03-22')
    """
    digits = f"{number:04}"
    return "-".join((digits[:4], *(digits[at : at + 2] for at in range(4, len(digits), 2))))
