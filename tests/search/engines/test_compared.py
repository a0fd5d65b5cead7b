"""What a search hasn't compared with its checksum decides nothing: with those bytes changed, it answers the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from indexer.article import Article, article_id
from indexer.stores import open_store
from indexer.stores.whoosh.container import GRAIN
from search.engines import Matches
from search.engines.whoosh import WhooshEngine
from search.query import ast

WORDS = [
    f"{first}{last}" for first in "bcdfghjklmnprstvwz" for last in ("ail", "oat", "ine", "ump", "ers", "ing", "ags")
]
QUERIES = (
    ast.Word("rail"),
    ast.Phrase("the rail"),
    ast.And((ast.Word("boat"), ast.Word("the"), ast.Not(ast.Word("line")))),
    ast.Or((ast.Word("ringing"), ast.Phrase("the the"), ast.Pattern("bo*"))),
    ast.Near(ast.Word("rail"), ast.Word("boat"), 5),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, rng = tmp_path_factory.mktemp("index"), random.Random(8)
    store = open_store(folder)
    for number in range(400):
        body = " ".join(rng.choice(WORDS) if rng.random() < 0.8 else "the" for _ in range(rng.randint(20, 120)))
        headline = " ".join(rng.choices(WORDS, k=4))
        store.add(Article(id=article_id(f"test:{number}"), headline=headline, body=(body,), locator=f"{number}.txt"))
    store.publish(store.prepare(1))
    store.close()
    return folder


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_what_was_not_compared_decides_nothing(index: Path, query: ast.Node) -> None:
    expected, seen = _asked(index, query)
    assert expected.total, "a query that nothing answers"
    assert 0 in seen, "everything was compared"
    (path,) = index.glob("*.seg")
    before = path.read_bytes()
    changed = bytearray(before)
    for grain, was in enumerate(seen[:-1]):  # what follows the last is compared when the file is opened
        if not was:
            span = slice(grain * GRAIN, (grain + 1) * GRAIN)
            changed[span] = bytes(byte ^ 255 for byte in changed[span])
    path.unlink()
    path.write_bytes(changed)
    try:
        assert _asked(index, query)[0] == expected
    finally:
        path.write_bytes(before)


def _asked(index: Path, query: ast.Node) -> tuple[Matches, bytes]:
    """The answer, and which grains of the file were compared for it."""
    engine = WhooshEngine(index)
    found = engine.search(query, limit=10)
    (segment,) = engine._generation.segments
    seen = bytes(segment.file._seen)
    engine.close()
    return found, seen
