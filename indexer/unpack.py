"""Compressed bytes as streams: nothing is written to disk, and nothing unpacks without a bound.

A stream either gives bytes or raises `Unreadable` with a reason and an offset; what came before is still good. Sizes
that headers state are never trusted: bytes are counted as they come. The limits, per stream: more than `FREE` bytes
out of less than a `RATIO`th of them is a bomb (real text compresses 3 to 20 times, a file of zeros 1,000 to a million
times); and per file on disk the same for all that comes out of it at every depth, so that layers and members don't add
up.
"""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Any, BinaryIO, NamedTuple, Protocol

FREE = 100 * 1024 * 1024
"""Bytes that a stream may give before its ratio is looked at."""

RATIO = 200
"""How many bytes may come out of one, above FREE."""

_FEED = 1024
"""Bytes given to zstandard at a time. Its decompressor has no bound on output, and 1 KB makes at most 32 MB."""

_XZ_MEMORY = 256 * 1024 * 1024
"""What an .xz may ask for as its dictionary; xz -9 takes 64 MB."""


class Unreadable(Exception):
    """The bytes end, or stop making sense; `reason` says where. `told` is set once it stands in the report."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.told = False


class Budget:
    """What `size` packed bytes may unpack to; what is spent counts in the `parent`'s budget too."""

    def __init__(self, size: int, parent: Budget | None = None) -> None:
        self._size = size
        self._allowed = max(FREE, size * RATIO)
        self._spent = 0
        self._parent = parent

    def spend(self, count: int) -> None:
        """Count `count` unpacked bytes. Raises Unreadable when they are too many."""
        self._spent += count
        if self._spent > self._allowed:
            raise Unreadable(
                f"compressed bomb: over {self._allowed >> 20} MB out of {self._size} bytes; unpack it by hand"
            )
        if self._parent:
            self._parent.spend(count)

    @property
    def exhausted(self) -> bool:
        """Whether nothing more will come out."""
        return self._spent > self._allowed


class Decompressor(Protocol):
    """The standard library's decompressors (bz2, lzma), and what the others are made to look like."""

    def decompress(self, data: bytes, max_length: int) -> bytes: ...
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


class _Gzip:
    """zlib's object keeps the input that didn't fit; this one feeds it back, as bz2 and lzma do themselves."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=31)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data


class _Zstd:
    def __init__(self) -> None:
        import zstandard

        self._zstd = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
        self._input = b""
        self._at = 0
        self.eof = False
        self.unused_data = b""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        if data:
            self._input, self._at = self._input[self._at :] + data, 0
        out = self._zstd.decompress(self._input[self._at : self._at + _FEED])
        self._at += _FEED
        if self._zstd.eof:
            self.eof = True
            self.unused_data = self._zstd.unused_data + self._input[self._at :]
        return out

    @property
    def needs_input(self) -> bool:
        return self._at >= len(self._input)


def _bz2() -> Decompressor:
    import bz2

    return bz2.BZ2Decompressor()


def _xz() -> Decompressor:
    import lzma

    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)


class Compression(NamedTuple):
    """One way of compressing: the file extensions it goes by, its first bytes, and how to undo it."""

    name: str
    extensions: tuple[str, ...]
    magic: re.Pattern[bytes]
    start: Callable[[], Decompressor]


COMPRESSIONS: tuple[Compression, ...] = (
    Compression("gzip", (".gz", ".tgz"), re.compile(rb"\x1f\x8b\x08"), _Gzip),
    Compression("bzip2", (".bz2", ".tbz", ".tbz2"), re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), _bz2),
    Compression("xz", (".xz", ".txz"), re.compile(rb"\xfd7zXZ\x00"), _xz),
    Compression("zstd", (".zst", ".tzst"), re.compile(rb"\x28\xb5\x2f\xfd"), _Zstd),
)

_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff]", re.DOTALL)
"""A gzip member's header: method, flags that exist, any time, the levels and systems that RFC 1952 names."""

_MEMBER_SIZE = 10

_RECENT = 256 * 1024
"""Packed bytes in which the next member is looked for: rubbish can pass for four stored blocks of 64 KB."""

_TAR_SHORT = {".tgz", ".tbz", ".tbz2", ".txz", ".tzst"}


def compression_of(head: bytes) -> Compression | None:
    """The compression that `head` shows."""
    return next((c for c in COMPRESSIONS if c.magic.match(head)), None)


def promised(name: str) -> str | None:
    """What `name`'s extension says is inside: a compression's name, "zip", "tar" or None."""
    lower = name.lower()
    if lower.endswith(".zip"):
        return "zip"
    if lower.endswith(".tar"):
        return "tar"
    return next((c.name for c in COMPRESSIONS if lower.endswith(c.extensions)), None)


def inner_name(name: str) -> str:
    """The name of what a compressed file holds.

    >>> inner_name("news.jsonl.gz"), inner_name("2017.tgz"), inner_name("story")
    ('news.jsonl', '2017.tar', 'story')
    """
    lower = name.lower()
    for compression in COMPRESSIONS:
        for extension in compression.extensions:
            if lower.endswith(extension) and len(name) > len(extension):
                stem = name[: -len(extension)]
                return stem + ".tar" if extension in _TAR_SHORT else stem
    return name


