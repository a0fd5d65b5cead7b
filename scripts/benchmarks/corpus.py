"""The articles that a benchmark reads, and the queries it asks: the same for every engine."""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from indexer.analysis import words

NEWS = "news-2012-2020.jsonl.gz"


class Corpus(NamedTuple):
    """A JSON lines file with so many articles, and the bytes of UTF-8 text (titles and bodies) in them."""

    path: Path
    articles: int
    text_bytes: int


def data_folder() -> Path:
    """The folder of real news; ends the program with what to do where there is none."""
    folder = os.environ.get("MORGUE_TEST_DATA")
    if not folder or not (Path(folder) / NEWS).is_file():
        sys.exit(f"bench: set MORGUE_TEST_DATA to a folder that holds {NEWS}")
    return Path(folder)


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a JSON lines file, gzipped or not."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        for line in lines:
            yield json.loads(line)


def extract(folder: Path, count: int) -> Corpus:
    """The first `count` articles (0: all) as a plain JSON lines file in `folder`, so that nobody is timed unzipping."""
    path = folder / f"news-{count or 'all'}.jsonl"
    articles = text_bytes = 0
    with path.open("w", encoding="utf-8") as out:
        for record in records(data_folder() / NEWS):
            if count and articles == count:
                break
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            articles += 1
            text_bytes += len(record["title"].encode()) + len(record["text"].encode())
    return Corpus(path, articles, text_bytes)


def query_words(corpus: Corpus, per_class: int, seed: int = 1) -> dict[str, list[str]]:
    """Words by the number of articles that hold them: rare (2 to 5), middle (1 %), frequent (over 20 %)."""
    frequency: Counter[str] = Counter()
    for record in records(corpus.path):
        frequency.update({w.form for w in words(record["text"]) if w.form.isascii() and w.form.isalpha()})
    n = corpus.articles
    bands = {"rare": (2, 5), "middle": (max(n // 200, 6), n // 50), "frequent": (n // 5, n)}
    chooser = random.Random(seed)
    chosen = {}
    for name, (low, high) in bands.items():
        band = sorted(word for word, df in frequency.items() if low <= df <= high and len(word) > 2)
        chosen[name] = [chooser.choice(band) for _ in range(per_class)]
    return chosen
