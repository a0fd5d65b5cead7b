"""A segment, from sorted postings (of `buffer` or of `merge`) to durable files."""

from __future__ import annotations

import json
import os
import pickle
import struct
import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NamedTuple

from indexer.fields import FIELDS
from indexer.stores import durable
from indexer.stores.blocks import BlockWriter, digest
from indexer.stores.checked import checksums
from indexer.stores.manifest import File, SegmentEntry
from indexer.stores.whoosh import layout
from indexer.stores.whoosh.schema import DATES, ID, ID_BYTES, INDEX_NAME, date_fields, length_column, stem_field
from indexer.stores.whoosh.segment import file_name
from indexer.stores.whoosh.terms import Inverted

TEXT_FIELDS = tuple(field.name for field in FIELDS if field.kind in ("text", "address"))
SCORED = {stem_field(f.name): f.name for f in FIELDS if f.stemmed} | {name: name for name in TEXT_FIELDS}
"""Fields that have lengths, and the text field whose length each one's is."""


class Term(NamedTuple):
    """All postings of one term. `values` is None for a field without positions."""

    field: str
    text: bytes
    documents: list[int]
    frequencies: list[int]
    values: list[bytes] | None


@dataclass(slots=True)
class Columns:
    """What a segment keeps a document: ids, words by text field, first and last seconds by date field."""

    ids: list[str]
    words: dict[str, array[int]]
    seconds: dict[str, array[int]]

    @classmethod
    def empty(cls) -> Columns:
        """No documents yet."""
        names = [name for field in DATES for name in date_fields(field.name)]
        return cls([], {name: array("I") for name in TEXT_FIELDS}, {name: array("q") for name in names})

    def add(self, id: str, found: Inverted) -> None:
        """One more document."""
        self.ids.append(id)
        for name, words in self.words.items():
            words.append(found.lengths.get(name, 0))
        for field in DATES:
            for name, second in zip(date_fields(field.name), found.seconds.get(field.name, (0, 0)), strict=True):
                self.seconds[name].append(second)


def write_segment(index: Path, terms: Iterable[Term], columns: Columns, texts: BlockWriter) -> SegmentEntry:
    """Write a segment's files, durably, and return its entry without deletions or languages.

    `terms` come sorted by field and text; `texts` holds the articles and is finished here. Raises OutputError.
    """
    temporary = index / f"{INDEX_NAME}_new.seg.tmp"
    art_digest = texts.finish()
    with durable.refusals(temporary):
        with open(temporary, "w+b") as file:
            writer = _CompoundWriter(file)
            fields, term_count, typecode = _write_terms(writer, terms, columns, index)
            _write_columns(writer, columns)
            id = writer.finish(art_digest, index)
            durable.sync(file)
        map_data = json.dumps(
            {
                "parts": writer.parts,
                "fields": fields,
                "terms": term_count,
                "positions": typecode,
                "grains": _big_endian(checksums(temporary)).hex(),
            },
            separators=(",", ":"),
        ).encode()
        map_digest = digest(map_data)
        names = {extension: file_name(id, extension) for extension in ("seg", "map", "art")}
        files = (
            File(names["seg"], temporary.stat().st_size, map_digest),
            File(names["map"], len(map_data), map_digest),
            File(names["art"], texts.path.stat().st_size, art_digest),
        )
        os.replace(temporary, index / names["seg"])
        os.replace(texts.path, index / names["art"])
    durable.write(index / names["map"], map_data)
    return SegmentEntry(id, len(columns.ids), (), {}, files)


