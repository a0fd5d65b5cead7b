"""Numbers of which nearly all are small, packed into half a byte or one and a half; the few others stand apart.

| part | what it holds |
|---|---|
| `<name>.low` | u8 a number: its lower eight bits; only of twelve |
| `<name>.high` | half a byte a number, the first in the lower half: its upper four bits, or all four |
| `<name>.rows`, `<name>.real` | a number that doesn't fit, or is all ones: u16, the lower half of which it is, and
u8, u16 or u32 as the greatest needs, it |
| `<name>.blocks` | u32 each 65,536 numbers, and one more: how many of these stand before them |

What doesn't fit is all ones where it is packed. Packed are differences from the least number, which is 0 or 1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from indexer.stores.whoosh.container import GRAIN, Container, Typecode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from indexer.stores.whoosh.container import ContainerWriter

Bits = Literal[4, 12]

_TYPECODES: dict[int, Typecode] = {1: "B", 2: "H", 4: "I"}


_IN_MEMORY, _AT_ONCE = 1 << 18, 1 << 18
"""Bytes that wait in memory before there is a file, and that are read of it together."""


class Packing(TypedDict):
    """How numbers are packed."""

    bits: Bits
    least: int


class _Apart:
    """The numbers that stand apart."""

    def __init__(self, file: Container, name: str) -> None:
        self.low = file.numbers(f"{name}.rows", "H")
        self._blocks = file.numbers(f"{name}.blocks", "I")
        width = file.size(f"{name}.real") // len(self.low) if len(self.low) else 1
        if (
            width not in _TYPECODES
            or file.size(f"{name}.real") != width * len(self.low)
            or (self._blocks[-1] if len(self._blocks) else 0) != len(self.low)
        ):
            raise file.damaged(f"{name} has other numbers apart than it says")
        self.real = file.numbers(f"{name}.real", _TYPECODES[width])

    def first_from(self, row: int) -> int:
        """How many stand in rows before this one."""
        block = row >> 16
        if block + 1 >= len(self._blocks):
            return len(self.low)
        return bisect_left(self.low, row & 0xFFFF, self._blocks[block], self._blocks[block + 1])

    def rows(self, first: int, last: int) -> Iterator[int]:
        """The rows of those from number `first` to before `last`."""
        block = max(bisect_right(self._blocks, first) - 1, 0)
        for number in range(first, last):
            while number >= self._blocks[block + 1]:
                block += 1
            yield block << 16 | self.low[number]

    def all_rows(self) -> NDArray[np.uint32]:
        """The rows of all of them."""
        import numpy as np

        if not len(self.low):
            return np.zeros(0, np.uint32)
        ends: NDArray[np.intp] = np.asarray(self._blocks).astype(np.intp)
        upper: NDArray[np.uint32] = np.repeat(np.arange(len(ends) - 1, dtype=np.uint32) << 16, ends[1:] - ends[:-1])
        upper |= np.asarray(self.low)
        return upper


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
        first, last = self._apart.first_from(start), self._apart.first_from(end)
        if first < last:
            for row, number in zip(self._apart.rows(first, last), self._apart.real[first:last], strict=True):
                found[row - start] = number
        return found

    def apart(self) -> memoryview:
        """Those that don't fit."""
        return self._apart.real

    @cached_property
    def _apart(self) -> _Apart:
        return _Apart(self._file, self._name)


