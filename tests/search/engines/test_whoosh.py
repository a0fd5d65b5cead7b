"""What stock Whoosh 2.7.4 gets wrong in ways that a searcher would meet: here it doesn't.

The contract suite tests most of what an engine must do; these are the defects by name, and what this engine promises
beside the contract.
"""

from __future__ import annotations

import pickle
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

import pytest

from indexer.article import Article, article_id
from indexer.errors import DamagedArchive, NoArchive, QueryError, UnsupportedFormat
from indexer.stores import manifest, open_store
from indexer.stores.manifest import digest
from indexer.stores.whoosh.container import GRAIN
from search.engines import Engine, expand, open_engine
from search.engines.scoring import Evaluation
from search.engines.whoosh import WhooshEngine
from search.query.ast import And, DateRange, Every, Field, Fuzzy, Node, Not, Or, Pattern, Phrase, Word


def article(name: str, *body: str, **fields: str) -> Article:
    return Article(id=article_id(name), locator=name, language="en", body=body, **fields)  # type: ignore[arg-type]


def build(index: Path, articles: Iterable[Article]) -> None:
    store = open_store(index)
    for each in articles:
        store.add(each)
    store.publish(store.prepare(store.generation + 1))
    store.close()


def found(engine: Engine, query: Node) -> set[str]:
    matches = engine.search(query, limit=None).page
    return {a.locator for a in engine.fetch([match.doc for match in matches])}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    index = tmp_path_factory.mktemp("index")
    build(
        index,
        [
            article("bank", "The Bank of England raised rates.", published="2017-03-22T23:30:00-05:00"),
            article("club", "A bank England never had. They planned and stopped.", published="2017-03-23"),
            article("race", "She was running; to be or not to be first.", published="2017-02-28"),
            *(article(f"filler{n}", "England " * n, f"word{n}") for n in range(1, 40)),
        ],
    )
    engine = open_engine(index)
    yield engine
    engine.close()


def test_a_limit_never_changes_totals_or_the_best_scores(engine: Engine) -> None:
    england, bank, rates = Word("england"), Word("bank"), Word("rates")
    for query in (
        Or((And((england, Not(rates))), bank, And((Or((bank, rates)), england)))),
        And((Or((england, rates)), Or((bank, Pattern("word1*"), Not(england))))),
        Or((england, And((bank, Or((rates, Not(england))))))),
    ):
        whole = engine.search(query, limit=None)
        for limit in (1, 3, 10):
            page = engine.search(query, limit=limit)
            assert page.total == whole.total == len(whole.page)
            assert page.page == whole.page[:limit]


def test_not_takes_away_also_beside_or(engine: Engine) -> None:
    assert found(engine, And((Word("bank"), Not(Word("raised"))))) == {"club"}
    assert found(engine, And((Word("bank"), Word("england"), Not(Phrase("of england"))))) == {"club"}
    everything_else = found(engine, Every()) - found(engine, Word("raised"))
    assert found(engine, Or((Word("bank"), Not(Word("raised"))))) == everything_else | {"bank"}


def test_stop_words_count(engine: Engine) -> None:
    assert found(engine, Phrase("bank of england")) == {"bank"}
    assert found(engine, Phrase("bank england")) == {"club"}
    assert found(engine, Phrase("to be or not to be")) == {"race"}
    assert found(engine, Word("of")) == {"bank"}


@pytest.mark.parametrize(("query", "name"), [("run", "race"), ("plan", "club"), ("stop", "club"), ("stopping", "club")])
def test_words_of_a_stem_meet(engine: Engine, query: str, name: str) -> None:
    assert found(engine, Word(query)) == {name}


def test_a_date_is_matched_as_it_was_written(engine: Engine) -> None:
    assert found(engine, DateRange("date", "2017-03-22", "2017-03-22")) == {"bank"}
    assert found(engine, DateRange("date", "2017-03-23", "2017-03-23")) == {"club"}


