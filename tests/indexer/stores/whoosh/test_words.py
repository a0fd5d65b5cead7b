"""Words found by the traits of characters are those that the pattern finds; the same word gets the same number."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer import analysis
from indexer.stores.whoosh import vocabulary as module
from indexer.stores.whoosh.vocabulary import Vocabulary
from indexer.stores.whoosh.words import EDGE, PADDING, spans
from tests.support import corpora

TEXTS = st.one_of(st.text(max_size=20), st.text(st.sampled_from(corpora.CHARACTERS), max_size=20))


def raw(text: str) -> list[bytes]:
    """The words of a text as written, in small letters as far as they are ASCII."""
    return [found.group().encode("utf-8", "surrogatepass").lower() for found in analysis._unicode().finditer(text)]


@settings(max_examples=1000)
@given(TEXTS)
@example("か\uff9e\u00ad-a")  # a letter that only belongs to the one before it
@example("\uff9e\u00ad-a")
@example("a\u0e33\u0e33")
@example("1,\u0e51,2")
@example("a·-b")
@example("‘a’’b’")
def test_words_are_those_of_the_pattern(text: str) -> None:
    given = f"{EDGE}{text}{EDGE}{PADDING}".encode("utf-8", "surrogatepass").lower()
    found = spans(given)
    if not len(found.doubtful):
        assert [given[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == raw(text)


@pytest.mark.parametrize("collide", [False, True])
@given(st.lists(TEXTS, max_size=5))
@example([" ".join(f"strike{number} strikingly{number}" for number in range(40))] * 2)
def test_words_have_one_number_each(collide: bool, texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_FIRST_BITS", 3)
        patch.setattr(module, "CHUNK", 16)
        if collide:
            patch.setattr(module, "_hash", lambda columns: columns[0] * 0)
        vocabulary = Vocabulary()
        numbers, counts, _ = vocabulary.read(texts)
        words = dict(zip(vocabulary.words()[1].tolist(), vocabulary.words()[0], strict=True))
    assert counts.sum() == len(numbers)
    read = iter(numbers.tolist())
    assert len(set(words.values())) == len(words)
    for text, count in zip(texts, counts.tolist(), strict=True):
        found = [words[next(read)] for _ in range(count)]
        assert found == raw(text) or found == analysis.Columns(text).forms  # of a doubtful text
