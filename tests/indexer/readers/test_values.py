"""Values as readers find them."""

from __future__ import annotations

import re
import sys
from unittest import mock

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from indexer.readers import values

PIECES = st.sampled_from(
    ("a", "B", "8", ".", "-", "_", "~", "/", "//", "/..", "xn--", ":80", "www.", "amp", ".html", "#top", "?id=3", "&")
)


@example("https://", "example.org/../a")
@example("https://", "example.org//a/")
@example("https://", "xn--mnchen-3ya.de/a")
@example("http://", "example.org/")
@given(st.sampled_from(("http://", "https://")), st.lists(PIECES, min_size=1, max_size=9).map("".join))
def test_an_address_that_looks_clean_is_cleaned_to_itself(scheme: str, rest: str) -> None:
    address = values.address(scheme + rest)
    assume(address is not None)
    with mock.patch.object(values, "_CLEAN_ADDRESS", re.compile("(?!)")):
        assert values.address(scheme + rest) == address


def test_an_address_that_is_clean_already_loads_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "courlan", None)
    assert values.address("https://example.org/a/b") == "https://example.org/a/b"
    with pytest.raises(ImportError):
        values.address("https://example.org/a?utm_source=b")
