"""The embedded engine: one generation of the index that `indexer.stores.whoosh` wrote, open for reading.

Everything is read from the manifest: no lock, no write access, and no byte of an archive reaches an unpickler. Whoosh
itself isn't imported; its segments are read as `indexer.stores.whoosh.segment` describes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indexer.article import Article
from indexer.fields import BY_NAME
from search.engines import Copies, Facet, Head, Matches, Sort, Unit
from search.engines.generation import Generation
from search.engines.remembered import Remembered
from search.engines.scalar import Scalar
from search.engines.scoring import Arithmetic, Evaluation
from search.query.ast import Fuzzy, Node, Pattern
from search.standing import TooManyWays

PATIENCE = 150_000
"""Postings that are gone through without numpy before it is imported: about what the import costs."""


class WhooshEngine:
    """See `search.engines.Engine`. `patience`: postings to be gone through before numpy is imported, 0 at once."""

    def __init__(self, index: Path, *, patience: int = 0) -> None:
        self._generation = Generation(index)
        self.generation = self._generation.number
        self.articles = self._generation.articles
        self.languages = self._generation.languages
        self.grouped = self._generation.stories is not None
        self._patience = patience
        self._by: Arithmetic = Scalar(self._generation)
        self._remembered = Remembered()
        self._is_fast = False
        if not patience:
            self._hurry()

    def search(
        self, query: Node, *, limit: int | None, offset: int = 0, sort: Sort = "relevance", stories: bool = False
    ) -> Matches:
        """The matches of `query`; see the protocol for their order."""
        with self._generation.reading():
            if not self._is_fast:
                self._patience -= Evaluation(self._generation, self._by, self._remembered).cost(query)
                if self._patience < 0:
                    self._hurry()
            evaluation, found = self._found(query)
            page = slice(offset, None if limit is None else offset + limit)
            matches = self._by.page(found, sort, page, stories=stories)
            if evaluation.unsettled:
                unsettled = sorted(map(self._generation.id, evaluation.unsettled))
                return matches._replace(unsettled=tuple(unsettled))
            return matches

    def shares(self, leaf: Node, docs: Sequence[int]) -> list[dict[str, float]]:
        """What part of a leaf's score each of these documents has from which field: of the frequency that is scored."""
        with self._generation.reading():
            return Evaluation(self._generation, self._by, self._remembered).shares(leaf, docs)

    def facet(self, query: Node, field: str, *, limit: int | None = None, unit: Unit = "month") -> Facet:
        """How many of the matches of `query` have which value of `field`."""
        from search.engines import facets

        with self._generation.reading():
            if not self._is_fast:
                self._patience -= facets.cost(self._generation, BY_NAME[field])
                if self._patience < 0:
                    self._hurry()
            _, found = self._found(query)
            return facets.facet(self._generation, self._by, found, BY_NAME[field], limit=limit, unit=unit)

    def forms(self, node: Pattern | Fuzzy, field: str) -> list[str]:
        """The written forms of `field` that a pattern or a misspelling stands for."""
        from search.engines import expand

        with self._generation.reading():
            return expand.forms(self._generation.segments, node, field)

    def heads(self, docs: Sequence[int]) -> list[Head]:
        """The heads of these matches, in the same order."""
        with self._generation.reading():
            return self._generation.heads(docs, quickly=self._is_fast)

    def fetch(self, docs: Sequence[int]) -> list[Article]:
        """The articles of these matches, in the same order."""
        with self._generation.reading():
            return self._generation.fetch(docs)

    def story(self, doc: int) -> list[int] | None:
        """The documents of the story that this one belongs to, its lead first."""
        with self._generation.reading():
            return self._generation.stories.story(doc) if self._generation.stories is not None else None

    def copies(self, docs: Sequence[int]) -> list[Copies | None]:
        """The stories of those of these documents that have copies."""
        with self._generation.reading():
            return self._generation.copies(docs, quickly=self._is_fast)

    def stories(self) -> list[list[int]] | None:
        """All stories of two articles or more."""
        with self._generation.reading():
            return list(self._generation.stories) if self._generation.stories is not None else None

    def doc(self, id: str) -> int | None:
        """The document of the article with exactly this id."""
        with self._generation.reading():
            return self._generation.doc(id)

    def ids(self, prefix: str, limit: int = 10) -> list[str]:
        """At most `limit` ids that begin with `prefix`, ascending."""
        with self._generation.reading():
            return self._generation.ids(prefix, limit)

    def get(self, id: str) -> Article | None:
        """The article with exactly this id."""
        with self._generation.reading():
            return self._generation.get(id)

    def close(self) -> None:
        """Let go of files."""
        self._generation.close()

    def _found(self, query: Node) -> tuple[Evaluation, Any]:
        """What is found, and who found it."""
        evaluation = Evaluation(self._generation, self._by, self._remembered)
        try:
            found = evaluation.find(query)
            if self._is_fast or evaluation.is_sure:
                return evaluation, found
        except TooManyWays:
            if self._is_fast:
                raise
        # Where words meet can be told of more articles by going over all of them at once.
        self._hurry()
        return self._found(query)

    def _hurry(self) -> None:
        from search.engines.arrays import Arrays

        self._by = Arrays(self._generation)
        self._remembered = Remembered()
        self._is_fast = True
