"""One segment, open for reading. Whoosh itself is not imported: that alone takes longer than most searches.

A segment is three files: `MAIN_<id>.seg`, Whoosh's compound file (terms, postings, columns); `MAIN_<id>.map`, ours,
which says where in it the parts are and what the checksum of each 64 KiB is; `MAIN_<id>.art`, the articles
(`stores.blocks`), in the order of the segment's document numbers. The id is 64 bits of the digest of their content.

Parts of the compound file that are read here:

- `.trm`, an ordered hash file: entries (i32 key length, i32 value length, key, value), sorted by key; 256 hash tables
  of (u32 hash, i64 position); their directory (i64 position, i32 slots); a pickle, skipped; the positions of all
  entries, for bisection. A key is the u16 number of the field and the term. The hash is the low 32 bits of MD5.
- `.pst`, posting lists (`layout`).
- `.<field>.col`, columns: big-endian numbers or fixed bytes, one a document.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import md5
from pathlib import Path
from typing import Any

from indexer.article import Article
from indexer.errors import DamagedArchive
from indexer.stores.blocks import BlockReader, decode, digest
from indexer.stores.checked import CheckedFile
from indexer.stores.manifest import File, SegmentEntry
from indexer.stores.whoosh import layout
from indexer.stores.whoosh.schema import ID, ID_BYTES, INDEX_NAME

_ENTRY = struct.Struct("!ii")
_SLOT = struct.Struct("!Iq")
_TABLE = struct.Struct("!qi")
_FIELD = struct.Struct("!H")
_DIRECTORY = 256 * _TABLE.size


def file_name(id: str, extension: str) -> str:
    """The name of a segment's file.

    >>> file_name("0123456789abcdef", "seg")
    'MAIN_0123456789abcdef.seg'
    """
    return f"{INDEX_NAME}_{id}.{extension}"


class Segment:
    """One segment of a generation; `dead` are the documents that this generation deleted.

    Raises FileNotFoundError when a file is gone (a newer generation was published), DamagedArchive for everything that
    isn't as it was written.
    """

    def __init__(self, index: Path, entry: SegmentEntry) -> None:
        self.entry = entry
        self.dead = frozenset(entry.deleted)
        self.path = index / file_name(entry.id, "seg")
        files = {file.name.rpartition(".")[2]: file for file in entry.files}
        if set(files) != {"seg", "map", "art"} or any(f.name != file_name(entry.id, x) for x, f in files.items()):
            raise self._damaged("the manifest names other files than a segment has")
        layout_of = self._read_map(index, files["map"])
        with self._reading():
            self._parts: dict[str, tuple[int, int]] = {
                name: (int(at), int(size)) for name, (at, size) in layout_of["parts"].items()
            }
            self._fields = {str(name): number for number, name in enumerate(layout_of["fields"])}
            self._terms = int(layout_of["terms"])
            typecode = {"H": "H", "i": "i", "I": "I", "q": "q"}[layout_of["positions"]]
            self._position = struct.Struct("!" + typecode)
            table = _big_endian("I", bytes.fromhex(layout_of["grains"]))
        self._file = CheckedFile(self.path, size=files["seg"].size, table=table)
        self._art = BlockReader(index / files["art"].name, digest=files["art"].checksum)
        if len(self._art) != entry.documents:
            raise self._damaged(f"it has {len(self._art)} articles instead of {entry.documents}")
        with self._reading():
            self._trm, trm_size = self._parts["trm"]
            self._pst = self._parts["pst"]
            self._positions = self._trm + trm_size - 4 - self._terms * self._position.size
            (extra,) = struct.unpack("!i", self._file.get(self._trm + trm_size - 4, 4))
            self._directory = self._trm + trm_size - 4 - extra - _DIRECTORY
            (self._end, _) = _TABLE.unpack(self._file.get(self._directory, _TABLE.size))
        self._columns: dict[str, array[int]] = {}
        self._ids: bytes | None = None

    def _read_map(self, index: Path, file: File) -> dict[str, Any]:
        path = index / file.name
        data = path.read_bytes()
        if len(data) != file.size or digest(data) != file.checksum:
            raise DamagedArchive(f"{path} is damaged: its checksum differs; make the index again with: morgue rebuild")
        with self._reading():
            content = json.loads(data)
            if not isinstance(content, dict):
                raise ValueError("not a map")
        return content

    @property
    def documents(self) -> int:
        """How many documents it has, deleted ones included."""
        return self.entry.documents

    @property
    def fields(self) -> list[str]:
        """The names of its fields that have terms, ascending."""
        return list(self._fields)

    def find(self, field: str, term: bytes) -> layout.TermInfo | None:
        """A term's entry, or None if no document has it."""
        number = self._fields.get(field)
        if number is None:
            return None
        key = _FIELD.pack(number) + term
        with self._reading():
            hash_ = int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:], "big")
            at, slots = _TABLE.unpack(self._file.get(self._directory + (hash_ & 255) * _TABLE.size, _TABLE.size))
            slot = (hash_ >> 8) % slots if slots > 0 else 0
            for _ in range(slots):
                found, position = _SLOT.unpack(self._file.get(self._trm + at + slot * _SLOT.size, _SLOT.size))
                if not position:
                    return None
                if found == hash_:
                    its_key, value = self._entry(position)
                    if its_key == key:
                        return layout.decode_term(value)
                slot = (slot + 1) % slots
        return None

    def terms(self, field: str, start: bytes = b"") -> Iterator[tuple[bytes, layout.TermInfo]]:
        """The terms of a field from `start` on, ascending."""
        number = self._fields.get(field)
        if number is None:
            return
        prefix = _FIELD.pack(number)
        with self._reading():
            position = self._first_from(prefix + start)
            while position < self._end:
                key, value = self._entry(position)
                if not key.startswith(prefix):
                    return
                yield key[2:], layout.decode_term(value)
                position += _ENTRY.size + len(key) + len(value)

    def texts(self, field: str, prefix: str = "") -> list[str]:
        """The terms of a field that begin with `prefix`, ascending."""
        number = self._fields.get(field)
        if number is None:
            return []
        key = _FIELD.pack(number) + prefix.encode("utf-8", "surrogatepass")
        with self._reading():
            start = self._first_from(key)
            entries = self._file.get(self._trm + start, self._first_from(key + b"\xff") - start)
            texts, at, end = [], 0, len(entries)
            while at < end:  # by hand, since this runs over a whole dictionary
                key_size, value_size = _ENTRY.unpack_from(entries, at)
                text_at = at + _ENTRY.size + 2
                at = text_at - 2 + key_size + value_size
                if key_size < 2 or value_size < 0 or at > end:
                    raise ValueError("an entry of a size that can't be")
                texts.append(entries[text_at : text_at - 2 + key_size].decode("utf-8", "surrogatepass"))
        return texts

    def blocks(self, term: layout.TermInfo) -> Iterator[layout.Block]:
        """The postings of a term, deleted documents included."""
        with self._reading():
            offset, size = self._pst
            if not 0 <= term.offset <= size - term.length:
                raise ValueError("a posting list beyond its file")
            for block in layout.decode_blocks(self._file.get(offset + term.offset, term.length)):
                if block.documents[-1] >= self.documents:
                    raise ValueError("a posting beyond the last document")
                yield block

    def values(self, block: layout.Block) -> list[bytes]:
        """The values of a block's postings."""
        with self._reading():
            return layout.decode_values(block)

    def positions(self, values: Iterable[bytes]) -> list[list[int]]:
        """The positions in each of these values of postings."""
        with self._reading():
            return list(map(layout.decode_positions, values))

    def numbers(self, column: str, typecode: str) -> array[int]:
        """A column of numbers, one a document; all 0 for a field that no document has."""
        if column not in self._columns:
            with self._reading():
                numbers = _big_endian(typecode, self._file.get(*self._parts.get(column + ".col", (0, 0))))
                if len(numbers) not in (0, self.documents):
                    raise ValueError("a column of another length than the segment")
            self._columns[column] = numbers or array(typecode, bytes(numbers.itemsize * self.documents))
        return self._columns[column]

    def id(self, document: int) -> str:
        """The article id of a document."""
        if self._ids is None:
            with self._reading():
                self._ids = self._file.get(*self._parts[ID + ".col"])
                if len(self._ids) != self.documents * ID_BYTES:
                    raise ValueError("a column of another length than the segment")
        return self._ids[document * ID_BYTES : (document + 1) * ID_BYTES].rstrip(b"\0").decode("utf-8", "replace")

    def document(self, id: str) -> int | None:
        """The document of the article with this id, if it isn't deleted."""
        term = self.find(ID, id.encode("utf-8", "surrogatepass"))
        if term is not None:
            for block in self.blocks(term):
                for document in block.documents:
                    if document not in self.dead:
                        return document
        return None

    def article(self, document: int) -> Article:
        """The article of a document, as it was added."""
        with self._reading(self._art.path):
            return decode(self._art.get(document))

    @property
    def articles(self) -> BlockReader:
        """The block file of its articles."""
        return self._art

    def verify(self) -> Iterator[tuple[str, str]]:
        """Read every byte, and yield the name of a file and what is wrong in it."""
        for found in self._file.verify():
            yield self.path.name, found
        for found in self._art.verify():
            yield self._art.path.name, found

    def close(self) -> None:
        """Let go of its files."""
        self._file.close()
        self._art.close()

    def _entry(self, position: int) -> tuple[bytes, bytes]:
        at = self._trm + position
        key_size, value_size = _ENTRY.unpack(self._file.get(at, _ENTRY.size))
        entry = self._file.get(at + _ENTRY.size, key_size + value_size)
        return entry[:key_size], entry[key_size:]

    def _first_from(self, key: bytes) -> int:
        # The position of the first entry whose key isn't less; the end of the entries if there is none.
        low, high = 0, self._terms
        while low < high:
            middle = (low + high) // 2
            if self._entry(self._nth(middle))[0] < key:
                low = middle + 1
            else:
                high = middle
        return self._nth(low) if low < self._terms else self._end

    def _nth(self, number: int) -> int:
        size = self._position.size
        (position,) = self._position.unpack(self._file.get(self._positions + number * size, size))
        return int(position)

    @contextmanager
    def _reading(self, path: Path | None = None) -> Iterator[None]:
        # Bytes that passed their checksum and still make no sense: a hostile file, or one of another program.
        try:
            yield
        except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError, struct.error, zlib.error) as error:
            raise self._damaged(f"it can't be read ({error})", path) from error

    def _damaged(self, found: str, path: Path | None = None) -> DamagedArchive:
        return DamagedArchive(f"{path or self.path} is damaged: {found}; make the index again with: morgue rebuild")


def _big_endian(typecode: str, data: bytes) -> array[int]:
    numbers = array(typecode, data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
