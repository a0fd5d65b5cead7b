"""A batch of articles as postings: which terms it has in which field, in which articles, how often and where.

Every field's values are laid end to end and their words found, numbered (`words`, `vocabulary`) and sorted all at once;
folding and a compound's parts are worked out once for each distinct word (`lexicon`). Positions, lengths and terms are
those that `schema` describes.

A posting is one number while it is sorted, term before document before position, so that a plain sort of integers is
the inversion. It is done for some of the terms at a time: a batch takes little more memory than its words and postings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer import dates
from indexer.article import Article
from indexer.fields import BY_NAME, FIELDS, KNOWN, NOTHING, Field, Known
from indexer.memory import give_back
from indexer.stores.whoosh.lexicon import Lexicon
from indexer.stores.whoosh.schema import WHOLE_TEXT, gap, value_term, whole_term
from indexer.stores.whoosh.stretches import encoded
from indexer.stores.whoosh.vocabulary import CHUNK, Numbers, Vocabulary

MOST_ARTICLES = 65536
"""Articles in a batch: their numbers are 16 bits."""

_POSITION_BITS = 32
_KEY_BITS = 63  # of what is sorted as one number; a sign stays free
_SORTED, _SORTS = 1 << 19, 128
"""Words that are sorted together, in some 20 MB; or more, as for every sort all words are looked at once."""

Wide = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """One field's terms, ascending by their UTF-8 bytes, and where each stands.

    `starts`: one more than terms; the postings of term i are [starts[i]:starts[i + 1]].
    `documents`: u16, ascending within a term; numbers within the batch. `frequencies`: u8 or u32, as many.
    `positions`: u16 or u32, term by term, document by document, ascending, as many as all frequencies together; None
    for fields of kind `value`. A whole value (`schema.whole_term`) stands once, where it begins. `at`: as `starts`, of
    the positions.
    """

    terms: list[bytes]
    starts: Wide
    documents: NDArray[np.uint16]
    frequencies: NDArray[np.unsignedinteger[Any]]
    positions: NDArray[np.uint16] | NDArray[np.uint32] | None
    at: Wide


@dataclass(frozen=True, slots=True)
class Inverted:
    """What a batch adds to the index, by field.

    `postings`: of fields that have terms. `lengths`: u32, words of each text or
    address field by document. `seconds`: first and last second of each date field by document (`dates.bounds`), 0 for
    unknown. `sentences`: where the values and sentences of each text field begin, as codes, and how many bytes of them
    each document has (`stretches`). `paragraphs`: u32, where the body's paragraphs begin, document by document; those
    of document i are [paragraph_starts[i]:paragraph_starts[i + 1]]. `words`: i32, the body's words document by document
    (`lengths` says how many each has), each as the number of its term.
    """

    postings: dict[str, Postings]
    lengths: dict[str, NDArray[np.uint32]]
    seconds: dict[str, tuple[Wide, Wide]]
    sentences: dict[str, tuple[NDArray[np.uint8], Wide]]
    paragraphs: NDArray[np.uint32]
    paragraph_starts: Wide
    words: Numbers


class Articles(Protocol):
    """Articles that are gone through once."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Article]: ...


