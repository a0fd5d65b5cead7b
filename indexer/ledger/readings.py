"""What was read, word for word: each revision's record as compressed JSON."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import msgspec
import zstandard

from indexer.article import Reading
from indexer.errors import DamagedArchive
from indexer.ledger.connection import Connection
from indexer.ledger.rows import Table

LARGEST = 1 << 30
"""Bytes that a record may have uncompressed; a damaged header must not ask for more memory than that."""


class Record(NamedTuple):
    """The record of the revision with the same `id`: zstd-compressed JSON of a `Reading`, without id and locator."""

    id: int
    content: bytes


TABLE: Table[Record] = Table("readings", Record)


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder(order="deterministic")


@cache
def _decoder() -> msgspec.json.Decoder[Reading]:
    return msgspec.json.Decoder(Reading)


@cache
def _compressor() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=6)


@cache
def _decompressor() -> zstandard.ZstdDecompressor:
    return zstandard.ZstdDecompressor()


def encode(reading: Reading) -> bytes:
    """The record as JSON, without what depends on its place. The same reading always gives the same bytes.

    Raises UnicodeEncodeError for half a surrogate pair, which readers replace."""
    record: dict[str, object] = {
        "article": replace(reading.article, id="", locator=""),
        "changes": reading.changes,
    }
    if reading.provenance:
        # Left out when empty: most readers say nothing, and their records must hash as they always did.
        record["provenance"] = reading.provenance
    return _encoder().encode(record)


def digest(record: bytes) -> bytes:
    """The hash that a revision has of its record."""
    return blake2b(record, digest_size=16).digest()


def decode(record: bytes) -> Reading:
    """What `encode` was given, without id and locator."""
    return _decoder().decode(record)


def keep(db: Connection, id: int, record: bytes) -> None:
    """Keep the record of revision `id`."""
    TABLE.insert(db, Record(id, _compressor().compress(record)))


def get(db: Connection, id: int) -> bytes:
    """The record of revision `id`. Raises DamagedArchive where it isn't what was written."""
    row = TABLE.one(db, "WHERE id = ?", (id,))
    if row is None:
        raise DamagedArchive(f"{db.path}: the text of revision {id} is gone; salvage the rest with: morgue rebuild")
    return _decompressor().decompress(row.content, max_output_size=LARGEST)
