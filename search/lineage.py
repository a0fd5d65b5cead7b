"""What a copy of a story changed: its words against those of the lead, as data.

Paragraphs that both have are left alone; in what is between them words are compared as they are written, so that a
comma counts. An edit is what was taken out and what came in at one place, with a few words around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from indexer.article import Article
from indexer.frozen import dataclass

AROUND = 4
"""Words before and after an edit that are given with it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: the words `removed` from the lead and `added` by the copy, one of which may be "", the lead's
    `paragraph` (from 1) that it is in, or that the added words follow, and the words `before` and `after` it."""

    paragraph: int
    removed: str
    added: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """One article of a story against its lead: the `edits`, and how many words they `removed` and `added`."""

    article: Article
    edits: tuple[Edit, ...]
    removed: int
    added: int


def lineage(story: Sequence[Article]) -> tuple[Lineage, ...]:
    """The articles of a story, the lead first, each against the lead."""
    return tuple(_against(story[0], article) for article in story)


def _against(lead: Article, article: Article) -> Lineage:
    edits = tuple(differences(lead.body, article.body))
    removed, added = sum(len(e.removed.split()) for e in edits), sum(len(e.added.split()) for e in edits)
    return Lineage(article, edits, removed, added)


def differences(lead: Sequence[str], copy: Sequence[str]) -> Iterator[Edit]:
    """How the paragraphs of a copy differ from the lead's.

    >>> list(differences(["Rail workers will strike on Monday."], ["Rail workers strike on Tuesday."]))
    ... # doctest: +NORMALIZE_WHITESPACE
    [Edit(paragraph=1, removed='will', added='', before='Rail workers', after='strike on Monday.'),
     Edit(paragraph=1, removed='Monday.', added='Tuesday.', before='workers will strike on', after='')]
    """
    if [word for line in lead for word in line.split()] == [word for line in copy for word in line.split()]:
        return  # however it is broken into paragraphs
    for kind, first, last, other, end in SequenceMatcher(None, lead, copy, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _words(lead[first:last], copy[other:end], paragraph=first + 1)


def _words(lead: Sequence[str], copy: Sequence[str], *, paragraph: int) -> Iterator[Edit]:
    """The edits between some paragraphs of the lead, the first of which has this number, and some of the copy."""
    ours = [(word, number) for number, line in enumerate(lead, paragraph) for word in line.split()]
    theirs = [word for line in copy for word in line.split()]
    words = [word for word, _ in ours]
    for kind, first, last, other, end in SequenceMatcher(None, words, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        at = ours[first][1] if first < last else ours[first - 1][1] if first else max(paragraph - 1, 1)
        yield Edit(
            at,
            " ".join(words[first:last]),
            " ".join(theirs[other:end]),
            " ".join(words[max(first - AROUND, 0) : first]),
            " ".join(words[last : last + AROUND]),
        )
