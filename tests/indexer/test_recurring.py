"""Boilerplate over the runs of an archive: the same articles give the same verdicts and the same index in whatever
order and portions they were read; what goes takes its counts along."""

from __future__ import annotations

import itertools
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import indexing, pipeline, recurring, session
from indexer.article import Change
from indexer.ledger import Ledger, lines
from indexer.ledger.lines import Ruling
from tests.indexer.test_pipeline import World, counts, world

__all__ = ["world"]

BOX = "Jo Doe reports on towns for the Weekly."
CALL = "More of our stories about the towns are at https://weekly.example"
TURN = "Nobody knew why."


def article(number: int, *, publisher: str = "Weekly", end: tuple[str, ...] = (BOX,), day: int = 0) -> dict[str, Any]:
    """An article of a story and a day of its own, unless another day is named."""
    story = f"Town number {number} has {number} mayors now, which the council of town {number} finds too many by far."
    text = "\n\n".join((story, f"Mayor {number} disagreed.", *end))
    date = f"2020-{day or number + 1:02}-05"
    return {"text": text, "id": f"{publisher}{number}", "source": publisher, "date": date}


def rulings(world: World) -> list[Ruling]:
    with Ledger.open(world.place.ledger) as ledger:
        return list(lines.rulings(ledger.db))


def taken(world: World) -> set[tuple[str, str]]:
    return {(ruling.publisher, ruling.text) for ruling in rulings(world) if ruling.taken}


def bodies(world: World) -> dict[str, list[str]]:
    return {id: body for id, (_, body, *_) in world.index.items()}


def test_what_ends_articles_of_three_days_is_taken_out_and_said(world: World) -> None:
    world.write("a.jsonl", *(article(n) for n in range(3)))
    world.run()
    assert taken(world) == {("Weekly", BOX)}
    assert not any(BOX in body for body in bodies(world).values())
    with Ledger.open(world.place.ledger) as ledger:
        for id in world.index:
            assert ledger.changes(id)[-1] == Change("boilerplate", BOX)
            assert BOX in ledger.raw(id).body
    assert counts(world.run()) == {"generation": 1, "read": 3, "unchanged": 3}


@pytest.mark.parametrize(
    "articles",
    [
        [article(n) for n in range(2)],
        [article(n, day=1 + n % 2) for n in range(4)],
        [article(1, day=n + 1) | {"id": str(n)} for n in range(4)],
        [article(n, publisher=f"Weekly {n % 2}") for n in range(4)],
        [article(n) | {"date": "2020"} for n in range(4)],
        [article(n) | {"date": f"2020-05-0{n + 1}"} for n in range(4)],
        [article(n, end=(f"“{BOX}”",)) for n in range(4)],
        [article(n, end=(TURN,)) for n in range(4)],
    ],
    ids=["few", "two-days", "one-story", "two-publishers", "undated", "one-week", "quoted", "turn-of-phrase"],
)
def test_what_does_not_recur_enough_stays(world: World, articles: list[dict[str, Any]]) -> None:
    world.write("a.jsonl", *articles)
    world.run()
    assert taken(world) == set()


def test_a_flip_writes_the_articles_of_its_line_and_no_others(world: World) -> None:
    world.write("a.jsonl", article(0), article(1), *(article(n, end=(f"Ending {n}.",)) for n in range(2, 6)))
    world.run()
    world.write("b.jsonl", article(7))
    assert counts(world.run()) == {"generation": 2, "read": 7, "new": 1, "unchanged": 6}
    assert len(world.stores[-1].added) == 3
    assert taken(world) == {("Weekly", BOX)}
    assert not any(BOX in body for body in bodies(world).values())
    assert list(pipeline.verify(world.place.root)) == []


def test_a_line_comes_back_when_articles_go(world: World) -> None:
    for number in range(3):
        world.write(f"{number}.jsonl", article(number))
    world.run()
    (world.sources / "1.jsonl").unlink()
    world.run()
    assert taken(world) == {("Weekly", BOX)}  # gone from disk, and still in the archive
    world.run(prune="all")
    assert taken(world) == set()
    assert rulings(world) == []
    assert all(body[-1] == BOX for body in bodies(world).values())
    assert list(pipeline.verify(world.place.root)) == []


def test_a_new_revision_counts_instead_of_the_old_one(world: World) -> None:
    world.write("a.jsonl", *(article(n) for n in range(3)))
    world.run()
    world.write("a.jsonl", article(0), article(1), article(2, end=("An ending of its own.",)))
    world.run()
    assert taken(world) == set()
    assert sum(BOX in body for body in bodies(world).values()) == 2


