"""`morgue search`: ask, and print what answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from indexer.errors import QueryError, UsageError
from indexer.frozen import dataclass
from search.commands import open_searcher, say, stdout, tell, write
from search.render import Format, Screen
from search.render.safe import visible

if TYPE_CHECKING:
    import typer

    from search.options import ArchiveOption, ColorOption
    from search.searcher import Found, Searcher

EXAMPLES = """\
morgue search rail strike                      both words, in any form (strikes, striking)
morgue search '"rail strike" OR walkout'       a phrase, or a word
morgue search -- rail -strike                  the first without the second
morgue search 'headline:strike date:2017-03'   in a field, in a month
morgue search 'publisher:"BBC News" rail' --sort newest
morgue search 'rail NEAR/10 (strike OR pay)'   a word near others
morgue search rail --stories                   a wire story and its reprints once
morgue search rail strike --why                what each word adds to a score
morgue search rail -n 0 --jsonl                every hit, one JSON object a line
morgue search --queries questions.txt --jsonl  many queries, one a line
"""

SNIPPETS = 3
SNIPPET_WIDTH = 240

_APART = " " * 6
"""Between the parts of the summary."""

TERMINAL_SNIPPETS = 2
"""On a terminal, of about two lines each, so that a page of hits is not much more than a screen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked beside the query."""

    limit: int = 10
    offset: int = 0
    sort: Literal["relevance", "newest", "oldest"] = "relevance"
    any_word: bool = False
    snippets: bool = True
    stories: bool = False
    why: bool = False


def command(
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY...", show_default=False, help="What to search for; several are joined by spaces."
        ),
    ] = None,
    limit: Annotated[int, typer.Option("-n", "--limit", metavar="N", help="How many hits; 0 for all.")] = 10,
    offset: Annotated[int, typer.Option("--offset", metavar="N", help="Skip so many hits.")] = 0,
    sort: Annotated[Literal["relevance", "newest", "oldest"], typer.Option("--sort", help="The order.")] = "relevance",
    any_word: Annotated[bool, typer.Option("--any", help="Any of the words instead of all.")] = False,
    stories: Annotated[
        bool, typer.Option("--stories", help="Each story once: its best hit, and how many copies it has.")
    ] = False,
    count: Annotated[bool, typer.Option("--count", help="Print only how many articles (or stories) match.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Take each hit's score apart, by word and field.")] = False,
    no_snippets: Annotated[bool, typer.Option("--no-snippets", help="Leave out the passages.")] = False,
    queries: Annotated[
        Path | None,
        typer.Option("--queries", metavar="FILE", help="Run the queries in FILE, one a line; with --jsonl."),
    ] = None,
    format: Annotated[
        Format | None, typer.Option("--format", help="How to print; terminal on a terminal, plain on a pipe.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a hit.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print one CSV row a hit.")] = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Search the archive.

    Words are joined by AND and matched in all their forms; for phrases quote the whole query for the shell. The
    language: "phrases", =exact, OR, NOT, -word, brackets, * for every article, field:word and date:2017-03..2017-05
    (`morgue fields` lists the fields). Put -- before a query with a negated word in it.

    A story is an article and its near-duplicates, such as the reprints of a wire story; with --stories, -n and
    --offset count stories.

    Where words stand: a NEAR/10 b (within so many words), a PRE/3 b (in this order), a NOT NEAR/5 b (an a without b
    near it), a SENTENCE b, a PARAGRAPH b, ATLEAST/5 a (so often), FIRST/50 a (so early in the body). They bind closer
    than AND; brackets and phrases may stand on either side. ==AIDS keeps case and accents. Operators are in capitals; a
    backslash before one makes it a word.

    Exit code 0 when something was found, 1 when nothing, 2 for a query that can't be read.
    """
    screen = stdout(color)
    chosen = _format(format, {"json": as_json, "jsonl": as_jsonl, "csv": as_csv}, screen)
    asked = Asked(limit, offset, sort, any_word, snippets=not no_snippets, stories=stories, why=why)
    if why and chosen == "csv":
        raise UsageError("--why has no column in CSV; take --json or --jsonl")
    if queries is not None:
        if chosen != "jsonl" or query or count:
            raise UsageError("--queries FILE takes no other query and no --count, and prints JSON lines: add --jsonl")
        with open_searcher(archive) as searcher:
            return answer_file(searcher, queries, asked)
    if not query:
        raise UsageError("what to search for? For example: morgue search rail strike, or morgue search '*' for all")
    text = " ".join(query)
    with open_searcher(archive) as searcher:
        if count:
            note(text, any_word=any_word)
            total = searcher.count(text, any_word=any_word, stories=stories)
            write([str(total)])
            return 0 if total else 1
        return answer(searcher, text, asked, form=chosen, screen=screen)


def note(query: str, *, any_word: bool = False) -> None:
    """Say what should be known of how `query` is read. Raises QueryError."""
    from search.query.parser import parse

    for notice in parse(query, any_word=any_word).notices:
        say(f"note: {notice}")


def answer(searcher: Searcher, query: str, asked: Asked, *, form: Format, screen: Screen) -> int:
    """Search and print; the exit code."""
    if form == "terminal":
        found = _find(searcher, query, asked, passages=TERMINAL_SNIPPETS, width=_two_lines(screen))
    else:
        found = _find(searcher, query, asked)
    for notice in found.notices:
        say(f"note: {notice}")
    _machine_output(form)
    if form == "json":
        from search.render import json

        write([json.results(found.results())])
    elif form == "jsonl":
        from search.render import json

        write(json.lines(found.hits))
    elif form == "csv":
        from search.render import csv

        write(csv.lines(found.hits))
    else:
        _print(found, searcher, asked, form=form, screen=screen)
    return 0 if found.total else 1


