"""`morgue index`: read sources into the archive, for people and for cron."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from indexer.errors import PruneRefused
from indexer.report import Report
from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, say, write
from search.options import LockTimeoutOption, MemoryOption, require_positive
from search.render.amounts import count
from search.render.progress import bars

if TYPE_CHECKING:
    from indexer.article import Skipped
    from indexer.pipeline import Prune

EXAMPLES = """\
morgue index ~/clippings                     a folder, with what is in its archives (.zip, .tar, .gz ...)
morgue index ~/clippings                     again: only what changed is read
morgue index news.jsonl pages.tar.gz         files
curl -s https://example.org/a | morgue index -   standard input
morgue index --prune ~/clippings             and remove what is gone from there
morgue index --existing --json ~/clippings   for a script: never make a new archive, report as JSON
"""

# An option with an optional value would take the SOURCE behind it for that value.
SPELLINGS = {"--prune=all": "--prune-all"}

SHOWN = 20
"""Skipped sources that are listed on a terminal; `morgue failures` lists them all."""


def command(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, or - for stdin.")],
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="N", help="Processes that read and clean; 0: one per core.")
    ] = None,
    memory: MemoryOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and count, change nothing.")] = False,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune",
            help="Remove articles that are gone from the sources; refused (exit code 5) when a source is empty or lost "
            "over a fifth of its files. --prune=all removes however many.",
        ),
    ] = False,
    prune_all: Annotated[bool, typer.Option("--prune-all", hidden=True)] = False,
    no_clean: Annotated[bool, typer.Option("--no-clean", help="Index articles as read.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit code 3 also for what could not be read last time either.")
    ] = False,
    existing: Annotated[bool, typer.Option("--existing", help="Refuse to make a new archive (exit code 6).")] = False,
    lock_timeout: LockTimeoutOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report; only what could not be read.")] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Read sources into the archive and publish what changed.

    Everything in a folder is read, in every format of `morgue formats`, also inside compressed files and archives. The
    same sources again change nothing, and take little time. What can't be read is a line of the report and the run goes
    on; it then ends with exit code 3.
    """
    from indexer import pipeline
    from indexer.sources import require

    require_positive({"--jobs": jobs, "--memory": memory, "--lock-timeout": lock_timeout})
    require(sources)
    place = archive_at(archive)
    if not existing and not dry_run and place.create():
        say(f"new archive at {place.root}")
    chosen: Prune = "all" if prune_all else "yes" if prune else "no"
    try:
        with bars(color, quiet=quiet) as progress:
            report = pipeline.run(
                sources,
                archive=place.root,
                jobs=jobs,
                memory=memory,
                dry_run=dry_run,
                prune=chosen,
                clean=not no_clean,
                existing=existing,
                lock_timeout=lock_timeout,
                progress=progress,
                stdin=sys.stdin.buffer if "-" in sources else None,
            )
    except PruneRefused as refused:
        if refused.report is not None:
            tell(refused.report, as_json=as_json, quiet=quiet, pruning=True)
        raise
    tell(report, as_json=as_json, quiet=quiet, dry_run=dry_run)
    return report.exit_code(strict=strict)


def tell(report: Report, *, as_json: bool, quiet: bool = False, dry_run: bool = False, pruning: bool = False) -> None:
    """Print the report of a run: one line on stdout, and one on stderr for each source that was skipped. After a run
    that was `pruning`, what is said of vanished sources says why they are still there."""
    if as_json:
        from search.render import json

        write([json.dump(report.to_json())])
        return
    _tell_skipped(report.skipped, limit=SHOWN if sys.stderr.isatty() else None)
    if report.vanished and not pruning:
        are, their, they = ("is", "its", "it is") if report.vanished == 1 else ("are", "their", "they are")
        say(
            f"{count(report.vanished, 'source')} {are} gone; {their} articles are kept. If {they} gone for good, "
            "remove them with --prune"
        )
    if not quiet:
        write([("dry run: " if dry_run else "") + summary(report)])


def _tell_skipped(skipped: list[Skipped], limit: int | None) -> None:
    for one in skipped[:limit]:
        say(f"skipped {one.locator}: {one.reason}".replace("\n", " "))
    if limit is not None and len(skipped) > limit:
        say(f"skipped {len(skipped) - limit:,} more; morgue failures lists them")


def summary(report: Report) -> str:
    """The report on one line; what is zero is left out.

    `571 articles: 12 new (1 duplicate), 3 updated, 556 unchanged · 2 skipped · generation 7 · 3.2 s`
    """
    articles = changes_of(report)
    parts = [
        count(report.read, "article") + (": " + ", ".join(articles) if articles else ""),
        *([f"{count(report.ignored, 'file')} ignored"] if report.ignored else []),
        *([f"{len(report.skipped):,} skipped"] if report.skipped else []),
        *([f"{report.still_failing:,} still failing"] if report.still_failing else []),
        *([f"{count(report.vanished, 'source')} gone, articles kept"] if report.vanished else []),
        f"generation {report.generation}",
        f"{report.seconds:.1f} s",
    ]
    return " · ".join(parts)


def changes_of(report: Report) -> list[str]:
    """What became of how many articles; what is zero is left out."""
    copies = report.duplicates - report.repeated
    new = f"{report.new:,} new" + f" ({count(copies, 'duplicate')})" * bool(copies)
    updated = f"{report.updated:,} updated" + f" ({report.moved:,} moved)" * bool(report.moved)
    return [
        text
        for number, text in (
            (report.new, new),
            (report.updated, updated),
            (report.repeated, f"{report.repeated:,} repeated"),
            (report.unchanged, f"{report.unchanged:,} unchanged"),
            (report.cleaned_anew, f"{report.cleaned_anew:,} cleaned anew"),
            (report.forgotten, f"{report.forgotten:,} forgotten"),
            (report.removed, f"{report.removed:,} removed"),
        )
        if number
    ]
