"""`morgue compact`: the index in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, write
from search.options import LockTimeoutOption, MemoryOption, require_positive
from search.render.amounts import count, size
from search.render.progress import bars

if TYPE_CHECKING:
    from indexer.compacting import Compacted

EXAMPLES = """\
morgue compact                       before an archive is copied, or searched for a long time
morgue compact --json                what came of it, for a program
"""


def command(
    memory: MemoryOption = None,
    lock_timeout: LockTimeoutOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report.")] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Put the index together into one piece, without what is deleted.

    Runs do this by and by; there is no need to, and nothing that is found changes. It helps an archive of which much
    was deleted, or that is made up of many small runs. Where over a tenth of the ledger is free room, that is given
    back, too. Searches go on with the old index until the new one is published.

    Takes as much room on disk again as the index has, and twice the ledger's where that is written anew. An index of
    over 4 GB stays in several pieces.
    """
    from indexer import pipeline

    require_positive({"--memory": memory, "--lock-timeout": lock_timeout})
    with bars(color, quiet=quiet) as progress:
        done = pipeline.compact(archive_at(archive).root, memory=memory, lock_timeout=lock_timeout, progress=progress)
    if as_json:
        from search.render import json

        write([json.dump(data(done))])
    elif not quiet:
        write([_line(done)])
    return 0


def data(done: Compacted) -> dict[str, object]:
    """What came of it as plain data: `generation`, `published` (whether that is a new one), `seconds`, and `before` and
    `after`: `segments`, `dead` (deleted documents in them), `index_bytes`, `ledger_bytes`."""
    return {
        "format_version": 1,
        "generation": done.generation,
        "published": done.published,
        "before": done.before._asdict(),
        "after": done.after._asdict(),
        "seconds": round(done.seconds, 3),
    }


def _line(done: Compacted) -> str:
    before, after = done.before, done.after
    facts = []
    if done.published:
        facts.append(f"{count(before.segments, 'segment')} into {after.segments:,}")
        facts += [f"{count(before.dead, 'dead document')} gone"] if before.dead else []
    else:
        facts.append("the index is as compact as can be")
    sizes = (before.index_bytes + before.ledger_bytes, after.index_bytes + after.ledger_bytes)
    facts.append(f"{size(sizes[1])}, was {size(sizes[0])}" if sizes[0] != sizes[1] else size(sizes[0]))
    return " · ".join((*facts, f"generation {done.generation}", f"{done.seconds:.1f} s"))
