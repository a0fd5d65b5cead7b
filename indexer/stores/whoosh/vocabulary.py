"""The distinct words of a batch: each word as written gets a number, millions of them a second.

Words of up to 8, 16 and 32 bytes are one, two and four 64-bit numbers, found in a hash table whose every step is taken
for all words of a text at once; longer ones, which are rare, are found in a `dict`. Which number a word gets means
nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer import analysis, sentences
from indexer.stores.whoosh.endings import begins
from indexer.stores.whoosh.words import EDGE, PADDING, Spans, spans

CHUNK = 1 << 19
"""Characters of text whose words are found together: so many that numpy's calls cost nothing beside their work, so few
that the arrays stay in a processor's second cache."""

Numbers = NDArray[np.int32]
_Columns = list[NDArray[np.uint64]]

_KEEP = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)  # the first bytes of eight
_WIDTHS = (1, 2, 4)
_LONG = len(_WIDTHS)
_MULTIPLIER = np.uint64(int.from_bytes(os.urandom(8), "little") | 1)  # so that nobody can write words that collide
_FIRST_BITS = 15


class Vocabulary:
    """Numbers for words as written, and for forms that were found elsewhere.

    >>> vocabulary = Vocabulary()
    >>> numbers, counts, _ = vocabulary.read(["To be or", "not to be"])
    >>> bool(numbers[0] == numbers[4]), bool(numbers[0] == numbers[1]), counts.tolist(), sorted(vocabulary.words()[0])
    (True, False, [3, 3], [b'be', b'not', b'or', b'to'])
    """

    def __init__(self) -> None:
        self._tables = [_Table(width) for width in _WIDTHS]
        self._others: dict[bytes | str, int] = {}

    def read(self, texts: Sequence[str], *, told: bool = True) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]:
        """The numbers of the words of `texts`, how many words each has, and which words (counted through all texts)
        begin a sentence that isn't the first of its text; those aren't looked for unless they are `told`."""
        sizes = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
        counts = np.zeros(len(texts), np.int64)
        words = [np.empty(0, np.int32)]
        begins = [np.empty(0, np.int64)]
        first = before = count = 0
        while first < len(texts):
            last = max(first + 1, int(np.searchsorted(sizes, before + CHUNK, "right")))
            numbers, counts[first:last], its = self._read(texts[first:last], told=told)
            words.append(numbers)
            begins.append(its + count)
            first, before, count = last, int(sizes[last - 1]), count + len(numbers)
        return np.concatenate(words), counts, np.concatenate(begins)

    def _read(self, texts: Sequence[str], *, told: bool) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]:
        joined = EDGE.join(("", *texts, PADDING))
        if joined.count(EDGE) > len(texts) + 1:
            texts = [text.replace(EDGE, " ") for text in texts]  # neither is in a word
            joined = EDGE.join(("", *texts, PADDING))
        written = joined.encode("utf-8", "surrogatepass")
        text = written.lower()
        edges = np.flatnonzero(np.frombuffer(text, np.uint8) == ord(EDGE))
        found = spans(text)
        if len(found.doubtful):
            return self._decided(texts, {*(np.searchsorted(edges, found.doubtful) - 1).tolist()}, told=told)
        its = begins(written, found, edges, texts) if told else np.empty(0, np.int64)
        return self.number(text, found), np.diff(np.searchsorted(found.starts, edges)), its

    def _decided(
        self, texts: Sequence[str], doubtful: set[int], *, told: bool
    ) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]:
        # The doubtful texts word by word, the others as ever.
        numbers, counts, its = self._read(
            ["" if which in doubtful else text for which, text in enumerate(texts)], told=told
        )
        ends = np.cumsum(counts)
        pieces = np.split(numbers, ends[:-1])
        begun = [
            some - end + count
            for some, end, count in zip(
                np.split(its, np.searchsorted(its, ends[:-1])), ends.tolist(), counts.tolist(), strict=True
            )
        ]
        for which in doubtful:
            forms = analysis.Columns(texts[which]).forms
            pieces[which] = np.array([self._other(form) for form in forms], np.int32)
            begun[which] = np.array(sentences.first_words(texts[which])[1:] if told else [], np.int64)
        sizes = np.array([len(piece) for piece in pieces])
        its = np.concatenate(
            [
                some + (end - size)
                for some, end, size in zip(begun, np.cumsum(sizes).tolist(), sizes.tolist(), strict=True)
            ]
        )
        return np.concatenate(pieces), sizes, its

    def number(self, text: bytes, spans: Spans) -> Numbers:
        """The numbers of the words of `text`."""
        windows = np.ndarray((len(text) - 7,), "<u8", text, strides=(1,))  # the eight bytes from each place on
        found = np.empty(len(spans.starts), np.int32)
        which = np.arange(len(found))  # those without a number yet
        starts, sizes = spans.starts, spans.ends - spans.starts
        for kind, width in enumerate(_WIDTHS):
            fits = sizes <= 8 * width
            at, lengths = starts[fits], sizes[fits]
            columns = [windows[at] & _KEEP[np.minimum(lengths, 8)]]
            for column in range(8, 8 * width, 8):
                columns.append(windows[at + column] & _KEEP[np.clip(lengths - column, 0, 8)])
            found[which[fits]] = self._tables[kind].number(columns) << 2 | kind
            more = np.flatnonzero(~fits)
            which, starts, sizes = which[more], starts[more], sizes[more]
        for word in which.tolist():
            found[word] = self._other(text[spans.starts[word] : spans.ends[word]])
        return found

    def _other(self, word: bytes | str) -> int:
        return self._others.setdefault(word, len(self._others)) << 2 | _LONG

    def words(self) -> tuple[list[bytes | str], NDArray[np.int64]]:
        """All words and their numbers: bytes as written, str the forms of words that `analysis` had to find."""
        words: list[bytes | str] = []
        numbers = []
        for kind, some in enumerate((*(table.words() for table in self._tables), self._others)):
            words += some
            numbers.append(np.arange(len(some)) << 2 | kind)
        return words, np.concatenate(numbers)


