"""The command line on a pseudo-terminal, as somebody at a screen has it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).parents[2]

SGR = re.compile(r"\x1b\[[0-9;]*m")


class Shown(NamedTuple):
    """What a process wrote to its terminal, both streams together, and how it ended."""

    code: int
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines without colours."""
        return SGR.sub("", self.text).replace("\r\n", "\n").split("\n")


def environment(**changes: str | None) -> dict[str, str]:
    """A plain environment without what would change the output; None removes a name."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = keep | {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | changes
    return {name: value for name, value in given.items() if value is not None}


def on_terminal(
    *arguments: str, columns: int = 80, lines: int = 24, env: Mapping[str, str] | None = None, stderr: bool = True
) -> Shown:
    """Run `morgue` with a terminal of this size; with `stderr` that is its stderr too, else that goes nowhere."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "search", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave if stderr else subprocess.DEVNULL,
        env=dict(environment() if env is None else env),
        cwd=PROJECT,
        start_new_session=True,
    )
    os.close(slave)
    written = bytearray()
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not piece:
            break
        written += piece
    os.close(master)
    return Shown(process.wait(), written.decode("utf-8"))


def piped(
    *arguments: str, env: Mapping[str, str] | None = None, stdin: bytes = b""
) -> subprocess.CompletedProcess[str]:
    """Run `morgue` on pipes."""
    return subprocess.run(
        [sys.executable, "-m", "search", *arguments],
        input=stdin.decode("utf-8", "surrogateescape"),
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        env=dict(environment() if env is None else env),
        cwd=PROJECT,
        check=False,
    )
