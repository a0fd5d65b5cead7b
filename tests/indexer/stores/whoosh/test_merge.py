"""A merge is what one build would have been, and its plan keeps segments few and documents mostly where they are."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.article import Article, article_id
from indexer.stores import manifest, open_store
from indexer.stores.manifest import File, SegmentEntry
from indexer.stores.whoosh import batch, merge
from indexer.stores.whoosh import store as whoosh_store
from indexer.stores.whoosh.segment import MAX_DOCUMENTS, Segment
from search.engines import open_engine
from search.query.ast import Word
from tests.support import corpora
from tests.support.hostile import taken_apart

COMPRESSED = ("texts", "texts.ends", "texts.with")
"""What depends on the dictionary that a segment's texts were compressed with."""


def arrays(index: Path, entry: SegmentEntry) -> tuple[dict[str, bytes], dict[str, object]]:
    """All of a segment but its texts' compression."""
    parts, facts = taken_apart(index, entry)
    kept = {n: data for n, data in parts.items() if n not in COMPRESSED and not n.startswith("texts.dictionary")}
    return kept, facts


def articles_of(index: Path, entry: SegmentEntry) -> list[Article]:
    segment = Segment(index, entry)
    found = [segment.article(document) for document in range(segment.documents)]
    segment.close()
    return found


def deleted(entry: SegmentEntry, documents: set[int]) -> SegmentEntry:
    return replace(entry, deleted=tuple(sorted(documents)))


_documents = st.tuples(st.integers(0, 99).flatmap(lambda number: corpora.articles(identity=number)), st.booleans())
_groups = st.lists(st.lists(_documents, min_size=1, max_size=4), min_size=1, max_size=4)


@given(_groups, st.sampled_from((1, 5, 2_000_000)))
@settings(max_examples=60)
def test_a_merge_is_to_the_byte_one_build_of_the_living(
    tmp_path_factory: pytest.TempPathFactory, groups: list[list[tuple[Article, bool]]], chunk: int
) -> None:
    index = tmp_path_factory.mktemp("index")
    # Ids are what they are numbered: an id may come twice here, which a merge doesn't mind.
    entries = []
    for group in groups:
        made = batch.write(index, [article for article, _ in group], b"")
        entries.append(deleted(made, {n for n, (_, gone) in enumerate(group) if gone}))
    living = [article for group in groups for article, gone in group if not gone]
    if not living:
        return
    opened = [Segment(index, entry) for entry in entries]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merge, "_CHUNK", chunk)
        merged = merge.merge(index, opened)
    built = batch.write(index, living, b"")
    assert arrays(index, merged) == arrays(index, built)
    assert (merged.documents, merged.languages) == (built.documents, built.languages)
    assert articles_of(index, merged) == living
    for segment in opened:
        segment.close()


def test_texts_of_several_dictionaries_are_kept(tmp_path: Path) -> None:
    rng = random.Random(3)
    texts = [" ".join(rng.choices(corpora.WORDS, k=80)) for _ in range(600)]
    some = [Article(id=article_id(str(n)), body=(text,)) for n, text in enumerate(texts)]
    more = [Article(id=article_id(f"b{n}"), body=(text[::-1],)) for n, text in enumerate(texts)]
    few = [Article(id=article_id(f"c{n}"), body=("few",)) for n in range(3)]
    entries = [batch.write(tmp_path, group, b"") for group in (some, few, more)]
    entries[0] = deleted(entries[0], set(range(0, 600, 7)))
    opened = [Segment(tmp_path, entry) for entry in entries]
    assert [len(segment.texts.dictionaries()) for segment in opened] == [1, 0, 1]
    merged = merge.merge(tmp_path, opened)
    assert articles_of(tmp_path, merged) == [a for n, a in enumerate(some) if n % 7] + few + more
    for segment in opened:
        segment.close()


def _many(count: int, *, first: int = 0, words: int = 300) -> list[Article]:
    rng = random.Random(first)
    vocabulary = [f"word{n}" for n in range(2_000)]
    return [
        Article(id=article_id(str(first + n)), body=(" ".join(rng.choices(vocabulary, k=words)),)) for n in range(count)
    ]


