"""Fewer segments: which ones to put together, and one new segment of their live documents.

A search pays for each segment, a run for each document it moves. So a segment is put together with all smaller ones
once those make up half of it: what stays is a handful of segments, each more than twice as large as all smaller ones
together, and a document is moved once for each growth of its segment by half. A segment of which more than a quarter is
deleted is written anew.

Nothing is tokenised or compressed again. Postings are moved as arrays, some millions at a time, so that a merge needs
little more memory than its dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import DamagedArchive
from indexer.fields import BY_NAME, FIELDS, Field
from indexer.stores.manifest import SegmentEntry
from indexer.stores.whoosh import texts
from indexer.stores.whoosh.container import Typecode
from indexer.stores.whoosh.grouping import signatures_of
from indexer.stores.whoosh.segment import ID_BYTES, MAX_DOCUMENTS, Postings, Segment
from indexer.stores.whoosh.stems import Spoken
from indexer.stores.whoosh.terms import Terms, united
from indexer.stores.whoosh.writing import Languages, Packed, SegmentWriter, writing

SHARE = 2
"""A segment joins the smaller ones once they are one part in so many of it."""
MOST_DELETED = 0.25
MAX_BYTES = 1 << 32
"""Segments larger than this together stay apart: where postings, positions and heads stand in a segment is u32, and
each of them takes at least a byte."""
_CHUNK = 1_000_000
"""Postings or positions that are moved at a time."""
_RECORDS = 100
"""Texts that are packed anew together."""
_PIECE = 1 << 18
"""Bytes of texts that are copied together, where all of them are."""
_RELEASED = 8 << 20
"""Bytes of a segment's texts that are looked at before the system gets their pages back."""

Array = NDArray[Any]


def plan(entries: Sequence[SegmentEntry]) -> list[list[SegmentEntry]]:
    """Which segments become one: each group is one segment of the next generation, empty ones are left out.

    A group of one segment stays as it is unless too much of it is deleted (`rewritten`).
    """
    live = sorted((entry for entry in entries if entry.live), key=lambda entry: entry.live)
    smaller = size = together = 0
    for number, entry in enumerate(live):
        size += sum(file.size for file in entry.files)
        if number and smaller * SHARE >= entry.live and smaller + entry.live <= MAX_DOCUMENTS and size <= MAX_BYTES:
            together = number + 1
        smaller += entry.live
    return ([live[:together]] if together else []) + [[entry] for entry in live[together:]]


def together(entries: Sequence[SegmentEntry]) -> list[list[SegmentEntry]]:
    """The same, for as few segments as can be; those of the smallest are put together first."""
    groups: list[list[SegmentEntry]] = []
    live = size = 0
    for entry in sorted((entry for entry in entries if entry.live), key=lambda entry: entry.live):
        live += entry.live
        size += sum(file.size for file in entry.files)
        if groups and live <= MAX_DOCUMENTS and size <= MAX_BYTES:
            groups[-1].append(entry)
        else:
            groups.append([entry])
            live, size = entry.live, sum(file.size for file in entry.files)
    return groups


def rewritten(group: Sequence[SegmentEntry]) -> bool:
    """Whether a group of `plan` is written anew."""
    return len(group) > 1 or len(group[0].deleted) > MOST_DELETED * group[0].documents


def trained(segments: Sequence[Segment]) -> bytes:
    """A dictionary of what the live documents of all these segments share; b"" if they are too few."""
    live = [(segment, number) for segment in segments for number in range(segment.documents)]
    live = [(segment, number) for segment, number in live if number not in segment.dead]
    if len(live) < texts.SMALLEST_TRAINING:
        return b""
    return texts.train([segment.texts.record(number) for segment, number in live[:: texts.step(len(live))]])


def merge(index: Path, segments: Sequence[Segment], *, dictionary: bytes | None = None) -> SegmentEntry:
    """One durable segment of the live documents of `segments`, in their order.

    It is to the byte what one build of those documents in that order would be, but for their compression: frames
    are copied with the dictionaries they need, or packed again with this `dictionary` (b"": none). Raises OutputError,
    DamagedArchive, and ValueError for more than `MAX_DOCUMENTS`.
    """
    if sum(segment.documents - len(segment.dead) for segment in segments) > MAX_DOCUMENTS:
        raise ValueError(f"a segment holds at most {MAX_DOCUMENTS:,} documents")
    try:
        return _merged(index, segments, dictionary)
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        # Bytes that passed their checksum and still make no sense: a hostile file, or another program's.
        raise DamagedArchive(
            f"{index} is damaged: segments can't be put together ({error}); make the index again with: morgue rebuild"
        ) from error


