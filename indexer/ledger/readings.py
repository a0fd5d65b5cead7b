"""What was read, word for word: each revision's record as compressed JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import msgspec
import zstandard

from indexer.article import Article, Change, Reading
from indexer.errors import DamagedArchive
from indexer.frozen import replace
from indexer.ledger.connection import Connection
from indexer.ledger.rows import Table

LARGEST = 1 << 30
"""Bytes that a record may have uncompressed; a damaged header must not ask for more memory than that."""


class Record(NamedTuple):
    """The record of the revision with the same `id`: zstd-compressed JSON of a `Reading`, without id and locator."""

    id: int
    content: bytes


TABLE: Table[Record] = Table("readings", Record)


class _Kept(msgspec.Struct, omit_defaults=True):
    """What of a reading is kept: the same page fetched again is the same record. What isn't there is left out: most
    readers tell no provenance, and their records must hash as they always did."""

    article: Article
    changes: tuple[Change, ...]
    provenance: Mapping[str, str] | None = None


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder(order="deterministic")


@cache
def _decoder() -> msgspec.json.Decoder[Reading]:
    return msgspec.json.Decoder(Reading)


@cache
def _compressor() -> zstandard.ZstdCompressor:
    # Level 6 makes news 3 % smaller, at nearly three times the cost.
    return zstandard.ZstdCompressor(level=3)


@cache
def _decompressor() -> zstandard.ZstdDecompressor:
    return zstandard.ZstdDecompressor()


def encode(reading: Reading) -> bytes:
    """The record as JSON, without what depends on its place and on when it was fetched. The same reading always gives
    the same bytes.

    Raises UnicodeEncodeError for half a surrogate pair, which readers replace."""
    kept = _Kept(replace(reading.article, id="", locator=""), reading.changes, reading.provenance or None)
    return _encoder().encode(kept)


def digest(record: bytes) -> bytes:
    """The hash that a revision has of its record."""
    return blake2b(record, digest_size=16).digest()


def decode(record: bytes) -> Reading:
    """What `encode` was given, without id and locator."""
    return _decoder().decode(record)


def keep(db: Connection, id: int, record: bytes) -> None:
    """Keep the record of revision `id`."""
    TABLE.insert(db, Record(id, _compressor().compress(record)))


def keep_all(db: Connection, records: Iterable[tuple[int, bytes]]) -> None:
    """Keep the records of these revisions."""
    compress = _compressor().compress
    TABLE.insert_all(db, (Record(id, compress(record)) for id, record in records))


def get(db: Connection, id: int) -> bytes:
    """The record of revision `id`. Raises DamagedArchive where it isn't what was written."""
    row = TABLE.one(db, "WHERE id = ?", (id,))
    if row is None:
        raise DamagedArchive(f"{db.path}: the text of revision {id} is gone; salvage the rest with: morgue rebuild")
    return _decompressor().decompress(row.content, max_output_size=LARGEST)
