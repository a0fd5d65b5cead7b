"""Where the leaves of a query match in a text: the words that the index matched, found without reading all the others.

`search.forms` knows for each leaf a few letters that must stand in any text where it matches. Only where they do is a
word looked at, and then exactly as `indexer.analysis` reads it: the whole of it, with its parts, its stem, and the
words after it where the leaf is a phrase. That works where a text is ASCII, but for its typography, as nearly all of
English news is; in the rest, the letters are looked for in the folded text, and where they stand all of its words are
read. Where no letters are certain (a language whose stemmer changes the beginning of a word, `tillersen~2`) all words
are read as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from indexer.analysis import ASCII_WORD, Columns, fold, parts, plain, words
from indexer.patterns import lazy
from search.forms import BLANKS, SEVERAL, Forms, Run
from search.query import ast
from search.query.terms import as_written

ENOUGH = 250_000
MAX_READ = 1_000_000
MAX_LEAVES = 512

# A value up to this long is read by columns, which is faster; a longer one word by word, which needs no room.
_SHORT = 20_000
Hit = tuple[int, int, int]
"""A match: where it begins and ends, and the number of its leaf (-1: a whole value)."""

Stretch = tuple[int, int, int]
"""A part of some value: the value's number, where the part begins and ends."""


class Found(NamedTuple):
    """What matches in one of several values: its number from 0, and the matches by where they begin, counted in such a
    way that the value begins at `first`."""

    number: int
    first: int
    hits: list[Hit]


