"""What comment forms, log-ins, players and cookie walls say, word for word, as those who make them have it translated.

A blog's comment form is in the words of WordPress or SPIP, its log-in in those of a theme: the same sentences on a
great many sites, that no story has as a line of its own. Written down from those translations (`form_words`).

They are asked for when all else is said: a comment form stands below articles, too, so it must not make a page of one
(of a page to judge by, twenty lines of a list in the story went when it did).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from indexer.text import words
from indexer.text.calls.form_words import ANSWERS, FORMS
from indexer.text.lines import SHORT, Verdict
from indexer.text.shapes import WIDE, around
from indexer.text.words import words_of

_FEW = 6
"""Lines within which a form has another of its labels, or a page other furniture."""


def judge(lines: Sequence[str], verdicts: Sequence[Verdict | None]) -> list[Verdict | None]:
    """The verdicts, and those on the lines that a form is made of.

    A label is a form's only with another of them, or other furniture, a few lines away; one word or two ("Name", "Zip
    code") only right beside other furniture; and what people ask or answer, which a story may have as a line of its own
    above the buttons, only between furniture.
    """
    heads = _heads()
    found = [
        i
        for i, line in enumerate(lines)
        if verdicts[i] is None and len(line) <= SHORT and line[:4].lower() in heads and words.key(line) in _labels()
    ]
    if not found:
        return list(verdicts)
    out = list(verdicts)
    labels = frozenset(found)
    size = len(lines)
    for i in found:
        if not _is_weak(lines[i]) and any(j in labels or _is_button(out[j]) for j in around(i, size, _FEW)):
            out[i] = Verdict("share", "form-label")
    for i in found:
        if out[i] is not None or not any(_is_button(out[j]) for j in around(i, size, 2)):
            continue
        if not _is_spoken(lines[i]) or all(j in labels or _is_button(out[j]) for j in around(i, size, 1)):
            out[i] = Verdict("share", "form-label")
    return out


def _is_weak(line: str) -> bool:
    label = words.key(line)
    return (len(label) < 5 if WIDE.match(label) else label.count(" ") < 2) or _is_spoken(line)


_CLOSING = ' *:»”"’)'
_ASKS = ("?", "？", "؟")


def _is_spoken(line: str) -> bool:
    """Whether people ask or answer like that, too."""
    return line.rstrip(_CLOSING).endswith(_ASKS) or words.key(line) in _answers()


@cache
def _answers() -> frozenset[str]:
    return words.listed(ANSWERS)


def _is_button(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.kind in ("share", "nav", "ad")


@cache
def _labels() -> frozenset[str]:
    """All of them, as `words.key` leaves a line."""
    return frozenset(words_of(FORMS))


@cache
def _heads() -> frozenset[str]:
    """How they begin."""
    return frozenset(label[:4] for label in _labels())
