"""Which articles were edited without a word."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from indexer.article import Article
from indexer.edits import is_silently_edited
from indexer.ledger.revisions import Revision
from tests.indexer.test_pipeline import World, record

TEXT = "The crews stopped work on Tuesday over their pay."
OTHER = "The crews stopped work on Tuesday over their hours."


def history(*states: tuple[Article, dict[str, Any]]) -> tuple[list[Revision], Callable[[Revision], Article]]:
    """Revisions of these states, each a source and a time later unless it says otherwise, and what reads them."""
    found = []
    for number, (article, known) in enumerate(states, 1):
        text = " ".join(article.body).encode()
        made = Revision(number, "a", number, "", repr(article).encode(), text, 0, 0, number, 1, 1, number)
        found.append(made._replace(**known))
    return found, lambda revision: states[revision.id - 1][0]


def say(text: str, headline: str = "Strike", reader: str = "html") -> Article:
    return Article(headline=headline, body=(text,), reader=reader)


@pytest.mark.parametrize(
    ("states", "edited"),
    [
        ([(say(TEXT), {})], False),
        ([(say(TEXT), {}), (say(OTHER), {})], True),
        ([(say(TEXT), {}), (say(TEXT, "Strike!"), {})], True),
        ([(say(TEXT), {}), (say(TEXT + "  "), {})], False),
        ([(say(TEXT), {"updated": 5}), (say(OTHER), {"updated": 6})], False),
        ([(say(TEXT), {"published": 5}), (say(OTHER), {"published": 6})], False),
        ([(say(TEXT), {"updated": 5}), (say(OTHER), {"updated": 6}), (say(TEXT), {"updated": 6})], True),
        ([(say(TEXT), {}), (say(OTHER, reader="feed"), {})], False),
        ([(say(TEXT[:20] + "…"), {}), (say(TEXT), {})], False),
        ([(say(TEXT), {}), (say(TEXT[:20] + " ..."), {})], False),
        ([(say(TEXT), {}), (say(TEXT[:20]), {})], True),
        ([(say(TEXT), {}), (say(OTHER), {"source": 1, "crawled": 1, "present": 0})], False),
        ([(say(TEXT), {}), (say(OTHER), {"source": 1})], True),
    ],
)
def test_what_is_an_edit_and_what_is_silent(states: Sequence[tuple[Article, dict[str, Any]]], edited: bool) -> None:
    found, read = history(*states)
    for order in itertools.permutations(found):
        assert is_silently_edited(order, read) == edited


def test_a_share_button_is_no_edit() -> None:
    page = Article(
        headline="H", body=("The crews stopped work.", "They were paid.", "Share on Facebook"), reader="html"
    )
    found, read = history((page, {}), (Article(headline="H", body=page.body[:2], reader="html"), {}))
    assert not is_silently_edited(found, read)
    found = [one._replace(cleaned=0) for one in found]
    assert is_silently_edited(found, read), "uncleaned, it is text like any other"


def test_an_older_state_that_turns_up_later_marks_the_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer import pipeline, session

    world = World(tmp_path)
    monkeypatch.setattr(session, "open_store", world.open_store)
    monkeypatch.setattr(pipeline, "open_store", world.open_store)
    old = world.write("old.jsonl", record(TEXT, id="1", source="Daily"))
    new = world.write("new.jsonl", record(OTHER, id="1", source="Daily"))
    world.run(new)
    assert [dict(known) for known in world.stores[-1].known.values()] == [{}]
    assert world.run(old).updated == 1
    assert [dict(known) for known in world.stores[-1].known.values()] == [{"changed": ("yes",)}]
    assert world.texts() == [OTHER]
    assert world.run().updated == 0
