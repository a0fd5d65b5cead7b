"""A damaged ledger is mended by a rebuild and the run that follows, whichever column it is that was changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from indexer import pipeline
from indexer.ledger import TABLES, forgotten
from tests.indexer.test_pipeline import FLOOD, RAIL, VOTE, World, counts, record, world

__all__ = ["world"]


_SLOW = pytest.mark.slow
_COLUMNS = [
    pytest.param(table.name, column, marks=() if column in (*table.columns[:2], "source", "hash") else _SLOW)
    for table in TABLES
    if table not in forgotten.TABLES  # of those there are none here; see test_forget
    for column in (*table.columns, "hash")
]


_FIRST = {"articles": "id", "changes": "article", "decisions": "article", "sightings": "line", "lines": "article"}
"""The keys of the tables that have no rowid."""


def _with_footer(day: int) -> dict[str, str]:
    text = f"Town {day} has {day} mayors now, the council said.\n\nJo Doe reports on towns for the Weekly."
    return {"text": text, "id": f"w{day}", "source": "Weekly", "date": f"2020-0{day}-05"}


@pytest.mark.parametrize(("table", "column"), _COLUMNS)
def test_a_rebuild_mends_a_damaged_ledger(world: World, table: str, column: str) -> None:
    world.write("a.jsonl", record(RAIL, id="1", source="Daily"), '{"text": "cut o\n', record(FLOOD))
    world.write("b.txt", "A headline", "", VOTE, "", RAIL, "", FLOOD, "", "Share this article")
    world.write("c.jsonl", *(_with_footer(day) for day in range(1, 5)))
    world.run()
    whole = world.index
    with closing(sqlite3.connect(world.place.ledger)) as db, db:
        db.execute("PRAGMA ignore_check_constraints=ON")
        other = (
            f"CASE typeof({column}) WHEN 'integer' THEN {column} + 100 WHEN 'text' THEN {column} || '~' ELSE x'00' END"
        )
        first = _FIRST.get(table, "rowid")
        key = f"(SELECT min({first}) FROM {table})"
        db.execute(f"UPDATE {table} SET {column} = {other} WHERE {first} = {key}")
    db.close()
    assert list(pipeline.verify(world.place.root)) != []
    pipeline.rebuild(world.place.root)
    assert list(pipeline.verify(world.place.root)) == []
    world.run()
    assert list(pipeline.verify(world.place.root)) == []
    if (table, column) not in {("sources", "path"), ("sources", "key"), ("sources", "root"), ("sources", "locator")}:
        assert world.index == whole
    assert counts(world.run())["unchanged"] == len(world.index)


@pytest.mark.parametrize(
    "sql", ["DELETE FROM changes", "DELETE FROM readings", "DELETE FROM decisions", "DELETE FROM lines"]
)
def test_a_rebuild_mends_a_ledger_that_lost_rows(world: World, sql: str) -> None:
    world.write("b.txt", "A headline", "", VOTE, "", RAIL, "", FLOOD, "", "Share this article")
    world.run()
    whole = world.index
    with closing(sqlite3.connect(world.place.ledger)) as db, db:
        db.execute(sql)
    db.close()
    assert list(pipeline.verify(world.place.root)) != []
    pipeline.rebuild(world.place.root)
    assert list(pipeline.verify(world.place.root)) == []
    world.run()
    assert world.index == whole
