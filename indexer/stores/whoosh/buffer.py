"""The articles of the next segment, inverted in memory until there are enough of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from indexer import analysis
from indexer.article import Article
from indexer.stores.blocks import BlockWriter, encode
from indexer.stores.manifest import SegmentEntry
from indexer.stores.whoosh.schema import ID_BYTES, INDEX_NAME
from indexer.stores.whoosh.terms import invert
from indexer.stores.whoosh.writing import Columns, Term, write_segment


class Buffer:
    """Articles of the next segment, inverted in memory; their text goes to disk at once.

    `size` estimates the bytes of memory that it takes.
    """

    def __init__(self, index: Path) -> None:
        self._index = index
        self._texts = BlockWriter(index / f"{INDEX_NAME}_new.art.tmp")
        self._columns = Columns.empty()
        self._forms: dict[str, dict[str, list[Any]]] = {}
        self._stems: dict[str, dict[str, list[Any]]] = {}
        self._languages: list[str] = []
        self._documents: dict[str, int] = {}
        self._dead: set[int] = set()
        self.size = 0

    def __len__(self) -> int:
        return len(self._languages)

    def add(self, article: Article) -> None:
        """Append an article. Raises ValueError for an id that is no id."""
        if not 0 < len(article.id.encode("utf-8", "replace")) <= ID_BYTES or not article.id.isprintable():
            raise ValueError(f"an article's id has 1 to {ID_BYTES} printable bytes, not {article.id!r}")
        document = len(self)
        found = invert(article)
        for field, forms in found.forms.items():
            self._add(self._forms.setdefault(field, {}), document, forms)
            # Two references, the value's bytes and its object's head; a new term's list and text on top.
            self.size += sum(len(value) for _, value in forms.values()) + 64 * len(forms)
        for field, stems in found.stems.items():
            self._add(self._stems.setdefault(field, {}), document, stems)
            self.size += 24 * len(stems)
        self._columns.add(article.id, found)
        self._languages.append(analysis.stem_language(article.language))
        self._documents[article.id] = document
        self._texts.add(encode(article))
        self.size += 500

    def delete(self, id: str) -> None:
        """Take back the article of this id, if it was added."""
        document = self._documents.pop(id, None)
        if document is not None:
            self._dead.add(document)

    def finish(self) -> SegmentEntry:
        """Write the segment and return its entry."""
        entry = write_segment(self._index, self._terms(), self._columns, self._texts)
        languages: dict[str, int] = {}
        for document, language in enumerate(self._languages):
            if document not in self._dead:
                languages[language] = languages.get(language, 0) + 1
        return replace(entry, deleted=tuple(sorted(self._dead)), languages=languages)

    def abandon(self) -> None:
        """Forget everything."""
        self._texts.abandon()

    def _add(self, terms: dict[str, list[Any]], document: int, postings: dict[str, Any]) -> None:
        new = 0
        for term, posting in postings.items():
            known = terms.get(term)
            if known is None:
                terms[term] = [document, posting]
                new += 1
            else:
                known += (document, posting)
        self.size += 200 * new

    def _terms(self) -> Iterator[Term]:
        for field in sorted({*self._forms, *self._stems}):
            forms = self._forms.pop(field, None)
            terms = self._stems.pop(field, None) if forms is None else forms
            assert terms is not None
            for term in sorted(terms):  # code points sort as their UTF-8 bytes do
                postings = terms.pop(term)
                text = term.encode("utf-8", "surrogatepass")
                if forms is None:
                    yield Term(field, text, postings[::2], postings[1::2], None)
                else:
                    frequencies, values = zip(*postings[1::2], strict=True)
                    yield Term(field, text, postings[::2], list(frequencies), list(values))
