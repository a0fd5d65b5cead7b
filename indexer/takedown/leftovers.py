"""Whether anything is left of what was forgotten: every file of the archive's folder, unpacked, is looked through.

What is looked for
    The keyed hashes that a forgotten article left in the ledger: its passages (`passages`), its id, its identity and
    its URL (`tombstones`). The text itself is gone, so nothing else can be.

Where
    *The ledger*: every cell, with what is packed in it; then the file, its log and its journal as bytes, where text and
    zstd frames are found by their looks; pages on its list of free ones have to be zeros. *Segments*, also those that
    no manifest names: ids, heads, every text with its dictionary, the dictionaries, the bytes; each term has to have
    an article. *Every other file*: its bytes, the zstd frames in them, and gzip, bzip2 and xz.

A leftover or a quotation?
    A passage that an article of the ledger has in what was read of it, or in its clean text, is that article's,
    wherever it is found: in the index, or in a dictionary that was trained on it. Everywhere else it is left over. An
    article that says much of a forgotten one is found too, unless it was there and stayed when that one went. Single
    words aren't looked for; that the index has none too many follows from its terms, each of which stands in some
    article.

What it can't prove
    That nobody has a copy: backups, exports, the sources, a terminal's memory. That the file system's freed blocks are
    overwritten. That a process which opened the archive before has let go of it. A stretch of fewer than
    `2 * passages.LONGEST - 1` words need not hold a whole passage, and is then not found; nor are words in other
    words, or text that is packed in ways not named here. Where other articles had a passage when the article was
    forgotten, that passage isn't looked for.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import zstandard

from indexer.archive import Archive
from indexer.errors import DamagedArchive, UnsupportedFormat
from indexer.ledger import Ledger, articles, forgotten, readings, revisions
from indexer.ledger.connection import Connection
from indexer.stores import Damage
from indexer.stores.manifest import File, SegmentEntry
from indexer.stores.whoosh.container import Container
from indexer.stores.whoosh.segment import Segment
from indexer.takedown.looking import frames, free_pages, printed, strings, unpacked_file
from indexer.takedown.passages import Finder, Passage, sequences, unpacked, words
from indexer.takedown.tombstones import Tombstones

SEGMENTS = (".seg", ".seg.tmp")


@dataclass(slots=True)
class Proof:
    """How many articles were `forgotten`, what is `left` of them, and the ids of articles that quote them (`quoting`),
    as they may."""

    forgotten: int = 0
    left: list[Damage] = field(default_factory=list)
    quoting: list[str] = field(default_factory=list)


def search(archive: Archive) -> Proof:
    """Look for what is left. Takes no lock: where a writer published meanwhile, it looks again. Raises NoArchive,
    DamagedArchive for a ledger that can't be read, UnsupportedFormat."""
    archive.require().require_ledger()
    proof = Proof()
    for _ in range(3):
        with Ledger.open(archive.ledger) as ledger:
            before, stones = ledger.publication().generation, Tombstones.load(ledger.db)
            if stones is None:
                return proof
            looking = _Looking(archive, ledger, stones)
            proof = looking.proof()
        with Ledger.open(archive.ledger) as ledger:
            if not proof.left or ledger.publication().generation == before:
                break
    return proof


