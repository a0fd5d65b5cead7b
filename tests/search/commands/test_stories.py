"""Stories on the command line: each once, its copies counted, and what they changed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.article import article_id
from search.searcher import open_archive
from tests.search.commands.conftest import Ran, over

Run = Callable[..., Ran]

WIRE = (
    "The ferry Tern did not sail on Tuesday, when crews stopped work over pay that has not risen in four years.",
    "Talks between the crews and the harbour company ended without a result late on Monday evening.",
)
CHANGED = (WIRE[0].replace("on Tuesday", "yesterday"), WIRE[1], "More on page four.")


def record(number: int, publisher: str, date: str | None, text: tuple[str, ...], title: str) -> dict[str, object]:
    return {"id": str(number), "title": title, "date": date, "source": publisher, "text": "\n\n".join(text)}


RECORDS = (
    record(1, "Island Courier", "2024-03-06", CHANGED, "Ferry stays in port"),
    record(2, "Amsel Wire", "2024-03-05", WIRE, "Ferry crews stop work"),
    record(3, "Tern Herald", "2024-03-07", WIRE, "Ferry crews stop work"),
    record(
        4, "Tern Herald", "2024-03-08", ("The ferry museum opens its doors again after a year of repairs.",), "Museum"
    ),
)
COURIER, LEAD, HERALD, MUSEUM = (article_id(f"guid:{row['source']}\0{row['id']}") for row in RECORDS)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line over an archive of three copies and another article."""
    return over(RECORDS, tmp_path, capsys, monkeypatch)


def test_every_hit_says_its_story_and_how_many_copies_there_are(run: Run) -> None:
    found = json.loads(run("search", "ferry", "--json", "--sort", "oldest").out)
    assert (found["total"], found["stories"]) == (4, 2)
    assert [(hit["id"], hit["story"], hit["copies"]) for hit in found["hits"]] == [
        (LEAD, LEAD, 3), (COURIER, LEAD, 3), (HERALD, LEAD, 3), (MUSEUM, MUSEUM, 1),
    ]  # fmt: skip
    assert run("search", "ferry").err.startswith("4 articles in 2 stories · ")
    assert run("search", "museum").err.startswith("1 article · ")


def test_a_story_is_shown_once_in_every_format(run: Run) -> None:
    found = json.loads(run("search", "ferry", "--stories", "--json", "--sort", "newest").out)
    assert (found["total"], found["stories"]) == (4, 2)
    assert [hit["id"] for hit in found["hits"]] == [MUSEUM, HERALD]
    lines = run("search", "ferry", "--stories", "--jsonl", "--sort", "oldest").out.splitlines()
    assert [(hit["rank"], hit["id"]) for hit in map(json.loads, lines)] == [(1, LEAD), (2, MUSEUM)]
    rows = list(csv.DictReader(run("search", "ferry", "--stories", "--csv", "--sort", "oldest").out.splitlines()))
    assert [(row["story"], row["copies"]) for row in rows] == [(LEAD, "3"), (MUSEUM, "1")]
    plain = run("search", "ferry", "--stories", "--sort", "oldest").out
    assert "\tcopies\t2\t2024-03-06 Island Courier\t2024-03-07 Tern Herald" in plain.splitlines()
    shown = run("search", "ferry", "--stories", "--sort", "oldest", "--format", "terminal").out
    assert "2 copies: Island Courier 6 Mar, Tern Herald 7 Mar" in shown
    assert "copies" not in run("search", "ferry", "--format", "terminal").out


def test_pages_count_stories(run: Run) -> None:
    first, second = (
        run("search", "ferry", "--stories", "--jsonl", "--sort", "oldest", "-n", "1", "--offset", offset)
        for offset in ("0", "1")
    )
    assert [json.loads(ran.out)["id"] for ran in (first, second)] == [LEAD, MUSEUM]
    assert "4 articles in 2 stories, 1 to 1 · " in run("search", "ferry", "--stories", "-n", "1").err
    assert run("search", "ferry", "--stories", "-n", "1").err.rstrip().endswith("next: --offset 1")
    assert "none after --offset 2" in run("search", "ferry", "--stories", "--offset", "2").err


