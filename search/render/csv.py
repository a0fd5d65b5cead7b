r"""CSV: hits for a spreadsheet, one row each, after a row of column names.

The columns are the keys of a JSON hit; `byline` joined by "; ", `snippets` by " … ", without the headline, which has
its own. A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` (also in their full-width forms) as a formula,
so such text gets a `'` in front of it, as OWASP advises for CSV exports; take JSON where the text must be exact.
Control characters, line ends and bidi overrides inside a cell are written as `\u` escapes, so that one row is one line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from search.render.safe import escaped
from search.results import Hit

COLUMNS = (
    "rank", "id", "guid", "score", "headline", "published", "publisher", "section", "byline", "url", "locator",
    "story", "copies", "snippets",
)  # fmt: skip

_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")


def cell(text: str | None) -> str:
    """`text` as a cell: nothing that a spreadsheet would run or a terminal obey.

    >>> cell("=1+1"), cell(None)
    ("'=1+1", '')
    """
    if not text:
        return ""
    return ("'" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else "") + escaped(text)


def lines(hits: Iterable[Hit], *, header: bool = True) -> Iterator[str]:
    """The column names (unless not wanted), then a row for each hit."""
    if header:
        yield _row(COLUMNS)
    for hit in hits:
        snippets = " … ".join(snippet.text for snippet in hit.passages)
        texts = (hit.headline, hit.published, hit.publisher, hit.section, "; ".join(hit.byline), hit.url, hit.locator)
        yield _row(
            (
                str(hit.rank),
                cell(hit.id),
                cell(hit.guid),
                f"{hit.score:.4f}",
                *map(cell, texts),
                cell(hit.story),
                str(hit.copies),
                cell(snippets),
            )
        )


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
