"""What is loaded by what: a search must not wait for what reading needs, nor a pipe for what a terminal needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import IO

import pytest

from indexer import pipeline

READING = {"bs4", "lxml", "trafilatura", "htmldate", "courlan", "ftfy", "py3langid", "polars", "numpy"}
TERMINAL = {"rich"}
TYPER = {"typer", "click"}
SLOW = {"dataclasses", "inspect", "datetime", "calendar", "hashlib", "tomllib", "platformdirs", "threading", "regex"}
"""What costs a search a millisecond or more and is needed by few."""

# Runs a command line and then says, on stderr, which top-level modules were loaded.
_REPORTING = """
import sys
from search.__main__ import main
code = main(sys.argv[1:])
print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


def loaded(*arguments: str, code: str = _REPORTING, expect: int = 0) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after a command line."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MORGUE", "PYTHON"))}
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[1],
        check=False,
    )
    assert ran.returncode == expect, ran.stderr
    (line,) = (line for line in ran.stderr.splitlines() if line.startswith("LOADED"))
    return set(line.split()[1:])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An archive with two articles in it, the folder's name."""
    folder = tmp_path_factory.mktemp("imports")
    articles = [
        {"id": "1", "title": "Ferry strike", "text": "The ferry did not sail.", "language": "en", "date": "2024-03-05"},
        {"id": "2", "title": "Fête du port", "text": "Le ferry « Tern » est resté à quai.", "language": "fr"},
    ]
    source = folder / "articles.jsonl"
    source.write_text("".join(json.dumps(article) + "\n" for article in articles), "utf-8")
    pipeline.run([source], archive=folder / "archive", jobs=1)
    return str(folder / "archive")


def test_the_version_loads_next_to_nothing() -> None:
    modules = loaded("--version")
    assert not modules & (
        READING | TERMINAL | TYPER | SLOW | {"whoosh", "regex", "Stemmer", "msgspec", "sqlite3", "multiprocessing"}
    )


@pytest.mark.parametrize("form", ["plain", "json", "jsonl", "csv"])
def test_a_search_on_a_pipe_loads_no_reader_and_no_rich(archive: str, form: str) -> None:
    modules = loaded("--archive", archive, "search", "ferry", "--format", form)
    assert not modules & (READING | TERMINAL | TYPER | SLOW | {"sqlite3", "multiprocessing", "asyncio"})


def test_a_search_on_a_terminal_loads_no_reader(archive: str) -> None:
    modules = loaded("--archive", archive, "search", "ferry", "--format", "terminal")
    assert "rich" in modules, "the test would prove nothing"
    assert not modules & (READING | TYPER)


def test_a_wrong_query_is_told_without_rich(archive: str) -> None:
    assert not loaded("--archive", archive, "search", "date:yesteryear", expect=2) & (READING | TERMINAL | TYPER)


def test_help_and_usage_errors_are_told_without_rich() -> None:
    modules = loaded("search", "--help")
    assert "typer" in modules, "the other tests would prove nothing"
    assert not modules & (READING | TERMINAL)
    assert not loaded("search", "--nonsense", expect=2) & (READING | TERMINAL)


def test_show_on_a_pipe_loads_no_rich_and_no_ledger(archive: str) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "search", "--archive", archive, "search", "fête", "--jsonl"],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    id = json.loads(found.stdout)["id"]
    assert not loaded("--archive", archive, "show", id) & (READING | TERMINAL | TYPER | {"sqlite3"})


def test_what_a_search_is_made_of_loads_little() -> None:
    code = """
import sys
import search.process, search.commands.search, search.commands.show
import search.searcher, search.query.parser, search.snippets, search.render.json, search.render.plain
search.query.parser.parse('"rail strike" headline:ferry OR strik*')
print("LOADED", *{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
"""
    assert not loaded(code=code) & (READING | TERMINAL | TYPER | SLOW)


def test_the_python_api_loads_no_terminal(archive: str) -> None:
    code = f"""
import sys, search
with search.open_archive({archive!r}) as searcher:
    assert searcher.search("ferry").total == 2
print("LOADED", *{{name.partition(".")[0] for name in sys.modules}}, file=sys.stderr)
"""
    assert not loaded(code=code) & (READING - {"numpy"} | TERMINAL | TYPER)


def test_the_write_side_loads_no_terminal(archive: str, tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    source.write_text("<html><body><article><h1>Gannets</h1><p>They are back on the cliff.</p></article></body></html>")
    code = f"""
import pkgutil, sys, importlib, indexer
for module in pkgutil.walk_packages(indexer.__path__, "indexer."):
    importlib.import_module(module.name)
indexer.run([{str(source)!r}], archive=__import__("pathlib").Path({str(tmp_path / "archive")!r}), jobs=1)
print("LOADED", *{{name.partition(".")[0] for name in sys.modules}}, file=sys.stderr)
"""
    modules = loaded(code=code)
    assert "lxml" in modules, "the test would prove nothing"
    assert not modules & {"rich", "typer", "search"}


def test_a_search_that_ends_at_once_has_written_all_and_says_what_it_came_to(archive: str) -> None:
    def ended(*arguments: str, out: int | IO[bytes] = subprocess.PIPE) -> tuple[int, bytes, bytes]:
        command = [sys.executable, "-m", "search", "--archive", archive, "search", *arguments]
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("MORGUE", "PYTHON"))}
        ran = subprocess.run(
            command,
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment,  # not unbuffered, above all
            cwd=Path(__file__).parents[1],
            check=False,
        )
        return ran.returncode, ran.stdout, ran.stderr

    code, out, _ = ended("ferry", "--jsonl")
    assert (code, [json.loads(line)["rank"] for line in out.splitlines()]) == (0, [1, 2])
    code, out, said = ended("gannets")
    assert (code, out, said.startswith(b"morgue: nothing found")) == (1, b"", True)
    with open("/dev/full", "wb") as full:
        code, _, said = ended("ferry", "--json", out=full)
    assert (code, b"No space left" in said) == (74, True)


def test_every_package_is_installed() -> None:
    root = Path(__file__).parents[1]
    named = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    there = [
        path.parent.relative_to(root) for name in ("indexer", "search") for path in (root / name).rglob("__init__.py")
    ]
    assert sorted(named) == sorted(".".join(path.parts) for path in there)
