"""Other people's Whoosh code gets from the index what it would get from one that Whoosh itself had made."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh import query, sorting
from whoosh.filedb.filestore import ReadOnlyError
from whoosh.matching import ReadTooFar
from whoosh.qparser import MultifieldParser, QueryParser
from whoosh.qparser.plugins import FuzzyTermPlugin
from whoosh.reading import TermNotFound

from indexer.article import Article, Caption, article_id
from indexer.stores import manifest, open_store
from indexer.stores.whoosh import codec
from tests.support import corpora, stock_whoosh

TEXTS = ("headline", "body", "caption", "keyword", "byline", "dateline", "publisher", "section", "url")


def term(field: str, text: str) -> query.Query:
    return query.Term(field, text)


def phrase(text: str, slop: int = 1) -> query.Query:
    return query.Phrase("body", text.split(), slop=slop)


STRIKE, RAIL, THE = term("body", "strike"), term("body", "rail"), term("body", "the")
QUERIES: dict[str, query.Query] = {
    "term": STRIKE,
    "term in another field": term("headline", "rail"),
    "no such term": term("body", "unheard"),
    "a term of a field without positions": term("language", "en"),
    "a whole value": term("publisher", "=bbc news"),
    "id": term("id", article_id("test:1")),
    "and": query.And([STRIKE, THE]),
    "or": query.Or([STRIKE, term("headline", "strike"), RAIL]),
    "not": query.And([query.Or([STRIKE, RAIL]), query.Not(THE)]),
    "nested": query.Or([query.And([STRIKE, query.Not(RAIL)]), query.And([THE, query.Or([RAIL, term("body", "of")])])]),
    "phrase": phrase("the strike"),
    "phrase with slop": phrase("rail strike", 3),
    "prefix": query.Prefix("body", "str"),
    "wildcard": query.Wildcard("body", "*r?il*"),
    "range": query.TermRange("body", "abadi", "run", endexcl=True),
    "open range": query.TermRange("keyword", None, "rail"),
    "fuzzy": query.FuzzyTerm("body", "strke", maxdist=2, prefixlength=0),
    "fuzzy with a prefix": query.FuzzyTerm("body", "rials", maxdist=2, prefixlength=1),
    "boost": query.Or([query.Term("body", "strike", boost=3.0), RAIL]),
    "constant": query.ConstantScoreQuery(STRIKE, 2.0),
    "dismax": query.DisjunctionMax([STRIKE, term("headline", "strike")]),
    "andmaybe": query.AndMaybe(STRIKE, RAIL),
    "every": query.Every(),
    "every with a field": query.Every("headline"),
}
STRINGS = (
    "strike",
    "strike AND the",
    "strike OR rail OR headline:strikes",
    "(rail OR strike) NOT the",
    '"the strike"',
    '"rail strike"~3',
    "str*",
    "r?il*",
    "[abadi TO run}",
    "strke~2",
    "headline:al-abadi^2 the",
)

Hits = list[tuple[int, float]]


def publish(index: Path, articles: Iterable[Article] = (), *, gone: Iterable[str] = (), memory_mb: int = 256) -> None:
    store = open_store(index, memory_mb=memory_mb)
    store.delete(gone)
    for article in articles:
        store.add(article)
    store.publish(store.prepare(store.generation + 1))
    store.close()


def best(hits: Iterable[tuple[Any, float]]) -> Hits:
    """By score, to nine digits, and number."""
    return sorted(((document, round(score, 9)) for document, score in hits), key=lambda hit: (-hit[1], hit[0]))


def found(searcher: Any, wanted: query.Query, limit: int | None = None, **options: Any) -> Hits:
    hits = searcher.search(wanted, limit=limit, **options)
    return [(hit.docnum, hit.score) for hit in hits]


def agree(ours: Any, theirs: Any, *, every: int = 1) -> None:
    """Every question that other people's code may ask of a searcher; of terms and documents, one in `every`."""
    parser = QueryParser("body", ours.schema)
    parser.add_plugin(FuzzyTermPlugin())
    fields = MultifieldParser(["headline", "body", "caption"], ours.schema)
    asked = {**QUERIES, **{text: parser.parse(text) for text in STRINGS}, "multifield": fields.parse("strike rail")}
    for name, wanted in asked.items():
        expected = best(found(theirs, wanted))
        answer = found(ours, wanted)
        assert best(answer) == expected, name
        assert ours.search(wanted, limit=3).estimated_length() >= len(expected) or not expected, name
        assert best(found(ours, wanted, 3)) == expected[:3], name  # theirs with a limit may be wrong
        assert len(ours.search(wanted, limit=3)) == len(expected), name
    _agree_on_order(ours, theirs)
    _agree_on_terms(ours.reader(), theirs.reader(), every)
    for text in ("strke", "rial", "abdi", "zzzz"):
        assert ours.suggest("body", text, limit=5) == theirs.suggest("body", text, limit=5)
    for document in islice(theirs.reader().all_doc_ids(), 0, None, every):
        assert ours.stored_fields(document) == {
            k: v for k, v in theirs.stored_fields(document).items() if v is not None
        }
        assert ours.document(id=ours.stored_fields(document)["id"]) == ours.stored_fields(document)
        if theirs.stored_fields(document).get("headline"):
            assert _similar(ours, document) == _similar(theirs, document)


