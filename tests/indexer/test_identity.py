"""Identities: what an id depends on, and what it must not."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import identity
from indexer.article import Article

Parts = tuple[str, ...]

PART = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=8)
PARTS = st.lists(PART, min_size=1, max_size=4).map(tuple)


def test_examples() -> None:
    assert doctest.testmod(identity).failed == 0


@pytest.mark.parametrize(
    ("article", "name", "local"),
    [
        (Article(guid="1", publisher="BBC", url="https://e.org/a"), "guid:BBC\x001", False),
        (Article(guid="1", url="https://e.org/a"), "guid:news/a.xml\x001", True),
        (Article(url="https://e.org/a"), "url:https://e.org/a", False),
        (Article(headline="A"), "loc:news/a.xml#3", True),
    ],
)
def test_a_guid_comes_before_a_url_and_that_before_the_place(article: Article, name: str, local: bool) -> None:
    assert identity.identity(article, "news/a.xml#3", "news/a.xml") == (name, local)


def test_the_text_is_its_words_in_order() -> None:
    article = Article(headline="A", body=("One two", "", "three"))
    assert identity.text_hash(article) == identity.text_hash(
        replace(article, headline="B", body=(" One", "two  three"))
    )
    assert identity.text_hash(article) != identity.text_hash(replace(article, body=("One three", "two")))
    assert identity.text_hash(Article(headline="A", body=("", " "))) == identity.text_hash(Article(headline=" A "))
    assert identity.text_hash(Article(body=("",))) is None


@given(PARTS, PARTS, PARTS)
def test_the_key_does_not_depend_on_where_the_source_stands(above: Parts, elsewhere: Parts, inside: Parts) -> None:
    keys = set()
    for folders in (above, elsewhere):
        root = "/" + "/".join([*folders, "news"])
        locator = "/".join(inside)
        keys.add(identity.source_key(f"{root}/{locator}".encode(), root.encode(), locator, taken=lambda key: False))
    assert len(keys) == 1


@given(st.lists(st.tuples(PARTS, PART), min_size=2, max_size=6, unique=True))
def test_no_two_sources_have_one_key(places: list[tuple[Parts, str]]) -> None:
    keys: set[str] = set()
    for folders, name in places:
        root = "/" + "/".join(folders)
        key = identity.source_key(f"{root}/{name}".encode(), root.encode(), name, taken=keys.__contains__)
        assert key not in keys
        keys.add(key)
