"""Looking into bytes of which nobody says what they are: text, packed text, and the free pages of a database."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from mmap import mmap

import zstandard

Data = bytes | mmap
"""What is looked into: in memory, or mapped."""

SHORTEST_TEXT = 20
"""Bytes of text in a row that are looked at: six words seldom have fewer. Of random bytes so many are text once in
10**8."""

MOST = 256 * 1024 * 1024
"""Bytes that anything may unpack to; what is longer is looked at so far."""

_AT_ONCE, _OVERLAP, _PIECE = 1 << 20, 4_096, 4_096

_TEXT = re.compile(
    rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){%d,}+"
    % SHORTEST_TEXT
)
_ESCAPE = re.compile(r'\\(?:[bfnrt"/\\]|u([0-9a-fA-F]{4}))')
_FRAME = re.compile(rb"\x28\xb5\x2f\xfd")


def printed(data: Data) -> Iterator[tuple[int, str]]:
    """The runs of UTF-8 text in `data`, where they begin, and long ones in pieces that overlap; JSON's escapes are what
    they stand for."""
    for match in _TEXT.finditer(data):
        start, end = match.span()
        for at in range(start, end, _AT_ONCE):
            text = data[at : min(at + _AT_ONCE + _OVERLAP, end)].decode("utf-8", "replace")
            yield at, _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else " "


def strings(data: bytes) -> Iterator[str]:
    """The strings in a JSON text."""
    waiting = [json.loads(data)]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            waiting += [*item, *item.values()]


def frames(data: Data, dictionaries: Mapping[int, bytes]) -> Iterator[tuple[int, bytes]]:
    """What the zstd frames in `data` hold, as far as they can be unpacked, with where they begin; these `dictionaries`
    are there, by their number. What stands across pages of a database can't be, and is read through its rows."""
    unpackers: dict[int, zstandard.ZstdDecompressor] = {}
    for match in _FRAME.finditer(data):
        at = match.start()
        try:
            number = zstandard.get_frame_parameters(data[at : at + 18]).dict_id
            if number and number not in dictionaries:
                continue
            if number not in unpackers:
                shared = zstandard.ZstdCompressionDict(dictionaries[number]) if number else None
                unpackers[number] = zstandard.ZstdDecompressor(dict_data=shared)
            content = _unpacked(unpackers[number], data, at)
        except zstandard.ZstdError:
            continue
        if content:
            yield at, content


def _unpacked(unpacker: zstandard.ZstdDecompressor, data: Data, at: int) -> bytes:
    """The frame that begins at this byte, fed piece by piece: where it ends, nobody knows."""
    frame, found, size = unpacker.decompressobj(), [], 0
    for start in range(at, len(data), _PIECE):
        found.append(frame.decompress(data[start : start + _PIECE]))
        size += len(found[-1])
        if frame.eof or size > MOST:
            break
    return b"".join(found)


def unpacked_file(data: Data) -> Iterator[bytes]:
    """What a file that is gzip, bzip2 or xz as a whole holds."""
    for magic, unpack in ((b"\x1f\x8b", gzip.decompress), (b"BZh", bz2.decompress), (b"\xfd7zXZ", lzma.decompress)):
        if data[: len(magic)] == magic:
            try:
                yield unpack(data[:])[:MOST]
            except (OSError, EOFError, ValueError, lzma.LZMAError, zlib.error):
                return


def free_pages(data: Data) -> Iterator[str]:
    """What is wrong with the free pages of a SQLite file: each has to be zeros, or else holds what was deleted."""
    size = struct.unpack_from(">H", data, 16)[0]
    size = 65_536 if size == 1 else size
    trunk, seen = struct.unpack_from(">I", data, 32)[0], set()
    while trunk and trunk not in seen and trunk * size <= len(data):
        seen.add(trunk)
        start = (trunk - 1) * size
        following, count = struct.unpack_from(">II", data, start)
        for number in struct.unpack_from(f">{min(count, size // 4 - 2)}I", data, start + 8):
            page = data[(number - 1) * size : number * size]
            if page.strip(b"\0"):
                yield f"page {number} is free and not empty, and may hold anything; clear it with: morgue forget"
        trunk = following
