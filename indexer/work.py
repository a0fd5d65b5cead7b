"""The work on single files and single articles, which needs neither ledger nor index: reading and cleaning.

It can be spread over processes (`workers`); the results and their order are the same in one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from indexer.article import Article, Change, Reading, Skipped
from indexer.found import Found, found_in, pages_apart
from indexer.frozen import replace
from indexer.intake import Plan
from indexer.ledger import readings
from indexer.memory import give_back
from indexer.text.boilerplate import Sighting

if TYPE_CHECKING:
    from indexer.pages import Pages

T = TypeVar("T")


class Job(NamedTuple):
    """A record as read, and whether it is to be cleaned."""

    record: bytes
    clean: bool


class Clean(NamedTuple):
    """What goes into the index, its language detected where nothing stated it, every decision on the way there, and
    where its reader found the fields' values; those of its `lines` that may turn out to be boilerplate, and the key of
    its `story` (see `text.boilerplate`)."""

    article: Article
    changes: tuple[Change, ...]
    provenance: Mapping[str, str]
    lines: tuple[Sighting, ...] = ()
    story: int = 0


class Work(Protocol):
    """Who does it; `several` says whether more than one processor may be used."""

    several: bool

    def read(self, plans: Iterable[Plan | Skipped]) -> Iterator[tuple[Plan | Skipped, Iterable[Found]]]:
        """Each plan with what its file holds, in order; to be used up before the next is asked for. What was skipped on
        the way to a plan holds nothing, and keeps its place."""

    def clean(self, things: Iterable[T], job: Callable[[T], Job]) -> Iterator[tuple[T, Clean]]:
        """Each thing with its record cleaned, in order."""

    def rest(self) -> None:
        """Nothing is to be read or cleaned for a while: let go of what waits for work, and of its memory."""

    def close(self) -> None:
        """Let go of everything, at once."""


class Alone:
    """All of it in this process, but for web pages, which `pages` reads within its limits (None: they have none)."""

    several = False

    def __init__(self, pages: Pages | None = None) -> None:
        self._pages = pages

    def read(self, plans: Iterable[Plan | Skipped]) -> Iterator[tuple[Plan | Skipped, Iterable[Found]]]:
        """See `Work`."""
        for plan in plans:
            if isinstance(plan, Plan) and is_to_be_read(plan):
                pages = self._pages
                yield plan, pages.read(pages_apart(plan.file)) if pages is not None else found_in(plan.file)
            else:
                yield plan, ()

    def clean(self, things: Iterable[T], job: Callable[[T], Job]) -> Iterator[tuple[T, Clean]]:
        """See `Work`."""
        for thing in things:
            yield thing, cleaned(job(thing))

    def rest(self) -> None:
        """See `Work`."""
        if self._pages is not None:
            self._pages.rest()
        rest_here()

    def close(self) -> None:
        """See `Work`."""
        if self._pages is not None:
            self._pages.close()


def is_to_be_read(plan: Plan) -> bool:
    """Whether there is anything to read for this plan."""
    return not plan.unchanged and plan.fault is None


def rest_here() -> None:
    """Let go of what this process cleans with, as far as it is much."""
    from indexer.text import language

    language.rest()
    give_back()


def cleaned(job: Job) -> Clean:
    """A record as it goes into the index, without id and locator."""
    return finished(readings.decode(job.record), clean=job.clean)


def finished(reading: Reading, *, clean: bool) -> Clean:
    """An article as it is searched and shown: its paragraphs, its language, and what was decided about it.

    Not to be cleaned, it is what was read, without empty lines.
    """
    from indexer import text
    from indexer.text import boilerplate, language

    article, changes = reading.article, reading.changes
    if clean:
        article, made = text.clean(article)
        changes = (*changes, *made)
    else:
        article = replace(article, body=tuple(line for line in article.body if line.strip()))
    article, found = replace(article, language=language.detect(article)), reading.provenance or {}
    if not clean:
        return Clean(article, changes, found)
    return Clean(article, changes, found, boilerplate.sightings(article.body), boilerplate.story(article.body))
