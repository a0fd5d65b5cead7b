"""`morgue forget`: take an article down, for good."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, say, write
from search.options import JobsOption, LockTimeoutOption, MemoryOption, require_positive
from search.render.amounts import count
from search.render.progress import bars

if TYPE_CHECKING:
    from indexer.takedown.forget import Forgot

EXAMPLES = """\
morgue forget a3f9c1                 take an article down: its text, its revisions, and all traces
morgue forget a3f9c1 --copies        and every article that says much the same
morgue forget a3f9c1 --dry-run       what would go
morgue verify --forgotten            prove that nothing of it is left
"""

INTERRUPTED = 130


def command(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Ids of articles, or their beginnings.")
    ] = None,
    copies: Annotated[bool, typer.Option("--copies", help="Also what says much the same.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, change nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask on a terminal.")] = False,
    jobs: JobsOption = None,
    memory: MemoryOption = None,
    lock_timeout: LockTimeoutOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report.")] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Take articles down, for good.

    The text goes with all its revisions, and so does every trace: the index is written anew without its words, the
    ledger without its rows. Nothing brings it back: not the next `morgue index` over a source that still has it (the
    report counts it as forgotten), not `morgue rebuild` or `morgue undo`. What is kept are keyed hashes, which say
    nothing by themselves, but which somebody who has the whole archive can test a guess with.

    Without --copies, articles that say much the same stay, and are named. Without an ID, what was undone, replaced or
    merged away before is cleared out of free room. A forgetting that was cut short is finished by the next one, or by
    the next run.

    Backups (`morgue backup`) keep what they hold until they are made again. So do other copies of the archive, the
    source files, and the disk's freed blocks, which are out of reach; a search that is running keeps what it opened
    until it ends. On a terminal it asks first. Takes as long as a rebuild without the
    cleaning, and twice the ledger's room on disk for that time.
    """
    from indexer import pipeline
    from indexer.takedown.forget import rehearse

    require_positive({"--jobs": jobs, "--memory": memory, "--lock-timeout": lock_timeout})
    place, given = archive_at(archive), ids or []
    if dry_run or (given and not yes and sys.stdin.isatty() and sys.stderr.isatty()):
        plan = rehearse(place, given, copies=copies)
        if dry_run:
            tell(plan, as_json=as_json, quiet=quiet, dry_run=True)
            return 0
        if plan.articles and not _agreed(plan):
            say("nothing was changed")
            return INTERRUPTED
    with bars(color, quiet=quiet) as progress:
        done = pipeline.forget(
            given,
            place.root,
            copies=copies,
            jobs=jobs,
            memory=memory,
            lock_timeout=lock_timeout,
            progress=progress,
        )
    tell(done, as_json=as_json, quiet=quiet)
    return 0


def tell(found: Forgot, *, as_json: bool, quiet: bool = False, dry_run: bool = False) -> None:
    """Print what went, or would: for people a line of counts, and in a rehearsal a line for each article."""
    if as_json:
        from search.render import json

        write([json.dump(data(found, dry_run=dry_run))])
        return
    if quiet:
        return
    for id in found.before:
        say(f"{id} is forgotten already, or what was left to do is done")
    if found.kept:
        verbs = ("says", "stays") if len(found.kept) == 1 else ("say", "stay")
        which = f"{count(len(found.kept), 'article')} that {verbs[0]} much the same {verbs[1]}"
        say(f"{which}: {', '.join(found.kept)}; --copies takes such down, too")
    if dry_run:
        write(_lines(found))
        write([f"dry run: {count(len(found.articles), 'article')} would be forgotten"])
        return
    copies = sum(one.copy_of is not None for one in found.articles)
    what = count(len(found.articles), "article") + (f" ({count(copies, 'copy')})" if copies else "")
    said = f"{what} forgotten" if found.articles else "nothing to forget" if found.before else "cleared away"
    write([f"{said} · generation {found.generation} · {found.seconds:.1f} s"])


def data(found: Forgot, *, dry_run: bool) -> dict[str, object]:
    """What went as plain data.

    `articles`: what goes, `id`, `headline`, `published`, `publisher`, how many `revisions`, at which `locators`, as
    whose copy (`copy_of`, null for what was asked for); `kept`: the ids of what says much the same and stays; `before`:
    what was asked for and forgotten before; `dry_run`, `generation`, `seconds`. This is the last that is heard of it:
    whoever logs it keeps a trace.
    """
    return {
        "format_version": 1,
        "dry_run": dry_run,
        "generation": found.generation,
        "articles": [
            {
                "id": one.id,
                "headline": one.shown.headline,
                "published": one.shown.published,
                "publisher": one.shown.publisher,
                "revisions": len(one.states),
                "locators": one.locators,
                "copy_of": one.copy_of,
            }
            for one in found.articles
        ],
        "kept": list(found.kept),
        "before": list(found.before),
        "seconds": round(found.seconds, 3),
    }


def _agreed(plan: Forgot) -> bool:
    """Ask on the terminal."""
    for one in plan.articles:
        facts = (one.id, one.shown.published, one.shown.publisher, one.shown.headline, ", ".join(one.locators))
        say(" · ".join(fact for fact in facts if fact))
    sys.stderr.write(f"Forget {count(len(plan.articles), 'article')} for good? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _lines(found: Forgot) -> Iterator[str]:
    from search.render.safe import visible

    for one in found.articles:
        facts = (one.shown.published, one.shown.publisher, one.shown.headline)
        revisions = count(len(one.states), "revision")
        yield "\t".join((one.id, *(visible(fact or "") for fact in facts), revisions, visible(", ".join(one.locators))))
