"""A segment, from arrays (of `inversion` or of `merge`) to one durable file."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.fields import BY_NAME
from indexer.stores import durable
from indexer.stores.manifest import File, SegmentEntry
from indexer.stores.whoosh.container import ContainerWriter
from indexer.stores.whoosh.dictionary import dictionary_parts, slots_parts
from indexer.stores.whoosh.documents import write_documents
from indexer.stores.whoosh.narrow import write_narrow
from indexer.stores.whoosh.segment import FREQUENCIES, ID_BYTES, POSITIONS, file_name
from indexer.stores.whoosh.shingles import PART, Signatures
from indexer.stores.whoosh.stems import Spoken, Stems, stems, table
from indexer.stores.whoosh.steps import steps_parts
from indexer.stores.whoosh.stretches import stretches_parts

TEMPORARY = "MAIN_new.seg.tmp"

LONGEST_PHRASE = 4_096
"""Words (`search.query.parser.MAX_TERMS`): a position and as many more must fit into the bits that its field states."""


_TOGETHER = 1 << 18
"""Bytes that are written together."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The articles (`texts`), one a document: heads, their sizes in bytes and their crc32; frames and their `sizes`,
    and the number of each frame's dictionary and 1. Heads and frames come in pieces that may hold several."""

    heads: Iterable[Any]
    head_sizes: NDArray[np.integer[Any]]
    head_sums: NDArray[np.integer[Any]]
    frames: Iterable[Any]
    sizes: NDArray[np.integer[Any]]
    dictionaries: Sequence[bytes]
    numbers: NDArray[np.uint8]

    @classmethod
    def of(cls, heads: Sequence[bytes], frames: Sequence[bytes], dictionary: bytes) -> Packed:
        """Articles whose frames have one dictionary, or none (b"")."""
        count = len(heads)
        sums = np.fromiter(map(crc32, heads), np.uint64, count)
        head_sizes, sizes = (np.fromiter(map(len, some), np.int64, count) for some in (heads, frames))
        numbers = np.full(count, bool(dictionary), np.uint8)
        return cls(heads, head_sizes, sums, frames, sizes, [dictionary] if dictionary else [], numbers)


class Languages(NamedTuple):
    """The stem languages of a segment, and the number of each document's."""

    tags: list[str]
    numbers: NDArray[np.uint8]