class _Looking:
    def __init__(self, archive: Archive, ledger: Ledger, stones: Tombstones) -> None:
        self.archive = archive
        self.ledger = ledger
        self.stones = stones
        self.rows = {row.id: row for row in forgotten.all_of_them(ledger.db)}
        self.owners: dict[Passage, int] = {}
        for number, row in self.rows.items():
            self.owners |= dict.fromkeys((*unpacked(row.passages), *unpacked(row.others)), number)
        self.finder = Finder(stones.hasher, self.owners)
        self.quoted: set[Passage] = set()
        self.seen: set[int] = set()  # records that were looked at
        self.dictionaries: dict[int, bytes] = {}

    def proof(self) -> Proof:
        proof = Proof(len(self.rows))
        proof.left += self._read(proof.quoting)
        if forgotten.is_unfinished(self.ledger.db):
            name = self.archive.ledger.name
            proof.left.append(Damage(name, "a forgetting isn't finished; finish it with: morgue forget"))
        paths = sorted(path for path in self.archive.root.rglob("*") if path.is_file() and not path.is_symlink())
        segments: dict[Path, Segment] = {}
        try:
            proof.left += self._open(paths, segments)
            for path, segment in segments.items():
                proof.left += (Damage(self._name(path), found) for found in self._documents(segment))
            proof.left += self._cells()
            for path in paths:
                if path in segments:
                    proof.left += (Damage(self._name(path), found) for found in self._words(segments[path]))
                proof.left += (Damage(self._name(path), found) for found in self._bytes(path, whole=path in segments))
        finally:
            for segment in segments.values():
                segment.close()
        return proof

    def _read(self, quoting: list[str]) -> Iterator[Damage]:
        """What was read of the ledger's own articles: what they have of passages is theirs."""
        name, db = self.archive.ledger.name, self.ledger.db
        quotes: set[str] = set()
        for revision in revisions.TABLE.select(db, "ORDER BY article, id"):
            record = readings.get(db, revision.id)
            self.seen.add(hash(record))
            runs = sequences(readings.decode(record).article)
            found = {passage for run in runs for passage in self.finder.found(run)}
            if self.stones.has_article(revision.article):
                yield Damage(name, f"revision {revision.id} is of an article that was forgotten")
                continue
            self.quoted |= found
            if found:
                quotes.add(revision.article)
                if self.stones.recognised(runs) and not self.stones.is_kept(revision.article):
                    yield Damage(name, f"article {revision.article} says much of what was forgotten; forget it, too")
        quoting += sorted(quotes)

    def _cells(self) -> Iterator[Damage]:
        """Every cell of the ledger."""
        db, name = self.ledger.db, self.archive.ledger.name
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        for (table,) in list(db.rows(tables)):
            columns = [row[1] for row in db.rows(f"PRAGMA table_info({table})")]
            for column in columns:
                if column == "hash" or table in ("secret", "forgotten", "tombstones"):
                    continue
                kinds = f"typeof({column}) IN ('text', 'blob')"
                if (table, column) == ("readings", "content"):
                    kinds += " AND id NOT IN (SELECT id FROM revisions)"
                for (cell,) in db.rows(f"SELECT DISTINCT {column} FROM {table} WHERE {kinds}"):
                    if found := self._cell(cell):
                        yield Damage(name, f"{column} of {_row(db, table, columns[0], column, cell)}: {found}")

    def _cell(self, cell: str | bytes) -> str | None:
        data = cell.encode("utf-8", "surrogatepass") if isinstance(cell, str) else cell
        if self.stones.has_article(data.decode("utf-8", "replace")):
            return "the id of an article that was forgotten"
        if self.stones.has("identity", data) or self.stones.has("url", data):
            return "the identity or the URL of an article that was forgotten"
        texts = [data, *(content for _, content in frames(data, self.dictionaries))]
        return self._told({passage for text in texts for passage in self._in_text(text)})

    def _open(self, paths: Iterable[Path], segments: dict[Path, Segment]) -> Iterator[Damage]:
        """Open every segment, whether a manifest names it or not, and know its dictionaries."""
        for path in paths:
            if not path.name.endswith(SEGMENTS):
                continue
            try:
                segments[path] = _segment(path)
                for dictionary in segments[path].texts.dictionaries():
                    self.dictionaries[zstandard.ZstdCompressionDict(dictionary).dict_id()] = dictionary
            except FileNotFoundError:
                continue  # a writer published meanwhile
            except (DamagedArchive, UnsupportedFormat, OSError):
                found = "isn't whole, so that nobody can say what is in it; the next run removes it"
                yield Damage(self._name(path), found)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.archive.root).as_posix()

    def _documents(self, segment: Segment) -> Iterator[str]:
        """The articles of a segment. What a clean text says that was not so side by side in what was read is its own,
        too, where the ledger knows the article."""
        for document in range(segment.documents):
            id = segment.id(document)
            try:
                head, article = segment.texts.head(document), segment.article(document)
            except DamagedArchive as error:
                yield f"document {document} can't be looked into ({error})"
                continue
            runs = [*sequences(article), *map(words, strings(head)), *map(words, article.keywords)]
            found = {passage for run in runs for passage in self.finder.found(run)}
            if self.stones.has_article(id):
                yield f"document {document} is an article that was forgotten"
            elif found and articles.get(self.ledger.db, id) is not None:
                self.quoted |= found
            elif told := self._told(found):
                yield f"document {document} (article {id}): {told}"

    def _words(self, segment: Segment) -> Iterator[str]:
        """The terms of a segment, and the dictionaries that its texts were packed with."""
        for name in segment.fields:
            starts = np.asarray(segment.file.numbers(f"{name}.starts", "I")).astype(np.int64)
            if empty := int(np.count_nonzero(np.diff(starts) <= 0)):
                yield f"{name}: {empty:,} terms that no article has"
        for number, dictionary in enumerate(segment.texts.dictionaries()):
            if told := self._told(set(self._in_text(dictionary))):
                yield f"dictionary {number}: {told}"

    def _bytes(self, path: Path, *, whole: bool) -> Iterator[str]:
        """A file as it lies there; of a `whole` segment, the frames were unpacked already."""
        try:
            with path.open("rb") as file:
                if not os.fstat(file.fileno()).st_size:
                    return
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            return  # a writer published meanwhile
        except OSError as error:
            yield f"can't be read ({error.strerror})"
            return
        with mapped as data:
            yield from self._in_mapped(data, whole=whole)

    def _in_mapped(self, data: mmap.mmap, *, whole: bool) -> Iterator[str]:
        yield from self._in_bytes(data)
        if not whole:
            for at, content in frames(data, self.dictionaries):
                if hash(content) in self.seen:
                    continue
                yield from (f"frame at byte {at}: {told}" for told in self._in_bytes(content))
        for content in unpacked_file(data):
            yield from (f"unpacked: {told}" for told in self._in_bytes(content))
        if data[:16] == b"SQLite format 3\0":
            yield from free_pages(data)

    def _in_bytes(self, data: bytes | mmap.mmap) -> Iterator[str]:
        for at, text in printed(data):
            if told := self._told(self.finder.found(words(text))):
                yield f"at byte {at}: {told}"

    def _in_text(self, data: bytes) -> Iterator[Passage]:
        for _, text in printed(data):
            yield from self.finder.found(words(text))

    def _told(self, found: Iterable[Passage]) -> str | None:
        left = {passage for passage in found if passage not in self.quoted}
        if not left:
            return None
        whose = sorted({self.owners[passage] for passage in left})
        told = ", ".join(f"no. {number} of {self.rows[number].day}" for number in whose)
        return f"{len(left)} passage{'s' * (len(left) != 1)} of what was forgotten ({told})"


def _row(db: Connection, table: str, key: str, column: str, cell: Any) -> str:
    """What to call a row with this cell, without saying what is in it."""
    row = db.row(f"SELECT {key} FROM {table} WHERE {column} IS ? LIMIT 1", (cell,))
    return f"row {row[0]} of {table}" if row is not None and isinstance(row[0], int) else f"a row of {table}"


def _segment(path: Path) -> Segment:
    """A segment that no manifest has to name. Raises as `Segment` does."""
    size, digest, facts = Container.facts_of(path)
    id, documents = path.stem.removeprefix("MAIN_"), int(facts.get("documents", 0))
    return Segment(path.parent, SegmentEntry(id, documents, (), {}, (File(path.name, size, digest),)))
