"""What is gone from the sources: noticed in every run, removed when it was asked for.

A file is gone when nothing is at its path; one that the walk left out, or that can't be looked at, is not. A record is
gone when its file was read to the end without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from indexer.errors import PruneRefused
from indexer.ledger import articles, revisions, sources, temporary
from indexer.ledger.connection import Connection
from indexer.records import is_gone

MOST = Fraction(1, 5)
"""The share of a SOURCE's files that --prune lets go without a second word: more looks like a disk not mounted."""


class Losses(NamedTuple):
    """Of the files that a SOURCE is known to have articles in: how many there are, how many are gone; and whether none
    of its articles is left."""

    root: bytes
    known: int
    gone: int
    empty: bool


def notice(db: Connection, roots: Iterable[bytes], run: int) -> list[Losses]:
    """Mark the files under these SOURCEs that are gone, and say how many there are."""
    return [_notice(db, root, run) for root in roots]


def refusal(losses: Iterable[Losses]) -> PruneRefused | None:
    """Why these losses look like an accident, or None."""
    for loss in losses:
        if loss.gone and (loss.empty or loss.gone > MOST * loss.known):
            name = loss.root.decode("utf-8", "backslashreplace")
            return PruneRefused(
                f"{name} lost {loss.gone} of {loss.known} files; nothing was removed. "
                "If that is right, remove them with --prune=all"
            )
        if loss.empty:
            name = loss.root.decode("utf-8", "backslashreplace")
            return PruneRefused(
                f"{name} has no articles any more; nothing was removed. If that is right, remove them with --prune=all"
            )
    return None


def remove(db: Connection, roots: Iterable[bytes]) -> None:
    """Remove the articles under these SOURCEs that no file holds any more; their rows and texts stay in the ledger."""
    for root in roots:
        for source in list(sources.under(db, root)):
            if source.vanished is not None:
                # Its digest goes too: should the file come back as it was, it is not unchanged.
                sources.TABLE.update(db, source._replace(digest=None, articles=0, ignored=0))
                for revision in list(revisions.present_in(db, source.id)):
                    revisions.TABLE.update(db, revision._replace(present=0))
                    temporary.touch(db, revision.article)
            for article in list(revisions.lost_articles(db, source.id)):
                row = articles.get(db, article)
                if row is not None and row.state == "live":
                    articles.TABLE.update(db, row._replace(state="removed"))
                    temporary.touch(db, article)


def _notice(db: Connection, root: bytes, run: int) -> Losses:
    known = gone = 0
    present = lost = False
    for source in list(sources.under(db, root)):
        holds = revisions.holds_any(db, source.id)
        known += holds
        if source.vanished is None and not temporary.source_is_seen(db, source.id) and is_gone(source.path):
            source = source._replace(vanished=run)
            sources.TABLE.update(db, source)
        if source.vanished is not None:
            gone += holds
        else:
            present = present or holds
        lost = lost or holds or revisions.has_lost(db, source.id)
    return Losses(root, known, gone, empty=lost and not present)