def _merged(index: Path, segments: Sequence[Segment], dictionary: bytes | None) -> SegmentEntry:
    sources = [_Source(segment) for segment in segments]
    for source, before in zip(sources, np.cumsum([0, *(source.live for source in sources)]).tolist(), strict=False):
        source.number_from(before)
    with writing(index) as writer:
        languages = _documents(writer, sources)
        for name in sorted({name for source in sources for name in source.segment.fields}):
            _field(writer, name, sources, languages)
        writer.stem_table()
        for column, typecode in _columns():
            writer.column(column, np.concatenate([source.column(column, typecode) for source in sources]), typecode)
        for field in (field for field in FIELDS if field.kind == "text"):
            pieces, sizes = zip(*(source.stretches(field) for source in sources), strict=True)
            writer.stretches(field.name, pieces, np.concatenate(sizes))
        writer.signatures(np.concatenate([signatures_of(s.segment)[:, s.alive] for s in sources], axis=1))
        for source in sources:
            source.segment.file.release()
        writer.texts(_texts(sources) if dictionary is None else _packed_again(sources, dictionary))
        return writer.finish()


class _Source:
    # One segment that is merged: which of its documents live, and their new numbers.
    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.alive = np.ones(segment.documents, np.bool_)
        self.alive[sorted(segment.dead)] = False
        self.live = int(self.alive.sum())
        self.whole = self.live == segment.documents
        self.numbers = np.zeros(0, np.uint16)

    def number_from(self, base: int) -> None:
        self.numbers = (np.cumsum(self.alive) + (base - 1)).clip(0).astype(np.uint16)

    def column(self, name: str, typecode: Typecode) -> Array:
        found = self.segment.numbers(name, typecode)
        return np.zeros(self.live, typecode) if found is None else np.asarray(found)[self.alive]

    def stretches(self, field: Field) -> tuple[Array, Array]:
        """The codes of the living documents' sentences, and how many bytes each has."""
        data, sizes = self.segment.stretches(field).pieces(self.segment.documents)
        return (data, sizes) if self.whole else (data[np.repeat(self.alive, sizes)], sizes[self.alive])


def _columns() -> Iterator[tuple[str, Typecode]]:
    for field in BY_NAME.values():
        if field.kind == "date":
            yield f"{field.name}.first", "q"
            yield f"{field.name}.last", "q"
        elif field.kind in ("text", "address"):
            yield f"{field.name}.words", "I"


def _documents(writer: SegmentWriter, sources: Sequence[_Source]) -> Languages:
    ids: list[bytes] = []
    tags: list[str] = []
    for source in sources:
        segment = source.segment
        column = np.frombuffer(segment.file.bytes("ids"), f"S{ID_BYTES}")[source.alive]
        ids += column.tolist()
        tags += [segment.languages[n] for n in np.frombuffer(segment.language_numbers, np.uint8)[source.alive].tolist()]
    return writer.documents(ids, tags)


@dataclass(frozen=True, slots=True)
class _Share:
    # What one segment adds to a field: of its terms those that live, as numbers of the new dictionary (`ranks`),
    # ascending, and how many postings and occurrences each of them adds.
    source: _Source
    postings: Postings
    kept: Array
    ranks: Array
    counts: Array
    occurrences: Array

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """Its terms with ranks from `first` to before `last`."""
        low, high = np.searchsorted(self.ranks, (first, last)).tolist()
        return low, high

    def live_postings(self, low: int, high: int) -> tuple[Array, Array]:
        """Documents (old numbers) and frequencies of the living postings of its terms `low` to before `high`."""
        if low == high:
            return np.zeros(0, np.uint16), np.zeros(0, np.uint32)
        start, end = self.postings.span(int(self.kept[low]), int(self.kept[high - 1]) + 1)
        docs = self.postings.standing.array(start, end)
        tf = self.postings.arrays[0].numbers(start, end)
        if self.source.whole:
            return docs, tf
        alive = self.source.alive[docs]
        return docs[alive], tf[alive]

    def live_positions(self, low: int, high: int) -> Array:
        """Positions of the same."""
        if low == high:
            return np.zeros(0, np.uint16)
        first, last = int(self.kept[low]), int(self.kept[high - 1]) + 1
        positions: Array = self.postings.arrays[1].numbers(*self.postings.place(first, last))
        if self.source.whole:
            return positions
        start, end = self.postings.span(first, last)
        alive = self.source.alive[self.postings.standing.array(start, end)]
        kept: Array = np.repeat(alive, self.postings.arrays[0].numbers(start, end))
        return positions[kept]


