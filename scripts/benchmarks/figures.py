"""Figures and how they are printed: percentiles, tables, and what is aimed at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

Clock = Literal["cpu", "wall"]


class Taken(NamedTuple):
    """Seconds of one piece of work: of the clock on the wall, and of the processors (all of the work's processes)."""

    wall: float
    cpu: float

    def by(self, clock: Clock) -> float:
        """The seconds of one clock."""
        return self.cpu if clock == "cpu" else self.wall


class Target(NamedTuple):
    """Something aimed at: `value` is to be at most `limit`, in `unit` (mostly a ratio to a contender)."""

    name: str
    value: float
    limit: float
    unit: str = "x"

    @property
    def is_met(self) -> bool:
        """Whether the value is within the limit."""
        return self.value <= self.limit

    def verdict(self) -> str:
        """`met`, or by how much it is missed.

        >>> Target("first use, rare word", 1.8, 1.5).verdict()
        'missed by 20 %'
        """
        return "met" if self.is_met else f"missed by {100 * (self.value / self.limit - 1):.0f} %"


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest of `values` that at least `percent` % of them don't exceed (nearest rank). Raises ValueError for
    none.

    >>> percentile([4, 1, 3, 2], 50), percentile([4, 1, 3, 2], 99)
    (2, 4)
    """
    if not values:
        raise ValueError("no values, no percentile")
    rank = -int(-len(values) * percent // 100)  # rounded up
    return sorted(values)[max(rank, 1) - 1]


def table(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    groups: Sequence[tuple[str, int]] = (),
    notes: Sequence[str] = (),
) -> None:
    """Print a table under its title: the first column to the left, the others to the right; then its notes.

    `groups` are names over so many columns each, from the first one on.
    """
    lines = [list(columns), *(list(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    print(f"\n{title}")
    if groups:
        print(_header(groups, widths))
    for line in lines:
        cells = [line[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(line[1:], widths[1:], strict=True))]
        print("  ".join(cells).rstrip())
    for note in notes:
        print(f"  {note}")
    print(end="", flush=True)


def _header(groups: Sequence[tuple[str, int]], widths: list[int]) -> str:
    """The groups' names, each over its columns; widens the first column of one that is too narrow for its name."""
    cells, place = [], 0
    for name, span in groups:
        room = sum(widths[place : place + span]) + 2 * (span - 1)
        widths[place] += max(len(name) - room, 0)
        cells.append(name.rjust(max(room, len(name))) if place else name.ljust(max(room, len(name))))
        place += span
    return "  ".join(cells).rstrip()


def verdicts(targets: Sequence[Target]) -> None:
    """Print each target with what came out, the missed ones last."""
    rows = [
        [t.name, f"{t.value:.2f} {t.unit}", f"<= {t.limit:g} {t.unit}", t.verdict()]
        for t in sorted(targets, key=lambda t: not t.is_met)
    ]
    met = sum(target.is_met for target in targets)
    table(f"targets: {met} of {len(targets)} met", ["target", "measured", "limit", ""], rows)
