"""What lies between two revisions of an article: paragraphs that stand against each other, and in them the words.

Both are compared as a reader would see them, cleaned and without what recurs over the publisher's articles. Words are
what stands between spaces; of scripts that have none, each character. Results are data; `render` prints them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from indexer.article import Article

if TYPE_CHECKING:
    from indexer.edits import Taken
    from indexer.ledger import Version

Fate = Literal["same", "gone", "new"]

_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"(?:[{_SPACELESS}]|[^\s{_SPACELESS}]+)\s*")
_ALIKE = 0.4
"""Share of common words from which two paragraphs are one that was rewritten."""
_MANY = 4_000_000
"""Pairs of words beyond which frequent words are no longer tried as the beginning of a match, which takes seconds."""


class Piece(NamedTuple):
    """Some words of a passage, with the spaces behind them: in both revisions, or in the first or second alone."""

    fate: Fate
    text: str


class Passage(NamedTuple):
    """A value that isn't the same in both revisions: its field, for the body and captions which one (from 1, in the
    later revision; in the earlier one if it is gone), and its words."""

    field: str
    paragraph: int | None
    pieces: tuple[Piece, ...]


class Comparison(NamedTuple):
    """Two revisions: how many words of headline, text and captions are `gone`, how many are `new`, and where."""

    gone: int
    new: int
    passages: tuple[Passage, ...]


_TEXTS = frozenset({"headline", "body", "caption"})


def compare(before: Version, after: Version, taken: Taken) -> Comparison:
    """What became of the one revision in the other; `taken` says which lines are boilerplate."""
    return compare_articles(_told(before, taken), _told(after, taken))


def compare_articles(before: Article, after: Article) -> Comparison:
    """The same for two clean articles."""
    passages: list[Passage] = []
    gone = new = 0
    for (field, earlier), (_, later) in zip(_fields(before), _fields(after), strict=True):
        for number, pieces in _compared(earlier, later):
            passages.append(Passage(field, number if field in ("body", "caption") else None, pieces))
        if field in _TEXTS:
            # Across paragraphs: one that was split in two lost no word.
            for piece in _pieces(" ".join(earlier), " ".join(later)):
                gone += _length(piece) * (piece.fate == "gone")
                new += _length(piece) * (piece.fate == "new")
    return Comparison(gone, new, tuple(passages))


def _length(piece: Piece) -> int:
    return len(_WORD.findall(piece.text))


def _told(version: Version, taken: Taken) -> Article:
    from indexer.edits import as_told

    return as_told(version.article, clean=version.cleaned, source=version.source).without_boilerplate(taken)


def _fields(article: Article) -> Iterator[tuple[str, Sequence[str]]]:
    for name in ("headline", "published", "updated", "byline", "dateline", "section"):
        value = getattr(article, name)
        yield name, [value] if isinstance(value, str) and value else list(value or ())
    yield "body", article.body
    yield "caption", [caption.text for caption in article.captions]


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """The values that differ, each with its number and its pieces, in the order of a reader."""
    from difflib import SequenceMatcher

    first, second = ([" ".join(value.split()) for value in values] for values in (old, new))
    alone = len(first) == len(second) == 1  # a headline or a date is the same one, however little is left of it
    for kind, i, i_end, j, j_end in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for k in range(i, i_end):
            like = next((m for m in range(j, j_end) if alone or _alike(first[k], second[m])), None)
            if like is None:
                yield k + 1, (Piece("gone", first[k]),)
                continue
            yield from ((m + 1, (Piece("new", second[m]),)) for m in range(j, like))
            yield like + 1, tuple(_pieces(first[k], second[like]))
            j = like + 1
        yield from ((m + 1, (Piece("new", second[m]),)) for m in range(j, j_end))


def _alike(old: str, new: str) -> bool:
    words, others = Counter(_keys(old)), Counter(_keys(new))
    return (words & others).total() >= _ALIKE * max(min(words.total(), others.total()), 1)


def _keys(text: str) -> list[str]:
    return [word.rstrip() for word in _WORD.findall(text)]


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """The words of two paragraphs.

    >>> [tuple(piece) for piece in _pieces("the rail strike ends", "the strike ends")]
    [('same', 'the '), ('gone', 'rail '), ('same', 'strike ends ')]
    """
    from difflib import SequenceMatcher

    # The space at the end keeps the last word of one apart from what the other has behind it.
    words, others = _WORD.findall(old + " "), _WORD.findall(new + " ")
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=len(words) * len(others) > _MANY)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(others[j:j_end]))
            continue
        if i < i_end:
            yield Piece("gone", "".join(words[i:i_end]))
        if j < j_end:
            yield Piece("new", "".join(others[j:j_end]))
