"""The stories of a generation: which of its articles are copies of which, read with the standard library alone.

A *story* is a group of near-duplicate articles (a wire story and its reprints); its *lead* is the earliest, by date and
then by id. The map names those of two articles or more; every other article is a story of its own. It is one file of
the generation, `MAIN_<id>.map`, a `container`, written once by `grouping` and never changed: segments know nothing of
stories, so a late copy rewrites none of them. Documents are numbered through all segments in the manifest's order.

| part | what it holds |
|---|---|
| `docs` | u32: documents that have copies, ascending |
| `stories` | u32 beside: the number of its story |
| `starts` | u32 a story and one more: where its members begin |
| `members` | u32: the documents of each story, the lead first, then by date and id |

The fact `documents` says how many there are in the generation, deleted ones too.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from indexer.errors import DamagedArchive, UnsupportedFormat
from indexer.stores import durable
from indexer.stores.manifest import File
from indexer.stores.whoosh.container import Container, ContainerWriter

TEMPORARY = "MAIN_stories.map.tmp"


class Stories:
    """The stories of one generation of so many `documents`. Raises FileNotFoundError, and DamagedArchive for a file
    that isn't as it was written."""

    def __init__(self, index: Path, file: File, *, documents: int) -> None:
        self.path = index / file.name
        try:
            self._file = Container(self.path, size=file.size, digest=file.checksum)
        except UnsupportedFormat as error:  # a manifest of this release names no map of another
            raise DamagedArchive(f"{self.path} is damaged: {error}") from error
        if self._file.facts.get("documents") != documents:
            raise self._file.damaged("it is of another generation")
        self.docs, self.numbers = self._file.numbers("docs", "I"), self._file.numbers("stories", "I")
        self._starts, self._members = self._file.numbers("starts", "I"), self._file.numbers("members", "I")
        count = len(self.docs)
        if (
            not (count == len(self.numbers) == len(self._members))
            or (self._starts[-1] if len(self._starts) else 0) != count
            or (count and self.docs[-1] >= documents)
        ):
            raise self._file.damaged("its parts don't fit together")

    def __len__(self) -> int:
        """How many stories have copies."""
        return max(len(self._starts) - 1, 0)

    def number(self, doc: int) -> int | None:
        """The number of the story of a document that has copies."""
        at = bisect_left(self.docs, doc)
        return self.numbers[at] if at < len(self.docs) and self.docs[at] == doc else None

    def members(self, number: int) -> list[int]:
        """The documents of a story, the lead first."""
        try:
            return self._members[self._starts[number] : self._starts[number + 1]].tolist()
        except IndexError as error:
            raise self._file.damaged(f"it has no story {number}") from error

    def lead(self, number: int) -> tuple[int, int]:
        """The lead of a story, and how many documents the story has."""
        try:
            start, end = self._starts[number], self._starts[number + 1]
            return self._members[start], end - start
        except IndexError as error:
            raise self._file.damaged(f"it has no story {number}") from error

    def by_document(self, documents: int) -> array[int]:
        """The number of the story of each of all documents; -1 for one without copies."""
        found = array("i", [-1]) * documents
        for doc, number in zip(self.docs, self.numbers, strict=True):
            found[doc] = number
        return found

    def story(self, doc: int) -> list[int]:
        """The documents of the story that a document belongs to, the lead first."""
        number = self.number(doc)
        return [doc] if number is None else self.members(number)

    def __iter__(self) -> Iterator[list[int]]:
        """The documents of each story that has copies."""
        return map(self.members, range(len(self)))

    def verify(self) -> Iterator[str]:
        """Read every byte, and yield what is wrong."""
        yield from self._file.verify()

    def close(self) -> None:
        """Let go of the file; what of it is still looked at stays until nobody does."""
        self._file.close()


def write(index: Path, stories: Iterable[Sequence[int]], *, documents: int) -> File:
    """Write the map of these stories (documents, the lead first), durably but for the folder. Raises OutputError."""
    starts, members = array("I", [0]), array("I")
    numbers: dict[int, int] = {}
    for number, story in enumerate(stories):
        members.extend(story)
        starts.append(len(members))
        numbers.update(dict.fromkeys(story, number))
    docs = array("I", sorted(numbers))
    writer = ContainerWriter(index / TEMPORARY)
    try:
        for name, numbers_of in (
            ("docs", docs),
            ("stories", array("I", map(numbers.__getitem__, docs))),
            ("starts", starts if len(starts) > 1 else array("I")),
            ("members", members),
        ):
            writer.add(name, [numbers_of])
        size, digest = writer.finish({"documents": documents})
    except BaseException:
        writer.abandon()
        raise
    name = f"MAIN_{digest[:16]}.map"
    with durable.refusals(writer.path):
        os.replace(writer.path, index / name)  # over a file of this name stand the same bytes
    return File(name, size, digest)


def opened(index: Path, file: File, *, documents: int) -> Stories:
    """The stories in `file`. Raises DamagedArchive, also for one that is missing."""
    try:
        return Stories(index, file, documents=documents)
    except FileNotFoundError as error:
        raise DamagedArchive(f"{error.filename} is missing; make the index again with: morgue rebuild") from error
