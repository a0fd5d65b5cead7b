"""Stories: which articles are one, whatever the order they came in; the file that says so; how well it finds copies."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import pipeline
from indexer.article import Article, article_id
from indexer.errors import DamagedArchive, OutputError
from indexer.spool import Pile
from indexer.stores import manifest, open_store
from indexer.stores.whoosh import compared, shingles
from indexer.work import Clean
from search.engines import open_engine
from tests.support import brute_stories
from tests.support.brute_stories import stories as by_looking
from tests.support.full_disk import room_for


def text(base: str, *, front: int = 0, back: int = 0, mark: str = "x") -> str:
    """Forty words, of which some at the front and some at the back are others than in the same text without."""
    words = [f"{base}{number}" for number in range(40)]
    words[:front] = [f"{mark}{number}" for number in range(front)]
    words[len(words) - back :] = [f"{mark}b{number}" for number in range(back)]
    return " ".join(words)


def article(number: int, body: str, published: str | None = None, headline: str | None = None) -> Article:
    return Article(
        id=article_id(str(number)), headline=headline, body=(body,) if body else (), published=published, language="en"
    )


def publish(index: Path, *, add: Iterable[Article] = (), delete: Iterable[str] = (), memory_mb: int = 256) -> None:
    store = open_store(index, memory_mb=memory_mb)
    store.delete(delete)
    for each in add:
        store.add(each)
    store.publish(store.prepare(store.generation + 1))
    assert list(store.verify()) == []
    store.close()


def stories(index: Path) -> list[list[str]]:
    """The ids of each story of two articles or more, the lead first."""
    engine = open_engine(index)
    try:
        return sorted([head.id for head in engine.heads(docs)] for docs in engine.stories() or ())
    finally:
        engine.close()


def ids(*numbers: int) -> list[str]:
    return [article_id(str(number)) for number in numbers]


# Alike and not, with some that are like two others that are not like each other.
TEXTS = (
    text("a"), text("a", front=8), text("a", back=8), text("a", front=12), text("a", front=13), text("a", front=20),
    text("a", front=6, back=6), text("b"), text("b", front=8, mark="y"), "The same few words.", "The same, few words!",
    "", "!!!",
)  # fmt: skip

_articles = st.builds(
    article,
    st.integers(0, 11),
    st.sampled_from(TEXTS),
    st.sampled_from((None, "2017", "2017-03-22", "2017-03-22T10:00:00+01:00", "2018-01-01", "a Tuesday")),
    st.sampled_from((None, "The same few words.", "Another headline")),
)
_batches = st.lists(
    st.tuples(st.lists(_articles, max_size=8), st.sets(st.integers(0, 11), max_size=4)), min_size=1, max_size=5
)


@settings(max_examples=40)
@given(_batches, st.sampled_from((0, 256)))
def test_however_an_archive_came_about_its_stories_are_those_of_one_build(
    tmp_path_factory: pytest.TempPathFactory, batches: list[tuple[list[Article], set[int]]], memory_mb: int
) -> None:
    grown = tmp_path_factory.mktemp("grown")
    live: dict[str, Article] = {}
    for added, deleted in batches:
        gone = ids(*deleted)
        publish(grown, add=added, delete=gone, memory_mb=memory_mb)
        live = {id: each for id, each in live.items() if id not in gone} | {each.id: each for each in added}
        built = tmp_path_factory.mktemp("built")
        publish(built, add=live.values())
        expected = [[each.id for each in story] for story in by_looking(list(live.values())) if len(story) > 1]
        assert stories(grown) == stories(built) == sorted(expected)


@settings(max_examples=15)
@given(_batches)
def test_stories_are_the_same_where_shingles_wait_on_disk(
    tmp_path_factory: pytest.TempPathFactory, batches: list[tuple[list[Article], set[int]]]
) -> None:
    index = tmp_path_factory.mktemp("index")
    live: dict[str, Article] = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(compared, "REMEMBERED", 50)
        patched.setattr(compared, "TOGETHER", 2)
        for added, _ in batches:
            publish(index, add=added)
            live |= {each.id: each for each in added}
    expected = [[each.id for each in story] for story in by_looking(list(live.values())) if len(story) > 1]
    assert stories(index) == sorted(expected)


def test_a_disk_that_fills_up_while_shingles_wait_on_it_costs_no_story_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten leads, put away before their copies are come to; of the first of it half finds room, of the rest all."""
    monkeypatch.setattr(compared, "REMEMBERED", 4000)
    monkeypatch.setattr(compared, "TOGETHER", 1)
    long = [[f"w{lead}x{number}" for number in range(1000)] for lead in range(10)]
    publish(tmp_path, add=[article(n, " ".join(words), "2017") for n, words in enumerate(long)])
    store = open_store(tmp_path)
    for n, words in enumerate(long):
        store.add(article(10 + n, " ".join(words[3:]), "2018"))
    with monkeypatch.context() as patch:
        # Only what is put away first meets the limit: the generation's own files are larger.
        add = Pile.add
        met: list[int] = []

        def limited(pile: Pile, data: bytes) -> int:
            met.append(len(data))
            with room_for(len(data) // 2) if len(met) == 1 else nullcontext():
                return add(pile, data)

        patch.setattr(Pile, "add", limited)
        with pytest.raises(OutputError, match="can't keep temporary files in "):
            store.prepare(store.generation + 1)
    store.rollback()
    for n, words in enumerate(long):
        store.add(article(10 + n, " ".join(words[3:]), "2018"))
    store.publish(store.prepare(store.generation + 1))
    store.close()
    assert stories(tmp_path) == sorted(ids(n, 10 + n) for n in range(10))


def test_a_text_is_read_once_however_many_it_is_compared_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles of which each shares some with twenty others, and is like none of them: reports, filled in anew."""
    monkeypatch.setattr(compared, "REMEMBERED", 200)
    read: list[str] = []
    found = shingles.shingles

    def reading(articles: Sequence[Article]) -> list[shingles.Hashes]:
        read.extend(each.id for each in articles)
        return found(articles)

    monkeypatch.setattr(shingles, "shingles", reading)
    reports = [article(n, text("report", back=22, mark=f"n{n}of"), "2017") for n in range(20)]
    publish(tmp_path, add=reports)
    assert stories(tmp_path) == []
    assert len(read) == len(set(read)) > 10
    read.clear()
    publish(tmp_path, add=[article(100, text("report", back=22, mark="late"), "2018")])
    assert article_id("100") in read
    assert len(read) == len(set(read)) <= 21


def test_a_copy_is_like_its_lead_and_nothing_is_chained(tmp_path: Path) -> None:
    front, whole, back = text("a", front=8), text("a"), text("a", back=8)
    publish(tmp_path, add=[article(1, front, "2017-01"), article(2, whole, "2017-02"), article(3, back, "2017-03")])
    assert stories(tmp_path) == [ids(1, 2)], "the third is like the second, and not like the first"
    publish(tmp_path, add=[article(2, whole, "2016-12")])
    assert stories(tmp_path) == [ids(2, 1, 3)], "now all are like the earliest"


def test_who_followed_a_lead_that_is_a_copy_now_is_looked_at_again(tmp_path: Path) -> None:
    # Ten times, as those that have nothing to do with the new lead may share a signature with it by chance.
    leads = [article(n, text(f"{n}w"), "2017-02") for n in range(10)]
    followers = [article(10 + n, text(f"{n}w", back=12), "2017-03") for n in range(10)]
    publish(tmp_path, add=[*leads, *followers])
    assert stories(tmp_path) == sorted(ids(n, 10 + n) for n in range(10))
    publish(tmp_path, add=[article(20 + n, text(f"{n}w", front=12), "2017-01") for n in range(10)])
    assert stories(tmp_path) == sorted(ids(20 + n, n) for n in range(10))


def test_an_undated_article_leads_no_dated_one(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1, text("a")), article(2, text("a"), "2020")])
    assert stories(tmp_path) == [ids(2, 1)]


def test_stories_follow_what_becomes_of_their_articles(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(n, text("a", front=n), f"2017-0{n}") for n in range(1, 5)])
    assert stories(tmp_path) == [ids(1, 2, 3, 4)]
    publish(tmp_path, delete=ids(1))
    assert stories(tmp_path) == [ids(2, 3, 4)]
    publish(tmp_path, add=[article(2, text("c"), "2017-02")])
    assert stories(tmp_path) == [ids(3, 4)]
    publish(tmp_path, delete=ids(4))
    assert stories(tmp_path) == []


def test_short_texts_are_one_story_only_if_they_are_the_same(tmp_path: Path) -> None:
    few = "Nineteen words are too few to be compared by what they share, or every short notice were one story."
    assert len(few.split()) == brute_stories.SHORTEST - 1
    publish(tmp_path, add=[article(1, few), article(2, few.upper()), article(3, few.replace("story", "tale"))])
    assert stories(tmp_path) == [sorted(ids(1, 2))]


def test_a_late_copy_rewrites_no_segment_and_reads_no_text_but_those_like_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, add=[article(n, text(f"t{n}w"), "2017") for n in range(400)])
    (segment,) = manifest.load(tmp_path).segments
    read: list[str] = []
    found = shingles.shingles

    def reading(articles: Sequence[Article]) -> list[shingles.Hashes]:
        read.extend(each.id for each in articles)
        return found(articles)

    monkeypatch.setattr(shingles, "shingles", reading)
    publish(tmp_path, add=[article(1000, text("t7w", back=3), "2018")])
    assert stories(tmp_path) == [ids(7, 1000)]
    assert sorted(read) == sorted(ids(7, 1000))
    assert segment in manifest.load(tmp_path).segments


def test_an_index_from_before_stories_opens_and_says_that_it_has_none(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1, text("a")), article(2, text("a"))])
    old = replace(manifest.load(tmp_path), stories=None)
    data = manifest.dump(old)
    body = data.replace(b'"stories":null,', b"")[: data.rindex(b',"checksum"') - len(b'"stories":null,')]
    (tmp_path / manifest.NAME).write_bytes(body + f',"checksum":"{manifest.digest(body)}"}}\n'.encode())
    engine = open_engine(tmp_path)
    assert (engine.stories(), engine.story(0)) == (None, None)
    engine.close()
    publish(tmp_path, add=[article(3, text("a"))])  # and the next run groups them all
    assert [sorted(story) for story in stories(tmp_path)] == [sorted(ids(1, 2, 3))]


def test_articles_without_signatures_stand_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.stores.whoosh.writing.SegmentWriter.signatures", lambda writer, found: None)
    publish(tmp_path, add=[article(1, text("a")), article(2, text("a"))])
    monkeypatch.undo()
    assert stories(tmp_path) == []
    publish(tmp_path, add=[article(3, text("a")), article(4, text("a"))])  # merges the two segments
    assert len(manifest.load(tmp_path).segments) == 1
    assert [sorted(story) for story in stories(tmp_path)] == [sorted(ids(3, 4))]


def test_a_map_that_is_gone_or_of_another_generation_is_damage(tmp_path: Path) -> None:
    publish(tmp_path, add=[article(1, text("a")), article(2, text("a"))])
    earlier = manifest.load(tmp_path).stories
    assert earlier is not None
    kept = (tmp_path / earlier.name).read_bytes()
    publish(tmp_path, add=[article(3, text("a"))])
    assert not (tmp_path / earlier.name).exists(), "what no generation names is swept away"
    now = manifest.load(tmp_path)
    (tmp_path / earlier.name).write_bytes(kept)
    (tmp_path / manifest.NAME).write_bytes(manifest.dump(replace(now, stories=earlier)))
    with pytest.raises(DamagedArchive, match="another generation"):
        open_engine(tmp_path)
    (tmp_path / earlier.name).unlink()
    with pytest.raises(DamagedArchive, match="missing"):
        open_engine(tmp_path)
    store = open_store(tmp_path)
    assert [damage.file for damage in store.verify()] == [f"{tmp_path.name}/{earlier.name}"]
    assert not store.holds(manifest.dump(replace(now, stories=earlier)))
    assert store.holds(manifest.dump(now))
    store.close()


def test_signatures_outlive_the_process_that_made_them() -> None:
    """Those on disk meet only those made in the same way: other numbers here need another name of the part."""
    found = shingles.signatures(lambda _: None, shingles._words([(text("a"),)]))
    assert (shingles.PART, found[:3, 0].tolist()) == ("stories.bands", SIGNATURE)


SIGNATURE = [3402599037, 1509270563, 1047517145]


def test_signatures_meet_as_often_as_texts_are_alike() -> None:
    for front, j in ((4, 34 / 42), (12, 26 / 50)):
        pairs = [(text(f"p{n}q"), text(f"p{n}q", front=front)) for n in range(200)]
        articles = [article(0, each) for pair in pairs for each in pair]
        found = shingles.signatures(lambda _: None, shingles._words([each.body for each in articles]))
        met = float(np.mean(found[:, ::2] == found[:, 1::2]))
        assert met == pytest.approx(j**3, abs=0.02)


# --- Real news


def pairs_in(groups: Iterable[Sequence[str]]) -> set[tuple[str, ...]]:
    return {tuple(sorted(pair)) for group in groups for pair in combinations(group, 2)}


def test_copies_in_reuters_are_found(data: Path, tmp_path: Path) -> None:
    read = [found.article for found in pipeline.read([data / "reuters21578"]) if isinstance(found, Clean)]
    publish(tmp_path, add=read)
    name = {each.id: each.guid or "" for each in read}
    sizes = dict(zip(name.values(), map(len, shingles.shingles(read)), strict=True))
    with (data / "neardup" / "reuters-pairs.csv").open(newline="") as file:
        wanted = {tuple(sorted((row["newid_a"], row["newid_b"]))) for row in csv.DictReader(file)}
    every = pairs_in([name[id] for id in story] for story in stories(tmp_path))
    found = {pair for pair in every if all(sizes[one] >= 20 for one in pair)} | every & wanted
    precision, recall = len(found & wanted) / len(found), len(found & wanted) / len(wanted)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"pairs: precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")
    assert precision >= 0.97
    assert recall >= 0.96
    assert f1 >= 0.97


def test_stories_told_in_other_words_are_not_copies(data: Path, tmp_path: Path) -> None:
    """Labelled pairs of one event: what is called a story here is one text and its reprints, not an event."""
    with gzip.open(data / "neardup" / "tg-pairs.jsonl.gz", "rt", encoding="utf-8") as file:
        pairs = [json.loads(line) for line in file]
    same = wrong = 0
    for number, pair in enumerate(pairs):
        index = tmp_path / str(number)
        index.mkdir()
        two = [article(n, pair[side]["text"]) for n, side in enumerate(("first", "second"))]
        publish(index, add=two)
        if stories(index):
            same, wrong = same + pair["same"], wrong + (not pair["same"])
    print(f"{same} of {sum(pair['same'] for pair in pairs)} pairs of the same event are copies, {wrong} of others")
    assert wrong == 0
