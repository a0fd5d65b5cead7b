"""The Python API: an archive, a query, plain data."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Sequence
from pathlib import Path

import pytest

import search
from indexer.article import Article
from indexer.errors import NoArchive, QueryError, UnknownArticle, UnsupportedQuery, UsageError
from indexer.stores import open_store
from search import standing
from search.engines import expand, open_engine
from search.results import Hit, Results, Snippet
from search.searcher import Searcher, open_archive
from tests.search.commands.conftest import ARTICLES
from tests.support.fake_engine import FakeEngine


@pytest.fixture
def searcher() -> Searcher:
    return Searcher(FakeEngine(ARTICLES))


def _indexed(folder: Path, articles: Sequence[Article]) -> Searcher:
    """A searcher on a real index of these articles."""
    store = open_store(folder)
    for article in articles:
        store.add(article)
    store.publish(store.prepare(1))
    store.close()
    return Searcher(open_engine(folder))


def test_results_are_plain_data(searcher: Searcher) -> None:
    results = searcher.search("ferry")
    assert (results.query, results.parsed, results.generation, results.total) == ("ferry", "ferry", 7, 2)
    first = results.hits[0]
    assert (first.rank, first.id, first.publisher) == (1, "a1b2c3d4e5f60718", "Island Courier")
    assert first.headline is not None
    assert [first.headline[start:end] for start, end in first.headline_spans] == ["Ferry"]
    assert [snippet.text[start:end] for snippet in first.snippets for start, end in snippet.spans] == ["ferry"]
    assert results.took_ms > 0


def test_notices_say_what_was_guessed(searcher: Searcher) -> None:
    assert searcher.search('"ferry strike').notices
    assert not searcher.search("ferry").notices


def test_articles_that_cannot_be_settled_are_named_where_hits_are_shown_and_an_error_where_they_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "MOST_STEPS", 10_000)
    query = " NEAR/50 ".join(["rail"] * 12)
    scattered = "rail " * 11 + "word " * 60 + "rail"
    articles = [Article(id=f"{n:016x}", body=(scattered if n < 4 else "rail " * 12,)) for n in range(5)]
    with _indexed(tmp_path, articles) as searcher:
        found = searcher.search(query)
        assert [hit.id for hit in found.hits] == [articles[4].id]
        assert found.unsettled == tuple(one.id for one in articles[:4])
        assert searcher.count(f"({query}) OR rail") == searcher.search(f"({query}) OR rail").total == 5
        assert not searcher.search(f"({query}) OR rail").notices
        (notice,) = found.notices
        assert "in 4 of the articles" in notice
        assert ", ".join([*(one.id for one in articles[:3]), "..."]) in notice
        for ask in (searcher.count, lambda query: list(searcher.articles_of(query))):
            with pytest.raises(QueryError, match="in 4 of the articles"):
                ask(query)


@pytest.mark.parametrize("everything", [None, 0])
def test_no_limit_means_all(everything: int | None) -> None:
    articles = [Article(id=f"{number:016x}", body=("ferry",)) for number in range(120)]
    results = Searcher(FakeEngine(articles)).search("ferry", limit=everything)
    assert [hit.rank for hit in results.hits] == list(range(1, 121))


def test_pages_join_without_a_seam(searcher: Searcher) -> None:
    whole = searcher.search("*", limit=0).hits
    pages = [searcher.search("*", limit=1, offset=number).hits for number in range(3)]
    assert [hit.id for page in pages for hit in page] == [hit.id for hit in whole]
    assert [hit.rank for page in pages for hit in page] == [1, 2, 3]


def test_articles_are_fetched_as_they_are_asked_for() -> None:
    fetched: list[int] = []

    class Counting(FakeEngine):
        def fetch(self, docs: Sequence[int]) -> list[Article]:
            fetched.extend(docs)
            return super().fetch(docs)

    articles = [Article(id=f"{number:016x}", body=("ferry",)) for number in range(500)]
    found = Searcher(Counting(articles)).find("ferry", limit=None)
    assert (found.total, fetched) == (500, [])
    next(found.hits)
    assert 0 < len(fetched) < 100


def test_any_word_and_count(searcher: Searcher) -> None:
    assert searcher.count("crews keepers") == 0
    assert searcher.count("crews keepers", any_word=True) == 2
    assert searcher.search("crews keepers", any_word=True).total == 2


def test_get_takes_any_unique_beginning(searcher: Searcher) -> None:
    assert searcher.get("FFEE").id == "ffee000000000001"
    assert searcher.get("a1b2c3ffffffffff").headline == "Lighthouse keepers paid at last"
    with pytest.raises(UnknownArticle, match="no article 0000"):
        searcher.get("0000")
    with pytest.raises(UnknownArticle):
        searcher.get("")
    with pytest.raises(UsageError, match="a1b2c3d4e5f60718, a1b2c3ffffffffff"):
        searcher.get("a1b2")


def test_short_ids_are_unique_and_found_again(searcher: Searcher) -> None:
    for article in ARTICLES:
        short = searcher.short(article.id)
        assert len(short) >= 6
        assert searcher.get(short).id == article.id


def test_wrong_calls_are_told(searcher: Searcher) -> None:
    with pytest.raises(UsageError, match="sort"):
        searcher.search("ferry", sort="best")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="negative"):
        searcher.search("ferry", limit=-1)
    with pytest.raises(UsageError, match="negative"):
        searcher.search("ferry", offset=-1)
    with pytest.raises(QueryError):
        searcher.search("date:yesteryear")
    with pytest.raises(UnsupportedQuery):
        searcher.search("ferry~")


def test_an_operator_that_cannot_be_answered_had_no_caret(tmp_path: Path) -> None:
    with _indexed(tmp_path, ARTICLES[:1]) as searcher:
        for ask in (searcher.search, searcher.count):
            with pytest.raises(UnsupportedQuery) as caught:
                ask('rail url:="example org rail"')
            error = caught.value
            assert (error.query, error.position, error.length) == ('rail url:="example org rail"', 9, 19)
            assert "url: has no whole values" in str(error)


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("ferry *a*", "*a*"),
        ("ferry NEAR/5 (rail OR *a*)", "*a*"),
        ("headline:(ferry OR *a*)", "*a*"),
        (f"ferry {'a' * 80}~2", f"{'a' * 80}~2"),
    ],
    ids=lambda text: text[:30],
)
def test_what_stands_for_too_many_words_is_pointed_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str, wrong: str
) -> None:
    monkeypatch.setattr(expand, "MOST_TERMS", 1)
    articles = [Article(id=f"{0:016x}", headline="Rail strike again", body=("A ferry and a rail again.",))]
    with _indexed(tmp_path, articles) as searcher:
        for ask in (searcher.search, searcher.count):
            with pytest.raises(QueryError) as caught:
                ask(query)
            error = caught.value
            assert (error.query, error.position, error.length) == (query, query.index(wrong), len(wrong))


def test_a_searcher_closes_its_engine() -> None:
    engine = FakeEngine(ARTICLES)
    with Searcher(engine) as searcher:
        assert (searcher.articles, searcher.generation, searcher.languages) == (3, 7, frozenset({"en", "und"}))
    assert engine.closed


def test_where_there_is_no_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoArchive, match="index SOURCE"):
        open_archive(tmp_path / "no")
    monkeypatch.setenv("MORGUE_ARCHIVE", str(tmp_path / "neither"))
    with pytest.raises(NoArchive, match="neither"):
        search.open_archive()


def test_the_package_offers_the_api_and_nothing_else() -> None:
    for name in search.__all__:
        assert getattr(search, name).__name__ == name
    with pytest.raises(AttributeError):
        _ = search.nonsense


def test_the_api_has_the_names_that_were_promised() -> None:
    parameters = inspect.signature(Searcher.search).parameters
    assert list(parameters) == ["self", "query", "limit", "offset", "sort", "any_word", "snippets", "stories", "why"]
    named = [name for name, one in parameters.items() if one.kind is inspect.Parameter.KEYWORD_ONLY]
    assert named == ["limit", "offset", "sort", "any_word", "snippets", "stories", "why"]
    assert list(inspect.signature(search.open_archive).parameters) == ["path"]
    fields = {kind: {field.name for field in dataclasses.fields(kind)} for kind in (Results, Snippet)}
    assert fields[Results] == {
        "query", "parsed", "generation", "took_ms", "total", "stories", "hits", "notices", "unsettled",
    }  # fmt: skip
    assert set(Hit._fields) == {
        "rank", "id", "guid", "score", "headline", "published", "publisher", "section", "byline", "url", "locator",
        "story", "copies", "snippets", "headline_spans", "others", "why",
    }  # fmt: skip
    assert fields[Snippet] == {"field", "paragraph", "text", "spans", "before", "after"}


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("ferry", {"ferry"}),
        ("ferry strike^3", {"ferry", "strike"}),
        ('headline:ferry OR (keepers "harbour board") OR date:2017', {"ferry", "keepers", '"harbour board"'}),
        ("(ferry nowhere) OR crews OR keep*", {"crews", "keep*"}),
        ('(body:ferr?^2 -keepers) OR publisher:="Amsel Weekly"', {"ferr?", '="Amsel Weekly"'}),
        ("* -ferry", set()),
        ("ferry NEAR/9 strike^2 OR keepers", {"ferry", "strike", "keepers"}),
        ("(keepers NOT NEAR/1 nowhere) OR (FIRST/1 nothing)", {"keepers"}),
        ("==Ferry OR ATLEAST/2 (ferry OR keepers)", {"=Ferry", "ferry", "keepers"}),
    ],
)
def test_why_is_what_the_score_is_the_sum_of(tmp_path: Path, query: str, parts: set[str]) -> None:
    with _indexed(tmp_path, ARTICLES) as searcher:
        hits = searcher.search(query, why=True, limit=0).hits
        assert hits
        for hit in hits:
            assert hit.why is not None
            assert sum(reason.score for reason in hit.why) == pytest.approx(hit.score)
            assert {reason.part for reason in hit.why} <= parts
            assert [reason.score for reason in hit.why] == sorted((reason.score for reason in hit.why), reverse=True)
        assert all(hit.why is None for hit in searcher.search(query).hits)
