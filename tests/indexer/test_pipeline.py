"""What a run does to ledger and index: counts, identities, moves, losses. Small worlds of JSON lines and text files,
the real readers, and a store that is a dictionary."""

from __future__ import annotations

import errno
import io
import itertools
import json
import os
import shutil
import signal
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer import pipeline, session
from indexer.archive import Archive
from indexer.article import Article
from indexer.errors import DamagedArchive, NoArchive, OutputError, PruneRefused, UsageError
from indexer.fields import NOTHING, Known
from indexer.intake import Intake
from indexer.ledger import Ledger
from indexer.report import Report
from indexer.signals import Interrupted
from indexer.sources import SourceFile
from indexer.stores import Store
from indexer.work import Clean
from tests.support.fake_store import FakeStore

RAIL = "The rail strike ended on Monday after nine days of talks in the capital."
FLOOD = "The river rose by two metres overnight and the lower town was evacuated."
VOTE = "Members voted by a narrow margin to keep the committee as it stands now."


class World:
    """A folder of sources, an archive beside it, and the stores that runs opened."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources = root / "news"
        self.sources.mkdir()
        self.place = Archive(root / "archive")
        self.stores: list[FakeStore] = []

    def open_store(self, index: Path, *, memory_mb: int = 256, several: bool = False) -> Store:
        self.stores.append(FakeStore(index))
        return self.stores[-1]

    def write(self, name: str, *records: dict[str, Any] | str) -> Path:
        """A text file, or JSON lines; its time of modification counts up, a second each."""
        path = self.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".jsonl"):
            path.write_text("".join(r if isinstance(r, str) else json.dumps(r) + "\n" for r in records), "utf-8")
        else:
            path.write_text("\n".join(str(r) for r in records), "utf-8")
        self._seconds = getattr(self, "_seconds", 1_500_000_000) + 1
        os.utime(path, (self._seconds, self._seconds))
        return path

    def run(self, *sources: Path | str, **options: Any) -> Report:
        return pipeline.run(sources or (self.sources,), archive=self.place.root, **options)

    @property
    def index(self) -> dict[str, list[Any]]:
        """What a new reader would see: headline, body, locator and language by id."""
        return FakeStore(self.place.index).articles

    def texts(self) -> list[str]:
        return sorted(" ".join(body) for _, body, *_ in self.index.values())

    def id_of(self, text: str) -> str:
        (id,) = (id for id, (_, body, *_) in self.index.items() if text in " ".join(body))
        return id


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    world = World(tmp_path)
    monkeypatch.setattr(session, "open_store", world.open_store)
    monkeypatch.setattr(pipeline, "open_store", world.open_store)
    return world


def counts(report: Report) -> dict[str, int]:
    """The counts that aren't 0, without those that every run has."""
    kept = {k: v for k, v in report.to_json().items() if isinstance(v, int) and v and k != "format_version"}
    if report.moved:
        kept["moved"] = report.moved
    if report.skipped:
        kept["skipped"] = len(report.skipped)
    return kept


def record(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, **more}


def test_the_same_sources_again_change_nothing(world: World) -> None:
    world.write("a.jsonl", record(RAIL, id="1", source="Daily"), record(FLOOD, id="2", source="Daily"))
    world.write("b.txt", "A headline", "", VOTE)
    assert counts(world.run()) == {"generation": 1, "read": 3, "new": 3}
    before = {path: path.stat().st_mtime_ns for path in world.place.index.iterdir()}
    assert counts(world.run()) == {"generation": 1, "read": 3, "unchanged": 3}
    assert {path: path.stat().st_mtime_ns for path in world.place.index.iterdir()} == before
    assert world.stores[-1].added == []
    assert list(pipeline.verify(world.place.root)) == []


def test_a_touched_file_is_unchanged_and_a_changed_one_of_the_same_time_is_read(world: World) -> None:
    path = world.write("a.txt", "A headline", "", RAIL)
    world.run()
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert counts(world.run()) == {"generation": 1, "read": 1, "unchanged": 1}
    status = path.stat()
    path.write_text(f"A headline\n\n{FLOOD}")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert counts(world.run()) == {"generation": 2, "read": 1, "updated": 1}
    assert world.texts() == [FLOOD]


