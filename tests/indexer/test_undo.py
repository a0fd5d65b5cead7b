"""A run that is taken back has never been."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer import indexing, pipeline, recurring, session
from indexer.errors import UndoRefused, UsageError
from indexer.ledger import Ledger, articles, changes, failures, lines, readings, revisions, runs, sources
from indexer.ledger.rows import Table
from tests.indexer.test_pipeline import FLOOD, RAIL, VOTE, World, counts, record

State = dict[str, Any]

TABLES: tuple[Table[Any], ...] = (
    *(sources.TABLE, failures.TABLE, revisions.TABLE, readings.TABLE, changes.TABLE, changes.COUNTS),
    *(lines.SIGHTINGS, lines.LINES, lines.RULINGS),
)
"""The tables that an undone run leaves as they were."""


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    return faked(World(tmp_path), monkeypatch)


def faked(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(session, "open_store", world.open_store)
    monkeypatch.setattr(pipeline, "open_store", world.open_store)
    return world


def undo(world: World, run: int) -> dict[str, int]:
    return counts(pipeline.undo(run, world.place.root))


def state(world: World) -> State:
    """The index, and every row of the ledger that says more than who wrote when."""
    with Ledger.open(world.place.ledger) as ledger:
        db = ledger.db
        rows: State = {table.name: sorted(tuple(row) for row in table.select(db)) for table in TABLES}
        rows["articles"] = sorted(tuple(row._replace(counted=0)) for row in articles.TABLE.select(db))
    return rows | {"index": dict(sorted(world.index.items()))}


def test_an_import_is_taken_back(world: World) -> None:
    world.write("a.jsonl", record(RAIL, id="1", source="Daily"))
    world.run()
    before = state(world)
    world.write("a.jsonl", record(FLOOD, id="1", source="Daily"), record(VOTE, id="2", source="Daily"))
    world.write("b.txt", "A headline", "", VOTE)
    world.run()
    assert len(world.index) == 3
    assert undo(world, 2) == {"generation": 3, "removed": 2, "updated": 1}
    assert state(world) == before
    assert world.texts() == [RAIL]
    assert list(pipeline.verify(world.place.root)) == []
    with Ledger.open(world.place.ledger) as ledger:
        assert [run.outcome for run in runs.TABLE.select(ledger.db)] == ["done", "undone", "undid run 2"]


def test_the_same_import_again_has_the_same_ids(world: World) -> None:
    world.write("a.jsonl", record(RAIL), record(FLOOD))
    world.run()
    ids = set(world.index)
    assert undo(world, 1) == {"generation": 2, "removed": 2}
    assert world.index == {}
    assert counts(world.run()) == {"generation": 3, "read": 2, "new": 2}
    assert set(world.index) == ids


def test_a_pruned_article_comes_back(world: World) -> None:
    path = world.write("a.txt", "A headline", "", RAIL)
    world.write("b.txt", "Another", "", FLOOD)
    world.run()
    before = state(world)
    path.unlink()
    world.run(prune="all")
    assert world.texts() == [FLOOD]
    assert undo(world, 2) == {"generation": 3, "new": 1}
    assert state(world) == before


def test_files_that_changed_places_change_back(world: World) -> None:
    one, other = world.write("a.txt", "A headline", "", RAIL), world.write("b.txt", "Another", "", FLOOD)
    world.run()
    before = state(world)
    one.rename(world.sources / "c.txt")
    other.rename(world.sources / "a.txt")
    world.run()
    undo(world, 2)
    assert state(world) == before


def test_a_line_that_a_run_made_boilerplate_is_back(world: World) -> None:
    world.write("a.jsonl", footed(0), footed(1))
    world.run()
    before = state(world)
    assert all(FOOTER in body for _, body, *_ in world.index.values())
    world.write("b.jsonl", footed(2))
    world.run()
    assert not any(FOOTER in body for _, body, *_ in world.index.values())
    assert undo(world, 2) == {"generation": 3, "removed": 1}
    assert state(world) == before
    assert list(pipeline.verify(world.place.root)) == []


@pytest.mark.parametrize("first", range(4))
def test_a_line_that_somebody_decided_about_has_the_words_it_had(world: World, first: int) -> None:
    world.write("a.jsonl", footed(first), footed(first + 1))
    world.run()
    pipeline.decide(FOOTER, "force", publisher="Weekly", archive=world.place.root)
    before = state(world)
    others = (number for number in range(9) if number not in (first, first + 1))
    world.write("b.jsonl", *(footed(number, footer=FOOTER.upper()) for number in others))
    world.run()
    undo(world, 2)
    assert state(world) == before


def test_a_pruned_article_counts_again(world: World) -> None:
    for number in range(3):
        world.write(f"{number}.jsonl", footed(number))
    world.run()
    before = state(world)
    (world.sources / "1.jsonl").unlink()
    world.run(prune="all")
    assert all(FOOTER in body for _, body, *_ in world.index.values())
    assert undo(world, 2) == {"generation": 3, "new": 1}
    assert state(world) == before


def test_a_line_whose_articles_all_lost_their_texts_is_judged_when_they_have_others(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is looked at in a portion of its own, and the first to go gave the line its words."""
    monkeypatch.setattr(indexing, "WAITING", 1)
    world.write("a.jsonl", *(footed(number) for number in range(4)))
    world.run()
    before = state(world)
    loud = FOOTER.upper()
    world.write("a.jsonl", *(footed(number, footer=loud, day=number + 2) for number in range(9)))
    world.run()
    assert min(world.index) not in before["index"]
    undo(world, 2)
    assert state(world) == before
    assert list(pipeline.verify(world.place.root)) == []


