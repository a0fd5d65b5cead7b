"""The life of a process that reads files (`workers` has them do it): what is in each, in frames (see `frames`).

It loads what recognises formats, and little else: reading begins while what texts are cleaned with is still being
loaded (`cleaning`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from indexer import frames, processes
from indexer.found import pages_apart
from indexer.sources import Part, SourceFile

END = processes.THERE
"""The frame that says that a process is there, and that a file is at its end."""


def task(file: SourceFile) -> bytes:
    """What a process is told about a file."""
    about = (file.path, file.root, file.locator, file.size, file.mtime_ns, file.parts, file.is_part)
    return msgspec.msgpack.encode(about)


def _file(task: bytes) -> SourceFile:
    *about, parts, is_part = msgspec.msgpack.decode(task)
    return replace(SourceFile(*about), parts=tuple(Part(*part) for part in parts), is_part=is_part)


def _answered(task: bytes) -> Iterator[bytes]:
    yield from frames.packed(pages_apart(_file(task)))
    yield END


def warm() -> None:
    """Load what files are read with."""
    from indexer import readers

    assert readers.READERS


def serve() -> None:
    """Serve until the pipes close."""
    processes.serve(_answered)


if __name__ == "__main__":  # in a process of its own, which loads things when it needs them
    serve()
