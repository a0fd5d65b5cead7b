"""Lines for somebody's eyes: matches stand out, the rest is quiet.

    1  Coalition ministers meet in Washington                     TRT World · World · 22 Mar 2017 · a3f9c1
       ¶1  …ministers from 68 countries meet on Wednesday to agree on the next steps to defeat «Daesh»…

Where escapes are not wanted (`NO_COLOR`, a dumb terminal, a pipe) matches are written as «match» and nothing else
differs. Text takes at most `READABLE` columns, however wide the screen. What stands beside the headline moves below it
where it doesn't fit, and where the headline is written from right to left, so that a terminal that reorders lines keeps
the two apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from indexer.article import Article, Change
from search.render import Screen, layout
from search.render.plain import about, caption_line, ellipses, fate_of, mark, marked, place, reason, sign, where
from search.render.safe import visible
from search.results import Hit, Snippet, Span

if TYPE_CHECKING:
    from indexer.ledger import Version
    from search.coverage import Coverage
    from search.revisions import Comparison

READABLE = 110
"""Columns beyond which lines are tiring to read."""

_MATCH, _STRONG, _QUIET = "bold red", "bold", "dim"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Pen:
    """Writes styled text for one screen: with its escapes, or with «» around matches where it takes none."""

    def __init__(self, screen: Screen) -> None:
        self.width = min(screen.width, READABLE)
        self._console = (
            Console(
                force_terminal=True,
                color_system="standard",
                no_color=False,
                width=1_000_000,  # lines are broken here, by `layout`
                highlight=False,
                markup=False,
                emoji=False,
                legacy_windows=False,
            )
            if screen.color
            else None
        )

    def text(self, text: str, spans: Sequence[Span] = (), style: str = "") -> Text:
        """Untrusted `text`, made visible, in `style`, with its matches standing out."""
        if self._console is None:
            return Text(mark(text, spans))
        written = Text(visible(text), style=style)
        for span in spans:
            written.stylize(_MATCH, span.start, span.end)
        return written

    def quiet(self, text: str) -> Text:
        """Text of ours or from outside that stays in the background."""
        return self.text(text, style=_QUIET)

    def line(self, *pieces: Text) -> str:
        """One line of these pieces, as the screen takes it."""
        whole = Text.assemble(*pieces)
        whole.rstrip()
        if self._console is None:
            return whole.plain
        with self._console.capture() as captured:
            self._console.print(whole, end="", soft_wrap=True)
        return captured.get()

    def block(self, text: Text, *, label: Text | None = None, indent: int = 0) -> Iterator[str]:
        """`text` wrapped, its lines `indent` columns from the left and after the width of its `label`."""
        label = label or Text()
        inner = layout.width(label.plain)
        margin = Text(" " * indent)
        for number, (start, end) in enumerate(layout.wrap(text.plain, max(self.width - indent - inner, 10))):
            yield self.line(margin, label if number == 0 else Text(" " * inner), text[start:end])


def hits(hits: Iterable[Hit], *, screen: Screen, short: Callable[[str], str], last: int) -> Iterator[str]:
    """These hits, an empty line after each; `last` is the highest rank, `short` cuts an id."""
    pen = Pen(screen)
    indent = len(str(last)) + 2
    for hit in hits:
        yield from _head(hit, pen, indent, short(hit.id))
        labels = [place(snippet) for snippet in hit.passages]
        inner = max(map(layout.width, labels), default=0) + 2
        for snippet, label in zip(hit.passages, labels, strict=True):
            gutter = pen.quiet(label + " " * (inner - layout.width(label)))
            yield from pen.block(_passage(snippet, pen), label=gutter, indent=indent)
        if hit.others:
            yield from pen.block(pen.quiet(_copies(hit)), indent=indent)
        if hit.why is not None:
            shares = " + ".join(map(reason, hit.why))
            yield from pen.block(
                pen.quiet(f"{hit.score:.2f} = {shares}" if shares else "0: nothing adds to it"), indent=indent
            )
        yield ""


def _head(hit: Hit, pen: Pen, indent: int, short: str) -> Iterator[str]:
    """The headline after its rank, and who ran it and when: beside it where there is room."""
    rank = pen.quiet(f"{hit.rank:<{indent}}")
    headline = pen.text(hit.headline or "(no headline)", hit.headline_spans, _STRONG if hit.headline else _QUIET)
    about = " · ".join(filter(None, (hit.publisher, hit.section, day(hit.published), short)))
    room = pen.width - indent - layout.width(headline.plain) - layout.width(visible(about))
    if room >= 2 and not layout.right_to_left(headline.plain):
        yield pen.line(rank, headline, Text(" " * room), pen.quiet(about))
        return
    yield from pen.block(headline, label=rank)
    yield from pen.block(pen.quiet(about), indent=indent)


def _copies(hit: Hit) -> str:
    """`2 copies: Reuters 22 Mar, BBC News 3 Jan 2018`: the other articles of a hit's story."""
    count = hit.copies - 1
    year = f" {(hit.published or '')[:4]}"  # where it is the hit's own it needn't be said again
    dates = [(day(copy.published) or "").removesuffix(year) for copy in hit.others]
    named = [f"{copy.publisher or ''} {date}".strip() or copy.id for copy, date in zip(hit.others, dates, strict=True)]
    more = f" and {count - len(named):,} more" if count > len(named) else ""
    return f"{count:,} cop{'ies' if count != 1 else 'y'}: {', '.join(named)}{more}"


