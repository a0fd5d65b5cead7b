"""index/manifest.json: what a generation consists of. Its rename is the one moment at which a generation is published.

    {"format": 2, "generation": 7, "engine": "whoosh", "analysis": 1, "fields": [["headline", "text", true], ...],
     "articles": 12573, "languages": {"en": 12570, "und": 3},
     "segments": [{"id": "0123456789abcdef", "documents": 12600, "deleted": [17, 3021, ...], "languages": {...},
                   "files": [{"name": "MAIN_0123456789abcdef.seg", "size": 9034, "checksum": "..."}]}, ...],
     "stories": {"name": "MAIN_89abcdef01234567.map", "size": 4711, "checksum": "..."}, "toc": "...", "checksum": "..."}

`generation` counts publications. `analysis` and `fields` say what a word was and what was searchable when the index
was made; a release with other ones rebuilds it. `articles` and `languages` (stem languages, see `analysis`) count what
isn't deleted. A segment's `documents` counts all of its documents, `deleted` lists the numbers of those that are gone.
A file's `checksum` is of its own table of checksums, so it vouches for every byte of it. `stories` is
the file that says which articles are copies of which; null in manifests of releases that didn't group any. `toc` is
the digest of the table of contents that other people's code opens; "" in old manifests. The manifest's own `checksum`
comes last and is of all bytes before it.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexer import analysis
from indexer.digests import blake2b
from indexer.errors import DamagedArchive, NoArchive, UnsupportedFormat
from indexer.fields import FIELDS
from indexer.frozen import dataclass
from indexer.stores import durable

FORMAT = 5
NAME = "manifest.json"
ENGINE = "whoosh"
"""What wrote the segments, and what reads them."""

_TAIL = re.compile(rb',"checksum":"([0-9a-f]{32})"\}\n', re.DOTALL)
_TAIL_LENGTH = len(',"checksum":""}\n') + 32
_FILE_NAME = re.compile(r"[A-Za-z0-9_]+\.[a-z]+")


@dataclass(frozen=True, slots=True)
class File:
    """One file of a generation, its size in bytes and the digest of its table of checksums."""

    name: str
    size: int
    checksum: str


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment: `documents` in all, the numbers of the `deleted` ones, ascending, and live ones by language."""

    id: str
    documents: int
    deleted: tuple[int, ...]
    languages: dict[str, int]
    files: tuple[File, ...]

    @property
    def live(self) -> int:
        """How many of its documents aren't deleted."""
        return self.documents - len(self.deleted)


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation. `toc` is the digest of its table of contents for other people's code, `stories` the file that
    says which articles are copies of which; None where nobody looked."""

    generation: int
    engine: str
    segments: tuple[SegmentEntry, ...]
    toc: str = ""
    stories: File | None = None

    @property
    def articles(self) -> int:
        """How many articles the generation holds."""
        return sum(segment.live for segment in self.segments)

    @property
    def languages(self) -> dict[str, int]:
        """How many articles there are in each stem language."""
        counts: dict[str, int] = {}
        for segment in self.segments:
            for language, count in segment.languages.items():
                counts[language] = counts.get(language, 0) + count
        return dict(sorted(counts.items()))

    def files(self) -> Iterator[File]:
        """Every file that the generation needs."""
        for segment in self.segments:
            yield from segment.files
        if self.stories is not None:
            yield self.stories

    @property
    def documents(self) -> int:
        """How many documents its segments hold, deleted ones too."""
        return sum(segment.documents for segment in self.segments)


def digest(data: bytes) -> str:
    """The checksum that the manifest keeps of things: 128 bits, in hex."""
    return blake2b(data, digest_size=16).hexdigest()


def searchable() -> list[list[object]]:
    """What of the schema an index depends on."""
    return [[field.name, field.kind, field.stemmed] for field in FIELDS]


def dump(manifest: Manifest) -> bytes:
    """The manifest as it is written."""
    content = {
        "format": FORMAT,
        "generation": manifest.generation,
        "engine": manifest.engine,
        "analysis": analysis.VERSION,
        "fields": searchable(),
        "articles": manifest.articles,
        "languages": manifest.languages,
        "segments": [
            {
                "id": segment.id,
                "documents": segment.documents,
                "deleted": segment.deleted,
                "languages": segment.languages,
                "files": [_entry(file) for file in segment.files],
            }
            for segment in manifest.segments
        ],
        "stories": _entry(manifest.stories) if manifest.stories else None,
        "toc": manifest.toc,
    }
    body = json.dumps(content, separators=(",", ":"))[:-1].encode()
    return body + f',"checksum":"{digest(body)}"}}\n'.encode()


def parse(data: bytes, where: str | Path = NAME) -> Manifest:
    """The manifest in `data`. Raises DamagedArchive, and UnsupportedFormat for one of another release."""
    found = _TAIL.fullmatch(data, len(data) - _TAIL_LENGTH) if len(data) >= _TAIL_LENGTH else None
    body = data[:-_TAIL_LENGTH]
    if found is None or found.group(1).decode() != digest(body):
        raise _damaged(where, "its checksum differs")
    try:
        content = json.loads(body + b"}")
        _check_release(content, where)
        return _manifest(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged(where, f"it doesn't hold what it should ({error})") from error


def load(index: Path) -> Manifest:
    """The published generation in `index`. Raises NoArchive where nothing was ever published, DamagedArchive,
    UnsupportedFormat."""
    return parse(read(index), index / NAME)


def read(index: Path) -> bytes:
    """The published manifest as it stands. Raises NoArchive, DamagedArchive for one that can't be read."""
    try:
        # Without waiting, and no further than a manifest goes: in its place may stand a pipe or a device.
        with open(os.open(index / NAME, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _damaged(index / NAME, "it is no file")
            return file.read()
    except FileNotFoundError:
        import shlex

        raise NoArchive(
            f"nothing was indexed at {index.parent} yet; put articles in with: "
            f"morgue --archive {shlex.quote(str(index.parent))} index SOURCE..."
        ) from None
    except OSError as error:
        raise _damaged(index / NAME, f"it can't be read ({error.strerror})") from error


def publish(index: Path, data: bytes) -> None:
    """Make `data` the published manifest, durably. Raises OutputError; then the old one still stands."""
    durable.write(index / NAME, data)
    durable.sync_folder(index)


def _check_release(content: dict[str, Any], where: str | Path) -> None:
    if content["format"] != FORMAT:
        raise UnsupportedFormat(
            f"{where} has format {content['format']}, this release reads {FORMAT}; "
            "use the release that wrote it, or make the index again with: morgue rebuild"
        )
    if content["engine"] != ENGINE:
        raise UnsupportedFormat(
            f"{where} is an index for {content['engine']!r}, which this release doesn't have; "
            "make it again with: morgue rebuild"
        )
    if content["analysis"] != analysis.VERSION or content["fields"] != searchable():
        raise UnsupportedFormat(
            f"{where} was made with other rules for words or fields than this release has; "
            "make the index again with: morgue rebuild"
        )


def _manifest(content: dict[str, Any]) -> Manifest:
    segments = tuple(_segment(item) for item in content["segments"])
    stories = content.get("stories")
    manifest = Manifest(
        _count(content["generation"]),
        str(content["engine"]),
        segments,
        str(content.get("toc", "")),
        _file(stories) if stories is not None else None,
    )
    if manifest.articles != content["articles"]:
        raise ValueError("its counts don't add up")
    return manifest


def _segment(item: dict[str, Any]) -> SegmentEntry:
    documents = _count(item["documents"])
    deleted = tuple(_count(number) for number in item["deleted"])
    if list(deleted) != sorted(set(deleted)) or (deleted and deleted[-1] >= documents):
        raise ValueError("a list of deleted documents that can't be")
    files = tuple(_file(entry) for entry in item["files"])
    languages = {str(tag): _count(count) for tag, count in item["languages"].items()}
    return SegmentEntry(str(item["id"]), documents, deleted, languages, files)


def _entry(file: File) -> dict[str, Any]:
    return {"name": file.name, "size": file.size, "checksum": file.checksum}


def _file(entry: dict[str, Any]) -> File:
    name = entry["name"]
    if not _FILE_NAME.fullmatch(name):  # never a path: a manifest must not reach out of its folder
        raise ValueError(f"a file named {name!r}")
    return File(name, _count(entry["size"]), str(entry["checksum"]))


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r} is not a count")
    return value


def _damaged(where: str | Path, found: str) -> DamagedArchive:
    return DamagedArchive(f"{where} is damaged: {found}; make the index again with: morgue rebuild")
