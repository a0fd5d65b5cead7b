"""`morgue facets`: of what a search finds, how many articles are of which publisher, section, language ..."""

from __future__ import annotations

from typing import Annotated

import typer

from indexer.errors import UsageError
from search.commands import ArchiveOption, ColorOption, JsonOption, open_searcher, say, stdout, write

EXAMPLES = """\
morgue facets rail strike                    the publishers, sections and languages of what is found
morgue facets rail --by keyword,byline -n 20
morgue facets '*' --by publisher -n 0        all publishers of the archive
morgue facets 'rail date:2017' --json        for a program
"""

USUAL = "publisher,section,language"


def command(
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY...", show_default=False, help="What to search for; several are joined by spaces."
        ),
    ],
    by: Annotated[str, typer.Option("--by", metavar="FIELDS", help="Fields, separated by commas.")] = USUAL,
    limit: Annotated[
        int, typer.Option("-n", "--limit", metavar="N", help="How many values, but for dates; 0 for all.", min=0)
    ] = 10,
    any_word: Annotated[bool, typer.Option("--any", help="Any of the words instead of all.")] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Count what a search finds by publisher, section, language or another field.

    Values are told apart whatever their case and accents, and shown as an article writes them. With --by date articles
    are counted by month; `morgue timeline` does that by year and day too. On a pipe, a value is a line of columns
    separated by tabs: the field, how many articles, the value. Exit code 1 when the search finds nothing.
    """
    screen = stdout(color)
    fields = list(dict.fromkeys(name.strip() for name in by.split(",") if name.strip()))
    if not fields:
        raise UsageError(f"--by takes fields, separated by commas, such as {USUAL}")
    with open_searcher(archive) as searcher:
        text = " ".join(query)
        found = searcher.facets(text, fields, limit=limit or None, any_word=any_word)
        for notice in found.notices:
            say(f"note: {notice}")
        if as_json:
            from search.render import json

            write([json.dump(json.facets(found))])
        elif screen.tty:
            from search.render import facets as render

            write(render.facets(found.facets, screen=screen))
        else:
            from search.render import plain

            write(plain.facets(found.facets))
        if not found.total:
            say("nothing found")
    return 0 if found.total else 1
