"""What Word's formats come down to: paragraphs, with where they link to and where they stand."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Paragraph(NamedTuple):
    """A paragraph of a document, the addresses that it links to, whether it stands in the middle, whether all of it is
    bold, and the number of the table's row that it is a cell of, counted over the document; None outside of tables."""

    text: str
    links: tuple[str, ...] = ()
    centred: bool = False
    bold: bool = False
    row: int | None = None


def running(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """The texts in their order, the cells of a row in one line; a table that sets out pages has paragraphs for cells,
    and stays a paragraph a line.

    >>> list(running([Paragraph("The prices:"), Paragraph("Tern", row=1), Paragraph("4", row=1)]))
    ['The prices:', 'Tern | 4']
    """
    for row, cells in itertools.groupby(paragraphs, key=lambda paragraph: paragraph.row):
        texts = [cell.text for cell in cells]
        if row is None or any(len(text) > _CELL or "\n" in text for text in texts):
            yield from texts
        else:
            yield " | ".join(text.strip() for text in texts)


_CELL = 80
"""Characters that a cell of figures or names has at most."""
