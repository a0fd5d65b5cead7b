"""Labelled cases, self-written: lines that cleaning must change, must leave, and should change but doesn't yet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.article import Article, Caption
from indexer.text import clean

CASES = Path(__file__).parents[2] / "cases"
FILES = ("normalize", "captions", "credits", "repeats", "furniture")

Case = dict[str, Any]


def cases(*groups: str) -> list[Any]:
    """The cases of these groups as parameters, named by their file, language and name."""
    files = {file: json.loads((CASES / f"{file}.json").read_text(encoding="utf-8")) for file in FILES}
    return [
        pytest.param(case, id=f"{file}-{case['lang']}-{case['name']}")
        for file, found in files.items()
        for group in groups
        for case in found[group]
    ]


def outcome(case: Case) -> dict[str, Any]:
    """What cleaning makes of the case's lines, in the case's own form."""
    article = Article(
        headline=case.get("headline"),
        published=case.get("published"),
        body=tuple(case["body"]),
        captions=tuple(Caption(*known) for known in case.get("known", ())),
    )
    cleaned, _ = clean(article)
    return {
        "becomes": list(cleaned.body),
        "captions": [[c.text, c.credit, c.count] for c in cleaned.captions],
        "credit": cleaned.credit,
        "dateline": cleaned.dateline,
    }


def wanted(case: Case) -> dict[str, Any]:
    """What the case says must come of it; what it doesn't mention must be empty."""
    return {
        "becomes": case["body"] if case["becomes"] is None else case["becomes"],
        "captions": case.get("captions", []),
        "credit": case.get("credit"),
        "dateline": case.get("dateline"),
    }


@pytest.mark.parametrize("case", cases("must_change", "must_not_change"))
def test_labelled_case(case: Case) -> None:
    assert outcome(case) == wanted(case)


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known to fail; move it to its place when it passes")
def test_known_failure(case: Case) -> None:
    assert outcome(case) == wanted(case)


def test_there_are_enough_cases_in_enough_languages() -> None:
    found = [parameters.values[0] for parameters in cases("must_change", "must_not_change", "known_failures")]
    assert len(found) >= 120
    assert len({case["lang"] for case in found}) >= 12