def answer_file(searcher: Searcher, queries: Path, asked: Asked) -> int:
    """Run each line of a file as a query and print its hits as JSON lines; the exit code."""
    from search.render import json

    _machine_output("jsonl")
    anything = bad = False
    for number, query in _lines(queries):
        try:
            if isinstance(query, QueryError):
                raise query
            found = _find(searcher, query, asked)
        except QueryError as error:
            _say_at(queries, number, str(error))
            bad = True
            continue
        for notice in found.notices:
            _say_at(queries, number, f"note: {notice}")
        anything = anything or found.total > 0
        if not write(json.lines(found.hits, query_no=number)):
            break
    return 2 if bad else 0 if anything else 1


def _lines(queries: Path) -> Iterator[tuple[int, str | QueryError]]:
    """The lines of the file that aren't blank, with their numbers from 1; an error for one that isn't UTF-8."""
    try:
        content = sys.stdin.buffer.read() if str(queries) == "-" else queries.read_bytes()
    except OSError as error:
        raise UsageError(f"can't read {queries}: {error.strerror}") from None
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            try:
                yield number, line.decode("utf-8").strip()
            except UnicodeDecodeError as error:
                yield number, QueryError(f"not UTF-8 at byte {error.start + 1} of the line")


def _say_at(queries: Path, number: int, message: str) -> None:
    tell(visible(f"{queries}:{number}: {message}") + "\n")


def _find(
    searcher: Searcher, query: str, asked: Asked, *, passages: int = SNIPPETS, width: int = SNIPPET_WIDTH
) -> Found:
    return searcher.find(
        query,
        limit=asked.limit,
        offset=asked.offset,
        sort=asked.sort,
        any_word=asked.any_word,
        stories=asked.stories,
        why=asked.why,
        passages=passages if asked.snippets else 0,
        width=width,
    )


def _print(found: Found, searcher: Searcher, asked: Asked, *, form: Format, screen: Screen) -> None:
    if form == "terminal":
        from search.render import terminal

        shown = _shown(found, asked)
        last = min(shown, asked.offset + asked.limit) if asked.limit else shown
        read = write(terminal.hits(found.hits, screen=screen, short=searcher.short, last=last))
    else:
        from search.render import plain

        read = write(plain.hits(found.hits, color=screen.color))
    if not read:
        return
    if not found.total:
        meant = searcher.suggestion(found.query, any_word=asked.any_word)
        say(_nothing(found.query, asked) if meant is None else f"nothing found; did you mean: {meant}")
    elif form == "terminal":
        write(_summary_lines(found, asked, searcher, screen.width))
    else:
        tell(summary(found, asked) + "\n")


def _summary_lines(found: Found, asked: Asked, searcher: Searcher, width: int) -> list[str]:
    """The summary, and where not all is shown, what the rest may be narrowed by; on several lines where one is too
    short."""
    from search.query import ast
    from search.render import layout

    parts = summary(found, asked).split(_APART)
    if len(parts) > 1 and not asked.offset:
        terms = [term for term in searcher.narrowings(found.node) if visible(term) == term]
        label = "narrow (the query in brackets): " if isinstance(found.node, ast.Or) else "narrow: "
        lines = [label + "  ".join(terms[:count]) for count in range(len(terms), 0, -1)]
        parts[1:1] = [line for line in lines if layout.width(line) <= width][:1]
    line = _APART.join(parts)
    return [line] if layout.width(line) <= width else parts


def summary(found: Found, asked: Asked) -> str:
    """How many there are, which of them were shown, how long it took, and how to see the next.

    `12 articles in 9 stories, 1 to 5 · 2 ms      next: --offset 5`
    """
    total = f"{found.total:,} article{'s' if found.total != 1 else ''}"
    if found.stories is not None and found.stories < found.total:
        total += f" in {found.stories:,} stor{'ies' if found.stories != 1 else 'y'}"
    count = _shown(found, asked)
    end = min(count, asked.offset + asked.limit) if asked.limit else count
    if asked.offset >= count:
        shown, following = f", none after --offset {asked.offset}", ""
    elif asked.offset == 0 and end == count:
        shown, following = "", ""
    else:
        shown = f", {asked.offset + 1:,} to {end:,}"
        following = f"{_APART}next: --offset {end}" if end < count else ""
    return f"{total}{shown} · {found.took_ms():.0f} ms{following}"


def _shown(found: Found, asked: Asked) -> int:
    """How many hits there are: stories, where each is shown once."""
    return found.stories if asked.stories and found.stories is not None else found.total


def _nothing(query: str, asked: Asked) -> str:
    from search.query.parser import parse

    # Words within an operator are needed whatever is said of the others.
    if not asked.any_word and parse(query).node != parse(query, any_word=True).node:
        return "nothing found; --any finds articles with some of the words"
    return "nothing found"


def _format(named: Format | None, switches: dict[Format, bool], screen: Screen) -> Format:
    chosen = {name for name, on in switches.items() if on} | ({named} if named else set())
    if len(chosen) > 1:
        raise UsageError(f"one format at a time, not {' and '.join(sorted(chosen))}")
    return chosen.pop() if chosen else "terminal" if screen.tty else "plain"


def _two_lines(screen: Screen) -> int:
    """The characters of a snippet that takes two lines, with what is lost where they are broken."""
    from search.render.terminal import READABLE

    return max(60, 2 * (min(screen.width, READABLE) - 8) - 20)


def _machine_output(form: Format) -> None:
    """Formats for programs are UTF-8, whatever the locale says."""
    import io

    if form in ("json", "jsonl", "csv") and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
