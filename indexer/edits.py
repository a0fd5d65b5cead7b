"""What a publisher changed in an article after it was out: its revisions, compared as a reader would see them.

Both sides are cleaned first, so that a share button more or a caption that moved is no edit. An edit is *silent* where
neither `published` nor `updated` moved with the words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.article import Article
from indexer.ledger.revisions import Revision, history

_CUT = ("…", "...", "[…]", "[...]", "(…)", "(...)")
"""How a text ends that is a teaser of another."""


def as_told(article: Article, *, clean: bool) -> Article:
    """An article as a reader would see it, made of the one that was read; its language is left alone."""
    from indexer import text

    return text.clean(article)[0] if clean else replace(article, body=tuple(line for line in article.body if line))


def is_silently_edited(found: Sequence[Revision], read: Callable[[Revision], Article]) -> bool:
    """Whether the words of an article changed between two of its revisions (in any order) without a later date that
    says so. `read` gives what was read of a revision; it is only asked where that decides.

    Not an edit: a file that a newer release reads otherwise, another format's copy of the article (a feed's teaser and
    the page), and a text that was only cut short.
    """
    if len(found) < 2:
        return False
    for before, after in pairwise(_as_published(found)):
        same_dates = (before.updated, before.published) == (after.updated, after.published)
        if same_dates and before.record != after.record and _differ(before, after, read):
            return True
    return False


def _as_published(found: Sequence[Revision]) -> list[Revision]:
    """The history without what was only read again: of one place at one time, the last reading."""
    last: dict[tuple[int, str, int], Revision] = {}
    for one in found:
        place = (one.source, one.suffix, one.crawled)
        if place not in last or (one.run, one.id) > (last[place].run, last[place].id):
            last[place] = one
    kept = {one.id for one in last.values()}
    return [one for one in history(found) if one.id in kept]


def _differ(before: Revision, after: Revision, read: Callable[[Revision], Article]) -> bool:
    old, new = read(before), read(after)
    if old.reader != new.reader or (before.text == after.text and old.headline == new.headline):
        return False
    old, new = (as_told(one, clean=bool(revision.cleaned)) for one, revision in ((old, before), (new, after)))
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
