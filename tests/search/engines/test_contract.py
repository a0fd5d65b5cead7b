"""What every engine must do: one suite, a line for each engine, and a table of what an engine can't do.

A new engine adds itself to ENGINES; what it can't answer goes into CANNOT, where it must say so by UnsupportedQuery.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.article import Article, Caption, article_id
from indexer.errors import QueryError, UnsupportedQuery, UsageError
from indexer.fields import BY_NAME
from indexer.stores import open_store
from search.engines import Engine, Sort, Unit, head_of
from search.engines.facets import FACETED
from search.engines.whoosh import WhooshEngine
from search.query.ast import (
    And,
    AtLeast,
    Boost,
    DateRange,
    Every,
    Field,
    First,
    Form,
    Fuzzy,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Whole,
    Within,
    Word,
)
from tests.support import corpora
from tests.support.brute import BruteEngine, first_second

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")


@contextmanager
def whoosh(articles: Sequence[Article], *, patience: int, memory_mb: int) -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder)
        store = open_store(index, memory_mb=memory_mb)
        for article in articles:
            store.add(article)
        store.publish(store.prepare(1))
        store.close()
        engine = WhooshEngine(index, patience=patience)
        yield engine
        engine.close()


FOREVER, ONE_EACH = 10**15, 0
"""Patience without end, so that numpy is never used; memory for no more than an article a segment."""


@contextmanager
def brute(articles: Sequence[Article]) -> Iterator[Engine]:
    yield BruteEngine(articles)


ENGINES: dict[str, Callable[[Sequence[Article]], AbstractContextManager[Engine]]] = {
    "brute": brute,
    "scalar": partial(whoosh, patience=FOREVER, memory_mb=64),
    "arrays": partial(whoosh, patience=0, memory_mb=64),
    "arrays, many segments": partial(whoosh, patience=0, memory_mb=ONE_EACH),
}

UNSUPPORTED: tuple[Node, ...] = (Field("body", Whole("Rail.")),)
CANNOT = {name: () if name == "brute" else UNSUPPORTED for name in ENGINES}


def article(name: str, **fields: object) -> Article:
    return Article(id=article_id(name), locator=name, **fields)  # type: ignore[arg-type]


ARTICLES = (
    article(
        "strike",
        headline="Rail strikes spread",
        body=("Drivers at the rail company went on strike.", "The Bank of England was closed."),
        publisher="BBC News",
        section="World",
        published="2017-03-22",
        language="en",
        url="https://www.example.org/news/rail-strike",
        guid="A-1",
    ),
    article(
        "abadi",
        headline="Washington meeting",
        body=("Prime Minister Haider al-Abadi spoke of Covid 19.", "To be or not to be, he said."),
        captions=(Caption("Abadi in a rail carriage"),),
        publisher="News of the BBC",
        section="World News",
        published="2017",
        updated="2018-02",
        language="en-GB",
    ),
    article(
        "beijing",
        headline="北京大学",
        body=("京北 Covid-19.",),
        keywords=("rail", "strike"),
        published="2017-03-22T23:30:00-05:00",
        language="zh",
    ),
    article("undated", body=("A bank England never had; die Reise.", "strike"), language="de", guid="a-1"),
    article("bare", headline="Müller is running", byline=("Ann O'Neill",), language=None, published="yesterday"),
)
NAMES = {a.id: a.locator for a in ARTICLES}

QUERIES: list[tuple[Node, str]] = [
    (Every(), "strike abadi beijing undated bare"),
    (Nothing(), ""),
    (Word("strike"), "strike beijing undated"),
    (Word("STRIKING"), "strike"),  # German and unknown articles hold the form "strike", not the English stem's
    (Form("strike"), "strike beijing undated"),
    (Form("strikes"), "strike"),
    (Word("run"), ""),  # no language, no stemmer: only the form
    (Word("running"), "bare"),
    (Word("muller"), "bare"),
    (Word("abadi"), "abadi"),
    (Word("al-Abadi"), "abadi"),
    (Word("covid-19"), "abadi beijing"),
    (Phrase("covid 19"), "abadi"),
    (Word("北京"), "beijing"),
    (Phrase("京北"), "beijing"),
    (Phrase("bank of england"), "strike"),
    (Phrase("bank england"), "undated"),
    (Phrase("to be or not to be"), "abadi"),
    (Phrase("strike the bank"), ""),  # never across paragraphs
    (Phrase("rail strike"), ""),  # nor across keywords
    (Pattern("strik*"), "strike beijing undated"),
    (Pattern("w?shing*n"), "abadi"),
    (Fuzzy("washingtom", 1), "abadi"),
    (Fuzzy("mueller", 1), "bare"),
    (And((Word("rail"), Word("strike"))), "strike beijing"),
    (And((Word("rail"), Not(Word("strike")))), "abadi"),
    (And((Not(Word("rail")), Not(Word("strike")))), "bare"),
    (Or((Word("england"), Word("beijing"), Word("washington"))), "strike undated abadi"),
    (Not(Word("rail")), "undated bare"),
    (Not(Not(Word("rail"))), "strike abadi beijing"),
    (Boost(Word("washington"), 2.0), "abadi"),
    (Field("headline", Word("rail")), "strike"),
    (Field("caption", Word("rail")), "abadi"),
    (Field("caption", Every()), "abadi"),
    (Field("body", And((Word("rail"), Word("strike")))), "strike"),
    (Field("publisher", Word("bbc")), "strike abadi"),
    (Field("publisher", Whole("bbc news")), "strike"),
    (Field("section", Whole("World")), "strike"),
    (Field("byline", Word("O'Neill")), "bare"),
    (Field("byline", Word("neill")), "bare"),
    (Field("language", Word("EN")), "strike abadi"),
    (Field("language", Word("en-gb")), "abadi"),
    (Field("language", Word("e")), ""),
    (Field("language", Whole("EN")), "strike"),
    (Field("language", Pattern("en*")), "strike abadi"),
    (Field("url", Word("rail-strike")), "strike"),
    (Field("url", Word("example.org/news")), "strike"),
    (Field("url", Word("strike-rail")), ""),
    (Field("guid", Whole("a-1")), "strike undated"),
    (DateRange("date", "2017-03", "2017-03"), "strike beijing"),
    (DateRange("date", "2017", "2017"), "strike abadi beijing"),
    (DateRange("date", "2017-03-22", "2017-03-22"), "strike beijing"),
    (DateRange("date", None, "2016"), ""),
    (DateRange("date", "2017-03-23", None), ""),
    (DateRange("date", None, None), "strike abadi beijing"),
    (DateRange("updated", "2018", None), "abadi"),
    (Near(Word("drivers"), Word("company"), 4), "strike"),
    (Near(Word("company"), Word("drivers"), 4), "strike"),
    (Near(Word("company"), Word("drivers"), 3), ""),
    (Near(Word("strike"), Word("bank"), 3), "strike"),  # across paragraphs, whose end counts as a word
    (Near(Word("strike"), Word("bank"), 2), ""),
    (Near(Word("rail"), Word("strike"), 500), "strike"),  # not across keywords, nor from the headline to the body
    (Near(Word("rail"), Word("rail"), 500), ""),  # two of them are needed
    (Near(Word("be"), Word("be"), 4), "abadi"),
    (Near(Word("be"), Word("be"), 3), ""),
    (Near(Phrase("rail company"), Word("drivers"), 3), "strike"),
    (Near(Phrase("rail company"), Word("strike"), 3), "strike"),
    (Near(Phrase("rail company"), Word("rail"), 500), ""),
    (Near(Phrase("to be"), Phrase("to be"), 3), "abadi"),
    (Near(Word("be"), Or((Word("company"), Pattern("cov*"))), 500), "abadi"),
    (Near(Or((Word("rail"), Word("covid"))), Word("of"), 5), "abadi"),
    (Near(Word("company"), And((Word("rail"), Word("strike"))), 3), "strike"),
    (Near(Word("company"), And((Word("rail"), Word("strike"))), 2), ""),
    (Near(Word("rail"), Word("company"), 1, ordered=True), "strike"),
    (Near(Word("company"), Word("rail"), 500, ordered=True), ""),
    (Near(Near(Word("the"), Word("rail"), 1), Word("strike"), 4, ordered=True), "strike"),
    (Near(Near(Word("the"), Word("strike"), 5), Word("rail"), 1, ordered=True), ""),
    (Near(Near(Word("the"), Word("strike"), 5), Word("rail"), 1), "strike"),
    (
        Near(Word("rail"), Word("strike"), 3, negated=True),
        "strike abadi beijing",
    ),  # in the body
    (Field("headline", Near(Word("rail"), Word("strike"), 3, negated=True)), ""),
    (Near(Word("bank"), Phrase("the bank of"), 1, negated=True), "undated"),
    (Near(Word("be"), Word("be"), 4, negated=True), ""),
    (Near(Word("be"), Word("not"), 3, ordered=True, negated=True), "abadi"),
    (Within(Word("rail"), Word("strike"), "paragraph"), "strike"),
    (Within(Word("strike"), Word("bank"), "paragraph"), ""),
    (Field("keyword", Within(Word("rail"), Word("strike"), "paragraph")), ""),
    (Within(Word("haider"), Word("covid"), "sentence"), "abadi"),
    (AtLeast(3, Word("strike")), ""),
    (AtLeast(2, Word("strike")), "strike"),  # once in the headline, once in the body
    (AtLeast(2, Or((Word("rail"), Word("strike")))), "strike beijing"),
    (AtLeast(2, And((Word("rail"), Word("strike")))), "strike"),
    (Field("body", AtLeast(2, Word("strike"))), ""),
    (AtLeast(2, Phrase("to be")), "abadi"),
    (First(4, Word("rail")), "strike"),
    (First(3, Word("rail")), ""),
    (First(10, Word("the")), "strike"),  # the body's ninth word, behind an end of a paragraph
    (First(10, Word("bank")), "strike undated"),
    (First(9, Word("bank")), "undated"),
    (Field("headline", First(1, Word("rail"))), "strike"),
    (First(2, Field("caption", Word("abadi"))), "abadi"),
    (Form("Rail", exact=True), "strike"),
    (Form("rail", exact=True), "strike abadi beijing"),
    (Form("Muller", exact=True), ""),
    (Form("Müller", exact=True), "bare"),
    (Form("Abadi", exact=True), "abadi"),
    (Form("al-Abadi", exact=True), "abadi"),
    (Field("body", Form("Rail", exact=True)), ""),
]


@pytest.fixture(scope="module", params=sorted(ENGINES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def engine(name: str) -> Iterator[Engine]:
    with ENGINES[name](ARTICLES) as engine:
        yield engine


def found(engine: Engine, query: Node, *, sort: Sort = "relevance") -> list[str]:
    matches = engine.search(query, limit=None, sort=sort)
    assert matches.total == len(matches.page)
    return [NAMES[a.id] for a in engine.fetch([match.doc for match in matches.page])]


def test_the_engine_knows_what_it_holds(engine: Engine) -> None:
    assert engine.articles == len(ARTICLES)
    assert engine.generation == 1
    assert engine.languages == {"en", "de", "und"}


@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=lambda value: str(value)[:60])
def test_what_a_query_finds(engine: Engine, query: Node, expected: str) -> None:
    assert sorted(found(engine, query)) == sorted(expected.split())


def test_articles_come_back_as_they_were_indexed(engine: Engine) -> None:
    matches = engine.search(Every(), limit=None).page
    assert {a.id: a for a in engine.fetch([match.doc for match in matches])} == {a.id: a for a in ARTICLES}
    assert [engine.get(a.id) for a in ARTICLES] == list(ARTICLES)
    docs = [match.doc for match in matches]
    assert engine.heads(docs) == [head_of(a) for a in engine.fetch(docs)]
    assert engine.get("0" * 16) is None
    assert engine.get(ARTICLES[0].id[:8]) is None


@pytest.mark.parametrize("query", [Every(), Word("rail"), Field("publisher", Word("bbc")), Word("zeppelin"), Nothing()])
@pytest.mark.parametrize("field", FACETED)
def test_values_are_counted(engine: Engine, query: Node, field: str) -> None:
    brute = BruteEngine(ARTICLES)
    units: tuple[Unit, ...] = ("year", "month", "day") if BY_NAME[field].kind == "date" else ("month",)
    for unit in units:
        for limit in (None, 1, 0):
            found = engine.facet(query, field, limit=limit, unit=unit)
            assert found == brute.facet(query, field, limit=limit, unit=unit)


@pytest.mark.parametrize("field", ["body", "headline", "guid", "changed"])
def test_what_articles_do_not_share_is_not_counted(engine: Engine, field: str) -> None:
    with pytest.raises(UsageError, match="is not a field to count by"):
        engine.facet(Every(), field)


@pytest.mark.parametrize("field", ["body", "headline", "publisher"])
@pytest.mark.parametrize(
    "node", [Fuzzy("ferri", 1), Fuzzy("strikers", 2), Pattern("al*"), Pattern("*e"), Fuzzy("x", 1)]
)
def test_the_forms_that_a_leaf_stands_for(engine: Engine, node: Pattern | Fuzzy, field: str) -> None:
    assert engine.forms(node, field) == BruteEngine(ARTICLES).forms(node, field)


def test_ids_by_prefix(engine: Engine) -> None:
    ids = sorted(NAMES)
    assert engine.ids("") == ids
    assert engine.ids("", limit=2) == ids[:2]
    assert engine.ids(ids[1][:6]) == [ids[1]]
    assert engine.ids("zz") == []


def test_the_headline_weighs_more(engine: Engine) -> None:
    assert found(engine, Or((Word("rail"), Word("spread"))))[0] == "strike"


def test_newest_and_oldest_leave_the_undated_to_the_end(engine: Engine) -> None:
    newest = found(engine, Every(), sort="newest")
    oldest = found(engine, Every(), sort="oldest")
    assert newest[:3] == ["beijing", "strike", "abadi"]
    assert oldest[:3] == ["abadi", "strike", "beijing"]
    assert set(newest[3:]) == set(oldest[3:]) == {"undated", "bare"}


def test_ties_go_by_id(engine: Engine) -> None:
    assert found(engine, Every()) == [NAMES[id] for id in sorted(NAMES)]


@pytest.mark.parametrize("sort", SORTS)
def test_pages_are_stretches_of_the_whole(engine: Engine, sort: Sort) -> None:
    query = Or((Word("rail"), Word("strike"), Word("running"), Every()))
    whole = engine.search(query, limit=None, sort=sort)
    for offset in range(7):
        for limit in range(7):
            page = engine.search(query, limit=limit, offset=offset, sort=sort)
            assert page.total == whole.total
            assert page.page == whole.page[offset : offset + limit]
    assert engine.search(query, limit=None, offset=3, sort=sort).page == whole.page[3:]


@pytest.mark.parametrize("sort", SORTS)
def test_pages_of_stories_are_stretches_of_the_whole(name: str, sort: Sort) -> None:
    texts = ("Rail strike.", "No rail strike.", "Rail strike.", "A strike, no rail.", "No rail strike.", "Rail strike.")
    articles = [
        Article(id=article_id(str(n)), headline=f"Day {n}", body=(text,), language="en", published=f"2017-03-0{n + 1}")
        for n, text in enumerate(texts)
    ]
    with ENGINES[name](articles) as engine:
        whole = engine.search(Word("rail"), limit=None, sort=sort, stories=True)
        assert (whole.total, len(whole.page), whole.stories) == (6, 3, 3)
        for offset in range(5):
            for limit in range(1, 5):
                page = engine.search(Word("rail"), limit=limit, offset=offset, sort=sort, stories=True)
                assert (page.total, page.stories) == (6, 3)
                assert page.page == whole.page[offset : offset + limit]
        lead = engine.doc(articles[0].id)
        assert lead is not None
        assert engine.story(lead) == [engine.doc(articles[n].id) for n in (0, 2, 5)]
        assert sorted(map(len, engine.stories() or ())) == [2, 3]


def test_an_or_of_thousands(engine: Engine) -> None:
    words: tuple[Node, ...] = tuple(Word(f"w{number}") for number in range(2000))
    assert found(engine, Or((*words, Word("rail")))) == found(engine, Word("rail"))


def test_what_an_engine_cannot_do_it_says(name: str, engine: Engine) -> None:
    for query in CANNOT[name]:
        for inside in (query, Field("headline", query), And((Every(), Not(query)))):
            with pytest.raises(UnsupportedQuery):
                engine.search(inside, limit=10)


@pytest.mark.parametrize(
    "query",
    [
        Field("nonsense", Word("rail")),
        Field("date", Word("rail")),
        DateRange("headline", "2017", None),
        DateRange("date", "banana", None),
        Fuzzy("rail", 9),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_an_error(query: Node) -> None:
    for name, maker in ENGINES.items():
        if name != "brute":
            with maker(ARTICLES) as engine, pytest.raises(QueryError):
                engine.search(query, limit=10)


def test_an_empty_archive_finds_nothing(name: str) -> None:
    with ENGINES[name](()) as engine:
        for query in (
            Every(),
            Word("rail"),
            Not(Word("rail")),
            Phrase("a b"),
            Pattern("a*"),
            DateRange("date", None, None),
        ):
            assert engine.search(query, limit=10).total == 0
        assert engine.ids("") == []


@pytest.mark.parametrize("name", sorted(ENGINES))
@pytest.mark.parametrize("before", [("",), ("", ""), ("x", ""), ()])
def test_a_sentence_behind_empty_values_begins_where_it_does(name: str, before: tuple[str, ...]) -> None:
    with ENGINES[name]([article("told", keywords=(*before, "Rail. The rail"))]) as engine:
        assert engine.search(Within(Word("rail"), Word("rail"), "sentence"), limit=10).total == 0
        assert engine.search(Within(Word("rail"), Word("the"), "sentence"), limit=10).total == 1
        assert engine.search(Within(Word("rail"), Word("rail"), "paragraph"), limit=10).total == 1


@pytest.mark.parametrize("name", sorted(set(ENGINES) - {"brute"}))
@settings(max_examples=30, deadline=None)
@given(st.data())
def test_every_tree_finds_scores_and_orders_as_looking_at_every_word_does(name: str, data: st.DataObject) -> None:
    articles = data.draw(corpora.archives())
    oracle = BruteEngine(articles)
    with ENGINES[name](articles) as engine:
        assert engine.languages == oracle.languages
        for query in data.draw(st.lists(corpora.trees(), min_size=1, max_size=12)):
            sort = data.draw(st.sampled_from(SORTS))
            same_answers(engine, oracle, query, sort)


@pytest.mark.parametrize("name", sorted(set(ENGINES) - {"brute"}))
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_operands_meet_where_trying_every_combination_of_places_says(name: str, data: st.DataObject) -> None:
    articles = data.draw(corpora.told_archives())
    oracle = BruteEngine(articles)
    with ENGINES[name](articles) as engine:
        for query in data.draw(st.lists(corpora.positional(), min_size=1, max_size=12)):
            same_answers(engine, oracle, query, "relevance")


def same_answers(engine: Engine, oracle: Engine, query: Node, sort: Sort) -> None:
    theirs = oracle.search(query, limit=None, sort=sort)
    ours = engine.search(query, limit=None, sort=sort)
    assert (ours.total, ours.stories) == (theirs.total, theirs.stories)
    once = engine.search(query, limit=None, sort=sort, stories=True)
    assert (once.total, len(once.page), once.stories) == (ours.total, theirs.stories, theirs.stories)
    told: set[int] = set()
    firsts = []
    for match in ours.page:
        if match.doc not in told:
            firsts.append(match)
            told.update(engine.story(match.doc) or ())
    assert list(once.page) == firsts
    scores = {a.id: match.score for a, match in zip(engine.fetch([m.doc for m in ours.page]), ours.page, strict=True)}
    for expected, match in zip(oracle.fetch([m.doc for m in theirs.page]), theirs.page, strict=True):
        assert scores[expected.id] == pytest.approx(match.score, rel=1e-9)
    # Equal scores may come out a rounding apart, so the order is held against the engine's own scores.
    dated = {a.id: a.published for a in oracle.fetch([m.doc for m in theirs.page])}

    def key(id: str) -> tuple[object, ...]:
        second = first_second(dated[id])
        by_date = {"relevance": (), "newest": (not second, -second), "oldest": (not second, second)}[sort]
        return (*by_date, -scores[id], id)

    assert list(scores) == sorted(scores, key=key)


@settings(max_examples=30, deadline=None)
@given(corpora.archives(), st.lists(corpora.trees(), min_size=1, max_size=12), st.sampled_from(SORTS))
def test_scores_are_the_same_to_the_last_bit_without_numpy(
    articles: list[Article], queries: list[Node], sort: Sort
) -> None:
    with ENGINES["scalar"](articles) as scalar, ENGINES["arrays"](articles) as arrays:
        for query in queries:
            for stories in (False, True):
                one = scalar.search(query, limit=None, sort=sort, stories=stories)
                assert one == arrays.search(query, limit=None, sort=sort, stories=stories)


LEAVES = (
    Word("strike"),
    Word("al-Abadi"),
    Phrase("rail strike"),
    Pattern("s*"),
    Fuzzy("rial", 2),
    Field("headline", Word("rail")),
    Field("publisher", Whole("BBC News")),
    Field("language", Word("en")),
)


@pytest.mark.parametrize("name", sorted(set(ENGINES) - {"brute"}))
@settings(max_examples=20, deadline=None)
@given(corpora.archives())
def test_shares_are_those_of_the_frequencies_that_are_scored(name: str, articles: list[Article]) -> None:
    oracle = BruteEngine(articles)
    with ENGINES[name](articles) as engine:
        for leaf in LEAVES:
            docs = [match.doc for match in engine.search(leaf, limit=None).page]
            theirs = oracle.shares(leaf, [oracle.doc(a.id) or 0 for a in engine.fetch(docs)])
            for ours, expected in zip(engine.shares(leaf, docs), theirs, strict=True):
                assert ours == pytest.approx(expected)
                assert sum(ours.values()) == pytest.approx(1)


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_a_word_in_two_fields_is_one_word_and_the_headline_says_what_it_is_about(name: str) -> None:
    with ENGINES[name](
        [
            article("headline", headline="Ferry to stay", body=("The board of the harbour met.",)),
            article("both", headline="Ferry to stay", body=("The board of the ferry met.",)),
            article("body", headline="Harbour board", body=("Ferry and ferry and ferry ferry.",)),
            *(article(f"other {number}", headline="Harbour board", body=("It met in May.",)) for number in range(9)),
        ]
    ) as engine:
        page = engine.search(Word("ferry"), limit=None).page
        score = {a.locator: match.score for a, match in zip(engine.fetch([m.doc for m in page]), page, strict=True)}
        assert score["both"] > score["headline"] > score["body"]
        assert score["both"] < score["headline"] + score["body"] / 4
