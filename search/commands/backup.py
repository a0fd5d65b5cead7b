"""`morgue backup`: a copy that is an archive itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, write
from search.options import LockTimeoutOption, require_positive
from search.render.amounts import count, size

if TYPE_CHECKING:
    from indexer.backup import Backup

EXAMPLES = """\
morgue backup /mnt/disk/morgue       a copy; again, and only what is new is copied
morgue --archive /mnt/disk/morgue search rail
morgue backup snapshot --link        at once, on the same disk, without room of its own
"""


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the copy goes: a new folder, or a backup.")],
    link: Annotated[bool, typer.Option("--link", help="Second names instead of copies, on one file system.")] = False,
    lock_timeout: LockTimeoutOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report.")] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Copy the archive as it was last published.

    A run may go on meanwhile, and isn't held up. The copy is checked byte by byte before it counts, and is an archive:
    open it with --archive, or copy it back to restore it. Over an earlier backup only new files of the index are copied
    (the ledger always is); until the new one is whole, the old one is there. A folder that holds anything else is
    refused, and so is a backup that somebody has indexed into.

    With --link the index takes no room of its own, and damage to the disk is damage to both.

    What `morgue forget` takes down later stays in every backup that was made before, until it is made again.
    """
    from indexer import backup
    from indexer.archive import expanded

    require_positive({"--lock-timeout": lock_timeout})
    made = backup.make(archive_at(archive), expanded(folder), link=link, lock_timeout=lock_timeout)
    if as_json:
        from search.render import json

        write([json.dump(data(made))])
    elif not quiet:
        write([_line(made)])
    return 0


def data(made: Backup) -> dict[str, object]:
    """What was made as plain data: the folder (`backup`), its `generation` and `articles`, how many files of the index
    were `copied` and how many `kept` from the backup before, the `bytes` that were written (or linked), `seconds`."""
    return {
        "format_version": 1,
        "backup": str(made.place),
        "generation": made.generation,
        "articles": made.articles,
        "copied": made.copied,
        "kept": made.kept,
        "bytes": made.bytes,
        "seconds": round(made.seconds, 3),
    }


def _line(made: Backup) -> str:
    from search.render.safe import visible

    files = f"{made.copied:,} of {count(made.copied + made.kept, 'file')} and the ledger copied"
    facts = (f"{count(made.articles, 'article')} in {visible(str(made.place))}", files, size(made.bytes))
    return " · ".join((*facts, f"generation {made.generation}", f"{made.seconds:.1f} s"))