def test_what_is_not_cleaned_is_neither_counted_nor_changed(world: World) -> None:
    world.write("a.jsonl", *(article(n) for n in range(4)))
    world.run(clean=False)
    assert rulings(world) == []
    assert all(body[-1] == BOX for body in bodies(world).values())
    world.run()
    assert taken(world) == {("Weekly", BOX)}
    world.run(clean=False)
    assert taken(world) == set()
    assert all(body[-1] == BOX for body in bodies(world).values())


def test_an_article_of_boilerplate_alone_is_not_emptied(world: World) -> None:
    world.write("a.jsonl", *(article(n) for n in range(3)), {"text": BOX, "id": "x", "source": "Weekly"})
    world.run()
    assert [BOX] in bodies(world).values()


def test_a_file_without_a_publisher_has_its_own_lines(world: World) -> None:
    world.write("a.jsonl", *(article(n) | {"source": None} for n in range(3)))
    world.write("b.jsonl", *(article(n) | {"source": None} for n in range(3, 5)))
    world.run()
    ((scope, _),) = taken(world)
    assert scope.endswith("a.jsonl")


def test_a_failed_publication_takes_the_counts_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.write("a.jsonl", *(article(n) for n in range(2)))
    world.run()
    world.write("b.jsonl", article(2))
    with monkeypatch.context() as broken:

        def fail(*_: object) -> bytes:
            raise OSError(28, "No space left on device")

        broken.setattr("tests.support.fake_store.FakeStore.prepare", fail)
        with pytest.raises(Exception, match="No space left"):
            world.run()
    assert taken(world) == set()
    assert list(pipeline.verify(world.place.root)) == []
    world.run()
    assert taken(world) == {("Weekly", BOX)}


WRITTEN = (BOX, BOX.upper(), BOX.replace(" on", ", on"))
"""One line, in three ways; the one of the first article is shown."""

ARTICLES = [
    *(article(n, end=(WRITTEN[n % 3],)) for n in range(4)),
    article(4, end=(BOX, CALL)),
    article(5, end=(CALL,)),
    article(6, end=(CALL, "One more.")),
    *(article(n, publisher="Daily", end=(CALL, BOX)) for n in range(7, 10)),
    article(10, end=(TURN, CALL)),
    article(3, day=12) | {"id": "again"},
]


def _world(root: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    made = World(root)
    monkeypatch.setattr(session, "open_store", made.open_store)
    monkeypatch.setattr(pipeline, "open_store", made.open_store)
    return made


@settings(max_examples=25)
@given(
    order=st.permutations(range(len(ARTICLES))),
    cuts=st.sets(st.integers(1, len(ARTICLES) - 1), max_size=3),
    gone=st.sets(st.integers(0, len(ARTICLES) - 1), max_size=4),
    together=st.integers(1, 8),
)
def test_verdicts_and_texts_depend_on_the_articles_alone(
    order: list[int], cuts: set[int], gone: set[int], together: int
) -> None:
    """Read in any order, in runs and checkpoints of any size, and with articles that went again, against the articles
    that are left, read at once."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = Path(folder)
        (root / "many").mkdir()
        (root / "once").mkdir()
        patch.setattr(indexing, "WAITING", together)
        patch.setattr(recurring, "TOGETHER", together)
        many = _world(root / "many", patch)
        bounds = [0, *sorted(cuts), len(order)]
        for start, end in itertools.pairwise(bounds):
            for number in order[start:end]:
                many.write(f"{number}.jsonl", ARTICLES[number])
            many.run(jobs=1)
        for number in gone:
            os.unlink(many.sources / f"{number}.jsonl")
        many.run(jobs=1, prune="all")
        assert list(pipeline.verify(many.place.root)) == []
        before = many.index
        pipeline.rebuild(many.place.root, jobs=1)
        assert many.index == before

        once = _world(root / "once", patch)
        for number in sorted(set(range(len(ARTICLES))) - gone):
            once.write(f"{number}.jsonl", ARTICLES[number])
        patch.setattr(indexing, "WAITING", 1000)
        once.run(jobs=1)
        assert rulings(many) == rulings(once)
        assert many.index == once.index


@pytest.mark.parametrize("new", range(3))
def test_a_verdict_reaches_articles_that_were_met_and_stay_as_they_are(
    world: World, monkeypatch: pytest.MonkeyPatch, new: int
) -> None:
    """Each is looked at in a portion of its own; an older copy of two of them comes with the one that decides."""
    monkeypatch.setattr(indexing, "WAITING", 1)
    world.write("a.jsonl", *(article(n) for n in range(3) if n != new))
    world.run(jobs=1)
    copy = world.write("b.jsonl", *(article(n) for n in range(3)))
    os.utime(copy, (1_400_000_000, 1_400_000_000))
    world.run(jobs=1)
    assert taken(world) == {("Weekly", BOX)}
    assert not any(BOX in body for body in bodies(world).values())
