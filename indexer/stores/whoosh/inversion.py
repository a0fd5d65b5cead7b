"""A batch of articles as postings: which terms it has in which field, in which articles, how often and where.

Every field's values are laid end to end and their words found, numbered (`words`, `vocabulary`) and sorted all at once;
folding and a compound's parts are worked out once for each distinct word (`lexicon`). Positions, lengths and terms are
those that `schema` describes.

A posting is one number while it is sorted, term before document before position, so that a plain sort of integers is
the inversion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer import dates
from indexer.article import Article
from indexer.fields import FIELDS, KNOWN, NOTHING, Field, Known
from indexer.memory import give_back
from indexer.stores.whoosh.lexicon import Lexicon
from indexer.stores.whoosh.schema import WHOLE_TEXT, gap, value_term, whole_term
from indexer.stores.whoosh.vocabulary import Numbers, Vocabulary

MOST_ARTICLES = 65536
"""Articles in a batch: their numbers are 16 bits."""

_POSITION_BITS = 32
_KEY_BITS = 63  # of what is sorted as one number; a sign stays free

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

    `postings`: of fields that have terms. `lengths`: u32, words of each text or
    address field by document. `seconds`: first and last second of each date field by document (`dates.bounds`), 0 for
    unknown. `paragraphs`: u32, where the body's paragraphs begin, document by document; those of document i are
    [paragraph_starts[i]:paragraph_starts[i + 1]]. `words`: i32, the body's words document by document (`lengths` says
    how many each has), each as the number of its term.
    """

    postings: dict[str, Postings]
    lengths: dict[str, NDArray[np.uint32]]
    seconds: dict[str, tuple[Wide, Wide]]
    paragraphs: NDArray[np.uint32]
    paragraph_starts: Wide
    words: Numbers


def invert(articles: Sequence[Article], known: Sequence[Known] | None = None) -> Inverted:
    """The postings of some articles, numbered as they come, and of what is `known` about each.

    Raises ValueError for more than `MOST_ARTICLES`, and for an article with 2**32 positions in a field.
    """
    if len(articles) > MOST_ARTICLES:
        raise ValueError(f"a batch has at most {MOST_ARTICLES} articles, not {len(articles)}")
    postings: dict[str, Postings] = {}
    lengths: dict[str, NDArray[np.uint32]] = {}
    seconds: dict[str, tuple[Wide, Wide]] = {}
    paragraphs, paragraph_starts = np.empty(0, np.uint32), np.zeros(len(articles) + 1, np.int64)
    words = np.empty(0, np.int32)
    columns = _columns(articles, known or [NOTHING] * len(articles))
    for field in FIELDS:
        # Each column goes when its words are numbers: the text isn't there any more when those are sorted.
        if field.kind == "date":
            seconds[field.name] = _seconds(columns.pop(field.name))
        elif field.kind == "value":
            values = columns.pop(field.name)
            postings[field.name] = _values([tuple(filter(None, map(value_term, several))) for several in values])
        else:
            text = _Text.of(field, columns.pop(field.name))
            if field.name == "body":
                give_back()
            postings[field.name] = text.postings()
            lengths[field.name] = text.lengths()
            if field.name == "body":
                paragraphs, paragraph_starts = text.begins.astype(np.uint32), text.starts
                words = text.words
    found = {name: some for name, some in postings.items() if some.terms}
    return Inverted(found, lengths, seconds, paragraphs, paragraph_starts, words)


