"""What a leaf of a query matches, in the analysis's terms.

The engine and the highlighter both ask here, so that what is found is what is highlighted.

A word of a text stands at one position with its form and, if it is a compound, its parts (`analysis.Word`); a leaf is
spelled out as sequences of forms, each form taking the next position:

| leaf | matches |
|---|---|
| `strike` | `strike`, at one position |
| `al-Abadi` | `al-abadi` at one position, or `al` and `abadi` at two |
| `"al-Abadi met"` | `al-abadi` `met`, or `al` `abadi` `met` |
| `北京` | `北` `京` |

A `Word` that is found at one position stands for its stems; side by side, and in a `Phrase`, forms are as written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from indexer.analysis import fold, words

MAX_ALTERNATIVES = 16
"""Spellings of one phrase. Its first three compounds are written whole or in parts independently of each other, the
rest of them all alike, so both extremes are always among the spellings."""

Sequence = tuple[str, ...]


@lru_cache(maxsize=4096)
def phrase_alternatives(text: str) -> tuple[Sequence, ...]:
    """Every sequence of folded forms that a phrase matches, at most `MAX_ALTERNATIVES`; () if there is no word in it.

    >>> phrase_alternatives("al-Abadi met")
    (('al-abadi', 'met'), ('al', 'abadi', 'met'))
    """
    if text.isascii() and text.replace(" ", "").isalpha():  # nothing in it but words, none of them a compound
        return (tuple(text.lower().split()),)
    found = tuple(words(text))
    if not found:
        return ()
    compounds = [index for index, word in enumerate(found) if word.parts]
    switches = min(len(compounds), MAX_ALTERNATIVES.bit_length() - 1)
    switch_of = {index: min(rank, switches - 1) for rank, index in enumerate(compounds)}
    return tuple(
        tuple(
            form
            for index, word in enumerate(found)
            for form in (word.parts if word.parts and apart[switch_of[index]] else (word.form,))
        )
        for apart in product((False, True), repeat=switches)
    )


def word_alternatives(text: str) -> tuple[Sequence, ...]:
    """Every sequence of folded forms that one word of a query matches, the whole word first.

    >>> word_alternatives("strike"), word_alternatives("al-Abadi")
    ((('strike',),), (('al-abadi',), ('al', 'abadi')))
    """
    if text.isascii() and text.isalpha():  # most are, and are one word as they stand
        return ((text.lower(),),)
    return phrase_alternatives(text)


def address_forms(text: str) -> Sequence:
    """The words of an address (field kind `address`), where compounds count for nothing: a sequence of forms.

    >>> address_forms("https://www.example.org/rail-strike")
    ('https', 'www', 'example', 'org', 'rail', 'strike')
    """
    return tuple(form for word in words(text) for form in (word.parts or (word.form,)))


@lru_cache(maxsize=1024)
def pattern(text: str) -> re.Pattern[str]:
    """What a `Pattern` matches, for `fullmatch` on folded forms: `*` is any run of characters, `?` is one.

    >>> [form for form in ("woman", "women", "womn") if pattern("Wom?n").fullmatch(form)]
    ['woman', 'women']
    """
    head, *rest = (
        ".".join(re.escape(fold(piece)) for piece in segment.split("?")) for segment in re.split(r"\*+", text)
    )
    if not rest:
        return re.compile(head, re.DOTALL)
    # What stands between two `*` may be taken at its first place for good (an atomic group): trying the others can't
    # help, and took minutes on `*a*a*a*a*b`.
    middle = "".join(f"(?>.*?{segment})" for segment in rest[:-1])
    return re.compile(f"{head}{middle}.*{rest[-1]}", re.DOTALL)


def within_edits(form: str, other: str, edits: int) -> bool:
    """Whether at most `edits` insertions, deletions and substitutions lead from one form to the other (Levenshtein).

    >>> within_edits("tillersen", "tillerson", 1), within_edits("abadi", "dabai", 1)
    (True, False)
    """
    if abs(len(form) - len(other)) > edits:
        return False
    row = list(range(len(other) + 1))
    for index, char in enumerate(form, 1):
        above, row = row, [index]
        for column, theirs in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (char != theirs)))
        if min(row) > edits:
            return False
    return row[-1] <= edits


def as_written(text: str) -> str:
    """`text` as `==AIDS` compares it: case and accents stand, the shapes of joiners and invisible characters don't.

    >>> as_written("al‑Abadi’s") == as_written("al-Abadi's")
    True
    """
    return unicodedata.normalize("NFC", text.translate(_JOINERS))


_JOINERS = str.maketrans("‐‑’＇＆", "--''&", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
