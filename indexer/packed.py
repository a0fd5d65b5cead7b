"""What is in an archive of files, tar or zip: its members as streams, none of them written to disk.

Damage raises `Unreadable` (`indexer.unpack`), a member that isn't to be read has a reason instead of bytes, and sizes
that an archive states are never trusted.
"""

from __future__ import annotations

import posixpath
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any, BinaryIO, NamedTuple

from indexer import parts
from indexer.unpack import Budget, Unreadable, said

MEMBERS = 1_000_000
"""Members of one archive."""

IN_MEMORY = 64 * 1024 * 1024
"""The largest zip file inside another archive: its directory stands at its end, so it is read into memory."""


def is_zip(head: bytes) -> bool:
    """Whether `head` is that of a zip file (of which Office documents and EPUB are also made)."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(head: bytes) -> bool:
    """Whether `head` is a tar header: by its magic, or by its checksum as the oldest ones have none."""
    if len(head) < 512:
        return False
    if head[257:262] == b"ustar":
        return True
    try:
        tar: Any = tarfile  # the two below are older than its list of what is public, and typeshed goes by that
        return bool(head[0]) and tar.nti(head[148:156]) in tar.calc_chksums(head[:512])
    except tarfile.HeaderError:
        return False


class Member(NamedTuple):
    """One file of an archive: its name as the archive has it, its bytes or the reason why there are none, how many
    packed bytes they come from, where the archive says so, and how to read its parts (see `parts`), if it has any."""

    name: str
    stream: IO[bytes] | None
    reason: str = ""
    packed: int | None = None
    beside: Callable[[str], bytes] | None = None


class _Stream(tarfile.TarFile):
    """A tar archive that is passed through once; `members` would keep what it has come past, a million perhaps."""

    members: list[tarfile.TarInfo]


def tar_members(stream: BinaryIO) -> Iterator[Member]:
    """The files of the tar archive in `stream`, in order; each is to be read before the next is asked for.

    Links and devices in it have a reason instead of bytes, folders are left out. Raises Unreadable where the archive
    is damaged.
    """
    count = 0
    try:
        with _Stream.open(fileobj=stream, mode="r|", encoding="utf-8", errors="surrogateescape") as archive:
            for info in archive:
                archive.members.clear()
                count += 1
                if count > MEMBERS:
                    raise Unreadable(f"more than {MEMBERS} members")
                if info.isreg():
                    yield Member(info.name, archive.extractfile(info))
                elif not info.isdir() and info.type not in _GNU_NOTES:
                    yield Member(info.name, None, _tar_kind(info))
    except (tarfile.TarError, EOFError, OSError, ValueError, OverflowError, RecursionError) as error:
        raise Unreadable(f"damaged or truncated tar archive after {count} members ({said(error)})") from None


_GNU_NOTES = (b"V", b"D")
"""What GNU tar notes down beside the members: the label of a volume, the names in a folder."""


def _tar_kind(info: tarfile.TarInfo) -> str:
    if info.issym() or info.islnk():
        return "a link"
    return "a named pipe" if info.isfifo() else "a device" if info.isdev() else f"no file (its type is {info.type!r})"


def leads_out(name: str) -> bool:
    """Whether a member's name is absolute or goes up, on any system: unpacked by it, the member could land anywhere.

    >>> [leads_out(name) for name in ("a/b.txt", "./a..b", "../up.txt", "a/../b", "/etc/a", "C:\\\\a.txt", "..\\\\a")]
    [False, False, True, True, True, True, True]
    """
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or re.match("[A-Za-z]:/", plain) is not None


_DOCUMENTS = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"}
"""Members that say that a zip file is a document or a program, not an archive of articles."""


_UNIX = 3
"""The system whose file types a zip file's directory gives, as the zip format numbers systems."""


def zip_members(stream: IO[bytes]) -> Iterator[Member] | None:
    """The files of the zip archive in `stream` (seekable), in the order of its directory. None: the zip is a document
    (.docx, .epub, .jar). Raises Unreadable where the archive is damaged."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError) as error:  # the last: a later version's
        raise Unreadable(f"damaged or truncated zip archive ({said(error)})") from None
    infos = archive.infolist()
    if any(info.filename in _DOCUMENTS for info in infos):
        return None
    if len(infos) > MEMBERS:
        raise Unreadable(f"more than {MEMBERS} members")
    return _zip_files(archive, infos)


def _zip_files(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[Member]:
    plain = {posixpath.normpath(info.filename): info.filename for info in infos}
    wholes = {info.filename: named for info in infos if (named := _zip_parts(archive, info, plain))}
    owned = {path for named in wholes.values() for path in named.values()}
    for info in infos:
        if info.is_dir() or (info.filename in owned and info.filename not in wholes):
            continue
        if info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16):
            yield Member(info.filename, None, "a link")
            continue
        if info.flag_bits & 1:
            yield Member(info.filename, None, "encrypted; unpack it with its password first")
            continue
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            # the standard library unpacks the others 4 KB at a time without a bound: gigabytes, if bzip2
            yield Member(info.filename, None, f"packed by method {info.compress_type}; unpack it by hand first")
            continue
        try:
            member = archive.open(info)
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError) as error:
            yield Member(info.filename, None, f"damaged or packed in an unknown way ({said(error)})")
            continue
        found = wholes.get(info.filename)
        with member:
            beside = partial(_zip_part, archive, found) if found else None
            yield Member(info.filename, member, packed=info.compress_size, beside=beside)


def _zip_parts(archive: zipfile.ZipFile, info: zipfile.ZipInfo, plain: dict[str, str]) -> dict[str, str]:
    """The members that a member has as its parts, by the names it has for them; `plain` has all members' names by their
    plainest form."""
    if not parts.may_name_parts(info.filename) or info.is_dir():
        return {}
    try:
        data = _zip_bytes(archive, info) if parts.names_parts(_zip_bytes(archive, info, head=True)) else b""
    except Unreadable:
        return {}  # reading it will say so
    folder = posixpath.dirname(info.filename)
    paths = {name: posixpath.normpath(posixpath.join(folder, name)) for name in parts.named(data)}
    return {name: plain.get(path, path) for name, path in paths.items() if plain.get(path) != info.filename}


def _zip_part(archive: zipfile.ZipFile, paths: dict[str, str], name: str) -> bytes:
    try:
        return _zip_bytes(archive, archive.getinfo(paths[name]))
    except KeyError:
        raise Unreadable("it isn't there") from None


def _zip_bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, head: bool = False) -> bytes:
    """A member that is read in one piece, or the first of it; within the limits, as all that unpacks."""
    if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable("encrypted, or packed in another way than zip files are")
    budget = Budget(info.compress_size)
    data = bytearray()
    try:
        with archive.open(info) as stream:
            if head:
                return stream.read(parts.HEAD)
            while more := stream.read(1 << 20):
                budget.spend(len(more))
                data += more
                if len(data) > parts.LARGEST:
                    raise Unreadable(f"over {parts.LARGEST >> 20} MB")
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError) as error:
        raise Unreadable(f"damaged or packed in an unknown way ({said(error)})") from None
    return bytes(data)
