"""The write half: what of the index changes, and when it becomes visible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np

from indexer.article import Article
from indexer.errors import DamagedArchive, NoArchive, UnsupportedFormat
from indexer.fields import NOTHING, Known
from indexer.memory import give_back
from indexer.stores import Damage, durable
from indexer.stores import manifest as manifests
from indexer.stores.manifest import ENGINE, File, Manifest, SegmentEntry
from indexer.stores.whoosh import grouping, merge, stories, toc
from indexer.stores.whoosh.batch import Batch, write
from indexer.stores.whoosh.schema import INDEX_NAME
from indexer.stores.whoosh.segment import ID_BYTES, MAX_DOCUMENTS, Segment, file_name

_OURS = re.compile(rf"{INDEX_NAME}_[0-9a-z]+\.(seg|map|art)(\.tmp)?|{re.escape(manifests.NAME)}\.tmp")
"""Segments and stories; also the files of format 1, which a rebuild leaves behind."""

MOST_MEMORY = 8_000_000_000
"""Bytes for a batch, however much is allowed: of more text, a segment's u32 might not say where something stands."""


class WhooshStore:
    """The store of one archive; the caller holds the archive's lock. See `indexer.stores.Store` for the methods.

    A manifest that is damaged or of another release raises its error from every method but `clear`, `holds`,
    `verify`, `publish` and `close`, so that a rebuild can begin.

    `several`: more than one processor may be used. (Not to write a segment while the next articles come: that takes
    half as much memory again.)
    """

    def __init__(self, index: Path, *, memory_mb: int = 256, several: bool = False) -> None:
        self._index = index
        self._memory = min(memory_mb * 1_000_000, MOST_MEMORY)
        self._batch = Batch()
        self._helper = ThreadPoolExecutor(1) if several else None
        self._gone: set[str] = set()  # from the segments there are
        self._fresh: set[str] = set()  # added since the last publication
        self._cleared = False  # nothing of the published generation is in the next one
        self._purging = False  # no file of the published generation is one of the next
        self._compacting = False  # the next one has as few segments as can be
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
            self._batch.delete(id)
            self._gone.add(id)

    def add(self, article: Article, known: Known = NOTHING) -> None:
        """Put a clean article into the next generation; an older one of the same id goes."""
        self.delete((article.id,))
        self._batch.add(article, known)
        self._fresh.add(article.id)
        if self._batch.size > self._memory or len(self._batch) == MAX_DOCUMENTS:
            self._flush(bare=True)  # more is to come, and the next generation's are merged

    def purge(self) -> None:
        """Write every segment of the next generation anew: its living documents, the terms that they have, their texts
        with a new dictionary that was trained on nothing else."""
        self._begin()
        self._purging = True

    def compact(self) -> bool:
        """Have the next generation in as few segments as can be, of living documents only; False: it is so already."""
        self._usable()
        groups = merge.together([segment.entry for segment in self._segments])
        if len(groups) == len(self._segments) and not any(segment.entry.deleted for segment in self._segments):
            return False
        self._begin()
        self._compacting = True
        return True

    def clear(self) -> None:
        """Start the next generation from nothing (a rebuild), whatever is published."""
        self._drop()
        if self._error is not None:
            # What a manifest names that this release can't read may be another release's archive, and its readers':
            # it goes once the new generation is published.
            self._error, self._changed = None, True
        self._cleared = True
        self._begin()

    def prepare(self, generation: int) -> bytes:
        """Write everything that `generation` needs, durably and invisibly; return its manifest."""
        self._begin()
        self._flush(bare=self._purging or self._is_merged(len(self._batch)))
        self._merge()
        entries = tuple(segment.entry for segment in self._segments)
        grouped = self._group()
        contents = toc.write(self._index, Manifest(generation, ENGINE, entries))
        durable.sync_folder(self._index)
        return manifests.dump(Manifest(generation, ENGINE, entries, contents, grouped))

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

    def story(self, id: str) -> list[str]:
        """The ids of the articles of the same story, this one among them; none for an article that isn't there."""
        self._usable()
        with ExitStack() as opened:
            before = self._before(opened)
            if before is None:
                return []
            segments, known = before
            documents = grouping.Documents(segments)
            (doc,) = documents.numbers(np.array([id.encode()], documents.ids.dtype)).tolist()
            members = known.story(doc) if doc >= 0 else []
            return [documents.ids[member].decode() for member in members if documents.alive[member]]

    def remains(self, prefix: str) -> list[Article]:
        """The articles whose ids begin so and that are deleted, but whose text stands in a segment; each once."""
        self._usable()
        with ExitStack() as opened:
            segments = [_Changing(self._index, entry) for entry in self._published.segments]
            for one in segments:
                opened.callback(one.close)
            found: dict[str, Article] = {}
            living: set[str] = set()
            for segment in (one.open() for one in segments):
                for document in range(segment.documents):
                    if (id := segment.id(document)).startswith(prefix):
                        if document in segment.dead:
                            found[id] = segment.article(document)
                        else:
                            living.add(id)
            return [article for id, article in sorted(found.items()) if id not in living]

    def strays(self) -> list[str]:
        """The names of files of ours that the published generation doesn't name."""
        return sorted(path.name for path in self._unnamed())

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
        if found := toc.wrong(self._index, published):
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
        if self._helper is not None:
            self._helper.shutdown()

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

    def _is_merged(self, documents: int) -> bool:
        """Whether a segment of so many documents would be put together with others."""
        new = SegmentEntry("", documents, (), {}, ())
        groups = merge.plan([*(segment.entry for segment in self._segments), new])
        return any(new in group and len(group) > 1 for group in groups)

    def _flush(self, *, bare: bool) -> None:
        for segment in self._segments:
            segment.delete(self._gone)
        self._gone.clear()
        batch, self._batch = self._batch, Batch()
        if len(batch):
            dictionary = self._dictionary()
            entry = write(self._index, batch.articles(), dictionary, batch.known(), helper=self._helper, bare=bare)
            self._segments.append(_Changing(self._index, entry, bare=bare))
            del batch
            give_back()

    def _dictionary(self) -> bytes:
        """What the texts of the largest segment are compressed with, so that a merge can copy them."""
        if self._purging:
            return b""
        largest = sorted(self._segments, key=lambda segment: -segment.entry.documents)
        return next((found[0] for segment in largest if (found := segment.open().texts.dictionaries())), b"")

    def _merge(self) -> None:
        for segment in self._segments:
            segment.settle()
        by_id = {segment.entry.id: segment for segment in self._segments}
        dictionary = merge.trained([segment.open() for segment in self._segments]) if self._purging else None
        kept = []
        plan = merge.together if self._compacting else merge.plan
        for group in plan([segment.entry for segment in self._segments]):
            bare = any(by_id[entry.id].bare for entry in group)
            has_dead = self._compacting and len(group[0].deleted) > 0
            if self._purging or bare or has_dead or merge.rewritten(group):
                merged = merge.merge(self._index, [by_id[entry.id].open() for entry in group], dictionary=dictionary)
                kept.append(_Changing(self._index, merged))
                give_back()
            else:
                kept.append(by_id[group[0].id])
        for segment in self._segments:
            if segment not in kept:
                segment.close()
        self._segments = kept

    def _group(self) -> File:
        """Write the stories of the next generation."""
        segments = [segment.open() for segment in self._segments]
        documents = sum(segment.documents for segment in segments)
        with ExitStack() as opened:
            before = None if self._cleared else self._before(opened)
            found = grouping.group(segments, fresh=self._fresh, before=before)
            written = stories.write(self._index, found, documents=documents)
        give_back()
        return written

    def _before(self, opened: ExitStack) -> tuple[list[Segment], stories.Stories] | None:
        """The segments and the stories that are published; None where nobody looked for any."""
        file, published = self._published.stories, [_Changing(self._index, e) for e in self._published.segments]
        if file is None:
            return None
        known = stories.opened(self._index, file, documents=self._published.documents)
        opened.callback(known.close)
        for segment in published:
            opened.callback(segment.close)
        return [segment.open() for segment in published], known

    def _mend_toc(self) -> None:
        if self._published.generation and toc.wrong(self._index, self._published) is not None:
            toc.write(self._index, self._published)
            durable.sync_folder(self._index)

    def _drop(self) -> None:
        self._batch = Batch()
        self._gone.clear()
        self._fresh.clear()
        self._cleared = self._purging = self._compacting = False
        for segment in self._segments:
            segment.close()
        self._segments = []

    def _sweep(self) -> None:
        """Remove files of ours that the published generation doesn't name; nothing of anybody else's."""
        for path in self._unnamed():
            durable.remove(path)

    def _unnamed(self) -> list[Path]:
        named = {file.name for file in self._published.files()} | {toc.name(self._published.generation)}
        there = [path for path in self._index.iterdir() if path.name not in named]
        return [path for path in there if _OURS.fullmatch(path.name) or toc.PATTERN.fullmatch(path.name)]


