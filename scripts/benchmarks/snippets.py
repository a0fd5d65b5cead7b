"""Snippets side by side: of the same ten articles, by tantivy's generator and by `search.snippets`, in one process.

Neither has seen the query before; what is timed is the making of the generator (the reading of the query, for morgue)
and the passages of ten articles that are already in memory. tantivy makes one passage of an article, morgue up to
three.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from indexer.article import Article
from scripts.benchmarks.contenders import tantivy_query
from scripts.benchmarks.corpus import Record, article
from scripts.benchmarks.figures import Target, percentile, table
from scripts.benchmarks.questions import DATED, SORTED, Questions

ENGLISH = frozenset({"en"})
REPEATS = 3
"""Runs of each query, of which the best counts: the machine may be doing something else."""


def compare(records: Sequence[Record], index: Path, questions: Questions) -> list[Target]:
    """Print processor microseconds of both, and morgue's share, for each class of question; what is aimed at.

    `index` is the benchmark's tantivy index of these records.
    """
    import tantivy

    opened = tantivy.Index.open(str(index))
    searcher = opened.searcher()
    articles = {record["id"]: article(record) for record in records}
    rows, targets = [], []
    for name, chosen in questions.items():
        if name in (DATED, SORTED):
            continue
        theirs: list[float] = []
        ours: list[float] = []
        for question in chosen:
            query = tantivy_query(opened, question)
            documents = [searcher.doc(address) for _, address in searcher.search(query, 10).hits]
            found = [articles[document["id"][0]] for document in documents]
            if found:
                theirs.append(_best(partial(by_tantivy, searcher, opened.schema, query, documents)) * 1e6)
                ours.append(_best(partial(by_morgue, question.text, found)) * 1e6)
        shares = [percentile(ours, p) / percentile(theirs, p) for p in (50, 99)] + [sum(ours) / sum(theirs)]
        times = [f"{percentile(both, p):,.0f}" for both in (theirs, ours) for p in (50, 99)]
        rows.append([name, *times, *(f"{share:.2f}x" for share in shares)])
        targets.append(Target(f"{name}, snippets of ten, p50 of tantivy's", shares[0], 1))
    columns = ["question", "tantivy: p50", "p99", "morgue: p50", "p99", "of tantivy: p50", "p99", "sum"]
    table("snippets alone, of the same ten articles, cpu us", columns, rows)
    return targets


def by_tantivy(searcher: Any, schema: Any, query: Any, documents: list[Any]) -> None:
    """The fragment and its highlights for each document."""
    import tantivy

    generator = tantivy.SnippetGenerator.create(searcher, query, schema, "body")
    for document in documents:
        snippet = generator.snippet_from_doc(document)
        snippet.fragment()
        snippet.highlighted()


def by_morgue(text: str, articles: list[Article]) -> None:
    """The passages of each article, for a query that was never asked before."""
    from search.marking import matcher
    from search.query.parser import parse
    from search.snippets import snippets

    matcher.cache_clear()
    node = parse(text).node
    for one in articles:
        snippets(one, node, languages=ENGLISH)


def _best(call: Callable[[], None]) -> float:
    """Processor seconds of the fastest run."""
    taken = []
    for _ in range(REPEATS):
        started = time.thread_time()
        call()
        taken.append(time.thread_time() - started)
    return min(taken)