def _similar(searcher: Any, document: int) -> tuple[Hits, Hits] | None:
    try:
        keys = searcher.key_terms([document], "headline")
    except ZeroDivisionError:  # Whoosh's, where no word of the headline is a term of the field
        return None
    more = searcher.more_like(document, "headline", top=99)
    return best(keys), best((hit.docnum, hit.score) for hit in more)


def _agree_on_order(ours: Any, theirs: Any) -> None:
    every = query.Every()
    for column in ("date_first", "date_last", "updated_first"):
        for reverse in (False, True):
            options: dict[str, Any] = {"sortedby": column, "reverse": reverse}
            assert [d for d, _ in found(ours, every, **options)] == [d for d, _ in found(theirs, every, **options)]
            facet = sorting.MultiFacet([sorting.FieldFacet(column, reverse=reverse), sorting.ScoreFacet()])
            order = [[d for d, _ in found(s, STRIKE, sortedby=facet)] for s in (ours, theirs)]
            assert order[0] == order[1]
        assert _groups(ours, column) == _groups(theirs, column)
        assert [ours.reader().column_reader(column)[n] for n in range(ours.doc_count_all())] == [
            theirs.reader().column_reader(column)[n] for n in range(ours.doc_count_all())
        ]
    assert _groups(ours, "language") == _groups(theirs, "language")
    assert _groups(ours, sorting.FieldFacet("keyword", allow_overlap=True)) == _groups(
        theirs, sorting.FieldFacet("keyword", allow_overlap=True)
    )


def _groups(searcher: Any, facet: Any) -> dict[Any, list[int]]:
    hits = searcher.search(query.Every(), groupedby=facet, limit=None)
    return {name: sorted(documents) for name, documents in hits.groups().items()}


def _agree_on_terms(ours: Any, theirs: Any, every: int) -> None:
    assert sorted(ours.indexed_field_names()) == sorted(theirs.indexed_field_names())
    assert ours.doc_count() == theirs.doc_count()
    assert ours.doc_count_all() == theirs.doc_count_all()
    assert ours.has_deletions() == theirs.has_deletions()
    assert list(ours.all_doc_ids()) == list(theirs.all_doc_ids())
    # Whoosh orders fields as they were first written, so that only ours need come by name.
    assert list(ours.all_terms()) == sorted(theirs.all_terms())
    for name in TEXTS:
        assert list(ours.lexicon(name)) == list(theirs.lexicon(name))
        assert list(ours.expand_prefix(name, "s")) == list(theirs.expand_prefix(name, "s"))
        assert list(ours.terms_from(name, b"rail")) == sorted(ours.terms_from(name, b"rail"))
        assert ours.field_length(name) == theirs.field_length(name)
        for number in range(ours.doc_count_all()):
            # Whoosh answers None for a field without words in a segment that has some.
            assert ours.doc_field_length(number, name) == (theirs.doc_field_length(number, name) or 0)
        # Whoosh fails here on a segment without the field.
        lengths = [ours.doc_field_length(number, name) for number in range(ours.doc_count_all())]
        assert ours.max_field_length(name) == max(lengths, default=0)
        assert ours.min_field_length(name) == min(lengths, default=0)
    for name, text in islice(theirs.all_terms(), 0, None, every):
        assert (name, text) in ours
        assert ours.frequency(name, text) == theirs.frequency(name, text)
        assert ours.doc_frequency(name, text) == theirs.doc_frequency(name, text)
        info, stock = ours.term_info(name, text), theirs.term_info(name, text)
        for method in ("weight", "doc_frequency", "max_weight", "min_id", "max_id", "min_length", "max_length"):
            assert getattr(info, method)() == getattr(stock, method)(), (name, text, method)
        _agree_on_postings(ours.postings(name, text), theirs.postings(name, text), positions=text[:1] != b"=")


