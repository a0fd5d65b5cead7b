"""How well the counts tell a publisher's furniture from the story, measured on labelled lines of real archives."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from indexer import sources
from indexer.article import Article, Reading
from indexer.readers import read_file
from indexer.sources import SourceFile
from indexer.text import boilerplate, normalize
from indexer.text.boilerplate import Tally
from tests.support.lines import digest

LABELS = Path(__file__).parent.parent / "cases" / "recurring"
NEWS, WIRE = "news-2012-2020.jsonl.gz", "reuters21578"


class Recurring(NamedTuple):
    """A line that stands in two articles of a publisher or more, as the first of them has it, and where."""

    file: str
    publisher: str
    record: str
    n: int
    line: str
    tally: Tally

    @property
    def recurs(self) -> bool:
        """Whether it recurs enough for its wording and its places to be asked."""
        return self.tally.stories >= boilerplate.STORIES and self.tally.days >= boilerplate.DAYS

    @property
    def goes(self) -> bool:
        """The verdict."""
        return boilerplate.is_boilerplate(self.line, self.publisher, self.tally)


class Score(NamedTuple):
    """Shares from 0 to 1, and of how many lines: `goes` and `stays` are labels, `asked` of both recur enough."""

    precision: float
    recall: float
    goes: int
    stays: int
    asked: int
    publishers: int


class _Seen:
    """One line's sightings so far."""

    def __init__(self, place: tuple[str, str, str, int, str]) -> None:
        self.first = place
        self.articles = self.top = self.end = 0
        self.stories: set[int] = set()
        self.days: set[int] = set()


@cache
def recurring(data: Path) -> tuple[Recurring, ...]:
    """What recurs in the real archives, uncleaned: that is the harder case, and there is more of it."""
    seen: dict[int, _Seen] = {}
    for file, record, article in _articles(data):
        publisher = article.publisher or ""
        own, story, day = boilerplate.key(publisher), boilerplate.story(article.body), boilerplate.day(article)
        places: dict[int, int] = {}
        for n, line in enumerate(article.body):
            places.setdefault(boilerplate.line_key(line), n)
        for key, place in boilerplate.sightings(article.body):
            n = places[key]
            one = seen.setdefault(key ^ own, _Seen((file, publisher, record, n, article.body[n])))
            one.articles += 1
            one.top += place == 0
            one.end += place == 2
            one.stories.add(story)
            one.days |= {day} - {0}
    return tuple(
        Recurring(*one.first, Tally(one.articles, len(one.stories), len(one.days), one.top, one.end, _span(one.days)))
        for one in seen.values()
        if one.articles > 1
    )


def _span(days: set[int]) -> int:
    return max(days) - min(days) if days else 0


def score(data: Path, part: str) -> Score:
    """The score of one part of the labels; every one of them must be found."""
    with (LABELS / f"{part}.jsonl").open(encoding="utf-8") as rows:
        labels = {(row["file"], row["publisher"], row["sha"]): row["label"] for row in map(json.loads, rows)}
    found = [
        (one, labels[key]) for one in recurring(data) if (key := (one.file, one.publisher, digest(one.line))) in labels
    ]
    assert len(found) == len(labels), "a label finds no line"
    right = sum(one.goes for one, label in found if label == "goes")
    taken = sum(one.goes for one, _ in found)
    goes = [one for one, label in found if label == "goes"]
    return Score(
        precision=right / taken,
        recall=right / len(goes),
        goes=len(goes),
        stays=len(found) - len(goes),
        asked=sum(one.recurs for one, _ in found),
        publishers=len({one.publisher for one in goes}),
    )


def _articles(data: Path) -> Iterator[tuple[str, str, Article]]:
    with gzip.open(data / NEWS, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            lines = (" ".join(line.split()) for line in row["text"].split("\n"))
            body = tuple(line for line in lines if line)
            yield NEWS, row["id"], Article(publisher=row["source"], published=row["date"], body=body)
    for file in sources.files([data / WIRE]):
        assert isinstance(file, SourceFile)
        for read in read_file(file):
            if isinstance(read, Reading):
                body = tuple(normalize.paragraphs(read.article.body)[0])
                name = f"{WIRE}/{file.locator}"
                published = read.article.published
                yield name, read.article.guid or "", Article(publisher="Reuters 1987", published=published, body=body)
