"""The table of contents that other people's code opens with `whoosh.index.open_dir`. morgue itself never reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from indexer.stores import durable
from indexer.stores.blocks import digest
from indexer.stores.manifest import Manifest
from indexer.stores.whoosh.schema import INDEX_NAME, length_column, whoosh_schema
from indexer.stores.whoosh.segment import Segment
from indexer.stores.whoosh.writing import SCORED

PATTERN = re.compile(rf"_{INDEX_NAME}_\d+\.toc.*")
"""A table of contents, or what is left of one that was being written."""


def name(generation: int) -> str:
    """The file name of a generation's table of contents.

    >>> name(7)
    '_MAIN_7.toc'
    """
    return f"_{INDEX_NAME}_{generation}.toc"


def render(generation: int, segments: Iterable[Segment]) -> bytes:
    """The table of contents of these segments. Another release of Python or Whoosh may render it otherwise."""
    from whoosh.codec.whoosh3 import W3Codec, W3Segment
    from whoosh.filedb.filestore import RamStorage
    from whoosh.index import TOC

    listed = []
    for segment in segments:
        theirs = W3Segment(W3Codec(), INDEX_NAME, segment.documents, segment.entry.id, set(segment.dead) or None)
        theirs.compound = True
        theirs._fieldlengths = {field: sum(segment.numbers(length_column(of), "I")) for field, of in SCORED.items()}
        listed.append(theirs)
    storage = RamStorage()
    TOC(whoosh_schema(), listed, generation).write(storage, INDEX_NAME)
    return bytes(storage.files[name(generation)])


def write(index: Path, generation: int, segments: Iterable[Segment]) -> str:
    """Write the table of contents of these segments, durably but for the folder, and return its digest. Raises
    OutputError."""
    data = render(generation, segments)
    durable.write(index / name(generation), data)
    return digest(data)


def wrong(index: Path, published: Manifest, segments: Iterable[Segment] | None) -> str | None:
    """What is wrong with the table of contents of a generation, whose segments these are; None if nothing.

    It is whole if its digest is the manifest's, or if it is what would be written now: mended by another release than
    the one that published, it need not be the same bytes. Without segments, only the digest counts. Raises
    DamagedArchive.
    """
    try:
        data = (index / name(published.generation)).read_bytes()
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"can't be read ({error.strerror})"
    if digest(data) == published.toc or (segments is not None and data == render(published.generation, segments)):
        return None
    return "is damaged: it isn't the table of contents of this generation; the next run writes it again"
