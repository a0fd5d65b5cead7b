"""`morgue stories`: the stories that were copied most."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from search.commands import ArchiveOption, ColorOption, JsonOption, open_searcher, say, stdout, write

EXAMPLES = """\
morgue stories                       the ten with the most copies
morgue stories --sort newest -n 0    all, the latest first
morgue story a3f9c1                  one of them, and what each copy changed
"""


def command(
    limit: Annotated[int, typer.Option("-n", "--limit", metavar="N", help="How many; 0 for all.", min=0)] = 10,
    sort: Annotated[Literal["largest", "newest"], typer.Option("--sort", help="The order.")] = "largest",
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """List the stories that have copies.

    On a pipe, a story is a line of columns separated by tabs: how many articles it has, and its lead's id, date,
    publisher and headline. Exit code 1 when there is none.
    """
    from search.render import json
    from search.render.safe import visible

    screen = stdout(color)
    with open_searcher(archive) as searcher:
        found = searcher.stories(limit=limit, sort=sort)
        if as_json:
            rows = [
                {
                    "story": story.lead.id,
                    "copies": story.copies,
                    "headline": story.lead.headline,
                    "published": story.lead.published,
                    "publisher": story.lead.publisher,
                }
                for story in found
            ]
            write([json.dump({"format_version": 1, "generation": searcher.generation, "stories": rows})])
        elif screen.tty:
            from search.render import story as render

            write(render.stories(found, screen=screen, short=searcher.short))
        else:
            for story in found:
                facts = (story.lead.published, story.lead.publisher, story.lead.headline)
                write(["\t".join((str(story.copies), story.lead.id, *(visible(fact or "") for fact in facts)))])
        if not found:
            say("no article has a copy")
    return 0 if found else 1
