"""Terms are found by themselves and by their beginning, in any vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.stores.whoosh.container import Container, ContainerWriter
from indexer.stores.whoosh.dictionary import BUCKET, Dictionary, dictionary_parts


@contextmanager
def dictionary(path: Path, terms: list[bytes]) -> Iterator[Dictionary]:
    writer = ContainerWriter(path)
    for name, buffers in dictionary_parts("body", terms):
        writer.add(name, buffers)
    size, digest = writer.finish({})
    container = Container(path, size=size, digest=digest)
    try:
        yield Dictionary(container, "body")
    finally:
        container.close()


_terms = st.sets(
    st.one_of(st.text(max_size=3), st.text("abé北\U00020000", max_size=4)).map(lambda t: t.encode("utf-8", "replace"))
).map(sorted)


@given(_terms, st.lists(st.text("abé北", max_size=3), max_size=5))
def test_terms_are_found(tmp_path_factory: pytest.TempPathFactory, terms: list[bytes], asked: list[str]) -> None:
    with dictionary(tmp_path_factory.mktemp("dictionary") / "file", terms) as found:
        assert len(found) == len(terms)
        assert found.terms() == terms
        for loaded in (False, True):
            if loaded:
                found.load()
            assert [found.find(term) for term in terms] == list(range(len(terms)))
            assert [found.term(number) for number in range(len(terms))] == terms
            for text in asked:
                key = text.encode()
                assert found.find(key) == (terms.index(key) if key in terms else -1)
                first, last = found.span(key)
                assert terms[first:last] == [term for term in terms if term.startswith(key)]
                assert found.terms(first, last) == terms[first:last]


def test_words_of_one_slot_are_told_apart(tmp_path: Path) -> None:
    buckets = -(-30 // BUCKET)
    last = [term for n in range(20_000) if crc32(term := b"w%d" % n) * buckets >> 32 == buckets - 1]
    terms, others = sorted(last[:30]), last[30:]
    with dictionary(tmp_path / "file", terms) as found:
        for loaded in (False, True):
            if loaded:
                found.load()
            assert [found.find(term) for term in terms] == list(range(30))
            assert {found.find(other) for other in others} == {-1}


def test_words_of_one_sum_are_told_apart(tmp_path: Path) -> None:
    one, other = b"plumless", b"buckeroo"
    assert crc32(one) == crc32(other), "the test would prove nothing"
    for terms in ([other, one], [one], [other]):
        with dictionary(tmp_path / "file", terms) as found:
            assert [found.find(term) for term in (other, one)] == [
                terms.index(term) if term in terms else -1 for term in (other, one)
            ]


def test_a_word_of_any_length_is_a_term(tmp_path: Path) -> None:
    terms = sorted([b"", b"a", b"b" * 100_000, b"c" * 100_000 + b"d"])
    with dictionary(tmp_path / "file", terms) as found:
        assert [found.find(term) for term in terms] == [0, 1, 2, 3]
        assert found.find(b"b" * 99_999) == -1
        assert found.span(b"b") == (2, 3)
