"""A batch of articles as postings: which terms it has in which field, in which articles, how often and where.

Every field's values are laid end to end and their words found, numbered (`words`, `vocabulary`) and sorted all at
once; folding and a compound's parts are worked out once for each distinct word. Positions, lengths and terms are those
that `schema` describes.

A posting is one number while it is sorted, term before document before position, so that a plain sort of integers is
the inversion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer import analysis, dates
from indexer.article import Article
from indexer.fields import FIELDS, Field
from indexer.stores.columnar.vocabulary import Numbers, Vocabulary
from indexer.stores.columnar.words import EDGE, PADDING, spans
from indexer.stores.whoosh.schema import ID, WHOLE_TEXT, gap, value_term, whole_term

MOST_ARTICLES = 65536
"""Articles in a batch: their numbers are 16 bits."""

CHUNK = 1 << 19
"""Bytes of text whose words are found together: so many that numpy's calls cost nothing beside their work, so few that
the arrays stay in a processor's second cache."""

_LARGEST_KEY = 63  # bits: a sign stays free

Wide = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """One field's terms, ascending by their UTF-8 bytes, and where each stands.

    `starts`: one more than terms; the postings of term i are [starts[i]:starts[i + 1]].
    `documents`: u16, ascending within a term; numbers within the batch. `frequencies`: u32, as many.
    `positions`: u32, term by term, document by document, ascending, as many as all frequencies together; None for
    fields of kind `value`. A whole value (`schema.whole_term`) stands once, where it begins.
    """

    terms: list[bytes]
    starts: Wide
    documents: NDArray[np.uint16]
    frequencies: NDArray[np.uint32]
    positions: NDArray[np.uint32] | None


@dataclass(frozen=True, slots=True)
class Inverted:
    """What a batch adds to the index, by field.

    `postings`: of fields that have terms; the articles' ids under `schema.ID`. `lengths`: u32, words of each text or
    address field by document. `seconds`: first and last second of each date field by document (`dates.bounds`), 0 for
    unknown. `paragraphs`: u32, where the body's paragraphs begin, document by document; those of document i are
    [paragraph_starts[i]:paragraph_starts[i + 1]].
    """

    postings: dict[str, Postings]
    lengths: dict[str, NDArray[np.uint32]]
    seconds: dict[str, tuple[Wide, Wide]]
    paragraphs: NDArray[np.uint32]
    paragraph_starts: Wide


def invert(articles: Sequence[Article]) -> Inverted:
    """The postings of some articles, numbered as they come. Raises ValueError for more than `MOST_ARTICLES`."""
    if len(articles) > MOST_ARTICLES:
        raise ValueError(f"a batch has at most {MOST_ARTICLES} articles, not {len(articles)}")
    postings = {ID: _values([(article.id,) for article in articles])}
    lengths: dict[str, NDArray[np.uint32]] = {}
    seconds: dict[str, tuple[Wide, Wide]] = {}
    paragraphs, paragraph_starts = np.empty(0, np.uint32), np.zeros(len(articles) + 1, np.int64)
    for field in FIELDS:
        values = [field.values(article) for article in articles]
        if field.kind == "date":
            seconds[field.name] = _seconds(values)
        elif field.kind == "value":
            postings[field.name] = _values([tuple(filter(None, map(value_term, several))) for several in values])
        else:
            text = _Text.of(field, values)
            postings[field.name] = text.postings()
            lengths[field.name] = text.lengths()
            if field.name == "body":
                paragraphs, paragraph_starts = text.begins.astype(np.uint32), text.starts
    found = {name: some for name, some in postings.items() if some.terms}
    return Inverted(found, lengths, seconds, paragraphs, paragraph_starts)


def _offsets(counts: NDArray[np.integer[Any]] | NDArray[np.bool_]) -> Wide:
    # Where each of several runs begins when they are laid end to end, and where the last one ends.
    found = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=found[1:])
    return found


# --- Dates and values


def _seconds(values: Sequence[tuple[str, ...]]) -> tuple[Wide, Wide]:
    found = np.zeros((2, len(values)), np.int64)
    for document, several in enumerate(values):
        for value in several:
            found[:, document] = _bounds(value)
    return found[0], found[1]


@lru_cache(maxsize=10_000)
def _bounds(date: str) -> tuple[int, int]:
    try:
        return dates.bounds(date)
    except ValueError:  # a reader's word for a date; what can't be read is unknown
        return 0, 0


