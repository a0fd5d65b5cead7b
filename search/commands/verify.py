"""`morgue verify`: read every byte of the archive, and say what isn't as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, say, write
from search.render.amounts import count

if TYPE_CHECKING:
    from indexer.archive import Archive

DAMAGED = 4

EXAMPLES = """\
morgue verify                        nothing to say, and exit code 0, when all is well
morgue verify || morgue rebuild      make the index again where it is damaged
morgue verify --forgotten            nothing is left of what was taken down
"""


def command(
    forgotten: Annotated[
        bool,
        typer.Option("--forgotten", help="Prove instead that nothing is left of what `morgue forget` took down."),
    ] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Check every byte of the archive.

    Every file and block has a checksum, every row of the ledger a hash; and the two must agree. Each damage is one
    line, the file and what was found. Exit code 4 when there is any; `morgue rebuild` makes the index again from the
    ledger.

    With --forgotten, every file of the folder is unpacked and looked through for what was forgotten, by hashes of runs
    of six to twelve of its words. What other articles of the archive quote is theirs, and no leftover. What this can't
    see: other copies of the archive, the disk's freed blocks, fewer than 23 words in a row.
    """
    if forgotten:
        return _prove(archive_at(archive), as_json=as_json)
    from indexer import pipeline
    from indexer.errors import RESTORE
    from search.render import json
    from search.render.safe import visible

    damages = list(pipeline.verify(archive_at(archive).root))
    if as_json:
        rows = [{"file": damage.file, "found": damage.found} for damage in damages]
        write([json.dump({"format_version": 1, "damages": rows})])
    else:
        write(f"{visible(damage.file)}: {visible(damage.found)}" for damage in damages)
    if damages:
        # A ledger that can't be read says itself what is left to do; no index is made from it.
        lost = any(RESTORE in damage.found for damage in damages)
        hint = "" if lost else "; make the index again with: morgue rebuild"
        say(f"{count(len(damages), 'damage')}{hint}")
    elif not as_json:
        say("all is as it was written")
    return DAMAGED if damages else 0


def _prove(archive: Archive, *, as_json: bool) -> int:
    """Look for what is left of forgotten articles; as JSON: `forgotten` (how many there are), `damages` (`file`,
    `found`), and the ids of articles that quote them (`quoting`)."""
    from indexer.takedown import leftovers
    from search.render import json
    from search.render.safe import visible

    proof = leftovers.search(archive)
    if as_json:
        rows = [{"file": damage.file, "found": damage.found} for damage in proof.left]
        told = {"format_version": 1, "forgotten": proof.forgotten, "damages": rows, "quoting": proof.quoting}
        write([json.dump(told)])
    else:
        write(f"{visible(damage.file)}: {visible(damage.found)}" for damage in proof.left)
        if proof.quoting:
            say(f"what was forgotten is quoted by {', '.join(proof.quoting)}")
        if not proof.forgotten:
            say("nothing was forgotten")
    if proof.left:
        say(f"{count(len(proof.left), 'leftover')}; clear away with: morgue forget")
    elif proof.forgotten and not as_json:
        say(f"nothing is left of {count(proof.forgotten, 'forgotten article')}")
    return DAMAGED if proof.left else 0
