"""One run over the same news: morgue beside tantivy-py, SQLite FTS5 and stock Whoosh 2.7.4, as figures and ratios.

The articles come from the folder that MORGUE_TEST_DATA names. Every choice is seeded; folders are temporary and go.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.benchmarks import asking, builds, growth, ingest, picture, roofline, snippets, starts, updates
from scripts.benchmarks.asking import Results
from scripts.benchmarks.corpus import real, write
from scripts.benchmarks.figures import Clock, Target, verdicts
from scripts.benchmarks.questions import RARE, choose

PARTS = ("build", "queries", "snippets", "start", "update", "ingest")
EXAMPLES = """\
examples:
  scripts/bench                                    everything but growth, some ten minutes
  scripts/bench --articles 2000 --queries 50       a first impression
  scripts/bench --only build,queries --clock wall  what is built and asked, by the clock on the wall
  scripts/bench --only ingest --memory             web pages beside trafilatura, and the memory of 10,000 of them
  scripts/bench --growth                           also 2, 4 and 8 times the articles, half an hour more
  scripts/bench --only '' --large                  growth alone, to a million articles: hours
  scripts/bench --svg docs/bench.svg               also as a picture
"""


class Options(NamedTuple):
    """What the command line said."""

    articles: int
    queries: int
    in_a_row: int
    parts: tuple[str, ...]
    clocks: tuple[Clock, ...]
    steps: tuple[int, ...]
    sample: int
    starts: int
    memory: bool
    svg: Path | None
    pages: int = 464


def options(arguments: Sequence[str] | None = None) -> Options:
    """Read the command line; ends the program for what can't be read."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--articles", type=int, default=0, metavar="N", help="how many articles to index (default: all)")
    add("--queries", type=int, default=200, metavar="N", help="how many queries of each class (default 200)")
    add(
        "--in-a-row",
        type=int,
        default=asking.IN_A_ROW,
        metavar="N",
        help="how many queries an engine answers before "
        f"the next one has its turn (default {asking.IN_A_ROW}; 1: with caches that the others have emptied)",
    )
    add("--only", default=",".join(PARTS), metavar="PARTS", help=f"some of {','.join(PARTS)} (what they need is built)")
    add("--clock", choices=("both", "cpu", "wall"), default="both", help="processor time, which a busy machine "
        "disturbs less, time on the wall, or both (default); targets go by the first")  # fmt: skip
    add("--pages", type=int, default=464, metavar="N", help="how many web pages to take in (default 464)")
    add("--sample", type=int, default=400, metavar="N", help="articles for stock Whoosh, which is slow (default 400)")
    add("--starts", type=int, default=15, metavar="N", help="how often a process is started (default 15)")
    add("--memory", action="store_true", help="also peak private memory of `morgue index` with one and two jobs, and "
        "(ingest) of ever larger web archives")  # fmt: skip
    add("--growth", action="store_true", help="also 2, 4 and 8 times the articles")
    add("--large", action="store_true", help="growth up to 80 times the articles: a million")
    add("--svg", type=Path, metavar="FILE", help="write the ratios as a picture")
    said = parser.parse_args(arguments)
    parts = tuple(part.strip() for part in said.only.split(",") if part.strip())
    if unknown := [part for part in parts if part not in PARTS]:
        parser.error(f"--only takes some of {','.join(PARTS)}, not {unknown[0]}")
    steps = growth.LARGE if said.large else growth.STEPS if said.growth else ()
    clocks: tuple[Clock, ...] = ("cpu", "wall") if said.clock == "both" else (said.clock,)
    return Options(
        said.articles, said.queries, max(said.in_a_row, 1), parts, clocks, steps, said.sample, said.starts, said.memory,
        said.svg, said.pages,
    )  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the options and print every table."""
    chosen = options(arguments)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="morgue-bench-") as scratch:
        targets, results = measure(chosen, Path(scratch))
    verdicts(targets)
    clock = chosen.clocks[0]
    if chosen.svg:
        about = f"{machine()}; {'processor time' if clock == 'cpu' else 'wall time'}; to the left of 1x is less"
        rows = picture.lines(results, targets, clock=clock)
        chosen.svg.write_text(picture.draw(rows, title="morgue's costs as shares of others'", about=about), "utf-8")
    print(f"\n{time.perf_counter() - started:.0f} s; {load()}")


def measure(chosen: Options, folder: Path) -> tuple[list[Target], Results]:
    """Run the parts that were chosen; what is aimed at, and the answers to the queries."""
    articles = list(real(chosen.articles))
    corpus = write(folder / "news.jsonl", articles)
    print(f"{corpus.articles:,} articles, {corpus.text_bytes / 1e6:.1f} MB of text; {machine()}; {load()}", flush=True)
    clock = chosen.clocks[0]
    questions = choose([record["text"] for record in articles], chosen.queries)
    targets: list[Target] = []
    results: Results = {}
    if "ingest" in chosen.parts:
        targets += ingest.compare(folder, chosen.pages, clock=clock)
        if chosen.memory:
            targets += ingest.memory(folder)
    if any(part != "ingest" for part in chosen.parts):
        built = builds.compare(corpus, folder, sample=chosen.sample)
        indexes = built.indexes
        targets += built.targets
        if "queries" in chosen.parts:
            asked = indexes | {"tantivy, no total": indexes["tantivy"]}
            results = asking.ask_all(asked, questions, in_a_row=chosen.in_a_row)
            asking.report(results, title="queries", clocks=chosen.clocks)
            targets += asking.targets(results, clock=clock)
            roofline.report(results, questions, clock=clock)
            roofline.floor(indexes["morgue"], questions, results, clock=clock)
            roofline.least(indexes, questions, clock=clock, in_a_row=chosen.in_a_row)
            few = {name: group[: max(chosen.queries // 10, 5)] for name, group in questions.items()}
            small = asking.ask_all(built.samples, few, in_a_row=chosen.in_a_row)
            asking.report(small, title=f"{chosen.sample:,} articles, stock Whoosh", clocks=chosen.clocks[:1])
        if "snippets" in chosen.parts:
            with_snippets = asking.ask_all(indexes, questions, snippets=True, in_a_row=chosen.in_a_row)
            asking.report(with_snippets, title="queries with snippets", clocks=chosen.clocks)
            targets += snippets.compare(articles, indexes["tantivy"], questions)
        if "start" in chosen.parts:
            words = [question.words[0] for question in questions[RARE]]
            targets += starts.compare(indexes, words, folder, times=chosen.starts, clocks=chosen.clocks)
        if chosen.memory:
            builds.memory(corpus, folder)
        if "update" in chosen.parts:
            updates.compare(corpus, articles, indexes["morgue"], built.first)
    elif chosen.memory and not chosen.parts:
        builds.memory(corpus, folder)
    if chosen.steps:
        targets += growth.compare(
            articles, questions, folder, steps=chosen.steps, clocks=chosen.clocks, in_a_row=chosen.in_a_row
        )
    return targets, results


def machine() -> str:
    """What this runs on, in a few words."""
    return f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"


def load() -> str:
    """How busy the machine is."""
    return "load " + " ".join(f"{one:.1f}" for one in os.getloadavg())


if __name__ == "__main__":
    main()