def test_runs_that_have_nothing_to_do_with_each_other_are_told_apart(world: World) -> None:
    one = world.write("a.jsonl", record(RAIL, id="1", source="Daily"))
    other = world.write("b.jsonl", record(FLOOD, id="2", source="Daily"))
    world.run(one)
    world.run(other)
    world.run()
    assert undo(world, 1) == {"generation": 3, "removed": 1}
    assert world.texts() == [FLOOD]


def test_a_run_that_later_ones_built_on_is_refused(world: World) -> None:
    path = world.write("a.jsonl", record(RAIL, id="1", source="Daily"))
    world.run()
    other = world.write("b.jsonl", record(FLOOD, id="1", source="Daily"))
    world.run(other)
    path.unlink()
    world.run(prune="all")
    before = state(world)
    with pytest.raises(UndoRefused, match=r"later runs \(2, 3\) .* morgue undo 3"):
        undo(world, 1)
    assert state(world) == before
    undo(world, 3)
    with pytest.raises(UndoRefused, match=r"later runs \(2\)"):
        undo(world, 1)
    undo(world, 2)
    undo(world, 1)
    assert world.index == {}


def test_a_file_in_the_place_of_one_that_moved_is_built_on_it(world: World) -> None:
    path = world.write("a.txt", "A headline", "", RAIL)
    world.run()
    path.rename(world.sources / "b.txt")
    world.run()
    world.write("a.txt", "Another", "", FLOOD)
    world.run()
    with pytest.raises(UndoRefused, match=r"later runs \(3\)"):
        undo(world, 2)


def test_what_cannot_be_undone_says_why(world: World) -> None:
    world.write("a.txt", "A headline", "", RAIL)
    world.run()
    with pytest.raises(UsageError, match="no run 7"):
        undo(world, 7)
    undo(world, 1)
    with pytest.raises(UsageError, match="undone already"):
        undo(world, 1)
    with pytest.raises(UndoRefused, match="index its sources again"):
        undo(world, 2)
    world.run()
    with Ledger.open_writing(world.place.ledger) as ledger:
        ledger.db.execute("DELETE FROM journal WHERE run = 3")
    with pytest.raises(UndoRefused, match="wasn't noted"):
        undo(world, 3)


def test_a_refused_undo_is_no_run(world: World) -> None:
    world.write("a.txt", "A headline", "", RAIL)
    world.run()
    with pytest.raises(UsageError):
        undo(world, 7)
    with Ledger.open(world.place.ledger) as ledger:
        assert ledger.status().runs == 1


NAMES = st.sampled_from(["a.txt", "b.txt", "c.jsonl", "d.jsonl", "x/e.jsonl", "x/f.txt"])
TEXTS = st.sampled_from([RAIL, FLOOD, VOTE, "Nobody had expected the harbour to freeze over before the end of May."])
RECORDS = st.one_of(
    st.builds(lambda text: record(text), TEXTS),
    st.builds(lambda text, id: record(text, id=id), TEXTS, st.sampled_from("12")),
    st.builds(
        lambda text, id, date: record(text, id=id, source="Daily", date=date),
        TEXTS,
        st.sampled_from("123"),
        st.sampled_from(["2020-01-01", "2020-01-02", None]),
    ),
    st.just("{not json\n"),
)
FOOTER = "Jo Doe reports on towns for the Weekly."


def footed(number: int, *, footer: str = FOOTER, day: int = 0) -> dict[str, Any]:
    """One of a weekly's articles, of a story and a day of its own, which most of them end alike."""
    story = f"Town number {number} has {number} mayors now, which the council of town {number} finds too many by far."
    date = f"2020-{day or number + 1:02}-05"
    return record(f"{story}\n\nMayor {number} disagreed.\n\n{footer}", id=f"w{number}", source="Weekly", date=date)


