"""Ascending numbers in a container, kept as the steps between them: most are less than 256, so a byte each will do.

| part | what it holds |
|---|---|
| `<name>` | u8, u16 or u32 a step, whichever the longest one needs |
| `<name>.sums` | u32: how many steps there are, and the sum of the steps before every 64th |

The numbers are the sums of the first steps: one more than there are steps, the first of them 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from indexer.stores.whoosh.container import Container, Typecode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STRIDE = 64
"""Steps that are summed up at most to find a number, in a microsecond; its sums take a sixteenth of what steps do."""

_TYPECODES: dict[int, Typecode] = {1: "B", 2: "H", 4: "I"}


class Steps:
    """Such numbers in an open container. Its methods raise DamagedArchive."""

    def __init__(self, file: Container, name: str) -> None:
        self._file = file
        self._name = name
        self._sums = f"{name}.sums"
        self._count = int(file.numbers(self._sums, "I", 0, 1)[0]) if self._sums in file else 0
        width = file.size(name) // self._count if self._count else 1
        sums = 1 + -(-self._count // STRIDE) if self._count else 0
        if width not in _TYPECODES or file.size(name) != width * self._count or file.size(self._sums) != 4 * sums:
            raise file.damaged(f"{name} has no size that steps have")
        self._typecode = _TYPECODES[width]
        self._whole: memoryview | None = None

    def __len__(self) -> int:
        """How many steps."""
        return self._count

    def load(self) -> None:
        """Sum all of them up now: for who asks often."""
        self._whole = self.array().data

    def array(self) -> NDArray[np.uint32]:
        """All numbers."""
        import numpy as np

        found = np.zeros(self._count + 1, np.uint32)
        steps = self._file.numbers(self._name, self._typecode)
        if self._count:
            sums = np.cumsum(np.asarray(steps), dtype=np.uint64)
            if sums[-1] >> np.uint64(32):
                raise self._file.damaged(f"{self._name} leads beyond 4 GiB")
            found[1:] = sums
        return found

    def step(self, number: int) -> tuple[int, int]:
        """Where a step begins and ends."""
        if self._whole is not None:
            return self._whole[number], self._whole[number + 1]
        start = self.before(number)
        return start, start + int(self._file.numbers(self._name, self._typecode, number, number + 1)[0])

    def before(self, number: int) -> int:
        """The sum of the steps before this one, or of all of them."""
        if self._whole is not None:
            return int(self._whole[number])
        if not number:
            return 0
        block = (number - 1) // STRIDE
        base = int(self._file.numbers(self._sums, "I", 1 + block, 2 + block)[0])
        return base + sum(self._file.numbers(self._name, self._typecode, block * STRIDE, number))

    def numbers(self, first: int, last: int) -> list[int]:
        """The ends of the steps from number `first` to before `last`."""
        if self._whole is not None:
            return self._whole[first + 1 : last + 1].tolist()
        at, found = self.before(first), []
        for step in self._file.numbers(self._name, self._typecode, first, last):
            at += step
            found.append(at)
        return found


def steps_parts(name: str, steps: NDArray[Any]) -> Iterator[tuple[str, list[Any]]]:
    """The parts of these steps: names and buffers, for `ContainerWriter.add`. Raises ValueError for sums beyond u32."""
    import numpy as np

    if not len(steps):
        return
    ends = np.cumsum(steps, dtype=np.uint64)
    if ends[-1] >> np.uint64(32):
        raise ValueError(f"the steps of {name} lead beyond 4 GiB")
    most = int(steps.max())
    yield name, [np.ascontiguousarray(steps, np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)]
    sums = np.concatenate(([0], ends[STRIDE - 1 : -1 : STRIDE]))
    yield f"{name}.sums", [np.concatenate(([len(steps)], sums)).astype(np.uint32)]
