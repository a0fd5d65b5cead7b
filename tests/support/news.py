"""A small paper's articles, made up by a seed: words as often as in a language, a few in one article alone."""

from __future__ import annotations

import random

from scripts.benchmarks.corpus import Record

SYLLABLES = ("ba", "ker", "lin", "mo", "ta", "ri", "sen", "dor", "val", "pim")


def word(number: int) -> str:
    """The word of this rank; all are different.

    >>> word(7), word(23)
    ('deval', 'demota')
    """
    return "de" + "".join(SYLLABLES[int(digit)] for digit in reversed(str(number)))


def records(count: int = 50, seed: int = 7) -> list[Record]:
    """So many articles of five paragraphs, each with one word that no other has."""
    chooser = random.Random(seed)
    made = []
    for number in range(count):
        paragraphs = []
        for _ in range(5):
            # Zipf's law: the word of rank n comes 1/n as often as the first.
            ranks = [min(int(300 ** chooser.random()), 299) for _ in range(40)]
            paragraphs.append(" ".join(word(rank) for rank in ranks).capitalize() + ".")
        paragraphs[2] += f" Only{word(1000 + number)} was there."
        made.append(
            {
                "id": f"n{number}",
                "url": f"https://example.org/{number}",
                "title": " ".join(word(min(int(300 ** chooser.random()), 299)) for _ in range(6)),
                "authors": "Ann Example",
                "date": f"{2012 + number % 9}-0{1 + number % 9}-11",
                "source": "The Example",
                "section": "rail",
                "text": "\n\n".join(paragraphs),
            }
        )
    return made
