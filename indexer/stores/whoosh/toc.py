"""The table of contents that other people's code opens with `whoosh.index.open_dir`. morgue itself never reads it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from indexer.stores import durable
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


def write(index: Path, generation: int, segments: Iterable[Segment]) -> None:
    """Write the table of contents of these segments, durably but for the folder. Raises OutputError."""
    from whoosh.codec.whoosh3 import W3Codec, W3Segment
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC

    listed = []
    for segment in segments:
        theirs = W3Segment(W3Codec(), INDEX_NAME, segment.documents, segment.entry.id, set(segment.dead) or None)
        theirs.compound = True
        theirs._fieldlengths = {field: sum(segment.numbers(length_column(of), "I")) for field, of in SCORED.items()}
        listed.append(theirs)
    path = index / name(generation)
    with durable.refusals(path):
        TOC(whoosh_schema(), listed, generation).write(FileStorage(str(index)), INDEX_NAME)
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
