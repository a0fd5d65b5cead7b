"""Lines that somebody broke become paragraphs again.

Wire text, mail and typescripts break their lines at a width; scanned pages and hand-set text break them about there,
or where a phrase ends. Both betray themselves by what follows a break, and are joined; a list or a poem isn't.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from indexer.article import Change
from indexer.text import words

_INDENT = re.compile(r"[ \t\u00a0]{2,}\S|\t\S")
_SENTENCE_END = re.compile(r"""[.!?…:;。！？।؟۔։][\s"'”’»)\]]*$""")
_ITEM = re.compile(r"[-*\u2010-\u2015\u2022\u00b7\u25aa\u25cf]+[ \t]")
_HYPHENATED = re.compile(r"(?:^|[\s(\"“‘'])([^\W\d_]{2,})-$")
# First parts of compounds that are written with a hyphen wherever they stand.
_COMPOUNDING = words.listed(
    "well self ex non anti co pro post pre all half high low long short so semi re mid "
    "vice ill mother father brother "
    "sister one two three four five six seven eight nine ten full part cross far hard old "
    "new left right third second "
    "first multi off on over out up down air sino anglo franco",
    " ",
)
_NARROWEST, _WIDEST, _FEWEST_LINES = 40, 120, 5


class Wrapping(NamedTuple):
    """How lines were broken: none is longer than `width` characters, and one that leaves less than `room` of them
    after the next line's first word was broken rather than ended."""

    width: int
    room: int

    def broke(self, above: str, below: str) -> bool:
        """Whether the line above was broken before the one below, and didn't end there."""
        if _SENTENCE_END.search(above) and _ITEM.match(below):
            return False
        return self.filled(above, below) or _runs_on(above, below)

    def filled(self, above: str, below: str) -> bool:
        """Whether the first word of the line below would have left less than `room` on the line above."""
        return len(above.rstrip()) + 1 + len(below.split(None, 1)[0]) > self.width - self.room


_EXACT = 2
"""Columns that even a line broken at a width may leave: some programs break before the last one."""


def wrapping(lines: Sequence[str]) -> Wrapping | None:
    """How somebody broke these lines, None if they are paragraphs already.

    Nearly no line is longer than the width, and either the next line's first word would nearly always not have fitted,
    or nearly every line goes on in the next with a small letter. Text without spaces is never taken for broken: where
    its lines end says nothing.
    """
    longest = max(lines, key=len, default="")
    if len(longest) < _NARROWEST or len(longest.rstrip()) > _WIDEST:
        return None
    filled = [s for s in lines if s.strip()]
    if len(filled) < _FEWEST_LINES:
        return None
    width = max(len(s.rstrip()) for s in filled)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.strip() and b.strip() and " " in b.strip()]
    # A line that begins with an item's mark was ended by whoever wrote the item.
    broken = [(a, b) for a, b in pairs if not _SENTENCE_END.search(a) and not _ITEM.match(b)]
    exact = Wrapping(width, _EXACT)
    if broken and broken[0][0] is lines[0] and not exact.filled(*broken[0]):
        # The dateline stood on the first line, and is a field of its own now.
        broken = broken[1:]
    if len(broken) < _FEWEST_BREAKS or len(pairs) * 3 < len(filled):
        return None
    full = sum(exact.filled(a, b) for a, b in broken)
    runs_on = sum(_runs_on(a, b) for a, b in broken)
    if full >= 0.8 * len(broken) and runs_on >= (0.25 if len(broken) >= _MANY_BREAKS else 0.5) * len(broken):
        return exact
    if len(broken) >= _MANY_BREAKS and runs_on >= 0.8 * len(broken) and median(map(len, filled)) > _NARROWEST:
        return Wrapping(width, width // 4)
    return None


_FEWEST_BREAKS, _MANY_BREAKS = 3, 5
"""Lines that don't end with a sentence: how many it takes to believe them, and how many to believe them although many
of the next lines begin with a capital, as names and German nouns do."""


def _runs_on(above: str, below: str) -> bool:
    return below.lstrip()[:1].islower() and not _SENTENCE_END.search(above)


def joined_lines(lines: Sequence[str], wrapped: Wrapping) -> tuple[list[str], list[Change]]:
    """Broken lines as paragraphs: a blank line, an indented line or a line with room to spare ends one."""
    forms = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(lines).lower()))
    out: list[str] = []
    changes: list[Change] = []
    taken: list[str] = []

    def close() -> None:
        if taken:
            text, mended = _glued(taken, forms)
            out.append(text)
            if len(taken) > 1:
                changes.append(Change("joined", taken[0].strip(), "body", len(taken)))
            if mended:
                changes.append(Change("hyphen", text, "body", mended))
            taken.clear()

    for text in lines:
        if not text.strip() or _INDENT.match(text) or (taken and not wrapped.broke(taken[-1], text)):
            close()
        if text.strip():
            taken.append(text)
    close()
    return out, changes


def _glued(lines: Sequence[str], forms: Counter[str]) -> tuple[str, int]:
    text, *rest = (" ".join(line.split()) for line in lines)
    mended = 0
    for below in rest:
        cut = _HYPHENATED.search(text)
        if cut is None or not below[:1].islower():
            text = f"{text}{'' if text.endswith(('-', '—')) and cut else ' '}{below}"
            continue
        left, right = cut[1].lower(), re.match(r"[^\W\d_]*", below)
        word = right[0] if right else ""
        if cut[1].isupper() or left in _COMPOUNDING or (forms[f"{left}-{word}"] and not forms[left + word]):
            text += below
        else:
            text, mended = text[:-1] + below, mended + 1
    return text, mended
