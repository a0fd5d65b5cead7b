"""What was read: one row per file, known by its absolute path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from indexer.ledger.connection import Connection
from indexer.ledger.rows import Table


class Source(NamedTuple):
    """One file.

    - `path`, `root` (the SOURCE it was last reached by): absolute, as the system has them; `locator`: its path there,
      printable;
    - `key`: what the identities of its articles without guid and URL are made from; given once, kept when it moves;
    - `digest`: of the content as last read, None where it couldn't be; `readers`: the labels of those that read it,
      with their versions, one space between; `fingerprint`: of all readers there were;
    - `status`: `read`, `ignored` (no reader claims it) or `failed`, with the `reason`;
    - `cleaned`: whether its articles are to be cleaned; `articles`: how many records it gave;
      `ignored`: how many of its members no reader claims (1 for an ignored file);
    - `modified`: its time of modification in nanoseconds; `first`, `last`: the runs that read it first and last;
    - `vanished`: the run that found it gone.
    """

    id: int
    path: bytes
    root: bytes
    locator: str
    key: str
    digest: str | None
    readers: str
    fingerprint: str
    status: str
    reason: str | None
    cleaned: int
    articles: int
    ignored: int
    modified: int
    first: int
    last: int
    vanished: int | None


TABLE: Table[Source] = Table("sources", Source)


def at(db: Connection, path: bytes) -> Source | None:
    """The source with this absolute path."""
    return TABLE.one(db, "WHERE path = ?", (path,))


def numbered(db: Connection, id: int) -> Source:
    """The source with this number, which other rows name."""
    source = TABLE.one(db, "WHERE id = ?", (id,))
    if source is None:
        raise LookupError(f"no source {id}")
    return source


def moved(db: Connection, digest: str, locator: str) -> Source | None:
    """The first source with this content that is gone from disk (the run's temporary table `gone_sources`), one with
    the same locator before others."""
    gone = "JOIN gone_sources ON gone_sources.id = sources.id WHERE digest = ?"
    return TABLE.one(db, f"{gone} ORDER BY locator = ? DESC, locator, sources.id", (digest, locator))


def key_is_taken(db: Connection, key: str) -> bool:
    """Whether a source has this key."""
    return db.row("SELECT 1 FROM sources WHERE key = ?", (key,)) is not None


def under(db: Connection, folder: bytes) -> Iterator[Source]:
    """The source at this path, and all below it."""
    inside = folder.rstrip(b"/") + b"/"
    # "0" follows "/": the half-open range holds just what begins with `inside`, and the index on `path` serves it.
    return TABLE.select(
        db, "WHERE path = ? OR (path >= ? AND path < ?) ORDER BY path", (folder, inside, inside[:-1] + b"0")
    )
