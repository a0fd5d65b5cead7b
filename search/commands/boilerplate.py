"""`morgue boilerplate`: lines that recur over a publisher's articles, and somebody's word about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args

import typer

from indexer.errors import UsageError
from search.commands import ArchiveOption, ColorOption, JsonOption, archive_at, open_ledger, say, stdout, write

if TYPE_CHECKING:
    from indexer.ledger.lines import Ruling

EXAMPLES = """\
morgue boilerplate                        what is taken out of articles because it recurs
morgue boilerplate --all                  and what recurs and stays
morgue boilerplate keep 5f0c2a            keep a line that was taken (by the beginning of its name, or its text)
morgue boilerplate force 'Go deeper:'     take out a line that was not
morgue boilerplate forget 5f0c2a          let the counts decide about it again
"""


def command(
    decision: Annotated[
        str | None, typer.Argument(metavar="[keep|force|forget]", help="What to do about a line.", show_default=False)
    ] = None,
    line: Annotated[
        str | None, typer.Argument(metavar="[LINE]", help="The line, or its name's beginning.", show_default=False)
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="Only this publisher's lines.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="List also lines that recur and stay.")] = False,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """List the lines that recur over a publisher's articles and are taken out of them, or decide about one.

    Each comes with its name, its publisher (or host, or file), what holds about it, how many articles on how many days
    have it, some of these articles, and the line. A decision goes before the counts; it is published at once, with the
    articles that have the line, and holds until it is forgotten. A list without a line ends with exit code 1.
    """
    if decision is not None:
        return _decide(decision, line, publisher, archive, as_json=as_json)

    with open_ledger(archive) as ledger:
        rows = [row for row in ledger.boilerplate(every=every) if publisher in (None, row[0].publisher)]
    if as_json:
        _write_json({"lines": [_as_json(ruling) | {"examples": some} for ruling, some in rows]})
    elif stdout(color).tty:
        from search.render import terminal

        write(terminal.boilerplate(_told(rows), screen=stdout(color)))
    else:
        from search.render import plain

        write(plain.boilerplate(_told(rows)))
    if not rows and not as_json:
        say("no line recurs that often")
    return 0 if rows else 1


def _decide(decision: str, line: str | None, publisher: str | None, archive: Any, *, as_json: bool) -> int:
    from indexer import pipeline
    from indexer.decisions import Decision

    if decision not in get_args(Decision):
        raise UsageError(f"there is no {decision!r}; there are keep, force and forget")
    if line is None:
        raise UsageError(f"which line? morgue boilerplate {decision} LINE")
    ruling, concerned = pipeline.decide(
        line, cast(Decision, decision), publisher=publisher, archive=archive_at(archive).root
    )
    if as_json:
        _write_json(_as_json(ruling) | {"changed": concerned})
    else:
        articles = "1 article" if concerned == 1 else f"{concerned} articles"
        say(f"{ruling.name} ({ruling.publisher}): {state(ruling)}; {articles} changed: {ruling.text}")
    return 0


def state(ruling: Ruling) -> str:
    """What holds about a line, and who says so."""
    if ruling.decision is not None:
        return "kept by decision" if ruling.decision == "keep" else "taken by decision"
    return "taken" if ruling.counted else "stays"


def _told(rows: Iterable[tuple[Ruling, list[str]]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """For each line what is known about it, and the line."""
    for ruling, some in rows:
        counted = f"{ruling.articles} articles, {ruling.days} days"
        yield (ruling.name, ruling.publisher, state(ruling), counted, " ".join(some)), ruling.text


def _as_json(ruling: Ruling) -> dict[str, Any]:
    return {
        "name": ruling.name,
        "publisher": ruling.publisher,
        "line": ruling.text,
        "taken": ruling.taken,
        "counted": bool(ruling.counted),
        "decision": ruling.decision,
        "articles": ruling.articles,
        "days": ruling.days,
    }


def _write_json(data: dict[str, Any]) -> None:
    from search.render import json

    write([json.dump({"format_version": 1} | data)])
