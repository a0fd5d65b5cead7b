"""A pager for what is longer than the screen: `MORGUE_PAGER`, else `PAGER`, else less, as git does it."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from search.render import Screen


def page(lines: Iterable[str], screen: Screen, *, first: int = 0) -> None:
    """Print `lines`; on a terminal that they don't fit, in a pager that begins at line `first` (from 0).

    A pager that is not there is not missed: the lines are printed.
    """
    text = list(lines)
    command = shlex.split(os.environ.get("MORGUE_PAGER") or os.environ.get("PAGER") or "less")
    if not screen.tty or not sys.stdin.isatty() or len(text) < screen.height or command in ([], ["cat"]):
        sys.stdout.writelines(line + "\n" for line in text)
        return
    if Path(command[0]).name == "less":
        command += ["-R", *([f"+{first + 1}g"] if first else [])]
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | dict(os.environ)
    sys.stdout.flush()
    # Ctrl-C is the pager's now: it ends a search in less, and must not end us with less still on the screen. A handler
    # that does nothing, because SIG_IGN would be the pager's inheritance.
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
        pager.communicate("".join(line + "\n" for line in text).encode("utf-8", "replace"))
    except OSError:
        sys.stdout.writelines(line + "\n" for line in text)
    finally:
        signal.signal(signal.SIGINT, before)
