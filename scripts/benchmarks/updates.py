"""Incremental updates of an archive, beside its first build: nothing new, 1 % new, 1 % changed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from scripts.benchmarks.corpus import Corpus, Record, write
from scripts.benchmarks.figures import Taken, table
from scripts.benchmarks.processes import build
from scripts.benchmarks.shuffled import Shuffled

SHARE = 100
"""One of so many articles is new, or changed."""


def compare(corpus: Corpus, real: Sequence[Record], archive: Path, first: Taken) -> None:
    """Update the archive that was built of the corpus; print what that takes, as a share of the first build's time.

    The corpus's file and the archive are others afterwards.
    """
    more = corpus.path.with_name("more.jsonl")
    count = max(len(real) // SHARE, 1)
    rows = [["first build", f"{corpus.articles:,}", f"{first.wall:.2f}", f"{first.cpu:.2f}", "", ""]]

    def update(name: str, source: Path, articles: int) -> None:
        wall, cpu = build("morgue", source, archive, threads=0).taken
        shares = [f"{100 * wall / first.wall:.1f} %", f"{100 * cpu / first.cpu:.1f} %"]
        rows.append([name, f"{articles:,}", f"{wall:.2f}", f"{cpu:.2f}", *shares])

    update("the same sources again", corpus.path, 0)
    additional = Shuffled(real[: 10 * count]).copy(1)
    write(more, (record for record, _ in zip(additional, range(count), strict=False)))
    update("1 % new, in a file of their own", more, count)
    write(corpus.path, changed(real, count))
    update("1 % changed, anywhere in the one file", corpus.path, count)
    columns = ["morgue index, default jobs", "articles", "wall s", "cpu s", "of first, wall", "cpu"]
    notes = ["The changed file holds all articles, so all of them are read again to find the changed ones."]
    table("incremental updates", columns, rows, notes=notes)


def changed(real: Iterable[Record], count: int, seed: int = 1) -> Iterator[Record]:
    """The articles, to so many of which a paragraph was added."""
    articles = list(real)
    chosen = frozenset(random.Random(seed).sample(range(len(articles)), count))
    for number, record in enumerate(articles):
        yield record | {"text": record["text"] + "\n\nCorrected since it first ran."} if number in chosen else record
