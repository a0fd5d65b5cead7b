"""Plain lines for pipes: no escapes, no wrapping, nothing cut off, the same whatever the terminal.

A hit is one line of six columns, separated by tabs, so that `cut`, `grep` and `sort` work on it:

    rank    id    date    publisher    section    headline

and one line for each of its snippets, which begins with a tab: where it stands (`¶3`, `caption`), and its text. With
`--stories` a line that begins with a tab and `copies` says how many other articles the story has, and names some of
them: date and publisher after a tab each. With `--why` one that begins with a tab and `why` takes the score apart: its
sum, then each part of the query with its field and what it adds. An
unknown value is an empty column. Matches are not marked, so that a line can be found by its words; with
`--color=always` they are bold. (`show --hits` marks them as «match»: there they are the point.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.article import Article, Caption, Change
from search.render.safe import visible
from search.results import Hit, Reason, Snippet, Span

if TYPE_CHECKING:
    from indexer.ledger import Version
    from search.coverage import Coverage
    from search.engines import Facet
    from search.revisions import Comparison, Passage

_BOLD, _END = "\x1b[1m", "\x1b[0m"


def facets(found: Iterable[Facet]) -> Iterator[str]:
    """A line for each value: its field, how many articles, and the value, separated by tabs."""
    for facet in found:
        for value, articles in facet.values:
            yield f"{facet.field}\t{articles}\t{visible(value)}"


def timeline(facet: Facet) -> Iterator[str]:
    """A line for each period: it, and how many articles."""
    return (f"{period}\t{articles}" for period, articles in facet.values)


def hits(hits: Iterable[Hit], *, color: bool = False) -> Iterator[str]:
    """The lines of these hits."""
    for hit in hits:
        headline = mark(hit.headline or "", hit.headline_spans if color else (), _BOLD, _END)
        columns = (hit.published, hit.publisher, hit.section)
        yield "\t".join((str(hit.rank), hit.id, *(visible(column or "") for column in columns), headline))
        for snippet in hit.passages:
            text = mark(snippet.text, snippet.spans if color else (), _BOLD, _END)
            before, after = ellipses(snippet)
            yield f"\t{place(snippet)}\t{before}{text}{after}"
        if hit.others:
            named = (f"{copy.published or ''} {copy.publisher or copy.id}".strip() for copy in hit.others)
            yield "\t".join(("", "copies", str(hit.copies - 1), *map(visible, named)))
        if hit.why is not None:
            yield "\t".join(("", "why", f"{hit.score:.2f}", *map(reason, hit.why)))


def reason(reason: Reason) -> str:
    """A share of a score.

    >>> reason(Reason("strike", "headline", 12, 3.2041))
    'strike in headline 3.20'
    """
    return visible(f"{reason.part} in {reason.field} {reason.score:.2f}")


def place(snippet: Snippet) -> str:
    """Where a snippet stands, for people: `¶3` in the body, else its field."""
    if snippet.field == "body":
        return f"¶{snippet.paragraph}"
    return visible(snippet.field)


def ellipses(snippet: Snippet) -> tuple[str, str]:
    """What to print on either side of a snippet."""
    return "…" * snippet.before, "…" * snippet.after


def mark(text: str, spans: Sequence[Span], before: str = "«", after: str = "»") -> str:
    """`text`, made visible, with `before` and `after` around its spans.

    >>> mark("the rail strike", [Span(4, 8)])
    'the «rail» strike'
    """
    shown = visible(text)
    if not spans:
        return shown
    pieces, end = [], 0
    for span in spans:
        pieces += [shown[end : span.start], before, shown[span.start : span.end], after]
        end = span.end
    return "".join([*pieces, shown[end:]])


def article(
    article: Article, *, marks: Sequence[Sequence[Span]] | None = None, marker: tuple[str, str] = ("«", "»")
) -> Iterator[str]:
    """An article: `name: value` lines, then its paragraphs with an empty line before each.

    With `marks` (the spans to highlight, for each paragraph) paragraphs are numbered.
    """
    for name, value in facts(article):
        yield f"{name}: {visible(value)}"
    for number, paragraph in enumerate(article.body):
        yield ""
        if marks is None:
            yield visible(paragraph)
        else:
            yield f"¶{number + 1}\t{mark(paragraph, marks[number], *marker)}"


def facts(article: Article) -> Iterator[tuple[str, str]]:
    """What is known about an article beside its text, by name; several values of one name come one by one."""
    values: tuple[tuple[str, str | None], ...] = (
        ("headline", article.headline),
        ("id", article.id),
        ("publisher", article.publisher),
        ("section", article.section),
        ("published", article.published),
        ("updated", article.updated),
        *(("byline", name) for name in article.byline),
        ("dateline", article.dateline),
        ("language", article.language),
        ("url", article.url),
        ("guid", article.guid),
        ("locator", article.locator),
        ("reader", article.reader),
        ("keywords", ", ".join(article.keywords)),
        ("credit", article.credit),
        *(("caption", caption_line(caption)) for caption in article.captions),
    )
    return ((name, value) for name, value in values if value)


def caption_line(caption: Caption) -> str:
    """A caption on one line: its words, its credit, how often it was printed."""
    credit = f" ({caption.credit})" if caption.credit else ""
    times = f" (printed {caption.count} times)" if caption.count > 1 else ""
    return f"{caption.text}{credit}{times}"


def changes(changes: Iterable[Change]) -> Iterator[str]:
    """Cleaning decisions, one a line: rule, what became of the line, how many lines it were, and the line."""
    for change in changes:
        yield "\t".join((visible(change.rule), visible(fate_of(change)), str(change.count), visible(change.line or "")))


def boilerplate(lines: Iterable[tuple[Sequence[str], str]]) -> Iterator[str]:
    """Recurring lines, one a line: name, publisher, what holds about it, its counts, some articles, and the line."""
    for facts, line in lines:
        yield "\t".join(map(visible, (*facts, line)))


def fate_of(change: Change) -> str:
    """What became of a line, for people; where the decision was about no line (`undated`), the field it was about."""
    if change.line is None:
        return change.field or ""
    return f"to {change.field}" if change.field else "gone"


def comparison(before: Version, after: Version, found: Comparison, *, color: bool = False) -> Iterator[str]:
    """Two revisions, and a line for each passage that differs: `-` (gone), `+` (new) or `~` (rewritten), where it
    stands, and its words, those that are gone as [-words-], those that are new as {+words+}; in colour with `color`."""
    yield "\t".join(("-", *about(before)))
    yield "\t".join(("+", *about(after)))
    for passage in found.passages:
        text = "".join(_marked(piece.fate, visible(piece.text), color=color) for piece in passage.pieces)
        yield "\t".join((sign(passage), where(passage), text.rstrip()))


def about(version: Version) -> tuple[str, ...]:
    """A revision's number, when it was read, its date and where it stands."""
    article = version.article
    date = article.updated or article.published or "undated"
    return f"revision {version.number}", f"read {version.read}", visible(date), visible(article.locator)


