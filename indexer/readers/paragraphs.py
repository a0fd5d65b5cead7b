"""What Word's formats come down to: paragraphs, with where they link to and where they stand."""

from __future__ import annotations

from typing import NamedTuple


class Paragraph(NamedTuple):
    """A paragraph of a document, the addresses that it links to, whether it stands in the middle, and whether all of it
    is bold."""

    text: str
    links: tuple[str, ...] = ()
    centred: bool = False
    bold: bool = False
