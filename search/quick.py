"""Ordinary command lines of `search` and `show`, read without Typer, which takes as long to import as the rest of them.

A line is read here only where there can't be two opinions about it: known options, written out, with values of their
kind. Whatever else there is (a mistake, a call for help, a batch of queries, another command) is left to Typer. A test
holds this table to the commands' own parameters, and every line that is read here to what Typer makes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from search.render import Color, Format


class Line(NamedTuple):
    """A command, and what its function is called with."""

    command: str
    arguments: dict[str, object]


Kind = Callable[[str], object]
"""Makes a value of its text, or raises ValueError; None for a flag."""


def _flag(text: str) -> bool:
    raise ValueError("a flag takes no value")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ValueError
    return int(text)


def _text(text: str) -> str:
    return text


def _one_of(*choices: str) -> Kind:
    def choose(text: str) -> str:
        if text not in choices:
            raise ValueError
        return text

    return choose


COMMON: dict[str, tuple[str, Kind]] = {"--archive": ("archive", Path), "--color": ("color", _one_of(*get_args(Color)))}
"""Options before or after the command: the parameter that they set, and how."""

COMMANDS: dict[str, dict[str, tuple[str, Kind]]] = {
    "search": {
        "-n": ("limit", _number),
        "--limit": ("limit", _number),
        "--offset": ("offset", _number),
        "--sort": ("sort", _one_of("relevance", "newest", "oldest")),
        "--any": ("any_word", _flag),
        "--stories": ("stories", _flag),
        "--count": ("count", _flag),
        "--why": ("why", _flag),
        "--no-snippets": ("no_snippets", _flag),
        "--format": ("format", _one_of(*get_args(Format))),
        "--json": ("as_json", _flag),
        "--jsonl": ("as_jsonl", _flag),
        "--csv": ("as_csv", _flag),
        **COMMON,
    },
    "show": {
        "--raw": ("raw", _flag),
        "--changes": ("changes", _flag),
        "--revisions": ("revisions", _flag),
        "--diff": ("diff", _flag),
        "--hits": ("hits", _text),
        "--json": ("as_json", _flag),
        **COMMON,
    },
}


def read(arguments: Sequence[str]) -> Line | None:
    """What a command line calls, where it is an ordinary one.

    >>> read(["search", "rail", "strike", "--limit=5"])
    Line(command='search', arguments={'limit': 5, 'query': ['rail', 'strike']})
    >>> read(["search", "rail", "-strike"])
    """
    known, command = COMMON, ""
    given: dict[str, object] = {}
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--" and command:
            words += rest
        elif argument.startswith("-"):
            name, equals, value = argument.partition("=") if argument.startswith("--") else (argument, "", "")
            parameter, kind = known.get(name, ("", _flag))
            if not parameter:
                return None
            if kind is _flag and not equals:
                given[parameter] = True
                continue
            value = value if equals else next(rest, "")
            if not value or value.startswith("-"):
                return None
            try:
                given[parameter] = kind(value)
            except ValueError:
                return None
        elif command:
            words.append(argument)
        elif argument in COMMANDS:
            known, command = COMMANDS[argument], argument
        else:
            return None
    return _line(command, given, words)


def _line(command: str, given: dict[str, object], words: list[str]) -> Line | None:
    if command == "search" and words:
        return Line(command, {**given, "query": words})
    if command == "show" and len(words) == 1:
        return Line(command, {**given, "id": words[0]})
    return None
