"""`morgue coverage`: what the archive holds of each publisher, and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indexer.errors import UsageError
from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, open_searcher, say, stdout, write
from search.render.amounts import count

if TYPE_CHECKING:
    from search.coverage import Coverage

EXAMPLES = """\
morgue coverage                                  a table, a publisher each, and its articles by month
morgue coverage --since 2024-03                  of what was published from then on
morgue coverage --publisher 'BBC News' --json    for a program, with the days that are missing
morgue coverage --since 2024-03 --max-missing 2  for cron: exit code 5 when a publisher misses more days
"""

BELOW = 5
"""The exit code when a threshold isn't met."""


def command(
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="Of this publisher alone, its whole name.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Published from then on: 2024, 2024-03, 2024-03-22.")
    ] = None,
    min_articles: Annotated[
        int | None, typer.Option("--min-articles", metavar="N", help="Exit code 5 when a publisher has fewer.")
    ] = None,
    max_missing: Annotated[
        int | None, typer.Option("--max-missing", metavar="DAYS", help="Exit code 5 when a publisher misses more days.")
    ] = None,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Say how much of each publisher there is, and what seems to be missing.

    For each publisher: articles, the first and the last day, days in between without an article, and how many articles
    have no date, look cut off by a paywall (stub), came in a wrong encoding that was repaired, and have captions. Below
    that, articles by month.
    """
    if since is not None and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", since):
        raise UsageError(f"--since takes a date like 2024, 2024-03 or 2024-03-22, not {since!r}")
    found = coverage(archive, since=since)
    if publisher is not None:
        found = [one for one in found if (one.publisher or "").casefold() == publisher.casefold()]
    screen = stdout(color)
    if as_json:
        from search.render import json

        write([json.dump(json.coverage(found))])
    elif screen.tty:
        from search.render import terminal

        write(terminal.coverage(found, screen=screen))
    else:
        from search.render import plain

        write(plain.coverage(found))
    if not found:
        say("no articles" + f" of {publisher}" * (publisher is not None))
        return BELOW if min_articles else 1
    short = list(_below(found, min_articles, max_missing))
    for line in short:
        say(line)
    return BELOW if short else 0


def coverage(archive: Path | None, *, since: str | None = None) -> list[Coverage]:
    """The coverage of all publishers, most articles first. Raises NoArchive, DamagedArchive."""
    from indexer.ledger import Ledger
    from search.coverage import decided, survey

    place = archive_at(archive).require()
    place.require_ledger()
    with open_searcher(archive) as searcher:
        with Ledger.open(place.ledger) as ledger:
            known = decided(ledger)
        return survey(searcher.articles_of("*"), known, since=since)


def _below(found: Sequence[Coverage], min_articles: int | None, max_missing: int | None) -> Iterator[str]:
    for one in found:
        name = one.publisher or "(no publisher)"
        if min_articles is not None and one.articles < min_articles:
            yield f"{name}: {count(one.articles, 'article')}, fewer than {min_articles:,}"
        if max_missing is not None and one.missing_days > max_missing:
            yield f"{name}: {count(one.missing_days, 'day')} without an article, more than {max_missing:,}"
