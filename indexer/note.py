"""`backup.json`: by which a folder is known for a backup, and for nothing else.

    {"format_version": 1, "origin": "2026-03-01T06:00:00+00:00", "manifests": ["0123456789abcdef..."]}

`origin` is when the first run of the archive was that it is of, null before that is known; `manifests` are the digests
of the manifests that a backup put there. One that isn't among them is somebody's who has worked in the backup since.
The note is written under the target's lock, and before anything else: a folder that is refused stays as it is.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from indexer.archive import Archive
from indexer.errors import MorgueError, NoArchive, UsageError
from indexer.stores import durable, manifest

NAME = "backup.json"

_BEGINNING = frozenset(("lock", f"{NAME}.tmp"))
"""What a first backup leaves that was cut short before its note was there."""


class Note(NamedTuple):
    """What is noted: the archive's `origin`, and the `manifests` that a backup put there."""

    origin: str | None = None
    manifests: tuple[str, ...] = ()


def read(target: Archive) -> Note:
    """The note in a folder; an empty one for a folder without. Raises UsageError for a file of that name that no backup
    has written."""
    try:
        told = json.loads((target.root / NAME).read_bytes())
    except FileNotFoundError:
        return Note()
    except (ValueError, RecursionError, IsADirectoryError):
        raise _foreign(target) from None
    match told:
        case {"format_version": 1, "origin": str() | None as origin, "manifests": [*manifests]}:
            if all(isinstance(one, str) for one in manifests):
                return Note(origin, tuple(manifests))
    raise _foreign(target)


def write(target: Archive, note: Note) -> None:
    """Put the note there, durably. Raises OutputError."""
    told = {"format_version": 1, **note._asdict()}
    durable.write(target.root / NAME, json.dumps(told).encode() + b"\n")
    durable.sync_folder(target.root)


def is_backup(archive: Archive) -> bool:
    """Whether an archive is what a backup put there, and not one that was made of it since."""
    try:
        return _published(archive) in read(archive).manifests
    except MorgueError:
        return False


def require_ours(target: Archive) -> None:
    """Raises UsageError for a folder with something else in it. A backup's beginning, cut short, is ours."""
    if not target.root.exists():
        return
    if not target.root.is_dir():
        raise UsageError(f"{target.root} is not a folder; name one")
    names = {path.name for path in target.root.iterdir()}
    if NAME not in names and not names <= _BEGINNING:
        raise UsageError(f"{target.root} is not empty and not a backup; name a new folder, or an earlier backup")
    read(target)


def require_unchanged(target: Archive, origin: str | None) -> None:
    """Raises UsageError for a backup of an archive of another `origin`, and for one that somebody has worked in: what
    is in it would be lost. Only under its lock: another backup may publish meanwhile."""
    noted, found = read(target), _published(target)
    if noted.origin not in (None, origin):
        raise UsageError(f"{target.root} is a backup of another archive; name a new folder")
    if found is not None and found not in noted.manifests:
        raise UsageError(f"{target.root} was written to since it was a backup, and is an archive; name a new folder")


def _published(target: Archive) -> str | None:
    """The digest of the manifest that is published there, whatever is in it; None for none."""
    try:
        return manifest.digest(manifest.read(target.index))
    except NoArchive:
        return None


def _foreign(target: Archive) -> UsageError:
    return UsageError(f"{target.root / NAME} is not what a backup writes; name a new folder")
