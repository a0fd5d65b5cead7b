"""`morgue show`: one article, as it is in the index, as it was read, and what lies between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from indexer.article import Article, Change
from indexer.errors import DamagedArchive, UnknownArticle, UnsupportedFormat, UsageError
from search.commands import archive_at, open_searcher, say, stdout, write
from search.render import Screen
from search.results import Span

if TYPE_CHECKING:
    import typer

    from indexer.edits import Taken
    from indexer.ledger import Ledger, Version
    from search.options import ArchiveOption, ColorOption
    from search.revisions import Comparison
    from search.searcher import Searcher

EXAMPLES = """\
morgue show a3f9c1                        read it (any unique beginning of an id will do)
morgue show a3f9c1 --hits 'rail strike'   open it at what was searched for
morgue show a3f9c1 --changes              what was removed or moved when it was cleaned, and why
morgue show a3f9c1 --raw                  as it was read
morgue show a3f9c1 --revisions            the states that it was read in
morgue show a3f9c1 --diff                 what the last of them changed, word by word
morgue show a3f9c1 --diff 2               what the second one changed
morgue show a3f9c1 --json                 all of it, for a program
"""


def command(
    id: Annotated[str, typer.Argument(metavar="ID", help="An article's id, or its beginning.", show_default=False)],
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", help="With --diff: the number of a revision.", show_default=False)
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="As it was read, uncleaned.")] = False,
    changes: Annotated[bool, typer.Option("--changes", help="What cleaning did to it, and why.")] = False,
    revisions: Annotated[bool, typer.Option("--revisions", help="The states that it was read in.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="What revision N, or the last one, changed in the one before it.")
    ] = False,
    hits: Annotated[
        str | None, typer.Option("--hits", metavar="QUERY", help="Mark the matches, and open it at the first.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object: article, changes, revisions.")
    ] = False,
    archive: ArchiveOption = None,
    color: ColorOption = None,
) -> int:
    """Show one article.

    It is printed as it was indexed, clean; --raw prints what was read, --changes the decisions between the two. An
    unknown id ends with exit code 1, an ambiguous one names the candidates.

    An article that was read again with other text has several revisions, numbered by their dates: --revisions lists
    them, --diff N shows the words that revision N took out, [-so-], and put in, {+so+}. Without a revision before it,
    that ends with exit code 1.
    """
    if sum((raw, changes, revisions, diff, hits is not None)) > 1:
        raise UsageError("one of --raw, --changes, --revisions, --diff and --hits at a time")
    if number is not None and not diff:
        raise UsageError(f"{number} is the number of a revision only with --diff")
    screen = stdout(color)
    if as_json:
        if hits is not None:
            raise UsageError("--hits marks matches for people; for a program: morgue search QUERY --json")
        if diff:
            return _print_diff(id, number, archive, screen, as_json=True)
        write([_as_json(id, archive, raw=raw)])
        return 0
    if diff:
        return _print_diff(id, number, archive, screen)
    if raw or changes or revisions:
        with _ledger(archive) as ledger:
            if raw:
                show(ledger.raw(id), screen)
            elif changes:
                _print_changes(ledger.changes(id), screen)
            else:
                write(_revision_lines(ledger.revisions(id), " · " if screen.tty else "\t", ledger.taken))
        return 0
    with open_searcher(archive) as searcher:
        article = searcher.get(id)
        marks = None
        if hits is not None:
            from search.commands.search import note

            note(hits)
            marks = find(searcher, article, hits)
    if marks is not None and not any((marks.headline, *marks.body)):
        say(f"no match for {hits} in the text of this article")
    show(article, screen, marks)
    return 0


class Marks:
    """Where a query matches in an article: spans of the headline, and of each paragraph."""

    def __init__(self, headline: Sequence[Span], body: Sequence[Sequence[Span]]) -> None:
        self.headline = headline
        self.body = body


def find(searcher: Searcher, article: Article, query: str) -> Marks:
    """Where `query` matches in the headline and the paragraphs of `article`."""
    from search.query.parser import parse
    from search.snippets import highlights

    node = parse(query).node

    def spans(field: str, values: Sequence[str]) -> Sequence[Sequence[Span]]:
        return highlights(values, node, field=field, language=article.language, languages=searcher.languages)

    return Marks(spans("headline", [article.headline or ""])[0], spans("body", article.body))


def show(article: Article, screen: Screen, marks: Marks | None = None) -> None:
    """Print an article; with `marks` and on a terminal that it doesn't fit, in a pager that opens at the first."""
    if not screen.tty:
        from search.render import plain

        write(plain.article(article, marks=marks.body if marks else None))
        return
    from search.render import terminal

    lines: list[str] = []
    first = 0
    for number, block in terminal.article_blocks(
        article,
        screen=screen,
        marks=marks.body if marks else None,
        headline_spans=marks.headline if marks else (),
    ):
        if not first and marks and number is not None and marks.body[number]:
            first = len(lines)
        lines += block
    if marks is None:
        write(lines)
    else:
        from search.render.pager import page

        page(lines, screen, first=first)