@pytest.mark.parametrize("gone", [0, 10])
def test_the_memory_of_a_merge_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: int) -> None:
    monkeypatch.setattr(merge, "_CHUNK", 10_000)
    small: list[SegmentEntry] = []
    big: list[SegmentEntry] = []
    for number in range(8):
        entry = batch.write(tmp_path, _many(60, first=1000 * number, words=2_000), b"")
        (small if number < 2 else big).append(deleted(entry, set(range(gone))))
    peaks = []
    for entries in (small, small + big):
        opened = [Segment(tmp_path, entry) for entry in entries]
        tracemalloc.start()
        merge.merge(tmp_path, opened)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        for segment in opened:
            segment.close()
    # 720,000 more words; all moved at once they would take 2.6 MB and more, in pieces it is 0.9.
    assert peaks[1] - peaks[0] < 1_500_000


def test_more_than_a_segment_holds_becomes_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (whoosh_store, merge):
        monkeypatch.setattr(module, "MAX_DOCUMENTS", 16)
    store = open_store(tmp_path)
    for article in _many(50, words=5):
        store.add(article)
    store.publish(store.prepare(1))
    for number in range(6):
        for article in _many(3, first=100 + 10 * number, words=5):
            store.add(article)
        store.publish(store.prepare(store.generation + 1))
    entries = manifest.load(tmp_path).segments
    assert sum(entry.live for entry in entries) == 68
    assert max(entry.documents for entry in entries) == 16
    assert len(entries) <= 7
    assert list(store.verify()) == []
    store.close()
    engine = open_engine(tmp_path)
    assert engine.search(Word("word1"), limit=None).total == sum(
        "word1" in article.body[0].split()
        for article in (*_many(50, words=5), *(a for n in range(6) for a in _many(3, first=100 + 10 * n, words=5)))
    )
    engine.close()


def test_a_merge_of_too_many_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = batch.write(tmp_path, _many(5, words=2), b"")
    segment = Segment(tmp_path, entry)
    monkeypatch.setattr(merge, "MAX_DOCUMENTS", 4)
    with pytest.raises(ValueError, match="at most 4 documents"):
        merge.merge(tmp_path, [segment])
    segment.close()


# --- The plan


def entry(id: str, live: int, dead: int = 0, *, size: int = 0) -> SegmentEntry:
    return SegmentEntry(id, live + dead, tuple(range(dead)), {}, (File(f"MAIN_{id}.seg", size, ""),))


_sizes = st.tuples(
    st.one_of(st.integers(0, 50), st.integers(0, MAX_DOCUMENTS)), st.integers(0, 20), st.integers(0, 3 << 30)
)


@given(st.lists(_sizes, max_size=12))
def test_a_plan_has_every_living_document_once(sizes: list[tuple[int, int, int]]) -> None:
    entries = [
        entry(str(number), live, min(dead, MAX_DOCUMENTS - live), size=size)
        for number, (live, dead, size) in enumerate(sizes)
    ]
    groups = merge.plan(entries)
    assert sorted(e.id for group in groups for e in group) == sorted(e.id for e in entries if e.live)
    for group in groups:
        assert sum(e.live for e in group) <= MAX_DOCUMENTS
        assert len(group) == 1 or sum(file.size for e in group for file in e.files) <= merge.MAX_BYTES


def _after(entries: list[SegmentEntry], serial: int) -> tuple[list[SegmentEntry], int]:
    # The segments after a run, and how many documents were moved.
    after, moved = [], 0
    for number, group in enumerate(merge.plan(entries)):
        if merge.rewritten(group):
            live = sum(e.live for e in group)
            moved += live
            after.append(entry(f"{serial}m{number}", live))
        else:
            after += group
    return after, moved


def _moves(runs: Sequence[int]) -> tuple[float, int]:
    """Moves a document, and the most segments that there ever were, after runs of so many new documents."""
    entries: list[SegmentEntry] = []
    moved = most = 0
    for serial, added in enumerate(runs):
        parts = [min(MAX_DOCUMENTS, added - at) for at in range(0, added, MAX_DOCUMENTS)]
        entries += [entry(f"{serial}n{number}", part) for number, part in enumerate(parts)]
        entries, more = _after(entries, serial)
        moved += more
        most = max(most, len(entries))
    return moved / sum(runs), most


def test_a_document_is_moved_a_few_times_in_its_life() -> None:
    for size in (1, 20, 300):
        moves, segments = _moves([size] * 1_000)
        assert moves < 8
        assert segments <= 14 + 2 * (size * 1_000 // MAX_DOCUMENTS)
    moves, segments = _moves([200_000] + [20] * 1_000)
    assert moves < 2
    assert segments <= 16
    assert _moves([500_000])[0] == 0