def _passage(snippet: Snippet, pen: Pen) -> Text:
    before, after = ellipses(snippet)
    return Text.assemble(pen.quiet(before), pen.text(snippet.text, snippet.spans), pen.quiet(after))


def day(date: str | None) -> str | None:
    """A date for people, at its precision and without its time: `22 Mar 2017`, `Mar 2017`, `2017`.

    >>> day("2017-03-22T14:05:00+01:00"), day("2017-03"), day("2017"), day(None)
    ('22 Mar 2017', 'Mar 2017', '2017', None)
    """
    if not date:
        return None
    year, *rest = date[:10].split("-")
    if not all(part.isdecimal() for part in (year, *rest)) or (rest and not 1 <= int(rest[0]) <= 12):
        return date
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(part)) for part in rest[1:2]), *month, year])


def article(article: Article, *, screen: Screen) -> Iterator[str]:
    """An article to read: its headline, what is known about it, its paragraphs, the words under its pictures."""
    for _, lines in article_blocks(article, screen=screen):
        yield from lines


def article_blocks(
    article: Article,
    *,
    screen: Screen,
    marks: Sequence[Sequence[Span]] | None = None,
    headline_spans: Sequence[Span] = (),
) -> Iterator[tuple[int | None, Iterator[str]]]:
    """The same in blocks of lines, each with the number (from 0) of the paragraph that it is, if it is one.

    With `marks` (the spans to highlight, for each paragraph) paragraphs show their numbers.
    """
    pen = Pen(screen)
    yield None, pen.block(pen.text(article.headline or "(no headline)", headline_spans, _STRONG))
    for line in _about(article):
        yield None, pen.block(pen.quiet(line))
    gutter = len(str(len(article.body))) + 3 if marks is not None else 0
    for number, paragraph in enumerate(article.body):
        label = pen.quiet(f"¶{number + 1}".ljust(gutter)) if marks is not None else None
        yield None, iter([""])
        yield number, pen.block(pen.text(paragraph, marks[number] if marks is not None else ()), label=label)
    if article.captions or article.credit:
        yield None, iter([""])
    for caption in article.captions:
        yield None, pen.block(pen.quiet(caption_line(caption)), label=pen.quiet("caption  "))
    if article.credit:
        yield None, pen.block(pen.quiet(article.credit), label=pen.quiet("credit   "))


def changes(changes: Iterable[Change], *, screen: Screen) -> Iterator[str]:
    """Cleaning decisions: the rule, what became of how many lines, and the line."""
    pen = Pen(screen)
    for change in changes:
        times = f", {change.count} lines" if change.count > 1 else ""
        fate = f"  {fate_of(change)}{times}".rstrip()
        yield from pen.block(Text.assemble(pen.text(change.rule, style=_STRONG), pen.quiet(fate)))
        if change.line:
            yield from pen.block(pen.text(change.line), indent=2)


