"""A copy of an archive as it was published, which is an archive itself.

No lock is taken on the archive, and a run may go on meanwhile. The ledger is copied first, as one moment of it
(SQLite's own way; its files copied one by one would be torn); it holds the manifest of its generation, so it says which
files belong to it. Those are never written to, only removed after a later generation was published: then all begins
again.

What is in the copy's place already (an earlier backup, and nothing else: `note`) stays whole until the new one is: its
files are copied beside, checked byte by byte, and made durable; then the ledger takes its place and the manifest is
published, in the order of a run (`session`), and last come the settings, which make an archive of the folder. So a copy
that is cut short anywhere is the old one, or none yet, or one whose publication the next backup or run ends. Files that
are there already aren't copied again.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import time
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from indexer import note
from indexer.archive import MARKER, Archive, private_umask
from indexer.config import require_seconds
from indexer.errors import DamagedArchive, LockBusy, MorgueError, NoArchive, OutputError, UsageError, refused
from indexer.ledger import Ledger, runs
from indexer.ledger.connection import open_writing
from indexer.note import Note
from indexer.signals import uninterrupted
from indexer.stores import Store, durable, manifest, open_store
from indexer.stores.manifest import File

ATTEMPTS = 5
"""Times that a copy begins again because files of its generation were removed meanwhile; a run publishes every few
minutes at most, and at each attempt fewer files are new."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup came to: its `generation`, how many articles, how many files were `copied` (or linked), with how
    many bytes together with the ledger, and how many were `kept` from the backup before."""

    place: Path
    generation: int
    articles: int
    copied: int
    kept: int
    bytes: int
    seconds: float


def make(archive: Archive, place: Path, *, link: bool = False, lock_timeout: float | None = None) -> Backup:
    """Copy what is published in `archive` to the folder `place`, which is made, or is an earlier backup.

    `link`: the index's files are not copied but get a second name, where both lie on one file system; damage to one is
    damage to both. Raises UsageError for a place that holds something else, NoArchive where nothing is published,
    LockBusy while another backup is written there, DamagedArchive for an archive that isn't as it was written (the
    backup before stays), UnsupportedFormat, OutputError.
    """
    started = time.perf_counter()
    require_seconds(lock_timeout=lock_timeout)
    archive.require().require_ledger()
    archive.require_index()
    origin = _origin(archive)
    place = place.absolute()
    _require_apart(archive, place)
    settings = archive.config
    target = Archive(place)
    try:
        with ExitStack() as stack:
            stack.enter_context(private_umask(settings.access))
            note.require_ours(target)  # before there is so much as a lock in it
            if not place.exists():
                place.mkdir(parents=True)
                durable.sync_folder(place.parent)
            stack.enter_context(target.lock(settings.lock_timeout if lock_timeout is None else lock_timeout))
            note.require_ours(target)
            note.require_unchanged(target, origin)
            made = _copy(archive, target, origin=origin, link=link, started=started)
            target.prepare(settings.access)
            return made
    except OSError as error:
        raise refused(str(error.filename or place), error) from error


def _origin(archive: Archive) -> str | None:
    """When the archive's first run was, which tells it from others. Raises NoArchive where nothing was published."""
    if archive.has_ledger():
        with Ledger.open(archive.ledger) as ledger:
            if ledger.publication().generation:
                first = runs.TABLE.one(ledger.db, "ORDER BY id")
                return first and first.started
    raise NoArchive(f"nothing was published in {archive.root} yet; put articles in with: morgue index SOURCE...")


def _require_apart(archive: Archive, place: Path) -> None:
    own, other = os.path.realpath(archive.root), os.path.realpath(place)
    if os.path.commonpath((own, other)) in (own, other):
        raise UsageError(f"{place} and the archive lie in one another; name another folder")


def _copy(archive: Archive, target: Archive, *, origin: str | None, link: bool, started: float) -> Backup:
    noted = note.read(target).manifests
    if not (target.root / note.NAME).exists():
        note.write(target, Note(origin))
    if not target.index.is_dir():
        target.index.mkdir()
        durable.sync_folder(target.root)
    with closing(open_store(target.index)) as store:
        in_place = False
        try:
            taken = _take(archive, target, link=link)
            durable.sync_folder(target.index)
            _require_whole(archive, taken, store, target.index)
            digest = manifest.digest(taken.manifest)
            note.write(target, Note(origin, (*noted, digest)))
            settings = (archive.root / MARKER).read_bytes()
            with uninterrupted():
                in_place = True
                _take_place(taken.ledger, target)
                store.publish(taken.manifest)
                durable.write(target.root / MARKER, settings)
                durable.sync_folder(target.root)
            note.write(target, Note(origin, (digest,)))
        except BaseException:
            if not in_place:
                with suppress(MorgueError, OSError):  # whatever keeps it from going is in the way of the next one, too
                    _clear(target)
                    store.rollback()
            raise
    copied = [size for size in taken.sizes if size is not None]
    return Backup(
        place=target.root,
        generation=taken.generation,
        articles=taken.articles,
        copied=len(copied),
        kept=len(taken.sizes) - len(copied),
        bytes=sum(copied) + target.ledger.stat().st_size,
        seconds=time.perf_counter() - started,
    )


