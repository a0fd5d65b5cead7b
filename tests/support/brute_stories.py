"""The slowest way to group stories: every text's shingles against those of every lead before it."""

from __future__ import annotations

from collections.abc import Sequence

from indexer import analysis, dates
from indexer.article import Article

SHORTEST, ALIKE = 20, 0.5


def shingles(article: Article) -> frozenset[tuple[str, ...]]:
    """The runs of three words of a text; of a short one all of it."""
    for lines in (article.body, (article.headline or "",)):
        forms = [word.form for line in lines for word in analysis.words(line) if word.form]
        if forms:
            if len(forms) < SHORTEST:
                return frozenset((tuple(forms),))
            return frozenset(zip(forms, forms[1:], forms[2:], strict=False))
    return frozenset()


def second(article: Article) -> int:
    """When it was published; 0 for unknown."""
    try:
        return dates.bounds(article.published)[0] if article.published else 0
    except ValueError:
        return 0


def stories(articles: Sequence[Article]) -> list[list[Article]]:
    """All stories, the lead first, those of one article too."""
    found: list[list[Article]] = []
    for article in sorted(articles, key=lambda a: (not second(a), second(a), a.id)):
        own = shingles(article)
        best, joined = 0.0, None
        for story in found:
            others = shingles(story[0])
            like = len(own & others) / len(own | others) if own | others else 0.0
            if like >= ALIKE and like > best:
                best, joined = like, story
        if joined is None:
            found.append([article])
        else:
            joined.append(article)
    return found
