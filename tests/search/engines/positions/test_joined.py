"""Each of numpy's ways to tell where operands meet says what trying every combination of places says."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.article import Article, Caption, article_id
from indexer.errors import QueryError
from indexer.stores import open_store
from search import standing
from search.engines.positions import tables
from search.engines.positions.bounds import bounds
from search.engines.positions.places import BITS
from search.engines.whoosh import WhooshEngine
from search.query import ast
from search.query.operands import loosened
from search.query.parser import parse
from tests.support import corpora
from tests.support.brute import BruteEngine

MANY = tables.MOST_ROWS


def index(folder: Path, articles: list[Article], *, memory_mb: int = 64, patience: int = 0) -> WhooshEngine:
    store = open_store(folder, memory_mb=memory_mb)
    for article in articles:
        store.add(article)
    store.publish(store.prepare(store.generation + 1))
    store.close()
    return WhooshEngine(folder, patience=patience)


@pytest.mark.parametrize("memory_mb", [0, 64])
@pytest.mark.parametrize("rows", [MANY, 40, 0])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corpora.told_archives(), st.lists(corpora.positional(), min_size=1, max_size=12))
def test_every_way_is_right(
    tmp_path_factory: pytest.TempPathFactory,
    rows: int,
    memory_mb: int,
    articles: list[Article],
    queries: list[ast.Node],
) -> None:
    oracle = BruteEngine(articles)
    engine = index(tmp_path_factory.mktemp("index"), articles, memory_mb=memory_mb)
    with ExitStack() as stack:
        stack.callback(engine.close)
        stack.enter_context(mock.patch.object(tables, "MOST_ROWS", rows))
        for query in queries:
            found = engine.fetch([match.doc for match in engine.search(query, limit=None).page])
            expected = oracle.fetch([match.doc for match in oracle.search(query, limit=None).page])
            assert {one.id for one in found} == {one.id for one in expected}, str(query)


BOTH = pytest.mark.parametrize("patience", [0, 10**15])


def told(*bodies: str | tuple[str, ...]) -> list[Article]:
    return [
        Article(id=article_id(str(n)), body=(body,) if isinstance(body, str) else body, language="en")
        for n, body in enumerate(bodies)
    ]


def test_the_end_of_an_article_is_near_to_no_other(tmp_path: Path) -> None:
    engine = index(tmp_path, told("rail " * 40, "strike " * 40, "rail"))
    for query in ("rail NEAR/500 strike", "rail PRE/500 strike", "strike PRE/500 rail", "rail PARAGRAPH strike"):
        assert engine.search(parse(query).node, limit=None).total == 0, query
    assert engine.search(parse("rail NOT NEAR/500 strike").node, limit=None).total == 2
    engine.close()


@BOTH
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ('("rail strike" OR rail) PRE/1 pay', [0]),  # two places begin at one word
        ('ATLEAST/2 ("rail strike" OR rail)', [0, 1, 2]),
        ("FIRST/3 (pay OR one)", [0, 1, 2]),
        ("FIRST/2 (pay OR one)", [1, 2]),
        ("FIRST/2 two", [1]),
        ("FIRST/1 two", []),
        ("FIRST/3 (rail SENTENCE pay)", [0, 2]),
        ("FIRST/2 (rail SENTENCE pay)", [2]),
        ("FIRST/3 rail NOT NEAR/1 strike", []),
        ("FIRST/9 rail NOT NEAR/4 FIRST/1 one", [0, 2]),
        ('"rail strike" SENTENCE pay', [0]),  # not one that reaches into the next
    ],
)
def test_places_that_need_a_look(tmp_path: Path, patience: int, query: str, ids: list[int]) -> None:
    articles = told("Rail strike pay", ("One.", "Two.", "Rail strike"), "Pay rail. Strike.")
    engine = index(tmp_path, articles, patience=patience)
    page = engine.search(parse(query).node, limit=None).page
    assert {one.id for one in engine.fetch([match.doc for match in page])} == {articles[n].id for n in ids}
    engine.close()


CHAINED = ("a b x", "a b b", "a x x c x x b", "a x c x x x b", "a x x x x b c")


@pytest.mark.parametrize("patience", [0, 10**12])
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("(a NEAR/3 b) NEAR/3 b", [1]),  # two are needed
        ("(a NEAR/9 b) NEAR/2 c", [3, 4]),  # not in between, and near neither
        ("c NEAR/2 (a NEAR/9 b)", [3, 4]),
        ("c NEAR/1 (a NEAR/9 b)", [4]),
        ("(a PRE/9 b) PRE/1 c", [4]),
        ("(a NOT NEAR/5 b) NEAR/3 c", [2, 3]),
        ("a NOT NEAR/2 (b NEAR/1 b)", [0, 2, 3, 4]),
        ("a NOT NEAR/2 (c NEAR/1 b)", [0, 1, 2, 3, 4]),
        ("(a NEAR/9 b) NOT NEAR/5 (b NEAR/9 a)", [0, 2, 3, 4]),  # in 1 the other b makes another pair
        ("((a x) OR c) PARAGRAPH ((b x) OR (b c))", [2, 3, 4]),
        ("(a NEAR/1 b) NOT NEAR/2 (a PARAGRAPH b)", [0]),  # another one that shares a word is near
    ],
)
def test_operators_among_operands(tmp_path: Path, patience: int, query: str, ids: list[int]) -> None:
    articles = told(*CHAINED)
    engine = index(tmp_path, articles, patience=patience)
    node = parse(query).node
    page = engine.search(node, limit=None).page
    assert {one.id for one in engine.fetch([match.doc for match in page])} == {articles[n].id for n in ids}
    # They say which articles, not what those are worth.
    assert set(page) <= set(engine.search(loosened(node), limit=None).page)
    assert all(match.score > 0 for match in page)
    engine.close()


@BOTH
def test_a_row_is_another_one_if_it_is_near_by_any_word(tmp_path: Path, patience: int) -> None:
    engine = index(tmp_path, told("a x x x x x x b a x x x x x x x b", "a x x x x x x b"), patience=patience)
    assert engine.search(parse("(a PRE/9 b) NOT NEAR/2 (a PRE/9 b)").node, limit=None).total == 1
    engine.close()


@pytest.mark.parametrize("patience", [0, 10**12])
def test_a_form_counts_in_its_language_where_few_articles_are_looked_at(tmp_path: Path, patience: int) -> None:
    """In German "running" is no form of "run", and this article has both."""
    one = Article(id=article_id("de"), body=("Run one two three running unique",), language="de")
    engine = index(tmp_path, [one, *told(*["A run, running."] * 40)], patience=patience)
    for query, total in (("unique NEAR/1 run", 0), ("unique NEAR/5 run", 1), ("unique NEAR/1 =running", 1)):
        assert engine.search(parse(query).node, limit=None).total == total, query
    engine.close()


def test_two_words_in_the_captions_of_two_articles_were_damage(tmp_path: Path) -> None:
    texts = ("strikes", "aids", "rail, rail")
    articles = [Article(id=article_id(text), captions=(Caption(text),), keywords=("Strike",)) for text in texts]
    engine = index(tmp_path, articles)
    assert engine.search(parse("aids SENTENCE strike").node, limit=None).total == 0
    assert engine.search(parse("rail SENTENCE rail").node, limit=None).total == 1
    engine.close()


def test_values_begin_where_they_do_in_the_text(tmp_path: Path) -> None:
    bodies = [("", "One two.", "", "!!!", "Three."), (), ("Four",), ("", ""), ("five six", "seven")]
    captions = (Caption("one"), Caption("two three"))
    articles = [
        Article(id=article_id(str(n)), body=body, captions=captions if n == 1 else ()) for n, body in enumerate(bodies)
    ]
    engine = index(tmp_path, articles)
    docs = {doc: next(n for n, one in enumerate(articles) if one.id == engine.fetch([doc])[0].id) for doc in range(5)}
    for name, expected in (
        ("body", {(0, 1, 1), (0, 6, 4), (2, 0, 0), (4, 0, 0), (4, 3, 1)}),
        ("caption", {(1, 0, 0), (1, 1001, 1000)}),
    ):
        found = bounds(engine._generation, name)
        places = zip(found.firsts.tolist(), found.missing.tolist(), strict=True)
        assert {(docs[key >> BITS], key & ((1 << BITS) - 1), missing) for key, missing in places} == expected
    engine.close()


SCATTERED = "rail " * 11 + "word " * 60 + "rail"
"""As many as a chain of twelve asks for, which aren't all near each other."""


