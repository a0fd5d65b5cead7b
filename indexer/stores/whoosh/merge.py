"""Fewer segments: which ones to put together, and one new segment of their live documents.

A search pays for each segment, a run for each document it moves, so segments of about the same size are put together
once there are eight of them: a document is moved once for each eightfold growth of the archive. (With four, a first run
over twelve thousand articles took half as long again.) A segment of which more than a quarter is deleted is written
anew.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from indexer.stores.blocks import BlockWriter
from indexer.stores.manifest import SegmentEntry
from indexer.stores.whoosh import layout
from indexer.stores.whoosh.schema import INDEX_NAME, length_column
from indexer.stores.whoosh.segment import Segment
from indexer.stores.whoosh.writing import Columns, Term, write_segment

FANOUT = 8
SMALLEST = 200
"""Segments of fewer documents count as of this size: opening one costs more than reading it."""
LARGEST = 500_000
"""No merge makes a segment of more documents."""
MOST_DELETED = 0.25


def plan(entries: Sequence[SegmentEntry]) -> list[list[SegmentEntry]]:
    """Which segments become one: each group is one segment of the next generation, empty ones are left out.

    A group of one segment stays as it is unless too much of it is deleted (`rewritten`).
    """
    groups = [[entry] for entry in entries if entry.live]
    while True:
        groups.sort(key=_live)
        for tier, members in groupby(groups, key=lambda group: _tier(_live(group))):
            same = list(members)
            if len(same) >= FANOUT and sum(map(_live, same)) <= LARGEST:
                groups = [group for group in groups if _tier(_live(group)) != tier]
                groups.append([entry for group in same for entry in group])
                break
        else:
            return groups


def rewritten(group: Sequence[SegmentEntry]) -> bool:
    """Whether a group of `plan` is written anew."""
    return len(group) > 1 or len(group[0].deleted) > MOST_DELETED * group[0].documents


def merge(index: Path, segments: Sequence[Segment]) -> SegmentEntry:
    """One durable segment of the live documents of `segments`, in their order.

    Everything that a score is made of (frequencies, lengths) is copied exactly. Raises OutputError, DamagedArchive.
    """
    columns = Columns.empty()
    texts = BlockWriter(index / f"{INDEX_NAME}_new.art.tmp")
    numbers = []
    for segment in segments:
        numbers.append(_numbering(segment, len(columns.ids)))
        _append_columns(columns, segment)
        texts.copy(segment.articles, segment.dead)
    entry = write_segment(index, _merged_terms(segments, numbers), columns, texts)
    languages: dict[str, int] = {}
    for segment in segments:
        for language, count in segment.entry.languages.items():
            languages[language] = languages.get(language, 0) + count
    return replace(entry, languages=languages)


def _live(group: Sequence[SegmentEntry]) -> int:
    return sum(entry.live for entry in group)


def _tier(live: int) -> int:
    tier, size = 0, SMALLEST
    while live > size:
        tier, size = tier + 1, size * FANOUT
    return tier


def _numbering(segment: Segment, base: int) -> array[int] | int:
    # The new number of each of its documents (-1: deleted); just the offset if none is deleted.
    if not segment.dead:
        return base
    numbers = array("i")
    following = base
    for document in range(segment.documents):
        dead = document in segment.dead
        numbers.append(-1 if dead else following)
        following += not dead
    return numbers


def _append_columns(columns: Columns, segment: Segment) -> None:
    live = [document for document in range(segment.documents) if document not in segment.dead]
    columns.ids.extend(segment.id(document) for document in live)
    for name, words in columns.words.items():
        its_words = segment.numbers(length_column(name), "I")
        words.extend(its_words[document] for document in live)
    for name, seconds in columns.seconds.items():
        its_seconds = segment.numbers(name, "q")
        seconds.extend(its_seconds[document] for document in live)


class _Source(NamedTuple):
    # One segment's share of a term; sorts by field and text, then by the order of the segments.
    field: str
    text: bytes
    order: int
    info: layout.TermInfo


def _merged_terms(segments: Sequence[Segment], numbers: Sequence[array[int] | int]) -> Iterator[Term]:
    streams = [_stream(segment, order) for order, segment in enumerate(segments)]
    for (field, text), sources in groupby(heapq.merge(*streams), key=attrgetter("field", "text")):
        documents: list[int] = []
        frequencies: list[int] = []
        values: list[bytes] = []
        for source in sources:
            segment = segments[source.order]
            _append_postings(segment, source.info, numbers[source.order], (documents, frequencies, values))
        if documents:
            yield Term(field, text, documents, frequencies, values if any(values) else None)


def _stream(segment: Segment, order: int) -> Iterable[_Source]:
    for field in segment.fields:
        for text, info in segment.terms(field):
            yield _Source(field, text, order, info)


def _append_postings(
    segment: Segment,
    info: layout.TermInfo,
    numbers: array[int] | int,
    lists: tuple[list[int], list[int], list[bytes]],
) -> None:
    documents, frequencies, values = lists
    for block in segment.blocks(info):
        its_values = segment.values(block)
        if isinstance(numbers, int):
            documents.extend([document + numbers for document in block.documents])
            frequencies.extend(block.frequencies)
            values.extend(its_values)
        else:
            for document, frequency, value in zip(block.documents, block.frequencies, its_values, strict=True):
                number = numbers[document]
                if number >= 0:
                    documents.append(number)
                    frequencies.append(frequency)
                    values.append(value)