class _Changing:
    """A segment of the next generation: its entry, and the documents that are deleted since; whether it is `bare`
    (`batch`), and must be merged."""

    def __init__(self, index: Path, entry: SegmentEntry, *, bare: bool = False) -> None:
        self.entry = entry
        self.bare = bare
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

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the articles of these ids that are here."""
        wanted = [id.encode("utf-8", "surrogatepass") for id in ids]
        if wanted:
            column = np.frombuffer(self.open().file.bytes("ids"), f"S{ID_BYTES}")
            self._deleted.update(np.flatnonzero(np.isin(column, wanted)).tolist())

    def settle(self) -> None:
        """Put the deletions into the entry."""
        if self._deleted:
            deleted = tuple(sorted(self._deleted.union(self.entry.deleted)))
            self._deleted.clear()
            if deleted == self.entry.deleted:
                return
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
    # Live documents by stem language.
    numbers = bytes(segment.language_numbers)
    dead = bytes(numbers[document] for document in segment.dead)
    counts = {tag: numbers.count(n) - dead.count(n) for n, tag in enumerate(segment.languages)}
    return {language: count for language, count in counts.items() if count}


def _wrong(index: Path, published: Manifest) -> Iterator[tuple[str, str]]:
    """Read all files of a generation; a file's name and what is wrong with it."""
    for entry in published.segments:
        try:
            segment = Segment(index, entry)
        except FileNotFoundError as error:
            yield Path(error.filename).name, "is missing"
        except DamagedArchive as error:
            yield file_name(entry.id), str(error)
        else:
            yield from ((segment.path.name, found) for found in segment.verify())
            segment.close()
    if (file := published.stories) is not None:
        try:
            known = stories.opened(index, file, documents=published.documents)
        except DamagedArchive as error:
            yield file.name, str(error)
        else:
            yield from ((file.name, found) for found in known.verify())
            known.close()