@BOTH
def test_one_article_that_takes_too_many_steps_is_named_and_costs_itself_alone(tmp_path: Path, patience: int) -> None:
    articles = told(SCATTERED, "rail " * 12, "rail " * 3)
    engine = index(tmp_path, articles, patience=patience)
    twelve = parse(" NEAR/50 ".join(["rail"] * 12)).node
    for query, total in ((twelve, 1), (ast.any_of((twelve, ast.Word("rail"))), 3), (ast.Not(twelve), 2)):
        for _ in range(2):  # what is remembered of it, too
            with mock.patch.object(standing, "MOST_STEPS", 20_000):
                found = engine.search(query, limit=10)
            assert (found.total, found.unsettled) == (total, (articles[0].id,)), str(query)
    assert engine.search(parse("rail NEAR/50 rail NEAR/50 rail").node, limit=10).unsettled == ()
    engine.close()


@BOTH
def test_a_query_that_takes_too_many_steps_in_many_articles_is_an_error(tmp_path: Path, patience: int) -> None:
    engine = index(tmp_path, told(*[SCATTERED] * 11), patience=patience)
    with mock.patch.object(standing, "MOST_STEPS", 1_000), pytest.raises(QueryError, match="too many ways"):
        engine.search(parse(" NEAR/50 ".join(["rail"] * 12)).node, limit=10)
    engine.close()


