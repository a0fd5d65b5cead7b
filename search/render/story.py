"""A story and its copies on a terminal: who ran it first, and what each copy changed.

Coalition ministers meet in Washington
3 articles from 22 Mar 2017 to 23 Mar 2017

1  Reuters · 22 Mar 2017 · a3f9c1 · ran it first
2  BBC News · 23 Mar 2017 · 77b1e0 · 1 word removed, 2 added
   ¶1  ministers from [-68-] {+68 or 70+} countries meet on Wednesday
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.text import Text

from search.lineage import Edit, Lineage
from search.render import Screen
from search.render.terminal import Pen, day
from search.searcher import StoryHead

LONGEST = 40
"""Words of an edit that are shown; of a longer one its beginning and its end."""

_REMOVED, _ADDED = "red", "green"


def lineage(story: Sequence[Lineage], *, screen: Screen, short: Callable[[str], str]) -> Iterator[str]:
    """The articles of a story, the lead first; `short` cuts an id."""
    pen = Pen(screen)
    lead = story[0].article
    yield from pen.block(pen.text(lead.headline or "(no headline)", style="bold"))
    yield from pen.block(pen.quiet(_extent(story)))
    indent = len(str(len(story))) + 2
    for number, one in enumerate(story, 1):
        article = one.article
        yield ""
        facts = (article.publisher, day(article.published) or "undated", short(article.id), _what(one, number == 1))
        yield from pen.block(pen.text(" · ".join(filter(None, facts))), label=pen.quiet(f"{number:<{indent}}"))
        if number > 1 and article.headline != lead.headline:
            yield from pen.block(pen.text(article.headline or "(no headline)", style="bold"), indent=indent)
        by = " · ".join(filter(None, (", ".join(article.byline), article.dateline, article.credit)))
        if by:
            yield from pen.block(pen.quiet(by), indent=indent)
        for edit in one.edits:
            yield from pen.block(_edit(edit, pen), label=pen.quiet(f"¶{edit.paragraph}  "), indent=indent)


def stories(found: Sequence[StoryHead], *, screen: Screen, short: Callable[[str], str]) -> Iterator[str]:
    """A line or two for each story: how many articles, its headline, who ran it first and when."""
    pen = Pen(screen)
    indent = max((len(f"{story.copies:,}") for story in found), default=0) + 2
    for story in found:
        lead = story.lead
        label = pen.quiet(f"{story.copies:,}".ljust(indent))
        yield from pen.block(pen.text(lead.headline or "(no headline)", style="bold"), label=label)
        facts = (lead.publisher, day(lead.published) or "undated", short(lead.id))
        yield from pen.block(pen.quiet(" · ".join(filter(None, facts))), indent=indent)


def _extent(story: Sequence[Lineage]) -> str:
    if len(story) == 1:
        return "1 article, no copies"
    dates = [date for one in story if (date := day(one.article.published))]
    extent = (
        f" from {dates[0]} to {dates[-1]}" if dates and dates[0] != dates[-1] else f" of {dates[0]}" if dates else ""
    )
    return f"{len(story):,} articles{extent}"


def _what(one: Lineage, first: bool) -> str:
    if first:
        return "ran it first"
    if not one.edits:
        return "the same words"
    return f"{one.removed:,} word{'s' if one.removed != 1 else ''} removed, {one.added:,} added"


def _edit(edit: Edit, pen: Pen) -> Text:
    pieces = [pen.quiet(f"{edit.before} ") if edit.before else Text()]
    if edit.removed:
        pieces.append(pen.text(f"[-{_cut(edit.removed)}-]", style=_REMOVED))
    if edit.removed and edit.added:
        pieces.append(Text(" "))
    if edit.added:
        pieces.append(pen.text(f"{{+{_cut(edit.added)}+}}", style=_ADDED))
    if edit.after:
        pieces.append(pen.quiet(f" {edit.after}"))
    return Text.assemble(*pieces)


def _cut(text: str) -> str:
    words = text.split(" ")
    if len(words) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{' '.join(words[:half])} … {len(words) - 2 * half:,} words … {' '.join(words[-half:])}"
