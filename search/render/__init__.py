"""Printing, the last leaf: results are data, a renderer turns them into lines.

`terminal` is for eyes (with `layout` and `progress` all that knows rich), `plain` for pipes, `json` and `csv` for
programs; what is longer than the screen goes to a `pager`. `safe` is what all untrusted text passes on its way out. A
renderer yields lines without their ends; who writes them, and where, is the command's business.

`Screen` says what the output is; it is resolved once, from the stream, the environment and the flags.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, TextIO

from indexer.frozen import dataclass

Color = Literal["auto", "always", "never"]
Format = Literal["terminal", "plain", "json", "jsonl", "csv"]

MINIMUM_WIDTH = 20


@dataclass(frozen=True, slots=True)
class Screen:
    """Where output goes: whether it is a terminal, whether it may carry escapes, its columns and lines, and whether it
    is one that can't move its cursor."""

    tty: bool
    color: bool
    width: int
    height: int = 24
    dumb: bool = False


def screen(stream: TextIO, color: Color = "auto", environ: Mapping[str, str] | None = None) -> Screen:
    """What `stream` is. `NO_COLOR` (if not empty) and `TERM=dumb` take every escape away unless `color` is "always";
    `COLUMNS` beats the terminal's own width."""
    environ = os.environ if environ is None else environ
    tty = stream.isatty()
    dumb = environ.get("TERM") == "dumb"
    colored = color == "always" or (color == "auto" and tty and not dumb and not environ.get("NO_COLOR"))
    columns, lines = _size(stream) if tty else (80, 24)
    named = environ.get("COLUMNS", "")
    if named.isdecimal() and int(named) > 0:
        columns = int(named)
    return Screen(tty, colored, max(columns, MINIMUM_WIDTH), lines, dumb)


def _size(stream: TextIO) -> tuple[int, int]:
    try:
        columns, lines = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return 80, 24
    return columns or 80, lines or 24
