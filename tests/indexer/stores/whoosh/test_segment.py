"""A segment of anything: right checksums around contents that no writer makes end in an answer or in DamagedArchive."""

from __future__ import annotations

import random
import struct
from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zstandard

from indexer import analysis
from indexer.article import Article, article_id
from indexer.errors import DamagedArchive, MorgueError
from indexer.stores import manifest, open_store
from indexer.stores.whoosh.segment import MOST_LANGUAGES
from search.engines import Sort, open_engine
from search.query.ast import And, DateRange, Every, Field, Fuzzy, Node, Or, Pattern, Phrase, Word
from tests.support.hostile import Parts, rewrite

QUERIES: tuple[Node, ...] = (
    Every(),
    Word("strike"),
    Field("body", Phrase("the strike")),
    And((Word("rail"), Pattern("s*"))),
    Or((Fuzzy("strke", 1), DateRange("date", "2016", "2018"))),
    Field("publisher", Word("bbc")),
    Field("language", Every()),
)


def article(number: int) -> Article:
    return Article(
        id=article_id(str(number)),
        headline=f"Rail strike {number}",
        body=("strike " * 300 if number == 3 else "The rail strike of the rails",),
        published="2017-03",
        publisher="BBC",
        language="en" if number % 2 else "de",
    )


def publish(index: Path, *articles: Article) -> None:
    store = open_store(index)
    for each in articles:
        store.add(each)
    store.publish(store.prepare(store.generation + 1))
    store.close()


def everything(index: Path) -> list[object]:
    """Every way of reading an index: both arithmetics, the articles, verify, a merge. Each ends in an answer or in an
    error of ours, or this raises."""
    found: list[object] = []
    sorts: tuple[Sort, ...] = ("relevance", "newest")
    for once in (False, True):
        try:
            engine = open_engine(index, once=once)
        except MorgueError as error:
            found.append(type(error))
            continue
        for query in QUERIES:
            for sort in sorts:
                try:
                    page = engine.search(query, limit=3, sort=sort).page
                    found.append([article.id for article in engine.fetch([match.doc for match in page])])
                    engine.heads([match.doc for match in page])
                    engine.ids("", 99)
                except MorgueError as error:
                    found.append(type(error))
        engine.close()
    store = open_store(index)
    found.append(bool(list(store.verify())))
    store.close()
    for gone in ((), (1, 2, 3)):  # both are merges, of whole segments and of one with deletions
        store = open_store(index)
        try:
            for number in range(90, 99):
                store.add(article(number))
            store.delete(article(number).id for number in gone)
            manifest.parse(store.prepare(2))
        except MorgueError as error:
            found.append(type(error))
        store.close()
    return found


def part(name: str, make: Callable[[bytes], bytes]) -> Callable[[Parts, dict[str, Any]], None]:
    def change(parts: Parts, facts: dict[str, Any]) -> None:
        parts[name] = make(parts[name])

    return change


def fact(name: str, value: object) -> Callable[[Parts, dict[str, Any]], None]:
    return lambda parts, facts: facts.update({name: value})


def without(name: str) -> Callable[[Parts, dict[str, Any]], None]:
    def change(parts: Parts, facts: dict[str, Any]) -> None:
        parts.pop(name, None)

    return change


