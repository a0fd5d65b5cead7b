"""The bytes of postings: what Whoosh 2.7.4's W3 codec writes, read and written without pickle.

A posting list is the magic `W3Bl` and blocks. Whoosh pickles each block's facts and data; here the same pickles are
put together by hand in fixed shapes, so that Whoosh reads them as ever, and we read them with `struct`: no byte of an
archive reaches an unpickler.

| piece | shape (big-endian unless said) |
|---|---|
| block | i32 length of facts and data, negative in the last block; facts; data, zlib-packed if the facts say so |
| facts | 30 bytes: pickle of (count, last document, greatest weight, packed, shortest, longest length as bytes) |
| data | pickle of (documents as differences, frequencies, values) |
| differences | bytes if all are below 256, else a tuple of u16 or of i32 (little-endian, an opcode before each) |
| frequencies | None if all are 1, bytes if all are below 256, else a tuple of i32 |
| values | None without positions, else a tuple of bytes, one `positions` a document |
| positions | u32 count, then the pickle of a list of differences, each u16, or each i32 |
| term | flags (0), f32 sum of frequencies, u32 documents, u8 shortest and longest length, f32 greatest weight, u32
first and last document, i64 offset and i32 length of its posting list |
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import sub
from typing import NamedTuple

POSTINGS_MAGIC = b"W3Bl"
BLOCK_POSTINGS = 512
"""Postings in a block. Whoosh's own 128 packs worse and, read to the end as we read, is slower."""

_ZLIB_LEVEL = 3
_SMALLEST_PACKED = 64

_LENGTH = struct.Struct("!i")
_TERM = struct.Struct("!BfIBBfIIqi")
_FACTS = struct.Struct("<3sBiBiB8sBBBBBB2s")
_DOUBLE = struct.Struct("!d")
_U32 = struct.Struct("<I")
_COUNT = struct.Struct("!I")

MAX_UNPACKED = 256 * 1024 * 1024
"""No block unpacks to more: a hostile file can't fill the memory."""


class TermInfo(NamedTuple):
    """Where a term's postings are, and how many documents have it."""

    documents: int
    last: int
    offset: int
    length: int


class Block(NamedTuple):
    """Some postings of a term: documents, how often it stands in each, and where its values begin in `data`."""

    documents: list[int]
    frequencies: Sequence[int]
    data: bytes
    values_at: int


def encode_positions(positions: Sequence[int]) -> bytes:
    """The value of a posting: ascending positions."""
    if len(positions) == 1 and positions[0] < 65536:  # half of all postings
        return b"\0\0\0\1](" + _u16()[positions[0]] + b"e."
    steps = _differences(positions)
    if positions and positions[-1] < 65536:
        u16 = _u16()
        numbers = b"".join([u16[step] for step in steps])
    else:
        numbers = b"".join([b"J" + struct.pack("<i", step) for step in steps])
    return _COUNT.pack(len(positions)) + b"](" + numbers + b"e."


def decode_positions(value: bytes) -> list[int]:
    """The positions of a posting's value. Raises ValueError, struct.error for what `encode_positions` never wrote."""
    (count,) = _COUNT.unpack_from(value)
    if not count:
        return []
    shape, width = ("<xH", 3) if value[6:7] == b"M" else ("<xi", 5)
    if len(value) != 8 + width * count:
        raise ValueError("a list of positions of another length than it says")
    return list(accumulate(step for (step,) in struct.iter_unpack(shape, value[6:-2])))


def encode_block(
    documents: Sequence[int], frequencies: Sequence[int], values: Sequence[bytes] | None, *, lengths: tuple[int, int]
) -> bytes:
    """A block's facts and data. `documents` ascend; `lengths` are bounds for their fields' lengths, as Whoosh's bytes.

    Whoosh skips blocks by these bounds; they may be wider than the block.
    """
    pickled = (_pickled_documents(documents), _pickled_frequencies(frequencies), _pickled_values(values))
    data = b"".join([b"\x80\x03", *pickled, b"\x87."])
    packed = 0
    if len(data) >= _SMALLEST_PACKED:
        data = zlib.compress(data, _ZLIB_LEVEL)
        packed = _ZLIB_LEVEL
    count, last, weight = len(documents), documents[-1], _DOUBLE.pack(max(frequencies))
    facts = _FACTS.pack(
        b"\x80\x02(", 74, count, 74, last, 71, weight, 75, packed, 75, lengths[0], 75, lengths[1], b"t."
    )  # fmt: skip
    return facts + data


