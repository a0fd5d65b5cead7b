"""The write side: how an article gets from somebody's disk into the archive.

Sources in
    `sources` walks files, folders, compressed files and archives, and hands on one `Source` at a time: a locator, the
    first bytes, and a way to open it.

Bytes to articles
    `readers` asks each format in turn whether the source is its own, and turns the bytes into `Article`s, as they
    stand in the source. A record that can't be read is a `Skipped` line, and the run goes on.

What was read is kept
    `ledger` (SQLite) keeps every article as read, compressed, with its revisions, where it came from and every
    decision that was made about its lines.

Clean text
    `text` takes an article as read and returns it clean, with its reasons: captions and credits go to their fields,
    repeated lines to one of three fates, words are never touched.

The index
    `stores` builds the searchable generation from clean articles; `stores/whoosh` is the embedded default. `fields`
    says what is searchable, `analysis` what a word is.

One run
    `pipeline.run` is the chain of these steps and owns the transaction: the ledger's rows, the segment files, and last
    the manifest, whose rename makes the new generation visible. `report` says what happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.pipeline import run as run
    from indexer.report import Report as Report

__all__ = ["Report", "run"]


def __getattr__(name: str) -> Any:
    # Lazily, because importing any module of this package runs this file, and a search must not pay for a pipeline.
    if name == "run":
        from indexer.pipeline import run

        return run
    if name == "Report":
        from indexer.report import Report

        return Report
    raise AttributeError(f"module 'indexer' has no attribute {name!r}")