def invert(articles: Articles, known: Sequence[Known] | None = None) -> Inverted:
    """The postings of some articles, numbered as they come, and of what is `known` about each.

    Raises ValueError for more than `MOST_ARTICLES`, and for an article with 2**32 positions in a field.
    """
    if len(articles) > MOST_ARTICLES:
        raise ValueError(f"a batch has at most {MOST_ARTICLES} articles, not {len(articles)}")
    postings: dict[str, Postings] = {}
    lengths: dict[str, NDArray[np.uint32]] = {}
    seconds: dict[str, tuple[Wide, Wide]] = {}
    sentences: dict[str, tuple[NDArray[np.uint8], Wide]] = {}
    paragraphs, paragraph_starts = np.empty(0, np.uint32), np.zeros(len(articles) + 1, np.int64)
    words = np.empty(0, np.int32)
    body = _Reader(BODY)
    columns = _columns(articles, known or [NOTHING] * len(articles), body)
    give_back()
    for field in FIELDS:
        if field.kind == "date":
            seconds[field.name] = _seconds(columns.pop(field.name))
        elif field.kind == "value":
            values = columns.pop(field.name)
            postings[field.name] = _values([tuple(filter(None, map(value_term, several))) for several in values])
        else:
            if field is BODY:
                reader = body
            else:
                reader = _Reader(field)
                reader.read(columns.pop(field.name))
            text = reader.text()
            postings[field.name] = text.postings()
            lengths[field.name] = text.lengths()
            if field.kind == "text":
                sentences[field.name] = encoded(text.starts, text.counts, text.sentences)
            if field is BODY:
                paragraphs, paragraph_starts = text.begins.astype(np.uint32), text.starts
                words = text.words
                give_back()
    found = {name: some for name, some in postings.items() if some.terms}
    for remembering in (_bounds, _whole):  # small pieces of text, each of which keeps the room around it
        remembering.cache_clear()
    return Inverted(found, lengths, seconds, sentences, paragraphs, paragraph_starts, words)


BODY = BY_NAME["body"]
_OTHERS = tuple(field for field in FIELDS if field is not BODY)


def _columns(articles: Articles, known: Sequence[Known], body: _Reader) -> dict[str, list[tuple[str, ...]]]:
    # The values of each field, by article, but for the bodies: those are read at once, and never all there. Each
    # article is asked for once.
    columns: dict[str, list[tuple[str, ...]]] = {field.name: [] for field in _OTHERS}
    bodies: list[tuple[str, ...]] = []
    size = 0
    for article, facts in zip(articles, known, strict=True):
        for field in _OTHERS:
            columns[field.name].append(facts.get(field.name, ()) if field.name in KNOWN else field.values(article))
        bodies.append(article.body)
        size += sum(map(len, article.body))
        if size >= CHUNK:
            body.read(bodies)
            bodies, size = [], 0
    body.read(bodies)
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
    return Postings([_bytes(term) for term in terms], starts, where, np.ones(len(where), np.uint32), None, starts)


