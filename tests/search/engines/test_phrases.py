"""A phrase's words are read together, but not more of them than leave the next ones something to do."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.article import Article, article_id
from indexer.stores import open_store
from indexer.stores.whoosh.narrow import NarrowArray, stretches_of
from search.engines import open_engine, phrases
from search.query.ast import Phrase

WORDS = ("the", "the", "the", "strike", "of", "rail")
PHRASES = (
    "the the",
    "the the the",
    "the strike of the rail",
    "rail the strike",
    "strike strike",
    " ".join(["the"] * 40),
)


@pytest.fixture
def bodies() -> list[str]:
    rng = random.Random(5)
    return [" ".join(rng.choices(WORDS, k=rng.randint(1, 60))) for _ in range(80)]


@pytest.fixture
def index(tmp_path: Path, bodies: list[str]) -> Path:
    store = open_store(tmp_path)
    for number, body in enumerate(bodies):
        headline = " ".join(body.split()[:5])
        store.add(Article(id=article_id(f"test:{number}"), headline=headline, body=(body,), locator=f"{number}.txt"))
    store.publish(store.prepare(1))
    store.close()
    return tmp_path


@pytest.mark.parametrize("at_once", [1, 50, 1 << 14])
@pytest.mark.parametrize("text", PHRASES)
def test_however_many_are_read_together(
    index: Path, bodies: list[str], text: str, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = open_engine(index).search(Phrase(text), limit=None)
    monkeypatch.setattr(phrases, "_AT_ONCE", at_once)
    found = open_engine(index).search(Phrase(text), limit=None)
    assert found == expected
    assert found.total == sum(f" {text} " in f" {body} " for body in bodies)


def test_a_word_repeated_often_is_read_until_nothing_is_left(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(
        arrays: Sequence[NarrowArray], starts: NDArray[np.intp], counts: NDArray[Any], cuts: Sequence[int]
    ) -> NDArray[Any]:
        found = stretches_of(arrays, starts, counts, cuts)
        read.append(len(found))
        return found

    monkeypatch.setattr(phrases, "stretches_of", counted)
    monkeypatch.setattr(phrases, "_AT_ONCE", 100)
    assert open_engine(index).search(Phrase(" ".join(["the"] * 50)), limit=None).total == 0
    assert 2 < len(read) < 40
    assert len(set(read)) == 1, "several words at once that have more places than that"