def test_stories_are_counted(run: Run) -> None:
    assert run("search", "ferry", "--count").out == "4\n"
    assert run("search", "ferry", "--count", "--stories").out == "2\n"


def test_the_lineage_of_a_story(run: Run) -> None:
    story = json.loads(run("story", HERALD, "--json").out)
    assert list(story) == ["format_version", "generation", "story", "copies", "articles"]
    assert (story["story"], story["copies"]) == (LEAD, 3)
    lead, courier, herald = story["articles"]
    assert [one["id"] for one in (lead, courier, herald)] == [LEAD, COURIER, HERALD]
    assert lead["edits"] == herald["edits"] == []
    assert (courier["words_removed"], courier["words_added"]) == (2, 5)
    assert courier["edits"] == [
        {"paragraph": 1, "removed": "on Tuesday,", "added": "yesterday,", "before": "Tern did not sail",
         "after": "when crews stopped work"},
        {"paragraph": 2, "removed": "", "added": "More on page four.", "before": "", "after": ""},
    ]  # fmt: skip
    plain = run("story", LEAD[:8]).out.splitlines()
    assert plain[0] == f"1\t{LEAD}\t2024-03-05\tAmsel Wire\t\tFerry crews stop work\t0\t0"
    assert plain[2] == "\t¶1\tTern did not sail\ton Tuesday,\tyesterday,\twhen crews stopped work"
    assert len(plain) == 5


def test_a_story_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    out = run("story", COURIER).out
    assert out.startswith("Ferry crews stop work\n3 articles from 5 Mar 2024 to 7 Mar 2024\n")
    assert f"1  Amsel Wire · 5 Mar 2024 · {LEAD[:6]} · ran it first\n" in out
    assert f"2  Island Courier · 6 Mar 2024 · {COURIER[:6]} · 2 words removed, 5 added\n   Ferry stays in port\n" in out
    assert "¶1  Tern did not sail [-on Tuesday,-] {+yesterday,+} when crews stopped work" in out
    assert "the same words" in out
    assert "1 article, no copies" in run("story", MUSEUM).out
    assert "3  Ferry crews stop work\n   Amsel Wire · 5 Mar 2024" in run("stories").out


def test_an_unknown_story_and_an_article_without_copies(run: Run) -> None:
    assert run("story", "0000").code == 1
    alone = json.loads(run("story", MUSEUM, "--json").out)
    assert (alone["story"], alone["copies"], len(alone["articles"])) == (MUSEUM, 1, 1)


def test_stories_are_listed(run: Run) -> None:
    assert run("stories").out == f"3\t{LEAD}\t2024-03-05\tAmsel Wire\tFerry crews stop work\n"
    (row,) = json.loads(run("stories", "--json", "--sort", "newest").out)["stories"]
    assert row == {
        "story": LEAD, "copies": 3, "headline": "Ferry crews stop work", "published": "2024-03-05",
        "publisher": "Amsel Wire",
    }  # fmt: skip


def test_show_says_the_story(run: Run) -> None:
    for options in ((), ("--raw",)):
        shown = json.loads(run("show", HERALD, "--json", *options).out)
        assert (shown["story"], shown["copies"]) == (LEAD, 3)
    shown = json.loads(run("show", MUSEUM, "--json").out)
    assert (shown["story"], shown["copies"]) == (MUSEUM, 1)


def test_the_python_api_tells_stories(run: Run, tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive") as archive:
        results = archive.search("ferry", stories=True, sort="oldest")
        assert (results.total, results.stories, [hit.copies for hit in results.hits]) == (4, 2, [3, 1])
        assert [copy.id for copy in results.hits[0].others] == [COURIER, HERALD]
        assert [article.id for article in archive.story(HERALD)] == [LEAD, COURIER, HERALD]
        assert archive.story_of(COURIER) == (LEAD, 3)