class Matcher:
    """Finds what the leaves of one query match in the values of one field, in one language."""

    def __init__(self, leaves: Sequence[ast.Leaf], *, language: str | None) -> None:
        self._forms = Forms(leaves, language=language)

    def find(self, values: Sequence[str]) -> list[Found]:
        """What matches in which of `values`, in their order."""
        if self._forms.wholes or not self._forms.anchored:
            each = [Found(number, 0, self.hits(value)) for number, value in enumerate(values)]
            return [found for found in each if found.hits]
        if not self._forms.anchors:
            return []
        text = "\n".join(values)
        typed = plain(text)
        ends = [end - 1 for end in accumulate([len(value) + 1 for value in values])]
        if typed.isascii():
            return _by_value(self._at_anchors(text, typed.lower(), ends), ends)
        typed, beyond = _without_others(typed, ends, whole=not self._forms.apart)
        hits = self._at_anchors(text, typed, ends)
        if self._forms.apart:
            for _, runs in groupby(beyond, key=lambda stretch: stretch[0]):
                hits += self._in_runs(text, list(runs))
            return _by_value(sorted(hits), ends)
        others = (Found(number, 0, self._in_whole(text[begin:end])) for number, begin, end in beyond)
        return sorted([*_by_value(hits, ends), *(found for found in others if found.hits)])

    def shown(self, values: Sequence[str], found: list[Found]) -> list[Found]:
        """Of what was found in these values, what answers the query: here all of it."""
        return found

    def hits(self, value: str, *, bounded: bool = False) -> list[Hit]:
        """The matches in one value, by where they begin; `bounded` by `ENOUGH` and `MAX_READ`, or all of them."""
        if self._forms.wholes and fold(value.strip()) in self._forms.wholes:
            return [(0, len(value), -1)]
        if self._forms.anchored and not self._forms.anchors:
            return []
        if self._forms.wholes or not self._forms.anchored:
            return self._all(value, bounded=bounded)
        if bounded and len(value) > _SHORT:
            return self._all(value, bounded=True) if self._may_match(value[:MAX_READ]) else []
        return next((found.hits for found in self.find((value,))), [])

    # --- At anchors

    def _at_anchors(self, text: str, typed: str, ends: Sequence[int]) -> list[Hit]:
        """The matches in a text by where they begin; `typed` is the text in small ASCII letters, its values end at
        `ends`."""
        found: list[Hit] = []
        read: set[int] = set()  # where words begin that were looked at
        several = len(self._forms.anchors) > 1
        leaf_of, match = self._forms.leaf_of, ASCII_WORD.match
        # A blank before each run of letters, and before the first, so that one is found by its beginning; what is found
        # at some place begins there in `typed`.
        spaced = " " + typed.translate(BLANKS)
        for _, inside, _, sought, beside in self._forms.anchors:
            at = spaced.find(sought) - inside
            if at < 0 or not all(other in spaced for other in beside):
                continue
            while at >= 0:
                begin = at if typed[at - 1 : at] in " " else _beginning(typed, at)
                word = match(typed, begin)
                assert word is not None, "letters stand in a word"
                end = word.end()
                if not several or begin not in read:
                    if several:
                        read.add(begin)
                    form = word.group()
                    leaf = leaf_of.get(form)
                    if leaf is None:
                        leaf = self._forms.leaf(form)
                    if leaf >= 0:
                        found.append((begin, end, leaf))
                    elif leaf == SEVERAL:
                        found += self._runs_at(begin, end, form, text, typed, ends)
                at = spaced.find(sought, end + inside) - inside
        return sorted(found)

    def _runs_at(self, begin: int, end: int, form: str, text: str, typed: str, ends: Sequence[int]) -> set[Hit]:
        """The matches that begin with the word between these places."""
        found: set[Hit] = set()
        for run in self._forms.begins(form):
            last = end if len(run.terms) == 1 else self._last(run, typed, end, ends)
            if last and (run.exact is None or is_written(run.exact, text[begin:last])):
                found.add((begin, last, run.leaf))
        return found

    def _last(self, run: Run, typed: str, at: int, ends: Sequence[int]) -> int:
        """Where a run ends whose first word ends at `at`; 0 if its other words don't follow."""
        limit = ends[bisect_left(ends, at)]
        for term in run.terms[1:]:
            word = ASCII_WORD.search(typed, at, limit)
            while word and not word.group().strip("_"):
                word = ASCII_WORD.search(typed, word.end(), limit)
            if word is None or (word.group() != term and term not in parts(word.group())):
                return 0
            at = word.end()
        return at

    # --- Beyond ASCII

    def _in_whole(self, value: str) -> list[Hit]:
        """The matches in a value that isn't ASCII."""
        return self._all(value) if self._may_match(value) else []

    def _in_runs(self, text: str, runs: Sequence[Stretch]) -> list[Hit]:
        """The matches in these runs without spaces of one value, of leaves that match at one word alone."""
        value = "\n".join([text[begin:end] for _, begin, end in runs])
        if not self._may_match(value):
            return []
        ends = [end - 1 for end in accumulate([end - begin + 1 for _, begin, end in runs])]
        found: set[Hit] = set()
        for word in words(value):
            for run in self._forms.begins(word.form):
                if run.exact is None or is_written(run.exact, value[word.start : word.end]):
                    number = bisect_left(ends, word.start)
                    ahead = runs[number][2] - ends[number]
                    found.add((word.start + ahead, word.end + ahead, run.leaf))
        return list(found)

    def _may_match(self, value: str) -> bool:
        """Whether some anchor's letters stand in a value."""
        folded = plain(value)
        if folded.isascii():
            folded = folded.lower()
        elif max(value) >= _PRESENTATION:
            return True
        else:
            folded = fold.__wrapped__(value)  # a paragraph is nothing to remember
        return any(
            anchor.letters in folded and all(other in folded for other in anchor.others)
            for anchor in self._forms.anchors
        )

    # --- Word by word

    def _all(self, value: str, *, bounded: bool = False) -> list[Hit]:
        """The matches in one value, every word of which is read."""
        forms: Iterable[str]
        if len(value) > _SHORT:
            places: list[tuple[int, int]] = []
            forms = _streaming(value, places, MAX_READ if bounded else len(value))
        else:
            columns = Columns(value)
            if not any(map(self._forms.begins, set(columns.forms))):
                return []
            forms, places = columns.forms, columns.places()
        found: set[Hit] = set()
        for run, first, last in self._matches(forms):
            start, end = places[first][0], places[last][1]
            if run.exact is None or is_written(run.exact, value[start:end]):
                found.add((start, end, run.leaf))
                if bounded and start > ENOUGH:
                    break
        return sorted(found)

    def _matches(self, forms: Iterable[str]) -> Iterator[tuple[Run, int, int]]:
        """Each run that matches, with the numbers of its first and last word."""
        waiting: list[tuple[Run, int]] = []  # begun at that word
        for index, form in enumerate(forms):
            if waiting:
                written = (form, *parts(form))  # stems stand alone
                going = [(run, first) for run, first in waiting if run.terms[index - first] in written]
                yield from ((run, first, index) for run, first in going if len(run.terms) == index - first + 1)
                waiting = [(run, first) for run, first in going if len(run.terms) > index - first + 1]
            for run in self._forms.begins(form):
                if len(run.terms) == 1:
                    yield run, index, index
                else:
                    waiting.append((run, index))