class SegmentWriter:
    """Writes one segment file, part by part; `finish` makes it durable and gives its entry. Raises OutputError.

    `bare`: without stems, which nobody asks for who merges it."""

    def __init__(self, index: Path, *, bare: bool = False) -> None:
        self._index = index
        self._bare = bare
        self._file = ContainerWriter(index / TEMPORARY)
        self._types: dict[str, str] = {}
        self._stems: dict[str, tuple[Stems, NDArray[np.int64]]] = {}
        self._stemmed: list[str] = []

    def dictionary(self, name: str, terms: Sequence[bytes]) -> None:
        """The sorted terms of a field."""
        for part, buffers in dictionary_parts(name, terms):
            self._file.add(part, buffers)

    def stems(self, field: str, terms: Sequence[bytes], spoken: Spoken, languages: Sequence[str]) -> None:
        """The terms of a stemmed field, whose stems `stem_table` writes. `languages` are the segment's, by number."""
        if self._bare:
            return
        found = stems(terms, {tag: spoken.terms(number) for number, tag in enumerate(languages)})
        if found.terms:
            self._stems[field] = found, spoken.languages()

    def stem_table(self) -> None:
        """The stems of all fields, once all are there."""
        self._stemmed = list(self._stems)
        if self._stems:
            found = table(list(self._stems.values()))
            # They ascend, so a language's are together, between `en:` and `en;`.
            begins = [bisect_left(found.terms, f"{tag}:".encode()) for tag in self._languages]
            ends = [bisect_left(found.terms, f"{tag};".encode()) for tag in self._languages]
            numbers = np.zeros(len(found.terms), np.uint8)
            for number, (begin, end) in enumerate(zip(begins, ends, strict=True)):
                numbers[begin:end] = number
            self.array("stems.languages", [numbers], np.uint8)
            starts = steps_parts("stems.starts", np.diff(found.starts))
            for name, buffers in (*slots_parts("stems.slots", found.terms), *starts):
                self._file.add(name, buffers)
            self.array("stems.forms", [found.forms], np.uint32)
            self._stems.clear()

    def array(self, name: str, pieces: Iterable[NDArray[Any]], dtype: Any) -> None:
        """An array, in pieces that are written as `dtype`. Raises ValueError for a number that it can't hold."""
        self._file.add(name, (_as(piece, np.dtype(dtype)) for piece in pieces))

    def standing(self, field: str, starts: NDArray[Any], pieces: Iterable[NDArray[np.uint16]]) -> None:
        """The documents of a field's postings, in pieces of whole terms, of which `starts` says where each begins.
        Those of a value field are kept as they are: counting by its values goes over all of them each time."""
        shorten = BY_NAME[field].kind != "value"
        write_documents(self._file, f"{field}.docs", starts, pieces, documents=self._count, shorten=shorten)

    def positions(self, field: str, pieces: Iterable[NDArray[Any]], *, bits: int) -> None:
        """The positions of a field's occurrences, in pieces; `bits` (16 or 32) hold each of them and `LONGEST_PHRASE`
        more."""
        self._types[field] = "H" if bits == 16 else "I"
        write_narrow(self._file, f"{field}.pos", pieces, **POSITIONS)

    def frequencies(self, field: str, pieces: Iterable[NDArray[Any]]) -> None:
        """The frequencies of a field's postings, in pieces."""
        self._types.setdefault(field, "H")
        write_narrow(self._file, f"{field}.tf", pieces, **FREQUENCIES)

    def column(self, name: str, values: NDArray[Any], dtype: Any) -> None:
        """A number a document; one that is 0 throughout isn't kept."""
        if values.any():
            self.array(name, [values], dtype)

    def stretches(self, field: str, codes: Iterable[NDArray[np.uint8]], sizes: NDArray[np.int64]) -> None:
        """Where the values and sentences of a text field begin, and how many bytes of that each document has."""
        for name, buffers in stretches_parts(field, list(codes), sizes):
            self._file.add(name, buffers)

    def signatures(self, found: Signatures) -> None:
        """What the documents are found by among those like them."""
        self.array(PART, [found], np.uint32)

    def documents(self, ids: Sequence[bytes], tags: Sequence[str]) -> Languages:
        """The ids (at most 16 bytes each) and the stem languages of the documents."""
        column = np.array(ids, dtype=f"S{ID_BYTES}")
        self.array("ids", [column], column.dtype)
        self.array("ids.order", [np.argsort(column, kind="stable")], np.uint16)
        self._languages = sorted(set(tags))
        numbers = {tag: number for number, tag in enumerate(self._languages)}
        found = np.fromiter(map(numbers.__getitem__, tags), np.uint8, len(tags))
        self.array("languages", [found], np.uint8)
        self._live = dict(zip(self._languages, np.bincount(found).tolist(), strict=True))
        self._count = len(ids)
        return Languages(self._languages, found)

    def texts(self, packed: Packed) -> None:
        """The articles."""
        self._file.add("heads", _joined(packed.heads))
        ends = np.cumsum(packed.head_sizes, dtype=np.uint64)
        self.array("heads.ends", [np.stack((ends, packed.head_sums.astype(np.uint64)), axis=1)], np.uint32)
        self._file.add("texts", _joined(packed.frames))
        ends = np.cumsum(packed.sizes, dtype=np.uint64)
        self.array("texts.ends", [ends], np.uint64)
        self.array("texts.with", [packed.numbers], np.uint8)
        for number, dictionary in enumerate(packed.dictionaries):
            self._file.add(f"texts.dictionary.{number}", [dictionary])

    def finish(self) -> SegmentEntry:
        """The finished segment's entry, without deletions."""
        facts = {
            "documents": self._count,
            "languages": self._languages,
            "types": self._types,
            "stemmed": self._stemmed,
        }
        size, digest = self._file.finish(facts)
        id = digest[:16]
        # The same articles deleted and added again make the same bytes; a name is never written twice.
        serial = 0
        while (self._index / file_name(id)).exists():
            serial += 1
            id = f"{int(digest[:16], 16) + serial & 0xFFFF_FFFF_FFFF_FFFF:016x}"
        with durable.refusals(self._file.path):
            os.replace(self._file.path, self._index / file_name(id))
        return SegmentEntry(id, self._count, (), self._live, (File(file_name(id), size, digest),))

    def abandon(self) -> None:
        """Let go of the file without finishing it."""
        self._file.abandon()


def _joined(pieces: Iterable[Any]) -> Iterator[bytes]:
    """The same bytes in fewer pieces: each that is written costs more than its bytes do."""
    some: list[Any] = []
    size = 0
    for piece in pieces:
        some.append(piece)
        size += len(piece)
        if size >= _TOGETHER:
            yield b"".join(some)
            some, size = [], 0
    yield b"".join(some)


def _as(piece: NDArray[Any], dtype: np.dtype[Any]) -> NDArray[Any]:
    # numpy would wrap what is too great, without a word.
    if dtype.kind in "ui" and not np.can_cast(piece.dtype, dtype) and len(piece):
        least, most = int(piece.min()), int(piece.max())
        limits = np.iinfo(dtype)
        if least < limits.min or most > limits.max:
            raise ValueError(f"a segment's arrays hold {limits.min} to {limits.max} here, not {least} to {most}")
    return np.ascontiguousarray(piece, dtype)


@contextmanager
def writing(index: Path, *, bare: bool = False) -> Iterator[SegmentWriter]:
    """A segment that is being written; what raises in the meantime leaves no open file."""
    writer = SegmentWriter(index, bare=bare)
    try:
        yield writer
    except BaseException:
        writer.abandon()
        raise
