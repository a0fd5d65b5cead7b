"""What became of the labelled lines of web pages on the whole way: bytes, HTML reader, cleaning, Article.

The labels are those of the view `plain` (`tests/support/lines.py`), which has every line of the page's article region;
here the page's own bytes are read, with all that its markup tells. Where a line is after that is found by its letters.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from indexer.article import Article, Reading
from indexer.readers import read_source
from indexer.sources import Source
from indexer.text import clean
from tests.support.lines import Labelled, Outcome, digest, labels_of, plain
from tests.support.plainview import plain_view

_WORDS = re.compile(r"[^\W_]+")
_COVERED = 0.6
"""So much of a line must lie in the body's paragraphs for it to stand there: a dateline may be gone."""
_PIECE = 12
"""Letters: a shorter paragraph that lies in a line says nothing."""
_FEW = 4
"""Words that stand in many a paragraph: fewer are a joined line only beside the line that they stood beside."""


def bare(line: str) -> str:
    """A line's words in lower case, with one space between them and around each.

    >>> bare("“Go,” he said.")
    ' go he said '
    """
    return f" {' '.join(_WORDS.findall(unicodedata.normalize('NFC', line).lower()))} "


@dataclass(frozen=True, slots=True)
class Placed:
    """How often a line stands in the body, and the other field that has it, if one has."""

    times: int
    field: str | None


class Places:
    """Where the lines of one page are in the article that was made of it."""

    def __init__(self, article: Article, lines: list[str]) -> None:
        own = {plain(line) for line in lines}
        self._counts = Counter(plain(paragraph) for paragraph in article.body)
        self._whole = [plain(paragraph) for paragraph in article.body]
        # A line that lies in a paragraph which the page has as it is, isn't there: the words are that paragraph's.
        self._joined = [bare(paragraph) for paragraph in article.body if plain(paragraph) not in own]
        self._beside: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in pairwise(map(bare, lines)):
            pair = one.rstrip() + other
            self._beside[one].add(pair)
            self._beside[other].add(pair)
        self._headline = plain(article.headline or "")
        self._fields = {
            "caption": [f"{one.text} {one.credit or ''}" for one in article.captions],
            "credit": [article.credit or ""],
            "dateline": [article.dateline or ""],
            "byline": list(article.byline),
        }

    def of(self, line: str) -> Placed:
        key, words = plain(line), bare(line)
        times = self._counts[key] + self._times_joined(words)
        if not times and sum(len(p) for p in self._whole if len(p) > _PIECE and p in key) >= _COVERED * len(key):
            times = 1
        return Placed(times, None if times else self._field(key))

    def _times_joined(self, words: str) -> int:
        if len(words.split()) >= _FEW:
            return sum(paragraph.count(words) for paragraph in self._joined)
        return sum(paragraph.count(pair) for paragraph in self._joined for pair in self._beside[words] if words.strip())

    def _field(self, key: str) -> str | None:
        if (key in self._headline or self._headline in key) and _alike(len(key), len(self._headline)):
            return "headline"
        for name, values in self._fields.items():
            if any(key and key in plain(value) for value in values):
                return name
        return None


def _alike(one: int, other: int) -> bool:
    return min(one, other) >= _COVERED * max(one, other) > 0


def pages(data: Path, part: str, kind: str = "pages") -> Iterator[tuple[str, list[str], Article, tuple[Labelled, ...]]]:
    """The labelled pages: name, lines in the plain view, the article in the archive, labels."""
    found: defaultdict[str, list[Labelled]] = defaultdict(list)
    for (file, _, view), labelled in labels_of(part, kind).items():
        if view == "plain":
            found[file] += labelled
    for file, labelled in found.items():
        raw = (data / file).read_bytes()
        page = gzip.decompress(raw) if file.endswith(".gz") else raw
        [reading] = read_source(Source.of("page.html", page))
        read = reading.article if isinstance(reading, Reading) else Article()
        yield file, plain_view(page), clean(read)[0], tuple(labelled)


def judged(data: Path, part: str, kind: str = "pages") -> Iterator[Outcome]:
    """What becomes of each labelled line. The headline keeps what is the story's: the reader takes it from the page's
    top to its field."""
    for file, lines, article, labelled in pages(data, part, kind):
        counts = Counter(plain(line) for line in lines)
        texts = {digest(line): line for line in lines}
        places = Places(article, lines)
        for one in labelled:
            line = texts.get(one.sha)
            if line is None:
                raise ValueError(f"{file}: a labelled line is not in the page any more")
            placed = places.of(line)
            # A tag that the headline says too is gone; the page's heading is where it should be.
            times = placed.times or (placed.field == "headline" and not one.goes)
            kept = bool(times) or (placed.field == "dateline" and not one.goes)
            fate = None
            if one.fate is not None:
                fate = times == {"gone": 0, "once": 1, "all": counts[plain(line)]}[one.fate]
            yield Outcome(f"{file} -> {placed.field or 'nowhere'}", line, one, not kept, fate, ())
