"""Tables of the story whose cells stand in a line each, as a page saved as text has them.

Rows that stand in one line are known by their numbers (`weigh`). A table cut into cells looks like a list of links:
short lines, no stops. What tells it from one is that its cells are numbers, or names with one, in the same few forms
again and again, below the story's prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from indexer.text.lines import Verdict
from indexer.text.shapes import Shape, is_stamp, shape

LONGEST = 45
"""Characters of a cell."""
LEAST = 12
"""Cells that make a table."""
NUMBERED, ALIKE, FORMS = 0.5, 0.7, 3
"""So many of the cells hold a number, and so many of those that are no bare rank share the commonest forms."""
NEAR = 3
"""Lines between the story's prose and its table: a heading and a head."""

_RANK = re.compile(r"\d{1,3}\W?$")
_PIECE = re.compile(r"(?P<n>\d+(?:[.,:]\d+)*)|(?P<w>[^\W\d_]+(?:[\s.’'-]+[^\W\d_]+)*)|(?P<m>[^\w\s])")


def cells(lines: Sequence[str], shapes: Sequence[Shape], verdicts: Sequence[Verdict | None]) -> list[bool]:
    """Which lines are cells of a table that follows prose.

    >>> from indexer.text.shapes import shape
    >>> told = ["The points after ten rounds, which the clubs have won by very different means, are these."]
    >>> table = [cell for n in range(1, 7) for cell in (f"{n}.", f"Club {n} ({9 - n} pts)")]
    >>> page = told + table + ["Imprint"]
    >>> sum(cells(page, [shape(line) for line in page], [None] * len(page)))
    12
    """
    out = [False] * len(lines)
    start, told = 0, -NEAR - 2
    for end in range(len(lines) + 1):
        if end < len(lines) and _may_be_cell(lines[end], shapes[end]):
            continue
        first, last = _trimmed(lines, start, end)
        if first - told <= NEAR + 1 and _is_table(lines[first:last]):
            out[first:last] = [True] * (last - first)
        if end < len(lines) and shapes[end].prose and verdicts[end] is None:
            told = end
        start = end + 1
    return out


def spared(
    lines: Sequence[str], own: Sequence[Verdict | None], found: Sequence[Verdict | None]
) -> list[Verdict | None]:
    """What was `found` of the lines, but for the cells of a table: of these only what their `own` wording says."""
    out = list(found)
    added = [i for i, verdict in enumerate(found) if verdict is not None and own[i] is None]
    if len(added) < LEAST // 2:
        return out
    told = cells(lines, [shape(line) for line in lines], own)
    for i in added:
        if told[i]:
            out[i] = None
    return out


def _may_be_cell(line: str, look: Shape) -> bool:
    return len(line) <= LONGEST and not look.prose


def _trimmed(lines: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The run from its first line with a number to its last."""
    numbered = [i for i in range(start, end) if _has_number(lines[i])]
    return (numbered[0], numbered[-1] + 1) if numbered else (start, start)


def _has_number(line: str) -> bool:
    return any(character.isdigit() for character in line)


def _is_table(run: Sequence[str]) -> bool:
    if len(run) < LEAST:
        return False
    numbered = [line for line in run if _has_number(line)]
    values = [line for line in numbered if not _RANK.match(line) and not is_stamp(line)]
    if len(numbered) < NUMBERED * len(run) or len(values) < LEAST // 2:
        return False
    forms = Counter("".join(piece.lastgroup or "" for piece in _PIECE.finditer(line)) for line in values)
    return sum(count for _, count in forms.most_common(FORMS)) >= ALIKE * len(values)