def test_what_is_no_date_is_an_error_and_not_an_empty_answer(engine: Engine) -> None:
    for end in ("banana", "2017-13", ">=100"):
        with pytest.raises(QueryError, match=r"2017-03-22"):
            engine.search(DateRange("date", end, None), limit=10)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_the_undated_come_last_either_way(engine: Engine, sort: str) -> None:
    matches = engine.search(Every(), limit=None, sort=sort).page  # type: ignore[arg-type]
    names = [a.locator for a in engine.fetch([match.doc for match in matches])]
    assert names[:3] == (["club", "bank", "race"] if sort == "newest" else ["race", "bank", "club"])


def test_merging_leaves_scores_alone(tmp_path: Path) -> None:
    articles = [article(str(n), "England " * n, "and more of it") for n in range(1, 9)]
    (tmp_path / "one").mkdir()
    (tmp_path / "many").mkdir()
    build(tmp_path / "one", articles)
    for each in [*articles, *articles[::2]]:
        build(tmp_path / "many", [each])

    def scores(index: Path) -> dict[str, float]:
        engine = open_engine(index)
        page = engine.search(Word("england"), limit=None).page
        by_id = {a.id: match.score for a, match in zip(engine.fetch([m.doc for m in page]), page, strict=True)}
        engine.close()
        return by_id

    assert scores(tmp_path / "many") == scores(tmp_path / "one")


def test_deep_trees_are_refused(engine: Engine) -> None:
    deep: Node = Word("bank")
    for _ in range(5_000):
        deep = And((deep, Word("england")))
    with pytest.raises(QueryError, match="deep"):
        engine.search(deep, limit=10)


def test_expansions_are_limited(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(QueryError, match="2 letters"):
        engine.search(Fuzzy("england", 9), limit=10)
    assert engine.search(Pattern("word*"), limit=1).total == 39
    monkeypatch.setattr(expand, "MOST_TERMS", 38)
    with pytest.raises(QueryError, match="more than 38 words"):
        engine.search(Pattern("word*"), limit=1)
    monkeypatch.setattr(expand, "MOST_TERMS", 39)
    monkeypatch.setattr(expand, "MOST_TERMS_PER_QUERY", 80)
    assert engine.search(Or((Pattern("word*"), Pattern("wor*"))), limit=1).total == 39
    with pytest.raises(QueryError, match="more than 80 words"):
        engine.search(Or((Pattern("word*"), Pattern("wor*"), Pattern("wo*"))), limit=1)


def test_a_pattern_of_many_stars_is_answered_at_once(tmp_path: Path) -> None:
    build(tmp_path, [article("long", "a" * 20_000)])
    engine = open_engine(tmp_path)
    assert engine.search(Pattern("*a*a*a*a*a*a*a*a*b"), limit=10).total == 0
    assert engine.search(Pattern("*a*a*a*a*a*a*a*a*a"), limit=10).total == 1
    with pytest.raises(QueryError, match="at most 60 letters"):
        engine.search(Fuzzy("a" * 20_000, 2), limit=10)
    engine.close()


def test_bytes_of_an_archive_never_reach_an_unpickler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, [article("bank", "The Bank of England")])
    build(tmp_path, [article("club", "A bank England never had")])

    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (exec, ("raise SystemExit('unpickled')",))

    for toc in tmp_path.glob("*.toc"):
        toc.write_bytes(pickle.dumps(Trap()))

    def refuse(*arguments: object) -> None:
        raise AssertionError("unpickled")

    for name in ("load", "loads", "Unpickler"):
        monkeypatch.setattr(pickle, name, refuse)
    engine = open_engine(tmp_path)
    for query in (Word("bank"), Phrase("bank of england"), Pattern("eng*"), Every(), Field("language", Word("en"))):
        assert engine.search(query, limit=None, sort="newest").total > 0
    engine.close()
    store = open_store(tmp_path)
    store.delete([article_id("bank")])
    store.add(article("race", "Running"))
    store.publish(store.prepare(3))
    assert list(store.verify()) == []
    store.close()


