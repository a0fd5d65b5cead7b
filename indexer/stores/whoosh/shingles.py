"""What two articles are compared by: the runs of three words in their texts, as numbers, and a signature of those.

A *shingle* is three words side by side, as the index has them (folded, paragraphs joined), hashed to 64 bits. How alike
two texts are is the Jaccard index of their shingles: what they share, of all that either has. Text of less than
`SHORTEST` words has one shingle, the whole of it, so that short notices are alike only when they are the same. An
article without words in its body is compared by its headline.

A *signature* is `BANDS` numbers a document. Each stands for the minima of three permutations (MinHash), so texts with a
Jaccard index of j have any one of them in common with a chance of j**3: of 42, one at least with 0.996 at 0.5 and 0.04
at 0.1. Whoever shares one is compared in full (`grouping`). Signatures depend on nothing but the text, and stand in the
segments.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.article import Article
from indexer.stores.whoosh.lexicon import Lexicon
from indexer.stores.whoosh.vocabulary import Numbers, Vocabulary

SHORTEST = 20
"""Words of a text that is compared by its shingles."""

BANDS = 42
ROWS = 3
SEED = 1
PART = "stories.bands"
"""The part of a segment that holds its signatures: u32, band by band. Another way to make them takes another name."""

_AT_ONCE = 1 << 18
"""Words that are hashed together: so few that they stay in a processor's second cache."""

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Signatures = NDArray[np.uint32]
"""BANDS rows, a column a document; 0 for a document without words."""


class Shingles(NamedTuple):
    """The shingles of some documents, in no order and as often as they stand there: those of document i are
    hashes[starts[i]:starts[i + 1]]."""

    hashes: Hashes
    starts: Places

    def of(self, document: int) -> Hashes:
        """The distinct ones of a document, ascending."""
        found: Hashes = np.unique(self.hashes[self.starts[document] : self.starts[document + 1]])
        return found


class Words(NamedTuple):
    """The words of some texts: the hashes of distinct terms, the number of the term of each word, how many words each
    text has."""

    hashes: Hashes
    numbers: Numbers
    counts: Places

    @classmethod
    def of(cls, terms: Sequence[bytes], numbers: Numbers, counts: NDArray[np.integer[Any]]) -> Words:
        """Words by the numbers of their terms."""
        return cls(_term_hashes(terms), numbers, counts.astype(np.int64))


def signatures(headline: Callable[[int], str | None], bodies: Words) -> Signatures:
    """The signatures of articles whose `bodies` are found already, and whose headlines can be asked for."""
    found = _signed(bodies)
    mute = np.flatnonzero(bodies.counts == 0)
    if len(mute):
        found[:, mute] = _signed(_words([_values(headline(document)) for document in mute.tolist()]))
    return found


def shingles(articles: Sequence[Article]) -> list[Hashes]:
    """The distinct shingles of each article, ascending."""
    words = _words([article.body for article in articles])
    made = _hashed(words)
    found = [made.of(document) for document in range(len(articles))]
    mute = np.flatnonzero(words.counts == 0).tolist()
    if mute:
        made = _hashed(_words([_values(articles[document].headline) for document in mute]))
        for number, document in enumerate(mute):
            found[document] = made.of(number)
    return found


def _values(headline: str | None) -> tuple[str, ...]:
    return (headline,) if headline else ()


def likeness(some: NDArray[np.unsignedinteger[Any]], others: NDArray[np.unsignedinteger[Any]]) -> float:
    """The Jaccard index of two sets of shingles, each ascending.

    >>> likeness(np.array([1, 2, 3], np.uint64), np.array([2, 3, 4], np.uint64))
    0.5
    """
    if not len(some) or not len(others):
        return 0.0
    places = np.searchsorted(others, some)
    shared = int(np.count_nonzero(others[np.minimum(places, len(others) - 1)] == some))
    return shared / (len(some) + len(others) - shared)


