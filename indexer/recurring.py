"""A run's part in finding boilerplate: the lines of its articles are counted, then the verdicts that this changes.

Counts and verdicts are rows of the ledger, in the transaction of everything else, so they always are those of what is
published. They follow from the live articles alone; `text.boilerplate` has the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from indexer.article import Article
from indexer.ledger import lines
from indexer.ledger.connection import Connection
from indexer.ledger.lines import Count, Ruling, SightingRow
from indexer.text import boilerplate
from indexer.text.boilerplate import Tally
from indexer.work import Clean

TOGETHER = 50_000
"""Sightings that are written together, in the order of their keys: one by one, each would cost a page of its own."""

Texts = Callable[[Collection[str]], Iterable[tuple[str, Article, str]]]
"""The clean articles with these ids, boilerplate and all, in any order: id, article, the name of its scope. An article
whose text the run has yet to come to is left out, and its lines are judged then."""


@dataclass(slots=True)
class Recurring:
    """What recurs over the articles of one archive."""

    db: Connection
    _seen: list[SightingRow] = field(default_factory=list)
    _articles: list[str] = field(default_factory=list)
    _renewed: set[str] = field(default_factory=set)
    """Articles that rulings have their texts from, and which may have other words now."""

    def see(self, id: str, clean: Clean, scope: str, *, in_doubt: Collection[int] = ()) -> None:
        """Count the lines of an article, whose clean text is new, instead of those that it had. Lines `in_doubt` that
        it doesn't have, but had once, aren't counted; a verdict about one concerns it all the same."""
        own, day = boilerplate.key(scope), boilerplate.day(clean.article)
        self._seen += [SightingRow(key ^ own, id, day, place, clean.story) for key, place in clean.lines]
        if in_doubt:
            now = {key ^ own for key, _ in clean.lines}
            self._seen += [SightingRow(line, id, 0, lines.ONCE, 0) for line in in_doubt if line not in now]
        self._articles.append(id)
        if len(self._seen) >= TOGETHER:
            self._keep()

    def lose(self, id: str) -> None:
        """An article is gone, and its lines with it."""
        self._articles.append(id)

    def judge(self, texts: Texts) -> None:
        """Bring the verdicts up to date with the counts; `lines.flipped` has the articles that it makes a difference
        to."""
        self._keep()
        for ruling, articles in lines.rare(self.db, boilerplate.STORIES):
            self._rule(ruling, ruling._replace(articles=articles, days=lines.days_of(self.db, ruling.line), counted=0))
        waiting: dict[str, list[tuple[Count, Ruling | None]]] = {}
        for count in list(lines.counts(self.db, boilerplate.STORIES)):
            known = lines.ruling(self.db, count.line)
            if known is not None and known.sample == count.sample and count.sample not in self._renewed:
                self._count(known, count)
            else:
                waiting.setdefault(count.sample, []).append((count, known))
        for id, article, scope in texts(waiting) if waiting else ():
            own = boilerplate.key(scope)
            said = (line for line in reversed(article.body) if not boilerplate.is_spoken(line))
            found = {boilerplate.line_key(line) ^ own: line for line in said}
            for count, known in waiting.pop(id):
                text = found[count.line]
                self._count(known or Ruling(count.line, scope, text, id, 0, 0, 0, None), count, text)
        self._renewed &= waiting.keys()
        lines.begin_count(self.db)
        for count, _ in chain.from_iterable(waiting.values()):
            lines.recount(self.db, count.line)

    def taken(self, keys: Sequence[int]) -> set[int]:
        """Those of these lines that are boilerplate."""
        return lines.taken(self.db, keys) if keys else set()

    def _count(self, old: Ruling, count: Count, text: str | None = None) -> None:
        tally = Tally(count.articles, count.stories, count.days, count.top, count.end, count.span)
        new = old._replace(text=text or old.text, sample=count.sample, articles=count.articles, days=count.days)
        counted = boilerplate.is_boilerplate(new.text, new.publisher, tally)
        self._rule(old, new._replace(counted=int(counted)))

    def _rule(self, old: Ruling, new: Ruling) -> None:
        if new.articles < boilerplate.STORIES and new.decision is None:
            lines.drop(self.db, new.line)
        else:
            lines.rule(self.db, new)
        if old.taken != new.taken:
            lines.flip(self.db, new.line)

    def _keep(self) -> None:
        if self._articles:
            self._renewed |= lines.samples(self.db, self._articles)
            lines.replace_all(self.db, self._articles, self._seen)
        self._seen.clear()
        self._articles.clear()