def sign(passage: Passage) -> str:
    """What became of a passage as a whole."""
    fates = {piece.fate for piece in passage.pieces}
    return {frozenset({"gone"}): "-", frozenset({"new"}): "+"}.get(frozenset(fates), "~")


def where(passage: Passage) -> str:
    """Where a passage stands, for people."""
    return f"¶{passage.paragraph}" if passage.field == "body" else passage.field


def marked(fate: str, text: str) -> str:
    """A piece with its marks; the space behind it stays outside.

    >>> marked("gone", "rail ") + marked("new", "bus ") + marked("same", "strike")
    '[-rail-] {+bus+} strike'
    """
    before, after = {"gone": ("[-", "-]"), "new": ("{+", "+}")}.get(fate, ("", ""))
    return _around(text, before, after)


def _marked(fate: str, text: str, *, color: bool) -> str:
    codes = {"gone": "\x1b[9;31m", "new": "\x1b[1;32m"}
    return _around(text, codes[fate], _END) if color and fate in codes else marked(fate, text)


def _around(text: str, before: str, after: str) -> str:
    words = text.rstrip()
    return f"{before}{words}{after}{text[len(words) :]}" if words else text


def coverage(found: Iterable[Coverage]) -> Iterator[str]:
    """A line of nine columns a publisher: its name, articles, first and last day, missing days, and how many articles
    are undated, stubs, repaired and with captions; under it, beginning with a tab, a line for each month and for each
    stretch of missing days."""
    for one in found:
        counts = (one.missing_days, one.undated, one.stubs, one.repaired, one.captioned)
        days = (one.first or "", one.last or "")
        yield "\t".join((visible(one.publisher or ""), str(one.articles), *days, *map(str, counts)))
        for month, count in sorted(one.months.items()):
            yield f"\t{visible(month)}\t{count}"
        for first, last in one.missing():
            yield f"\tmissing\t{first}..{last}"
