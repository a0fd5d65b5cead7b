"""Snippets side by side: of the same ten articles, by tantivy's generator and by `search.snippets`, in one process.

Neither has seen the query before; what is timed is the making of the generator (the reading of the query, for morgue)
and the passages of ten articles that are already in memory.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from indexer.analysis import words
from indexer.article import Article
from scripts.benchmarks.corpus import Corpus, records

ENGLISH = frozenset({"en"})
REPEATS = 3
"""Runs of each query, of which the best counts: the machine may be doing something else."""


def compare(corpus: Corpus, index: Path, asked: dict[str, list[str]]) -> None:
    """Print the median microseconds of both, and the ratio of their sums, for each class of query.

    `index` is the benchmark's tantivy index, `asked` its query words by class.
    """
    import tantivy

    opened = tantivy.Index.open(str(index))
    searcher = opened.searcher()
    articles = {record["id"]: article(record) for record in records(corpus.path)}
    print(f"\n{'snippets of ten, us':22}{'tantivy':>10}{'morgue':>10}{'of tantivy':>14}")
    for name, queries in classes(asked, list(articles.values())).items():
        theirs: list[float] = []
        ours: list[float] = []
        for text in queries:
            query = _tantivy_query(opened, text)
            documents = [searcher.doc(address) for _, address in searcher.search(query, 10).hits]
            found = [articles[document["id"][0]] for document in documents]
            if found:
                theirs.append(_best(partial(by_tantivy, searcher, opened.schema, query, documents)))
                ours.append(_best(partial(by_morgue, text, found)))
        ratio = sum(ours) / sum(theirs)
        print(f"{name:22}{median(theirs) * 1e6:10.0f}{median(ours) * 1e6:10.0f}{ratio:13.2f}x")


def article(record: dict[str, Any]) -> Article:
    """A record as an article of paragraphs, with nothing cleaned."""
    body = tuple(line for line in record["text"].split("\n") if line.strip())
    return Article(id=record["id"], headline=record["title"], language="en", body=body)


def classes(asked: dict[str, list[str]], articles: list[Article], seed: int = 1) -> dict[str, list[str]]:
    """Queries by class: the words alone, two frequent ones, two words of some paragraph as a phrase, a prefix."""
    chooser = random.Random(seed)
    found = {f"one {name} word": chosen for name, chosen in asked.items()}
    found["two frequent words"] = [f"{a} {b}" for a, b in pairwise(asked["frequent"])]
    phrases: list[str] = []
    while len(phrases) < len(asked["middle"]):
        forms = [word.form for word in words(chooser.choice(chooser.choice(articles).body or ("",)))]
        pairs = [f'"{a} {b}"' for a, b in pairwise(forms) if (a + b).isalpha()]
        phrases += chooser.sample(pairs, min(1, len(pairs)))
    return found | {"a phrase": phrases, "a prefix": [f"{word[:4]}*" for word in asked["middle"]]}


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
    from search.matches import matcher
    from search.query.parser import parse
    from search.snippets import snippets

    matcher.cache_clear()
    node = parse(text).node
    for one in articles:
        snippets(one, node, languages=ENGLISH)


def _tantivy_query(index: Any, text: str) -> Any:
    import tantivy

    if text.endswith("*"):
        return tantivy.Query.regex_query(index.schema, "body", text[:-1] + ".*")
    return index.parse_query(text, ["body"], conjunction_by_default=True)


def _best(call: Callable[[], None]) -> float:
    """Processor seconds of the fastest run."""
    taken = []
    for _ in range(REPEATS):
        started = time.thread_time()
        call()
        taken.append(time.thread_time() - started)
    return min(taken)
