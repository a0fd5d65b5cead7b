"""Passages end between characters as readers see them, with and without the library that knows all of them."""

from __future__ import annotations

from unittest import mock

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from search import cutting

CHARACTERS = st.sampled_from(list("abé ü’“”…–«ŉ\u00ad\r\n\u0301\u200d👩👧🇫🇷ก้"))


@given(st.text(CHARACTERS, min_size=1, max_size=30), st.integers(0, 10), st.integers(1, 20))
@example("a\r\nb", 0, 2)
@example("e\u0301", 0, 1)
def test_what_needs_no_look_at_clusters_ends_where_they_do(text: str, start: int, length: int) -> None:
    start = min(start, len(text) - 1)
    end = min(start + length, len(text))
    everything = mock.patch.object(cutting, "_CLUSTERED", regex.compile(""))
    with everything:
        expected = cutting._between_characters(text, start, end)
    assert cutting._between_characters(text, start, end) == expected
