"""The write half: what of the index changes, and when it becomes visible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from indexer import analysis
from indexer.article import Article
from indexer.errors import DamagedArchive, NoArchive, UnsupportedFormat
from indexer.stores import Damage, durable
from indexer.stores import manifest as manifests
from indexer.stores.manifest import ENGINE, Manifest, SegmentEntry
from indexer.stores.whoosh import merge, toc
from indexer.stores.whoosh.buffer import Buffer
from indexer.stores.whoosh.schema import INDEX_NAME
from indexer.stores.whoosh.segment import Segment

_OURS = re.compile(rf"{INDEX_NAME}_[0-9a-z]+\.(seg|map|art)(\.tmp)?|{re.escape(manifests.NAME)}\.tmp")

_BUFFER_SHARE = 0.6
"""Of the memory that a run may take; writing the buffer out takes the rest."""


class WhooshStore:
    """The store of one archive; the caller holds the archive's lock. See `indexer.stores.Store` for the methods.

    A manifest that is damaged or of another release raises its error from every method but `clear`, `holds`,
    `verify`, `publish` and `close`, so that a rebuild can begin.
    """

    def __init__(self, index: Path, *, memory_mb: int = 256) -> None:
        self._index = index
        self._memory = memory_mb * _BUFFER_SHARE * 1_000_000
        self._buffer: Buffer | None = None
        self._segments: list[_Changing] = []
        self._error: Exception | None = None
        self._published = Manifest(0, ENGINE, ())
        self._changed = False
        self._reload()

    @property
    def generation(self) -> int:
        """The published generation; 0 when nothing was ever published."""
        self._usable()
        return self._published.generation

    def delete(self, ids: Iterable[str]) -> None:
        """Take these articles out of the next generation; unknown ids are fine."""
        self._begin()
        for id in ids:
            if self._buffer is not None:
                self._buffer.delete(id)
            for segment in self._segments:
                segment.delete(id)

    def add(self, article: Article) -> None:
        """Put a clean article into the next generation; an older one of the same id goes."""
        self.delete((article.id,))
        if self._buffer is None:
            self._buffer = Buffer(self._index)
        self._buffer.add(article)
        if self._buffer.size > self._memory:
            self._flush()

    def clear(self) -> None:
        """Start the next generation from nothing (a rebuild), whatever is published."""
        self._error = None
        self._drop()
        self._begin()

    def prepare(self, generation: int) -> bytes:
        """Write everything that `generation` needs, durably and invisibly; return its manifest."""
        self._begin()
        self._flush()
        self._merge()
        entries = tuple(segment.entry for segment in self._segments)
        contents = toc.write(self._index, generation, [segment.open() for segment in self._segments])
        durable.sync_folder(self._index)
        return manifests.dump(Manifest(generation, ENGINE, entries, contents))

    def publish(self, manifest: bytes) -> None:
        """Make the prepared generation the visible one, then remove what no generation names any more."""
        self._changed = False  # the caller has committed: should this fail, `close` leaves the files for the next try
        manifests.publish(self._index, manifest)
        self._error = None
        self._drop()
        self._reload()
        self._usable()
        self._mend_toc()
        self._sweep()

    def rollback(self) -> None:
        """Forget what was added since the last publication and remove its files, also those of a killed run; write the
        table of contents again if it isn't whole."""
        self._drop()
        self._reload()
        self._usable()
        self._sweep()
        self._mend_toc()
        self._changed = False

    def holds(self, manifest: bytes) -> bool:
        """Whether every file that `manifest` names is there, whole: whether it could be published. Reads them all."""
        try:
            return not any(_wrong(self._index, manifests.parse(manifest)))
        except (DamagedArchive, UnsupportedFormat):
            return False

    def ids(self) -> Iterator[str]:
        """The ids of all articles of the published generation, in no order."""
        self._usable()
        for entry in self._published.segments:
            segment = _Changing(self._index, entry)
            opened = segment.open()
            for document in range(entry.documents):
                if document not in opened.dead:
                    yield opened.id(document)
            segment.close()

    def verify(self) -> Iterator[Damage]:
        """Read every byte of the published generation and yield what isn't as it was written."""
        try:
            published = manifests.load(self._index)
        except NoArchive:
            return
        except (DamagedArchive, UnsupportedFormat) as error:
            yield Damage(f"{self._index.name}/{manifests.NAME}", str(error))
            return
        wrong = list(_wrong(self._index, published))
        if found := _wrong_toc(self._index, published, whole=not wrong):
            wrong.append((toc.name(published.generation), found))
        for name, found in wrong:
            yield Damage(f"{self._index.name}/{name}", found)

    def close(self) -> None:
        """Let go of files; anything unpublished is rolled back."""
        self._drop()
        if self._changed:
            self._changed = False
            self._reload()
            if self._error is None:
                self._drop()
                self._sweep()

    def _usable(self) -> None:
        if self._error is not None:
            raise self._error

    def _reload(self) -> None:
        try:
            self._published = manifests.load(self._index)
        except NoArchive:
            self._published = Manifest(0, ENGINE, ())
        except (DamagedArchive, UnsupportedFormat) as error:
            self._error = error
            return
        self._segments = [_Changing(self._index, entry) for entry in self._published.segments]

    def _begin(self) -> None:
        # The first change since a publication clears away what a killed run left.
        self._usable()
        if not self._changed:
            self._sweep()
            self._changed = True

    def _flush(self) -> None:
        if self._buffer is not None:
            entry = self._buffer.finish()
            self._buffer = None
            self._segments.append(_Changing(self._index, entry))

    def _merge(self) -> None:
        for segment in self._segments:
            segment.settle()
        by_id = {segment.entry.id: segment for segment in self._segments}
        kept = []
        for group in merge.plan([segment.entry for segment in self._segments]):
            if merge.rewritten(group):
                merged = merge.merge(self._index, [by_id[entry.id].open() for entry in group])
                kept.append(_Changing(self._index, merged))
            else:
                kept.append(by_id[group[0].id])
        for segment in self._segments:
            if segment not in kept:
                segment.close()
        self._segments = kept

    def _mend_toc(self) -> None:
        # Segments are opened as they are asked for: a whole table of contents needs none.
        opened = (segment.open() for segment in self._segments)
        if self._published.generation and toc.wrong(self._index, self._published, opened) is not None:
            toc.write(self._index, self._published.generation, [segment.open() for segment in self._segments])
            durable.sync_folder(self._index)

    def _drop(self) -> None:
        if self._buffer is not None:
            self._buffer.abandon()
            self._buffer = None
        for segment in self._segments:
            segment.close()
        self._segments = []

    def _sweep(self) -> None:
        """Remove files of ours that the published generation doesn't name; nothing of anybody else's."""
        named = {file.name for file in self._published.files()} | {toc.name(self._published.generation)}
        for path in self._index.iterdir():
            if path.name not in named and (_OURS.fullmatch(path.name) or toc.PATTERN.fullmatch(path.name)):
                durable.remove(path)