class _Taken(NamedTuple):
    """A copy of a ledger, what it says, and the bytes of each of its generation's files, None for one that was there
    already."""

    ledger: Path
    generation: int
    manifest: bytes
    articles: int
    sizes: tuple[int | None, ...]


def _take(archive: Archive, target: Archive, *, link: bool) -> _Taken:
    """Copy the ledger, and the files that it names, beside what is there."""
    for _ in range(ATTEMPTS):
        fresh = _clear(target)
        _require_room(archive, target)
        published = _published(archive)  # before the ledger, which is never behind
        with Ledger.open(archive.ledger) as ledger:
            ledger.db.copy_to(fresh)
        with Ledger.open(fresh) as ledger:
            noted, articles = ledger.publication(), ledger.status().articles
        if noted.generation < published:
            raise DamagedArchive(
                f"{archive.ledger} is of generation {noted.generation}, the index of {published}; restore the ledger "
                "from a backup, or make the index again from this one with: morgue rebuild"
            )
        named = manifest.parse(noted.manifest, f"the ledger of {archive.root}")
        try:
            sizes = tuple(_fetch(archive.index, target.index, file, link=link) for file in named.files())
            return _Taken(fresh, noted.generation, noted.manifest, articles, sizes)
        except FileNotFoundError:
            # Files go once a later generation is in the ledger, and not before.
            with Ledger.open(archive.ledger) as ledger:
                is_latest = ledger.publication().generation == noted.generation
            if is_latest:
                raise DamagedArchive(
                    f"{archive.root} lacks files of its index; make it again with: morgue rebuild"
                ) from None
    raise LockBusy(f"{archive.root} was published again and again meanwhile; try again when its run has ended")


def _published(archive: Archive) -> int:
    """The generation that is published; 0 in a first run, before there is one."""
    try:
        return manifest.load(archive.index).generation
    except NoArchive:
        return 0


def _clear(target: Archive) -> Path:
    """Where the new ledger is copied to, with nothing there of a copy that was cut short."""
    fresh = target.root / f"{target.ledger.name}.new"
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{fresh}{end}").unlink(missing_ok=True)
    return fresh


def _require_room(archive: Archive, target: Archive) -> None:
    """Raises OutputError before a disk is filled in vain."""
    needed = archive.ledger.stat().st_size
    with suppress(MorgueError):
        for file in manifest.load(archive.index).files():
            needed += 0 if (target.index / file.name).exists() else file.size
    free = shutil.disk_usage(target.root).free
    if needed > free:
        raise OutputError(f"{target.root} has room for {free:,} bytes, the backup takes {needed:,}; free some space")


def _fetch(source: Path, target: Path, file: File, *, link: bool) -> int | None:
    """A file of the index, durably; its bytes, or None where it was there. Its name is the digest of what is in it, and
    all is checked before it counts. Raises FileNotFoundError."""
    place = target / file.name
    with suppress(FileNotFoundError):
        if place.stat().st_size == file.size:
            return None
    temporary = target / f"{file.name}.tmp"
    temporary.unlink(missing_ok=True)
    if link:
        try:
            os.link(source / file.name, temporary)
        except FileNotFoundError:
            raise
        except OSError:  # another file system, or one without links
            _copy_bytes(source / file.name, temporary)
    else:
        _copy_bytes(source / file.name, temporary)
    os.replace(temporary, place)
    return file.size


def _copy_bytes(source: Path, target: Path) -> None:
    with open(source, "rb") as read, open(target, "wb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
        durable.sync(written)


def _require_whole(archive: Archive, taken: _Taken, store: Store, index: Path) -> None:
    """Read every byte of the copy; a file of the backup before that isn't any more what it was is copied again. Raises
    DamagedArchive."""
    with Ledger.open(taken.ledger) as ledger:
        for damage in ledger.damage():
            raise DamagedArchive(f"the copy of {archive.ledger} is not whole: {damage.found}; see morgue verify")
    if store.holds(taken.manifest):
        return
    for file in manifest.parse(taken.manifest).files():
        if not filecmp.cmp(archive.index / file.name, index / file.name, shallow=False):
            _copy_bytes(archive.index / file.name, index / f"{file.name}.tmp")
            os.replace(index / f"{file.name}.tmp", index / file.name)
    durable.sync_folder(index)
    if not store.holds(taken.manifest):
        raise DamagedArchive(f"the copy of {archive.index} is not whole; see morgue verify, and morgue rebuild")


def _take_place(fresh: Path, target: Archive) -> None:
    """Put the new ledger into the old one's place. A log of the old one would be replayed over the new one."""
    if target.has_ledger():
        with suppress(DamagedArchive):
            old = open_writing(target.ledger)
            try:
                old.empty_log()
            finally:
                old.close()
    for end in ("-wal", "-shm"):
        Path(f"{target.ledger}{end}").unlink(missing_ok=True)
        Path(f"{fresh}{end}").unlink(missing_ok=True)
    durable.sync_folder(target.root)
    os.replace(fresh, target.ledger)
    durable.sync_folder(target.root)
