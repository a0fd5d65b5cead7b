"""Labelled paragraphs, self-written, cut where their sentences begin; and those that are not cut right yet."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import analysis
from indexer.sentences import first_words, starts

CASES = json.loads((Path(__file__).parents[1] / "cases" / "sentences.json").read_text(encoding="utf-8"))


def cases(group: str) -> list[Any]:
    return [pytest.param(case["sentences"], id=f"{case['lang']}-{case['name']}") for case in CASES[group]]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in pairwise((*starts(text), len(text)))]


@pytest.mark.parametrize("sentences", cases("holds"))
def test_labelled_case(sentences: list[str]) -> None:
    assert cut("".join(sentences)) == sentences


@pytest.mark.xfail(reason="known failures, kept")
@pytest.mark.parametrize("sentences", cases("known"))
def test_known_failure(sentences: list[str]) -> None:
    assert cut("".join(sentences)) == sentences


@given(st.one_of(st.text(), st.text("aB1 .!?…。\"”’') \n—北é", max_size=30)))
def test_sentences_share_out_the_words(text: str) -> None:
    forms = analysis.Columns(text).forms
    numbers = first_words(text)
    assert numbers[:1] == ([0] if forms else [])
    assert numbers == sorted(set(numbers))
    assert all(number < len(forms) for number in numbers)
    begins = starts(text)
    assert begins == sorted(set(begins))
    assert (begins == []) == (text == "")


def test_long_runs_of_marks_are_read_once() -> None:
    for run in ("The ferry left. It came back! ", ".", ". ", '."', "»", " »", "。", ". (", "— "):
        text = run * 100_000
        assert starts(text)[0] == 0  # in no more than a moment: a second look at each would take hours
