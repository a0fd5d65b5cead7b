"""The captions that an article has in their field, met again among its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from indexer.article import Caption
from indexer.frozen import replace
from indexer.text import repeats
from indexer.text.pictures import tails

_SHORTEST = 4
"""Characters of a caption that is looked for."""


class Known:
    """An article's captions by their letters and digits."""

    __slots__ = ("_beginnings", "_by_letters")

    def __init__(self, known: Iterable[Caption]) -> None:
        self._by_letters = {repeats.loose(c.text): c for c in known if len(c.text) >= _SHORTEST}
        self._beginnings = Beginnings(self._by_letters)

    def among(self, body: Sequence[str]) -> dict[int, Caption]:
        """The captions that lines repeat, by the number of the line, each with the credit that the line may add. None
        where they are most of the lines: in a story told in pictures, its captions are what there is to read."""
        if not self._by_letters:
            return {}
        letters = [repeats.loose(line) for line in body]
        if 2 * len(self._by_letters.keys() & letters) > len(body):
            return {}
        found = {}
        for i, (line, own) in enumerate(zip(body, letters, strict=True)):
            if self._beginnings.begin(own) and (caption := self._repeated(line, own)) is not None:
                found[i] = caption
        return found

    def _repeated(self, line: str, letters: str) -> Caption | None:
        text, credit = tails.split_credit(line)
        own = self._by_letters.get(letters) or self._by_letters.get(repeats.loose(text))
        return own and replace(own, credit=own.credit or credit)


class Beginnings:
    """Whether a text begins with one of many others, found in as many steps as their number has digits.

    >>> Beginnings(["he", "hell", "jam"]).begin("hello"), Beginnings(["hell"]).begin("help")
    (True, False)
    """

    __slots__ = ("_sorted",)

    def __init__(self, texts: Iterable[str]) -> None:
        # Without those that begin with another one, the only one that a text may begin with is the last before it.
        self._sorted: list[str] = []
        for text in sorted(texts):
            if not self._sorted or not text.startswith(self._sorted[-1]):
                self._sorted.append(text)

    def begin(self, text: str) -> bool:
        """Whether one of them begins this text."""
        at = bisect_right(self._sorted, text)
        return at > 0 and text.startswith(self._sorted[at - 1])
