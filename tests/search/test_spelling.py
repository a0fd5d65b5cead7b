"""What a query that finds nothing may have meant."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.article import Article
from indexer.errors import QueryError
from indexer.stores import open_store
from search.engines import Engine, Matches
from search.engines.whoosh import WhooshEngine
from search.query.ast import Node, Word
from search.query.parser import parse
from search.spelling import corrected

BODIES = (
    "The government said the harbour ferry strike would end on Friday.",
    "Government ministers met the ferry crews; the governor stayed away.",
    "A minister of the government received the crews.",
    "北京的渡轮 sailed; al-Abadi waited.",
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        for number, body in enumerate(BODIES):
            store.add(
                Article(id=f"{number:016x}", headline="Notice", body=(body,), publisher="Ellery Post", language="en")
            )
        store.publish(store.prepare(1))
        store.close()
        engine = WhooshEngine(Path(folder))
        yield engine
        engine.close()


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("goverment", "government"),
        ("goverment minister", "government minister"),
        ("ministr OR zeppelin", None),  # the other word stays unknown
        ("feryr strike", "ferry strike"),  # two letters in each other's place are one edit
        ("reefy strike", None),  # five letters allow one
        ("byline:goverment government", None),  # unknown in one field, and meant as written in another
        ("goverment OR ministr OR feryr OR harbor", None),  # with so many, it isn't a matter of spelling
        ("polise NEAR/3 goverment", None),
        ("recieved crews", "received crews"),
        ("headline:notive", "headline:notice"),
        ("publisher:elery", "publisher:ellery"),
        ("goverment NEAR/3 minister", "government NEAR/3 minister"),
        ("goverment -strike", "government NOT strike"),
        ("minister -goverment", None),  # what is negated isn't looked for
        ("goverment zeppelin", None),
        ("goverment date:1999", None),  # nothing either
        ("strike sailed", None),  # no word is unknown
        ('"goverment minister"', None),  # what is quoted is meant as it is written
        ("=goverment", None),
        ("北就", None),
        ("th", None),
        ("h52.1", None),
        ("governmentx", "government"),
        ("governmentxyz", None),
    ],
)
def test_unknown_words_are_spelled_as_the_archive_spells_them(engine: Engine, query: str, meant: str | None) -> None:
    found = corrected(engine, parse(query).node)
    assert (None if found is None else str(found)) == meant


def test_the_nearest_form_comes_first_then_the_one_that_most_articles_have(engine: Engine) -> None:
    # one edit from "governor", which is in fewer articles than "government"
    assert str(corrected(engine, parse("governr").node)) == "governor"
    # "minister" and "ministers" are one edit away, and as many articles have the one as the other
    assert str(corrected(engine, parse("ministere").node)) == "minister"


def test_a_word_that_is_near_to_many_is_left_alone(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.spelling.MOST", 0)
    assert corrected(engine, parse("goverment").node) is None


def test_a_dictionary_with_too_many_near_forms_is_no_error(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.expand.MOST_TERMS", 0)
    assert corrected(engine, parse("goverment").node) is None


def test_what_cannot_be_settled_is_not_proposed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = engine.search

    def search(query: Node, **more: Any) -> Matches:
        if query == Word("government"):
            raise QueryError("can't be told")
        return asked(query, **more)

    monkeypatch.setattr(engine, "search", search)
    assert corrected(engine, parse("goverment").node) is None
