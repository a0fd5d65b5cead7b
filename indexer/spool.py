"""Records that wait on disk: in a file that has no name, so that nothing of it is left however the process ends."""

from __future__ import annotations

import struct
from collections.abc import Container, Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")

IN_MEMORY = 256_000
"""Bytes that wait in memory before there is a file."""

BUFFER = 1 << 17
"""Bytes that are written and read together: with Python's own 8 KB, each record would be a call of the system."""

_HEAD = struct.Struct("<II")


class Spool(Generic[T]):
    """Records of one `kind` (a named tuple) in the order they were added, each by a name; to be used as a context."""

    def __init__(self, kind: type[T]) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY, buffering=BUFFER)  # noqa: SIM115 - closed by __exit__
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(kind).decode

    def add(self, name: str, record: T) -> None:
        """Put a record at the end."""
        key, content = name.encode(), self._encode(record)
        self._file.write(_HEAD.pack(len(key), len(content)) + key + content)

    def __iter__(self) -> Iterator[T]:
        """All records; none may be added meanwhile."""
        return (self._decode(content) for _, content in self._records())

    def among(self, names: Container[str]) -> Iterator[T]:
        """Those with one of these names."""
        return (self._decode(content) for name, content in self._records() if name in names)

    def _records(self) -> Iterator[tuple[str, bytes]]:
        self._file.seek(0)
        while head := self._file.read(_HEAD.size):
            key, content = _HEAD.unpack(head)
            yield self._file.read(key).decode(), self._file.read(content)

    def __enter__(self) -> Spool[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
