"""The terms of one field in a container: sorted by their bytes, found by a hash table or by bisection.

| part | what it holds |
|---|---|
| `<name>.text` | the terms, one after the other |
| `<name>.ends` | where each term's text ends (`steps`) |
| `<name>.slots` | u32 a slot of an open-addressed table: 0 is empty; else a term's number and 1, in as many bits as the
number of terms takes, and above them the same bits of its crc32 |

A term's slot is its crc32 modulo their number, or the next one that is free. What it isn't is seen from the crc32's
bits, without a look at its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from indexer.stores.whoosh.container import Container
from indexer.stores.whoosh.steps import Steps, steps_parts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Dictionary:
    """A field's terms, numbered from 0 in the order of their bytes. Every method raises DamagedArchive."""

    def __init__(self, file: Container, name: str) -> None:
        self._file = file
        self._text = f"{name}.text"
        self._ends = Steps(file, f"{name}.ends")
        self._slots = Slots(file, f"{name}.slots", len(self._ends))
        self._whole: tuple[memoryview, memoryview] | None = None

    def load(self) -> None:
        """Compare all of it with its checksums now, so that every `find` is spared that: for who asks often."""
        self._slots.load()
        self._ends.load()
        ends, text = self._ends.array().data, self._file.bytes(self._text)
        if ends[-1] > len(text):
            raise self._file.damaged(f"{self._text} ends before its terms")
        self._whole = ends, text

    def __len__(self) -> int:
        return len(self._ends)

    def find(self, term: bytes) -> int:
        """The number of a term; -1 if it isn't there."""
        for number in self._slots.perhaps(crc32(term)):
            if self.term(number) == term:
                return number
        return -1

    def term(self, number: int) -> bytes:
        """The term of this number."""
        if self._whole is not None:
            ends, text = self._whole
            return bytes(text[ends[number] : ends[number + 1]])
        return bytes(self._file.bytes(self._text, *self._ends.step(number)))

    def span(self, prefix: bytes) -> tuple[int, int]:
        """The numbers of the terms that begin with `prefix`: the first, and the one after the last."""
        return self._first_from(prefix), self._first_from(prefix + b"\xff")

    def terms(self, first: int = 0, last: int | None = None) -> list[bytes]:
        """The terms from number `first` to before `last` (None: the end), in order."""
        stop = len(self) if last is None else last
        if first >= stop:
            return []
        base, ends = self._ends.before(first), self._ends.numbers(first, stop)
        text = bytes(self._file.bytes(self._text, base, ends[-1]))
        terms, at = [], 0
        for end in ends:
            terms.append(text[at : end - base])
            at = end - base
        return terms

    def _first_from(self, key: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low


class Slots:
    """A table of the numbers from 0 to before `count` by the crc32 of what they stand for."""

    def __init__(self, file: Container, name: str, count: int) -> None:
        self._file = file
        self._name = name
        self._size = file.size(name) // 4
        if self._size <= count and count:
            raise file.damaged(f"{name} has no size that a table has")
        self._count = count
        self._low = _low(count)
        self._whole: memoryview | None = None

    def load(self) -> None:
        """Compare all of it with its checksums now."""
        self._whole = self._file.numbers(self._name, "I")

    def perhaps(self, sum: int) -> Sequence[int]:
        """The numbers of what may have this crc32: hardly ever one that hasn't."""
        if not self._count:
            return ()
        whole, low = self._whole, self._low
        slot = sum % self._size
        found: list[int] = []
        for _ in range(self._size):
            value = int(self._file.numbers(self._name, "I", slot, slot + 1)[0]) if whole is None else whole[slot]
            if not value:
                return found
            if value ^ sum <= low:
                number = (value & low) - 1
                if not 0 <= number < self._count:
                    raise self._file.damaged(f"{self._name} has number {number} of {self._count}")
                found.append(number)
            slot += 1
            if slot == self._size:
                slot = 0
        raise self._file.damaged(f"{self._name} has no empty slot")


def _low(count: int) -> int:
    """The bits of a slot that hold a number and 1; the others hold those of the crc32."""
    return (1 << count.bit_length()) - 1


def dictionary_parts(name: str, terms: Sequence[bytes]) -> Iterator[tuple[str, list[Any]]]:
    """The parts of a dictionary of these terms, which ascend: names and buffers, for `ContainerWriter.add`."""
    import numpy as np

    yield f"{name}.text", [b"".join(terms)]
    yield from steps_parts(f"{name}.ends", np.fromiter(map(len, terms), np.int64, len(terms)))
    yield f"{name}.slots", [slots_of(terms)]


def slots_of(terms: Sequence[bytes]) -> NDArray[np.uint32]:
    """The table of slots of these terms, three quarters full. Raises ValueError for more than u32 has numbers."""
    import numpy as np

    # Rounds instead of a loop over terms: in each, who still has no slot tries its next one.
    size = len(terms) + len(terms) // 3 + 1
    low = _low(len(terms))
    if low >> 32:
        raise ValueError("a dictionary holds less than 4,294,967,296 terms")
    slots = np.zeros(size, np.uint32)
    sums = np.fromiter(map(crc32, terms), np.uint32, len(terms))
    waiting = (sums & np.uint32(~low & 0xFFFFFFFF)) | np.arange(1, len(terms) + 1, dtype=np.uint32)
    tries = sums.astype(np.int64) % size
    while len(waiting):
        free = slots[tries] == 0
        slots[tries[free]] = waiting[free]
        left = slots[tries] != waiting
        waiting = waiting[left]
        tries = (tries[left] + 1) % size
    return slots