def _agree_on_postings(ours: Any, theirs: Any, *, positions: bool) -> None:
    while theirs.is_active():
        assert ours.is_active()
        assert (ours.id(), ours.weight()) == (theirs.id(), theirs.weight())
        if positions and theirs.supports("positions"):
            assert ours.supports("positions")
            for kind in ("positions", "position_boosts", "frequency", "weight"):
                assert ours.value_as(kind) == theirs.value_as(kind)
            assert ours.value() == theirs.value()
            assert ours.spans() == theirs.spans()
        ours.next()
        theirs.next()
    assert not ours.is_active()


def compare(index: Path, folder: Path, articles: Iterable[Article], *, every: int = 1) -> None:
    theirs = stock_whoosh.like(index, folder, articles)
    with whoosh_index.open_dir(str(index)).searcher() as ours, theirs.searcher() as stock:
        agree(ours, stock, every=every)


_runs = st.lists(
    st.tuples(
        st.lists(st.integers(0, 9).flatmap(lambda number: corpora.articles(identity=number)), max_size=6),
        st.sets(st.integers(0, 9), max_size=3),
    ),
    min_size=1,
    max_size=3,
)


@given(_runs)
@settings(max_examples=30, phases=(Phase.explicit, Phase.generate), report_multiple_bugs=False)
def test_small_archives(tmp_path_factory: pytest.TempPathFactory, runs: list[tuple[list[Article], set[int]]]) -> None:
    folder = tmp_path_factory.mktemp("index")
    every: dict[str, Article] = {}
    for number, (added, gone) in enumerate(runs):
        # Each revision under an id of its own, so that the deleted one can be written to the stock index too.
        fresh = [_renamed(article, number) for article in {article.id: article for article in added}.values()]
        every |= {article.id: article for article in fresh}
        publish(folder, fresh, gone=[id for id in every if int(id[-3:], 16) % 10 in gone])
    compare(folder, tmp_path_factory.mktemp("stock"), every.values())


def _renamed(article: Article, run: int) -> Article:
    return replace(article, id=article_id(f"{article.id}:{run}"))


