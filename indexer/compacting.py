"""What an archive consists of, and when it is worth being put together.

Runs put segments together as they grow (`stores.whoosh.merge`), so that a search never meets more than a handful, and
keep what is deleted in a segment until it is a quarter. `Session.compact` has the store put together what they leave,
and the ledger written anew, for an archive that is to be kept, copied or searched much. Here is what such an archive is
measured by, before and after.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from indexer.archive import Archive
from indexer.errors import NoArchive
from indexer.stores import manifest

FREE = 0.1
"""The part of the ledger's pages that may be free before compacting writes it anew. `doctor` advises to compact where
that, or a larger part of an index's documents than this that are deleted, would give room back."""


class Shape(NamedTuple):
    """What an archive consists of: its index's `segments`, the documents in them that are `dead`, and how many bytes
    index and ledger have."""

    segments: int
    dead: int
    index_bytes: int
    ledger_bytes: int


@dataclass(frozen=True, slots=True)
class Compacted:
    """What compacting came to: the archive `before` and `after`, whether a new `generation` was `published`, and how
    long it took."""

    before: Shape
    after: Shape
    generation: int
    published: bool
    seconds: float


def shape(archive: Archive) -> Shape:
    """An archive's shape: nothing where nothing was published. Raises DamagedArchive, UnsupportedFormat."""
    ledger = 0
    for end in ("", "-wal"):
        with suppress(FileNotFoundError):
            ledger += os.stat(f"{archive.ledger}{end}").st_size
    try:
        published = manifest.load(archive.index)
    except NoArchive:
        return Shape(0, 0, 0, ledger)
    size = sum(file.size for file in published.files())
    return Shape(len(published.segments), published.documents - published.articles, size, ledger)
