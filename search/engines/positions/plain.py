"""Where operands meet, without numpy: article by article."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from itertools import accumulate

from indexer.fields import BY_NAME
from indexer.stores.whoosh.segment import Postings, Segment
from search.engines.asks import Row, Run
from search.engines.generation import Generation
from search.engines.positions import Asking, leave, letters
from search.engines.positions.stored import Stored
from search.meeting import Meeting
from search.query.operands import Alternatives, Text, sought
from search.standing import Place, Steps, TooManyWays

Places = dict[int, list[Place]]
"""Where a leaf matches in a field, by document."""


def met(
    generation: Generation,
    docs: Collection[int],
    wanted: Alternatives,
    asking: Asking,
    unsettled: set[int],
    steps: Steps,
) -> Iterator[int]:
    """Those of these documents in which what is wanted meets, ascending; where that can't be told is added to
    `unsettled`."""
    if (word := letters.alone(wanted)) is not None:
        yield from letters.written(generation, word, sorted(docs))
        return
    among = frozenset(docs)
    places = {
        (leaf.leaf, name): _places(generation, leaf.leaf, name, asking, among)
        for some in wanted
        for unit in some
        for leaf in sought(unit)
        for name in leaf.fields
    }

    def found(doc: int, leaf: Text, field: str) -> list[Place]:
        return places[leaf, field].get(doc, [])

    for doc in sorted(docs):
        segment, document = generation.place(doc)
        try:
            if Meeting(Stored(partial(found, doc), segment, document), steps).is_met(wanted):
                yield doc
        except TooManyWays as error:
            leave(unsettled, doc, error)


def _places(generation: Generation, leaf: Text, name: str, asking: Asking, docs: frozenset[int]) -> Places:
    found: dict[int, set[Place]] = {}
    for (base, segment), spellings in zip(generation.rows(), asking(leaf, BY_NAME[name]), strict=True):
        for ask in spellings:
            if isinstance(ask, Row):
                some = _in_a_row(segment, name, ask, base, docs)
            else:
                some = (pair for run in ask.runs for pair in _standing(segment, name, run, base, docs))
            for doc, place in some:
                found.setdefault(doc, set()).add(place)
    return {doc: sorted(its) for doc, its in found.items()}


def _in_a_row(segment: Segment, name: str, row: Row, base: int, docs: frozenset[int]) -> Iterator[tuple[int, Place]]:
    starts: set[tuple[int, int]] | None = None
    for offset, term in enumerate(row.terms):
        some = _standing(segment, name, Run(term, term + 1), base, docs)
        here = {(doc, place.start - offset) for doc, place in some}
        starts = here if starts is None else starts & here
    for doc, start in starts or ():
        yield doc, Place(start, start + len(row.terms) - 1)


def _standing(segment: Segment, name: str, run: Run, base: int, docs: frozenset[int]) -> Iterator[tuple[int, Place]]:
    postings: Postings = segment.fields[name]
    languages = segment.language_numbers
    for term in range(run.first, run.last):
        start, end = postings.span(term, term + 1)
        ends = accumulate(postings.frequencies(start, end), initial=0)
        every: list[int] | None = None
        before = next(ends)
        for document, after in zip(postings.documents(start, end).tolist(), ends, strict=True):
            if base + document in docs and (run.languages is None or languages[document] in run.languages):
                every = postings.positions(term) if every is None else every
                for position in every[before:after]:
                    yield base + document, Place(position, position)
            before = after
