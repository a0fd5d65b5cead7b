"""`morgue timeline`: of what a search finds, how many articles are of which year, month or day."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from search.commands import ArchiveOption, ColorOption, JsonOption, open_searcher, say, stdout, write

EXAMPLES = """\
morgue timeline rail strike             when it was written about, by the units that suit the time it spans
morgue timeline ebola --by month
morgue timeline 'ebola date:2014-10' --by day
morgue timeline '*' --by year --json    for a program
"""


def command(
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY...", show_default=False, help="What to search for; several are joined by spaces."
        ),
    ],
    by: Annotated[
        Literal["auto", "year", "month", "day"], typer.Option("--by", help="The units; auto: what suits the time.")
    ] = "auto",
    updated: Annotated[bool, typer.Option("--updated", help="When they were last changed, not published.")] = False,
    any_word: Annotated[bool, typer.Option("--any", help="Any of the words instead of all.")] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Count what a search finds by year, month or day.

    An article whose date is unknown, or less precise than the unit, is counted apart. Periods without an article are
    left out; on a terminal a few in a row are shown, and a row of dots stands for more. On a pipe, a period is a line
    of two columns separated by a tab: the period, and how many articles. Exit code 1 when the search finds nothing.
    """
    screen = stdout(color)
    with open_searcher(archive) as searcher:
        text = " ".join(query)
        field: Literal["date", "updated"] = "updated" if updated else "date"
        found = searcher.timeline(text, field=field, unit=None if by == "auto" else by, any_word=any_word)
        for notice in found.notices:
            say(f"note: {notice}")
        (facet,) = found.facets
        if as_json:
            from search.render import json

            write([json.dump(json.facets(found))])
        elif screen.tty:
            from search.render import facets as render

            write(render.timeline(facet, screen=screen))
        else:
            from search.render import plain

            write(plain.timeline(facet))
            if facet.without:
                say(f"{facet.without:,} of {facet.total:,} articles have no date that says so much")
        if not found.total:
            say("nothing found")
    return 0 if found.total else 1
