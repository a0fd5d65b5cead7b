"""Which articles go when somebody asks for some to be forgotten, what they are known by, and who else says the same.

Every text of the archive is compared with those that go: a passage, a URL or a text that articles which stay have, too,
says nothing about those that go, and isn't kept to know them by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from indexer import identity
from indexer.article import Article
from indexer.errors import UnknownArticle, UsageError
from indexer.ledger import Ledger, readings, revisions, sources
from indexer.ledger.articles import ArticleRow
from indexer.stores import Store
from indexer.takedown import tombstones
from indexer.takedown.passages import Finder, Hasher, Passage, cut, sequences
from indexer.work import Job, cleaned


class State(NamedTuple):
    """An article in one revision, and where that stood: its source's key and what follows the source's locator (None:
    nobody knows any more)."""

    article: Article
    place: tuple[str, str] | None


@dataclass(slots=True)
class Target:
    """An article that is to go: its `row` in the ledger (None where only the index has something left of it), the
    article as it is `shown`, and all `states` as read. `own` are the passages that it is recognised by, `others` the
    rest; it is a copy of the article `copy_of`."""

    id: str
    row: ArticleRow | None
    shown: Article
    states: list[State]
    locators: list[str]
    copy_of: str | None = None
    own: list[Passage] = field(default_factory=list)
    others: list[Passage] = field(default_factory=list)


@dataclass(slots=True)
class Choice:
    """What is to go, by id; the ids of articles that say much the same, and stay (`kept`); the URLs and the hashes of
    texts that articles which stay have, too."""

    key: bytes
    hasher: Hasher
    targets: dict[str, Target]
    kept: list[str] = field(default_factory=list)
    urls: set[str] = field(default_factory=set)
    texts: set[bytes] = field(default_factory=set)
    known: list[str] = field(default_factory=list)
    """Of the ids that were asked for, those that are forgotten already."""


def choose(ledger: Ledger, store: Store, ids: Sequence[str], *, copies: bool, key: bytes) -> Choice:
    """What is to go for these ids (or beginnings of ids); with their `copies` everything that says much the same.

    Reads all texts of the archive. Raises UnknownArticle, UsageError for a beginning of several ids, DamagedArchive.
    """
    found = Choice(key, Hasher(key), {})
    stones = tombstones.Tombstones.load(ledger.db)
    for id in dict.fromkeys(ids):
        if stones is not None and stones.has_article(id.strip().lower()):
            found.known.append(id)
        else:
            target = _target(ledger, store, id)
            found.targets[target.id] = target
    same = {other: id for id in found.targets for other in store.story(id)}
    while True:
        also = {other: id for other, id in same.items() if other not in found.targets}
        if copies:
            for other, id in also.items():
                found.targets[other] = replace(_target(ledger, store, other), copy_of=id)
        _cut(found)
        alike = _compare(ledger, found)
        more = {id: one.target for id, one in alike.items() if one.copy}
        if not (copies and more):
            found.kept = sorted(alike.keys() | (same.keys() - found.targets.keys()))
            return found
        same |= more


def _target(ledger: Ledger, store: Store, id: str) -> Target:
    try:
        row = ledger.find(id)
    except UnknownArticle:
        prefix = id.strip().lower()
        left = store.remains(prefix) if prefix else []
        if not left:
            raise
        if len(left) > 1 and left[0].id != prefix:
            several = ", ".join(article.id for article in left[:10])
            raise UsageError(f"{id} could be {several}; type more of it") from None
        return Target(left[0].id, None, left[0], [State(left[0], None)], [left[0].locator])
    states, locators = [], []
    found = revisions.of_article(ledger.db, row.id)
    for one in found:
        source = sources.numbered(ledger.db, one.source)
        states.append(State(ledger.as_read(one).article, (source.key, one.suffix)))
        locators.append(source.locator + one.suffix)
    if not found:
        return Target(row.id, row, Article(id=row.id), [], [])
    record = readings.get(ledger.db, found[0].id)
    shown = cleaned(Job(record, bool(found[0].cleaned))).article
    return Target(row.id, row, replace(shown, id=row.id), states, list(dict.fromkeys(locators)))


def _cut(choice: Choice) -> None:
    """Cut the texts of all that goes into passages, the shown ones first."""
    made: list[Passage] = []
    for target in choice.targets.values():
        target.own = cut(choice.hasher, sequences(target.shown)[:1] if target.shown.body else (), made)
        made += target.own
    for target in choice.targets.values():
        runs = [run for state in (State(target.shown, None), *target.states) for run in sequences(state.article)]
        target.others = cut(choice.hasher, runs, made)
        made += target.others


class Alike(NamedTuple):
    """An article that says much of what a `target` says; whether it is a `copy` of it."""

    target: str
    copy: bool


def _compare(ledger: Ledger, choice: Choice) -> dict[str, Alike]:
    """Compare what goes with every other text of the archive: passages and URLs that others have too are nobody's own;
    the articles that say much the same are returned."""
    targets = choice.targets.values()
    finder = Finder(choice.hasher, (passage for target in targets for passage in (*target.own, *target.others)))
    states = [(target.id, state.article) for target in targets for state in target.states]
    texts = {text: id for id, article in states if (text := identity.text_hash(article)) is not None}
    urls = {article.url for _, article in states}
    choice.urls.clear()
    choice.texts.clear()
    quoted: set[Passage] = set()
    alike: dict[str, Alike] = {}
    for id, article in _others(ledger, choice.targets):
        runs = sequences(article)
        hits = {passage for run in runs for passage in finder.found(run)}
        quoted |= hits
        if article.url and article.url in urls:
            choice.urls.add(article.url)
        text = identity.text_hash(article)
        if text is not None and text in texts:
            choice.texts.add(text)
            alike[id] = Alike(texts[text], copy=True)
        length = sum(map(len, runs))
        for target in targets if hits else ():
            own, found = len(target.own), hits.intersection(target.own)
            if tombstones.is_much_of(own, found, length) and not (id in alike and alike[id].copy):
                alike[id] = Alike(target.id, tombstones.is_much_of(own, found, length, tombstones.COPY))
    for target in targets:
        target.own = [passage for passage in target.own if passage not in quoted]
        target.others = [passage for passage in target.others if passage not in quoted]
    return alike


def _others(ledger: Ledger, targets: Collection[str]) -> Iterator[tuple[str, Article]]:
    """Every revision of every other article."""
    for revision in revisions.TABLE.select(ledger.db, "ORDER BY id"):
        if revision.article not in targets:
            yield revision.article, readings.decode(readings.get(ledger.db, revision.id)).article
