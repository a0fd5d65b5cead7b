"""Incremental updates of an archive, beside its first build: nothing new, 1 % new, 1 % changed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from scripts.benchmarks.corpus import Corpus, Record, write
from scripts.benchmarks.figures import table
from scripts.benchmarks.processes import build
from scripts.benchmarks.shuffled import Shuffled

SHARE = 100
"""One of so many articles is new, or changed."""


def compare(corpus: Corpus, real: Sequence[Record], folder: Path) -> None:
    """Build an archive and update it; print what that takes, as a share of the first build's time."""
    archive, source = folder / "updated", folder / "updated-sources"
    source.mkdir()
    write(source / "news.jsonl", real)
    count = max(len(real) // SHARE, 1)
    first = build("morgue", source, archive, threads=0).taken
    rows = [["first build", f"{corpus.articles:,}", f"{first.wall:.2f}", f"{first.cpu:.2f}", "", ""]]

    def update(name: str, articles: int) -> None:
        wall, cpu = build("morgue", source, archive, threads=0).taken
        shares = [f"{100 * wall / first.wall:.1f} %", f"{100 * cpu / first.cpu:.1f} %"]
        rows.append([name, f"{articles:,}", f"{wall:.2f}", f"{cpu:.2f}", *shares])

    update("the same sources again", 0)
    additional = Shuffled(real[: 10 * count]).copy(1)
    write(source / "more.jsonl", (record for record, _ in zip(additional, range(count), strict=False)))
    update("1 % new, in a file of their own", count)
    write(source / "news.jsonl", changed(real, count))
    update("1 % changed, anywhere in the one file", count)
    columns = ["morgue index, default jobs", "articles", "wall s", "cpu s", "of first, wall", "cpu"]
    notes = ["The changed file holds all articles, so all of them are read again to find the changed ones."]
    table("incremental updates", columns, rows, notes=notes)


def changed(real: Iterable[Record], count: int, seed: int = 1) -> Iterator[Record]:
    """The articles, to so many of which a paragraph was added."""
    articles = list(real)
    chosen = frozenset(random.Random(seed).sample(range(len(articles)), count))
    for number, record in enumerate(articles):
        yield record | {"text": record["text"] + "\n\nCorrected since it first ran."} if number in chosen else record