def decode_blocks(postings: bytes) -> Iterator[Block]:
    """The blocks of a posting list. Raises ValueError, IndexError, struct.error or zlib.error for what `encode_block`
    never wrote."""
    if postings[:4] != POSTINGS_MAGIC:
        raise ValueError("a posting list without its mark")
    at, last = 4, False
    while not last:
        (length,) = _LENGTH.unpack_from(postings, at)
        last = length < 0
        facts_at = at + 4
        at = facts_at + abs(length)
        if at > len(postings):
            raise ValueError("a block beyond its posting list")
        _, _, count, _, _, _, _, _, packed, *_ = _FACTS.unpack_from(postings, facts_at)
        data = postings[facts_at + _FACTS.size : at]
        yield _decode_data(_unpacked(data) if packed else data, count)


def decode_values(block: Block) -> list[bytes]:
    """The values of a block's postings, one a document."""
    data, at = block.data, block.values_at
    if data[at : at + 1] == b"N":
        return [b""] * len(block.documents)
    at += 1
    values = []
    for _ in block.documents:
        if data[at] == 67:
            size, at = data[at + 1], at + 2
        else:
            (size,), at = _U32.unpack_from(data, at + 1), at + 5
        values.append(data[at : at + size])
        at += size
    if at > len(data):
        raise ValueError("values beyond their block")
    return values


def frame_block(block: bytes, *, last: bool) -> bytes:
    """A block as it stands in the posting list."""
    return _LENGTH.pack(-len(block) if last else len(block)) + block


def encode_term(
    documents: int, total: int, *, first: int, last: int, most: int, lengths: tuple[int, int], where: tuple[int, int]
) -> bytes:
    """A term's entry: document count, sum of frequencies, first and last document, greatest frequency, bounds of the
    fields' lengths (as Whoosh's bytes), offset and length of its posting list."""
    return _TERM.pack(0, total, documents, lengths[0], lengths[1], most, first, last, *where)


def decode_term(entry: bytes) -> TermInfo:
    """The entry of a term. Raises struct.error, ValueError."""
    flags, _, documents, _, _, _, _, last, offset, length = _TERM.unpack(entry)
    if flags:
        raise ValueError("a term with its postings inside")
    return TermInfo(documents, last, offset, length)


@lru_cache(maxsize=1)
def _u16() -> list[bytes]:
    # Pickle's opcode BININT2 and its number, for every number: looking one up is what writing a posting costs.
    return [b"M" + struct.pack("<H", number) for number in range(65536)]


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    unpacked = unpacker.decompress(data, MAX_UNPACKED)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValueError("a block that is cut short or unpacks to too much")
    return unpacked


def _differences(numbers: Sequence[int]) -> list[int]:
    return [numbers[0], *map(sub, numbers[1:], numbers)] if numbers else []


def _pickled_documents(documents: Sequence[int]) -> bytes:
    steps = _differences(documents)
    greatest = max(steps)
    if greatest < 256:
        return b"B" + _U32.pack(len(steps)) + bytes(steps)
    if greatest < 65536:
        u16 = _u16()
        return b"(" + b"".join([u16[step] for step in steps]) + b"t"
    return b"(" + b"".join([b"J" + struct.pack("<i", step) for step in steps]) + b"t"


def _pickled_frequencies(frequencies: Sequence[int]) -> bytes:
    greatest = max(frequencies)
    if greatest == 1:
        return b"N"
    if greatest < 256:
        return b"B" + _U32.pack(len(frequencies)) + bytes(frequencies)
    return b"(" + b"".join([b"J" + struct.pack("<i", frequency) for frequency in frequencies]) + b"t"


def _pickled_values(values: Sequence[bytes] | None) -> bytes:
    if values is None:
        return b"N"
    pieces = [b"("]
    for value in values:
        size = len(value)
        pieces.append(b"C" + bytes((size,)) if size < 256 else b"B" + _U32.pack(size))
        pieces.append(value)
    pieces.append(b"t")
    return b"".join(pieces)


def _decode_data(data: bytes, count: int) -> Block:
    at = 2
    documents, at = _numbers(data, at, count)
    frequencies: Sequence[int]
    if data[at : at + 1] == b"N":
        frequencies, at = b"\1" * count, at + 1
    else:
        frequencies, at = _numbers(data, at, count)
    if not count or len(documents) != count or len(frequencies) != count:
        raise ValueError("a block of another length than it says")
    return Block(list(accumulate(documents)), frequencies, data, at)


def _numbers(data: bytes, at: int, count: int) -> tuple[Sequence[int], int]:
    mark = data[at : at + 1]
    if mark == b"B":
        (size,) = _U32.unpack_from(data, at + 1)
        return data[at + 5 : at + 5 + size], at + 5 + size
    if mark != b"(":
        raise ValueError("numbers in a shape that was never written")
    shape, width = ("<xH", 3) if data[at + 1 : at + 2] == b"M" else ("<xI", 5)
    end = at + 1 + width * count
    return [number for (number,) in struct.iter_unpack(shape, data[at + 1 : end])], end + 1
