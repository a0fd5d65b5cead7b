"""`morgue formats`: what can be read."""

from __future__ import annotations

import re
import sys
from typing import Any

from search.commands import ArchiveOption, ColorOption, JsonOption, write

EXAMPLES = """\
morgue formats                       the formats, and the file names they go by
morgue read FILE                     what a reader makes of a file
"""


def command(as_json: JsonOption = False, archive: ArchiveOption = None, color: ColorOption = None) -> int:
    """List the formats that articles are read from: name, version, the file names they go by, what is read.

    A file is recognised by its first bytes, else by its name. All of them are also read from .gz, .bz2, .xz, .zst, .zip
    and .tar files, and from standard input (-).
    """
    from search.render import json

    rows = listing()
    if as_json:
        write([json.dump({"format_version": 1, "formats": rows})])
        return 0
    names = max(len(row["name"]) for row in rows)
    for row in rows:
        write([f"{row['name']:<{names}}  {row['version']}  {' '.join(row['extensions']) or 'by its content'}"])
        if row["reads"]:
            write([f"{'':<{names}}     {row['reads']}"])
    return 0


def listing() -> list[dict[str, Any]]:
    """Each reader's `name`, its `version`, the `extensions` that it goes by and, in a sentence, what it `reads` (null
    where its module doesn't say)."""
    from indexer.readers import READERS

    return [
        {
            "name": reader.name,
            "version": reader.version,
            "extensions": sorted(extension or "(none)" for extension in reader.extensions),
            "reads": _first_sentence(reader),
        }
        for reader in READERS
    ]


def _first_sentence(reader: object) -> str | None:
    """The one that the reader's module opens with."""
    text = " ".join((sys.modules[type(reader).__module__].__doc__ or "").split())
    match = re.match(r"(.+?)\.(?: |$)", text)
    return match[1].replace("`", "") if match else text or None
