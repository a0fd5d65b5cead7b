"""In which documents the terms of a field stand: two bytes a posting, or, of a term that stands in many, one.

| part | what it holds |
|---|---|
| `<name>` | u16 a posting of the terms that stand in few documents: its document; they ascend within a term |
| `<name>.often` | u32 a term that stands in many: where its postings begin |
| `<name>.before` | u32 a term that stands in many, and one more: how many postings of such terms come before |
| `<name>.low` | u8 a posting of such a term: its document's place in its block of 255 documents |
| `<name>.blocks` | u8 such a term and block: how many of its documents are in that block |

Postings are numbered through, whichever way a term is kept. A block has 255 documents, so that a byte counts them. Of
12,573 news articles, one term in thirty stands in many, and with it three of four postings: they take 7.1 MB instead of
10.9. A bit a document would take no more for all of them, but three times as long to find out which are set.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from indexer.stores.whoosh.container import Container

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from indexer.stores.whoosh.container import ContainerWriter

BLOCK = 255
"""Documents of a block."""

OFTEN = 50
"""A term stands in many documents if it is in more than one of so many. Of rarer ones, putting the bytes together takes
longer than reading twice as many, and there is little to be saved."""

_IN_MEMORY = 1 << 18
"""Bytes that wait in memory before there is a file, and that are read of it together."""


def blocks(documents: int) -> int:
    """How many blocks so many documents are."""
    return -(-documents // BLOCK)


class Documents:
    """The documents of a field's postings. Its methods raise DamagedArchive."""

    def __init__(self, file: Container, name: str, documents: int) -> None:
        self._file = file
        self._name = name
        self.blocks = blocks(documents)
        """How many blocks there are."""

    @cached_property
    def often(self) -> tuple[memoryview, memoryview]:
        """The parts `often` and `before`."""
        starts, before = (self._file.numbers(f"{self._name}.{part}", "I") for part in ("often", "before"))
        if not len(starts):
            return starts, _NONE_BEFORE
        sizes = self._file.size(f"{self._name}.low"), self._file.size(f"{self._name}.blocks")
        if len(before) != len(starts) + 1 or sizes != (before[-1], self.blocks * len(starts)):
            raise self._file.damaged(f"{self._name} has other terms that stand often than it says")
        return starts, before

    def __len__(self) -> int:
        """How many postings."""
        return self._file.size(self._name) // 2 + int(self.often[1][-1])

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The postings from `start` to before `end`, both of which are where a term begins: of terms that stand in few
        documents, -1, and those from which to before which of the part `<name>`; of one that stands in many, its number
        among these, and those of the part `low`."""
        starts, before = self.often
        number = bisect_left(starts, start)
        while start < end:
            begin = starts[number] if number < len(starts) else end
            if start < begin:
                stop = min(begin, end)
                yield -1, start - before[number], stop - before[number]
                start = stop
            else:
                first, last = before[number], before[number + 1]
                if start != begin or not 0 < last - first <= end - start:
                    raise self._file.damaged(f"{self._name} has terms that stand often where none begin")
                yield number, first, last
                start += last - first
                number += 1

    def numbers(self, start: int, end: int) -> memoryview:
        """The documents of these postings, as u16."""
        found = []
        for number, first, last in self.pieces(start, end):
            if number < 0:
                found.append(self._file.numbers(self._name, "H", first, last))
            else:
                low, docs, at = self._file.bytes(f"{self._name}.low", first, last).tolist(), array("H"), 0
                for block, count in enumerate(self._counts(number)):
                    docs.extend([BLOCK * block + place for place in low[at : at + count]])
                    at += count
                if at != len(low):
                    raise self.miscounted()
                found.append(memoryview(docs))
        return found[0] if len(found) == 1 else memoryview(b"".join(found)).cast("H")

    def array(self, start: int, end: int) -> NDArray[np.uint16]:
        """The same as an array."""
        import numpy as np

        found: list[NDArray[np.uint16]] = []
        for number, first, last in self.pieces(start, end):
            if number < 0:
                found.append(np.asarray(self._file.numbers(self._name, "H", first, last)))
            else:
                low = np.asarray(self._file.bytes(f"{self._name}.low", first, last))
                found.append(self.whole(low, np.asarray(self._counts(number))))
        if len(found) == 1:
            return found[0]
        return np.concatenate(found) if found else np.zeros(0, np.uint16)

    def whole(self, low: NDArray[np.uint8], counts: NDArray[np.uint8]) -> NDArray[np.uint16]:
        """The documents of a term with these parts `low` and `blocks`."""
        docs = self._firsts.repeat(counts)
        if len(docs) != len(low):
            raise self.miscounted()
        docs += low
        return docs

    @cached_property
    def _firsts(self) -> NDArray[np.uint16]:
        import numpy as np

        return np.arange(0, self.blocks * BLOCK, BLOCK, dtype=np.uint16)

    def _counts(self, number: int) -> memoryview:
        return self._file.bytes(f"{self._name}.blocks", number * self.blocks, (number + 1) * self.blocks)

    def miscounted(self) -> Exception:
        """The error for a term that has other documents than there are."""
        return self._file.damaged(f"{self._name} has other documents than it says")


_NONE_BEFORE = memoryview(bytes(4)).cast("I")


def write_documents(
    file: ContainerWriter,
    name: str,
    starts: NDArray[Any],
    pieces: Iterable[NDArray[np.uint16]],
    *,
    documents: int,
    shorten: bool,
) -> None:
    """Write the documents of a field's postings, in pieces of whole terms; `starts` says where those of each term
    begin, and those of the last end. Without `shorten`, all take two bytes. Raises OutputError."""
    from tempfile import SpooledTemporaryFile

    import numpy as np

    from indexer.spool import refusals

    sizes = np.diff(starts)
    count = blocks(documents)
    often = np.flatnonzero((sizes * OFTEN > documents) & (sizes > count + 8) & shorten)
    begins, ends = starts[often].tolist(), starts[often + 1].tolist()
    counts = np.zeros((len(often), count), np.uint8)

    def others() -> Iterator[NDArray[np.uint16]]:
        at = number = 0
        for piece in pieces:
            left, kept = 0, []
            while number < len(begins) and begins[number] < at + len(piece):
                begin, end = begins[number] - at, ends[number] - at
                which, places = np.divmod(piece[begin:end], np.uint16(BLOCK))
                low.write(places.astype(np.uint8).data)
                counts[number] = np.bincount(which, minlength=count)
                kept.append(piece[left:begin])
                left = end
                number += 1
            kept.append(piece[left:])
            yield np.concatenate(kept) if len(kept) > 1 else kept[0]
            at += len(piece)

    # What comes second in the file waits in one without a name, as in `narrow`.
    with refusals(), SpooledTemporaryFile(_IN_MEMORY) as low:
        file.add(name, others())
        low.seek(0)
        file.add(f"{name}.low", iter(lambda: low.read(_IN_MEMORY), b""))
    if begins:
        file.add(f"{name}.often", [np.array(begins, np.uint32)])
        file.add(f"{name}.before", [np.concatenate(([0], np.cumsum(sizes[often]))).astype(np.uint32)])
        file.add(f"{name}.blocks", [counts])