class _CompoundWriter:
    """Whoosh's compound file: the place of its directory, the parts, the directory (a pickle of names and places)."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.parts: dict[str, tuple[int, int]] = {}
        file.write(struct.pack("!qi", 0, 0))

    def add(self, name: str, write: Callable[[BinaryIO], None]) -> None:
        """One part, written by `write`."""
        start = self.file.tell()
        write(self.file)
        self.parts[name] = (start, self.file.tell() - start)

    def finish(self, texts: str, folder: Path) -> str:
        """Write the directory and return the segment's id: the digest of all parts and of the `texts`' digest, made
        another one while `folder` has a segment of that id (the same article deleted and added again, say)."""
        end = self.file.tell()
        self.file.flush()
        self.file.seek(struct.calcsize("!qi"))
        content = blake2b(texts.encode(), digest_size=8)
        while piece := self.file.read(1 << 20):
            content.update(piece)
        while (folder / file_name(id := content.hexdigest(), "seg")).exists():
            content.update(b"again")
        directory = {
            f"{INDEX_NAME}_{id}.{name}": {"offset": at, "length": size, "modified": 0}
            for name, (at, size) in self.parts.items()
        }
        tail = pickle.dumps(directory, 2) + pickle.dumps({}, 2)
        self.file.write(tail)
        self.file.seek(0)
        self.file.write(struct.pack("!qi", end, len(tail)))
        return id


def _write_terms(
    writer: _CompoundWriter, terms: Iterable[Term], columns: Columns, folder: Path
) -> tuple[list[str], int, str]:
    """Write postings and terms; return the fields' names, how many terms and in what type their positions are."""
    from whoosh.filedb.filetables import OrderedHashWriter
    from whoosh.filedb.structfile import StructFile

    lengths = _length_bytes(columns)
    fields: dict[str, int] = {}
    with TemporaryFile(dir=folder) as spill:  # terms are written beside the postings, and stand after them
        table = OrderedHashWriter(StructFile(_Unclosed(spill)))

        def write_postings(file: BinaryIO) -> None:
            at = 0
            for term in terms:
                number = fields.setdefault(term.field, len(fields))
                bounds = lengths.get(term.field, (0, 0))
                postings = _postings(term, bounds)
                file.write(postings)
                table.add(struct.pack("!H", number) + term.text, _entry(term, bounds, (at, len(postings))))
                at += len(postings)

        writer.add("pst", write_postings)
        table.extras["fieldmap"] = fields
        count, typecode = len(table.index), table.index.typecode
        table.close()

        def write_table(file: BinaryIO) -> None:
            spill.seek(0)
            while piece := spill.read(1 << 20):
                file.write(piece)

        writer.add("trm", write_table)
    return list(fields), count, typecode


def _postings(term: Term, lengths: tuple[int, int]) -> bytes:
    _, _, documents, frequencies, values = term
    count, size = len(documents), layout.BLOCK_POSTINGS
    pieces = [layout.POSTINGS_MAGIC]
    for at in range(0, count, size):
        end = at + size
        block = layout.encode_block(documents[at:end], frequencies[at:end], values and values[at:end], lengths=lengths)
        pieces.append(layout.frame_block(block, last=end >= count))
    return b"".join(pieces)


def _entry(term: Term, lengths: tuple[int, int], where: tuple[int, int]) -> bytes:
    documents, frequencies = term.documents, term.frequencies
    return layout.encode_term(
        len(documents),
        sum(frequencies),
        first=documents[0],
        last=documents[-1],
        most=max(frequencies),
        lengths=lengths,
        where=where,
    )


def _length_bytes(columns: Columns) -> dict[str, tuple[int, int]]:
    # The shortest and the longest document of each scored field, as Whoosh's length bytes.
    from whoosh.util.numeric import length_to_byte

    return {
        field: (length_to_byte(min(columns.words[name])), length_to_byte(max(columns.words[name])))
        for field, name in SCORED.items()
        if columns.words[name]
    }


def _write_columns(writer: _CompoundWriter, columns: Columns) -> None:
    from whoosh.util.numeric import length_to_byte

    parts = {ID: b"".join(id.encode().ljust(ID_BYTES, b"\0") for id in columns.ids)}
    for name, words in columns.words.items():
        if any(words):
            parts[length_column(name)] = _big_endian(words)
    for field, name in SCORED.items():
        if any(columns.words[name]):
            parts[f"_{field}_len"] = bytes(map(length_to_byte, columns.words[name]))
    for name, seconds in columns.seconds.items():
        if any(seconds):
            parts[name] = _big_endian(seconds)
    for name, data in parts.items():
        writer.add(name + ".col", lambda file, data=data: file.write(data) and None)  # type: ignore[misc]
    writer.add("_stored.col", lambda file: _write_stored(file, columns.ids))


def _write_stored(file: BinaryIO, ids: Sequence[str]) -> None:
    """Whoosh's column of stored fields: pickles, which other people's code asks for. None is ever read here."""
    from whoosh.codec.whoosh3 import STORED_COLUMN
    from whoosh.filedb.structfile import StructFile

    column = STORED_COLUMN.writer(StructFile(_Unclosed(file)))
    for document, id in enumerate(ids):
        column.add(document, {ID: id})
    column.finish(len(ids))


def _big_endian(numbers: array[int]) -> bytes:
    if sys.byteorder == "little":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


class _Unclosed:
    # Whoosh closes what it wrote to; the caller still wants to read it.
    def __init__(self, file: Any) -> None:
        self.write = file.write
        self.tell = file.tell
        self.flush = file.flush
