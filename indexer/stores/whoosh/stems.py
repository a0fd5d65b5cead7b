"""The stems of a vocabulary: which forms a stem stands for.

Stems have no postings: where a stem stands is where its forms do, in the articles of its language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer import analysis


@dataclass(frozen=True, slots=True)
class Stems:
    """Stems ascending by their UTF-8 bytes (`en:strike`); the forms of stem i are the terms numbered
    [forms[starts[i]:starts[i + 1]]], u32, ascending."""

    terms: list[bytes]
    starts: NDArray[np.int64]
    forms: NDArray[np.uint32]


def stems(terms: Sequence[bytes], spoken: Mapping[str, NDArray[np.int64]]) -> Stems:
    """The stems of a field's terms (ascending; whole values have none). `spoken` has the numbers, ascending, of those
    that stand in articles of each stem language (`analysis.stem_language`).

    >>> found = stems([b"=the strike", b"strike", b"strikes"], {"en": np.array([0, 1, 2])})
    >>> found.terms, found.starts.tolist(), found.forms.tolist()
    ([b'en:strike'], [0, 2], [1, 2])
    """
    # No form begins with the `=` of a whole value.
    wholes = range(bisect_left(terms, b"="), bisect_left(terms, b">"))
    numbers = np.concatenate((np.arange(wholes.start), np.arange(wholes.stop, len(terms))))
    found: list[bytes] = []
    counts: list[NDArray[np.int64]] = []
    forms: list[NDArray[np.int64]] = []
    for language in sorted(spoken, key=lambda language: f"{language}:"):
        some = np.intersect1d(numbers, spoken[language], assume_unique=True)
        if not len(some):
            continue
        # Anew for every batch, though its words are mostly those of the last one: a twentieth of a second for 70,000,
        # where remembering a million of them took 130 MB.
        made = analysis.stemmed([terms[number].decode("utf-8", "surrogatepass") for number in some.tolist()], language)
        distinct = sorted(set(made))
        rank = {stem: number for number, stem in enumerate(distinct)}
        ranks = np.fromiter(map(rank.__getitem__, made), np.int64, len(made))
        found += [f"{language}:{stem}".encode("utf-8", "surrogatepass") for stem in distinct]
        counts.append(np.bincount(ranks))
        forms.append(some[np.argsort(ranks, kind="stable")])
    starts = np.zeros(len(found) + 1, np.int64)
    if found:
        np.cumsum(np.concatenate(counts), out=starts[1:])
    return Stems(found, starts, np.concatenate(forms).astype(np.uint32) if forms else np.empty(0, np.uint32))


class Spoken:
    """In which languages each of a field's terms stands, gathered from its postings. `languages`: u8, the number of
    each document's."""

    def __init__(self, terms: int, languages: NDArray[np.uint8]) -> None:
        self._languages = languages
        self._count = int(languages.max(initial=0)) + 1
        self._flags = np.zeros(terms * self._count, np.bool_)

    @classmethod
    def of(cls, starts: NDArray[np.int64], documents: NDArray[np.uint16], languages: NDArray[np.uint8]) -> Spoken:
        """Of all postings of a field: those of term i are `documents[starts[i]:starts[i + 1]]`."""
        spoken = cls(len(starts) - 1, languages)
        spoken.see(np.repeat(np.arange(len(starts) - 1), np.diff(starts)), documents)
        return spoken

    def see(self, terms: NDArray[np.int64], documents: NDArray[np.uint16]) -> None:
        """Some postings: the number of each one's term, and its document."""
        self._flags[terms * self._count + self._languages[documents]] = True

    def terms(self, language: int) -> NDArray[np.int64]:
        """The terms that stand in articles of the language of this number, ascending."""
        return np.flatnonzero(self._flags[language :: self._count])
