"""Captions in their field are met again among the lines, however many there are of both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Caption
from indexer.text import clean, repeats
from indexer.text.pictures.known import Beginnings, Known

_few_letters = st.text("ab", max_size=6)


@given(st.sets(_few_letters), _few_letters)
def test_a_text_begins_with_one_of_many_as_python_says(texts: set[str], text: str) -> None:
    assert Beginnings(texts).begin(text) == text.startswith(tuple(texts))


def test_a_line_repeats_a_caption_in_other_punctuation_and_adds_its_credit() -> None:
    captions = (Caption("Gulls over the pier, Port Ellery."), Caption("The pier"))
    body = [
        "The council met on Monday.",
        "“Gulls over the pier” Port Ellery",
        "The pier. Photo: Ann Lee/Reuters",
        "The pier was closed.",
        "Nobody came.",
    ]
    assert Known(captions).among(body) == {
        1: Caption("Gulls over the pier, Port Ellery."),
        2: Caption("The pier", "Ann Lee/Reuters"),
    }


def test_captions_stay_where_they_are_the_story() -> None:
    captions = (Caption("Gulls over the pier."), Caption("The pier at dusk."))
    assert Known(captions).among(["Gulls over the pier.", "The pier at dusk.", "Nobody came."]) == {}


def test_the_work_grows_with_lines_and_captions_not_with_their_product(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that begin as every caption does: each is compared with as many of them as their number has digits."""
    compared = 0

    class Counted(str):
        __slots__ = ()

        def startswith(self, *args: object) -> bool:
            nonlocal compared
            compared += len(args[0]) if isinstance(args[0], tuple) else 1
            return super().startswith(*args)  # type: ignore[arg-type]

    loose = repeats.loose
    monkeypatch.setattr(repeats, "loose", lambda line: Counted(loose(line)))
    captions = tuple(Caption(f"The mayor leaves the hall, picture {n} of {n}") for n in range(500))
    body = tuple(f"The mayor leaves the hall, and day {n} of the long debate on the budget ends." for n in range(500))
    clean(Article(headline="x", body=body, captions=captions, language="en"))
    assert compared < 100 * 500
