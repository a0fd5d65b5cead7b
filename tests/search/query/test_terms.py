"""A leaf spelled out in the words that the index holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.query.terms import (
    MAX_ALTERNATIVES,
    address_forms,
    as_written,
    pattern,
    phrase_alternatives,
    within_edits,
    word_alternatives,
)


def test_a_word_is_itself() -> None:
    assert word_alternatives("Strike") == (("strike",),)


def test_a_compound_is_whole_or_in_parts() -> None:
    assert word_alternatives("Covid-19") == (("covid-19",), ("covid", "19"))


def test_a_run_without_spaces_is_a_sequence() -> None:
    assert word_alternatives("北京") == (("北", "京"),)


def test_punctuation_is_no_word() -> None:
    assert word_alternatives("!!!") == ()


def test_each_compound_of_a_phrase_varies() -> None:
    assert set(phrase_alternatives("AT&T met al-Abadi")) == {
        ("at&t", "met", "al-abadi"),
        ("at", "t", "met", "al-abadi"),
        ("at&t", "met", "al", "abadi"),
        ("at", "t", "met", "al", "abadi"),
    }


def test_many_compounds_keep_both_extremes() -> None:
    found = phrase_alternatives("a-b c-d e-f g-h i-j k-l")
    assert len(found) == MAX_ALTERNATIVES
    assert ("a-b", "c-d", "e-f", "g-h", "i-j", "k-l") in found
    assert tuple("abcdefghijkl") in found
    assert all(("g-h" in forms) == ("i-j" in forms) == ("k-l" in forms) for forms in found)


def test_an_address_has_no_compounds() -> None:
    assert address_forms("example.org/rail-strike") == ("example", "org", "rail", "strike")


def test_wildcards_match_folded_forms() -> None:
    assert pattern("Čap*").fullmatch("capek")
    assert pattern("wom?n").fullmatch("women")
    assert not pattern("wom?n").fullmatch("womn")
    assert not pattern("a.c").fullmatch("abc")


def test_exactly_as_written_keeps_case_and_accents() -> None:
    assert as_written("AIDS") != as_written("aids")
    assert as_written("cafe\u0301") == as_written("café") != as_written("cafe")


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(0, 2))
def test_edits_are_levenshtein(form: str, other: str, edits: int) -> None:
    def distance(a: str, b: str) -> int:
        if not a or not b:
            return len(a) + len(b)
        return min(distance(a[1:], b) + 1, distance(a, b[1:]) + 1, distance(a[1:], b[1:]) + (a[0] != b[0]))

    if len(form) + len(other) <= 8:
        assert within_edits(form, other, edits) == (distance(form, other) <= edits)
