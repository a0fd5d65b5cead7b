"""The shingles of the texts that are compared: of those that were read, some are remembered and the others on disk.

A text is read once, however many others it is compared with: to read it, unpack it and find its words takes a hundred
times as long as to fetch its shingles from a file. Only where those are many is there a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO

import numpy as np
from numpy.typing import NDArray

from indexer.article import Article
from indexer.stores.whoosh import shingles

TOGETHER = 256
"""Texts that are read together."""

REMEMBERED = 4_000_000
"""Shingles that are kept in memory: 16 MB."""

Shingles = NDArray[np.uint32]
"""The upper halves of a text's shingles, ascending: two that differ have them in common once in four thousand millions.
"""


class Compared:
    """Shingles by document; to be used as a context. `articles` reads texts."""

    def __init__(self, articles: Callable[[Sequence[int]], list[Article]]) -> None:
        self._articles = articles
        self._held: dict[int, Shingles] = {}
        self._size = 0
        self._file: IO[bytes] | None = None  # has no name, so that nothing is left of it
        self._places: dict[int, int] = {}  # where those of a document stand in it, by its number; one more is the end
        self._counts: dict[int, int] = {}

    def __contains__(self, doc: int) -> bool:
        return doc in self._held or doc in self._places

    def of(self, doc: int) -> Shingles:
        """Those of a document that was read."""
        found = self._held.get(doc)
        if found is None:
            assert self._file is not None, "what isn't held is in the file"
            self._file.seek(self._places[doc])
            found = np.frombuffer(self._file.read(4 * self._counts[doc]), np.uint32)
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
        if self._file is None:
            self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - closed by __exit__
        at = self._file.seek(0, 2)
        fresh = {doc: its for doc, its in self._held.items() if doc not in self._places}
        for doc, its in fresh.items():
            self._places[doc], self._counts[doc] = at, len(its)
            at += its.nbytes
        if fresh:
            self._file.write(np.concatenate(list(fresh.values())).tobytes())
        self._held.clear()
        self._size = 0

    def __enter__(self) -> Compared:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
