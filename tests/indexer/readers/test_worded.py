"""Dates in words, on pages that state none: found as htmldate finds them, and asked of few languages."""

from __future__ import annotations

from datetime import datetime

import pytest

from indexer.readers.html import read_markup, worded


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str] | None]]:
    """The lines that dateparser is asked about, and the languages; None: all of them."""
    from dateparser import DateDataParser
    from htmldate.meta import reset_caches

    reset_caches()  # it remembers the answers to lines that it was asked before
    found: list[tuple[str, list[str] | None]] = []
    answer = DateDataParser.get_date_data

    def noted(self: DateDataParser, line: str) -> object:
        found.append((line, self.languages))
        return answer(self, line)

    monkeypatch.setattr(DateDataParser, "get_date_data", noted)
    return found


def published(line: str) -> str | None:
    told = "The ferry sails again after eleven weeks in the yard. " * 5
    found = read_markup(f"<html><body><h1>Ferry</h1><p>{told}<footer>{line}</footer></body></html>", "ferry.html")
    assert found is not None
    return found.article.published


def test_a_line_of_a_footer_was_asked_of_every_language(asked: list[object]) -> None:
    published("© Harbour's Radio 96FM 2020. Powered by")
    assert asked == []


def test_a_date_is_asked_of_the_languages_that_know_its_words(asked: list[tuple[str, list[str] | None]]) -> None:
    assert published("Miércoles, 15 de Abril de 2020") == "2020-04-15"
    assert asked == [("Miércoles, 15 de Abril de 2020", ["es", "qu", "ast"])]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Donnerstag, 15. Oktober 2020 um 10:30", "2020-10-15"),
        ("Wed 15 Apr 2020 10:00 CEST", "2020-04-15"),
        ("15 ЯНВАРЯ 2020 10:00", "2020-01-15"),
        ("druhého dubna 2020 10:30", "2020-04-02"),
        ("2020년 4월 15일에는", "2020-04-15"),
        ("15 أبريل 2020", "2020-04-15"),
        ("15 يونيو 2020", "2020-06-15"),
        ("15 یونیو 2020", "2020-06-15"),
        ("2020年4月15日", "2020-04-15"),
        ("15 เมษายน 2020", "2020-04-15"),
        ("15 14 2020", None),
    ],
)
def test_few_languages_know_what_all_do(line: str, day: str | None) -> None:
    from htmldate import extractors

    worded.date_in("<html></html>", None)
    found = extractors.get_external_parser().get_date_data(line)["date_obj"]
    assert found == (day and datetime.fromisoformat(day).replace(hour=found.hour, minute=found.minute))
