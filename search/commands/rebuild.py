"""`morgue rebuild`: make the index again from the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at
from search.commands.index import tell
from search.options import JobsOption, LockTimeoutOption, MemoryOption, require_positive
from search.render.progress import bars

EXAMPLES = """\
morgue rebuild                       after damage, or to clean everything anew with a newer release
"""


def command(
    jobs: JobsOption = None,
    memory: MemoryOption = None,
    lock_timeout: LockTimeoutOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report; only what is lost.")] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Make the index again from the ledger.

    The sources are not needed. Every article is cleaned anew. Searches go on with the old index until the new one is
    published. What of the ledger itself is damaged is left out and listed; exit code 3 then.
    """
    from indexer import pipeline

    require_positive({"--jobs": jobs, "--memory": memory, "--lock-timeout": lock_timeout})
    with bars(color, quiet=quiet) as progress:
        report = pipeline.rebuild(
            archive_at(archive).root, jobs=jobs, memory=memory, lock_timeout=lock_timeout, progress=progress
        )
    tell(report, as_json=as_json, quiet=quiet)
    return report.exit_code()
