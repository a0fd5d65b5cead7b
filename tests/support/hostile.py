"""Segments whose checksums are right and whose contents are anything: what only somebody with intent writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from indexer.stores import manifest
from indexer.stores.manifest import File, SegmentEntry
from indexer.stores.whoosh.container import Container, ContainerWriter
from indexer.stores.whoosh.segment import file_name

Parts = dict[str, bytes]


def taken_apart(index: Path, entry: SegmentEntry) -> tuple[Parts, dict[str, Any]]:
    """The parts and facts of a segment."""
    (file,) = entry.files
    container = Container(index / file.name, size=file.size, digest=file.checksum)
    names = [name for name in container._parts if name in container]
    parts = {name: bytes(container.bytes(name)) for name in names}
    container.close()
    return parts, dict(container.facts)


def put_together(index: Path, parts: Mapping[str, bytes], facts: dict[str, Any], entry: SegmentEntry) -> SegmentEntry:
    """A segment of these, and its entry: that of another one otherwise."""
    writer = ContainerWriter(index / "made")
    for name, data in parts.items():
        writer.add(name, [data])
    size, digest = writer.finish(facts)
    name = file_name(digest[:16])
    (index / "made").rename(index / name)
    return replace(entry, id=digest[:16], files=(File(name, size, digest),))


def rewrite(index: Path, change: Callable[[Parts, dict[str, Any]], None]) -> None:
    """Change the only segment of an index, and publish it with the right checksums."""
    published = manifest.load(index)
    (entry,) = published.segments
    parts, facts = taken_apart(index, entry)
    change(parts, facts)
    made = put_together(index, parts, facts, entry)
    manifest.publish(index, manifest.dump(replace(published, segments=(made,))))