@BOTH
def test_a_way_that_is_too_long_counts_for_nothing_where_another_is_short(tmp_path: Path, patience: int) -> None:
    query = parse("ATLEAST/1 ((" + " NEAR/50 ".join(["rail"] * 12) + ") OR (pay one))").node
    articles = told(SCATTERED + " pay one", SCATTERED + " pay")
    engine = index(tmp_path, articles, patience=patience)
    with mock.patch.object(standing, "MOST_STEPS", 20_000):
        found = engine.search(query, limit=10)
    assert (found.total, found.unsettled) == (1, (articles[1].id,))
    engine.close()


def test_a_query_that_takes_too_many_steps_in_all_is_an_error(tmp_path: Path) -> None:
    """In no article too many, and in all of them together."""
    engine = index(tmp_path, told(*["rail " * 11] * 40))
    query = parse(" NEAR/50 ".join(["rail"] * 11)).node
    with mock.patch.object(tables, "MOST_ROUNDS", 0):
        assert engine.search(query, limit=10).total == 40
        with mock.patch.object(standing, "MOST_IN_ALL", 2_000), pytest.raises(QueryError, match="too many ways"):
            engine.search(parse(f"rail ({query})").node, limit=10)
    engine.close()


def test_what_one_by_one_takes_too_many_steps_is_told_of_all_at_once(tmp_path: Path) -> None:
    engine = index(tmp_path, told(*["rail strike " * 30] * 20), patience=10**15)
    with mock.patch.object(standing, "MOST_IN_ALL", 10):
        found = engine.search(parse("rail NEAR/50 (strike PRE/9 rail)").node, limit=None)
    assert (found.total, found.unsettled) == (20, ())
    engine.close()


OFTEN = "the of " * 200


@BOTH
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("rail NEAR/500 (the of strike)", [0]),
        ("rail NEAR/500 (strike the of)", [0]),
        ("rail NEAR/500 (the of the of strike)", [0]),
        ("rail PARAGRAPH (the of the of strike)", [0]),
        ("rail SENTENCE (the of the of strike)", [0]),
        ("rail NEAR/500 the NEAR/500 of NEAR/500 strike", [0]),
        ("rail NEAR/50 (the NEAR/500 of)", [0, 1]),
        ("ATLEAST/2 (the NEAR/500 of)", [1]),
        ("ATLEAST/30 (the NEAR/500 of)", [1]),
        ("FIRST/9 (the NEAR/500 of)", [0, 1]),
        ("rail NEAR/5 (the PARAGRAPH of)", [0, 1]),
        ("(the NEAR/500 of NEAR/500 the) NEAR/9 (pay NEAR/500 one NEAR/500 pay)", []),
        ("(the NEAR/500 of NEAR/500 the) PRE/9 (pay NEAR/500 one NEAR/500 pay)", []),
        ("(the NEAR/500 of NEAR/500 the) PARAGRAPH (pay NEAR/500 one NEAR/500 pay)", []),
        ("(rail NEAR/50 the NEAR/50 of) PRE/1 the PRE/1 of PRE/1 pay", []),
    ],
)
def test_frequent_words_are_gone_through_no_further_than_is_asked(
    tmp_path: Path, patience: int, query: str, ids: list[int]
) -> None:
    """A body of four hundred frequent words, which have tens of thousands of pairs and millions of triples."""
    far = ("word " * 600 + "strike", "x " * 600 + "pay one " * 200)
    articles = told("Rail, the price of bread: strike", ("rail " + OFTEN, *far))
    engine = index(tmp_path, articles, patience=patience)
    with mock.patch.object(standing, "MOST_STEPS", 25_000), mock.patch.object(tables, "MOST_ROWS", 0):
        found = engine.search(parse(query).node, limit=None)
    assert found.unsettled == ()
    assert {one.id for one in engine.fetch([match.doc for match in found.page])} == {articles[n].id for n in ids}
    engine.close()


