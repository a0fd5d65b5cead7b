"""Counting with numpy and without it gives the same bits, in archives large enough for both of arrays' ways."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from indexer.article import Article, Caption, article_id
from indexer.errors import QueryError
from indexer.stores import open_store
from indexer.stores.whoosh.narrow import NarrowArray
from search.engines import Facet, Sort, Unit, seldom
from search.engines import found as found_module
from search.engines.facets import FACETED
from search.engines.whoosh import WhooshEngine
from search.query import ast
from search.query.ast import Node
from tests.support import corpora
from tests.support.brute import BruteEngine

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
UNITS: tuple[Unit, ...] = ("year", "month", "day")


def article(number: int, rng: random.Random) -> Article:
    """Frequent words and words that one article in hundreds has."""
    weights = [1 / rank**2 for rank in range(1, len(corpora.WORDS) + 1)]

    def text(most: int) -> str:
        return " ".join(rng.choices(corpora.WORDS, weights, k=rng.randint(0, most)))

    return Article(
        id=article_id(f"test:{number}"),
        guid=rng.choice((None, "A-1")),
        headline=rng.choice((None, text(6))),
        published=rng.choice(corpora.DATES),
        publisher=rng.choice(corpora.PUBLISHERS),
        section=rng.choice((None, "World", "Rail")),
        language=rng.choice(("en", "en", "en", "de", None)),
        body=tuple(text(rng.choice((5, 40))) for _ in range(rng.randint(0, 3))),
        captions=tuple(Caption(text(4)) for _ in range(rng.randint(0, 1))),
        keywords=tuple(text(3) for _ in range(rng.randint(0, 2))),
        locator=f"articles/{number}.txt",
    )


def inflected(number: int, rng: random.Random) -> Article:
    """In one of two languages, a word in many forms, mostly in the headline and among the keywords, some of them more
    often than fits into half a byte."""

    def text(share: float) -> str:
        return f"{rng.choice(corpora.FORMS)} " * rng.choice((1, 1, 2, 20, 300)) if rng.random() < share else "rail"

    return replace(
        article(number, rng),
        headline=text(0.6),
        language=rng.choice(("en", "fi", "fi")),
        body=(text(0.1), rng.choice(corpora.WORDS)),
        keywords=(text(0.6),),
    )


def crowded(number: int, rng: random.Random) -> Article:
    """A word that few articles have, in three or four of the fields at once, none of which is as long as another."""
    word = rng.choice(corpora.WORDS)

    def text(most: int) -> str:
        its = rng.choice(("", word, f"{word} {word}", word))
        return f"{its} " + "filler " * rng.randint(0, most)

    return replace(
        article(number, rng),
        headline=text(9),
        body=(text(60), text(30)),
        captions=(Caption(text(15)),),
        keywords=(text(3), text(2)),
    )


Maker = Callable[[int, random.Random], Article]


def grow(index: Path, rng: random.Random, most: int, make: Maker) -> None:
    """Some runs, each of which adds, changes and deletes."""
    known = 0
    for _ in range(rng.randint(1, 3)):
        store = open_store(index)
        store.delete(article_id(f"test:{rng.randrange(known + 1)}") for _ in range(known // 9))
        added = rng.randint(0, most)
        for number in range(known, known + added):
            store.add(make(number, rng))
        for _ in range(rng.randint(0, 2)):
            changed = make(rng.randrange(known + 1), rng)
            store.add(replace(changed, headline="rail strike again"))
        known += added
        store.publish(store.prepare(store.generation + 1))
        store.close()


@contextmanager
def both(index: Path) -> Iterator[tuple[WhooshEngine, WhooshEngine]]:
    """Without numpy and with it."""
    scalar, arrays = WhooshEngine(index, patience=10**12), WhooshEngine(index)
    try:
        yield scalar, arrays
    finally:
        scalar.close()
        arrays.close()


@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(
    st.integers(0, 2**32),
    st.sampled_from(
        (
            (article, 3),
            (article, 30),
            (article, 300),
            (inflected, 30),
            (inflected, 1_500),
            (crowded, 300),
            (crowded, 1_200),
        )
    ),
    st.lists(corpora.trees(), min_size=4, max_size=16),
    st.sampled_from((0, found_module._SHORT)),
)
def test_pages_are_the_same_to_the_last_bit(
    tmp_path_factory: pytest.TempPathFactory, seed: int, kind: tuple[Maker, int], queries: list[Node], short: int
) -> None:
    rng = random.Random(seed)
    index = tmp_path_factory.mktemp("index")
    make, most = kind
    grow(index, rng, most, make)
    # With 0, a small archive is treated as a large one is.
    with mock.patch.object(found_module, "_SHORT", short), both(index) as (scalar, arrays):
        words = [ast.Word(word) for word in (*rng.sample(corpora.FORMS, 9), *rng.sample(corpora.WORDS, 5))]
        for query in (*queries, *words, ast.Or(tuple(words[-5:])), ast.Or(tuple(words))):
            sort = rng.choice(SORTS)
            every = scalar.search(query, limit=None, sort=sort)
            assert arrays.search(query, limit=None, sort=sort) == every
            for _ in range(2):
                limit, offset = rng.choice((0, 1, 3, 10)), rng.choice((0, 1, 5, 50, 1000))
                page = every.page[offset : offset + limit]
                for engine in (scalar, arrays):
                    found = engine.search(query, limit=limit, offset=offset, sort=sort)
                    assert (found.total, found.page) == (every.total, page)


@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(st.integers(0, 2**32), st.lists(corpora.trees(), min_size=2, max_size=5))
def test_facets_are_those_of_the_articles_found(
    tmp_path_factory: pytest.TempPathFactory, seed: int, queries: list[Node]
) -> None:
    rng = random.Random(seed)
    index = tmp_path_factory.mktemp("index")
    grow(index, rng, 60, lambda n, r: replace(article(n, r), section=r.choice((None, "World", "!!!", "\u200b", " "))))
    with both(index) as (scalar, arrays):
        every = scalar.fetch([match.doc for match in scalar.search(ast.Every(), limit=None).page])
        brute = BruteEngine(every)
        for query in (ast.Every(), ast.Word("rail"), *queries):
            field, unit, limit = rng.choice((*FACETED, "section")), rng.choice(UNITS), rng.choice((None, 1, 3))
            expected = brute.facet(query, field, limit=limit, unit=unit)
            for engine in (scalar, arrays):
                assert _spelled(engine.facet(query, field, limit=limit, unit=unit)) == _spelled(expected)


def _spelled(facet: Facet) -> Facet:
    """Which spelling of a value is shown depends on which article comes first."""
    values = tuple(value._replace(value=value.value.casefold()) for value in facet.values)
    return facet._replace(values=values)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments, so many articles that whole tables of scores are gone over, some of them deleted."""
    index = tmp_path_factory.mktemp("many")
    rng = random.Random(5)
    for first, last in ((0, 1_100), (1_100, 1_400)):
        store = open_store(index)
        for number in range(first, last):
            one = article(number, rng)
            # Frequent words stand in most bodies, and in few headlines.
            store.add(replace(one, headline=one.headline if number % 20 == 1 else None, captions=(), keywords=()))
        store.delete(article_id(f"test:{number}") for number in range(first, last, 50))
        store.publish(store.prepare(store.generation + 1))
        store.close()
    return index