class _Table:
    # Open addressing with double hashing; never more than half full.

    def __init__(self, width: int) -> None:
        self._count = 0
        self._keys = [np.empty(1 << _FIRST_BITS >> 1, np.uint64) for _ in range(width)]
        self._bits = _FIRST_BITS
        self._slots = np.full(1 << _FIRST_BITS, -1, np.int32)

    def number(self, columns: _Columns) -> Numbers:
        found = np.empty(0, np.int32)
        todo = np.empty(0, np.int64)
        hashes = _hash(columns)
        slots = self._first(hashes)
        while True:
            at = self._claimed(slots, columns)
            if at is None:
                self._grow()
                slots = self._first(hashes)
                continue
            same = self._keys[0][at] == columns[0]
            for known, column in zip(self._keys[1:], columns[1:], strict=True):
                same &= known[at] == column
            if len(todo):
                found[todo] = at  # of those that aren't the same it will be said again
            else:
                found, todo = at, np.arange(len(at))
            rest = np.flatnonzero(~same)
            if not len(rest):
                return found
            todo, hashes, columns = todo[rest], hashes[rest], [column[rest] for column in columns]
            slots = self._next(slots[rest], hashes)

    def words(self) -> list[bytes]:
        keys = np.stack([column[: self._count] for column in self._keys], axis=1).astype("<u8")
        found: list[bytes] = keys.view(f"S{8 * len(self._keys)}").ravel().tolist()
        return found

    def _claimed(self, slots: NDArray[np.int64], columns: _Columns) -> Numbers | None:
        # Which word each slot has; a free one is given to one of those that fall on it. None: the table must grow.
        at: Numbers = self._slots[slots]
        free = np.flatnonzero(at < 0)
        if not len(free):
            return at
        wanted = slots[free]
        ticket = np.arange(len(free), dtype=np.int32)
        self._slots[wanted] = ticket
        first = np.flatnonzero(self._slots[wanted] == ticket)
        winners = free[first]
        count = self._count + len(winners)
        if count > len(self._slots) >> 1:
            return None
        self._slots[wanted[first]] = np.arange(self._count, count, dtype=np.int32)
        for known, column in zip(self._keys, columns, strict=True):
            known[self._count : count] = column[winners]
        self._count = count
        at[free] = self._slots[wanted]
        return at

    def _grow(self) -> None:
        self._bits += 2
        self._slots = np.full(1 << self._bits, -1, np.int32)
        self._keys = [np.resize(column, 1 << self._bits >> 1) for column in self._keys]
        hashes = _hash([column[: self._count] for column in self._keys])
        numbers = np.arange(self._count, dtype=np.int32)
        slots = self._first(hashes)
        while len(numbers):
            free = self._slots[slots] < 0
            self._slots[slots[free]] = numbers[free]
            rest = self._slots[slots] != numbers
            numbers, hashes = numbers[rest], hashes[rest]
            slots = self._next(slots[rest], hashes)

    def _first(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        return (hashes >> np.uint64(64 - self._bits)).view(np.int64)

    def _next(self, slots: NDArray[np.int64], hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        step = (hashes & np.uint64((1 << self._bits) - 1)).view(np.int64) | 1  # odd, so that it comes past all slots
        return (slots + step) & ((1 << self._bits) - 1)


def _hash(columns: _Columns) -> NDArray[np.uint64]:
    found = columns[0] * _MULTIPLIER
    for column in columns[1:]:
        found = ((found ^ found >> np.uint64(32)) + column) * _MULTIPLIER
    return found
