"""The write half of an index, behind one small protocol.

A store takes clean articles, makes them durable, and then publishes them by one rename. `pipeline` drives it:

    store.delete(ids)             what is gone, or about to be added anew
    store.add(article)            each id at most once between two publications
    manifest = store.prepare(G)   segment files on disk, nothing visible yet
    (the ledger commits, with the manifest in its transaction)
    store.publish(manifest)       generation G is what every new reader sees
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from indexer.article import Article
from indexer.fields import NOTHING, Known
from indexer.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong with an archive: the file (relative to the archive) and what was found."""

    file: str
    found: str


class Store(Protocol):
    """The write half of one index. Its methods raise `OutputError` for a full disk or a refused write, `DamagedArchive`
    when what is already there can't be read."""

    @property
    def generation(self) -> int:
        """The published generation; 0 when nothing was ever published. Raises what keeps the archive from being used,
        until `clear` starts it anew."""

    def delete(self, ids: Iterable[str]) -> None:
        """Take these articles out of the next generation; unknown ids are fine."""

    def add(self, article: Article, known: Known = NOTHING) -> None:
        """Put a clean article into the next generation, with what the archive knows about it. The caller deletes an
        older one of the same id first."""

    def purge(self) -> None:
        """Write every file of the next generation anew, so that nothing is left in them but its articles."""

    def compact(self) -> bool:
        """Have the next generation in as few files as can be, without what is deleted; False: the published one is."""

    def clear(self) -> None:
        """Start the next generation from nothing (a rebuild)."""

    def prepare(self, generation: int) -> bytes:
        """Write everything that `generation` needs, durably and invisibly; return its manifest."""

    def publish(self, manifest: bytes) -> None:
        """Make the prepared generation the visible one, then remove what no generation names any more."""

    def rollback(self) -> None:
        """Forget what was added since the last publication and remove its files."""

    def holds(self, manifest: bytes) -> bool:
        """Whether every file that `manifest` names is there, whole: whether it could be published."""

    def ids(self) -> Iterator[str]:
        """The ids of all articles of the published generation, in no order."""

    def story(self, id: str) -> list[str]:
        """The ids of the articles that tell the same story as this one in the published generation, itself among
        them."""

    def remains(self, prefix: str) -> list[Article]:
        """The articles whose ids begin so and that the published generation doesn't hold any more, but of which its
        files still have the text."""

    def strays(self) -> list[str]:
        """The names of files of its own that the published generation doesn't need, and that nothing removed."""

    def verify(self) -> Iterator[Damage]:
        """Read every byte of the published generation and yield what isn't as it was written."""

    def close(self) -> None:
        """Let go of files; anything unpublished is rolled back."""


def open_store(index: Path, *, memory_mb: int = 256, several: bool = False) -> Store:
    """The archive's store, for writing; the caller holds the archive's lock. `memory_mb` bounds its buffers;
    `several` says that it may use more than one processor."""
    from indexer.stores.whoosh.store import WhooshStore

    return WhooshStore(index, memory_mb=memory_mb, several=several)
