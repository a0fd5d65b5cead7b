"""Somebody's word about a line goes before the counts: it is kept, or taken out, in every article of its publisher."""

from __future__ import annotations

from typing import Literal

from indexer.errors import UsageError
from indexer.ledger import lines
from indexer.ledger.connection import Connection
from indexer.ledger.lines import Ruling
from indexer.text import boilerplate

Decision = Literal["keep", "force", "forget"]

_NAME = 16
"""Hex digits of a line's whole name."""


def decide(db: Connection, line: str, decision: Decision, publisher: str | None) -> Ruling:
    """Note in the open transaction what is decided about a line (its text, or the beginning of its name, at least four
    hex digits), and which articles look different for it; what holds about it now.

    Raises UsageError for a line that isn't known, or of which there are several.
    """
    old = _named(db, line, publisher)
    new = old._replace(decision=None if decision == "forget" else decision)
    if new.decision is None and new.articles < boilerplate.STORIES:
        lines.drop(db, new.line)
    else:
        lines.rule(db, new)
    if old.taken != new.taken:
        lines.flip(db, new.line)
    return new


def _named(db: Connection, line: str, publisher: str | None) -> Ruling:
    folded, name = boilerplate.fold(line), line.strip().lower()
    found: list[Ruling] = []
    for ruling in lines.rulings(db):
        if publisher is not None and ruling.publisher != publisher:
            continue
        if boilerplate.fold(ruling.text) == folded or (4 <= len(name) <= _NAME and ruling.name.startswith(name)):
            found.append(ruling)
    if not found and publisher is not None and (seen := _seen(db, line, publisher)) is not None:
        return seen
    if not found:
        raise UsageError(
            "no line like that recurs; give it as `morgue boilerplate --all` prints it, "
            "or name its --publisher if it stands in fewer articles"
        )
    if len(found) > 1:
        several = ", ".join(f"{ruling.name} ({ruling.publisher})" for ruling in found[:10])
        raise UsageError(f"{line} could be {several}; name one of them, or its --publisher")
    return found[0]


def _seen(db: Connection, line: str, publisher: str) -> Ruling | None:
    """A line that stands in too few articles to have a ruling."""
    key = boilerplate.line_key(line) ^ boilerplate.key(publisher)
    articles = lines.articles_with(db, key, boilerplate.STORIES)
    if not articles:
        return None
    days = lines.days_of(db, key)
    return Ruling(key, publisher, line, articles[0], len(articles), days, 0, None)
