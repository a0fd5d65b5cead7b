"""Words by column are the words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import Columns, parts, words

TEXTS = st.one_of(
    st.text(max_size=60),
    st.text("aB1_-'’.,&/ “”—…é北", max_size=40),
    st.text("aB1_-'’.,&/ “”—…\u00a0", max_size=40),
)


@given(TEXTS)
def test_columns_are_the_words(text: str) -> None:
    found = list(words(text))
    columns = Columns(text)
    assert columns.forms == [word.form for word in found]
    assert columns.places() == [(word.start, word.end) for word in found]
    assert [parts(word.form) for word in found if not word.glued] == [word.parts for word in found if not word.glued]
