"""Cold start: whole processes, from the fork to the last byte, in turn; on a pipe, and on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median

from scripts.benchmarks.figures import Clock, Taken, Target, table
from scripts.benchmarks.processes import PYTHON, ROOT

BARE = "a bare Typer command"
PIPE, TERMINAL = "morgue search --json, pipe", "morgue search, terminal"

WORD = "{word}"
"""Stands in a command for the word that is asked for: some articles need more of a program than others."""

_TYPER = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None:\n    print('line')\napp()\n"
_TANTIVY = """\
import sys, tantivy
index = tantivy.Index.open(sys.argv[1])
searcher = index.searcher()
found = searcher.search(index.parse_query(sys.argv[2], ["headline", "body"]), 10)
print([searcher.doc(address)["headline"] for _, address in found.hits])
"""
_FTS5 = """\
import sqlite3, sys
db = sqlite3.connect(sys.argv[1] + "/fts.sqlite3")
print(db.execute("SELECT headline FROM a WHERE a MATCH ? ORDER BY rank LIMIT 10", sys.argv[2:]).fetchall())
"""


def compare(
    indexes: Mapping[str, Path], words: Sequence[str], folder: Path, *, times: int, clocks: Sequence[Clock]
) -> list[Target]:
    """Start each so many times, for one word after the other; print the medians; what is aimed at (first clock)."""
    bare = folder / "bare.py"
    bare.write_text(_TYPER, "utf-8")
    installed = Path(PYTHON).with_name("morgue")
    morgue = [str(installed)] if installed.exists() else [PYTHON, "-m", "search"]
    search = [*morgue, "--archive", str(indexes["morgue"]), "search"]
    commands: dict[str, tuple[Callable[[Sequence[str]], Taken], list[str]]] = {
        "python -c pass": (_on_a_pipe, [PYTHON, "-c", "pass"]),
        BARE: (_on_a_pipe, [PYTHON, str(bare)]),
        PIPE: (_on_a_pipe, [*search, WORD, "--json"]),
        f"{BARE}, terminal": (_on_a_terminal, [PYTHON, str(bare)]),
        TERMINAL: (_on_a_terminal, [*search, WORD]),
        "tantivy-py, pipe": (_on_a_pipe, [PYTHON, "-c", _TANTIVY, str(indexes["tantivy"]), WORD]),
        "FTS5 from Python, pipe": (_on_a_pipe, [PYTHON, "-c", _FTS5, str(indexes["FTS5"]), WORD]),
    }
    taken: dict[str, list[Taken]] = {name: [] for name in commands}
    for start, command in commands.values():
        start(_asking(command, words[0]))  # what is first compiled or read from a disk is nobody's cold start
    for number in range(times):
        word = words[number % len(words)]
        for name, (start, command) in commands.items():
            taken[name].append(start(_asking(command, word)))
    middle = {name: Taken(median(t.wall for t in all), median(t.cpu for t in all)) for name, all in taken.items()}
    columns = ["process"]
    for clock in clocks:
        columns += [f"{clock} ms", "of bare Typer"]
    rows = []
    for name, one in middle.items():
        row = [name]
        for clock in clocks:
            row += [f"{one.by(clock) * 1e3:.0f}", f"{one.by(clock) / middle[BARE].by(clock):.2f}x"]
        rows.append(row)
    table(f"cold start, median of {times}", columns, rows)
    clock = clocks[0]
    base = middle[BARE].by(clock)
    return [
        Target("cold start, pipe, of bare Typer", middle[PIPE].by(clock) / base, 1.0),
        Target("cold start, pipe, of bare Typer (aim)", middle[PIPE].by(clock) / base, 0.5),
        Target("cold start, terminal, of bare Typer", middle[TERMINAL].by(clock) / base, 1.5),
    ]


def _asking(command: Sequence[str], word: str) -> list[str]:
    return [word if part == WORD else part for part in command]


def _environment() -> dict[str, str]:
    """Where Python may not keep what it has compiled, a checkout is compiled at every start, an installed package
    never: that isn't what people start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _on_a_pipe(command: Sequence[str]) -> Taken:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=_environment(), cwd=ROOT)
    assert process.stdout is not None
    output = process.stdout.read()
    process.stdout.close()
    return _ended(process, started, output)


def _on_a_terminal(command: Sequence[str]) -> Taken:
    master, slave = pty.openpty()
    environment = {**_environment(), "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40", "PAGER": "cat"}
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment, cwd=ROOT)
    os.close(slave)
    output = b""
    with suppress(OSError):  # Linux's word for the end
        while piece := os.read(master, 65536):
            output += piece
    os.close(master)
    return _ended(process, started, output)


def _ended(process: subprocess.Popen[bytes], started: float, output: bytes) -> Taken:
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench: {process.args!r} ended with {process.returncode}: {output.decode(errors='replace')}")
    return Taken(wall, usage.ru_utime + usage.ru_stime)
