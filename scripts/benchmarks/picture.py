"""The run as a picture: morgue's costs as shares of another's, a row each, on a logarithmic scale. Plain SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from scripts.benchmarks.asking import Results, shares
from scripts.benchmarks.figures import Clock, Target

WIDTH, LEFT, RIGHT, TOP, ROW = 860, 330, 40, 96, 22
LEAST, MOST = 0.05, 20.0
"""The ends of the scale; what lies beyond is drawn at its end."""

COLOURS = {"p50": "#1f77b4", "p99": "#d95f02", "first use": "#7f7f7f", "": "#1f77b4"}


class Line(NamedTuple):
    """One row: what is compared, the shares by the name of their mark, and the limit that is aimed at."""

    label: str
    shares: Mapping[str, float]
    limit: float = 1.0


def lines(results: Results, targets: Sequence[Target], *, clock: Clock) -> list[Line]:
    """The queries' classes, then every other target that is a ratio to a contender."""
    found = []
    for name, asked in results.items():
        p50, _, p99, first = shares(asked, "tantivy", clock)
        found.append(Line(f"{name}, of tantivy's", {"p50": p50, "p99": p99, "first use": first}))
    known = tuple(results)
    others = (t for t in targets if t.unit == "x" and (not t.name.startswith(known) or "snippets of ten" in t.name))
    return found + [Line(target.name, {"": target.value}, target.limit) for target in others]


def draw(rows: Sequence[Line], *, title: str, about: str) -> str:
    """The picture, an SVG document."""
    height = TOP + ROW * len(rows) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'font-family="system-ui, sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
        _text(16, 26, title, size=16),
        _text(16, 46, about, fill="#555"),
        *_key(),
    ]
    bottom = TOP + ROW * len(rows)
    for tick in (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20):
        strong = tick == 1
        stroke = 'stroke="#333" stroke-width="1.5"' if strong else 'stroke="#ddd"'
        parts.append(f'<line x1="{_x(tick):.1f}" y1="{TOP}" x2="{_x(tick):.1f}" y2="{bottom}" {stroke}/>')
        parts.append(_text(_x(tick), bottom + 16, f"{tick:g}x", anchor="middle", fill="#555"))
    for number, row in enumerate(rows):
        y = TOP + ROW * number + ROW / 2
        parts.append(_text(LEFT - 12, y + 4, row.label, anchor="end"))
        if row.limit != 1:
            x = _x(row.limit)
            parts.append(
                f'<line x1="{x:.1f}" y1="{y - 8}" x2="{x:.1f}" y2="{y + 8}" stroke="#2a9d3a" stroke-width="3"/>'
            )
        for mark, share in row.shares.items():
            label = escape(f"{row.label} {mark}: {share:.2f}x")
            fill = COLOURS[mark]
            parts.append(f'<circle cx="{_x(share):.1f}" cy="{y}" r="5" fill="{fill}"><title>{label}</title></circle>')
    return "\n".join([*parts, "</svg>", ""])


def _x(share: float) -> float:
    inside = min(max(share, LEAST), MOST)
    return LEFT + (WIDTH - LEFT - RIGHT) * math.log(inside / LEAST) / math.log(MOST / LEAST)


def _key() -> list[str]:
    parts = []
    for place, mark in enumerate(("p50", "p99", "first use")):
        x = LEFT + 100 * place
        parts.append(f'<circle cx="{x}" cy="70" r="5" fill="{COLOURS[mark]}"/>')
        parts.append(_text(x + 10, 74, mark))
    parts.append(f'<line x1="{LEFT + 300}" y1="62" x2="{LEFT + 300}" y2="78" stroke="#2a9d3a" stroke-width="3"/>')
    parts.append(_text(LEFT + 310, 74, "aimed at, where not 1x"))
    return parts


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = 12, fill: str = "#111") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{fill}">{escape(text)}</text>'
    )
