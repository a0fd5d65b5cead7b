"""`morgue verify`: read every byte of the archive, and say what isn't as it was written."""

from __future__ import annotations

from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, say, write

DAMAGED = 4

EXAMPLES = """\
morgue verify                        nothing to say, and exit code 0, when all is well
morgue verify || morgue rebuild      make the index again where it is damaged
"""


def command(as_json: JsonOption = False, archive: ArchiveOption = None, color: ColorOption = None) -> int:
    """Check every byte of the archive.

    Every file and block has a checksum, every row of the ledger a hash; and the two must agree. Each damage is one
    line, the file and what was found. Exit code 4 when there is any; `morgue rebuild` makes the index again from the
    ledger.
    """
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
        say(f"{len(damages):,} damage{'s' * (len(damages) != 1)}{hint}")
    elif not as_json:
        say("all is as it was written")
    return DAMAGED if damages else 0
