"""Numbers of which nearly all are small, packed into half a byte or one and a half; the few others stand apart.

| part | what it holds |
|---|---|
| `<name>.low` | u8 a number: its lower eight bits; only of twelve |
| `<name>.high` | half a byte a number, the first in the lower half: its upper four bits, or all four |
| `<name>.rows`, `<name>.real` | u32, u32 a number that doesn't fit, or is all ones: which it is, and it |

What doesn't fit is all ones where it is packed. Packed are differences from the least number, which is 0 or 1.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from indexer.stores.whoosh.container import GRAIN, Container

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from indexer.stores.whoosh.container import ContainerWriter

Bits = Literal[4, 12]


class Packing(TypedDict):
    """How numbers are packed."""

    bits: Bits
    least: int


class Narrow:
    """Such numbers in an open container, read with the standard library. Its methods raise DamagedArchive."""

    def __init__(self, file: Container, name: str, *, bits: Bits, least: int) -> None:
        self._file = file
        self._name = name
        self._bits = bits
        self._least = least

    def __bool__(self) -> bool:
        return f"{self._name}.high" in self._file

    def numbers(self, start: int, end: int) -> list[int]:
        """The numbers from `start` to before `end`."""
        halves = bytes(self._file.bytes(f"{self._name}.high", start >> 1, (end + 1) >> 1))
        high = [half for byte in halves for half in (byte & 15, byte >> 4)][start & 1 :]
        if self._bits == 12:
            low = self._file.bytes(f"{self._name}.low", start, end)
            found = [(upper << 8 | lower) + self._least for upper, lower in zip(high, low, strict=False)]
        else:
            found = [half + self._least for half in high[: end - start]]
        first = bisect_left(self._rows, start)
        last = bisect_left(self._rows, end, first)
        if first < last:
            real = self._file.numbers(f"{self._name}.real", "I", first, last)
            for row, number in zip(self._rows[first:last], real, strict=True):
                found[row - start] = number
        return found

    @cached_property
    def _rows(self) -> memoryview:
        return self._file.numbers(f"{self._name}.rows", "I")


class NarrowArray:
    """The same, read as arrays."""

    def __init__(self, file: Container, name: str, *, bits: Bits, least: int) -> None:
        import numpy as np

        self._file = file
        self._bits = bits
        self._least = least
        self._high_at, high = file.place(f"{name}.high")
        self._low_at, low = file.place(f"{name}.low")
        self._high, self._low = np.frombuffer(high, np.uint8), np.frombuffer(low, np.uint8)
        self._rows = np.asarray(file.numbers(f"{name}.rows", "I"))
        self._real = np.asarray(file.numbers(f"{name}.real", "I"))

    def numbers(self, start: int, end: int) -> NDArray[Any]:
        """The numbers from `start` to before `end`, of any unsigned type."""
        import numpy as np

        self._check(start, end)
        halves = self._high[start >> 1 : (end + 1) >> 1]
        found: NDArray[Any] = np.empty(2 * len(halves), np.uint16 if self._bits == 12 else np.uint8)
        found[::2] = halves & 15
        found[1::2] = halves >> 4
        found = found[start & 1 :][: end - start]
        if self._bits == 12:
            found <<= 8
            found |= self._low[start:end]
        if self._least:
            found += self._least
        first, last = np.searchsorted(self._rows, (start, end)).tolist()
        if first < last:
            found = found.astype(np.uint32)
            found[self._rows[first:last].astype(np.intp) - start] = self._real[first:last]
        return found

    def take(self, rows: NDArray[np.intp]) -> NDArray[Any]:
        """The numbers in these rows, which ascend."""
        import numpy as np

        if not len(rows):
            return np.zeros(0, np.uint16)
        # Only what is taken is compared with its checksums, by stretches of as many numbers as one of them may cover.
        blocks = rows >> _BLOCK
        for block in blocks[np.flatnonzero(np.diff(blocks, prepend=-1))].tolist():
            self._check(block << _BLOCK, min((block + 1) << _BLOCK, 2 * len(self._high)))
        halves = self._high[rows >> 1]
        halves >>= ((rows & 1) << 2).astype(np.uint8)
        halves &= 15
        found: NDArray[Any] = halves
        if self._bits == 12:
            found = halves.astype(np.uint16)
            found <<= 8
            found |= self._low[rows]
        full = np.flatnonzero(found == (1 << self._bits) - 1)
        if self._least:
            found = found + self._least
        if len(full):
            found = found.astype(np.uint32)
            found[full] = self._real[np.searchsorted(self._rows, rows[full])]
        return found

    def _check(self, start: int, end: int) -> None:
        self._file.check(self._high_at + (start >> 1), self._high_at + ((end + 1) >> 1))
        if self._bits == 12:
            self._file.check(self._low_at + start, self._low_at + min(end, len(self._low)))


_BLOCK = GRAIN.bit_length() - 1


def write_narrow(file: ContainerWriter, name: str, pieces: Iterable[NDArray[Any]], *, bits: Bits, least: int) -> None:
    """Write numbers, in pieces, as the parts of `name`."""
    import numpy as np

    most = (1 << bits) - 1
    rows: list[NDArray[Any]] = []
    real: list[NDArray[Any]] = []
    low: list[NDArray[Any]] = []

    def halves() -> Iterator[NDArray[Any]]:
        at = 0
        left = np.zeros(0, np.uint8)
        for piece in pieces:
            packed = np.minimum(piece.astype(np.uint32) - np.uint32(least), most).astype(np.uint16)
            full = np.flatnonzero(packed == most)
            rows.append(full + at)
            real.append(piece[full])
            if bits == 12:
                low.append((packed & 255).astype(np.uint8))
                packed >>= 8
            every = np.concatenate((left, packed.astype(np.uint8)))
            even = len(every) & ~1
            yield every[:even:2] | every[1:even:2] << 4
            left = every[even:]
            at += len(piece)
        yield left

    file.add(f"{name}.high", halves())
    file.add(f"{name}.low", low)
    file.add(f"{name}.rows", (np.ascontiguousarray(one, np.uint32) for one in rows))
    file.add(f"{name}.real", (np.ascontiguousarray(one, np.uint32) for one in real))
