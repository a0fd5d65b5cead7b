"""What people and programs see, kept as files: a change of the output is a change of `tests/golden`.

`MORGUE_GOLDEN=write pytest tests/search/render/test_golden.py` writes them anew; read the difference before it is kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from search.render import Screen, csv, plain, terminal
from search.render import json as render_json
from search.render.layout import width
from tests.support.hits import ARTICLE, CHANGES, HITS, MARKS, RESULTS

GOLDEN = Path(__file__).parents[2] / "golden"


def on(columns: int, *, color: bool = False) -> Screen:
    return Screen(tty=True, color=color, width=columns)


def short(id: str) -> str:
    return id[:6]


def terminal_hits(screen: Screen) -> list[str]:
    return list(terminal.hits(HITS, screen=screen, short=short, last=12))


OUTPUTS = {
    **{f"hits-terminal-{columns}": terminal_hits(on(columns)) for columns in (40, 80, 120, 200)},
    "hits-terminal-color": terminal_hits(on(80, color=True)),
    "hits-plain": list(plain.hits(HITS)),
    "hits-plain-color": list(plain.hits(HITS[:1], color=True)),
    "hits-json": [render_json.results(RESULTS)],
    "hits-jsonl": list(render_json.lines(HITS, query_no=3)),
    "hits-csv": list(csv.lines(HITS)),
    "article-terminal-80": list(terminal.article(ARTICLE, screen=on(80))),
    "article-plain": list(plain.article(ARTICLE)),
    "article-plain-hits": list(plain.article(ARTICLE, marks=MARKS)),
    "article-json": [render_json.dump(render_json.article(ARTICLE, CHANGES))],
    "changes-terminal-80": list(terminal.changes(CHANGES, screen=on(80))),
    "changes-plain": list(plain.changes(CHANGES)),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_output_is_as_it_was(name: str) -> None:
    path = GOLDEN / f"{name}.txt"
    output = "".join(line + "\n" for line in OUTPUTS[name])
    if os.environ.get("MORGUE_GOLDEN") == "write":
        path.write_text(output, "utf-8")
    assert output == path.read_text("utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(OUTPUTS)


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 160, 200])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    assert max(map(width, terminal_hits(on(columns)))) <= columns


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_colour_changes_nothing_but_escapes(columns: int) -> None:
    colored, marked = terminal_hits(on(columns, color=True)), terminal_hits(on(columns))
    assert _words(re.sub(r"\x1b\[[0-9;]*m", "", line) for line in colored) == _words(
        line.replace("«", "").replace("»", "") for line in marked
    )


def _words(lines: Iterable[str]) -> list[str]:
    # Without spaces: a mark is two cells wide, so that lines end elsewhere, and between Chinese there is no space.
    return "".join("".join(lines).split()).split()


def test_what_stands_beside_the_headline_ends_at_the_right_edge() -> None:
    first = terminal_hits(on(100))[0]
    assert first.startswith("1   «Ferry» crews stop work at Port Amsel")
    assert first.endswith("Island Courier · Islands · 5 Mar 2024 · 111111")
    assert width(first) == 100


def test_a_headline_from_right_to_left_has_its_line_to_itself() -> None:
    lines = terminal_hits(on(200))
    (line,) = (number for number, line in enumerate(lines) if "العبارة» لا تبحر" in line)
    assert "222" not in lines[line]
    assert "444444" in lines[line + 1]
