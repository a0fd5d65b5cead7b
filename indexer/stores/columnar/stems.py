"""The stems of a vocabulary: which forms a stem stands for.

Stems have no postings: where a stem stands is where its forms do, in the articles of its language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer import analysis

if TYPE_CHECKING:
    from indexer.stores.columnar.inversion import Postings

REMEMBERED = 1_000_000
"""Stems kept in a process, so that the words of the next batch, mostly the same ones, aren't stemmed again; 130 MB."""

_known: dict[str, dict[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Stems:
    """Stems ascending by their UTF-8 bytes (`en:strike`); the forms of stem i are the terms numbered
    [forms[starts[i]:starts[i + 1]]], u32, ascending."""

    terms: list[bytes]
    starts: NDArray[np.int64]
    forms: NDArray[np.uint32]


def stems(
    terms: Sequence[bytes], languages: Iterable[str], within: Mapping[str, NDArray[np.int64]] | None = None
) -> Stems:
    """The stems of a field's terms (ascending; whole values have none) in some stem languages
    (`analysis.stem_language`); with `within` (`spoken`) only of the terms that stand in articles of each language.

    >>> found = stems([b"=the strike", b"strike", b"strikes"], ["en"])
    >>> found.terms, found.starts.tolist(), found.forms.tolist()
    ([b'en:strike'], [0, 2], [1, 2])
    """
    # No form begins with the `=` of a whole value.
    wholes = range(bisect_left(terms, b"="), bisect_left(terms, b">"))
    numbers = np.concatenate((np.arange(wholes.start), np.arange(wholes.stop, len(terms))))
    found: list[bytes] = []
    counts: list[NDArray[np.int64]] = []
    forms: list[NDArray[np.int64]] = []
    for language in sorted(set(languages), key=lambda language: f"{language}:"):
        some = numbers if within is None else np.intersect1d(numbers, within[language], assume_unique=True)
        if not len(some):
            continue
        made = _stemmed([terms[number].decode() for number in some.tolist()], language)
        distinct = sorted(set(made))
        rank = {stem: number for number, stem in enumerate(distinct)}
        ranks = np.fromiter(map(rank.__getitem__, made), np.int64, len(made))
        found += [f"{language}:{stem}".encode() for stem in distinct]
        counts.append(np.bincount(ranks))
        forms.append(some[np.argsort(ranks, kind="stable")])
    starts = np.zeros(len(found) + 1, np.int64)
    if found:
        np.cumsum(np.concatenate(counts), out=starts[1:])
    return Stems(found, starts, np.concatenate(forms).astype(np.uint32) if forms else np.empty(0, np.uint32))


def spoken(postings: Postings, languages: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    """Which terms stand in articles of each language, ascending numbers; `languages` are those of the articles."""
    names = sorted(set(languages))
    if len(names) == 1:
        return {names[0]: np.arange(len(postings.terms))}
    number = {name: number for number, name in enumerate(names)}
    of_document = np.fromiter(map(number.__getitem__, languages), np.int64, len(languages))
    term = np.repeat(np.arange(len(postings.terms)), np.diff(postings.starts))
    seen = np.zeros((len(names), len(postings.terms)), np.bool_)
    seen[of_document[postings.documents], term] = True
    return {name: np.flatnonzero(seen[number]) for number, name in enumerate(names)}


def _stemmed(forms: list[str], language: str) -> list[str]:
    if language not in analysis.STEMMERS:
        return forms
    known = _known.setdefault(language, {})
    new = [form for form in forms if form not in known]
    if sum(map(len, _known.values())) + len(new) > REMEMBERED:
        _known.clear()
        known = _known.setdefault(language, {})
        new = forms
    known.update(zip(new, analysis.stemmed(new, language), strict=True))
    return [known[form] for form in forms]
