"""Where sentences and values begin, as a segment keeps it, is what the text says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import analysis, sentences
from indexer.article import Article, Caption, article_id
from indexer.errors import DamagedArchive
from indexer.fields import BY_NAME, FIELDS, Field
from indexer.stores.whoosh import batch, merge
from indexer.stores.whoosh.batch import write
from indexer.stores.whoosh.container import Container, ContainerWriter
from indexer.stores.whoosh.schema import gap
from indexer.stores.whoosh.segment import Segment
from indexer.stores.whoosh.stretches import Stretches, stretches_parts
from indexer.stores.whoosh.vocabulary import Vocabulary

TEXTS = [f for f in FIELDS if f.kind == "text"]

MARKS = [".", "!", "?", "…", "...", "。", "؟", "፧", ".”", '."', ".'", ".)", "?’", " »", "._", ".\n", ". \n"]
WORDS = [
    *("Mr", "mrs", "Gen", "No", "nos", "Inc", "U.S", "p.m", "Ph.D", "J", "I", "A", "the", "The", "approx", "x-ray"),
    *("Smith-Inc", "étude", "Éa", "x.éa", "2016", "10", "3", "März", "проф", "北京", "ไทย", "rained", "Rained", "__"),
    *(
        "U.S.S.R",
        "U.S.S.R.U.S",
        "according",
        "According",
        "Accordin",
        "The-x",
        "H’m",
        "Prof",
        "ПРОФ",
        "т.д",
        "中.it",
        "№",
    ),
    *("abcdefghijkl", "ﬁ", "ß", "e.g", "al", "at", "of", "O'Neil", "O’Neil", "(Gen", "“Gen", "x_", "हिन्दी", "ก\u094dक"),
]
SPACES = [" ", " ", " ", "", "  ", "\n", "\t", "\u00a0", " “", ' "', " ‘", " (", " -", " 1", " x", "\x1c", ' ""']


@st.composite
def told(draw: st.DrawFn) -> str:
    return "".join(
        draw(st.sampled_from(WORDS)) + draw(st.sampled_from(MARKS + [""] * 9)) + draw(st.sampled_from(SPACES))
        for _ in range(draw(st.integers(0, 12)))
    )


def beginnings(field: Field, article: Article) -> list[tuple[int, int]]:
    """Sentence by sentence, from the text: the position of the first word, the number of the value."""
    found: list[tuple[int, int]] = []
    at = 0
    for number, value in enumerate(field.values(article)):
        found += [(at + word, number) for word in sentences.first_words(value)]
        at += len(analysis.Columns(value).forms) + gap(field)
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(told(), st.text(max_size=30)), max_size=6))
def test_sentences_of_many_texts_begin_where_those_of_each_do(texts: list[str]) -> None:
    texts = [text.replace("_", "") for text in texts]  # words of which nothing is left are dropped later
    _, counts, begins = Vocabulary().read(texts)
    expected: list[int] = []
    before = 0
    for text, count in zip(texts, counts.tolist(), strict=True):
        expected += [before + word for word in sentences.first_words(text)[1:]]
        before += count
    assert begins.tolist() == expected


SPECIAL = [
    *sorted(sentences.TITLES | sentences.ABBREVIATIONS),
    "I",
    "x",
    "7",
    "45",
    "456",
    "١٠",
    "u.s",
    "ph.d",
    "т.д",
    "it",
    "él",
    "мы",
]
FOLLOWING = [
    *sorted(sentences.BEGINNING),
    "Name",
    "name",
    "3",
    "März",
    "The's",
    "The.",
    "The-x",
    "According’s",
    "Он",
    "он",
]
FRONTS = ["", "x ", "(", "x-", "x/", "中", "中.", "._", "“"]


def test_abbreviations_in_all_places_end_what_they_do_alone() -> None:
    texts = [
        f"{front}{its}{mark}{following}"
        for word in SPECIAL
        for its in dict.fromkeys((word, word.title(), word.upper(), word.replace("k", "\u212a")))
        for front, mark, every in [
            *(("", mark, FOLLOWING) for mark in (". ", ".")),
            *((front, mark, ("Name", "The", "3")) for front in FRONTS for mark in (". ", ".” ")),
        ]
        for following in every
    ]
    _, counts, begins = Vocabulary().read(texts)
    found = np.split(begins, np.searchsorted(begins, np.cumsum(counts)[:-1]))
    for text, its, before in zip(texts, found, (np.cumsum(counts) - counts).tolist(), strict=True):
        assert (its - before).tolist() == sentences.first_words(text)[1:], text


articles = st.lists(
    st.tuples(st.lists(told(), max_size=4), st.lists(told(), max_size=3), told(), st.lists(told(), max_size=2)),
    min_size=1,
    max_size=5,
)


def made(several: list[tuple[list[str], list[str], str, list[str]]]) -> list[Article]:
    return [
        Article(
            id=article_id(str(n)), body=tuple(body), captions=tuple(map(Caption, captions)), headline=headline,
            keywords=tuple(keywords), url="https://example.org/a.B" if n % 2 else None,
        )
        for n, (body, captions, headline, keywords) in enumerate(several)
    ]  # fmt: skip


def is_told(segment: Segment, articles: list[Article]) -> None:
    for field in TEXTS:
        expected = [beginnings(field, article) for article in articles]
        stretches = segment.stretches(field)
        words = segment.numbers(f"{field.name}.words", "I")
        every = stretches.all(np.zeros(len(articles), np.uint32) if words is None else np.asarray(words))
        found: list[list[tuple[int, int]]] = [[] for _ in articles]
        for document, position, value in zip(*(some.tolist() for some in every[:3]), strict=True):
            found[document].append((position, value))
        assert found == expected, field.name
        for number, its in enumerate(expected):
            if its:
                assert [tuple(one) for one in stretches.of(number)] == its
                firsts = [value != before for (_, value), (_, before) in zip(its, [(0, -1), *its], strict=False)]
                assert every.new[every.documents == number].tolist() == firsts


@settings(max_examples=60, deadline=None)
@given(articles)
def test_a_segment_knows_where_sentences_begin(
    tmp_path_factory: pytest.TempPathFactory, several: list[tuple[list[str], list[str], str, list[str]]]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    segment = Segment(folder, write(folder, made(several), b""))
    is_told(segment, made(several))
    segment.close()


@settings(max_examples=40, deadline=None)
@given(articles, articles, st.sets(st.integers(0, 4)))
def test_segments_that_are_put_together_are_those_of_one_build(
    tmp_path_factory: pytest.TempPathFactory,
    one: list[tuple[list[str], list[str], str, list[str]]],
    other: list[tuple[list[str], list[str], str, list[str]]],
    gone: set[int],
) -> None:
    every = made([*one, *other])
    gone = {number for number in gone if number < len(one)}
    folder = tmp_path_factory.mktemp("index")
    first = write(folder, every[: len(one)], b"")
    sources = [
        Segment(folder, replace(first, deleted=tuple(sorted(gone)))),
        Segment(folder, write(folder, every[len(one) :], b"")),
    ]
    live = [article for number, article in enumerate(every) if number not in gone]
    merged = Segment(folder, merge.merge(folder, sources))
    is_told(merged, live)
    whole = Segment(folder, batch.write(folder, live, b""))
    for name in (f"{field.name}.sentences{part}" for field in TEXTS for part in ("", ".of", ".of.sums")):
        assert bytes(merged.file.bytes(name)) == bytes(whole.file.bytes(name)), name
    for segment in (*sources, merged, whole):
        segment.close()


def test_a_byte_that_differs_is_damage(tmp_path: Path) -> None:
    articles = [Article(id=article_id(str(n)), body=("It rained. We left.",) * 900) for n in range(4)]
    entry = write(tmp_path, articles, b"")
    path = tmp_path / entry.files[0].name
    segment = Segment(tmp_path, entry)
    at, part = segment.file.place("body.sentences")
    assert len(part) > 4096
    segment.close()
    data = bytearray(path.read_bytes())
    data[at + 4096] ^= 4
    path.write_bytes(data)
    segment = Segment(tmp_path, entry)
    with pytest.raises(DamagedArchive, match="checksum"):
        segment.stretches(BY_NAME["body"]).all(np.full(4, 3600, np.uint32))
    assert any("checksum" in wrong for wrong in segment.verify())
    segment.close()


@pytest.mark.parametrize(
    ("codes", "sizes", "words"),
    [
        ([3, 0x80], [2], 9),  # ends within a code
        ([3, 0x80, 3], [2, 1], 9),  # a code of two documents
        ([2], [1], 9),  # a sentence of no value
        ([3, 40], [2], 9),  # behind the last word
        ([0xFF] * 6 + [1], [7], 9),
        ([3, 4], [1], 9),  # more bytes than documents have
        ([1] * 9_000_000 + [3], [9_000_001], 9),  # beyond every position
    ],
)
def test_codes_that_make_no_sense_are_damage(tmp_path: Path, codes: list[int], sizes: list[int], words: int) -> None:
    writer = ContainerWriter(tmp_path / "x")
    for name, buffers in stretches_parts("caption", [bytes(codes)], np.array(sizes)):
        writer.add(name, buffers)
    size, digest = writer.finish({})
    file = Container(tmp_path / "x", size=size, digest=digest)
    with pytest.raises(DamagedArchive, match="sentences"):
        Stretches(file, BY_NAME["caption"], len(sizes)).all(np.full(len(sizes), words, np.uint32))
    file.close()