def comparison(before: Version, after: Version, found: Comparison, *, screen: Screen) -> Iterator[str]:
    """Two revisions, and the passages that differ: what is gone struck out in red, what is new in green; without
    colour [-so-] and {+so+}."""
    pen = Pen(screen)
    for mark_, version in (("- ", before), ("+ ", after)):
        yield from pen.block(pen.quiet(" · ".join(about(version))), label=pen.quiet(mark_))
    styles = {"gone": "red strike", "new": "bold green"}
    for passage in found.passages:
        yield ""
        pieces = (
            pen.text(piece.text, style=styles.get(piece.fate, ""))
            if screen.color
            else pen.text(marked(piece.fate, piece.text))
            for piece in passage.pieces
        )
        label = pen.quiet(f"{sign(passage)} {where(passage)}  ")
        yield from pen.block(Text.assemble(*pieces), label=label)


_COLUMNS = (
    ("articles", 8),
    ("first", 10),
    ("last", 10),
    ("miss", 5),
    ("undat", 5),
    ("stub", 4),
    ("enc", 4),
    ("capt", 4),
)


def coverage(found: Sequence[Coverage], *, screen: Screen) -> Iterator[str]:
    """A table of publishers; under each its articles by month, a line a year. Shares are of its articles."""
    pen = Pen(screen)
    name_width = max(12, pen.width - sum(size + 1 for _, size in _COLUMNS))
    if found:
        heads = "".join(f" {title:>{size}}" for title, size in _COLUMNS)
        yield pen.line(pen.quiet("publisher".ljust(name_width) + heads))
    for one in found:
        shares = (_share(n, one.articles) for n in (one.undated, one.stubs, one.repaired, one.captioned))
        cells = (_short(one.articles, 8), one.first or "", one.last or "", _short(one.missing_days, 5), *shares)
        row = "".join(f" {cell:>{size}}" for cell, (_, size) in zip(cells, _COLUMNS, strict=True))
        name = visible(one.publisher or "(no publisher)")
        if layout.width(name) > name_width:
            yield from pen.block(pen.text(name, style=_STRONG))
            name = ""
        yield pen.line(pen.text(name, style=_STRONG), Text(" " * (name_width - layout.width(name)) + row))
        yield from _by_year(one, pen)


def _by_year(one: Coverage, pen: Pen) -> Iterator[str]:
    width = 4 if pen.width >= 6 + 12 * 5 else 3
    for year in sorted({month[:4] for month in one.months}):
        counts = (one.months.get(f"{year}-{number:02}", 0) for number in range(1, 13))
        line = " ".join((_short(count, width) if count else "·").rjust(width) for count in counts)
        whole = f"  {_short(one.months[year], 5)} undivided" if one.months.get(year) else ""
        yield pen.line(pen.quiet(f"  {year}  {line}{whole}"))


def _share(count: int, of: int) -> str:
    """A percentage; something is never nothing.

    >>> _share(0, 1000), _share(1, 1000), _share(999, 1000), _share(1000, 1000)
    ('-', '<1%', '99%', '100%')
    """
    if not count:
        return "-"
    return f"{100 * count // of}%" if 100 * count >= of else "<1%"


def _short(count: int, width: int) -> str:
    """A number in so many characters.

    >>> _short(1234, 8), _short(1234, 4), _short(12345, 4), _short(1234567, 4)
    ('1,234', '1234', '12k', '1M')
    """
    for text in (f"{count:,}", str(count), f"{count // 1000}k"):
        if len(text) <= width:
            return text
    return f"{count // 1_000_000}M"


def boilerplate(lines: Iterable[tuple[Sequence[str], str]], *, screen: Screen) -> Iterator[str]:
    """Recurring lines: the line, and below it what is known about it."""
    pen = Pen(screen)
    for facts, line in lines:
        yield from pen.block(pen.text(line, style=_STRONG))
        yield from pen.block(pen.quiet(" · ".join(filter(None, facts))), indent=2)


def _about(article: Article) -> Iterator[str]:
    updated = f"updated {day(article.updated)}" if article.updated else None
    lines = (
        (article.publisher, article.section, day(article.published), updated),
        (", ".join(article.byline), article.dateline),
        (article.url,),
        (article.id, article.locator),
    )
    for parts in lines:
        line = " · ".join(filter(None, parts))
        if line:
            yield line
