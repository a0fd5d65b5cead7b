"""The process: streams, signals, and what becomes of an error. `morgue` and `python -m search` begin here.

A command returns its exit code. An error of `indexer.errors` carries its own and is printed as one or two lines, a
query's with a caret under the place. SIGINT and SIGTERM let a run roll back or publish what is whole, and end with 130
and 143. `MORGUE_DEBUG=1` shows the traceback of an internal error.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from indexer.errors import MorgueError, QueryError
from indexer.signals import Interrupted, interruptible
from search import __version__, quick
from search.commands import abandon, say, write
from search.render.safe import visible

OK, USAGE, INTERNAL, OUTPUT = 0, 2, 70, 74

_KINDS = {"int range": "whole number", "int": "whole number", "float": "number"}
"""What Typer calls the kinds of values, and what people do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return the process's exit code. Prints, and never raises."""
    _prepare_streams()
    try:
        with interruptible():
            code = _call(sys.argv[1:]) if arguments is None else _call(list(arguments), alone=False)
            _hand_over()
        return code
    except Interrupted as signal:
        return _ended(str(signal), signal.exit_code)
    except MorgueError as error:
        _flush()
        _explain(error)
        return error.exit_code
    except OSError as error:
        abandon(sys.stdout)
        return _ended(_system(error), OUTPUT)
    except MemoryError:
        return _ended("out of memory; give it less at once, or a smaller --memory", INTERNAL)
    except Exception as error:  # noqa: BLE001 (the last stop of every error that is a defect of morgue's own)
        return _internal(error)


def _call(arguments: list[str], *, alone: bool = True) -> int:
    """Run a command line; `alone`: the process has nothing else to do."""
    if "_MORGUE_COMPLETE" in os.environ:
        return _typer(arguments)
    if arguments == ["--version"]:
        write([f"morgue {__version__}"])
        return OK
    line = quick.read(arguments)
    if line is None:
        return _typer(arguments)
    if alone:
        gc.set_threshold(50_000)  # a search makes no rubbish to speak of, and looking for it takes 3 ms of 50
    code = int(import_module(f"search.commands.{line.command}").command(**line.arguments))
    if alone and not os.environ.get("MORGUE_DEBUG"):
        _leave(code)
    return code


def _leave(code: int) -> NoReturn:
    """End the process here. A search only reads, so there is nothing that Python would have to tidy up, for 7 ms."""
    _hand_over()
    os._exit(code)


def _typer(arguments: list[str]) -> int:
    import typer

    from search.cli import PROGRAM, app

    command = typer.main.get_command(app)
    if "_MORGUE_COMPLETE" in os.environ:
        command.main(arguments, prog_name=PROGRAM)
    try:
        with command.make_context(PROGRAM, arguments) as context:
            return int(command.invoke(context) or OK)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.TyperException as error:
        path = getattr(getattr(error, "ctx", None), "command_path", PROGRAM)
        problem, *hint = error.format_message().split("\n")
        for kind, meant in _KINDS.items():
            problem = problem.replace(f"is not a valid {kind}.", f"is no {meant}.")
        say("\n".join([problem[:1].lower() + problem[1:], *(hint or [f"see: {path} --help"])]))
        return USAGE


def _prepare_streams() -> None:
    """Streams that were closed lead nowhere: their numbers must not go to the archive's files, which a stray print
    would then write into. Output never fails for a letter that the locale doesn't have: it is written as an escape."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 (it lives as long as the process)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _explain(error: MorgueError) -> None:
    """The message; under it a query's text with a caret at the place."""
    lines = [str(error)]
    if isinstance(error, QueryError) and error.query:
        lines += _caret(error)
    say("\n".join(lines))


def _caret(error: QueryError, before: int = 40, after: int = 30) -> list[str]:
    """The part of the query around the mistake, and a caret under each character of it."""
    start = max(error.position - before, 0)
    end = min(max(error.position + error.length, error.position) + after, len(error.query))
    shown = visible(error.query[start:end])
    margin = "  " + "…" * (start > 0)
    place = margin + visible(error.query[start : error.position])
    wrong = visible(error.query[error.position : error.position + error.length][: len(shown)])
    return [margin + shown + "…" * (end < len(error.query)), " " * _cells(place) + "^" * max(_cells(wrong), 1)]


def _cells(text: str) -> int:
    import unicodedata

    # `render.layout` knows better, but it needs rich, which a pipe must not wait for.
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in ("Mn", "Me", "Cf") for character in text)


def _system(error: OSError) -> str:
    reason = error.strerror or str(error)
    name = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{name}{reason}; make room and run it again"
    return f"{name}{reason}"


def _internal(error: Exception) -> int:
    if os.environ.get("MORGUE_DEBUG"):
        import traceback

        say("".join(traceback.format_exception(error)))
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return _ended(f"internal error ({what[:200]}); MORGUE_DEBUG=1 shows where", INTERNAL)


def _ended(message: str, code: int) -> int:
    _flush()
    say(message)
    return code


def _flush() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        abandon(sys.stdout)


def _hand_over() -> None:
    """Let go of what was printed. That nobody reads it is no error, and no reason for another exit code; that the disk
    is full raises OSError."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        abandon(sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
