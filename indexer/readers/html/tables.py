"""Which tables of a page hold data, whose rows are a line each, and which only lay the page out."""

from __future__ import annotations

from lxml.etree import _Element

from indexer.readers.html.elements import words_in

BAR = " | "
"""What stands between the cells of a row, as between those of a Markdown table."""

LONGEST = 250
"""Characters of a cell: a longer one is text that was laid out beside something."""

_LAYOUT = ("table", "form", "article", "h1", "h2", "iframe", "video", "figure")


def is_data(table: _Element) -> bool:
    """Whether most rows of a table have two cells or more with little in each."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants(*_LAYOUT), None) is not None:
        return False
    filled = [row for row in map(cells, table.iter("tr")) if row]
    wide = sum(len(row) > 1 for row in filled)
    return 2 <= wide >= 0.5 * len(filled) and all(len(cell) <= LONGEST for row in filled for cell in row)


_CELLS = frozenset(("cell", "gridcell", "columnheader", "rowheader"))
"""The roles of cells in a table that is made of other elements."""


def cells(row: _Element) -> list[str]:
    """The cells of a row that say something."""
    return [
        text for cell in row if (cell.tag in ("td", "th") or cell.get("role") in _CELLS) and (text := words_in(cell))
    ]