def test_a_new_version_of_a_reader_reads_its_files_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer import readers

    world.write("a.txt", "A headline", "", RAIL)
    world.write("b.jsonl", record(FLOOD, id="1"))
    world.run()
    taken: list[str] = []
    real_pages_apart = readers.pages_apart

    def noted(file: SourceFile) -> Iterator[Any]:
        taken.append(file.locator)
        return real_pages_apart(file)

    monkeypatch.setattr(readers, "pages_apart", noted)
    real = readers.fingerprint()
    monkeypatch.setattr(readers, "fingerprint", lambda: real.replace("text/", "text/9"))
    assert counts(world.run()) == {"generation": 1, "read": 2, "unchanged": 2}
    assert taken == ["a.txt"]


def test_a_text_file_that_is_a_wires_is_read_again_by_its_new_reader(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indexer import readers

    message = (Path(__file__).parents[2] / "seeds/articles/wire-1994.7901").read_bytes()
    (world.sources / "message.txt").write_bytes(message)
    with monkeypatch.context() as before:
        before.setattr(readers, "choose", lambda source, readers: next(one for one in readers if one.name == "text"))
        before.setattr(readers, "fingerprint", lambda: "text/2")
        assert counts(world.run()) == {"generation": 1, "read": 1, "new": 1}
    assert counts(world.run(prune="all")) == {"generation": 2, "read": 2, "new": 2, "removed": 1}


def test_a_record_again_with_other_text_is_a_revision_of_its_article(world: World) -> None:
    world.write("a.jsonl", record(RAIL, id="1", source="Daily"))
    world.run()
    id = world.id_of(RAIL)
    world.write("a.jsonl", record(FLOOD, id="1", source="Daily"))
    assert counts(world.run()) == {"generation": 2, "read": 1, "updated": 1}
    assert world.id_of(FLOOD) == id
    with Ledger.open(world.place.ledger) as ledger:
        versions = ledger.revisions(id[:5])
        assert [(v.current, v.present, "".join(v.article.body)) for v in versions] == [
            (True, True, FLOOD),
            (False, False, RAIL),
        ]
        assert ledger.raw(id).body == (FLOOD,)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_current_revision_does_not_depend_on_the_order_of_reading(world: World, order: tuple[int, ...]) -> None:
    rows = [
        record(RAIL, id="1", source="Daily", date="2017-03-22", updated="2017-03-24"),
        record(FLOOD, id="1", source="Daily", date="2017-03-23", updated="2017-03-23"),
        record(VOTE, id="1", source="Daily", date="2017-03-24"),
    ]
    for step, number in enumerate(order):
        world.write(f"{number}.jsonl", rows[number])
        report = world.run()
        assert report.new == (step == 0)
    assert world.texts() == [RAIL]


def test_the_same_records_give_the_same_current_revision_in_one_run_or_three(world: World, tmp_path: Path) -> None:
    rows = [record(text, id="1", source="Daily") for text in (RAIL, FLOOD, VOTE)]
    world.write("all.jsonl", *rows)
    assert counts(world.run()) == {"generation": 1, "read": 3, "new": 1, "duplicates": 2}
    at_once = world.texts()
    world.write("all.jsonl", *reversed(rows))
    world.run()
    assert world.texts() == at_once


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_of_a_page_that_was_fetched_again_the_latest_is_current(world: World, order: tuple[int, ...]) -> None:
    """The page says no date; the crawler does. On the third day it says again what it said on the first."""

    def capture(day: int, text: str) -> bytes:
        page = f"<!DOCTYPE html><html><head><title>Rail</title></head><body><p>{text}</p></body></html>"
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
        head = f"WARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\nWARC-Date: 2020-02-0{day}T00:00:00Z"
        return f"WARC/1.0\r\n{head}\r\nContent-Length: {len(block)}\r\n\r\n{block}\r\n\r\n".encode()

    captures = [capture(1, RAIL), capture(2, FLOOD), capture(3, RAIL)]
    (world.sources / "a.warc").write_bytes(b"".join(captures[n] for n in order))
    report = world.run()
    assert (report.new, report.read) == (1, 3)
    assert world.texts() == [RAIL]
    world.run()
    assert world.texts() == [RAIL]
    (world.sources / "a.warc").write_bytes(b"".join(captures[n] for n in order if n != 2))
    world.run()
    assert world.texts() == [FLOOD]


def test_another_identity_with_the_same_text_is_new_and_a_duplicate(world: World) -> None:
    spaced = RAIL.replace(" ", "  ")
    world.write("a.jsonl", *(record(t, id=str(n), source="Daily") for n, t in enumerate([RAIL, spaced, FLOOD])))
    assert counts(world.run()) == {"generation": 1, "read": 3, "new": 3, "duplicates": 1}
    world.write("b.jsonl", record(RAIL, id="1", source="Weekly"))
    assert counts(world.run()) == {"generation": 2, "read": 4, "new": 1, "unchanged": 3, "duplicates": 1}


def test_a_record_twice_is_no_unchanged_article(world: World) -> None:
    """Nothing can be unchanged that nobody has read before."""
    rail, flood = record(RAIL, id="1", source="Daily"), record(FLOOD, id="2", source="Daily")
    world.write("a.jsonl", rail, flood, rail)
    world.write("b.jsonl", rail)
    report = world.run()
    assert counts(report) == {"generation": 1, "read": 4, "new": 2, "duplicates": 2}
    assert report.repeated == 2
    assert counts(world.run()) == {"generation": 1, "read": 4, "unchanged": 4}
    world.write("a.jsonl", rail, flood, rail, flood)
    assert counts(world.run()) == {"generation": 1, "read": 5, "unchanged": 5}
    later = [record(text, id="1", source="Daily", updated=f"2017-03-2{day}") for day, text in enumerate((VOTE, FLOOD))]
    world.write("a.jsonl", rail, flood, *later)
    assert counts(world.run()) == {"generation": 2, "read": 5, "updated": 1, "unchanged": 3, "duplicates": 1}


def test_a_renamed_file_keeps_its_articles(world: World) -> None:
    world.write("a.txt", "A headline", "", RAIL)
    world.write("b.txt", "Another one", "", FLOOD)
    world.run()
    ids = set(world.index)
    (world.sources / "a.txt").rename(world.sources / "sub.txt")
    assert counts(world.run()) == {"generation": 2, "read": 2, "updated": 1, "moved": 1, "unchanged": 1}
    assert set(world.index) == ids
    assert world.index[world.id_of(RAIL)][2] == "sub.txt"
    assert counts(world.run(prune="yes")) == {"generation": 2, "read": 2, "unchanged": 2}


def test_a_renamed_folder_keeps_its_articles_and_its_old_name_is_free(world: World) -> None:
    for name, text in (("x/1.txt", RAIL), ("x/2.txt", FLOOD), ("x/3.txt", VOTE)):
        world.write(name, "A headline", "", text)
    world.run()
    ids = set(world.index)
    (world.sources / "x").rename(world.sources / "y")
    assert counts(world.run()) == {"generation": 2, "read": 3, "updated": 3, "moved": 3}
    assert set(world.index) == ids
    world.write("x/1.txt", "A new one", "", "Nobody had expected the harbour to freeze over before the end of May.")
    assert counts(world.run()) == {"generation": 3, "read": 4, "new": 1, "unchanged": 3}
    assert ids < set(world.index)


def test_a_text_that_was_packed_keeps_its_id(world: World) -> None:
    import gzip

    path = world.write("a.txt", "A headline", "", RAIL)
    world.run()
    id = world.id_of(RAIL)
    (world.sources / "a.txt.gz").write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    assert counts(world.run()) == {"generation": 2, "read": 1, "updated": 1, "moved": 1}
    assert world.id_of(RAIL) == id


def test_a_line_put_in_before_others_moves_them(world: World) -> None:
    world.write("a.jsonl", record(RAIL), record(FLOOD))
    world.run()
    ids = {text: world.id_of(text) for text in (RAIL, FLOOD)}
    world.write("a.jsonl", record(VOTE), record(RAIL), record(FLOOD))
    assert counts(world.run()) == {"generation": 2, "read": 3, "new": 1, "updated": 2, "moved": 2}
    assert {text: world.id_of(text) for text in (RAIL, FLOOD)} == ids
    world.write("a.jsonl", record(VOTE), record(RAIL))
    world.run(prune="yes")
    assert world.texts() == sorted([VOTE, RAIL])
    assert world.id_of(RAIL) == ids[RAIL]


def test_a_copy_is_not_a_move(world: World) -> None:
    world.write("a.txt", "A headline", "", RAIL)
    world.run()
    world.write("b.txt", "A headline", "", RAIL)
    assert counts(world.run()) == {"generation": 2, "read": 2, "new": 1, "unchanged": 1, "duplicates": 1}


def test_two_folders_with_the_same_file_names_give_two_articles(world: World) -> None:
    world.write("business/001.txt", "A headline", "", RAIL)
    world.write("tech/001.txt", "A headline", "", FLOOD)
    report = world.run(world.sources / "business", world.sources / "tech")
    assert counts(report) == {"generation": 1, "read": 2, "new": 2}
    ids = set(world.index)
    assert counts(world.run(world.sources)) == {"generation": 1, "read": 2, "unchanged": 2}
    assert set(world.index) == ids


def test_roots_of_the_same_name_are_told_apart_by_their_parents(world: World) -> None:
    world.write("north/daily/001.txt", "A headline", "", RAIL)
    world.write("south/daily/001.txt", "A headline", "", FLOOD)
    world.run(world.sources / "north" / "daily", world.sources / "south" / "daily")
    assert world.texts() == sorted([RAIL, FLOOD])


def test_ids_are_the_same_in_an_archive_made_elsewhere(world: World, tmp_path: Path) -> None:
    world.write("2017/a.txt", "A headline", "", RAIL)
    world.write("b.jsonl", record(FLOOD, id="7"), record(VOTE))
    world.run()
    (tmp_path / "elsewhere").mkdir()
    shutil.copytree(world.sources, tmp_path / "elsewhere" / "news")
    other = Archive(tmp_path / "other")
    pipeline.run([tmp_path / "elsewhere" / "news"], archive=other.root)
    assert set(FakeStore(other.index).articles) == set(world.index)
    assert {found.article.id for found in pipeline.read([world.sources]) if isinstance(found, tuple)} == set(
        world.index
    )


def test_a_bad_record_is_skipped_once_and_still_failing_after(world: World) -> None:
    world.write("a.jsonl", record(RAIL, id="1"), '{"text": "cut o\n', record(FLOOD, id="2"))
    report = world.run()
    assert counts(report) == {"generation": 1, "read": 2, "new": 2, "skipped": 1}
    assert report.exit_code() == 3
    report = world.run()
    assert counts(report) == {"generation": 1, "read": 2, "unchanged": 2, "still_failing": 1}
    assert (report.exit_code(), report.exit_code(strict=True)) == (0, 3)
    world.write("a.jsonl", record(RAIL, id="1"), '{"text": "cut o\n', record(FLOOD, id="2"), record(VOTE, id="3"))
    assert counts(world.run()) == {"generation": 2, "read": 3, "new": 1, "unchanged": 2, "still_failing": 1}
    with Ledger.open(world.place.ledger) as ledger:
        assert [failure.locator for failure in ledger.failures()] == ["a.jsonl#2"]
    world.write("a.jsonl", record(RAIL, id="1"), record(FLOOD, id="2"))
    assert "still_failing" not in counts(world.run())
    with Ledger.open(world.place.ledger) as ledger:
        assert list(ledger.failures()) == []


def test_a_file_that_became_unreadable_keeps_its_articles(world: World) -> None:
    world.write("a.jsonl", record(RAIL, id="1"))
    world.write("b.jsonl", record(FLOOD, id="1"))
    world.run()
    path = world.write("a.jsonl")
    path.write_bytes(b"\x1f\x8b\x08\0broken")
    assert counts(world.run()) == {"generation": 1, "read": 1, "unchanged": 1, "skipped": 1}
    assert counts(world.run()) == {"generation": 1, "read": 1, "unchanged": 1, "still_failing": 1}
    assert len(world.index) == 2
    world.write("a.jsonl", record(RAIL, id="1"))
    assert counts(world.run()) == {"generation": 1, "read": 2, "unchanged": 2}


def test_a_record_that_fails_now_is_not_pruned(world: World) -> None:
    world.write("a.jsonl", record(RAIL, id="1"), record(FLOOD, id="2"))
    world.run()
    world.write("a.jsonl", "{ broken }\n", record(FLOOD, id="2"))
    assert counts(world.run(prune="yes")) == {"generation": 1, "read": 1, "unchanged": 1, "skipped": 1}


def test_a_link_to_nowhere_is_skipped_once(world: World) -> None:
    world.write("a.txt", "A headline", "", RAIL)
    (world.sources / "b.txt").symlink_to("nowhere")
    assert counts(world.run())["skipped"] == 1
    assert counts(world.run()) == {"generation": 1, "read": 1, "unchanged": 1, "still_failing": 1}
    (world.sources / "b.txt").unlink()
    assert counts(world.run()) == {"generation": 1, "read": 1, "unchanged": 1}


def test_ignored_files_are_counted_in_every_run(world: World) -> None:
    world.write("a.txt", "A headline", "", RAIL)
    (world.sources / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    assert counts(world.run()) == {"generation": 1, "read": 1, "new": 1, "ignored": 1}
    assert counts(world.run()) == {"generation": 1, "read": 1, "unchanged": 1, "ignored": 1}


def _eleven(world: World) -> None:
    for number in range(11):
        world.write(f"{number:02}.txt", "A headline", "", f"{RAIL} And this was number {number} of the day.")


def test_vanished_files_stay_until_they_are_pruned(world: World) -> None:
    _eleven(world)
    world.run()
    (world.sources / "03.txt").unlink()
    assert counts(world.run()) == {"generation": 1, "read": 10, "unchanged": 10}
    assert len(world.index) == 11
    with Ledger.open(world.place.ledger) as ledger:
        assert ledger.status().vanished == 1
    assert counts(world.run(prune="yes")) == {"generation": 2, "read": 10, "unchanged": 10, "removed": 1}
    assert len(world.index) == 10
    assert counts(world.run(prune="yes")) == {"generation": 2, "read": 10, "unchanged": 10}
    assert list(pipeline.verify(world.place.root)) == []


def test_prune_refuses_more_than_a_fifth_and_publishes_the_rest(world: World) -> None:
    _eleven(world)
    world.run()
    for number in range(3):
        (world.sources / f"{number:02}.txt").unlink()
    world.write("new.txt", "A headline", "", FLOOD)
    with pytest.raises(PruneRefused, match=r"lost 3 of 1[12] files") as refused:
        world.run(prune="yes")
    assert refused.value.exit_code == 5
    assert len(world.index) == 12
    report = world.run(prune="all")
    assert (report.removed, len(world.index)) == (3, 9)


def test_prune_refuses_an_empty_source(world: World) -> None:
    world.write("a/1.txt", "A headline", "", RAIL)
    world.write("b/1.txt", "A headline", "", FLOOD)
    world.run(world.sources / "a", world.sources / "b")
    shutil.rmtree(world.sources / "a")
    (world.sources / "a").mkdir()
    with pytest.raises(PruneRefused):
        world.run(world.sources / "a", world.sources / "b", prune="yes")
    assert len(world.index) == 2


def test_prune_of_one_file_leaves_its_neighbours(world: World) -> None:
    world.write("a.jsonl", record(RAIL, id="1"), record(FLOOD, id="2"))
    world.write("b.txt", "A headline", "", VOTE)
    world.run()
    (world.sources / "b.txt").unlink()
    world.write("a.jsonl", record(RAIL, id="1"))
    assert counts(world.run(world.sources / "a.jsonl", prune="yes"))["removed"] == 1
    assert world.texts() == sorted([RAIL, VOTE])


def test_a_removed_article_that_comes_back_is_new_with_its_old_id(world: World) -> None:
    _eleven(world)
    world.run()
    path = world.sources / "03.txt"
    id, text = world.id_of("number 3"), path.read_text()
    path.unlink()
    world.run(prune="yes")
    assert id not in world.index
    with Ledger.open(world.place.ledger) as ledger:
        assert "number 3" in " ".join(ledger.raw(id).body)
    world.write("03.txt", text)
    assert counts(world.run()) == {"generation": 3, "read": 11, "new": 1, "unchanged": 10}
    assert id in world.index


def test_the_article_of_two_files_outlives_one_of_them(world: World) -> None:
    for number in range(6):
        world.write(f"{number}.jsonl", record(f"{FLOOD} Part {number}.", id=str(number), source="Daily"))
    world.write("old.jsonl", record(RAIL, id="x", source="Daily", updated="2017-01-01"))
    world.write("new.jsonl", record(VOTE, id="x", source="Daily", updated="2017-01-02"))
    world.run()
    assert VOTE in world.texts()
    (world.sources / "new.jsonl").unlink()
    report = world.run(prune="yes")
    assert (report.removed, report.updated) == (0, 1)
    assert RAIL in world.texts()


def test_standard_input_adds_up(world: World) -> None:
    for text in (RAIL, FLOOD):
        world.run("-", stdin=io.BytesIO(json.dumps(record(text)).encode() + b"\n"))
    assert world.texts() == sorted([RAIL, FLOOD])
    report = world.run("-", stdin=io.BytesIO(json.dumps(record(RAIL)).encode() + b"\n"))
    assert counts(report) == {"generation": 2, "read": 1, "unchanged": 1}


def test_a_rehearsal_counts_and_changes_nothing(world: World) -> None:
    world.write("a.txt", "A headline", "", RAIL)
    assert counts(world.run(dry_run=True)) == {"read": 1, "new": 1}
    assert not world.place.root.exists()
    world.run()
    before = world.place.ledger.read_bytes()
    world.write("b.txt", "A headline", "", FLOOD)
    assert counts(world.run(dry_run=True)) == {"generation": 1, "read": 2, "new": 1, "unchanged": 1}
    assert world.place.ledger.read_bytes() == before
    assert counts(world.run()) == {"generation": 2, "read": 2, "new": 1, "unchanged": 1}


def test_uncleaned_and_cleaned_again(world: World) -> None:
    lines = ["A headline", "", RAIL, "", FLOOD, "", VOTE, "", "Share this article"]
    world.write("a.txt", *lines)
    world.run(clean=False)
    assert world.texts() == [" ".join([RAIL, FLOOD, VOTE, "Share this article"])]
    assert counts(world.run(clean=False)) == {"generation": 1, "read": 1, "unchanged": 1}
    assert counts(world.run()) == {"generation": 2, "read": 1, "updated": 1}
    assert world.texts() == [" ".join([RAIL, FLOOD, VOTE])]
    with Ledger.open(world.place.ledger) as ledger:
        id = world.id_of(RAIL)
        assert "Share this article" in ledger.raw(id).body
        assert [change.line for change in ledger.changes(id) if change.line] == ["Share this article"]


def test_a_new_version_of_cleaning_cleans_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer import text

    world.write("a.txt", "A headline", "", RAIL)
    world.run()
    monkeypatch.setattr(text, "VERSION", text.VERSION + 1)
    monkeypatch.setattr(text, "clean", lambda article: (replace(article, body=(FLOOD,)), ()))
    report = world.run()
    assert counts(report) == {"generation": 2, "read": 1, "unchanged": 1}
    assert report.cleaned_anew == 1
    assert world.texts() == [FLOOD]
    assert world.run().generation == 2


def test_checkpoints_publish_parts_and_come_to_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [record(f"{RAIL} Number {n}.", id=str(n % 7), source="Daily") for n in range(20)]
    world.write("a.jsonl", *rows)
    world.write("b.txt", "A headline", "", FLOOD)
    report = world.run()
    whole, world.place = world.index, Archive(world.root / "parts")
    monkeypatch.setattr(pipeline, "CHECKPOINT", 6)
    parts = world.run()
    assert parts.generation > 2
    assert counts(parts) | {"generation": 1} == counts(report)
    assert world.index == whole
    assert counts(world.run()) == {"generation": parts.generation, "read": 21, "unchanged": 21}


def test_a_run_cut_short_within_a_file_reads_it_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer import readers

    monkeypatch.setattr(pipeline, "CHECKPOINT", 2)
    world.write("a.jsonl", *(record(f"{RAIL} Number {n}.", id=str(n), source="Daily") for n in range(5)))
    real = readers.pages_apart

    def cut(file: Any) -> Iterator[Any]:
        yield from itertools.islice(real(file), 3)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(readers, "pages_apart", cut)
        with pytest.raises(KeyboardInterrupt):
            world.run()
    assert len(world.index) == 2
    with Ledger.open(world.place.ledger) as ledger:
        assert ledger.status().outcome == "interrupted"
    assert counts(world.run()) == {"generation": 3, "read": 5, "new": 3, "unchanged": 2}


def test_a_failed_publication_takes_the_ledger_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.write("a.txt", "A headline", "", RAIL)
    world.run()
    world.write("b.txt", "A headline", "", FLOOD)

    def full(self: FakeStore, generation: int) -> bytes:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(FakeStore, "prepare", full)
        with pytest.raises(OutputError, match="No space left") as error:
            world.run()
    assert error.value.exit_code == 74
    with Ledger.open(world.place.ledger) as ledger:
        assert ledger.status().articles == 1
        assert str(ledger.status().outcome).startswith("failed")
    assert counts(world.run()) == {"generation": 2, "read": 2, "new": 1, "unchanged": 1}


def test_a_ledger_ahead_is_published_or_the_index_made_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.write("a.txt", "A headline", "", RAIL)
    world.run()
    for lost in (False, True):
        world.write(f"b{lost}.txt", "A headline", "", f"{FLOOD} {lost}")
        generation = FakeStore(world.place.index).generation

        def refuse(self: FakeStore, manifest: bytes) -> None:
            raise OSError(5, "Input/output error")

        with monkeypatch.context() as patch:
            patch.setattr(FakeStore, "publish", refuse)
            with pytest.raises(OutputError):
                world.run()
        assert FakeStore(world.place.index).generation == generation
        if lost:
            (world.place.index / f"articles-{generation + 1}.json").unlink()
        report = world.run()
        assert report.generation == generation + 1 + lost
        assert report.unchanged == report.read
        assert f"{FLOOD} {lost}" in world.texts()


def test_an_index_ahead_of_its_ledger_is_damage_that_rebuild_mends(world: World) -> None:
    world.write("a.txt", "A headline", "", RAIL)
    world.run()
    old = world.place.ledger.read_bytes()
    world.write("b.txt", "A headline", "", FLOOD)
    world.run()
    for extra in ("-wal", "-shm"):
        Path(f"{world.place.ledger}{extra}").unlink(missing_ok=True)
    world.place.ledger.write_bytes(old)
    with pytest.raises(DamagedArchive, match="morgue rebuild") as damage:
        world.run()
    assert damage.value.exit_code == 4
    assert [found.file for found in pipeline.verify(world.place.root)] == ["ledger.sqlite3"]
    assert pipeline.rebuild(world.place.root).generation == 3
    assert world.texts() == [RAIL]
    assert counts(world.run()) == {"generation": 4, "read": 2, "new": 1, "unchanged": 1}
    assert list(pipeline.verify(world.place.root)) == []


def test_a_missing_source_ends_before_anything_is_made(world: World) -> None:
    with pytest.raises(UsageError):
        world.run(world.sources, world.root / "missing")
    with pytest.raises(NoArchive):
        world.run(existing=True)
    assert not world.place.root.exists()


def test_an_archive_within_its_source_was_read_into_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Rail strike ends\n\n{RAIL}\n")
    counted = [pipeline.run(tmp_path, archive=tmp_path / "archive", jobs=1) for _ in range(3)]
    assert [(run.new, run.unchanged, run.generation) for run in counted] == [(1, 0, 1), (0, 1, 1), (0, 1, 1)]
    assert [(run.ignored, run.skipped) for run in counted] == [(0, [])] * 3


def test_a_source_alone_is_one_source(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.write("a.jsonl", {"id": "1", "text": RAIL})
    monkeypatch.setenv("HOME", str(world.root))
    for source in (world.sources, str(world.sources)):
        assert [found.article.body for found in pipeline.read(source) if isinstance(found, Clean)] == [(RAIL,)]
    assert pipeline.run(str(world.sources), archive="~/archive", jobs=1).new == 1
    assert world.place.exists()


@pytest.mark.parametrize("wrong", [{"prune": "maybe"}, {"prune": True}, {"jobs": -1}, {"memory": -1}], ids=str)
def test_a_value_that_can_not_be_ends_before_anything_is_made(world: World, wrong: dict[str, Any]) -> None:
    world.write("a.jsonl", {"id": "1", "text": RAIL})
    with pytest.raises(UsageError):
        pipeline.run([world.sources], archive=world.place.root, **wrong)
    assert not world.place.exists()


def test_a_creation_that_was_cut_short_is_finished(world: World) -> None:
    world.place.index.mkdir(parents=True)
    (world.place.root / "morgue.toml.new").touch()
    world.write("a.txt", "A headline", "", RAIL)
    assert world.run().new == 1


def test_a_file_name_that_is_not_utf8_is_read_and_found_again(world: World) -> None:
    path = os.path.join(os.fsencode(world.sources), b"caf\xe9.txt")
    with open(path, "w") as file:
        file.write(f"A headline\n\n{RAIL}")
    assert world.run().new == 1
    assert [row[2] for row in world.index.values()] == ["caf\\xe9.txt"]
    assert counts(world.run()) == {"generation": 1, "read": 1, "unchanged": 1}


def test_memory_does_not_grow_with_the_number_of_articles(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    class Forgetful(FakeStore):
        def add(self, article: Article, known: Known = NOTHING) -> None:
            pass

    monkeypatch.setattr(session, "open_store", lambda index, *, memory_mb, several: Forgetful(index))

    def peak(count: int) -> int:
        world.place = Archive(world.root / str(count))
        world.write("a.jsonl", *(record(f"{RAIL} Number {n}. " * 60, id=str(n), lang="en") for n in range(count)))
        tracemalloc.start()
        try:
            world.run(jobs=1, clean=False)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(20)  # what is imported on the way
    assert peak(600) < 1.1 * peak(220)


def test_sources_and_the_archive_may_be_named_in_bytes(world: World) -> None:
    path = world.write("a.txt", RAIL)
    pipeline.run(os.fsencode(path), archive=os.fsencode(world.place.root))
    assert world.texts() == [RAIL]
    assert pipeline.run([os.fsencode(world.sources)], archive=world.place.root).new == 0


@pytest.mark.parametrize("wrong", [{"jobs": float("nan")}, {"memory": 2.5}, {"lock_timeout": float("nan")}])
def test_a_value_of_another_kind_is_an_error_before_anything_is_made(world: World, wrong: dict[str, Any]) -> None:
    world.write("a.txt", RAIL)
    with pytest.raises(UsageError, match=f"{next(iter(wrong))} must be a"):
        world.run(**wrong)
    assert not world.place.root.exists()


def test_what_is_no_path_is_an_error(world: World) -> None:
    number: Any = 7
    with pytest.raises(UsageError, match="a SOURCE is named by a path, not by 7"):
        pipeline.run(number, archive=world.place.root)
    with pytest.raises(UsageError, match="a folder is named by a path, not by 7"):
        pipeline.run(world.sources, archive=number)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (1, "interrupted by SIGTERM; nothing of it was published; run it again"),
        (5, "interrupted by SIGTERM; what it had published by then stays (generation 2); run it again for the rest"),
    ],
)
def test_an_interrupted_run_says_what_stays(
    world: World, monkeypatch: pytest.MonkeyPatch, read: int, said: str
) -> None:
    for number in range(6):
        world.write(f"{number}.txt", f"Headline {number}", "", f"{RAIL} {number}")
    monkeypatch.setattr(pipeline, "CHECKPOINT", 2)
    take, taken = Intake.take, iter(range(1, 7))

    def interrupted(*arguments: Any, **options: Any) -> Any:
        if next(taken) > read:
            raise Interrupted(signal.SIGTERM)
        return take(*arguments, **options)

    monkeypatch.setattr(Intake, "take", interrupted)
    with pytest.raises(Interrupted) as raised:
        world.run(jobs=1)
    assert str(raised.value) == said
    assert len(world.index) == read // 2 * 2


def test_a_source_that_may_not_be_listed_is_news_every_night(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.write("a/a.txt", "A headline", "", RAIL)
    world.run()
    closed, scandir = [world.sources], os.scandir

    def refused(path: Any) -> Any:
        if os.fsdecode(path) in map(str, closed):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    for _ in range(2):
        report = world.run(prune="yes")
        assert [one.reason for one in report.skipped] == [f"permission denied: the SOURCE {world.sources} itself"]
        assert (report.exit_code(), report.removed, len(world.index)) == (3, 0, 1)
    closed[:] = [world.sources / "a"]  # a folder in it is news once
    assert world.run().exit_code() == 3
    assert world.run().still_failing == 1
    assert world.run().exit_code() == 0
