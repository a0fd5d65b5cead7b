"""`morgue runs`: who wrote when, to what end."""

from __future__ import annotations

import json as standard_json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from indexer.archive import Archive
from indexer.errors import UsageError
from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, say, stdout, write

EXAMPLES = """\
morgue runs                          the last twenty, the latest first
morgue runs -n 0                     all of them
morgue runs --json                   the same for a program
"""

_COUNTS = ("new", "updated", "removed")


def command(
    limit: Annotated[int, typer.Option("-n", "--limit", metavar="N", help="How many; 0: all.")] = 20,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """List the runs that wrote into the archive.

    A line each: the run's number (for `morgue undo`), when it started, how it ended, what it changed, and what it read.
    """
    if limit < 0:
        raise UsageError(f"-n must not be negative: {limit}")
    known = list(runs(archive_at(archive).require(), limit))
    if as_json:
        from search.render import json

        write([json.dump({"format_version": 1, "runs": known})])
        return 0
    if not known:
        say("there was no run yet")
    between = "  " if stdout(color).tty else "\t"
    write(between.join(_cells(run)) for run in known)
    return 0


def runs(archive: Archive, limit: int = 0) -> Iterator[dict[str, Any]]:
    """The runs, the latest first, at most `limit` (0: all), as `--json` prints them.

    `run` (its number), `started` and `finished` (ISO 8601, UTC; null for one that was cut short), `outcome` (`done`,
    `undone`, `undid run N`, `forgot N articles`, `started`, or why it ended), `sources` (as they were given), `undoes`
    (the run that it took back, else null) and `report` (that of `morgue index --json`, null where there is none).
    """
    from indexer import undo
    from indexer.ledger import Ledger
    from indexer.ledger import runs as table

    archive.require_ledger()
    with Ledger.open(archive.ledger) as ledger:
        for run in table.TABLE.select(ledger.db, "ORDER BY id DESC LIMIT ?", (limit or -1,)):
            undone = undo.undoes(run)
            yield {
                "run": run.id,
                "started": run.started,
                "finished": run.finished,
                "outcome": run.outcome,
                "sources": standard_json.loads(run.arguments) if undo.read_sources(run) else [],
                "undoes": undone,
                "report": standard_json.loads(run.report) if run.report else None,
            }


def _cells(run: dict[str, Any]) -> Iterator[str]:
    from search.render.safe import visible

    report = run["report"] or {}
    changed = ", ".join(f"{report[name]:,} {name}" for name in _COUNTS if report.get(name)) or "nothing changed"
    yield str(run["run"])
    yield run["started"][:16].replace("T", " ")
    yield visible(run["outcome"])
    yield changed if run["report"] else "no report"
    yield visible(" ".join(run["sources"]))
