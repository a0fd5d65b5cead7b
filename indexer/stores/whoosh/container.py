"""A write-once file of named parts: arrays and bytes, mapped into memory, every 4 KiB under a checksum.

| piece | what it holds (little-endian) |
|---|---|
| magic | `MORGUESG` |
| parts | one after the other, each at a multiple of 64 bytes |
| directory | JSON: `parts` (name: offset, bytes) and the `facts` that the writer gave |
| checksums | u32 crc32 of each 4 KiB of what stands before the directory |
| trailer | u64 offset of the directory, u32 its bytes, u32 how many checksums, u32 version, magic |

The digest of directory and checksums is what the manifest keeps, so a file of another archive never passes for this
one, and opening reads no more than those. A grain's checksum is compared when it is first touched.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
from array import array
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TypeAlias
from zlib import crc32

from indexer.errors import DamagedArchive, UnsupportedFormat
from indexer.stores.durable import refusals, sync
from indexer.stores.manifest import digest as digest_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAGIC = b"MORGUESG"
VERSION = 1
ALIGNMENT = 64
"""Bytes: a cache line, and more than any array's items ask for."""
GRAIN_BITS = 12
GRAIN = 1 << GRAIN_BITS
"""Bytes under one checksum: a word that is asked for the first time touches a dozen of them, at 2 microseconds each (of
16 KiB, at 7: as much as all the rest of its search), and keeping 4 bytes for each costs a thousandth."""

_TRAILER = struct.Struct("<QIII8s")

Bytes: TypeAlias = bytes  # `Container.bytes` hides the name


Typecode = Literal["B", "H", "I", "q", "Q"]
"""What an array holds, as `array` and `memoryview` call it: u8, u16, u32, i64, u64."""


class ContainerWriter:
    """Writes one container. Its methods raise OutputError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._parts: dict[str, tuple[int, int]] = {}
        self._sums = _Sums()
        self._at = 0
        with refusals(path):
            self._file: BinaryIO = open(path, "wb", buffering=1 << 20)  # noqa: SIM115 - closed by finish() or abandon()
        self._write(MAGIC)

    def add(self, name: str, pieces: Iterable[Any]) -> None:
        """One part, from buffers one after the other. A part without bytes isn't kept."""
        self._write(bytes(-self._at % ALIGNMENT))
        start = self._at
        for piece in pieces:
            self._write(piece)
        if self._at > start:
            self._parts[name] = (start, self._at - start)

    def finish(self, facts: dict[str, Any]) -> tuple[int, str]:
        """Write the rest, make the file durable, and return its size and its digest (32 hex digits)."""
        table = self._sums.finish()
        directory = json.dumps({"parts": self._parts, **facts}, separators=(",", ":")).encode()
        tail = directory + table.tobytes()
        with refusals(self.path):
            self._file.write(tail + _TRAILER.pack(self._at, len(directory), len(table), VERSION, MAGIC))
            sync(self._file)
            self._file.close()
        return self._at + len(tail) + _TRAILER.size, digest_of(tail)

    def abandon(self) -> None:
        """Let go of the file without finishing it."""
        with suppress(OSError):  # what isn't written yet nobody will read, and why it is let go of is told already
            self._file.close()

    def _write(self, piece: Any) -> None:
        view = memoryview(piece).cast("B") if not isinstance(piece, bytes) else memoryview(piece)
        with refusals(self.path):
            self._file.write(view)
        self._sums.add(view)
        self._at += len(view)


class _Sums:
    # The crc32 of each grain of a stream.
    def __init__(self) -> None:
        self._table = array("I")
        self._sum = self._filled = 0

    def add(self, view: memoryview) -> None:
        at = 0
        while at < len(view):
            piece = view[at : at + GRAIN - self._filled]
            self._sum = crc32(piece, self._sum)
            self._filled += len(piece)
            at += len(piece)
            if self._filled == GRAIN:
                self._close()

    def finish(self) -> array[int]:
        if self._filled:
            self._close()
        return self._table

    def _close(self) -> None:
        self._table.append(self._sum)
        self._sum = self._filled = 0


