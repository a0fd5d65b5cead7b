"""The articles that a benchmark reads: real news, the same for every engine."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from indexer.article import Article, article_id

NEWS = "news-2012-2020.jsonl.gz"

Record = dict[str, Any]


class Corpus(NamedTuple):
    """A JSON lines file with so many articles, and the bytes of UTF-8 text (titles and bodies) in them."""

    path: Path
    articles: int
    text_bytes: int


def data_folder() -> Path:
    """The folder of real news; ends the program with what to do where there is none."""
    folder = os.environ.get("MORGUE_TEST_DATA")
    if not folder or not (Path(folder) / NEWS).is_file():
        sys.exit(f"bench: set MORGUE_TEST_DATA to a folder that holds {NEWS}")
    return Path(folder)


def records(path: Path) -> Iterator[Record]:
    """The articles of a JSON lines file, gzipped or not."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        for line in lines:
            yield json.loads(line)


def real(count: int = 0) -> Iterator[Record]:
    """The first `count` real articles (0: all)."""
    for number, record in enumerate(records(data_folder() / NEWS)):
        if count and number == count:
            return
        yield record


_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")


def day(record: Record) -> datetime | None:
    """The day of publication, where it is one."""
    date = record["date"] or ""
    return datetime.fromisoformat(date).replace(tzinfo=UTC) if _DAY.fullmatch(date) else None


def article(record: Record) -> Article:
    """A record as an article of paragraphs, with nothing cleaned."""
    return Article(
        id=article_id(record["id"]),
        guid=record["id"],
        url=record["url"],
        headline=record["title"],
        byline=(record["authors"],) if record["authors"] else (),
        published=record["date"] if day(record) else None,
        publisher=record["source"] or None,
        section=record["section"] or None,
        language="en",
        body=tuple(line for line in record["text"].split("\n") if line.strip()),
    )


def write(path: Path, articles: Iterable[Record]) -> Corpus:
    """Put articles into a plain JSON lines file, so that nobody is timed unzipping."""
    count = text_bytes = 0
    with path.open("w", encoding="utf-8") as out:
        for record in articles:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
            text_bytes += len(record["title"].encode()) + len(record["text"].encode())
    return Corpus(path, count, text_bytes)
