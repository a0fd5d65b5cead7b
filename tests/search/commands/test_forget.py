"""`morgue forget` and `morgue verify --forgotten` around a real archive."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.archive import Archive
from search.__main__ import main
from tests.search.commands.conftest import Ran

Run = Callable[..., Ran]

TEXT = (
    "The unheard-of zephyrquill was seen by eleven auditors in the vault of the harbour office on a wet Tuesday, and "
    "nobody had thought that anything else could be stored beside it, said the keeper, who had counted all of it twice."
)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line on an archive with one article in two papers, and another."""
    monkeypatch.setenv("MORGUE_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("MORGUE_JOBS", "1")
    (tmp_path / "news.jsonl").write_text(
        "".join(
            json.dumps({"id": id, "source": source, "date": date, "title": title, "text": text}) + "\n"
            for id, source, date, title, text in (
                ("1", "Courier", "2020-01-05", "Vault\x1b[31m opened", TEXT),
                ("2", "Gazette", "2020-01-06", "Vault opened", TEXT),
                ("3", "Gazette", "2020-01-07", "A flood", "The river rose by two metres overnight."),
            )
        )
    )

    def call(*arguments: str) -> Ran:
        code = main(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    assert call("index", str(tmp_path / "news.jsonl")).code == 0
    return call


def ids(run: Run, *query: str) -> list[str]:
    found = run("search", "--json", *query).out
    return [hit["id"] for hit in json.loads(found)["hits"]]


def test_an_article_goes_and_its_copy_is_named(run: Run, tmp_path: Path) -> None:
    (id,), (copy,) = ids(run, "vault", "publisher:courier"), ids(run, "vault", "publisher:gazette")
    gone = run("forget", id[:8])
    assert gone.code == 0
    assert gone.out.startswith("1 article forgotten · generation 2 · ")
    assert gone.err == (f"morgue: 1 article that says much the same stays: {copy}; --copies takes such down, too\n")
    assert run("show", id).code == 1
    proof = run("verify", "--forgotten")
    assert (proof.code, proof.out) == (0, "")
    assert "nothing is left of 1 forgotten article" in proof.err
    again = run("index", str(tmp_path / "news.jsonl"))
    assert again.code == 0
    assert again.out.startswith("3 articles: 2 unchanged, 1 forgotten · generation 2 · ")
    runs = [(run["outcome"], run["sources"]) for run in json.loads(run("runs", "--json").out)["runs"]]
    assert [outcome for outcome, _ in runs] == ["done", "forgot 1 article", "done"]
    assert runs[1][1] == []


def test_what_would_go_is_listed_and_nothing_changed(run: Run) -> None:
    (id,), (copy,) = ids(run, "vault", "publisher:courier"), ids(run, "vault", "publisher:gazette")
    plan = run("forget", id, "--copies", "--dry-run")
    assert plan.code == 0
    assert plan.out.splitlines() == [
        f"{id}\t2020-01-05\tCourier\tVault[31m opened\t1 revision\tnews.jsonl#1",
        f"{copy}\t2020-01-06\tGazette\tVault opened\t1 revision\tnews.jsonl#2",
        "dry run: 2 articles would be forgotten",
    ]
    told = json.loads(run("forget", id, "--copies", "--dry-run", "--json").out)
    assert list(told) == [
        "format_version", "dry_run", "generation", "articles", "kept", "before", "seconds",
    ]  # fmt: skip
    assert [(one["id"], one["copy_of"]) for one in told["articles"]] == [(id, None), (copy, id)]
    assert (told["dry_run"], told["generation"], len(ids(run, "vault"))) == (True, 1, 2)
    assert run("verify", "--forgotten").err == "morgue: nothing was forgotten\n"


def test_the_codes(run: Run, tmp_path: Path) -> None:
    (id,) = ids(run, "flood")
    unknown = run("forget", "ffffffffffffffff")
    assert (unknown.code, unknown.out) == (1, "")
    assert "no article ffffffffffffffff" in unknown.err
    assert run("--archive", str(tmp_path / "none"), "forget", id).code == 6
    assert run("--archive", str(tmp_path / "none"), "forget", id, "--dry-run").code == 6
    assert run("--archive", str(tmp_path / "none"), "verify", "--forgotten").code == 6
    assert run("forget", id, "--lock-timeout", "-1").code == 2
    with Archive(tmp_path / "archive").lock(0):
        assert run("forget", id, "--lock-timeout", "0").code == 75
    assert ids(run, "flood") == [id]
    done = run("forget", id, "--json")
    assert (done.code, json.loads(done.out)["articles"][0]["headline"]) == (0, "A flood")
    again = run("forget", id)
    assert (again.code, f"{id} is forgotten already" in again.err) == (0, True)


def test_leftovers_are_told_with_their_file_and_place(run: Run, tmp_path: Path) -> None:
    assert run("forget", *ids(run, "vault")).code == 0
    (tmp_path / "archive" / "export.txt").write_text("---\n" + TEXT)
    proof = run("verify", "--forgotten")
    assert proof.code == 4
    assert proof.out.startswith("export.txt: at byte 0: ")
    assert "1 leftover; " in proof.err
    told = json.loads(run("verify", "--forgotten", "--json").out)
    assert list(told) == ["format_version", "forgotten", "damages", "quoting"]
    assert (told["forgotten"], [list(one) for one in told["damages"]]) == (2, [["file", "found"]])


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("\n", 130), ("", 130)])
def test_on_a_terminal_it_asks(run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, code: int) -> None:
    (id,) = ids(run, "flood")
    terminal = io.StringIO(answer)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = run("forget", id)
    assert ran.code == code
    assert "␉" not in ran.err
    assert "Forget 1 article for good? [y/N] " in ran.err
    assert len(ids(run, "flood")) == (code != 0)


def test_on_a_terminal_yes_answers_beforehand(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    ran = run("forget", *ids(run, "flood"), "--yes")
    assert (ran.code, "[y/N]" in ran.err) == (0, False)