def _field(writer: SegmentWriter, name: str, sources: Sequence[_Source], languages: Languages) -> None:
    shares, terms = _shares(name, sources)
    if not terms:
        return
    positional = any(share.postings.positional for share in shares)
    starts = _starts(terms, [(s.ranks, s.counts) for s in shares])
    writer.dictionary(name, terms)
    writer.array(f"{name}.starts", [starts], np.uint32)
    spoken = Spoken(len(terms), languages.numbers)

    def documents(share: _Share, low: int, high: int) -> Array:
        numbers = share.source.numbers[share.live_postings(low, high)[0]]
        spoken.see(np.repeat(share.ranks[low:high], share.counts[low:high]), numbers)
        return numbers

    def frequencies(share: _Share, low: int, high: int) -> Array:
        return share.live_postings(low, high)[1]

    by_posting = [(s, s.counts) for s in shares]
    writer.standing(name, starts, _moved(starts, by_posting, documents, np.uint16))
    writer.frequencies(name, _moved(starts, by_posting, frequencies, np.uint32))
    if positional:
        at = _starts(terms, [(s.ranks, s.occurrences) for s in shares])
        by_occurrence = [(s, s.occurrences) for s in shares]
        writer.array(f"{name}.at", [at], np.uint32)
        positions = _moved(at, by_occurrence, _Share.live_positions, np.uint32)
        writer.positions(name, positions, bits=max(share.postings.position_bits for share in shares))
    if BY_NAME[name].stemmed:
        writer.stems(name, terms, spoken, languages.tags)


def _shares(name: str, sources: Sequence[_Source]) -> tuple[list[_Share], Terms]:
    """What each segment adds to a field, and the field's terms."""
    found: list[tuple[_Source, Postings, Array, Array, Array]] = []
    several: list[Terms] = []
    for source in sources:
        postings = source.segment.fields.get(name)
        if postings is None or not len(postings.terms):
            continue
        counts, occurrences = _living(source, postings)
        kept = np.flatnonzero(counts)
        several.append(postings.terms.all().kept(kept))
        found.append((source, postings, kept, counts[kept], occurrences[kept]))
    union, ranks = united(several)
    shares = [
        _Share(source, postings, kept, its, counts, more)
        for (source, postings, kept, counts, more), its in zip(found, ranks, strict=True)
    ]
    return shares, union


def _living(source: _Source, postings: Postings) -> tuple[Array, Array]:
    """How many living postings and occurrences each term has."""
    starts = _ascending(source, postings, "starts")
    at = _ascending(source, postings, "at") if postings.positional else starts
    if source.whole:
        return np.diff(starts), np.diff(at)
    counts, occurrences = np.zeros(len(starts) - 1, np.int64), np.zeros(len(starts) - 1, np.int64)
    for first, last in _pieces(starts):
        start, end = int(starts[first]), int(starts[last])
        alive = source.alive[postings.standing.array(start, end)]
        its = starts[first : last + 1] - start
        counts[first:last] = _sums(alive, its)
        occurrences[first:last] = _sums(np.where(alive, postings.arrays[0].numbers(start, end), 0), its)
    return counts, occurrences


def _ascending(source: _Source, postings: Postings, part: str) -> Array:
    # Of what doesn't ascend, the differences would ask for arrays of any size.
    starts = np.asarray(postings.starts(part)).astype(np.int64)
    file, name = source.segment.file, postings.name
    most = len(postings.standing) if part == "starts" else 2 * file.size(f"{name}.pos.high")
    if len(starts) != len(postings.terms) + 1 or (np.diff(starts) < 0).any() or starts[-1] > most:
        raise file.damaged(f"{name}.{part} doesn't ascend, or leads beyond the end")
    return starts


def _pieces(starts: Array) -> Iterator[tuple[int, int]]:
    """Runs of terms, the first and the one after the last, of some millions of postings or positions each."""
    first, count = 0, len(starts) - 1
    while first < count:
        last = max(int(np.searchsorted(starts, starts[first] + _CHUNK, "right")) - 1, first + 1)
        yield first, last
        first = last


