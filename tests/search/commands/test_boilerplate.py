"""`morgue boilerplate` around a real archive: what is listed, and what a decision does at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from search.__main__ import main
from tests.search.commands.conftest import Ran

Run = Callable[..., Ran]
BOX = "Jo Doe reports on towns for the Weekly."
STAYS = "Nobody knew why."


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line on an archive with four articles that end in the same two lines."""
    monkeypatch.setenv("MORGUE_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("MORGUE_JOBS", "1")
    news = tmp_path / "news.jsonl"
    with news.open("w") as file:
        for day in range(1, 5):
            text = f"Town {day} has {day} mayors, the council of town {day} said.\n\n{STAYS}\n\n{BOX}"
            file.write(json.dumps({"text": text, "id": str(day), "source": "Weekly", "date": f"2020-0{day}-05"}) + "\n")

    def call(*arguments: str) -> Ran:
        code = main(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    assert call("index", str(news)).code == 0
    return call


def found(run: Run, words: str) -> int:
    return int(run("search", "--count", f'"{words}"').out)


def test_the_list_says_what_is_taken_and_where(run: Run) -> None:
    listed = run("boilerplate")
    name, publisher, state, counted, examples, line = listed.out.rstrip("\n").split("\t")
    assert (listed.code, publisher, state, counted, line) == (0, "Weekly", "taken", "4 articles, 4 days", BOX)
    assert len(examples.split()) == 3
    assert f"boilerplate\tgone\t1\t{BOX}" in run("show", examples.split()[0], "--changes").out
    assert BOX in run("show", examples.split()[0], "--raw").out
    every = json.loads(run("boilerplate", "--all", "--json").out)["lines"]
    assert [(row["line"], row["taken"]) for row in every] == [(BOX, True), (STAYS, False)]
    assert every[0]["name"] == name
    assert run("boilerplate", "--publisher", "Daily").code == 1


def test_a_line_is_kept_until_that_is_forgotten(run: Run) -> None:
    name = run("boilerplate").out.split("\t")[0]
    assert found(run, BOX) == 0
    kept = run("boilerplate", "keep", name[:6])
    assert (kept.code, "4 articles changed" in kept.err) == (0, True)
    assert found(run, BOX) == 4
    assert "kept by decision" in run("boilerplate").out
    assert "0 articles" in run("boilerplate", "keep", BOX).err
    assert run("boilerplate", "forget", BOX).code == 0
    assert found(run, BOX) == 0
    assert run("verify").code == 0


def test_a_line_is_forced(run: Run) -> None:
    data = json.loads(run("boilerplate", "force", "nobody knew WHY", "--json").out)
    assert (data["decision"], data["taken"], data["changed"], data["line"]) == ("force", True, 4, STAYS)
    assert found(run, STAYS) == 0
    assert run("rebuild").code == 0
    assert found(run, STAYS) == 0
    assert run("verify").code == 0


def test_a_line_of_one_article_is_forced_with_its_publisher(run: Run) -> None:
    line = "Town 1 has 1 mayors, the council of town 1 said."
    assert run("boilerplate", "force", line).code == 2
    assert run("boilerplate", "force", line, "--publisher", "Weekly").code == 0
    assert found(run, line) == 0
    assert run("boilerplate", "forget", line).code == 0
    assert found(run, line) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("drop", "x"), "there are keep, force and forget"), (("keep",), "which line"), (("keep", "x"), "no line like")],
)
def test_mistakes_are_usage_errors(run: Run, arguments: tuple[str, ...], says: str) -> None:
    ran = run("boilerplate", *arguments)
    assert ran.code == 2
    assert says in ran.err