def _values(values: Sequence[tuple[str, ...]]) -> Postings:
    documents: dict[str, list[int]] = {}
    for document, several in enumerate(values):
        for value in dict.fromkeys(several):
            documents.setdefault(value, []).append(document)
    terms = sorted(documents)
    where = np.fromiter(chain.from_iterable(documents[term] for term in terms), np.uint16)
    starts = _offsets(np.fromiter((len(documents[term]) for term in terms), np.int64, len(terms)))
    return Postings([_bytes(term) for term in terms], starts, where, np.ones(len(where), np.uint32), None)


def _bytes(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")


# --- Texts


@dataclass(frozen=True, slots=True)
class _Text:
    # A field's values end to end, those of document i at [starts[i]:starts[i + 1]], and their words.
    starts: Wide
    documents: Wide  # by value
    counts: Wide  # words by value
    begins: Wide  # position of a value's first word
    ranks: Numbers  # by word: its term
    extra: tuple[Wide, Numbers]  # compounds' parts: which word, which term
    wholes: tuple[Wide, Numbers]  # whole values: which value, which term
    terms: list[str]

    @classmethod
    def of(cls, field: Field, values: Sequence[tuple[str, ...]]) -> _Text:
        starts = _offsets(np.fromiter(map(len, values), np.int64, len(values)))
        texts = list(chain.from_iterable(values))
        vocabulary = Vocabulary()
        words, counts = _read(texts, vocabulary)
        apart = field.kind == "address"
        wholes = _wholes(values) if field.name in WHOLE_TEXT else {}
        terms = _Terms.of(vocabulary, wholes.values(), apart=apart)
        pieces = terms.pieces[words]
        if apart:
            counts, ranks = np.diff(_offsets(pieces)[_offsets(counts)]), terms.expanded(words, pieces)
            extra = np.empty(0, np.int64), np.empty(0, np.int32)
        else:
            ranks = terms.ranks[words]
            dropped = ranks < 0
            if dropped.any():
                counts = np.diff(_offsets(~dropped)[_offsets(counts)])
                ranks, words, pieces = ranks[~dropped], words[~dropped], pieces[~dropped]
            compounds = np.flatnonzero(pieces)
            words, pieces = words[compounds], pieces[compounds]
            extra = np.repeat(compounds, pieces), terms.expanded(words, pieces)
        documents = np.repeat(np.arange(len(values)), np.diff(starts))
        ordinals = np.arange(len(texts)) - starts[documents]
        before = _offsets(counts)
        begins = before[:-1] - before[starts[documents]] + gap(field) * ordinals
        places = np.fromiter(wholes, np.int64, len(wholes)), terms.numbers(wholes.values())
        return cls(starts, documents, counts, begins, ranks, extra, places, terms.terms)

    def lengths(self) -> NDArray[np.uint32]:
        """Words by document."""
        return np.diff(_offsets(self.counts)[self.starts]).astype(np.uint32)

    def postings(self) -> Postings:
        last = int((self.begins + self.counts).max(initial=0))
        positions = last.bit_length()
        documents = len(self.starts).bit_length()
        if len(self.terms).bit_length() + documents + positions > _LARGEST_KEY:
            raise OverflowError("too long")
        # Where each value stands, and each word: document before position.
        values = (self.documents << positions) + self.begins
        words = np.repeat(values - _offsets(self.counts)[:-1], self.counts)
        words += np.arange(len(words))
        shift = documents + positions
        keys = np.concatenate(
            (
                (self.ranks.astype(np.int64) << shift) + words,
                (self.extra[1].astype(np.int64) << shift) + words[self.extra[0]],
                (self.wholes[1].astype(np.int64) << shift) + values[self.wholes[0]],
            )
        )
        keys.sort()
        heads = keys >> positions  # term and document
        first = np.ones(len(keys), np.bool_)
        np.not_equal(heads[1:], heads[:-1], out=first[1:])
        at = np.flatnonzero(first)
        heads = heads[at]
        starts = np.searchsorted(heads, np.arange(len(self.terms) + 1) << documents)
        return Postings(
            [_bytes(term) for term in self.terms],
            starts,
            (heads & ((1 << documents) - 1)).astype(np.uint16),
            np.diff(at, append=len(keys)).astype(np.uint32),
            (keys & ((1 << positions) - 1)).astype(np.uint32),
        )


def _wholes(values: Sequence[tuple[str, ...]]) -> dict[int, str]:
    # The whole terms, by the number of the value; a value that its document has twice stands only once.
    found: dict[int, str] = {}
    number = 0
    for several in values:
        terms: dict[str, int] = {}
        for value in several:
            if value_term(value):
                terms.setdefault(whole_term(value), number)
            number += 1
        found.update((number, term) for term, number in terms.items())
    return found


@dataclass(frozen=True, slots=True)
class _Terms:
    # A field's terms, and what each word as written adds to the index, by its number in the vocabulary.
    terms: list[str]
    rank: dict[str, int]
    ranks: Numbers  # the term of its form; -1: nothing is left of it
    pieces: Wide  # how many parts it has
    piece_starts: Wide
    parts: Numbers  # the terms of its parts, from piece_starts on

    @classmethod
    def of(cls, vocabulary: Vocabulary, wholes: Iterable[str], *, apart: bool) -> _Terms:
        """`apart`: a word stands only in its parts, and is its own part if it has no others."""
        words = vocabulary.words()
        forms = _forms([word for word, _ in words])
        parts = {form: _parts(form, apart=apart) for form in forms if apart or not form.isalnum()}
        terms = sorted({*forms, *chain.from_iterable(parts.values()), *wholes} - {""})
        if apart:
            terms = sorted(set(chain.from_iterable(parts.values())))
        rank = {term: number for number, term in enumerate(terms)}
        rank[""] = -1
        largest = max((number for _, number in words), default=-1) + 1
        ranks = np.full(largest, -1, np.int32)
        pieces = np.zeros(largest, np.int64)
        numbers = np.fromiter((number for _, number in words), np.int64, len(words))
        if not apart:
            ranks[numbers] = np.fromiter(map(rank.__getitem__, forms), np.int32, len(forms))
        several = [
            (number, found) for (_, number), form in zip(words, forms, strict=True) if (found := parts.get(form))
        ]
        for number, found in several:
            pieces[number] = len(found)
        starts = np.zeros(largest, np.int64)
        flat = list(chain.from_iterable(found for _, found in several))
        starts[[number for number, _ in several]] = _offsets(np.array([len(found) for _, found in several], np.int64))[
            :-1
        ]
        return cls(terms, rank, ranks, pieces, starts, np.fromiter(map(rank.__getitem__, flat), np.int32, len(flat)))

    def numbers(self, terms: Iterable[str]) -> Numbers:
        return np.array([self.rank[term] for term in terms], np.int32)

    def expanded(self, words: Numbers, pieces: Wide) -> Numbers:
        """The terms of the parts of `words`, of which each has as many as `pieces` says."""
        shift = self.piece_starts[words] - _offsets(pieces)[:-1]
        found: Numbers = self.parts[np.repeat(shift, pieces) + np.arange(pieces.sum())]
        return found


def _forms(words: Iterable[bytes | str]) -> list[str]:
    found = []
    for word in words:
        if isinstance(word, str):
            found.append(word)
            continue
        raw = word.decode("utf-8", "surrogatepass")
        if raw.isascii():
            found.append(raw if raw.strip("_") else "")
        else:
            found.append(analysis.form_of(raw, alone=bool(analysis.traits(raw[0])[0] & analysis.ALONE)))
    return found


def _parts(form: str, *, apart: bool) -> tuple[str, ...]:
    parts = analysis.parts(form)
    if apart:
        return parts or ((form,) if form else ())
    return tuple(dict.fromkeys(parts))


def _read(values: list[str], vocabulary: Vocabulary) -> tuple[Numbers, Wide]:
    # The words of all values, and how many each value has.
    texts = [_bytes(value) for value in values]
    offsets = _offsets(np.fromiter(map(len, texts), np.int64, len(texts)) + len(EDGE))
    words = [np.empty(0, np.int32)]
    counts = np.zeros(len(texts), np.int64)
    first = 0
    while first < len(texts):
        last = max(first + 1, int(np.searchsorted(offsets, offsets[first] + CHUNK, "right")) - 1)
        text = b"".join((EDGE, EDGE.join(texts[first:last]), EDGE)).lower() + PADDING
        begins = offsets[first : last + 1] - offsets[first] + len(EDGE)
        found = spans(text)
        numbers = vocabulary.number(text, found)
        limits = np.searchsorted(found.starts, begins)
        if len(found.doubtful):
            pieces = np.split(numbers, limits[1:-1])
            for value in {*(np.searchsorted(begins, found.doubtful, "right") - 1).tolist()}:
                pieces[value] = vocabulary.number_forms(analysis.Columns(values[first + value]).forms)
            numbers, limits = np.concatenate(pieces), _offsets(np.array([len(piece) for piece in pieces]))
        counts[first:last] = np.diff(limits)
        words.append(numbers)
        first = last
    return np.concatenate(words), counts