FOOTED = st.builds(
    lambda number, footer, day: footed(number, footer=footer, day=day),
    st.integers(0, 4),
    st.sampled_from([FOOTER, FOOTER, FOOTER.upper(), "An ending of its own."]),
    st.sampled_from([0, 0, 9]),
)
Step = Callable[[World], object]


def _write(name: str, text: str, rows: list[Any]) -> Step:
    return lambda world: world.write(name, *(rows if name.endswith("l") else ["A headline", "", text]))


def _remove(name: str) -> Step:
    return lambda world: (world.sources / name).unlink(missing_ok=True)


def _move(name: str, to: str) -> Step:
    def move(world: World) -> None:
        if name.endswith("l") == to.endswith("l") and (world.sources / name).exists():
            (world.sources / to).parent.mkdir(exist_ok=True)
            (world.sources / name).rename(world.sources / to)

    return move


STEPS = st.lists(
    st.one_of(
        st.builds(_write, NAMES, TEXTS, st.lists(st.one_of(RECORDS, FOOTED, FOOTED), min_size=1, max_size=5)),
        st.builds(_remove, NAMES),
        st.builds(_move, NAMES, NAMES),
    ),
    min_size=1,
    max_size=5,
)
RUN = st.tuples(STEPS, st.sampled_from(["no", "no", "all"]), st.sampled_from([True, True, False]))


REWORDED = [
    ([_write("c.jsonl", RAIL, [footed(2)])], "no", True),
    ([_write("c.jsonl", RAIL, [footed(0, footer=FOOTER.upper())])], "no", True),
]
"""The article that a line's wording is shown from gets other letters."""
SHOUTED = [
    ([_write("c.jsonl", RAIL, [footed(2)])], "no", True),
    ([_write("a.txt", RAIL, []), _write("c.jsonl", RAIL, [footed(1, footer=FOOTER.upper())])], "no", True),
]
"""An article is edited in a line that recurs, and in nothing but its capitals."""


@settings(max_examples=60)
@example(REWORDED, ([_remove("always.txt")], "no", False), 1, 1)
@example(SHOUTED, ([_remove("b.txt")], "no", False), 1, 1)
@given(st.lists(RUN, max_size=3), RUN, st.integers(1, 5), st.integers(1, 4))
def test_any_runs_and_one_more_that_is_undone_are_those_runs(
    earlier: list[tuple[list[Step], str, bool]], last: tuple[list[Step], str, bool], checkpoint: int, together: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        world = faked(World(Path(folder)), patch)
        patch.setattr(pipeline, "CHECKPOINT", checkpoint)
        patch.setattr(indexing, "WAITING", together)
        patch.setattr(recurring, "TOGETHER", together)
        world.write("always.txt", "A headline", "", "The museum opened its doors again after a year of works.")
        world.write("weekly.jsonl", footed(0), footed(1))
        world.run()

        def run(steps: list[Step], prune: str, clean: bool) -> None:
            for step in steps:
                step(world)
            world.run(prune=prune, clean=clean)

        for one in earlier:
            run(*one)
        before = state(world)
        run(*last)
        after = state(world)
        undo(world, len(earlier) + 2)
        assert state(world) == before
        assert list(pipeline.verify(world.place.root)) == []
        world.run(prune=last[1], clean=last[2])
        assert world.index == after["index"], "and the same run again comes to the same"


@settings(max_examples=40)
@given(st.lists(RUN, min_size=2, max_size=5), st.integers(1, 5), st.integers(1, 4))
def test_any_run_is_taken_out_whole_or_refused(
    made: list[tuple[list[Step], str, bool]], chosen: int, together: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexing, "WAITING", together)
        world = faked(World(Path(folder)), patch)
        world.write("always.txt", "A headline", "", "The museum opened its doors again after a year of works.")
        for steps, prune, clean in made:
            for step in steps:
                step(world)
            world.run(prune=prune, clean=clean)
        before = state(world)
        try:
            undo(world, min(chosen, len(made)))
        except UndoRefused:
            assert state(world) == before
            return
        assert list(pipeline.verify(world.place.root)) == []
        world.run(prune="all")
        taken_out = state(world)
        assert list(pipeline.verify(world.place.root)) == []
        pipeline.rebuild(world.place.root)
        rebuilt = state(world)
        for what in ("index", lines.SIGHTINGS.name, lines.LINES.name, lines.RULINGS.name):
            assert rebuilt[what] == taken_out[what]
