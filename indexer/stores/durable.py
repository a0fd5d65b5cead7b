"""Writing so that a power cut finds either all of a file or none of it.

Everything here turns the system's refusals into `OutputError`, a failed fsync above all: after one, nobody knows what
is on the disk, so it is never tried again as if it could succeed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from indexer.errors import refused


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """OutputError for what the system refuses while `path` is written."""
    try:
        yield
    except OSError as error:
        raise refused(f"can't write {path}", error) from error


def sync(file: BinaryIO) -> None:
    """Make what was written to `file` durable."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable. Raises OutputError."""
    with refusals(folder):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole and durable, in the place of what was there. The caller syncs the folder.

    Raises OutputError; then what was at `path` before is still there.
    """
    temporary = path.with_name(path.name + ".tmp")
    with refusals(path):
        try:
            with open(temporary, "wb") as file:
                file.write(data)
                sync(file)
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise


def remove(path: Path) -> None:
    """Remove a file that nobody names any more; one that won't go stays for the next sweep."""
    with suppress(OSError):
        path.unlink()
