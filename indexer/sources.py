"""Where bytes come from: files, folders, compressed files and archives, standard input.

Two steps, so that a run can tell that a file hasn't changed without unpacking it. `files` walks what the user named and
gives one `SourceFile` per file on disk, sorted by name; its `sources()` gives what is inside: the file itself, or the
members of the archive that it is, each a `Source` with a locator, the first bytes and a way to open it.

A locator is the path relative to the SOURCE given (the name alone where that is a file), `!member` inside an archive.
Bytes of a name that are not UTF-8 are written `\\xff`.

What is not followed, opened or read: links out of the folder, links in a circle, named pipes, sockets, devices (opening
one can block for ever, or do something), and in an archive every link, device and member whose name leads out of it;
hidden files and folders, and morgue's own archives, are not looked at. A file that can't be read is a `Skipped`, and
the walk goes on. Compression and archives may be nested two deep, where a compressed tar file is one.
"""

from __future__ import annotations

import io
import os
import re
import stat
import sys
import tempfile
import weakref
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple

from indexer import packed, parts, unpack
from indexer.archive import MARKER
from indexer.article import Skipped
from indexer.errors import UsageError, refused
from indexer.spool import refusals
from indexer.unpack import Budget, Unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 4096
"""Bytes of a source that a reader may look at before it decides."""

DEPTH = 2
"""How deep archives and compressed files may be nested."""

_SPOOL = 16 * 1024 * 1024
"""Standard input above this goes to an unnamed temporary file, for it is read twice: for its hash, for its articles."""

StrPath = str | os.PathLike[str]


@dataclass(slots=True)
class Source:
    """A thing to read. `locator` names it in the archive, `name` is what its extension is taken from, `head` its first
    HEAD bytes, unpacked. `open()` gives all its bytes; a member of an archive can be read once, in its turn.

    `beside` gives the bytes of one of its parts (see `indexer.parts`) by its name, and raises Unreadable; None: none of
    them can be reached from here. Those that are files of their own are its `parts`."""

    locator: str
    name: str
    head: bytes
    stream: BinaryIO
    beside: Callable[[str], bytes] | None = None
    parts: tuple[Part, ...] = ()
    resume: Callable[[], bool] | None = None
    """After damage in compressed bytes: go on at the next place where decompression can begin, if there is one."""

    def open(self) -> BinaryIO:
        """The bytes, from the first. Reading raises Unreadable where they end early."""
        return self.stream

    @property
    def extension(self) -> str:
        """The name's extension in lower case with its dot; "" when there is none that looks like one."""
        match = re.search(r"(?<=.)\.([a-z][a-z0-9]{0,7})$", self.name.rsplit("/", 1)[-1].lower())
        return match[0] if match else ""

    @classmethod
    def of(cls, locator: str, data: bytes) -> Source:
        """A source out of bytes in memory."""
        return cls(locator, locator, data[:HEAD], io.BytesIO(data))


class Part(NamedTuple):
    """A file that belongs to another: its name there, and its path; b"" where there is none."""

    name: str
    path: bytes


