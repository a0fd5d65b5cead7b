"""The terms of one field in a container: sorted by their bytes, found by a hash table or by bisection.

| part | what it holds |
|---|---|
| `<name>.text` | the terms, one after the other |
| `<name>.ends` | u32 a term: where its text ends |
| `<name>.slots` | u32 a slot of an open-addressed table: a term's number and 1, 0 is empty |

A term's slot is its crc32 modulo their number, or the next one that is free.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from zlib import crc32

from indexer.stores.whoosh.container import Container

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Dictionary:
    """A field's terms, numbered from 0 in the order of their bytes. Every method raises DamagedArchive."""

    def __init__(self, file: Container, name: str) -> None:
        self._file = file
        self._text, self._ends_name, self._slots_name = f"{name}.text", f"{name}.ends", f"{name}.slots"
        self._count = file.size(self._ends_name) // 4
        self._slots = file.size(self._slots_name) // 4
        if self._slots <= self._count and self._count:
            raise file.damaged(f"{self._slots_name} has no size that a table has")
        self._whole: tuple[memoryview, memoryview, memoryview] | None = None

    def load(self) -> None:
        """Compare all of it with its checksums now, so that every `find` is spared that: for who asks often."""
        self._whole = (
            self._file.numbers(self._slots_name, "I"),
            self._file.numbers(self._ends_name, "I"),
            self._file.bytes(self._text),
        )

    def __len__(self) -> int:
        return self._count

    def find(self, term: bytes) -> int:
        """The number of a term; -1 if it isn't there."""
        if not self._count:
            return -1
        slot = crc32(term) % self._slots
        if self._whole is not None:
            slots, ends, text = self._whole
            for _ in range(self._slots):
                number = slots[slot]
                if not number:
                    return -1
                if text[ends[number - 2] if number > 1 else 0 : ends[number - 1]] == term:
                    return number - 1
                slot = (slot + 1) % self._slots
            return -1
        for _ in range(self._slots):
            number = int(self._file.numbers(self._slots_name, "I", slot, slot + 1)[0])
            if not number:
                return -1
            if self.term(number - 1) == term:
                return number - 1
            slot = (slot + 1) % self._slots
        return -1

    def term(self, number: int) -> bytes:
        """The term of this number."""
        if number:
            start, end = self._file.numbers(self._ends_name, "I", number - 1, number + 1)
        else:
            start, end = 0, self._file.numbers(self._ends_name, "I", 0, 1)[0]
        return bytes(self._file.bytes(self._text, start, end))

    def span(self, prefix: bytes) -> tuple[int, int]:
        """The numbers of the terms that begin with `prefix`: the first, and the one after the last."""
        return self._first_from(prefix), self._first_from(prefix + b"\xff")

    def terms(self, first: int = 0, last: int | None = None) -> list[bytes]:
        """The terms from number `first` to before `last` (None: the end), in order."""
        stop = self._count if last is None else last
        if first >= stop:
            return []
        base = self._file.numbers(self._ends_name, "I", first - 1, first)[0] if first else 0
        ends = self._file.numbers(self._ends_name, "I", first, stop)
        text = bytes(self._file.bytes(self._text, base, ends[-1]))
        terms, at = [], 0
        for end in ends.tolist():
            terms.append(text[at : end - base])
            at = end - base
        return terms

    def _first_from(self, key: bytes) -> int:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low


def dictionary_parts(name: str, terms: Sequence[bytes]) -> Iterator[tuple[str, list[Any]]]:
    """The parts of a dictionary of these terms, which ascend: names and buffers, for `ContainerWriter.add`."""
    import numpy as np

    ends = np.fromiter(accumulate(map(len, terms)), np.uint32, len(terms))
    yield f"{name}.text", [b"".join(terms)]
    yield f"{name}.ends", [ends]
    yield f"{name}.slots", [slots_of(terms)]


def slots_of(terms: Sequence[bytes]) -> NDArray[np.uint32]:
    """The table of slots of these terms, three quarters full."""
    import numpy as np

    # Rounds instead of a loop over terms: in each, who still has no slot tries its next one.
    size = len(terms) + len(terms) // 3 + 1
    slots = np.zeros(size, np.uint32)
    waiting = np.arange(1, len(terms) + 1, dtype=np.uint32)
    tries = np.fromiter(map(crc32, terms), np.int64, len(terms)) % size
    while len(waiting):
        free = slots[tries] == 0
        slots[tries[free]] = waiting[free]
        left = slots[tries] != waiting
        waiting = waiting[left]
        tries = (tries[left] + 1) % size
    return slots
