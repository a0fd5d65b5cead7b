"""The store: transactions, merging, damage, durability, and what other people's code sees."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.article import Article, article_id
from indexer.errors import DamagedArchive, OutputError
from indexer.stores import manifest, open_store
from indexer.stores.manifest import SegmentEntry
from indexer.stores.whoosh import merge, toc
from indexer.stores.whoosh.segment import MAX_DOCUMENTS, Segment
from indexer.stores.whoosh.store import WhooshStore
from indexer.stores.whoosh.writing import writing
from search.engines import open_engine
from search.query.ast import And, DateRange, Every, Field, Node, Or, Pattern, Phrase, Word
from tests.support import corpora
from tests.support.brute import BruteEngine

QUERIES: tuple[Node, ...] = (
    Every(),
    Word("strike"),
    Or((Word("rail"), Phrase("strike the"), Pattern("str*"))),
    And((Word("al-Abadi"), Word("the"))),
    Field("publisher", Word("bbc")),
    DateRange("date", "2017", "2017"),
)


def article(number: int, text: str = "", **fields: Any) -> Article:
    values = {"headline": f"Rail strike, day {number}", "body": (text or f"Story {number} of the strike.",)}
    return Article(id=article_id(str(number)), language="en", locator=str(number), **{**values, **fields})


def publish(index: Path, *, add: Iterable[Article] = (), delete: Iterable[str] = (), memory_mb: int = 256) -> None:
    store = open_store(index, memory_mb=memory_mb)
    store.delete(delete)
    for each in add:
        store.add(each)
    store.publish(store.prepare(store.generation + 1))
    store.close()


def answers(index: Path) -> list[list[tuple[str, float]]]:
    """Ids and scores of all queries, in order."""
    engine = open_engine(index)
    try:
        found = [engine.search(query, limit=None).page for query in QUERIES]
        return [
            [(a.id, match.score) for a, match in zip(engine.fetch([m.doc for m in page]), page, strict=True)]
            for page in found
        ]
    finally:
        engine.close()


def segments(index: Path) -> tuple[SegmentEntry, ...]:
    return manifest.load(index).segments


_batches = st.lists(
    st.tuples(
        st.lists(st.integers(0, 9).flatmap(lambda n: corpora.articles(identity=n)), max_size=5),
        st.sets(st.integers(0, 9), max_size=3),
    ),
    min_size=1,
    max_size=5,
)


@given(_batches, st.sampled_from((0, 256)))
@settings(max_examples=8, deadline=None)
def test_however_an_archive_came_about_its_answers_are_those_of_one_build(
    tmp_path_factory: pytest.TempPathFactory, batches: list[tuple[list[Article], set[int]]], memory_mb: int
) -> None:
    grown, built = tmp_path_factory.mktemp("grown"), tmp_path_factory.mktemp("built")
    live: dict[str, Article] = {}
    for added, deleted in batches:
        gone = [article_id(f"test:{number}") for number in deleted]
        publish(grown, add=added, delete=gone, memory_mb=memory_mb)
        live = {id: each for id, each in live.items() if id not in gone} | {each.id: each for each in added}
        engine, oracle = open_engine(grown), BruteEngine(live.values())
        assert engine.languages == oracle.languages
        for query in QUERIES:
            ours, theirs = engine.search(query, limit=None).page, oracle.search(query, limit=None).page
            assert sorted(a.id for a in engine.fetch([m.doc for m in ours])) == sorted(
                a.id for a in oracle.fetch([m.doc for m in theirs])
            )
        assert engine.ids("", 99) == sorted(live)
        engine.close()
    publish(built, add=live.values())
    assert answers(grown) == answers(built)  # scores to the last bit
    store = open_store(grown)
    assert list(store.verify()) == []
    store.close()


def test_nothing_is_visible_before_it_is_published(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1)])
    before = answers(tmp_path)
    store = open_store(tmp_path)
    store.add(article(2))
    store.delete([article(1).id])
    prepared = store.prepare(2)
    assert answers(tmp_path) == before
    assert store.holds(prepared)
    store.publish(prepared)
    assert [id for id, _ in answers(tmp_path)[0]] == [article(2).id]
    store.close()


def test_a_killed_run_leaves_the_old_state_and_what_the_ledger_finished_can_be_published(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1)])
    before, files = answers(tmp_path), {path.name for path in tmp_path.iterdir()}
    killed = open_store(tmp_path)
    killed.add(article(2))
    prepared = killed.prepare(2)  # and no more of it

    assert answers(tmp_path) == before
    recovering = open_store(tmp_path)
    assert recovering.generation == 1
    assert recovering.holds(prepared)
    recovering.publish(prepared)
    assert len(answers(tmp_path)[0]) == 2
    assert files.isdisjoint(path.name for path in tmp_path.iterdir() if path.suffix == ".toc")

    publish(tmp_path, delete=[article(2).id])
    assert not recovering.holds(prepared.replace(b"a", b"b"))
    recovering.close()


def test_a_killed_run_that_is_not_finished_leaves_no_files(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1)])
    files = {path.name for path in tmp_path.iterdir()}
    killed = open_store(tmp_path)
    killed.add(article(2))
    killed.prepare(2)
    (tmp_path / "MAIN_new.art.tmp").write_bytes(b"")
    (tmp_path / "_MAIN_2.toc.1490000000.5").write_bytes(b"")
    (tmp_path / "manifest.json.tmp").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("somebody's own")
    assert len(list(tmp_path.iterdir())) > len(files) + 5

    for changing in (False, True):
        for name in ("MAIN_new.art.tmp", "_MAIN_2.toc", "MAIN_0123456789abcdef.seg"):
            (tmp_path / name).write_bytes(b"")
        store = open_store(tmp_path)
        if changing:
            store.delete(["anything"])
        else:
            store.rollback()
        assert {path.name for path in tmp_path.iterdir()} == files | {"notes.txt"}
        store.close()


def test_close_forgets_what_was_not_published(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1)])
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    store = open_store(tmp_path, memory_mb=0)
    store.add(article(2))
    store.add(article(3))
    store.close()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == files


def test_the_files_of_old_generations_go(tmp_path: Path) -> None:
    for number in range(3):
        publish(tmp_path, add=[article(number)])
        named = {file.name for file in manifest.load(tmp_path).files()}
        assert {path.name for path in tmp_path.iterdir()} == named | {"manifest.json", f"_MAIN_{number + 1}.toc"}


def test_the_same_article_twice_in_one_run_is_one_article(tmp_path: Path) -> None:
    for memory_mb in (0, 256):
        publish(tmp_path, add=[article(1, "first"), article(1, "second"), article(1, "third")], memory_mb=memory_mb)
        engine = open_engine(tmp_path)
        assert engine.articles == 1
        assert engine.search(Word("first"), limit=9).total == 0
        assert engine.search(Word("third"), limit=9).total == 1
        engine.close()


def test_an_article_deleted_and_added_again_unchanged_gets_files_of_its_own(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1), article(2), article(3), article(4), article(5)])
    publish(tmp_path, add=[article(9)])
    publish(tmp_path, delete=[article(9).id], add=[article(9)])
    assert len({entry.id for entry in segments(tmp_path)}) == len(segments(tmp_path)) == 2
    assert manifest.load(tmp_path).articles == len(answers(tmp_path)[0]) == 6


def test_a_segment_written_anew_counts_the_languages_of_the_living(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1), replace(article(2), language="de")])
    publish(tmp_path, delete=[article(2).id])
    assert manifest.load(tmp_path).languages == {"en": 1}


def test_opening_an_archive_never_empties_it(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1)])
    open_store(tmp_path).close()
    assert len(answers(tmp_path)[0]) == 1


def test_a_reader_outlives_later_generations(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(n) for n in range(20)])
    engine = open_engine(tmp_path)
    gone = {file.name for file in manifest.load(tmp_path).files()}
    publish(tmp_path, delete=[article(n).id for n in range(20)], add=[article(99)])
    assert not gone & {path.name for path in tmp_path.iterdir()}
    matches = engine.search(Word("strike"), limit=None).page
    assert len(engine.fetch([match.doc for match in matches])) == 20
    engine.close()


def test_a_reader_that_meets_a_publication_takes_the_newer_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, add=[article(1)])
    stale = manifest.read(tmp_path)
    publish(tmp_path, delete=[article(1).id], add=[article(2)])
    answers_of = [stale, manifest.read(tmp_path)]
    monkeypatch.setattr(manifest, "read", lambda index: answers_of.pop(0) if len(answers_of) > 1 else answers_of[0])
    engine = open_engine(tmp_path)
    assert engine.generation == 2
    engine.close()


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1)])
    next(tmp_path.glob("*.seg")).unlink()
    with pytest.raises(DamagedArchive, match=r"missing.*morgue rebuild"):
        open_engine(tmp_path)
    store = open_store(tmp_path)
    assert [damage.file for damage in store.verify()] == [f"{tmp_path.name}/MAIN_{segments(tmp_path)[0].id}.seg"]
    store.clear()
    store.add(article(1))
    store.publish(store.prepare(9))
    store.close()


def damaged_or(index: Path) -> object:
    try:
        return answers(index)
    except DamagedArchive as error:
        return "damaged" if "morgue rebuild" in str(error) else error


def test_no_flipped_byte_ever_changes_an_answer(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(n, "Rail strike. " * n, published="2017-03", publisher="BBC") for n in range(8)])
    right = answers(tmp_path)
    noticed = 0
    for path in sorted(tmp_path.iterdir()):
        whole = path.read_bytes()
        for place in range(0, len(whole), max(len(whole) // 60, 1)):
            path.write_bytes(whole[:place] + bytes((whole[place] ^ 0x10,)) + whole[place + 1 :])
            outcome = damaged_or(tmp_path)
            assert outcome in (right, "damaged")
            noticed += outcome == "damaged"
            store = open_store(tmp_path)
            assert [damage.file for damage in store.verify()], f"{path.name} at {place}"
            store.close()
        path.write_bytes(whole)
    assert noticed > 100
    assert answers(tmp_path) == right


def test_no_truncation_ever_changes_an_answer(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(n) for n in range(8)])
    for path in sorted(tmp_path.iterdir()):
        whole = path.read_bytes()
        if path.suffix != ".toc":
            for length in (0, 1, len(whole) // 2, len(whole) - 1):
                path.write_bytes(whole[:length])
                with pytest.raises(DamagedArchive):
                    answers(tmp_path)
            path.write_bytes(whole + b"\0")
            with pytest.raises(DamagedArchive):
                answers(tmp_path)
            path.write_bytes(whole)


def test_a_damaged_manifest_stops_everything_but_a_rebuild(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1)])
    (tmp_path / manifest.NAME).write_bytes(b"{}")
    store = open_store(tmp_path)
    for use in (lambda: store.generation, lambda: store.delete(["a"]), lambda: store.add(article(2)), store.rollback):
        with pytest.raises(DamagedArchive, match="morgue rebuild"):
            use()
    store.close()
    store = open_store(tmp_path)
    store.clear()
    store.add(article(3))
    store.publish(store.prepare(5))
    assert store.generation == 5
    assert list(store.verify()) == []
    store.close()
    assert [id for id, _ in answers(tmp_path)[0]] == [article(3).id]


def test_everything_is_durable_before_the_manifest_is_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[tuple[str, str]] = []
    fsync, rename, unlink = os.fsync, os.replace, Path.unlink

    def recording_fsync(descriptor: int) -> None:
        fsync(descriptor)
        events.append(("fsync", os.path.basename(os.readlink(f"/proc/self/fd/{descriptor}"))))

    def recording_rename(source: Path, target: Path) -> None:
        rename(source, target)
        # What was synced under its temporary name is durable under the new one once the folder is synced.
        events[:] = [(kind, Path(target).name if name == Path(source).name else name) for kind, name in events]
        events.append(("rename", Path(target).name))

    def recording_unlink(path: Path, missing_ok: bool = False) -> None:
        unlink(path, missing_ok)
        events.append(("unlink", path.name))

    publish(tmp_path, add=[article(1)])
    monkeypatch.setattr(os, "fsync", recording_fsync)
    monkeypatch.setattr(os, "replace", recording_rename)
    monkeypatch.setattr(Path, "unlink", recording_unlink)
    publish(tmp_path, delete=[article(1).id], add=[article(2)])

    published = events.index(("rename", "manifest.json"))
    last_rename = max(n for n, (kind, _) in enumerate(events[:published]) if kind == "rename")
    synced = [name for kind, name in events[:published] if kind == "fsync"]
    for file in [*(file.name for file in manifest.load(tmp_path).files()), "_MAIN_2.toc", "manifest.json"]:
        assert file in synced, file
    assert ("fsync", tmp_path.name) in events[last_rename:published]
    assert events[published + 1] == ("fsync", tmp_path.name)
    gone = [n for n, (kind, name) in enumerate(events) if kind == "unlink" and not name.endswith(".tmp")]
    assert gone
    assert min(gone) > published


LAST = {"fsync": 6, "replace": 4}
"""The number of each call, from 0, that a publication ends with."""


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("turn", range(8))
def test_a_refused_call_leaves_the_old_generation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, turn: int
) -> None:
    publish(tmp_path, add=[article(1)])
    before, real, turns = answers(tmp_path), getattr(os, call), iter(range(100))

    def refusing(*arguments: object) -> None:
        if next(turns) >= turn:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*arguments)

    store = open_store(tmp_path)
    store.add(article(2))
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refusing)
        with pytest.raises(OutputError, match="No space left") if turn <= LAST[call] else nullcontext():
            store.publish(store.prepare(2))
    if manifest.load(tmp_path).generation == 1:
        assert answers(tmp_path) == before
        store.rollback()
    store.close()
    publish(tmp_path, add=[article(3)])
    assert article(3).id in [id for id, _ in answers(tmp_path)[0]]


def test_many_small_runs_leave_few_segments(tmp_path: Path) -> None:
    for number in range(30):
        publish(tmp_path, add=[article(number)])
        sizes = sorted(segment.live for segment in segments(tmp_path))
        assert all(size > merge.SHARE * sum(sizes[:rank]) for rank, size in enumerate(sizes))
    assert len(answers(tmp_path)[0]) == 30


def entry(id: str, live: int, dead: int = 0) -> SegmentEntry:
    return SegmentEntry(id, live + dead, tuple(range(dead)), {}, ())


@pytest.mark.parametrize(("memory", "last"), [(0, 20), (40_000, 20), (40_000, 1)])
def test_what_batches_a_generation_was_written_in_is_not_seen(tmp_path: Path, memory: int, last: int) -> None:
    """Those before the last have no stems; also where the last is too small for `merge.plan` to put them together."""
    articles = [article(number, publisher="BBC") for number in range(20)]
    for name, bytes_allowed in (("together", 10**9), ("apart", memory)):
        (tmp_path / name).mkdir()
        store = WhooshStore(tmp_path / name)
        store._memory = bytes_allowed
        for one in articles[:-last]:
            store.add(one)
        if name == "apart":
            store._flush(bare=True)
        for one in articles[-last:]:
            store.add(one)
        store.publish(store.prepare(1))
        store.close()
    assert answers(tmp_path / "apart") == answers(tmp_path / "together")
    assert sum(entry.documents for entry in segments(tmp_path / "apart")) == 20
    assert all("stems.forms" in Segment(tmp_path / "apart", entry).file for entry in segments(tmp_path / "apart"))


def test_what_is_merged() -> None:
    def planned(*entries: SegmentEntry) -> list[list[str]]:
        return sorted(sorted(e.id for e in group) for group in merge.plan(entries) if merge.rewritten(group))

    small, big = entry("small", 10), entry("big", 600)
    assert planned(big) == planned(small, big) == []
    assert planned(small, entry("same", 10), big) == [["same", "small"]]
    assert planned(entry("b0", 300), entry("b1", 299), small) == [["b0", "b1", "small"]]
    assert planned(small, entry("c", 290), entry("most", 601)) == []
    assert planned(small, entry("c", 295), big) == [["big", "c", "small"]]
    assert planned(entry("most", 10, 5), entry("few", 100, 1), entry("all", 0, 5)) == [["most"]]
    assert sorted(e.id for group in merge.plan([entry("all", 0, 5), big]) for e in group) == ["big"]
    huge = [entry(f"h{n}", MAX_DOCUMENTS // 2 + 1) for n in range(3)]
    assert planned(*huge) == []
    assert planned(*huge, small, entry("same", 10)) == [["same", "small"]]


@pytest.mark.parametrize("id", ["", "x" * 17, "a\nb", "ü" * 9])
def test_an_id_that_is_none_is_refused(tmp_path: Path, id: str) -> None:
    store = open_store(tmp_path)
    with pytest.raises(ValueError, match="id"):
        store.add(replace(article(1), id=id))
    store.close()


def test_text_that_no_encoding_has_is_indexed(tmp_path: Path) -> None:
    odd = article(1, "half \ud800 a pair", guid="\udfff", publisher="A\ud800")
    publish(tmp_path, add=[odd])
    engine = open_engine(tmp_path)
    assert engine.fetch([m.doc for m in engine.search(Word("pair"), limit=9).page]) == [odd]
    engine.close()


def test_other_peoples_whoosh_opens_the_index(tmp_path: Path) -> None:
    from whoosh import index as whoosh_index
    from whoosh import query
    from whoosh.qparser import QueryParser

    stories = [article(n, "strike " * n + "at the Bank of England", published=f"2017-03-{n + 10}") for n in range(9)]
    publish(tmp_path, add=stories, memory_mb=0)
    publish(tmp_path, delete=[stories[4].id], add=[article(50, "no more of it")])
    theirs = whoosh_index.open_dir(str(tmp_path))
    with theirs.searcher() as searcher:
        assert searcher.doc_count() == 9
        for text, ours in (
            ("bank", Field("body", Word("bank"))),
            ('"bank of england"', Field("body", Phrase("bank of england"))),
        ):
            found = searcher.search(QueryParser("body", theirs.schema).parse(text), limit=None)
            ids = [hit["id"] for hit in found]
            engine = open_engine(tmp_path)
            expected = [a.id for a in engine.fetch([m.doc for m in engine.search(ours, limit=None).page])]
            engine.close()
            assert sorted(ids) == sorted(expected)
        newest = searcher.search(query.Every(), sortedby="date_first", reverse=True, limit=1)
        assert searcher.reader().column_reader("date_first")[newest[0].docnum] == 20170318000000


def test_stored_fields_of_other_peoples_whoosh_were_missing(tmp_path: Path) -> None:
    from whoosh import index as whoosh_index
    from whoosh import query

    stories = [article(n, "The strike goes on.") for n in range(9)]
    publish(tmp_path, add=stories[:7])
    publish(tmp_path, delete=[stories[4].id], add=stories[7:])
    assert [segment.deleted for segment in segments(tmp_path)] in ([(4,), ()], [(), (4,)])
    ids = {story.id for number, story in enumerate(stories) if number != 4}
    with whoosh_index.open_dir(str(tmp_path)).searcher() as searcher:
        hits = searcher.search(query.Term("body", "strike"), limit=None)
        assert {hit["id"] for hit in hits} == ids
        assert hits[0].fields() == {"id": hits[0]["id"], "language": "en", "headline": hits[0]["headline"]}
        assert {stored["id"] for stored in searcher.documents()} == ids
        assert searcher.document(id=stories[7].id)["id"] == stories[7].id
        assert searcher.document(id=stories[4].id) is None
        assert {stored["id"] for stored in searcher.reader().all_stored_fields()} == ids


def test_a_merged_segment_has_stored_fields_too(tmp_path: Path) -> None:
    from whoosh import index as whoosh_index

    for number in range(8):
        publish(tmp_path, add=[article(number), article(100 + number)], delete=[article(number - 1).id])
    assert any(segment.documents > 2 for segment in segments(tmp_path))
    engine = open_engine(tmp_path)
    ids = engine.ids("", 99)
    engine.close()
    with whoosh_index.open_dir(str(tmp_path)).searcher() as searcher:
        assert sorted(stored["id"] for stored in searcher.documents()) == ids


def _mended(index: Path, path: Path, whole: bytes) -> None:
    store = open_store(index)
    [damage] = store.verify()
    assert damage.file == f"{index.name}/{path.name}"
    store.rollback()  # what a run begins with
    assert store.generation == 2
    assert list(store.verify()) == []
    store.close()
    assert path.read_bytes() == whole


def test_damage_to_the_table_of_contents_went_unnoticed(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1), article(2)])
    old = (tmp_path / "_MAIN_1.toc").read_bytes()
    publish(tmp_path, add=[article(3)], delete=[article(1).id])
    path = tmp_path / "_MAIN_2.toc"
    whole = path.read_bytes()
    for wrong in (b"", old, whole[:-1], whole + b"\0", *(_flipped(whole, at) for at in range(0, len(whole), 97))):
        path.write_bytes(wrong)
        _mended(tmp_path, path, whole)
    path.unlink()
    _mended(tmp_path, path, whole)


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes((data[at] ^ 0x10,)) + data[at + 1 :]


def test_a_table_of_contents_mended_by_another_release_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, add=[article(1)])
    render = toc.render
    with monkeypatch.context() as patch:
        patch.setattr(toc, "render", lambda *arguments: render(*arguments) + b"another release")
        store = open_store(tmp_path)
        assert list(store.verify()) == []  # its digest speaks for it
        (tmp_path / "_MAIN_1.toc").unlink()
        store.rollback()
        assert list(store.verify()) == []
        store.close()


def test_a_damaged_segment_does_not_hide_damage_to_the_table_of_contents(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1)])
    (tmp_path / "_MAIN_1.toc").write_bytes(b"")
    next(tmp_path.glob("*.seg")).unlink()
    store = open_store(tmp_path)
    assert [damage.file.rpartition(".")[2] for damage in store.verify()] == ["seg", "toc"]
    store.close()


def test_a_rebuild_that_failed_had_already_removed_what_another_release_could_read(tmp_path: Path) -> None:
    body = b'{"format":1'
    (tmp_path / manifest.NAME).write_bytes(body + f',"checksum":"{manifest.digest(body)}"}}\n'.encode())
    old = {"MAIN_0123456789abcdef.map", "MAIN_0123456789abcdef.art", "_MAIN_1.toc"}
    for name in old:
        (tmp_path / name).write_bytes(b"of an older release")
    store = open_store(tmp_path)
    store.clear()
    store.add(article(1))
    prepared = store.prepare(2)
    store.close()
    assert old <= {path.name for path in tmp_path.iterdir()}
    store = open_store(tmp_path)
    store.clear()
    store.publish(prepared)
    assert not old & {path.name for path in tmp_path.iterdir()}
    assert list(store.verify()) == []
    store.close()


@pytest.mark.parametrize("length", [150, 100_000])
def test_long_articles_and_long_words(tmp_path: Path, length: int) -> None:
    word = "x" * length
    long = article(1, "strike " * 300 + "filler " * 70_000 + f"rail {word} strike")
    publish(tmp_path, add=[article(2, "rail strike"), long, replace(article(3), headline=word)])
    publish(tmp_path, add=[article(number, "rail strike") for number in (4, 5)])
    oracle = BruteEngine([long, replace(article(3), headline=word), *(article(n, "rail strike") for n in (2, 4, 5))])
    queries: tuple[Node, ...] = (
        Word("strike"),
        Field("body", Word("filler")),
        Phrase("strike filler"),
        Word(word),
        Phrase(f"rail {word} strike"),
    )
    answers = [oracle.search(query, limit=None) for query in queries]
    for once in (False, True):
        engine = open_engine(tmp_path, once=once)
        for query, theirs in zip(queries, answers, strict=True):
            ours = engine.search(query, limit=None)
            assert ours.total == theirs.total > 0
            assert [m.score for m in ours.page] == pytest.approx([m.score for m in theirs.page])
        engine.close()


@pytest.mark.parametrize("values", [[1 << 32], [-1], [0, 1 << 40]])
def test_a_number_that_does_not_fit_is_refused_not_wrapped(tmp_path: Path, values: list[int]) -> None:
    with pytest.raises(ValueError, match="hold 0 to 4294967295"), writing(tmp_path) as writer:
        writer.array("starts", [np.array([0, 5]), np.array(values)], np.uint32)
