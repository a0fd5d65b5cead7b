"""The run: builds, sizes, queries and cold starts of each engine, interleaved, printed as one table each."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.benchmarks import snippets
from scripts.benchmarks.corpus import Corpus, extract, query_words
from scripts.benchmarks.engines import index_bytes

PYTHON = sys.executable


def main() -> None:
    """Parse the options and print every table."""
    options = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    options.add_argument("--articles", type=int, default=0, help="how many articles to index (default: all)")
    options.add_argument("--queries", type=int, default=200, help="how many queries of each class (default 200)")
    options.add_argument("--memory", action="store_true", help="also the peak memory at 3,000, 6,000 and all articles")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="morgue-bench-") as scratch:
        folder = Path(scratch)
        corpus = extract(folder, chosen.articles)
        print(f"{corpus.articles:,} articles, {corpus.text_bytes / 1e6:.1f} MB of text")
        indexes = builds(corpus, folder)
        asked = query_words(corpus, chosen.queries)
        queries(indexes, asked)
        snippets.compare(corpus, indexes["tantivy"], asked)
        cold_start(indexes, asked["rare"][0], folder)
        if chosen.memory:
            memory(folder)


def measured(command: list[str]) -> tuple[float, float, str]:
    """Run a command; its wall seconds, peak resident megabytes and output."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench: {' '.join(command)} ended with {process.returncode}")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return time.perf_counter() - started, usage.ru_maxrss / scale, output


def build_command(engine: str, corpus: Path, index: Path) -> list[str]:
    """The command that builds an index in a process of its own."""
    return [PYTHON, "-m", "scripts.benchmarks.engines", "build", engine, str(corpus), str(index), "256"]


def builds(corpus: Corpus, folder: Path) -> dict[str, Path]:
    """Build each index once, morgue's twice (the second run finds nothing new)."""
    print(f"\n{'build':12}{'articles/s':>12}{'peak MB':>10}{'index bytes / text byte':>26}{'of tantivy, time':>18}")
    indexes = {}
    rows = {}
    for engine in ("tantivy", "FTS5", "morgue"):
        index = indexes[engine] = folder / engine
        _, peak, output = measured(build_command(engine, corpus.path, index))
        seconds = json.loads(output)["seconds"]
        rows[engine] = seconds
        size = index_bytes(engine, index) / corpus.text_bytes
        ratio = f"{seconds / rows['tantivy']:.1f}x"
        print(f"{engine:12}{corpus.articles / seconds:12,.0f}{peak:10.0f}{size:26.2f}{ratio:>18}")
    again = json.loads(measured(build_command("morgue", corpus.path, indexes["morgue"]))[2])["seconds"]
    print(f"morgue again, nothing changed: {100 * again / rows['morgue']:.1f} % of its first run's time")
    return indexes


def queries(indexes: dict[str, Path], asked: dict[str, list[str]]) -> None:
    """Each class of query on each engine, a query at a time in turn, warm; p50 and p99 in milliseconds."""
    servers = {
        engine: subprocess.Popen(
            [PYTHON, "-m", "scripts.benchmarks.engines", "serve", engine, str(index)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for engine, index in indexes.items()
    }
    for server in servers.values():
        assert server.stdout is not None
        server.stdout.readline()
    print(f"\n{'query, ms':22}" + "".join(f"{engine + ' p50':>14}{'p99':>9}" for engine in servers))
    classes = {f"one {name} word": words for name, words in asked.items()}
    pairs = list(zip(asked["frequent"], reversed(asked["frequent"]), strict=True))
    classes["two frequent words"] = [f"{a} {b}" for a, b in pairs]
    for name, lines in classes.items():
        times: dict[str, list[float]] = {engine: [] for engine in servers}
        for line in lines:
            for engine, server in servers.items():
                assert server.stdin is not None
                assert server.stdout is not None
                server.stdin.write(line + "\n")
                server.stdin.flush()
                times[engine].append(json.loads(server.stdout.readline())[0])
        print(f"{name:22}" + "".join(f"{_p(t, 50):14.3f}{_p(t, 99):9.3f}" for t in times.values()))
    for server in servers.values():
        assert server.stdin is not None
        server.stdin.close()
        server.wait()


def _p(times: list[float], percent: int) -> float:
    return sorted(times)[min(len(times) * percent // 100, len(times) - 1)]


def cold_start(indexes: dict[str, Path], word: str, folder: Path) -> None:
    """Whole processes, from the shell's fork to the last byte, in turn."""
    bare = folder / "bare.py"
    bare.write_text(
        "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None:\n    print('line')\napp()\n", "utf-8"
    )
    tantivy = (
        "import sys, tantivy; index = tantivy.Index.open(sys.argv[1]); searcher = index.searcher();"
        "found = searcher.search(index.parse_query(sys.argv[2], ['headline', 'body']), 10);"
        "print([searcher.doc(address)['headline'] for _, address in found.hits])"
    )
    fts5 = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1] + '/fts.sqlite3');"
        "print(db.execute('SELECT headline FROM a WHERE a MATCH ? ORDER BY rank LIMIT 10', sys.argv[2:]).fetchall())"
    )
    commands = {
        "python -c pass": [PYTHON, "-c", "pass"],
        "a bare Typer command": [PYTHON, str(bare)],
        "tantivy-py": [PYTHON, "-c", tantivy, str(indexes["tantivy"]), word],
        "FTS5 from Python": [PYTHON, "-c", fts5, str(indexes["FTS5"]), word],
        "morgue search --json": [
            PYTHON, "-m", "search", "--archive", str(indexes["morgue"]), "search", word, "--json",
        ],
    }  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(11):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            times[name].append((time.perf_counter() - started) * 1e3)
    base = statistics.median(times["a bare Typer command"])
    print(f"\n{'cold start':24}{'median ms':>10}{'of a bare Typer command':>26}")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:24}{median:10.0f}{median / base:25.2f}x")


def memory(folder: Path) -> None:
    """Peak resident memory of `morgue index` as the archive grows."""
    print(f"\n{'morgue, peak memory':24}{'MB':>8}")
    for count in (3000, 6000, 0):
        corpus = extract(folder, count)
        _, peak, _ = measured(build_command("morgue", corpus.path, folder / f"memory-{count}"))
        print(f"{corpus.articles:>10,} articles{'':6}{peak:8.0f}")


if __name__ == "__main__":
    main()