SEARCH = """
import sys
from pathlib import Path
from search.engines import open_engine
from search.query.ast import And, Phrase, Word
engine = open_engine(Path(sys.argv[1]), once=True)
page = engine.search(And((Word("bank"), Phrase("of england"))), limit=10, sort="newest").page
assert [article.locator for article in engine.fetch([match.doc for match in page])] == ["bank"]
heavy = "whoosh numpy bs4 lxml trafilatura htmldate ftfy py3langid msgspec rich typer sqlite3 urllib.request".split()
print(*(name for name in heavy if name in sys.modules))
"""


def test_a_search_imports_nothing_heavy(tmp_path: Path) -> None:
    build(tmp_path, [article("bank", "The Bank of England")])
    ran = subprocess.run([sys.executable, "-c", SEARCH, str(tmp_path)], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(NoArchive):
        open_engine(tmp_path)
    build(tmp_path, [article("bank", "The Bank of England")])
    path = tmp_path / manifest.NAME
    body = path.read_bytes().rpartition(b',"checksum"')[0].replace(b'"format":%d' % manifest.FORMAT, b'"format":1')
    path.write_bytes(body + f',"checksum":"{digest(body)}"}}\n'.encode())
    with pytest.raises(UnsupportedFormat, match="morgue rebuild"):
        open_engine(tmp_path)
    path.write_bytes(body)
    with pytest.raises(DamagedArchive, match="morgue rebuild"):
        open_engine(tmp_path)


@pytest.mark.parametrize("patience", [0, 10**15])
def test_files_that_hold_other_things_are_damage_whatever_their_checksums(tmp_path: Path, patience: int) -> None:
    """A hostile archive: every checksum right, and one byte after another wrong."""
    build(tmp_path, [article("bank", "The Bank of England raised the rates of the bank")])
    entry = manifest.load(tmp_path).segments[0]
    segment = next(tmp_path.glob("*.seg"))
    whole = segment.read_bytes()
    for place in range(8, len(whole), 23):
        data, checksum = resealed(whole[:place] + b"\xff" + whole[place + 1 :])
        segment.write_bytes(data)
        files = (manifest.File(segment.name, len(data), checksum),)
        hostile = manifest.SegmentEntry(entry.id, 1, (), entry.languages, files)
        (tmp_path / manifest.NAME).write_bytes(manifest.dump(manifest.Manifest(1, "whoosh", (hostile,))))
        try:
            engine = WhooshEngine(tmp_path, patience=patience)
            for query in (
                Word("rates"),
                Phrase("bank of england"),
                Pattern("*a*"),
                Fuzzy("bnk"),
                Field("body", Every()),
                DateRange("date", "2017", None),
            ):
                page = engine.search(query, limit=10, sort="newest").page
                engine.fetch([match.doc for match in page])
            engine.ids("")
            engine.close()
        except (DamagedArchive, UnsupportedFormat) as error:
            assert "morgue rebuild" in str(error)  # noqa: PT017 - most of these bytes matter to no query


def resealed(data: bytes) -> tuple[bytes, str]:
    """A segment with the checksums that its bytes have, and its digest."""
    at, directory, _, _, _ = struct.unpack("<QIII8s", data[-28:])
    if at + directory > len(data) - 28:
        return data, digest(data[:-28])
    table = b"".join(struct.pack("<I", crc32(data[n : min(n + GRAIN, at)])) for n in range(0, at, GRAIN))
    tail = data[at : at + directory] + table
    return data[: at + directory] + table + data[-28:], digest(tail)


@pytest.mark.parametrize("error", [MemoryError, TypeError, AttributeError])
def test_what_isnt_about_bytes_was_called_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fails(*_: object) -> None:
        raise error

    build(tmp_path, [article("bank", "The Bank of England")])
    engine = WhooshEngine(tmp_path)
    monkeypatch.setattr(Evaluation, "find", fails)
    with pytest.raises(error):
        engine.search(Word("bank"), limit=10)
    engine.close()