def _print_changes(changes: Sequence[Change], screen: Screen) -> None:
    if not changes:
        say("nothing was changed: it is in the index as it was read")
    elif screen.tty:
        from search.render import terminal

        write(terminal.changes(changes, screen=screen))
    else:
        from search.render import plain

        write(plain.changes(changes))


def _revision_lines(versions: Sequence[Version], between: str, taken: Taken) -> Iterable[str]:
    """A line for each, the latest first: its number and state, when it was read, its date, how many words it took out
    of the one before and put in, where it stands, its headline."""
    from search.render.safe import visible

    for version, changed in _history(versions, taken):
        article = version.article
        state = "current" if version.current else "present" if version.present else "gone"
        date = article.updated or article.published or "undated"
        words = f"-{changed.gone} +{changed.new} words" if changed else "first"
        facts = (date, words, article.locator, article.headline or "(no headline)")
        yield between.join((str(version.number), state, version.read, *map(visible, facts)))


def _history(versions: Sequence[Version], taken: Taken) -> Iterator[tuple[Version, Comparison | None]]:
    """The revisions, the latest first, each with what it changed in the one before."""
    from search.revisions import compare

    ordered = sorted(versions, key=lambda version: -version.number)
    for version, before in zip(ordered, [*ordered[1:], None], strict=True):
        yield version, compare(before, version, taken) if before else None


def _print_diff(id: str, number: int | None, archive: Path | None, screen: Screen, *, as_json: bool = False) -> int:
    from search.revisions import compare

    with _ledger(archive) as ledger:
        versions = {version.number: version for version in ledger.revisions(id)}
        id = ledger.find(id).id
        wanted = len(versions) if number is None else number
        if wanted not in versions:
            raise UsageError(
                f"there is no revision {wanted} of {id}; morgue show {id} --revisions lists {len(versions)}"
            )
        if wanted == 1:
            say(f"nothing was read before revision 1 of {id}")
            return 1
        before, after = versions[wanted - 1], versions[wanted]
        found = compare(before, after, ledger.taken)
    if as_json:
        from search.render import json

        write([json.dump(json.comparison(id, before, after, found))])
    elif screen.tty:
        from search.render import terminal

        write(terminal.comparison(before, after, found, screen=screen))
    else:
        from search.render import plain

        write(plain.comparison(before, after, found, color=screen.color))
    if not found.passages:
        say(f"revision {wanted} says what revision {wanted - 1} said")
    return 0


def _as_json(id: str, archive: Path | None, *, raw: bool) -> str:
    """The article, and what the ledger knows about it beside its text."""
    from search.render import json

    story, copies = None, 1
    try:
        with open_searcher(archive) as searcher:
            article = searcher.get(id)
            story, copies = searcher.story_of(article.id)
    except (UnknownArticle, DamagedArchive, UnsupportedFormat):
        if not raw:
            raise  # what was read is in the ledger, whatever became of the index
    with _ledger(archive) as ledger:
        if raw:
            article = ledger.raw(id)
        revisions = [
            json.revision_data(version, changed)
            for version, changed in _history(ledger.revisions(article.id), ledger.taken)
        ]
        data = json.article(
            article,
            ledger.changes(article.id),
            provenance=ledger.provenance(article.id),
            story=story,
            copies=copies,
            revisions=revisions,
        )
    return json.dump({"format_version": 1} | data)


def _ledger(archive: Path | None) -> Ledger:
    from indexer.ledger import Ledger

    return Ledger.open(archive_at(archive).require().ledger)
