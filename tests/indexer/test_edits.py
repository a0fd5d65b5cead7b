"""Which articles were edited without a word."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer.archive import Archive
from indexer.article import Article
from indexer.edits import are_edits, unannounced
from indexer.ledger.revisions import Revision
from tests.indexer.test_pipeline import World, record

TEXT = "The crews stopped work on Tuesday over their pay."
OTHER = "The crews stopped work on Tuesday over their hours."


Read = Callable[[Revision], tuple[Article, str]]


def is_silently_edited(found: Sequence[Revision], read: Read) -> bool:
    return are_edits(unannounced(found, read), lambda keys: ())


def history(*states: tuple[Article, dict[str, Any]]) -> tuple[list[Revision], Read]:
    """Revisions of these states, each a source and a time later unless it says otherwise, and what reads them."""
    found = []
    for number, (article, known) in enumerate(states, 1):
        text = " ".join(article.body).encode()
        made = Revision(number, "a", number, "", repr(article).encode(), text, 0, 0, number, 1, 1, number)
        found.append(made._replace(**known))
    return found, lambda revision: (states[revision.id - 1][0], "a")


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


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world whose stores tell what the archive says of each article."""
    from indexer import pipeline, session

    world = World(tmp_path)
    monkeypatch.setattr(session, "open_store", world.open_store)
    monkeypatch.setattr(pipeline, "open_store", world.open_store)
    return world


def known(world: World) -> dict[str, Any]:
    """What it says of the article whose states the test wrote."""
    id = world.id_of(TEXT)
    return next(dict(store.known[id]) for store in reversed(world.stores) if id in store.known)


def test_an_older_state_that_turns_up_later_marks_the_article(watched: World) -> None:
    world = watched
    old = world.write("old.jsonl", record(TEXT, id="1", source="Daily"))
    new = world.write("new.jsonl", record(OTHER, id="1", source="Daily"))
    world.run(new)
    assert [dict(known) for known in world.stores[-1].known.values()] == [{}]
    assert world.run(old).updated == 1
    assert [dict(known) for known in world.stores[-1].known.values()] == [{"changed": ("yes",)}]
    assert world.texts() == [OTHER]
    assert world.run().updated == 0


PLUG = "Jo Tern covers the harbour for the Daily, and lives beside it."


def _states(world: World, *lines: str) -> None:
    """An article in two states: the second, a day later in its crawler's eyes, ends in these lines."""
    for day, body in ((1, [TEXT]), (2, [TEXT, *lines])):
        path = world.write(f"{day}.jsonl", record("\n\n".join(body), id="1", source="Daily", date="2012-01-01"))
        os.utime(path, ns=(day * 10**18, day * 10**18))


def _others(world: World) -> None:
    """Articles of many days that end in the plug."""
    news = [
        "The ferry sailed late.", "A gale took the roof.", "The mayor resigned.", "Prices of herring rose.",
        "A seal came ashore.", "The school burned down.", "Two trawlers met in fog.",
    ]  # fmt: skip
    rows = [
        record(
            f"{text} It was in the paper on day {n}, and nobody in the town was glad of it.\n\n{PLUG}",
            id=f"o{n}",
            source="Daily",
            date=f"2012-0{n}-11",
        )
        for n, text in enumerate(news, 1)
    ]
    world.write("others.jsonl", *rows)


@pytest.mark.parametrize("line", [PLUG, "The talks go on, said Jo Tern, who lives beside the harbour."])
def test_a_line_that_recurs_is_no_edit_whenever_it_comes_to_recur(watched: World, line: str) -> None:
    world = watched
    edited, plug = {"changed": ("yes",)}, line == PLUG
    _states(world, line)
    world.run()
    assert known(world) == edited, "nobody can tell yet"
    _others(world)
    world.run()
    assert known(world) == ({} if plug else edited)
    assert world.run().updated == 0
    world.place = Archive(world.root / "at-once")
    world.run()
    assert known(world) == ({} if plug else edited)
    (world.sources / "others.jsonl").unlink()
    world.run(prune="all")
    assert known(world) == edited
    assert world.run().updated == 0


def test_a_verdict_about_a_line_that_is_gone_from_the_article_counts(watched: World) -> None:
    from indexer import pipeline

    world = watched
    _states(world, PLUG)
    for day in (1, 2):  # the state without the plug is the later one
        os.utime(world.sources / f"{day}.jsonl", ns=((3 - day) * 10**18,) * 2)
    world.run()
    assert known(world) == {"changed": ("yes",)}
    _others(world)
    assert world.run().updated == 0
    assert known(world) == {}
    assert list(pipeline.verify(world.place.root)) == []
    (world.sources / "others.jsonl").unlink()
    world.run(prune="all")
    assert known(world) == {"changed": ("yes",)}


def test_what_another_release_reads_in_a_touched_file_is_no_edit(
    watched: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indexer import readers
    from indexer.article import Reading

    world = watched
    path = world.write("a.jsonl", record(TEXT, id="1", source="Daily"))
    world.run()
    real = readers.pages_apart

    def newer(file: Any) -> Any:
        for item in real(file):
            assert isinstance(item, Reading)
            yield replace(item, article=replace(item.article, body=(TEXT, "It reads a line more.")))

    monkeypatch.setattr(readers, "pages_apart", newer)
    monkeypatch.setattr(readers, "fingerprint", lambda: "jsonl/99")
    os.utime(path, ns=(2 * 10**18, 2 * 10**18))
    assert world.run().updated == 1
    assert [dict(one) for one in world.stores[-1].known.values()] == [{}]
