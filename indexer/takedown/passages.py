"""What a forgotten text is known by when the text itself is gone: keyed hashes of its passages.

A *passage* is a run of `SHORTEST` to `LONGEST` words, folded (case, accents, punctuation and line breaks don't count).
A text is cut into passages that lie side by side and never overlap, also over its revisions: of a later one only the
words that no passage covers yet are cut. Each passage is kept as 64 bits.

How they are made
    A word is hashed with BLAKE2b under the archive's key; a passage's hash is the sum of its words' times the powers of
    a multiplier, which is made from the key as well. So all runs of words of a text are hashed in a dozen sums of
    arrays, and any text can be looked through for any number of passages at once.

What they disclose
    Without the key, how many words the text had, roughly; nothing else. With the key, which lies in the archive's
    ledger, a guess can be tested: whoever has the whole archive and supposes a passage word for word finds it
    confirmed. Because passages don't overlap, a passage that is known doesn't help to guess the next one word by word:
    all its words have to be guessed together. Common phrases of `SHORTEST` words can be guessed so, a sentence hardly.

What they find
    A text with `2 * LONGEST - 1` successive words of a forgotten one holds a passage whole, whatever stands around it;
    one with fewer may. Passages that other articles of the archive have too, when the article is forgotten, aren't
    kept: finding those says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from indexer.article import Article

SHORTEST, LONGEST = 6, 12
"""Words of a passage. A headline has six to twelve; from a dictionary of 50,000 words, six make 10**28 phrases, though
those that somebody would write are far fewer."""

_REMEMBERED = 200_000
"""Words whose hashes are kept in memory: some 30 MB."""

Hashes = NDArray[np.uint64]
Mask = NDArray[np.bool_]

_WIDE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_WIDE}]|[^\\W_{_WIDE}]+")  # where no spaces stand between words, each letter is one
_ASCII_WORD = re.compile("[a-z0-9]+")
_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")

_STORED = np.dtype([("words", "u1"), ("hash", "<u8")])


class Passage(NamedTuple):
    """A passage: how many `words` it has, and its `hash`."""

    words: int
    hash: int


def words(text: str) -> list[str]:
    """The words of a text, folded. What this gives for a text must never change: hashes on disk depend on it.

    >>> words("“We’ll re-open,” said Zoë.")
    ['we', 'll', 're', 'open', 'said', 'zoe']
    """
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(normalize("NFC", _MARKS.sub("", normalize("NFKD", text.casefold()))))


def sequences(article: Article) -> list[list[str]]:
    """The words of an article, in runs that belong together: the body's, then each other field's that has a sentence in
    it."""
    others = (article.headline, article.credit, article.dateline)
    captions = (text for caption in article.captions for text in (caption.text, caption.credit))
    found = [words(" ".join(article.body)), *(words(text) for text in (*others, *captions) if text)]
    return [run for run in found if run]


def packed(passages: Iterable[Passage]) -> bytes:
    """Passages as they are kept, in an order that says nothing about where they stood."""
    return np.array(sorted(set(passages), key=lambda one: one.hash), _STORED).tobytes()


def unpacked(data: bytes) -> list[Passage]:
    """What `packed` was given."""
    return [Passage(int(count), int(hash)) for count, hash in np.frombuffer(data, _STORED).tolist()]


class Hasher:
    """Makes hashes with a key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._known: dict[str, int] = {}
        multiplier = int.from_bytes(self.mark("multiplier", b"")[:8], "little") | 1
        self._powers = [np.uint64(pow(multiplier, power, 1 << 64)) for power in range(1, LONGEST + 1)]

    def mark(self, kind: str, data: bytes) -> bytes:
        """The 16-byte hash of `data` as something of this kind (at most 16 letters)."""
        return blake2b(data, key=self._key, digest_size=16, person=kind.encode()).digest()

    def numbers(self, words: Sequence[str]) -> Hashes:
        """The hashes of words."""
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        for word in set(words).difference(known):
            data = word.encode("utf-8", "surrogatepass")
            known[word] = int.from_bytes(blake2b(data, key=self._key, digest_size=8, person=b"word").digest(), "little")
        return np.fromiter(map(known.__getitem__, words), np.uint64, len(words))

    def runs(self, numbers: Hashes) -> Iterator[tuple[int, Hashes]]:
        """The hashes of all runs of these words (by their hashes), as they begin, for each length that there is."""
        found = np.zeros(len(numbers), np.uint64)
        for length, power in enumerate(self._powers[: len(numbers)], 1):
            count = len(numbers) - length + 1
            found = found[:count] + numbers[length - 1 :] * power
            if length >= SHORTEST:
                yield length, found

    def passage(self, numbers: Hashes) -> Passage:
        """The passage of all these words."""
        for length, hashes in self.runs(numbers):
            if length == len(numbers):
                return Passage(length, int(hashes[0]))
        raise ValueError(f"a passage has {SHORTEST} to {LONGEST} words, not {len(numbers)}")


class Finder:
    """Looks for passages in texts."""

    def __init__(self, hasher: Hasher, passages: Iterable[Passage]) -> None:
        self.hasher = hasher
        by_length: dict[int, list[int]] = {}
        for length, hash in passages:
            by_length.setdefault(length, []).append(hash)
        self._wanted = {length: np.unique(np.array(these, np.uint64)) for length, these in by_length.items()}

    def __bool__(self) -> bool:
        return bool(self._wanted)

    def found(self, words: Sequence[str]) -> set[Passage]:
        """The passages that stand in this run of words."""
        return {Passage(length, hash) for length, _, hashes in self._places(words) for hash in hashes.tolist()}

    def covered(self, words: Sequence[str]) -> Mask:
        """Which of these words stand in a passage."""
        mask = np.zeros(len(words), np.bool_)
        for length, starts, _ in self._places(words):
            for start in starts.tolist():
                mask[start : start + length] = True
        return mask

    def _places(self, words: Sequence[str]) -> Iterator[tuple[int, NDArray[np.intp], Hashes]]:
        if len(words) < SHORTEST or not self._wanted:
            return
        for length, runs in self.hasher.runs(self.hasher.numbers(words)):
            wanted = self._wanted.get(length)
            if wanted is not None:
                at = np.minimum(np.searchsorted(wanted, runs), len(wanted) - 1)
                starts = np.flatnonzero(wanted[at] == runs)
                if len(starts):
                    yield length, starts, runs[starts]


def cut(hasher: Hasher, runs: Iterable[Sequence[str]], known: Iterable[Passage] = ()) -> list[Passage]:
    """The passages of these runs of words, but for what passages that are `known` cover already."""
    before = list(known)
    made: list[Passage] = []
    for run in runs:
        finder = Finder(hasher, [*before, *made])
        numbers = hasher.numbers(run)
        made += [hasher.passage(numbers[start : start + size]) for start, size in _pieces(finder.covered(run))]
    return list(dict.fromkeys(made))


def _pieces(covered: Mask) -> Iterator[tuple[int, int]]:
    """Where the passages of what isn't covered begin, and their lengths."""
    edges = np.flatnonzero(np.diff(covered, prepend=True, append=True)).tolist()
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        while end - start >= SHORTEST:
            length = min(LONGEST, end - start)
            yield start, length
            start += length