class Container:
    """One container, open for reading. It is mapped at once, so that it stays readable when its name is gone.

    `size` (bytes) and `digest` are what the manifest says of it. Raises FileNotFoundError where there is no such file,
    UnsupportedFormat on a machine of big-endian numbers, DamagedArchive for anything that isn't as it was written.

    Opening and `verify` read, so that a truncated file or a bad sector is an error like any other. What is looked at
    through the map isn't: if somebody truncates the file under an open container, or the disk fails, the system ends
    the process with SIGBUS. morgue itself never changes a file in place.
    """

    def __init__(self, path: Path, *, size: int, digest: str) -> None:
        self.path = path
        if sys.byteorder != "little":
            raise UnsupportedFormat("the index is made of little-endian numbers, which this machine doesn't have")
        with self._opened() as file:
            actual = os.fstat(file.fileno()).st_size
            if actual != size or size < _TRAILER.size:
                raise self.damaged(f"it has {actual} bytes instead of {size}")
            at, directory, grains, version, magic = _TRAILER.unpack(self._read(file, size - _TRAILER.size, size))
            if magic != MAGIC or at + directory + 4 * grains + _TRAILER.size != size or grains != -(-at // GRAIN):
                raise self.damaged("its end isn't that of a segment")
            if version != VERSION:  # the manifest, which counts formats, says that it is one of ours
                raise self.damaged(f"it has format {version} instead of {VERSION}")
            tail = self._read(file, at, size - _TRAILER.size)
            if digest_of(tail) != digest:
                raise self.damaged("its checksum differs")
            self._map = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
        self._table = memoryview(tail)[directory:].cast("I")
        self._end = at
        self._view = memoryview(self._map)
        self._summed = self._view[:at]
        self._seen = bytearray(grains)
        self.unseen = self._seen.find
        """Called with 0, and from which to before which grain: a number below 0 if all were compared with their
        checksums before. For whoever has a dozen stretches to `check`, and sees most of them again."""
        try:
            self.facts: dict[str, Any] = json.loads(tail[:directory])
            self._parts = {str(name): (int(a), int(b)) for name, (a, b) in self.facts.pop("parts").items()}
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
            raise self.damaged(f"its directory can't be read ({error})") from error
        if any(a < 0 or b < 0 or a + b > at or a % ALIGNMENT for a, b in self._parts.values()):
            raise self.damaged("its directory points beyond its end")

    @staticmethod
    def facts_of(path: Path) -> tuple[int, str, dict[str, Any]]:
        """Size, digest and facts of a container as the file itself has them, where no manifest says what they should
        be. Raises OSError, and DamagedArchive for a file that isn't one to its end."""
        data = path.read_bytes()
        damaged = DamagedArchive(f"{path} is damaged: its end isn't that of a segment")
        if len(data) < _TRAILER.size:
            raise damaged
        at, directory, _, _, magic = _TRAILER.unpack(data[-_TRAILER.size :])
        if magic != MAGIC or at + directory > len(data):
            raise damaged
        try:
            facts = json.loads(data[at : at + directory])
            facts.pop("parts")
        except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
            raise damaged from error
        return len(data), digest_of(data[at : -_TRAILER.size]), facts

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def size(self, name: str) -> int:
        """The bytes of a part; 0 for one that isn't there."""
        return self._parts.get(name, (0, 0))[1]

    def bytes(self, name: str, start: int = 0, end: int | None = None) -> memoryview:
        """The bytes of a part from `start` to `end` (None: all), compared with their checksums."""
        offset, size = self._parts.get(name, (0, 0))
        stop = size if end is None else end
        if not 0 <= start <= stop <= size:
            raise self.damaged(f"it points beyond the end of {name}")
        start, stop = offset + start, offset + stop
        self.check(start, stop)
        return self._view[start:stop]

    def check(self, start: int, stop: int) -> None:
        """Compare these bytes of the file with their checksums, those that weren't looked at before."""
        if start < stop:
            self.check_grains(start >> GRAIN_BITS, (stop - 1 >> GRAIN_BITS) + 1)

    def check_grains(self, first: int, last: int) -> None:
        """`check` for the grains from number `first` to before `last`."""
        seen, summed, table = self._seen, self._summed, self._table
        while (first := seen.find(0, first, last)) >= 0:
            # As `_check`, in place: a question touches a dozen grains for the first time.
            if crc32(summed[first << GRAIN_BITS : first + 1 << GRAIN_BITS]) != table[first]:
                raise self._differing(first)
            seen[first] = 1

    def check_each(self, stretches: Iterable[tuple[int, int]]) -> None:
        """`check` for several stretches."""
        unseen = self._seen.find
        for start, stop in stretches:
            first, last = start >> GRAIN_BITS, (stop - 1 >> GRAIN_BITS) + 1
            if unseen(0, first, last) >= 0:
                self.check_grains(first, last)

    def check_all(self, starts: NDArray[np.intp], stops: NDArray[np.intp]) -> None:
        """`check` for many stretches of at least a byte each, which ascend, at once."""
        import numpy as np

        if not len(starts):
            return
        begin, end = int(starts[0]), int(stops[-1])
        if (end - begin) // GRAIN <= len(starts):  # hardly anything between them is left out
            self.check(begin, end)
            return
        seen = np.frombuffer(self._seen, np.bool_)
        first, last = starts // GRAIN, (stops - 1) // GRAIN
        if int((last - first).max()) > 1:
            for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
                self.check(start, stop)
        elif not (seen.take(first) & seen.take(last)).all():
            touched = np.zeros(len(seen), np.bool_)
            touched[first] = touched[last] = True
            for grain in np.flatnonzero(touched & ~seen).tolist():
                self.check_grains(grain, grain + 1)

    def place(self, name: str) -> tuple[int, memoryview]:
        """Where a part begins in the file, and its bytes, of which whoever looks at them calls `check` first."""
        offset, size = self._parts.get(name, (0, 0))
        return offset, self._view[offset : offset + size]

    def whole(self) -> memoryview:
        """All bytes of the file, of which whoever looks at them calls `check` first."""
        return self._view

    def numbers(self, name: str, typecode: Typecode, start: int = 0, end: int | None = None) -> memoryview:
        """The items of an array from number `start` to `end`."""
        width = _WIDTHS[typecode]
        return self.items(self.bytes(name, start * width, None if end is None else end * width), typecode)

    def items(self, part: memoryview, typecode: Typecode) -> memoryview:
        """Bytes of the file as numbers. Raises DamagedArchive where they don't come out even."""
        if len(part) % _WIDTHS[typecode]:
            raise self.damaged(f"{len(part)} bytes are no numbers of {_WIDTHS[typecode]} each")
        return part.cast(typecode)

    def release(self) -> None:
        """Let the system have back the pages that were looked at. They come again when they are; until then they don't
        count as this process's memory. For whoever goes through a whole file once."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> Iterator[str]:
        """Read all of it, from the file and not through the map, and say what isn't as it was written."""
        try:
            with self._opened() as file:
                for grain in range(len(self._seen)):
                    try:
                        start = grain * GRAIN
                        self._check(grain, self._read(file, start, min(start + GRAIN, self._end)))
                    except DamagedArchive as error:
                        yield str(error)
        except FileNotFoundError:
            yield str(self.damaged("it is missing"))

    def close(self) -> None:
        """Let go of the file; what of it is still looked at stays until nobody does."""
        try:
            self._summed.release()
            self._view.release()
            self._map.close()
        except BufferError:
            pass

    def damaged(self, found: str) -> DamagedArchive:
        """The error for what was `found` wrong with this file."""
        return DamagedArchive(f"{self.path} is damaged: {found}; make the index again with: morgue rebuild")

    def _opened(self) -> FileIO:
        try:
            # Without waiting: in its place may stand a pipe.
            return open(self.path, "rb", buffering=0, opener=lambda path, flags: os.open(path, flags | os.O_NONBLOCK))
        except (FileNotFoundError, PermissionError):
            raise
        except OSError as error:
            raise self.damaged(f"it can't be opened ({error.strerror})") from error

    def _check(self, grain: int, data: Bytes | memoryview) -> None:
        if crc32(data) != self._table[grain]:
            raise self._differing(grain)
        self._seen[grain] = 1

    def _differing(self, grain: int) -> DamagedArchive:
        start = grain * GRAIN
        return self.damaged(f"the checksum of bytes {start} to {min(start + GRAIN, self._end)} differs")

    def _read(self, file: FileIO, start: int, end: int) -> Bytes:
        pieces = []
        while start < end:
            try:
                piece = os.pread(file.fileno(), end - start, start)
            except OSError as error:
                raise self.damaged(f"bytes {start} to {end} can't be read ({error.strerror})") from error
            if not piece:
                raise self.damaged(f"it ends at {start}")
            pieces.append(piece)
            start += len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)


_WIDTHS: dict[Typecode, int] = {"B": 1, "H": 2, "I": 4, "q": 8, "Q": 8}
