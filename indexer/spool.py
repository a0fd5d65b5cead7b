"""What waits on disk: in a file that has no name, so that nothing of it is left however the process ends.

Such files lie where the system keeps temporary ones (the variable TMPDIR says where), and not in the archive, which may
be on a disk far away: what waits is read again by the same run, and need not outlive it.
"""

from __future__ import annotations

import errno
import struct
import tempfile
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from tempfile import SpooledTemporaryFile, TemporaryFile
from types import TracebackType
from typing import IO, Generic, TypeVar

import msgspec

from indexer.errors import refused

T = TypeVar("T")

IN_MEMORY = 256_000
"""Bytes that wait in memory before there is a file."""

BUFFER = 1 << 17
"""Bytes that are written and read together: with Python's own 8 KB, each record would be a call of the system."""

_HEAD = struct.Struct("<II")


@contextmanager
def refusals() -> Iterator[None]:
    """What the system refuses such a file, as OutputError that says where it lies."""
    try:
        yield
    except OSError as error:
        place = f" in {tempfile.tempdir}" if tempfile.tempdir else ""
        raise refused(f"can't keep temporary files{place} (TMPDIR says where)", error) from error


class Spool(Generic[T]):
    """Records of one `kind` (a named tuple) in the order they were added, each by a name; to be used as a context. Its
    methods raise OutputError."""

    def __init__(self, kind: type[T]) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY, buffering=BUFFER)  # noqa: SIM115 - closed by __exit__
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(kind).decode

    def add(self, name: str, record: T) -> None:
        """Put a record at the end."""
        key, content = name.encode(), self._encode(record)
        with refusals():
            self._file.write(_HEAD.pack(len(key), len(content)) + key + content)

    def __iter__(self) -> Iterator[T]:
        """All records; none may be added meanwhile."""
        return (self._decode(content) for _, content in self._records())

    def among(self, names: Container[str]) -> Iterator[T]:
        """Those with one of these names."""
        return (self._decode(content) for name, content in self._records() if name in names)

    def _records(self) -> Iterator[tuple[str, bytes]]:
        with refusals():
            self._file.seek(0)
        while head := self._read(_HEAD.size):
            key, content = _HEAD.unpack(head)
            yield self._read(key).decode(), self._read(content)

    def _read(self, size: int) -> bytes:
        with refusals():
            return self._file.read(size)

    def __enter__(self) -> Spool[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # what isn't written yet nobody will read
            self._file.close()


class Pile:
    """Bytes that are fetched again by their places; to be used as a context. Its methods raise OutputError."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None

    def add(self, data: bytes) -> int:
        """Put all of `data` at the end; its place, in bytes."""
        with refusals():
            if self._file is None:
                self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - closed by __exit__
            place = self._file.seek(0, 2)
            left = memoryview(data)
            while left:  # the system may take a part, and refuse the next
                left = left[self._file.write(left) :]
        return place

    def read(self, place: int, size: int) -> bytes:
        """The `size` bytes at this place."""
        found = b""
        with refusals():
            if self._file is not None:
                self._file.seek(place)
                while len(found) < size and (more := self._file.read(size - len(found))):
                    found += more
            if len(found) < size:
                raise OSError(errno.EIO, f"of {size} bytes at {place} there are {len(found)}")
        return found

    def __enter__(self) -> Pile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
