"""`morgue read`: what readers and cleaning make of a source; nothing is indexed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from indexer.article import Ignored, Skipped
from indexer.errors import UsageError
from search.commands import ArchiveOption, ColorOption, JsonOption, say, stdout, write
from search.render import Screen

if TYPE_CHECKING:
    from indexer.work import Clean

EXAMPLES = """\
morgue read story.html                   how it would be indexed, and what was changed
morgue read --no-clean story.html        as it was read
morgue read --jsonl clippings.zip        one JSON object an article
"""


def command(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, or - for stdin.")],
    no_clean: Annotated[bool, typer.Option("--no-clean", help="As read, not cleaned.")] = False,
    as_json: JsonOption = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object an article.")] = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Print articles as read and cleaned; index nothing.

    What was changed stands after each article. Exit code 0 when there are articles, 1 when there are none, 3 when
    something could not be read.
    """
    from indexer import pipeline

    if as_json and as_jsonl:
        raise UsageError("one format at a time, not json and jsonl")
    items = pipeline.read(sources, clean=not no_clean, stdin=sys.stdin.buffer if "-" in sources else None)
    told = Told()
    articles = told.articles(items)
    if as_json:
        from search.render import json

        found = [json.article(one.article, one.changes, provenance=one.provenance) for one in articles]
        skipped = [{"locator": one.locator, "reason": one.reason} for one in told.skipped]
        report = {"articles": found, "ignored": told.ignored, "skipped": skipped}
        write([json.dump({"format_version": 1} | report)])
    elif as_jsonl:
        from search.render import json

        write(json.dump(json.article(one.article, one.changes, provenance=one.provenance)) for one in articles)
    else:
        write(_readable(articles, stdout(color)))
    for one in told.skipped if not as_json else ():
        say(f"skipped {one.locator}: {one.reason}".replace("\n", " "))
    if told.ignored and not as_json:
        say(f"{told.ignored:,} file{'s' * (told.ignored != 1)} ignored: no reader claims them")
    return 3 if told.skipped else 0 if told.read else 1


class Told:
    """What came of the sources beside articles: `skipped`, and how many files were `ignored`; and how many were
    `read`."""

    def __init__(self) -> None:
        self.skipped: list[Skipped] = []
        self.ignored = 0
        self.read = 0

    def articles(self, items: Iterable[Clean | Skipped | Ignored]) -> Iterator[Clean]:
        """The articles among `items`, the rest noted."""
        for item in items:
            if isinstance(item, Skipped):
                self.skipped.append(item)
            elif isinstance(item, Ignored):
                self.ignored += 1
            else:
                self.read += 1
                yield item


def _readable(articles: Iterable[Clean], screen: Screen) -> Iterator[str]:
    """Each article, then what was changed; a line of dashes between two."""
    for number, one in enumerate(articles):
        if number:
            yield from ("", "---", "")
        if screen.tty:
            from search.render import terminal

            yield from terminal.article(one.article, screen=screen)
            if one.changes:
                yield from ("", "changes:")
                yield from terminal.changes(one.changes, screen=screen)
        else:
            from search.render import plain

            yield from plain.article(one.article)
            if one.changes:
                yield from ("", "changes:")
                yield from plain.changes(one.changes)