_PRESENTATION = "\ufb00"
"""From here on characters may unfold to several words, as a few Arabic ligatures do."""


def _by_value(hits: Iterable[Hit], ends: Sequence[int]) -> list[Found]:
    """The matches in a text of several values, one value's together."""
    found: list[Found] = []
    here: list[Hit] = []
    end = -1
    for hit in hits:
        if hit[0] > end:
            number = bisect_left(ends, hit[0])
            end = ends[number]
            here = []
            found.append(Found(number, ends[number - 1] + 1 if number else 0, here))
        here.append(hit)
    return found


def _without_others(typed: str, ends: Sequence[int], *, whole: bool) -> tuple[str, list[Stretch]]:
    """A text in small letters with blanks for what isn't ASCII, `whole` values or else runs without spaces; and where
    that stands."""
    pieces: list[str] = []
    beyond: list[Stretch] = []
    begin = 0
    for number, end in enumerate(ends):
        piece = typed[begin:end]
        if not piece.isascii():
            if whole:
                odd = [(0, len(piece))]
            else:
                odd = [run.span() for run in _RUN.finditer(piece) if not run.group().isascii()]
            beyond += [(number, begin + first, begin + last) for first, last in odd]
            piece = _blanked(piece, odd)
        pieces.append(piece.lower())
        begin = end + 1
    return "\n".join(pieces), beyond


_RUN = lazy(r"\S+")


def _blanked(piece: str, odd: Sequence[tuple[int, int]]) -> str:
    kept = [0, *(place for span in odd for place in span), len(piece)]
    shown = [piece[first:last] for first, last in zip(kept[::2], kept[1::2], strict=True)]
    blanks = [" " * (last - first) for first, last in odd]
    blanked = "".join([part for pair in zip(shown, [*blanks, ""], strict=True) for part in pair])
    return blanked if blanked.isascii() else re.sub(r"\s", " ", blanked)  # blanks have other shapes, too


def _beginning(typed: str, at: int) -> int:
    """Where the word begins that has a letter at `at`, in ASCII."""
    while at:
        before = typed[at - 1]
        if before.isalnum() or before == "_":
            at -= 1
        elif at > 1 and (
            (before in "-'&./" and (typed[at - 2].isalnum() or typed[at - 2] == "_"))
            or (before == "," and typed[at - 2].isdigit() and typed[at].isdigit())
        ):
            at -= 2
        else:
            break
    return at


def _streaming(value: str, places: list[tuple[int, int]], at_most: int) -> Iterator[str]:
    """The forms of a long text one by one, up to an offset; their places are added to `places` as they come."""
    for word in words(value):
        if word.end > at_most:
            break
        places.append((word.start, word.end))
        yield word.form


def is_written(wanted: str, found: str) -> bool:
    """Whether a word is written as `wanted` (`terms.as_written`), or has a part that is."""
    written = as_written(found)
    return wanted == written or wanted in _JOINERS.split(written)


_JOINERS = lazy(r"[-'&./]")
