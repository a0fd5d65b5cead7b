"""More articles than there are."""

from __future__ import annotations

import re
from statistics import mean

import pytest

from scripts.benchmarks.corpus import Record
from scripts.benchmarks.shuffled import Shuffled
from tests.support.news import records


@pytest.fixture(scope="module")
def real() -> list[Record]:
    return records(80)


def words(articles: list[Record]) -> set[str]:
    return {word for article in articles for word in re.findall(r"[a-z]{4,}", article["text"].lower())}


def test_the_first_copy_is_the_corpus_itself(real: list[Record]) -> None:
    assert list(Shuffled(real).copy(0)) == real


def test_a_seed_gives_the_same_articles_and_another_seed_others(real: list[Record]) -> None:
    first = list(Shuffled(real).copy(3))
    assert list(Shuffled(real).copy(3)) == first
    assert list(Shuffled(real, seed=2).copy(3)) != first
    assert list(Shuffled(real).articles(2, 4))[len(real) :] == first


def test_no_two_articles_are_one(real: list[Record]) -> None:
    grown = list(Shuffled(real).articles(0, 4))
    for key in ("id", "url", "text"):
        assert len({article[key] for article in grown}) == 4 * len(real)


def test_articles_are_as_long_as_real_ones(real: list[Record]) -> None:
    copy = list(Shuffled(real).copy(1))
    assert len(copy) == len(real)
    assert mean(len(a["text"]) for a in copy) == pytest.approx(mean(len(a["text"]) for a in real), rel=0.03)
    assert {a["text"].count("\n\n") for a in copy} == {4}


def test_the_vocabulary_grows_by_heaps_law(real: list[Record]) -> None:
    shuffled = Shuffled(real)
    assert 0 < shuffled.exponent < 1
    grown = len(words(list(shuffled.articles(0, 2))))
    assert grown == pytest.approx(len(words(real)) * 2**shuffled.exponent, rel=0.05)
    assert grown > len(words(real)) * 1.05


def test_a_text_of_one_line_is_crossed_by_sentences() -> None:
    texts = ("One is here. Two is here. Three is here. Four is here.", "Uno sta qui. Due sta qui. Tre sta qui. Qua.")
    real = [{"id": str(n), "url": "", "title": "", "text": text} for n, text in enumerate(texts)]
    copies = [article["text"] for number in range(1, 9) for article in Shuffled(real).copy(number)]
    assert any("One" in text and "Tre" in text for text in copies)
