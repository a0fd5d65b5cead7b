"""The questions that every engine is asked, by class, chosen by a seed from the words of the articles."""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

Kind = Literal["all", "any", "phrase", "prefix"]

_WORD = re.compile(r"[a-z]{3,}")
_RESERVED = frozenset({"and", "not", "near"})
"""Words that some engine's language reads as operators."""


class Question(NamedTuple):
    """One query, in no engine's language.

    `words`: one or several, or the beginning of one (`prefix`). `year`: only articles of that year. `newest`: by date
    instead of by relevance. `postings`: of how many articles it is known that they hold one of the words, summed over
    the words; `occurrences`: how often the words stand in all articles.
    """

    words: tuple[str, ...]
    kind: Kind = "all"
    year: int | None = None
    newest: bool = False
    postings: int = 0
    occurrences: int = 0

    @property
    def text(self) -> str:
        """The query in morgue's language, without its date."""
        match self.kind:
            case "all":
                return " ".join(self.words)
            case "any":
                return " OR ".join(self.words)
            case "phrase":
                return f'"{" ".join(self.words)}"'
            case "prefix":
                return f"{self.words[0]}*"


Questions = dict[str, list[Question]]

RARE, MIDDLE, FREQUENT = "one rare word", "one middle word", "one frequent word"
ANY, ALL, MIDDLE_ALL = "two frequent, OR", "two frequent, AND", "two middle, AND"
PHRASE, PREFIX, DATED, SORTED = "a phrase", "a prefix", "frequent, one year", "frequent, by date"


class Vocabulary:
    """The words of a corpus: how many articles hold each, how often it stands there, and its stem's counts."""

    def __init__(self, texts: Sequence[str]) -> None:
        import Stemmer

        self.articles: Counter[str] = Counter()
        self.occurrences: Counter[str] = Counter()
        for text in texts:
            found = _WORD.findall(text.lower())
            self.articles.update(set(found))
            self.occurrences.update(found)
        self.forms = sorted(self.articles)
        self._stem = Stemmer.Stemmer("english").stemWord
        self._stems: Counter[str] = Counter()
        for form, count in self.articles.items():
            self._stems[self._stem(form)] += count

    def between(self, low: int, high: int) -> list[str]:
        """The words that so many articles hold, in the order of the alphabet."""
        return [w for w in self.forms if low <= self.articles[w] <= high and w not in _RESERVED]

    def beginning(self, prefix: str) -> Iterator[str]:
        """The words that begin so."""
        for place in range(bisect_left(self.forms, prefix), len(self.forms)):
            if not self.forms[place].startswith(prefix):
                return
            yield self.forms[place]

    def measured(self, question: Question) -> Question:
        """The question with its counts: of stems, but of the forms themselves for a phrase or a prefix."""
        if question.kind == "prefix":
            forms = list(self.beginning(question.words[0]))
            postings = sum(self.articles[form] for form in forms)
        elif question.kind == "phrase":
            forms = list(question.words)
            postings = sum(self.articles[form] for form in forms)
        else:
            forms = list(question.words)
            postings = sum(self._stems[self._stem(form)] for form in forms)
        return question._replace(postings=postings, occurrences=sum(self.occurrences[form] for form in forms))


def choose(texts: Sequence[str], per_class: int, seed: int = 1) -> Questions:
    """So many questions of each class; the same for the same texts and seed.

    Rare words stand in 2 to 5 articles, middle ones in 0.5 to 2 %, frequent ones in 20 % and more.
    """
    vocabulary = Vocabulary(texts)
    chooser = random.Random(seed)
    n = len(texts)
    rare = vocabulary.between(2, 5)
    middle = vocabulary.between(max(n // 200, 2), max(n // 50, 5))
    frequent = vocabulary.between(max(n // 5, 2), n)
    ones = {name: _some(chooser, band, per_class) for name, band in zip("rmf", (rare, middle, frequent), strict=True)}
    pairs = list(zip(ones["f"], reversed(ones["f"]), strict=True))
    years = [chooser.randrange(2012, 2021) for _ in ones["f"]]
    found: Questions = {
        RARE: [Question((word,)) for word in ones["r"]],
        MIDDLE: [Question((word,)) for word in ones["m"]],
        FREQUENT: [Question((word,)) for word in ones["f"]],
        ANY: [Question(pair, "any") for pair in pairs],
        ALL: [Question(pair) for pair in pairs],
        MIDDLE_ALL: [Question(pair) for pair in _together(chooser, texts, frozenset(middle), per_class)],
        PHRASE: [Question(pair, "phrase") for pair in _side_by_side(chooser, texts, per_class)],
        PREFIX: [Question((word[:4],), "prefix") for word in _some(chooser, middle, per_class)],
        DATED: [Question((word,), year=year) for word, year in zip(ones["f"], years, strict=True)],
        SORTED: [Question((word,), newest=True) for word in ones["f"]],
    }
    return {name: [vocabulary.measured(question) for question in chosen] for name, chosen in found.items()}


def _some(chooser: random.Random, band: list[str], count: int) -> list[str]:
    """So many of the band, each as rarely as can be."""
    if not band:
        raise SystemExit("bench: too few articles to choose words from; take more with --articles")
    chosen: list[str] = []
    while len(chosen) < count:
        chosen += chooser.sample(band, min(len(band), count - len(chosen)))
    return chosen


def _together(
    chooser: random.Random, texts: Sequence[str], band: frozenset[str], count: int
) -> Iterator[tuple[str, str]]:
    """Pairs of words of the band that stand in one article."""
    for _ in range(count):
        held: list[str] = []
        while len(held) < 2:
            held = sorted(band.intersection(_WORD.findall(chooser.choice(texts).lower())))
        first, second = chooser.sample(held, 2)
        yield first, second


def _side_by_side(chooser: random.Random, texts: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    """Pairs of words that stand side by side somewhere."""
    pair = re.compile(r"\b([a-z]{3,}) ([a-z]{3,})\b")
    for _ in range(count):
        found = None
        while found is None:
            text = chooser.choice(texts).lower()
            found = pair.search(text, chooser.randrange(len(text))) if text else None
        yield found[1], found[2]
