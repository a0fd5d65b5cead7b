"""How commands are found and how they explain themselves: `-h` is short, `--help` begins with examples.

A command is a module with a function `command` (its parameters are the command's) and `EXAMPLES`, lines of a command
and what it does, two spaces or more apart. The first sentence of the function's docstring is the short help. If it has
`SPELLINGS`, these are arguments and what they are read as.
"""

from __future__ import annotations

import difflib
import inspect
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from search import options
from search.commands import abandon

if TYPE_CHECKING:
    from typer._click import HelpFormatter

_NEGATED = re.compile(r"-[^\W_]{2}|-\d|-[\"“«(=]")


_ELSEWHERE = MappingProxyType(
    {
        **dict.fromkeys(("find", "query", "grep", "list", "ls"), "search"),
        **dict.fromkeys(("open", "cat", "view", "get", "print", "article"), "show"),
        **dict.fromkeys(("add", "import", "ingest", "scan", "reindex", "update", "init", "new", "create"), "index"),
        **dict.fromkeys(("delete", "remove", "rm"), "forget"),
        **dict.fromkeys(("stats", "info", "count"), "status"),
        **dict.fromkeys(("check", "fsck"), "verify"),
        **dict.fromkeys(("repair", "recover"), "rebuild"),
        **dict.fromkeys(("optimize", "vacuum", "merge"), "compact"),
        **dict.fromkeys(("log", "history"), "runs"),
        "errors": "failures",
        "version": "--version",
        "restore": "backup",
    }
)
"""What other programs call a command, and what it is here; not what is spelled alike (`find` and `fields`)."""


class Explained(TyperCommand):
    """A command with examples."""

    examples = ""
    spellings: Mapping[str, str] = MappingProxyType({})

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the command line; a help that nobody reads to its end is no error."""
        with _unread():
            return super().make_context(*args, **kwargs)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Note which help was asked for, and say what to do about a word that was taken for an option."""
        given = list(args)
        before = len(_before_dashes(args))
        args = [self.spellings.get(arg, arg) for arg in args[:before]] + args[before:]
        ctx.meta["morgue.long"] = _asks_long(given)
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            seen = _before_dashes(given)
            words = (a for before, a in zip(["", *seen], seen, strict=False) if not _is_value(before, a))
            word = next(filter(_NEGATED.match, words), None)
            if word and any(param.name == "query" for param in self.params):
                error.message += f"\nto leave out a word, put -- before the query: morgue {self.name} -- … {word}"
            told: Any = error
            told.ctx = getattr(told, "ctx", None) or ctx  # some errors don't know which command's help would help
            raise

    def format_help(self, ctx: Any, formatter: HelpFormatter) -> None:
        """Examples, usage, text, options; without --help only the usage, a sentence and the options."""
        _format(self, self.examples, ctx, formatter)


def _is_value(before: str, word: str) -> bool:
    """Whether a number that looks like a negated one is an option's value."""
    return before.startswith("-") and word[1:].isdecimal()


class Group(TyperGroup):
    """Commands that are imported when they are called: a search must not pay for the others."""

    package = ""
    names: tuple[str, ...] = ()
    examples = ""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the command line; a help that nobody reads to its end is no error."""
        with _unread():
            return super().make_context(*args, **kwargs)

    @classmethod
    def of(cls, package: str, names: Sequence[str], examples: str) -> type[Group]:
        """A group of the modules `names` of `package`."""
        return type("Group", (cls,), {"package": package, "names": tuple(names), "examples": examples})

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in order."""
        return list(self.names)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, None if there is none."""
        if cmd_name in self.names and cmd_name not in self.commands:
            self.add_command(_load(self.package, cmd_name), cmd_name)
        return super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that `args` begin with; an unknown one says which there are. `help` is the long help, and
        `help search` that of a command; options may stand before both."""
        if args[0] == "help":
            args = [*args[1:], "--help"]
            if all(arg in ("help", "-h", "--help") for arg in args):
                ctx.meta["morgue.long"] = True
                typer.echo(ctx.get_help())
                raise typer.Exit
        if args[0] not in self.names and not args[0].startswith("-") and not ctx.resilient_parsing:
            known = _ELSEWHERE.get(args[0].lower())
            close = [known] if known else difflib.get_close_matches(args[0].lower(), self.names, n=2)
            ctx.fail(
                f"there is no command {args[0]!r}; "
                + (f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(self.names)}")
            )
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Note which help was asked for; no arguments ask for the short one."""
        ctx.meta["morgue.long"] = _asks_long(args)
        try:
            return super().parse_args(ctx, args or ["-h"])
        except typer.TyperException as error:
            name = next((arg for arg in args if arg in self.names), None)
            told: Any = error
            if name and hasattr(told, "possibilities"):  # an option that isn't there
                told.possibilities = None
                told.message += f"\nan option of {name} stands behind it; see: morgue {name} --help"
            raise

    def format_help(self, ctx: Any, formatter: HelpFormatter) -> None:
        """Examples, usage, text, options, commands; without --help no examples and no text."""
        _format(self, self.examples, ctx, formatter)

    def format_commands(self, ctx: Any, formatter: HelpFormatter) -> None:
        """Each command and its sentence, all of it: Click's own list cuts them at the end of the line."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _sentence(self.get_command(ctx, name))) for name in self.list_commands(ctx)])


def _sentence(command: Any) -> str:
    return " ".join((command.help or "").split("\n\n")[0].split())


@contextmanager
def _unread() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        abandon(sys.stdout)
        raise typer.Exit from None


def _load(package: str, name: str) -> Any:
    module = import_module(f"{package}.{name}")
    # Annotations are read with Typer's names at hand, so that a command that is also called without it needn't import
    # it (see `search.quick`).
    hints = get_type_hints(module.command, vars(options) | vars(module), include_extras=True)
    module.command.__annotations__ = hints
    one = typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    own = {"examples": module.EXAMPLES, "spellings": getattr(module, "SPELLINGS", {})}
    cls = type("Explained", (Explained,), own)
    one.command(name, cls=cls)(module.command)
    return typer.main.get_command(one)


def _before_dashes(args: Sequence[str]) -> Sequence[str]:
    return args[: args.index("--")] if "--" in args else args


def _asks_long(args: Sequence[str]) -> bool:
    return "--help" in _before_dashes(args)


def _format(self: Any, examples: str, ctx: Any, formatter: HelpFormatter) -> None:
    text = inspect.cleandoc(self.help or "")
    if ctx.meta.get("morgue.long"):
        formatter.write("Examples:\n")
        for line in examples.strip("\n").split("\n"):
            formatter.write(f"  {line}\n")
        formatter.write("\n")
    else:
        text = text.split("\n\n")[0]
    self.format_usage(ctx, formatter)
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(text)
    self.format_options(ctx, formatter)
    if not ctx.meta.get("morgue.long"):
        formatter.write_paragraph()
        formatter.write(f"Examples and more: {ctx.command_path} --help\n")
