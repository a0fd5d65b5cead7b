"""More articles than there are: seeded, of real paragraphs, with the lengths and the vocabulary of real news.

A copy of the corpus pairs its articles anew and crosses each pair: the first half of one's paragraphs, the second half
of the other's. So an article is as long as an article, and repeats the words of its subject as often as one does.

Paragraphs alone would bring no new word, and real archives never stop having new ones: after n words of running text
they hold K n^b different ones (Heaps's law). The exponent b is taken from the corpus itself, and of the words that only
one article holds, so many are respelled in each copy that the law goes on: the beginning of one, the end of another.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from scripts.benchmarks.corpus import Record

_WORD = re.compile(r"[^\W\d_]{4,}")
_SENTENCE = re.compile(r"(?<=[.!?”\"]) +")

Pieces = list[str]
"""A paragraph cut at the words that only one article holds: text, such a word, text, ... and text at the end."""


class Shuffled:
    """Copies of a corpus: copy 0 is the corpus itself, and each further one has as many articles."""

    def __init__(self, real: Sequence[Record], seed: int = 1) -> None:
        self._real = real
        self._seed = seed
        paragraphs = [_paragraphs(record["text"]) for record in real]
        holders: Counter[str] = Counter()
        half = 0
        for number, article in enumerate(paragraphs):
            holders.update({word.lower() for paragraph in article for word in _WORD.findall(paragraph)})
            if number == len(paragraphs) // 2 - 1:
                half = len(holders)
        self.words = len(holders)
        self.exponent: float = math.log2(self.words / half) if half else 1.0
        once = {word for word, count in holders.items() if count == 1}
        self._once = sorted(once)
        self._articles = [[_cut(paragraph, once) for paragraph in article] for article in paragraphs]

    def share(self, copy: int) -> float:
        """Of the words that only one article holds, how many `copy` has to spell anew."""
        wanted = self.words * ((copy + 1) ** self.exponent - copy**self.exponent)
        return float(min(wanted / max(len(self._once), 1), 1.0))

    def copy(self, number: int) -> Iterator[Record]:
        """The articles of one copy; the same for the same corpus, seed and number."""
        if number == 0:
            yield from self._real
            return
        chooser = random.Random(f"{self._seed}:{number}")
        partners = self._partners(number)
        spellings = self._spellings(chooser, number)
        for record, own, other in zip(self._real, self._articles, partners, strict=True):
            theirs = self._articles[other]
            crossed = [*own[: (len(own) + 1) // 2], *theirs[(len(theirs) + 1) // 2 :]]
            text = "\n\n".join("".join(_spelled(pieces, spellings)) for pieces in crossed)
            yield record | {
                "id": f"{record['id']}-{number}",
                "url": f"{record['url']}/{number}",
                "title": _crossed(record["title"], self._real[other]["title"]),
                "text": text,
            }

    def articles(self, first: int, last: int) -> Iterator[Record]:
        """All articles of the copies from `first` up to, and not with, `last`."""
        return chain.from_iterable(self.copy(number) for number in range(first, last))

    def _partners(self, copy: int) -> list[int]:
        """Each article's other half: in every copy another one, and never itself (of up to as many copies)."""
        circle = random.Random(self._seed).sample(range(len(self._real)), len(self._real))
        partners = [0] * len(circle)
        for place, article in enumerate(circle):
            partners[article] = circle[(place + copy) % len(circle)]
        return partners

    def _spellings(self, chooser: random.Random, copy: int) -> dict[str, str]:
        anew = chooser.sample(self._once, int(self.share(copy) * len(self._once)))
        ends = chooser.sample(anew, len(anew))
        return {word: word[: (len(word) + 1) // 2] + end[len(end) // 2 :] for word, end in zip(anew, ends, strict=True)}


def _paragraphs(text: str) -> list[str]:
    """The lines of a text, or the sentences of one that has a single line."""
    lines = [line for line in text.split("\n") if line.strip()]
    return lines if len(lines) > 1 else [part for line in lines for part in _SENTENCE.split(line)]


def _cut(paragraph: str, once: set[str]) -> Pieces:
    pieces, end = [], 0
    for word in _WORD.finditer(paragraph):
        if word[0].lower() in once:
            pieces += [paragraph[end : word.start()], word[0]]
            end = word.end()
    return [*pieces, paragraph[end:]]


def _spelled(pieces: Pieces, spellings: dict[str, str]) -> Iterator[str]:
    for place, piece in enumerate(pieces):
        anew = spellings.get(piece.lower()) if place % 2 else None
        yield piece if anew is None else anew.title() if piece[0].isupper() else anew


def _crossed(title: str, other: str) -> str:
    own, theirs = title.split(), other.split()
    return " ".join([*own[: (len(own) + 1) // 2], *theirs[(len(theirs) + 1) // 2 :]])
