"""One file per command. The verb inside each is callable without a terminal; `command` is what the command line calls.

Here is what they share: the archive that was named, and the way out: data to stdout (`write`), messages to stderr
(`say`, and `tell` as they stand).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from search.render import Color, Screen, screen
from search.render.safe import visible_lines

if TYPE_CHECKING:
    from indexer.archive import Archive
    from indexer.ledger import Ledger
    from search.options import ArchiveOption as ArchiveOption
    from search.options import ColorOption as ColorOption
    from search.options import JsonOption as JsonOption
    from search.searcher import Searcher


def __getattr__(name: str) -> Any:
    # Lazily, because a search that is an ordinary one doesn't need Typer (see `search.quick`).
    if name in ("ArchiveOption", "ColorOption", "JsonOption"):
        from search import options

        return getattr(options, name)
    raise AttributeError(f"module 'search.commands' has no attribute {name!r}")


def archive_at(path: Path | None) -> Archive:
    """The archive that was named, or the default one; whether it exists or not."""
    from indexer.archive import Archive, default_root, expanded

    return Archive(expanded(path) if path is not None else default_root())


def open_ledger(path: Path | None) -> Ledger:
    """The ledger of the archive that was named, or of the default one. Raises DamagedArchive where it was lost."""
    from indexer.ledger import Ledger

    place = archive_at(path).require()
    place.require_ledger()
    return Ledger.open(place.ledger)


def open_searcher(path: Path | None) -> Searcher:
    """The archive that was named, or the default one, open for searching."""
    from search.searcher import open_once

    return open_once(path)


def stdout(color: Color | None = None) -> Screen:
    """What stdout is."""
    return screen(sys.stdout, color or "auto")


def write(lines: Iterable[str]) -> bool:
    """Print `lines` of data, made safe by their renderer. False where nobody reads on: the rest of them isn't made, and
    the command goes on to the exit code that it would have had."""
    for line in lines:
        try:
            sys.stdout.write(line + "\n")
        except BrokenPipeError:
            abandon(sys.stdout)
            return False
    return True


def say(message: str) -> None:
    """Print a message on stderr, with nothing in it that a terminal would obey; on a terminal, broken between words.

    Lines that begin with a space (a query and its caret) stay as they are.
    """
    lines = f"morgue: {visible_lines(message)}".split("\n")
    if sys.stderr.isatty():
        columns = screen(sys.stderr).width
        lines = [part for line in lines for part in ([line] if line.startswith(" ") else _broken(line, columns))]
    tell("\n".join(lines) + "\n")


def tell(text: str) -> None:
    """Write on stderr. What nobody can be told (it is full, or nobody reads it) changes nothing about what was done,
    nor the exit code that says it."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        abandon(sys.stderr)


def abandon(stream: TextIO) -> None:
    """Let all that is still written to `stream`, which nobody reads or which is full, go nowhere, quietly; also what
    the interpreter flushes at its end."""
    with suppress(OSError, ValueError):  # it may be no file, or be closed
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _broken(line: str, columns: int) -> list[str]:
    import textwrap

    return textwrap.wrap(line, columns - 1, break_long_words=False, break_on_hyphens=False) or [line]
