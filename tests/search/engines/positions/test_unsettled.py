"""What becomes of articles in which it can't be told whether words meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from indexer.article import Article, article_id
from indexer.errors import QueryError
from indexer.stores import open_store
from search import standing
from search.engines import scoring
from search.engines.positions import tables
from search.engines.whoosh import WhooshEngine
from search.query.parser import parse

DEAR = "(" + " NEAR/50 ".join(["rail"] * 12) + ")"
SCATTERED = "rail " * 11 + "word " * 60 + "rail "
"""As many as are asked for, which aren't all near each other: to tell takes too many steps."""

BODIES = (
    SCATTERED + "pay",  # 0: can't be told
    SCATTERED + "strike strike",  # 1: can't be told
    "rail " * 12 + "pay strike",  # 2: met
    "rail " * 3 + "pay",  # 3: not met
    "bus",  # 4: not met
)


def index(folder: Path, bodies: tuple[str, ...], patience: int) -> tuple[WhooshEngine, list[str]]:
    articles = [Article(id=article_id(str(n)), body=(body,), language="en") for n, body in enumerate(bodies)]
    store = open_store(folder, memory_mb=64)
    for article in articles:
        store.add(article)
    store.publish(store.prepare(1))
    store.close()
    return WhooshEngine(folder, patience=patience), [article.id for article in articles]


@pytest.fixture(autouse=True)
def few_steps() -> Iterator[None]:
    with mock.patch.object(standing, "MOST_STEPS", 20_000):
        yield


@pytest.mark.parametrize("patience", [0, 10**15])
@pytest.mark.parametrize(
    ("query", "found", "unsettled"),
    [
        ("{Q}", [2], [0, 1]),
        ("{Q} OR rail", [0, 1, 2, 3], []),
        ("{Q} OR pay", [0, 2, 3], [1]),
        ("pay OR {Q}", [0, 2, 3], [1]),
        ("{Q} OR {Q}", [2], [0, 1]),
        ("{Q} strike", [2], [1]),
        ("{Q} (ATLEAST/2 strike)", [], [1]),
        ("(ATLEAST/2 strike) {Q}", [], [1]),
        ("{Q} (ATLEAST/9 strike)", [], []),
        ("{Q} (ATLEAST/9 strike OR ATLEAST/9 pay)", [], []),
        ("({Q} OR bus) (ATLEAST/9 strike OR FIRST/1 bus)", [4], []),
        ("({Q} OR bus) (FIRST/80 pay)", [2], [0]),
        ("({Q} OR pay) (ATLEAST/2 strike)", [], [1]),
        ("({Q} OR pay) ({Q} OR strike)", [2], [0, 1]),
        ("{Q} -pay", [], [1]),
        ("rail -{Q}", [3], [0, 1]),
        ("-{Q}", [3, 4], [0, 1]),
        ("-(-{Q})", [2], [0, 1]),
        ("pay -{Q}", [3], [0]),
        ("rail -({Q} OR pay)", [], [1]),
        ("rail -({Q} pay)", [1, 3], [0]),
        ("rail -{Q} -pay", [], [1]),
        ("body:{Q} OR pay", [0, 2, 3], [1]),
        ("{Q}^2 OR pay", [0, 2, 3], [1]),
    ],
)
def test_only_what_the_rest_of_the_query_leaves_open_is_unsettled(
    tmp_path: Path, patience: int, query: str, found: list[int], unsettled: list[int]
) -> None:
    engine, ids = index(tmp_path, BODIES, patience)
    for _ in range(2):  # what is remembered of it, too
        matches = engine.search(parse(query.format(Q=DEAR)).node, limit=None)
        assert {engine.fetch([match.doc])[0].id for match in matches.page} == {ids[n] for n in found}
        assert matches.total == len(found)
        assert list(matches.unsettled) == sorted(ids[n] for n in unsettled)
    engine.close()


def test_scores_are_the_same_where_an_article_is_found_all_the_same(tmp_path: Path) -> None:
    """Without numpy less can be told; what it leaves open may be worth something."""
    query = parse("(rail NEAR/50 (strike PRE/9 rail)) OR strike").node
    bodies = ("rail strike " * 30, "strike")
    with mock.patch.object(standing, "MOST_IN_ALL", 10):
        fast, _ = index(tmp_path, bodies, 0)
        slow = WhooshEngine(tmp_path, patience=10**15)
        assert slow.search(query, limit=None) == fast.search(query, limit=None)
        fast.close()
        slow.close()


def answer(engine: WhooshEngine, query: str) -> object:
    try:
        matches = engine.search(parse(query).node, limit=None)
    except QueryError as error:
        return str(error)
    return matches.total, matches.unsettled


@pytest.mark.parametrize("count", [1, 2, 3])
def test_an_answer_is_the_same_whatever_was_asked_before(tmp_path: Path, count: int) -> None:
    """The steps of a query are for all of its operators, also for those that were answered before."""
    names = ["rail", "bus", "tram"]
    engine, ids = index(tmp_path, tuple(f"{name} " * 11 for name in names), 0)
    parts = [f"ATLEAST/2 ({name} NEAR/50 {name} NEAR/50 {name} NEAR/50 {name})" for name in names]
    query = " OR ".join(parts[:count])
    with mock.patch.object(tables, "MOST_ROUNDS", 0), mock.patch.object(tables, "MOST_ROWS", 0):
        took = standing.Steps()
        with mock.patch.object(scoring, "Steps", return_value=took):
            assert answer(engine, query) == (count, ())
        for part in parts:
            assert answer(engine, part) == (1, ())  # and is remembered
        steps = standing.MOST_IN_ALL - took.left
        for most, expected in ((steps, (count, ())), (steps - 1, (count - 1, (ids[count - 1],)))):
            with mock.patch.object(standing, "MOST_IN_ALL", most):
                fresh = WhooshEngine(tmp_path)
                assert [answer(fresh, query) for _ in range(3)] == [expected] * 3
                assert answer(engine, query) == expected
            assert answer(fresh, query) == (count, ())  # what there were no steps for isn't remembered
            fresh.close()
    engine.close()
