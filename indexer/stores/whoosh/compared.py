"""The shingles of the texts that are compared: of those that were read, some are remembered and the others on disk.

A text is read once, however many others it is compared with: to read it, unpack it and find its words takes a hundred
times as long as to fetch its shingles from a file. Only where those are many is there a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from indexer.article import Article
from indexer.spool import Pile
from indexer.stores.whoosh import shingles

TOGETHER = 256
"""Texts that are read together."""

REMEMBERED = 4_000_000
"""Shingles that are kept in memory: 16 MB."""

Shingles = NDArray[np.uint32]
"""The upper halves of a text's shingles, ascending: two that differ have them in common once in four thousand millions.
"""


class Compared:
    """Shingles by document; to be used as a context. `articles` reads texts. Its methods raise OutputError."""

    def __init__(self, articles: Callable[[Sequence[int]], list[Article]]) -> None:
        self._articles = articles
        self._held: dict[int, Shingles] = {}
        self._size = 0
        self._pile = Pile()
        self._places: dict[int, int] = {}  # where those of a document stand in it, by its number
        self._counts: dict[int, int] = {}

    def __contains__(self, doc: int) -> bool:
        return doc in self._held or doc in self._places

    def of(self, doc: int) -> Shingles:
        """Those of a document that was read."""
        found = self._held.get(doc)
        if found is None:
            found = np.frombuffer(self._pile.read(self._places[doc], 4 * self._counts[doc]), np.uint32)
            self._hold(doc, found)
        return found

    def read(self, docs: Iterable[int]) -> None:
        """Read those of these documents that weren't read before."""
        missing = [doc for doc in dict.fromkeys(docs) if doc not in self]
        for start in range(0, len(missing), TOGETHER):
            some = missing[start : start + TOGETHER]
            for doc, its in zip(some, shingles.shingles(self._articles(some)), strict=True):
                self._hold(doc, (its >> np.uint64(32)).astype(np.uint32))

    def _hold(self, doc: int, found: Shingles) -> None:
        if self._size > REMEMBERED:
            self._put_away()
        self._held[doc] = found
        self._size += len(found)

    def _put_away(self) -> None:
        fresh = {doc: its for doc, its in self._held.items() if doc not in self._places}
        if fresh:
            at = self._pile.add(np.concatenate(list(fresh.values())).tobytes())
            for doc, its in fresh.items():
                self._places[doc], self._counts[doc] = at, len(its)
                at += its.nbytes
        self._held.clear()
        self._size = 0

    def __enter__(self) -> Compared:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pile.__exit__(kind, error, trace)