@pytest.mark.parametrize("short", [0, found_module._SHORT])
def test_frequent_words_are_the_same_to_the_last_bit(many: Path, short: int) -> None:
    one, two, three, *_, rare = corpora.WORDS
    words: list[Node] = [
        ast.Word(one),
        ast.Word(two),
        ast.Word(three),
        ast.Form(one),
        ast.Field("headline", ast.Word(two)),
    ]
    values: tuple[Node, ...] = (ast.Word("en"), ast.Form("en"), ast.Whole("en"), ast.Pattern("e*"))
    queries: list[Node] = [
        *words,
        *(ast.Or((left, right)) for left in words for right in words if left != right),
        *(ast.And((left, right)) for left in words for right in words if left != right),
        ast.And((ast.Word(one), ast.Not(ast.Word(two)))),
        ast.Or((ast.Word(rare), ast.Boost(ast.Word(one), 0.5), ast.Word(two))),
        ast.And((ast.Word(rare), ast.Word(one), ast.DateRange("date", None, None))),
        *(ast.And((ast.Word(rare), ast.Field("language", word))) for word in values),
        *(ast.Phrase(text) for text in (f"{one} {two}", f"{two} {one} {one}", f"{rare} {one}", f"{one} {rare} {two}")),
    ]
    with mock.patch.object(found_module, "_SHORT", short), both(many) as (scalar, arrays):
        for query in queries:
            for sort in SORTS:
                for limit in (1, 10, None):
                    expected = scalar.search(query, limit=limit, sort=sort)
                    assert arrays.search(query, limit=limit, sort=sort) == expected, (str(query), sort, limit)
        known = [entry.made for entry in arrays._remembered._known.values()]
        recounted = [found for found in known if isinstance(found, found_module.Recounted)]
        assert any(len(found._more) for found in recounted) == (short == 0)