def _sums(values: Array, starts: Array) -> Array:
    running = np.concatenate(([0], np.cumsum(values, dtype=np.int64)))
    return np.diff(running[starts])


def _starts(terms: Terms, shares: Sequence[tuple[Array, Array]]) -> Array:
    totals = np.zeros(len(terms), np.int64)
    for ranks, counts in shares:
        totals[ranks] += counts
    return np.concatenate(([0], np.cumsum(totals)))


def _moved(
    starts: Array,
    shares: Sequence[tuple[_Share, Array]],
    values: Callable[[_Share, int, int], Array],
    dtype: Any,
) -> Iterator[Array]:
    """The items of all shares, term by term and within a term segment by segment, in pieces."""
    for first, last in _pieces(starts):
        base = int(starts[first])
        piece = np.empty(int(starts[last]) - base, dtype)
        filled = starts[first:last] - base
        for share, counts in shares:
            low, high = share.rows(first, last)
            if low == high:
                continue
            rows, sizes = share.ranks[low:high] - first, counts[low:high]
            ends = np.cumsum(sizes)
            places = np.repeat(filled[rows] - (ends - sizes), sizes) + np.arange(int(ends[-1]))
            piece[places] = values(share, low, high)
            filled[rows] += sizes
        yield piece
        for share, _ in shares:
            share.source.segment.file.release()


def _packed_again(sources: Sequence[_Source], dictionary: bytes) -> Packed:
    pack = texts.packer(dictionary)
    heads: list[bytes] = []
    frames: list[bytes] = []
    for source in sources:
        packed = source.segment.texts
        live = np.flatnonzero(source.alive).tolist()
        heads += map(packed.head, live)
        for start in range(0, len(live), _RECORDS):
            frames += pack([packed.record(document) for document in live[start : start + _RECORDS]])
        source.segment.file.release()
    return Packed.of(heads, frames, dictionary)


def _texts(sources: Sequence[_Source]) -> Packed:
    dictionaries: list[bytes] = []
    head_sizes: list[Array] = []
    head_sums: list[Array] = []
    sizes: list[Array] = []
    numbers: list[Array] = []
    for source in sources:
        new = [0]
        for dictionary in source.segment.texts.dictionaries():
            if dictionary not in dictionaries:
                dictionaries.append(dictionary)
            new.append(dictionaries.index(dictionary) + 1)
        file = source.segment.file
        heads = np.asarray(file.numbers("heads.ends", "I")).reshape(-1, 2)
        head_sizes.append(_sizes(source, heads[:, 0], "heads"))
        head_sums.append(heads[source.alive, 1])
        sizes.append(_sizes(source, np.asarray(file.numbers("texts.ends", "Q")), "texts"))
        its = np.frombuffer(file.bytes("texts.with"), np.uint8)[source.alive]
        numbers.append(np.array(new, np.uint8)[its])
        file.release()
    return Packed(
        _heads(sources),
        np.concatenate(head_sizes),
        np.concatenate(head_sums),
        _frames(sources),
        np.concatenate(sizes),
        dictionaries,
        np.concatenate(numbers),
    )


def _sizes(source: _Source, ends: Array, part: str) -> Array:
    """How much of a part each living document has."""
    found = np.diff(ends.astype(np.int64), prepend=0)
    if (found < 0).any() or found.sum() != source.segment.file.size(part):
        raise source.segment.file.damaged(f"{part}.ends doesn't ascend to the end of {part}")
    return found[source.alive]


def _heads(sources: Sequence[_Source]) -> Iterator[memoryview]:
    """The heads of the living documents, as they stand."""
    for source in sources:
        if source.whole:
            yield source.segment.file.bytes("heads")
        else:
            yield from source.segment.texts.heads(np.flatnonzero(source.alive).tolist())


def _frames(sources: Sequence[_Source]) -> Iterator[memoryview]:
    """The frames of the living documents, as they stand."""
    for source in sources:
        looked_at = 0
        for frame in _frames_of(source):
            yield frame
            looked_at += len(frame)
            if looked_at > _RELEASED:
                source.segment.file.release()
                looked_at = 0
        source.segment.file.release()


def _frames_of(source: _Source) -> Iterator[memoryview]:
    if source.whole:
        size = source.segment.file.size("texts")
        for start in range(0, size, _PIECE):
            yield source.segment.file.bytes("texts", start, min(start + _PIECE, size))
    else:
        yield from map(source.segment.texts.packed, np.flatnonzero(source.alive).tolist())
