"""The life of a process that reads files (`workers` has them do it): what is in each, in frames (see `frames`).

It loads what recognises formats, and little else: reading begins while what texts are cleaned with is still being
loaded (`cleaning`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import IO

import msgspec

from indexer import frames
from indexer.collecting import rarely
from indexer.found import pages_apart
from indexer.processes import receive, send, serving
from indexer.sources import Part, SourceFile

END = b""
"""The frame that says that a process is there, and that a file is at its end."""


def task(file: SourceFile) -> bytes:
    """What a process is told about a file."""
    about = (file.path, file.root, file.locator, file.size, file.mtime_ns, file.parts, file.is_part)
    return msgspec.msgpack.encode(about)


def _file(task: bytes) -> SourceFile:
    *about, parts, is_part = msgspec.msgpack.decode(task)
    return replace(SourceFile(*about), parts=tuple(Part(*part) for part in parts), is_part=is_part)


def _serve(tasks: IO[bytes], answers: IO[bytes]) -> None:
    # First it says that it is there, so that no file is blamed otherwise.
    send(answers, END)
    while (task := receive(tasks)) is not None:
        for frame in frames.packed(pages_apart(_file(task))):
            send(answers, frame)
        send(answers, END)


def warm() -> None:
    """Load what files are read with."""
    from indexer import readers

    assert readers.READERS


def serve() -> None:
    """Serve until the pipes close."""
    with rarely(), serving() as (tasks, answers):
        _serve(tasks, answers)


def main() -> None:
    """The same in a process of its own, which loads things when it needs them."""
    serve()


if __name__ == "__main__":
    main()