class Inflated(io.RawIOBase):
    """The decompressed bytes of `raw`, all its frames one after another."""

    def __init__(self, raw: BinaryIO, compression: Compression, budget: Budget) -> None:
        super().__init__()
        self._raw = raw
        self._compression = compression
        self._budget = budget
        self._decompressor: Decompressor | None = compression.start()
        self._read = 0  # bytes taken from raw
        self._given = 0  # bytes handed on
        self._input = b""  # taken from raw, not yet decompressed
        self._output = b""  # decompressed, not yet handed on
        self._fault: Unreadable | None = None
        self._at_end: Unreadable | None = None
        self._recent = b""  # the last that was taken of this frame: damage shows some way behind its place
        self._damaged: bytes | None = None  # that, behind the frame's beginning, once there is damage

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._fault:
            raise self._fault
        try:
            return self._fill(memoryview(buffer))
        except Unreadable as fault:
            self._fault = fault
            raise

    def _fill(self, buffer: memoryview) -> int:
        while not self._output and self._decompressor is not None:
            self._output = self._more(max(len(buffer), 65536))
        taken = self._output[: len(buffer)]
        buffer[: len(taken)] = taken
        self._output = self._output[len(taken) :]
        if not taken and self._at_end:
            raise self._at_end
        return len(taken)

    def _more(self, wanted: int) -> bytes:
        decompressor = self._decompressor
        assert decompressor is not None
        if decompressor.needs_input and not self._input and not self._take():
            self._damaged = self._recent[1:]  # it may be cut, and what follows taken for its rest
            raise Unreadable(f"truncated: the {self._compression.name} data stops at byte {self._read}")
        data, self._input = self._input, b""
        try:
            out = decompressor.decompress(data, wanted)
        except (OSError, EOFError, ValueError, zlib.error, _lzma_error(), _zstd_error()) as error:
            self._damaged = self._recent[1:]
            raise Unreadable(f"damaged {self._compression.name} data before byte {self._read} ({error})") from None
        self._given += len(out)
        if self._given > FREE and self._given > self._read * RATIO:
            raise Unreadable(f"compressed bomb: {self._given >> 20} MB out of {self._read} bytes; unpack it by hand")
        self._budget.spend(len(out))
        if decompressor.eof:
            self._input = decompressor.unused_data
            self._next_frame()
        return out

    def _take(self) -> bool:
        data = read_some(self._raw, 65536)
        self._read += len(data)
        self._input += data
        self._recent = (self._recent + data)[-_RECENT:]
        return bool(data)

    def resume(self) -> bool:
        """After damage: go on at the next frame, which gzip shows by its header. False where there is none. What was
        lost in between is the reader's to know: only who can find its place again may ask for this."""
        if self._damaged is None or self._compression.name != "gzip":
            return False
        data, self._damaged = self._damaged, None
        while (header := _MEMBER.search(data)) is None:
            data = data[-_MEMBER_SIZE:]
            more = read_some(self._raw, 65536)
            if not more:
                return False
            self._read += len(more)
            data += more
        self._input = self._recent = data[header.start() :]
        self._output, self._fault = b"", None
        self._decompressor = self._compression.start()
        return True

    def _next_frame(self) -> None:
        """Start on the frame that follows, past the zeros that tapes and block devices pad with."""
        self._input = self._input.lstrip(b"\0")
        while len(self._input) < 10 and self._take():
            self._input = self._input.lstrip(b"\0")
        self._decompressor = None
        if self._compression.magic.match(self._input):
            self._decompressor = self._compression.start()
            self._recent = self._input
        elif self._input:
            at = self._read - len(self._input)
            # raised once everything before it was handed on
            self._at_end = Unreadable(f"something else follows the {self._compression.name} data at byte {at}")


def _lzma_error() -> type[Exception]:
    import lzma

    return lzma.LZMAError


def _zstd_error() -> type[Exception]:
    import zstandard

    return zstandard.ZstdError


class _Joined(io.RawIOBase):
    """`first`, then what `rest` still holds; `budget` counts what comes out, where it isn't counted further down."""

    def __init__(self, first: bytes, rest: IO[bytes], *, budget: Budget | None = None, fault: Unreadable | None = None):
        super().__init__()
        self._first = first
        self._rest = rest
        self._budget = budget
        self._fault = fault

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._first:
            taken = self._first[: len(buffer)]
            self._first = self._first[len(taken) :]
            memoryview(buffer)[: len(taken)] = taken
            return len(taken)
        if self._fault:
            fault, self._fault = self._fault, None  # the rest says it again, unless it has found a way on
            raise fault
        data = read_some(self._rest, len(buffer), budget=self._budget)
        memoryview(buffer)[: len(data)] = data
        return len(data)


def read_some(stream: IO[bytes], size: int, *, budget: Budget | None = None) -> bytes:
    """At most `size` bytes of `stream`, b"" at its end. Every way in which a stream can fail becomes Unreadable."""
    try:
        data: bytes = stream.read1(size) if isinstance(stream, io.BufferedReader) else stream.read(size)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError) as error:
        raise Unreadable(f"damaged or truncated ({said(error)})") from None
    except _lzma_error() as error:
        raise Unreadable(f"damaged ({error})") from None
    if budget:
        budget.spend(len(data))
    return data


def said(error: BaseException) -> str:
    """What went wrong, as the system or the library words it."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error) or type(error).__name__


def peeked(stream: IO[bytes], size: int, *, budget: Budget | None = None) -> tuple[bytes, BinaryIO]:
    """The first `size` bytes of `stream` (fewer where it is shorter, or fails), and a stream of all of it, which
    raises at its place whatever reading ahead has met."""
    head = b""
    fault = None
    try:
        while len(head) < size:
            data = read_some(stream, size - len(head), budget=budget)
            if not data:
                break
            head += data
    except Unreadable as error:
        fault = error
    return head, io.BufferedReader(_Joined(head, stream, budget=budget, fault=fault))
