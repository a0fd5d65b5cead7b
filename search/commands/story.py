"""`morgue story`: who ran a story first, and what each of its copies changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from search.commands import ArchiveOption, ColorOption, JsonOption, open_searcher, stdout, write
from search.lineage import Lineage, lineage

EXAMPLES = """\
morgue story a3f9c1                       the story that this article belongs to, from the earliest copy on
morgue story a3f9c1 --json                the same for a program
morgue search rail strike --stories       search, each story once
"""


def command(
    id: Annotated[str, typer.Argument(metavar="ID", help="An article's id, or its beginning.", show_default=False)],
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Show the story of an article: who ran it first, each copy, and what it changed.

    A story is an article and its near-duplicates: at least half of all runs of three words in either text are in both.
    The earliest, by date, is its lead. What a copy changed is written [-taken out-] {+put in+}, word by word, against
    the lead.

    On a pipe, an article is a line of columns separated by tabs: number, id, date, publisher, credit, headline, words
    removed, words added; each of its edits a line that begins with a tab: paragraph of the lead, words before, removed,
    added, after.
    """
    screen = stdout(color)
    with open_searcher(archive) as searcher:
        found = lineage(searcher.story(id))
        if as_json:
            from search.render import json

            write([json.dump({"format_version": 1, "generation": searcher.generation} | data(found))])
        elif screen.tty:
            from search.render import story

            write(story.lineage(found, screen=screen, short=searcher.short))
        else:
            write(_plain(found))
    return 0


def data(story: Sequence[Lineage]) -> dict[str, Any]:
    """A story as plain data: `story` (the lead's id), `copies` (how many articles it has) and `articles`, the lead
    first; `edits` are against the lead: `paragraph`, `removed`, `added`, `before`, `after`."""
    return {
        "story": story[0].article.id,
        "copies": len(story),
        "articles": [
            {
                "id": one.article.id,
                "publisher": one.article.publisher,
                "published": one.article.published,
                "updated": one.article.updated,
                "headline": one.article.headline,
                "byline": list(one.article.byline),
                "dateline": one.article.dateline,
                "credit": one.article.credit,
                "url": one.article.url,
                "locator": one.article.locator,
                "words_removed": one.removed,
                "words_added": one.added,
                "edits": [
                    {
                        "paragraph": edit.paragraph,
                        "removed": edit.removed,
                        "added": edit.added,
                        "before": edit.before,
                        "after": edit.after,
                    }
                    for edit in one.edits
                ],
            }
            for one in story
        ],
    }


def _plain(story: Sequence[Lineage]) -> Iterator[str]:
    from search.render.safe import visible

    for number, one in enumerate(story, 1):
        article = one.article
        facts = (article.published, article.publisher, article.credit, article.headline)
        columns = (str(number), article.id, *(visible(fact or "") for fact in facts), str(one.removed), str(one.added))
        yield "\t".join(columns)
        for edit in one.edits:
            words = map(visible, (edit.before, edit.removed, edit.added, edit.after))
            yield "\t".join(("", f"¶{edit.paragraph}", *words))