@BOTH
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ATLEAST/2 (rail NEAR/5 (pay strike))", [0]),
        ("ATLEAST/2 (rail NEAR/5 (pay OR (strike one)))", [0, 2]),
        ("ATLEAST/2 (strike NOT NEAR/2 (rail PRE/1 pay))", [1, 3]),
        ("ATLEAST/3 (rail NEAR/9 rail NEAR/9 pay)", []),
        ("ATLEAST/2 (one NEAR/5 (word strike))", []),  # the two near each other share the others
        ("FIRST/9 (ATLEAST/2 (rail NEAR/5 (pay strike)))", [0]),
        ("ATLEAST/2 (headline:rail NEAR/5 (pay one)) OR ATLEAST/2 (rail NEAR/1 (pay one))", [2]),
    ],
)
def test_rows_are_counted_without_a_word_being_used_twice(
    tmp_path: Path, patience: int, query: str, ids: list[int]
) -> None:
    articles = told(
        "rail pay strike rail strike pay",
        "rail pay strike strike rail strike strike",
        "one rail pay",
        "one one word strike" + " x" * 9 + " word strike",
    )
    articles[2] = replace(articles[2], headline="one rail pay")
    engine = index(tmp_path, articles, patience=patience)
    page = engine.search(parse(query).node, limit=None).page
    assert {one.id for one in engine.fetch([match.doc for match in page])} == {articles[n].id for n in ids}
    engine.close()


@BOTH
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ATLEAST/9 (rail NEAR/50 (strike pay))", [2]),
        ("rail PARAGRAPH (pay NEAR/9 pay NEAR/9 pay)", [2]),
        ("rail SENTENCE (pay NEAR/9 pay NEAR/9 pay)", [2]),
        ("(rail NEAR/50 rail) PARAGRAPH (pay NEAR/9 pay NEAR/9 pay)", [2]),
        (" NEAR/50 ".join(["pay"] * 4), [2]),
        (" NEAR/50 ".join(["(pay OR strike)"] * 12), [2]),
        (" NEAR/50 ".join(["(pay OR (pay NEAR/1 strike))"] * 5), [2]),
        (" NEAR/50 ".join(["rail"] * 23), []),
    ],
)
def test_articles_without_enough_words_are_not_looked_at(
    tmp_path: Path, patience: int, query: str, ids: list[int]
) -> None:
    few = ("rail " * 11 + "strike pay", "pay pay", "rail " * 11)
    articles = told(few, few, "rail strike pay " * 9)
    engine = index(tmp_path, articles, patience=patience)
    with mock.patch.object(standing, "MOST_STEPS", 2_000), mock.patch.object(tables, "MOST_ROWS", 0):
        found = engine.search(parse(query).node, limit=None)
    assert found.unsettled == ()
    assert {one.id for one in engine.fetch([match.doc for match in found.page])} == {articles[n].id for n in ids}
    engine.close()


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("rail NEAR/3 strike date:2017", [1]),
        ("(rail NEAR/3 strike) (strike PRE/1 pay)", [0]),
        ("rail NEAR/3 strike -pay", [1]),
        ("-(rail NEAR/3 strike) rail", [2]),
        ("rail NEAR/3 strike OR ==PAY", [0, 1, 3]),
    ],
)
def test_what_else_is_asked_narrows_where_places_are_looked_at(tmp_path: Path, query: str, ids: list[int]) -> None:
    bodies = ["The rail strike pay.", "A strike on rail.", "Rail here and there, no strike.", "PAY"]
    articles = [
        Article(id=article_id(str(n)), body=(body,), language="en", published="2017" if n == 1 else None)
        for n, body in enumerate(bodies)
    ]
    engine = index(tmp_path, articles)
    for _ in range(2):
        page = engine.search(parse(query).node, limit=None).page
        assert {one.id for one in engine.fetch([match.doc for match in page])} == {articles[n].id for n in ids}
    engine.close()
