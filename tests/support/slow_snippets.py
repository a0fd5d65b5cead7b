"""What `search.snippets` must equal: the same by definition, reading every word and weighing every stretch.

`slowly()` puts the definitions in the place of what finds matches, chooses a stretch and cuts it; what is done with
these (which field, which paragraphs, in which order) stays the product's, and has tests of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from indexer.analysis import fold, parts, stem, words
from search import cutting, marking, snippets
from search.matches import ENOUGH, MAX_READ, Found, Hit, is_written
from search.query import ast
from search.query.terms import as_written, pattern, phrase_alternatives, within_edits, word_alternatives


@contextmanager
def slowly() -> Iterator[None]:
    """Within it, `search.snippets` goes by the definitions."""
    with (
        patch.object(marking, "Matcher", SlowMatcher),
        patch.multiple(snippets, matcher=marking.matcher.__wrapped__, _window=window, cut=cut),
    ):
        yield


class SlowMatcher:
    """In the place of `Matcher`: looks at each word of a value for each leaf of the query."""

    def __init__(self, leaves: Sequence[ast.Leaf], *, language: str | None) -> None:
        self._leaves = leaves
        self._language = language

    def find(self, values: Sequence[str]) -> list[Found]:
        each = [Found(number, 0, self.hits(value)) for number, value in enumerate(values)]
        return [found for found in each if found.hits]

    def shown(self, values: Sequence[str], found: list[Found]) -> list[Found]:
        return found

    def hits(self, value: str, *, bounded: bool = False) -> list[Hit]:
        if any(isinstance(leaf, ast.Whole) and fold(leaf.text) == fold(value.strip()) for leaf in self._leaves):
            return [(0, len(value), -1)]
        read = [word for word in words(value) if not bounded or word.end <= MAX_READ]
        written = [(word.form, *parts(word.form)) for word in read]
        found: set[Hit] = set()
        for number, leaf in enumerate(self._leaves):
            runs, test = self._wanted(leaf)
            asked = as_written(leaf.text) if isinstance(leaf, ast.Form) and leaf.exact else None
            for at, word in enumerate(read):
                lengths = [1] if test(written[at]) else []
                lengths += [len(run) for run in runs if _stands(run, written[at : at + len(run)])]
                for end in (read[at + length - 1].end for length in lengths):
                    if asked is None or is_written(asked, value[word.start : end]):
                        found.add((word.start, end, number))
        ordered = sorted(found, key=lambda hit: (hit[1], hit[0]))
        enough = next((n for n, hit in enumerate(ordered, 1) if bounded and hit[0] > ENOUGH), len(ordered))
        return sorted(ordered[:enough])

    def _wanted(self, leaf: ast.Leaf) -> tuple[Sequence[Sequence[str]], Callable[[Sequence[str]], bool]]:
        """Terms that match at successive words, and what says of the terms at one word whether they match."""
        match leaf:
            case ast.Word(text) if (language := self._language) is not None:
                wanted = word_alternatives(text)
                stems = {stem(run[0], language) for run in wanted if len(run) == 1}
                apart = [run for run in wanted if len(run) > 1]
                return apart, lambda terms: any(stem(term, language) in stems for term in terms)
            case ast.Word(text):
                return word_alternatives(text), lambda terms: False
            case ast.Phrase(text) | ast.Form(text):
                wanted = phrase_alternatives(text)
                return wanted[:1] if isinstance(leaf, ast.Form) and leaf.exact else wanted, lambda terms: False
            case ast.Pattern(text):
                return (), lambda terms: any(pattern(text).fullmatch(term) for term in terms)
            case ast.Fuzzy(text, edits):
                return (), lambda terms: any(within_edits(fold(text), term, edits) for term in terms)
            case _:
                return (), lambda terms: False


def _stands(run: Sequence[str], written: Sequence[Sequence[str]]) -> bool:
    return len(run) == len(written) and all(term in one for term, one in zip(run, written, strict=True))


def window(hits: Sequence[Hit], width: int) -> snippets._Window:
    """The best stretch of at most `width` characters; the first match alone, if it is longer than that."""
    stretches = [
        (-len({leaf for _, _, leaf in inside}), -len(inside), start, max(end for _, end, _ in inside))
        for start in sorted({start for start, _, _ in hits})
        if (inside := [hit for hit in hits if start <= hit[0] and hit[1] <= start + width])
    ]
    distinct, matches, start, end = min(stretches, default=(-1, -1, *hits[0][:2]))
    return snippets._Window(-distinct, -matches, start, end)


def cut(value: str, start: int, end: int, width: int) -> tuple[int, int]:
    """What `search.cutting.cut` gives, by all the pieces of the neighbourhood."""
    if len(value) <= width:
        return cutting._trimmed(value, 0, len(value))
    if end - start > width:
        return start, cutting._between_characters(value, start, start + width)
    left, right = cutting._among_all(value, start, end, width)
    if right == left:
        right = cutting._between_characters(value, left, left + width)
    return cutting._trimmed(value, left, right)
