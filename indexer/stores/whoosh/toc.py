"""The table of contents that other people's code opens with `whoosh.index.open_dir`. morgue itself never reads it."""

from __future__ import annotations

import re
from pathlib import Path

from indexer.stores import durable
from indexer.stores.manifest import Manifest, digest
from indexer.stores.whoosh.schema import INDEX_NAME

PATTERN = re.compile(rf"_{INDEX_NAME}_\d+\.toc.*")
"""A table of contents, or what is left of one that was being written."""


def name(generation: int) -> str:
    """The file name of a generation's table of contents.

    >>> name(7)
    '_MAIN_7.toc'
    """
    return f"_{INDEX_NAME}_{generation}.toc"


def render(published: Manifest) -> bytes:
    """The table of contents of a generation. Another release of Python or Whoosh may render it otherwise."""
    from whoosh.filedb.filestore import RamStorage
    from whoosh.index import TOC

    from indexer.stores.whoosh import codec

    storage = RamStorage()
    segments = [codec.MorgueSegment(entry) for entry in published.segments]
    TOC(codec.schema(), segments, published.generation).write(storage, INDEX_NAME)
    return bytes(storage.files[name(published.generation)])


def write(index: Path, published: Manifest) -> str:
    """Write the table of contents of a generation, durably but for the folder, and return its digest. Raises
    OutputError."""
    data = render(published)
    durable.write(index / name(published.generation), data)
    return digest(data)


def wrong(index: Path, published: Manifest) -> str | None:
    """What is wrong with the table of contents of a generation; None if nothing.

    It is whole if its digest is the manifest's, or if it is what would be written now: mended by another release than
    the one that published, it need not be the same bytes.
    """
    try:
        data = (index / name(published.generation)).read_bytes()
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"can't be read ({error.strerror})"
    if digest(data) == published.toc or data == render(published):
        return None
    return "is damaged: it isn't the table of contents of this generation; the next run writes it again"
