"""How often two words, or the rows of a unit, are found without one being used twice: see `search.meeting`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

Reach = Callable[[int], int]
"""How far before a word the other may stand: the first position."""


def times(left: Sequence[int], right: Sequence[int], reach: Reach, count: int, *, ordered: bool) -> int:
    """How often words of the left and of the right, at these ascending positions, meet; counting stops at `count`.

    Each word, from left to right, takes the first before it that is free and near enough. What was passed over once is
    too far from all that follow, so that nothing is looked at twice. `reach` must not fall; `ordered`: the left first.
    """
    used: set[int] = set()
    found = 0
    sides = ((left, frozenset(right)),) if ordered else ((left, frozenset(right)), (right, frozenset(left)))
    at = [0, 0]
    for end in sorted({*right} if ordered else {*left, *right}):
        first = reach(end)
        best = end
        for side, (words, others) in enumerate(sides):
            if end not in others:
                continue
            number = at[side]
            while number < len(words) and (words[number] < first or words[number] in used):
                number += 1
            at[side] = number
            if number < len(words) and words[number] < best:
                best = words[number]
        if best < end:
            used |= {best, end}
            found += 1
            if found >= count:
                break
    return found


def disjoint(rows: Iterable[Sequence[Hashable]], count: int) -> int:
    """How many of these rows, by the last word and then from the first on, have no place that one before them has that
    was counted; counting stops at `count`."""
    used: set[Hashable] = set()
    found = 0
    for row in rows:
        if used.isdisjoint(row):
            used.update(row)
            found += 1
            if found >= count:
                break
    return found
