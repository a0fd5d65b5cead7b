"""The command line: which commands there are. Each lives in a file of `commands/`, loaded when it is called."""

from __future__ import annotations

from typing import Annotated

import typer

from search import __version__
from search.commands.help import Group
from search.options import ArchiveOption, ColorOption

COMMANDS = (
    "index", "search", "show", "story", "stories", "facets", "timeline", "read", "status", "coverage", "runs", "undo",
    "forget", "failures", "boilerplate", "verify", "rebuild", "compact", "backup", "doctor", "formats", "fields",
)  # fmt: skip
"""The commands, in the order of the help."""

PROGRAM = "morgue"

EXAMPLES = """\
morgue index ~/clippings                   read a folder of articles into the archive
morgue search rail strike                  articles with both words, best first
morgue search '"rail strike" date:2017'    a phrase, in one year
morgue show a3f9c1                         read one article
morgue search --help                       more about searching
"""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


def _root(
    archive: ArchiveOption = None,
    color: ColorOption = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """A full-text search engine for news archives.

    `morgue index` reads articles from files and folders into an archive on your own machine; `morgue search` finds
    them again. What is printed on stdout is data, messages go to stderr.

    Exit codes: 0 found, or done; 1 nothing found; 2 usage or a bad query; 3 published, but sources were skipped;
    4 damaged archive; 5 stale, a check failed, or a prune or an undo refused; 6 no archive there; 70 internal error;
    74 input/output error, disk full; 75 another process is writing; 130, 143 interrupted.

    Environment: MORGUE_ARCHIVE is the archive where no --archive says it; NO_COLOR and TERM=dumb take all escapes from
    the output, COLUMNS sets its width; MORGUE_PAGER or PAGER shows what is longer than the screen.
    """


app = typer.Typer(
    cls=Group.of("search.commands", COMMANDS, EXAMPLES),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback()(_root)
