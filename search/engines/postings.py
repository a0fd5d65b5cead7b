"""An open generation as one row of documents, and how often words stand in them.

Postings are read term by term into mappings from documents to frequencies; what a query makes of those is `scoring`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property

from indexer.stores.whoosh.layout import Block
from indexer.stores.whoosh.schema import length_column
from indexer.stores.whoosh.segment import Segment


class Reader:
    """A generation's segments as one row of documents: segment after segment, numbered through."""

    def __init__(self, segments: Sequence[Segment], languages: frozenset[str]) -> None:
        self.segments = tuple(segments)
        self.languages = sorted(languages)
        self.bases = [0]
        for segment in segments:
            self.bases.append(self.bases[-1] + segment.documents)
        self.articles = sum(segment.entry.live for segment in segments)
        self._numbers: dict[str, array[int]] = {}
        self._averages: dict[str, float] = {}

    @cached_property
    def live(self) -> frozenset[int]:
        """All documents that aren't deleted."""
        return frozenset(
            base + doc
            for segment, base in zip(self.segments, self.bases, strict=False)
            for doc in range(segment.documents)
            if doc not in segment.dead
        )

    def living(self, docs: set[int]) -> set[int]:
        """Those of `docs` that aren't deleted."""
        return docs if self.articles == self.bases[-1] else docs & self.live

    def numbers(self, column: str, typecode: str) -> array[int]:
        """A column of numbers over all documents."""
        if column not in self._numbers:
            whole = array(typecode)
            for segment in self.segments:
                whole.extend(segment.numbers(column, typecode))
            self._numbers[column] = whole
        return self._numbers[column]

    def lengths(self, field: str) -> array[int]:
        """The words of a text field, by document."""
        return self.numbers(length_column(field), "I")

    def average(self, field: str) -> float:
        """The mean words of a text field over all articles."""
        if field not in self._averages:
            lengths = self.lengths(field)
            dead = sum(
                lengths[base + doc]
                for segment, base in zip(self.segments, self.bases, strict=False)
                for doc in segment.dead
            )
            self._averages[field] = (sum(lengths) - dead) / max(self.articles, 1)
        return self._averages[field]

    def count(self, field: str, texts: Sequence[str]) -> dict[int, int]:
        """How often any of these terms stands in each document, by document."""
        counts: dict[int, int] = {}
        for segment, base in zip(self.segments, self.bases, strict=False):
            for number, text in enumerate(texts):
                for block in self._blocks(segment, field, text):
                    _tally(counts, block, base, segment.dead, first=not number)
        return counts

    def count_sequence(self, field: str, forms: Sequence[str]) -> dict[int, int]:
        """How often these forms stand side by side in each document, by document."""
        counts: dict[int, int] = {}
        for segment, base in zip(self.segments, self.bases, strict=False):
            for doc, count in _side_by_side(segment, field, forms):
                counts[base + doc] = count
        return counts

    def _blocks(self, segment: Segment, field: str, text: str) -> Sequence[Block]:
        term = segment.find(field, text.encode("utf-8", "surrogatepass"))
        return () if term is None else list(segment.blocks(term))


def _tally(counts: dict[int, int], block: Block, base: int, dead: frozenset[int], *, first: bool) -> None:
    # A segment's first term can't meet a document that is counted already.
    docs = [base + doc for doc in block.documents] if base else block.documents
    pairs = zip(docs, block.frequencies, strict=True)
    if first and not dead:
        counts.update(pairs)
    else:
        for doc, count in pairs:
            if doc - base not in dead:
                counts[doc] = counts.get(doc, 0) + count


def _side_by_side(segment: Segment, field: str, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    blocks: dict[str, list[Block]] = {}
    for form in dict.fromkeys(forms):
        term = segment.find(field, form.encode("utf-8", "surrogatepass"))
        if term is None:
            return
        blocks[form] = list(segment.blocks(term))
    rarest = sorted(blocks, key=lambda form: len(blocks[form]))
    docs = {doc for block in blocks[rarest[0]] for doc in block.documents} - segment.dead
    for form in rarest[1:]:
        docs.intersection_update([doc for block in blocks[form] for doc in block.documents])
    values = {form: _values(segment, group, docs) for form, group in blocks.items()}
    # Where the sequence may start, document by document; from the rarest form on, fewer and fewer are left.
    starts: dict[int, set[int]] | None = None
    for offset in sorted(range(len(forms)), key=lambda offset: rarest.index(forms[offset])):
        its_values = values[forms[offset]]
        left = list(docs if starts is None else starts)
        here = segment.positions([its_values[doc] for doc in left])
        places = {doc: {position - offset for position in its} for doc, its in zip(left, here, strict=True)}
        if starts is not None:
            places = {doc: both for doc in left if (both := places[doc] & starts[doc])}
        starts = places
    yield from ((doc, len(places)) for doc, places in (starts or {}).items())


def _values(segment: Segment, blocks: Sequence[Block], docs: set[int]) -> dict[int, bytes]:
    values: dict[int, bytes] = {}
    for block in blocks:
        if not docs.isdisjoint(block.documents):
            values.update(zip(block.documents, segment.values(block), strict=True))
    return values
