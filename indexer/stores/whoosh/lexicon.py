"""What each distinct word of a batch adds to the index: the term of its form, and those of a compound's parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from indexer import analysis
from indexer.stores.whoosh.vocabulary import Numbers, Vocabulary

Wide = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A field's terms, ascending, and by a word's number in the vocabulary: `ranks`, the term of its form (-1: nothing
    is left of it when folded), and how many terms of parts it has, which `expanded` gives."""

    terms: list[bytes]
    rank: dict[bytes, int]
    ranks: Numbers
    pieces: Wide
    _piece_starts: Wide
    _parts: Numbers

    @classmethod
    def of(cls, vocabulary: Vocabulary, wholes: Iterable[bytes] = (), *, apart: bool = False) -> Lexicon:
        """The terms of a vocabulary and of whole values. `apart`: a word stands only in its parts, each as often as it
        has it, and is its own part if it has no others."""
        words, numbers = vocabulary.words()
        forms, compounds = _forms(words)
        parts: dict[int, tuple[bytes, ...]] = compounds
        if apart:
            parts = {number: compounds.get(number) or (form,) for number, form in enumerate(forms) if form}
        else:
            parts = {number: tuple(dict.fromkeys(several)) for number, several in compounds.items()}
        flat = list(chain.from_iterable(parts.values()))
        terms = sorted({*flat, *wholes} if apart else {*forms, *flat, *wholes} - {b""})
        rank = dict(zip(terms, range(len(terms)), strict=True))
        ranks = np.full(int(numbers.max(initial=-1)) + 1, -1, np.int32)
        ranks[numbers] = np.fromiter(map(rank.get, forms, repeat(-1)), np.int32, len(forms))
        pieces, starts = np.zeros((2, len(ranks)), np.int64)
        owners = numbers[np.fromiter(parts, np.int64, len(parts))]
        pieces[owners] = counts = np.fromiter(map(len, parts.values()), np.int64, len(parts))
        starts[owners] = np.cumsum(counts) - counts
        return cls(terms, rank, ranks, pieces, starts, np.fromiter(map(rank.__getitem__, flat), np.int32, len(flat)))

    def expanded(self, words: Numbers) -> Numbers:
        """The terms of the parts of `words`, one word's after the other's."""
        pieces = self.pieces[words]
        shift = self._piece_starts[words] - (np.cumsum(pieces) - pieces)
        found: Numbers = self._parts[np.repeat(shift, pieces) + np.arange(pieces.sum())]
        return found


def _forms(words: list[bytes | str]) -> tuple[list[bytes], dict[int, tuple[bytes, ...]]]:
    # The form of every word (b"" if nothing is left of it), and the parts of those that have some.
    forms: list[bytes] = []
    parts = {}
    for number, word in enumerate(words):
        if isinstance(word, bytes) and word.isalnum():  # bytes are "alnum" if they are ASCII: their own form
            forms.append(word)
            continue
        form, several = _joined(word) if isinstance(word, bytes) and word.isascii() else _folded(word)
        forms.append(form)
        if several:
            parts[number] = several
    return forms, parts


_APART = bytes.maketrans(b"-'&./", b"     ")


def _joined(word: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    # `_folded` for ASCII, in a sixth of the time; in lower case it is its own form, unless it is nothing but lines.
    if b"_" not in word:
        several = word.translate(_APART).split()
        return word, tuple(several) if len(several) > 1 else ()
    if not word.strip(b"_"):
        return b"", ()
    several = [piece for piece in word.translate(_APART).split() if piece.strip(b"_")]
    return word, tuple(several) if len(several) > 1 else ()


def _folded(word: bytes | str) -> tuple[bytes, tuple[bytes, ...]]:
    form = word if isinstance(word, str) else analysis.form_of(word.decode("utf-8", "surrogatepass"))
    return form.encode(), tuple(part.encode() for part in analysis.parts(form))