HEDGES = 1_200
SHRUBS = ("azalea", "broom", "elder", "gorse", "heather", "ivy", "juniper", "privet", "sumac", "yucca")


@pytest.fixture(scope="module")
def hedges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of a word that stands in three or four of the fields of some articles, each of its own length, and of
    others that a few articles have, all of them."""
    index = tmp_path_factory.mktemp("hedges")
    rng, store = random.Random(3), open_store(index)

    def text(word: str, most: int) -> str:
        return f"{word} {'filler ' * rng.randint(0, most)}"

    for number in range(HEDGES):
        fields = ["alder" if number % 12 == 0 else "rail"] * 4
        if rng.random() < 0.6:
            fields[rng.randrange(4)] = "rail"
        words = [text(word, 9) for word in SHRUBS] if number % 180 == 1 else []
        store.add(
            Article(
                id=article_id(f"test:{number}"),
                headline=text(fields[0], 9),
                body=(text(fields[1], 60), *words),
                captions=(Caption(text(fields[2], 15)),),
                keywords=(text(fields[3], 3), *rng.sample(words, len(words) // 2)),
                locator=f"{number}.txt",
            )
        )
    store.publish(store.prepare(store.generation + 1))
    store.close()
    return index


@pytest.mark.parametrize("node", [ast.Word("alder"), ast.Pattern("alde*"), ast.Form("alder")])
def test_a_rare_word_in_all_four_fields_is_the_same_to_the_last_bit(hedges: Path, node: Node) -> None:
    """More postings than Python adds by itself, in fewer than one of eight articles."""
    either = ast.Or((ast.Word("azalea"), node))
    with both(hedges) as (scalar, arrays):
        expected = scalar.search(node, limit=None)
        assert seldom.FEW < expected.total < HEDGES // 8
        assert arrays.search(node, limit=None) == expected
        assert arrays.search(either, limit=None) == scalar.search(either, limit=None)


@pytest.mark.parametrize("count", range(3, len(SHRUBS) + 1))
def test_many_rare_words_in_the_same_articles_are_the_same_to_the_last_bit(hedges: Path, count: int) -> None:
    """They are summed without going over all articles."""
    rng = random.Random(count)
    with both(hedges) as (scalar, arrays):
        for _ in range(20):
            either = ast.Or(tuple(map(ast.Word, rng.sample(SHRUBS, count))))
            assert arrays.search(either, limit=None) == scalar.search(either, limit=None), str(either)


@pytest.mark.parametrize(
    "weights", [(-1.0,), (-2.0, -2.0), (float("nan"),), (float("inf"),), (1e150, 1e150), (1e-150, 1e-150)]
)
def test_weights_that_would_be_lost_in_rounding_are_refused(many: Path, weights: tuple[float, ...]) -> None:
    query: Node = ast.Word(corpora.WORDS[0])
    for weight in weights:
        query = ast.Boost(query, weight)
    with both(many) as engines:
        for engine in engines:
            with pytest.raises(QueryError, match="the weights of a part of the query come to"):
                engine.search(query, limit=10)


def test_what_has_no_weight_matches_in_the_order_of_ids(many: Path) -> None:
    frequent, rare = corpora.WORDS[0], corpora.WORDS[-1]
    with both(many) as (scalar, arrays):
        for query in (
            ast.Boost(ast.Word(frequent), 0.0),
            ast.Or((ast.Boost(ast.Word(frequent), 0.0), ast.Word(rare))),
            ast.And((ast.Boost(ast.Word(frequent), 0.0), ast.Boost(ast.Word(rare), 0.0))),
        ):
            assert arrays.search(query, limit=10) == scalar.search(query, limit=10)


@pytest.mark.parametrize("other", ["en", "sv"])  # one that comes before Finnish, and one that comes behind it
def test_a_word_of_many_forms_in_two_languages_is_the_same_to_the_last_bit(tmp_path: Path, other: str) -> None:
    """Most forms are Finnish, each stands in both languages, in a few bodies, more often than fits into half a byte.
    Between any two of them in the dictionary stands another word, whose postings are taken along and don't count."""
    store = open_store(tmp_path)
    for number in range(12 * 2 * len(corpora.FORMS)):
        nth, second = divmod(number // 12, 2)
        store.add(
            Article(
                id=article_id(f"test:{number}"),
                headline="metro metroa",
                language=other if second else "fi",
                body=(
                    f"{corpora.FORMS[nth]} " * (16 + number % 30) if number % 12 == 0 else "rail",
                    f"{corpora.FORMS[nth]}0",
                ),
                keywords=("metrossa metros",),
                locator=f"{number}.txt",
            )
        )
    store.publish(store.prepare(store.generation + 1))
    store.close()
    with both(tmp_path) as (scalar, arrays):
        for form in corpora.FORMS:
            assert arrays.search(ast.Word(form), limit=None) == scalar.search(ast.Word(form), limit=None), form


def test_many_whole_values_that_a_pattern_stands_for_are_found_in_both_ways(tmp_path: Path) -> None:
    """So many of them are taken posting by posting; between any two of them in the dictionary stands another."""
    store = open_store(tmp_path)
    for number in range(2_000):
        guid = f"{number:04}p{number // 40}{'b' if number % 40 else 'a'}"
        store.add(Article(id=article_id(f"test:{number}"), guid=guid, body=("rail",), locator=f"{number}.txt"))
    store.publish(store.prepare(1))
    store.close()
    query = ast.Field("guid", ast.Pattern("*a"))
    with both(tmp_path) as (scalar, arrays):
        expected = scalar.search(query, limit=None)
        assert expected.total == 50
        with mock.patch.object(NarrowArray, "stretches", autospec=True, side_effect=NarrowArray.stretches) as taken:
            assert arrays.search(query, limit=None) == expected
        assert taken.called


def test_a_phrase_in_several_fields_and_segments_is_the_same_to_the_last_bit(tmp_path: Path) -> None:
    """Of which one has words beyond those that positions are packed for, and articles that are deleted."""
    store = open_store(tmp_path)
    rng = random.Random(2)

    def text(most: int, least: int = 0) -> str:
        return " ".join(rng.choice(("rail", "strike", "talks", "the")) for _ in range(rng.randint(least, most)))

    for number in range(100):
        store.add(
            Article(
                id=article_id(f"test:{number}"),
                headline=text(4),
                body=(text(30), text(5_000, 4_500) if number % 30 == 0 else text(30)),
                captions=(Caption(text(8)),),
                keywords=(text(3), text(2)),
                locator=f"{number}.txt",
            )
        )
        if number in (89, 99):
            if number == 99:
                store.delete([article_id("test:7")])
            store.publish(store.prepare(store.generation + 1))
    store.close()
    with both(tmp_path) as (scalar, arrays):
        assert len(arrays._generation.segments) > 1
        for phrase in ("rail strike", "strike rail", "the rail strike", "rail rail", "talks the talks the", "the news"):
            for query in (ast.Phrase(phrase), ast.Field("headline", ast.Phrase(phrase))):
                assert arrays.search(query, limit=None) == scalar.search(query, limit=None), str(query)
