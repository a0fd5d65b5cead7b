"""Passages are found wherever their words stand, and nothing can be read off them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Caption
from indexer.takedown.passages import (
    LONGEST,
    SHORTEST,
    Finder,
    Hasher,
    Passage,
    cut,
    packed,
    sequences,
    unpacked,
    words,
)

KEY = bytes(range(32))
TEXT = [f"word{number}" for number in range(50)]


def test_words_are_the_same_however_they_are_written() -> None:
    plain = words("the cafe s re opening is the topic")
    assert words("The café’s re-opening, is “the\n topic”…") == plain
    assert words("THE CAFE\u0301\u2019S RE\u2011OPENING IS THE TO\u00adPIC") == plain
    assert words("北京の news") == ["北", "京", "の", "news"]
    assert words("Straße Ελλάς 한국어") == ["strasse", "ελλασ", "한국어"]


def test_what_words_are_never_changes() -> None:
    """Hashes on disk depend on it: another result here needs another way to know old passages."""
    hasher = Hasher(KEY)
    (passage,) = cut(hasher, [words("Eleven auditors saw the zephyrquill in the vault on Tuesday")])
    assert passage == Passage(10, 3655376270317913397)
    assert hasher.mark("text", b"x").hex() == "b534f2662cf78dda510eb44dd829dd7c"


def test_an_article_is_read_field_by_field() -> None:
    article = Article(
        headline="A head line", body=("One two", "three"), captions=(Caption("A view", "Jo"),), credit="X"
    )
    assert sequences(article) == [["one", "two", "three"], ["a", "head", "line"], ["x"], ["a", "view"], ["jo"]]
    assert sequences(Article()) == []


def test_passages_lie_side_by_side() -> None:
    made = cut(Hasher(KEY), [TEXT])
    assert [passage.words for passage in made] == [12, 12, 12, 12]  # two words are left over, too few for one
    assert [p.words for p in cut(Hasher(KEY), [TEXT[: LONGEST + SHORTEST]])] == [12, 6]
    assert cut(Hasher(KEY), [TEXT[: SHORTEST - 1]]) == []


def test_of_a_later_revision_only_what_is_new_is_cut() -> None:
    hasher = Hasher(KEY)
    first = cut(hasher, [TEXT])
    later = [*TEXT[:24], *(f"new{n}" for n in range(7)), *TEXT[24:]]
    assert [passage.words for passage in cut(hasher, [later], first)] == [7]
    assert cut(hasher, [TEXT], first) == []


@given(st.integers(0, 27), st.integers(0, 30), st.integers(0, 30))
def test_any_long_stretch_is_found(start: int, before: int, after: int) -> None:
    hasher = Hasher(KEY)
    finder = Finder(hasher, cut(hasher, [TEXT]))
    some = TEXT[start : start + 2 * LONGEST - 1]
    if start + 2 * LONGEST - 1 <= 48:
        assert finder.found([*["x"] * before, *some, *["y"] * after])
    assert not finder.found([*["x"] * before, *TEXT[start : start + SHORTEST - 1], *["y"] * after])


def test_the_order_of_words_counts() -> None:
    hasher = Hasher(KEY)
    finder = Finder(hasher, cut(hasher, [TEXT[:12]]))
    assert finder.found(TEXT[:12])
    assert not finder.found(TEXT[11::-1])
    assert finder.covered(["x", *TEXT[:12], "y"]).tolist() == [False, *[True] * 12, False]


def test_with_another_key_nothing_is_found() -> None:
    made = cut(Hasher(KEY), [TEXT])
    assert not Finder(Hasher(bytes(32)), made).found(TEXT)


def test_they_are_kept_in_an_order_that_says_nothing() -> None:
    made = cut(Hasher(KEY), [TEXT])
    assert unpacked(packed(made)) == sorted(made, key=lambda passage: passage.hash)
    assert packed(made) == packed(made[::-1])
    assert len(packed(made)) == 9 * len(made)
