"""The embedded engine: one generation of the index that `indexer.stores.whoosh` wrote, open for reading.

Everything is read from the manifest: no lock, no write access, and no byte of an archive reaches an unpickler. Whoosh
itself isn't imported; its files are read as `indexer.stores.whoosh.segment` describes them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from heapq import merge, nsmallest
from itertools import islice
from pathlib import Path
from typing import Any

from indexer.article import Article
from indexer.errors import DamagedArchive
from indexer.stores import manifest
from indexer.stores.whoosh.schema import ID, date_fields
from indexer.stores.whoosh.segment import Segment
from search.engines import Match, Matches, Sort
from search.engines.postings import Reader
from search.engines.scoring import Evaluation
from search.query.ast import Node

_ATTEMPTS = 10


class WhooshEngine:
    """See `search.engines.Engine`. Every file is mapped when the engine opens, so it outlives later generations."""

    def __init__(self, index: Path) -> None:
        published, segments = _open(index)
        self.generation = published.generation
        self.articles = published.articles
        self.languages = frozenset(published.languages)
        self._reader = Reader(segments, self.languages)

    def search(self, query: Node, *, limit: int | None, offset: int = 0, sort: Sort = "relevance") -> Matches:
        """The matches of `query`; see the protocol for their order."""
        found = Evaluation(self._reader).find(query)
        scores = dict.fromkeys(found.docs, 0.0)
        found.add(scores)
        page = _page(self._keys(scores, sort), self._id, slice(offset, None if limit is None else offset + limit))
        return Matches(len(scores), tuple(Match(doc, scores[doc]) for doc in page))

    def fetch(self, docs: Sequence[int]) -> list[Article]:
        """The articles of these matches, in the same order."""
        return [segment.article(document) for segment, document in map(self._place, docs)]

    def ids(self, prefix: str, limit: int = 10) -> list[str]:
        """At most `limit` ids that begin with `prefix`, ascending."""
        streams = (_ids(segment, prefix) for segment in self._reader.segments)
        return list(islice(merge(*streams), limit))

    def get(self, id: str) -> Article | None:
        """The article with exactly this id."""
        for segment in self._reader.segments:
            document = segment.document(id)
            if document is not None:
                return segment.article(document)
        return None

    def close(self) -> None:
        """Let go of files."""
        for segment in self._reader.segments:
            segment.close()

    def _place(self, doc: int) -> tuple[Segment, int]:
        number = bisect_right(self._reader.bases, doc) - 1
        return self._reader.segments[number], doc - self._reader.bases[number]

    def _id(self, doc: int) -> str:
        segment, document = self._place(doc)
        return segment.id(document)

    def _keys(self, scores: dict[int, float], sort: Sort) -> dict[int, Any]:
        if sort == "relevance":
            return {doc: -score for doc, score in scores.items()}
        sign = -1 if sort == "newest" else 1
        seconds = self._reader.numbers(date_fields("date")[0], "q")
        return {doc: (not seconds[doc], sign * seconds[doc], -score) for doc, score in scores.items()}


def _ids(segment: Segment, prefix: str) -> Iterator[str]:
    for id in segment.texts(ID, prefix):
        if segment.document(id) is not None:
            yield id


def _page(keys: dict[int, Any], id: Callable[[int], str], page: slice) -> list[int]:
    """The documents of one page, by key, ties by id. Ids are looked up only for those that may be on the page."""
    docs = list(keys)
    if page.stop is not None and page.stop < len(keys):
        if page.stop <= page.start:
            return []
        last = nsmallest(page.stop, keys.values())[-1]
        docs = [doc for doc, key in keys.items() if key <= last]
    return sorted(docs, key=lambda doc: (keys[doc], id(doc)))[page]


def _open(index: Path) -> tuple[manifest.Manifest, list[Segment]]:
    for _ in range(_ATTEMPTS):
        data = manifest.read(index)
        published = manifest.parse(data, index / manifest.NAME)
        segments: list[Segment] = []
        try:
            for entry in published.segments:
                segments.append(Segment(index, entry))
            return published, segments
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
