"""Case and accents as written, found in the stored text whatever can hide them."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.article import Article, Caption, article_id
from indexer.stores import open_store
from search.engines.whoosh import WhooshEngine
from search.query.parser import parse

TEXTS = (
    "aids to navigation",
    "AIDS",
    "HIV/AIDS cases",
    "A\u00adIDS",
    "AID\u212a AIDK",
    "naïve",
    "nai\u0308ve",
    "naive",
    "AT&T",
    "\ud800 AIDS",
)


@pytest.mark.parametrize("patience", [0, 10**12])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("==AIDS", {1, 2, 3, 9}),
        ("==aids", {0}),
        ("==Aids", set()),
        ("==AIDK", {4}),
        ("==naïve", {5, 6}),
        ("==naive", {7}),
        ("==AT&T", {8}),
        ("==at&t", set()),
        ("headline:==AIDS", set()),
        ("caption:==AIDS", {1}),
        ("==AIDS -==HIV", {1, 3, 9}),
        ("hiv NEAR/1 ==AIDS", set()),
        ("==AIDS PRE/1 cases", {2}),
        ("==aids PRE/1 cases", set()),
        ("ATLEAST/2 ==AIDS", {1}),
    ],
)
def test_letters(tmp_path: Path, patience: int, query: str, expected: set[int]) -> None:
    articles = [
        Article(id=article_id(str(n)), body=(text,), captions=(Caption("AIDS"),) if n == 1 else ())
        for n, text in enumerate(TEXTS)
    ]
    store = open_store(tmp_path)
    for article in articles:
        store.add(article)
    store.publish(store.prepare(1))
    store.close()
    engine = WhooshEngine(tmp_path, patience=patience)
    page = engine.search(parse(query).node, limit=None).page
    found = {one.id for one in engine.fetch([match.doc for match in page])}
    assert {n for n, one in enumerate(articles) if one.id in found} == expected
    engine.close()


@pytest.mark.parametrize("patience", [0, 10**12])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("url:==aids", {0, 1, 2}),
        ("url:==AIDS", {3}),
        ("url:=aids", {0, 1, 2, 3}),
        ('url:=="aids"', {0, 1, 2}),
        ("FIRST/20 url:==aids", {0, 1, 2}),
        ("FIRST/3 url:==aids", {2}),
        ("url:==aids NEAR/4 url:rail", {0, 2}),
        ("url:==AIDS NEAR/9 url:rail", {3}),
        ("url:==org NEAR/50 url:==aids", {0, 1, 2}),
        ("ATLEAST/2 url:==aids", {2}),
        ("url:(==rail-strike PRE/2 ==aids)", {0}),
        ("url:==strike-the", set()),
        ("url:rail PARAGRAPH url:==aids", {0, 2}),
        ("url:rail SENTENCE url:==aids", {0, 2}),
    ],
)
def test_a_word_of_an_address_was_damage(tmp_path: Path, patience: int, query: str, expected: set[int]) -> None:
    """Addresses have a position for each part of a compound."""
    urls = (
        "https://www.example.org/news/rail-strike/the-aids",
        "https://x.org/A/aids",
        "https://aids.org/rail-aids",
        "https://x.org/AIDS/rail-aid",
    )
    articles = [Article(id=article_id(str(n)), body=("x",), url=url) for n, url in enumerate(urls)]
    store = open_store(tmp_path)
    for article in articles:
        store.add(article)
    store.publish(store.prepare(1))
    store.close()
    engine = WhooshEngine(tmp_path, patience=patience)
    node = parse(query).node
    assert parse(str(node)).node == node
    found = {one.id for one in engine.fetch([match.doc for match in engine.search(node, limit=None).page])}
    assert {n for n, one in enumerate(articles) if one.id in found} == expected
    engine.close()
