"""How good the order is, by judged questions of two test collections (Cranfield, CACM)."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from math import log2
from pathlib import Path
from statistics import mean

import pytest

from indexer.article import Article
from indexer.stores import open_store
from search.engines import open_engine
from search.searcher import Searcher


def ndcg(ranked: list[str], relevant: set[str], at: int = 10) -> float:
    """The discounted cumulative gain of the first results as a share of the best possible (Järvelin & Kekäläinen 2002),
    an article being relevant or not.

    >>> ndcg(["a", "b"], {"a", "b"}), ndcg(["x", "a"], {"a"})
    (1.0, 0.6309297535714575)
    """
    gain = sum(1 / log2(place + 2) for place, one in enumerate(ranked[:at]) if one in relevant)
    return gain / sum(1 / log2(place + 2) for place in range(min(at, len(relevant))))


@pytest.mark.parametrize(("name", "floor"), [("cranfield", 0.52), ("cacm", 0.48)])
def test_the_first_ten_are_what_judges_found_relevant(data: Path, tmp_path: Path, name: str, floor: float) -> None:
    folder = data / "relevance" / name
    store = open_store(tmp_path)
    for row in (folder / "docs.jsonl").read_text("utf-8").splitlines():
        one = json.loads(row)
        body = tuple(one["text"].split("\n")) if one["text"] else ()
        store.add(Article(id=f"{int(one['id']):016x}", guid=one["id"], headline=one["title"], body=body, language="en"))
    store.publish(store.prepare(1))
    store.close()
    relevant: dict[str, set[str]] = defaultdict(set)
    for row in (folder / "qrels.txt").read_text("utf-8").splitlines():
        query, _, document, *_ = row.split()
        relevant[query].add(document)
    found = []
    with Searcher(open_engine(tmp_path)) as archive:
        for row in (folder / "queries.tsv").read_text("utf-8").splitlines():
            number, _, question = row.partition("\t")
            if relevant[number]:
                words = " ".join(re.findall(r"\w+", question))
                hits = archive.search(words, any_word=True, snippets=False).hits
                found.append(ndcg([hit.guid or "" for hit in hits], relevant[number]))
    assert mean(found) >= floor
