"""`morgue undo`: take back a wrong import."""

from __future__ import annotations

from typing import Annotated

import typer

from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, write
from search.commands.index import changes_of, tell
from search.options import JobsOption, LockTimeoutOption, MemoryOption, require_positive
from search.render.progress import bars

EXAMPLES = """\
morgue runs                          which runs there were, with their numbers
morgue undo 12                       the archive as if run 12 had never been
"""


def command(
    run: Annotated[int, typer.Argument(metavar="RUN", help="The number of a run.", show_default=False)],
    jobs: JobsOption = None,
    memory: MemoryOption = None,
    lock_timeout: LockTimeoutOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report.")] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Take back a run.

    Articles and revisions that the run brought go; what it replaced or pruned is there again. Files on disk are not
    touched: the next `morgue index` over them reads again what is still there. The report counts as new what came
    back.

    Refused, with exit code 5, where later runs changed what this one brought; undo those first. The last hundred runs
    can be undone.
    """
    from indexer import pipeline

    require_positive({"--jobs": jobs, "--memory": memory, "--lock-timeout": lock_timeout})
    with bars(color, quiet=quiet) as progress:
        report = pipeline.undo(
            run, archive_at(archive).root, jobs=jobs, memory=memory, lock_timeout=lock_timeout, progress=progress
        )
    if as_json:
        tell(report, as_json=True)
    elif not quiet:
        changed = ", ".join(changes_of(report)) or "no article changed"
        write([f"run {run} undone: {changed} · generation {report.generation} · {report.seconds:.1f} s"])
    return report.exit_code()