@dataclass(frozen=True, slots=True, weakref_slot=True)
class SourceFile:
    """A regular file on disk, or standard input. `root` is the SOURCE that it was found under and `path` its own path,
    both absolute bytes (names need not be UTF-8); `size` and `mtime_ns` are those that the walk saw. `parts` are files
    that are read with it; `is_part`: this is one of those, and nothing by itself."""

    path: bytes
    root: bytes
    locator: str
    size: int
    mtime_ns: int
    spool: IO[bytes] | None = field(default=None, repr=False, compare=False)
    parts: tuple[Part, ...] = ()
    is_part: bool = False

    def digest(self) -> str:
        """BLAKE2b-128 of the bytes as stored, in hex, with those of its parts; another one for the same bytes when they
        are a part. Raises Unreadable when they can't be read."""
        hash_ = blake2b(digest_size=16, person=b"part" if self.is_part else b"")
        with self._opened() as stream:
            while data := unpack.read_some(stream, 1 << 20):
                hash_.update(data)
        for part in self.parts:
            hash_.update(b"\0" + part.name.encode("utf-8", "surrogateescape") + b"\0")
            try:
                hash_.update(blake2b(read_part(part), digest_size=16).digest())
            except Unreadable as fault:
                hash_.update(fault.reason.encode())
        return hash_.hexdigest()

    def beside(self, name: str) -> bytes:
        """The bytes of the part with this name. Raises Unreadable."""
        return read_part(next((part for part in self.parts if part.name == name), Part(name, b"")))

    def sources(self) -> Iterator[Source | Skipped]:
        """The file itself, or what it holds; each to be read before the next is asked for."""
        try:
            with self._opened() as stream:
                yield from _unfold(
                    self.locator,
                    os.path.basename(self.locator),
                    stream,
                    depth=0,
                    budget=Budget(self.size),
                    beside=self.beside if self.parts else None,
                    owned=self.parts,
                )
                self._same(stream)
        except Unreadable as fault:
            if not fault.told:
                yield Skipped(self.locator, fault.reason)

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        if self.spool is not None:
            self.spool.seek(0)
            yield io.BufferedReader(_Unclosed(self.spool))
            return
        try:
            # without O_NONBLOCK, opening a pipe that took the file's place would wait for a writer
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | getattr(os, "O_NOCTTY", 0))
        except OSError as error:
            raise Unreadable(_why(error)) from None
        with open(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unreadable("no longer a regular file")
            self._same(stream)
            yield stream

    def _same(self, stream: BinaryIO) -> None:
        if self.spool is None:
            now = os.fstat(stream.fileno())
            if (now.st_size, now.st_mtime_ns) != (self.size, self.mtime_ns):
                raise Unreadable("changed while it was being read; the next run reads it again")


def require(arguments: Sequence[StrPath | bytes]) -> None:
    """Raises UsageError for a SOURCE that isn't there, or is no path, before anything is read."""
    if not arguments:
        raise UsageError("no SOURCE; name a file or a folder, or - for standard input")
    for argument in arguments:
        if argument != "-":
            try:
                name = os.fsdecode(argument)
            except TypeError:
                raise UsageError(f"a SOURCE is named by a path, not by {argument!r}") from None
            _require(name)
            if os.path.isfile(os.path.join(name, MARKER)):
                raise UsageError(f"{name} is an archive of morgue's own; name what it was made from")
    if sum(argument == "-" for argument in arguments) > 1:
        raise UsageError("standard input (-) is named twice; it can be read once")


def _require(name: str) -> None:
    try:
        os.stat(name)
    except PermissionError as error:
        raise UsageError(f"{name}: {error.strerror}; ask its owner for access") from None
    except (OSError, ValueError):  # ValueError: a NUL in its name
        if "://" in name and not os.path.lexists(name):
            raise UsageError(f"{name}: nothing is fetched from the net; try: curl -s URL | morgue index -") from None
        raise UsageError(f"{name or repr('')}: no such file or folder; check the spelling") from None


def files(arguments: Sequence[StrPath], *, stdin: BinaryIO | None = None) -> Iterator[SourceFile | Skipped]:
    """Every file under the SOURCEs `arguments`, in their order, folders sorted by name, each real file once."""
    seen: set[bytes] = set()
    for argument in arguments:
        if argument == "-":
            yield _standard_input(stdin or sys.stdin.buffer)
            continue
        root = os.path.abspath(os.fsencode(argument))
        try:
            status = os.stat(root)
        except OSError as error:
            yield Skipped(_printable(os.path.basename(root) or root), _why(error))
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(root, seen)
        else:
            owned = _parts_of(root, os.path.realpath(os.path.dirname(root)))
            yield from _file(root, root, _printable(os.path.basename(root)), status, seen, owned)


def _standard_input(stream: BinaryIO) -> SourceFile:
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - lives as long as the SourceFile
    try:
        while data := _read_on(stream):
            with refusals():
                spool.write(data)
    except BaseException:
        with suppress(OSError):  # what isn't written yet nobody will read
            spool.close()
        raise
    file = SourceFile(path=b"-", root=b"-", locator="-", size=spool.tell(), mtime_ns=0, spool=spool)
    weakref.finalize(file, spool.close)
    return file


def _read_on(stream: BinaryIO) -> bytes:
    try:
        return stream.read(1 << 20)
    except OSError as error:
        raise refused("can't read standard input", error) from error


def _file(
    path: bytes,
    root: bytes,
    locator: str,
    status: os.stat_result,
    seen: set[bytes],
    owned: tuple[Part, ...] = (),
    *,
    is_part: bool = False,
) -> Iterator[SourceFile | Skipped]:
    if not stat.S_ISREG(status.st_mode):
        yield Skipped(locator, f"{_kind(status.st_mode)}, not a file; use - for standard input")
        return
    real = os.path.realpath(path)
    if real not in seen:
        seen.add(real)
        yield SourceFile(
            path, root, locator, status.st_size, status.st_mtime_ns, parts=owned, is_part=is_part and not owned
        )


def _parts_of(path: bytes, within: bytes) -> tuple[Part, ...]:
    """The parts of the file at `path`; those that lie outside of `within`, or aren't there, have no path."""
    if not parts.may_name_parts(os.fsdecode(os.path.basename(path))):
        return ()
    try:
        data = _read_whole(path) if parts.names_parts(_read_whole(path, head=True)) else b""
    except Unreadable:
        return ()  # reading it will say so
    found = []
    for name in parts.named(data):
        part = os.path.join(os.path.dirname(path), os.fsencode(name))
        there = part != path and os.path.isfile(part) and _within(os.path.realpath(part), within)
        found.append(Part(name, part if there else b""))
    return tuple(found)


def read_part(part: Part) -> bytes:
    """Its bytes. Raises Unreadable."""
    if not part.path:
        raise Unreadable("it isn't there")
    return _read_whole(part.path)


def _read_whole(path: bytes, *, head: bool = False) -> bytes:
    """The bytes of a file that is read in one piece, or the first of them. Raises Unreadable, also for what is no
    regular file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | getattr(os, "O_NOCTTY", 0))
        with open(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unreadable("not a regular file")
            data = stream.read(parts.HEAD if head else parts.LARGEST + 1)
    except OSError as error:
        raise Unreadable(_why(error)) from None
    if len(data) > parts.LARGEST:
        raise Unreadable(f"over {parts.LARGEST >> 20} MB")
    return data


def _walk(root: bytes, seen: set[bytes]) -> Iterator[SourceFile | Skipped]:
    """The folder `root`, depth first. Iterative: a folder nested a thousand deep is no reason to stop."""
    real_root = os.path.realpath(root)
    entered = {real_root}
    owned: dict[bytes, tuple[Part, ...]] = {}
    claimed: set[bytes] = set()
    pending = [root]  # in reverse: the next is the last
    while pending:
        path = pending.pop()
        locator = _printable(os.path.relpath(path, root))
        try:
            status = os.lstat(path)
            if stat.S_ISLNK(status.st_mode):
                if reason := _not_followed(path, real_root):
                    yield Skipped(locator, reason)
                    continue
                if _walked_anyway(path, real_root):
                    continue
                status = os.stat(path)
            if not stat.S_ISDIR(status.st_mode):
                is_part = bool(claimed) and os.path.realpath(path) in claimed
                yield from _file(path, root, locator, status, seen, owned.pop(path, ()), is_part=is_part)
                continue
            real = os.path.realpath(path)
            if path != root and real in entered:
                continue
            entered.add(real)
            with os.scandir(path) as entries:
                names = sorted((entry.name for entry in entries if not entry.name.startswith(b".")), reverse=True)
        except OSError as error:
            itself = f": the SOURCE {_printable(root)} itself" if path == root else ""
            yield Skipped(locator, f"{_why(error)}{itself}")
            continue
        if MARKER.encode() in names:
            continue  # an archive among the clippings, which each run would find changed by the one before
        for name in names:
            own = os.path.join(path, name)
            if found := _parts_of(own, real_root):
                owned[own] = found
                claimed.update(os.path.realpath(part.path) for part in found if part.path)
        pending += [os.path.join(path, name) for name in names]


def _not_followed(path: bytes, real_root: bytes) -> str | None:
    """Why the link at `path` is not followed, or None."""
    try:
        real = os.path.realpath(path, strict=True)
    except OSError as error:
        return "a link to something that isn't there" if isinstance(error, FileNotFoundError) else _why(error)
    if not _within(real, real_root):
        return "a link out of the folder; name its target as a SOURCE to read it"
    if _within(os.path.realpath(os.path.dirname(path)), real):
        return "a link to a folder that it lies in"
    return None


def _walked_anyway(path: bytes, real_root: bytes) -> bool:
    """Whether the link's target is met under its own name: not when a part of that is hidden."""
    relative = os.path.relpath(os.path.realpath(path), real_root)
    return not any(part.startswith(b".") for part in relative.split(b"/"))


def _within(path: bytes, folder: bytes) -> bool:
    return path == folder or path.startswith(folder.rstrip(b"/") + b"/")


def _unfold(
    locator: str,
    name: str,
    stream: BinaryIO,
    *,
    depth: int,
    budget: Budget,
    counted: bool = True,
    beside: Callable[[str], bytes] | None = None,
    owned: tuple[Part, ...] = (),
    resume: Callable[[], bool] | None = None,
) -> Iterator[Source | Skipped]:
    """`stream` as a source, or what it holds. Raises Unreadable where that is damaged. `counted`: its bytes need not be
    counted in the budget, for they are as they lie on disk or have been counted below. `resume`: see Source."""
    head, whole = unpack.peeked(stream, HEAD, budget=None if counted else budget)
    promised = unpack.promised(name)
    compression = unpack.compression_of(head)
    if compression or packed.is_zip(head) or packed.is_tar(head):
        if depth == DEPTH:
            raise Unreadable(f"nested more than {DEPTH} deep; unpack it first")
        if compression:
            yield from _inflated(locator, name, whole, compression, depth=depth, budget=budget)
        elif packed.is_tar(head):
            yield from _members(locator, packed.tar_members(whole), depth=depth, budget=budget)
        else:
            yield from _zip(locator, name, stream if depth == 0 else whole, head, depth=depth, budget=budget)
        return
    if promised:
        # a stream that fails at once has no head either, and says so itself
        raise Unreadable(f"named as {promised}, but it holds none" if head or unpack.read_some(whole, 1) else "empty")
    yield Source(locator, name, head, whole, beside=beside, parts=owned, resume=resume)


def _inflated(
    locator: str, name: str, stream: BinaryIO, compression: unpack.Compression, *, depth: int, budget: Budget
) -> Iterator[Source | Skipped]:
    inner = unpack.inner_name(name)
    raw = unpack.Inflated(stream, compression, budget)
    inflated = io.BufferedReader(raw, 1 << 17)
    # a tar file in it counts as the same layer
    head, whole = unpack.peeked(inflated, HEAD)
    if packed.is_tar(head):
        yield from _members(locator, packed.tar_members(whole), depth=depth, budget=budget)
    else:
        yield from _unfold(locator, inner, whole, depth=depth + 1, budget=budget, resume=raw.resume)


def _zip(
    locator: str, name: str, stream: BinaryIO, head: bytes, *, depth: int, budget: Budget
) -> Iterator[Source | Skipped]:
    if depth:
        data = b""
        while more := unpack.read_some(stream, 1 << 20):
            data += more
            if len(data) > packed.IN_MEMORY:
                raise Unreadable(f"a zip archive of over {packed.IN_MEMORY >> 20} MB inside another; unpack it first")
        stream = io.BytesIO(data)
    members = packed.zip_members(stream)
    if members is None:
        stream.seek(0)
        yield Source(locator, name, head, stream)
        return
    yield from _members(locator, members, depth=depth, budget=budget)


def _members(
    locator: str, members: Iterator[packed.Member], *, depth: int, budget: Budget
) -> Iterator[Source | Skipped]:
    """The members as sources. A member that can't be read is skipped; Unreadable says that the archive ends here."""
    times: Counter[str] = Counter()
    view: _Unclosed | None = None
    while True:
        try:
            member = next(members, None)
        except Unreadable as fault:
            # the same fault in another coat: it stands in the report under the member that it cut off
            fault.told |= view is not None and view.failed
            raise
        if member is None or budget.exhausted:  # the member that exhausted it stands in the report
            return
        name = member.name
        out = packed.leads_out(name)
        if not out and (any(_hidden(part) for part in name.split("/")) or "__MACOSX/" in name):
            continue
        inside = f"{locator}!{_printable(name.encode('utf-8', 'surrogateescape'))}"
        times[inside] += 1
        if times[inside] > 1:  # the same name again, as in a tar file that was appended to
            inside += f"~{times[inside]}"
        if out or member.stream is None:
            yield Skipped(inside, "its name leads out of the archive" if out else member.reason)
            continue
        own = budget if member.packed is None else Budget(member.packed, budget)
        with closing(member.stream):
            view = _Unclosed(member.stream)
            try:
                yield from _unfold(
                    inside,
                    name,
                    io.BufferedReader(view),
                    depth=depth + 1,
                    budget=own,
                    counted=False,
                    beside=member.beside,
                )
            except Unreadable as fault:
                if not fault.told:
                    fault.told = True
                    yield Skipped(inside, fault.reason)


def _hidden(part: str) -> bool:
    return part.startswith(".") and part != "."


class _Unclosed(io.RawIOBase):
    """A view of a stream that somebody else closes; `read` is all that the stream needs to have."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self.failed = False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer)
        try:
            data = unpack.read_some(self._stream, len(room))
        except Unreadable:
            self.failed = True
            raise
        room[: len(data)] = data
        return len(data)


def _printable(name: bytes) -> str:
    """`name` as text, no two names alike: a byte that is not UTF-8 as \\xff, a backslash that could be taken for the
    beginning of one as \\x5c.

    >>> print(_printable(b"caf\\xe9.txt"), _printable(b"caf\\\\xe9.txt"))
    caf\\xe9.txt caf\\x5cxe9.txt
    """
    text = name.decode("utf-8", "surrogateescape")
    text = re.sub(r"\\(?=x[0-9a-f]{2})", r"\\x5c", text)
    return re.sub("[\udc80-\udcff]", lambda match: f"\\x{ord(match[0]) - 0xDC00:02x}", text)


def _kind(mode: int) -> str:
    kinds = ((stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISCHR, "a device"))
    return next((name for test, name in kinds if test(mode)), "a device")


def _why(error: OSError) -> str:
    """What the operating system said, in a word or two."""
    if isinstance(error, FileNotFoundError):
        return "vanished before it was read"
    return (error.strerror or str(error)).lower()
