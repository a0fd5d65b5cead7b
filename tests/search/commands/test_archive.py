"""The commands around a real archive: index, show, read, status, failures, verify, rebuild; and their exit codes."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indexer import pipeline
from indexer.archive import Archive
from indexer.article import Skipped
from indexer.errors import LockBusy, PruneRefused
from indexer.ledger import Ledger, runs
from indexer.report import Report
from indexer.stores import manifest
from search.commands import index as index_command
from search.commands.status import age, parse_age
from tests.search.commands.conftest import Ran, caller

Run = Callable[..., Ran]

STORY = """\
Ferry crews stop work at Port Amsel

The ferry Tern at anchor.

The ferry to Port Amsel did not sail on Tuesday, when crews stopped work over pay.

The ferry Tern at anchor.

Nobody strikes for fun, they said, and went home to their soup.

Source: Island Courier and agencies
"""


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line on the archive `archive` under `tmp_path`."""
    monkeypatch.setenv("MORGUE_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("MORGUE_JOBS", "1")
    return caller(capsys, monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles."""
    place = tmp_path / "clippings"
    place.mkdir()
    (place / "ferry.txt").write_text(STORY)
    article = {
        "id": "k1",
        "title": "Keepers paid",
        "text": "The keepers were paid.",
        "language": "en",
        "source": "Courier",
    }
    (place / "more.jsonl").write_text(json.dumps(article) + "\n")
    return place


def only_id(run: Run, query: str) -> str:
    (line,) = run("search", query, "--jsonl").out.splitlines()
    return str(json.loads(line)["id"])


def test_index_search_show(run: Run, folder: Path, tmp_path: Path) -> None:
    indexed = run("index", str(folder))
    assert indexed.code == 0
    assert indexed.out.startswith("2 articles: 2 new · generation 1 · ")
    assert indexed.err == f"morgue: new archive at {tmp_path / 'archive'}\n"
    id = only_id(run, "crews")
    shown = run("show", id[:8])
    assert shown.code == 0
    assert shown.out.startswith("headline: Ferry crews stop work at Port Amsel\n")
    assert "\n\nNobody strikes for fun, they said, and went home to their soup.\n" in shown.out


def test_again_changes_nothing_and_says_so(run: Run, folder: Path) -> None:
    run("index", str(folder))
    again = run("index", str(folder))
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith("2 articles: 2 unchanged · generation 1 · ")


def test_what_was_read_and_what_was_changed_can_be_seen(run: Run, folder: Path) -> None:
    run("index", str(folder))
    id = only_id(run, "crews")
    raw = run("show", id, "--raw").out
    assert raw.count("The ferry Tern at anchor.") == 2
    changes = run("show", id, "--changes").out
    assert "Island Courier and agencies" in changes
    assert all(line.count("\t") == 3 for line in changes.splitlines())
    revisions = run("show", id, "--revisions").out
    assert revisions.startswith("1\tcurrent\t")
    assert revisions.count("\n") == 1


def test_show_json_has_every_key(run: Run, folder: Path) -> None:
    run("index", str(folder))
    shown = json.loads(run("show", only_id(run, "keepers"), "--json").out)
    assert list(shown) == [
        "format_version", "id", "guid", "url", "headline", "byline", "dateline", "published", "updated", "publisher",
        "section", "language", "body", "captions", "credit", "keywords", "locator", "reader", "changes",
        "provenance", "story",
        "copies", "revisions",
    ]  # fmt: skip
    assert (shown["story"], shown["copies"], shown["published"]) == (shown["id"], 1, None)
    assert [revision["current"] for revision in shown["revisions"]] == [True]


def test_hits_mark_the_matches_and_number_the_paragraphs(run: Run, folder: Path) -> None:
    run("index", str(folder))
    id = only_id(run, "crews")
    shown = run("show", id, "--hits", "strike").out
    assert "Nobody «strikes» for fun" in shown
    assert "¶1\t" in shown
    assert "no match" in run("show", id, "--hits", "zeppelin").err


def test_unknown_and_ambiguous_ids(run: Run, folder: Path) -> None:
    run("index", str(folder))
    for options in ((), ("--raw",), ("--changes",), ("--json",)):
        assert run("show", "ffffffffffffffff", *options).code == 1
        assert run("show", "not-an-id", *options).code == 1
    assert run("show", "").code == 1
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"Story {number}\n\nText of {number}.\n")
    run("index", str(folder))
    many = next(ran for digit in "0123456789abcdef" if (ran := run("show", digit)).code == 2)
    assert "could be" in many.err


def test_only_one_view_at_a_time(run: Run, folder: Path) -> None:
    run("index", str(folder))
    assert run("show", "a", "--raw", "--changes").code == 2
    assert run("show", "a", "--json", "--hits", "x").code == 2


def test_the_report_as_json(run: Run, folder: Path) -> None:
    (folder / "broken.jsonl").write_text("{not json\n")
    ran = run("index", "--json", str(folder))
    assert ran.code == 3
    report = json.loads(ran.out)
    assert list(report) == [
        "format_version", "generation", "read", "new", "updated", "unchanged", "removed", "duplicates", "forgotten",
        "ignored", "still_failing", "skipped", "seconds",
    ]  # fmt: skip
    assert [list(one) for one in report["skipped"]] == [["locator", "reason"]]
    assert "skipped" not in ran.err


def test_what_cannot_be_read_is_a_line_and_exit_3_once(run: Run, folder: Path) -> None:
    (folder / "broken.jsonl").write_text("{not json\n")
    ran = run("index", str(folder))
    assert ran.code == 3
    assert " · 1 skipped · " in ran.out
    assert [line for line in ran.err.splitlines() if "skipped broken.jsonl" in line]
    again = run("index", str(folder))
    assert again.code == 0
    assert "1 still failing" in again.out
    assert run("index", "--strict", str(folder)).code == 3
    failures = run("failures")
    assert failures.out.startswith("broken.jsonl")
    assert failures.out.count("\t") == 1
    assert [list(one) for one in json.loads(run("failures", "--json").out)["failures"]] == [["locator", "reason"]]


def test_nothing_failed(run: Run, folder: Path) -> None:
    run("index", str(folder))
    assert run("failures") == (0, "", "morgue: nothing failed\n")


def test_a_source_that_is_not_there_is_2_and_makes_nothing(run: Run, tmp_path: Path, folder: Path) -> None:
    ran = run("index", str(folder), str(tmp_path / "no"))
    assert ran.code == 2
    assert "new archive" not in ran.err
    assert not (tmp_path / "archive").exists()


def test_a_folder_that_holds_something_else_is_not_announced(run: Run, tmp_path: Path, folder: Path) -> None:
    ran = run("index", "--archive", str(folder), str(folder))
    assert ran.code == 2
    assert "new archive" not in ran.err
    assert sorted(path.name for path in folder.iterdir()) == ["ferry.txt", "more.jsonl"]


def test_existing_makes_no_archive(run: Run, tmp_path: Path, folder: Path) -> None:
    assert run("index", "--existing", str(folder)).code == 6
    assert not (tmp_path / "archive").exists()


def test_negative_numbers_are_2(run: Run, folder: Path) -> None:
    for option in ("--jobs", "--memory", "--lock-timeout"):
        assert run("index", option, "-1", str(folder)).code == 2
        assert run("rebuild", option, "-1").code == 2


def test_a_dry_run_changes_nothing(run: Run, tmp_path: Path, folder: Path) -> None:
    ran = run("index", "--dry-run", str(folder))
    assert ran.out.startswith("dry run: 2 articles: 2 new")
    assert not (tmp_path / "archive").exists()


def test_prune_takes_no_source_for_its_value(run: Run, folder: Path) -> None:
    run("index", str(folder))
    assert run("index", "--prune", str(folder)).code == 0
    (folder / "more.jsonl").unlink()
    refused = run("index", "--prune", str(folder))
    assert refused.code == 5
    assert "--prune=all" in refused.err
    assert refused.out.startswith("1 article: 1 unchanged"), "what else the run did is still reported"
    assert "1 removed" in run("index", "--prune=all", str(folder)).out
    assert run("index", "--prune=some", str(folder)).code == 2


def test_sources_that_were_gone_were_not_mentioned(run: Run, folder: Path) -> None:
    run("index", str(folder))
    (folder / "more.jsonl").unlink()
    for _ in range(2):
        ran = run("index", str(folder))
        assert ran.code == 0
        assert ran.out.startswith("1 article: 1 unchanged · 1 source gone, articles kept · generation 1")
        said = "1 source is gone; its articles are kept. If it is gone for good, remove them with --prune"
        assert ran.err == f"morgue: {said}\n"
    refused = run("index", "--prune", str(folder))
    assert refused.code == 5
    (only,) = refused.err.splitlines()
    assert only.endswith("lost 1 of 2 files; nothing was removed. If that is right, remove them with --prune=all")
    assert "gone" not in run("index", "--json", str(folder)).out
    assert "gone" not in "".join(run("index", "--prune=all", str(folder))[1:])
    assert "gone" not in "".join(run("index", str(folder))[1:])


def test_rebuild_said_that_it_made_nothing(run: Run, folder: Path) -> None:
    run("index", str(folder))
    assert run("rebuild").out.startswith("2 articles · generation 2 · ")
    assert json.loads(run("rebuild", "--json").out)["read"] == 2


def test_no_command_needs_an_archive_to_explain_itself(run: Run) -> None:
    for command in ("status", "verify", "rebuild", "failures"):
        assert run(command).code == 6
        help = run(command, "--help")
        assert help.code == 0
        assert help.out.startswith("Examples:\n")
        assert run(command, "-h").out.startswith("Usage: ")


def test_status(run: Run, folder: Path) -> None:
    run("index", str(folder))
    known = json.loads(run("status", "--json").out)
    assert (known["format_version"], known["generation"], known["articles"]) == (1, 1, 2)
    assert known["bytes"] > 1000
    assert known["last_run"]["outcome"] == "done"
    text = run("status").out
    assert "articles:   2\n" in text
    assert run("status", "--max-age", "1h").code == 0
    stale = run("status", "--max-age", "0s")
    assert stale.code == 5
    assert run("status", "--max-age", "soon").code == 2


def test_status_says_when_the_index_is_of_another_release_or_damaged(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index", str(folder))
    assert json.loads(run("status", "--json").out)["index_trouble"] is None
    assert "rebuild" not in run("status").out
    with monkeypatch.context() as older:
        older.setattr("indexer.stores.manifest.FORMAT", manifest.FORMAT + 1)
        assert "morgue rebuild" in json.loads(run("status", "--json").out)["index_trouble"]
        assert "morgue rebuild" in run("status").out
    (tmp_path / "archive" / "index" / "manifest.json").write_bytes(b"{}")
    assert "checksum" in json.loads(run("status", "--json").out)["index_trouble"]
    assert run("status").code == 0


def test_a_run_that_goes_on_or_failed_does_not_make_a_fresh_archive_stale(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index", str(folder))

    def fail(*arguments: object, **options: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    (folder / "new.txt").write_text("News\n\nSomething new.\n")
    monkeypatch.setattr("indexer.pipeline._take_in", fail)
    assert run("index", str(folder)).code == 74
    known = json.loads(run("status", "--json").out)
    assert known["last_run"]["outcome"] != "done"
    assert known["last_good"] is not None
    assert run("status", "--max-age", "1h").code == 0
    stale = run("status", "--max-age", "0s")
    assert stale.code == 5
    assert "the last one: " in stale.err


def test_a_run_of_a_clock_that_was_ahead_is_not_fresh_until_then(run: Run, folder: Path, tmp_path: Path) -> None:
    run("index", str(folder))
    to_come = (datetime.now(UTC) + timedelta(days=90)).isoformat(timespec="seconds")
    with Ledger.open_writing(tmp_path / "archive" / "ledger.sqlite3") as ledger:
        ledger.db.begin()
        runs.TABLE.add(ledger.db, runs.Run(0, to_come, to_come, "done", "[]", None))
        ledger.db.commit()
    stale = run("status", "--max-age", "1d")
    assert (stale.code, "which is to come" in stale.err) == (5, True)
    assert run("doctor", "--max-age", "1d").code == 5
    run("index", str(folder))
    assert run("status", "--max-age", "1d").code == 0


def test_ages() -> None:
    assert parse_age("90m") == timedelta(minutes=90)
    assert parse_age("1.5d") == timedelta(hours=36)
    now = datetime(2024, 3, 6, tzinfo=UTC)
    assert age("2024-03-05T00:00:00+00:00", now) == timedelta(days=1)
    assert age("2024-03-05T00:00:00", now) == timedelta(days=1)


def test_damage_is_4_and_rebuild_mends_it(run: Run, folder: Path, tmp_path: Path) -> None:
    run("index", str(folder))
    assert run("verify") == (0, "", "morgue: all is as it was written\n")
    largest = max((path for path in (tmp_path / "archive" / "index").rglob("*") if path.is_file()), key=_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 0xFF
    largest.write_bytes(content)
    found = run("verify")
    assert found.code == 4
    assert found.out.startswith("index/")
    assert "morgue rebuild" in found.err
    assert next(list(one) for one in json.loads(run("verify", "--json").out)["damages"]) == ["file", "found"]
    rebuilt = run("rebuild")
    assert rebuilt.code == 0
    assert "generation 2" in rebuilt.out
    assert run("verify").code == 0
    assert run("search", "crews").code == 0


def _size(path: Path) -> int:
    return path.stat().st_size


def test_read_prints_articles_and_indexes_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("read", str(folder))
    assert ran.code == 0
    assert ran.out.count("headline: ") == 2
    assert "\n---\n" in ran.out
    lines = [json.loads(line) for line in run("read", "--jsonl", str(folder)).out.splitlines()]
    assert all("changes" in line for line in lines)
    assert next(list(change) for change in lines[0]["changes"]) == ["rule", "line", "field", "count"]
    whole = json.loads(run("read", "--json", str(folder)).out)
    assert list(whole) == ["format_version", "articles", "ignored", "skipped"]
    assert whole["articles"] == lines
    raw = json.loads(run("read", "--jsonl", "--no-clean", str(folder / "ferry.txt")).out)
    assert raw["body"].count("The ferry Tern at anchor.") == 2
    assert not (tmp_path / "archive").exists()


def test_read_says_what_it_could_not_read(run: Run, folder: Path) -> None:
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "broken.jsonl").write_text("{not json\n")
    ran = run("read", str(folder))
    assert ran.code == 3
    assert "skipped broken.jsonl" in ran.err
    assert "1 file ignored" in ran.err
    assert run("read", str(folder / "picture.png")).code == 1


def test_formats_and_fields(run: Run) -> None:
    assert "jsonl" in run("formats").out
    assert {"name", "version", "extensions", "reads"} == set(json.loads(run("formats", "--json").out)["formats"][0])
    assert run("fields").out.startswith("headline:")
    assert {"name", "kind", "weight", "about"} == set(json.loads(run("fields", "--json").out)["fields"][0])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LockBusy("somebody writes"), 75),
        (PruneRefused("too much"), 5),
        (OSError(errno.ENOSPC, "No space left on device", "file\x1b[31m"), 74),
        (OSError(errno.EIO, "Input/output error"), 74),
        (MemoryError(), 70),
        (RuntimeError("a defect\nof two lines \x1b[31m"), 70),
    ],
)
def test_every_error_has_its_code_and_no_traceback(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(*arguments: object, **options: object) -> Report:
        raise error

    monkeypatch.setattr(pipeline, "run", fail)
    ran = run("index", str(folder))
    assert ran.code == code
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err
    assert len([line for line in ran.err.splitlines() if "new archive" not in line]) == 1
    if code == 70 and isinstance(error, RuntimeError):
        monkeypatch.setenv("MORGUE_DEBUG", "1")
        assert "Traceback" in run("index", str(folder)).err


def test_the_report_line() -> None:
    report = Report(
        generation=7, read=1573, new=12, updated=3, moved=1, unchanged=1556, removed=2, duplicates=3, ignored=4,
        repeated=2, still_failing=1, skipped=[Skipped("a", "b")], seconds=3.21,
    )  # fmt: skip
    assert index_command.summary(report) == (
        "1,573 articles: 12 new (1 duplicate), 3 updated (1 moved), 2 repeated, 1,556 unchanged, 2 removed · "
        "4 files ignored · 1 skipped · 1 still failing · generation 7 · 3.2 s"
    )
    assert index_command.summary(Report()) == "0 articles · generation 0 · 0.0 s"


def test_a_reader_without_write_access_can_search_and_show(run: Run, folder: Path, tmp_path: Path) -> None:
    run("index", str(folder))
    root = Archive(tmp_path / "archive").root
    id = only_id(run, "crews")
    paths = [root, *root.rglob("*")]
    before = {path: path.stat().st_mtime_ns for path in paths}
    assert run("search", "crews").code == 0
    assert run("show", id).code == 0
    assert {path: path.stat().st_mtime_ns for path in paths} == before


def edited(run: Run, folder: Path) -> str:
    """The keepers' article in two revisions; its id."""
    run("index", str(folder))
    id = only_id(run, "keepers")
    path = folder / "more.jsonl"
    article = json.loads(path.read_text())
    path.write_text(json.dumps(article | {"text": "The keepers were never paid."}) + "\n")
    run("index", str(folder))
    return id


def test_revisions_are_listed_with_the_words_that_changed(run: Run, folder: Path) -> None:
    id = edited(run, folder)
    lines = [line.split("\t") for line in run("show", id, "--revisions").out.splitlines()]
    assert [(line[0], line[1], line[4]) for line in lines] == [("2", "current", "-0 +1 words"), ("1", "gone", "first")]
    shown = json.loads(run("show", id, "--json").out)["revisions"]
    assert list(shown[0]) == [
        "number", "run", "read", "current", "present", "published", "updated", "locator", "headline", "words_gone",
        "words_new",
    ]  # fmt: skip
    assert [(r["number"], r["run"], r["words_new"]) for r in shown] == [(2, 2, 1), (1, 1, None)]


def test_a_revision_is_compared_with_the_one_before(run: Run, folder: Path) -> None:
    id = edited(run, folder)
    told = run("show", id, "--diff")
    assert told.code == 0
    first, second, change = told.out.splitlines()
    assert (first[:12], second[:12]) == ("-\trevision 1", "+\trevision 2")
    assert change == "~\t¶1\tThe keepers were {+never+} paid."
    assert run("show", "--diff", id, "2") == told
    assert "\x1b[1;32mnever\x1b[0m" in run("show", id, "--diff", "--color=always").out
    data = json.loads(run("show", id, "--diff", "--json").out)
    assert list(data) == ["format_version", "id", "before", "after", "passages"]
    assert {"fate": "new", "text": "never "} in data["passages"][0]["pieces"]


def test_a_revision_that_is_not_there(run: Run, folder: Path) -> None:
    id = edited(run, folder)
    assert run("show", id, "--diff", "3").code == 2
    assert run("show", id, "--diff", "1") == (1, "", f"morgue: nothing was read before revision 1 of {id}\n")
    assert run("show", id, "2").code == 2
    assert run("show", id, "--diff", "--raw").code == 2


def test_silently_edited_articles_are_found(run: Run, folder: Path) -> None:
    id = edited(run, folder)
    assert only_id(run, "changed:yes") == id
    assert run("search", "--count", "*", "--", "-changed:yes").out == "1\n"
    assert run("search", "ferry changed:yes").code == 1
    run("rebuild")
    assert only_id(run, "changed:yes keepers") == id


def test_runs_are_listed_and_undone(run: Run, folder: Path) -> None:
    id = edited(run, folder)
    lines = [line.split("\t") for line in run("runs").out.splitlines()]
    assert [(line[0], *line[2:]) for line in lines] == [
        ("2", "done", "1 updated", str(folder)),
        ("1", "done", "2 new", str(folder)),
    ]
    assert json.loads(run("status", "--json").out)["last_run"]["run"] == 2
    undone = run("undo", "2")
    assert (undone.code, undone.err) == (0, "")
    assert undone.out.startswith("run 2 undone: 1 updated · generation 3 · ")
    assert "The keepers were paid." in run("show", id).out
    assert len(run("show", id, "--revisions").out.splitlines()) == 1
    assert run("search", "changed:yes").code == 1
    assert run("undo", "2").code == 2
    assert run("undo", "3").code == 5
    assert run("undo", "9").code == 2
    assert run("verify").code == 0
    known = json.loads(run("runs", "--json", "-n", "2").out)["runs"]
    assert [(one["run"], one["outcome"], one["undoes"]) for one in known] == [
        (3, "undid run 2", 2),
        (2, "undone", None),
    ]
    assert list(known[0]) == ["run", "started", "finished", "outcome", "sources", "undoes", "report"]
    assert json.loads(run("undo", "1", "--json").out)["removed"] == 2
    assert run("search", "*").code == 1


def test_an_undo_does_not_make_an_archive_fresh(run: Run, folder: Path) -> None:
    run("index", str(folder))
    assert run("status", "--max-age", "1h").code == 0
    run("undo", "1")
    assert run("status", "--max-age", "1h").code == 5


def test_a_run_that_was_built_on_is_not_undone(run: Run, folder: Path) -> None:
    edited(run, folder)
    refused = run("undo", "1")
    assert (refused.code, refused.out) == (5, "")
    assert refused.err.startswith("morgue: run 1 can't be undone: later runs (2) changed what it brought.")


def test_coverage(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    texts = {
        "2024-03-05": "The ferry did not sail…",
        "2024-03-08": "It sailed on Friday.",
        None: "The cafÃ© isn’t open.",
    }
    lines = [{"id": n, "text": t, "date": d, "source": "Courier"} for n, (d, t) in enumerate(texts.items())]
    (folder / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    run("index", str(folder))
    (one,) = json.loads(run("coverage", "--json").out)["publishers"]
    assert one == {
        "publisher": "Courier", "articles": 3, "first": "2024-03-05", "last": "2024-03-08", "missing_days": 2,
        "missing": ["2024-03-06..2024-03-07"], "undated": 1, "stubs": 1, "repaired": 1, "captioned": 0,
        "months": {"2024-03": 2},
    }  # fmt: skip
    assert run("coverage").out.splitlines() == [
        "Courier\t3\t2024-03-05\t2024-03-08\t2\t1\t1\t1\t0", "\t2024-03\t2", "\tmissing\t2024-03-06..2024-03-07",
    ]  # fmt: skip
    assert run("coverage", "--max-missing", "2", "--min-articles", "3").code == 0
    over = run("coverage", "--max-missing", "1", "--min-articles", "4")
    assert over.code == 5
    assert over.err == (
        "morgue: Courier: 3 articles, fewer than 4\nmorgue: Courier: 2 days without an article, more than 1\n"
    )
    assert run("coverage", "--publisher", "courier").out.startswith("Courier\t3")
    assert run("coverage", "--publisher", "Weekly").code == 1
    assert run("coverage", "--since", "March").code == 2
    assert run("coverage", "--since", "2025-01").out.startswith("Courier\t1\t\t")


def test_coverage_is_a_table_of_eighty_columns(run: Run, folder: Path, tmp_path: Path) -> None:
    from tests.support.terminals import on_terminal

    run("index", str(folder))
    shown = on_terminal("--archive", str(tmp_path / "archive"), "coverage")
    assert shown.code == 0
    lines = [line for line in shown.lines if line]
    assert lines[0].startswith("publisher ")
    assert {len(line) for line in lines} == {80}
    assert any(line.startswith("Courier  ") for line in lines)


@pytest.mark.parametrize("line", [("status",), ("search", "ferry"), ("index", "."), ("backup", "copy")])
def test_a_home_that_nobody_has_is_no_defect(run: Run, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...]) -> None:
    monkeypatch.setenv("MORGUE_ARCHIVE", "~no-such-user/a")
    for ran in (run(*line), run("--archive", "~no-such-user/a", *line)):
        assert ran.code == 2
        assert "the home folder ~no-such-user isn't known" in ran.err


def test_a_backup_has_no_place_in_a_home_that_nobody_has(run: Run, folder: Path) -> None:
    run("index", str(folder))
    ran = run("backup", "~no-such-user/copy")
    assert (ran.code, "~no-such-user isn't known" in ran.err) == (2, True)


def test_a_wait_that_is_no_number_is_an_error_before_anything_is_made(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("index", str(folder), "--lock-timeout", "nan")
    assert (ran.code, ran.err) == (2, "morgue: --lock-timeout must be a number, not nan\n")
    assert not (tmp_path / "archive").exists()
