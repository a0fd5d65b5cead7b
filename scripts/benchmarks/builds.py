"""Building: how fast, with how much memory, how many bytes; beside the contenders' bare adding and committing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from scripts.benchmarks.corpus import Corpus, real, write
from scripts.benchmarks.engines import index_bytes
from scripts.benchmarks.figures import Clock, Taken, Target, table
from scripts.benchmarks.processes import Built, build


class Row(NamedTuple):
    """One build: its name in the table, the engine, and threads or processes (0: as many as it likes)."""

    name: str
    engine: str
    threads: int = 1


ALONE = "morgue, index alone"
PARTS = (
    ("morgue, reading alone", "the file read, article by article"),
    ("morgue, cleaning alone", "cleaned, the language told, lines counted that may recur"),
)
LIBRARIES = "the ledger's libraries"

ROWS = (
    Row("tantivy, 1 thread", "tantivy"),
    Row("morgue, --jobs 1", "morgue"),
    Row("tantivy, 2 threads", "tantivy", 2),
    Row("morgue, default", "morgue", 0),
    Row(ALONE, ALONE),
    Row("FTS5", "FTS5"),
)
KEPT = {"tantivy, 1 thread": "tantivy", "morgue, default": "morgue", "FTS5": "FTS5"}
"""The builds whose indexes are asked afterwards."""


class Compared(NamedTuple):
    """The indexes of all articles, those of the sample, what morgue's first build took (default jobs), and what is
    aimed at."""

    indexes: dict[str, Path]
    samples: dict[str, Path]
    first: Taken
    targets: list[Target]


def compare(corpus: Corpus, folder: Path, *, sample: int) -> Compared:
    """Build each, print the table.

    Stock Whoosh takes minutes, so it builds a sample, with morgue beside it.
    """
    built: dict[str, Built] = {}
    cells = []
    indexes: dict[str, Path] = {}
    for row in ROWS:
        index = folder / row.name.replace(" ", "-")
        of = indexes["morgue"] if row.name == ALONE else corpus.path
        one = built[row.name] = build(row.engine, of, index, threads=row.threads)
        size = index_bytes(row.engine, index) / corpus.text_bytes
        cells.append(_cells(row.name, corpus, one, built["tantivy, 1 thread"], f"{size:.2f}"))
        if row.name in KEPT:
            indexes[KEPT[row.name]] = index
    small = write(folder / "sample.jsonl", real(min(sample, corpus.articles)))
    samples = {engine: folder / f"sample-{engine}" for engine in ("Whoosh 2.7.4", "morgue")}
    for engine, index in samples.items():
        one = built[f"{engine}, sample"] = build(engine, small.path, index)
        size = index_bytes(engine, index) / small.text_bytes
        scaled = _scaled(built["tantivy, 1 thread"], small.articles / corpus.articles)
        cells.append(_cells(f"{engine}, {small.articles:,} articles", small, one, scaled, f"{size:.2f}"))
    columns = ["build", "articles/s", "per cpu s", "wall s", "cpu s", "of tantivy, wall", "cpu"]
    columns += ["peak MB", "bytes/text byte"]
    notes = [
        "tantivy, FTS5 and Whoosh: records in memory are added and committed; morgue: from the file to the published",
        "generation, through cleaning and ledger (index alone: of articles cleaned before). Bytes without the ledger.",
        f"Whoosh on a sample of {small.articles:,}: its rate falls with more articles, so the sample favours it.",
    ]
    table("building", columns, cells, notes=notes)
    _parts(corpus, built, indexes["morgue"], folder)
    return Compared(indexes, samples, built["morgue, default"].taken, _targets(built, indexes, corpus, small))


def _parts(corpus: Corpus, built: dict[str, Built], archive: Path, folder: Path) -> None:
    """Print what of a build with one job is spent on what, each part done alone, and the roof: what the libraries
    under the ledger take by themselves, and the index, without which there is nothing to search."""
    whole, beside = built["morgue, --jobs 1"].taken.cpu, built["tantivy, 1 thread"].taken.cpu
    took = [
        (
            said,
            build(engine, corpus.path if "reading" in engine else archive, folder / engine.replace(" ", "-")).taken.cpu,
        )
        for engine, said in PARTS
    ]
    index = built[ALONE].taken.cpu
    took += [("the index alone, stories grouped", index)]
    took += [("the rest: ledger, hashes, what is counted over articles", whole - sum(cpu for _, cpu in took))]
    libraries = build(LIBRARIES, archive, folder / "ledger-again").taken.cpu
    roof = [("roof: SQLite's inserts, zstd of the texts and the index alone", libraries + index)]
    rows = [[said, f"{cpu:.2f}", f"{cpu / whole:.0%}", f"{cpu / beside:.2f}x"] for said, cpu in (*took, *roof)]
    table("what a build is spent on, --jobs 1", ["", "cpu s", "of the build", "of tantivy's"], rows)


def _cells(name: str, corpus: Corpus, built: Built, beside: Built, size: str) -> list[str]:
    wall, cpu = built.taken
    return [
        name,
        f"{corpus.articles / wall:,.0f}",
        f"{corpus.articles / cpu:,.0f}",
        f"{wall:.1f}",
        f"{cpu:.1f}",
        f"{wall / beside.taken.wall:.2f}x",
        f"{cpu / beside.taken.cpu:.2f}x",
        f"{built.resident:,.0f}",
        size,
    ]


def _scaled(built: Built, share: float) -> Built:
    wall, cpu = built.taken
    return built._replace(taken=built.taken._replace(wall=wall * share, cpu=cpu * share))


def _targets(built: dict[str, Built], indexes: dict[str, Path], corpus: Corpus, small: Corpus) -> list[Target]:
    def ratio(one: str, other: str, clock: Clock) -> float:
        return built[one].taken.by(clock) / built[other].taken.by(clock)

    size = index_bytes("morgue", indexes["morgue"])
    whoosh = built["Whoosh 2.7.4, sample"].taken.cpu * corpus.articles / small.articles
    return [
        Target("build, jobs 1, cpu of tantivy's (1 thread)", ratio("morgue, --jobs 1", "tantivy, 1 thread", "cpu"), 1),
        Target(
            "build, default, wall of tantivy's (2 threads)", ratio("morgue, default", "tantivy, 2 threads", "wall"), 1
        ),
        Target("build, jobs 1, cpu of stock Whoosh's, scaled", built["morgue, --jobs 1"].taken.cpu / whoosh, 0.1),
        Target("index alone, cpu of tantivy's (1 thread)", ratio(ALONE, "tantivy, 1 thread", "cpu"), 1),
        Target("index alone, cpu of stock Whoosh's, scaled", built[ALONE].taken.cpu / whoosh, 0.1),
        Target("index bytes of tantivy's", size / index_bytes("tantivy", indexes["tantivy"]), 1),
        Target("index bytes per byte of text (aim)", size / corpus.text_bytes, 0.8, ""),
    ]


def memory(corpus: Corpus, folder: Path) -> None:
    """Print the peak private memory of `morgue index`, all processes together, with one job and two."""
    rows = []
    for jobs in (1, 2):
        one = build("morgue", corpus.path, folder / f"memory-{jobs}", threads=jobs, watched=True)
        private = "-" if one.private is None else f"{one.private:,.0f}"
        rows.append([f"--jobs {jobs} --memory 256", private, f"{one.resident:,.0f}"])
    table("memory of morgue index, MB", ["", "private, all processes", "resident, largest"], rows)
