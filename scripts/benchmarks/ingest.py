"""Taking in web pages: `morgue index` beside bare trafilatura on the same web archive, and the memory it takes.

morgue goes all the way, to a published generation: captions, metadata and dates, cleaning, ledger and index.
trafilatura gives main texts, which nobody keeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from scripts.benchmarks import webarchive
from scripts.benchmarks.corpus import data_folder
from scripts.benchmarks.figures import Clock, Target, table
from scripts.benchmarks.processes import Built, build

LARGE = (2_500, 5_000, 10_000)
"""Pages of the archives whose memory is looked at."""

ROWS = (
    ("trafilatura, 1 process", "trafilatura", 1),
    ("trafilatura, 2 processes", "trafilatura", 2),
    ("trafilatura fast, 1 process", "trafilatura fast", 1),
    ("morgue, pages alone, 1 job", "morgue, pages alone", 1),
    ("morgue, pages alone, 2 jobs", "morgue, pages alone", 2),
    ("morgue, --jobs 1", "morgue", 1),
    ("morgue, --jobs 2", "morgue", 2),
)


def compare(folder: Path, pages: int, *, clock: Clock) -> list[Target]:
    """Print pages a second of each; what is aimed at."""
    path = folder / "pages.warc"
    size = webarchive.write(path, real(), pages)
    built = {
        name: build(engine, path, folder / f"ingest-{place}", threads=jobs)
        for place, (name, engine, jobs) in enumerate(ROWS)
    }
    bare = built[ROWS[0][0]].taken
    rows = []
    for name, one in built.items():
        wall, cpu = one.taken
        rates = [f"{pages / wall:.1f}", f"{pages / cpu:.1f}"]
        rows.append([name, *rates, f"{wall:.1f}", f"{cpu:.1f}", f"{wall / bare.wall:.2f}x", f"{cpu / bare.cpu:.2f}x"])
    table(
        "taking in web pages",
        [
            f"{pages:,} pages, {size / 1e6:.0f} MB",
            "pages/s",
            "per cpu s",
            "wall s",
            "cpu s",
            "of trafilatura, wall",
            "cpu",
        ],
        rows,
        notes=["Each from nothing: the start of its processes and the libraries' tables count."],
    )
    extraction = built["morgue, pages alone, 1 job"].taken
    whole = built["morgue, --jobs 1"].taken
    return [
        Target("pages alone, 1 job, of bare trafilatura's", extraction.by(clock) / bare.by(clock), 1),
        Target("morgue index of pages, jobs 1, of bare trafilatura's (aim)", whole.by(clock) / bare.by(clock), 1),
    ]


def memory(folder: Path) -> list[Target]:
    """Print the most private memory of `morgue index`, all processes together, over ever larger web archives."""
    path, most, rows = folder / "large.warc", [], []
    for pages in LARGE:
        size = webarchive.write(path, real(), pages)
        one = build("morgue", path, folder / f"large-{pages}", threads=2, watched=True)
        most.append(_private(one))
        rate = f"{pages / one.taken.wall:.1f}"
        rows.append([f"{pages:,}", f"{size / 1e6:,.0f}", f"{most[-1]:,.0f}", f"{one.resident:,.0f}", rate])
    path.unlink()
    columns = ["pages in one web archive", "MB", "private MB, all processes", "resident MB, largest", "pages/s"]
    table("memory of morgue index --jobs 2 --memory 256", columns, rows)
    return [Target(f"private memory, {LARGE[-1]:,} pages of {LARGE[0]:,}'s", most[-1] / most[0], 1.1)]


def real() -> list[str]:
    """The pages that everything is made of."""
    from tests.support.pages import articles, publishers

    data = data_folder()
    return [page.markup for page in (*articles(data), *publishers(data))]


def bare_trafilatura(warc: Path, processes: int, *, fast: bool = False) -> int:
    """The pages of a web archive whose main text trafilatura finds."""
    from multiprocessing import get_context

    extract = partial(_found, fast=fast)
    if processes == 1:
        return sum(map(extract, _bodies(warc)))
    with get_context("spawn").Pool(processes) as pool:
        return sum(pool.imap(extract, _bodies(warc), chunksize=4))


def _bodies(warc: Path) -> Iterator[bytes]:
    from fastwarc.warc import ArchiveIterator

    with warc.open("rb") as stream:
        for record in ArchiveIterator(stream):
            yield record.reader.read()


def _found(body: bytes, *, fast: bool) -> bool:
    import trafilatura

    return bool(trafilatura.extract(body, include_comments=False, fast=fast))


def _private(built: Built) -> float:
    return built.resident if built.private is None else built.private
