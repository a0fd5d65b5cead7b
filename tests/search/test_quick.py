"""What is read without Typer is what Typer reads."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search import __version__, quick
from search.cli import PROGRAM, app

LEFT_TO_TYPER = {"search": {"queries"}, "show": set[str]()}
"""Parameters that no line read the quick way may set."""


@lru_cache(maxsize=1)
def root() -> Any:
    return typer.main.get_command(app)


def by_typer(arguments: Sequence[str]) -> tuple[str, dict[str, object]]:
    """The command, and all that Typer would call it with."""
    with root().make_context(PROGRAM, list(arguments)) as context:
        name, command, rest = root().resolve_command(context, [*context._protected_args, *context.args])
        with command.make_context(name, rest, parent=context) as inner:
            return name, inner.params


def check(arguments: Sequence[str]) -> bool:
    """Whether the line was read the quick way; if so, as Typer reads it."""
    line = quick.read(arguments)
    if line is None:
        return False
    name, params = by_typer(arguments)
    function = import_module(f"search.commands.{name}").command
    called = inspect.signature(function).bind(**line.arguments)
    called.apply_defaults()
    read = {key: list(value) if isinstance(value, tuple) else value for key, value in params.items()}
    assert (line.command, called.arguments) == (name, read)
    assert {key: type(value) for key, value in called.arguments.items()} == {k: type(v) for k, v in read.items()}
    return True


@pytest.mark.parametrize("command", quick.COMMANDS)
def test_the_table_is_the_commands_own(command: str) -> None:
    with root().make_context(PROGRAM, [command]) as context:
        params = {param.name: param for param in root().get_command(context, command).params}
    options = {name: param for name, param in params.items() if param.param_type_name == "option"}
    table = quick.COMMANDS[command]
    for spelling, (name, kind) in table.items():
        option = options[name]
        assert spelling in option.opts
        assert option.is_flag == (kind is quick._flag)
        assert not option.multiple
        assert option.nargs == 1
        for choice in getattr(option.type, "choices", ()):
            assert kind(choice) == choice
    assert {name for name, _ in table.values()} | LEFT_TO_TYPER[command] == options.keys() - {"help"}
    assert {
        spelling for name, option in options.items() if name in dict(table.values()) for spelling in option.opts
    } == set(table)


def test_the_common_options_are_the_roots_own() -> None:
    options = {spelling for param in root().params for spelling in param.opts}
    assert set(quick.COMMON) | {"--version", "--install-completion", "--show-completion"} == options


ORDINARY = [
    "search rail", "search rail strike --json", "search --json -- rail -strike", "--archive x search rail -n 5",
    "search rail --limit=0 --offset 20 --sort newest --any --no-snippets --jsonl", "search rail --count --csv",
    "--archive x --color never search rail --archive=y --color always --format plain", "show a3f9c1",
    "search -n 5 rail -n 7", "show a3f9c1 --json", "show a3f9c1 --diff",
    "show --hits rail a3f9c1 --raw --changes --revisions",
    "search search show", "search 北京 naïve",
]  # fmt: skip
LEFT = [
    "", "search", "show", "show a b", "search -h", "search rail --help", "--version", "search rail -strike",
    "index x", "search --queries x --jsonl", "search rail --limit", "search rail --limit x", "search rail --limit -1",
    "-- search x", "search rail -n5", "search rail --json=1", "search rail --sort best", "search rail --nonsense",
    "search rail --lim 5", "search rail --archive=", "search rail - strike", "search rail --limit ٣",
    "search rail -n=5", "show a3f9c1 --diff 2",
    "show --diff a3f9c1 2", "show a3f9c1 --diff=2", "--json search rail", "search --hits rail", "show --hits -x a",
    "search rail --limit 9999999999", "--archive", "--archive search rail",
]  # fmt: skip


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_lines_are_read_as_typer_reads_them(line: str) -> None:
    assert check(line.split(" "))


@pytest.mark.parametrize("line", LEFT)
def test_all_others_are_left_to_typer(line: str) -> None:
    assert not check(line.split(" "))


PIECES = st.sampled_from(
    [*quick.COMMANDS, *sorted({name for table in quick.COMMANDS.values() for name in table}), "rail", "a3f9c1", "5",
     "0", "plain", "newest", "always", "--", "--limit=5", "--archive=x", "--sort=oldest", "--json=x", "-", "", "-n5",
     "--queries"]
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from([[], ["search"], ["show"]]), st.lists(PIECES, max_size=7))
@example(["search"], ["rail", "--archive", "x", "--", "--archive", "y"])
def test_whatever_is_read_the_quick_way_is_read_as_typer_reads_it(start: list[str], pieces: list[str]) -> None:
    check([*start, *pieces])


def test_paths_are_paths() -> None:
    line = quick.read(["--archive", "x", "search", "rail"])
    assert line is not None
    assert line.arguments["archive"] == Path("x")


def test_the_version_is_the_packages() -> None:
    assert __version__ == metadata.version("morgue")
