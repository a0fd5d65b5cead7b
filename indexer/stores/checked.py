"""A file whose bytes are compared with their checksums before anybody sees them.

The file is mapped when it is opened, so a later unlink doesn't matter; each 64 KiB is checked when it is first
touched, so opening costs nothing.
"""

from __future__ import annotations

import mmap
import os
from array import array
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from indexer.errors import DamagedArchive

GRAIN = 64 * 1024
"""Bytes under one checksum: reading a term costs 20 microseconds to check, an archive 4 bytes in 64 thousand."""


def checksums(path: Path) -> array[int]:
    """The crc32 of each 64 KiB of a file."""
    table = array("I")
    with open(path, "rb") as file:
        while grain := file.read(GRAIN):
            table.append(crc32(grain))
    return table


class CheckedFile:
    """A file with a table of checksums. Raises FileNotFoundError where there is none, DamagedArchive when its size or
    a byte is not what was written."""

    def __init__(self, path: Path, *, size: int, table: array[int]) -> None:
        self.path = path
        self.size = size
        with open(path, "rb") as file:
            actual = os.fstat(file.fileno()).st_size
            if actual != size or not size or len(table) != (size + GRAIN - 1) // GRAIN:
                raise self._damaged(f"it has {actual} bytes instead of {size}")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._table = table
        self._seen = bytearray(len(table))

    def get(self, position: int, length: int) -> bytes:
        """These bytes."""
        end = position + length
        if position < 0 or length < 0 or end > self.size:
            raise self._damaged("it points beyond its end")
        if length:
            for grain in range(position // GRAIN, (end - 1) // GRAIN + 1):
                if not self._seen[grain]:
                    self._check(grain)
        return self._map[position:end]

    def verify(self) -> Iterator[str]:
        """Read all of it and say what isn't as it was written."""
        for grain in range(len(self._table)):
            try:
                self._check(grain)
            except DamagedArchive as error:
                yield str(error)

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()

    def _check(self, grain: int) -> None:
        start = grain * GRAIN
        if crc32(self._map[start : start + GRAIN]) != self._table[grain]:
            raise self._damaged(f"the checksum of bytes {start} to {min(start + GRAIN, self.size)} differs")
        self._seen[grain] = 1

    def _damaged(self, found: str) -> DamagedArchive:
        return DamagedArchive(f"{self.path} is damaged: {found}; make the index again with: morgue rebuild")