def _bytes(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")


# --- Texts


class _Reader:
    # A field's values as they come, those of some documents at a time.
    def __init__(self, field: Field) -> None:
        self._field = field
        self._vocabulary = Vocabulary()
        self._numbers: list[Numbers] = []  # by word
        self._counts: list[Wide] = [np.zeros(0, np.int64)]  # by value: how many words
        self._begins: list[Wide] = [np.zeros(0, np.int64)]  # words that begin a sentence within a value
        self._words = 0
        self._sizes: list[Wide] = [np.zeros(0, np.int64)]  # by document: how many values
        self._wholes: dict[int, bytes] = {}
        self._values = 0

    def read(self, values: Sequence[tuple[str, ...]]) -> None:
        """The values of the next documents."""
        flat = list(chain.from_iterable(values))
        numbers, counts, begins = self._vocabulary.read(flat, told=self._field.kind == "text")
        self._numbers.append(numbers)
        self._begins.append(begins + self._words)
        self._words += len(numbers)
        self._counts.append(counts)
        self._sizes.append(np.fromiter(map(len, values), np.int64, len(values)))
        if self._field.name in WHOLE_TEXT:
            self._wholes.update(_wholes(values, self._values))
        self._values += len(flat)

    def text(self) -> _Text:
        """All of them; the reader is of no use after that."""
        starts, counts = _offsets(np.concatenate(self._sizes)), np.concatenate(self._counts)
        wholes = np.fromiter(self._wholes, np.int64, len(self._wholes))
        if self._field.kind == "address":
            lexicon = Lexicon.of(self._vocabulary, apart=True)
            numbers = np.concatenate(self._numbers)
            words = lexicon.expanded(numbers)
            counts = np.diff(_offsets(lexicon.pieces[numbers])[_offsets(counts)])
            compounds = begins = np.empty(0, np.int64)
            terms, count = np.concatenate((words, np.empty(len(wholes), np.int32))), len(words)
        else:
            lexicon = Lexicon.of(self._vocabulary, self._wholes.values())
            begins = np.concatenate(self._begins)
            terms, count, compounds, begins = _terms(lexicon, self._numbers, counts, begins, room=len(wholes))
        documents = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        before = _offsets(counts)[:-1]
        first = starts[documents]  # by value: the first one of its document
        places = before - before[first] + gap(self._field) * (np.arange(len(counts)) - first)
        which = map(lexicon.rank.__getitem__, self._wholes.values())
        terms[count + len(compounds) :] = np.fromiter(which, np.int32, len(wholes))
        return _Text(lexicon.terms, starts, documents, counts, places, begins, terms, count, compounds, wholes)


def _terms(
    lexicon: Lexicon, pieces: list[Numbers], counts: Wide, begins: Wide, *, room: int
) -> tuple[Numbers, int, Wide, Wide]:
    # The term of each word of some `pieces`, which go by the way, then those of compounds' parts, then `room`; how many
    # words there are; of each part, which word has it; the words that `begins` are. Words of which nothing is left are
    # taken from the `counts` of their values.
    compound = lexicon.pieces > 0
    of_parts = sum(int(lexicon.pieces[numbers[compound[numbers]]].sum()) for numbers in pieces)
    terms = np.empty(sum(map(len, pieces)) + of_parts + room, np.int32)
    compounds, parts = [np.empty(0, np.int64)], [np.empty(0, np.int32)]
    ends = _offsets(counts)
    lost = [np.empty(0, np.int64)]
    count = read = 0
    pieces.reverse()
    while pieces:
        numbers = pieces.pop()
        its = lexicon.ranks[numbers]
        nothing = np.flatnonzero(its < 0)
        if len(nothing):
            lost.append(nothing + read)
            np.subtract.at(counts, np.searchsorted(ends, nothing + read, "right") - 1, 1)
        read += len(numbers)
        if len(nothing):
            its, numbers = np.delete(its, nothing), np.delete(numbers, nothing)
        terms[count : count + len(its)] = its
        some = np.flatnonzero(compound[numbers])
        numbers = numbers[some]
        compounds.append(np.repeat(some + count, lexicon.pieces[numbers]))
        parts.append(lexicon.expanded(numbers))
        count += len(its)
    owners = np.concatenate(compounds)
    terms[count : count + len(owners)] = np.concatenate(parts)
    gone = np.concatenate(lost)
    if len(gone):
        # A sentence of them alone is none; and of one that begins with them, the next word is the first.
        begins = np.unique(begins - np.searchsorted(gone, begins))
        begins = begins[~np.isin(begins, _offsets(counts))]
    return terms[: count + len(owners) + room], count, owners, begins


@dataclass(frozen=True, slots=True)
class _Text:
    # A field's values end to end, those of document i at [starts[i]:starts[i + 1]], and what stands in them.
    terms: list[bytes]
    starts: Wide
    documents: Wide  # by value
    counts: Wide  # by value: how many words
    begins: Wide  # by value: position of the first word
    sentences: Wide  # the words that begin a sentence which isn't the first of its value
    numbers: Numbers  # the terms of the words, of compounds' parts, of whole values; one array, for it is large
    count: int  # of words
    compounds: Wide  # by part: which word has it
    wholes: Wide  # which values

    @property
    def words(self) -> Numbers:
        """The term of each word."""
        return self.numbers[: self.count]

    def lengths(self) -> NDArray[np.uint32]:
        """Words by document."""
        return np.diff(_offsets(self.counts)[self.starts]).astype(np.uint32)

    def postings(self) -> Postings:
        """The field's words, its compounds' parts and its whole values, by term."""
        bits = int((self.begins + self.counts).max(initial=0)).bit_length()
        if bits > _POSITION_BITS:
            raise ValueError(f"an article has {1 << _POSITION_BITS} positions or more in a field")
        document_bits = len(self.starts).bit_length()
        places = self._places(bits, np.uint32 if document_bits + bits <= 32 else np.int64)
        terms = self.numbers
        counts = _counted(terms, len(self.terms))
        at, starts = _offsets(counts), np.zeros(len(self.terms) + 1, np.int64)
        positions: NDArray[Any] = np.empty(len(terms), np.uint16 if bits <= 16 else np.uint32)
        documents, frequencies = [np.empty(0, np.uint16)], [_small(np.empty(0, np.int64))]
        for some, first, last in _together(terms, at):
            its, where = terms[some], places[some]
            heads = _sorted(its, first, where, document_bits, bits, positions[at[first] : at[last]])
            new = np.ones(len(heads), np.bool_)
            np.not_equal(heads[1:], heads[:-1], out=new[1:])
            begins = np.flatnonzero(new)
            frequencies.append(_small(np.diff(begins, append=len(heads))))
            heads = heads[begins]
            documents.append((heads & (1 << document_bits) - 1).astype(np.uint16))
            heads >>= document_bits
            starts[first + 1 : last + 1] = np.bincount(heads, minlength=last - first)
        np.cumsum(starts, out=starts)
        del places, terms  # before the pieces are put together
        return Postings(self.terms, starts, np.concatenate(documents), np.concatenate(frequencies), positions, at)

    def _places(self, bits: int, dtype: Any) -> NDArray[Any]:
        # Where each word, part and whole value stands: document and position as one number.
        values = (self.documents << bits) + self.begins
        places = np.ones(len(self.numbers), dtype)
        words, parts = places[: self.count], places[self.count : self.count + len(self.compounds)]
        # One on from word to word, and from a value's last word to the next one's first.
        some = np.flatnonzero(self.counts)
        begins, counts = values[some], self.counts[some]
        steps = begins.copy()
        steps[1:] -= begins[:-1] + counts[:-1] - 1
        words[np.cumsum(counts) - counts] = steps
        np.cumsum(words, dtype=dtype, out=words)
        parts[:] = words[self.compounds]
        places[len(words) + len(parts) :] = values[self.wholes]
        return places


def _small(numbers: Wide) -> NDArray[Any]:
    return numbers.astype(np.uint8 if int(numbers.max(initial=0)) < 1 << 8 else np.uint32)


def _counted(terms: Numbers, count: int) -> Wide:
    # How often each term stands there. numpy would make wide numbers of all of them at once.
    found = np.zeros(count, np.int64)
    for start in range(0, len(terms), _SORTED):
        found += np.bincount(terms[start : start + _SORTED], minlength=count)
    return found


def _together(terms: Numbers, at: Wide) -> Iterator[tuple[Any, int, int]]:
    # The words of some terms at a time, of all: which they are, the first term, and the one after the last.
    bounds = [0]
    most = max(_SORTED, len(terms) // _SORTS)
    while bounds[-1] < len(at) - 1:
        bounds.append(max(int(np.searchsorted(at, at[bounds[-1]] + most, "right")) - 1, bounds[-1] + 1))
    if len(bounds) == 2:
        yield slice(None), 0, bounds[1]
        return
    which = np.repeat(np.arange(len(bounds) - 1, dtype=np.uint8), np.diff(bounds))[terms]
    for number, (first, last) in enumerate(pairwise(bounds)):
        yield np.flatnonzero(which == number), first, last


def _sorted(
    terms: Numbers, first: int, places: NDArray[Any], document_bits: int, bits: int, positions: NDArray[Any]
) -> Wide:
    # Put the words' positions where they belong; term (from `first` on) and document of each, ascending.
    shift = document_bits + bits
    mask = (1 << bits) - 1
    if int(terms.max(initial=first) - first).bit_length() + shift <= _KEY_BITS:
        keys = terms.astype(np.int64)
        keys -= first
        keys <<= shift
        keys |= places
        keys.sort()
        positions[:] = keys & mask
        keys >>= bits
        return keys
    order = np.lexsort((places, terms))
    places = places[order]
    positions[:] = places & mask
    found: Wide = (places >> bits) + (terms[order].astype(np.int64) - first << document_bits)
    return found


def _wholes(values: Sequence[tuple[str, ...]], number: int) -> dict[int, bytes]:
    # The whole values' terms, by the number of the value, the first of which is `number`; one that a document has twice
    # stands where it is first.
    found: dict[int, bytes] = {}
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
