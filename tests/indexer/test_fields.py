"""The one schema."""

from __future__ import annotations

from indexer.article import Article, Caption
from indexer.fields import BY_NAME, DEFAULT_FIELDS, FIELDS


def test_every_field_of_the_query_language_is_there() -> None:
    assert set(BY_NAME) == {
        "headline", "body", "caption", "byline", "dateline", "publisher", "section", "language", "url", "guid",
        "keyword", "date", "updated", "changed",
    }  # fmt: skip


def test_a_bare_word_searches_headline_body_captions_and_keywords() -> None:
    assert [field.name for field in DEFAULT_FIELDS] == ["headline", "body", "caption", "keyword"]
    assert all(field.stemmed for field in DEFAULT_FIELDS)


def test_an_empty_article_has_no_value_in_any_field() -> None:
    assert [field.values(Article()) for field in FIELDS] == [()] * len(FIELDS)


def test_values_come_from_the_article() -> None:
    article = Article(headline="H", captions=(Caption("C", "X", 2),), published="2017", byline=("A", "B"))
    assert BY_NAME["headline"].values(article) == ("H",)
    assert BY_NAME["caption"].values(article) == ("C",)
    assert BY_NAME["date"].values(article) == ("2017",)
    assert BY_NAME["byline"].values(article) == ("A", "B")
