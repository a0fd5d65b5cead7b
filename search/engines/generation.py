"""An open generation as one row of documents: segment after segment, numbered through."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from heapq import merge
from itertools import islice
from pathlib import Path
from types import TracebackType

from indexer.article import Article
from indexer.errors import DamagedArchive
from indexer.stores import manifest
from indexer.stores.whoosh.segment import Segment
from indexer.stores.whoosh.stories import Stories
from indexer.stores.whoosh.texts import decode_heads
from search.engines import Copies, Head

_ATTEMPTS = 10


class Generation:
    """The published generation in `index`. Every file is mapped at once, so it outlives later generations.

    Raises NoArchive where nothing was ever published, DamagedArchive, UnsupportedFormat.
    """

    def __init__(self, index: Path) -> None:
        published, segments, self.stories = _open(index)
        self._reading = Reading(index)
        self.number = published.generation
        self.articles = published.articles
        self.languages = frozenset(published.languages)
        self.segments = tuple(segments)
        self.bases = [0]
        for segment in segments:
            self.bases.append(self.bases[-1] + segment.documents)
        self.documents = self.bases[-1]

    def rows(self) -> Iterator[tuple[int, Segment]]:
        """Each segment with the number of its first document."""
        return zip(self.bases, self.segments, strict=False)

    def place(self, doc: int) -> tuple[Segment, int]:
        """The segment of a document, and its number there."""
        number = bisect_right(self.bases, doc) - 1 if len(self.segments) > 1 else 0
        return self.segments[number], doc - self.bases[number]

    @cached_property
    def dead(self) -> frozenset[int]:
        """The documents that are deleted."""
        return frozenset(base + document for base, segment in self.rows() for document in segment.dead)

    def id(self, doc: int) -> str:
        """The article id of a document."""
        segment, document = self.place(doc)
        return segment.id(document)

    def ids(self, prefix: str, limit: int) -> list[str]:
        """At most `limit` ids that begin with `prefix`, ascending."""
        return [id for id, _ in islice(merge(*(segment.ids(prefix) for segment in self.segments)), limit)]

    def get(self, id: str) -> Article | None:
        """The article with exactly this id."""
        for segment in self.segments:
            document = segment.document(id)
            if document is not None:
                return segment.article(document)
        return None

    def doc(self, id: str) -> int | None:
        """The document of the article with exactly this id."""
        for base, segment in self.rows():
            document = segment.document(id)
            if document is not None:
                return base + document
        return None

    def fetch(self, docs: Sequence[int]) -> list[Article]:
        """The articles of these documents."""
        return [segment.article(document) for segment, document in map(self.place, docs)]

    def heads(self, docs: Sequence[int], *, quickly: bool = False) -> list[Head]:
        """The heads of these documents; `quickly` as `texts.decode_heads` has it."""
        if len(self.segments) == 1:
            records = self.segments[0].texts.heads(docs, often=quickly)
        else:
            records = [s.texts.heads((document,), often=quickly)[0] for s, document in map(self.place, docs)]
        return decode_heads(records, quickly=quickly)

    def copies(self, docs: Sequence[int], *, quickly: bool = False) -> list[Copies | None]:
        """Of each of these documents its story, if that has copies; `quickly`: the first time is for all later ones,
        too."""
        stories = self.stories
        if stories is None:
            return [None] * len(docs)
        numbers = map(self.story_numbers.__getitem__ if quickly else stories.number, docs)
        found: list[Copies | None] = []
        for number in numbers:
            if number is None or number < 0:
                found.append(None)
            else:
                lead, members = stories.lead(number)
                found.append(Copies(self.id(lead), members))
        return found

    @cached_property
    def story_numbers(self) -> array[int]:
        """The number of each document's story, i32; -1 for one without copies."""
        if self.stories is None:
            return array("i", [-1]) * self.documents
        return self.stories.by_document(self.documents)

    def reading(self) -> Reading:
        """See `Reading`."""
        return self._reading

    def close(self) -> None:
        """Let go of files."""
        for segment in self.segments:
            segment.close()
        if self.stories is not None:
            self.stories.close()


class Reading:
    """A `with` in which bytes that passed their checksum and still make no sense (a hostile file's, or another
    program's) are DamagedArchive. Such bytes make numbers that are out of place, never values of other types; what runs
    out of memory, or asks for what isn't there, is no damage."""

    def __init__(self, index: Path) -> None:
        self._index = index

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, (ValueError, LookupError, ArithmeticError)):
            raise DamagedArchive(
                f"{self._index} is damaged: it can't be read ({error}); make the index again with: morgue rebuild"
            ) from error


def _open(index: Path) -> tuple[manifest.Manifest, list[Segment], Stories | None]:
    for _ in range(_ATTEMPTS):
        data = manifest.read(index)
        published = manifest.parse(data, index / manifest.NAME)
        segments: list[Segment] = []
        try:
            for entry in published.segments:
                segments.append(Segment(index, entry))
            file = published.stories
            stories = Stories(index, file, documents=published.documents) if file is not None else None
            return published, segments, stories
        except (FileNotFoundError, DamagedArchive) as error:
            for segment in segments:
                with suppress(OSError):
                    segment.close()
            # A writer may have published and cleared away while the files were being opened; else it is damage.
            if manifest.read(index) == data:
                if isinstance(error, DamagedArchive):
                    raise
                raise DamagedArchive(
                    f"{error.filename} is missing; make the index again with: morgue rebuild"
                ) from error
    raise DamagedArchive(f"{index} changes faster than it can be opened; try again")
