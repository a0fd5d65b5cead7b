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
from indexer.stores.whoosh.segment import FORM_BITS
from indexer.stores.whoosh.terms import TOGETHER, Terms, ranked, united


@dataclass(frozen=True, slots=True)
class Stems:
    """Stems ascending by their UTF-8 bytes (`en:strike`); the forms of stem i are the terms numbered
    [forms[starts[i]:starts[i + 1]]], u32, ascending."""

    terms: Terms
    starts: NDArray[np.int64]
    forms: NDArray[np.uint32]


def stems(terms: Sequence[bytes], spoken: Mapping[str, NDArray[np.int64]]) -> Stems:
    """The stems of a field's terms (ascending; whole values have none). `spoken` has the numbers, ascending, of those
    that stand in articles of each stem language (`analysis.stem_language`).

    >>> found = stems([b"=the strike", b"strike", b"strikes"], {"en": np.array([0, 1, 2])})
    >>> list(found.terms), found.starts.tolist(), found.forms.tolist()
    ([b'en:strike'], [0, 2], [1, 2])
    """
    # No form begins with the `=` of a whole value.
    wholes = range(bisect_left(terms, b"="), bisect_left(terms, b">"))
    numbers = np.concatenate((np.arange(wholes.start), np.arange(wholes.stop, len(terms))))
    held = Terms.of(terms)
    found: list[Terms] = []
    counts: list[NDArray[np.int64]] = []
    forms: list[NDArray[np.int64]] = []
    for language in sorted(spoken, key=lambda language: f"{language}:"):
        some = np.intersect1d(numbers, spoken[language], assume_unique=True)
        if not len(some):
            continue
        # Anew for every batch, though its words are mostly those of the last one: a twentieth of a second for 70,000,
        # where remembering a million of them took 130 MB.
        pieces = [some[start : start + TOGETHER] for start in range(0, len(some), TOGETHER)]
        distinct, ranks = ranked(Terms.joined([_stemmed(held.take(piece), language) for piece in pieces]))
        found.append(distinct)
        counts.append(np.bincount(ranks))
        forms.append(some[np.argsort(ranks, kind="stable")])
    joined = Terms.joined(found)
    starts = np.zeros(len(joined) + 1, np.int64)
    if found:
        np.cumsum(np.concatenate(counts), out=starts[1:])
    return Stems(joined, starts, np.concatenate(forms).astype(np.uint32) if forms else np.empty(0, np.uint32))


def _stemmed(forms: Sequence[bytes], language: str) -> Terms:
    made = analysis.stemmed([form.decode("utf-8", "surrogatepass") for form in forms], language)
    return Terms.of([f"{language}:{stem}".encode("utf-8", "surrogatepass") for stem in made])


_MOST_FIELDS = 1 << 32 - FORM_BITS - 2


def table(fields: Sequence[tuple[Stems, NDArray[np.int64]]]) -> Stems:
    """The stems of several fields together, each with its forms in all of them, as `segment.StemTable` has them; beside
    a field's stems, in how many languages each of its terms stands. Raises ValueError for what that can't hold."""
    terms, numbers = united([found.terms for found, _ in fields])
    owners: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    entries: list[NDArray[np.uint32]] = [np.empty(0, np.uint32)]
    for place, (found, languages) in enumerate(fields):
        if place >= _MOST_FIELDS or len(languages) > 1 << FORM_BITS:
            raise ValueError(f"at most {_MOST_FIELDS} fields of {1 << FORM_BITS:,} terms have stems")
        owners.append(np.repeat(numbers[place], np.diff(found.starts)))
        several = languages[found.forms]
        several[several > 3] = 0
        entries.append((place << 2 | several).astype(np.uint32) << np.uint32(FORM_BITS) | found.forms)
    owner = np.concatenate(owners)
    starts = np.zeros(len(terms) + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=len(terms)), out=starts[1:])
    return Stems(terms, starts, np.concatenate(entries)[np.argsort(owner, kind="stable")])


_AT_ONCE = 1 << 20
"""Postings that are looked at together, at 24 bytes each."""


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
        counts = np.diff(starts)
        if spoken._count == 1:
            np.greater(counts, 0, out=spoken._flags)
            return spoken
        first = 0
        while first < len(counts):
            last = max(int(np.searchsorted(starts, starts[first] + _AT_ONCE, "right")) - 1, first + 1)
            its = np.repeat(np.arange(first, last), counts[first:last])
            spoken.see(its, documents[starts[first] : starts[last]])
            first = last
        return spoken

    def see(self, terms: NDArray[np.int64], documents: NDArray[np.uint16]) -> None:
        """Some postings: the number of each one's term, and its document."""
        self._flags[terms * self._count + self._languages[documents]] = True

    def languages(self) -> NDArray[np.int64]:
        """In how many languages each term stands."""
        counts: NDArray[np.int64] = np.sum(self._flags.reshape(-1, self._count), axis=1, dtype=np.int64)
        return counts

    def terms(self, language: int) -> NDArray[np.int64]:
        """The terms that stand in articles of the language of this number, ascending."""
        return np.flatnonzero(self._flags[language :: self._count])
