"""`morgue status`: the archive in numbers, and whether it is fresh."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from indexer.archive import Archive
from indexer.errors import DamagedArchive, NoArchive, StaleArchive, UnsupportedFormat, UsageError
from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, write

EXAMPLES = """\
morgue status                        how much there is, and what the last run did
morgue status --json                 the same for a program
morgue status --max-age 26h          exit code 5 when the last good run is older
"""

_AGE = re.compile(r"(\d+(?:\.\d+)?)\s*([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def command(
    as_json: JsonOption = False,
    max_age: Annotated[
        str | None,
        typer.Option("--max-age", metavar="AGE", help="Exit code 5 when nothing went well for so long: 90m, 26h, 2d."),
    ] = None,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Say what is in the archive and how the last run went."""
    allowed = parse_age(max_age) if max_age is not None else None
    known = status(archive_at(archive).require())
    if as_json:
        from search.render import json

        write([json.dump(known)])
    else:
        write(_lines(known))
    if allowed is not None:
        _require_fresh(known, allowed, max_age or "")
    return 0


def status(archive: Archive) -> dict[str, Any]:
    """The archive in numbers, as `--json` prints it.

    `format_version`, `archive` (its folder), `generation`, `articles`, `bytes` (on disk), `sources`, `failing`, `runs`,
    `last_good` (when the last run that was done had finished; ISO 8601, UTC), and `last_run`: its number `run`,
    `outcome` (`started` while it goes on, or when it was killed), `started`, `finished` and `report`. Nulls where there
    was none. `index_trouble` says in a sentence why the index can't be searched: it is damaged, or of another release.
    """
    from indexer.ledger import Ledger, runs

    archive.require_ledger()
    with Ledger.open(archive.ledger) as ledger:
        known = ledger.status()
        good = runs.TABLE.one(ledger.db, "WHERE outcome = 'done' ORDER BY id DESC")
    return {
        "format_version": 1,
        "archive": str(archive.root),
        "generation": known.generation,
        "articles": known.articles,
        "bytes": _bytes(archive.root),
        "sources": known.sources,
        "failing": known.failing,
        "index_trouble": _index_trouble(archive),
        "runs": known.runs,
        "last_good": good.finished if good else None,
        "last_run": {
            "run": known.run,
            "outcome": known.outcome,
            "started": known.started,
            "finished": known.finished,
            "report": known.report,
        },
    }


def parse_age(text: str) -> timedelta:
    """`90m`, `26h`, `2d`: a stretch of time. UsageError for anything else."""
    match = _AGE.fullmatch(text.strip().lower())
    if not match:
        raise UsageError(f"{text!r} is not an age; write 90m, 26h or 2d")
    return timedelta(**{_UNITS[match[2]]: float(match[1])})


def age(finished: str, now: datetime | None = None) -> timedelta:
    """How long ago `finished` (ISO 8601; without a zone it is UTC) was."""
    then = datetime.fromisoformat(finished)
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return (now or datetime.now(UTC)) - then


def _require_fresh(known: dict[str, Any], allowed: timedelta, said: str) -> None:
    """Raises StaleArchive, also where a wrong clock put the run into the future: it would be fresh until then."""
    from indexer.doctor import SLACK

    good = known["last_good"]
    if good is None:
        raise StaleArchive("no run has ended well yet; run morgue index")
    if age(good) < -SLACK:
        raise StaleArchive(f"the last good run ended at {good}, which is to come: set the clock, and run morgue index")
    if age(good) > allowed:
        last = known["last_run"]["outcome"]
        since = "" if last == "done" else f" (the last one: {last})"
        raise StaleArchive(f"the last good run ended at {good}, more than {said} ago{since}; run morgue index")


def _index_trouble(archive: Archive) -> str | None:
    from indexer.stores import manifest

    try:
        manifest.load(archive.index)
    except NoArchive:
        return None
    except (DamagedArchive, UnsupportedFormat) as error:
        return str(error)
    return None


def _bytes(folder: Path) -> int:
    # A writer may remove a file between the listing and the look at it.
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except FileNotFoundError:
            continue
    return total


def _lines(known: dict[str, Any]) -> list[str]:
    from search.render.amounts import size
    from search.render.safe import visible

    run = known["last_run"]
    last = f"{run['run']}: {run['outcome']}, {run['finished'] or run['started']}" if run["outcome"] else "none yet"
    facts = {
        "archive": visible(known["archive"]),
        "generation": known["generation"],
        "articles": f"{known['articles']:,}",
        "size": size(known["bytes"]),
        "sources": f"{known['sources']:,}"
        + (f" ({known['failing']:,} failing: morgue failures)" * bool(known["failing"])),
        "last run": visible(last),
    }
    if known["index_trouble"]:
        facts["index"] = visible(known["index_trouble"])
    return [f"{name + ':':<12}{value}" for name, value in facts.items()]