def real(data: Path, count: int) -> Iterator[Article]:
    with gzip.open(data / "news-2012-2020.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in zip(range(count), lines, strict=False):
            record = json.loads(line)
            yield Article(
                id=article_id(str(number)),
                url=record.get("url") or None,
                headline=record["title"] or None,
                byline=tuple(record.get("authors") or ()),
                published=record["date"] or None,
                publisher=record["source"],
                section=record.get("section") or None,
                language="en",
                body=tuple(line for line in record["text"].splitlines() if line.strip()),
                captions=tuple(map(Caption, record.get("captions") or ())),
            )


@pytest.mark.parametrize("count", [60, pytest.param(1_000, marks=pytest.mark.slow)])
def test_real_news_in_several_segments(data: Path, tmp_path: Path, count: int) -> None:
    articles = list(real(data, count))
    (tmp_path / "index").mkdir()
    most, more = count * 7 // 10, count * 9 // 10
    publish(tmp_path / "index", articles[:most])
    publish(tmp_path / "index", articles[most:more], gone=[article.id for article in articles[:most:9]])
    publish(tmp_path / "index", articles[more:], gone=[article.id for article in articles[most:more:7]])
    assert len(manifest.load(tmp_path / "index").segments) > 1
    compare(tmp_path / "index", tmp_path / "stock", articles, every=97)


def article(number: int, *body: str, **fields: Any) -> Article:
    return Article(id=article_id(str(number)), language="en", body=body, locator=str(number), **fields)


def test_what_is_not_there_is_said_as_whooshs_readers_expect_it(tmp_path: Path) -> None:
    publish(tmp_path, [article(1, "rail strike", headline="Strike"), article(2, "strike")])
    with whoosh_index.open_dir(str(tmp_path)).reader() as reader:
        terms = reader._terms
        for missing in (("body", b"unheard"), ("caption", b"strike"), ("nothing", b"strike"), ("id", b"0")):
            assert missing not in terms
            for raises in (terms.frequency, terms.doc_frequency):
                with pytest.raises(KeyError):
                    raises(*missing)
            with pytest.raises(TermNotFound):
                terms.term_info(*missing)
            with pytest.raises(TermNotFound):
                terms.matcher(*missing, reader.schema["body"].format)
        assert reader.doc_frequency("body", "unheard") == reader.frequency("body", "unheard") == 0


def test_a_cursor_goes_through_a_field(tmp_path: Path) -> None:
    publish(tmp_path, [article(1, "rail müller strike"), article(2, "strike")])
    with whoosh_index.open_dir(str(tmp_path)).reader() as reader:
        cursor = reader.cursor("body")
        assert (cursor.first(), cursor.text(), cursor.is_valid()) == ("muller", "muller", True)
        assert (cursor.next(), cursor.next(), cursor.term_info().doc_frequency()) == ("rail", "strike", 2)
        assert (cursor.next(), cursor.text(), cursor.is_valid(), cursor.term_info()) == (None, None, False, None)
        assert cursor.next() is None
        assert cursor.find("n") == cursor.find(b"n") == cursor.text() == "rail"
        assert cursor.find("zz") is None
        assert cursor.first() == "muller"
        assert reader.cursor("caption").first() is None


def test_a_matcher_keeps_whooshs_contract(tmp_path: Path) -> None:
    publish(tmp_path, [article(number, "strike " * (number % 4 + 1)) for number in range(9)])
    with whoosh_index.open_dir(str(tmp_path)).reader() as reader:
        matcher = reader.postings("body", "strike")
        other = matcher.copy()
        assert list(matcher.all_ids()) == list(range(9))
        matcher.skip_to(5)
        assert matcher.id() == 5
        matcher.skip_to(3)  # never back
        assert (matcher.id(), other.id()) == (5, 0)
        assert matcher.copy().id() == 5
        matcher.skip_to(99)
        assert not matcher.is_active()
        for move in (matcher.next, lambda: matcher.skip_to(1)):
            with pytest.raises(ReadTooFar):
                move()
        matcher.reset()
        assert matcher.id() == 0
        assert (matcher.block_max_weight(), matcher.block_min_length(), matcher.block_max_length()) == (4.0, 1, 4)
        assert not matcher.supports_block_quality()
        assert matcher.max_quality() == float("inf")


def test_an_archive_without_dates_could_not_be_sorted_by_date(tmp_path: Path) -> None:
    publish(tmp_path, [article(1, "strike")])
    with whoosh_index.open_dir(str(tmp_path)).searcher() as searcher:
        assert len(searcher.search(query.Every(), sortedby="date_first")) == 1


def test_a_value_that_no_encoding_has_stopped_whoosh_on_its_way_through_the_terms(tmp_path: Path) -> None:
    publish(tmp_path, [article(1, "strike", publisher="A\ud800"), article(2, "strike", publisher="BBC News")])
    with whoosh_index.open_dir(str(tmp_path)).searcher() as searcher:
        assert len(searcher.search(query.FuzzyTerm("publisher", "nws"), limit=None)) == 1
        assert searcher.suggest("publisher", "bcb") == ["bbc"]
        assert len(list(searcher.reader().lexicon("publisher"))) == 5


def test_other_peoples_writers_are_refused(tmp_path: Path) -> None:
    publish(tmp_path, [article(1, "strike")])
    before = {path.name: path.read_bytes() for path in tmp_path.glob("MAIN_*.seg")}
    index = whoosh_index.open_dir(str(tmp_path))
    with pytest.raises(ReadOnlyError, match="morgue index"):
        codec.MorgueCodec().new_segment(index.storage, "MAIN")
    assert {path.name: path.read_bytes() for path in tmp_path.glob("MAIN_*.seg")} == before


def test_a_searcher_is_refreshed(tmp_path: Path) -> None:
    publish(tmp_path, [article(number, "strike") for number in range(9)])
    searcher = whoosh_index.open_dir(str(tmp_path)).searcher()
    publish(tmp_path, [article(20, "strike")], gone=[article(3).id])
    assert len(searcher.search(STRIKE, limit=None)) == 9  # its files are gone by name
    assert not searcher.up_to_date()
    searcher = searcher.refresh()
    assert len(searcher.search(STRIKE, limit=None)) == 9
    assert searcher.document(id=article(3).id) is None
    assert searcher.document(id=article(20).id)["id"] == article(20).id
    publish(tmp_path, gone=[article(number).id for number in range(8)])
    searcher = searcher.refresh()
    assert len(searcher.search(STRIKE, limit=None)) == 2
    assert searcher.up_to_date()
    searcher.close()