def _full(data: bytes) -> bytes:
    return array("I", [2] * (len(data) // 4)).tobytes()


def _greatest(data: bytes) -> bytes:
    return b"\xff" * len(data)


def _backwards(data: bytes) -> bytes:
    return array("I", reversed(array("I", data))).tobytes()


def _huge_in_the_middle(data: bytes) -> bytes:
    return data[:4] + struct.pack("<I", 4_000_000_000) + data[8:]


CHANGES: dict[str, Callable[[Parts, dict[str, Any]], None]] = {
    "a table of one number": part("body.slots", _full),
    "buckets beyond the table": part("body.slots.buckets", _greatest),
    "no buckets": without("body.slots.buckets"),
    "a table of greatest numbers": part("body.slots", _greatest),
    "terms that end beyond the text": part("body.ends", _greatest),
    "terms that end elsewhere": part("body.ends", lambda data: data[::-1]),
    "sums of ends that aren't theirs": part("body.ends.sums", _huge_in_the_middle),
    "more ends than there are": part("body.ends.sums", _greatest),
    "postings that start backwards": part("body.starts", _backwards),
    "a start beyond everything": part("body.starts", _huge_in_the_middle),
    "positions that start backwards": part("body.at", _backwards),
    "positions that start beyond everything": part("body.at", _huge_in_the_middle),
    "documents beyond the last": part("body.docs", _greatest),
    "frequencies of everything": part("body.tf.high", lambda data: b"\xfe" * len(data)),
    "a real frequency of four thousand millions": part("body.tf.real", _greatest),
    "rows of real frequencies beyond the last": part("body.tf.rows", _greatest),
    "forms beyond the vocabulary": part("stems.forms", _greatest),
    "forms that start elsewhere": part("stems.starts", lambda data: data[::-1]),
    "forms beyond the last": part("stems.starts", _greatest),
    "order of ids beyond the last": part("ids.order", _greatest),
    "ids that are none": part("ids", _greatest),
    "languages that are none": part("languages", _greatest),
    "dates beyond all": part("date.first", _greatest),
    "heads that end beyond": part("heads.ends", _greatest),
    "heads of something else": part("heads", lambda data: b"[" * len(data)),
    "texts that end beyond": part("texts.ends", _greatest),
    "dictionaries that are missing": part("texts.with", lambda data: b"\1" * len(data)),
    "texts that are none": part("texts", _greatest),
    "no positions": without("body.pos.high"),
    "no frequencies": without("body.tf.high"),
    "no documents": without("body.docs"),
    "no starts": without("body.starts"),
    "no slots": without("body.slots"),
    "no ends": without("body.ends"),
    "no sums of ends": without("body.ends.sums"),
    "no stems": without("stems.forms"),
    "no real frequencies": without("body.tf.real"),
    "no lengths": without("body.words"),
    "no ids": without("ids"),
    "a short column": part("body.words", lambda data: data[:-4]),
    "an odd column": part("body.starts", lambda data: data[:-1]),
    "no types": fact("types", None),
    "other types": fact("types", {"body": "Q"}),
    "fields that nobody knows": fact("types", {"body": "H", "colour": "H"}),
    "infinitely many documents": fact("documents", float("inf")),
    "no languages": fact("languages", []),
    "languages of anything": fact("languages", {"en": 1}),
    "many languages": fact("languages", ["en", *(f"x{n}" for n in range(300))]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_hostile_contents_neither_crash_nor_hang(
    tmp_path: Path, change: Callable[[Parts, dict[str, Any]], None]
) -> None:
    publish(tmp_path, *map(article, range(8)))
    rewrite(tmp_path, change)
    assert everything(tmp_path)


OF_FREQUENT_TERMS: dict[str, Callable[[Parts, dict[str, Any]], None]] = {
    "places in blocks beyond the last document": part("body.docs.low", _greatest),
    "blocks of more documents than there are": part("body.docs.blocks", _greatest),
    "blocks without documents": part("body.docs.blocks", lambda data: bytes(len(data))),
    "terms that start backwards": part("body.docs.often", _backwards),
    "terms that start beyond everything": part("body.docs.often", _greatest),
    "terms of more postings than there are": part("body.docs.before", _greatest),
    "terms of postings backwards": part("body.docs.before", _backwards),
    "no places in blocks": without("body.docs.low"),
    "no blocks": without("body.docs.blocks"),
    "no terms": without("body.docs.often"),
    "no numbers of postings": without("body.docs.before"),
}


@pytest.mark.parametrize("change", OF_FREQUENT_TERMS.values(), ids=OF_FREQUENT_TERMS)
def test_hostile_frequent_terms_neither_crash_nor_hang(
    tmp_path: Path, change: Callable[[Parts, dict[str, Any]], None]
) -> None:
    publish(tmp_path, *map(article, range(12)))  # as many as a frequent term needs
    rewrite(tmp_path, change)
    assert everything(tmp_path)


def test_as_many_languages_as_there_are_fit(tmp_path: Path) -> None:
    assert len(analysis.STEMMERS) < MOST_LANGUAGES
    publish(tmp_path, article(1))
    rewrite(tmp_path, fact("languages", [f"x{n}" for n in range(MOST_LANGUAGES)]))
    open_engine(tmp_path).close()
    rewrite(tmp_path, fact("languages", [f"x{n}" for n in range(MOST_LANGUAGES + 1)]))
    with pytest.raises(DamagedArchive, match="63 languages"):
        open_engine(tmp_path)


def test_random_contents_neither_crash_nor_hang(tmp_path: Path) -> None:
    rng = random.Random(11)
    for turn in range(60):
        index = tmp_path / str(turn)
        index.mkdir()
        publish(index, *map(article, range(5)))

        def change(parts: Parts, facts: dict[str, Any]) -> None:
            for name in rng.sample(sorted(parts), 2):
                data = bytearray(parts[name])
                for _ in range(3):
                    data[rng.randrange(len(data))] = rng.choice((0, 1, 127, 255))
                parts[name] = bytes(data)

        rewrite(index, change)
        assert everything(index)


def test_a_text_of_a_huge_declared_size_is_not_unpacked(tmp_path: Path) -> None:
    publish(tmp_path, article(1))
    # A frame header: magic, 8-byte content size, no checksum, single segment.
    bomb = b"\x28\xb5\x2f\xfd\xe0" + struct.pack("<Q", 1 << 40) + b"\1\0\0"
    assert zstandard.frame_content_size(bomb) == 1 << 40

    def change(parts: Parts, facts: dict[str, Any]) -> None:
        parts["texts"], parts["texts.ends"] = bomb, struct.pack("<Q", len(bomb))

    rewrite(tmp_path, change)
    engine = open_engine(tmp_path)
    with pytest.raises(DamagedArchive, match="unpacks to 1099511627776 bytes"):
        engine.get(article(1).id)
    engine.close()


def test_an_old_segment_under_a_new_manifest_is_damage(tmp_path: Path) -> None:
    publish(tmp_path, article(1))
    old = next(tmp_path.glob("*.seg")).read_bytes()
    publish(tmp_path, replace(article(1), body=("something else",)))
    new = next(tmp_path.glob("*.seg"))
    other = tmp_path / "other"
    other.mkdir()
    publish(other, article(2))
    for data in (old, next(other.glob("*.seg")).read_bytes()):
        new.write_bytes(data)
        with pytest.raises(DamagedArchive, match="morgue rebuild"):
            open_engine(tmp_path)
    assert manifest.load(tmp_path).generation == 2


def answered(index: Path, *, once: bool) -> list[object] | str:
    """All answers and articles, or that the index is damaged."""
    try:
        engine = open_engine(index, once=once)
        found: list[object] = [engine.ids("", 99)]
        for query in QUERIES:
            page = engine.search(query, limit=9).page
            documents = [match.doc for match in page]
            found.append((page, engine.fetch(documents), engine.heads(documents)))
        engine.close()
    except DamagedArchive:
        return "damaged"
    return found


def flipped(index: Path, step: int) -> tuple[int, int]:
    """How many flipped bits were noticed of how many; what wasn't must have changed no answer."""
    publish(index, article(1), article(2), article(3))
    path = next(index.glob("*.seg"))
    whole = path.read_bytes()
    right = {once: answered(index, once=once) for once in (False, True)}
    assert right[True] == right[False] != "damaged"
    noticed = tried = 0
    for bit in range(0, 8 * len(whole), step):
        wrong = bytearray(whole)
        wrong[bit // 8] ^= 1 << bit % 8
        path.write_bytes(wrong)
        once = tried % 2 == 0
        found = answered(index, once=once)
        assert found in (right[once], "damaged"), bit
        noticed += found == "damaged"
        tried += 1
    return noticed, tried


def test_no_flipped_bit_changes_an_answer(tmp_path: Path) -> None:
    noticed, tried = flipped(tmp_path, 8 * 16 + 1)  # every bit of a byte has its turn
    assert tried > 200
    # All but those of an array that no question looked at, in a grain that none did.
    assert noticed > 0.9 * tried


@pytest.mark.slow
def test_no_flipped_bit_at_all_changes_an_answer(tmp_path: Path) -> None:
    noticed, tried = flipped(tmp_path, 1)
    assert noticed > 0.9 * tried


@pytest.mark.parametrize("once", [False, True])
def test_a_frequency_of_more_than_there_is_made_arrays_of_its_size(tmp_path: Path, once: bool) -> None:
    publish(tmp_path, *map(article, range(8)))
    rewrite(tmp_path, CHANGES["a real frequency of four thousand millions"])
    engine = open_engine(tmp_path, once=once)
    with pytest.raises(DamagedArchive, match="more occurrences than there are"):
        engine.search(Field("body", Phrase("strike strike")), limit=1)
    engine.close()
