"""What an archive holds of each publisher."""

from __future__ import annotations

import pytest

from indexer.article import Article, Caption
from search.coverage import Decided, is_stub, survey

LONG = "The ferry to Port Amsel did not sail on Tuesday, when crews stopped work over their pay. " * 12


def dated(*days: str | None, publisher: str = "Courier") -> list[Article]:
    return [Article(id=f"{n}", publisher=publisher, published=day, body=("It rained.",)) for n, day in enumerate(days)]


def nothing() -> Decided:
    return Decided(frozenset(), frozenset())


def test_months_days_and_what_is_missing_between_them() -> None:
    days = ("2024-03-01", "2024-03-01T10:00:00+09:00", "2024-03-04", "2024-03-06", "2024-04", "2023", None)
    (found,) = survey(dated(*days), nothing())
    assert dict(found.months) == {"2024-03": 4, "2024-04": 1, "2023": 1}
    assert (found.articles, found.undated, found.first, found.last) == (7, 1, "2024-03-01", "2024-03-06")
    assert [(str(a), str(b)) for a, b in found.missing()] == [
        ("2024-03-02", "2024-03-03"),
        ("2024-03-05", "2024-03-05"),
    ]
    assert found.missing_days == 3


@pytest.mark.parametrize(
    ("since", "articles"), [("2024", 4), ("2024-03", 4), ("2024-03-04", 3), ("2025", 2), ("2023", 5)]
)
def test_since_counts_from_a_date_of_any_precision(since: str, articles: int) -> None:
    (found,) = survey(dated("2024-03-01", "2024-03-04", "2023-01-01", "2025", None), nothing(), since=since)
    assert found.articles == articles


def test_publishers_are_told_apart_most_articles_first() -> None:
    articles = [*dated("2024-03-01", publisher="Weekly"), *dated("2024-03-01", "2024-03-02")]
    assert [(one.publisher, one.articles) for one in survey(articles, nothing())] == [("Courier", 2), ("Weekly", 1)]


def test_repairs_and_captions_are_counted() -> None:
    articles = [Article(id="1", captions=(Caption("A quay"), Caption("A pier"))), Article(id="2"), Article(id="3")]
    (found,) = survey(articles, Decided(frozenset({"2", "9"}), frozenset()))
    assert (found.publisher, found.captioned, found.repaired, found.undated) == (None, 1, 1, 3)


@pytest.mark.parametrize(
    ("body", "stub"),
    [
        (("The ferry did not sail, and…",), True),
        (("The ferry did not sail, and [...]",), True),
        (("The ferry did not sail.", "To read the full story, log in or subscribe."), True),
        (("Die Fähre fuhr nicht.", "Jetzt abonnieren und weiterlesen"), True),
        (("渡轮停航。", "订阅后继续阅读"), True),
        (("The ferry did not sail.",), False),
        (("They had to subscribe to the plan.", "The ferry did not sail."), False),
        ((LONG, "The ferry did not sail, and…"), False),
        ((), False),
    ],
)
def test_what_a_paywall_cut_off(body: tuple[str, ...], stub: bool) -> None:
    assert is_stub(Article(body=body)) == stub


def test_a_request_that_cleaning_took_out_still_tells() -> None:
    short, long = Article(id="1", body=("It rained.",)), Article(id="2", body=(LONG,))
    (found,) = survey([short, long], Decided(frozenset(), frozenset({"1", "2"})))
    assert found.stubs == 1
