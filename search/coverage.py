"""What an archive holds of each publisher, and what it seems to lack.

articles by month, and days without any between a publisher's first and last
articles without a date
stubs: texts that a paywall seems to have cut off (`is_stub`)
texts whose encoding had to be repaired, and articles with captions
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from indexer.article import Article
from indexer.ledger import Ledger

SHORT = 1000
"""Characters of a text that may be a stub: a paywall shows a paragraph or three."""

REPAIRS = frozenset({"mojibake"})
"""Rules of changes that say that a text came in a wrong encoding."""

_ENDINGS = ("…", "...", "…]", "...]", "…)", "...)")

_ASKS = re.compile(
    r"\bsubscri(?:be|bers?|ption)\b|\b(?:log|sign) ?in\b|\bto (?:continue|keep) reading\b"
    r"|\bto read (?:the|this) (?:full|whole|rest)\b|\bbecome a member\b|\bregister (?:to|for)\b"
    r"|\babonn\w+|\bweiterlesen\b|\blire la suite\b|\bréservé aux\b|\bsuscr[ií]b\w+|\babbonat\w+|\bassin(?:e|antes?)\b"
    r"|\bподпи[сш]\w+|订阅|訂閱|購読|有料会員|구독|اشترك",
    re.IGNORECASE,
)
"""Words of a sentence that asks for a subscription, in the languages of the archives seen."""


@dataclass(slots=True)
class Coverage:
    """One publisher's articles. `publisher` is None for those that name none.

    `months`: how many, by month (`2017-03`), or by year where that is all that is known; `days`: of those with a day;
    `undated`, `stubs`, `repaired`, `captioned`: how many are.
    """

    publisher: str | None
    articles: int = 0
    undated: int = 0
    stubs: int = 0
    repaired: int = 0
    captioned: int = 0
    months: Counter[str] = field(default_factory=Counter)
    days: set[date] = field(default_factory=set)

    @property
    def first(self) -> str | None:
        """The earliest day, ISO 8601."""
        return min(self.days).isoformat() if self.days else None

    @property
    def last(self) -> str | None:
        """The latest day."""
        return max(self.days).isoformat() if self.days else None

    def missing(self) -> Iterator[tuple[date, date]]:
        """Stretches of days without an article between the first and the last: first and last day of each."""
        ordered = sorted(self.days)
        for before, after in pairwise(ordered):
            if (after - before).days > 1:
                yield before + timedelta(days=1), after - timedelta(days=1)

    @property
    def missing_days(self) -> int:
        """How many days that are."""
        return sum((last - first).days + 1 for first, last in self.missing())


@dataclass(frozen=True, slots=True)
class Decided:
    """Ids of articles that the ledger knows more of: whose encoding was `repaired`, and which `asked` for money in a
    line that cleaning took out."""

    repaired: frozenset[str]
    asked: frozenset[str]


def decided(ledger: Ledger) -> Decided:
    """What cleaning decided about the articles. Raises DamagedArchive."""
    from indexer.ledger import changes

    repaired, asked = set(), set()
    for row in changes.TABLE.select(ledger.db):
        if row.rule in REPAIRS:
            repaired.add(row.article)
        elif row.field is None and row.line and _ASKS.search(row.line):
            asked.add(row.article)
    return Decided(frozenset(repaired), frozenset(asked))


def survey(articles: Iterable[Article], known: Decided, *, since: str | None = None) -> list[Coverage]:
    """The publishers' coverage, most articles first; with `since` (ISO 8601, any precision) of what was published from
    then on, and of what has no date."""
    found: dict[str | None, Coverage] = {}
    for article in articles:
        day = _day(article.published)
        if since and article.published and article.published[: len(since)] < since[: len(article.published)]:
            continue
        one = found.setdefault(article.publisher, Coverage(article.publisher))
        one.articles += 1
        one.captioned += bool(article.captions)
        one.repaired += article.id in known.repaired
        one.stubs += is_stub(article, asked=article.id in known.asked)
        if article.published is None:
            one.undated += 1
            continue
        one.months[article.published[:7]] += 1
        if day is not None:
            one.days.add(day)
    return sorted(found.values(), key=lambda one: (-one.articles, one.publisher or ""))


def is_stub(article: Article, *, asked: bool = False) -> bool:
    """Whether a paywall seems to have cut a text off: it is short, and it ends in an ellipsis, in a sentence that asks
    for a subscription, or `asked` for one in a line that is gone.

    >>> is_stub(Article(body=("The minister said that...",))), is_stub(Article(body=("It rained.",)))
    (True, False)
    """
    if not article.body or sum(map(len, article.body)) > SHORT:
        return False
    last = article.body[-1].rstrip("\"'”’» ")
    sentence = re.split(r"(?<=[.!?。])\s", last)[-1]
    return asked or last.endswith(_ENDINGS) or (len(sentence) < 200 and _ASKS.search(sentence) is not None)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
