"""What a publisher changed in an article after it was out: its revisions, compared as a reader would see them.

Both sides are cleaned first, and without the lines that recur over the publisher's articles, so that a share button
more, a caption that moved, or another plug under the story is no edit. An edit is *silent* where neither `published`
nor `updated` moved with the words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from indexer.article import Article
from indexer.ledger.revisions import Revision, history

_CUT = ("…", "...", "[…]", "[...]", "(…)", "(...)")
"""How a text ends that is a teaser of another."""

Taken = Callable[[Sequence[int]], Collection[int]]
"""Those of some lines (by their keys among their publisher's) that are taken out, as they recur."""


class State(NamedTuple):
    """An article as it was told once, boilerplate and all; `own` is the key of its lines' scope, None where they are
    left alone."""

    article: Article
    own: int | None

    @property
    def lines(self) -> set[int]:
        """The keys of those lines that may be boilerplate."""
        from indexer.text import boilerplate

        own = self.own
        return set() if own is None else {seen.key ^ own for seen in boilerplate.sightings(self.article.body)}

    @property
    def written(self) -> dict[int, list[list[str]]]:
        """How each of these lines is written, by key, wherever it stands: the key is the same whatever its capitals."""
        from indexer.text import boilerplate

        found: dict[int, list[list[str]]] = {key: [] for key in self.lines}
        if (own := self.own) is None:
            return found
        for line in self.article.body:
            if (forms := found.get(boilerplate.line_key(line) ^ own)) is not None:
                forms.append(_words(line))
        return found

    def without_boilerplate(self, taken: Taken) -> Article:
        """The article as it is, or would be, in the index."""
        from indexer.text import boilerplate

        keys = taken(sorted(self.lines))
        if self.own is None or not keys:
            return self.article
        return boilerplate.without(self.article, keys, self.own)[0]


def as_told(article: Article, *, clean: bool, source: str) -> State:
    """An article as a reader would see it, made of the one that was read; its language is left alone. `source` is the
    key of the source that it stands in."""
    from indexer import text
    from indexer.text import boilerplate

    if not clean:
        return State(replace(article, body=tuple(line for line in article.body if line)), None)
    return State(text.clean(article)[0], boilerplate.key(boilerplate.scope(article, source)))


Pair = tuple[State, State]


def unannounced(found: Sequence[Revision], read: Callable[[Revision], tuple[Article, str]]) -> list[Pair]:
    """Each two states of an article (its revisions, in any order) that follow each other and say something else,
    without a later date that says so. `read` gives what was read of a revision and the key of its source; it is only
    asked where that decides.

    Not among them: a file that a newer release reads otherwise, another format's copy of the article (a feed's teaser
    and the page), and a text that was only cut short.
    """
    if len(found) < 2:
        return []
    pairs = []
    for before, after in pairwise(_as_published(found)):
        same_dates = (before.updated, before.published) == (after.updated, after.published)
        if same_dates and before.record != after.record and (pair := _told(before, after, read)):
            pairs.append(pair)
    return [pair for pair in pairs if _differ(pair[0].article, pair[1].article)]


def are_edits(pairs: Sequence[Pair], taken: Taken) -> bool:
    """Whether in any of these more changed than boilerplate."""
    return any(_differ(*(state.without_boilerplate(taken) for state in pair)) for pair in pairs)


def in_doubt(pairs: Sequence[Pair]) -> tuple[int, ...]:
    """The keys of the lines, ascending, that only one side of a pair has, or has in these words: verdicts about them
    decide."""
    return tuple(sorted({key for pair in pairs for key in _otherwise(*(state.written for state in pair))}))


def _otherwise(before: dict[int, list[list[str]]], after: dict[int, list[list[str]]]) -> Iterator[int]:
    return (key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def _as_published(found: Sequence[Revision]) -> list[Revision]:
    """The history without what was only read again: of one place at one time, the last reading."""
    last: dict[tuple[int, str, int], Revision] = {}
    for one in found:
        place = (one.source, one.suffix, one.crawled)
        if place not in last or (one.run, one.id) > (last[place].run, last[place].id):
            last[place] = one
    kept = {one.id for one in last.values()}
    return [one for one in history(found) if one.id in kept]


def _told(
    before: Revision, after: Revision, read: Callable[[Revision], tuple[Article, str]]
) -> tuple[State, State] | None:
    (old, there), (new, here) = read(before), read(after)
    if old.reader != new.reader or (before.text == after.text and old.headline == new.headline):
        return None
    return (
        as_told(old, clean=bool(before.cleaned), source=there),
        as_told(new, clean=bool(after.cleaned), source=here),
    )


def _differ(old: Article, new: Article) -> bool:
    if _words(old.headline or "") != _words(new.headline or ""):
        return True
    texts = " ".join(old.body).strip(), " ".join(new.body).strip()
    return _words(texts[0]) != _words(texts[1]) and not _is_teaser(*texts) and not _is_teaser(*reversed(texts))


def _is_teaser(short: str, whole: str) -> bool:
    """Whether a text is the beginning of another, and says that it is.

    >>> _is_teaser("The ferry did not…", "The ferry did not sail."), _is_teaser("The ferry", "The ferry sailed")
    (True, False)
    """
    ending = next((cut for cut in _CUT if short.endswith(cut)), None)
    return ending is not None and " ".join(whole.split()).startswith(" ".join(short[: -len(ending)].split()))


def _words(text: str) -> list[str]:
    # Written forms: capitals and commas are edits too, typographic quotes and spaces are not.
    return text.translate(_QUOTES).split()


_QUOTES = str.maketrans("‘’“”", "''\"\"")