class _Changing:
    """A segment of the next generation: its entry, and the documents that are deleted since."""

    def __init__(self, index: Path, entry: SegmentEntry) -> None:
        self.entry = entry
        self._index = index
        self._segment: Segment | None = None
        self._deleted: set[int] = set()

    def open(self) -> Segment:
        """The segment, for reading, with the deletions that are settled. Raises DamagedArchive."""
        if self._segment is None:
            try:
                self._segment = Segment(self._index, self.entry)
            except FileNotFoundError as error:
                raise DamagedArchive(
                    f"{error.filename} is missing; make the index again with: morgue rebuild"
                ) from error
        return self._segment

    def delete(self, id: str) -> None:
        """Delete the article of this id, if it is here."""
        document = self.open().document(id)
        if document is not None:
            self._deleted.add(document)

    def settle(self) -> None:
        """Put the deletions into the entry."""
        if self._deleted:
            deleted = tuple(sorted(self._deleted.union(self.entry.deleted)))
            self._deleted.clear()
            self.close()
            self.entry = replace(self.entry, deleted=deleted)
            self.entry = replace(self.entry, languages=_languages(self.open()))
            self.close()  # what is opened from here on has the new counts

    def close(self) -> None:
        """Let go of its files."""
        if self._segment is not None:
            self._segment.close()
            self._segment = None


def _languages(segment: Segment) -> dict[str, int]:
    # Live documents by stem language, counted from the language field's own postings.
    counts: dict[str, int] = {}
    rest = segment.entry.live
    for tag, term in segment.terms("language"):
        language = analysis.stem_language(tag.decode("utf-8", "replace"))
        live = sum(document not in segment.dead for block in segment.blocks(term) for document in block.documents)
        counts[language] = counts.get(language, 0) + live
        rest -= live
    counts[analysis.UNDETERMINED] = counts.get(analysis.UNDETERMINED, 0) + rest
    return {language: count for language, count in counts.items() if count}


def _wrong(index: Path, published: Manifest) -> Iterator[tuple[str, str]]:
    """Read all files of a generation; a file's name and what is wrong with it."""
    for entry in published.segments:
        try:
            segment = Segment(index, entry)
        except FileNotFoundError as error:
            yield Path(error.filename).name, "is missing"
        except DamagedArchive as error:
            yield f"{INDEX_NAME}_{entry.id}", str(error)
        else:
            yield from segment.verify()
            segment.close()


def _wrong_toc(index: Path, published: Manifest, *, whole: bool) -> str | None:
    """What is wrong with a generation's table of contents; `whole`: its segments are."""
    changing = [_Changing(index, entry) for entry in published.segments]
    try:
        return toc.wrong(index, published, (segment.open() for segment in changing) if whole else None)
    finally:
        for segment in changing:
            segment.close()