def _words(texts: Sequence[tuple[str, ...]]) -> Words:
    vocabulary = Vocabulary()
    numbers, counts, _ = vocabulary.read(list(chain.from_iterable(texts)), told=False)
    lexicon = Lexicon.of(vocabulary)
    words = lexicon.ranks[numbers]
    kept = words >= 0  # of some nothing is left when they are folded
    ends = _offsets(kept)[_offsets(counts)[_offsets(np.fromiter(map(len, texts), np.int64, len(texts)))]]
    return Words.of(lexicon.terms, words[kept], np.diff(ends))


def _offsets(counts: NDArray[Any]) -> Places:
    found = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=found[1:])
    return found


# --- Hashes: fixed ones, for signatures outlive the process that made them

_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # odd; the fractions of the golden ratio
# and of xxHash's second prime
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)  # splitmix64


def _mixed(numbers: Hashes) -> Hashes:
    numbers = (numbers ^ numbers >> np.uint64(30)) * _MIX_1
    numbers = (numbers ^ numbers >> np.uint64(27)) * _MIX_2
    return numbers ^ numbers >> np.uint64(31)


def _term_hashes(terms: Sequence[bytes]) -> Hashes:
    sizes = np.fromiter(map(len, terms), np.int64, len(terms))
    starts = _offsets(sizes)
    powers = np.full(int(sizes.max(initial=0)) + 1, _FIRST, np.uint64)
    np.multiply.accumulate(powers, out=powers)
    letters = np.frombuffer(b"".join(terms), np.uint8).astype(np.uint64) + np.uint64(1)
    letters *= powers[np.arange(len(letters)) - np.repeat(starts[:-1], sizes)]
    return _mixed(np.add.reduceat(letters, starts[:-1])) if len(terms) else np.zeros(0, np.uint64)


def _hashed(words: Words) -> Shingles:
    hashes = words.hashes[words.numbers]
    starts = _offsets(words.counts)
    made = np.zeros(len(hashes), np.uint64)  # at each word, the shingle that begins there
    made[:-2] = hashes[:-2] * _FIRST
    made[:-2] += hashes[1:-1] * _SECOND
    made[:-2] += hashes[2:]
    short = (words.counts < SHORTEST) & (words.counts > 0)
    kept = np.ones(len(hashes), np.bool_)
    whole = starts[:-1][short]
    for back in (1, 2):
        kept[starts[1:][~short & (words.counts > 0)] - back] = False
    if len(whole):
        sizes = words.counts[short]
        which = np.repeat(whole - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
        powers = np.multiply.accumulate(np.full(SHORTEST, _SECOND, np.uint64))
        values = hashes[which] * powers[which - np.repeat(whole, sizes)]
        kept[which] = False
        kept[whole] = True
        made[whole] = _mixed(np.add.reduceat(values, np.cumsum(sizes) - sizes))
    return Shingles(made[kept], _offsets(kept)[starts])


def _signed(words: Words) -> Signatures:
    from rensa import RMinHash

    found = np.zeros((BANDS, len(words.counts)), np.uint32)
    starts = _offsets(words.counts)
    first = 0
    while first < len(words.counts):
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + _AT_ONCE, "right")) - 1)
        piece = _piece(words, starts, first, last)
        made = _hashed(piece)
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(
            made.hashes, made.starts.astype(np.uint64), BANDS * ROWS, SEED
        )
        minima = np.array(matrix.to_rows(), np.uint64).reshape(-1, BANDS, ROWS)
        keys = np.zeros(minima.shape[:2], np.uint64)
        for row in range(ROWS):
            keys = _mixed(keys * _FIRST + minima[:, :, row])
        bands = (keys >> np.uint64(32)).astype(np.uint32)
        bands[bands == 0] = 1
        bands[piece.counts == 0] = 0
        found[:, first:last] = bands.T
        first = last
    return found


def _piece(words: Words, starts: Places, first: int, last: int) -> Words:
    return Words(words.hashes, words.numbers[starts[first] : starts[last]], words.counts[first:last])
