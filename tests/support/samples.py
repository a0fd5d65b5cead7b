"""What readers make of real files, so that it can be kept: numbers, identifiers, dates, and digests of the words."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from indexer.article import Article, Ignored, Reading, Skipped
from indexer.readers import read_file
from indexer.sources import SourceFile, files

Found = list[Reading | Skipped | Ignored]


@lru_cache
def found_in(path: Path) -> Found:
    """Everything in one file, read once."""
    found: Found = []
    for file in files([path]):
        found += read_file(file) if isinstance(file, SourceFile) else [file]
    return found


def summary(found: Found, name: str) -> dict[str, Any]:
    """How many articles, by reader, how much is ignored; what is skipped and why, by its place in the file `name`."""
    articles = Counter(item.article.reader for item in found if isinstance(item, Reading))
    return {
        "articles": dict(articles),
        "ignored": sum(isinstance(item, Ignored) for item in found),
        "skipped": {item.locator.removeprefix(name): item.reason for item in found if isinstance(item, Skipped)},
    }


def digest(*texts: str | None) -> str:
    """Eight digits that stand for some words.

    >>> digest("Ferry sails")
    '1c63ef36'
    """
    return blake2b("\n".join(text or "" for text in texts).encode(), digest_size=4).hexdigest()


def told(article: Article, name: str) -> dict[str, Any]:
    """An article of the file `name`."""
    return {
        "at": article.locator.removeprefix(name),
        "guid": article.guid,
        "published": article.published,
        "updated": article.updated,
        "headline": digest(article.headline),
        "byline": digest(*article.byline),
        "keywords": len(article.keywords),
        "captions": len(article.captions),
        "lines": len(article.body),
        "body": digest(*article.body),
    }
