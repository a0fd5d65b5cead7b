"""Web pages: one page, one article.

`reader` is the way of a page; `metadata`, `json_ld` and `people` have what it states of itself, `captions` what stands
under its pictures, `story` its main text, which `weigh` chooses among the `blocks`. `soup` and `text` are for pages
whose structure can't be read.
"""

from __future__ import annotations

from indexer.readers.html.reader import HTML, read_markup

__all__ = ["HTML", "read_markup"]