def _columns(articles: Sequence[Article], known: Sequence[Known]) -> dict[str, list[tuple[str, ...]]]:
    # The values of each field, by article. Each article is asked for once.
    columns: dict[str, list[tuple[str, ...]]] = {field.name: [] for field in FIELDS}
    for article, facts in zip(articles, known, strict=True):
        for field in FIELDS:
            columns[field.name].append(facts.get(field.name, ()) if field.name in KNOWN else field.values(article))
    return columns


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
    # A field's values end to end, those of document i at [starts[i]:starts[i + 1]], and what stands in them.
    terms: list[bytes]
    starts: Wide
    documents: Wide  # by value
    counts: Wide  # by value: how many words
    begins: Wide  # by value: position of the first word
    words: Numbers  # by word: its term
    parts: tuple[Wide, Numbers]  # of compounds: which word, which term
    wholes: tuple[Wide, Numbers]  # whole values: which value, which term

    @classmethod
    def of(cls, field: Field, values: Sequence[tuple[str, ...]]) -> _Text:
        starts = _offsets(np.fromiter(map(len, values), np.int64, len(values)))
        vocabulary = Vocabulary()
        numbers, counts = vocabulary.read(list(chain.from_iterable(values)))
        whole = _wholes(values) if field.name in WHOLE_TEXT else {}
        wholes = np.fromiter(whole, np.int64, len(whole))
        compounds, parts = np.empty(0, np.int64), np.empty(0, np.int32)
        if field.kind == "address":
            lexicon = Lexicon.of(vocabulary, apart=True)
            words = lexicon.expanded(numbers)
            counts = np.diff(_offsets(lexicon.pieces[numbers])[_offsets(counts)])
        else:
            lexicon = Lexicon.of(vocabulary, whole.values())
            words = lexicon.ranks[numbers]
            if len(nothing := np.flatnonzero(words < 0)):
                values_of = np.searchsorted(_offsets(counts), nothing, "right") - 1
                counts -= np.bincount(values_of, minlength=len(counts))
                words, numbers = np.delete(words, nothing), np.delete(numbers, nothing)
            compounds = np.flatnonzero((lexicon.pieces > 0)[numbers])
            numbers = numbers[compounds]
            compounds, parts = np.repeat(compounds, lexicon.pieces[numbers]), lexicon.expanded(numbers)
        documents = np.repeat(np.arange(len(values)), np.diff(starts))
        before = _offsets(counts)[:-1]
        first = starts[documents]  # by value: the first one of its document
        begins = before - before[first] + gap(field) * (np.arange(len(counts)) - first)
        which = np.fromiter(map(lexicon.rank.__getitem__, whole.values()), np.int32, len(whole))
        return cls(lexicon.terms, starts, documents, counts, begins, words, (compounds, parts), (wholes, which))

    def lengths(self) -> NDArray[np.uint32]:
        """Words by document."""
        return np.diff(_offsets(self.counts)[self.starts]).astype(np.uint32)

    def postings(self) -> Postings:
        """The field's words, its compounds' parts and its whole values, by term."""
        bits = int((self.begins + self.counts).max(initial=0)).bit_length()
        if bits > _POSITION_BITS:
            raise ValueError(f"an article has {1 << _POSITION_BITS} positions or more in a field")
        document_bits = len(self.starts).bit_length()
        places = self._places(bits)
        terms = np.concatenate((self.words, self.parts[1], self.wholes[1]))
        if len(self.terms).bit_length() + document_bits + bits <= _KEY_BITS:
            keys = terms.astype(np.int64)
            del terms
            keys <<= document_bits + bits
            keys += places
            del places
            keys.sort()
            positions = keys.astype(np.uint32)
            keys >>= bits
            heads = keys  # term and document
            del keys
        else:
            order = np.lexsort((places, terms))
            heads = (places[order] >> bits) + (terms[order].astype(np.int64) << document_bits)
            positions = places[order].astype(np.uint32)
        positions &= np.uint32((1 << bits) - 1)
        first = np.ones(len(heads), np.bool_)
        np.not_equal(heads[1:], heads[:-1], out=first[1:])
        at = np.flatnonzero(first)
        heads = heads[at]
        return Postings(
            self.terms,
            np.searchsorted(heads, np.arange(len(self.terms) + 1) << document_bits),
            (heads & (1 << document_bits) - 1).astype(np.uint16),
            np.diff(at, append=len(first)).astype(np.uint32),
            positions,
        )

    def _places(self, bits: int) -> Wide:
        # Where each word, part and whole value stands: document and position as one number.
        values = (self.documents << bits) + self.begins
        compounds, wholes = self.parts[0], self.wholes[0]
        places = np.ones(len(self.words) + len(compounds) + len(wholes), np.int64)
        words, parts = places[: len(self.words)], places[len(self.words) : len(self.words) + len(compounds)]
        # One on from word to word, and from a value's last word to the next one's first.
        some = np.flatnonzero(self.counts)
        begins, counts = values[some], self.counts[some]
        steps = begins.copy()
        steps[1:] -= begins[:-1] + counts[:-1] - 1
        words[np.cumsum(counts) - counts] = steps
        np.cumsum(words, out=words)
        parts[:] = words[compounds]
        places[len(words) + len(parts) :] = values[wholes]
        return places


def _wholes(values: Sequence[tuple[str, ...]]) -> dict[int, bytes]:
    # The whole values' terms, by the number of the value; one that a document has twice stands where it is first.
    found: dict[int, bytes] = {}
    number = 0
    for several in values:
        terms: dict[bytes, int] = {}
        for value in several:
            term = _whole(value)
            if term != b"=":  # something is left of it
                terms.setdefault(term, number)
            number += 1
        found.update((number, term) for term, number in terms.items())
    return found


@lru_cache(maxsize=10_000)
def _whole(value: str) -> bytes:
    return _bytes(whole_term(value))