class NarrowArray:
    """The same, read as arrays."""

    def __init__(self, file: Container, name: str, *, bits: Bits, least: int) -> None:
        import numpy as np

        self._file = file
        self.bits = bits
        self.least = least
        self.high_at, high = file.place(f"{name}.high")
        """Where the part `high` begins in the file."""
        self.low_at, low = file.place(f"{name}.low")
        """Where the part `low` does."""
        self._high, self.low = np.frombuffer(high, np.uint8), np.frombuffer(low, np.uint8)
        self.whole = np.frombuffer(file.whole(), np.uint8)
        """The whole file."""
        self._half_view, self._low_view = high, low
        apart = _Apart(file, name)
        self._rows, self._real = apart.all_rows(), np.asarray(apart.real)
        self._row_view = self._rows.data
        self._row_type = np.dtype(np.int64)
        # What is in a byte of `high`: two numbers, or their upper bits in place.
        both = np.arange(256, dtype=np.uint16)
        if bits == 12:
            self._pairs: NDArray[Any] = np.stack([(both & 15) << 8, (both >> 4) << 8], axis=1).view(np.uint32)[:, 0]
            self.type: Any = np.uint16
        else:
            self._pairs = np.stack([(both & 15) + least, (both >> 4) + least], axis=1).astype(np.uint8)
            self._pairs, self.type = self._pairs.view(np.uint16)[:, 0], np.uint8

    def numbers(self, start: int, end: int) -> NDArray[Any]:
        """The numbers from `start` to before `end`, of any unsigned type."""
        self.check(start, end)
        pairs = self._pairs.take(self._high[start >> 1 : (end + 1) >> 1])
        found: NDArray[Any] = pairs.view(self.type)[start & 1 :][: end - start]
        if self.bits == 12:
            found |= self.low[start:end]
            if self.least:
                found += self.least
        first = bisect_left(self._row_view, start)
        last = bisect_left(self._row_view, end, first)
        if first < last:
            found = found.astype("u4")
            found[self._rows[first:last] - start] = self._real[first:last]
        return found

    @property
    def halves(self) -> NDArray[np.uint8]:
        """The numbers of half a byte as they stand, two in a byte."""
        return self._high

    def unpacked(self, halves: NDArray[np.uint8]) -> NDArray[Any]:
        """The numbers in some of `halves`, in whatever order; those that are apart as one more than the greatest that
        isn't. Of half a byte only."""
        return self._pairs.take(halves).view("u1")

    def few(self, start: int, end: int) -> list[int]:
        """The same as `numbers`, for so few that Python is done with them sooner."""
        return self.few_each([start], [end - start])[0]

    def few_each(self, starts: Sequence[int], counts: Sequence[int]) -> list[list[int]]:
        """So many numbers from each start on, for a few of a few. Raises IndexError beyond the end."""
        halves, low, high_at, low_at = self._half_view, self._low_view, self.high_at, self.low_at
        places = [(high_at + (at >> 1), high_at + (at + n + 1 >> 1)) for at, n in zip(starts, counts, strict=True)]
        if self.bits == 12:
            places += [(low_at + at, low_at + at + n) for at, n in zip(starts, counts, strict=True)]
        self._file.check_each(places)
        least, most, found = self.least, (1 << self.bits) - 1, []
        for start, count in zip(starts, counts, strict=True):
            end = start + count
            numbers = [halves[row >> 1] >> 4 if row & 1 else halves[row >> 1] & 15 for row in range(start, end)]
            if self.bits == 12:
                numbers = [half << 8 | below for half, below in zip(numbers, low[start:end], strict=True)]
            if most in numbers:
                apart = self.apart(start, end)
                numbers = [number + least for number in numbers]
                for row, real in zip(*(some.tolist() for some in apart), strict=True):
                    numbers[row - start] = real
            elif least:
                numbers = [number + least for number in numbers]
            found.append(numbers)
        return found

    def apart(self, start: int, end: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """The rows from `start` to before `end` whose numbers stand apart, and those."""
        first = bisect_left(self._row_view, start)
        last = bisect_left(self._row_view, end, first)
        return self._rows[first:last].astype(self._row_type), self._real[first:last]

    def stretches(self, starts: NDArray[np.intp], counts: NDArray[Any]) -> NDArray[Any]:
        """So many numbers from each start on, one stretch after the other. The stretches must ascend: what is apart is
        looked for between the first one and the last. Raises IndexError beyond the end."""
        if not counts.all():
            starts, counts = starts[counts > 0], counts[counts > 0]
        return stretches_of([self], starts, counts, [0, len(starts)])

    def put_apart(self, found: NDArray[Any], full: NDArray[np.intp], rows: NDArray[np.intp]) -> None:
        """Put the numbers that stand apart, those of `rows`, ascending, at the places `full` of what was `found`."""
        first = bisect_left(self._row_view, int(rows[0]))
        last = bisect_left(self._row_view, int(rows[-1]) + 1, first)
        # As u32: of other numbers, all rows would be made anew first.
        found[full] = self._real[first:last][self._rows[first:last].searchsorted(rows.astype(self._rows.dtype))]

    def check_stretches(self, starts: NDArray[np.intp], stops: NDArray[np.intp]) -> None:
        """Compare the numbers of these stretches, which ascend, with their checksums. Raises IndexError beyond the
        end."""
        begin, end = int(starts[0]), int(stops[-1])
        if begin < 0 or end > 2 * len(self._high) or (self.bits == 12 and end > len(self.low)):
            raise IndexError("numbers beyond the end")
        if (end - begin) // (2 * GRAIN) <= len(starts):  # hardly anything between them is left out
            self.check(begin, end)
        else:
            self._file.check_all((starts >> 1) + self.high_at, ((stops + 1) >> 1) + self.high_at)
            if self.bits == 12:
                self._file.check_all(starts + self.low_at, stops + self.low_at)

    def check(self, start: int, end: int) -> None:
        """Compare these numbers with their checksums."""
        self._file.check(self.high_at + (start >> 1), self.high_at + ((end + 1) >> 1))
        if self.bits == 12:
            self._file.check(self.low_at + start, self.low_at + min(end, len(self.low)))


def stretches_of(
    arrays: Sequence[NarrowArray], starts: NDArray[np.intp], counts: NDArray[Any], cuts: Sequence[int]
) -> NDArray[Any]:
    """So many numbers from each start on, of at least one each, one stretch after the other. Those from number
    `cuts[i]` to before `cuts[i + 1]` are of array i, all of which are packed alike in one file, and ascend. Raises
    IndexError beyond the end."""
    import numpy as np

    first = arrays[0]
    if not len(starts):
        return np.zeros(0, first.type)
    ends = counts.cumsum(dtype=np.intp)
    stops = starts + counts
    for array, (begin, end) in zip(arrays, pairwise(cuts), strict=True):
        if begin < end:
            array.check_stretches(starts[begin:end], stops[begin:end])
    rows = (stops - ends).repeat(counts)
    rows += np.arange(int(ends[-1]))
    sizes = [int(ends[cut - 1]) if cut else 0 for cut in cuts]
    if all([array is first for array in arrays]):  # noqa: C419 - sooner
        low, high, at, halves_at = first.low, first.halves, rows, rows
    else:
        # By their places in the file.
        low = high = first.whole
        its = [size - before for before, size in pairwise(sizes)]
        at = rows + np.array([array.low_at for array in arrays]).repeat(its)
        halves_at = rows + np.array([2 * array.high_at for array in arrays]).repeat(its)
    halves = high.take(halves_at >> 1)
    halves >>= ((halves_at & 1) << 2).astype(np.uint8)
    halves &= 15
    found: NDArray[Any] = halves
    if first.bits == 12:
        found = halves.astype(np.uint16)
        found <<= 8
        found |= low.take(at)
    full = (found == (1 << first.bits) - 1).nonzero()[0]
    if first.least:
        found += first.least
    if len(full):
        found = found.astype(np.uint32)
        bounds = [0, *full.searchsorted(sizes[1:-1]).tolist(), len(full)]
        for array, (begin, end) in zip(arrays, pairwise(bounds), strict=True):
            if begin < end:
                array.put_apart(found, full[begin:end], rows.take(full[begin:end]))
    return found


def write_narrow(file: ContainerWriter, name: str, pieces: Iterable[NDArray[Any]], *, bits: Bits, least: int) -> None:
    """Write numbers, in pieces, as the parts of `name`. Raises OutputError."""
    from tempfile import SpooledTemporaryFile

    import numpy as np

    from indexer.spool import refusals

    most = (1 << bits) - 1
    rows: list[NDArray[Any]] = []
    real: list[NDArray[Any]] = []

    def halves() -> Iterator[NDArray[Any]]:
        at = 0
        left = np.zeros(0, np.uint8)
        for piece in pieces:
            packed = np.minimum(piece.astype(np.uint32) - np.uint32(least), most).astype(np.uint16)
            full = np.flatnonzero(packed == most)
            rows.append(full + at)
            real.append(piece[full])
            if bits == 12:
                low.write((packed & 255).astype(np.uint8).data)
                packed >>= 8
            every = np.concatenate((left, packed.astype(np.uint8)))
            even = len(every) & ~1
            yield every[:even:2] | every[1:even:2] << 4
            left = every[even:]
            at += len(piece)
        yield left

    # What comes second in the file waits in one without a name: of a large segment it is a hundred megabytes.
    with refusals(), SpooledTemporaryFile(_IN_MEMORY) as low:
        file.add(f"{name}.high", halves())
        low.seek(0)
        file.add(f"{name}.low", iter(lambda: low.read(_AT_ONCE), b""))
    most_real = max((int(piece.max()) for piece in real if len(piece)), default=0)
    if not most_real:
        return
    width = np.uint8 if most_real < 1 << 8 else np.uint16 if most_real < 1 << 16 else np.uint32
    file.add(f"{name}.rows", ((one & 0xFFFF).astype(np.uint16) for one in rows))
    file.add(f"{name}.real", (np.ascontiguousarray(one, width) for one in real))
    counts = np.bincount(np.concatenate(rows) >> 16)
    file.add(f"{name}.blocks", [np.concatenate(([0], np.cumsum(counts))).astype(np.uint32)])
