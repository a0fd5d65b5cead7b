"""Processes: run one and see what it took, or keep one and ask it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from scripts.benchmarks.figures import Taken
from scripts.benchmarks.questions import Question

ROOT = Path(__file__).parents[2]
PYTHON = sys.executable
SAMPLED = 0.05
"""Seconds between two looks at a process's memory."""


class Built(NamedTuple):
    """What a build took; the most resident memory of any of its processes, and the most private memory of all of them
    together, where that was looked at, in megabytes."""

    taken: Taken
    resident: float
    private: float | None


class Answer(NamedTuple):
    """What a question took, in milliseconds, and the number of all matches."""

    wall: float
    cpu: float
    total: int


def build(
    engine: str, corpus: Path, index: Path, *, threads: int = 1, memory_mb: int = 256, watched: bool = False
) -> Built:
    """Build (or add to) an index in a process of its own."""
    arguments = ["build", engine, str(corpus), str(index), str(memory_mb), str(threads)]
    process = subprocess.Popen(_engine(arguments), stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    most = [0.0]
    ended = threading.Event()
    if watched:
        watcher = threading.Thread(target=_watch, args=(process.pid, most, ended))
        watcher.start()
    output = process.stdout.read()
    process.stdout.close()
    ended.set()
    if watched:
        watcher.join()  # before the process is waited for, so that its number isn't another's
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench: building with {engine} ended with {process.returncode}")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Built(Taken(*json.loads(output)), usage.ru_maxrss / scale, most[0] or None)


class Memory(NamedTuple):
    """Megabytes of a process: `own`, which nobody else can have until it ends (what it allocated and wrote to), and
    `mapped`, clean pages of files, the index's above all. Those are the system's cache: mapped read-only and shared,
    one copy serves all processes that read them, and they are taken back without a word when memory is short. (The
    system counts them as private of a process while no other happens to map them.)"""

    own: float
    mapped: float


def memory(pid: int | str = "self") -> Memory | None:
    """Of a process; None where the system doesn't tell."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return None
    kb = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines[1:])}
    own = max(kb["Private_Dirty"], kb["Anonymous"])
    return Memory(own / 1024, (kb["Rss"] - own) / 1024)


def private_mb(pid: int | str = "self") -> float | None:
    """Megabytes that belong to a process alone (so not the index's pages in the system's cache); None where the system
    doesn't tell."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return None
    return sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean:", "Private_Dirty:"))) / 1024


def _watch(pid: int, most: list[float], ended: threading.Event) -> None:
    while not ended.wait(SAMPLED):
        most[0] = max(most[0], sum(private_mb(one) or 0.0 for one in _family(pid)))


def _family(pid: int) -> Iterator[int]:
    """A process and its children, and theirs."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text("ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


class Server:
    """An engine that has its index open, in a process of its own."""

    def __init__(self, engine: str, index: Path) -> None:
        self._process = subprocess.Popen(
            _engine(["serve", engine, str(index)]), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        self._engine = engine
        self._read()  # "ready"

    def ask(self, questions: Sequence[Question], *, snippets: bool = False) -> list[Answer]:
        """Ask it these, one after the other."""
        self._write(json.dumps([snippets, *questions]))
        return [Answer(*answer) for answer in json.loads(self._read())]

    def memory(self) -> Memory | None:
        """See `memory`."""
        self._write('"memory"')
        found = json.loads(self._read())
        return None if found is None else Memory(*found)

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def _write(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _read(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"bench: {self._engine} ended with {self._process.wait()}")
        return line


@contextmanager
def serving(indexes: Mapping[str, Path]) -> Iterator[dict[str, Server]]:
    """A server for each engine."""
    with ExitStack() as stack:
        servers = {}
        for engine, index in indexes.items():
            servers[engine] = Server(engine, index)
            stack.callback(servers[engine].close)
        yield servers


def _engine(arguments: Sequence[str]) -> list[str]:
    return [PYTHON, "-W", "ignore", "-m", "scripts.benchmarks.engines", *arguments]
