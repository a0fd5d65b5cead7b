"""Pages a second of the HTML reader beside bare trafilatura, on the same pages in one run.

    python -m scripts.benchmarks.extraction

Reads real pages from the folder that MORGUE_TEST_DATA names. Each page is read by both, one after the other,
in the time
of this process; the reader also gives metadata, captions and dates, trafilatura the main text alone.
"""

from __future__ import annotations

import logging
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from indexer.readers.html import read_markup
from tests.support.pages import articles, publishers


def main() -> None:
    """Measure and print."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    data = Path(os.environ["MORGUE_TEST_DATA"])
    pages = [page.markup for page in (*articles(data), *publishers(data))]
    ways: dict[str, Callable[[str], object]] = {
        "morgue": lambda markup: read_markup(markup, "page.html"),
        "trafilatura": lambda markup: trafilatura.extract(markup, include_comments=False),
        "trafilatura, fast": lambda markup: trafilatura.extract(markup, include_comments=False, fast=True),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way(pages[0])  # imports and tables are no page's time
    for markup in pages:
        for name, way in ways.items():
            started = time.process_time()
            way(markup)
            seconds[name].append(time.process_time() - started)
    bare = statistics.median(seconds["trafilatura"])
    print(f"{len(pages)} pages\n{'':18} pages/s   median ms   slowest ms   median, of trafilatura's")
    for name, spent in seconds.items():
        median = statistics.median(spent)
        rate, slowest = len(spent) / sum(spent), 1e3 * max(spent)
        print(f"{name:18} {rate:7.1f} {1e3 * median:11.1f} {slowest:12.0f} {median / bare:12.2f}")


if __name__ == "__main__":
    main()
