"""Display text: whole articles in one write-once file of compressed, checksummed blocks.

| part | what it holds (little-endian) |
|---|---|
| header | magic `MORGUEBL`, u32 version |
| blocks | zstd frames, each of at most 64 KiB of text (more only for one record that is longer) |
| footer | a row a block: u64 offset, u32 bytes, u32 bytes unpacked, u32 number of its first record, u32 crc32 |
| trailer | u64 offset of the footer, u32 blocks, u32 records, u32 crc32 of the 16 bytes before, magic |

Unpacked, a block is a u32 count, as many u32 record ends, and the records. Records are numbered from 0 in the order
they came. A block's checksum is compared each time it is read, before it is unpacked; the footer's is the *digest*
that the manifest keeps, so a file of another archive never passes for this one.

Whatever is wrong with such a file raises `DamagedArchive`. The records themselves are `encode`d articles.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zlib import crc32

from indexer.article import Article, Caption
from indexer.errors import DamagedArchive
from indexer.stores.durable import refusals, sync

MAGIC = b"MORGUEBL"
VERSION = 1
BLOCK = 64 * 1024
"""Bytes of text in a block: enough for zstd to find what articles share, little enough to unpack for one of them."""
MAX_UNPACKED = 256 * 1024 * 1024
"""No block unpacks to more: a hostile file can't fill the memory."""

_HEADER = struct.Struct("<8sI")
_ROW = struct.Struct("<QIIII")
_TRAILER = struct.Struct("<QIII8s")
_LEVEL = 3


def digest(data: bytes) -> str:
    """The checksum that the manifest keeps of a file's table of checksums: 128 bits, in hex."""
    return blake2b(data, digest_size=16).hexdigest()


def encode(article: Article) -> bytes:
    """An article as a record: JSON with the names of `Article`'s fields."""
    import msgspec

    try:
        encoded: bytes = msgspec.json.encode(article)
        return encoded
    except UnicodeEncodeError:  # half a surrogate pair, from somebody's broken JSON: only the escaping encoder takes it
        from dataclasses import asdict

        return json.dumps(asdict(article), separators=(",", ":")).encode()


def decode(record: bytes) -> Article:
    """The article of a record. The standard library's parser, because msgspec takes longer to import than ten hits
    take to parse. Raises ValueError for what `encode` never wrote."""
    try:
        values: dict[str, Any] = json.loads(record)
        for name in _TUPLES:
            values[name] = tuple(values[name])
        values["captions"] = tuple(Caption(**caption) for caption in values["captions"])
        return Article(**values)
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"not an article: {error}") from error


_TUPLES = tuple(field.name for field in fields(Article) if field.default == ())


class BlockWriter:
    """Writes one block file. Its methods raise OutputError."""

    def __init__(self, path: Path) -> None:
        import zstandard

        self.path = path
        self.records = 0
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)
        self._rows: list[bytes] = []
        self._pending: list[bytes] = []
        self._pending_size = 0
        with refusals(path):
            self._file = open(path, "wb")  # noqa: SIM115 - closed by finish() or abandon()
            self._file.write(_HEADER.pack(MAGIC, VERSION))
        self._offset = _HEADER.size

    def add(self, record: bytes) -> None:
        """Append one record."""
        if self._pending and self._pending_size + len(record) > BLOCK:
            self._flush()
        self._pending.append(record)
        self._pending_size += len(record)

    def copy(self, reader: BlockReader, dead: frozenset[int]) -> None:
        """Append all records of `reader` but the dead ones; a full block without any is copied as it is."""
        for number in range(reader.blocks):
            first, records = reader.span(number)
            if reader.unpacked_size(number) > BLOCK // 2 and dead.isdisjoint(range(first, first + records)):
                self._flush()
                self._write(reader.packed(number), reader.unpacked_size(number), records)
            else:
                for ordinal, record in enumerate(reader.records(number), first):
                    if ordinal not in dead:
                        self.add(record)

    def finish(self) -> str:
        """Write the footer, make the file durable and return its digest."""
        self._flush()
        footer = b"".join(self._rows)
        head = struct.pack("<QII", self._offset, len(self._rows), self.records)
        with refusals(self.path):
            self._file.write(footer + head + struct.pack("<I8s", crc32(head), MAGIC))
            sync(self._file)
            self._file.close()
        return digest(footer + head)

    def abandon(self) -> None:
        """Let go of the file without finishing it."""
        self._file.close()

    def _flush(self) -> None:
        if self._pending:
            ends = array("I")
            end = 0
            for record in self._pending:
                end += len(record)
                ends.append(end)
            unpacked = struct.pack(f"<I{len(ends)}I", len(ends), *ends) + b"".join(self._pending)
            self._write(self._compressor.compress(unpacked), len(unpacked), len(ends))
            self._pending.clear()
            self._pending_size = 0

    def _write(self, packed: bytes, unpacked_size: int, records: int) -> None:
        with refusals(self.path):
            self._file.write(packed)
        self._rows.append(_ROW.pack(self._offset, len(packed), unpacked_size, self.records, crc32(packed)))
        self._offset += len(packed)
        self.records += records


