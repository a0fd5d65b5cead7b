"""What the leaves of a query make of the words of a text: which forms begin a match, and what letters those have.

Leaves are told apart by their number. `Forms` answers for one field in one language, and remembers each form that it
has met: a stem is made once a query and not once a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, assert_never

from indexer.analysis import beginnings, fold, parts, stem
from indexer.frozen import dataclass
from indexer.patterns import lazy
from search.query import ast
from search.query.terms import as_written, pattern, phrase_alternatives, within_edits, word_alternatives

_MAX_KNOWN = 100_000
"""Forms that are remembered."""

NONE, SEVERAL = -1, -2
"""In the place of a leaf's number."""

BLANKS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
"""Translates an ASCII text to one of letters and blanks, one character for one."""


@dataclass(frozen=True, slots=True)
class Run:
    """Index terms that match at successive words; `exact`, if any, is how the word must be written."""

    leaf: int
    terms: tuple[str, ...]
    exact: str | None = None


class Anchor(NamedTuple):
    """Letters that stand in the first word of every match of some run: at the beginning of the word or of a part of it,
    or anywhere (`inside`). `others` stand in the words after it. `sought` and `beside` are the same as they are found
    where there are blanks for everything but letters."""

    letters: str
    inside: bool
    others: tuple[str, ...]
    sought: str
    beside: tuple[str, ...]


class Forms:
    """The leaves of one query that look into one field, in one language.

    `wholes` are folded values that match as a whole; `anchors` where all other matches stand, if `anchored` is true;
    `apart` says that every leaf matches at one word alone; `leaf_of` what `leaf` said about the forms met so far.
    """

    def __init__(self, leaves: Sequence[ast.Leaf], *, language: str | None) -> None:
        self._language = language  # None: the field isn't stemmed
        self._by_first: dict[str, list[Run]] = {}
        self._by_test: list[tuple[ast.Pattern | ast.Fuzzy, Run]] = []
        self.wholes = [fold(leaf.text) for leaf in leaves if isinstance(leaf, ast.Whole)]
        self.apart = True
        self._stemmed = False  # whether stems are looked for, and not written forms alone
        self._begun: dict[str, tuple[Run, ...]] = {}  # the runs that begin with a form, if any
        self.leaf_of: dict[str, int] = {}
        self.anchors: dict[Anchor, None] = {}
        self.anchored = True
        for number, leaf in enumerate(leaves):
            self._add(number, leaf)

    def _add(self, number: int, leaf: ast.Leaf) -> None:
        match leaf:
            case ast.Word(text):
                # A word stands for its stems; the parts of one written apart stand as they are, as in a phrase.
                runs = [Run(number, run if len(run) > 1 else (self._term(run[0]),)) for run in word_alternatives(text)]
            case ast.Phrase(text) | ast.Form(text, exact=False):
                runs = [Run(number, run) for run in phrase_alternatives(text)]
            case ast.Form(text):
                runs = [Run(number, run, as_written(text)) for run in phrase_alternatives(text)[:1]]
            case ast.Pattern() | ast.Fuzzy():
                self._by_test.append((leaf, Run(number, (leaf.text,))))
                self._anchor(*_letters(leaf))
                runs = []
            case ast.Whole() | ast.DateRange() | ast.Every() | ast.Nothing():
                runs = []
            case _:
                assert_never(leaf)
        for run in runs:
            self._by_first.setdefault(run.terms[0], []).append(run)
            first, *others = run.terms
            stemmed = isinstance(leaf, ast.Word) and not others and self._language is not None
            self._stemmed = self._stemmed or stemmed
            self.apart = self.apart and not others
            self._anchor(beginnings(first) if stemmed else (first,), others=tuple(others))

    def _anchor(self, letters: Sequence[str], inside: bool = False, others: tuple[str, ...] = ()) -> None:
        self.anchored = self.anchored and bool(letters)
        beside = tuple(other.translate(BLANKS) for other in others)
        for one in letters:
            sought = ("" if inside else " ") + one.translate(BLANKS)
            self.anchors[Anchor(one, inside, others, sought, beside)] = None

    def _term(self, form: str) -> str:
        return form if self._language is None else stem(form, self._language)

    def begins(self, form: str) -> tuple[Run, ...]:
        """The runs that begin with this form."""
        begun = self._begun.get(form)
        if begun is None:
            if len(self._begun) >= _MAX_KNOWN:
                self._begun.clear()
            begun = self._begun[form] = tuple(self._learned(form)) if form.strip("_") else ()
        return begun

    def _learned(self, form: str) -> Iterator[Run]:
        written = (form, *parts(form))
        terms = {*written, *map(self._term, written)} if self._stemmed else set(written)
        for term in terms:
            yield from self._by_first.get(term, ())
        for test, run in self._by_test:
            if any(_passes(test, one) for one in written):
                yield run

    def leaf(self, form: str) -> int:
        """The one leaf that this form alone is a match of; `NONE`, or `SEVERAL` where it isn't as simple as that."""
        runs = self.begins(form)
        simple = len(runs) == 1 and len(runs[0].terms) == 1 and runs[0].exact is None
        if len(self.leaf_of) >= _MAX_KNOWN:
            self.leaf_of.clear()
        self.leaf_of[form] = leaf = runs[0].leaf if simple else SEVERAL if runs else NONE
        return leaf


_LETTERS = lazy(r"\w+")


def _letters(leaf: ast.Pattern | ast.Fuzzy) -> tuple[tuple[str, ...], bool]:
    """The longest run of letters in every form that passes, if there is one; whether they may stand inside a word."""
    if isinstance(leaf, ast.Fuzzy):
        return (), True
    head, *rest = (fold(piece) for piece in re.split(r"[*?]", leaf.text))
    letters = max(_LETTERS.findall(" ".join((head, *rest))), key=len, default="")
    return (letters,) if letters else (), not head.startswith(letters)


def _passes(test: ast.Pattern | ast.Fuzzy, form: str) -> bool:
    match test:
        case ast.Pattern(text):
            return pattern(text).fullmatch(form) is not None
        case ast.Fuzzy(text, edits):
            return within_edits(fold(text), form, edits)
        case _:
            assert_never(test)
