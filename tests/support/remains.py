"""Looks for words in every byte of a folder, with nothing of morgue's: zstandard, sqlite3 and struct alone.

What is found: in the bytes of each file, whatever their case; in every zstd frame, wherever in a file one begins, with
any dictionary that some segment has; in every cell of every table of a SQLite file, its packed ones unpacked.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import zstandard

FRAME = b"\x28\xb5\x2f\xfd"


def find(folder: Path, needles: Iterable[str]) -> list[tuple[str, str]]:
    """Which of the needles (lower case) stand in which file of the folder, and what kind of place that is."""
    wanted = [needle.encode() for needle in needles]
    found = set()
    shared = list(dictionaries(folder))
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        for kind, data in pieces(path, shared):
            if any(needle in data.lower() for needle in wanted):
                found.add((path.name if path.suffix not in (".seg", ".map", ".toc") else path.suffix, kind))
    return sorted(found)


def pieces(path: Path, shared: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """All that a file holds."""
    data = path.read_bytes()
    yield "bytes", data
    at = data.find(FRAME)
    while at >= 0:
        for dictionary in (None, *shared):
            known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
            try:
                yield "frame", zstandard.ZstdDecompressor(dict_data=known).decompressobj().decompress(data[at:])
                break
            except zstandard.ZstdError:
                continue
        at = data.find(FRAME, at + 1)
    if data.startswith(b"SQLite format 3"):
        yield from cells(path)
    for name, part in parts(data).items():
        if name.startswith("texts.dictionary"):
            yield "dictionary", part
        elif name.endswith(".text"):
            yield "terms", part


def dictionaries(folder: Path) -> Iterator[bytes]:
    """The dictionaries of all segments, each once."""
    seen = set()
    for path in folder.rglob("*.seg"):
        for name, part in parts(path.read_bytes()).items():
            if name.startswith("texts.dictionary") and part not in seen:
                seen.add(part)
                yield part


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a segment, by its own directory; none of any other file."""
    if not data.startswith(b"MORGUESG"):
        return {}
    at, length = struct.unpack_from("<QI", data, len(data) - struct.calcsize("<QIII8s"))
    return {name: data[a : a + size] for name, (a, size) in json.loads(data[at : at + length])["parts"].items()}


def cells(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every cell of a database."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in db.execute(f"SELECT * FROM {table}"):
                for cell in row:
                    if isinstance(cell, str):
                        yield "cell", cell.encode()
                    elif isinstance(cell, bytes):
                        yield "cell", cell
                        if cell.startswith(FRAME):
                            yield "record", zstandard.ZstdDecompressor().decompress(cell, max_output_size=1 << 28)