class BlockReader:
    """Reads one block file, mapped at once, so that it stays readable when its name is gone.

    `digest` is what the manifest says of it. Raises FileNotFoundError where there is no such file and DamagedArchive
    for anything that isn't as it was written.
    """

    def __init__(self, path: Path, *, digest: str) -> None:
        self.path = path
        with open(path, "rb") as file:
            self._size = os.fstat(file.fileno()).st_size
            if self._size < _HEADER.size + _TRAILER.size:
                raise self._damaged("it is cut short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._check_frame(digest)
        self._kept: tuple[int, list[bytes]] = (-1, [])

    def _check_frame(self, expected: str) -> None:
        magic, version = _HEADER.unpack_from(self._map, 0)
        end = self._size - _TRAILER.size
        offset, self.blocks, self._records, checksum, closing = _TRAILER.unpack_from(self._map, end)
        if (magic, closing, version) != (MAGIC, MAGIC, VERSION):
            raise self._damaged("it is not a block file")
        if crc32(self._map[end : end + 16]) != checksum or offset + self.blocks * _ROW.size != end:
            raise self._damaged("its trailer doesn't fit")
        footer = self._map[offset:end]
        if digest(footer + self._map[end : end + 16]) != expected:
            raise self._damaged("its checksum differs")
        self._rows = list(_ROW.iter_unpack(footer))
        self._firsts: list[int] = [row[3] for row in self._rows]
        here, first = _HEADER.size, 0
        for start, size, _, number, _ in self._rows:
            if start != here or number < first or start + size > offset:
                raise self._damaged("its footer doesn't fit")
            here, first = start + size, number

    def __len__(self) -> int:
        return int(self._records)

    def get(self, ordinal: int) -> bytes:
        """The record of this number. Raises IndexError for a number that the file doesn't have."""
        if not 0 <= ordinal < self._records:
            raise IndexError(ordinal)
        number = bisect_right(self._firsts, ordinal) - 1
        if self._kept[0] != number:
            self._kept = (number, self.records(number))
        return self._kept[1][ordinal - self._firsts[number]]

    def span(self, number: int) -> tuple[int, int]:
        """The first record of a block and how many it holds."""
        following = self._firsts[number + 1] if number + 1 < self.blocks else self._records
        return self._firsts[number], following - self._firsts[number]

    def unpacked_size(self, number: int) -> int:
        """The bytes of a block's content."""
        return int(self._rows[number][2])

    def packed(self, number: int) -> bytes:
        """A block as it stands in the file, its checksum compared."""
        offset, size, _, _, checksum = self._rows[number]
        packed = bytes(self._map[offset : offset + size])
        if len(packed) != size or crc32(packed) != checksum:
            raise self._damaged(f"the checksum of block {number} differs")
        return packed

    def records(self, number: int) -> list[bytes]:
        """All records of a block."""
        import zstandard

        packed, size = self.packed(number), self.unpacked_size(number)
        try:
            if size > MAX_UNPACKED or zstandard.frame_content_size(packed) != size:
                raise self._damaged(f"block {number} claims another size than it has")
            unpacked = zstandard.ZstdDecompressor().decompress(packed, max_output_size=size)
            (count,) = struct.unpack_from("<I", unpacked)
            if count != self.span(number)[1]:
                raise self._damaged(f"block {number} holds {count} records")
            ends = struct.unpack_from(f"<{count}I", unpacked, 4)
        except (zstandard.ZstdError, struct.error) as error:
            raise self._damaged(f"block {number} can't be unpacked ({error})") from error
        base = 4 + 4 * count
        starts = (0, *ends[:-1])
        if any(start > end for start, end in zip(starts, ends, strict=True)) or base + ends[-1] != len(unpacked):
            raise self._damaged(f"the records of block {number} don't fit")
        return [unpacked[base + start : base + end] for start, end in zip(starts, ends, strict=True)]

    def verify(self) -> Iterator[str]:
        """Read every block and say what is wrong with each that isn't as it was written."""
        for number in range(self.blocks):
            try:
                for record in self.records(number):
                    decode(record)
            except (DamagedArchive, ValueError) as error:
                yield f"block {number}: {error}"

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()

    def _damaged(self, found: str) -> DamagedArchive:
        return DamagedArchive(f"{self.path} is damaged: {found}; make the index again with: morgue rebuild")
